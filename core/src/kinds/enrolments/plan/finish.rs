//! What takes the whole file to know: shifts that later rows replace, and groups that the file leaves empty.

use std::collections::BTreeMap;

use crate::finding::{Code, Finding};
use crate::plan::{Decision, GroupState, Operation, PlannedRow};
use crate::settings::Settings;
use crate::site::SiteIndex;

/// Finishes the rows of a plan.
pub fn finish(
    settings: &Settings,
    site: &mut SiteIndex,
    rows: &mut [PlannedRow],
    _concerns: &[Option<u64>],
) {
    for index in 0..rows.len() {
        if rows[index].decision != Decision::Refused
            && let Some(earlier) = shifted_before(rows, index)
        {
            supersede(rows, earlier, index);
        }
    }
    if settings.delete_emptied_groups {
        delete_emptied(site, rows);
    }
}

/// The row above, not refused, whose shift the row of this index replaces.
fn shifted_before(rows: &[PlannedRow], index: usize) -> Option<usize> {
    let mut row = &rows[index];
    loop {
        let mut findings = row.findings.iter();
        let again = findings.find(|finding| finding.code == Code::ShiftAgain)?;
        let first: u64 = again.params.get("first")?.parse().ok()?;
        let earlier = rows.binary_search_by_key(&first, |row| row.line).ok()?;
        row = &rows[earlier];
        if row.decision != Decision::Refused {
            return Some(earlier);
        }
    }
}

/// Does what two rows do to one person's roles on the later one alone. The groups that the earlier one creates stay with it, since other
/// rows may use them.
fn supersede(rows: &mut [PlannedRow], earlier: usize, later: usize) {
    let operations = std::mem::take(&mut rows[earlier].operations);
    let (created, moved): (Vec<_>, Vec<_>) = operations
        .into_iter()
        .partition(|operation| matches!(operation, Operation::CreateGroup { .. }));
    let mut needs = rows[earlier].needs.clone();
    if !created.is_empty() {
        needs.push(rows[earlier].line);
    }
    let line = rows[later].line;

    let row = &mut rows[later];
    let all = moved.into_iter().chain(std::mem::take(&mut row.operations));
    row.operations = Shift::of(all).into_operations();
    row.needs.extend(needs);
    row.needs.sort_unstable();
    row.needs.dedup();
    row.decision = decision(&row.operations);

    let row = &mut rows[earlier];
    row.operations = created;
    row.decision = decision(&row.operations);
    let superseded = Finding::new(Code::ShiftSuperseded, row.line, row.span);
    row.findings.push(superseded.with("last", line));
}

const fn decision(operations: &[Operation]) -> Decision {
    if operations.is_empty() {
        Decision::Unchanged
    } else {
        Decision::Change
    }
}

/// What several shifts of one person's role in one course come to.
#[derive(Default)]
struct Shift {
    /// The method that is brought into the course.
    method: Option<Operation>,
    enrolment: Option<Operation>,
    /// What gives the role last.
    role: Option<Operation>,
    /// The roles before the first of them.
    before: Option<Vec<String>>,
    /// Groups and memberships.
    groups: Vec<Operation>,
}

impl Shift {
    fn of(operations: impl Iterator<Item = Operation>) -> Self {
        let mut shift = Self::default();
        for operation in operations {
            shift.add(operation);
        }
        shift
    }

    fn add(&mut self, operation: Operation) {
        match operation {
            Operation::SetMethod { .. } => self.method = Some(operation),
            Operation::Enrol { .. } => self.enrol(operation),
            Operation::AssignRole { .. } => {
                self.before.get_or_insert_default();
                self.role = Some(operation);
            }
            Operation::ShiftRole { ref old, .. } => {
                self.before.get_or_insert_with(|| old.clone());
                self.role = Some(operation);
            }
            other => self.groups.push(other),
        }
    }

