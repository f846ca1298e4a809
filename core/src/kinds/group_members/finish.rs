//! What takes the whole file to know: memberships that later lines undo, and what is empty at the end.

use std::collections::BTreeMap;

use crate::plan::{Decision, GroupState, Operation, PlannedRow};
use crate::settings::{EmptyGroups, Settings};
use crate::site::SiteIndex;

/// Takes back what later lines undo, and asks for the deletion of what is empty then, if the settings say so. `courses`: that of each
/// row that was accepted.
pub(super) fn finish(
    settings: &Settings,
    site: &mut SiteIndex,
    rows: &mut [PlannedRow],
    courses: &[Option<u64>],
) {
    settle(rows);
    if settings.empty_groups == EmptyGroups::Keep {
        return;
    }
    let mut last = BTreeMap::new();
    for (index, (row, course)) in rows.iter().zip(courses).enumerate() {
        if let Some(course) = course
            && row.decision != Decision::Refused
        {
            last.insert(*course, index);
        }
    }
    for (course, index) in last {
        purge(settings.empty_groups, site, rows, course, index);
    }
}

/// Asks of each membership only what it is at the end, on the line that decides it: of several `shift` the last one wins. A person who
/// leaves a group and comes back, or the other way round, stays as before.
fn settle(rows: &mut [PlannedRow]) {
    let mut memberships: BTreeMap<(String, String, String), Vec<(usize, Operation)>> =
        BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        for operation in &row.operations {
            if let Operation::AddGroupMember {
                course,
                group,
                user,
                ..
            }
            | Operation::RemoveGroupMember {
                course,
                group,
                user,
                ..
            } = operation
            {
                let membership = (course.clone(), group.clone(), user.clone());
                let steps = memberships.entry(membership).or_default();
                steps.push((index, operation.clone()));
            }
        }
    }
    for steps in memberships.into_values().filter(|steps| steps.len() > 1) {
        // Joining and leaving take turns: an odd number of them comes to what the first one does.
        let lasting = (steps.len() % 2 == 1).then(|| steps[0].1.clone());
        let last = steps.len() - 1;
        for (turn, (index, step)) in steps.into_iter().enumerate() {
            let row = &mut rows[index];
            match &lasting {
                Some(lasting) if turn == last => {
                    for operation in row.operations.iter_mut().filter(|other| **other == step) {
                        *operation = lasting.clone();
                    }
                }
                _ => row.operations.retain(|operation| *operation != step),
            }
            if row.operations.is_empty() {
                row.decision = Decision::Unchanged;
            }
        }
    }
}

/// Deletes the empty groups of a course and, if so asked, its groupings that are empty then, on the row of this index. Groups that a cohort
/// fills stay.
fn purge(
    empty: EmptyGroups,
    site: &mut SiteIndex,
    rows: &mut [PlannedRow],
    course: u64,
    index: usize,
) {
    let Some(found) = site.course(course) else {
        return;
    };
    let shortname = found.shortname.clone();
    let mut operations: Vec<Operation> = site
        .groups_of_course(course)
        .filter(|group| group.members.is_empty())
        .filter(|group| !site.groups_share_name(course, &group.name))
        .filter(|group| {
            let mut bindings = site.bindings_of_course(course);
            !bindings.any(|binding| binding.group == group.id)
        })
        .map(|group| Operation::DeleteGroup {
            course: shortname.clone(),
            old: GroupState::of_group(group),
            groupings: site
                .groupings_with(group)
                .map(|grouping| grouping.name.clone())
                .collect(),
        })
        .collect();
    operations.retain(|operation| site.apply(operation).is_ok());
    let needed = lines_that_emptied(&rows[..index], &operations);
    if empty == EmptyGroups::Groupings {
        let mut groupings: Vec<Operation> = site
            .groupings_of_course(course)
            .filter(|grouping| grouping.groups.is_empty())
            .filter(|grouping| !site.groupings_share_name(course, &grouping.name))
            .map(|grouping| Operation::DeleteGrouping {
                course: shortname.clone(),
                old: GroupState::of_grouping(grouping),
                default: site.is_default_grouping(grouping),
            })
            .collect();
        groupings.retain(|operation| site.apply(operation).is_ok());
        operations.extend(groupings);
    }
    if operations.is_empty() {
        return;
    }
    let row = &mut rows[index];
    row.decision = Decision::Change;
    row.operations.extend(operations);
    row.needs.extend(needed);
    row.needs.sort_unstable();
    row.needs.dedup();
}

/// The lines that take people out of groups that are deleted.
fn lines_that_emptied(rows: &[PlannedRow], deletions: &[Operation]) -> Vec<u64> {
    let emptied = |operation: &Operation| match operation {
        Operation::RemoveGroupMember { course, group, .. } => {
            deletions.iter().any(|deletion| match deletion {
                Operation::DeleteGroup {
                    course: of, old, ..
                } => of == course && old.name == *group,
                _ => false,
            })
        }
        _ => false,
    };
    rows.iter()
        .filter(|row| row.operations.iter().any(emptied))
        .map(|row| row.line)
        .collect()
}
