//! What a list of courses to look for found: the answer to its question, apart from how its lines ended.

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Finding};

/// Which courses of a list a site has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Existence {
    /// Courses that are there.
    pub found: Vec<FoundCourse>,
    /// Courses that are not there, of which one of nearly the same name is.
    pub near: Vec<MissingCourse>,
    /// Courses that are not there, nor anything like them.
    pub missing: Vec<MissingCourse>,
}

/// A course that was looked for and is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundCourse {
    /// The line that asks for it.
    pub line: u64,
    /// What the line calls it.
    pub asked: String,
    /// Its short name.
    pub shortname: String,
    /// Its full name.
    pub fullname: String,
    /// Its idnumber; empty when it has none.
    pub idnumber: String,
}

/// A course that was looked for and is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingCourse {
    /// The line that asks for it.
    pub line: u64,
    /// What the line calls it.
    pub asked: String,
    /// What the line says of it; empty when nothing.
    pub description: String,
    /// A course of nearly the same name that is there; empty when there is none.
    pub near: String,
}

impl Existence {
    /// Adds the answer of a line, and says whether its findings hold one: a line that could not be read, or was not reached, has none.
    pub fn add(&mut self, line: u64, asked: &str, findings: &[Finding]) -> bool {
        let param = |finding: &Finding, name: &str| {
            let value = finding.params.get(name);
            value.cloned().unwrap_or_default()
        };
        for finding in findings {
            match finding.code {
                Code::CourseFound => self.found.push(FoundCourse {
                    line,
                    asked: asked.to_owned(),
                    shortname: param(finding, "shortname"),
                    fullname: param(finding, "fullname"),
                    idnumber: param(finding, "idnumber"),
                }),
                Code::CourseMissing => {
                    let course = MissingCourse {
                        line,
                        asked: asked.to_owned(),
                        description: param(finding, "description"),
                        near: param(finding, "near"),
                    };
                    match course.near.is_empty() {
                        true => self.missing.push(course),
                        false => self.near.push(course),
                    }
                }
                _ => continue,
            }
            return true;
        }
        false
    }
}
