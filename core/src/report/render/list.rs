//! A report as a list for spreadsheets.

use csv::{Terminator, WriterBuilder};

use super::existence;
use super::{done, seed_code, severity, totals_line, word};
use crate::finding::Finding;
use crate::kinds::Kind;
use crate::messages::{Catalogue, Language};
use crate::report::{Outcome, Report};

/// The columns, by the end of the id of their names in words. The facts about the run stand at the end of every row, so
/// that the lists of several runs can be put one below the other.
const COLUMNS: &[&str] = &[
    "line",
    "subject",
    "state",
    "code",
    "seed-code",
    "severity",
    "cell",
    "column",
    "message",
    "done",
    "file",
    "kind",
    "site",
    "submitted-by",
    "approved-by",
    "started",
    "finished",
];

/// The annotated list for people: a row for each finding, and for each line of the file that has none; totals last.
/// Of a list of courses to look for: the answer of each line, without totals. Safe to open in a spreadsheet (no cell starts a formula). RFC 4180, `;`, UTF-8 with a byte-order mark.
pub fn render_csv(report: &Report, language: Language) -> Vec<u8> {
    let catalogue = Catalogue::new(language);
    let mut list = List {
        writer: WriterBuilder::new()
            .delimiter(b';')
            .terminator(Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec()),
        report,
        catalogue: &catalogue,
    };
    if report.kind == Kind::CourseChecks {
        list.answers();
        return list.bytes();
    }
    list.header();
    for outcome in &report.outcomes {
        list.outcome(outcome);
    }
    let totals = totals_line(report, &catalogue);
    list.row([
        String::new(),
        String::new(),
        word("totals", &catalogue),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        totals,
        String::new(),
    ]);
    list.bytes()
}

/// The list being written.
struct List<'r> {
    writer: csv::Writer<Vec<u8>>,
    report: &'r Report,
    catalogue: &'r Catalogue,
}

/// How many of [`COLUMNS`] are facts about the run: the last ones.
const FACTS: usize = 7;

impl List<'_> {
    fn bytes(self) -> Vec<u8> {
        let bytes = self.writer.into_inner();
        bytes.expect("a vector takes whatever is written")
    }

    /// The answer of each line of a list of courses to look for, with the facts about the run.
    fn answers(&mut self) {
        let facts = COLUMNS[COLUMNS.len() - FACTS..].iter();
        let names = existence::COLUMNS.iter().chain(facts);
        self.writer
            .write_record(names.map(|name| word(name, self.catalogue)))
            .expect("a vector takes whatever is written");
        for row in existence::rows(self.report, self.catalogue) {
            self.row(row);
        }
    }

    fn header(&mut self) {
        let names = COLUMNS.iter().map(|name| word(name, self.catalogue));
        self.writer
            .write_record(names)
            .expect("a vector takes whatever is written");
    }

    fn outcome(&mut self, outcome: &Outcome) {
        if outcome.findings.is_empty() {
            self.line(outcome, None);
        }
        for finding in &outcome.findings {
            self.line(outcome, Some(finding));
        }
    }

    fn line(&mut self, outcome: &Outcome, finding: Option<&Finding>) {
        let catalogue = self.catalogue;
        let text = |of: &dyn Fn(&Finding) -> String| finding.map(of).unwrap_or_default();
        self.row([
            outcome.line.to_string(),
            outcome.subject.clone(),
            catalogue.state(outcome.state),
            text(&|finding| finding.code.as_str().to_owned()),
            text(&|finding| seed_code(finding.code).unwrap_or_default()),
            text(&|finding| severity(finding.severity(), catalogue)),
            text(&|finding| finding.cell.clone().unwrap_or_default()),
            text(&|finding| finding.column.clone().unwrap_or_default()),
            text(&|finding| catalogue.finding(finding)),
            operations(outcome, catalogue),
        ]);
    }

    /// Writes a row: what it has of its own, and the facts about the run.
    fn row(&mut self, own: impl IntoIterator<Item = String>) {
        let report = self.report;
        let facts = [
            report.file.clone(),
            self.catalogue.kind(report.kind),
            report.site.clone(),
            report.submitted_by.clone(),
            report.approved_by.clone(),
            report.started.clone(),
            report.finished.clone(),
        ];
        self.writer
            .write_record(own.into_iter().chain(facts).map(without_formula))
            .expect("a vector takes whatever is written");
    }
}

/// What was done to a line, in one cell: operations apart by `; `, the fields of each in brackets.
fn operations(outcome: &Outcome, catalogue: &Catalogue) -> String {
    let texts: Vec<_> = outcome
        .operations
        .iter()
        .map(|operation| match done(operation, catalogue) {
            (what, fields) if fields.is_empty() => what,
            (what, fields) => format!("{what} ({})", fields.join(", ")),
        })
        .collect();
    texts.join("; ")
}

/// The cell as a spreadsheet shows it: an apostrophe before what it would take for a formula.
fn without_formula(cell: String) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell,
    }
}
