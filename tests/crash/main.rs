//! The real program, ended as by `kill -9` between two durable steps, and what the next one makes of it.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context as _, Result};
use serde_json::Value;

const FILE: &str = "username;firstname;lastname;email\n\
    crash.ana;Ana;Lopez;crash.ana@example.org\n\
    crash.bob;Bob;Martin;crash.bob@example.org\n\
    crash.cleo;Cleo;Petit;crash.cleo@example.org\n";

/// `toolsync run` on the sandbox of this data folder; `breakpoint` as in `TOOLSYNC_BREAKPOINT`.
fn run(data: &Path, breakpoint: &str) -> Result<Output> {
    let file = data.with_file_name("users.csv");
    std::fs::write(&file, FILE)?;
    Command::new(env!("CARGO_BIN_EXE_toolsync"))
        .args([
            "run", "--site", "sandbox", "--yes", "--format", "json", "--data",
        ])
        .arg(data)
        .arg(&file)
        .env("TOOLSYNC_BREAKPOINT", breakpoint)
        .env_remove("TOOLSYNC_DATABASE_URL")
        .output()
        .context("starting toolsync")
}

/// The states of the rows, in file order.
fn states(output: &Output) -> Result<Vec<String>> {
    let text = String::from_utf8(output.stdout.clone())?;
    let lines = text.lines().map(serde_json::from_str::<Value>);
    let objects = lines.collect::<Result<Vec<_>, _>>().context(text.clone())?;
    Ok(objects
        .iter()
        .filter_map(|object| Some(object.get("state")?.as_str()?.to_owned()))
        .collect())
}

/// Kills a run there; the next one takes it up once its lease has run out.
fn kill_and_go_on(breakpoint: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let killed = run(&data, breakpoint)?;
    assert_eq!(
        killed.status.code(),
        None,
        "{breakpoint}: ended by a signal"
    );
    let next = run(&data, "")?;
    let said = String::from_utf8_lossy(&next.stderr);
    assert_eq!(next.status.code(), Some(0), "{breakpoint}: {said}");
    // What the killed run had not done was done when the next one took it up; without a plan there was nothing to take
    // up, and the next one did it all.
    let expected = match breakpoint {
        "before_plan_stored" => "done",
        _ => "unchanged",
    };
    assert_eq!(states(&next)?, [expected; 3], "{breakpoint}: {said}");
    Ok(())
}

#[test]
fn a_run_that_was_killed_is_ended_before_the_next_one_begins() {
    // Side by side, because each waits for a lease.
    std::thread::scope(|scope| {
        for breakpoint in [
            "before_plan_stored",
            "after_intend:2",
            "after_apply:2",
            "before_files",
            "before_end",
            "after_end",
        ] {
            scope.spawn(move || kill_and_go_on(breakpoint).expect("toolsync runs"));
        }
    });
}
