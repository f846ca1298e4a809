//! Records that outlive the reader's next step.

use super::Encoding;
use super::alike::{AlikeRow, AlikeRows};
use super::cells::QuotedCell;
use super::record::Record;
use super::text::Text;
use crate::finding::{Finding, Span};

/// Several records, in a few buffers that are filled again without allocating. Who holds them can look ahead of the one at hand, or hand
/// them to another thread while the reader goes on. Plain records are not copied: the reader lends its text ([`super::Reader::lend`]), or gives it away.
#[derive(Debug, Default)]
pub struct Records {
    places: Vec<Place>,
    /// The reader's text.
    pub(super) lent: Text,
    /// What the cells are cut from, of records that do not stand in the reader's text as they are.
    text: String,
    /// The bytes as written, of records whose cells are cut from something else.
    raw: Vec<u8>,
    ends: Vec<u32>,
    written: Vec<QuotedCell>,
    findings: Vec<Finding>,
    /// Records like others, of which only little is kept.
    alike: AlikeRows,
}

/// Where a record ends in each buffer; it starts there where the one before it ends. Batches are far below 4 GiB.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    text: u32,
    raw: u32,
    ends: u32,
    written: u32,
    findings: u32,
}

/// A record in the buffers.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Its bytes in the reader's text, when its cells are cut from there.
    lent: Option<(u32, u32)>,
    to: Ends,
    gap: u32,
    line: u64,
    span: Span,
    encoding: Encoding,
    clean: bool,
    /// Whether the text is as written: nothing stands in `raw`.
    is_raw: bool,
}

impl Records {
    /// How many records there are, apart from those like others.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Forgets all records.
    pub fn clear(&mut self) {
        self.places.clear();
        self.text.clear();
        self.raw.clear();
        self.ends.clear();
        self.written.clear();
        self.findings.clear();
        self.alike.clear();
    }

    /// The records like some above.
    pub(crate) fn alike(&self) -> &AlikeRows {
        &self.alike
    }

    /// Where records like some above are kept.
    pub(crate) fn alike_mut(&mut self) -> &mut AlikeRows {
        &mut self.alike
    }

    /// As [`Records::get`], of a record like one above. Where its cells end is put in `ends`.
    pub(crate) fn get_alike<'r>(
        &'r self,
        row: &AlikeRow,
        ends: &'r mut Vec<u32>,
    ) -> Option<Record<'r>> {
        Some(self.alike.record(row, self.lent.valid()?, ends))
    }

    /// Keeps a record. Before it is asked for, its reader must have lent its text.
    #[inline]
    pub fn push(&mut self, record: &Record<'_>) {
        let mut is_raw = true;
        if record.lent.is_none() {
            // Cells that have something between them were not copied.
            is_raw = record.gap > 0 || record.raw == record.text.as_bytes();
            self.text.push_str(record.text);
            if !is_raw {
                self.raw.extend_from_slice(record.raw);
            }
        }
        self.ends.extend_from_slice(record.ends);
        // Most records have neither, and an empty list costs a call as well.
        if !record.written.is_empty() {
            self.written.extend_from_slice(record.written);
        }
        if !record.findings.is_empty() {
            self.findings.extend_from_slice(record.findings);
        }
        self.places.push(Place {
            lent: record.lent,
            to: self.ends_now(),
            gap: record.gap,
            line: record.line,
            span: record.span,
            encoding: record.encoding,
            clean: record.clean,
            is_raw,
        });
    }

    /// Keeps a record of cells that stand in no text (they tell of something else in the file, at `span`): their places in the
    /// file mean nothing.
    pub fn push_cells(&mut self, line: u64, span: Span, cells: &[&str]) {
        let text = self.text.len();
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push((self.text.len() - text) as u32);
        }
        self.places.push(Place {
            lent: None,
            to: self.ends_now(),
            gap: 0,
            line,
            span,
            encoding: Encoding::Utf8,
            clean: false,
            is_raw: true,
        });
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "batches are far below 4 GiB"
    )]
    fn ends_now(&self) -> Ends {
        Ends {
            text: self.text.len() as u32,
            raw: self.raw.len() as u32,
            ends: self.ends.len() as u32,
            written: self.written.len() as u32,
            findings: self.findings.len() as u32,
        }
    }

    /// The record at `index`, in the order in which they were kept.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Record<'_>> {
        let Place {
            lent,
            to,
            gap,
            line,
            span,
            encoding,
            clean,
            is_raw,
        } = *self.places.get(index)?;
        let from = match index.checked_sub(1) {
            Some(before) => self.places[before].to,
            None => Ends::default(),
        };
        let range = |from: u32, to: u32| from as usize..to as usize;
        let text = match lent {
            Some((start, end)) => self.lent.lines(range(start, end)).unwrap_or_default(),
            None => &self.text[range(from.text, to.text)],
        };
        Some(Record {
            lent,
            raw: if is_raw {
                text.as_bytes()
            } else {
                &self.raw[range(from.raw, to.raw)]
            },
            text,
            ends: &self.ends[range(from.ends, to.ends)],
            gap,
            written: &self.written[range(from.written, to.written)],
            line,
            span,
            encoding,
            clean,
            findings: &self.findings[range(from.findings, to.findings)],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Item, ReadOptions, Reader};

    /// Everything that a record says.
    fn said(record: &Record<'_>) -> String {
        let cells = (0..record.len()).map(|index| (record.cell(index), record.cell_span(index)));
        format!(
            "{:?} {:?} {:?} {:?} {:?}",
            record.line(),
            record.span(),
            record.as_written(),
            cells.collect::<Vec<_>>(),
            record.findings(),
        )
    }

    #[test]
    fn a_kept_record_says_what_the_reader_said() {
        let file = b"a;b\n1; 2\n\"x;\"\"y\ny\"\"\";3\nplain;5\" disk\nna\xefve;&#44;\n(;4\n";
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(file);
        reader.finish();
        let (mut kept, mut expected) = (Records::default(), Vec::new());
        while let Some(item) = reader.next() {
            if let Item::Record(record) = item {
                expected.push(said(&record));
                kept.push(&record);
            }
        }
        reader.lend(&mut kept);
        let found: Vec<_> = (0..kept.len())
            .filter_map(|index| kept.get(index).as_ref().map(said))
            .collect();
        assert_eq!(found.len(), 6);
        assert_eq!(found, expected);
        reader.take_back(&mut kept);
        kept.clear();
        assert!(kept.is_empty() && kept.get(0).is_none());
    }
}
