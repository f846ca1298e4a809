//! What the rows of a file of metacourses must satisfy beyond their single cells: against each other, and against the site.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::Command;
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::{Place, plain_number};
use crate::kinds::references::Reference;
use crate::kinds::{Header, Row, RowChecks};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::{Directory, Space};

/// The checks of a file of metacourses, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct MetacoursesChecks {
    master: Place,
    meta: Place,
    cmd: Place,
    identifier: CourseIdentifier,
    courses: Reference,
    /// The first row about each two courses: its line, and what it does.
    links: HashMap<Box<str>, (u64, Command)>,
}

impl MetacoursesChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        Self {
            master: header.position("master"),
            meta: header.position("meta"),
            cmd: header.position("cmd"),
            identifier: settings.link_course_identifier,
            courses: Reference::to(Space::course(settings.link_course_identifier)),
            links: HashMap::new(),
        }
    }

    /// A name as it is compared with others.
    fn folded<'r>(&self, name: &'r str) -> Cow<'r, str> {
        match self.identifier {
            CourseIdentifier::Shortname => Cow::from(name.to_lowercase()),
            CourseIdentifier::Idnumber => Cow::from(name),
            CourseIdentifier::Id => Cow::from(plain_number(name)),
        }
    }

    /// Checks that the row is about two courses. Says whether it is.
    fn is_about_two(&self, row: &Row<'_>, findings: &mut Vec<Finding>) -> bool {
        let (master, meta) = (row.given(self.master), row.given(self.meta));
        if master.is_empty() || self.folded(master) != self.folded(meta) {
            return true;
        }
        let itself = row.finding_on(Code::LinkToItself, self.meta);
        findings.push(itself.with("value", meta));
        false
    }

    /// Checks the row against the first that is about the same two courses. Says whether it repeats that one.
    fn is_repeated(
        &mut self,
        row: &Row<'_>,
        command: Command,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let (master, meta) = (row.given(self.master), row.given(self.meta));
        if master.is_empty() || meta.is_empty() {
            return false;
        }
        let (source, course, pair) = (self.folded(master), self.folded(meta), Space::PAIR);
        let key = format!("{source}{pair}{course}");
        let this = (row.line(), command);
        let (first, said) = *self.links.entry(key.into()).or_insert(this);
        if first == row.line() {
            return false;
        }
        if said == command {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return true;
        }
        findings.push(
            row.finding_on(Code::ContradictoryRow, self.cmd)
                .with("what", "command")
                .with("first", first),
        );
        false
    }

    /// Checks that the course at a place is one of the site.
    fn course(
        &mut self,
        row: &Row<'_>,
        place: Place,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let name = row.given(place);
        if name.is_empty() {
            return;
        }
        let about = (row, place);
        let known = self
            .courses
            .check(Code::UnknownCourse, about, name, directory, findings);
        if known
            && self.identifier == CourseIdentifier::Idnumber
            && directory.has(Space::SharedCourseIdnumber, name)
        {
            let ambiguous = row.finding_on(Code::AmbiguousCourse, place);
            findings.push(ambiguous.with("value", name));
        }
    }
}

impl RowChecks for MetacoursesChecks {
    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let Some(command) = Command::of(row.given(self.cmd)) else {
            return;
        };
        if !self.is_about_two(row, findings) || self.is_repeated(row, command, findings) {
            return;
        }
        if directory.covers(Space::Capability) && !directory.has(Space::Capability, "meta") {
            let not_capable = row.finding_on(Code::NotCapable, self.meta);
            findings.push(not_capable.with("what", "meta"));
            return;
        }
        for place in [self.master, self.meta] {
            self.course(row, place, directory, findings);
        }
    }
}
