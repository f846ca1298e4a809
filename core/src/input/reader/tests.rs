use proptest::prelude::*;

use super::*;
use crate::input::{LineEnd, encode, write_cell};

/// What a reader hands out, as owned values.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    Record {
        line: u64,
        span: Span,
        cells: Vec<String>,
        spans: Vec<Span>,
        codes: Vec<(Code, Span)>,
    },
    Skipped(u64, Span),
    Unreadable(u64, Span, Code),
}

fn drain(reader: &mut Reader, seen: &mut Vec<Seen>) {
    while let Some(item) = reader.next() {
        seen.push(match item {
            Item::Skipped { span, line, .. } => Seen::Skipped(line, span),
            Item::Unreadable {
                span,
                line,
                finding,
            } => Seen::Unreadable(line, span, finding.code),
            Item::Record(record) => Seen::Record {
                line: record.line(),
                span: record.span(),
                cells: (0..record.len())
                    .map(|index| record.cell(index).unwrap().text.to_owned())
                    .collect(),
                spans: (0..record.len())
                    .map(|index| record.cell_span(index))
                    .collect(),
                codes: record
                    .findings()
                    .iter()
                    .map(|finding| (finding.code, finding.span))
                    .collect(),
            },
        });
    }
}

fn read_in(chunks: &[&[u8]], options: ReadOptions) -> (Vec<Seen>, Option<Dialect>) {
    let mut reader = Reader::new(options);
    let mut seen = Vec::new();
    for chunk in chunks {
        reader.push(chunk);
        drain(&mut reader, &mut seen);
    }
    reader.finish();
    drain(&mut reader, &mut seen);
    (seen, reader.dialect())
}

fn read(bytes: &[u8]) -> (Vec<Seen>, Dialect) {
    let (seen, dialect) = read_in(&[bytes], ReadOptions::default());
    (seen, dialect.unwrap())
}

/// The rows of a file: line and cells.
fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
    read(bytes)
        .0
        .into_iter()
        .filter_map(|seen| match seen {
            Seen::Record { line, cells, .. } => Some((line, cells)),
            _ => None,
        })
        .collect()
}

fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

/// The findings of a file, with the bytes they speak of.
fn codes(bytes: &[u8]) -> Vec<(u64, Code, &[u8])> {
    read(bytes)
        .0
        .into_iter()
        .flat_map(|seen| match seen {
            Seen::Record { line, codes, .. } => codes
                .into_iter()
                .map(|(code, span)| (line, code, span))
                .collect(),
            Seen::Unreadable(line, span, code) => vec![(line, code, span)],
            Seen::Skipped(..) => vec![],
        })
        .map(|(line, code, span)| (line, code, &bytes[span.start as usize..span.end as usize]))
        .collect()
}

#[test]
fn each_line_end_is_one_line_even_mixed() {
    for (text, line_end) in [
        ("a;b\n1;2\n3;4", LineEnd::Lf),
        ("a;b\r\n1;2\r\n3;4", LineEnd::CrLf),
        ("a;b\r1;2\r3;4", LineEnd::Cr),
    ] {
        assert_eq!(
            rows(text.as_bytes()),
            [
                row(1, &["a", "b"]),
                row(2, &["1", "2"]),
                row(3, &["3", "4"])
            ]
        );
        assert_eq!(read(text.as_bytes()).1.line_end, line_end);
    }
    assert_eq!(
        rows(b"a;b\r\n\r1;2\n\n3;4\r"),
        [
            row(1, &["a", "b"]),
            row(3, &["1", "2"]),
            row(5, &["3", "4"])
        ]
    );
}

#[test]
fn every_encoding_reads_the_same() {
    let text = "nom;prix;saison\nœuvre;12 €;l’été\n";
    let expected = [
        row(1, &["nom", "prix", "saison"]),
        row(2, &["œuvre", "12 €", "l’été"]),
    ];
    for encoding in [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Windows1252,
    ] {
        let bytes = encode(text, encoding).unwrap();
        assert_eq!(rows(&bytes), expected, "{encoding:?}");
        assert_eq!(read(&bytes).1.encoding, encoding);
    }
    let latin9 = encode("nom;prix\nœuvre;12 €\n", Encoding::Iso8859_15).unwrap();
    assert_eq!(rows(&latin9)[1], row(2, &["œuvre", "12 €"]));
    assert_eq!(read(&latin9).1.encoding, Encoding::Iso8859_15);
    for mark in [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"] {
        let encoding = recognise::byte_order_mark(mark).unwrap().0;
        let bytes = [mark, &encode(text, encoding).unwrap()].concat();
        assert_eq!(rows(&bytes), expected, "with a mark, {encoding:?}");
    }
}

