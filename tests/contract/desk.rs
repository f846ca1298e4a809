//! Runs of files by the real binary, with a data folder of their own.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value as Json;
use toolsync_core::archive::archive_of;

use crate::scenario::{Outcome, Step};

/// A small PNG picture, which any entry of an archive holds.
const PICTURE: &[u8] = include_bytes!("picture.png");

/// A data folder, and a place for files.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A new one, whose sandbox is as new.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Runs `toolsync`, and gives its exit code and what it said.
    pub fn toolsync(&self, arguments: &[String]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_toolsync"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("TOOLSYNC_DATA", self.data())
            .env("USER", "tester")
            .env_remove("RUST_LOG")
            .env_remove("TOOLSYNC_DATABASE_URL")
            .env_remove("TOOLSYNC_KEY")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap();
        (code, text(output.stdout), text(output.stderr))
    }

    /// Runs a file on a site, and says what became of its rows.
    ///
    /// # Panics
    /// When the run did not come to its end.
    pub fn run(&self, site: &str, step: &Step) -> Vec<Outcome> {
        let path = self.folder.path().join(&step.name);
        std::fs::write(&path, content(step)).unwrap();
        let mut arguments: Vec<String> = ["run", &step.name, "--site", site, "--yes"]
            .map(str::to_owned)
            .into();
        arguments.extend(["--separator", ";", "--format", "json"].map(str::to_owned));
        arguments.extend(step.arguments.iter().cloned());
        let (code, out, err) = self.toolsync(&arguments);
        let rows = out.lines().map(|line| serde_json::from_str(line).unwrap());
        let rows: Vec<Json> = rows.collect();
        let said = format!("{}: exit {code}\n{out}\n{err}", step.name);
        assert!(code < 2 && !rows.is_empty(), "{said}");
        // The last line is about the file.
        let rows = &rows[..rows.len() - 1];
        let outcomes: Vec<Outcome> = rows.iter().map(outcome).collect();
        let failed = outcomes.iter().any(|(_, state, _)| state == "failed");
        assert_eq!(code == 1, failed, "{said}");
        outcomes
    }
}

fn outcome(row: &Json) -> Outcome {
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let findings = row["findings"].as_array().cloned().unwrap_or_default();
    let error = findings
        .iter()
        .find(|finding| finding["severity"] == "error");
    let code = error.map(|finding| text(&finding["code"]));
    let line = row["line"].as_u64().unwrap();
    (line, text(&row["state"]), code.unwrap_or_default())
}

/// The bytes of the file; of an archive, its lines are the names of its entries.
fn content(step: &Step) -> Vec<u8> {
    if step.name.ends_with(".zip") {
        return archive_of(step.lines.iter().map(|name| (name.as_str(), PICTURE)));
    }
    (step.lines.join("\n") + "\n").into_bytes()
}
