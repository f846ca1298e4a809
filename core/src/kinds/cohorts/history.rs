//! What a cohorts file has said so far. Rows about one cohort are many; what they must not do is contradict each other, since a file
//! that contradicts itself changes the site at every run.

use hashbrown::HashMap;

use super::Command;
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::Row;
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Fingerprints, FirstRow, KeySet};
use crate::site::Space;

/// What the rows above have said.
#[derive(Debug, Default)]
pub(super) struct History {
    cohorts: HashMap<Box<str>, Cohort>,
    /// By cohort and person (empty for the cohort itself): the first row, and whether it removes.
    members: KeySet<(FirstRow, bool)>,
    /// Names and idnumbers, with the line and the cohort that they were first given to.
    given: HashMap<(Name, Box<str>), (u64, Box<str>)>,
    fingerprints: Fingerprints,
    pair: String,
}

/// What identifies a cohort besides what the settings say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Name {
    /// `cname`.
    Name,
    /// `cidnumber`.
    Idnumber,
}

/// What was said of one cohort.
#[derive(Debug, Default)]
struct Cohort {
    /// The first row that deletes it or takes everybody out.
    whole: Option<(u64, Command)>,
    /// The first row that does anything else.
    other: Option<u64>,
    /// What columns were first given, by column, with the line.
    fields: Vec<(&'static str, u64, Box<str>)>,
}

/// A row of the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'r> {
    /// What identifies the cohort, as it is compared.
    pub(super) cohort: &'r str,
    /// The person, as compared; empty for none.
    pub(super) user: &'r str,
    /// What the row does.
    pub(super) command: Command,
    /// Where the command stands.
    pub(super) place: Place,
}

impl Said<'_> {
    /// Whether the row is about the cohort as a whole: it deletes it or takes everybody out.
    pub(super) const fn is_whole(&self) -> bool {
        match self.command {
            Command::Add => false,
            Command::Delete => self.user.is_empty(),
            Command::Free => true,
        }
    }
}

impl History {
    /// Checks a row against those above, and remembers it. Says whether it repeats one word for word.
    pub(super) fn repeats(
        &mut self,
        row: &Row<'_>,
        said: Said<'_>,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let this = FirstRow {
            line: row.line(),
            fingerprint: self.fingerprints.of(row.record),
        };
        let removes = said.command != Command::Add;
        self.pair.clear();
        self.pair.push_str(said.cohort);
        self.pair.push(Space::PAIR);
        self.pair.push_str(said.user);
        let first = self.members.insert(&self.pair, (this, removes));
        let opposed = match first {
            Some((first, before)) if before != removes => Some(first.line),
            _ => None,
        };
        let cohort = self.cohorts.entry_ref(said.cohort).or_default();
        if let Some(first) = opposed.or_else(|| cohort.opposed(said)) {
            findings.push(contradiction(row, said.place, "command", first));
        }
        if said.is_whole() {
            cohort.whole.get_or_insert((this.line, said.command));
        } else {
            cohort.other.get_or_insert(this.line);
        }
        if let Some((first, _)) = first
            && first.fingerprint == this.fingerprint
        {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first.line)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return true;
        }
        false
    }

    /// Checks what a row says that the cohort is: never two things of one column.
    pub(super) fn define(
        &mut self,
        row: &Row<'_>,
        cohort: &str,
        (column, place, text): (&'static str, Place, &str),
        findings: &mut Vec<Finding>,
    ) {
        if text.is_empty() {
            return;
        }
        let cohort = self.cohorts.entry_ref(cohort).or_default();
        let mut fields = cohort.fields.iter();
        match fields.find(|(known, ..)| *known == column) {
            Some((_, first, before)) if **before != *text => {
                findings.push(contradiction(row, place, "field", *first));
            }
            Some(_) => {}
            None => cohort.fields.push((column, row.line(), text.into())),
        }
    }

    /// Checks that a name or idnumber is given to one cohort only.
    pub(super) fn name(
        &mut self,
        row: &Row<'_>,
        cohort: &str,
        (name, place): (Name, Place),
        findings: &mut Vec<Finding>,
    ) {
        let text = row.given(place);
        if text.is_empty() {
            return;
        }
        let first = self.given.entry((name, text.into()));
        let (line, of) = first.or_insert_with(|| (row.line(), cohort.into()));
        if **of != *cohort {
            findings.push(
                row.finding_on(Code::DuplicateIdentifier, place)
                    .with("value", text)
                    .with("first", *line),
            );
        }
    }
}

impl Cohort {
    /// The line above that a row undoes, or that undoes it.
    fn opposed(&self, said: Said<'_>) -> Option<u64> {
        let whole = self
            .whole
            .filter(|(_, command)| !said.is_whole() || *command != said.command);
        let whole = whole.map(|(first, _)| first);
        whole.or_else(|| self.other.filter(|_| said.is_whole()))
    }
}

/// Param `what`: `command` or `field`.
fn contradiction(row: &Row<'_>, place: Place, what: &str, first: u64) -> Finding {
    row.finding_on(Code::ContradictoryRow, place)
        .with("what", what)
        .with("first", first)
}
