//! What the page and its worker say to each other.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use toolsync_core::api::{BoardQuery, PictureBoard};
use toolsync_core::check::{CheckOptions, Verdict};
use toolsync_core::finding::{Code, Finding, Severity};
use toolsync_core::messages::Language;
use wasm_bindgen::JsValue;

/// A message as it travels. What cannot be written is told to the console, and travels as nothing.
pub fn write<M: Serialize>(message: &M) -> JsValue {
    let written = serde_wasm_bindgen::to_value(message);
    written.unwrap_or_else(|error| {
        web_sys::console::error_1(&error.into());
        JsValue::UNDEFINED
    })
}

/// A message that came; none when it is of another version of the page, which the console is told.
pub fn read<M: DeserializeOwned>(came: JsValue) -> Option<M> {
    let read = serde_wasm_bindgen::from_value(came);
    read.inspect_err(|error| web_sys::console::error_1(&error.to_string().into()))
        .ok()
}

/// What the page asks for.
#[derive(Debug, Serialize, Deserialize)]
pub enum Command {
    /// Take the blobs that come along apart, where one is an archive of command files, and put them in the order in which they are executed.
    Sort {
        /// The names of the files.
        names: Vec<String>,
        /// How they are to be read.
        options: Box<CheckOptions>,
    },
    /// Check the blob that comes along (with a digest index, when a site was chosen).
    Check {
        /// How it is to be read.
        options: Box<CheckOptions>,
        /// Whether the blob is what the worker composed last, so that its rows may be edited meanwhile.
        follows: bool,
        /// Its place among files that are checked together. Those before were checked before.
        place: usize,
        /// Whether it is the one that is looked at; of others, only what the check came to is told.
        is_open: bool,
        /// Whether others come after it, which may need what it makes.
        goes_on: bool,
    },
    /// Read some rows.
    Rows(RowsWanted),
    /// Show pictures of an archive.
    Board(BoardQuery),
    /// List findings.
    Findings(Query),
    /// Apply fixes.
    Mend(Mend),
    /// Write a cell.
    Edit(Edit),
    /// Compose a file of the rows with errors.
    BadRows,
}

/// What the worker says.
#[derive(Debug, Serialize, Deserialize)]
pub enum Report {
    /// The check goes on.
    Progress {
        /// Bytes checked.
        bytes: u64,
        /// Rows checked.
        rows: u64,
    },
    /// The files that were to be taken apart come along, in the order in which they are executed; their names.
    Sorted(Vec<String>),
    /// The check of the file at this place ended.
    Checked(usize, Box<Summary>),
    /// Rows that were asked for.
    Rows(RowPage),
    /// Pictures that were asked for. The images of its entries come along, one for each; none of one that cannot be shown.
    Board(PictureBoard),
    /// Findings that were asked for.
    Findings(FindingPage),
    /// The file changed; it comes along.
    Edited {
        /// How many fixes were applied; 0 for an edit in place.
        mends: u32,
    },
    /// The file did not change.
    Refused(Refusal),
    /// The rows with errors, under their header, come along.
    BadRows,
    /// The file (or the digest index) could not be read, in the browser's or the core's own words.
    Unreadable(String),
}

/// Which rows a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum RowFilter {
    /// Every row.
    #[default]
    All,
    /// Rows with an error.
    Errors,
    /// Rows with any finding.
    Findings,
}

/// Rows `from..from + count` of those that pass the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowsWanted {
    /// Position of the first among the rows that pass.
    pub from: u32,
    /// How many.
    pub count: u32,
    /// Which rows pass.
    pub filter: RowFilter,
}

/// Which findings are listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Of these weights.
    pub severities: Vec<Severity>,
    /// Of this column only.
    pub column: Option<String>,
    /// Whose message, column, line or parameters contain this text.
    pub search: String,
    /// In which language the message is searched.
    pub language: Language,
    /// Codes whose findings are listed, and how many of each.
    pub open: Vec<(Code, u32)>,
}

/// Fixes to apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mend {
    /// That of one finding, by its index.
    One(u32),
    /// The safe and likely ones of a code.
    Code(Code),
    /// All safe ones.
    Safe,
}

/// A text for a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Index of the row in the file.
    pub row: u32,
    /// Index of the column.
    pub column: u32,
    /// What is to stand there.
    pub text: String,
}

/// Why the file did not change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// A character that the file's encoding lacks.
    Unencodable {
        /// The character.
        character: char,
        /// Name of the encoding.
        encoding: String,
    },
    /// The row has no such cell, or no fix is left.
    Nothing,
    /// The browser could not read or compose the file.
    Browser(String),
}

/// A verdict without its findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The verdict; its findings stay in the worker.
    pub verdict: Verdict,
    /// How many rows the table has, by filter: all, with errors, with findings.
    pub rows: [u32; 3],
    /// Columns that findings speak of.
    pub columns: Vec<String>,
    /// How many safe fixes there are.
    pub safe_fixes: u32,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// Its index in the file, from 0.
    pub index: u32,
    /// The line on which it starts.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<CellView>,
    /// Findings on the row as a whole.
    pub findings: Vec<Finding>,
}

/// A cell of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellView {
    /// Its text, as edited.
    pub text: String,
    /// Whether it was edited since the last check.
    pub edited: bool,
    /// Findings on it.
    pub findings: Vec<Finding>,
}

/// Some rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowPage {
    /// What was asked for.
    pub wanted: RowsWanted,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// A finding in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingView {
    /// Its index in the verdict.
    pub id: u32,
    /// The finding.
    pub finding: Finding,
    /// The path of its entry, if it is on one of an archive.
    pub entry: Option<String>,
    /// Index of its row, if it is on one of a table.
    pub row: Option<u32>,
    /// Index of its column, likewise.
    pub column: Option<u32>,
}

/// The findings of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The code.
    pub code: Code,
    /// How many match.
    pub total: u64,
    /// How many of them can be listed.
    pub listed: u32,
    /// How many have a fix that may be applied together (safe or likely).
    pub fixes: u32,
    /// The first ones, when the group is open.
    pub findings: Vec<FindingView>,
}

/// The findings that a query lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FindingPage {
    /// By code, errors first.
    pub groups: Vec<Group>,
}
