//! Users files: accounts to create, update, rename, suspend, revive, delete, and to bind to cohorts and courses.
//!
//! Mirrors `spec/files.md` §7 and `spec/operations.md` §7, as intended: none of the quirks is kept.
//!
//! | room | what it says |
//! |---|---|
//! | `identity` | one line per person; who the row is about, and what of it belongs to somebody else; renaming; deletion |
//! | `bindings` | courses, roles, enrolment methods, groups and periods of each number |
//! | `check` | password, authentication, language, cohort, custom profile fields |
//!
//! Where tool_sync only warns of a course that does not exist and makes the account all the same, the row is refused:
//! who approves a row approves all of it. Enrolment in courses of other sites (`wwwrootN`) is not offered, and said so.

mod bindings;
pub(super) mod brings;
mod check;
mod identity;
mod names;
mod plan;

#[cfg(test)]
mod tests;

use self::check::UsersChecks;
pub(super) use self::identity::key_columns;
use self::names::{PARTNERS, RETIRED, SYNONYMS};
use super::{Column, Definition, Planning, ValueType};
use crate::plan::ObjectKey;

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "users",
    columns: COLUMNS,
    retired: RETIRED,
    synonyms: SYNONYMS,
    partners: PARTNERS,
    subject: &["username"],
    sample: include_str!("../../../../samples/users.csv"),
    makes: Some(ObjectKey::user),
    told_by: None,
    checks: |header, settings| Box::new(UsersChecks::new(header, settings)),
    brings: Some(brings::brings),
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// The columns of a users file.
pub const COLUMNS: &[Column] = &[
    Column::required("username", ValueType::Username),
    Column::required("firstname", ValueType::Text(100)),
    Column::required("lastname", ValueType::Text(100)),
    Column::optional("idnumber", ValueType::Text(255)),
    Column::optional("email", ValueType::Email),
    Column::optional("password", ValueType::Password),
    Column::optional("auth", ValueType::Text(20)),
    Column::optional("institution", ValueType::Text(255)),
    Column::optional("department", ValueType::Text(255)),
    Column::optional("city", ValueType::Text(120)),
    Column::optional("country", ValueType::Country),
    Column::optional("lang", ValueType::Language),
    Column::optional("timezone", ValueType::Timezone),
    Column::optional("maildisplay", ValueType::Integer(0, 2)),
    Column::optional("maildigest", ValueType::Integer(0, 2)),
    Column::optional("mnethostid", ValueType::Integer(1, i64::MAX)),
    Column::optional("mailformat", ValueType::Integer(0, 1)),
    Column::optional("htmleditor", ValueType::Integer(0, 1)),
    Column::optional("autosubscribe", ValueType::Integer(0, 1)),
    Column::optional("trackforums", ValueType::Integer(0, 1)),
    Column::optional("icq", ValueType::Text(15)),
    Column::optional("phone1", ValueType::Text(20)),
    Column::optional("phone2", ValueType::Text(20)),
    Column::optional("address", ValueType::Text(255)),
    Column::optional("url", ValueType::Url),
    Column::optional("description", ValueType::Text(0)),
    Column::optional("suspended", ValueType::Boolean),
    Column::optional("deleted", ValueType::Boolean),
    Column::optional("oldusername", ValueType::Username),
    Column::optional("cohort", ValueType::Text(254)),
    Column::optional("cohortid", ValueType::Text(100)),
    Column::optional("course{n}", ValueType::Text(255)),
    Column::optional("role{n}", ValueType::Text(100)),
    Column::optional("enrol{n}", ValueType::Text(20)),
    Column::optional("group{n}", ValueType::Text(254)),
    Column::optional("start{n}", ValueType::Timestamp),
    Column::optional("end{n}", ValueType::Timestamp),
    Column::optional("wwwroot{n}", ValueType::Url),
    Column::optional("profile_field_{name}", ValueType::Text(0)),
];
