//! How fast a file is checked in Chromium, beside PapaParse with the same checks in a worker of its own; and whether the page
//! answers meanwhile.
//!
//! The file is a real one, given through `<input type="file">`. Rounds are interleaved, so that whatever else the machine does
//! falls on all sides alike. PapaParse is not in this repository: `TOOLSYNC_PAPAPARSE` names the folder of `papaparse.min.js`.

#[path = "../../../core/benches/support/mod.rs"]
mod support;

mod pages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, Locator};
use serde::Deserialize;
use whole_system_tests::chromium::{Browser, Window};
use whole_system_tests::server::bundle;
use whole_system_tests::workspace;

const ROWS: u64 = 1_000_000;
const ROUNDS: usize = 7;

/// Ours comes first; all others are compared with it. Ours always finds duplicates.
const CONTENDERS: [&str; 5] = [
    "toolsync",
    "papaparse step, duplicates",
    "papaparse chunk, duplicates",
    "papaparse step",
    "papaparse chunk",
];

/// What the page measured of one run.
#[derive(Debug, Deserialize)]
struct Run {
    /// From the message to the worker to its last answer, in milliseconds.
    ms: f64,
    rows: u64,
    findings: u64,
    /// The longest time between two animation frames of the page, in milliseconds.
    gap: f64,
    /// How many reports of progress came.
    reports: u64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let Some(papaparse) = papaparse() else {
        println!(
            "SKIPPED the browser bench: TOOLSYNC_PAPAPARSE does not name a folder with papaparse.min.js \
             (npm install --prefix target/papaparse papaparse@5.7.1; TOOLSYNC_PAPAPARSE=target/papaparse/node_modules/papaparse)"
        );
        return Ok(());
    };
    let Some(browser) = Browser::start("the browser bench", Window::default()).await? else {
        return Ok(());
    };
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from);
    let bundle = bundle(&target);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("users.csv");
    fs::write(&file, support::users_file(ROWS))?;
    let address = pages::serve(vec![bundle.to_path_buf(), papaparse])?;

    browser
        .client
        .goto(&format!("http://{address}/bench.html"))
        .await?;
    browser
        .client
        .find(Locator::Css("#file"))
        .await?
        .send_keys(&file.display().to_string())
        .await?;
    // On a busy machine one check by a contender takes longer than a driver waits by itself.
    let mut patience = TimeoutConfiguration::default();
    patience.set_script(Some(Duration::from_secs(600)));
    browser.client.update_timeouts(patience).await?;
    let runs = rounds(&browser.client).await?;
    browser.close().await?;
    print(&runs, fs::metadata(&file)?.len());
    print_sizes(bundle)
}

fn papaparse() -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("TOOLSYNC_PAPAPARSE")?);
    // Benches run in the folder of their package.
    [folder.clone(), workspace().join(folder)]
        .into_iter()
        .find(|folder| folder.join("papaparse.min.js").is_file())
}

/// Runs every contender once per round.
async fn rounds(client: &Client) -> Result<BTreeMap<&'static str, Vec<Run>>> {
    let script = "const [contender, done] = arguments; \
                  measure(contender).then(done, (error) => done({ error: String(error) }));";
    let mut runs: BTreeMap<&str, Vec<Run>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for contender in CONTENDERS {
            let answer = client.execute_async(script, vec![contender.into()]).await?;
            let run: Run = serde_json::from_value(answer.clone())
                .with_context(|| format!("{contender} answered {answer}"))?;
            ensure!(run.rows == ROWS, "{contender} found {} rows", run.rows);
            runs.entry(contender).or_default().push(run);
        }
    }
    // The same checks find the same, or the comparison means nothing.
    let findings: Vec<u64> = runs.values().flatten().map(|run| run.findings).collect();
    ensure!(
        findings.iter().all(|count| *count == findings[0]),
        "findings differ: {findings:?}"
    );
    Ok(runs)
}

fn print(runs: &BTreeMap<&str, Vec<Run>>, bytes: u64) {
    let median_of = |contender: &str| {
        let mut times: Vec<f64> = runs[contender].iter().map(|run| run.ms).collect();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let ours = median_of(CONTENDERS[0]);
    println!("{ROWS} rows, {bytes} bytes, {ROUNDS} interleaved rounds");
    for contender in CONTENDERS {
        let median = median_of(contender);
        let best = runs[contender]
            .iter()
            .map(|run| run.ms)
            .fold(f64::MAX, f64::min);
        println!(
            "{contender:28} median {median:6.0} ms  best {best:6.0} ms  {:5.2} x ours",
            median / ours
        );
    }
    let ours = &runs[CONTENDERS[0]];
    let gaps: Vec<String> = ours.iter().map(|run| format!("{:.0}", run.gap)).collect();
    println!(
        "longest gap between two frames of the page, each round: {} ms",
        gaps.join(", ")
    );
    let reports: Vec<String> = ours.iter().map(|run| run.reports.to_string()).collect();
    println!("reports of progress, each round: {}", reports.join(", "));
}

/// The compressed size of the files of the bundle.
fn print_sizes(bundle: &Path) -> Result<()> {
    for entry in fs::read_dir(bundle)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|kind| kind == "br") {
            println!(
                "{:>8} bytes  {}",
                entry.metadata()?.len(),
                entry.file_name().display()
            );
        }
    }
    Ok(())
}
