//! A row of a command file, seen through its header.

use super::Header;
use super::keys::RowKeys;
use super::values::Parsed;
use crate::finding::{Code, Finding, Span};
use crate::input::Record;

/// A record seen through its header.
///
/// Positions are looked up once per file ([`Header::position`], [`Header::sets`]) where every row counts; by name where it does not.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    /// The header.
    pub header: &'r Header,
    /// The record.
    pub record: &'r Record<'r>,
    /// Hashes of the cells by which it is looked up.
    pub(crate) keys: RowKeys<'r>,
}

impl<'r> Row<'r> {
    /// The line on which it starts.
    pub fn line(&self) -> u64 {
        self.record.line()
    }

    /// Its bytes in the file, line end included.
    pub fn span(&self) -> Span {
        self.record.span()
    }

    /// The text at a position: none when there is no cell or it is empty ("not given").
    pub fn at(&self, position: usize) -> Option<&'r str> {
        self.record
            .cell(position)
            .map(|cell| cell.text)
            .filter(|text| !text.is_empty())
    }

    /// The text of a column: none when the column is absent or the cell is empty ("not given").
    pub fn text(&self, name: &str) -> Option<&'r str> {
        self.at(self.header.position(name)?)
    }

    /// The value at a position: none when it is not given or has an error.
    pub fn parsed_at(&self, position: usize) -> Option<Parsed<'r>> {
        let column = self.header.columns.get(position)?.as_ref()?;
        column.value.parse(self.at(position)?).ok()
    }

    /// The value of a column: none when it is not given or has an error.
    pub fn parsed(&self, name: &str) -> Option<Parsed<'r>> {
        self.parsed_at(self.header.position(name)?)
    }

    /// A finding about the cell at a position.
    pub fn finding_at(&self, code: Code, position: usize) -> Finding {
        let span = if self.header.kind.is_archive() {
            self.span() // What is said of an entry stands nowhere in it.
        } else {
            self.record.cell_span(position)
        };
        let finding = Finding::new(code, self.line(), span);
        match self.header.names.get(position) {
            Some(name) => finding.column(name),
            None => finding,
        }
    }

    /// A finding about the cell of a column; about the row where the column is absent.
    pub fn finding(&self, code: Code, name: &str) -> Finding {
        match self.header.position(name) {
            Some(position) => self.finding_at(code, position),
            None => self.row_finding(code),
        }
    }

    /// A finding about the whole row.
    pub fn row_finding(&self, code: Code) -> Finding {
        Finding::new(code, self.line(), self.span())
    }
}
