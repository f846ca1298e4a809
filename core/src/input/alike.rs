//! Rows that are written as one above, but for two of their cells. Lists of who is in what have millions of them: what stands around both names is
//! compared as a whole, only the names are looked at, and the row is kept as a few numbers until somebody asks for more.

mod ways;

use super::cells::split;
use super::record::Record;
use super::{Encoding, Reader, Records};
use crate::finding::Span;

use ways::Found;
pub(crate) use ways::{Alike, WayNumber, Writing};

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
    /// How many bytes its names have.
    names: [u16; 2],
}

/// Rows like some above, in file order. Their text is elsewhere.
#[derive(Debug, Default)]
pub(crate) struct AlikeRows {
    list: Vec<AlikeRow>,
    /// All names, one after the other: who needs no more of the rows need not fetch their text from another processor.
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

    /// The rows, each with its names.
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

impl Reader {
    /// The text that comes next and the separator, where rows may stand that need nothing but cutting.
    #[inline]
    pub(crate) fn ahead(&self) -> Option<(&str, u8)> {
        let dialect = self.dialect()?;
        let is_plain = dialect.encoding == Encoding::Utf8
            && self.header_cells.is_some()
            && self.skipping.is_none()
            // A line whose end is awaited is not looked at again for each piece of it that comes in.
            && self.searched == 0;
        let text = self.text.valid().filter(|_| is_plain)?;
        let is_placed = u32::try_from(text.len()).is_ok();
        is_placed.then(|| (&text[self.at..], dialect.separator as u8))
    }

    /// Keeps a row that was found at the start of what comes next, and passes over it. Nothing was pushed since others were kept there.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the text is shorter than 4 GiB and has fewer lines than bytes; rows that others are like are shorter than 64 KiB"
    )]
    pub(crate) fn keep(&mut self, row: &Found, separator: u8, records: &mut Records) {
        let rows = &mut records.alike;
        if rows.list.is_empty() {
            rows.separator = separator;
            rows.line = self.line;
            rows.offset = self.offset - self.at as u64;
        }
        rows.list.push(AlikeRow {
            writing: row.writing,
            start: self.at as u32,
            below: (self.line - rows.line) as u32,
            length: row.length as u16,
            names: row.names.map(|(start, end)| (end - start) as u16),
        });
        if let Some(text) = self.text.valid() {
            for name in row.names(&text[self.at..]) {
                rows.names.push_str(name);
            }
        }
        self.advance(row.length, 1);
    }
}
