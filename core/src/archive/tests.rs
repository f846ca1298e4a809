//! Archives that are as they should be, and archives that are not.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::testing::{Builder, File};
use super::*;

/// Path and content of each entry that can be read; path and code of each that cannot.
fn read(file: &[u8], limits: Limits) -> Vec<(String, Result<Vec<u8>, Code>)> {
    let archive = Archive::open(file, limits).unwrap();
    let mut budget = archive.budget();
    let read = archive.entries.iter().map(|entry| {
        let content = match entry.is_sound() {
            true => entry
                .content(file, &mut budget)
                .map_err(|finding| finding.code),
            false => Err(entry.findings[0].code),
        };
        (entry.name.path.clone(), content)
    });
    read.collect()
}

/// What is said of an archive of this one file.
fn said(file: File) -> Result<Vec<u8>, Code> {
    read(&Builder::of([file]).bytes(), Limits::default())
        .remove(0)
        .1
}

#[test]
fn one_content_comes_out_of_its_own_bytes() {
    let text = "Marie Curie ".repeat(500).into_bytes();
    let streamed = File {
        streamed: true,
        ..File::deflated("c/d.txt", &text)
    };
    let contents = [b"abc".to_vec(), text.clone(), text];
    let files = [
        File::stored("a.txt", b"abc"),
        File::deflated("é.txt", &contents[1]),
        streamed,
    ];
    let file = Builder::of(files).bytes();
    let archive = Archive::open(&file, Limits::default()).unwrap();
    for (entry, content) in archive.entries.iter().zip(&contents) {
        let place = &file[entry.span.start as usize..entry.span.end as usize];
        assert_eq!(content_at(place, entry.size).as_ref(), Some(content));
        // Neither more than the entry is known to have, nor something else.
        assert_eq!(content_at(place, entry.size + 9000), None);
        assert_eq!(content_at(&place[1..], entry.size), None);
        assert_eq!(content_at(&place[..20], entry.size), None);
    }
    let smaller = archive.entries[1].size - 1;
    let place = &file[archive.entries[1].span.start as usize..];
    assert_eq!(content_at(place, smaller), None);
}

#[test]
fn contents_come_out_as_they_went_in() {
    let text = "Marie Curie ".repeat(500).into_bytes();
    let streamed = File {
        streamed: true,
        ..File::deflated("c/d.txt", &text)
    };
    let mut folder = File::stored("c/", b"");
    folder.mode = 0o040_755;
    let file = Builder::of([
        File::stored("a.txt", b"abc"),
        folder,
        streamed,
        File::deflated("é.txt", &text),
        File::stored("empty", b""),
    ])
    .bytes();
    let archive = Archive::open(&file, Limits::default()).unwrap();
    let mut budget = archive.budget();
    let contents: Vec<_> = archive
        .entries
        .iter()
        .filter(|entry| !entry.is_folder)
        .map(|entry| (entry.number, entry.content(&file, &mut budget).unwrap()))
        .collect();
    assert_eq!(
        contents,
        [
            (1, b"abc".to_vec()),
            (3, text.clone()),
            (4, text),
            (5, vec![])
        ]
    );
    // Their bytes follow each other up to the directory: nothing is nobody's.
    let mut reached = 0;
    for entry in &archive.entries {
        assert_eq!(entry.span.start, reached, "{}", entry.name.path);
        reached = entry.span.end;
    }
    assert!(file[reached as usize..].starts_with(b"PK\x01\x02"));
}

#[test]
fn what_is_no_archive_is_refused_whole() {
    let code = |file: &[u8], limits| Archive::open(file, limits).unwrap_err().code;
    let file = Builder::of([File::stored("a", b"abc"), File::stored("b", b"abc")]).bytes();
    assert_eq!(code(b"", Limits::default()), Code::ArchiveDamaged);
    assert_eq!(
        code(b"username;firstname\n", Limits::default()),
        Code::ArchiveDamaged
    );
    for cut in [1, 21, 22, 60, file.len() - 5] {
        let code = code(&file[..file.len() - cut], Limits::default());
        assert_eq!(code, Code::ArchiveDamaged, "{cut} bytes short");
    }
    let small = Limits {
        archive: 100,
        ..Limits::default()
    };
    assert_eq!(code(&file, small), Code::ArchiveTooLarge);
    let few = Limits {
        entries: 1,
        ..Limits::default()
    };
    assert_eq!(code(&file, few), Code::ArchiveTooLarge);
    assert!(
        Archive::open(&Builder::default().bytes(), Limits::default())
            .unwrap()
            .entries
            .is_empty()
    );
}

#[test]
fn entries_that_are_no_honest_files_are_not_read() {
    let file = || File::deflated("a.png", &[7; 3000]);
    assert_eq!(said(file()), Ok(vec![7; 3000]));
    let wrong = [
        (Code::EntryPathUnsafe, File::stored("../../a.png", b"x")),
        (Code::EntryPathUnsafe, File::stored("C:\\a.png", b"x")),
        (
            Code::EntryIsLink,
            File {
                mode: 0o120_777,
                ..file()
            },
        ),
        (Code::EntryEncrypted, File { flags: 1, ..file() }),
        (
            Code::EntryUnreadable,
            File {
                method: 14,
                ..file()
            },
        ),
        (Code::EntryUnreadable, File { crc: 0, ..file() }),
        (
            Code::EntryUnreadable,
            File {
                local_name: b"b.png".to_vec(),
                ..file()
            },
        ),
        (
            Code::EntryUnreadable,
            File {
                offset: Some(9_999),
                ..file()
            },
        ),
        (
            Code::EntryUnreadable,
            File {
                packed: vec![0xff; 40],
                ..file()
            },
        ),
    ];
    for (code, file) in wrong {
        let shown = format!("{file:?}");
        assert_eq!(said(file), Err(code), "{shown}");
    }
}

