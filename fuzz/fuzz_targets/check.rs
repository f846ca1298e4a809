//! The check of each kind: it never panics, and comes to the same verdict however the file arrives, and whether or not somebody wants its rows.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toolsync_fuzz::{Case, SITE, assert_same, checked, count, judged};

fuzz_target!(|input: &[u8]| {
    if let Some(case) = Case::of(input) {
        let above = case.above();
        let chunks = above.into_iter().chain(case.chunks());
        let verdict = checked(&case.options, chunks, &*SITE, &mut |_| {});
        count(&verdict);
        let whole = [above.unwrap_or_default(), case.file].concat();
        let at_once = checked(&case.options, [&whole].into_iter(), &*SITE, &mut |_| {});
        assert_same(&verdict, &at_once);
        assert_same(&verdict, &judged(&case.options, &whole, &*SITE));
    }
});
