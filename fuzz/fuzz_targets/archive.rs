//! Archives of strangers: opened, every entry unpacked within limits, and each half of them made an archive again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toolsync_core::archive::{Archive, Limits};

/// Small enough that a bomb is refused before the fuzzer's own limit of memory.
const LIMITS: Limits = Limits {
    archive: 1 << 20,
    entries: 1000,
    entry: 4 << 20,
    total: 16 << 20,
    ratio: 100,
};

fuzz_target!(|file: &[u8]| {
    let Ok(archive) = Archive::open(file, LIMITS) else {
        return;
    };
    let mut budget = archive.budget();
    let mut unpacked = 0;
    for entry in archive.entries.iter().filter(|entry| entry.is_sound()) {
        if let Ok(content) = entry.content(file, &mut budget) {
            assert_eq!(content.len() as u64, entry.size);
            unpacked += entry.size;
        }
    }
    assert!(unpacked <= LIMITS.total);
    let some = archive.subset(file, |entry| entry.number % 2 == 1);
    let again = Archive::open(&some, LIMITS).expect("what was written can be read");
    for entry in &again.entries {
        let old = archive
            .entries
            .iter()
            .find(|old| old.name.path == entry.name.path);
        assert!(old.is_some(), "{:?}", entry.name);
    }
});
