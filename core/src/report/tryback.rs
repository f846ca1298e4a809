//! The tryback: the lines of a file that had no effect, as they were written.

use std::collections::BTreeSet;

use crate::archive::{Archive, Limits};
use crate::check::{Verdict, begins_as_header, is_no_text};
use crate::finding::Span;
use crate::input::{Dialect, Encoding, Item, LineEnd, Reader};
use crate::kinds::Kind;

/// The tryback of a file: its header (byte-order mark and what stands above it included) and the records at `failed`,
/// byte for byte, in file order and each once. A last record without a line end gets the file's own when another follows it.
/// A file without header begins with a blank line where its first record looks like one, which says that it is a row; so does any that would
/// be taken for no text. Below a record that leaves a quotation open stands a comment, which keeps it from swallowing the record that comes next by
/// now.
///
/// The tryback of an archive is an archive: of its entries at `failed`, neither unpacked nor packed again. Those that have no bytes in
/// the file are in the report only.
pub fn tryback(file: &[u8], verdict: &Verdict, failed: &[Span]) -> Vec<u8> {
    if verdict.kind.is_some_and(Kind::is_archive) {
        return archive_of(file, failed);
    }
    let mut spans = failed.to_vec();
    spans.sort_unstable();
    spans.dedup();
    let mut copy = slice(file, verdict.header_span).to_vec();
    // Before the rows of a file without header stands the byte-order mark, which is no line.
    let mark = verdict
        .kind
        .filter(|kind| kind.is_headerless())
        .map(|_| copy.len());
    let mut last = 0;
    for span in spans {
        let record = slice(file, span);
        if leaves_open(&copy[last..], verdict.dialect) {
            end_line(&mut copy, &verdict.dialect);
            copy.extend(ascii(BARRIER, verdict.dialect.encoding));
        }
        if mark != Some(copy.len()) {
            end_line(&mut copy, &verdict.dialect);
        } else if begins_as_header(record, verdict.dialect) {
            copy.extend(line_end(&verdict.dialect));
        }
        last = copy.len();
        copy.extend_from_slice(record);
    }
    if is_no_text(&copy) {
        copy.splice(..0, line_end(&verdict.dialect));
    }
    copy
}

/// A comment with a quote that text follows: what is open above it has no end that quoting allows, and is read without quoting.
const BARRIER: &str = "#\"#";

/// Whether a quote of the record opens a cell that nothing in the record closes: the next quote that closes a cell would be taken for its end.
fn leaves_open(record: &[u8], dialect: Dialect) -> bool {
    if !record.contains(&b'"') {
        return false;
    }
    let mut closed = record.to_vec();
    end_line(&mut closed, &dialect);
    closed.extend(ascii("\"", dialect.encoding));
    let mut reader = Reader::resume(dialect, 0, 1, 0);
    reader.push(&closed);
    reader.finish();
    let end = record.len() as u64;
    matches!(reader.next(), Some(Item::Record(found)) if found.span().end > end)
}

/// The archive of the entries at `failed`. An archive that had rows can be opened again.
fn archive_of(file: &[u8], failed: &[Span]) -> Vec<u8> {
    match Archive::open(file, Limits::default()) {
        Ok(archive) => {
            let failed: BTreeSet<Span> = failed.iter().copied().collect();
            archive.subset(file, |entry| failed.contains(&entry.span))
        }
        Err(_) => file.to_vec(),
    }
}

/// Ends the last line of `copy` when it is not ended.
fn end_line(copy: &mut Vec<u8>, dialect: &Dialect) {
    if !copy.is_empty() && !is_ended(copy, dialect.encoding) {
        copy.extend(line_end(dialect));
    }
}

/// The bytes that end a line of the file.
fn line_end(dialect: &Dialect) -> Vec<u8> {
    let end = match dialect.line_end {
        LineEnd::Lf => "\n",
        LineEnd::CrLf => "\r\n",
        LineEnd::Cr => "\r",
    };
    ascii(end, dialect.encoding)
}

/// Whether the last character is one that ends a line, whichever the file mostly uses.
fn is_ended(bytes: &[u8], encoding: Encoding) -> bool {
    ["\n", "\r"]
        .iter()
        .any(|end| bytes.ends_with(&ascii(end, encoding)))
}

/// The bytes of a text of ASCII characters in this encoding.
pub(super) fn ascii(text: &str, encoding: Encoding) -> Vec<u8> {
    debug_assert!(text.is_ascii());
    match encoding {
        Encoding::Utf16Le => text.bytes().flat_map(|byte| [byte, 0]).collect(),
        Encoding::Utf16Be => text.bytes().flat_map(|byte| [0, byte]).collect(),
        Encoding::Utf8 | Encoding::Windows1252 | Encoding::Iso8859_1 | Encoding::Iso8859_15 => {
            text.as_bytes().to_vec()
        }
    }
}

/// The bytes at `span`; those that the file has, when it is shorter than its verdict says.
pub(super) fn slice(file: &[u8], span: Span) -> &[u8] {
    let at = |offset: u64| usize::try_from(offset).map_or(file.len(), |at| at.min(file.len()));
    file.get(at(span.start)..at(span.end)).unwrap_or_default()
}
