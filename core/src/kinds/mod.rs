//! The kinds of command file. One room per kind: to know all about users files, open
//! [`users`] and nothing else.
//!
//! A kind has columns ([`Column`]), checks, and a way to make operations of a row. Shared
//! vocabulary (value types, header reading) stands beside them.

mod cells;
pub mod courses;
mod duplicates;
mod header;
mod nearby;
mod references;
mod row;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod users;
pub mod values;

use serde::{Deserialize, Serialize};

pub use header::{Header, HeaderColumn};
pub use row::Row;
pub use values::{CategoryName, Parsed, Problem, SectionText, TemplateSource, Value, ValueType};

/// A kind of command file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Courses to create or update (`spec/files.md` §2).
    Courses,
    /// Accounts to create, update, rename, suspend, delete and enrol (`spec/files.md` §7).
    Users,
}

/// No kind of command file has this name.
#[derive(Debug, thiserror::Error)]
#[error("unknown kind {0:?}: use one of {names}", names = Kind::names())]
pub struct UnknownKindName(pub String);

impl Kind {
    /// Every kind, in the order in which a bundle runs them: what others need comes first.
    pub const ALL: &'static [Kind] = &[Self::Courses, Self::Users];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Courses => "courses",
            Self::Users => "users",
        }
    }

    /// The columns of the kind, in the order of its documentation.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Courses => courses::COLUMNS,
            Self::Users => users::COLUMNS,
        }
    }

    /// Columns of older versions of tool_sync, which are refused by name.
    pub const fn retired_columns(self) -> &'static [&'static str] {
        match self {
            Self::Courses => courses::RETIRED,
            Self::Users => users::RETIRED,
        }
    }

    /// Other words for columns: each without capitals, accents, blanks and joining signs, and the column that it means.
    pub const fn synonyms(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Courses => courses::SYNONYMS,
            Self::Users => users::SYNONYMS,
        }
    }

    /// Columns that mean nothing without another one, each with that one.
    pub const fn partners(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Courses => courses::PARTNERS,
            Self::Users => users::PARTNERS,
        }
    }

    fn names() -> String {
        Self::ALL
            .iter()
            .map(|kind| kind.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl std::str::FromStr for Kind {
    type Err = UnknownKindName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| UnknownKindName(name.to_owned()))
    }
}

/// A column that a kind of command file has.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in the header. `{n}` stands for a number (`course{n}`), `{name}` for any name (`profile_field_{name}`).
    pub name: &'static str,
    /// Whether the header must have it.
    pub required: bool,
    /// Whether each row must fill it.
    pub filled: bool,
    /// The numbers that `{n}` stands for; meaningless without `{n}`.
    pub numbers: (u32, u32),
    /// What its cells hold.
    pub value: ValueType,
}

impl Column {
    /// An optional column.
    pub const fn optional(name: &'static str, value: ValueType) -> Self {
        Self {
            name,
            required: false,
            filled: false,
            numbers: (1, u32::MAX),
            value,
        }
    }

    /// A column that the header must have and each row must fill.
    pub const fn required(name: &'static str, value: ValueType) -> Self {
        Self {
            name,
            required: true,
            filled: true,
            numbers: (1, u32::MAX),
            value,
        }
    }

    /// Bounds the numbers of a numbered column.
    #[must_use]
    pub const fn numbered(mut self, first: u32, last: u32) -> Self {
        self.numbers = (first, last);
        self
    }

    /// Whether `name` is this column: the number that it has for `{n}` (0 without `{n}`), or none.
    /// The whole name must fit, and numbers have no leading zero.
    pub fn matches(&self, name: &str) -> Option<u32> {
        if let Some((before, after)) = self.name.split_once("{n}") {
            let digits = name.strip_prefix(before)?.strip_suffix(after)?;
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit())
                && (digits == "0" || !digits.starts_with('0'));
            let number = digits.parse().ok().filter(|_| is_number)?;
            return (self.numbers.0..=self.numbers.1)
                .contains(&number)
                .then_some(number);
        }
        if let Some(before) = self.name.strip_suffix("{name}") {
            let rest = name.strip_prefix(before)?;
            return (!rest.is_empty() && !rest.contains(char::is_whitespace)).then_some(0);
        }
        (self.name == name).then_some(0)
    }
}
