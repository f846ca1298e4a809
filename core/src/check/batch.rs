//! What the front of a check hands to its back: some rows at once, so that the back can look ahead of the one at hand.

use std::sync::Arc;

use super::cells::Shape;
use crate::finding::{Finding, Span};
use crate::input::spreadsheet::SheetRead;
use crate::input::{Record, Records};
use crate::kinds::{Header, Keys};

/// How many entries are handed over at once: enough to look ahead, few enough to stay in a near cache.
const FULL: usize = 1024;

/// Entries in file order. Filled again, it allocates nothing.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Each with the end of its findings; they start where those of the one before it end.
    entries: Vec<(Entry, u32)>,
    /// Those of entries with a record, in order.
    records: Records,
    /// Of those rows whose cells could be read, in order.
    keys: Keys,
    findings: Vec<Finding>,
}

/// Something that stands in the file.
#[derive(Debug)]
pub(super) enum Entry {
    /// A comment or blank line above the header.
    CommentAbove,
    /// The header, which has a record; none when its kind is unknown.
    Header(Option<Arc<Header>>),
    /// A row, which has a record.
    Row(Shape),
    /// So many rows like some above, of which nothing is to be said; each has one of the records like others.
    Alike(usize),
    /// A row under an unknown header.
    Counted,
    /// Bytes that are no record.
    Unreadable(Box<Finding>),
    /// Something about the whole file.
    Remark(Box<Finding>),
    /// The file is a workbook, of which this sheet is read.
    Sheet(Box<SheetRead>),
}

impl Batch {
    /// Whether it holds enough.
    pub(super) fn is_full(&self) -> bool {
        self.entries.len() + self.records.alike().len() >= FULL
    }

    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.records.clear();
        self.keys.clear();
        self.findings.clear();
    }

    /// Where findings of the next entry are added, before the entry itself.
    pub(super) fn findings(&mut self) -> &mut Vec<Finding> {
        &mut self.findings
    }

    /// Where hashes of the next row are added, before the row itself.
    pub(super) fn keys_mut(&mut self) -> &mut Keys {
        &mut self.keys
    }

    /// The hashes of rows whose cells could be read.
    pub(super) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Appends an entry, to which the findings belong that were added since the last one.
    pub(super) fn push(&mut self, entry: Entry) {
        // A batch has fewer findings than its file has bytes.
        self.entries.push((entry, self.findings.len() as u32));
    }

    /// As [`Batch::push`], for an entry that has a record.
    #[inline]
    pub(super) fn push_record(&mut self, entry: Entry, record: &Record<'_>) {
        self.records.push(record);
        self.push(entry);
    }

    /// Appends a row like one above, which was kept among the records.
    #[inline]
    pub(super) fn push_alike(&mut self) {
        match self.entries.last_mut() {
            Some((Entry::Alike(count), _)) => *count += 1,
            _ => self.push(Entry::Alike(1)),
        }
    }

    /// As [`Batch::push`], for an entry whose record is made of cells that stand in no text.
    pub(super) fn push_cells(&mut self, entry: Entry, line: u64, span: Span, cells: &[&str]) {
        self.records.push_cells(line, span, cells);
        self.push(entry);
    }

    /// The entries and their findings.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Entry, &[Finding])> {
        let mut from = 0;
        self.entries.iter().map(move |(entry, to)| {
            let to = *to as usize;
            let findings = &self.findings[from..to];
            from = to;
            (entry, findings)
        })
    }

    /// To whom readers lend the text.
    pub(super) fn records_mut(&mut self) -> &mut Records {
        &mut self.records
    }

    /// Where the last record ends in the file.
    pub(super) fn end(&self) -> u64 {
        let last = self.records.len().checked_sub(1);
        let last = last.and_then(|last| self.records.get(last));
        let end = last.map_or(0, |record| record.span().end);
        end.max(self.records.alike().end())
    }

    /// All records.
    pub(super) fn records(&self) -> &Records {
        &self.records
    }

    /// The records of those entries that have one of their own.
    pub(super) fn own_records(&self) -> impl Iterator<Item = Record<'_>> {
        (0..self.records.len()).filter_map(|index| self.records.get(index))
    }
}
