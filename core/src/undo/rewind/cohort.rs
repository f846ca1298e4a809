//! Cohorts, their members, and the courses that they are bound to.

use super::enrolment::{give_all_back, give_back};
use super::{Rewind, Step, missing, moved, turned};
use crate::kinds::Value;
use crate::plan::{BindingKey, BindingState, Change, CohortKey, CohortState, Loss, Operation};
use crate::site::{ApplyError, Cohort, Features, Object, SiteIndex, Thing, Touched};
use crate::undo::files::columns::COHORT_COLUMNS;

pub(super) fn back(rewind: &mut Rewind, operation: &Operation) -> Step {
    match operation {
        Operation::CreateCohort {
            cohort,
            idnumber,
            description,
            component,
            ..
        } => unmake(rewind, cohort, [idnumber, description, component]),
        Operation::UpdateCohort {
            cohort, changes, ..
        } => update(rewind, cohort, changes),
        Operation::DeleteCohort {
            cohort,
            old,
            losses,
        } => remake(rewind, cohort, old, losses),
        Operation::AddCohortMember { cohort, user } => with_losses(
            rewind,
            Operation::RemoveCohortMember {
                cohort: cohort.clone(),
                user: user.clone(),
                losses: Vec::new(),
            },
        ),
        Operation::RemoveCohortMember {
            cohort,
            user,
            losses,
        } => {
            join(rewind, cohort, user)?;
            give_all_back(rewind, losses)
        }
        Operation::EmptyCohort {
            cohort,
            members,
            losses,
        } => {
            let mut result = Ok(());
            for user in members {
                result = result.and(join(rewind, cohort, user));
            }
            result.and(give_all_back(rewind, losses))
        }
        Operation::SetCohortBinding {
            binding,
            old,
            new,
            newcomers,
            ..
        } => {
            let turned = match old {
                Some(old) => Operation::SetCohortBinding {
                    binding: binding.clone(),
                    old: Some(new.clone()),
                    new: old.clone(),
                    people: 0,
                    newcomers: Vec::new(),
                },
                None => Operation::RemoveCohortBinding {
                    binding: binding.clone(),
                    old: new.clone(),
                    losses: Vec::new(),
                },
            };
            with_losses(rewind, turned)?;
            send_home(rewind, binding, newcomers)
        }
        Operation::RemoveCohortBinding {
            binding,
            old,
            losses,
        } => {
            bind(rewind, binding, old)?;
            give_all_back(rewind, losses)
        }
        _ => Ok(()),
    }
}

/// The cohort goes, if nobody has made anything of it since.
fn unmake(rewind: &mut Rewind, key: &CohortKey, made: [&String; 3]) -> Step {
    let found = cohort(&rewind.site, key)?;
    let old = rewind.site.cohort_state(found);
    let name = &key.name;
    if !old.members.is_empty() || !old.bindings.is_empty() {
        let (members, bindings) = (old.members.len(), old.bindings.len());
        let found = Features::new()
            .count("members", members as u64)
            .count("courses", bindings as u64);
        return Err(ApplyError::moved(
            Thing::cohort(name),
            Features::new(),
            found,
        ));
    }
    let [_, fields @ ..] = COHORT_COLUMNS;
    let now = [&old.idnumber, &old.description, &old.component];
    for (field, (expected, found)) in fields.into_iter().zip(made.into_iter().zip(now)) {
        if expected != found {
            return moved(Thing::cohort(name).field(field), expected, found);
        }
    }
    rewind.apply(&Operation::DeleteCohort {
        cohort: key.clone(),
        old,
        losses: Vec::new(),
    })
}

