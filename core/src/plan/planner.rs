//! The planner: one pass over the file, against a working copy of the site that it changes as it goes,
//! so that a course that line 12 creates is known to line 40.

use super::draft::Draft;
use super::fingerprint::Fingerprint;
use super::lines::Lines;
use super::{Decision, Plan, PlannedRow};
use crate::check::{CheckOptions, Checker, Verdict};
use crate::finding::{Finding, Severity};
use crate::kinds::{Kind, Row, pictures};
use crate::site::SiteIndex;

/// What a plan is made with.
#[derive(Debug, Clone, Default)]
pub struct PlanOptions {
    /// How the file is read and checked.
    pub check: CheckOptions,
    /// The site's time zone, for dates without one; UTC when none.
    pub zone: Option<jiff::tz::TimeZone>,
    /// Key of the password digests; drawn at random once per site.
    pub password_key: [u8; 16],
}

/// Plans a file against a site. `chunks` are the bytes of the file in order, cut anywhere; `site` is a copy of the site's state.
pub fn plan<'b>(
    chunks: impl IntoIterator<Item = &'b [u8]>,
    options: &PlanOptions,
    site: SiteIndex,
) -> Plan {
    plan_and_apply(chunks, options, site).0
}

/// As [`plan`], and gives the site as it will be once the plan is executed: the next file of a bundle is planned on that.
pub fn plan_and_apply<'b>(
    chunks: impl IntoIterator<Item = &'b [u8]>,
    options: &PlanOptions,
    site: SiteIndex,
) -> (Plan, SiteIndex) {
    let mut fingerprint = Fingerprint::new();
    let mut planner = Planner {
        options,
        site: site.clone(),
        lines: Lines::default(),
        rows: Vec::new(),
        concerns: Vec::new(),
    };
    let mut checker = Checker::new(options.check.clone(), &site);
    for chunk in chunks {
        fingerprint.file(chunk);
        checker.push_rows(chunk, &mut |row, findings| planner.row(row, findings));
    }
    let verdict = checker.finish_rows(&mut |row, findings| planner.row(row, findings));
    if verdict.blocks_execution() {
        for row in &mut planner.rows {
            row.decision = Decision::Refused;
            row.operations.clear();
            row.needs.clear();
        }
        planner.site = site;
    } else if let Some(kind) = verdict.kind {
        kind.finish(
            &options.check.settings,
            &mut planner.site,
            &mut planner.rows,
            &planner.concerns,
        );
    }
    let rows = with_unreadable(planner.rows, &verdict);
    let plan = Plan {
        fingerprint: fingerprint.of(options, &verdict, &rows),
        without_picture: (verdict.kind == Some(Kind::Pictures))
            .then(|| pictures::without_picture(&planner.site)),
        verdict,
        rows,
    };
    (plan, planner.site)
}

struct Planner<'o> {
    options: &'o PlanOptions,
    /// The site as the rows so far leave it.
    site: SiteIndex,
    lines: Lines,
    rows: Vec<PlannedRow>,
    /// Ids of what the rows concern, row by row.
    concerns: Vec<Option<u64>>,
}

impl Planner<'_> {
    fn row(&mut self, row: &Row<'_>, checked: &[Finding]) {
        let line = row.line();
        let mut draft = Draft::new(*row, checked, &mut self.site, self.options, &self.lines);
        let kind = row.header.kind;
        let subject = kind.subject(row);
        let made = subject.and_then(|name| kind.makes(name));
        let refusal = if is_refused(checked) {
            Some(None)
        } else {
            kind.plan(&mut draft).err().map(Some)
        };
        let drafted = draft.finish();
        let mut operations = drafted.operations;
        let mut findings = checked.to_vec();
        findings.extend(drafted.findings);
        let decision = match refusal {
            Some(finding) => {
                findings.extend(finding.map(|finding| *finding));
                operations.clear();
                Decision::Refused
            }
            None if operations.is_empty() => Decision::Unchanged,
            None => Decision::Change,
        };
        let needs = self.lines.needed_by(&operations);
        self.lines.record(line, &operations);
        match (decision, made, drafted.subject) {
            (Decision::Refused, Some(key), _) => self.lines.refuse(line, key),
            (Decision::Change | Decision::Unchanged, _, Some(subject)) => {
                self.lines.claim(line, subject);
            }
            _ => {}
        }
        self.concerns.push(drafted.concerns);
        self.rows.push(PlannedRow {
            line,
            span: row.span(),
            subject: subject.unwrap_or_default().to_owned(),
            decision,
            operations,
            needs,
            findings,
        });
    }
}

fn is_refused(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity() == Severity::Error)
}

/// The rows, with a refused one for each record that could not be read: every line has its state.
fn with_unreadable(mut rows: Vec<PlannedRow>, verdict: &Verdict) -> Vec<PlannedRow> {
    if verdict.kind.is_none_or(Kind::is_archive) {
        // No header, no rows: what was found is about the file. In an archive every entry is a row already.
        return rows;
    }
    let mut unreadable: Vec<PlannedRow> = Vec::new();
    for finding in &verdict.findings {
        let in_rows = rows
            .binary_search_by_key(&finding.line, |row| row.line)
            .is_ok();
        if finding.severity() != Severity::Error
            || in_rows
            || finding.span.start < verdict.header_span.end
        {
            continue;
        }
        match unreadable.last_mut().filter(|row| row.line == finding.line) {
            Some(row) => row.findings.push(finding.clone()),
            None => unreadable.push(PlannedRow {
                line: finding.line,
                span: finding.span,
                subject: String::new(),
                decision: Decision::Refused,
                operations: Vec::new(),
                needs: Vec::new(),
                findings: vec![finding.clone()],
            }),
        }
    }
    if !unreadable.is_empty() {
        rows.extend(unreadable);
        rows.sort_by_key(|row| row.line);
    }
    rows
}
