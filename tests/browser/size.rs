//! What a visitor has to fetch.

use std::fs;
use std::path::Path;

use whole_system_tests::server::bundle;

/// The most bytes that the WebAssembly of the page may have, compressed.
const LIMIT: u64 = 600_000;

#[test]
fn the_wasm_stays_below_600_kb_compressed() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let wasm = bundle(target).join("toolsync-web_bg.wasm.br");
    let length = fs::metadata(wasm).unwrap().len();
    assert!(length <= LIMIT, "{length} bytes, {LIMIT} are allowed");
}
