//! Runs of files by the real binary, with a data folder of their own.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value as Json;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use toolsync_core::archive::archive_of;

use crate::scenario::{File, Outcome};

/// A small PNG picture, which any entry of an archive holds.
const PICTURE: &[u8] = include_bytes!("picture.png");

/// Name of the connected site.
pub const CONNECTED: &str = "contract";

/// Variable of the environment with a token for who takes any.
pub const ANY_TOKEN: &str = "TOOLSYNC_ANY_TOKEN";

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
            .env(ANY_TOKEN, "0123456789abcdef0123456789abcdef")
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

    /// The objects of the sandbox, as it keeps them: key and JSON, in the order of the keys.
    pub fn objects(&self) -> Vec<(String, String)> {
        self.on_sandbox(async |pool| {
            let objects = sqlx::query_as("SELECT key, json FROM object ORDER BY key");
            objects.fetch_all(pool).await.unwrap()
        })
    }

    /// Gives a course of the sandbox a backup, as somebody would who makes one there.
    ///
    /// # Panics
    /// When there is no such course.
    pub fn back_up(&self, shortname: &str) {
        let is_meant = |object: &Json| object["course"]["shortname"] == shortname;
        let objects = self.objects().into_iter();
        let mut parsed = objects.map(|(key, json)| (key, serde_json::from_str(&json).unwrap()));
        let (key, mut course): (String, Json) =
            parsed.find(|(_, object)| is_meant(object)).unwrap();
        course["course"]["backup"] = true.into();
        self.on_sandbox(async |pool| {
            let change = sqlx::query("UPDATE object SET json = ? WHERE key = ?");
            let change = change.bind(course.to_string()).bind(&key);
            change.execute(pool).await.unwrap();
        });
    }

    fn on_sandbox<T>(&self, work: impl AsyncFnOnce(&SqlitePool) -> T) -> T {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let options = SqliteConnectOptions::new().filename(self.data().join("sandbox.sqlite"));
            let pool = SqlitePool::connect_with(options).await.unwrap();
            let result = work(&pool).await;
            pool.close().await;
            result
        })
    }

    /// Connects a site. Its token, and the address of its database, stand in these variables of the environment.
    ///
    /// # Panics
    /// When Toolsync does not take it.
    pub fn connect(&self, url: &str, token: &str, database: Option<&str>) {
        let mut arguments = vec!["site", "add", CONNECTED, "--url", url, "--token-env", token];
        if let Some(database) = database {
            arguments.extend(["--database-url-env", database]);
        }
        let arguments: Vec<String> = arguments.into_iter().map(str::to_owned).collect();
        let (code, out, err) = self.toolsync(&arguments);
        assert_eq!(code, 0, "{out}{err}");
    }

    /// Runs a file on a site, and says what became of its rows.
    ///
    /// # Panics
    /// When the run did not come to its end.
    pub fn run(&self, site: &str, file: &File) -> Vec<Outcome> {
        let path = self.folder.path().join(&file.name);
        std::fs::write(&path, content(file)).unwrap();
        let mut arguments: Vec<String> = ["run", &file.name, "--site", site, "--yes"]
            .map(str::to_owned)
            .into();
        arguments.extend(["--separator", ";", "--format", "json"].map(str::to_owned));
        arguments.extend(file.arguments.iter().cloned());
        let (code, out, err) = self.toolsync(&arguments);
        let rows = out.lines().map(|line| serde_json::from_str(line).unwrap());
        let rows: Vec<Json> = rows.collect();
        let said = format!("{}: exit {code}\n{out}\n{err}", file.name);
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
fn content(file: &File) -> Vec<u8> {
    if file.name.ends_with(".zip") {
        return archive_of(file.lines.iter().map(|name| (name.as_str(), PICTURE)));
    }
    (file.lines.join("\n") + "\n").into_bytes()
}
