//! Cohorts files: cohorts to create, update, empty or delete, and people to put in or take out.
//!
//! Mirrors `spec/files.md` §9 and `spec/operations.md` §9, as intended: none of the quirks is kept.
//!
//! | room | what it says |
//! |---|---|
//! | `history` | what the rows above say of the same cohort and person: rows that repeat, contradict or undo each other |
//! | `check` | the cohort, its name, its category, the person |
//! | `plan` | how a row becomes operations; cohorts that the file leaves empty |
//!
//! The cohort stands in the column that the settings name: `cid`, `cidnumber` or `cname`. A row without `userid` is about the cohort
//! itself, and so is `free`: where the file has the column, that is said, since `del` then deletes the whole cohort. A person who
//! is not found never makes it so (Q32): the row is refused, and with it what else it asks for (who approves a row approves all of it).
//!
//! A file leaves the same site however often it is run. So rows that would undo each other at each run (`add` and `del` of one
//! person, `free` and then `add`) are refused: they belong in two files.

mod brings;
mod check;
mod history;
mod names;
mod plan;

#[cfg(test)]
mod tests;

use self::check::CohortsChecks;
use self::names::SYNONYMS;
use super::{Column, Definition, Planning, ValueType};
use crate::settings::GroupIdentifier;

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "cohorts",
    columns: COLUMNS,
    retired: &[],
    synonyms: SYNONYMS,
    partners: &[],
    subject: &["cidnumber", "cname", "cid"],
    sample: include_str!("../../../../samples/cohorts.csv"),
    makes: None,
    told_by: None,
    checks: |header, settings| Box::new(CohortsChecks::new(header, settings)),
    brings: Some(brings::brings),
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: Some(plan::delete_emptied),
};

/// The columns of a cohorts file.
pub const COLUMNS: &[Column] = &[
    Column::optional("cmd", ValueType::Choice(&["add", "del", "free"])),
    Column::optional("cid", ValueType::Integer(1, i64::MAX)),
    Column::optional("cidnumber", ValueType::Text(100)),
    Column::optional("cname", ValueType::Text(254)),
    Column::optional("userid", ValueType::Text(255)),
    Column::optional("cdescription", ValueType::Text(0)),
    Column::optional("ccatcontext", ValueType::Integer(0, i64::MAX)),
    Column::optional("ccatcontextidnumber", ValueType::Text(100)),
    Column::optional("component", ValueType::Text(100)),
];

/// The column that identifies the cohort: `c` and the setting.
const fn identifier_column(identifier: GroupIdentifier) -> &'static str {
    match identifier {
        GroupIdentifier::Id => "cid",
        GroupIdentifier::Idnumber => "cidnumber",
        GroupIdentifier::Name => "cname",
    }
}

/// What a row does; `add` where it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Add,
    Delete,
    Free,
}

impl Command {
    /// The command in a cell; none when it is no command, which the cell's own check says.
    fn of(cell: &str) -> Option<Self> {
        Some(match cell {
            "" | "add" => Self::Add,
            "del" => Self::Delete,
            "free" => Self::Free,
            _ => return None,
        })
    }
}
