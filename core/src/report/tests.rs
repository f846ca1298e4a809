//! The files made of a command file after a run.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::check::Verdict;
use crate::finding::Span;
use crate::input::{Dialect, Encoding, LineEnd};

/// The verdict on a file whose header ends at `header`; only what the files are made with is filled in.
fn verdict(header: u64, encoding: Encoding, line_end: LineEnd) -> Verdict {
    Verdict {
        core: String::new(),
        kind: None,
        dialect: Dialect {
            encoding,
            separator: ';',
            line_end,
        },
        header: vec!["username".to_owned(), "password".to_owned()],
        header_span: Span::new(0, header),
        rows: 0,
        bad_rows: 0,
        bytes: 0,
        counts: Default::default(),
        findings: Vec::new(),
        digest: String::new(),
        header_errors: 0,
    }
}

fn span_of(file: &[u8], part: &[u8]) -> Span {
    let start = file
        .windows(part.len())
        .position(|bytes| bytes == part)
        .unwrap() as u64;
    Span::new(start, start + part.len() as u64)
}

/// Quirk Q74: the tryback of deletions has no header, a blank first line, and the last line read in place of the failing one.
#[test]
fn a_tryback_has_the_header_and_the_failed_lines() {
    let file = b"\xef\xbb\xbfusername;password\r\na;1\r\nb;2\r\nc;3\r\n";
    let verdict = verdict(22, Encoding::Utf8, LineEnd::CrLf);
    let failed = [span_of(file, b"b;2\r\n")];
    assert_eq!(
        tryback(file, &verdict, &failed),
        b"\xef\xbb\xbfusername;password\r\nb;2\r\n"
    );
}

#[test]
fn lines_are_in_file_order_and_each_once() {
    let file = b"username;password\na;1\nb;2\nc;3";
    let verdict = verdict(18, Encoding::Utf8, LineEnd::Lf);
    let (a, c) = (span_of(file, b"a;1\n"), span_of(file, b"c;3"));
    assert_eq!(
        tryback(file, &verdict, &[c, a, c]),
        b"username;password\na;1\nc;3"
    );
}

#[test]
fn a_last_line_without_end_gets_one_when_another_follows() {
    // A header alone has no line end, and a run may have been given its rows by another path: what follows must not be glued to it.
    let file = b"u\0;\0p\0a\0;\x001\0";
    let verdict = verdict(6, Encoding::Utf16Le, LineEnd::CrLf);
    assert_eq!(
        tryback(file, &verdict, &[Span::new(6, 12)]),
        b"u\0;\0p\0\r\0\n\0a\0;\x001\0"
    );
}

#[test]
fn bytes_that_mean_nothing_come_back_as_they_were() {
    let file = b"username;password\na;\xff\xfe\x00\nb;\x81\n";
    let verdict = verdict(18, Encoding::Utf8, LineEnd::Lf);
    let failed = [span_of(file, b"a;\xff\xfe\x00\n")];
    assert_eq!(
        tryback(file, &verdict, &failed),
        b"username;password\na;\xff\xfe\x00\n"
    );
}

#[test]
fn spans_beyond_the_file_are_cut_to_it() {
    let file = b"username;password\na;1\n";
    let verdict = verdict(18, Encoding::Utf8, LineEnd::Lf);
    assert_eq!(tryback(file, &verdict, &[Span::new(18, 99)]), file);
    assert_eq!(
        tryback(file, &verdict, &[Span::new(50, 99)]),
        b"username;password\n"
    );
}

#[test]
fn without_a_password_column_the_archive_is_the_file() {
    let file = b"\xef\xbb\xbfusername;email\n# a comment; here\na;1\n";
    let mut verdict = verdict(18, Encoding::Utf8, LineEnd::Lf);
    verdict.header = vec!["username".to_owned(), "email".to_owned()];
    assert_eq!(archive_copy(file, &verdict), file);
}
