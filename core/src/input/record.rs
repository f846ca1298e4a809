//! Records, and what else the reader hands out.

use super::Encoding;
use super::cells::QuotedCell;
use super::source::source_len;
use crate::finding::{Finding, Span};

/// A cell: its text (decoded, unquoted, blanks on both sides dropped).
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
    /// Where it stands in the reader's text, from and to, when its cells are cut from there.
    pub(super) lent: Option<(u32, u32)>,
    /// Its bytes as UTF-8 (or what should be), line end included.
    pub(super) raw: &'r [u8],
    /// What its cells are cut from: the raw text, or a copy without quotes.
    pub(super) text: &'r str,
    /// Where each cell ends in `text`.
    pub(super) ends: &'r [u32],
    /// How many bytes of `text` stand between two cells: the separator, or nothing in a copy.
    pub(super) gap: u32,
    /// The cells as they stand in `raw`, when `text` is a copy.
    pub(super) written: &'r [QuotedCell],
    pub(super) line: u64,
    pub(super) span: Span,
    pub(super) encoding: Encoding,
    pub(super) clean: bool,
    pub(super) findings: &'r [Finding],
}

/// The first byte of a blank.
const FIRST: u8 = 1;
/// The last byte of a blank.
const LAST: u8 = 2;

/// Which ends of a blank a byte may be. A blank is a space, a tab, or U+00A0, whose bytes are C2 A0.
const EDGES: [u8; 256] = {
    let mut edges = [0; 256];
    edges[b' ' as usize] = FIRST | LAST;
    edges[b'\t' as usize] = FIRST | LAST;
    edges[0xc2] = FIRST;
    edges[0xa0] = LAST;
    edges
};

/// Whether a blank may start, and end, with a byte.
pub(crate) const fn may_be_blank(byte: u8) -> (bool, bool) {
    let edges = EDGES[byte as usize];
    (edges & FIRST != 0, edges & LAST != 0)
}

impl<'r> Cell<'r> {
    /// What stands between two separators.
    #[inline]
    fn of(whole: &'r str) -> Self {
        // Most cells have no blank at either end.
        if let ([first, ..], [.., last]) = (whole.as_bytes(), whole.as_bytes())
            && (EDGES[usize::from(*first)] & FIRST) | (EDGES[usize::from(*last)] & LAST) != 0
        {
            return Self::trimmed(whole);
        }
        Self {
            text: whole,
            trimmed: false,
        }
    }

    #[cold]
    fn trimmed(whole: &'r str) -> Self {
        let text = whole.trim_matches(is_blank);
        Self {
            text,
            trimmed: text.len() < whole.len(),
        }
    }
}

impl<'r> Record<'r> {
    /// The line on which it starts, from 1, as an editor counts.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Its bytes in the file, line end included.
    pub fn span(&self) -> Span {
        self.span
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell at `index`, from 0.
    #[inline]
    pub fn cell(&self, index: usize) -> Option<Cell<'r>> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => self.ends[before] + self.gap,
            None => 0,
        };
        Some(Cell::of(&self.text[start as usize..end as usize]))
    }

    /// All cells, in their order.
    #[inline]
    pub fn cells(&self) -> impl Iterator<Item = Cell<'r>> {
        let (text, gap) = (self.text, self.gap);
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let cell = Cell::of(&text[start as usize..*end as usize]);
            start = *end + gap;
            cell
        })
    }

    /// All cells, each with all that stands between its separators.
    #[inline]
    pub(crate) fn cells_as_cut(&self) -> impl Iterator<Item = &'r [u8]> {
        let (text, gap) = (self.text.as_bytes(), self.gap);
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let cell = &text[start as usize..*end as usize];
            start = *end + gap;
            cell
        })
    }

    /// Whether its cells are taken as they stand, and are known to have no control, no character that nobody sees, and nothing that may be
    /// UTF-8 once read as windows-1252. Many others are in order as well: this only tells what need not be looked at again.
    pub fn is_clean(&self) -> bool {
        self.clean
    }

    /// The bytes of the cell at `index` in the file: all that stands between its two separators. Empty, at the record's end, beyond the last cell.
    pub fn cell_span(&self, index: usize) -> Span {
        let in_raw = |index: usize| match self.written.get(index) {
            Some(cell) => cell.stop,
            None => self
                .ends
                .get(index)
                .map_or(self.raw.len(), |end| *end as usize),
        };
        let stop = in_raw(index);
        let start = match index {
            0 => 0,
            _ if index < self.len() => in_raw(index - 1) + 1,
            _ => stop,
        };
        let offset = |at: usize| self.span.start + source_len(&self.raw[..at], self.encoding);
        Span::new(
            offset(start).min(self.span.end),
            offset(stop).min(self.span.end),
        )
    }

    /// The row as it is written, in UTF-8: quotes and blanks included, line end not.
    pub fn as_written(&self) -> &'r [u8] {
        let end = self
            .raw
            .iter()
            .rposition(|byte| !matches!(byte, b'\r' | b'\n'));
        &self.raw[..end.map_or(0, |last| last + 1)]
    }

    /// What its cells are cut from and where they end there, when cutting alone makes cells of it.
    pub(crate) fn as_cut(&self) -> Option<(&'r str, &'r [u32])> {
        (self.gap > 0).then_some((self.text, self.ends))
    }

    /// What is wrong with how it is written (bytes, quotes); the cells are there all the same.
    pub fn findings(&self) -> &'r [Finding] {
        self.findings
    }
}

/// Blanks that are dropped around a value.
pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{a0}')
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
        /// Whether nothing stands on it.
        is_blank: bool,
    },
    /// Bytes that could not be made a record of.
    Unreadable {
        /// The bytes passed over, line end included.
        span: Span,
        /// The line, from 1.
        line: u64,
        /// Why.
        finding: Finding,
    },
}
