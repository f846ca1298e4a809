//! A row of a sheet as its reader hands it over.

use super::address::{COLUMNS, LAST_ROW, Range};
use super::value::{Number, is_error};
use super::{Stop, too_large};

/// A row of a sheet: its cells that hold something. Filled again, it allocates nothing.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// From 1.
    pub(super) number: u32,
    /// Whether the sheet hides it.
    pub(super) is_hidden: bool,
    /// The texts of the cells, one after the other.
    text: String,
    cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// From 0.
    pub(super) column: u32,
    /// Whether it is a number that may have lost digits.
    pub(super) is_rounded: bool,
    /// Where its text ends.
    end: usize,
}

/// Who is handed each row that holds something, in order.
pub(super) type EachRow<'e> = &'e mut dyn FnMut(&Row) -> Result<(), Stop>;

/// Ranges of cells that were made one.
pub(super) type Merged = Vec<Range>;

impl Row {
    /// Begins the row of this number.
    ///
    /// # Errors
    /// [`Stop::Damaged`] unless it comes after the row before.
    pub(super) fn begin(&mut self, number: u32, is_hidden: bool) -> Result<(), Stop> {
        if number <= self.number {
            return Err(Stop::Damaged);
        }
        self.number = number;
        self.is_hidden = is_hidden;
        self.text.clear();
        self.cells.clear();
        Ok(())
    }

    /// Adds a cell. An empty one is none.
    ///
    /// # Errors
    /// [`Stop::Damaged`] unless it stands right of the cell before, [`Stop::TooLarge`] when no sheet has so many columns.
    pub(super) fn push(&mut self, column: u32, text: &str) -> Result<(), Stop> {
        if column >= COLUMNS {
            return Err(too_large("columns", COLUMNS));
        }
        if self.cells.last().is_some_and(|last| last.column >= column) {
            return Err(Stop::Damaged);
        }
        if text.is_empty() {
            return Ok(());
        }
        self.text.push_str(text);
        self.cells.push(Cell {
            column,
            is_rounded: false,
            end: self.text.len(),
        });
        Ok(())
    }

    /// Adds a cell that holds a number.
    ///
    /// # Errors
    /// As [`Row::push`].
    pub(super) fn push_number(&mut self, column: u32, number: &Number) -> Result<(), Stop> {
        self.push(column, &number.text)?;
        if let Some(cell) = self.cells.last_mut() {
            cell.is_rounded = number.is_rounded;
        }
        Ok(())
    }

    /// Whether it is a remark for people: its first cell begins with `#`, and is no error.
    pub(super) fn is_comment(&self) -> bool {
        let first = self.cells().next();
        first.is_some_and(|(_, text)| text.starts_with('#') && !is_error(text))
    }

    /// Whether it holds nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cells with their texts, from left to right.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Cell, &str)> {
        let mut start = 0;
        self.cells.iter().map(move |cell| {
            let text = &self.text[start..cell.end];
            start = cell.end;
            (*cell, text)
        })
    }

    /// Hands the row to `each`, when it holds something.
    ///
    /// # Errors
    /// [`Stop::TooLarge`] when no sheet has so many rows, and what `each` answers.
    pub(super) fn hand_to(&self, each: EachRow<'_>) -> Result<(), Stop> {
        if self.is_blank() {
            return Ok(());
        }
        if self.number > LAST_ROW {
            return Err(too_large("rows", LAST_ROW));
        }
        each(self)
    }
}
