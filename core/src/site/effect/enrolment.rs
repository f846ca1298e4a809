//! Enrolments and roles.

use super::Effects;
use super::expect::{course, expect, expect_features, missing, put, user};
use crate::plan::{Ending, EnrolmentState};
use crate::site::apply::Effect;
use crate::site::{
    ApplyError, Course, Enrolment, Features, Object, Part, RoleAssignment, SiteIndex, Thing,
    ThingKind, Touched, User, keeps_its_roles,
};

/// An enrolment, or another period of one. `through`: the method, and whether the course is expected to have it switched off;
/// `period`: start and end, 0 when not bounded.
pub(super) fn enrol(
    site: &SiteIndex,
    shortname: &str,
    username: &str,
    (method, switched_off): (&str, bool),
    role: &str,
    period: (i64, i64),
    old: Option<(i64, i64, bool)>,
) -> Effects {
    let (course, user) = (course(site, shortname)?, user(site, username)?.id);
    let found = site.enrolment(course.id, user, method);
    let seen = found.map(|found| (found.start, found.end, found.active));
    let state = |enrolment: Option<(i64, i64, bool)>| {
        enrolment.map(|(start, end, active)| EnrolmentState { start, end, active }.told())
    };
    let what = || Thing::enrolment(shortname, username, method);
    expect_features(what, seen == old, || (state(old), state(seen)))?;
    let offered = course.methods.get(method);
    if found.is_none() && offered.is_none_or(|enabled| !enabled && !switched_off) {
        let what = Thing::in_course(ThingKind::EnabledMethod, method, shortname);
        return Err(missing(what));
    }
    let mut roles = found.map(|found| found.roles.clone()).unwrap_or_default();
    let mut effects = Vec::new();
    if !role.is_empty() {
        let assigned = assign(site, course.id, user, role)?;
        if keeps_its_roles(method) {
            roles.insert(role.to_owned());
        } else {
            effects.push(assigned);
        }
    }
    let enrolment = Object::Enrolment(Enrolment {
        course: course.id,
        user,
        method: method.to_owned(),
        start: period.0,
        end: period.1,
        active: true,
        roles,
    });
    effects.insert(0, Effect::Put(enrolment));
    Ok(effects)
}

/// Another period or activity of an enrolment.
pub(super) fn set(
    site: &SiteIndex,
    shortname: &str,
    username: &str,
    method: &str,
    old: EnrolmentState,
    new: EnrolmentState,
) -> Effects {
    let (_, _, found) = expected(site, shortname, username, method, old)?;
    put(Object::Enrolment(Enrolment {
        start: new.start,
        end: new.end,
        active: new.active,
        ..found.clone()
    }))
}

/// The end of an enrolment, with what goes with it.
pub(super) fn unenrol(
    site: &SiteIndex,
    shortname: &str,
    username: &str,
    method: &str,
    old: EnrolmentState,
    with: &Ending,
) -> Effects {
    let (course, user, enrolment) = expected(site, shortname, username, method, old)?;
    let found = site.ending(enrolment);
    let what = || Thing::enrolment(shortname, username, method).part(Part::Ties);
    expect_features(what, found == *with, || (told(with), told(&found)))?;
    let gone = Touched::Enrolment(course.id, user.id, method.to_owned());
    let mut effects = vec![Effect::Remove(gone)];
    for role in &found.roles {
        let gone = Touched::RoleAssignment(course.id, user.id, role.clone());
        effects.push(Effect::Remove(gone));
    }
    for membership in &found.groups {
        if let Some(group) = site.group(course.id, &membership.group) {
            effects.push(Effect::Leave(Touched::Group(group.id), user.id));
        }
    }
    if found.closes_method {
        let mut course = course.clone();
        course.methods.remove(method);
        effects.push(Effect::Put(Object::Course(course)));
    }
    Ok(effects)
}

/// A role in a course without an enrolment.
pub(super) fn assign_role(
    site: &SiteIndex,
    shortname: &str,
    username: &str,
    role: &str,
) -> Effects {
    let (course, user) = (course(site, shortname)?.id, user(site, username)?.id);
    if site.has_role(course, user, role) {
        let what = Thing::assigned_role(shortname, username, role);
        return Err(ApplyError::Exists(what));
    }
    Ok(vec![assign(site, course, user, role)?])
}

/// The end of a role that was given by hand.
pub(super) fn unassign_role(
    site: &SiteIndex,
    shortname: &str,
    username: &str,
    role: &str,
) -> Effects {
    let (course, user) = (course(site, shortname)?.id, user(site, username)?.id);
    if !site.has_role(course, user, role) {
        return Err(missing(Thing::assigned_role(shortname, username, role)));
    }
    let gone = Touched::RoleAssignment(course, user, role.to_owned());
    Ok(vec![Effect::Remove(gone)])
}

/// One role in place of the others that were given by hand, or by a method that keeps its roles itself.
pub(super) fn shift_role(
    site: &SiteIndex,
    shortname: &str,
    username: &str,
    method: &str,
    old: &[String],
    role: &str,
) -> Effects {
    let (course, user) = (course(site, shortname)?, user(site, username)?);
    let found = site.roles_of(course.id, user.id, method);
    let what = || Thing::roles(shortname, username);
    expect(what, found == old, old.join(", "), found.join(", "))?;
    let assigned = assign(site, course.id, user.id, role)?;
    if !method.is_empty() {
        let enrolment = site.enrolment(course.id, user.id, method);
        let enrolment =
            enrolment.ok_or_else(|| missing(Thing::enrolment(shortname, username, method)))?;
        return put(Object::Enrolment(Enrolment {
            roles: [role.to_owned()].into(),
            ..enrolment.clone()
        }));
    }
    let others = found.iter().filter(|found| *found != role);
    let mut effects: Vec<Effect> = others
        .map(|other| Touched::RoleAssignment(course.id, user.id, other.clone()))
        .map(Effect::Remove)
        .collect();
    if !found.iter().any(|found| found == role) {
        effects.push(assigned);
    }
    Ok(effects)
}

/// The enrolment, which is as the plan saw it, with its course and account.
fn expected<'s>(
    site: &'s SiteIndex,
    shortname: &str,
    username: &str,
    method: &str,
    old: EnrolmentState,
) -> Result<(&'s Course, &'s User, &'s Enrolment), ApplyError> {
    let (course, user) = (course(site, shortname)?, user(site, username)?);
    let what = || Thing::enrolment(shortname, username, method);
    let found = site.enrolment(course.id, user.id, method);
    let found = found.ok_or_else(|| missing(what()))?;
    let state = found.state();
    expect_features(what, state == old, || (old.told(), state.told()))?;
    Ok((course, user, found))
}

fn assign(site: &SiteIndex, course: u64, user: u64, role: &str) -> Result<Effect, ApplyError> {
    if site.role_by_shortname(role).is_none() {
        return Err(missing(Thing::role(role)));
    }
    Ok(Effect::Put(Object::RoleAssignment(RoleAssignment {
        course,
        user,
        role: role.to_owned(),
    })))
}

/// What goes with an enrolment, as messages tell it.
fn told(ending: &Ending) -> Features {
    let groups = ending.groups.iter().map(|membership| &membership.group);
    Features::new()
        .names("role", ending.own_roles.iter().chain(&ending.roles))
        .names("group", groups)
        .names("course", ending.linked.iter().map(|loss| &loss.course))
}
