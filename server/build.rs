//! Makes the web app and the plugins for Moodle parts of the binary.
//!
//! A release build compiles it to WebAssembly (the silent minute of `cargo build --release`). A debug build embeds
//! nothing: it reads the bundle from disk when it starts, so that `cargo check`, clippy and tests never wait for it.
//! `TOOLSYNC_WEB_BUNDLE=<folder>` names a ready-made bundle instead, in either profile.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

/// The plugins for Moodle, by component.
const PLUGINS: [&str; 2] = ["enrol_sync", "local_toolsync"];

fn main() -> Result<()> {
    println!("cargo::rerun-if-env-changed=TOOLSYNC_WEB_BUNDLE");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?);
    let table = match bundle(&out)? {
        Some(folder) => assets(&folder)?,
        None => "&[]".to_owned(),
    };
    fs::write(out.join("assets.rs"), table)?;
    fs::write(out.join("plugins.rs"), plugins()?)?;
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

/// The plugins for Moodle, which are folders beside this file, as the text of a Rust table: component, and its files by their paths in
/// the archive that Moodle unpacks.
fn plugins() -> Result<String> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("moodle-plugin");
    let mut table = String::from("&[\n");
    for component in PLUGINS {
        let folder = home.join(component);
        println!("cargo::rerun-if-changed={}", folder.display());
        let (_, name) = component
            .split_once('_')
            .context("a component is named after its type")?;
        writeln!(table, "    Plugin {{ component: {component:?}, files: &[")?;
        for path in files(&folder)? {
            let inner = path.strip_prefix(&folder)?.display();
            writeln!(
                table,
                "        (\"{name}/{inner}\", include_bytes!({path:?})),"
            )?;
        }
        table.push_str("    ] },\n");
    }
    table.push(']');
    Ok(table)
}

/// The files in a folder and the folders below it, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
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