#[test]
fn nothing_becomes_more_than_it_says_or_may() {
    // It says 10 bytes and holds 3 million: never more than 10 are made.
    let mut liar = File::deflated("a", &vec![0; 3_000_000]);
    liar.size = 10;
    assert_eq!(said(liar), Err(Code::EntryUnreadable));
    // It says less than it would become by the limits' measure, and 1000 times its packed size.
    let bomb = File::deflated("a", &vec![0; 5 << 20]);
    assert!(bomb.packed.len() < 10_000);
    assert_eq!(said(bomb), Err(Code::EntryTooLarge));
    // A small one may: a picture of one colour is no bomb.
    assert!(said(File::deflated("a", &vec![0; 900_000])).is_ok());
    let limits = Limits {
        entry: 100,
        total: 150,
        ..Limits::default()
    };
    let file = Builder::of([
        File::stored("a", &[1; 101]),
        File::stored("b", &[1; 100]),
        File::stored("c", &[1; 51]),
        File::stored("d", &[1; 50]),
    ]);
    let codes: Vec<_> = read(&file.bytes(), limits)
        .into_iter()
        .map(|(_, content)| content.map(|content| content.len()))
        .collect();
    let too_large = Err(Code::EntryTooLarge);
    assert_eq!(codes, [too_large, Ok(100), too_large, Ok(50)]);
}

#[test]
fn entries_that_share_bytes_are_read_once() {
    let content = [9; 500];
    let shared = File {
        offset: Some(0),
        ..File::stored("a", &content)
    };
    let file = Builder::of([File::stored("a", &content), shared.clone(), shared]).bytes();
    let archive = Archive::open(&file, Limits::default()).unwrap();
    let sound: Vec<_> = archive.entries.iter().map(Entry::is_sound).collect();
    assert_eq!(sound, [true, false, false]);
    assert_eq!(archive.entries[1].findings[0].params["why"], "overlap");
    assert!(archive.subset(&file, |_| true).len() < file.len());
}

#[test]
fn a_name_that_stands_twice_counts_once() {
    let names = ["a/P-1.jpg", "b/P-1.jpg", "A/p-1.JPG", "a\\P-1.jpg"];
    let file = Builder::of(names.map(|name| File::stored(name, name.as_bytes()))).bytes();
    let found: Vec<_> = Archive::open(&file, Limits::default())
        .unwrap()
        .entries
        .iter()
        .map(|entry| {
            let finding = entry.findings.first();
            finding.map(|finding| (finding.code, finding.params["first"].clone()))
        })
        .collect();
    let twice = || Some((Code::DuplicateEntry, "1".to_owned()));
    assert_eq!(found, [None, None, twice(), twice()]);
}

#[test]
fn a_guessed_name_is_told() {
    let named = File {
        name: b"P-\x82.jpg".to_vec(),
        local_name: b"P-\x82.jpg".to_vec(),
        flags: 0,
        ..File::stored("", b"x")
    };
    let file = Builder::of([named]).bytes();
    let archive = Archive::open(&file, Limits::default()).unwrap();
    let entry = &archive.entries[0];
    assert_eq!(entry.name.path, "P-é.jpg");
    assert_eq!(entry.findings[0].code, Code::EntryNameEncoding);
    assert!(entry.is_sound());
}

#[test]
fn a_subset_is_an_archive_of_the_same_bytes() {
    let streamed = File {
        streamed: true,
        ..File::deflated("b", &[2; 900])
    };
    let encrypted = File {
        flags: 1,
        ..File::stored("d", b"secret")
    };
    let file = Builder::of([
        File::stored("a", b"a"),
        streamed,
        File::deflated("c", &[3; 900]),
        encrypted,
    ])
    .bytes();
    let archive = Archive::open(&file, Limits::default()).unwrap();
    let copy = archive.subset(&file, |entry| entry.number % 2 == 0);
    assert_eq!(
        read(&copy, Limits::default()),
        [
            ("b".to_owned(), Ok(vec![2; 900])),
            ("d".to_owned(), Err(Code::EntryEncrypted)),
        ]
    );
    assert_eq!(archive.subset(&file, |_| true), file);
    assert_eq!(archive.subset(&file, |_| false), Builder::default().bytes());
}

proptest! {
    /// Whatever the bytes are: an answer, no panic, and no more bytes than the limits allow.
    #[test]
    fn no_bytes_harm_the_reader(
        sizes in prop::collection::vec(0..2_000_usize, 0..5),
        harm in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let files = sizes.iter().enumerate().map(|(index, size)| {
            let content = vec![index as u8; *size];
            match index % 2 {
                0 => File::stored(&format!("f{index}"), &content),
                _ => File::deflated(&format!("f{index}"), &content),
            }
        });
        let mut file = Builder::of(files).bytes();
        for (at, byte) in &harm {
            let at = at.index(file.len());
            file[at] = *byte;
        }
        let limits = Limits { entry: 3_000, total: 5_000, ..Limits::default() };
        if let Ok(archive) = Archive::open(&file, limits) {
            let mut budget = archive.budget();
            let mut made = 0;
            for entry in archive.entries.iter().filter(|entry| entry.is_sound()) {
                made += entry.content(&file, &mut budget).map_or(0, |content| content.len());
            }
            prop_assert!(made <= 5_000);
            prop_assert!(archive.subset(&file, |_| true).len() <= file.len());
        }
    }
}
