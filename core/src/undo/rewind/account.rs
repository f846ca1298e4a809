//! Accounts.

use super::enrolment::give_all_back;
use super::{Rewind, Step, missing, moved, turned};
use crate::plan::{AccountState, Operation, Secret};
use crate::site::{ApplyError, Features, Fields, Part, Password, SiteIndex, Thing, User};
use crate::undo::ReasonCode;
use crate::undo::compare::differing;

pub(super) fn back(rewind: &mut Rewind, operation: &Operation) -> Step {
    match operation {
        Operation::CreateUser {
            username, fields, ..
        } => unmake(rewind, username, Some(fields)),
        // What was changed after the account had come back is taken back by now.
        Operation::ReviveUser { username } => unmake(rewind, username, None),
        Operation::UpdateUser { username, changes } => {
            let mut result = Ok(());
            for change in changes {
                let one = rewind.apply(&Operation::UpdateUser {
                    username: username.clone(),
                    changes: vec![turned(change)],
                });
                result = result.and(one);
            }
            result
        }
        Operation::SetPassword {
            username,
            old: Some(Password::None),
            ..
        } => rewind.apply(&Operation::SetPassword {
            username: username.clone(),
            password: Password::None,
            secret: Secret::default(),
            digest: String::new(),
            mail: String::new(),
            old: None,
        }),
        Operation::SetPassword { .. } => rewind.tell_of(ReasonCode::PasswordNotKept),
        Operation::RenameUser { from, to } => rewind.apply(&Operation::RenameUser {
            from: to.clone(),
            to: from.clone(),
        }),
        Operation::DeleteUser { username, old } => remake(rewind, username, old),
        Operation::SetPicture { old: Some(_), .. } => rewind.tell_of(ReasonCode::PictureNotKept),
        Operation::SetPicture { old: None, .. } => rewind.tell_of(ReasonCode::PictureStays),
        _ => Ok(()),
    }
}

/// The account goes, if nobody has made anything of it since. `made`: the attributes that it was made with.
fn unmake(rewind: &mut Rewind, username: &str, made: Option<&Fields>) -> Step {
    let site = &rewind.site;
    let user = account(site, username)?;
    let old = site.account_state(user);
    let ties = old.ties();
    let counts = [ties.enrolments, ties.roles, ties.groups, ties.cohorts];
    if counts.iter().any(|count| *count > 0) {
        let what = Thing::account(username).part(Part::Ties);
        return Err(ApplyError::moved(what, Features::new(), old.told_ties()));
    }
    if let Some(made) = made {
        let defaults = &site.facts.defaults.user;
        let mut all = defaults.clone();
        all.extend(made.clone());
        if let Some(field) = differing(&all, &user.fields, defaults).into_iter().next() {
            let shown = |fields: &Fields| {
                let value = fields.get(&field).map(ToString::to_string);
                value.unwrap_or_default()
            };
            let (expected, found) = (shown(&all), shown(&user.fields));
            return moved(Thing::account(username).field(&field), expected, found);
        }
    }
    rewind.apply(&Operation::DeleteUser {
        username: username.to_owned(),
        old,
    })
}

/// The account comes back, with all that went with it.
fn remake(rewind: &mut Rewind, username: &str, old: &AccountState) -> Step {
    rewind.apply(&Operation::ReviveUser {
        username: username.to_owned(),
    })?;
    let mut result = Ok(());
    for cohort in &old.cohorts {
        let joined = rewind.apply(&Operation::AddCohortMember {
            cohort: cohort.clone(),
            user: username.to_owned(),
        });
        result = result.and(joined);
    }
    result.and(give_all_back(rewind, &old.losses))
}

fn account<'s>(site: &'s SiteIndex, username: &str) -> Result<&'s User, ApplyError> {
    let found = site.user_by_username(username);
    found.ok_or_else(|| missing(Thing::account(username)))
}
