//! Workbooks of spreadsheets (`.xlsx`, `.ods`) as the text of a CSV file, which is what is checked, planned and executed.
//!
//! ```text
//! archive ─ package ─▶ parts ─ xml ─▶ xlsx, ods ─▶ Row (value, address) ─ text ─▶ CSV text + remarks
//! ```
//!
//! Everything that a workbook can be made to do to its reader ends here: parts are taken out of [`crate::archive`] within limits, rows and
//! cells are limited whatever a sheet claims to have, nothing outside the file is looked at, no formula is calculated.
//!
//! It is read without the crates that read workbooks in general: they do not say which rows are hidden, hold a cell in memory for each
//! that a file claims to have, unpack without limits, and are half as large as the whole page. One of them is the oracle of the tests.

mod address;
mod ods;
mod package;
mod row;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod xlsx;
mod xml;

use serde::{Deserialize, Serialize};

use self::address::letters;
use self::package::Package;
use self::row::{EachRow, Merged};
use crate::archive::Limits;
use crate::finding::{Code, Finding, Span};

pub use text::{SEPARATOR, SheetText};
pub use value::is_error;

/// What a workbook may ask of its reader. A sheet with a million rows of twenty columns is 200 MiB of XML, of which a twentieth is packed.
const LIMITS: Limits = Limits {
    archive: 256 << 20,
    entries: 10_000,
    entry: 256 << 20,
    total: 768 << 20,
    ratio: 400,
};

/// An open workbook.
#[derive(Debug)]
pub struct Workbook<'f> {
    package: Package<'f>,
    length: u64,
    form: Form,
    sheets: Vec<Sheet>,
    /// The part that was read last, by the number of the sheet that it was read for.
    part: Option<(usize, String)>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// As its tab says.
    pub name: String,
    /// Whether the workbook hides it.
    pub is_hidden: bool,
}

/// Which sheet of a workbook was read, and how its cells are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRead {
    /// Its name.
    pub name: String,
    /// The names of all sheets of the workbook, in order.
    pub sheets: Vec<String>,
    /// The column, from 0, of the first cell of each record.
    pub first_column: u32,
}

impl SheetRead {
    /// The cell, as `C12`, that became the cell at `index` of the record on `line`.
    pub fn cell(&self, index: usize, line: u64) -> String {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        format!("{}{line}", letters(self.first_column.saturating_add(index)))
    }
}

/// How a workbook is written.
#[derive(Debug)]
enum Form {
    OfficeOpen(xlsx::Book),
    OpenDocument,
}

/// Why reading stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stop {
    /// It is not what the standard says.
    Damaged,
    /// It is larger than is read.
    TooLarge {
        /// `part`, `rows`, `columns` or `text`.
        what: &'static str,
        /// How many (bytes, of parts and texts) there may be.
        limit: u64,
    },
    /// Whoever was handed rows has seen enough.
    Enough,
    /// Something stands left of the column, from 0, that was thought to be the first.
    Wider(u32),
}

fn too_large(what: &'static str, limit: u32) -> Stop {
    Stop::TooLarge {
        what,
        limit: limit.into(),
    }
}

impl<'f> Workbook<'f> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// The finding about the file as a whole, when it is damaged, too large, protected by a password, or another kind of document.
    pub fn open(file: &'f [u8]) -> Result<Self, Box<Finding>> {
        let length = file.len() as u64;
        let mut package = Package::open(file)?;
        let (form, sheets) = form(&mut package)
            .map_err(|stop| stopped(&stop, length))?
            .ok_or_else(|| {
                let what = if package.has("xl/") {
                    "spreadsheet"
                } else {
                    "document"
                };
                let finding = Finding::new(Code::NotText, 0, Span::new(0, length));
                Box::new(finding.with("what", what))
            })?;
        if sheets.is_empty() {
            return Err(stopped(&Stop::Damaged, length));
        }
        Ok(Self {
            package,
            length,
            form,
            sheets,
            part: None,
        })
    }

    /// Its sheets that hold cells, in the order of their tabs.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The texts of the first row of a sheet that holds something and is no comment, from its first cell that does to its last; none when
    /// there is no such row.
    ///
    /// # Errors
    /// The finding about the file, when the sheet cannot be read.
    pub fn first_row(&mut self, sheet: usize) -> Result<Vec<String>, Box<Finding>> {
        let mut first = Vec::new();
        let read = self.rows(sheet, &mut |row| {
            if row.is_comment() {
                return Ok(());
            }
            let mut next = None;
            for (cell, text) in row.cells() {
                let gap = next.map_or(0, |next| cell.column - next);
                first.extend((0..gap).map(|_| String::new()));
                first.push(text.to_owned());
                next = Some(cell.column + 1);
            }
            Err(Stop::Enough)
        });
        match read {
            Ok(_) | Err(Stop::Enough) => Ok(first),
            Err(stop) => Err(stopped(&stop, self.length)),
        }
    }

    /// The text of a sheet. `separator` stands between its cells.
    ///
    /// # Errors
    /// The finding about the file, when the sheet cannot be read, or is larger than is read.
    pub fn text(&mut self, sheet: usize, separator: char) -> Result<SheetText, Box<Finding>> {
        let mut first_column = None;
        loop {
            let mut draft = text::Draft::new(separator, first_column);
            match self.rows(sheet, &mut |row| draft.row(row)) {
                Ok(merged) => return Ok(draft.finish(&merged)),
                // Below its first row, the sheet is wider to the left.
                Err(Stop::Wider(column)) => first_column = Some(column),
                Err(stop) => return Err(stopped(&stop, self.length)),
            }
        }
    }

    fn rows(&mut self, sheet: usize, each: EachRow<'_>) -> Result<Merged, Stop> {
        let (key, path) = match &self.form {
            Form::OfficeOpen(book) => (sheet, book.part(sheet).ok_or(Stop::Damaged)?),
            // All sheets stand in one part.
            Form::OpenDocument => (0, CONTENT),
        };
        let part = match self.part.take() {
            Some((other, part)) if other == key => part,
            _ => self.package.needed(path)?,
        };
        let (_, part) = self.part.insert((key, part));
        match &self.form {
            Form::OfficeOpen(book) => book.rows(part, each),
            Form::OpenDocument => ods::rows(part, sheet, each),
        }
    }
}

/// The part of an OpenDocument file that holds its sheets.
const CONTENT: &str = "content.xml";

/// What an OpenDocument spreadsheet, or a template of one, says that it is.
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// How a workbook is written, and its sheets; none when it is another kind of document.
fn form(package: &mut Package<'_>) -> Result<Option<(Form, Vec<Sheet>)>, Stop> {
    if let Some(says) = package.part("mimetype")? {
        if !says.starts_with(OPEN_DOCUMENT) {
            return Ok(None);
        }
        let sheets = ods::sheets(&package.needed(CONTENT)?)?;
        return Ok(Some((Form::OpenDocument, sheets)));
    }
    let book = xlsx::Book::open(package)?;
    Ok(book.map(|(book, sheets)| (Form::OfficeOpen(book), sheets)))
}

/// The finding that says why a workbook is not read.
fn stopped(stop: &Stop, length: u64) -> Box<Finding> {
    let finding = |code| Finding::new(code, 0, Span::new(0, length));
    Box::new(match stop {
        Stop::TooLarge { what, limit } => finding(Code::WorkbookTooLarge)
            .with("what", what)
            .with("limit", limit),
        Stop::Damaged | Stop::Enough | Stop::Wider(_) => finding(Code::WorkbookDamaged),
    })
}
