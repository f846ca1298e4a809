//! What lists of courses have in common: one identifier a line, each once.

use super::Row;
use super::cells::{Place, plain_number};
use super::duplicates::{KeySet, lower_case};
use super::nearby::Near;
use super::references::Reference;
use crate::finding::{Code, Finding, FixAction, Grade, Severity};
use crate::settings::CourseIdentifier;
use crate::site::{Directory, Space};

/// The courses of a list so far.
#[derive(Debug)]
pub(super) struct CourseList {
    /// Where the identifiers stand.
    pub(super) place: Place,
    identifier: CourseIdentifier,
    courses: Reference,
    /// The line on which each course stands first.
    lines: KeySet<u64>,
    lower: String,
}

impl CourseList {
    /// A list without courses yet, of this identifier at this place.
    pub(super) fn new(place: Place, identifier: CourseIdentifier) -> Self {
        Self {
            place,
            identifier,
            courses: Reference::to(Space::course(identifier)),
            lines: KeySet::default(),
            lower: String::new(),
        }
    }

    /// The identifier of a row as the site compares it; empty when the row has none.
    pub(super) fn key<'a>(&'a mut self, row: &Row<'a>) -> &'a str {
        let given = row.given(self.place);
        match self.identifier {
            CourseIdentifier::Shortname => lower_case(given, &mut self.lower),
            CourseIdentifier::Idnumber => given,
            CourseIdentifier::Id => plain_number(given),
        }
    }

    /// Warns of a course that a line above has already. Says whether one has.
    pub(super) fn is_repeated(&mut self, row: &Row<'_>, findings: &mut Vec<Finding>) -> bool {
        let key = self.key(row).to_owned();
        let Some(first) = self.lines.insert_filled(&key, row.line()) else {
            return false;
        };
        findings.push(
            row.row_finding(Code::DuplicateRow)
                .with("first", first)
                .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
        );
        true
    }

    /// Whether the site has no such course; where it does not, the one that was perhaps meant. Nothing is said of a row that is wrong already.
    pub(super) fn is_missing(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &[Finding],
    ) -> Option<Option<Near>> {
        let is_error = |finding: &Finding| finding.severity() == Severity::Error;
        if findings.iter().any(is_error) {
            return None;
        }
        let name = match self.identifier {
            CourseIdentifier::Id => plain_number(row.given(self.place)),
            CourseIdentifier::Shortname | CourseIdentifier::Idnumber => row.given(self.place),
        };
        let exists = name.is_empty() || self.courses.exists(name, directory).unwrap_or(true);
        (!exists).then(|| self.courses.near(name, directory))
    }
}

/// Adds to a finding the course that was perhaps meant, to be chosen by a person: of two courses that exist, neither is a misspelling.
/// Params: `suggested` (`yes` or `no`), `near`.
pub(super) fn ask(finding: Finding, near: Option<Near>) -> Finding {
    match near {
        Some(near) => finding
            .with("suggested", "yes")
            .with("near", &near.name)
            .fix(Grade::Ask, FixAction::Replace(near.name)),
        None => finding.with("suggested", "no"),
    }
}
