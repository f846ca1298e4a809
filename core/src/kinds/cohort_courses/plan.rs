//! How a row of a file of cohorts' courses becomes operations (`spec/operations.md` §10, as intended).

use super::{Command, DEFAULT_METHOD, DEFAULT_ROLE, EVERY_ROLE};
use crate::finding::Code;
use crate::plan::{BindingKey, BindingState, CohortKey, Draft, GroupState, Operation, Refusal};
use crate::site::{SiteIndex, Unknown};

/// Plans one row.
///
/// # Errors
/// The finding that refuses it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let Some(command) = Command::of(draft.text("cmd").unwrap_or_default()) else {
        // The cell's own check has refused the row.
        return Ok(());
    };
    let target = Target::of(draft)?;
    if !draft.site().tells(&Unknown::CohortBindings) {
        draft.note_not_told("bindings", "cohort");
    }
    match command {
        Command::Add => target.add(draft),
        Command::Disable | Command::Restore | Command::Remove => target.each(draft, command),
    }
}

/// What a row is about.
struct Target {
    course: u64,
    shortname: String,
    cohort: u64,
    key: CohortKey,
    /// Short name; none: every role.
    role: Option<String>,
    method: String,
}

impl Target {
    fn of(draft: &Draft<'_>) -> Result<Self, Refusal> {
        let settings = draft.settings();
        let site = draft.site();
        let name = draft.normal_text("cohort").unwrap_or_default();
        let cohort = match site.cohorts_by(settings.cohort_identifier, &name)[..] {
            [cohort] => cohort,
            [] => {
                let unknown = unknown(draft, Code::UnknownCohort, "cohort", &name);
                return Err(Box::new(unknown.with("reason", "unbound")));
            }
            [..] => {
                let several = draft.finding(Code::AmbiguousCohort, "cohort");
                return Err(Box::new(several.with("value", name)));
            }
        };
        let name = draft.text("course").unwrap_or_default();
        let by = settings.cohort_course_identifier;
        let Some(course) = site.course_by(by, name) else {
            return Err(Box::new(unknown(
                draft,
                Code::UnknownCourse,
                "course",
                name,
            )));
        };
        let role = match draft.text("role") {
            Some(EVERY_ROLE) => None,
            None => {
                draft.has_role_to_give(Some(DEFAULT_ROLE), "role")?;
                Some(DEFAULT_ROLE.to_owned())
            }
            Some(name) => match site.role_by(settings.cohort_role_identifier, name) {
                Some(role) => Some(role.shortname.clone()),
                None => {
                    return Err(draft.no_such_role(name, "role"));
                }
            },
        };
        let method = draft.normal_text("enrol");
        let method = method.unwrap_or_else(|| DEFAULT_METHOD.to_owned());
        if !site.facts.cohort_methods.contains(&method) {
            let code = Code::UnknownCohortMethod;
            return Err(Box::new(unknown(draft, code, "enrol", &method)));
        }
        Ok(Self {
            course: course.id,
            shortname: course.shortname.clone(),
            cohort: cohort.id,
            key: draft.cohort_key(cohort.id, &cohort.name),
            role,
            method,
        })
    }

    fn key(&self, role: &str) -> BindingKey {
        BindingKey {
            course: self.shortname.clone(),
            cohort: self.key.clone(),
            role: role.to_owned(),
            method: self.method.clone(),
        }
    }

    /// Makes the binding, or enables it and changes what the row gives.
    fn add(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let Some(role) = &self.role else {
            return Err(Box::new(draft.finding(Code::EveryRole, "role")));
        };
        let site = draft.site();
        let found = site.binding_of(self.course, self.cohort, role, &self.method);
        let old = found.map(|found| site.binding_state(found));
        let before = old.clone().unwrap_or_default();
        let group = match draft.flag("makegroup") {
            Some(true) if before.group.is_empty() => self.key.name.clone(),
            Some(false) => String::new(),
            Some(true) | None => before.group,
        };
        let new = BindingState {
            enabled: true,
            start: draft.number("enrolstart").unwrap_or(before.start),
            end: draft.number("enrolend").unwrap_or(before.end),
            group,
        };
        if old.as_ref() == Some(&new) {
            return Ok(());
        }
        if !new.group.is_empty() && site.group(self.course, &new.group).is_none() {
            draft.apply(Operation::CreateGroup {
                course: self.shortname.clone(),
                group: GroupState {
                    name: new.group.clone(),
                    ..GroupState::default()
                },
            })?;
        }
        self.set(draft, role, old, new)
    }

    /// Takes access away from the binding, or from those of every role; gives it back; takes the bindings themselves away.
    fn each(&self, draft: &mut Draft<'_>, command: Command) -> Result<(), Refusal> {
        let site = draft.site();
        let found: Vec<(String, BindingState)> = site
            .bindings_of_cohort(self.cohort)
            .filter(|binding| binding.course == self.course && binding.method == self.method)
            .filter(|binding| {
                let role = self.role.as_ref();
                role.is_none_or(|role| *role == binding.role)
            })
            .map(|binding| (binding.role.clone(), site.binding_state(binding)))
            .collect();
        if found.is_empty() {
            return self.missing(draft, command);
        }
        for (role, old) in found {
            if command == Command::Remove {
                draft.apply_with_losses(Operation::RemoveCohortBinding {
                    binding: self.key(&role),
                    old,
                    losses: Vec::new(),
                })?;
                continue;
            }
            let enabled = command == Command::Restore;
            if old.enabled != enabled {
                let new = BindingState {
                    enabled,
                    ..old.clone()
                };
                self.set(draft, &role, Some(old), new)?;
            }
        }
        Ok(())
    }

    fn set(
        &self,
        draft: &mut Draft<'_>,
        role: &str,
        old: Option<BindingState>,
        new: BindingState,
    ) -> Result<(), Refusal> {
        let newcomers = match &old {
            Some(_) if new.enabled => self.newcomers(draft.site()),
            _ => Vec::new(),
        };
        draft.apply_with_losses(Operation::SetCohortBinding {
            binding: self.key(role),
            old,
            new,
            people: 0,
            newcomers,
        })
    }

    /// Login names of the members whom the method does not enrol in the course yet.
    fn newcomers(&self, site: &SiteIndex) -> Vec<String> {
        let cohort = site.cohort(self.cohort);
        let members = cohort.into_iter().flat_map(|cohort| &cohort.members);
        members
            .filter(|user| site.enrolment(self.course, **user, &self.method).is_none())
            .filter_map(|user| Some(site.user(*user)?.username.clone()))
            .collect()
    }

    /// There is no such binding: nothing is left to take away, and nothing can be given back.
    fn missing(&self, draft: &mut Draft<'_>, command: Command) -> Result<(), Refusal> {
        let code = match command {
            Command::Restore => Code::UnknownBinding,
            Command::Add | Command::Disable | Command::Remove => Code::MissingBinding,
        };
        let finding = draft
            .finding(code, "cohort")
            .with("cohort", &self.key.name)
            .with("course", &self.shortname)
            .with("every", if self.role.is_none() { "yes" } else { "no" })
            .with("role", self.role.as_deref().unwrap_or(EVERY_ROLE));
        if code == Code::UnknownBinding {
            return Err(Box::new(finding));
        }
        draft.note(finding);
        Ok(())
    }
}

/// A finding about a name that is not there.
fn unknown(draft: &Draft<'_>, code: Code, column: &str, value: &str) -> crate::finding::Finding {
    let finding = draft.finding(code, column).with("value", value);
    finding.with("suggested", "no")
}