#[test]
fn spans_are_those_of_the_original_bytes() {
    let text = "nom;ville\nÉlodie;Besançon\n";
    for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Iso8859_1] {
        let bytes = encode(text, encoding).unwrap();
        let Seen::Record { spans, .. } = &read(&bytes).0[1] else {
            panic!("a record")
        };
        let cell = &bytes[spans[1].start as usize..spans[1].end as usize];
        assert_eq!(cell, encode("Besançon", encoding).unwrap(), "{encoding:?}");
    }
}

#[test]
fn quirk_q01_quoted_cells_may_hold_separators_quotes_and_line_breaks() {
    let text = b"a;b\n\"x;y\";\"say \"\"hi\"\"\"\n\"two\nlines\";z\nlast;one\n";
    assert_eq!(
        rows(text),
        [
            row(1, &["a", "b"]),
            row(2, &["x;y", "say \"hi\""]),
            row(3, &["two\nlines", "z"]),
            row(5, &["last", "one"])
        ]
    );
    assert_eq!(codes(text), []);
}

#[test]
fn a_stray_quote_spoils_its_own_line_only() {
    let text = b"a;b\n1;\"open\n2;fine\n3;\"x\"y\n4;fine\n5;6\" disk\n";
    assert_eq!(
        rows(text),
        [
            row(1, &["a", "b"]),
            row(2, &["1", "\"open"]),
            row(3, &["2", "fine"]),
            row(4, &["3", "\"x\"y"]),
            row(5, &["4", "fine"]),
            row(6, &["5", "6\" disk"]),
        ]
    );
    assert_eq!(
        codes(text),
        [
            (2, Code::StrayQuote, &b"\"open"[..]),
            (4, Code::StrayQuote, b"\"x\"y")
        ]
    );
}

#[test]
fn quirk_q03_a_long_line_is_one_row() {
    let summary = "x".repeat(5000);
    assert_eq!(
        rows(format!("a;b\n1;{summary}\n").as_bytes())[1],
        row(2, &["1", &summary])
    );
}

#[test]
fn a_record_beyond_the_limit_is_skipped_and_the_rest_goes_on() {
    let mut text = b"a;b\n".to_vec();
    text.extend(std::iter::repeat_n(b'x', 10 << 20));
    text.extend(b"\r\n1;2\n");
    for chunk in [usize::MAX, 65_536, 1_000_003] {
        let chunks: Vec<&[u8]> = text.chunks(chunk.min(text.len())).collect();
        let (seen, _) = read_in(&chunks, ReadOptions::default());
        assert_eq!(
            seen[1],
            Seen::Unreadable(2, Span::new(4, text.len() as u64 - 4), Code::RecordTooLong)
        );
        assert!(matches!(&seen[2], Seen::Record { line: 3, cells, .. } if cells == &["1", "2"]));
    }
}

#[test]
fn nul_and_undecodable_bytes_are_findings_of_their_line() {
    assert_eq!(
        codes(b"a;b\n1;x\0y\n2;z\n"),
        [(2, Code::NulByte, &b"\0"[..])]
    );
    // UTF-8 by its first non-ASCII bytes, so that the lone byte far below is an error and not another encoding.
    let mut text = "a;b\n1;é\n".as_bytes().to_vec();
    text.extend("2;é\n".repeat(40_000).as_bytes());
    text.extend(b"3;\xe9t\n");
    assert_eq!(
        codes(&text),
        [(40_003, Code::UndecodableBytes, &b"\xe9"[..])]
    );
}

#[test]
fn quirk_q04_rows_that_look_like_comments_do_not_vanish() {
    let text = b"# said\n(note)\nname;category\n# gone\nx;y\n/Sciences;1\n[draft\n-5;2\n  indented;3\n\n \t\nlast;4\n";
    assert_eq!(
        rows(text),
        [
            row(3, &["name", "category"]),
            row(5, &["x", "y"]),
            row(6, &["/Sciences", "1"]),
            row(8, &["-5", "2"]),
            row(9, &["indented", "3"]),
            row(12, &["last", "4"]),
        ]
    );
    let told: Vec<_> = codes(text)
        .into_iter()
        .map(|(line, code, _)| (line, code))
        .collect();
    assert_eq!(
        told,
        [
            (6, Code::RowLikeComment),
            (8, Code::RowLikeComment),
            (9, Code::RowLikeComment)
        ]
    );
}

