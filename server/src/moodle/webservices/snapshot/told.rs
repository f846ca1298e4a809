//! What core functions return, as far as it is read. Names are Moodle's.

use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

/// A number that some functions write as a number, some as a text, some as true or false, and leave out where it may not be seen.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let value = Option::<Json>::deserialize(from)?;
    Ok(match value {
        Some(Json::Number(number)) => number.as_i64().unwrap_or(0),
        Some(Json::String(text)) => text.trim().parse().unwrap_or(0),
        Some(Json::Bool(flag)) => i64::from(flag),
        _ => 0,
    })
}

/// A text that may be null.
fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(from)?.unwrap_or_default())
}

/// A category.
#[derive(Debug, Deserialize)]
pub struct Category {
    pub id: u64,
    pub parent: u64,
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    #[serde(default, deserialize_with = "text")]
    pub idnumber: String,
    /// Left out for accounts that may not manage categories: such see only visible ones.
    #[serde(default)]
    pub visible: Option<Json>,
}

/// A course. What needs `moodle/course:update` is left out for others.
#[derive(Debug, Deserialize)]
pub struct Course {
    pub id: u64,
    #[serde(default)]
    pub categoryid: u64,
    pub shortname: String,
    #[serde(default)]
    pub courseformatoptions: Vec<FormatOption>,
    /// All else, by Moodle's names.
    #[serde(flatten)]
    pub rest: serde_json::Map<String, Json>,
}

/// An option of a course's format.
#[derive(Debug, Deserialize)]
pub struct FormatOption {
    pub name: String,
    #[serde(default)]
    pub value: Json,
}

/// An account.
#[derive(Debug, Deserialize)]
pub struct User {
    pub id: u64,
    #[serde(default, deserialize_with = "text")]
    pub username: String,
    #[serde(default)]
    pub suspended: bool,
    #[serde(default)]
    pub customfields: Vec<CustomField>,
    /// All else, by Moodle's names.
    #[serde(flatten)]
    pub rest: serde_json::Map<String, Json>,
}

/// A custom profile field of an account.
#[derive(Debug, Deserialize)]
pub struct CustomField {
    pub shortname: String,
    #[serde(default, deserialize_with = "text")]
    pub value: String,
}

/// Somebody who is enrolled in a course.
#[derive(Debug, Deserialize)]
pub struct Participant {
    pub id: u64,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default, deserialize_with = "number")]
    pub lastcourseaccess: i64,
}

/// A role that somebody holds.
#[derive(Debug, Deserialize)]
pub struct Role {
    pub roleid: u64,
    pub shortname: String,
}

/// A section of a course.
#[derive(Debug, Deserialize)]
pub struct Section {
    #[serde(default)]
    pub section: u32,
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    #[serde(default, deserialize_with = "text")]
    pub summary: String,
    /// The plugin that the section belongs to, when it is no section of the course itself.
    #[serde(default)]
    pub component: Option<String>,
}

/// An enrolment method by which people can enrol themselves.
#[derive(Debug, Deserialize)]
pub struct Method {
    #[serde(rename = "type")]
    pub kind: String,
}

/// A group or a grouping.
#[derive(Debug, Deserialize)]
pub struct Group {
    pub id: u64,
    pub courseid: u64,
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    #[serde(default, deserialize_with = "text")]
    pub idnumber: String,
    #[serde(default, deserialize_with = "text")]
    pub description: String,
    /// Of a grouping that was asked for with its groups.
    #[serde(default)]
    pub groups: Vec<Id>,
}

/// An object of which only the id matters.
#[derive(Debug, Deserialize)]
pub struct Id {
    pub id: u64,
}

/// Members of a group.
#[derive(Debug, Deserialize)]
pub struct GroupMembers {
    pub groupid: u64,
    pub userids: Vec<u64>,
}

/// A cohort.
#[derive(Debug, Deserialize)]
pub struct Cohort {
    pub id: u64,
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    #[serde(default, deserialize_with = "text")]
    pub idnumber: String,
    #[serde(default, deserialize_with = "text")]
    pub description: String,
    #[serde(default, deserialize_with = "number")]
    pub visible: i64,
}

/// Cohorts of one context.
#[derive(Debug, Deserialize)]
pub struct Cohorts {
    pub cohorts: Vec<Id>,
}

/// Members of a cohort.
#[derive(Debug, Deserialize)]
pub struct CohortMembers {
    pub cohortid: u64,
    pub userids: Vec<u64>,
}

/// A setting of the site.
#[derive(Debug, Deserialize)]
pub struct Setting {
    pub name: String,
    #[serde(default)]
    pub value: Json,
}

/// Settings of the site.
#[derive(Debug, Deserialize)]
pub struct Settings {
    pub settings: Vec<Setting>,
}
