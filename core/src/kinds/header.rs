//! The header of a command file, and rows seen through it.

use super::{Column, Kind};
use crate::finding::Finding;
use crate::input::Record;
use crate::settings::Settings;

/// A column of a file's header that the kind has.
#[derive(Debug, Clone)]
pub struct HeaderColumn {
    /// What the kind says of it.
    pub column: &'static Column,
    /// Index in [`Kind::columns`].
    pub index: usize,
    /// Its name as the kind writes it (`course2`, `profile_field_badge`).
    pub name: String,
    /// What stands for `{n}`; 0 when there is none.
    pub number: u32,
}

/// A header that was read.
#[derive(Debug, Clone)]
pub struct Header {
    /// The kind whose columns these are.
    pub kind: Kind,
    /// For each cell of the header, the column; none when it is unknown and passed over.
    pub columns: Vec<Option<HeaderColumn>>,
}

impl Header {
    /// Reads the header: recognises the kind (unless given), matches the columns, says what is wrong.
    /// A header with an error still yields a [`Header`] when the kind is known, so that rows can be checked.
    pub fn read(
        _record: &Record<'_>,
        _kind: Option<Kind>,
        _settings: &Settings,
    ) -> (Option<Header>, Vec<Finding>) {
        todo!()
    }

    /// Where the column of this name stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.as_ref().is_some_and(|column| column.name == name))
    }
}

/// A record seen through its header.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    /// The header.
    pub header: &'r Header,
    /// The record.
    pub record: &'r Record<'r>,
}

impl<'r> Row<'r> {
    /// The text of a column: none when the column is absent or the cell is empty ("not given").
    pub fn text(&self, name: &str) -> Option<&'r str> {
        let index = self.header.position(name)?;
        self.record
            .cell(index)
            .map(|cell| cell.text)
            .filter(|text| !text.is_empty())
    }
}
