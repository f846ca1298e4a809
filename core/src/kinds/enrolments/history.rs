//! What an enrolments file has said so far of a person in a course. Several rows about one of them are usual (two roles, say); what they
//! must not do is contradict each other, since a file that contradicts itself changes the site at every run.

use hashbrown::HashMap;

use super::{Command, GroupCommand};
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Fingerprints, FirstRow, KeySet};
use crate::kinds::{Parsed, Row};
use crate::site::{Space, keeps_its_roles};

/// What the rows above have said.
#[derive(Debug, Default)]
pub(super) struct History {
    /// The first row of each person in each course.
    first: KeySet<Said>,
    /// The rows after it, in order. Most people have none.
    more: HashMap<Box<str>, Vec<Said>>,
    names: Interned,
    fingerprints: Fingerprints,
    key: String,
}

/// A row, as far as others may contradict it.
#[derive(Debug, Clone, Copy)]
struct Said {
    this: FirstRow,
    command: Command,
    /// Number of the role's name; none when the row names none.
    role: Option<u32>,
    /// Number of the method's name; none when the file has no method.
    method: Option<u32>,
    /// Whether the method gives roles as a person would; so it is without a method.
    by_hand: bool,
    start: Option<Bound>,
    end: Option<Bound>,
    groups: Option<Asked>,
}

/// What a row asks of the groups of the course.
#[derive(Debug, Clone, Copy)]
struct Asked {
    command: GroupCommand,
    /// Numbers of the groups' names; 0 where there is none.
    names: [u32; 9],
}

impl Asked {
    /// Whether the person is to be in the group afterwards; none when nothing is said of it.
    fn wants(&self, group: u32) -> Option<bool> {
        let named = self.names.contains(&group);
        match self.command {
            GroupCommand::Add { .. } => named.then_some(true),
            GroupCommand::Replace { .. } => Some(named),
            GroupCommand::Delete => named.then_some(false),
        }
    }

    /// Whether one of two rows puts the person in a group and the other one takes the person out.
    fn contradicts(&self, other: &Self) -> bool {
        let groups = self.names.iter().chain(&other.names);
        groups.filter(|group| **group != 0).any(|group| {
            let wants = (self.wants(*group), other.wants(*group));
            matches!(wants, (Some(one), Some(other)) if one != other)
        })
    }
}

/// An end of a period, as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Moment(i64),
    Civil(jiff::civil::DateTime),
}

/// A row of the file, as its check understands it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'r> {
    /// What identifies the course, as it is compared.
    pub(super) course: &'r str,
    /// What identifies the person, as it is compared.
    pub(super) user: &'r str,
    pub(super) command: Command,
    /// Short name of the role; empty when the row names none.
    pub(super) role: &'r str,
    /// The method that is used; none when the file has no such column.
    pub(super) method: Option<&'r str>,
    pub(super) start: &'r str,
    pub(super) end: &'r str,
    pub(super) group_command: Option<GroupCommand>,
    /// Names of groups; empty where there is none.
    pub(super) groups: [&'r str; 9],
    /// Where the group command stands.
    pub(super) gcmd_place: Place,
    /// Where the command stands, or what stands for it.
    pub(super) place: Place,
    /// Where the role stands.
    pub(super) role_place: Place,
}

/// How two rows of one person in one course go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Together {
    Well,
    /// The later one counts.
    Shifted,
    /// Each would undo the other at every run.
    Contradictory,
    /// The person gets both roles.
    TwoRoles,
}

