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
        sheet: None,
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

mod with_the_reader {
    //! The same files as the reader sees them.

    use proptest::prelude::*;

    use super::*;
    use crate::check::{CheckOptions, Checker};
    use crate::input::{Item, ReadOptions, Reader};
    use crate::site::NoSite;

    fn check(file: &[u8]) -> Verdict {
        let mut checker = Checker::new(CheckOptions::default(), &NoSite);
        checker.push(file);
        checker.finish()
    }

    /// Span and cells of each record, the header first.
    fn records(file: &[u8], verdict: &Verdict) -> Vec<(Span, Vec<String>)> {
        let mut reader = Reader::new(ReadOptions {
            encoding: Some(verdict.dialect.encoding),
            separator: Some(verdict.dialect.separator),
            ..ReadOptions::default()
        });
        reader.push(file);
        reader.finish();
        let mut records = Vec::new();
        while let Some(item) = reader.next() {
            if let Item::Record(record) = item {
                let cells = (0..record.len())
                    .map(|index| record.cell(index).unwrap().text.to_owned())
                    .collect();
                records.push((record.span(), cells));
            }
        }
        records
    }

    /// Spans of the records below the header that `chosen` names.
    fn some(records: &[(Span, Vec<String>)], chosen: &[bool]) -> Vec<Span> {
        let rows = records.iter().skip(1).zip(chosen.iter().cycle());
        rows.filter(|(_, chosen)| **chosen)
            .map(|((span, _), _)| *span)
            .collect()
    }

    /// The row between closed the quotation of the first one badly, so that each was read for itself.
    #[test]
    fn a_row_that_leaves_a_quotation_open_swallows_no_other() {
        let file = b"username;city\nann;\"Lyon\nbob;\"x\" y\ncid;Nice\";\n";
        let verdict = check(file);
        let all = records(file, &verdict);
        let (a, c) = (all[1].0, all[3].0);
        let copy = tryback(file, &verdict, &[a, c]);
        assert_eq!(
            copy,
            b"username;city\nann;\"Lyon\n#\"#\ncid;Nice\";\n",
            "{}",
            String::from_utf8_lossy(&copy)
        );
        let again = records(&copy, &verdict);
        assert_eq!(again[1].1, all[1].1);
        assert_eq!(again[2].1, all[3].1);
    }

    /// A users file of cells that quoting, accents, line breaks and blanks make hard, in any of the encodings. With `strays`, some
    /// quotes have no counterpart: what one means depends on the lines around it.
    fn file(strays: bool) -> impl Strategy<Value = Vec<u8>> {
        let stray = if strays { "\"[a-z]{0,3}" } else { "[a-z]{0,3}" };
        let cell = prop_oneof![
            4 => "[a-zéœ’ ]{0,8}",
            1 => "\"[a-z;\n]{0,5}(\"\")?[a-z]{0,3}\"",
            1 => "[#;*-]{1,2}[a-z]{0,3}",
            1 => stray,
        ];
        let row = prop::collection::vec(cell, 1..4).prop_map(|cells| cells.join(";"));
        let rows = prop::collection::vec(row, 0..8);
        let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
        (rows, end, 0..4_u8, any::<bool>()).prop_map(|(rows, end, writing, ended)| {
            let mut text = format!("username;password;firstname{end}{}", rows.join(end));
            if ended {
                text.push_str(end);
            }
            match writing {
                0 => text.into_bytes(),
                1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
                2 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
                _ => std::iter::once(0xfeff)
                    .chain(text.encode_utf16())
                    .flat_map(u16::to_le_bytes)
                    .collect(),
            }
        })
    }

