//! `toolsync run`: plans, asks, executes, reports.
//!
//! It goes through the same runs as the page, so the bundle appears there, each file with its report, its archive and its tryback, and
//! a run that is interrupted goes on when the server or another command takes it up.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::{self, BufRead as _, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use futures_util::stream;
use serde::Serialize;
use toolsync_core::api::{Phase, Submission};
use toolsync_core::finding::Finding;
use toolsync_core::kinds::Kind;
use toolsync_core::messages::Catalogue;
use toolsync_core::plan::{Plan, render_text};
use toolsync_core::report::{FindingDocument, OperationDocument, Outcome, Report, State, Totals};

use super::Ending;
use super::arguments::{Format, Run};
use super::bundle::Bundle;
use super::output::{Paint, catalogue, finding_line, harmless, json_line, text};
use super::source::Source;
use crate::runs::{Breakpoints, Part, RunOptions, Runs};
use crate::store::{RowFilter, RunRecord, Store};

/// Executes the files of a bundle as one run: planned together, approved together, one after the other.
///
/// # Errors
/// When a file, the site or the store cannot be read, or the output is closed.
pub async fn run(asked: &Run, data: &Path) -> anyhow::Result<Ending> {
    let check = super::settings::options(&asked.reading, data).await?;
    let files = Bundle::open(&asked.reading, &check).all()?;
    let catalogue = catalogue(asked.reading.lang);
    if !asked.yes && !io::stdin().is_terminal() {
        eprintln!("toolsync: {}", text(&catalogue, "run-no-terminal", &[]));
        return Ok(Ending::Refused);
    }
    // Before anything is kept: a site that does not exist.
    let sites = super::sites(data).await?;
    sites.site(&asked.site).await?;
    let store = super::store(data).await?;
    let options = RunOptions {
        breakpoints: Breakpoints::from_environment(),
        ..RunOptions::default()
    };
    let runs = Runs::open(store.clone(), sites, data.to_owned(), options).await?;
    let desk = Desk {
        asked,
        catalogue,
        store,
        runs,
        by: who(),
        delete_pictures: check.settings.delete_pictures,
    };
    desk.bundle(files).await
}

/// In whose name the command line submits and approves.
fn who() -> String {
    let account = std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
    match account {
        Ok(account) if !account.is_empty() => format!("command line ({account})"),
        _ => "command line".to_owned(),
    }
}

/// Where files are submitted, shown and approved.
struct Desk<'a> {
    asked: &'a Run,
    catalogue: Catalogue,
    store: Store,
    runs: Runs,
    by: String,
    /// Whether archives of pictures that were found in a folder are deleted from it afterwards.
    delete_pictures: bool,
}

/// How a line ended, as a script reads it.
#[derive(Serialize)]
struct RowLine<'o> {
    file: &'o str,
    line: u64,
    subject: &'o str,
    state: State,
    operations: Vec<OperationDocument>,
    findings: Vec<FindingDocument<'o>>,
}

/// What a script reads of a file after its lines.
#[derive(Serialize)]
struct SummaryLine<'o> {
    file: &'o str,
    kind: Option<Kind>,
    run: i64,
    phase: Phase,
    fingerprint: &'o str,
    totals: Totals,
    tryback: Option<PathBuf>,
    findings: Vec<FindingDocument<'o>>,
}

/// A file of the run as the command line knows it.
struct Given {
    /// Its name as it was given.
    name: String,
    /// As [`Source::deposited`].
    deposited: bool,
}

