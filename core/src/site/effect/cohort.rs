//! Cohorts, their members, and the courses that they are bound to.

use std::collections::BTreeSet;

use super::Effects;
use super::cohort_sync::{Move, Sync};
use super::course_link::{listed, who_loses};
use super::expect::{
    category, cohort, course, expect, expect_features, expect_value, missing, next_id, put, user,
};
use super::meta_sync::follow;
use crate::kinds::Value;
use crate::plan::{
    BindingKey, BindingState, CategoryKey, Change, CohortKey, CohortState, Loss, Operation,
};
use crate::site::apply::Effect;
use crate::site::{
    ApplyError, Cohort, CohortBinding, Features, Object, Part, SiteIndex, Thing, ThingKind, Touched,
};

/// A new cohort, without members.
pub(super) fn create(
    site: &SiteIndex,
    key: &CohortKey,
    idnumber: &str,
    description: &str,
    component: &str,
    place: Option<&CategoryKey>,
) -> Effects {
    free_name(site, &key.name)?;
    free_idnumber(site, idnumber)?;
    put(Object::Cohort(Cohort {
        id: next_id(site.cohorts.last_key_value()),
        name: key.name.clone(),
        idnumber: idnumber.to_owned(),
        description: description.to_owned(),
        category: place.map_or(Ok(0), |place| category(site, place).map(|found| found.id))?,
        component: component.to_owned(),
        ..Cohort::default()
    }))
}

/// Other fields, another name, another category.
pub(super) fn update(
    site: &SiteIndex,
    key: &CohortKey,
    changes: &[Change],
    place: Option<&CategoryKey>,
) -> Effects {
    let mut cohort = cohort(site, key)?.clone();
    let what = || Thing::cohort(&key.name);
    for change in changes {
        let new = change.new.as_ref().map(Value::to_string);
        let new = new.unwrap_or_default();
        if change.field == "ccatcontext" {
            let path = site.category_path(cohort.category).join("/");
            expect_value(what, change, text(&path).as_ref())?;
            cohort.category =
                place.map_or(Ok(0), |place| category(site, place).map(|found| found.id))?;
            continue;
        }
        let field = match change.field.as_str() {
            "cname" => {
                free_name(site, &new)?;
                &mut cohort.name
            }
            "cidnumber" => {
                free_idnumber(site, &new)?;
                &mut cohort.idnumber
            }
            "cdescription" => &mut cohort.description,
            "component" => &mut cohort.component,
            other => return Err(missing(what().field(other))),
        };
        expect_value(what, change, text(field).as_ref())?;
        *field = new;
    }
    put(Object::Cohort(cohort))
}

/// What an operation does itself, and the move of memberships or bindings that enrolments follow.
struct Step {
    effects: Vec<Effect>,
    change: Move,
}

/// What people lose and how many are concerned when an operation on members or bindings is done. Its own `losses` and `people` are not
/// looked at: this is what they are filled with.
///
/// # Errors
/// When the site cannot take the operation.
pub(super) fn consequences(
    site: &SiteIndex,
    operation: &Operation,
) -> Result<(Vec<Loss>, u64), ApplyError> {
    let Some(Step {
        mut effects,
        change,
    }) = step(site, operation)?
    else {
        return Ok((Vec::new(), 0));
    };
    let sync = Sync::of(site, &change);
    effects.extend(sync.effects);
    let mut losses = sync.losses;
    losses.extend(follow(site, &effects).losses);
    Ok((losses, sync.people))
}

/// The effects of an operation on members or bindings, with the enrolments that follow. People lose what the plan saw, no more and no less.
pub(super) fn with_enrolments(site: &SiteIndex, operation: &Operation) -> Effects {
    let Some(Step {
        mut effects,
        change,
    }) = step(site, operation)?
    else {
        return Ok(Vec::new());
    };
    let sync = Sync::of(site, &change);
    let (Operation::DeleteCohort { losses, .. }
    | Operation::RemoveCohortMember { losses, .. }
    | Operation::EmptyCohort { losses, .. }
    | Operation::RemoveCohortBinding { losses, .. }) = operation
    else {
        effects.extend(sync.effects);
        return Ok(effects);
    };
    effects.extend(sync.effects);
    let mut found = sync.losses;
    found.extend(follow(site, &effects).losses);
    expect(who_loses, found == *losses, listed(losses), listed(&found))?;
    Ok(effects)
}

/// What an operation on members or bindings does; none for other operations.
fn step(site: &SiteIndex, operation: &Operation) -> Result<Option<Step>, ApplyError> {
    match operation {
        Operation::DeleteCohort { cohort, old, .. } => delete(site, cohort, old),
        Operation::AddCohortMember { cohort, user } => add_member(site, cohort, user),
        Operation::RemoveCohortMember { cohort, user, .. } => {
            remove_members(site, cohort, std::slice::from_ref(user))
        }
        Operation::EmptyCohort {
            cohort, members, ..
        } => empty(site, cohort, members),
        Operation::SetCohortBinding {
            binding, old, new, ..
        } => set_binding(site, binding, old.as_ref(), new),
        Operation::RemoveCohortBinding { binding, old, .. } => remove_binding(site, binding, old),
        _ => return Ok(None),
    }
    .map(Some)
}

