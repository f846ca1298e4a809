//! Whole verdicts on small files as an institution would send them.

use std::fmt::Write as _;

use proptest::prelude::*;
use toolsync_core::check::{CheckOptions, Checker, Verdict};
use toolsync_core::finding::{Code, Finding, Fix, Severity};
use toolsync_core::input::Encoding;
use toolsync_core::kinds::{Kind, Row};
use toolsync_core::messages::{Catalogue, Language};
use toolsync_core::site::NoSite;

const USERS: &str = include_str!("files/users.csv");
const COURSES: &str = include_str!("files/courses.csv");

/// The verdict on a file that arrives in these chunks.
fn check_chunks<'b>(chunks: impl IntoIterator<Item = &'b [u8]>, options: CheckOptions) -> Verdict {
    let mut checker = Checker::new(options, &NoSite);
    for chunk in chunks {
        checker.push(chunk);
    }
    checker.finish()
}

fn check(file: impl AsRef<[u8]>) -> Verdict {
    check_chunks([file.as_ref()], CheckOptions::default())
}

#[test]
fn an_encoding_that_shows_late_is_told_at_its_place_however_the_file_comes_in() {
    let mut file = b"username;firstname;lastname\n".to_vec();
    for n in 0..20_000 {
        file.extend(format!("user{n};Ann;Lee\n").bytes());
    }
    file.extend(b"last;Zo\xeb;L\x9cuil\n");
    let whole = check(&file);
    let told = whole.findings.last().unwrap();
    assert_eq!(told.code, Code::EncodingRecognised);
    assert_eq!(told.params["encoding"], "windows-1252");
    assert_eq!(
        whole,
        check_chunks(file.chunks(5_000), CheckOptions::default())
    );
}

/// A verdict as a person reads it.
fn told(verdict: &Verdict) -> String {
    let catalogue = Catalogue::new(Language::En);
    let mut told = format!(
        "{:?} {} {:?}: {} rows, {} bad, {} errors on the header\n",
        verdict.kind,
        verdict.dialect.encoding.name(),
        verdict.dialect.separator,
        verdict.rows,
        verdict.bad_rows,
        verdict.header_errors,
    );
    for finding in &verdict.findings {
        let severity = match finding.severity() {
            Severity::Error => "E",
            Severity::Warning => "W",
            Severity::Info => "I",
        };
        let column = finding.column.as_deref().unwrap_or("-");
        let _ = write!(
            told,
            "{} {severity} {column}: {}",
            finding.line,
            catalogue.finding(finding)
        );
        if let Some(Fix { grade, action }) = &finding.fix {
            let _ = write!(told, " [{grade:?} {action:?}]");
        }
        told.push('\n');
    }
    told
}

fn codes(verdict: &Verdict) -> Vec<&'static str> {
    verdict
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}

#[test]
fn a_users_file_with_every_mistake() {
    insta::assert_snapshot!(told(&check(USERS)));
}

#[test]
fn a_courses_file_with_every_mistake() {
    insta::assert_snapshot!(told(&check(COURSES)));
}

/// Every parameter that a message mentions is given by whoever makes the finding.
#[test]
fn no_message_lacks_a_parameter() {
    for file in [USERS, COURSES] {
        let verdict = check(file);
        for language in Language::ALL {
            let catalogue = Catalogue::new(*language);
            for finding in &verdict.findings {
                let message = catalogue.finding(finding);
                assert!(
                    !message.contains("{$") && !message.starts_with("finding-"),
                    "{finding:?}: {message}"
                );
            }
        }
    }
}

#[test]
fn spans_of_findings_hold_the_cell() {
    let verdict = check(USERS);
    let at = |code: Code| {
        let finding: &Finding = verdict
            .findings
            .iter()
            .find(|finding| finding.code == code)
            .unwrap();
        &USERS[finding.span.start as usize..finding.span.end as usize]
    };
    assert_eq!(at(Code::BadCountry), "France");
    assert_eq!(at(Code::SurroundingSpaces), " j.perrin ");
    assert_eq!(at(Code::CellCount).trim_end(), "a.cotton;Aimé;Cotton");
    assert_eq!(at(Code::ColumnCase), "Email");
}

