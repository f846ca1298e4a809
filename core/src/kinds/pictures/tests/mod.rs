//! What an archive of pictures is told, from the whole check.
#![allow(clippy::unwrap_used, reason = "tests")]

mod owners;

use super::testing::{archive, png, sized};
use crate::archive::testing::{Builder, File};
use crate::check::{CheckOptions, Checker, Verdict};
use crate::kinds::Kind;
use crate::kinds::testing::{Names, texts_of};
use crate::settings::Settings;
use crate::site::{Directory, NoSite, Space};

/// The verdict on a file, its kind chosen or not.
fn verdict(file: &[u8], kind: Option<Kind>, directory: &dyn Directory) -> Verdict {
    let options = CheckOptions {
        kind,
        ..CheckOptions::default()
    };
    let mut checker = Checker::new(options, directory);
    for chunk in file.chunks(7) {
        checker.push(chunk);
    }
    checker.finish()
}

/// Findings as `line column code`.
fn codes(file: &[u8], settings: &Settings, directory: &dyn Directory) -> Vec<String> {
    let options = CheckOptions {
        settings: settings.clone(),
        ..CheckOptions::default()
    };
    let mut checker = Checker::new(options, directory);
    checker.push(file);
    let findings = checker.finish().findings;
    let shown = findings.iter().map(|finding| {
        let column = finding.column.as_deref().unwrap_or("row");
        format!("{} {column} {}", finding.line, finding.code.as_str())
    });
    shown.collect()
}

fn site() -> Names {
    Names::of(&[
        (Space::ProfileField, "userpicturehash"),
        (Space::UserId, "42"),
        (Space::SharedUserIdnumber, "P-0044"),
    ])
    .user("m.curie", "P-0042", "m.curie@example.org")
    .user("p.curie", "P-0043", "p.curie@example.org")
    .user("twins", "P-0044", "twins@example.org")
    .user("i.joliot", "P-0045", "i.joliot@example.org")
}

#[test]
fn an_archive_with_mistakes() {
    let changed = |file: File, change: fn(&mut File)| {
        let mut file = file;
        change(&mut file);
        file
    };
    let stored = |path: &str, seed| File::stored(path, &png(seed));
    let file = Builder::of([
        stored("P-0042.png", 1),
        changed(File::stored("2024/", b""), |folder| {
            folder.mode = 0o040_755;
        }),
        stored("2024/P-0043.png", 2),
        stored("2024/P-0042.png", 3),
        stored("again/P-0042.png", 1),
        stored("P-0044.png", 4),
        stored("P-0046.png", 5),
        stored("P-O042.png", 5),
        File::stored("notes.txt", b"Pictures of September"),
        File::stored("P-0045.webp", b"RIFF\x1a\0\0\0WEBPVP8L"),
        File::stored("P-0045.heic", b"\0\0\0\x18ftypheic\0\0\0\0"),
        File::stored("damaged/P-0045.png", &png(6)[..18]),
        File::stored("large/P-0045.png", &sized(10_000, 5_001, 6)),
        changed(stored("locked/P-0045.png", 6), |file| file.flags |= 1),
        changed(stored("link/P-0045.png", 6), |file| file.mode = 0o120_777),
        changed(stored("crc/P-0045.png", 6), |file| file.crc = 0),
        File::deflated("bomb/P-0045.png", &vec![0; 4 << 20]),
        changed(stored("lzma/P-0045.png", 6), |file| file.method = 14),
        stored("../P-0045.png", 6),
        stored("P-0045", 6),
        stored("p-0045", 7),
        stored("__MACOSX/._P-0045.png", 8),
        changed(stored("", 9), |file| {
            file.name = b"P-00\x82.jpg".to_vec();
            file.local_name.clone_from(&file.name);
            file.flags = 0;
        }),
    ])
    .bytes();
    let verdict = verdict(&file, None, &site());
    assert_eq!(verdict.kind, Some(Kind::Pictures));
    assert!(!verdict.blocks_execution());
    // Every entry is a row but the folder and the file of the system; 4 of them have no error.
    assert_eq!((verdict.rows, verdict.bad_rows), (21, 17));
    insta::assert_snapshot!(texts_of(&verdict.findings));
}

