//! The command line as its users see it: command, output, exit code, over the files of `samples/`.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod check;
mod generate;
mod help;
mod pictures;
mod plan;
mod run;
mod scenario;
mod serve;
mod site;
mod undo;
mod user;
mod workbooks;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value as Json;

/// A data folder of its own, and a place for files.
struct Desk {
    folder: tempfile::TempDir,
}

/// What a command said, and how it ended.
struct Said {
    out: String,
    err: String,
    code: i32,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Writes a file and gives its path.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    /// Runs `toolsync` in the folder of samples, with nothing to read and no terminal.
    fn toolsync(&self, arguments: &[&str]) -> Said {
        self.toolsync_reading(arguments, b"")
    }

    /// As [`Desk::toolsync`], with `input` on the standard input.
    fn toolsync_reading(&self, arguments: &[&str], input: &[u8]) -> Said {
        let mut process = Command::new(env!("CARGO_BIN_EXE_toolsync"))
            .args(arguments)
            .current_dir(samples())
            .env("TOOLSYNC_DATA", self.data())
            .env("USER", "tester")
            .env_remove("RUST_LOG")
            .env_remove("TOOLSYNC_DATABASE_URL")
            .env_remove("TOOLSYNC_KEY")
            .env("TOKEN_OF_AGENT", "agent")
            .env("TOKEN_OF_NOBODY", "nobody")
            .env("TOKEN_OF_STRANGER", "stranger")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = process.stdin.take().unwrap();
        // A command that refuses its arguments reads nothing.
        let _ = stdin.write_all(input);
        drop(stdin);
        let output = process.wait_with_output().unwrap();
        Said {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        }
    }
}

impl Said {
    /// The objects that were printed, one a line.
    fn json(&self) -> Vec<Json> {
        let lines = self.out.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The whole, as a transcript; the folder of the test stands as `DESK`.
    fn transcript(&self, desk: &Desk) -> String {
        let text = format!("{}{}exit {}", self.out, self.err, self.code);
        let text = text.replace(&desk.folder.path().display().to_string(), "DESK");
        // A plan's fingerprint tells of the settings too, and changes with each new one.
        let lines = text
            .lines()
            .map(|line| match line.split_once("Fingerprint of the plan: ") {
                Some((before, _)) => format!("{before}Fingerprint of the plan: FINGERPRINT"),
                None => line.to_owned(),
            });
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(samples().join(name)).unwrap()
}
