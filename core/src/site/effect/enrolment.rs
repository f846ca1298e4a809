//! Enrolments and roles.

use super::Effects;
use super::expect::{course, expect, missing, user};
use crate::site::apply::Effect;
use crate::site::{ApplyError, Enrolment, Object, RoleAssignment, SiteIndex};

/// An enrolment, or another period of one. `period`: start and end, 0 when not bounded.
pub(super) fn enrol(
    site: &SiteIndex,
    shortname: &str,
    username: &str,
    method: &str,
    role: &str,
    period: (i64, i64),
    old: Option<(i64, i64, bool)>,
) -> Effects {
    let (course, user) = (course(site, shortname)?, user(site, username)?.id);
    let found = site
        .enrolment(course.id, user, method)
        .map(|found| (found.start, found.end, found.active));
    let what = format!("the enrolment ({method}) of {username} in the course {shortname}");
    let state = |enrolment: Option<(i64, i64, bool)>| match enrolment {
        Some((start, end, active)) => {
            let activity = if active { "active" } else { "suspended" };
            format!("{activity} from {start} to {end}")
        }
        None => "absent".to_owned(),
    };
    expect(&what, found == old, state(old), state(found))?;
    if found.is_none() && course.methods.get(method) != Some(&true) {
        let what = format!("the enabled enrolment method {method} of the course {shortname}");
        return Err(missing(what));
    }
    let mut effects = vec![Effect::Put(Object::Enrolment(Enrolment {
        course: course.id,
        user,
        method: method.to_owned(),
        start: period.0,
        end: period.1,
        active: true,
        roles: site
            .enrolment(course.id, user, method)
            .map(|found| found.roles.clone())
            .unwrap_or_default(),
    }))];
    if !role.is_empty() {
        effects.push(assign(site, course.id, user, role)?);
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
        return Err(ApplyError::Exists(format!(
            "the role {role} of {username} in the course {shortname}"
        )));
    }
    Ok(vec![assign(site, course, user, role)?])
}

fn assign(site: &SiteIndex, course: u64, user: u64, role: &str) -> Result<Effect, ApplyError> {
    if site.role_by_shortname(role).is_none() {
        return Err(missing(format!("the role {role}")));
    }
    Ok(Effect::Put(Object::RoleAssignment(RoleAssignment {
        course,
        user,
        role: role.to_owned(),
    })))
}