#[test]
fn the_rows_that_are_handed_out_are_the_rows_that_are_counted() {
    let (mut rows, mut bad) = (0, 0);
    let mut each = |_: &Row<'_>, findings: &[Finding]| {
        rows += 1;
        bad += u64::from(
            findings
                .iter()
                .any(|finding| finding.severity() == Severity::Error),
        );
    };
    let mut checker = Checker::new(CheckOptions::default(), &NoSite);
    checker.push_rows(USERS.as_bytes(), &mut each);
    let verdict = checker.finish_rows(&mut each);
    assert_eq!((rows, bad), (verdict.rows, verdict.bad_rows));
}

/// A tryback begins with the header line, not with the comments above it.
#[test]
fn the_header_stands_where_it_stands() {
    let header = |file: &str| {
        let span = check(file).header_span;
        file[span.start as usize..span.end as usize].to_owned()
    };
    assert!(header(USERS).starts_with("username;"));
    assert_eq!(
        header("\u{feff}username;firstname;lastname\na;A;A\n"),
        "\u{feff}username;firstname;lastname\n"
    );
}

#[test]
fn a_file_without_text() {
    for file in [&b""[..], b"\n\n# nothing\n", b"\xef\xbb\xbf"] {
        let verdict = check(file);
        assert_eq!(codes(&verdict), ["empty_file"], "{file:?}");
        assert!(verdict.blocks_execution());
    }
}

#[test]
fn a_file_that_is_no_text() {
    for (file, what) in [
        (&b"%PDF-1.7\n%\xe2\xe3"[..], "document"),
        (b"GIF89a", "picture"),
    ] {
        let verdict = check(file);
        assert_eq!(codes(&verdict), ["not_text"], "{what}");
        assert_eq!(verdict.findings[0].params["what"], what);
        assert!(verdict.blocks_execution());
    }
}

#[test]
fn a_workbook_that_broke_off() {
    let verdict = check(b"PK\x03\x04\x14\0\x06\0\x08\0rest of a workbook");
    assert_eq!(codes(&verdict), ["workbook_damaged"]);
    assert!(verdict.blocks_execution());
}

#[test]
fn a_header_without_rows() {
    let verdict = check("username;firstname;lastname\n");
    assert_eq!(codes(&verdict), ["no_rows"]);
    assert!(verdict.blocks_execution());
}

#[test]
fn rows_are_checked_under_a_wrong_header_too() {
    let verdict = check("username;firstname;lastname;gender;country\nm.curie;Marie;Curie;f;XX\n");
    assert_eq!(codes(&verdict), ["unknown_column", "bad_country"]);
    assert!(verdict.blocks_execution());
}

#[test]
fn rows_of_an_unknown_kind_are_counted_only() {
    let verdict = check("article;price\nbread;1\nmilk;2\n");
    assert_eq!(codes(&verdict), ["unknown_kind"]);
    assert_eq!((verdict.kind, verdict.rows), (None, 2));
    assert!(verdict.blocks_execution());
}

#[test]
fn a_forced_separator_that_is_wrong() {
    let options = CheckOptions {
        separator: Some(','),
        ..CheckOptions::default()
    };
    let verdict = check_chunks(
        [&b"username;firstname;lastname\nm.curie;Marie;Curie\n"[..]],
        options,
    );
    assert_eq!(codes(&verdict), ["wrong_separator"]);
}

