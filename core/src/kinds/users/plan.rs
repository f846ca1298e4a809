//! How a row of a users file becomes operations (`spec/operations.md` §7, as intended).

mod account;
mod binding;
mod password;

use account::{Account, Purpose};

use crate::finding::Code;
use crate::plan::{CohortKey, Draft, Operation, Refusal};

/// Plans one row.
///
/// # Errors
/// The finding that refuses it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    if draft.flag("deleted") == Some(true) {
        return delete(draft);
    }
    let account = Account::of(draft, Purpose::Keep)?;
    let cohort = Cohort::of(draft)?;
    let bindings = binding::all(draft)?;

    let Some(user) = account.settle(draft)? else {
        return Ok(());
    };
    if let Some(cohort) = cohort {
        cohort.join(draft, user)?;
    }
    for binding in &bindings {
        binding.enrol(draft, user)?;
    }
    for binding in &bindings {
        binding.group(draft, user)?;
    }
    Ok(())
}

/// Deletes the account; only the value 1 asks for it, and one that does not exist is not created instead (Q27).
fn delete(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    match Account::of(draft, Purpose::Delete)?.live(draft) {
        Some(user) => {
            let user = user.clone();
            draft.not_protected(&user, "username")?;
            let old = draft.site().account_state(&user);
            draft.apply(Operation::DeleteUser {
                username: user.username,
                old,
            })
        }
        None => {
            let missing = draft
                .finding(Code::DeleteMissing, "username")
                .with("value", draft.text("username").unwrap_or_default());
            Err(Box::new(missing))
        }
    }
}

/// The cohort that the row names.
enum Cohort {
    Existing(CohortKey),
    New { name: String, idnumber: String },
}

impl Cohort {
    /// By name, in any context (`spec/operations.md` §7.7).
    fn of(draft: &Draft<'_>) -> Result<Option<Self>, Refusal> {
        let Some(name) = draft.normal_text("cohort") else {
            return Ok(None);
        };
        if let Some(cohort) = draft.site().cohort_by_name(&name) {
            return Ok(Some(Self::Existing(draft.cohort_key(cohort.id, &name))));
        }
        let idnumber = draft.normal_text("cohortid").unwrap_or_default();
        if !idnumber.is_empty() && draft.site().cohort_by_idnumber(&idnumber).is_some() {
            let taken = draft
                .finding(Code::IdnumberTaken, "cohortid")
                .with("value", idnumber)
                .with("object", "cohort");
            return Err(Box::new(taken));
        }
        Ok(Some(Self::New { name, idnumber }))
    }

    /// Puts the account in the cohort, which is created when missing.
    fn join(self, draft: &mut Draft<'_>, user: u64) -> Result<(), Refusal> {
        let cohort = match self {
            Self::Existing(cohort) => cohort,
            Self::New { name, idnumber } => {
                let cohort = CohortKey { id: None, name };
                draft.apply(Operation::CreateCohort {
                    cohort: cohort.clone(),
                    idnumber,
                    description: String::new(),
                    component: String::new(),
                    category: None,
                })?;
                cohort
            }
        };
        let is_member = draft
            .site()
            .cohort_by_name(&cohort.name)
            .is_some_and(|found| found.members.contains(&user));
        let Some(username) = draft.site().user(user).map(|user| user.username.clone()) else {
            return Ok(());
        };
        if is_member {
            return Ok(());
        }
        draft.apply(Operation::AddCohortMember {
            cohort,
            user: username,
        })
    }
}
