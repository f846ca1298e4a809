//! Files of which nothing is known but a name: kind, encoding and separator are recognised. The first line is the file's name.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toolsync_core::check::CheckOptions;
use toolsync_core::site::NoSite;
use toolsync_fuzz::{assert_same, checked};

fuzz_target!(|input: &[u8]| {
    let Some(end) = input.iter().position(|byte| *byte == b'\n') else {
        return;
    };
    let file = &input[end + 1..];
    let options = CheckOptions {
        name: String::from_utf8_lossy(&input[..end]).into_owned(),
        ..CheckOptions::default()
    };
    let verdict = checked(&options, [file].into_iter(), &NoSite, &mut |_| {});
    assert_same(
        &verdict,
        &checked(&options, file.chunks(7), &NoSite, &mut |_| {}),
    );
});
