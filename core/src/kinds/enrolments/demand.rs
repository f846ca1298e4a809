//! What rows of an enrolments file ask for, person and course apart. A file has millions of rows and asks for few different things: each of
//! them is understood once, and known by a number from then on.

use hashbrown::HashMap;

use super::{Command, GroupCommand};
use crate::kinds::Parsed;
use crate::site::keeps_its_roles;

/// How many groups a row may name.
pub(super) const GROUPS: usize = 9;

/// What a row asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demand {
    pub(super) command: Command,
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
    names: [u32; GROUPS],
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

/// How two rows of one person in one course go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Together {
    Well,
    /// The later one counts.
    Shifted,
    /// Each would undo the other at every run.
    Contradictory,
    /// The person gets both roles.
    TwoRoles,
}

/// A demand as a row writes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'r> {
    pub(super) command: Command,
    pub(super) group_command: Option<GroupCommand>,
    /// Whether the file has a column of methods.
    pub(super) has_method: bool,
    pub(super) texts: &'r Texts<'r>,
    /// Those of the texts.
    pub(super) numbers: Numbers,
}

/// The texts of a demand; empty where there is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'r> {
    /// Short name of the role.
    pub(super) role: &'r str,
    pub(super) method: &'r str,
    pub(super) start: &'r str,
    pub(super) end: &'r str,
    /// Names of groups.
    pub(super) groups: [&'r str; GROUPS],
    /// For how many of them the file has columns.
    pub(super) columns: usize,
}

/// Numbers of texts ([`Interned`]).
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers([u32; COLUMNS]);

impl Numbers {
    /// That of the text of a column.
    pub(super) const fn of(&self, column: Column) -> u32 {
        self.0[column.index()]
    }
}

/// Where a text stands in a row: those of one place repeat.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
    Role,
    Method,
    Start,
    End,
    Group(usize),
}

/// How many columns there are.
const COLUMNS: usize = 4 + GROUPS;

impl Column {
    const fn index(self) -> usize {
        match self {
            Self::Role => 0,
            Self::Method => 1,
            Self::Start => 2,
            Self::End => 3,
            Self::Group(number) => 4 + number,
        }
    }
}

/// What a demand is known by: both commands and the numbers of all texts.
type Key = [u32; 2 + COLUMNS];

/// How many texts of a column, and how many demands, are found without a look into a table.
const RECENT: usize = 8;

/// What the rows so far have asked for.
#[derive(Debug, Default)]
pub(super) struct Demands {
    list: Vec<Demand>,
    numbers: HashMap<Key, u32>,
    /// Some of them: most rows ask for what a row above asks for. No key is all zeros, as each command has a number.
    recent: [(Key, u32); RECENT],
    pub(super) names: Interned,
}

impl Demands {
    /// The number of a demand.
    pub(super) fn number(&mut self, written: &Written<'_>) -> u32 {
        let mut key = [0; 2 + COLUMNS];
        key[0] = 1 + written.command as u32;
        key[1] = match written.group_command {
            None => 0,
            Some(GroupCommand::Delete) => 1,
            Some(GroupCommand::Add { create }) => 2 + u32::from(create),
            Some(GroupCommand::Replace { create }) => 4 + u32::from(create),
        };
        key[2..].copy_from_slice(&written.numbers.0);
        let place = key.iter().fold(0_u32, |sum, part| sum.wrapping_add(*part));
        let recent = place as usize % RECENT;
        if self.recent[recent].0 == key {
            return self.recent[recent].1;
        }
        let number = self.find(key, written);
        self.recent[recent] = (key, number);
        number
    }

    fn find(&mut self, key: Key, written: &Written<'_>) -> u32 {
        let Written {
            command,
            group_command,
            has_method,
            texts,
            numbers,
        } = *written;
        *self.numbers.entry(key).or_insert_with(|| {
            let Numbers([role, method, _, _, names @ ..]) = numbers;
            self.list.push(Demand {
                command,
                role: (role != 0).then_some(role),
                method: has_method.then_some(method),
                by_hand: !has_method || !keeps_its_roles(texts.method),
                start: bound(texts.start),
                end: bound(texts.end),
                groups: group_command.map(|command| Asked { command, names }),
            });
            self.list.len() as u32 - 1
        })
    }

    /// The demand of a number.
    pub(super) fn get(&self, number: u32) -> &Demand {
        &self.list[number as usize]
    }
}

impl Demand {
    /// How this row goes together with a later one.
    pub(super) fn with(&self, later: &Self) -> Together {
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
            (Add | Shift, Delete) => contradictory(later.undoes(self)),
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
    pub(super) fn groups_contradict(&self, later: &Self) -> bool {
        match (&self.groups, &later.groups) {
            (Some(asked), Some(later)) => asked.contradicts(later),
            _ => false,
        }
    }

    /// Whether this row, which deletes, takes what another one gives.
    fn undoes(&self, gives: &Self) -> bool {
        self.method == gives.method
            && (self.method.is_some() || self.role.is_none() || self.role == gives.role)
    }

    /// Whether both rows say when one enrolment begins or ends, and say it differently.
    fn other_period(&self, other: &Self) -> bool {
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

/// Texts by number.
#[derive(Debug, Default)]
pub(super) struct Interned {
    numbers: HashMap<Box<str>, u32>,
    /// Some texts of each column and their numbers: most rows say what a row above says.
    recent: [[(String, u32); RECENT]; COLUMNS],
}

impl Interned {
    /// The number of a role's name.
    pub(super) fn role(&mut self, role: &str) -> u32 {
        self.number(Column::Role, role)
    }

    /// The numbers of the texts of a row; that of its role is known.
    pub(super) fn all(&mut self, texts: &Texts<'_>, role: u32) -> Numbers {
        let mut numbers = [0; COLUMNS];
        numbers[Column::Role.index()] = role;
        let single = [
            (Column::Method, texts.method),
            (Column::Start, texts.start),
            (Column::End, texts.end),
        ];
        let groups = texts.groups[..texts.columns].iter().enumerate();
        let groups = groups.map(|(number, group)| (Column::Group(number), *group));
        for (column, text) in single.into_iter().chain(groups) {
            numbers[column.index()] = self.number(column, text);
        }
        Numbers(numbers)
    }

    /// The number of a text, from 1; 0 for the empty one.
    #[inline]
    fn number(&mut self, column: Column, text: &str) -> u32 {
        let Some(last) = text.as_bytes().last() else {
            return 0;
        };
        // Groups and dates often differ in their last sign.
        let place = usize::from(*last) % RECENT;
        let (recent, number) = &mut self.recent[column.index()][place];
        if recent != text {
            let next = self.numbers.len() as u32 + 1;
            *number = *self.numbers.entry_ref(text).or_insert(next);
            recent.clear();
            recent.push_str(text);
        }
        *number
    }
}
