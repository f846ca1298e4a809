//! The texts of the page: a file for each language, which the page fetches when it starts. They are not part of the WebAssembly, which would be
//! larger by a fifteenth.
//!
//! Of the core's messages, what the page never shows is left out: help pages and explanations of columns, which it gets from the server, and
//! what operations do and undo takes back, which the server says with each row.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The languages, as they are named in the folders of messages.
const LANGUAGES: [&str; 2] = ["en", "fr"];

/// Beginnings of ids of the core that the page shows nothing of.
const SERVER_ONLY: [&str; 3] = ["help-", "operation-", "undo-"];
/// An attribute of columns that the page does not show.
const EXPLANATION: &str = "    .explanation =";

/// Writes `texts-<language>.ftl` for each language into `out`. `workspace` is the checkout.
///
/// # Errors
/// When a file of messages cannot be read, or `out` not written to.
pub fn write(workspace: &Path, out: &Path) -> Result<()> {
    for language in LANGUAGES {
        let mut text = String::new();
        for file in files(&workspace.join("core/src/messages").join(language))? {
            text.push_str(&of_page(&read(&file)?));
        }
        for file in files(&workspace.join("web/messages").join(language))? {
            text.push_str(&read(&file)?);
        }
        let path = out.join(format!("texts-{language}.ftl"));
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// The files of a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut files = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))
}

/// The entries of a Fluent file of the core that the page shows. An entry begins where a line begins with a letter, an attribute with four
/// blanks and a point.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_server_says_is_left_out() {
        let text = "# A comment.\n\nfinding-a = Wrong:\n    too long\n    .title = Length\nhelp-a = Long\n    words\n    .mend = Shorten\n\
                    column-users-mail = Mail\n    .explanation = Where letters go,\n    for good.\n    .other = kept\noperation-create = Creates\n";
        assert_eq!(
            of_page(text),
            "finding-a = Wrong:\n    too long\n    .title = Length\ncolumn-users-mail = Mail\n    .other = kept\n"
        );
    }

    #[test]
    fn each_language_has_its_file_with_the_words_of_core_and_page() {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let out = std::env::temp_dir().join(format!("toolsync-texts-{}", std::process::id()));
        fs::create_dir_all(&out).unwrap();
        write(&workspace, &out).unwrap();
        for language in LANGUAGES {
            let text = fs::read_to_string(out.join(format!("texts-{language}.ftl"))).unwrap();
            for id in [
                "finding-bad-email = ",
                "kind-users = ",
                "feature-members = ",
                "operations-enrol = ",
                "nav-check = ",
            ] {
                let times = text.lines().filter(|line| line.starts_with(id)).count();
                assert_eq!(times, 1, "{language}: {id}");
            }
            assert!(!text.contains("\nhelp-"), "{language}");
        }
        fs::remove_dir_all(&out).unwrap();
    }
}
