//! The front of a check: bytes to rows whose cells are read one by one. It knows nothing of other rows and nothing of the site, so
//! that it can run ahead of the rest.

use super::CheckOptions;
#[cfg(not(target_arch = "wasm32"))]
use super::aside::Aside;
use super::batch::{Batch, Entry};
use super::cells::{Cells, Shape};
use super::packed::Packed;
use super::sniff::Sniffer;
use super::start::Start;
use super::workbook;
use crate::finding::{Code, Finding, Span};
#[cfg(not(target_arch = "wasm32"))]
use crate::input::Unread;
use crate::input::{Dialect, Encoding, Item, LineEnd, ReadOptions, Reader, Record};
use crate::kinds::Kind;
use crate::site::Directory;

/// How a file is said to be written in which there is nothing to tell it from.
const EMPTY: Dialect = Dialect {
    encoding: Encoding::Utf8,
    separator: ';',
    line_end: LineEnd::Lf,
};

/// Reads a file that is pushed in.
pub(super) struct Front {
    options: CheckOptions,
    start: Start,
    sniffer: Sniffer,
    reader: Reader,
    /// The file as an archive, once its first bytes say so.
    packed: Packed,
    /// The text of the sheet that was read, when the archive is a workbook.
    text: Option<String>,
    stage: Stage,
    /// Whether a recognised encoding was told.
    encoding_told: bool,
}

/// Where the front is in the file.
pub(super) enum Stage {
    /// No record was seen.
    HeaderAwaited,
    /// Rows are read.
    Rows(Box<Cells>),
    /// The kind is unknown: rows are counted only.
    Unusable,
}

