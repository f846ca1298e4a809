//! A report as text, CSV, JSON and HTML.
//!
//! All four say the same: which file, kind and site, who and when, the totals, and for each line how it ended, what was
//! done and what is to be said about it, with the codes of the seeds beside ours. None holds a password or its digest.
//! Of a list of courses to look for, the forms for people give the answer in place of the lines: what is missing, what was found.

mod existence;
mod html;
mod json;
mod list;
#[cfg(test)]
mod tests;
mod text;

use std::borrow::Cow;

pub use html::render_html;
pub use json::{FindingDocument, OperationDocument, render_json};
pub use list::render_csv;
pub use text::render_text;

use super::{Report, State, Totals};
use crate::finding::{Code, Finding, Severity};
use crate::messages::Catalogue;
use crate::plan::{self, Operation};

/// The facts about a run that every form opens with: name in words, and value. Facts that are not known are left out.
fn facts(report: &Report, catalogue: &Catalogue) -> Vec<(String, String)> {
    let encoding = match report.kind.is_archive() || !report.sheet.is_empty() {
        true => String::new(),
        false => report.dialect.encoding.name().to_owned(),
    };
    [
        ("file", report.file.clone()),
        ("sheet", report.sheet.clone()),
        ("kind", catalogue.kind(report.kind)),
        ("site", report.site.clone()),
        ("encoding", encoding),
        ("submitted-by", report.submitted_by.clone()),
        ("approved-by", report.approved_by.clone()),
        ("started", report.started.clone()),
        ("finished", report.finished.clone()),
        ("fingerprint", report.fingerprint.clone()),
        ("core", report.core.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (word(name, catalogue), value))
    .collect()
}

/// The totals: name of each state in words, and how many lines ended in it. Warnings come last.
fn totals(totals: &Totals, catalogue: &Catalogue) -> Vec<(String, u64)> {
    State::ALL
        .iter()
        .map(|&state| (catalogue.state(state), totals.of(state)))
        .chain([(word("warnings", catalogue), totals.warnings)])
        .collect()
}

/// The totals in one line.
fn totals_line(report: &Report, catalogue: &Catalogue) -> String {
    totals(&report.totals(), catalogue)
        .into_iter()
        .map(|(name, count)| {
            let count = count.to_string();
            let args = [("name", Cow::from(name)), ("count", Cow::from(count))];
            catalogue.text("report-count", &args)
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// A word of the reports, by the end of its id.
fn word(name: &str, catalogue: &Catalogue) -> String {
    catalogue.text(&format!("report-{name}"), &[])
}

/// How heavy a finding is, in words.
fn severity(severity: Severity, catalogue: &Catalogue) -> String {
    word(severity.as_str(), catalogue)
}

/// The seeds' code that says the same, with a minus sign (U+2212), which no spreadsheet takes for a formula.
fn seed_code(code: Code) -> Option<String> {
    code.seed_code().map(|code| {
        let sign = if code < 0 { "\u{2212}" } else { "" };
        format!("{sign}{}", code.unsigned_abs())
    })
}

/// Our code and, where there is one, that of the seeds: `template_not_found, −7`.
fn codes(finding: &Finding) -> String {
    match seed_code(finding.code) {
        Some(seed) => format!("{}, {seed}", finding.code.as_str()),
        None => finding.code.as_str().to_owned(),
    }
}

/// What an operation did, and the fields that it changed, old → new.
fn done(operation: &Operation, catalogue: &Catalogue) -> (String, Vec<String>) {
    (
        catalogue.operation(operation),
        plan::details(operation, catalogue),
    )
}