#[test]
fn the_protected_separator_is_put_back() {
    assert_eq!(
        rows(b"a;b\nx&#59y;1&#442\n&#60;&amp\n")[1..],
        [row(2, &["x;y", "1;2"]), row(3, &["&#60", "&amp"])]
    );
    assert_eq!(rows(b"a,b\nx&#44; y,2\n")[1], row(2, &["x, y", "2"]));
    let options = ReadOptions {
        protected_separator: Some(95),
        ..ReadOptions::default()
    };
    let (seen, _) = read_in(&[b"a;b\nx&#95y;&#44\n"], options);
    assert!(matches!(&seen[1], Seen::Record { cells, .. } if cells == &["x;y", "&#44"]));
}

#[test]
fn blanks_around_a_value_are_dropped_and_told() {
    let mut reader = Reader::new(ReadOptions::default());
    reader.push("a;b;c;d\n x;\u{a0}y\t;z; \n".as_bytes());
    reader.finish();
    reader.next();
    let Some(Item::Record(record)) = reader.next() else {
        panic!("a record")
    };
    let cells: Vec<_> = (0..4)
        .map(|index| record.cell(index).unwrap())
        .map(|cell| (cell.text, cell.trimmed))
        .collect();
    assert_eq!(cells, [("x", true), ("y", true), ("z", false), ("", true)]);
}

#[test]
fn a_slice_is_read_as_it_was_within_the_file() {
    let text = "nom;ville\nÉlodie;Besançon\n/x;\"deux\nlignes\"\nfin;1\n";
    let bytes = encode(text, Encoding::Windows1252).unwrap();
    let (whole, dialect) = read(&bytes);
    let Seen::Record { line, span, .. } = whole[2] else {
        panic!("a record")
    };
    let mut reader = Reader::resume(dialect, span.start, line, 2);
    reader.push(&bytes[span.start as usize..]);
    reader.finish();
    let mut slice = Vec::new();
    drain(&mut reader, &mut slice);
    assert_eq!(slice, whole[2..]);
}

#[test]
fn a_resumed_reading_knows_the_protected_separator() {
    let dialect = Dialect {
        encoding: Encoding::Utf8,
        separator: ';',
        line_end: LineEnd::Lf,
    };
    let mut reader = Reader::resume(dialect, 4, 2, 2).with_protected_separator(Some(95));
    reader.push(b"x&#95y;&#44\n");
    reader.finish();
    let mut slice = Vec::new();
    drain(&mut reader, &mut slice);
    assert!(matches!(&slice[..], [Seen::Record { cells, .. }] if cells == &["x;y", "&#44"]));
}

#[test]
fn reading_resumes_at_the_header_itself() {
    // Under a header of one cell this line would be a comment.
    let bytes = b" \"a;b\"\nx\n";
    let (whole, dialect) = read(bytes);
    let mut reader = Reader::resume(dialect, 0, 1, 0);
    reader.push(bytes);
    reader.finish();
    let mut again = Vec::new();
    drain(&mut reader, &mut again);
    assert_eq!(again, whole);
    assert!(matches!(&again[0], Seen::Record { cells, .. } if cells == &["a;b"]));
}

#[test]
fn damaged_utf_16_is_covered_to_its_last_byte() {
    // A mark, a letter, a line end, half a pair of surrogates, and an odd byte.
    for end in [&b"\x00\xd8"[..], b"\x00\xd8\x41", b"\x41"] {
        let bytes = [b"\xff\xfea\0\n\0", end].concat();
        let last = read(&bytes).0.pop().unwrap();
        let (Seen::Record { span, .. } | Seen::Skipped(_, span) | Seen::Unreadable(_, span, _)) =
            last;
        assert_eq!(span, Span::new(6, bytes.len() as u64));
    }
}

