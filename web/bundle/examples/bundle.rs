//! `cargo bundle`: builds the web app into `target/web/bundle`, where a debug build of the server finds it.

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), Into::into);
    let folder = toolsync_bundle::build(&workspace, &target)?;
    for entry in std::fs::read_dir(&folder)? {
        let entry = entry?;
        println!("{:>9}  {}", entry.metadata()?.len(), entry.path().display());
    }
    Ok(())
}
