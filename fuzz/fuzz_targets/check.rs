//! The check of each kind: it never panics, and comes to the same verdict however the file arrives.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toolsync_fuzz::{Case, SITE, assert_same, checked, count};

fuzz_target!(|input: &[u8]| {
    if let Some(case) = Case::of(input) {
        let verdict = checked(&case.options, case.chunks(), &*SITE, &mut |_| {});
        count(&verdict);
        let whole = [case.file].into_iter();
        assert_same(
            &verdict,
            &checked(&case.options, whole, &*SITE, &mut |_| {}),
        );
    }
});
