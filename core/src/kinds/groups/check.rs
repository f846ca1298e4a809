//! What the rows of a groups file must satisfy beyond their single cells: against each other, and against the site.

use super::part::Part;
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Announced, Fingerprints, FirstRow, KeySet, lower_case};
use crate::kinds::references::{InCourse, Reference};
use crate::kinds::{Header, Row, RowChecks};
use crate::settings::{CourseIdentifier, GroupIdentifier, Settings};
use crate::site::{Directory, Space};

/// The checks of a groups file, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct GroupsChecks {
    course: Place,
    part: Place,
    updateid: Place,
    name: Place,
    idnumber: Place,
    selfgrouping: Place,
    grouping: Place,
    course_identifier: CourseIdentifier,
    group_identifier: GroupIdentifier,
    grouping_identifier: GroupIdentifier,
    courses: Reference,
    groups: InCourse,
    groupings: InCourse,
    /// The rows' objects, by [`key`]: what identifies them, and their idnumbers.
    rows: KeySet<FirstRow>,
    idnumbers: KeySet<u64>,
    /// Names and idnumbers that lines above give, by [`key`].
    made: Announced,
    fingerprints: Fingerprints,
    lower: String,
}

impl GroupsChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let course = settings.group_course_identifier;
        Self {
            course: header.position("courseid"),
            part: header.position("type"),
            updateid: header.position("updateid"),
            name: header.position("name"),
            idnumber: header.position("idnumber"),
            selfgrouping: header.position("selfgrouping"),
            grouping: header.position("grouping"),
            course_identifier: course,
            group_identifier: settings.group_identifier,
            grouping_identifier: settings.grouping_identifier,
            courses: Reference::to(Space::course(course)),
            groups: InCourse::to(Space::group(course, settings.group_identifier)),
            groupings: InCourse::to(Space::grouping(course)),
            rows: KeySet::default(),
            idnumbers: KeySet::default(),
            made: Announced::default(),
            fingerprints: Fingerprints::default(),
            lower: String::new(),
        }
    }

    /// Checks the row against those above: one line per group, one group per idnumber. Says whether the whole row is a repetition.
    fn is_repeated(
        &mut self,
        (row, part, course): (&Row<'_>, Part, &str),
        findings: &mut Vec<Finding>,
    ) -> bool {
        let this = FirstRow {
            line: row.line(),
            fingerprint: self.fingerprints.of(row.record),
        };
        let (by, place) = if row.given(self.updateid).is_empty() {
            ("name", self.name)
        } else {
            ("updateid", self.updateid)
        };
        let text = row.given(place);
        if text.is_empty() {
            return false;
        }
        let twice = |code, place, first: u64| {
            let value = row.given(place);
            let finding = row.finding_on(code, place).with("value", value);
            finding.with("first", first)
        };
        if let Some(first) = self.rows.insert(&key(part, course, by, text), this) {
            if first.fingerprint == this.fingerprint {
                findings.push(
                    row.row_finding(Code::DuplicateRow)
                        .with("first", first.line)
                        .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
                );
                return true;
            }
            findings.push(twice(Code::DuplicateKey, place, first.line));
            return false;
        }
        let idnumber = row.given(self.idnumber);
        if !idnumber.is_empty() {
            let key = key(part, course, "idnumber", idnumber);
            if let Some(first) = self.idnumbers.insert(&key, this.line) {
                findings.push(twice(Code::DuplicateIdentifier, self.idnumber, first));
            }
        }
        false
    }

    /// The object of an update must exist; if it does not, it is created, which is said. `course` is lower case where `named` need not.
    fn updated(
        &mut self,
        (row, part): (&Row<'_>, Part),
        (named, course): (&str, &str),
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let (by, objects, unknown) = match part {
            Part::Group => (self.group_identifier, &mut self.groups, Code::UnknownGroup),
            Part::Grouping => (
                self.grouping_identifier,
                &mut self.groupings,
                Code::UnknownGrouping,
            ),
        };
        let (code, column, own) = match by {
            GroupIdentifier::Id => (unknown, "", None),
            GroupIdentifier::Idnumber => (Code::UpdateCreates, "idnumber", self.idnumber),
            GroupIdentifier::Name => (Code::UpdateCreates, "name", self.name),
        };
        // The groupings of a site are known to checks by their idnumbers only; the planner says the rest.
        if part == Part::Grouping && by != GroupIdentifier::Idnumber {
            return;
        }
        let text = row.given(self.updateid);
        let own = row.given(own);
        // One that exists under its new name was updated before.
        let known = self.made.contains(&key(part, course, column, text))
            || !own.is_empty() && objects.exists(named, own, directory) == Some(true);
        if !known {
            let before = findings.len();
            objects.check(code, (row, self.updateid), named, directory, findings);
            for finding in findings.iter_mut().skip(before) {
                let params = &mut finding.params;
                params.insert("object".into(), part.as_str().to_owned());
            }
        }
    }

    /// What says nothing about a grouping, and what later lines will miss.
    fn grouping(&self, row: &Row<'_>, findings: &mut Vec<Finding>) {
        if row.given(self.idnumber).is_empty() && row.given(self.updateid).is_empty() {
            findings.push(
                row.finding_on(Code::GroupingWithoutIdnumber, self.idnumber)
                    .with("value", row.given(self.name)),
            );
        }
        for place in [self.selfgrouping, self.grouping] {
            if !matches!(row.given(place), "" | "0") {
                findings.push(row.finding_on(Code::NotForGroupings, place));
            }
        }
    }
}

impl RowChecks for GroupsChecks {
    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let part = Part::of(Some(row.given(self.part)));
        let named = row.given(self.course);
        if named.is_empty() {
            return;
        }
        let mut lower = std::mem::take(&mut self.lower);
        let course = match self.course_identifier {
            CourseIdentifier::Shortname => lower_case(named, &mut lower),
            CourseIdentifier::Idnumber | CourseIdentifier::Id => named,
        };
        let place = (row, self.course);
        let updates = !row.given(self.updateid).is_empty();
        if !updates && row.given(self.name).is_empty() {
            findings.push(row.finding_on(Code::RequiredEmpty, self.name));
        }
        if !self.is_repeated((row, part, course), findings)
            && self
                .courses
                .check(Code::UnknownCourse, place, named, directory, findings)
        {
            if updates {
                self.updated((row, part), (named, course), directory, findings);
            }
            let grouping = row.given(self.grouping);
            if part == Part::Grouping {
                self.grouping(row, findings);
            } else if !grouping.is_empty() {
                let key = key(Part::Grouping, course, "idnumber", grouping);
                if !self.made.contains(&key) {
                    let place = (row, self.grouping);
                    let code = Code::UnknownGrouping;
                    self.groupings
                        .check(code, place, named, directory, findings);
                }
            }
        }
        for (column, place) in [("name", self.name), ("idnumber", self.idnumber)] {
            if !row.given(place).is_empty() {
                self.made
                    .first(&key(part, course, column, row.given(place)));
            }
        }
        self.lower = lower;
    }
}

/// A group or grouping of a course by a name of it, as one text.
fn key(part: Part, course: &str, by: &str, name: &str) -> String {
    let part = part.as_str();
    let pair = Space::PAIR;
    format!("{part}{pair}{by}{pair}{course}{pair}{name}")
}
