//! What the rows of a file of cohorts' courses must satisfy beyond their single cells: against each other, and against the site.

use hashbrown::HashMap;

use super::{Command, DEFAULT_METHOD, DEFAULT_ROLE, EVERY_ROLE};
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::{Place, plain_number};
use crate::kinds::duplicates::{Fingerprints, lower_case};
use crate::kinds::references::{Reference, suggest};
use crate::kinds::{Header, Row, RowChecks, period};
use crate::settings::{CourseIdentifier, GroupIdentifier, RoleIdentifier, Settings};
use crate::site::{Directory, Space};

/// The checks of a file of cohorts' courses, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct CohortCoursesChecks {
    columns: Columns,
    cohort_identifier: GroupIdentifier,
    course_identifier: CourseIdentifier,
    role_identifier: RoleIdentifier,
    cohorts: Reference,
    courses: Reference,
    roles: Reference,
    methods: Reference,
    /// What was said of each cohort, course and method, role by role.
    bindings: HashMap<Box<str>, Vec<Said>>,
    fingerprints: Fingerprints,
    lower: String,
}

/// Where the columns stand.
#[derive(Debug)]
struct Columns {
    cohort: Place,
    course: Place,
    cmd: Place,
    role: Place,
    enrol: Place,
    enrolstart: Place,
    enrolend: Place,
    makegroup: Place,
}

/// A row about a binding.
#[derive(Debug)]
struct Said {
    line: u64,
    fingerprint: u64,
    command: Command,
    role: Box<str>,
    /// Start, end and group, as they are written.
    how: [Box<str>; 3],
}

impl CohortCoursesChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        Self {
            columns: Columns {
                cohort: header.position("cohort"),
                course: header.position("course"),
                cmd: header.position("cmd"),
                role: header.position("role"),
                enrol: header.position("enrol"),
                enrolstart: header.position("enrolstart"),
                enrolend: header.position("enrolend"),
                makegroup: header.position("makegroup"),
            },
            cohort_identifier: settings.cohort_identifier,
            course_identifier: settings.cohort_course_identifier,
            role_identifier: settings.cohort_role_identifier,
            cohorts: Reference::to(match settings.cohort_identifier {
                GroupIdentifier::Id => Space::CohortId,
                GroupIdentifier::Idnumber => Space::CohortIdnumber,
                GroupIdentifier::Name => Space::CohortName,
            }),
            courses: Reference::to(match settings.cohort_course_identifier {
                CourseIdentifier::Id => Space::CourseId,
                CourseIdentifier::Idnumber => Space::CourseIdnumber,
                CourseIdentifier::Shortname => Space::CourseShortname,
            }),
            roles: Reference::to(match settings.cohort_role_identifier {
                RoleIdentifier::Id => Space::RoleId,
                RoleIdentifier::Shortname => Space::Role,
            }),
            methods: Reference::to(Space::CohortMethod),
            bindings: HashMap::new(),
            fingerprints: Fingerprints::default(),
            lower: String::new(),
        }
    }

    /// Checks the row against those above that are about the same binding. Says whether it repeats one word for word.
    fn is_repeated(
        &mut self,
        row: &Row<'_>,
        command: Command,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let columns = &self.columns;
        let (cohort, course) = (row.given(columns.cohort), row.given(columns.course));
        if cohort.is_empty() || course.is_empty() {
            return false;
        }
        let course = match self.course_identifier {
            CourseIdentifier::Shortname => lower_case(course, &mut self.lower),
            CourseIdentifier::Idnumber => course,
            CourseIdentifier::Id => plain_number(course),
        };
        let cohort = match self.cohort_identifier {
            GroupIdentifier::Id => plain_number(cohort),
            GroupIdentifier::Idnumber | GroupIdentifier::Name => cohort,
        };
        let method = match row.given(columns.enrol) {
            "" => DEFAULT_METHOD,
            method => method,
        };
        let role = match (row.given(columns.role), self.role_identifier) {
            ("", RoleIdentifier::Shortname) => DEFAULT_ROLE,
            (role, RoleIdentifier::Shortname) => role,
            (role, RoleIdentifier::Id) => plain_number(role),
        };
        let pair = Space::PAIR;
        let key = format!("{cohort}{pair}{course}{pair}{method}");
        if role == EVERY_ROLE && command == Command::Add {
            // The row is refused, and contradicts nothing.
            return false;
        }
        let this = Said {
            line: row.line(),
            fingerprint: self.fingerprints.of(row.record),
            command,
            role: role.into(),
            how: [columns.enrolstart, columns.enrolend, columns.makegroup]
                .map(|place| row.given(place).into()),
        };
        let above = self.bindings.entry_ref(key.as_str()).or_default();
        let opposed = above
            .iter()
            .find_map(|said| Some((said, said.contradicts(&this)?)));
        if let Some((first, what)) = opposed {
            let place = match what {
                "command" => columns.cmd,
                _ => columns.role,
            };
            findings.push(
                row.finding_on(Code::ContradictoryRow, place)
                    .with("what", what)
                    .with("first", first.line),
            );
        }
        if let Some(first) = above
            .iter()
            .find(|said| said.fingerprint == this.fingerprint && said.role == this.role)
        {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first.line)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return true;
        }
        above.push(this);
        false
    }

    /// The role: one that the site has, or all of them where something is taken away or given back.
    fn role(
        &mut self,
        row: &Row<'_>,
        command: Command,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let place = self.columns.role;
        match row.given(place) {
            "" => {}
            EVERY_ROLE if command == Command::Add => {
                findings.push(row.finding_on(Code::EveryRole, place));
            }
            EVERY_ROLE => {}
            role => {
                let code = Code::UnknownRole;
                self.roles
                    .check(code, (row, place), role, directory, findings);
            }
        }
    }
}

impl Said {
    /// What two rows say otherwise of one binding: `command`, or `field`.
    fn contradicts(&self, other: &Self) -> Option<&'static str> {
        // A role that is not named by its number may be any.
        let one_role = self.role == other.role;
        let overlap = one_role
            || [&self.role, &other.role]
                .iter()
                .any(|role| role.is_empty() || &***role == EVERY_ROLE);
        if self.command != other.command {
            return overlap.then_some("command");
        }
        (one_role && self.command == Command::Add && self.how != other.how).then_some("field")
    }
}

impl RowChecks for CohortCoursesChecks {
    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let Some(command) = Command::of(row.given(self.columns.cmd)) else {
            return;
        };
        if self.is_repeated(row, command, findings) {
            return;
        }
        let (cohort, course) = (self.columns.cohort, self.columns.course);
        let name = row.given(cohort);
        if !name.is_empty() && self.cohorts.exists(name, directory) == Some(false) {
            let unknown = row
                .finding_on(Code::UnknownCohort, cohort)
                .with("value", name)
                .with("reason", "unbound");
            findings.push(suggest(unknown, self.cohorts.near(name, directory)));
        }
        let name = row.given(course);
        if !name.is_empty() {
            let code = Code::UnknownCourse;
            self.courses
                .check(code, (row, course), name, directory, findings);
        }
        self.role(row, command, directory, findings);
        let enrol = self.columns.enrol;
        let method = row.given(enrol);
        if !method.is_empty() {
            let code = Code::UnknownCohortMethod;
            self.methods
                .check(code, (row, enrol), method, directory, findings);
        }
        period::check(
            row,
            self.columns.enrolstart,
            self.columns.enrolend,
            findings,
        );
    }
}
