//! What the rows of a groups file must satisfy beyond their single cells: against each other, and against the site.

use super::DELETE;
use super::part::Part;
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Fingerprints, FirstRow, KeySet, lower_case};
use crate::kinds::references::{InCourse, Reference};
use crate::kinds::{Header, Row, RowChecks};
use crate::settings::{CourseIdentifier, GroupIdentifier, Settings};
use crate::site::{Directory, Space};

/// A line that says the name or idnumber of a group or grouping.
#[derive(Debug, Clone, Copy)]
struct Named {
    line: u64,
    /// Whether it deletes.
    deletes: bool,
}

/// The checks of a groups file, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct GroupsChecks {
    cmd: Place,
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
    groups_by_idnumber: InCourse,
    groups_by_name: InCourse,
    groupings: InCourse,
    /// The rows' objects, by [`key`]: what identifies them, and their idnumbers.
    rows: KeySet<FirstRow>,
    idnumbers: KeySet<u64>,
    /// Names and idnumbers that lines above say, by [`key`]: the first line of each.
    named: KeySet<Named>,
    fingerprints: Fingerprints,
    lower: String,
}

impl GroupsChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let course = settings.group_course_identifier;
        Self {
            cmd: header.position("cmd"),
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
            groups_by_idnumber: InCourse::to(Space::group(course, GroupIdentifier::Idnumber)),
            groups_by_name: InCourse::to(Space::group(course, GroupIdentifier::Name)),
            groupings: InCourse::to(Space::grouping(course)),
            rows: KeySet::default(),
            idnumbers: KeySet::default(),
            named: KeySet::default(),
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
        let known = is_made(&self.named, &key(part, course, column, text))
            || !own.is_empty() && objects.exists(named, own, directory) == Some(true);
        if !known {
            let before = findings.len();
            objects.check(code, (row, self.updateid), named, directory, findings);
            tell_part(part, findings.get_mut(before..));
        }
    }

    /// What is deleted must exist; if it does not, nothing is left to do, which is said.
    fn deleted(
        &mut self,
        (row, part): (&Row<'_>, Part),
        named: &str,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let given = |place| !row.given(place).is_empty();
        let (place, objects) = match part {
            Part::Group if given(self.updateid) => (self.updateid, &mut self.groups),
            Part::Group if given(self.idnumber) => (self.idnumber, &mut self.groups_by_idnumber),
            Part::Group => (self.name, &mut self.groups_by_name),
            // The groupings of a site are known to checks by their idnumbers only; the planner says the rest.
            Part::Grouping if given(self.updateid) => match self.grouping_identifier {
                GroupIdentifier::Idnumber => (self.updateid, &mut self.groupings),
                GroupIdentifier::Name | GroupIdentifier::Id => return,
            },
            Part::Grouping if given(self.idnumber) => (self.idnumber, &mut self.groupings),
            Part::Grouping => return,
        };
        let before = findings.len();
        objects.check(Code::MissingGroup, (row, place), named, directory, findings);
        tell_part(part, findings.get_mut(before..));
    }

    /// The grouping that a group is put in must exist, or be made by a line above.
    fn put_in(
        &mut self,
        (row, course): (&Row<'_>, &str),
        named: &str,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let grouping = row.given(self.grouping);
        if grouping.is_empty() {
            return;
        }
        let key = key(Part::Grouping, course, "idnumber", grouping);
        if !is_made(&self.named, &key) {
            let (place, code) = ((row, self.grouping), Code::UnknownGrouping);
            self.groupings
                .check(code, place, named, directory, findings);
        }
    }

    /// Notes the names and idnumbers of the row. What one line deletes no other line makes.
    fn note_names(
        &mut self,
        (row, part, course): (&Row<'_>, Part, &str),
        deletes: bool,
        findings: &mut Vec<Finding>,
    ) {
        let by = match part {
            Part::Group => self.group_identifier,
            Part::Grouping => self.grouping_identifier,
        };
        let updateid = match by {
            GroupIdentifier::Idnumber => "idnumber",
            GroupIdentifier::Name => "name",
            GroupIdentifier::Id => "id",
        };
        let line = row.line();
        for (column, place) in [
            ("name", self.name),
            ("idnumber", self.idnumber),
            (updateid, self.updateid.filter(|_| deletes)),
        ] {
            let text = row.given(place);
            if text.is_empty() {
                continue;
            }
            let this = Named { line, deletes };
            let first = self.named.insert(&key(part, course, column, text), this);
            let is_told = || findings.iter().any(|said| said.code == Code::DuplicateKey);
            if let Some(first) = first.filter(|first| first.deletes != deletes && !is_told()) {
                let finding = row.finding_on(Code::ContradictoryRow, self.cmd);
                let finding = finding.with("what", "command").with("first", first.line);
                findings.push(finding);
                return;
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
        let deletes = row.given(self.cmd) == DELETE;
        let updates = !row.given(self.updateid).is_empty();
        let is_named = updates || deletes && !row.given(self.idnumber).is_empty();
        if !is_named && row.given(self.name).is_empty() {
            findings.push(row.finding_on(Code::RequiredEmpty, self.name));
        }
        if !self.is_repeated((row, part, course), findings)
            && self
                .courses
                .check(Code::UnknownCourse, place, named, directory, findings)
        {
            if deletes {
                self.deleted((row, part), named, directory, findings);
            } else {
                if updates {
                    self.updated((row, part), (named, course), directory, findings);
                }
                match part {
                    Part::Group => self.put_in((row, course), named, directory, findings),
                    Part::Grouping => self.grouping(row, findings),
                }
            }
        }
        self.note_names((row, part, course), deletes, findings);
        self.lower = lower;
    }
}

/// Whether a line above gives this name or idnumber, as [`key`] writes it.
fn is_made(named: &KeySet<Named>, key: &str) -> bool {
    named.get(key).is_some_and(|named| !named.deletes)
}

/// Says in findings whether they are about a group or a grouping.
fn tell_part(part: Part, findings: Option<&mut [Finding]>) {
    for finding in findings.into_iter().flatten() {
        let params = &mut finding.params;
        params.insert("object".into(), part.as_str().to_owned());
    }
}

/// A group or grouping of a course by a name of it, as one text.
fn key(part: Part, course: &str, by: &str, name: &str) -> String {
    let part = part.as_str();
    let pair = Space::PAIR;
    format!("{part}{pair}{by}{pair}{course}{pair}{name}")
}
