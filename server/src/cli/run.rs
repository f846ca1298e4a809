//! `toolsync run`: plans, asks, executes, reports.
//!
//! It goes through the same runs as the page, so each file appears there with its report, its archive and its tryback, and
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
use toolsync_core::report::{FindingDocument, OperationDocument, Outcome, State, Totals};

use super::Ending;
use super::arguments::{Format, Run};
use super::bundle::Bundle;
use super::output::{Paint, catalogue, finding_line, harmless, json_line, text};
use super::source::Source;
use crate::runs::{Breakpoints, RunOptions, Runs};
use crate::store::{RowFilter, RunRecord, Store};

/// Executes the files of a bundle one after the other.
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
    crate::moodle::open(data, &asked.site).await?;
    let store = super::store(data).await?;
    let options = RunOptions {
        breakpoints: Breakpoints::from_environment(),
        ..RunOptions::default()
    };
    let sites = super::serve::sites(data).await?;
    let runs = Runs::open(store.clone(), sites, data.to_owned(), options).await?;
    let desk = Desk {
        asked,
        catalogue,
        store,
        runs,
        by: who(),
        delete_pictures: check.settings.delete_pictures,
    };
    let mut ending = Ending::Good;
    for source in files {
        ending = ending.max(desk.file(source).await?);
        if ending == Ending::Refused {
            break;
        }
    }
    Ok(ending)
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

impl Desk<'_> {
    async fn file(&self, source: Source) -> anyhow::Result<Ending> {
        let (file, deposited) = (source.name.clone(), source.deposited);
        let run = self.submit(source).await?;
        let planned = self.runs.work_on(run).await?;
        if planned.summary.phase != Phase::AwaitingApproval {
            return self.rejected(&file, &planned);
        }
        if !self.approved(&file, &planned).await? {
            return Ok(Ending::Refused);
        }
        self.runs
            .approve(run, &planned.fingerprint, &self.by)
            .await
            .with_context(|| format!("approving the plan of {file}"))?;
        let ended = self.runs.work_on(run).await?;
        let ending = self.report(&file, &ended).await?;
        if deposited && self.delete_pictures && ended.summary.phase == Phase::Finished {
            self.delete(&file, run)?;
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

    async fn submit(&self, source: Source) -> anyhow::Result<i64> {
        let reading = &self.asked.reading;
        let name = match source.name.as_str() {
            "-" => "standard-input.csv".to_owned(),
            name => name.to_owned(),
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
        let chunks = stream::iter([Ok::<_, Infallible>(bytes)]);
        Ok(self.runs.submit(submission, &self.by, chunks).await?.id)
    }

    /// Shows the plan and asks, unless it was said to go on or there is nothing to change.
    async fn approved(&self, file: &str, planned: &RunRecord) -> anyhow::Result<bool> {
        let run = planned.summary.id;
        if self.asked.reading.format == Format::Text {
            self.show(file, planned).await?;
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

    async fn show(&self, file: &str, planned: &RunRecord) -> anyhow::Result<()> {
        let Some(verdict) = planned.verdict.clone() else {
            return Ok(());
        };
        let rows = self
            .store
            .rows(planned.summary.id, RowFilter::default(), 0, u32::MAX.into())
            .await?;
        let plan = Plan {
            files: vec![planned.summary.file.clone()],
            verdict,
            rows: rows.into_iter().map(|row| row.planned).collect(),
            fingerprint: planned.fingerprint.clone(),
            without_picture: planned.plan.without_picture.clone(),
        };
        let mut out = io::stdout().lock();
        writeln!(out, "{}", Paint::of_stdout().bold(&harmless(file)))?;
        write!(out, "{}", render_text(&plan, &self.catalogue))?;
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
    fn rejected(&self, file: &str, run: &RunRecord) -> anyhow::Result<Ending> {
        let findings: Vec<&Finding> = run
            .verdict
            .iter()
            .flat_map(|verdict| &verdict.findings)
            .collect();
        match self.asked.reading.format {
            Format::Json => self.summary(file, run, None, &findings)?,
            Format::Text => {
                for finding in findings {
                    let line = finding_line(finding, &self.catalogue, Paint::of_stdout());
                    println!("  {line}");
                }
            }
        }
        let reason = format!("reason-{}", run.reason.replace('_', "-"));
        let reason = text(&self.catalogue, &reason, &[]);
        let said = text(
            &self.catalogue,
            "run-rejected",
            &[("file", file), ("reason", &reason)],
        );
        eprintln!("toolsync: {}", harmless(&said));
        Ok(Ending::Refused)
    }

    async fn report(&self, file: &str, run: &RunRecord) -> anyhow::Result<Ending> {
        let totals = run.summary.totals;
        let tryback = (totals.to_try_again() > 0).then(|| self.runs.tryback_path(run.summary.id));
        match self.asked.reading.format {
            Format::Json => {
                let report = self.runs.report(run.summary.id).await?;
                let mut out = io::stdout().lock();
                for outcome in &report.outcomes {
                    json_line(&mut out, &self.row(file, outcome))?;
                }
                drop(out);
                self.summary(file, run, tryback, &[])?;
            }
            Format::Text => self.print_report(run, tryback.as_deref()).await?,
        }
        Ok(match totals.to_try_again() {
            0 => Ending::Good,
            _ => Ending::Bad,
        })
    }

    /// The totals, the path of the tryback, and what is said of each line in it.
    async fn print_report(&self, run: &RunRecord, tryback: Option<&Path>) -> anyhow::Result<()> {
        let (totals, paint) = (run.summary.totals, Paint::of_stdout());
        let report = self.runs.report(run.summary.id).await?;
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
            let is_workbook = run.verdict.as_ref().is_some_and(|v| v.sheet.is_some());
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
        file: &str,
        run: &RunRecord,
        tryback: Option<PathBuf>,
        findings: &[&Finding],
    ) -> io::Result<()> {
        json_line(
            &mut io::stdout().lock(),
            &SummaryLine {
                file,
                kind: run.summary.kind,
                run: run.summary.id,
                phase: run.summary.phase,
                fingerprint: &run.fingerprint,
                totals: run.summary.totals,
                tryback,
                findings: self.findings(findings.iter().copied()),
            },
        )
    }
}
