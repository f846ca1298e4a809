//! Which course a row of a courses file is about (`spec/operations.md` §2.1, §2.2, §2.6).
//!
//! It is the course that has the identifier of the settings: short name, idnumber or id. A row that does not give the
//! identifier is about a new course: an empty idnumber matches nothing (Q14). What the row gives besides must belong to
//! that course, or to none. With short name `S` and idnumber `I`:
//!
//! | on the site | identifier `shortname` | `idnumber` | `id` |
//! |---|---|---|---|
//! | the identifier | [`Code::CourseExists`], or updated | likewise | likewise; an unknown id is [`Code::UnknownCourse`] |
//! | `S` belongs to another course | – | [`Code::ShortnameTaken`] | [`Code::ShortnameTaken`] |
//! | `I` belongs to another course | [`Code::IdnumberTaken`] | – | [`Code::IdnumberTaken`] |

use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Fingerprints, FirstRow, KeySet, lower_case};
use crate::kinds::nearby::{Nearby, Reach};
use crate::kinds::references::suggest;
use crate::kinds::{Header, Row};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::{Directory, Space};

/// What becomes of a row's course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// The rest of the row means nothing: it repeats another, its course is left alone, or cannot be made.
    LeftAlone,
    /// It is created.
    New,
    /// It is updated.
    Existing,
}

/// The courses that the file has named so far.
#[derive(Debug)]
pub(super) struct Identity {
    shortname: Place,
    fullname: Place,
    idnumber: Place,
    id: Place,
    identifier: CourseIdentifier,
    force_update: bool,
    shortnames: KeySet<FirstRow>,
    idnumbers: KeySet<u64>,
    ids: KeySet<u64>,
    fingerprints: Fingerprints,
    nearby: Nearby,
    /// Room for a short name in lower case and for a pair, used again for each row.
    lower: String,
    pair: String,
}

impl Identity {
    /// No course, at the start of a file with this header.
    pub(super) fn new(header: &Header, settings: &Settings) -> Self {
        Self {
            shortname: header.position("shortname"),
            fullname: header.position("fullname"),
            idnumber: header.position("idnumber"),
            id: header.position("id"),
            identifier: settings.course_identifier,
            force_update: settings.force_update,
            shortnames: KeySet::default(),
            idnumbers: KeySet::default(),
            ids: KeySet::default(),
            fingerprints: Fingerprints::default(),
            nearby: Nearby::default(),
            lower: String::new(),
            pair: String::new(),
        }
    }

