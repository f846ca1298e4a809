//! The front of a check: bytes to rows whose cells are read one by one. It knows nothing of other rows and nothing of the site, so
//! that it can run ahead of the rest.

use std::sync::Arc;

use super::CheckOptions;
use super::batch::{Batch, Entry};
use super::cells::Cells;
use super::sniff::Sniffer;
use crate::finding::{Code, Finding, Span};
use crate::input::{Dialect, Encoding, Item, LineEnd, ReadOptions, Reader, Record};
use crate::kinds::Header;

/// How a file is said to be written in which there is nothing to tell it from.
const EMPTY: Dialect = Dialect {
    encoding: Encoding::Utf8,
    separator: ';',
    line_end: LineEnd::Lf,
};

/// Reads a file that is pushed in.
pub(super) struct Front {
    options: CheckOptions,
    sniffer: Sniffer,
    reader: Reader,
    stage: Stage,
    /// Whether a recognised encoding was told.
    encoding_told: bool,
}

/// Where the front is in the file.
enum Stage {
    /// No record was seen.
    HeaderAwaited,
    /// Rows are read.
    Rows(Cells),
    /// The kind is unknown: rows are counted only.
    Unusable,
}

impl Front {
    pub(super) fn new(options: CheckOptions) -> Self {
        let reader = Reader::new(ReadOptions {
            encoding: options.encoding,
            separator: options.separator,
            ..ReadOptions::default()
        });
        Self {
            options,
            sniffer: Sniffer::default(),
            reader,
            stage: Stage::HeaderAwaited,
            encoding_told: false,
        }
    }

    /// Takes the next bytes of the file.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        // What is no text would only be read as thousands of wrong rows.
        if let Some(bytes) = self.sniffer.take(bytes) {
            self.reader.push(&bytes);
        }
    }

    /// Says that no more bytes will come.
    pub(super) fn finish(&mut self) {
        if let Some(bytes) = self.sniffer.rest() {
            self.reader.push(&bytes);
        }
        self.reader.finish();
    }

    /// What the file is when it is no text.
    pub(super) fn foreign(&self) -> Option<&'static str> {
        self.sniffer.foreign()
    }

    /// How the file is written.
    pub(super) fn dialect(&self) -> Dialect {
        self.reader.dialect().unwrap_or(EMPTY)
    }

    /// Appends to `batch` what was read, until it is full or more bytes are needed.
    pub(super) fn fill(&mut self, batch: &mut Batch) {
        while !batch.is_full() {
            let Some(item) = self.reader.next() else {
                return;
            };
            match item {
                Item::Skipped { .. } if matches!(self.stage, Stage::HeaderAwaited) => {
                    batch.push(Entry::CommentAbove);
                }
                Item::Skipped { .. } => {}
                Item::Unreadable { finding, .. } => batch.push(Entry::Unreadable(finding)),
                Item::Record(record) => match &mut self.stage {
                    Stage::HeaderAwaited => self.stage = header(&record, &self.options, batch),
                    Stage::Rows(cells) => {
                        let shape = cells.check(&record, batch.findings());
                        batch.push_record(Entry::Row(shape), &record);
                    }
                    Stage::Unusable => batch.push(Entry::Counted),
                },
            }
            if !self.encoding_told
                && let Some(encoding) = self.reader.encoding_met()
            {
                self.encoding_told = true;
                self.tell_encoding(encoding, batch);
            }
        }
    }

    /// Says which encoding was recognised, when it is not the usual one and nobody chose it.
    fn tell_encoding(&self, encoding: Encoding, batch: &mut Batch) {
        if self.options.encoding.is_none() && encoding != Encoding::Utf8 {
            let finding = Finding::new(Code::EncodingRecognised, 1, Span::default());
            batch.push(Entry::Remark(finding.with("encoding", encoding.name())));
        }
    }
}

/// Reads the header, and comes to the stage after it.
fn header(record: &Record<'_>, options: &CheckOptions, batch: &mut Batch) -> Stage {
    let (header, findings) = Header::read(record, options.kind, &options.settings);
    let header = header.map(Arc::new);
    batch.findings().extend_from_slice(record.findings());
    batch.findings().extend(findings);
    batch.push_record(Entry::Header(header.clone()), record);
    match header {
        Some(header) => Stage::Rows(Cells::new(header)),
        None => Stage::Unusable,
    }
}
