//! Records that outlive the reader's next step.

use std::ops::Range;

use super::Encoding;
use super::cells::QuotedCell;
use super::record::Record;
use crate::finding::{Finding, Span};

/// Copies of records, in a few buffers that are filled again without allocating. Who holds several rows can look ahead of the one at
/// hand, or hand them to another thread while the reader goes on.
#[derive(Debug, Default)]
pub struct Records {
    places: Vec<Place>,
    /// What the cells are cut from.
    text: String,
    /// The bytes as written, of records whose cells are cut from something else.
    raw: Vec<u8>,
    ends: Vec<u32>,
    written: Vec<QuotedCell>,
    findings: Vec<Finding>,
}

/// Where a record stands in the buffers.
#[derive(Debug)]
struct Place {
    text: Range<usize>,
    /// None: the text is as written.
    raw: Option<Range<usize>>,
    ends: Range<usize>,
    written: Range<usize>,
    findings: Range<usize>,
    gap: u32,
    line: u64,
    span: Span,
    encoding: Encoding,
    clean: bool,
}

impl Records {
    /// How many records there are.
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
    }

    /// Keeps a copy of a record.
    pub fn push(&mut self, record: &Record<'_>) {
        // Cells that have something between them were not copied.
        let is_raw = record.gap > 0 || record.raw == record.text.as_bytes();
        let raw = (!is_raw).then(|| append(&mut self.raw, record.raw));
        let start = self.text.len();
        self.text.push_str(record.text);
        self.places.push(Place {
            text: start..self.text.len(),
            raw,
            ends: append(&mut self.ends, record.ends),
            written: append(&mut self.written, record.written),
            findings: append(&mut self.findings, record.findings),
            gap: record.gap,
            line: record.line,
            span: record.span,
            encoding: record.encoding,
            clean: record.clean,
        });
    }

    /// Keeps a record of cells that stand in no text (they tell of something else in the file, at `span`): their places in the
    /// file mean nothing.
    pub fn push_cells(&mut self, line: u64, span: Span, cells: &[&str]) {
        let (text, ends) = (self.text.len(), self.ends.len());
        for cell in cells {
            self.text.push_str(cell);
            // Cells are names and numbers, far below 4 GiB.
            let end = u32::try_from(self.text.len() - text).unwrap_or(u32::MAX);
            self.ends.push(end);
        }
        self.places.push(Place {
            text: text..self.text.len(),
            raw: None,
            ends: ends..self.ends.len(),
            written: self.written.len()..self.written.len(),
            findings: self.findings.len()..self.findings.len(),
            gap: 0,
            line,
            span,
            encoding: Encoding::Utf8,
            clean: false,
        });
    }

    /// The record at `index`, in the order in which they were kept.
    pub fn get(&self, index: usize) -> Option<Record<'_>> {
        let place = self.places.get(index)?;
        let text = &self.text[place.text.clone()];
        Some(Record {
            raw: match &place.raw {
                Some(raw) => &self.raw[raw.clone()],
                None => text.as_bytes(),
            },
            text,
            ends: &self.ends[place.ends.clone()],
            gap: place.gap,
            written: &self.written[place.written.clone()],
            line: place.line,
            span: place.span,
            encoding: place.encoding,
            clean: place.clean,
            findings: &self.findings[place.findings.clone()],
        })
    }
}

/// Where a copy of `items` stands in `buffer` now.
fn append<T: Clone>(buffer: &mut Vec<T>, items: &[T]) -> Range<usize> {
    let start = buffer.len();
    buffer.extend_from_slice(items);
    start..buffer.len()
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
        let found: Vec<_> = (0..kept.len())
            .filter_map(|index| kept.get(index).as_ref().map(said))
            .collect();
        assert_eq!(found.len(), 6);
        assert_eq!(found, expected);
        kept.clear();
        assert!(kept.is_empty() && kept.get(0).is_none());
    }
}