#[test]
fn an_archive_says_what_it_is() {
    let of = |kind, file: &[u8]| {
        let verdict = verdict(file, kind, &NoSite);
        let code = verdict
            .findings
            .first()
            .map(|finding| finding.code.as_str());
        (
            verdict.kind,
            code,
            verdict
                .findings
                .first()
                .map(|finding| finding.params.clone())
                .unwrap_or_default()
                .remove("what")
                .unwrap_or_default(),
        )
    };
    let text = |text: &str| text.to_owned();
    let pictures = archive(&[("P-0042.png", png(1)), ("list.csv", b"a;b".to_vec())]);
    let spreadsheet = archive(&[
        ("[Content_Types].xml", b"<x/>".to_vec()),
        ("xl/media/a.png", png(1)),
    ]);
    let tables = archive(&[("users.csv", b"username;firstname\n".to_vec())]);
    let nothing = Builder::default().bytes();
    let chosen = Some(Kind::Pictures);
    assert_eq!(
        of(None, &archive(&[("P-0042.png", png(1))])),
        (chosen, None, text(""))
    );
    assert_eq!(
        of(None, &pictures),
        (chosen, Some("not_a_picture"), text("other"))
    );
    assert_eq!(
        of(None, &spreadsheet),
        (None, Some("not_text"), text("spreadsheet"))
    );
    assert_eq!(of(None, &tables), (None, Some("not_text"), text("archive")));
    assert_eq!(
        of(None, &nothing),
        (None, Some("not_text"), text("archive"))
    );
    assert_eq!(
        of(None, &pictures[..90]),
        (None, Some("workbook_damaged"), text(""))
    );
    assert_eq!(
        of(Some(Kind::Users), &pictures),
        (None, Some("not_text"), text("archive"))
    );
    assert_eq!(
        of(chosen, &spreadsheet),
        (None, Some("no_pictures"), text(""))
    );
    assert_eq!(of(chosen, &nothing), (None, Some("no_pictures"), text("")));
    assert_eq!(
        of(chosen, &pictures[..90]),
        (None, Some("archive_damaged"), text(""))
    );
    assert_eq!(
        of(chosen, b"username;firstname\n"),
        (None, Some("archive_damaged"), text(""))
    );
    assert_eq!(of(chosen, b""), (None, Some("archive_damaged"), text("")));
    assert_eq!(
        of(chosen, &tables),
        (chosen, Some("not_a_picture"), text("other"))
    );
}

#[test]
fn entries_are_rows_with_what_can_be_known_of_a_picture() {
    let file = archive(&[("a/P-0042.png", png(1)), ("b.txt", b"b".to_vec())]);
    let mut rows = Vec::new();
    let mut checker = Checker::new(CheckOptions::default(), &NoSite);
    checker.push(&file);
    checker.finish_rows(&mut |row, _| {
        let cells = [
            "picture", "user", "format", "width", "height", "bytes", "md5",
        ];
        let cells = cells.map(|name| row.text(name).unwrap_or("-").to_owned());
        rows.push((row.line(), row.span(), cells.join(" ")));
    });
    // The checksum is that of the same 30 bytes by md5sum.
    assert_eq!(
        rows.iter()
            .map(|(line, _, cells)| (*line, cells.as_str()))
            .collect::<Vec<_>>(),
        [
            (
                1,
                "a/P-0042.png P-0042 png 64 48 30 b412812aee85e6bd2d21b21b77adcd9c"
            ),
            (2, "b.txt b - - - - -"),
        ]
    );
    let span = rows[0].1;
    let bytes = &file[span.start as usize..span.end as usize];
    assert!(bytes.starts_with(b"PK\x03\x04") && bytes.ends_with(&png(1)));
}
