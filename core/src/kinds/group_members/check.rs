//! What the rows of a file of group members must satisfy beyond their single cells: against each other, and against the site.

use hashbrown::HashMap;

use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Fingerprints, FirstRow, lower_case};
use crate::kinds::people::People;
use crate::kinds::references::{InCourse, Reference};
use crate::kinds::{Header, Row, RowChecks};
use crate::settings::{CourseIdentifier, Settings, UserIdentifier};
use crate::site::{Directory, Space};

/// The checks of a file of group members, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct MembersChecks {
    cmd: Place,
    course: Place,
    group: Place,
    user: Place,
    course_identifier: CourseIdentifier,
    user_identifier: UserIdentifier,
    courses: Reference,
    groups: InCourse,
    people: People,
    /// By course and person.
    persons: HashMap<Box<str>, Person>,
    /// By course, person and group: the first row of the membership, and whether it ends it.
    memberships: HashMap<Box<str>, (u64, bool)>,
    fingerprints: Fingerprints,
    course_lower: String,
    user_lower: String,
}

/// What a file has said of a person in a course so far.
#[derive(Debug)]
struct Person {
    /// The last row.
    last: FirstRow,
    /// The last row that puts the person in a group, and that group.
    put: Option<(u64, Box<str>)>,
}

impl MembersChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let course = settings.group_course_identifier;
        let user = header.position("userid");
        Self {
            cmd: header.position("cmd"),
            course: header.position("courseid"),
            group: header.position("groupid"),
            user,
            course_identifier: course,
            user_identifier: settings.group_user_identifier,
            courses: Reference::to(Space::course(course)),
            groups: InCourse::to(Space::group(course, settings.group_identifier)),
            people: People::new(user, settings.group_user_identifier),
            persons: HashMap::new(),
            memberships: HashMap::new(),
            fingerprints: Fingerprints::default(),
            course_lower: String::new(),
            user_lower: String::new(),
        }
    }

    /// Checks the row against those above. Says whether it is a repetition of the last one about the person in the course.
    fn is_repeated(&mut self, row: &Row<'_>, findings: &mut Vec<Finding>) -> bool {
        let (cmd, group) = (row.given(self.cmd), row.given(self.group));
        let (mut course, mut user) = (row.given(self.course), row.given(self.user));
        if course.is_empty() || user.is_empty() || group.is_empty() {
            return false;
        }
        if self.course_identifier == CourseIdentifier::Shortname {
            course = lower_case(course, &mut self.course_lower);
        }
        if let UserIdentifier::Username | UserIdentifier::Email = self.user_identifier {
            user = lower_case(user, &mut self.user_lower);
        }
        let this = FirstRow {
            line: row.line(),
            fingerprint: self.fingerprints.of(row.record),
        };
        let ends = cmd == "del";
        let person = format!("{course}{pair}{user}", pair = Space::PAIR);
        let membership = format!("{person}{pair}{group}", pair = Space::PAIR);
        let person = self.persons.entry(person.into()).or_insert(Person {
            last: this,
            put: None,
        });
        if person.last != this && person.last.fingerprint == this.fingerprint {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", person.last.line)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return true;
        }
        let first = *self
            .memberships
            .entry(membership.into())
            .or_insert((this.line, ends));
        if first.1 != ends {
            findings.push(
                row.finding_on(Code::ContradictoryRow, self.cmd)
                    .with("what", "command")
                    .with("first", first.0),
            );
            return false;
        }
        person.last = this;
        match &person.put {
            Some((line, other)) if cmd == "shift" && **other != *group => findings.push(
                row.finding_on(Code::LastLineCounts, self.cmd)
                    .with("first", line)
                    .with("group", other)
                    .with("value", group),
            ),
            _ => {}
        }
        if !ends {
            person.put = Some((this.line, group.into()));
        }
        false
    }
}

impl RowChecks for MembersChecks {
    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        if self.is_repeated(row, findings) {
            return;
        }
        let course = row.given(self.course);
        let place = (row, self.course);
        if !course.is_empty()
            && self
                .courses
                .check(Code::UnknownCourse, place, course, directory, findings)
            && !row.given(self.group).is_empty()
        {
            let place = (row, self.group);
            self.groups
                .check(Code::UnknownGroup, place, course, directory, findings);
        }
        self.people.check(row, directory, findings);
    }
}
