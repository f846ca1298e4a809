//! What rows say, person and course apart. Most rows of a file are written as one above but for these two, and say what that one says.

use super::GroupCommand;
use super::demand::Numbers;
use crate::input::WayNumber;

/// What a row says, person and course apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub(super) group_command: Option<GroupCommand>,
    /// None when the file has no column of methods.
    pub(super) method: Option<Method>,
    /// Those of its texts.
    pub(super) numbers: Numbers,
    /// Number of what it asks for; none when it has no command, or none that is known.
    pub(super) demand: Option<u32>,
}

/// Where the name of the method stands that a row uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// In its cell.
    Named,
    /// Nowhere: it is `manual`.
    Manual,
}

/// The meanings of rows of which, person and course apart, nothing is to be said.
#[derive(Debug, Default)]
pub(super) struct Meanings {
    /// By the place of the way in which they are written.
    list: Vec<Option<(WayNumber, Meaning)>>,
}

impl Meanings {
    /// What rows say that are written in this way.
    #[inline]
    pub(super) fn get(&self, way: WayNumber) -> Option<&Meaning> {
        match self.list.get(way.place())? {
            Some((known, meaning)) if *known == way => Some(meaning),
            _ => None,
        }
    }

    /// Remembers it, if the way has a number.
    pub(super) fn keep(&mut self, way: WayNumber, meaning: Meaning) {
        if way == WayNumber::NONE {
            return;
        }
        self.list.resize(WayNumber::IN_USE, None);
        self.list[way.place()] = Some((way, meaning));
    }
}
