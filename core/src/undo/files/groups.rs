//! Groups, groupings, and the members of groups.

use std::collections::BTreeSet;

use super::Gap;
use crate::kinds::Kind;
use crate::plan::GroupState;
use crate::site::{Course, Group, Touched};
use crate::undo::sheet::{Sheet, SheetRow};

/// Groups and groupings that the run made go, so that what comes back finds its name free: groups first, which empties groupings. A group
/// that a cohort fills stays, and so does a grouping with groups that were there before: no file takes them out.
pub(super) fn delete(gap: &Gap<'_>) -> Sheet {
    let deleted = |course: u64, what: &str, name: &str, key: &Touched| {
        let row = row(key, gap.before.course(course)?, what);
        Some(row.with("name", name).with("cmd", "del"))
    };
    let mut rows = Vec::new();
    let mut gone = BTreeSet::new();
    for key in gap.keys {
        let Touched::Group(id) = key else { continue };
        let (None, Some(made)) = (gap.before.group_of_id(*id), gap.site.group_of_id(*id)) else {
            continue;
        };
        let mut bindings = gap.site.bindings_of_course(made.course);
        if !bindings.any(|binding| binding.group == *id) {
            rows.extend(deleted(made.course, "group", &made.name, key));
            gone.insert(*id);
        }
    }
    for key in gap.keys {
        let Touched::Grouping(id) = key else { continue };
        let (None, Some(made)) = (gap.before.grouping_of_id(*id), gap.site.grouping_of_id(*id))
        else {
            continue;
        };
        if made.groups.is_subset(&gone) {
            rows.extend(deleted(made.course, "grouping", &made.name, key));
        }
    }
    Sheet::new(Kind::Groups, rows)
}

/// Groups and groupings that come back or have other names. Groupings first: groups are put in them.
pub(super) fn keep(gap: &Gap<'_>) -> Sheet {
    let mut rows = Vec::new();
    for key in gap.keys {
        let Touched::Grouping(id) = key else { continue };
        let Some(was) = gap.before.grouping_of_id(*id) else {
            continue;
        };
        let Some(course) = gap.before.course(was.course) else {
            continue;
        };
        let row = row(key, course, "grouping");
        let state = GroupState::of_grouping(was);
        match gap.now.grouping_of_id(*id) {
            None => rows.push(texts(row, &state, &GroupState::default())),
            Some(is) => {
                let row = row.with("updateid", id);
                rows.extend(changed(row, &state, &GroupState::of_grouping(is)));
            }
        }
    }
    for key in gap.keys {
        let Touched::Group(id) = key else { continue };
        let Some(was) = gap.before.group_of_id(*id) else {
            continue;
        };
        let Some(course) = gap.before.course(was.course) else {
            continue;
        };
        let row = row(key, course, "group");
        let state = GroupState::of_group(was);
        match gap.now.group_of_id(*id) {
            None => rows.extend(made(gap, was, &texts(row, &state, &GroupState::default()))),
            Some(is) => {
                let row = row.with("updateid", &is.name);
                rows.extend(changed(row, &state, &GroupState::of_group(is)));
            }
        }
    }
    Sheet::new(Kind::Groups, rows).with_columns(&["name"])
}

fn row(key: &Touched, course: &Course, what: &str) -> SheetRow {
    let row = SheetRow::about([key.clone()]).with("type", what);
    row.with("courseid", &course.shortname)
}

/// With the texts that are otherwise.
fn texts(mut row: SheetRow, was: &GroupState, is: &GroupState) -> SheetRow {
    for (column, was, is) in [
        ("name", &was.name, &is.name),
        ("idnumber", &was.idnumber, &is.idnumber),
        ("description", &was.description, &is.description),
    ] {
        if was != is {
            row.set(column, was);
        }
    }
    row
}

fn changed(row: SheetRow, was: &GroupState, is: &GroupState) -> Option<SheetRow> {
    let row = texts(row, was, is);
    (!row.has_only(&["type", "courseid", "updateid"])).then_some(row)
}

/// A group that comes back, with a row for each grouping that it is put in: by the idnumber of the grouping, or since it has its name.
fn made(gap: &Gap<'_>, was: &Group, row: &SheetRow) -> Vec<SheetRow> {
    let groupings: Vec<_> = gap.before.groupings_with(was).collect();
    let own = groupings.iter().any(|grouping| grouping.name == was.name);
    let row = row.clone().with("selfgrouping", if own { "1" } else { "" });
    let mut named = groupings
        .iter()
        .filter(|grouping| grouping.name != was.name && !grouping.idnumber.is_empty())
        .map(|grouping| row.clone().with("grouping", &grouping.idnumber))
        .peekable();
    if named.peek().is_none() {
        return vec![row];
    }
    named.collect()
}

/// Who joins and who leaves, as tool_sync's own members: the last of the files about groups, when all take part in their courses again.
pub(super) fn members(gap: &Gap<'_>) -> Sheet {
    let mut rows = Vec::new();
    for key in gap.keys {
        let Touched::Group(id) = key else { continue };
        let was = gap.before.group_of_id(*id);
        let Some(known) = was.or_else(|| gap.now.group_of_id(*id)) else {
            continue;
        };
        let (Some(course), Some(is)) = (gap.before.course(known.course), gap.group(known)) else {
            continue;
        };
        let mut row = |user: &u64, command: &str| {
            let Some(user) = gap.before.user(*user).filter(|user| !user.deleted) else {
                return;
            };
            let row = SheetRow::about([key.clone()]).with("cmd", command);
            rows.push(
                row.with("courseid", &course.shortname)
                    .with("groupid", &is.name)
                    .with("userid", &user.username),
            );
        };
        let was = was.map(|was| &was.members);
        let left = is.members.iter();
        for user in left.filter(|user| was.is_none_or(|was| !was.contains(user))) {
            row(user, "del");
        }
        let joined = was.into_iter().flatten();
        for user in joined.filter(|user| !is.members.contains(user)) {
            row(user, "add");
        }
    }
    Sheet::new(Kind::GroupMembers, rows)
}

impl Gap<'_> {
    /// A group as it is by now, after the files so far: by name where it was made again.
    pub(super) fn group(&self, known: &Group) -> Option<&Group> {
        if self.now.group_of_id(known.id).is_some() {
            self.site.group_of_id(known.id)
        } else {
            self.site.group(known.course, &known.name)
        }
    }
}
