//! Files of cohorts' courses: cohorts bound to courses, so that their members are enrolled with a role.
//!
//! Mirrors `spec/files.md` §10 and `spec/operations.md` §10, as intended: none of the quirks is kept.
//!
//! | room | what it says |
//! |---|---|
//! | `check` | cohort, course, role, method, period; rows that contradict each other |
//! | `plan` | how a row becomes operations |
//!
//! A binding is known by course, cohort, role and method. `add` makes or enables it, `del` takes access away and keeps what the
//! members did, `restore` gives access back, `fulldel` takes the binding away with its enrolments. Enrolments follow at once.
//!
//! With `makegroup` 1 the members join a group of the course that has the cohort's name; a group of that name that is there is
//! used. 0 takes the group from the binding, and the members from the group. A cell that is empty leaves period and group as they are.

mod check;
mod names;
mod plan;

#[cfg(test)]
mod tests;

use self::check::CohortCoursesChecks;
use self::names::SYNONYMS;
use super::{Column, Definition, Planning, ValueType};

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "cohort_courses",
    columns: COLUMNS,
    retired: &[],
    synonyms: SYNONYMS,
    partners: &[],
    subject: &["cohort"],
    sample: include_str!("../../../../samples/cohort-courses.csv"),
    makes: None,
    told_by: None,
    checks: |header, settings| Box::new(CohortCoursesChecks::new(header, settings)),
    brings: None,
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// The columns of a file of cohorts' courses.
pub const COLUMNS: &[Column] = &[
    Column::required("cohort", ValueType::Text(254)),
    Column::required("course", ValueType::Text(255)),
    Column::optional(
        "cmd",
        ValueType::Choice(&["add", "del", "restore", "fulldel"]),
    ),
    Column::optional("role", ValueType::Text(100)),
    Column::optional("enrol", ValueType::Text(20)),
    Column::optional("enrolstart", ValueType::Timestamp),
    Column::optional("enrolend", ValueType::Timestamp),
    Column::optional("makegroup", ValueType::Boolean),
];

/// The role of a row that names none.
const DEFAULT_ROLE: &str = "student";

/// The method of a row that names none.
const DEFAULT_METHOD: &str = "cohort";

/// Every role, where a command takes something away or gives it back.
const EVERY_ROLE: &str = "*";

/// What a row does; `add` where it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Add,
    Disable,
    Restore,
    Remove,
}

impl Command {
    /// The command in a cell; none when it is no command, which the cell's own check says.
    fn of(cell: &str) -> Option<Self> {
        Some(match cell {
            "" | "add" => Self::Add,
            "del" => Self::Disable,
            "restore" => Self::Restore,
            "fulldel" => Self::Remove,
            _ => return None,
        })
    }
}