/// Bytes that look like trouble: separators, quotes, line ends, comment signs, marks, text in several encodings.
fn trouble() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => "[a-z0-9]{1,6}".prop_map(String::into_bytes),
        4 => prop::sample::select(vec![b";".to_vec(), b"\n".to_vec(), b"\r\n".to_vec(), b"\r".to_vec(), b"\"".to_vec(), b"\"\"".to_vec(),
            b" ".to_vec(), b"\t".to_vec(), b"#".to_vec(), b"&#44".to_vec(), b"\0".to_vec(), "é€".as_bytes().to_vec(), b"\xe9".to_vec(),
            b"\xef\xbb\xbf".to_vec(), b"\xff\xfe".to_vec(), b",".to_vec(), b"(".to_vec(), b"/".to_vec()]),
        1 => prop::collection::vec(any::<u8>(), 1..8),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_in_any_chunks_read_the_same_and_spans_cover_the_file(bytes in trouble(), cuts in prop::collection::vec(1_usize..9, 1..20)) {
        let (whole, dialect) = read_in(&[&bytes], ReadOptions::default());
        let mut chunks = Vec::new();
        let mut rest = &bytes[..];
        for cut in cuts.iter().cycle() {
            if rest.is_empty() { break; }
            let (chunk, more) = rest.split_at((*cut).min(rest.len()));
            chunks.push(chunk);
            rest = more;
        }
        prop_assert_eq!((&whole, dialect), (&read_in(&chunks, ReadOptions::default()).0, dialect));
        let mut at = recognise::byte_order_mark(&bytes).map_or(0, |(_, length)| length as u64);
        for seen in &whole {
            let (Seen::Record { span, .. } | Seen::Skipped(_, span) | Seen::Unreadable(_, span, _)) = seen;
            prop_assert_eq!(span.start, at);
            prop_assert!(span.end > at || bytes.len() as u64 == at);
            at = span.end;
        }
        prop_assert_eq!(at, bytes.len() as u64);
    }

    #[test]
    fn reading_resumes_at_any_record(bytes in trouble(), protected_separator in prop::option::of(prop::sample::select(vec![44, 95]))) {
        let options = ReadOptions { protected_separator, ..ReadOptions::default() };
        let (whole, dialect) = read_in(&[&bytes], options);
        let mut header_cells = 0;
        for (index, seen) in whole.iter().enumerate() {
            let Seen::Record { line, span, cells, .. } = seen else { continue };
            let mut reader = Reader::resume(dialect.unwrap(), span.start, *line, header_cells)
                .with_protected_separator(protected_separator);
            reader.push(&bytes[span.start as usize..]);
            reader.finish();
            let mut slice = Vec::new();
            drain(&mut reader, &mut slice);
            prop_assert_eq!(&slice[..], &whole[index..]);
            if header_cells == 0 { header_cells = cells.len(); }
        }
    }

    #[test]
    fn what_the_csv_crate_writes_is_read_back(
        table in (2_usize..6).prop_flat_map(|width| prop::collection::vec(prop::collection::vec("[a-zé;\",\n ]{0,8}[a-z]", width), 1..12)),
        separator in prop::sample::select(vec![b';', b',', b'\t']),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        for cells in &table {
            writer.write_record(cells).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let options = ReadOptions { separator: Some(separator as char), encoding: Some(Encoding::Utf8), ..ReadOptions::default() };
        let read: Vec<Vec<String>> = read_in(&[&bytes], options).0.into_iter().filter_map(|seen| match seen {
            Seen::Record { cells, .. } => Some(cells),
            _ => None,
        }).collect();
        let trimmed: Vec<Vec<String>> = table.iter().map(|cells| cells.iter().map(|cell| cell.trim_matches(is_blank).to_owned()).collect()).collect();
        prop_assert_eq!(read, trimmed);
    }

    #[test]
    fn a_written_cell_is_read_back(text in "[a-zé€;,\"\n&#4 ]{0,12}", encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16Be, Encoding::Windows1252])) {
        let dialect = Dialect { encoding, separator: ';', line_end: LineEnd::Lf };
        let mut bytes = encode("a;b;c\nx;", encoding).unwrap();
        bytes.extend(write_cell(&text, &dialect).unwrap());
        bytes.extend(encode(";é\n", encoding).unwrap());
        let options = ReadOptions { separator: Some(';'), encoding: Some(encoding), ..ReadOptions::default() };
        let (seen, _) = read_in(&[&bytes], options);
        let expected = text.trim_matches(is_blank).to_owned();
        prop_assert!(matches!(&seen[1], Seen::Record { cells, codes, .. } if cells[1] == expected && codes.is_empty()), "{:?}", seen);
    }
}
