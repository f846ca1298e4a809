//! What the rows of an enrolments file must satisfy beyond their single cells: against each other, and against the site.

use hashbrown::HashSet;

use super::columns::{Columns, Given};
use super::demand::{Column, Numbers, Written};
use super::history::{About, Entry, History};
use super::meanings::{Meaning, Meanings, Method};
use super::{AUTOMATIC, Command, GroupCommand, MANUAL};
use crate::finding::{Code, Finding};
use crate::input::{AlikeRows, Writing};
use crate::kinds::duplicates::{FirstRow, KeySet};
use crate::kinds::keys::{Form, KeyColumn};
use crate::kinds::people::People;
use crate::kinds::references::{InCourse, Reference};
use crate::kinds::{Header, Keys, Row, RowChecks, period};
use crate::settings::{CourseIdentifier, GroupIdentifier, Settings, UserIdentifier};
use crate::site::{Directory, NameHash, SYNC, Space};

/// The checks of an enrolments file, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct EnrolmentsChecks {
    columns: Columns,
    default: Command,
    course_form: Form,
    user_form: Form,
    user_space: Space,
    course_space: Space,
    use_disabled_methods: bool,
    people: People,
    courses: Reference,
    roles: Reference,
    methods: InCourse,
    enabled_methods: InCourse,
    cohort_methods: Reference,
    capabilities: Reference,
    groups: InCourse,
    /// Whether it was said that another method stands for `sync`.
    sync_announced: bool,
    /// Groups of courses, by their numbers, of which nothing is to be said: they exist, or it was said that they are new.
    quiet_groups: HashSet<(u32, u32)>,
    /// Number of the role that was found last.
    found_role: u32,
    /// The people that rows name, by what identifies them.
    seen_users: KeySet<()>,
    /// Of each of them, whether the site has exactly one such person, as far as it tells.
    is_known: Vec<bool>,
    /// The courses that rows name, by what identifies them.
    seen_courses: KeySet<()>,
    course_states: Vec<CourseState>,
    meanings: Meanings,
    history: History,
    /// Room for a name in the form in which it is compared.
    buffer: String,
    /// Room for hashes of names.
    hashes: Vec<NameHash>,
}

/// What was found of a course that rows name.
#[derive(Debug, Clone, Copy)]
struct CourseState {
    /// Whether the site has it, as far as it tells.
    exists: bool,
    /// Number of the method by which files can enrol in it, as was found last.
    offered: u32,
    /// Some of its groups of which nothing is to be said: a look at the course spares one into a table.
    quiet: [u32; 4],
}

impl CourseState {
    fn is_quiet(&self, group: u32) -> bool {
        self.quiet.contains(&group)
    }

    fn hush(&mut self, group: u32) {
        self.quiet.rotate_right(1);
        self.quiet[0] = group;
    }
}

// The columns whose cells are looked up, by their places in `key_columns`.
const USER: usize = 0;
const COURSE: usize = 1;

/// The columns whose cells are looked up.
pub(in crate::kinds) fn key_columns(header: &Header, settings: &Settings) -> Vec<KeyColumn> {
    let user = KeyColumn {
        place: header.position("uid"),
        form: user_form(settings),
        space: None,
    };
    let course = KeyColumn {
        place: header.position("cid"),
        form: course_form(settings),
        space: None,
    };
    vec![user, course]
}

fn user_form(settings: &Settings) -> Form {
    match settings.enrolment_user_identifier {
        UserIdentifier::Username | UserIdentifier::Email => Form::Lower,
        UserIdentifier::Idnumber | UserIdentifier::Id => Form::Exact,
    }
}

fn course_form(settings: &Settings) -> Form {
    match settings.enrolment_course_identifier {
        CourseIdentifier::Shortname => Form::Lower,
        CourseIdentifier::Idnumber | CourseIdentifier::Id => Form::Exact,
    }
}

