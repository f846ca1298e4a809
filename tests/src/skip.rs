//! Tests that need a part which this machine lacks.
//!
//! A skip is printed where it happens, noted in `target/skipped`, and repeated in the closing line of
//! `cargo test --workspace`. With `TOOLSYNC_TESTS_NO_SKIP=1` (set by `.ci/run`) it is a failure.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs};

fn account() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| crate::workspace().join("target"), PathBuf::from)
        .join("skipped")
}

/// Notes that `tests` were skipped because `part` is missing; `how` says how to get it.
///
/// # Panics
/// When skips are not allowed.
pub fn skip(tests: &str, part: &str, how: &str) {
    assert!(
        env::var_os("TOOLSYNC_TESTS_NO_SKIP").is_none(),
        "{tests}: {part} is missing ({how}), and TOOLSYNC_TESTS_NO_SKIP forbids skips"
    );
    println!("SKIPPED {tests}: {part} is missing ({how})");
    let folder = account();
    let name: String = tests
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    if let Err(error) = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join(name), format!("{tests} (needs {part}: {how})")))
    {
        println!(
            "…and it could not be noted in {}: {error}",
            folder.display()
        );
    }
}

/// Says that `tests` were left out for want of `part`, which no package of the machine brings, such as a live Moodle; `how` says how to name one. Never
/// a failure.
pub fn leave_out(tests: &str, part: &str, how: &str) {
    println!("LEFT OUT {tests}: there is no {part} ({how})");
}

/// What was skipped since the last call, and forgets it.
pub fn take_account() -> BTreeSet<String> {
    let folder = account();
    let skipped = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .collect();
    // A folder that cannot be removed repeats a skip next time, which is the safe side.
    let _ = fs::remove_dir_all(folder);
    skipped
}