    /// An enrolment, or another period of the one before.
    fn enrol(&mut self, mut operation: Operation) {
        if let Operation::Enrol {
            course,
            user,
            role,
            old,
            switched_off,
            ..
        } = &mut operation
        {
            if !role.is_empty() {
                self.before.get_or_insert_default();
                self.role = Some(Operation::AssignRole {
                    course: course.clone(),
                    user: user.clone(),
                    role: std::mem::take(role),
                });
            }
            if let Some(Operation::Enrol {
                old: before,
                switched_off: then,
                ..
            }) = &self.enrolment
            {
                *old = *before;
                *switched_off = *then;
            }
        }
        self.enrolment = Some(operation);
    }

    fn into_operations(mut self) -> Vec<Operation> {
        let given = match &self.role {
            Some(Operation::AssignRole { role, .. } | Operation::ShiftRole { role, .. }) => {
                role.clone()
            }
            _ => String::new(),
        };
        let before = self.before.take().unwrap_or_default();
        if before.is_empty() {
            // A person who had no role gets it with the enrolment, if there is one.
            match (&mut self.enrolment, &mut self.role) {
                (Some(Operation::Enrol { role, .. }), with @ Some(_)) => {
                    *role = given;
                    *with = None;
                }
                (None, Some(last)) => {
                    if let Operation::ShiftRole { course, user, .. } = &*last {
                        *last = Operation::AssignRole {
                            course: course.clone(),
                            user: user.clone(),
                            role: given,
                        };
                    }
                }
                _ => {}
            }
        } else if before == [given] {
            self.role = None;
        } else if let Some(Operation::ShiftRole { old, .. }) = &mut self.role {
            *old = before;
        }
        let is_change = |operation: &Operation| match operation {
            Operation::Enrol {
                start,
                end,
                old,
                role,
                ..
            } => *old != Some((*start, *end, true)) || !role.is_empty(),
            _ => true,
        };
        let enrolment = self.enrolment.filter(is_change);
        let operations = self.method.into_iter().chain(enrolment);
        operations.chain(self.role).chain(self.groups).collect()
    }
}

/// Deletes the groups whose last member the file takes out (`enrolcleanup`, which tool_sync stores and never reads), on the line that does.
/// A group that was empty before stays, and so does one that a row of the file puts somebody in who does not take part in the course.
fn delete_emptied(site: &mut SiteIndex, rows: &mut [PlannedRow]) {
    let mut last_removal: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut wanted: Vec<(String, String)> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        for operation in &row.operations {
            match operation {
                Operation::RemoveGroupMember { course, group, .. } => {
                    last_removal.insert((course.clone(), group.clone()), index);
                }
                Operation::Unenrol { course, with, .. } => {
                    for membership in &with.groups {
                        let group = membership.group.clone();
                        last_removal.insert((course.clone(), group), index);
                    }
                }
                _ => {}
            }
        }
        for finding in &row.findings {
            if finding.code == Code::NotAParticipant {
                let param = |name: &str| finding.params.get(name).cloned().unwrap_or_default();
                wanted.push((param("course"), param("groups")));
            }
        }
    }
    for ((course, group), index) in last_removal {
        // The names stand in one text; a group that only looks like one of them stays as well, which does no harm.
        if wanted
            .iter()
            .any(|(of, groups)| *of == course && groups.contains(&group))
        {
            continue;
        }
        let found = site.course_by_shortname(&course);
        let found = found.and_then(|course| site.group(course.id, &group));
        let Some(found) = found.filter(|found| found.members.is_empty()) else {
            continue;
        };
        let deletion = Operation::DeleteGroup {
            course: course.clone(),
            old: GroupState::of_group(found),
            groupings: site
                .groupings_with(found)
                .map(|grouping| grouping.name.clone())
                .collect(),
        };
        if site.apply(&deletion).is_ok() {
            let row = &mut rows[index];
            let emptied = Finding::new(Code::EmptiedGroupDeleted, row.line, row.span);
            row.findings
                .push(emptied.with("value", group).with("course", course));
            row.operations.push(deletion);
        }
    }
}
