//! A report as plain text.

use std::borrow::Cow;

use super::existence::{self, answer};
use super::{codes, done, facts, severity, totals_line, word};
use crate::kinds::Kind;
use crate::messages::{Catalogue, Language};
use crate::plan::push_line;
use crate::report::{Outcome, Report};

/// Plain text: the facts, then for each line of the file how it ended, and indented below it what was done and what is
/// to be said about it; totals last.
pub fn render_text(report: &Report, language: Language) -> String {
    let catalogue = Catalogue::new(language);
    let mut text = String::new();
    push_line(&mut text, 0, &word("title", &catalogue));
    for (name, value) in facts(report, &catalogue) {
        let fact = catalogue.text(
            "report-fact",
            &[("name", name.into()), ("value", value.into())],
        );
        push_line(&mut text, 0, &fact);
    }
    text.push('\n');
    let mut outcomes: Vec<&Outcome> = report.outcomes.iter().collect();
    if report.kind == Kind::CourseChecks {
        let (existence, silent) = answer(report);
        existence::push(&mut text, &existence, &catalogue);
        outcomes = silent;
    }
    for outcome in &outcomes {
        push_outcome(&mut text, outcome, &catalogue);
    }
    if !outcomes.is_empty() {
        text.push('\n');
    }
    push_line(&mut text, 0, &totals_line(report, &catalogue));
    text
}

fn push_outcome(text: &mut String, outcome: &Outcome, catalogue: &Catalogue) {
    let head = catalogue.text(
        "report-row",
        &[
            ("line", outcome.line.to_string().into()),
            ("named", flag(!outcome.subject.is_empty())),
            ("subject", outcome.subject.as_str().into()),
            ("state", catalogue.state(outcome.state).into()),
        ],
    );
    push_line(text, 0, &head);
    for operation in &outcome.operations {
        let (what, fields) = done(operation, catalogue);
        push_line(text, 1, &what);
        for field in fields {
            push_line(text, 2, &field);
        }
    }
    for finding in &outcome.findings {
        let said = catalogue.text(
            "report-finding",
            &[
                ("severity", severity(finding.severity(), catalogue).into()),
                ("placed", flag(finding.column.is_some())),
                ("cell", finding.cell.as_deref().unwrap_or("no").into()),
                (
                    "column",
                    finding.column.as_deref().unwrap_or_default().into(),
                ),
                ("message", catalogue.finding(finding).into()),
                ("codes", codes(finding).into()),
            ],
        );
        push_line(text, 1, &said);
    }
}

/// A yes or no that a message chooses by.
fn flag(yes: bool) -> Cow<'static, str> {
    Cow::Borrowed(if yes { "yes" } else { "no" })
}
