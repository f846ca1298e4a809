//! Builds the web app without any outside tool: cargo for wasm32, wasm-bindgen through its library,
//! and brotli. The server's build script, the browser tests and `cargo bundle` all come here.
//!
//! The page is `web/index.html`, written for Trunk (the development loop): of Trunk's asset links the
//! three kinds in use are resolved here, any other is an error, so that both read one file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

mod index;
pub mod texts;

/// The name under which wasm-bindgen's output is served: `toolsync-web.js`, `toolsync-web_bg.wasm`.
/// Trunk uses the same.
const NAME: &str = "toolsync-web";

/// Files that compress to less are not worth a second copy.
const WORTH_COMPRESSING: usize = 512;

/// Builds the bundle of the checkout at `workspace` and returns its folder, `<target>/web/bundle`.
///
/// `target` is cargo's target folder; the nested cargo works in `<target>/web`, away from the lock of the
/// cargo that may be waiting for us.
///
/// # Errors
/// When the wasm32 target is not installed (the message says how to), the web app does not compile, or
/// `index.html` names something that does not exist.
pub fn build(workspace: &Path, target: &Path) -> Result<PathBuf> {
    ensure_wasm_target()?;
    let target = target.join("web");
    compile(workspace, &target)?;
    let out = target.join("bundle");
    let fresh = target.join("bundle.new");
    remove_dir(&fresh)?;
    fs::create_dir_all(&fresh)?;
    bind(
        &target.join("wasm32-unknown-unknown/web/toolsync_web.wasm"),
        &fresh,
    )?;
    index::resolve(&workspace.join("web"), &fresh)?;
    texts::write(workspace, &fresh)?;
    compress(&fresh)?;
    remove_dir(&out)?;
    fs::rename(&fresh, &out).context("putting the new bundle in place")?;
    Ok(out)
}

fn remove_dir(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    Ok(())
}

fn ensure_wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args([
            "--print",
            "target-libdir",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .output()
        .context("asking rustc where its wasm32 target is")?;
    let folder = String::from_utf8_lossy(&output.stdout);
    ensure!(
        Path::new(folder.trim()).is_dir(),
        "the wasm32 target is not installed; run: rustup target add wasm32-unknown-unknown"
    );
    Ok(())
}

/// What cargo sets for the crate it is building now, and must not reach the cargo that we start:
/// flags for the host, a wrapper such as clippy's, and the variables of build scripts.
fn belongs_to_the_outer_cargo(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTFLAGS",
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
        "CARGO_TARGET_DIR",
        "CARGO_BUILD_TARGET",
        "TARGET",
        "HOST",
        "PROFILE",
        "OUT_DIR",
        "OPT_LEVEL",
        "DEBUG",
    ];
    NAMES.contains(&name)
        || [
            "CARGO_CFG_",
            "CARGO_FEATURE_",
            "CARGO_PKG_",
            "CARGO_BIN_",
            "CARGO_MANIFEST_",
            "DEP_",
            "CLIPPY_",
        ]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

fn compile(workspace: &Path, target: &Path) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(workspace)
        .args(["build", "--package", "toolsync-web", "--lib", "--locked"])
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "--profile",
            "web",
            "--target-dir",
        ])
        .arg(target);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(belongs_to_the_outer_cargo) {
            command.env_remove(name);
        }
    }
    let status = command.status().context("starting cargo for the web app")?;
    if !status.success() {
        bail!("the web app does not compile for wasm32 (see above): {status}");
    }
    Ok(())
}

fn bind(wasm: &Path, out: &Path) -> Result<()> {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(NAME)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(false);
    bindgen
        .web(true)
        .context("choosing the browser as wasm-bindgen's target")?;
    bindgen.generate(out).context("running wasm-bindgen")
}

/// Puts `<name>.br` beside each file that becomes clearly smaller by it.
fn compress(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            compress(&path)?;
            continue;
        }
        let bytes = fs::read(&path)?;
        let mut packed = Vec::new();
        let params = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            ..Default::default()
        };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &params)?;
        if bytes.len() >= WORTH_COMPRESSING && packed.len() * 10 < bytes.len() * 9 {
            let mut name = path.into_os_string();
            name.push(".br");
            fs::write(name, packed)?;
        }
    }
    Ok(())
}
