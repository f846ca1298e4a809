//! The copy of a command file that is kept: a tryback or a proof may be made of it, a password may not.

use super::tryback::{ascii, slice};
use crate::check::Verdict;
use crate::finding::Span;
use crate::input::{Item, ReadOptions, Reader, Record, write_cell};

/// What stands in the copy where a password stood.
const MASK: &str = "********";

/// How many bytes the reader is given at a time.
const CHUNK: usize = 64 * 1024;

/// The copy of a file that is kept: byte for byte, save that the text of password cells is replaced by `********`.
///
/// Where it is not sure which cell is the password, more goes: all cells of a row with too many or too few of them, and the
/// whole of a line that could not be read or that is a comment (a row may have been commented out).
pub fn archive_copy(file: &[u8], verdict: &Verdict) -> Vec<u8> {
    let passwords: Vec<usize> = verdict
        .header
        .iter()
        .enumerate()
        .filter(|(_, name)| holds_passwords(name))
        .map(|(index, _)| index)
        .collect();
    if passwords.is_empty() {
        return file.to_vec();
    }
    let mut copy = Copy {
        file,
        verdict,
        passwords,
        bytes: Vec::with_capacity(file.len()),
        position: 0,
    };
    let mut reader = Reader::new(ReadOptions {
        encoding: Some(verdict.dialect.encoding),
        separator: Some(verdict.dialect.separator),
        ..ReadOptions::default()
    });
    for chunk in file.chunks(CHUNK) {
        reader.push(chunk);
        while let Some(item) = reader.next() {
            copy.item(&item);
        }
    }
    reader.finish();
    while let Some(item) = reader.next() {
        copy.item(&item);
    }
    copy.finish()
}

/// Whether the column of this name has passwords below it. A header that was cut by the wrong separator is one cell
/// that holds the word.
fn holds_passwords(name: &str) -> bool {
    name.to_ascii_lowercase().contains("password")
}

/// The copy in the making.
struct Copy<'f> {
    file: &'f [u8],
    verdict: &'f Verdict,
    /// Indices of the password columns.
    passwords: Vec<usize>,
    bytes: Vec<u8>,
    /// How much of the file is in `bytes`.
    position: u64,
}

impl Copy<'_> {
    fn item(&mut self, item: &Item<'_>) {
        match item {
            Item::Record(record) if record.span().end <= self.verdict.header_span.end => {}
            Item::Record(record) => self.record(record),
            Item::Skipped { span, .. } | Item::Unreadable { span, .. } => self.line(*span),
        }
    }

    fn record(&mut self, record: &Record<'_>) {
        let whole = record.len() == self.verdict.header.len();
        for index in 0..record.len() {
            let filled = record.cell(index).is_some_and(|cell| !cell.text.is_empty());
            if filled && (!whole || self.passwords.contains(&index)) {
                let mask = write_cell(MASK, &self.verdict.dialect)
                    .expect("every encoding has the asterisk");
                self.replace(record.cell_span(index), &mask);
            }
        }
    }

    /// Masks a line that is no record, when it has cells: its first character (that of a comment) and its end stay.
    fn line(&mut self, span: Span) {
        let encoding = self.verdict.dialect.encoding;
        let unit = ascii(" ", encoding).len();
        let line = slice(self.file, span);
        let mut end = line.len();
        while ["\n", "\r"]
            .iter()
            .any(|sign| line[..end].ends_with(&ascii(sign, encoding)))
        {
            end -= unit;
        }
        let mut separator = [0; 4];
        let separator = ascii(
            self.verdict.dialect.separator.encode_utf8(&mut separator),
            encoding,
        );
        let has_cells = line[..end]
            .windows(separator.len())
            .any(|bytes| bytes == separator);
        if has_cells {
            let hidden = Span::new(span.start + unit.min(end) as u64, span.start + end as u64);
            self.replace(hidden, &ascii(MASK, encoding));
        }
    }

    /// Copies the file up to `span`, and `bytes` in its place.
    fn replace(&mut self, span: Span, bytes: &[u8]) {
        self.bytes
            .extend_from_slice(slice(self.file, Span::new(self.position, span.start)));
        self.bytes.extend_from_slice(bytes);
        self.position = span.end;
    }

    fn finish(mut self) -> Vec<u8> {
        let end = self.file.len() as u64;
        self.bytes
            .extend_from_slice(slice(self.file, Span::new(self.position, end)));
        self.bytes
    }
}