impl EnrolmentsChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let columns = Columns::of(header);
        let course = settings.enrolment_course_identifier;
        Self {
            default: Command::default(settings.default_enrolment_command),
            course_form: course_form(settings),
            user_form: user_form(settings),
            user_space: Space::user(settings.enrolment_user_identifier),
            course_space: Space::course(course),
            use_disabled_methods: settings.use_disabled_methods,
            people: People::new(columns.user, settings.enrolment_user_identifier),
            courses: Reference::to(Space::course(course)),
            roles: Reference::to(Space::Role),
            methods: InCourse::to(Space::any_method(course)),
            enabled_methods: InCourse::to(Space::method(course)),
            cohort_methods: Reference::to(Space::CohortMethod),
            capabilities: Reference::to(Space::Capability),
            groups: InCourse::to(Space::group(course, GroupIdentifier::Name)),
            sync_announced: false,
            quiet_groups: HashSet::new(),
            found_role: 0,
            seen_users: KeySet::default(),
            is_known: Vec::new(),
            seen_courses: KeySet::default(),
            course_states: Vec::new(),
            meanings: Meanings::default(),
            history: History::default(),
            buffer: String::new(),
            hashes: Vec::new(),
            columns,
        }
    }

    /// What the row does; none when its cell is empty or no command. An empty cell is none (`spec/operations.md` §8.3): a row whose command
    /// was forgotten must not enrol anybody.
    fn command(&self, row: &Row<'_>, cell: &str, findings: &mut Vec<Finding>) -> Option<Command> {
        if self.columns.cmd.is_none() {
            return Some(self.default);
        }
        if cell.is_empty() {
            findings.push(row.finding_on(Code::RequiredEmpty, self.columns.cmd));
        }
        Command::of(cell)
    }

    /// The role, which `add` and `shift` need.
    fn role(
        &mut self,
        row: &Row<'_>,
        (number, role): (u32, &str),
        command: Option<Command>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let place = self.columns.role;
        if !role.is_empty() {
            if number != self.found_role {
                let code = Code::UnknownRole;
                let found = self
                    .roles
                    .check(code, (row, place), role, directory, findings);
                self.found_role = if found { number } else { 0 };
            }
        } else if command.is_some_and(Command::gives_role) {
            findings.push(row.finding_on(Code::RequiredEmpty, place));
        }
    }

    /// The enrolment method that the row uses; none when the file has no such column.
    fn method(
        &mut self,
        row: &Row<'_>,
        cell: &str,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> Option<Method> {
        let place = self.columns.enrol;
        place?;
        if cell == SYNC && self.capabilities.exists("enrol_sync", directory) == Some(false) {
            if !std::mem::replace(&mut self.sync_announced, true) {
                findings.push(row.finding_on(Code::SyncNotEnabled, place));
            }
            return Some(Method::Manual);
        }
        Some(if cell.is_empty() {
            Method::Manual
        } else {
            Method::Named
        })
    }

    /// The name of the method.
    fn method_name<'r>(&self, row: &Row<'r>, method: Method) -> &'r str {
        match method {
            Method::Named => row.given(self.columns.enrol),
            Method::Manual => MANUAL,
        }
    }

    /// Checks that files can enrol by a method in a course, both with their numbers.
    #[inline]
    fn offered(
        &mut self,
        row: &Row<'_>,
        (number, course): (u32, &str),
        (method_number, method): (u32, Method),
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        if self.course_states[number as usize].offered != method_number {
            let method = (method_number, self.method_name(row, method));
            self.ask_offered(row, (number, course), method, directory, findings);
        }
    }

    fn ask_offered(
        &mut self,
        row: &Row<'_>,
        (number, course): (u32, &str),
        (method_number, method): (u32, &str),
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let automatic = AUTOMATIC.contains(&method)
            || self.cohort_methods.exists(method, directory) == Some(true);
        let key = self.seen_courses.key(number as usize);
        let enabled = self.enabled_methods.exists(key, method, directory);
        let mut has = || self.methods.exists(key, method, directory);
        let reason = match enabled {
            _ if automatic => "automatic",
            // The first enrolment by `sync` brings the method into the course.
            Some(false) if method != SYNC && has() == Some(false) => "missing",
            Some(false) if !self.use_disabled_methods && has() == Some(true) => "switched_off",
            _ => {
                self.course_states[number as usize].offered = method_number;
                return;
            }
        };
        findings.push(
            row.finding_on(Code::MethodNotOffered, self.columns.enrol)
                .with("value", method)
                .with("course", course)
                .with("reason", reason),
        );
    }

    /// Cells that are filled for nothing: a period of nothing, groups without a command, a command without groups.
    fn orphans(
        &self,
        row: &Row<'_>,
        given: &Given<'_>,
        (command, group_command): (Option<Command>, Option<GroupCommand>),
        findings: &mut Vec<Finding>,
    ) {
        let columns = &self.columns;
        if columns.enrol.is_none() && command.is_some_and(Command::gives_role) {
            let bounds = [
                (columns.start, given.texts.start),
                (columns.end, given.texts.end),
            ];
            let mut bounds = bounds.into_iter();
            if let Some((place, _)) = bounds.find(|(_, bound)| !bound.is_empty()) {
                findings.push(
                    row.finding_on(Code::OrphanCell, place)
                        .with("partner", "enrol"),
                );
            }
        }
        let mut groups = columns.groups.iter().zip(&given.texts.groups);
        let named = groups.find(|(_, group)| !group.is_empty());
        let (place, partner) = match (group_command, named) {
            (None, Some((place, _))) if given.gcmd.is_empty() => (*place, "gcmd"),
            (Some(GroupCommand::Add { .. } | GroupCommand::Delete), None) => (columns.gcmd, "g1"),
            _ => return,
        };
        findings.push(
            row.finding_on(Code::OrphanCell, place)
                .with("partner", partner),
        );
    }

    /// Checks that the person exists, and gives the number by which the file's rows know them; none when the row names nobody.
    fn person(
        &mut self,
        user: &str,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> Option<u32> {
        if user.is_empty() {
            return None;
        }
        let form = row.keys.form(self.user_form);
        let number = self.number_person(user, form, |_| row.keys.hash(USER), directory);
        if !self.is_known[number as usize] {
            self.people.check(row, directory, findings);
        }
        Some(number)
    }

    /// The number by which the file's rows know a person who is named so. `form`: the one that brings the name into the form in which it is compared.
    #[inline]
    fn number_person(
        &mut self,
        user: &str,
        form: Form,
        hash: impl FnOnce(&str) -> NameHash,
        directory: &dyn Directory,
    ) -> u32 {
        if let Some(number) = self.seen_users.guess(|known| form.is_key(user, known)) {
            return number as u32;
        }
        let name = form.of(user, &mut self.buffer);
        let hash = hash(name);
        let (number, is_new) = self.seen_users.number(name, hash, ());
        if is_new {
            let is_known = !directory.covers(self.user_space)
                || directory.has_hashed(self.user_space, name, hash)
                    && !self.people.is_shared(name, directory);
            self.is_known.push(is_known);
        }
        number as u32
    }

    /// The number by which the file's rows know a course, as [`Self::number_person`].
    #[inline]
    fn number_course(
        &mut self,
        course: &str,
        form: Form,
        hash: impl FnOnce(&str) -> NameHash,
        directory: &dyn Directory,
    ) -> u32 {
        if let Some(number) = self.seen_courses.guess(|known| form.is_key(course, known)) {
            return number as u32;
        }
        let name = form.of(course, &mut self.buffer);
        let (number, is_new) = self.seen_courses.number(name, hash(name), ());
        if is_new {
            self.course_states.push(CourseState {
                exists: !directory.covers(self.course_space)
                    || directory.has(self.course_space, name),
                offered: 0,
                quiet: [0; 4],
            });
        }
        number as u32
    }

    /// The groups of the row, in the course of this number.
    fn groups(
        &mut self,
        row: &Row<'_>,
        (command, numbers): (GroupCommand, &Numbers),
        (number, course): (u32, &str),
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        for (index, place) in self.columns.groups.iter().enumerate() {
            let quiet = numbers.of(Column::Group(index));
            let state = &mut self.course_states[number as usize];
            if quiet == 0 || state.is_quiet(quiet) {
                continue;
            }
            let group = row.given(*place);
            if self.quiet_groups.contains(&(number, quiet)) {
                state.hush(quiet);
                continue;
            }
            // In the form in which it is compared, the name need not be brought into it.
            let key = self.seen_courses.key(number as usize);
            if self.groups.ask(key, group, directory) != Some(false) {
                self.quiet_groups.insert((number, quiet));
                continue;
            }
            match command {
                GroupCommand::Add { create: true } | GroupCommand::Replace { create: true } => {
                    self.quiet_groups.insert((number, quiet));
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

    /// Fetches what is known of people by the hashes of their names.
    fn look_ahead_at(&mut self, users: &[NameHash], directory: &dyn Directory) {
        if self.seen_users.look_ahead(users) {
            // Some people may be new: those the site is asked for.
            let absent = directory.absent(self.user_space, users);
            directory.look_ahead(self.user_space, users, &absent);
        }
    }

    /// What a row says, person and course apart; it is remembered when nothing is to be said of that.
    fn meaning(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> Meaning {
        let before = findings.len();
        let mut given = self.columns.given(row);
        let command = self.command(row, given.cmd, findings);
        let group_command = GroupCommand::of(given.gcmd);
        if self.columns.start.is_some() {
            period::check(row, self.columns.start, self.columns.end, findings);
        }
        self.orphans(row, &given, (command, group_command), findings);
        let role = given.texts.role;
        let role_number = self.history.demands.names.role(role);
        self.role(row, (role_number, role), command, directory, findings);
        // `sync` may become another method; all that follows sees that one.
        let method = self.method(row, given.texts.method, directory, findings);
        given.texts.method = method.map_or("", |method| self.method_name(row, method));
        let texts = &given.texts;
        let numbers = self.history.demands.names.all(texts, role_number);
        let demand = command.map(|command| {
            self.history.demands.number(&Written {
                command,
                group_command,
                has_method: method.is_some(),
                texts,
                numbers,
            })
        });
        let meaning = Meaning {
            group_command,
            method,
            numbers,
            demand,
        };
        if findings.len() == before {
            self.meanings.keep(row.keys.way(), meaning);
        }
        meaning
    }
}

impl RowChecks for EnrolmentsChecks {
    fn expect(&mut self, rows: usize) {
        self.history.expect(rows);
    }

    fn look_ahead(&mut self, keys: &Keys, alike: &AlikeRows, directory: &dyn Directory) {
        if self.seen_users.are_searched(alike.len()) {
            let mut users = std::mem::take(&mut self.hashes);
            users.extend(alike.iter().map(|(_, [user, _])| NameHash::of(user)));
            self.look_ahead_at(&users, directory);
            users.clear();
            self.hashes = users;
        }
        let [users, courses] = [USER, COURSE].map(|column| keys.column(column));
        self.look_ahead_at(users, directory);
        self.seen_courses.look_ahead(courses);
    }

    fn alike(
        &mut self,
        writing: Writing,
        [user, course]: [&str; 2],
        line: u64,
        directory: &dyn Directory,
    ) -> bool {
        if user.is_empty() || course.is_empty() {
            return false;
        }
        let user = self.number_person(user, Form::Exact, NameHash::of, directory);
        let course = self.number_course(course, Form::Exact, NameHash::of, directory);
        let Some(meaning) = self.meanings.get(writing.way) else {
            return false;
        };
        let state = &self.course_states[course as usize];
        let method = meaning.method.map(|_| meaning.numbers.of(Column::Method));
        let mut groups =
            (0..self.columns.groups.len()).map(|index| meaning.numbers.of(Column::Group(index)));
        let is_quiet = self.is_known[user as usize]
            && state.exists
            && method.is_none_or(|method| state.offered == method)
            && (meaning.group_command.is_none()
                || groups.all(|group| group == 0 || state.is_quiet(group)));
        let this = FirstRow {
            line,
            fingerprint: writing.fingerprint,
        };
        let about = About { course, user };
        is_quiet
            && meaning
                .demand
                .is_none_or(|demand| self.history.is_first(about, this, demand))
    }

    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let meaning = match self.meanings.get(row.keys.way()) {
            Some(meaning) => *meaning,
            None => self.meaning(row, directory, findings),
        };
        let user = row.given(self.columns.user);
        let user = self.person(user, row, directory, findings);
        let course = row.given(self.columns.course);
        if !course.is_empty() {
            let form = row.keys.form(self.course_form);
            let number = self.number_course(course, form, |_| row.keys.hash(COURSE), directory);
            let place = (row, self.columns.course);
            if self.course_states[number as usize].exists
                || self
                    .courses
                    .check(Code::UnknownCourse, place, course, directory, findings)
            {
                if let Some(method) = meaning.method {
                    let method = (meaning.numbers.of(Column::Method), method);
                    self.offered(row, (number, course), method, directory, findings);
                }
                if let Some(command) = meaning.group_command {
                    let groups = (command, &meaning.numbers);
                    self.groups(row, groups, (number, course), directory, findings);
                }
            }
            if let (Some(demand), Some(user)) = (meaning.demand, user) {
                let entry = Entry {
                    about: About {
                        course: number,
                        user,
                    },
                    demand,
                    gcmd_place: self.columns.gcmd,
                    place: self.columns.cmd.or(self.columns.role),
                    role_place: self.columns.role,
                };
                self.history.check(row, entry, findings);
            }
        }
    }
}
