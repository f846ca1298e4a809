//! References: cells that name an object of the site.

use hashbrown::HashMap;

use super::Row;
use super::cells::Place;
use super::nearby::{Near, Nearby, Reach};
use crate::finding::{Code, Finding, FixAction, Severity};
use crate::site::{Directory, Space};

/// How many answers are remembered; files name few courses, roles and methods, and each of them often.
const REMEMBERED: usize = 1 << 16;

/// The names of one space, and what the directory said of them.
#[derive(Debug)]
pub(crate) struct Reference {
    space: Space,
    answers: HashMap<Box<str>, bool>,
    nearby: Nearby,
}

impl Reference {
    /// References to objects of `space`.
    pub(crate) fn to(space: Space) -> Self {
        Self {
            space,
            answers: HashMap::new(),
            nearby: Nearby::default(),
        }
    }

    /// Whether the object exists; none when the directory knows nothing of its kind.
    pub(crate) fn exists(&mut self, name: &str, directory: &dyn Directory) -> Option<bool> {
        if let Some(answer) = self.answers.get(name) {
            return Some(*answer);
        }
        if !directory.covers(self.space) {
            return None;
        }
        let answer = directory.has(self.space, name);
        if self.answers.len() < REMEMBERED {
            self.answers.insert(name.into(), answer);
        }
        Some(answer)
    }

    /// An existing name near one that does not exist. Numbers have no neighbours: any of them may exist.
    pub(crate) fn near(&mut self, name: &str, directory: &dyn Directory) -> Option<Near> {
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.nearby.find(name, Reach::OneEdit, |candidate| {
            directory.has(self.space, candidate)
        })
    }

    /// Finds that the object named at `place` does not exist, with the near miss as mend, unless the cell is wrong already. Says whether it does exist.
    /// An object of which the directory knows nothing is taken for existing.
    pub(crate) fn check(
        &mut self,
        code: Code,
        (row, place): (&Row<'_>, Place),
        name: &str,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let exists = self.exists(name, directory).unwrap_or(true);
        if !exists && !is_wrong(row, place, findings) {
            let finding = row.finding_on(code, place).with("value", name);
            findings.push(suggest(finding, self.near(name, directory)));
        }
        exists
    }
}

/// References to what courses have, by name, idnumber or id: groups, groupings. They are looked for in the course of the row only.
#[derive(Debug)]
pub(crate) struct InCourse {
    parts: Reference,
    /// Room for a pair, used again for each.
    pair: String,
}

impl InCourse {
    /// References to objects of a space of pairs whose first part is a course.
    pub(crate) fn to(space: Space) -> Self {
        Self {
            parts: Reference::to(space),
            pair: String::new(),
        }
    }

    /// As [`Reference::check`], in the course that is called `course`. The finding says which course as `$course`.
    pub(crate) fn check(
        &mut self,
        code: Code,
        (row, place): (&Row<'_>, Place),
        course: &str,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let name = row.given(place);
        let exists = self.exists(course, name, directory).unwrap_or(true);
        if !exists && !is_wrong(row, place, findings) {
            let finding = row.finding_on(code, place).with("value", name);
            let near = self.near(course, name, directory);
            findings.push(suggest(finding.with("course", course), near));
        }
        exists
    }

    /// As [`Reference::exists`], in the course that is called `course`.
    pub(crate) fn exists(
        &mut self,
        course: &str,
        name: &str,
        directory: &dyn Directory,
    ) -> Option<bool> {
        self.put(course, name);
        self.parts.exists(&self.pair, directory)
    }

    /// As [`InCourse::exists`], for who remembers the answer.
    pub(crate) fn ask(
        &mut self,
        course: &str,
        name: &str,
        directory: &dyn Directory,
    ) -> Option<bool> {
        self.put(course, name);
        let space = self.parts.space;
        directory
            .covers(space)
            .then(|| directory.has(space, &self.pair))
    }

    fn put(&mut self, course: &str, name: &str) {
        self.pair.clear();
        self.pair.push_str(course);
        self.pair.push(Space::PAIR);
        self.pair.push_str(name);
    }

    /// What the same course has that is near the name; `pair` holds both.
    fn near(&mut self, course: &str, name: &str, directory: &dyn Directory) -> Option<Near> {
        let prefix = course.len() + Space::PAIR.len_utf8();
        let course = &self.pair[..prefix];
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let Reference { space, nearby, .. } = &mut self.parts;
        let mut near = nearby.find(&self.pair, Reach::OneEdit, |candidate| {
            candidate.starts_with(course) && directory.has(*space, candidate)
        })?;
        near.name.drain(..prefix);
        Some(near)
    }
}

/// Whether the cell has an error already: that no object has such a name goes without saying then.
pub(crate) fn is_wrong(row: &Row<'_>, place: Place, findings: &[Finding]) -> bool {
    let Some(position) = place else {
        return false;
    };
    let cell = row.record.cell_span(position);
    findings
        .iter()
        .any(|finding| finding.severity() == Severity::Error && finding.span == cell)
}

/// Adds to a finding the name that was probably meant. Params: `suggested` (`yes` or `no`), `near`.
pub(crate) fn suggest(finding: Finding, near: Option<Near>) -> Finding {
    match near {
        Some(Near { name, grade }) => finding
            .with("suggested", "yes")
            .with("near", &name)
            .fix(grade, FixAction::Replace(name)),
        None => finding.with("suggested", "no"),
    }
}
