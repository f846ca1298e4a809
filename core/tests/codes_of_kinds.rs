//! Every code that the room of a kind may give stands in a test or a snapshot: of the room, or of its plans.
#![allow(missing_docs, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toolsync_core::finding::Code;

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the sources") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all.sort();
    all
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("sources are UTF-8")
}

/// The words of a text: what stands between two characters that no name has.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_ascii_alphanumeric() && character != '_')
}

/// The name of a code as the sources write it: `UnknownUser`.
fn variant(code: Code) -> String {
    format!("{code:?}")
}

#[test]
fn every_code_of_a_kind_is_seen_in_its_tests() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let plans: String = files(&sources.join("plan/tests"))
        .iter()
        .map(|path| text(path))
        .collect();
    let mut unseen = Vec::new();
    let mut rooms = 0;
    for room in fs::read_dir(sources.join("kinds")).expect("the rooms of the kinds") {
        let room = room.expect("a room").path();
        if !room.join("plan.rs").is_file() {
            continue;
        }
        rooms += 1;
        let (tests, code): (Vec<_>, Vec<_>) = files(&room).into_iter().partition(|path| {
            let path = path.strip_prefix(&room).expect("below the room");
            path.starts_with("tests") || path.starts_with("snapshots") || path.ends_with("tests.rs")
        });
        let code: String = code.iter().map(|path| text(path)).collect();
        let given: BTreeSet<&str> = code
            .split("Code::")
            .skip(1)
            .filter_map(|rest| words(rest).next())
            .collect();
        let tests = plans.clone() + &tests.iter().map(|path| text(path)).collect::<String>();
        let seen: BTreeSet<&str> = words(&tests).collect();
        for code in Code::ALL.iter().copied() {
            let is_seen = seen.contains(code.as_str()) || seen.contains(&*variant(code));
            if given.contains(&*variant(code)) && !is_seen {
                unseen.push(format!("{} in {}", code.as_str(), room.display()));
            }
        }
    }
    assert!(rooms >= 13, "{rooms} rooms");
    assert_eq!(unseen, [""; 0]);
}
