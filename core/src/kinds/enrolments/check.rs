//! What the rows of an enrolments file must satisfy beyond their single cells: against each other, and against the site.

use super::history::{Entry, History};
use super::{AUTOMATIC, Command, GroupCommand, MANUAL};
use crate::finding::{Code, Finding};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Announced, lower_case};
use crate::kinds::people::People;
use crate::kinds::references::{InCourse, Reference};
use crate::kinds::{Header, Row, RowChecks, period};
use crate::settings::{CourseIdentifier, GroupIdentifier, Settings, UserIdentifier};
use crate::site::{Directory, NameHash, SYNC, Space};

/// The checks of an enrolments file, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct EnrolmentsChecks {
    columns: Columns,
    default: Command,
    course_identifier: CourseIdentifier,
    user_identifier: UserIdentifier,
    use_disabled_methods: bool,
    people: People,
    courses: Reference,
    roles: Reference,
    methods: InCourse,
    enabled_methods: InCourse,
    cohort_methods: Reference,
    capabilities: Reference,
    groups: InCourse,
    /// What was said once: new groups, by course and name; the method that stands for `sync`.
    announced: Announced,
    history: History,
    buffers: Buffers,
}

/// Room for names in lower case and for pairs, used again for each row.
#[derive(Debug, Default)]
struct Buffers {
    course: String,
    user: String,
    pair: String,
}

/// Where the columns stand.
#[derive(Debug)]
struct Columns {
    role: Place,
    course: Place,
    user: Place,
    cmd: Place,
    enrol: Place,
    start: Place,
    end: Place,
    gcmd: Place,
    groups: Vec<Place>,
}

impl EnrolmentsChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let columns = Columns {
            role: header.position("rolename"),
            course: header.position("cid"),
            user: header.position("uid"),
            cmd: header.position("cmd"),
            enrol: header.position("enrol"),
            start: header.position("starttime"),
            end: header.position("endtime"),
            gcmd: header.position("gcmd"),
            groups: header.numbered("g{n}").into_values().map(Some).collect(),
        };
        let course = settings.enrolment_course_identifier;
        Self {
            default: Command::default(settings.default_enrolment_command),
            course_identifier: course,
            user_identifier: settings.enrolment_user_identifier,
            use_disabled_methods: settings.use_disabled_methods,
            people: People::new(columns.user, settings.enrolment_user_identifier),
            courses: Reference::to(Space::course(course)),
            roles: Reference::to(Space::Role),
            methods: InCourse::to(Space::any_method(course)),
            enabled_methods: InCourse::to(Space::method(course)),
            cohort_methods: Reference::to(Space::CohortMethod),
            capabilities: Reference::to(Space::Capability),
            groups: InCourse::to(Space::group(course, GroupIdentifier::Name)),
            announced: Announced::default(),
            history: History::default(),
            buffers: Buffers::default(),
            columns,
        }
    }

    /// What the row does; none when its cell is empty or no command. An empty cell is none (`spec/operations.md` §8.3): a row whose command
    /// was forgotten must not enrol anybody.
    fn command(&self, row: &Row<'_>, findings: &mut Vec<Finding>) -> Option<Command> {
        if self.columns.cmd.is_none() {
            return Some(self.default);
        }
        let cell = row.given(self.columns.cmd);
        if cell.is_empty() {
            findings.push(row.finding_on(Code::RequiredEmpty, self.columns.cmd));
        }
        Command::of(cell)
    }

    /// The role, which `add` and `shift` need.
    fn role(
        &mut self,
        row: &Row<'_>,
        command: Option<Command>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let place = self.columns.role;
        let role = row.given(place);
        if !role.is_empty() {
            let code = Code::UnknownRole;
            self.roles
                .check(code, (row, place), role, directory, findings);
        } else if command.is_some_and(Command::gives_role) {
            findings.push(row.finding_on(Code::RequiredEmpty, place));
        }
    }

    /// The enrolment method that the row uses; none when the file has no such column.
    fn method<'r>(
        &mut self,
        row: &Row<'r>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> Option<&'r str> {
        let place = self.columns.enrol;
        place?;
        Some(match row.given(place) {
            "" => MANUAL,
            SYNC => {
                let capable = self.capabilities.exists("enrol_sync", directory);
                if capable != Some(false) {
                    return Some(SYNC);
                }
                if self.announced.first(SYNC) {
                    findings.push(row.finding_on(Code::SyncNotEnabled, place));
                }
                MANUAL
            }
            method => method,
        })
    }

    /// Whether files can enrol by the method in the course.
    fn offered(
        &mut self,
        row: &Row<'_>,
        (course, method): (&str, &str),
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let automatic = AUTOMATIC.contains(&method)
            || self.cohort_methods.exists(method, directory) == Some(true);
        let has = self.methods.exists(course, method, directory);
        let enabled = self.enabled_methods.exists(course, method, directory);
        let reason = match (has, enabled) {
            _ if automatic => "automatic",
            // The first enrolment by `sync` brings the method into the course.
            (Some(false), _) if method != SYNC => "missing",
            (Some(true), Some(false)) if !self.use_disabled_methods => "switched_off",
            _ => return,
        };
        findings.push(
            row.finding_on(Code::MethodNotOffered, self.columns.enrol)
                .with("value", method)
                .with("course", course)
                .with("reason", reason),
        );
    }

    /// Cells that are filled for nothing: a period of nothing, groups without a command, a command without groups.
    fn orphans(&self, row: &Row<'_>, command: Option<Command>, findings: &mut Vec<Finding>) {
        let columns = &self.columns;
        if columns.enrol.is_none() && command.is_some_and(Command::gives_role) {
            let mut bounds = [columns.start, columns.end].into_iter();
            if let Some(place) = bounds.find(|place| !row.given(*place).is_empty()) {
                findings.push(
                    row.finding_on(Code::OrphanCell, place)
                        .with("partner", "enrol"),
                );
            }
        }
        let mut groups = columns.groups.iter().copied();
        let named = groups.find(|place| !row.given(*place).is_empty());
        let gcmd = row.given(columns.gcmd);
        let (place, partner) = match (GroupCommand::of(gcmd), named) {
            (None, Some(place)) if gcmd.is_empty() => (place, "gcmd"),
            (Some(GroupCommand::Add { .. } | GroupCommand::Delete), None) => (columns.gcmd, "g1"),
            _ => return,
        };
        findings.push(
            row.finding_on(Code::OrphanCell, place)
                .with("partner", partner),
        );
    }

    /// The groups of the row, in its course. `pair` starts with the course as it is compared.
    fn groups(
        &mut self,
        row: &Row<'_>,
        (course, pair): (&str, &mut String),
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let Some(command) = GroupCommand::of(row.given(self.columns.gcmd)) else {
            return;
        };
        let prefix = pair.len();
        for place in &self.columns.groups {
            let group = row.given(*place);
            if group.is_empty() || self.groups.exists(course, group, directory) != Some(false) {
                continue;
            }
            pair.truncate(prefix);
            pair.push_str(group);
            if self.announced.contains(pair) {
                continue;
            }
            match command {
                GroupCommand::Add { create: true } | GroupCommand::Replace { create: true } => {
                    self.announced.first(pair);
                    findings.push(
                        row.finding_on(Code::NewGroup, *place)
                            .with("value", group)
                            .with("course", course),
                    );
                }
                GroupCommand::Add { .. } | GroupCommand::Replace { .. } => {
                    let code = Code::UnknownGroup;
                    self.groups
                        .check(code, (row, *place), course, directory, findings);
                }
                GroupCommand::Delete => findings.push(
                    row.finding_on(Code::GroupAbsent, *place)
                        .with("value", group)
                        .with("course", course),
                ),
            }
        }
    }
}

