//! Enrolments and roles.

use std::collections::BTreeSet;

use super::group::join_again;
use super::{Rewind, Step, missing, moved};
use crate::plan::{Ending, EnrolmentState, Loss, Membership, Operation};
use crate::site::{
    ApplyError, Enrolment, Object, RoleAssignment, SiteIndex, Thing, Touched, keeps_its_roles,
};
use crate::undo::follows_others;

/// A person in a course.
struct Part<'o> {
    course: u64,
    user: u64,
    shortname: &'o str,
    username: &'o str,
}

impl<'o> Part<'o> {
    fn of(site: &SiteIndex, shortname: &'o str, username: &'o str) -> Result<Self, ApplyError> {
        let course = site.course_by_shortname(shortname);
        let course = course.ok_or_else(|| missing(Thing::course(shortname)))?;
        let user = site.user_by_username(username);
        let user = user.ok_or_else(|| missing(Thing::account(username)))?;
        Ok(Self {
            course: course.id,
            user: user.id,
            shortname,
            username,
        })
    }

    fn enrolment(&self, site: &SiteIndex, method: &str) -> Result<Enrolment, ApplyError> {
        let found = site.enrolment(self.course, self.user, method);
        found.cloned().ok_or_else(|| missing(self.thing(method)))
    }

    fn thing(&self, method: &str) -> Thing {
        Thing::enrolment(self.shortname, self.username, method)
    }

    fn assignment(&self, role: &str) -> RoleAssignment {
        RoleAssignment {
            course: self.course,
            user: self.user,
            role: role.to_owned(),
        }
    }
}

pub(super) fn back(rewind: &mut Rewind, operation: &Operation) -> Step {
    match operation {
        Operation::Enrol {
            course,
            user,
            method,
            role,
            start,
            end,
            old,
            held,
            ..
        } => {
            let part = Part::of(&rewind.site, course, user)?;
            let found = part.enrolment(&rewind.site, method)?;
            let done = EnrolmentState {
                start: *start,
                end: *end,
                active: true,
            };
            if found.state() != done {
                let found = found.state();
                return Err(ApplyError::moved(
                    part.thing(method),
                    done.told(),
                    found.told(),
                ));
            }
            unenrol(rewind, &part, found, role, *held, *old);
            Ok(())
        }
        Operation::SetEnrolment {
            course,
            user,
            method,
            old,
            new,
        } => rewind.apply(&Operation::SetEnrolment {
            course: course.clone(),
            user: user.clone(),
            method: method.clone(),
            old: *new,
            new: *old,
        }),
        Operation::Unenrol {
            course,
            user,
            method,
            old,
            with,
        } => {
            let part = Part::of(&rewind.site, course, user)?;
            enrol(rewind, &part, method, *old, with)
        }
        Operation::AssignRole { course, user, role } => rewind.apply(&Operation::UnassignRole {
            course: course.clone(),
            user: user.clone(),
            role: role.clone(),
        }),
        Operation::UnassignRole { course, user, role } => rewind.apply(&Operation::AssignRole {
            course: course.clone(),
            user: user.clone(),
            role: role.clone(),
        }),
        Operation::ShiftRole {
            course,
            user,
            method,
            old,
            role,
        } => {
            let part = Part::of(&rewind.site, course, user)?;
            unshift(rewind, &part, method, old, role)
        }
        _ => Ok(()),
    }
}

/// The enrolment goes, or is as before, and with it the role that it gave.
fn unenrol(
    rewind: &mut Rewind,
    part: &Part<'_>,
    mut found: Enrolment,
    role: &str,
    held: bool,
    old: Option<(i64, i64, bool)>,
) {
    let keeps_roles = keeps_its_roles(&found.method);
    match old {
        Some((start, end, active)) => {
            (found.start, found.end, found.active) = (start, end, active);
            if keeps_roles {
                found.roles.remove(role);
            }
            rewind.put(Object::Enrolment(found));
        }
        None => {
            let key = Touched::Enrolment(part.course, part.user, found.method);
            rewind.remove(key);
        }
    }
    if !role.is_empty() && !keeps_roles && !held {
        let key = Touched::RoleAssignment(part.course, part.user, role.to_owned());
        rewind.remove(key);
    }
}

