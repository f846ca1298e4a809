//! Rows that are written as one above, but for two of their cells. Lists of who is in what have millions of them: what stands around both names is
//! compared as a whole, only the names are looked at, and the row is kept as a few numbers until somebody asks for more.

mod ways;

use super::cells::split;
use super::record::Record;
use super::{Encoding, Reader};
use crate::finding::Span;

pub(crate) use ways::{Alike, Found, WayNumber, Writing};

/// A row like one above. It needs nothing but cutting, and all its bytes are above suspicion ([`Record::is_clean`]).
#[derive(Debug, Clone, Copy)]
pub(crate) struct AlikeRow {
    pub(crate) writing: Writing,
    /// Where it starts in the text.
    start: u32,
    /// How many lines it stands below the first of those that are kept with it.
    below: u32,
    /// How many bytes it has, with its line end.
    length: u16,
    /// How many bytes its names have, in the form in which they are compared.
    names: [u16; 2],
}

/// Rows like some above, in file order. Their text is elsewhere.
#[derive(Debug, Default)]
pub(crate) struct AlikeRows {
    list: Vec<AlikeRow>,
    /// All names, in the form in which they are compared, one after the other: who needs no more of the rows need not fetch their text from another processor.
    names: String,
    /// The line of the first one.
    line: u64,
    /// Where their text starts in the file.
    offset: u64,
    separator: u8,
}

impl AlikeRows {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.names.clear();
    }

    /// The rows, each with its names in the form in which they are compared.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&AlikeRow, [&str; 2])> {
        let mut names = &*self.names;
        self.list.iter().map(move |row| {
            let names = row.names.map(|length| {
                let (name, rest) = names.split_at(usize::from(length));
                names = rest;
                name
            });
            (row, names)
        })
    }

    /// Where the last one ends in the file; 0 when there is none.
    pub(crate) fn end(&self) -> u64 {
        let end = |row: &AlikeRow| self.offset + u64::from(row.start) + u64::from(row.length);
        self.list.last().map_or(0, end)
    }

    /// Keeps a row that was found at the start of what comes next, by its names in the form in which they are compared. The reader's text has not changed
    /// since others were kept.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the text is shorter than 4 GiB and has fewer lines than bytes; such rows and their names are shorter than 64 KiB"
    )]
    pub(crate) fn push(&mut self, row: &Found, ahead: Ahead<'_>, names: [&str; 2]) {
        if self.list.is_empty() {
            self.separator = ahead.separator;
            self.line = ahead.line;
            self.offset = ahead.offset - ahead.at as u64;
        }
        for name in names {
            self.names.push_str(name);
        }
        self.list.push(AlikeRow {
            writing: row.writing,
            start: ahead.at as u32,
            below: (ahead.line - self.line) as u32,
            length: row.length as u16,
            names: names.map(|name| name.len() as u16),
        });
    }

    /// The line on which a row stands.
    #[inline]
    pub(crate) fn line(&self, row: &AlikeRow) -> u64 {
        self.line + u64::from(row.below)
    }

    /// The row as a record, from the text of all. Where its cells end is put in `ends`.
    pub(super) fn record<'r>(
        &self,
        row: &AlikeRow,
        text: &'r str,
        ends: &'r mut Vec<u32>,
    ) -> Record<'r> {
        let start = row.start as usize;
        let raw = &text[start..start + usize::from(row.length)];
        ends.clear();
        let line = raw.trim_end_matches(['\r', '\n']);
        split(line.as_bytes(), self.separator, ends);
        let start = self.offset + u64::from(row.start);
        Record {
            lent: Some((row.start, row.start + u32::from(row.length))),
            raw: raw.as_bytes(),
            text: raw,
            ends,
            gap: 1,
            written: &[],
            line: self.line(row),
            span: Span::new(start, start + u64::from(row.length)),
            encoding: Encoding::Utf8,
            clean: true,
            findings: &[],
        }
    }
}

/// What comes next, where rows may stand that need nothing but cutting.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ahead<'t> {
    pub(crate) text: &'t str,
    pub(crate) separator: u8,
    /// Where it starts in the reader's text.
    at: usize,
    /// Likewise in the file.
    offset: u64,
    line: u64,
}

impl Reader {
    /// What comes next, where rows may stand that need nothing but cutting.
    #[inline]
    pub(crate) fn ahead(&self) -> Option<Ahead<'_>> {
        let dialect = self.dialect()?;
        let is_plain = dialect.encoding == Encoding::Utf8
            && self.header_cells.is_some()
            && self.skipping.is_none()
            && !matches!(dialect.separator, '\0' | '\n' | '\r')
            // A line whose end is awaited is not looked at again for each piece of it that comes in.
            && self.searched == 0;
        let text = self.text.valid().filter(|_| is_plain)?;
        let is_placed = u32::try_from(text.len()).is_ok();
        is_placed.then(|| Ahead {
            text: &text[self.at..],
            separator: dialect.separator as u8,
            at: self.at,
            offset: self.offset,
            line: self.line,
        })
    }

    /// Passes over a row of so many bytes that was found there.
    #[inline]
    pub(crate) fn pass(&mut self, length: usize) {
        self.advance(length, 1);
    }
}