    /// The column that the settings need and the header lacks (Q14).
    pub(super) fn missing_column(&self) -> Option<&'static str> {
        match self.identifier {
            // Every courses file needs it, whatever the settings: the header's own check says so.
            CourseIdentifier::Shortname => None,
            CourseIdentifier::Idnumber => self.idnumber.is_none().then_some("idnumber"),
            CourseIdentifier::Id => self.id.is_none().then_some("id"),
        }
    }

    /// Whether the row says nothing of which course it is about: then there is nothing to make one of (seed code −1).
    pub(super) fn is_empty(&self, row: &Row<'_>) -> bool {
        let names = [self.shortname, self.fullname, self.idnumber, self.id];
        names.into_iter().all(|place| row.given(place).is_empty())
    }

    /// Whether the file makes a course of this short name above `line`.
    pub(super) fn is_made_above(&self, shortname: &str, line: u64) -> bool {
        let first = self.shortnames.get(&shortname.to_lowercase());
        first.is_some_and(|first| first.line < line)
    }

    /// Checks which course the row is about.
    pub(super) fn check(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> Course {
        if self.is_repeated(row, findings) {
            return Course::LeftAlone;
        }
        if !directory.covers(Space::CourseShortname) {
            return Course::New;
        }
        let place = self.place(self.identifier);
        let identifier = row.given(place);
        let exists =
            !identifier.is_empty() && directory.has(Space::course(self.identifier), identifier);
        if exists && !self.force_update {
            findings.push(
                row.finding_on(Code::CourseExists, place)
                    .with("course", row.given(self.shortname)),
            );
            return Course::LeftAlone;
        }
        if !exists && !identifier.is_empty() && self.identifier == CourseIdentifier::Id {
            // Moodle numbers its courses itself.
            let unknown = row.finding_on(Code::UnknownCourse, place);
            findings.push(suggest(unknown.with("value", identifier), None));
            return Course::LeftAlone;
        }
        let shortname_taken = self.is_taken(row, CourseIdentifier::Shortname, directory);
        if shortname_taken {
            findings.push(self.taken(row, Code::ShortnameTaken, self.shortname));
        }
        if self.is_taken(row, CourseIdentifier::Idnumber, directory) {
            findings.push(self.taken(row, Code::IdnumberTaken, self.idnumber));
        }
        if exists {
            return Course::Existing;
        }
        if !shortname_taken {
            self.near_course(row, directory, findings);
        }
        Course::New
    }

    /// Where an identifier stands.
    const fn place(&self, identifier: CourseIdentifier) -> Place {
        match identifier {
            CourseIdentifier::Shortname => self.shortname,
            CourseIdentifier::Idnumber => self.idnumber,
            CourseIdentifier::Id => self.id,
        }
    }

    /// Checks the row against those above: one line per course, and one course per identifier. Says whether the whole row is
    /// a repetition.
    fn is_repeated(&mut self, row: &Row<'_>, findings: &mut Vec<Finding>) -> bool {
        let shortname = lower_case(row.given(self.shortname), &mut self.lower);
        let this = FirstRow {
            line: row.line(),
            fingerprint: self.fingerprints.of(row.record),
        };
        let first_shortname = self.shortnames.insert_filled(shortname, this);
        let (idnumber, id) = (row.given(self.idnumber), row.given(self.id));
        let first_idnumber = self.idnumbers.insert_filled(idnumber, this.line);
        let first_id = self.ids.insert_filled(id, this.line);
        if let Some(first) = first_shortname
            && first.fingerprint == this.fingerprint
        {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first.line)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return true;
        }
        let found = [
            (
                CourseIdentifier::Shortname,
                first_shortname.map(|first| first.line),
            ),
            (CourseIdentifier::Idnumber, first_idnumber),
            (CourseIdentifier::Id, first_id),
        ];
        let same_course = found
            .iter()
            .any(|(identifier, first)| *identifier == self.identifier && first.is_some());
        for (identifier, first) in found {
            let code = match (identifier == self.identifier, same_course) {
                (true, _) => Code::DuplicateKey,
                (false, false) => Code::DuplicateIdentifier,
                // Rows about one course share its other identifiers, of course.
                (false, true) => continue,
            };
            if let Some(first) = first {
                let place = self.place(identifier);
                findings.push(
                    row.finding_on(code, place)
                        .with("value", row.given(place))
                        .with("first", first),
                );
            }
        }
        false
    }

    /// Whether an identifier that the row gives besides its own belongs to another course.
    fn is_taken(
        &mut self,
        row: &Row<'_>,
        besides: CourseIdentifier,
        directory: &dyn Directory,
    ) -> bool {
        use CourseIdentifier::{Id, Idnumber, Shortname};
        let (pair, one, other) = match (self.identifier, besides) {
            (Idnumber, Shortname) | (Shortname, Idnumber) => {
                (Space::ShortnameWithIdnumber, self.shortname, self.idnumber)
            }
            (Id, Shortname) => (Space::CourseIdWithShortname, self.id, self.shortname),
            (Id, Idnumber) => (Space::CourseIdWithIdnumber, self.id, self.idnumber),
            (Shortname, Shortname) | (Idnumber, Idnumber) | (_, Id) => return false,
        };
        let given = row.given(self.place(besides));
        if given.is_empty() || !directory.has(Space::course(besides), given) {
            return false;
        }
        self.pair.clear();
        self.pair.push_str(row.given(one));
        self.pair.push(Space::PAIR);
        self.pair.push_str(row.given(other));
        // What a course had that another file of the bundle deletes before is free.
        row.given(self.place(self.identifier)).is_empty() || !directory.has(pair, &self.pair)
    }

    fn taken(&self, row: &Row<'_>, code: Code, place: Place) -> Finding {
        row.finding_on(code, place)
            .with("value", row.given(place))
            .with("object", "course")
    }

    /// A new course whose short name is that of an existing one but for case, blanks, accents or what joins its parts.
    fn near_course(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let shortname = row.given(self.shortname);
        let near = self
            .nearby
            .find(shortname, Reach::SameLetters, |candidate| {
                directory.has(Space::CourseShortname, candidate)
            });
        if near.is_some() {
            let finding = row
                .finding_on(Code::CourseNearMiss, self.shortname)
                .with("value", shortname);
            findings.push(suggest(finding, near));
        }
    }
}