#[test]
fn a_recognised_encoding_is_told() {
    let verdict = check(b"username;firstname;lastname\nh.joliot;H\xe9l\xe8ne;Joliot\n");
    assert_eq!(codes(&verdict), ["encoding_recognised"]);
    assert!(!verdict.blocks_execution());
    let options = CheckOptions {
        encoding: Some(Encoding::Windows1252),
        ..CheckOptions::default()
    };
    let verdict = check_chunks(
        [&b"username;firstname;lastname\nh.joliot;H\xe9l\xe8ne;Joliot\n"[..]],
        options,
    );
    assert_eq!(codes(&verdict), [""; 0]);
}

/// Q73: one empty required cell stops tool_sync for the whole file.
#[test]
fn q73_an_empty_required_cell_is_one_bad_row() {
    let verdict = check("username;firstname;lastname\na;;A\nb;B;B\n");
    assert_eq!((verdict.rows, verdict.bad_rows), (2, 1));
    assert_eq!(codes(&verdict), ["required_empty"]);
}

/// Q15: tool_sync lets these columns in and loses their values.
#[test]
fn q15_columns_without_a_validator_are_checked_like_others() {
    let verdict = check(
        "shortname;fullname;coursedisplay;enablecompletion;defaultgroupingid\nA;Aa;1;0;7\nB;Bb;x;2;-1\n",
    );
    assert_eq!(
        codes(&verdict),
        ["not_boolean", "not_boolean", "out_of_range"]
    );
    assert_eq!((verdict.kind, verdict.bad_rows), (Some(Kind::Courses), 1));
}

/// Q14: tool_sync refuses the column of an identifier that can be chosen.
#[test]
fn q14_courses_may_be_named_by_moodles_number() {
    let verdict = check("shortname;fullname;id\nA;Aa;12\n");
    assert_eq!(codes(&verdict), [""; 0]);
}

/// Of a code that is found everywhere, the first findings are kept; all are counted and all are in the digest.
#[test]
fn findings_beyond_the_cap_are_counted() {
    let file = |last: &str| {
        format!(
            "shortname;fullname;visible\n{}Z;Z;{last}\n",
            (0..10_001)
                .map(|n| format!("S{n};F;x\n"))
                .collect::<String>()
        )
    };
    let (one, other) = (check(file("x")), check(file("y")));
    assert_eq!(one.counts[&Code::NotBoolean], 10_002);
    assert_eq!(
        one.findings
            .iter()
            .filter(|finding| finding.code == Code::NotBoolean)
            .count(),
        10_000
    );
    assert_ne!(one.digest, other.digest);
}

/// The digest is the same on every machine and in every version that finds the same.
#[test]
fn the_digest_is_stable() {
    insta::assert_snapshot!(check("username;firstname;lastname;country\nm.curie;Marie;Curie;XX\n").digest, @"2b67daf213cfdcfaa2417e9532dfe839");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// How a file is cut into chunks on its way changes nothing.
    #[test]
    fn the_verdict_does_not_depend_on_chunks(cuts in proptest::collection::vec(0..USERS.len(), 0..40), users: bool, utf16: bool) {
        let text = if users { USERS } else { COURSES };
        let bytes: Vec<u8> = if utf16 {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        } else {
            text.as_bytes().to_vec()
        };
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut < bytes.len()).collect();
        cuts.sort_unstable();
        let mut chunks = Vec::new();
        let mut start = 0;
        for cut in cuts {
            chunks.push(&bytes[start..cut]);
            start = cut;
        }
        chunks.push(&bytes[start..]);
        prop_assert_eq!(check_chunks(chunks, CheckOptions::default()), check(&bytes));
    }

    /// Bytes of any kind give a verdict.
    #[test]
    fn any_bytes_have_a_verdict(bytes in proptest::collection::vec(any::<u8>(), 0..400), header: bool) {
        let mut file = if header { b"username;firstname;lastname;email\n".to_vec() } else { Vec::new() };
        file.extend(bytes);
        let verdict = check(&file);
        prop_assert_eq!(verdict.bytes, file.len() as u64);
        prop_assert!(verdict.bad_rows <= verdict.rows);
    }
}
