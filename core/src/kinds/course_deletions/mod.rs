//! Lists of courses to delete: one identifier a line, without header.
//!
//! Mirrors `spec/files.md` §3 and `spec/operations.md` §3, as intended: none of the quirks is kept.
//!
//! | room | what it says |
//! |---|---|
//! | `check` | which courses, each once, each there |
//! | `plan` | how a line becomes an operation |
//!
//! The whole line is the identifier, blanks around it dropped: no separator cuts it. What goes with a course (people, roles, groups,
//! bindings of cohorts, links) is in its operation. A second line for a course has nothing left to do. The front page stays.

mod check;
mod plan;

#[cfg(test)]
mod tests;

use self::check::CourseDeletionsChecks;
use super::{Column, Definition, Planning, ValueType};

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "course_deletions",
    columns: COLUMNS,
    retired: &[],
    synonyms: &[],
    partners: &[],
    subject: &["course"],
    sample: include_str!("../../../../samples/deletecourses.csv"),
    makes: None,
    told_by: None,
    checks: |header, settings| Box::new(CourseDeletionsChecks::new(header, settings)),
    brings: Some(check::brings),
};

/// How its lines become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// The columns of a list of courses to delete.
pub const COLUMNS: &[Column] = &[Column::required("course", ValueType::Text(255))];
