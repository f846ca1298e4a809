//! Lists of courses: which ones, and how a list names them.

use serde::{Deserialize, Serialize};

use crate::settings::CourseIdentifier;
use crate::site::{Course, SiteIndex};

/// Which courses are meant. Every condition that is given must hold; none at all means every course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseSelection {
    /// A piece of the short name, full name or idnumber, without regard to case; empty: any.
    pub search: String,
    /// Path of a category, names from the root joined by `/`: the courses in it and below it; empty: any.
    pub category: String,
    /// Nobody takes part.
    pub empty: bool,
    /// Nobody has ever opened it.
    pub never_accessed: bool,
    /// It has an end, before this moment in Unix seconds.
    pub ended_before: Option<i64>,
    /// Students do not see it.
    pub hidden: bool,
}

/// A course that a list cannot name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its short name.
    pub shortname: String,
    /// Whether the identifier belongs to several courses; otherwise the course has none.
    pub shared: bool,
}

/// The courses that are meant, by short name. The site's front page is none.
pub fn select<'s>(site: &'s SiteIndex, selection: &CourseSelection) -> Vec<&'s Course> {
    let search = selection.search.to_lowercase();
    let mut courses: Vec<&Course> = site
        .courses()
        .filter(|course| course.id != FRONT_PAGE)
        .filter(|course| search.is_empty() || answers(course, &search))
        .filter(|course| is_below(site, course, &selection.category))
        .filter(|course| !selection.empty || site.participants(course.id) == 0)
        .filter(|course| !selection.never_accessed || course.last_access == 0)
        .filter(|course| {
            let end = course.number("enddate");
            selection
                .ended_before
                .is_none_or(|moment| end.is_some_and(|end| 0 < end && end < moment))
        })
        .filter(|course| !selection.hidden || course.text("visible") == "0")
        .collect();
    courses.sort_by_cached_key(|course| (course.shortname.to_lowercase(), course.id));
    courses
}

/// Id of the course that Moodle keeps for the front page.
const FRONT_PAGE: u64 = 1;

fn answers(course: &Course, search: &str) -> bool {
    let texts = [
        course.shortname.clone(),
        course.text("fullname"),
        course.text("idnumber"),
    ];
    texts
        .iter()
        .any(|text| text.to_lowercase().contains(search))
}

fn is_below(site: &SiteIndex, course: &Course, category: &str) -> bool {
    let above: Vec<&str> = category
        .split('/')
        .filter(|name| !name.is_empty())
        .collect();
    above.is_empty() || {
        let path = site.category_path(course.category);
        path.len() >= above.len() && path.iter().zip(&above).all(|(one, other)| one == other)
    }
}

/// A course deletion file: one identifier a line (`spec/files.md` §3), and the courses that have none of their own.
pub fn deletion_list(
    site: &SiteIndex,
    courses: &[&Course],
    identifier: CourseIdentifier,
) -> (String, Vec<LeftOut>) {
    let (mut list, mut left_out) = (String::new(), Vec::new());
    for course in courses {
        let name = match identifier {
            CourseIdentifier::Shortname => course.shortname.clone(),
            CourseIdentifier::Idnumber => course.text("idnumber"),
            CourseIdentifier::Id => course.id.to_string(),
        };
        let shared = identifier == CourseIdentifier::Idnumber
            && site.courses_by_idnumber(&name).nth(1).is_some();
        if name.is_empty() || shared {
            left_out.push(LeftOut {
                shortname: course.shortname.clone(),
                shared,
            });
            continue;
        }
        list.push_str(&name);
        list.push('\n');
    }
    (list, left_out)
}
