//! The push-fed reader.

use super::{Dialect, Encoding};
use crate::finding::{Finding, Span};

/// The longest record that is read, in bytes; a longer one is skipped with a finding.
pub const MAX_RECORD: usize = 1 << 20;

/// What is known of a file before it is read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The encoding; recognised from the content when none.
    pub encoding: Option<Encoding>,
    /// The separator; recognised from the content when none.
    pub separator: Option<char>,
    /// The code point written for the separator inside a value (`&#44`); the separator's own when none.
    /// Mirrors the host variable `CSV_ENCODE`.
    pub protected_separator: Option<u32>,
}

/// A cell: its text (decoded, unquoted, blanks on both sides dropped) and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'r> {
    /// The value.
    pub text: &'r str,
    /// Whether blanks around the value were dropped.
    pub trimmed: bool,
}

/// A record: one row of the file, on one line or (quoted) over several.
#[derive(Debug)]
pub struct Record<'r> {
    _text: &'r str,
}

impl<'r> Record<'r> {
    /// The line on which it starts, from 1, as an editor counts.
    pub fn line(&self) -> u64 {
        todo!()
    }

    /// Its bytes in the file, line end included.
    pub fn span(&self) -> Span {
        todo!()
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        todo!()
    }

    /// Whether it has no cell.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell at `index`, from 0.
    pub fn cell(&self, _index: usize) -> Option<Cell<'r>> {
        todo!()
    }

    /// The bytes of the cell at `index` in the file: all that stands between its two separators.
    pub fn cell_span(&self, _index: usize) -> Span {
        todo!()
    }

    /// What is wrong with how it is written (bytes, quotes); the cells are there all the same.
    pub fn findings(&self) -> &[Finding] {
        todo!()
    }
}

/// What the reader hands out, in file order. The spans of all items, with the byte-order mark before them,
/// cover the file without gap or overlap.
#[derive(Debug)]
pub enum Item<'r> {
    /// A row (the first one is the header, for the kinds that have one).
    Record(Record<'r>),
    /// A blank line or a comment.
    Skipped {
        /// The bytes passed over, line end included.
        span: Span,
        /// The line, from 1.
        line: u64,
    },
    /// Bytes that could not be made a record of (too long, NUL).
    Unreadable {
        /// The bytes passed over, line end included.
        span: Span,
        /// The line, from 1.
        line: u64,
        /// Why.
        finding: Finding,
    },
}

/// Reads records from bytes that are pushed in, in memory bounded by [`MAX_RECORD`].
///
/// ```text
/// loop { reader.push(&chunk); while let Some(item) = reader.next() { … } }
/// reader.finish(); while let Some(item) = reader.next() { … }
/// ```
#[derive(Debug)]
pub struct Reader {
    _options: ReadOptions,
}

impl Reader {
    /// A reader at the start of a file.
    pub fn new(options: ReadOptions) -> Self {
        Self { _options: options }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, _bytes: &[u8]) {
        todo!()
    }

    /// Says that no more bytes will come.
    pub fn finish(&mut self) {
        todo!()
    }

    /// The next item, or none until more bytes are pushed (after [`Reader::finish`]: none for good).
    #[expect(
        clippy::should_implement_trait,
        reason = "items borrow from the reader"
    )]
    pub fn next(&mut self) -> Option<Item<'_>> {
        todo!()
    }

    /// How the file is written, once enough was seen.
    pub fn dialect(&self) -> Option<Dialect> {
        todo!()
    }

    /// Bytes taken in so far.
    pub fn position(&self) -> u64 {
        todo!()
    }
}
