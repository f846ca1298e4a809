//! `toolsync plan`: what executing files on a site would change.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Context as _;
use jiff::tz::TimeZone;
use serde::Serialize;
use toolsync_core::kinds::Kind;
use toolsync_core::messages::Catalogue;
use toolsync_core::plan::{
    BundlePlanner, Decision, Plan as FilePlan, PlanOptions, PlannedRow, render_text,
};
use toolsync_core::report::{FindingDocument, OperationDocument};

use super::Ending;
use super::arguments::{Format, Plan};
use super::bundle::Bundle;
use super::output::{Paint, catalogue, finding_line, harmless, json_line, text, unread};

/// Plans the files of a bundle one after the other, each on the site as the ones before would leave it.
///
/// # Errors
/// When a file, the site or the settings cannot be read, or the output is closed.
pub async fn plan(asked: &Plan, data: &Path) -> anyhow::Result<Ending> {
    let check = super::settings::options(&asked.reading, data).await?;
    let files = Bundle::open(&asked.reading, &check).all()?;
    // Some of the texts are long: they are taken in while the site answers.
    let language = asked.reading.lang;
    let catalogue = tokio::task::spawn_blocking(move || catalogue(language));
    let site = super::sites(data).await?.site(&asked.site).await?;
    let kinds: Vec<Kind> = files.iter().filter_map(|file| file.kind).collect();
    let state = site.snapshot_for(&kinds).await;
    let catalogue = catalogue.await.context("taking in the texts")?;
    let state = state.map_err(|error| unread(&catalogue, error))?;
    let mut options = PlanOptions {
        check: check.clone(),
        zone: TimeZone::get(&state.facts.timezone).ok(),
        password_key: site.digest_key(),
        limits: site.limits(),
    };
    let mut planner = BundlePlanner::new(state);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut ending = Ending::Good;
    for source in files {
        let file = source.name.clone();
        options.check = source.options(&check);
        let bytes = source.read_whole()?;
        let plan = planner.plan([bytes.as_slice()], &options);
        match asked.reading.format {
            Format::Text => print_text(&mut out, &file, &plan, &catalogue)?,
            Format::Json => print_json(&mut out, &file, &plan, &catalogue)?,
        }
        let is_refused = |row: &PlannedRow| row.decision == Decision::Refused;
        if plan.verdict.blocks_execution() || plan.rows.iter().any(is_refused) {
            ending = Ending::Bad;
        }
    }
    out.flush()?;
    // The process ends now, and the system takes back the memory of a large site faster than it is given back piece by piece.
    std::mem::forget((planner, site));
    Ok(ending)
}

/// A row of a plan as a script reads it.
#[derive(Serialize)]
struct RowLine<'p> {
    file: &'p str,
    line: u64,
    subject: &'p str,
    decision: Decision,
    operations: Vec<OperationDocument>,
    findings: Vec<FindingDocument<'p>>,
    needs: &'p [u64],
    /// Lines of other files of the bundle.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs_elsewhere: Vec<FileLine<'p>>,
}

/// A line of another file, as a script reads it.
#[derive(Serialize)]
struct FileLine<'p> {
    file: &'p str,
    line: u64,
}

/// What a script reads of a file after the rows of its plan.
#[derive(Serialize)]
struct SummaryLine<'p> {
    file: &'p str,
    kind: Option<Kind>,
    fingerprint: &'p str,
    totals: Totals,
    /// What is wrong with the file as a whole or its header: no row is executed then.
    findings: Vec<FindingDocument<'p>>,
}

#[derive(Serialize)]
struct Totals {
    change: u64,
    unchanged: u64,
    refused: u64,
    operations: BTreeMap<String, u64>,
}

impl<'p> RowLine<'p> {
    /// The row, with its findings and operations in words too.
    fn new(plan: &'p FilePlan, row: &'p PlannedRow, catalogue: &Catalogue) -> Self {
        let name = |place: u32| plan.files.get(place as usize).map_or("", String::as_str);
        let needed = row.needs_elsewhere.iter().map(|needed| FileLine {
            file: name(needed.file),
            line: needed.line,
        });
        Self {
            file: plan.files.last().map_or("", String::as_str),
            line: row.line,
            subject: &row.subject,
            decision: row.decision,
            operations: row
                .operations
                .iter()
                .map(|operation| OperationDocument::new(operation, catalogue))
                .collect(),
            findings: row
                .findings
                .iter()
                .map(|finding| FindingDocument::new(finding, catalogue))
                .collect(),
            needs: &row.needs,
            needs_elsewhere: needed.collect(),
        }
    }
}

fn print_json(
    out: &mut impl Write,
    file: &str,
    plan: &FilePlan,
    catalogue: &Catalogue,
) -> io::Result<()> {
    for row in &plan.rows {
        json_line(out, &RowLine::new(plan, row, catalogue))?;
    }
    let totals = plan.totals();
    json_line(
        out,
        &SummaryLine {
            file,
            kind: plan.verdict.kind,
            fingerprint: &plan.fingerprint,
            totals: Totals {
                change: totals.change,
                unchanged: totals.unchanged,
                refused: totals.refused,
                operations: totals.operations,
            },
            findings: on_header(plan)
                .map(|finding| FindingDocument::new(finding, catalogue))
                .collect(),
        },
    )
}

fn print_text(
    out: &mut impl Write,
    file: &str,
    plan: &FilePlan,
    catalogue: &Catalogue,
) -> io::Result<()> {
    let paint = Paint::of_stdout();
    writeln!(out, "{}", paint.bold(&harmless(file)))?;
    for finding in on_header(plan) {
        writeln!(out, "  {}", finding_line(finding, catalogue, paint))?;
    }
    write!(out, "{}", render_text(plan, catalogue))?;
    let fingerprint = text(
        catalogue,
        "plan-fingerprint",
        &[("fingerprint", &plan.fingerprint)],
    );
    writeln!(out, "{}\n", paint.dim(&fingerprint))
}

/// What is said of the file as a whole or its header.
fn on_header(plan: &FilePlan) -> impl Iterator<Item = &toolsync_core::finding::Finding> {
    let end = plan.verdict.header_span.end;
    let whole = plan.verdict.kind.is_none();
    plan.verdict
        .findings
        .iter()
        .filter(move |finding| whole || finding.span.start < end)
}
