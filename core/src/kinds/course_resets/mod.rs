//! Files of course resets: courses to empty of what people have left in them, so that they can be taught again.
//!
//! Mirrors `spec/files.md` §5, `spec/operations.md` §5 and `spec/moodle-reset.md`, as intended: none of the quirks is kept.
//!
//! | room | what it says |
//! |---|---|
//! | `options` | every option of Moodle's course reset, as data: column, name, what it removes |
//! | `asked` | what the cells of a row ask for |
//! | `modules` | the column `modules`: `all`, names, `+name`, `-name` |
//! | `identity` | which course the row is about |
//! | `check` | roles, modules and types that are there; what contradicts or repeats itself, or does nothing |
//! | `plan` | how a row becomes one operation |
//!
//! An absent column and an empty cell reset nothing (Q23). `modules` asks for the default options of activities (Q22); the column of an
//! option says better what is meant: `yes` adds it, `no` takes it out.

mod asked;
mod check;
mod identity;
mod modules;
mod names;
pub mod options;
mod plan;

#[cfg(test)]
mod tests;

use self::check::CourseResetsChecks;
use self::names::SYNONYMS;
use self::options::YES_OR_NO;
use super::{Column, Definition, Planning, ValueType};
use crate::settings::CourseIdentifier;

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "course_resets",
    columns: COLUMNS,
    retired: &[],
    synonyms: SYNONYMS,
    partners: &[],
    subject: &["shortname", "idnumber", "id"],
    sample: include_str!("../../../../samples/course-resets.csv"),
    makes: None,
    told_by: None,
    checks: |header, settings| Box::new(CourseResetsChecks::new(header, settings)),
    brings: None,
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// The columns of a file of course resets.
pub const COLUMNS: &[Column] = &[
    Column::optional("shortname", ValueType::Text(255)),
    Column::optional("idnumber", ValueType::Text(100)),
    Column::optional("id", ValueType::Integer(2, i64::MAX)),
    flag("events"),
    flag("logs"),
    flag("notes"),
    words("grades", &["all", "items", "grades", "none", "no", "0"]),
    Column::optional("roles", ValueType::Text(LIST)),
    words(
        "local_roles",
        &["all", "roles", "overrides", "none", "no", "0"],
    ),
    words("groups", &["all", "groups", "members", "none", "no", "0"]),
    words(
        "groupings",
        &["all", "groups", "groupings", "members", "none", "no", "0"],
    ),
    Column::optional("modules", ValueType::Text(LIST)),
    flag("completion"),
    flag("blog_associations"),
    flag("comments"),
    flag("competency_ratings"),
    flag("without_role"),
    Column::optional("start_date", ValueType::Date),
    Column::optional("end_date", ValueType::Date),
    flag("assign_submissions"),
    flag("assign_user_overrides"),
    flag("assign_group_overrides"),
    flag("assignment_submissions"),
    flag("bigbluebuttonbn_events"),
    flag("bigbluebuttonbn_tags"),
    flag("bigbluebuttonbn_logs"),
    flag("bigbluebuttonbn_recordings"),
    flag("book_tags"),
    flag("chat"),
    flag("choice"),
    flag("data"),
    flag("data_notenrolled"),
    flag("data_ratings"),
    flag("data_comments"),
    flag("data_tags"),
    flag("feedback"),
    flag("forum_all"),
    Column::optional("forum_types", ValueType::Text(LIST)),
    flag("forum_digests"),
    flag("forum_subscriptions"),
    flag("forum_track_prefs"),
    flag("forum_ratings"),
    flag("forum_tags"),
    flag("glossary_all"),
    Column::optional("glossary_types", ValueType::Text(LIST)),
    flag("glossary_notenrolled"),
    flag("glossary_ratings"),
    flag("glossary_comments"),
    flag("glossary_tags"),
    flag("h5pactivity"),
    flag("lesson"),
    flag("lesson_user_overrides"),
    flag("lesson_group_overrides"),
    flag("quiz_attempts"),
    flag("quiz_user_overrides"),
    flag("quiz_group_overrides"),
    flag("scorm"),
    flag("slots"),
    flag("apointments"),
    flag("survey_answers"),
    flag("survey_analysis"),
    flag("wiki_pages"),
    flag("wiki_tags"),
    flag("wiki_comments"),
    flag("workshop_submissions"),
    flag("workshop_assessments"),
    flag("workshop_phase"),
];

/// The most characters of a list of names.
const LIST: usize = 1000;

const fn flag(name: &'static str) -> Column {
    Column::optional(name, ValueType::Choice(YES_OR_NO))
}

const fn words(name: &'static str, words: &'static [&'static str]) -> Column {
    Column::optional(name, ValueType::Choice(words))
}

/// The column that identifies the course.
const fn identifier_column(identifier: CourseIdentifier) -> &'static str {
    match identifier {
        CourseIdentifier::Shortname => "shortname",
        CourseIdentifier::Idnumber => "idnumber",
        CourseIdentifier::Id => "id",
    }
}
