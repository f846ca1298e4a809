//! Enrolments files: who is enrolled in which course, in which role, until when, and in which of its groups.
//!
//! Mirrors `spec/files.md` §8 and `spec/operations.md` §8 and §14, as intended: none of the quirks is kept.
//!
//! | `cmd` | with a method (`enrol`) | without the column `enrol` |
//! |---|---|---|
//! | `add` | enrols in the role, active, within the period | gives the role by hand |
//! | `del`, `delete` | unenrols from the method; the role goes too | takes the role, or all roles when none is named (Q35) |
//! | `shift` | as `add`, and takes the other roles | as `add`, and takes the other roles |
//! | `enable`, `disable` | gives access by that method, or suspends it | so for all enrolments in the course |
//!
//! An empty `enrol` is `manual`. `sync` is the companion's method, which keeps the enrolments of files apart; where the site has it switched
//! off, `manual` is used, and said so (Q36). A role given by hand stands for itself, whatever enrolments there are (Q37).
//!
//! Where this differs from tool_sync:
//! - A row with a method that cannot be used, a group that does not exist, or a wrong group command is refused as a whole and so reaches
//!   the tryback (Q38); tool_sync gives the role alone.
//! - `shift` with a method leaves the enrolment as it is, with its groups and grades, where tool_sync unenrols and enrols again.
//! - A role that does not exist is refused with `del` too, where it would take all roles away.
//! - Of several `shift` of one person in one course, only the last one is done.
//!
//! | room | what it says |
//! |---|---|
//! | `demand` | what rows ask for, person and course apart, each thing once |
//! | `history` | what the rows above say of the same person in the same course |
//! | `meanings` | what rows say that are written alike |
//! | `columns` | where the columns stand, and the cells of a row |
//! | `check` | person, course, role, method, period and groups of a row |
//! | `plan` | how a row becomes operations; `groups`: its group commands; `finish`: shifts that later rows replace, groups left empty |

mod brings;
mod check;
mod columns;
mod demand;
mod history;
mod meanings;
mod names;
mod plan;

#[cfg(test)]
mod tests;

use self::check::EnrolmentsChecks;
pub(super) use self::check::key_columns;
use self::names::{RETIRED, SYNONYMS};
pub(super) use self::plan::participant;
use super::{Column, Definition, Planning, ValueType};
use crate::settings::DefaultCommand;

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "enrolments",
    columns: COLUMNS,
    retired: RETIRED,
    synonyms: SYNONYMS,
    partners: &[("g{n}", "gcmd")],
    subject: &["uid"],
    sample: include_str!("../../../../samples/enrolments.csv"),
    makes: None,
    told_by: None,
    checks: |header, settings| Box::new(EnrolmentsChecks::new(header, settings)),
    brings: Some(brings::brings),
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: Some(plan::finish),
};

/// The columns of an enrolments file.
pub const COLUMNS: &[Column] = &[
    // `del`, `enable` and `disable` need no role.
    Column {
        required: true,
        ..Column::optional("rolename", ValueType::Text(100))
    },
    Column::required("cid", ValueType::Text(255)),
    Column::required("uid", ValueType::Text(255)),
    Column::optional(
        "cmd",
        ValueType::Choice(&["add", "del", "delete", "shift", "enable", "disable"]),
    ),
    Column::optional("enrol", ValueType::Text(20)),
    Column::optional("starttime", ValueType::Timestamp),
    Column::optional("endtime", ValueType::Timestamp),
    Column::optional(
        "gcmd",
        ValueType::Choice(&["gadd", "gaddcreate", "greplace", "greplacecreate", "gdel"]),
    ),
    Column::optional("g{n}", ValueType::Text(254)).numbered(1, 9),
];

/// Enrolment methods that enrol nobody, or keep their own list of people: what a file does with them would not last. The methods that bind
/// cohorts do likewise.
const AUTOMATIC: &[&str] = &["guest", "meta", "category"];

/// The method of a row whose cell is empty.
const MANUAL: &str = "manual";

/// What a row does with the role or the enrolment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Add,
    Delete,
    Shift,
    Enable,
    Disable,
}

impl Command {
    /// The command in a cell; none when it is no command, which the cell's own check says.
    fn of(cell: &str) -> Option<Self> {
        Some(match cell {
            "add" => Self::Add,
            "del" | "delete" => Self::Delete,
            "shift" => Self::Shift,
            "enable" => Self::Enable,
            "disable" => Self::Disable,
            _ => return None,
        })
    }

    /// The command of files without the column.
    const fn default(setting: DefaultCommand) -> Self {
        match setting {
            DefaultCommand::Add => Self::Add,
            DefaultCommand::Del => Self::Delete,
            DefaultCommand::Shift => Self::Shift,
        }
    }

    /// Whether it gives a role, which the row must name then.
    const fn gives_role(self) -> bool {
        matches!(self, Self::Add | Self::Shift)
    }
}

/// What a row does with the groups of the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GroupCommand {
    /// Puts the person in the named groups; whether missing ones are created.
    Add { create: bool },
    /// The same, and takes the person out of all others.
    Replace { create: bool },
    /// Takes the person out of the named groups.
    Delete,
}

impl GroupCommand {
    /// The command in a cell; none when it is empty or no command, which the cell's own check says.
    fn of(cell: &str) -> Option<Self> {
        Some(match cell {
            "gadd" => Self::Add { create: false },
            "gaddcreate" => Self::Add { create: true },
            "greplace" => Self::Replace { create: false },
            "greplacecreate" => Self::Replace { create: true },
            "gdel" => Self::Delete,
            _ => return None,
        })
    }
}
