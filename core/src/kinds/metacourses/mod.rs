//! Files of metacourses: courses that take the people of other courses (Moodle's enrolment method `meta`).
//!
//! Mirrors `spec/files.md` §6 and `spec/operations.md` §6, as intended: none of the quirks is kept.
//!
//! | room | what it says |
//! |---|---|
//! | `check` | both courses; rows that repeat or contradict each other |
//! | `plan` | how a row becomes operations |
//!
//! A link is known by its two courses. `add` makes or enables it; `del` takes access away and keeps what people did in the metacourse;
//! `fulldel`, which tool_sync has not, takes the link away with its enrolments. Enrolments follow at once.

mod check;
mod names;
mod plan;

#[cfg(test)]
mod tests;

use self::check::MetacoursesChecks;
use self::names::SYNONYMS;
use super::{Column, Definition, Planning, ValueType};

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "metacourses",
    columns: COLUMNS,
    retired: &[],
    synonyms: SYNONYMS,
    partners: &[],
    subject: &["meta"],
    sample: include_str!("../../../../samples/metacourses.csv"),
    makes: None,
    told_by: None,
    checks: |header, settings| Box::new(MetacoursesChecks::new(header, settings)),
    brings: None,
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// The columns of a file of metacourses.
pub const COLUMNS: &[Column] = &[
    Column::required("master", ValueType::Text(255)),
    Column::required("meta", ValueType::Text(255)),
    Column::optional("cmd", ValueType::Choice(&["add", "del", "fulldel"])),
];

/// What a row does; `add` where it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Add,
    Disable,
    Remove,
}

impl Command {
    /// The command in a cell; none when it is no command, which the cell's own check says.
    fn of(cell: &str) -> Option<Self> {
        Some(match cell {
            "" | "add" => Self::Add,
            "del" => Self::Disable,
            "fulldel" => Self::Remove,
            _ => return None,
        })
    }
}