    proptest! {
        /// Quirks Q05, Q07, Q08, Q38: whatever fails comes back, and nothing of it is rewritten.
        #[test]
        fn tryback_lines_are_the_original_bytes(file in prop_oneof![
            file(true),
            prop::collection::vec(any::<u8>(), 0..200),
        ], chosen in prop::collection::vec(any::<bool>(), 1..9)) {
            let verdict = check(&file);
            let spans = some(&records(&file, &verdict), &chosen);
            let copy = tryback(&file, &verdict, &spans);
            let bytes = |span: Span| &file[span.start as usize..span.end as usize];
            let mut rest = copy.strip_prefix(bytes(verdict.header_span)).unwrap();
            for span in spans {
                // Only a line end may have been added, and a comment.
                let added = |at: &usize| rest[..*at].iter().all(|byte| b"\r\n\0#\"".contains(byte));
                let mut places = (0..=rest.len()).take_while(added);
                let start = places.find(|at| rest[*at..].starts_with(bytes(span))).unwrap();
                rest = &rest[start + bytes(span).len()..];
            }
            prop_assert!(rest.is_empty());
        }

        /// Quirk Q74: a tryback is a file of the same kind, with the same cells in its rows.
        #[test]
        fn trybacks_are_read_as_the_file_was(file in file(true), chosen in prop::collection::vec(any::<bool>(), 1..9)) {
            let verdict = check(&file);
            let all = records(&file, &verdict);
            let spans = some(&all, &chosen);
            let again = records(&tryback(&file, &verdict, &spans), &verdict);
            let expected: Vec<_> = all
                .iter()
                .filter(|(span, _)| span.end <= verdict.header_span.end || spans.contains(span))
                .map(|(_, cells)| cells)
                .collect();
            let cells: Vec<_> = again.iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(cells, expected);
        }

        /// Quirk Q10: the archive is made of the file as it was; only what must not be kept is gone.
        #[test]
        fn an_archive_differs_in_its_passwords_only(file in file(false)) {
            let verdict = check(&file);
            // A row with other cells than the header is masked whole, and may look like a comment then.
            let whole = |file: &[u8]| -> Vec<Vec<String>> {
                let records = records(file, &verdict).into_iter().skip(1);
                records.map(|(_, cells)| cells).filter(|cells| cells.len() == 3).collect()
            };
            let (before, after) = (whole(&file), whole(&archive_copy(&file, &verdict)));
            prop_assert_eq!(before.len(), after.len());
            for (before, after) in before.iter().zip(&after) {
                prop_assert_eq!(&before[0], &after[0]);
                prop_assert_eq!(&before[2], &after[2]);
                let masked = if before[1].is_empty() { "" } else { "********" };
                prop_assert_eq!(masked, &after[1]);
            }
        }
    }

    #[test]
    fn passwords_are_masked_wherever_they_may_stand() {
        let file = b"username;Password;firstname\r\n\
            # z;secret0;Zed\r\n\
            # a remark\r\n\
            a; secret1 ;Ann\r\n\
            b;\"sec;ret2\";Ben\r\n\
            c;;Cid\r\n\
            d;sec;ret3;Dan\r\n\
            e;secret4\r\n\
            f;*NOPASS*;Fay";
        let verdict = check(file);
        let copy = String::from_utf8(archive_copy(file, &verdict)).unwrap();
        assert_eq!(
            copy,
            "username;Password;firstname\r\n\
             #********\r\n\
             # a remark\r\n\
             a;********;Ann\r\n\
             b;********;Ben\r\n\
             c;;Cid\r\n\
             ********;********;********;********\r\n\
             ********;********\r\n\
             f;********;Fay"
        );
    }

    #[test]
    fn the_wrong_separator_hides_no_password() {
        let file = b"username,password,firstname\na,secret1,Ann\n";
        let mut checker = Checker::new(
            CheckOptions {
                separator: Some(';'),
                ..CheckOptions::default()
            },
            &NoSite,
        );
        checker.push(file);
        let copy = archive_copy(file, &checker.finish());
        assert_eq!(copy, b"username,password,firstname\n********\n");
    }

    #[test]
    fn passwords_are_masked_in_two_byte_encodings() {
        let file: Vec<u8> = "\u{feff}username;password\na;secret1\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let expected: Vec<u8> = "\u{feff}username;password\na;********\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(archive_copy(&file, &check(&file)), expected);
    }
}

/// The tryback of an archive is an archive of the entries that failed: what is not among them is not there, what is has its bytes.
#[test]
fn the_tryback_of_an_archive_is_an_archive() {
    use crate::archive::{Archive, Limits};
    use crate::check::{CheckOptions, Checker};
    use crate::kinds::pictures::testing::{archive, png};
    let file = archive(&[("a.png", png(1)), ("b.png", png(2)), ("c.png", png(3))]);
    let mut checker = Checker::new(CheckOptions::default(), &crate::site::NoSite);
    let mut spans = Vec::new();
    checker.push(&file);
    let verdict = checker.finish_rows(&mut |row, _| spans.push(row.span()));
    let copy = tryback(&file, &verdict, &[spans[2], spans[0], spans[2]]);
    let again = Archive::open(&copy, Limits::default()).unwrap();
    let mut budget = again.budget();
    let contents: Vec<_> = again
        .entries
        .iter()
        .map(|entry| {
            let content = entry.content(&copy, &mut budget).unwrap();
            (entry.name.path.as_str(), content)
        })
        .collect();
    assert_eq!(contents, [("a.png", png(1)), ("c.png", png(3))]);
    assert_eq!(archive_copy(&file, &verdict), file);
}
