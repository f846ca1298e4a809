//! Groups files: groups and groupings of courses.
//!
//! Mirrors `spec/files.md` §11 and `spec/operations.md` §11, as intended: none of the quirks is kept.
//!
//! A column `updateid` turns the file into one of updates; a row that does not fill it adds. A column `cmd`, which tool_sync has not, deletes.
//!
//! | | found by | found | not found |
//! |---|---|---|---|
//! | add, group | `idnumber` when given, else `name` | stays as it is | created |
//! | add, grouping | `name` | stays as it is | created |
//! | update | `updateid`, by the identifiers of the settings | what the row gives is changed; a grouping keeps the field that identifies it | created, in the course of the row (Q40) |
//! | `del` | `updateid` when given, else `idnumber`, else `name`; what else of these the row gives must agree | deleted: a group with its memberships, unless a cohort fills it; a grouping when it has no groups | nothing is left to do |
//!
//! An update that was done before is known by the idnumber or name that it gave. Moodle numbers groups itself, so an unknown id is refused.
//! Everything is looked for in the course of the row (Q40). Then groups are put in groupings: one of their own name (`selfgrouping`, Q42;
//! with the setting `groups_autogrouping` also each new group that the row puts in none), and the one of an idnumber (`grouping`).

mod brings;
mod check;
mod delete;
mod names;
mod part;
mod plan;

#[cfg(test)]
mod tests;

use self::check::GroupsChecks;
use self::names::SYNONYMS;
pub(super) use self::plan::{Place, course};
use super::{Column, Definition, Planning, ValueType};

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "groups",
    columns: COLUMNS,
    retired: &[],
    synonyms: SYNONYMS,
    partners: &[],
    subject: &["name", "updateid", "idnumber"],
    sample: include_str!("../../../../samples/groups.csv"),
    makes: None,
    told_by: None,
    checks: |header, settings| Box::new(GroupsChecks::new(header, settings)),
    brings: Some(brings::brings),
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// The command that deletes.
const DELETE: &str = "del";

/// The columns of a groups file.
pub const COLUMNS: &[Column] = &[
    Column::optional("cmd", ValueType::Choice(&["add", DELETE])),
    Column::optional("type", ValueType::Choice(&["group", "grouping"])),
    Column::required("courseid", ValueType::Text(255)),
    Column::optional("updateid", ValueType::Text(254)),
    // Updates may leave the name as it is, and deletions go by other identifiers.
    Column {
        required: true,
        ..Column::optional("name", ValueType::Text(254))
    },
    Column::optional("idnumber", ValueType::Text(100)),
    Column::optional("description", ValueType::Text(0)),
    Column::optional("selfgrouping", ValueType::Boolean),
    Column::optional("grouping", ValueType::Text(100)),
];
