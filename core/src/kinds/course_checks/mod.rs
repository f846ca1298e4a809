//! Lists of courses to look for: one identifier a line, perhaps with a description, without header. Nothing is changed: the report is
//! the answer.
//!
//! Mirrors `spec/files.md` §4 and `spec/operations.md` §4, as intended: none of the quirks is kept.
//!
//! A course that is there is told with its names; one that is not, with the description of its line and a course that was perhaps meant.
//! Neither is a mistake of the list, so no line fails and none is tried again.

mod check;
mod plan;

#[cfg(test)]
mod tests;

use self::check::CourseChecksChecks;
use super::{Column, Definition, Planning, ValueType};

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "course_checks",
    columns: COLUMNS,
    retired: &[],
    synonyms: &[],
    partners: &[],
    subject: &["course"],
    sample: include_str!("../../../../samples/course-checks.csv"),
    makes: None,
    told_by: None,
    checks: |header, settings| Box::new(CourseChecksChecks::new(header, settings)),
    brings: None,
};

/// How its lines become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// The columns of a list of courses to look for.
pub const COLUMNS: &[Column] = &[
    Column::required("course", ValueType::Text(255)),
    Column::optional("description", ValueType::Text(1000)),
];
