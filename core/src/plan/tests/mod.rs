//! Whole plans: as text, quirk by quirk, and their properties.

mod accounts;
mod bundles;
mod category_deletions;
mod cohort_courses;
mod cohorts;
mod course_lists;
mod course_resets;
mod courses;
mod enrolments;
mod fingerprint;
mod group_members;
mod groups;
mod institution;
mod limits;
mod metacourses;
mod moved;
mod pictures;
mod properties;
mod rows;
mod scale;
mod site;
mod trybacks;
mod unknown;
mod user_lists;
mod users;

use super::{Change, Decision, Operation, Plan, PlanOptions, PlannedRow, plan, render_text};
use crate::finding::Code;
use crate::kinds::{Kind, Value};
use crate::messages::{Catalogue, Language};
use crate::settings::Settings;

/// Key of the password digests in these tests.
const PASSWORD_KEY: [u8; 16] = [7; 16];

/// Options for a file of this kind with settings that `set` changes from their defaults.
fn options(kind: Kind, set: impl FnOnce(&mut Settings)) -> PlanOptions {
    let mut options = PlanOptions {
        password_key: PASSWORD_KEY,
        ..PlanOptions::default()
    };
    options.check.kind = Some(kind);
    options.check.separator = Some(';');
    set(&mut options.check.settings);
    options
}

/// The plan of a file on [`site::small`].
fn planned(kind: Kind, file: &str, set: impl FnOnce(&mut Settings)) -> Plan {
    plan([file.as_bytes()], &options(kind, set), site::small())
}

/// As a person reads it, in English.
fn text(plan: &Plan) -> String {
    render_text(plan, &Catalogue::new(Language::En))
}

/// The row that starts on this line.
fn row(plan: &Plan, line: u64) -> &PlannedRow {
    plan.rows
        .iter()
        .find(|row| row.line == line)
        .expect("the file has a row on this line")
}

/// The names of the operations of the row on this line, in order.
fn operations(plan: &Plan, line: u64) -> Vec<&'static str> {
    row(plan, line)
        .operations
        .iter()
        .map(Operation::name)
        .collect()
}

/// The codes of what is said about the row on this line.
fn codes(plan: &Plan, line: u64) -> Vec<Code> {
    row(plan, line)
        .findings
        .iter()
        .map(|finding| finding.code)
        .collect()
}

/// The changes of the first update of the row on this line.
fn updates(plan: &Plan, line: u64) -> &[Change] {
    row(plan, line)
        .operations
        .iter()
        .find_map(|operation| match operation {
            Operation::UpdateUser { changes, .. } | Operation::UpdateCourse { changes, .. } => {
                Some(changes.as_slice())
            }
            _ => None,
        })
        .unwrap_or_default()
}

/// A change of a text; an empty `old` is none.
fn change(field: &str, old: &str, new: &str) -> Change {
    let value = |text: &str| (!text.is_empty()).then(|| Value::Text(text.to_owned()));
    Change {
        field: field.to_owned(),
        old: value(old),
        new: value(new),
    }
}

/// Asserts that every row of the plan has this decision.
fn assert_all(plan: &Plan, decision: Decision) {
    for row in &plan.rows {
        assert_eq!(
            row.decision, decision,
            "line {}: {:?}",
            row.line, row.findings
        );
    }
}
