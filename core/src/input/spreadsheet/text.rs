//! The rows of a sheet as the text of a CSV file: UTF-8 with a byte-order mark, RFC 4180. Its lines are the rows of the sheet: where one
//! is empty, so is the line.

use super::address::{Address, Range};
use super::row::{Merged, Row};
use super::value::is_error;
use super::{Stop, too_large};
use crate::finding::{Code, Finding, Span};
use crate::input::write::quote;

/// What stands between two cells.
pub const SEPARATOR: char = ';';

/// The most bytes that the text of a sheet may have. Tests reach it sooner.
const LONGEST: usize = if cfg!(test) { 4 << 20 } else { 128 << 20 };

/// The most columns that the first row may have. Command files have up to a hundred.
const WIDEST: u32 = 1_000;

/// How many remarks of one kind are made.
const MOST_REMARKS: usize = 1_000;

/// Begins a text that is UTF-8 for every program.
const MARK: char = '\u{feff}';

/// What ends a line.
const LINE_END: &str = "\r\n";

/// A sheet as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetText {
    /// A CSV file. Each of its records counts as one line, whatever line breaks its cells hold: lines are the rows of the sheet.
    pub text: String,
    /// The column, from 0, of the first cell of each record.
    pub first_column: u32,
    /// What the text does not show of the sheet, by place.
    pub remarks: Vec<Finding>,
}

/// A text in the making.
#[derive(Debug)]
pub(super) struct Draft {
    separator: char,
    text: String,
    /// The column that comes first, from 0; that of the first cell, until a cell left of it is met.
    first_column: Option<u32>,
    /// The cells of the first row that is no comment.
    names: Vec<String>,
    /// The number of the row written last.
    last_row: u32,
    /// Each row that holds something and is no comment, with the bytes that it has become.
    places: Vec<(u32, Span)>,
    /// Hidden rows that hold something, as the positions in `places` of the first and last of those that follow each other.
    hidden: Vec<(usize, usize)>,
    rounded: Vec<Finding>,
}

impl Draft {
    pub(super) fn new(separator: char, first_column: Option<u32>) -> Self {
        Self {
            separator,
            text: MARK.to_string(),
            first_column,
            names: Vec::new(),
            last_row: 0,
            places: Vec::new(),
            hidden: Vec::new(),
            rounded: Vec::new(),
        }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// [`Stop::Wider`] when a cell stands left of the first column, [`Stop::TooLarge`] when the text becomes too long.
    pub(super) fn row(&mut self, row: &Row) -> Result<(), Stop> {
        let Some((first, _)) = row.cells().next() else {
            return Ok(());
        };
        for _ in self.last_row + 1..row.number {
            self.text.push_str(LINE_END);
        }
        self.last_row = row.number;
        if row.is_comment() {
            return self.comment(row);
        }
        let first_column = *self.first_column.get_or_insert(first.column);
        if first.column < first_column {
            return Err(Stop::Wider(first.column));
        }
        if self.places.is_empty() {
            self.name_columns(row, first_column)?;
        }
        let start = self.text.len();
        let width = self.cells(row, first_column, start)?;
        // Every row has the cells of the first one.
        let missing = self.names.len().saturating_sub(width);
        self.text.extend((0..missing).map(|_| self.separator));
        self.text.push_str(LINE_END);
        self.check_length()?;
        self.note_place(row, Span::new(start as u64, self.text.len() as u64));
        Ok(())
    }

    /// Writes a comment, wherever it stands: it ends with its line, and knows no quotes.
    fn comment(&mut self, row: &Row) -> Result<(), Stop> {
        for (position, (_, text)) in row.cells().enumerate() {
            if position > 0 {
                self.text.push(self.separator);
            }
            self.text.push_str(&text.replace(['\r', '\n'], " "));
            self.check_length()?;
        }
        self.text.push_str(LINE_END);
        Ok(())
    }

    fn check_length(&self) -> Result<(), Stop> {
        match self.text.len() > LONGEST {
            true => Err(Stop::TooLarge {
                what: "text",
                limit: LONGEST as u64,
            }),
            false => Ok(()),
        }
    }

    fn name_columns(&mut self, row: &Row, first_column: u32) -> Result<(), Stop> {
        for (cell, text) in row.cells() {
            let index = cell.column - first_column;
            if index >= WIDEST {
                return Err(too_large("columns", WIDEST));
            }
            self.names.resize(index as usize, String::new());
            self.names.push(text.to_owned());
        }
        Ok(())
    }

    /// Writes the cells of a row that begins at `start`; how many there are.
    fn cells(&mut self, row: &Row, first_column: u32, start: usize) -> Result<usize, Stop> {
        let mut width = 0;
        for (cell, text) in row.cells() {
            let index = (cell.column - first_column) as usize;
            let gap = if width == 0 { index } else { index + 1 - width };
            self.text.extend((0..gap).map(|_| self.separator));
            let cell_start = self.text.len();
            // Only `#` begins a comment here: people do not expect the other signs of tool_sync to have a meaning in a spreadsheet,
            // nor an error to be passed over.
            let is_no_comment = is_error(text) || text.starts_with(['(', '[', '-', '/']);
            let must_quote = cell_start == start && is_no_comment;
            match quote(text, self.separator) {
                text if must_quote && !text.starts_with('"') => {
                    self.text.push('"');
                    self.text.push_str(&text);
                    self.text.push('"');
                }
                text => self.text.push_str(&text),
            }
            width = index + 1;
            if cell.is_rounded && self.rounded.len() < MOST_REMARKS {
                let span = Span::new(cell_start as u64, self.text.len() as u64);
                let address = Address {
                    row: row.number,
                    column: cell.column,
                };
                let finding = Finding::new(Code::NumberRounded, row.number.into(), span);
                let mut finding = finding.with("value", text).at(address);
                finding.column = self.names.get(index).cloned();
                self.rounded.push(finding);
            }
            self.check_length()?;
        }
        Ok(width)
    }

    fn note_place(&mut self, row: &Row, span: Span) {
        let place = self.places.len();
        self.places.push((row.number, span));
        if row.is_hidden {
            match self.hidden.last_mut() {
                Some((_, last)) if *last + 1 == place => *last = place,
                _ => self.hidden.push((place, place)),
            }
        }
    }

    /// Ends the text.
    pub(super) fn finish(self, merged: &Merged) -> SheetText {
        let hidden = self.hidden.iter().take(MOST_REMARKS).map(|&(first, last)| {
            let ((from, span), (to, _)) = (self.places[first], self.places[last]);
            let form = if first == last { "one" } else { "other" };
            Finding::new(Code::RowsHidden, from.into(), span)
                .with("count", last - first + 1)
                .with("form", form)
                .with("last", to)
        });
        let merged = merged.iter().filter_map(|range| self.merged(range));
        let mut remarks: Vec<Finding> = hidden.chain(merged.take(MOST_REMARKS)).collect();
        remarks.extend(self.rounded);
        remarks.sort_by_key(|finding| finding.span);
        SheetText {
            text: self.text,
            first_column: self.first_column.unwrap_or_default(),
            remarks,
        }
    }

    /// That cells of rows that hold something are one.
    fn merged(&self, range: &Range) -> Option<Finding> {
        let row = range.first.row;
        let place = self
            .places
            .binary_search_by_key(&row, |(row, _)| *row)
            .ok()?;
        let finding = Finding::new(Code::CellsMerged, row.into(), self.places[place].1);
        Some(finding.with("cells", range).at(range.first))
    }
}
