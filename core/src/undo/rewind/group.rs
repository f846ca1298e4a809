//! Groups, groupings, and who and what is in them.

use super::{Rewind, Step, missing, moved, turned};
use crate::kinds::Value;
use crate::plan::{Change, GroupState, Membership, Operation};
use crate::site::{ApplyError, Group, Grouping, Object, Part, SiteIndex, Thing, Touched};
use crate::undo::ReasonCode;

pub(super) fn back(rewind: &mut Rewind, operation: &Operation) -> Step {
    match operation {
        Operation::CreateGroup { course, group } => {
            let in_course = course_id(&rewind.site, course)?;
            let found = rewind.site.group(in_course, &group.name);
            let found = found.ok_or_else(|| missing(Thing::group(course, &group.name)))?;
            let containing = rewind.site.groupings_with(found);
            let groupings = containing.map(|grouping| grouping.name.clone()).collect();
            rewind.apply(&Operation::DeleteGroup {
                course: course.clone(),
                old: group.clone(),
                groupings,
            })
        }
        Operation::UpdateGroup {
            course,
            group,
            changes,
        } => rewind.apply(&Operation::UpdateGroup {
            course: course.clone(),
            group: renamed(group, changes),
            changes: changes.iter().map(turned).collect(),
        }),
        Operation::DeleteGroup {
            course,
            old,
            groupings,
        } => {
            rewind.apply(&Operation::CreateGroup {
                course: course.clone(),
                group: old.clone(),
            })?;
            let in_course = course_id(&rewind.site, course)?;
            if let Some(made) = rewind.site.group(in_course, &old.name).cloned() {
                rewind.remove(Touched::Group(made.id));
                let id = rewind.free_id();
                rewind.put(Object::Group(Group { id, ..made }));
            }
            put_in(rewind, course, groupings, &old.name)
        }
        Operation::CreateGrouping { course, grouping } => unmake(rewind, course, grouping),
        Operation::UpdateGrouping {
            course,
            grouping,
            changes,
        } => rewind.apply(&Operation::UpdateGrouping {
            course: course.clone(),
            grouping: renamed(grouping, changes),
            changes: changes.iter().map(turned).collect(),
        }),
        Operation::DeleteGrouping {
            course,
            old,
            default,
        } => {
            if *default {
                rewind.tell_of(ReasonCode::DefaultGrouping)?;
            }
            rewind.apply(&Operation::CreateGrouping {
                course: course.clone(),
                grouping: old.clone(),
            })?;
            let made = grouping(&rewind.site, course, &old.name)?.clone();
            rewind.remove(Touched::Grouping(made.id));
            let id = rewind.free_id();
            rewind.put(Object::Grouping(Grouping { id, ..made }));
            Ok(())
        }
        Operation::AddToGrouping {
            course,
            grouping: name,
            group,
        } => take_out(rewind, course, name, group),
        Operation::AddGroupMember {
            course,
            group,
            user,
            owned,
        } => rewind.apply(&Operation::RemoveGroupMember {
            course: course.clone(),
            group: group.clone(),
            user: user.clone(),
            owned: *owned,
        }),
        Operation::RemoveGroupMember {
            course,
            group,
            user,
            owned,
        } => rewind.apply(&Operation::AddGroupMember {
            course: course.clone(),
            group: group.clone(),
            user: user.clone(),
            owned: *owned,
        }),
        _ => Ok(()),
    }
}

/// Puts a group in groupings again.
pub(super) fn put_in(rewind: &mut Rewind, course: &str, groupings: &[String], group: &str) -> Step {
    let mut result = Ok(());
    for grouping in groupings {
        let put = rewind.apply(&Operation::AddToGrouping {
            course: course.to_owned(),
            grouping: grouping.clone(),
            group: group.to_owned(),
        });
        result = result.and(put);
    }
    result
}

/// Puts a person in a group again, in the way in which the person was in it: who has come back into it already, by a cohort, may have
/// been in it otherwise.
pub(super) fn join_again(
    rewind: &mut Rewind,
    course: &str,
    username: &str,
    membership: &Membership,
) -> Step {
    let name = &membership.group;
    let in_course = course_id(&rewind.site, course)?;
    let user = rewind.site.user_by_username(username).map(|user| user.id);
    let user = user.ok_or_else(|| missing(Thing::account(username)))?;
    let is_in = |group: &Group| group.members.contains(&user);
    if !rewind.site.group(in_course, name).is_some_and(is_in) {
        rewind.apply(&Operation::AddGroupMember {
            course: course.to_owned(),
            group: name.clone(),
            user: username.to_owned(),
            owned: membership.owned,
        })?;
    }
    let found = rewind.site.group(in_course, name);
    let Some(found) = found.filter(|group| Membership::of(group, user) != *membership) else {
        return Ok(());
    };
    let mut group = found.clone();
    group.leave(user);
    group.members.insert(user);
    if membership.owned {
        group.owned.insert(user);
    }
    if membership.by_cohort {
        group.by_cohort.insert(user);
    }
    rewind.put(Object::Group(group));
    Ok(())
}

/// A grouping goes, if it has no groups.
fn unmake(rewind: &mut Rewind, course: &str, made: &GroupState) -> Step {
    let found = grouping(&rewind.site, course, &made.name)?;
    let (id, groups) = (found.id, found.groups.len());
    let state = GroupState::of_grouping(found);
    let what = Thing::grouping(course, &made.name);
    if groups > 0 {
        return moved(what.part(Part::Groups), "0", groups.to_string());
    }
    for (field, expected, found) in [
        ("idnumber", &made.idnumber, &state.idnumber),
        ("description", &made.description, &state.description),
    ] {
        if expected != found {
            return moved(what.field(field), expected, found);
        }
    }
    rewind.remove(Touched::Grouping(id));
    Ok(())
}

/// A group goes out of a grouping.
fn take_out(rewind: &mut Rewind, course: &str, name: &str, group: &str) -> Step {
    let in_course = course_id(&rewind.site, course)?;
    let id = rewind.site.group(in_course, group).map(|group| group.id);
    let mut found = grouping(&rewind.site, course, name)?.clone();
    if !id.is_some_and(|id| found.groups.remove(&id)) {
        return Err(missing(Thing::grouping_member(course, name, group)));
    }
    rewind.put(Object::Grouping(found));
    Ok(())
}

/// The name once the changes are made.
fn renamed(name: &str, changes: &[Change]) -> String {
    let change = changes.iter().find(|change| change.field == "name");
    let new = change.and_then(|change| change.new.as_ref());
    new.map_or_else(|| name.to_owned(), Value::to_string)
}

fn grouping<'s>(site: &'s SiteIndex, course: &str, name: &str) -> Result<&'s Grouping, ApplyError> {
    let found = site.grouping(course_id(site, course)?, name);
    found.ok_or_else(|| missing(Thing::grouping(course, name)))
}

fn course_id(site: &SiteIndex, course: &str) -> Result<u64, ApplyError> {
    let found = site.course_by_shortname(course).map(|course| course.id);
    found.ok_or_else(|| missing(Thing::course(course)))
}
