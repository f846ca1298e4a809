//! Puts the texts of `src/messages` where the crate includes them from. For the browser, what the page never shows is left out: help pages
//! and explanations of columns, which it gets from the server, and what operations do, which the server says with each row. Together they
//! are two fifths of all texts, and the page carries them in two languages.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Beginnings of ids that the page shows nothing of.
const SERVER_ONLY: [&str; 2] = ["help-", "operation-"];
/// An attribute of columns that the page does not show.
const EXPLANATION: &str = "    .explanation =";

fn main() -> io::Result<()> {
    let sources = Path::new("src/messages");
    println!("cargo::rerun-if-changed={}", sources.display());
    let variable = |name| env::var(name).map_err(io::Error::other);
    let is_page = variable("CARGO_CFG_TARGET_FAMILY")?.contains("wasm");
    let target = PathBuf::from(variable("OUT_DIR")?);
    for language in ["en", "fr"] {
        let folder = target.join(language);
        fs::create_dir_all(&folder)?;
        for file in fs::read_dir(sources.join(language))? {
            let file = file?;
            let text = fs::read_to_string(file.path())?;
            let text = if is_page { of_page(&text) } else { text };
            fs::write(folder.join(file.file_name()), text)?;
        }
    }
    Ok(())
}

/// The entries of a Fluent file that the page shows. An entry begins where a line begins with a letter, an attribute with four blanks and a point.
fn of_page(text: &str) -> String {
    let (mut shows_entry, mut is_column, mut is_shown) = (true, false, true);
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            shows_entry = !SERVER_ONLY.iter().any(|id| line.starts_with(id));
            is_column = line.starts_with("column-");
            is_shown = shows_entry;
        } else if line.starts_with("    .") {
            is_shown = shows_entry && !(is_column && line.starts_with(EXPLANATION));
        }
        if is_shown && !line.is_empty() && !line.starts_with('#') {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}