/// A cohort goes, with its bindings.
fn delete(site: &SiteIndex, key: &CohortKey, old: &CohortState) -> Result<Step, ApplyError> {
    let found = cohort(site, key)?;
    let what = || Thing::cohort(&key.name);
    let now = site.cohort_state(found);
    let told = |state: &CohortState| {
        Features::new()
            .text("idnumber", &state.idnumber)
            .count("members", state.members.len() as u64)
            .count("courses", state.bindings.len() as u64)
    };
    expect_features(what, now == *old, || (told(old), told(&now)))?;
    let bindings: BTreeSet<u64> = site
        .bindings_of_cohort(found.id)
        .map(|binding| binding.id)
        .collect();
    let gone = bindings.iter().copied().map(Touched::CohortBinding);
    let mut effects: Vec<Effect> = gone.map(Effect::Remove).collect();
    effects.push(Effect::Remove(Touched::Cohort(found.id)));
    let cohort = found.id;
    Ok(Step {
        effects,
        change: Move::Unbind { cohort, bindings },
    })
}

/// A new member.
fn add_member(site: &SiteIndex, key: &CohortKey, username: &str) -> Result<Step, ApplyError> {
    let (cohort, user) = (cohort(site, key)?, user(site, username)?.id);
    if cohort.members.contains(&user) {
        let what = Thing::cohort_member(&key.name, username);
        return Err(ApplyError::Exists(what));
    }
    let cohort = cohort.id;
    Ok(Step {
        effects: vec![Effect::Join(Touched::Cohort(cohort), user)],
        change: Move::Join { cohort, user },
    })
}

/// Members go.
fn remove_members(
    site: &SiteIndex,
    key: &CohortKey,
    usernames: &[String],
) -> Result<Step, ApplyError> {
    let found = cohort(site, key)?;
    let mut users = BTreeSet::new();
    for username in usernames {
        let id = user(site, username)?.id;
        if !found.members.contains(&id) {
            return Err(missing(Thing::cohort_member(&key.name, username)));
        }
        users.insert(id);
    }
    let cohort = found.id;
    let leaves = users
        .iter()
        .map(|user| Effect::Leave(Touched::Cohort(cohort), *user));
    Ok(Step {
        effects: leaves.collect(),
        change: Move::Leave { cohort, users },
    })
}

/// All members go; there must be these and no others.
fn empty(site: &SiteIndex, key: &CohortKey, members: &[String]) -> Result<Step, ApplyError> {
    let found = cohort(site, key)?.members.len();
    let what = || Thing::cohort(&key.name).part(Part::Members);
    let same = members.len() == found;
    expect(what, same, members.len().to_string(), found.to_string())?;
    remove_members(site, key, members)
}

/// A binding is made, or is so from now on.
fn set_binding(
    site: &SiteIndex,
    key: &BindingKey,
    old: Option<&BindingState>,
    new: &BindingState,
) -> Result<Step, ApplyError> {
    let (course, cohort) = (course(site, &key.course)?.id, cohort(site, &key.cohort)?.id);
    if site.role_by_shortname(&key.role).is_none() {
        return Err(missing(Thing::role(&key.role)));
    }
    if !site.facts.cohort_methods.contains(&key.method) {
        return Err(missing(Thing::method(&key.method)));
    }
    let found = site.binding_of(course, cohort, &key.role, &key.method);
    let state = found.map(|found| site.binding_state(found));
    let what = || Thing::binding(key);
    expect_features(what, state.as_ref() == old, || {
        (old.map(told), state.as_ref().map(told))
    })?;
    let group = match new.group.as_str() {
        "" => 0,
        name => {
            let what = || Thing::group(&key.course, name);
            site.group(course, name).ok_or_else(|| missing(what()))?.id
        }
    };
    let binding = CohortBinding {
        id: found.map_or_else(
            || next_id(site.cohort_bindings.last_key_value()),
            |found| found.id,
        ),
        course,
        cohort,
        role: key.role.clone(),
        method: key.method.clone(),
        enabled: new.enabled,
        start: new.start,
        end: new.end,
        group,
    };
    Ok(Step {
        effects: vec![Effect::Put(Object::CohortBinding(binding.clone()))],
        change: Move::Bind(binding),
    })
}

/// A binding goes.
fn remove_binding(
    site: &SiteIndex,
    key: &BindingKey,
    old: &BindingState,
) -> Result<Step, ApplyError> {
    let (course, cohort) = (course(site, &key.course)?.id, cohort(site, &key.cohort)?.id);
    let what = || Thing::binding(key);
    let found = site.binding_of(course, cohort, &key.role, &key.method);
    let found = found.ok_or_else(|| missing(what()))?;
    let state = site.binding_state(found);
    expect_features(what, state == *old, || (told(old), told(&state)))?;
    Ok(Step {
        effects: vec![Effect::Remove(Touched::CohortBinding(found.id))],
        change: Move::Unbind {
            cohort,
            bindings: [found.id].into(),
        },
    })
}

/// A binding as messages tell it.
fn told(state: &BindingState) -> Features {
    let activity = if state.enabled { "enabled" } else { "disabled" };
    Features::new()
        .word(activity)
        .moment("start", state.start)
        .moment("end", state.end)
        .text("group", &state.group)
}

/// A text as a change carries it; an empty one is none.
fn text(value: &str) -> Option<Value> {
    (!value.is_empty()).then(|| Value::Text(value.to_owned()))
}

fn free_name(site: &SiteIndex, name: &str) -> Result<(), ApplyError> {
    match site.cohort_by_name(name) {
        Some(_) => Err(ApplyError::Exists(Thing::cohort(name))),
        None => Ok(()),
    }
}

fn free_idnumber(site: &SiteIndex, idnumber: &str) -> Result<(), ApplyError> {
    match site.cohort_by_idnumber(idnumber) {
        Some(_) => Err(ApplyError::Exists(Thing::new(
            ThingKind::CohortOfIdnumber,
            idnumber,
        ))),
        None => Ok(()),
    }
}
