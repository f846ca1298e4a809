//! Files of group members: who is in which group of a course.
//!
//! Mirrors `spec/files.md` §12 and `spec/operations.md` §12, as intended: none of the quirks is kept.
//!
//! | `cmd` | what it does |
//! |---|---|
//! | `add` (and empty) | puts the person, who must take part in the course, in the group, as a membership of tool_sync's own |
//! | `shift` | the same, and takes the person out of the other groups of the course, as far as those memberships are tool_sync's own (Q66) |
//! | `del` | takes the person out of the group (Q41) |
//!
//! Course, group and account are looked for by the identifiers of the settings, the group in the course of the row only (Q39).
//!
//! Of several `shift` of one person in one course the last line wins: what lines do and later ones undo is not asked of the site at all
//! (`finish`). `add` and `del` of the same membership contradict each other and are refused.
//!
//! With the setting `groups_purgeemptygroups`, the groups without members, and the groupings without groups, of the courses of the
//! file are deleted at the end (Q43). That stands on the last accepted line of each course, and needs the lines that emptied them:
//! every operation belongs to a line.

mod check;
mod finish;
mod plan;

#[cfg(test)]
mod tests;

use self::check::MembersChecks;
use super::{Column, Definition, Planning, ValueType};

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "group_members",
    columns: COLUMNS,
    retired: &[],
    synonyms: SYNONYMS,
    partners: &[],
    subject: &["userid"],
    sample: include_str!("../../../../samples/group-members.csv"),
    makes: None,
    told_by: None,
    checks: |header, settings| Box::new(MembersChecks::new(header, settings)),
    brings: None,
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: Some(finish::finish),
};

/// The columns of a file of group members.
pub const COLUMNS: &[Column] = &[
    Column::optional("cmd", ValueType::Choice(&["add", "del", "shift"])),
    Column::required("courseid", ValueType::Text(255)),
    Column::required("groupid", ValueType::Text(254)),
    Column::required("userid", ValueType::Text(255)),
];

/// Other words for columns, without capitals, accents, blanks and joining signs.
const SYNONYMS: &[(&str, &str)] = &[
    ("command", "cmd"),
    ("commande", "cmd"),
    ("cours", "courseid"),
    ("course", "courseid"),
    ("gcmd", "cmd"),
    ("group", "groupid"),
    ("groupe", "groupid"),
    ("user", "userid"),
    ("username", "userid"),
    ("utilisateur", "userid"),
];
