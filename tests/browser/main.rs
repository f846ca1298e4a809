//! The page in headless Chromium, against the real binary.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod accessibility;
mod board;
mod bundle;
mod journey;
mod make;
mod page;
mod sites;
mod size;
mod workbook;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use whole_system_tests::server::{Server, bundle};

/// The real binary over an empty data folder, serving the real bundle.
async fn serve(data: &Path) -> Server {
    // CARGO_TARGET_TMPDIR is <target>/tmp.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let bundle: &OsStr = bundle(target).as_ref();
    let variables = [
        ("TOOLSYNC_WEB_BUNDLE", bundle),
        ("RUST_LOG", OsStr::new("warn")),
    ];
    Server::start(Path::new(env!("CARGO_BIN_EXE_toolsync")), data, &variables)
        .await
        .unwrap()
}

/// A file of the samples that newcomers try.
fn sample(name: &str) -> PathBuf {
    whole_system_tests::workspace().join("samples").join(name)
}
