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

/// Whether the cell has an error already: that no object has such a name goes without saying then.
fn is_wrong(row: &Row<'_>, place: Place, findings: &[Finding]) -> bool {
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
