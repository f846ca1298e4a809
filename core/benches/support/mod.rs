//! The file that benches read: a users file of a million rows, about 107 bytes each, always the same.

use std::fmt::Write as _;

/// One row in so many has an e-mail address that is none.
const BAD_EMAIL: u64 = 1_017;

/// The header of the file.
pub const HEADER: &str = "username;firstname;lastname;email;idnumber;institution;department;city;suspended;profile_field_badge\n";

const FIRST: [&str; 8] = [
    "Marie", "Élodie", "Jürgen", "Anaïs", "Peter", "Chloé", "Søren", "Ines",
];
const LAST: [&str; 8] = [
    "Curie", "Lefèvre", "Müller", "O'Brien", "Dupont", "Nuñez", "Kowalska", "Martin",
];
const PLACE: [&str; 4] = [
    "Université du Lac",
    "Institut Nord",
    "Faculté des lettres",
    "University",
];
const CITY: [&str; 4] = ["Genève", "Lyon", "Besançon", "Oxford"];

/// A users file of `rows` rows. Five rows in a hundred have a quoted cell, two in ten thousand one with a line break, and
/// one in [`BAD_EMAIL`] a bad address.
pub fn users_file(rows: u64) -> String {
    let mut file = String::with_capacity(HEADER.len() + rows as usize * 112);
    file.push_str(HEADER);
    for row in 0..rows {
        let pick =
            |list: &'static [&'static str], step: u64| list[(row / step) as usize % list.len()];
        let at = if row % BAD_EMAIL == 5 { " at " } else { "@" };
        let department = match row % 10_000 {
            7 | 5_007 => "\"Sciences\nHumaines\"",
            n if n % 20 == 3 => "\"Arts; lettres\"",
            _ => "Sciences de la vie",
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            file,
            "u{row:07}.x;{};{};u{row:07}{at}example.org;P-{row:07};{};{department};{};{};B{:05}",
            pick(&FIRST, 1),
            pick(&LAST, 3),
            pick(&PLACE, 7),
            pick(&CITY, 5),
            u64::from(row % 50 == 0),
            row % 100_000,
        );
    }
    file
}

/// The same rows in an order that sorts none of their columns.
#[allow(dead_code, reason = "not every bench asks")]
pub fn shuffled(file: &str) -> String {
    let mut rows = Vec::new();
    let (mut start, mut quoted) = (HEADER.len(), false);
    for (at, byte) in file.bytes().enumerate().skip(HEADER.len()) {
        quoted ^= byte == b'"';
        if byte == b'\n' && !quoted {
            rows.push(&file[start..=at]);
            start = at + 1;
        }
    }
    // A xorshift generator with a fixed seed: the same order every time.
    let mut random = 88_172_645_463_325_252_u64;
    for row in (1..rows.len()).rev() {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        rows.swap(row, (random % (row as u64 + 1)) as usize);
    }
    HEADER.to_owned() + &rows.concat()
}

/// How many of `rows` rows have a bad address.
#[allow(dead_code, reason = "not every bench asks")]
pub fn bad_emails(rows: u64) -> u64 {
    (0..rows).filter(|row| row % BAD_EMAIL == 5).count() as u64
}

/// People and courses that [`enrolments_file`] names.
#[allow(dead_code, reason = "not every bench asks")]
pub const PEOPLE: u64 = 100_000;
/// Likewise.
#[allow(dead_code, reason = "not every bench asks")]
pub const COURSES: u64 = 10_000;

/// An enrolments file of `rows` rows: [`PEOPLE`] people, each in some of [`COURSES`] courses, no two rows about the same person and course.
#[allow(dead_code, reason = "not every bench asks")]
pub fn enrolments_file(rows: u64) -> String {
    let mut file = "cmd;cid;uid;rolename;enrol;endtime;gcmd;g1\n".to_owned();
    for row in 0..rows {
        let person = row % PEOPLE;
        let course = (row / PEOPLE * 997 + person) % COURSES;
        let role = if row % 25 == 0 { "teacher" } else { "student" };
        // Writing to a String cannot fail.
        let _ = writeln!(
            file,
            "add;C-{course:05};u{person:07}.x;{role};manual;2025-06-30 18:00:00;gaddcreate;Group {}",
            row % 4
        );
    }
    file
}
