//! A report as JSON, for programs.

use serde::Serialize;
use serde_json::Value as Json;

use crate::finding::{Finding, Severity};
use crate::input::Dialect;
use crate::kinds::Kind;
use crate::messages::{Catalogue, Language};
use crate::plan::Operation;
use crate::report::{Outcome, Report, State, Totals};

/// The whole report. Names and codes are stable; `message` and `text` are for people, in `language`.
#[derive(Serialize)]
struct Document<'r> {
    file: &'r str,
    /// Only of a workbook.
    #[serde(skip_serializing_if = "str::is_empty")]
    sheet: &'r str,
    kind: Kind,
    site: &'r str,
    dialect: Dialect,
    submitted_by: &'r str,
    approved_by: &'r str,
    started: &'r str,
    finished: &'r str,
    core: &'r str,
    fingerprint: &'r str,
    language: Language,
    totals: Totals,
    rows: Vec<RowDocument<'r>>,
}

#[derive(Serialize)]
struct RowDocument<'r> {
    line: u64,
    subject: &'r str,
    state: State,
    operations: Vec<OperationDocument>,
    findings: Vec<FindingDocument<'r>>,
}

/// An operation as JSON reports and plans give it: its fields, and in words for people.
#[derive(Debug, Serialize)]
pub struct OperationDocument {
    text: String,
    #[serde(flatten)]
    operation: Json,
}

impl OperationDocument {
    /// The operation without the digest of a password: with the site's key it could be tried against guesses.
    pub fn new(operation: &Operation, catalogue: &Catalogue) -> Self {
        let mut json = serde_json::to_value(operation)
            .expect("texts, numbers and maps with text keys have a JSON form");
        if let Some(fields) = json.as_object_mut() {
            fields.remove("digest");
        }
        Self {
            text: catalogue.operation(operation),
            operation: json,
        }
    }
}

/// A finding as JSON reports and plans give it: with its weight, the seeds' code, and what it says for people.
#[derive(Debug, Serialize)]
pub struct FindingDocument<'f> {
    severity: Severity,
    seed_code: Option<i8>,
    message: String,
    #[serde(flatten)]
    finding: &'f Finding,
}

impl<'f> FindingDocument<'f> {
    /// The finding, and its message in the language of the catalogue.
    pub fn new(finding: &'f Finding, catalogue: &Catalogue) -> Self {
        Self {
            severity: finding.severity(),
            seed_code: finding.code.seed_code(),
            message: catalogue.finding(finding),
            finding,
        }
    }
}

/// The report as JSON, with codes, parameters and operations.
pub fn render_json(report: &Report, language: Language) -> String {
    let catalogue = Catalogue::new(language);
    let document = Document {
        file: &report.file,
        sheet: &report.sheet,
        kind: report.kind,
        site: &report.site,
        dialect: report.dialect,
        submitted_by: &report.submitted_by,
        approved_by: &report.approved_by,
        started: &report.started,
        finished: &report.finished,
        core: &report.core,
        fingerprint: &report.fingerprint,
        language,
        totals: report.totals(),
        rows: report
            .outcomes
            .iter()
            .map(|outcome| row(outcome, &catalogue))
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&document)
        .expect("texts, numbers and maps with text keys have a JSON form");
    text.push('\n');
    text
}

fn row<'r>(outcome: &'r Outcome, catalogue: &Catalogue) -> RowDocument<'r> {
    RowDocument {
        line: outcome.line,
        subject: &outcome.subject,
        state: outcome.state,
        operations: outcome
            .operations
            .iter()
            .map(|operation| OperationDocument::new(operation, catalogue))
            .collect(),
        findings: outcome
            .findings
            .iter()
            .map(|finding| FindingDocument::new(finding, catalogue))
            .collect(),
    }
}
