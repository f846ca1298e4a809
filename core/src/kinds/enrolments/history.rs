//! What an enrolments file has said so far of a person in a course. Several rows about one of them are usual (two roles, say); what they
//! must not do is contradict each other, since a file that contradicts itself changes the site at every run.

use hashbrown::HashMap;

use super::Command;
use super::demand::{Demand, Demands, Together};
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::Row;
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{FirstRow, Table};
use crate::site::NameHash;

/// A person in a course, by their numbers in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct About {
    pub(super) course: u32,
    pub(super) user: u32,
}

/// What the rows above have said. Files have millions of rows, nearly each of them about another person in another course: what is kept of
/// a row are numbers.
#[derive(Debug, Default)]
pub(super) struct History {
    /// The first row of each person in each course.
    first: Vec<(About, Said)>,
    /// By person and course.
    table: Table,
    /// The rows after it, in order. Most people have none.
    more: HashMap<About, Vec<Said>>,
    pub(super) demands: Demands,
}

/// A row, as far as others may contradict it.
#[derive(Debug, Clone, Copy)]
struct Said {
    this: FirstRow,
    /// Number of what it asks for.
    demand: u32,
}

/// A row of the file, as its check understands it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'r> {
    pub(super) about: About,
    /// Of the names of person and course.
    pub(super) hash: NameHash,
    /// Number of what it asks for.
    pub(super) demand: u32,
    /// Short name of the role; empty when the row names none.
    pub(super) role: &'r str,
    /// Where the group command stands.
    pub(super) gcmd_place: Place,
    /// Where the command stands, or what stands for it.
    pub(super) place: Place,
    /// Where the role stands.
    pub(super) role_place: Place,
}

impl History {
    /// Makes room for so many rows.
    pub(super) fn expect(&mut self, rows: usize) {
        self.table.expect(rows);
        self.first.reserve(rows);
    }

    /// Fetches what is known of people in courses that are asked for next, by the hashes of their names.
    pub(super) fn look_ahead(&self, users: &[NameHash], courses: &[NameHash]) {
        let pairs = users.iter().zip(courses);
        self.table
            .look_ahead(pairs.map(|(user, course)| user.with(*course)));
    }

    /// Checks a row against those above, and remembers it.
    pub(super) fn check(&mut self, row: &Row<'_>, entry: Entry<'_>, findings: &mut Vec<Finding>) {
        let said = Said {
            this: FirstRow {
                line: row.line(),
                fingerprint: row.keys.fingerprint(),
            },
            demand: entry.demand,
        };
        let same = |index: usize| self.first[index].0 == entry.about;
        let first = match self.table.find(entry.hash, same) {
            Ok(index) => self.first[index].1,
            Err(place) => {
                self.table.add(place, entry.hash);
                self.first.push((entry.about, said));
                return;
            }
        };
        let more = self.more.entry(entry.about).or_default();
        let demands = &self.demands;
        let demand = demands.get(said.demand);
        let above = || {
            let said = std::iter::once(&first).chain(more.iter());
            said.map(|said| (said, demands.get(said.demand)))
        };
        if let Some(first) = repeated(above(), said, demand) {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return;
        }
        let line = |together| {
            let lines = above().filter(move |(_, other)| other.with(demand) == together);
            lines.map(|(other, _)| other.this.line).next_back()
        };
        if let Some(first) = line(Together::Contradictory) {
            findings.push(
                row.finding_on(Code::ContradictoryRow, entry.place)
                    .with("what", "command")
                    .with("first", first),
            );
        } else if let Some((other, _)) = above().rfind(|(_, other)| other.groups_contradict(demand))
        {
            findings.push(
                row.finding_on(Code::ContradictoryRow, entry.gcmd_place)
                    .with("what", "command")
                    .with("first", other.this.line),
            );
        } else if let Some(first) = line(Together::Shifted) {
            let again = row.finding_on(Code::ShiftAgain, entry.place);
            findings.push(again.with("first", first));
        } else if let Some(first) = line(Together::TwoRoles) {
            let two = row.finding_on(Code::TwoRoles, entry.role_place);
            findings.push(two.with("value", entry.role).with("first", first));
        }
        more.push(said);
    }
}

/// The line of a row above that is written the same. A shift is the same only as the last one: after another shift it counts again.
fn repeated<'s>(
    above: impl Iterator<Item = (&'s Said, &'s Demand)>,
    said: Said,
    demand: &Demand,
) -> Option<u64> {
    let mut found = None;
    for (other, asked) in above {
        if other.this.fingerprint == said.this.fingerprint {
            found = Some(other.this.line);
        } else if (demand.command, asked.command) == (Command::Shift, Command::Shift) {
            found = None;
        }
    }
    found
}