impl Desk<'_> {
    async fn bundle(&self, sources: Vec<Source>) -> anyhow::Result<Ending> {
        let given = sources.iter().map(|source| Given {
            name: source.name.clone(),
            deposited: source.deposited,
        });
        let given: Vec<Given> = given.collect();
        let run = self.submit(sources).await?;
        let planned = self.runs.work_on(run).await?;
        if planned.summary.phase != Phase::AwaitingApproval {
            return self.rejected(&given, &planned);
        }
        if !self.approved(&given, &planned).await? {
            return Ok(Ending::Refused);
        }
        self.runs
            .approve(run, &planned.fingerprint, &self.by)
            .await
            .context("approving the plan")?;
        let ended = self.runs.work_on(run).await?;
        let ending = self.report(&given, &ended).await?;
        if self.delete_pictures && ended.summary.phase == Phase::Finished {
            for file in given.iter().filter(|file| file.deposited) {
                self.delete(&file.name, run)?;
            }
        }
        Ok(ending)
    }

    /// Deletes an archive of pictures from the folder that it was found in; the run keeps its copy (`spec/settings.md` §1.6).
    fn delete(&self, file: &str, run: i64) -> anyhow::Result<()> {
        std::fs::remove_file(file).with_context(|| format!("deleting {file} after its run"))?;
        let run = run.to_string();
        let said = text(
            &self.catalogue,
            "run-deleted",
            &[("file", file), ("id", &run)],
        );
        eprintln!("toolsync: {}", harmless(&said));
        Ok(())
    }

    async fn submit(&self, sources: Vec<Source>) -> anyhow::Result<i64> {
        let reading = &self.asked.reading;
        let (mut parts, mut chunks) = (Vec::new(), Vec::new());
        for source in sources {
            let name = match source.name.as_str() {
                "-" => "standard-input.csv".to_owned(),
                name => name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(),
            };
            let submission = Submission {
                name,
                site: self.asked.site.clone(),
                kind: reading.kind,
                encoding: reading.encoding,
                separator: reading.separator,
                sheet: reading.sheet.clone(),
                core: String::new(),
                digest: String::new(),
                site_state: String::new(),
                set: reading
                    .set
                    .iter()
                    .map(|setting| (setting.key.clone(), setting.value.clone()))
                    .collect::<BTreeMap<_, _>>(),
            };
            let bytes = source.read_whole()?;
            parts.push(Part {
                submission,
                bytes: Some(bytes.len() as u64),
            });
            chunks.push(Ok::<_, Infallible>(bytes));
        }
        let chunks = stream::iter(chunks);
        let run = self.runs.submit_bundle(parts, &self.by, chunks).await?;
        Ok(run.id)
    }

    /// Shows the plan and asks, unless it was said to go on or there is nothing to change.
    async fn approved(&self, given: &[Given], planned: &RunRecord) -> anyhow::Result<bool> {
        let run = planned.summary.id;
        if self.asked.reading.format == Format::Text {
            self.show(given, planned).await?;
        }
        if self.asked.yes || planned.plan.change == 0 || self.ask()? {
            return Ok(true);
        }
        let declined = text(&self.catalogue, "run-declined", &[]);
        self.runs.refuse(run, &declined, &self.by).await?;
        // Puts its files away.
        self.runs.work_on(run).await?;
        eprintln!("toolsync: {declined}");
        Ok(false)
    }

    async fn show(&self, given: &[Given], planned: &RunRecord) -> anyhow::Result<()> {
        for ((place, file), given) in (0..).zip(&planned.files).zip(given) {
            let Some(verdict) = file.verdict.clone() else {
                continue;
            };
            let filter = RowFilter {
                file: Some(place),
                ..RowFilter::default()
            };
            let run = planned.summary.id;
            let rows = self.store.rows(run, filter, 0, u32::MAX.into()).await?;
            let plan = Plan {
                files: planned.summary.files.clone(),
                verdict,
                rows: rows.into_iter().map(|row| row.planned).collect(),
                fingerprint: planned.fingerprint.clone(),
                without_picture: file.plan.without_picture.clone(),
            };
            let mut out = io::stdout().lock();
            let name = harmless(&given.name);
            writeln!(out, "{}", Paint::of_stdout().bold(&name))?;
            write!(out, "{}", render_text(&plan, &self.catalogue))?;
        }
        Ok(())
    }

    /// Asks on the terminal; the question goes to the error output, so that the output is the report alone.
    fn ask(&self) -> io::Result<bool> {
        let question = text(&self.catalogue, "run-ask", &[("site", &self.asked.site)]);
        eprint!("{question} ");
        io::stderr().flush()?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        Ok(["y", "yes", "o", "oui"].contains(&answer.trim().to_lowercase().as_str()))
    }

    /// Says why no plan could be made.
    fn rejected(&self, given: &[Given], run: &RunRecord) -> anyhow::Result<Ending> {
        for (place, file) in given.iter().enumerate() {
            let verdict = run.files.get(place).and_then(|file| file.verdict.as_ref());
            let findings = verdict.iter().flat_map(|verdict| &verdict.findings);
            match self.asked.reading.format {
                Format::Json => {
                    let findings: Vec<&Finding> = findings.collect();
                    let ended = Ended {
                        totals: Totals::default(),
                        tryback: None,
                        findings: &findings,
                    };
                    self.summary((place, &file.name), run, ended)?;
                }
                Format::Text => {
                    if given.len() > 1 && verdict.is_some() {
                        println!("{}", Paint::of_stdout().bold(&harmless(&file.name)));
                    }
                    for finding in findings {
                        let line = finding_line(finding, &self.catalogue, Paint::of_stdout());
                        println!("  {line}");
                    }
                }
            }
        }
        let reason = format!("reason-{}", run.reason.replace('_', "-"));
        let reason = text(&self.catalogue, &reason, &[]);
        let names: Vec<&str> = given.iter().map(|file| file.name.as_str()).collect();
        let said = text(
            &self.catalogue,
            "run-rejected",
            &[("file", &names.join(", ")), ("reason", &reason)],
        );
        eprintln!("toolsync: {}", harmless(&said));
        Ok(Ending::Refused)
    }

    async fn report(&self, given: &[Given], run: &RunRecord) -> anyhow::Result<Ending> {
        let id = run.summary.id;
        for (place, file) in given.iter().enumerate() {
            let report = self.runs.report(id, place).await?;
            let totals = report.totals();
            let tryback = (totals.to_try_again() > 0).then(|| self.runs.tryback_path(id, place));
            match self.asked.reading.format {
                Format::Json => {
                    let mut out = io::stdout().lock();
                    for outcome in &report.outcomes {
                        json_line(&mut out, &self.row(&file.name, outcome))?;
                    }
                    drop(out);
                    let ended = Ended {
                        totals,
                        tryback,
                        findings: &[],
                    };
                    self.summary((place, &file.name), run, ended)?;
                }
                Format::Text => {
                    if given.len() > 1 {
                        println!("{}", Paint::of_stdout().bold(&harmless(&file.name)));
                    }
                    self.print_report(run, (place, &report), tryback.as_deref())?;
                }
            }
        }
        Ok(match run.summary.totals.to_try_again() {
            0 => Ending::Good,
            _ => Ending::Bad,
        })
    }

    /// The totals, the path of the tryback, and what is said of each line in it.
    fn print_report(
        &self,
        run: &RunRecord,
        (place, report): (usize, &Report),
        tryback: Option<&Path>,
    ) -> anyhow::Result<()> {
        let (totals, paint) = (report.totals(), Paint::of_stdout());
        let mut out = io::stdout().lock();
        for outcome in &report.outcomes {
            if outcome.state.tries_again() {
                for finding in &outcome.findings {
                    writeln!(out, "  {}", finding_line(finding, &self.catalogue, paint))?;
                }
            }
        }
        let done = text(
            &self.catalogue,
            "run-done",
            &[
                ("id", &run.summary.id.to_string()),
                ("done", &totals.done.to_string()),
                ("unchanged", &totals.unchanged.to_string()),
                ("failed", &totals.failed.to_string()),
                ("blocked", &totals.blocked.to_string()),
                ("held", &totals.held.to_string()),
            ],
        );
        writeln!(out, "{}", paint.bold(&done))?;
        if let Some(path) = tryback {
            let path = path.display().to_string();
            let verdict = run.files.get(place).and_then(|file| file.verdict.as_ref());
            let is_workbook = verdict.is_some_and(|verdict| verdict.sheet.is_some());
            let id = match is_workbook {
                true => "run-tryback-of-workbook",
                false => "run-tryback",
            };
            writeln!(out, "{}", text(&self.catalogue, id, &[("path", &path)]))?;
        }
        writeln!(out)?;
        Ok(())
    }

    fn row<'o>(&self, file: &'o str, outcome: &'o Outcome) -> RowLine<'o> {
        RowLine {
            file,
            line: outcome.line,
            subject: &outcome.subject,
            state: outcome.state,
            operations: outcome
                .operations
                .iter()
                .map(|operation| OperationDocument::new(operation, &self.catalogue))
                .collect(),
            findings: self.findings(&outcome.findings),
        }
    }

    fn findings<'o>(
        &self,
        findings: impl IntoIterator<Item = &'o Finding>,
    ) -> Vec<FindingDocument<'o>> {
        findings
            .into_iter()
            .map(|finding| FindingDocument::new(finding, &self.catalogue))
            .collect()
    }

    fn summary(
        &self,
        (place, file): (usize, &str),
        run: &RunRecord,
        ended: Ended<'_>,
    ) -> io::Result<()> {
        json_line(
            &mut io::stdout().lock(),
            &SummaryLine {
                file,
                kind: run.files.get(place).and_then(|file| file.kind),
                run: run.summary.id,
                phase: run.summary.phase,
                fingerprint: &run.fingerprint,
                totals: ended.totals,
                tryback: ended.tryback,
                findings: self.findings(ended.findings.iter().copied()),
            },
        )
    }
}

/// How a file of a run ended.
struct Ended<'f> {
    totals: Totals,
    tryback: Option<PathBuf>,
    findings: &'f [&'f Finding],
}
