//! `cargo run --package toolsync-bundle --example texts`: writes the texts of the page where Trunk gathers what it serves (a hook of
//! `Trunk.toml`), or into the folder named on the command line.

use std::path::{Path, PathBuf};

use anyhow::Context;

fn main() -> anyhow::Result<()> {
    let out = std::env::args_os()
        .nth(1)
        .or_else(|| std::env::var_os("TRUNK_STAGING_DIR"))
        .map(PathBuf::from)
        .context("name a folder")?;
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    toolsync_bundle::texts::write(&workspace, &out)
}
