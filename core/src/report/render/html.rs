//! A report as a page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::existence::{self, answer};
use super::{codes, done, facts, severity, totals, word};
use crate::kinds::Kind;
use crate::messages::{Catalogue, Language};
use crate::report::{Outcome, Report};

/// How the page looks: light or dark as the reader's system is, and black on white on paper.
const STYLE: &str = include_str!("report.css");

/// What the page may load: nothing. It holds texts of files that anybody may have written.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A page of its own: no script, no outside resource, prints well.
pub fn render_html(report: &Report, language: Language) -> String {
    let catalogue = Catalogue::new(language);
    let say = |name: &str| word(name, &catalogue);
    let page = html! {
        (DOCTYPE)
        html lang=(language.as_str()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (say("title")) " – " (report.file) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (say("title")) }
                    (facts_list(report, &catalogue))
                    h2 { (say("totals")) }
                    (totals_list(report, &catalogue))
                    @if report.kind == Kind::CourseChecks {
                        @let (existence, silent) = answer(report);
                        (existence::tables(&existence, &catalogue))
                        @if !silent.is_empty() {
                            h2 id="lines" { (say("lines")) }
                            (table(silent, &catalogue))
                        }
                    } @else {
                        h2 id="lines" { (say("lines")) }
                        (table(&report.outcomes, &catalogue))
                    }
                }
            }
        }
    };
    page.into_string()
}

fn facts_list(report: &Report, catalogue: &Catalogue) -> Markup {
    html! {
        dl.facts {
            @for (name, value) in facts(report, catalogue) {
                div { dt { (name) } dd { (value) } }
            }
        }
    }
}

fn totals_list(report: &Report, catalogue: &Catalogue) -> Markup {
    html! {
        dl.totals {
            @for (name, count) in totals(&report.totals(), catalogue) {
                div { dt { (name) } dd { (count) } }
            }
        }
    }
}

fn table<'r>(outcomes: impl IntoIterator<Item = &'r Outcome>, catalogue: &Catalogue) -> Markup {
    html! {
        table aria-labelledby="lines" {
            thead {
                tr {
                    @for name in ["line", "subject", "state", "done", "findings"] {
                        th scope="col" { (word(name, catalogue)) }
                    }
                }
            }
            tbody {
                @for outcome in outcomes { (row(outcome, catalogue)) }
            }
        }
    }
}

fn row(outcome: &Outcome, catalogue: &Catalogue) -> Markup {
    html! {
        tr class=(outcome.state.as_str()) {
            th scope="row" { (outcome.line) }
            td { (outcome.subject) }
            td.state { (catalogue.state(outcome.state)) }
            td { (operations(outcome, catalogue)) }
            td { (findings(outcome, catalogue)) }
        }
    }
}

fn operations(outcome: &Outcome, catalogue: &Catalogue) -> Markup {
    html! {
        @if !outcome.operations.is_empty() {
            ul {
                @for (what, fields) in outcome.operations.iter().map(|operation| done(operation, catalogue)) {
                    li {
                        (what)
                        @if !fields.is_empty() {
                            ul.fields { @for field in fields { li { (field) } } }
                        }
                    }
                }
            }
        }
    }
}

fn findings(outcome: &Outcome, catalogue: &Catalogue) -> Markup {
    html! {
        @if !outcome.findings.is_empty() {
            ul {
                @for finding in &outcome.findings {
                    li class=(finding.severity().as_str()) {
                        strong { (severity(finding.severity(), catalogue)) }
                        @if let Some(cell) = &finding.cell { " " (cell) }
                        @if let Some(column) = &finding.column { " " code { (column) } }
                        " " (catalogue.finding(finding)) " "
                        span.codes { "[" (codes(finding)) "]" }
                    }
                }
            }
        }
    }
}
