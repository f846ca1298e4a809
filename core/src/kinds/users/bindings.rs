//! The courses that a row of a users file binds its account to: `courseN` with `roleN`, `enrolN`, `groupN`, `startN`, `endN`
//! and `wwwrootN` (`spec/operations.md` §7.8, §7.9). Each number stands for itself (Q28).

use crate::finding::{Code, Finding};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::Announced;
use crate::kinds::references::Reference;
use crate::kinds::{Header, Row, period};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::{Directory, Space};

/// The course columns of a file, and what they have named so far.
#[derive(Debug)]
pub(super) struct Bindings {
    sets: Vec<Columns>,
    courses: Reference,
    roles: Reference,
    methods: Reference,
    groups: Reference,
    new_groups: Announced,
    /// Room for a pair, used again for each.
    pair: String,
}

/// The columns of one number.
#[derive(Debug)]
struct Columns {
    number: u32,
    course: Place,
    role: Place,
    enrol: Place,
    group: Place,
    start: Place,
    end: Place,
    wwwroot: Place,
}

impl Bindings {
    /// The course columns of this header.
    pub(super) fn new(header: &Header, settings: &Settings) -> Self {
        let (course, method, group) = match settings.user_course_identifier {
            CourseIdentifier::Shortname => {
                (Space::CourseShortname, Space::CourseMethod, Space::Group)
            }
            CourseIdentifier::Idnumber => (
                Space::CourseIdnumber,
                Space::MethodByCourseIdnumber,
                Space::GroupByCourseIdnumber,
            ),
            CourseIdentifier::Id => (
                Space::CourseId,
                Space::MethodByCourseId,
                Space::GroupByCourseId,
            ),
        };
        Self {
            sets: Columns::all(header),
            courses: Reference::to(course),
            roles: Reference::to(Space::Role),
            methods: Reference::to(method),
            groups: Reference::to(group),
            new_groups: Announced::default(),
            pair: String::new(),
        }
    }

    /// Checks the courses of a row.
    pub(super) fn check(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let sets = std::mem::take(&mut self.sets);
        for set in &sets {
            if row.given(set.course).is_empty() {
                set.orphans(row, findings);
            } else {
                self.binding(set, row, directory, findings);
            }
        }
        self.sets = sets;
    }

    fn binding(
        &mut self,
        set: &Columns,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let role = row.given(set.role);
        period::check(row, set.start, set.end, findings);
        if !row.given(set.wwwroot).is_empty() {
            // The course is another site's, whatever identifies courses here (Q69).
            findings.push(
                row.finding_on(Code::NotCapable, set.wwwroot)
                    .with("what", "remote_enrolment"),
            );
            return;
        }
        if !role.is_empty() {
            let place = (row, set.role);
            self.roles
                .check(Code::UnknownRole, place, role, directory, findings);
        }
        let course = row.given(set.course);
        let place = (row, set.course);
        if !self
            .courses
            .check(Code::UnknownCourse, place, course, directory, findings)
        {
            return;
        }
        let method = row.given(set.enrol);
        if !method.is_empty() {
            let offered = self
                .methods
                .exists(join(&mut self.pair, course, method), directory);
            if offered == Some(false) {
                findings.push(
                    row.finding_on(Code::UnknownMethod, set.enrol)
                        .with("value", method)
                        .with("course", course),
                );
            }
        }
        let group = row.given(set.group);
        if !group.is_empty() {
            let pair = join(&mut self.pair, course, group);
            if self.groups.exists(pair, directory) == Some(false) && self.new_groups.first(pair) {
                findings.push(
                    row.finding_on(Code::NewGroup, set.group)
                        .with("value", group)
                        .with("course", course),
                );
            }
        }
    }
}

impl Columns {
    /// The columns of each number, in the order of the numbers.
    fn all(header: &Header) -> Vec<Self> {
        let patterns = [
            "course{n}",
            "role{n}",
            "enrol{n}",
            "group{n}",
            "start{n}",
            "end{n}",
            "wwwroot{n}",
        ];
        header
            .sets(patterns)
            .into_iter()
            .map(
                |(number, [course, role, enrol, group, start, end, wwwroot])| Self {
                    number,
                    course,
                    role,
                    enrol,
                    group,
                    start,
                    end,
                    wwwroot,
                },
            )
            .collect()
    }

    /// Finds the first cell that is filled for nothing, as the row names no course under this number.
    fn orphans(&self, row: &Row<'_>, findings: &mut Vec<Finding>) {
        let orphan = [
            self.role,
            self.enrol,
            self.group,
            self.start,
            self.end,
            self.wwwroot,
        ]
        .into_iter()
        .find(|place| !row.given(*place).is_empty());
        if let Some(place) = orphan {
            findings.push(
                row.finding_on(Code::OrphanCell, place)
                    .with("partner", format_args!("course{}", self.number)),
            );
        }
    }
}

fn join<'p>(pair: &'p mut String, course: &str, name: &str) -> &'p str {
    pair.clear();
    pair.push_str(course);
    pair.push(Space::PAIR);
    pair.push_str(name);
    pair
}
