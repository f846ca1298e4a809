//! `acceptance.md` maps each line of the functional checklist (F1–F164, C1–C68) to the tests that prove it, and each quirk of the
//! existing tool (Q01–Q74) to those that keep it out.
//! This keeps the map honest: every line is there once, and every test it names exists.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

const TABLE: &str = include_str!("acceptance.md");

/// The cells of each row whose id begins with one of these letters: id, feature (checklist only), state, tests.
fn rows<const N: usize>(letters: &[char]) -> Vec<[&'static str; N]> {
    TABLE
        .lines()
        .filter(|line| {
            line.strip_prefix("| ")
                .and_then(|line| line.strip_prefix(letters))
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            cells
                .try_into()
                .unwrap_or_else(|cells| panic!("{N} cells, not {cells:?}"))
        })
        .collect()
}

/// The names of all test functions in the sources below `folder`.
fn tests_in(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            if entry.file_name() != "target" {
                tests_in(&path, names);
            }
        } else if path.to_string_lossy().ends_with("_test.php") {
            let source = std::fs::read_to_string(&path).unwrap();
            let functions = source.split("public function ").skip(1);
            let tests = functions.filter(|name| name.starts_with("test_"));
            names.extend(tests.filter_map(|name| Some(name.split_once('(')?.0.to_owned())));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            // A test is a function under an attribute that ends in `test]` (or a line of a proptest! block, which has one too).
            let mut under_test = false;
            for line in source.lines().map(str::trim_start) {
                under_test |=
                    line.starts_with("#[") && (line.contains("test]") || line.contains("test("));
                let Some(name) = line
                    .trim_start_matches("pub ")
                    .trim_start_matches("async ")
                    .strip_prefix("fn ")
                else {
                    continue;
                };
                if std::mem::take(&mut under_test) {
                    names.insert(name.split(['(', '<']).next().unwrap_or_default().to_owned());
                }
            }
        }
    }
}

#[test]
fn every_line_of_the_checklist_is_mapped_once() {
    let ids: Vec<_> = rows::<4>(&['F', 'C']).iter().map(|row| row[0]).collect();
    let expected: Vec<_> = (1..=164)
        .map(|n| format!("F{n}"))
        .chain((1..=68).map(|n| format!("C{n}")))
        .collect();
    assert_eq!(ids, expected);
    let ids: Vec<_> = rows::<3>(&['Q']).iter().map(|row| row[0]).collect();
    let expected: Vec<_> = (1..=74).map(|n| format!("Q{n:02}")).collect();
    assert_eq!(ids, expected);
}

#[test]
fn every_test_that_the_map_names_exists() {
    let mut names = BTreeSet::new();
    for folder in ["core", "server", "web", "tests"] {
        tests_in(&whole_system_tests::workspace().join(folder), &mut names);
    }
    let checklist = rows::<4>(&['F', 'C'])
        .into_iter()
        .map(|[id, _, state, tests]| [id, state, tests]);
    for [id, state, tests] in checklist.chain(rows(&['Q'])) {
        let named: Vec<_> = tests.split('`').skip(1).step_by(2).collect();
        match state {
            "proved" | "part" | "guarded" => {
                assert!(!named.is_empty(), "{id} is {state} and names no test");
                for name in named {
                    assert!(
                        names.contains(name),
                        "{id} names the test `{name}`, which does not exist"
                    );
                }
            }
            "open" | "none" => assert!(!tests.is_empty(), "{id} is {state} and does not say why"),
            other => panic!("{id}: {other:?} is no state"),
        }
    }
}
