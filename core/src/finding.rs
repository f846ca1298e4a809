//! Findings: what the checks have to say about a file.
//!
//! A finding is data, never an error that stops the file. It has a stable [`Code`], the place it
//! speaks of, the parameters of its message and, where there is one obvious mend, a [`Fix`].
//! Its wording in English and French lives in [`crate::messages`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::code::Code;

/// Bytes `start..end` of the file as it was given, in its own encoding.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u64,
    /// Offset after the last byte.
    pub end: u64,
}

impl Span {
    /// The span of the bytes `start..end`.
    pub const fn new(start: u64, end: u64) -> Self {
        Self { start, end }
    }

    /// How many bytes it covers.
    pub const fn len(self) -> u64 {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub const fn is_empty(self) -> bool {
        self.end == self.start
    }
}

/// A line of a file of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileLine {
    /// The place of the file in the order in which the bundle is executed, from 0.
    pub file: u32,
    /// The line, from 1.
    pub line: u64,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row (or, on the header, the file) will not be executed.
    Error,
    /// The row will be executed; a person should look.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The stable name: `error`, `warning` or `info`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// The parameters of a message, by the name that the Fluent files use.
pub type Params = BTreeMap<Cow<'static, str>, String>;

/// One thing to say about one place of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is said.
    pub code: Code,
    /// Line of the file, from 1, as an editor counts it: that on which the record starts. In an archive, the number of the entry; 0
    /// when the archive as a whole is meant.
    pub line: u64,
    /// Name of the column, as the header has it; none when the whole row or file is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The cell of a spreadsheet, as `C12`; none in other files, and where no single cell is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The bytes it speaks of: a cell (without its quotes' neighbours), or a record.
    pub span: Span,
    /// What the message mentions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: Params,
    /// The one obvious mend, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding about the record or cell at `span`, which starts on `line`.
    pub fn new(code: Code, line: u64, span: Span) -> Self {
        Self {
            code,
            line,
            column: None,
            cell: None,
            span,
            params: Params::new(),
            fix: None,
        }
    }

    /// Names the column.
    #[must_use]
    pub fn column(mut self, name: impl Into<String>) -> Self {
        self.column = Some(name.into());
        self
    }

    /// Names the cell of a spreadsheet.
    #[must_use]
    pub(crate) fn at(mut self, cell: impl std::fmt::Display) -> Self {
        self.cell = Some(cell.to_string());
        self
    }

    /// Adds a parameter of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.insert(Cow::Borrowed(name), value.to_string());
        self
    }

    /// Adds parameters of the message.
    #[must_use]
    pub fn with_all(mut self, params: Params) -> Self {
        self.params.extend(params);
        self
    }

    /// Adds the mend.
    #[must_use]
    pub fn fix(mut self, grade: Grade, action: FixAction) -> Self {
        self.fix = Some(Fix { grade, action });
        self
    }

    /// How much it weighs.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// How sure a mend is; it decides what "apply all" may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Cannot change the meaning: applied with all the others in one go.
    Safe,
    /// Very probably what was meant: applied one by one, or by code.
    Likely,
    /// A guess: the person must choose.
    Ask,
}

/// One mend of one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// How sure it is.
    pub grade: Grade,
    /// What it does.
    pub action: FixAction,
}

/// What a mend does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum FixAction {
    /// Writes this text in place of the cell at the finding's span (see [`crate::input::write_cell`]).
    Replace(String),
    /// Takes the record at this span out of the file.
    RemoveRecord(Span),
    /// Reads the whole file with this separator.
    UseSeparator(char),
    /// Reads the whole file in this encoding.
    UseEncoding(crate::input::Encoding),
}