impl RowChecks for EnrolmentsChecks {
    fn look_ahead(&mut self, rows: &[Row<'_>], directory: &dyn Directory) {
        let space = match self.user_identifier {
            UserIdentifier::Username => Space::Username,
            UserIdentifier::Idnumber => Space::UserIdnumber,
            UserIdentifier::Email => Space::UserEmail,
            UserIdentifier::Id => return,
        };
        // As the file has them: capitals only lose the gain.
        let names: Vec<NameHash> = rows
            .iter()
            .map(|row| NameHash::of(row.given(self.columns.user)))
            .collect();
        directory.look_ahead(space, &names);
    }

    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let command = self.command(row, findings);
        period::check(row, self.columns.start, self.columns.end, findings);
        self.orphans(row, command, findings);
        self.people.check(row, directory, findings);
        self.role(row, command, directory, findings);
        let method = self.method(row, directory, findings);
        let course = row.given(self.columns.course);
        if course.is_empty() {
            return;
        }
        let mut buffers = std::mem::take(&mut self.buffers);
        let compared = match self.course_identifier {
            CourseIdentifier::Shortname => lower_case(course, &mut buffers.course),
            CourseIdentifier::Idnumber | CourseIdentifier::Id => course,
        };
        let place = (row, self.columns.course);
        let code = Code::UnknownCourse;
        if self.courses.check(code, place, course, directory, findings) {
            if let Some(method) = method {
                self.offered(row, (course, method), directory, findings);
            }
            buffers.pair.clear();
            buffers.pair.push_str(compared);
            buffers.pair.push(Space::PAIR);
            self.groups(row, (course, &mut buffers.pair), directory, findings);
        }
        let user = row.given(self.columns.user);
        if let Some(command) = command
            && !user.is_empty()
        {
            let entry = Entry {
                course: compared,
                user: match self.user_identifier {
                    UserIdentifier::Username | UserIdentifier::Email => {
                        lower_case(user, &mut buffers.user)
                    }
                    UserIdentifier::Idnumber | UserIdentifier::Id => user,
                },
                command,
                role: row.given(self.columns.role),
                method,
                start: row.given(self.columns.start),
                end: row.given(self.columns.end),
                group_command: GroupCommand::of(row.given(self.columns.gcmd)),
                groups: std::array::from_fn(|index| {
                    row.given(self.columns.groups.get(index).copied().flatten())
                }),
                gcmd_place: self.columns.gcmd,
                place: self.columns.cmd.or(self.columns.role),
                role_place: self.columns.role,
            };
            self.history.check(row, entry, findings);
        }
        self.buffers = buffers;
    }
}
