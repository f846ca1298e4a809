//! The check of pictures: of an archive as it is, or of one made around the input, whose first line is the name of a picture.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toolsync_core::check::CheckOptions;
use toolsync_core::kinds::Kind;
use toolsync_core::plan::{PlanOptions, plan};
use toolsync_fuzz::{SITE, archive_of};

fuzz_target!(|input: &[u8]| {
    let made = input.iter().position(|byte| *byte == b'\n').map(|end| {
        let name = String::from_utf8_lossy(&input[..end]);
        archive_of([(&*name, &input[end + 1..])])
    });
    let file = match &made {
        Some(made) if !input.starts_with(b"PK") => made,
        _ => input,
    };
    let options = PlanOptions {
        check: CheckOptions {
            kind: Some(Kind::Pictures),
            ..CheckOptions::default()
        },
        ..PlanOptions::default()
    };
    plan([file], &options, SITE.clone());
});