impl Front {
    pub(super) fn new(options: CheckOptions) -> Self {
        let start = Start::of(&options);
        let list = start.kind.filter(|kind| kind.is_headerless());
        let is_whole = start.kind.is_some_and(Kind::has_whole_lines);
        let reader = Reader::new(ReadOptions {
            encoding: options.encoding,
            separator: if is_whole {
                Some(Dialect::NONE)
            } else {
                options.separator
            },
            // What is a comment must not depend on which row comes first: in a tryback it is another.
            cells: list.map(|kind| kind.columns().len()),
            ..ReadOptions::default()
        });
        Self {
            packed: Packed::new(options.kind),
            text: None,
            options,
            start,
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
            self.take(&bytes);
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        if self.sniffer.is_archive() {
            self.packed.push(bytes);
        } else if !self.wants_archive() {
            self.reader.push(bytes);
        }
    }

    /// Whether the file was to be an archive.
    fn wants_archive(&self) -> bool {
        self.options.kind.is_some_and(Kind::is_archive)
    }

    /// Says that no more bytes will come.
    pub(super) fn finish(&mut self) {
        if let Some(bytes) = self.sniffer.rest() {
            self.take(&bytes);
        }
        if self.sniffer.is_archive() {
            let separator = workbook::separator(self.start.kind);
            if let Some(text) = self.packed.finish(&self.options, separator) {
                self.reader = workbook::reader(separator);
                self.reader.push(text.as_bytes());
                self.text = Some(text);
            }
        }
        self.reader.finish();
    }

    /// The text of the sheet that was read, when the file is a workbook.
    pub(super) fn into_text(self) -> Option<String> {
        self.text
    }

    /// What keeps the file, of so many bytes, from being read at all.
    pub(super) fn refusal(&self, bytes: u64) -> Option<Finding> {
        let whole = Span::new(0, bytes);
        if self.sniffer.is_archive() {
            self.packed.refusal().cloned()
        } else if self.wants_archive() {
            Some(Finding::new(Code::ArchiveDamaged, 0, whole))
        } else {
            let what = self.sniffer.foreign()?;
            Some(Finding::new(Code::NotText, 1, whole).with("what", what))
        }
    }

    /// How the file is written.
    pub(super) fn dialect(&self) -> Dialect {
        self.reader.dialect().unwrap_or(EMPTY)
    }

    /// Appends to `batch` what was read, until it is full or more bytes are needed, and asks the directory about it.
    pub(super) fn fill(&mut self, batch: &mut Batch, directory: &dyn Directory) {
        self.read(batch);
        batch.keys_mut().ask(directory);
    }

    fn read(&mut self, batch: &mut Batch) {
        self.packed.fill(batch);
        while !batch.is_full() {
            if let Stage::Rows(cells) = &mut self.stage
                && cells.read_alike(&mut self.reader, batch)
            {
                continue;
            }
            let Some(item) = self.reader.next() else {
                return;
            };
            self.start.meet(&item);
            match item {
                Item::Skipped { .. } if matches!(self.stage, Stage::HeaderAwaited) => {
                    batch.push(Entry::CommentAbove);
                }
                Item::Skipped { .. } => {}
                Item::Unreadable { finding, .. } => {
                    batch.push(Entry::Unreadable(Box::new(finding)))
                }
                Item::Record(record) => match &mut self.stage {
                    Stage::HeaderAwaited => {
                        self.stage = self.start.read(&record, &self.options, batch);
                        if let Stage::Rows(cells) = &self.stage
                            && let Some(cells) = cells.of_list()
                        {
                            self.reader.expect_cells(cells);
                        }
                    }
                    Stage::Rows(cells) => read_row(cells, &record, batch),
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

    /// Lends the batch the text from which its records are cut: they can be asked for then, until it is taken back.
    pub(super) fn lend(&mut self, batch: &mut Batch) {
        self.reader.lend(batch.records_mut());
    }

    /// Takes back the text that was lent.
    pub(super) fn take_back(&mut self, batch: &mut Batch) {
        self.reader.take_back(batch.records_mut());
    }

    /// Gives the batch the text from which its records are cut, so that it can go to another thread.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn give(&mut self, batch: &mut Batch) {
        self.reader.give(batch.records_mut());
    }

    /// Who reads the records that the front moves out. None as long as it moves none out.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn beside(&self) -> Option<Aside> {
        let Stage::Rows(cells) = &self.stage else {
            return None;
        };
        Some(Aside::new(
            self.reader.beside()?,
            cells.beside(&self.options.settings),
        ))
    }

    /// Moves out the records that were pushed last, unread; none when it must read them itself. `used` was read to its end.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn skim(&mut self, used: Option<Unread>) -> Option<Unread> {
        self.reader.skim(used)
    }

    /// Says which encoding was recognised, when it is not the usual one and nobody chose it.
    fn tell_encoding(&self, encoding: Encoding, batch: &mut Batch) {
        if self.options.encoding.is_none() && encoding != Encoding::Utf8 {
            let finding = Finding::new(Code::EncodingRecognised, 1, Span::default());
            let finding = finding.with("encoding", encoding.name());
            batch.push(Entry::Remark(Box::new(finding)));
        }
    }
}

/// Reads rows, until the batch is full or more bytes are needed; keys are not asked for yet ([`Keys::ask`](crate::kinds::Keys::ask)).
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn read_rows(reader: &mut Reader, cells: &mut Cells, batch: &mut Batch) {
    while !batch.is_full() {
        if cells.read_alike(reader, batch) {
            continue;
        }
        match reader.next() {
            None => return,
            Some(Item::Skipped { .. }) => {}
            Some(Item::Unreadable { finding, .. }) => {
                batch.push(Entry::Unreadable(Box::new(finding)));
            }
            Some(Item::Record(record)) => read_row(cells, &record, batch),
        }
    }
}

fn read_row(cells: &mut Cells, record: &Record<'_>, batch: &mut Batch) {
    let before = batch.findings().len();
    let shape = cells.check(record, batch.findings());
    if shape == Shape::Whole {
        let is_fine = batch.findings().len() == before;
        cells.keys.add(record, is_fine, batch.keys_mut());
    }
    batch.push_record(Entry::Row(shape), record);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::NoSite;

    /// Two rows tell how a row is written; of those that follow, only the names are read.
    #[test]
    fn rows_like_two_above_are_handed_over_as_their_names() {
        let mut front = Front::new(CheckOptions::default());
        let row = |number| format!("add;C-{number};U{number}.x;student\n");
        let rows: String = (0..10).map(row).collect();
        // The last line of a text goes the slow way.
        front.push(format!("cmd;cid;uid;rolename\n{rows}{}", row(10).repeat(9)).as_bytes());
        front.finish();
        let mut batch = Batch::default();
        front.fill(&mut batch, &NoSite);
        front.lend(&mut batch);
        let alike = batch.records().alike();
        let names: Vec<_> = alike
            .iter()
            .map(|(row, names)| (alike.line(row), names))
            .take(8)
            .collect();
        let expected: Vec<_> = (2..10)
            .map(|number| (number + 2, [format!("u{number}.x"), format!("c-{number}")]))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(line, names)| (*line, names.each_ref().map(|name| &**name)))
            .collect();
        assert_eq!(names, expected);
    }
}