/// An enrolment that ended, with what went with it.
fn enrol(
    rewind: &mut Rewind,
    part: &Part<'_>,
    method: &str,
    state: EnrolmentState,
    with: &Ending,
) -> Step {
    if let Some(found) = rewind.site.enrolment(part.course, part.user, method) {
        let found = found.state().told();
        return Err(ApplyError::moved(part.thing(method), None, found));
    }
    if with.closes_method
        && let Some(mut course) = rewind.site.course(part.course).cloned()
    {
        course.methods.entry(method.to_owned()).or_insert(true);
        rewind.put(Object::Course(course));
    }
    let roles = with.own_roles.iter().cloned().collect();
    put_enrolment(rewind, part, method, state, roles);
    put_roles(rewind, part, &with.roles);
    let joined = join_groups(rewind, part, &with.groups);
    joined.and(give_all_back(rewind, &with.linked))
}

/// Gives a person back what was lost in a course. Enrolments of cohorts come back with their bindings and members, those of metacourses
/// with what they take.
pub(super) fn give_back(rewind: &mut Rewind, loss: &Loss) -> Step {
    let part = Part::of(&rewind.site, &loss.course, &loss.user)?;
    for lost in &loss.enrolments {
        let is_automatic = follows_others(&rewind.site, &lost.method);
        let found = rewind.site.enrolment(part.course, part.user, &lost.method);
        if is_automatic || found.is_some() {
            continue;
        }
        let roles = lost.roles.iter().cloned().collect();
        put_enrolment(rewind, &part, &lost.method, lost.state, roles);
    }
    put_roles(rewind, &part, &loss.roles);
    join_groups(rewind, &part, &loss.groups)
}

/// Gives people back what was lost in courses.
pub(super) fn give_all_back(rewind: &mut Rewind, losses: &[Loss]) -> Step {
    let mut result = Ok(());
    for loss in losses {
        result = result.and(give_back(rewind, loss));
    }
    result
}

fn put_enrolment(
    rewind: &mut Rewind,
    part: &Part<'_>,
    method: &str,
    state: EnrolmentState,
    roles: BTreeSet<String>,
) {
    rewind.put(Object::Enrolment(Enrolment {
        course: part.course,
        user: part.user,
        method: method.to_owned(),
        start: state.start,
        end: state.end,
        active: state.active,
        roles,
    }));
}

fn put_roles(rewind: &mut Rewind, part: &Part<'_>, roles: &[String]) {
    for role in roles {
        rewind.put(Object::RoleAssignment(part.assignment(role)));
    }
}

fn join_groups(rewind: &mut Rewind, part: &Part<'_>, groups: &[Membership]) -> Step {
    let mut result = Ok(());
    for membership in groups {
        let joined = join_again(rewind, part.shortname, part.username, membership);
        result = result.and(joined);
    }
    result
}

/// The roles that one role took the place of.
fn unshift(rewind: &mut Rewind, part: &Part<'_>, method: &str, old: &[String], role: &str) -> Step {
    let found = rewind.site.roles_of(part.course, part.user, method);
    if found != [role] {
        let (course, user) = (part.shortname, part.username);
        return moved(Thing::roles(course, user), role, found.join(", "));
    }
    if !method.is_empty() {
        let enrolment = part.enrolment(&rewind.site, method)?;
        rewind.put(Object::Enrolment(Enrolment {
            roles: old.iter().cloned().collect(),
            ..enrolment
        }));
        return Ok(());
    }
    if !old.iter().any(|old| old == role) {
        let key = Touched::RoleAssignment(part.course, part.user, role.to_owned());
        rewind.remove(key);
    }
    put_roles(rewind, part, old);
    Ok(())
}
