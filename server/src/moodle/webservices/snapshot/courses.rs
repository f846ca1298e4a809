//! Categories and courses: one call each.

use serde_json::json;
use toolsync_core::kinds::{ValueType, courses};
use toolsync_core::site::{Category, Course, SiteIndex, Unknown};

use super::attributes::{Told, attributes, cell, filled};
use super::reader::Reader;
use super::told;
use crate::moodle::webservices::CallError;

/// How often the list of courses is asked for when Moodle refuses it.
const TRIES: u32 = 3;

/// Attributes by Moodle's names, and the columns of a courses file that they stand in.
const TOLD: &[(&str, &str)] = &[
    ("fullname", "fullname"),
    ("idnumber", "idnumber"),
    ("summary", "summary"),
    ("format", "format"),
    ("showgrades", "showgrades"),
    ("newsitems", "newsitems"),
    ("startdate", "startdate"),
    ("maxbytes", "maxbytes"),
    ("showreports", "showreports"),
    ("visible", "visible"),
    ("groupmode", "groupmode"),
    ("groupmodeforce", "groupmodeforce"),
    ("enablecompletion", "enablecompletion"),
    ("defaultgroupingid", "defaultgroupingid"),
    ("lang", "lang"),
    ("forcetheme", "theme"),
    ("timecreated", "timecreated"),
    ("timemodified", "timemodified"),
];

/// Columns of a courses file that no function tells, or (`sortorder`) that Moodle numbers anew whenever it likes.
const NOT_TOLD: &[&str] = &["sortorder", "marker", "legacyfiles", "visibleold"];

/// The attribute that resets need beside those that a file can set.
const END: &str = "enddate";

/// The column that is an option of the course's format.
const DISPLAY: &str = "coursedisplay";

/// Reads all categories.
///
/// # Errors
/// Any [`CallError`].
pub async fn read_categories(reader: &Reader<'_>, site: &mut SiteIndex) -> Result<(), CallError> {
    let categories = reader.ask("core_course_get_categories", json!({}));
    let categories: Vec<told::Category> = categories.await?;
    for told in categories {
        let told::Category {
            id,
            parent,
            name,
            idnumber,
            visible,
        } = told;
        let hidden = visible.and_then(|visible| cell(ValueType::Boolean, &visible));
        site.put_category(Category {
            id,
            parent,
            name,
            idnumber,
            visible: hidden.is_none_or(|visible| visible.to_string() == "1"),
        });
    }
    Ok(())
}

/// Reads all courses, without what is in them.
///
/// # Errors
/// Any [`CallError`].
pub async fn read_courses(reader: &Reader<'_>, site: &mut SiteIndex) -> Result<(), CallError> {
    let mut tries = 1;
    let courses: Vec<told::Course> = loop {
        match reader.ask("core_course_get_courses", json!({})).await {
            // One of them was deleted while Moodle listed them; the next list is without it.
            Err(CallError::Refused(_)) if tries < TRIES => tries += 1,
            answer => break answer?,
        }
    };
    for told in courses {
        site.put_course(Course {
            id: told.id,
            category: told.categoryid,
            fields: filled(columns(&told)),
            shortname: told.shortname,
            ..Course::default()
        });
    }
    let not_told = NOT_TOLD.iter();
    let not_told = not_told.map(|column| Unknown::CourseField((*column).to_owned()));
    site.facts.unknown.extend(not_told);
    Ok(())
}

/// The columns of a courses file that were told of a course.
pub fn columns(told: &told::Course) -> Told {
    let mut columns = attributes(courses::COLUMNS, TOLD, &told.rest);
    if let Some(end) = told.rest.get(END) {
        columns.insert(END.to_owned(), cell(ValueType::Date, end));
    }
    let options = told.courseformatoptions.iter();
    for option in options.filter(|option| option.name == DISPLAY) {
        let display = cell(ValueType::Boolean, &option.value);
        columns.insert(DISPLAY.to_owned(), display);
    }
    columns
}

/// Whether the course is there still.
///
/// # Errors
/// Any [`CallError`].
pub async fn is_there(reader: &Reader<'_>, course: u64) -> Result<bool, CallError> {
    let parameters = json!({"options": {"ids": [course]}});
    let found: Vec<told::Id> = reader.ask("core_course_get_courses", parameters).await?;
    Ok(!found.is_empty())
}
