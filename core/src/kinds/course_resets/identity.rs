//! Which course a row is about: the one that has the identifier of the settings (Q21). Other identifiers that the row gives must be
//! those of the same course.

use super::identifier_column;
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Fingerprints, FirstRow, KeySet, lower_case};
use crate::kinds::references::Reference;
use crate::kinds::{Header, Row};
use crate::settings::CourseIdentifier;
use crate::site::{Directory, Space};

/// The courses that the file has named so far.
#[derive(Debug)]
pub(super) struct Identity {
    identifier: CourseIdentifier,
    shortname: Place,
    idnumber: Place,
    id: Place,
    seen: KeySet<FirstRow>,
    fingerprints: Fingerprints,
    courses: Reference,
    lower: String,
}

impl Identity {
    /// No course, at the start of a file with this header.
    pub(super) fn new(header: &Header, identifier: CourseIdentifier) -> Self {
        Self {
            identifier,
            shortname: header.position("shortname"),
            idnumber: header.position("idnumber"),
            id: header.position("id"),
            seen: KeySet::default(),
            fingerprints: Fingerprints::default(),
            courses: Reference::to(match identifier {
                CourseIdentifier::Shortname => Space::CourseShortname,
                CourseIdentifier::Idnumber => Space::CourseIdnumber,
                CourseIdentifier::Id => Space::CourseId,
            }),
            lower: String::new(),
        }
    }

    /// The column that the settings need and the header lacks.
    pub(super) fn missing_column(&self) -> Option<&'static str> {
        self.place()
            .is_none()
            .then_some(identifier_column(self.identifier))
    }

    /// Where the identifier stands.
    pub(super) const fn place(&self) -> Place {
        match self.identifier {
            CourseIdentifier::Shortname => self.shortname,
            CourseIdentifier::Idnumber => self.idnumber,
            CourseIdentifier::Id => self.id,
        }
    }

    /// Checks which course the row is about, and says whether it is worth looking at what is asked of it.
    pub(super) fn check(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let place = self.place();
        let course = row.given(place);
        if course.is_empty() {
            if let Some(position) = place {
                let empty = row.finding_at(Code::RequiredEmpty, position);
                let column = identifier_column(self.identifier);
                findings.push(empty.with("column", column));
            }
            return false;
        }
        if self.is_repeated(row, course, findings) {
            return false;
        }
        let about = (row, place);
        let known = self
            .courses
            .check(Code::UnknownCourse, about, course, directory, findings);
        if known
            && self.identifier == CourseIdentifier::Idnumber
            && directory.has(Space::SharedCourseIdnumber, course)
        {
            let ambiguous = row.finding_on(Code::AmbiguousCourse, place);
            findings.push(ambiguous.with("value", course));
        } else if known {
            self.other_identifiers(row, directory, findings);
        }
        known
    }

    /// One row for each course. Says whether the whole row is a repetition.
    fn is_repeated(&mut self, row: &Row<'_>, course: &str, findings: &mut Vec<Finding>) -> bool {
        let key = match self.identifier {
            CourseIdentifier::Shortname => lower_case(course, &mut self.lower),
            CourseIdentifier::Idnumber | CourseIdentifier::Id => course,
        };
        let this = FirstRow {
            line: row.line(),
            fingerprint: self.fingerprints.of(row.record),
        };
        let Some(first) = self.seen.insert_filled(key, this) else {
            return false;
        };
        let same = first.fingerprint == this.fingerprint;
        findings.push(if same {
            row.row_finding(Code::DuplicateRow)
                .with("first", first.line)
                .fix(Grade::Safe, FixAction::RemoveRecord(row.span()))
        } else {
            row.finding_on(Code::DuplicateKey, self.place())
                .with("value", course)
                .with("first", first.line)
        });
        same
    }

    /// Identifiers beside that of the settings belong to the same course.
    fn other_identifiers(
        &self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        use CourseIdentifier::{Id, Idnumber, Shortname};
        for (pair, one, other) in [
            (
                Space::ShortnameWithIdnumber,
                (Shortname, self.shortname),
                (Idnumber, self.idnumber),
            ),
            (
                Space::CourseIdWithShortname,
                (Id, self.id),
                (Shortname, self.shortname),
            ),
            (
                Space::CourseIdWithIdnumber,
                (Id, self.id),
                (Idnumber, self.idnumber),
            ),
        ] {
            let besides = match self.identifier {
                own if own == one.0 => other.1,
                own if own == other.0 => one.1,
                _ => continue,
            };
            let (one, other) = (row.given(one.1), row.given(other.1));
            if one.is_empty() || other.is_empty() || !directory.covers(pair) {
                continue;
            }
            if !directory.has(pair, &format!("{one}{}{other}", Space::PAIR)) {
                findings.push(
                    row.finding_on(Code::CourseMismatch, besides)
                        .with("value", row.given(besides))
                        .with("course", row.given(self.place())),
                );
            }
        }
    }
}
