//! Courses files: courses to create or update, from scratch or from a template, with their categories.
//!
//! Mirrors `spec/files.md` §2 and `spec/operations.md` §2, as intended: none of the quirks is kept.
//!
//! | room | what it says |
//! |---|---|
//! | `identity` | one line per course; which course the row is about, and what of it belongs to another |
//! | `categories` | categories that are missing, will be created, or are nearly those that exist |
//! | `templates` | templates that cannot be found or restored, with the codes of the seeds (−7, −20 to −24) |
//! | `teachers` | each teacher is exactly one account; one without a role gets `teacher`, as tool_sync gives (Q16) |
//! | `check` | format, language, theme |
//!
//! A course that exists and is not to be changed ends its row: nothing more is said of it. A category or a template that
//! the settings keep from an existing course is not looked at. A row without category goes to the site's first category (Q13).

mod brings;
mod categories;
mod check;
mod identity;
mod names;
mod plan;
mod teachers;
mod templates;

#[cfg(test)]
mod tests;

use self::check::CoursesChecks;
use self::names::{PARTNERS, RETIRED, SYNONYMS};
use super::{Column, Definition, Planning, ValueType};
use crate::plan::ObjectKey;

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "courses",
    columns: COLUMNS,
    retired: RETIRED,
    synonyms: SYNONYMS,
    partners: PARTNERS,
    subject: &["shortname"],
    sample: include_str!("../../../../samples/courses.csv"),
    makes: Some(ObjectKey::course),
    told_by: None,
    checks: |header, settings| Box::new(CoursesChecks::new(header, settings)),
    brings: Some(brings::brings),
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// The columns of a courses file.
pub const COLUMNS: &[Column] = &[
    Column::required("shortname", ValueType::Text(255)),
    Column::required("fullname", ValueType::Text(254)),
    Column::optional("category", ValueType::Category),
    Column::optional("idnumber", ValueType::Text(100)),
    Column::optional("id", ValueType::Integer(2, i64::MAX)),
    Column::optional("summary", ValueType::Text(0)),
    Column::optional("format", ValueType::Text(21)),
    Column::optional("sortorder", ValueType::Integer(0, 4_294_967_295)),
    Column::optional("showgrades", ValueType::Boolean),
    Column::optional("newsitems", ValueType::Integer(0, 10)),
    Column::optional("startdate", ValueType::Date),
    Column::optional("marker", ValueType::Integer(0, i64::MAX)),
    Column::optional("maxbytes", ValueType::Integer(0, i64::MAX)),
    Column::optional("legacyfiles", ValueType::Boolean),
    Column::optional("showreports", ValueType::Boolean),
    Column::optional("visible", ValueType::Boolean),
    Column::optional("visibleold", ValueType::Boolean),
    Column::optional("groupmode", ValueType::Integer(0, 2)),
    Column::optional("groupmodeforce", ValueType::Boolean),
    Column::optional("coursedisplay", ValueType::Boolean),
    Column::optional("enablecompletion", ValueType::Boolean),
    Column::optional("defaultgroupingid", ValueType::Integer(0, i64::MAX)),
    Column::optional("lang", ValueType::Language),
    Column::optional("theme", ValueType::Text(50)),
    Column::optional("timecreated", ValueType::Date),
    Column::optional("timemodified", ValueType::Date),
    Column::optional("self", ValueType::Boolean),
    Column::optional("guest", ValueType::Boolean),
    Column::optional("template", ValueType::Template),
    Column::optional("topic{n}", ValueType::Section).numbered(0, 52),
    Column::optional("teacher{n}_account", ValueType::Text(255)),
    Column::optional("teacher{n}_role", ValueType::Text(100)),
];