impl History {
    /// Checks a row against those above, and remembers it.
    pub(super) fn check(&mut self, row: &Row<'_>, entry: Entry<'_>, findings: &mut Vec<Finding>) {
        let said = Said {
            this: FirstRow {
                line: row.line(),
                fingerprint: self.fingerprints.of(row.record),
            },
            command: entry.command,
            role: (!entry.role.is_empty()).then(|| self.names.number(entry.role)),
            method: entry.method.map(|method| self.names.number(method)),
            by_hand: entry.method.is_none_or(|method| !keeps_its_roles(method)),
            start: bound(entry.start),
            end: bound(entry.end),
            groups: entry.group_command.map(|command| Asked {
                command,
                names: entry.groups.map(|name| match name {
                    "" => 0,
                    name => self.names.number(name),
                }),
            }),
        };
        self.key.clear();
        self.key.push_str(entry.course);
        self.key.push(Space::PAIR);
        self.key.push_str(entry.user);
        let Some(first) = self.first.insert(&self.key, said) else {
            return;
        };
        let more = self.more.entry_ref(self.key.as_str()).or_default();
        let above = || std::iter::once(&first).chain(more.iter());
        if let Some(first) = repeated(above(), said) {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return;
        }
        let line = |together| {
            let lines = above().filter(move |other| other.with(said) == together);
            lines.map(|other| other.this.line).next_back()
        };
        if let Some(first) = line(Together::Contradictory) {
            findings.push(
                row.finding_on(Code::ContradictoryRow, entry.place)
                    .with("what", "command")
                    .with("first", first),
            );
        } else if let Some(other) = above().rfind(|other| other.groups_contradict(said)) {
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
fn repeated<'s>(above: impl Iterator<Item = &'s Said>, said: Said) -> Option<u64> {
    let mut found = None;
    for other in above {
        if other.this.fingerprint == said.this.fingerprint {
            found = Some(other.this.line);
        } else if (said.command, other.command) == (Command::Shift, Command::Shift) {
            found = None;
        }
    }
    found
}

impl Said {
    /// How this row goes together with a later one.
    fn with(&self, later: Self) -> Together {
        use Command::{Add, Delete, Disable, Enable, Shift};
        let same_method = self.method == later.method;
        let same_role = self.role == later.role;
        let contradictory = |is: bool| {
            if is {
                Together::Contradictory
            } else {
                Together::Well
            }
        };
        match (self.command, later.command) {
            (Shift, Shift) if same_method => Together::Shifted,
            (Shift, Shift) => contradictory(self.by_hand && later.by_hand && !same_role),
            (Delete, Add | Shift) => contradictory(self.undoes(later)),
            (Add | Shift, Delete) => contradictory(later.undoes(*self)),
            (Delete, Enable | Disable) | (Enable | Disable, Delete) => {
                contradictory(same_method && self.method.is_some())
            }
            (Enable, Disable) | (Disable, Enable) => {
                contradictory(same_method || self.method.is_none() || later.method.is_none())
            }
            (Disable, Add | Shift) | (Add | Shift, Disable) => {
                contradictory(same_method && self.method.is_some())
            }
            (Add, Shift) | (Shift, Add) if !same_role => {
                contradictory(same_method || self.by_hand && later.by_hand)
            }
            (Add, Add) if !same_role && !self.other_period(later) => Together::TwoRoles,
            (Add | Shift | Enable | Disable, _) => contradictory(self.other_period(later)),
            (Delete, Delete) => Together::Well,
        }
    }

    /// Whether this row and a later one want the person in a group and out of it.
    fn groups_contradict(&self, later: Self) -> bool {
        match (&self.groups, &later.groups) {
            (Some(asked), Some(later)) => asked.contradicts(later),
            _ => false,
        }
    }

    /// Whether this row, which deletes, takes what another one gives.
    fn undoes(self, gives: Self) -> bool {
        self.method == gives.method
            && (self.method.is_some() || self.role.is_none() || self.role == gives.role)
    }

    /// Whether both rows say when one enrolment begins or ends, and say it differently.
    fn other_period(&self, other: Self) -> bool {
        let differ = |one: Option<Bound>, other: Option<Bound>| match (one, other) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        };
        self.method == other.method
            && (self.method.is_some()
                || self.command == other.command && !self.command.gives_role())
            && (differ(self.start, other.start) || differ(self.end, other.end))
    }
}

/// An end of a period; none when it is not given or is no moment.
fn bound(text: &str) -> Option<Bound> {
    if text.is_empty() {
        return None;
    }
    match crate::kinds::ValueType::Timestamp.parse(text).ok()? {
        Parsed::Moment(seconds) | Parsed::Int(seconds) => Some(Bound::Moment(seconds)),
        Parsed::Civil(date) => Some(Bound::Civil(date)),
        Parsed::Text(_) | Parsed::Bool(_) => None,
    }
}

/// Names by number: a file has few roles and methods, and each of them often.
#[derive(Debug, Default)]
struct Interned(HashMap<Box<str>, u32>);

impl Interned {
    /// The number of a name, from 1.
    fn number(&mut self, name: &str) -> u32 {
        let next = self.0.len() as u32 + 1;
        *self.0.entry_ref(name).or_insert(next)
    }
}
