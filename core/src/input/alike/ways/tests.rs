use proptest::prelude::*;

use super::*;
use crate::input::{Dialect, Encoding, Item, LineEnd, Reader};

const DIALECT: Dialect = Dialect {
    encoding: Encoding::Utf8,
    separator: ';',
    line_end: LineEnd::Lf,
};

/// What comes after a row, so that none stands at the end of the text.
const MORE: &str = "0123456789012345678901234567890123456789012345678901234567890123456789\n";

/// Reads the rows one by one, and calls `each` with what is told of each.
fn read(rows: &str, mut each: impl FnMut(&Record<'_>)) {
    let mut reader = Reader::resume(DIALECT, 0, 1, 4);
    reader.push(rows.as_bytes());
    reader.finish();
    while let Some(item) = reader.next() {
        if let Item::Record(record) = item {
            each(&record);
        }
    }
}

/// A list whose rows differ in the second and the third cell, after it was told these rows.
fn told(rows: &str) -> Alike {
    let mut alike = Alike::new([2, 1]);
    read(rows, |record| _ = alike.learn(record, true));
    alike
}

/// The names and the length of the row that is found at the start of a text.
fn found(alike: &mut Alike, row: &str) -> Option<([String; 2], usize)> {
    let text = format!("{row}{MORE}");
    let found = alike.find(&text, b';')?;
    Some((found.names(&text).map(str::to_owned), found.length))
}

#[test]
fn a_row_is_alike_once_two_were_written_so() {
    let mut once = told("add;BIO;marie;student\n");
    assert_eq!(found(&mut once, "add;CHEM;pierre;student\n"), None);
    let mut twice = told("add;BIO;marie;student\nadd;BIO;irene;student\n");
    let names = ["pierre", "CHEM"].map(str::to_owned);
    assert_eq!(
        found(&mut twice, "add;CHEM;pierre;student\n"),
        Some((names.clone(), 24))
    );
    assert_eq!(
        found(&mut twice, "add;CHEM;pierre;student\r\n"),
        Some((names, 25))
    );
}

#[test]
fn what_is_written_otherwise_is_not_alike() {
    let rows = "add;BIO;marie;student\n".repeat(2);
    for row in [
        "add;CHEM;pierre;teacher\n",
        "del;CHEM;pierre;student\n",
        "add;CHEM;pierre;student;\n",
        "add;CHEM;pierre;studen\n",
        "add;CHEM;pierre\n",
        "add;CHEM\n;pierre;student\n",
        "add;CHEM;\"pierre\";student\n",
        "add;CH&EM;pierre;student\n",
        "add;CHEM;pi\u{200b}erre;student\n",
        "add;CHEM;pi\terre;student\n",
        "add;CHEM;pierre;student\r",
        "#add;CHEM;pierre;student\n",
        "add;CHEM;a-name-that-does-not-end-within-the-first-sixty-four-bytes-of-it;student\n",
    ] {
        assert_eq!(found(&mut told(&rows), row), None, "{row:?}");
    }
}

/// What was to be said of one row is to be said of others that are written so; a byte may be suspicious anywhere.
#[test]
fn nothing_is_like_a_row_that_is_not_in_order() {
    let mut wrong = Alike::new([1, 2]);
    read(&"add;BIO;marie;studnet\n".repeat(3), |record| {
        _ = wrong.learn(record, false);
    });
    assert_eq!(found(&mut wrong, "add;CHEM;pierre;studnet\n"), None);
    let row = "add;BIO;marie;stu\u{200b}dent\n";
    assert_eq!(found(&mut told(&row.repeat(3)), row), None);
    let row = format!("add;BIO;marie;{}\n", "x".repeat(LONGEST));
    assert_eq!(found(&mut told(&row.repeat(3)), &row), None);
}

#[test]
fn two_readers_give_other_numbers() {
    let rows = "add;BIO;marie;student\n".repeat(2);
    let numbers = |mut alike: Alike| {
        let mut numbers = Vec::new();
        read(&rows, |record| {
            numbers.extend(alike.learn(record, true).map(|writing| writing.way));
        });
        numbers
    };
    let (one, other) = (Alike::new([1, 2]), Alike::new([1, 2]).beside());
    let (one, other) = (numbers(one), numbers(other));
    assert_eq!(one[0], WayNumber::NONE);
    assert!(one[1] != WayNumber::NONE && other[1] != WayNumber::NONE);
    assert_ne!(one[1].place(), other[1].place());
}

proptest! {
    /// A row that is found is told to be written as when it is read: where it ends, its names, its way and its fingerprint; two rows have one
    /// fingerprint when they are written the same, and one way when all but their names is.
    #[test]
    fn a_row_that_is_found_is_what_is_read(
        rows in prop::collection::vec(
            ("(add|del)", "[ab]{1,2}", "[aAé]{0,2}", "(student|teacher)", "(\n|\r\n)"),
            1..60,
        ),
        swapped in any::<bool>(),
    ) {
        let places = if swapped { [2, 1] } else { [1, 2] };
        let mut alike = Alike::new(places);
        let mut seen: Vec<([String; 4], Writing)> = Vec::new();
        for (cmd, course, user, role, end) in rows {
            let row = format!("{cmd};{course};{user};{role}{end}");
            let text = format!("{row}{MORE}");
            let found = alike.find(&text, b';');
            let mut read_as = None;
            read(&row, |record| read_as = alike.learn(record, true));
            let written = read_as.expect("it needs nothing but cutting");
            if let Some(found) = found {
                let names = if swapped { [&user, &course] } else { [&course, &user] };
                prop_assert_eq!(found.names(&text), names.map(|name| &**name));
                prop_assert_eq!(found.length, row.len());
                prop_assert_eq!(found.writing.way, written.way);
                prop_assert_eq!(found.writing.fingerprint, written.fingerprint);
            }
            let cells = [cmd, role, course, user];
            for (others, other) in &seen {
                prop_assert_eq!(others == &cells, other.fingerprint == written.fingerprint);
                if written.way != WayNumber::NONE && other.way == written.way {
                    prop_assert_eq!(&others[..2], &cells[..2]);
                }
            }
            seen.push((cells, written));
        }
    }
}
