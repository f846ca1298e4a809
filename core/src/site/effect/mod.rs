//! What an operation would change, worked out on a site that stays as it is. An operation that a site cannot take has no effect
//! at all, because nothing is written before everything is known. One file per family of objects.

mod account;
mod category_deletion;
mod cohort;
mod cohort_sync;
mod course;
mod course_deletion;
mod course_link;
mod enrolment;
mod expect;
mod group;
mod grouping;
mod meta_sync;
mod period;
mod reset;

use self::account::Login;
pub(super) use self::course_deletion::departures;
pub(super) use self::meta_sync::follow;
use super::apply::Effect;
use super::{ApplyError, SiteIndex};
use crate::plan::{Loss, Operation};

/// What changes, in order; or why the site cannot take the operation.
type Effects = Result<Vec<Effect>, ApplyError>;

/// The effects of an operation, in order, with what follows in metacourses.
pub(super) fn effects(site: &SiteIndex, operation: &Operation) -> Effects {
    let mut effects = own_effects(site, operation)?;
    let followed = follow(site, &effects).effects;
    effects.extend(followed);
    Ok(effects)
}

/// What people lose and how many are concerned when an operation on cohorts or on links between courses is done. What it says of that
/// itself is not looked at: this is what it is filled with.
///
/// # Errors
/// When the site cannot take the operation.
pub(super) fn consequences(
    site: &SiteIndex,
    operation: &Operation,
) -> Result<(Vec<Loss>, u64), ApplyError> {
    match operation {
        Operation::SetCourseLink { .. } | Operation::RemoveCourseLink { .. } => {
            course_link::consequences(site, operation)
        }
        _ => cohort::consequences(site, operation),
    }
}

/// What an operation does itself.
fn own_effects(site: &SiteIndex, operation: &Operation) -> Effects {
    match operation {
        Operation::CreateCategory { category, visible } => {
            course::create_category(site, category, *visible)
        }
        Operation::DeleteCategory { category, old } => {
            category_deletion::delete(site, category, old)
        }
        Operation::CreateCourse {
            shortname,
            category,
            fields,
            template,
        } => course::create_course(site, shortname, category, fields, template),
        Operation::UpdateCourse {
            shortname,
            changes,
            category,
        } => course::update_course(site, shortname, changes, category.as_ref()),
        Operation::DeleteCourse { shortname, old } => course_deletion::delete(site, shortname, old),
        Operation::ApplyTemplate {
            shortname,
            template,
            replace,
        } => course::apply_template(site, shortname, template, *replace),
        Operation::SetSection {
            course,
            number,
            old,
            new,
        } => course::set_section(site, course, *number, old.as_ref(), new),
        Operation::SetMethod {
            course,
            method,
            old,
            enabled,
        } => course::set_method(site, course, method, *old, *enabled),
        Operation::ResetCourse {
            course,
            options,
            removed,
        } => reset::reset(site, course, options, removed),
        Operation::CreateUser {
            username,
            fields,
            password,
            digest,
            force_change,
            mail,
            ..
        } => {
            let login = Login::new(*password, digest, mail).force_change(*force_change);
            account::create(site, username, fields, login)
        }
        Operation::UpdateUser { username, changes } => account::update(site, username, changes),
        Operation::SetPassword {
            username,
            password,
            digest,
            mail,
            ..
        } => account::set_password(site, username, Login::new(*password, digest, mail)),
        Operation::SetPicture { user, old, new } => {
            account::set_picture(site, user, old.as_ref(), new)
        }
        Operation::RenameUser { from, to } => account::rename(site, from, to),
        Operation::ReviveUser { username } => account::revive(site, username),
        Operation::DeleteUser { username, old } => account::delete(site, username, old),
        Operation::Enrol {
            course,
            user,
            method,
            role,
            start,
            end,
            old,
            switched_off,
            held: _,
        } => {
            let period = (*start, *end);
            enrolment::enrol(
                site,
                course,
                user,
                (method, *switched_off),
                role,
                period,
                *old,
            )
        }
        Operation::SetEnrolment {
            course,
            user,
            method,
            old,
            new,
        } => enrolment::set(site, course, user, method, *old, *new),
        Operation::Unenrol {
            course,
            user,
            method,
            old,
            with,
        } => enrolment::unenrol(site, course, user, method, *old, with),
        Operation::AssignRole { course, user, role } => {
            enrolment::assign_role(site, course, user, role)
        }
        Operation::UnassignRole { course, user, role } => {
            enrolment::unassign_role(site, course, user, role)
        }
        Operation::ShiftRole {
            course,
            user,
            method,
            old,
            role,
        } => enrolment::shift_role(site, course, user, method, old, role),
        Operation::CreateCohort {
            cohort,
            idnumber,
            description,
            component,
            category,
        } => cohort::create(
            site,
            cohort,
            idnumber,
            description,
            component,
            category.as_ref(),
        ),
        Operation::UpdateCohort {
            cohort,
            changes,
            category,
        } => cohort::update(site, cohort, changes, category.as_ref()),
        Operation::DeleteCohort { .. }
        | Operation::AddCohortMember { .. }
        | Operation::RemoveCohortMember { .. }
        | Operation::EmptyCohort { .. }
        | Operation::SetCohortBinding { .. }
        | Operation::RemoveCohortBinding { .. } => cohort::with_enrolments(site, operation),
        Operation::SetCourseLink {
            link, old, enabled, ..
        } => course_link::set(site, link, *old, *enabled),
        Operation::RemoveCourseLink { link, old, losses } => {
            course_link::remove(site, link, *old, losses)
        }
        Operation::CreateGroup { course, group } => group::create(site, course, group),
        Operation::UpdateGroup {
            course,
            group,
            changes,
        } => group::update(site, course, group, changes),
        Operation::DeleteGroup {
            course,
            old,
            groupings,
        } => group::delete(site, course, old, groupings),
        Operation::CreateGrouping { course, grouping } => grouping::create(site, course, grouping),
        Operation::UpdateGrouping {
            course,
            grouping,
            changes,
        } => grouping::update(site, course, grouping, changes),
        Operation::DeleteGrouping {
            course,
            old,
            default,
        } => grouping::delete(site, course, old, *default),
        Operation::AddToGrouping {
            course,
            grouping,
            group,
        } => grouping::add(site, course, grouping, group),
        Operation::AddGroupMember {
            course,
            group,
            user,
            owned,
        } => group::add_member(site, course, group, user, *owned),
        Operation::RemoveGroupMember {
            course,
            group,
            user,
            owned,
        } => group::remove_member(site, course, group, user, *owned),
    }
}
