//! The objects of a site as rows of one table: a key, and the object as JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;
use toolsync_core::site::{Object, SiteIndex, Touched};

use super::SiteError;

/// An object as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its type, and its id or the names that make it unique: `course/12`, `enrolment/12/7/manual`.
    pub key: String,
    /// The object; none when it is gone.
    pub json: Option<String>,
}

/// An object that is there.
///
/// # Errors
/// None that can happen: objects are plain values.
pub fn stored(object: &Object) -> Result<Stored, SiteError> {
    let key = match (object, object.key()) {
        (_, Some(key)) => key_text(&key),
        (Object::Role(role), None) => format!("role/{}", role.id),
        (_, None) => return Err(SiteError::Damaged("an object has no key".to_owned())),
    };
    let json = Some(write("an object", object)?);
    Ok(Stored { key, json })
}

/// An object as it is after a change.
///
/// # Errors
/// None that can happen: objects are plain values.
pub fn changed(site: &SiteIndex, key: &Touched) -> Result<Stored, SiteError> {
    match site.object(key) {
        Some(object) => stored(&object),
        None => Ok(Stored {
            key: key_text(key),
            json: None,
        }),
    }
}

/// A plain value as text.
///
/// # Errors
/// When it has no JSON form.
pub fn write<T: Serialize>(what: &str, value: &T) -> Result<String, SiteError> {
    serde_json::to_string(value).map_err(|error| SiteError::Damaged(format!("{what}: {error}")))
}

/// A plain value from text.
///
/// # Errors
/// When the text is none that was written.
pub fn read<T: DeserializeOwned>(what: &str, json: &str) -> Result<T, SiteError> {
    serde_json::from_str(json).map_err(|error| SiteError::Damaged(format!("{what}: {error}")))
}

fn key_text(key: &Touched) -> String {
    match key {
        Touched::Category(id) => format!("category/{id}"),
        Touched::Course(id) => format!("course/{id}"),
        Touched::User(id) => format!("user/{id}"),
        Touched::Cohort(id) => format!("cohort/{id}"),
        Touched::CohortBinding(id) => format!("cohort_binding/{id}"),
        Touched::CourseLink(id) => format!("course_link/{id}"),
        Touched::Group(id) => format!("group/{id}"),
        Touched::Grouping(id) => format!("grouping/{id}"),
        Touched::Enrolment(course, user, method) => format!("enrolment/{course}/{user}/{method}"),
        Touched::RoleAssignment(course, user, role) => {
            format!("role_assignment/{course}/{user}/{role}")
        }
    }
}
