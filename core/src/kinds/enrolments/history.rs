//! What an enrolments file has said so far of a person in a course. Several rows about one of them are usual (two roles, say); what they
//! must not do is contradict each other, since a file that contradicts itself changes the site at every run.

use hashbrown::HashMap;

use super::Command;
use super::demand::{Demand, Demands, Together};
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::Row;
use crate::kinds::cells::Place;
use crate::kinds::duplicates::FirstRow;

/// A person in a course, by their numbers in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct About {
    pub(super) course: u32,
    pub(super) user: u32,
}

/// What the rows above have said. Files have millions of rows, nearly each of them about another person in another course: what is kept of
/// a row are numbers, and that a row is the first of its kind is mostly told without looking for it.
#[derive(Debug, Default)]
pub(super) struct History {
    /// The first row of each person in each course.
    first: Vec<First>,
    /// By number.
    people: Vec<Person>,
    /// Where `first` has those of people in many courses.
    crowded: HashMap<About, u32>,
    /// The rows after the first one, in order. Most people have none.
    more: HashMap<About, Vec<Said>>,
    pub(super) demands: Demands,
}

/// The first row of a person in a course.
#[derive(Debug, Clone, Copy)]
struct First {
    course: u32,
    /// The place after that of the person's first row in the course before; 0 when there is none.
    before: u32,
    said: Said,
}

/// The courses of a person.
#[derive(Debug, Clone, Copy, Default)]
struct Person {
    /// Two bits for each course: most courses that are not among them have another one.
    marks: [u64; 2],
    /// The place after that of the first row in the last course; 0 when there is none.
    last: u32,
    count: u32,
}

/// In how many courses a person is looked for one by one.
const FEW: u32 = 32;

/// A row, as far as others may contradict it.
#[derive(Debug, Clone, Copy)]
struct Said {
    this: FirstRow,
    /// Number of what it asks for.
    demand: u32,
}

/// A row of the file, as its check understands it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) about: About,
    /// Number of what it asks for.
    pub(super) demand: u32,
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
        self.first.reserve(rows);
    }

    /// The first row of a person in a course.
    #[inline]
    fn first(&self, about: About) -> Option<Said> {
        let person = self.people.get(about.user as usize)?;
        if !person.may_be_in(about.course) {
            return None;
        }
        if person.count > FEW {
            let place = *self.crowded.get(&about)?;
            return Some(self.first[place as usize].said);
        }
        let rows = self.rows_of(person);
        let mut rows = rows.map(|place| &self.first[place as usize]);
        rows.find(|first| first.course == about.course)
            .map(|first| first.said)
    }

    /// Where the first rows of a person stand, the last course first.
    fn rows_of(&self, person: &Person) -> impl Iterator<Item = u32> {
        let place = |after: u32| after.checked_sub(1);
        std::iter::successors(place(person.last), move |at| {
            place(self.first[*at as usize].before)
        })
    }

    /// Keeps the first row of a person in a course.
    fn add(&mut self, about: About, said: Said) {
        let number = about.user as usize;
        if number >= self.people.len() {
            self.people.resize_with(number + 1, Person::default);
        }
        let person = &mut self.people[number];
        let before = person.last;
        self.first.push(First {
            course: about.course,
            before,
            said,
        });
        person.last = u32::try_from(self.first.len())
            .expect("2^32 rows do not fit in memory with their keys");
        person.count += 1;
        let (word, bits) = marks(about.course);
        person.marks[word] |= bits;
        if person.count > FEW {
            let person = *person;
            self.crowd(about, person);
        }
    }

    /// Keeps where the last first row of a person in many courses stands; of one who has just come to be in many, where all of them do.
    #[cold]
    fn crowd(&mut self, about: About, person: Person) {
        let count = if person.count == FEW + 1 {
            FEW as usize + 1
        } else {
            1
        };
        let rows = self.rows_of(&person).take(count).map(|place| {
            let course = self.first[place as usize].course;
            (About { course, ..about }, place)
        });
        let rows: Vec<_> = rows.collect();
        self.crowded.extend(rows);
    }

    /// Remembers the first row of a person in a course, by what it asks for. Says whether it is that; if not, nothing is done.
    #[inline]
    pub(super) fn is_first(&mut self, about: About, this: FirstRow, demand: u32) -> bool {
        let is_first = self.first(about).is_none();
        if is_first {
            self.add(about, Said { this, demand });
        }
        is_first
    }

    /// Checks a row against those above, and remembers it.
    pub(super) fn check(&mut self, row: &Row<'_>, entry: Entry, findings: &mut Vec<Finding>) {
        let said = Said {
            this: FirstRow {
                line: row.line(),
                fingerprint: row.keys.fingerprint(),
            },
            demand: entry.demand,
        };
        let Some(first) = self.first(entry.about) else {
            self.add(entry.about, said);
            return;
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
            findings.push(
                two.with("value", row.given(entry.role_place))
                    .with("first", first),
            );
        }
        more.push(said);
    }
}

impl Person {
    /// Whether the person may have been met in a course; that it was not is certain.
    #[inline]
    fn may_be_in(&self, course: u32) -> bool {
        let (word, bits) = marks(course);
        self.marks[word] & bits == bits
    }
}

/// The word in which a person's marks of a course stand, and the marks.
#[inline]
const fn marks(course: u32) -> (usize, u64) {
    // The high bits of such a product depend on all of the number.
    let mixed = (course as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bits = 1 << (mixed >> 57 & 63) | 1 << (mixed >> 51 & 63);
    ((mixed >> 63) as usize, bits)
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