/// What changed is as before, its name included.
fn update(rewind: &mut Rewind, key: &CohortKey, changes: &[Change]) -> Step {
    let renamed = changes.iter().find(|change| change.field == "cname");
    let name = renamed.and_then(|change| change.new.as_ref());
    let name = name.map_or_else(|| key.name.clone(), Value::to_string);
    let moved = changes.iter().find(|change| change.field == "ccatcontext");
    let category = match moved.and_then(|change| change.old.as_ref()) {
        Some(path) => Some(super::course::category_of_path(
            &rewind.site,
            &path.to_string(),
        )?),
        None => None,
    };
    rewind.apply(&Operation::UpdateCohort {
        cohort: CohortKey { id: key.id, name },
        changes: changes.iter().map(turned).collect(),
        category,
    })
}

/// The cohort comes back under its number, with its members and bindings.
fn remake(rewind: &mut Rewind, key: &CohortKey, old: &CohortState, losses: &[Loss]) -> Step {
    let site = &rewind.site;
    let taken = key.id.is_some_and(|id| site.cohort(id).is_some());
    let by_idnumber = !old.idnumber.is_empty() && site.cohort_by_idnumber(&old.idnumber).is_some();
    if taken || by_idnumber || site.cohort_by_name(&key.name).is_some() {
        return Err(ApplyError::Exists(Thing::cohort(&key.name)));
    }
    let next = site.cohorts().map(|cohort| cohort.id).max().unwrap_or(0) + 1;
    rewind.put(Object::Cohort(Cohort {
        id: key.id.unwrap_or(next),
        name: key.name.clone(),
        idnumber: old.idnumber.clone(),
        description: old.description.clone(),
        category: old
            .category
            .as_ref()
            .and_then(|category| category.id)
            .unwrap_or(0),
        visible: old.visible,
        component: old.component.clone(),
        ..Cohort::default()
    }));
    let mut result = Ok(());
    for user in &old.members {
        result = result.and(join(rewind, key, user));
    }
    for (binding, state) in &old.bindings {
        result = result.and(bind(rewind, binding, state));
    }
    result.and(give_all_back(rewind, losses))
}

fn join(rewind: &mut Rewind, cohort: &CohortKey, user: &str) -> Step {
    rewind.apply(&Operation::AddCohortMember {
        cohort: cohort.clone(),
        user: user.to_owned(),
    })
}

fn bind(rewind: &mut Rewind, binding: &BindingKey, state: &BindingState) -> Step {
    rewind.apply(&Operation::SetCohortBinding {
        binding: binding.clone(),
        old: None,
        new: state.clone(),
        people: 0,
        newcomers: Vec::new(),
    })
}

/// Ends the enrolments of people whom the binding had enrolled for the first time. Those whom another one gives access keep theirs.
fn send_home(rewind: &mut Rewind, binding: &BindingKey, newcomers: &[String]) -> Step {
    for name in newcomers {
        let site = &rewind.site;
        let (Some(course), Some(user)) = (
            site.course_by_shortname(&binding.course)
                .map(|course| course.id),
            site.user_by_username(name).map(|user| user.id),
        ) else {
            continue;
        };
        let found = site.enrolment(course, user, &binding.method);
        if found.is_some_and(|found| !found.active) {
            rewind.remove(Touched::Enrolment(course, user, binding.method.clone()));
        }
    }
    Ok(())
}

/// Takes members or a binding away. What people lose by it beyond what the cohort gave them, they had before: they keep it.
fn with_losses(rewind: &mut Rewind, mut operation: Operation) -> Step {
    let (lost, people) = rewind.site.consequences(&operation)?;
    operation.tell(lost.clone(), people);
    rewind.apply(&operation)?;
    let mut result = Ok(());
    for mut loss in lost {
        loss.groups.retain(|membership| !membership.by_cohort);
        loss.enrolments.clear();
        result = result.and(give_back(rewind, &loss));
    }
    result
}

fn cohort<'s>(site: &'s SiteIndex, key: &CohortKey) -> Result<&'s Cohort, ApplyError> {
    let found = match key.id {
        Some(id) => site.cohort(id),
        None => site.cohort_by_name(&key.name),
    };
    found.ok_or_else(|| missing(Thing::cohort(&key.name)))
}
