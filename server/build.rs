//! Makes the web app a part of the binary.
//!
//! A release build compiles it to WebAssembly (the silent minute of `cargo build --release`). A debug build embeds
//! nothing: it reads the bundle from disk when it starts, so that `cargo check`, clippy and tests never wait for it.
//! `TOOLSYNC_WEB_BUNDLE=<folder>` names a ready-made bundle instead, in either profile.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

fn main() -> Result<()> {
    println!("cargo::rerun-if-env-changed=TOOLSYNC_WEB_BUNDLE");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?);
    let table = match bundle(&out)? {
        Some(folder) => assets(&folder)?,
        None => "&[]".to_owned(),
    };
    fs::write(out.join("assets.rs"), table)?;
    Ok(())
}

fn bundle(out: &Path) -> Result<Option<PathBuf>> {
    if let Some(folder) = env::var_os("TOOLSYNC_WEB_BUNDLE").map(PathBuf::from) {
        println!("cargo::rerun-if-changed={}", folder.display());
        return Ok(Some(folder.canonicalize().with_context(|| {
            format!("TOOLSYNC_WEB_BUNDLE={}", folder.display())
        })?));
    }
    if env::var("PROFILE").as_deref() != Ok("release") {
        return Ok(None);
    }
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("the server lies in the workspace")?;
    for input in ["web", "core/src", "core/Cargo.toml", "Cargo.lock"] {
        println!(
            "cargo::rerun-if-changed={}",
            workspace.join(input).display()
        );
    }
    // OUT_DIR is <target>/release/build/toolsync-<hash>/out.
    let target = out
        .ancestors()
        .nth(4)
        .context("OUT_DIR lies four levels inside the target folder")?;
    toolsync_bundle::build(workspace, target).map(Some)
}

/// The bundle as the text of a Rust table: path, content, and the brotli copy where there is one.
fn assets(folder: &Path) -> Result<String> {
    let mut names: Vec<_> = fs::read_dir(folder)?
        .map(|entry| {
            entry?
                .file_name()
                .into_string()
                .ok()
                .context("a file name that is no UTF-8")
        })
        .collect::<Result<_>>()?;
    names.sort();
    let mut table = String::from("&[\n");
    for name in names.iter().filter(|name| !name.ends_with(".br")) {
        let path = folder.join(name);
        let packed = format!("{name}.br");
        let brotli = if names.contains(&packed) {
            format!("Some(include_bytes!({:?}))", folder.join(&packed))
        } else {
            "None".to_owned()
        };
        writeln!(table, "    ({name:?}, include_bytes!({path:?}), {brotli}),")?;
    }
    table.push(']');
    Ok(table)
}
