//! The planner: one pass over the file, against a working copy of the site that it changes as it goes,
//! so that a course that line 12 creates is known to line 40.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::fingerprint::Fingerprint;
use super::lines::Lines;
use super::{Decision, ObjectKey, Operation, Plan, PlannedRow, Refusal};
use crate::check::{CheckOptions, Checker, Verdict};
use crate::finding::{Code, Finding, Severity};
use crate::kinds::{Kind, Row, pictures};
use crate::site::{ExpectedNames, ExpectedSite, SiteIndex, Space};

/// What a site cannot do: the finding about an operation that cannot be asked of it, whose line and span the planner fills in.
pub type Limits = fn(&Operation) -> Option<Finding>;

/// What a plan is made with.
#[derive(Debug, Clone, Default)]
pub struct PlanOptions {
    /// How the file is read and checked.
    pub check: CheckOptions,
    /// The site's time zone, for dates without one; UTC when none.
    pub zone: Option<jiff::tz::TimeZone>,
    /// Key of the password digests; drawn at random once per site.
    pub password_key: [u8; 16],
    /// What the site cannot do; none: it can do everything.
    pub limits: Option<Limits>,
}

/// Plans a file against a site. `chunks` are the bytes of the file in order, cut anywhere; `site` is a copy of the site's state.
pub fn plan<'b>(
    chunks: impl IntoIterator<Item = &'b [u8]>,
    options: &PlanOptions,
    site: SiteIndex,
) -> Plan {
    plan_and_apply(chunks, options, site).0
}

/// As [`plan`], and gives the site as it will be once the plan is executed.
pub fn plan_and_apply<'b>(
    chunks: impl IntoIterator<Item = &'b [u8]>,
    options: &PlanOptions,
    site: SiteIndex,
) -> (Plan, SiteIndex) {
    BundlePlanner::new(site).plan_last(chunks, options)
}

/// Plans the files of a bundle one after the other, each on the site as those before would leave it. What its rows rely on is followed
/// from file to file: a row that needs what a row of another file makes says so ([`PlannedRow::needs_elsewhere`]), and one that needs what a
/// refused row was to make is refused as blocked by it.
pub struct BundlePlanner {
    /// The site before the first file, which all are checked against, as a page does.
    start: SiteIndex,
    /// The site as the rows so far leave it.
    site: SiteIndex,
    /// The names that the files so far change.
    names: ExpectedNames,
    lines: Lines,
    /// The names of the files so far.
    files: Vec<String>,
    /// Whether a file was planned.
    is_begun: bool,
}

impl BundlePlanner {
    /// A bundle without files yet. `site` is a copy of the site's state.
    pub fn new(site: SiteIndex) -> Self {
        Self {
            site: site.clone(),
            start: site,
            names: ExpectedNames::default(),
            lines: Lines::default(),
            files: Vec::new(),
            is_begun: false,
        }
    }

    /// Passes over the next file, which is executed already: what it made is on the site.
    pub fn pass_over(&mut self, name: &str) {
        self.files.push(name.to_owned());
        self.lines.next_file();
    }

    /// Plans the next file. `chunks` are its bytes in order, cut anywhere.
    pub fn plan<'b>(
        &mut self,
        chunks: impl IntoIterator<Item = &'b [u8]>,
        options: &PlanOptions,
    ) -> Plan {
        let mut names = ExpectedNames::default();
        let plan = self.plan_file(chunks, options, Some(&mut names));
        self.names.add(names);
        plan
    }

    /// Plans the last file, and gives the site as it will be once the bundle is executed. It costs less memory than [`BundlePlanner::plan`],
    /// which keeps the names that the file changes.
    pub fn plan_last<'b>(
        mut self,
        chunks: impl IntoIterator<Item = &'b [u8]>,
        options: &PlanOptions,
    ) -> (Plan, SiteIndex) {
        let plan = self.plan_file(chunks, options, None);
        (plan, self.site)
    }

    fn plan_file<'b>(
        &mut self,
        chunks: impl IntoIterator<Item = &'b [u8]>,
        options: &PlanOptions,
        noted: Option<&mut ExpectedNames>,
    ) -> Plan {
        // That of the first file is there already.
        let before = self.is_begun.then(|| self.site.clone());
        self.is_begun = true;
        self.files.push(options.check.name.clone());
        self.lines.set_followed(noted.is_some());
        let mut fingerprint = Fingerprint::new();
        let directory = ExpectedSite::new(&self.start, &self.names);
        let mut planner = Planner {
            options,
            site: &mut self.site,
            lines: &mut self.lines,
            files: &self.files,
            names: &self.names,
            rows: Vec::new(),
            concerns: Vec::new(),
        };
        let mut checker = Checker::new(options.check.clone(), &directory);
        if let Some(names) = noted {
            checker = checker.noting(planner.lines.file(), names);
        }
        for chunk in chunks {
            fingerprint.file(chunk);
            checker.push_rows(chunk, &mut |row, findings| planner.row(row, findings));
        }
        let verdict = checker.finish_rows(&mut |row, findings| planner.row(row, findings));
        if verdict.blocks_execution() {
            planner.refuse_all();
            *planner.site = before.unwrap_or_else(|| self.start.clone());
        } else if let Some(kind) = verdict.kind {
            kind.finish(
                &options.check.settings,
                planner.site,
                &mut planner.rows,
                &planner.concerns,
            );
        }
        for row in &mut planner.rows {
            verdict.name_cells(row.line, &mut row.findings);
        }
        let rows = with_unreadable(planner.rows, &verdict);
        self.lines.next_file();
        Plan {
            fingerprint: fingerprint.of(options, &verdict, &rows),
            without_picture: (verdict.kind == Some(Kind::Pictures))
                .then(|| pictures::without_picture(&self.site)),
            files: self.files.clone(),
            verdict,
            rows,
        }
    }
}

/// Plans the rows of a file.
struct Planner<'p> {
    options: &'p PlanOptions,
    /// The site as the rows so far leave it.
    site: &'p mut SiteIndex,
    lines: &'p mut Lines,
    /// The names of this file and those before.
    files: &'p [String],
    /// The names that files before this one change.
    names: &'p ExpectedNames,
    rows: Vec<PlannedRow>,
    /// Ids of what the rows concern, row by row.
    concerns: Vec<Option<u64>>,
}

impl Planner<'_> {
    fn row(&mut self, row: &Row<'_>, checked: &[Finding]) {
        let line = row.line();
        let mut draft = Draft::new(*row, checked, self.site, self.options, self.lines);
        let kind = row.header.kind;
        let subject = kind.subject(row);
        let made = subject.and_then(|name| kind.makes(name));
        let refusal = if is_refused(checked) {
            Some(None)
        } else {
            kind.plan(&mut draft).err().map(Some)
        };
        let participant = match self.lines.is_followed() {
            true => kind.participant(&draft),
            false => None,
        };
        let drafted = draft.finish();
        let refusal = refusal.or_else(|| self.beyond_limits(row, &drafted.operations).map(Some));
        if let (Some(_), Some(before)) = (&refusal, drafted.before) {
            self.site.take_back(before);
        }
        let mut operations = drafted.operations;
        let mut findings = checked.to_vec();
        findings.extend(drafted.findings);
        let decision = match refusal {
            Some(finding) => {
                findings.extend(finding.map(|finding| self.blamed(*finding)));
                operations.clear();
                Decision::Refused
            }
            None if operations.is_empty() => Decision::Unchanged,
            None => Decision::Change,
        };
        if let Some(participant) = participant.filter(|_| decision == Decision::Refused) {
            self.lines.miss(line, participant);
        }
        let needed = self.lines.needed_by(&operations);
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
            needs: needed.above,
            needs_elsewhere: needed.elsewhere,
            findings,
        });
    }

    /// The refusal when an operation of the row is more than the site can do.
    fn beyond_limits(&self, row: &Row<'_>, operations: &[Operation]) -> Option<Refusal> {
        let limits = self.options.limits?;
        let finding = operations.iter().find_map(limits)?;
        Some(Box::new(Finding {
            line: row.line(),
            span: row.span(),
            ..finding
        }))
    }

    /// A refusal, for the reason behind it where there is one: what does not exist was to be made by a row of another file, which is refused.
    fn blamed(&self, refusal: Finding) -> Finding {
        let line = missing(&refusal)
            .into_iter()
            .find_map(|(space, name)| self.names.brought_by(space, &name));
        let line = line.or_else(|| self.lines.missed(&absent(&refusal)?));
        match line {
            Some(needed) => Finding {
                code: Code::BlockedByFile,
                params: BTreeMap::new(),
                fix: None,
                ..refusal
            }
            .with("needed", needed.line)
            .with("file", &self.files[needed.file as usize]),
            None => refusal,
        }
    }

    /// No row is executed.
    fn refuse_all(&mut self) {
        for row in &mut self.rows {
            row.decision = Decision::Refused;
            row.operations.clear();
            row.needs.clear();
            row.needs_elsewhere.clear();
        }
        self.lines.forget_file();
    }
}

/// What a refusal says that does not exist, by each identifier that it may be.
fn missing(refusal: &Finding) -> Vec<(Space, String)> {
    use Space as S;
    let spaces: &[Space] = match refusal.code {
        Code::UnknownCourse | Code::CourseDeleteMissing => &[S::CourseShortname, S::CourseIdnumber],
        Code::UnknownUser | Code::RenameSourceMissing | Code::DeleteMissing => {
            &[S::Username, S::UserIdnumber, S::UserEmail]
        }
        Code::UnknownCohort | Code::MissingCohort => &[S::CohortName, S::CohortIdnumber],
        Code::UnknownGroup => &[
            S::Group,
            S::GroupIdnumber,
            S::GroupByCourseIdnumber,
            S::GroupIdnumberByCourseIdnumber,
        ],
        Code::UnknownGrouping => &[S::GroupingIdnumber, S::GroupingIdnumberByCourseIdnumber],
        _ => &[],
    };
    let Some(value) = refusal.params.get("value") else {
        return Vec::new();
    };
    let name = match refusal.params.get("course") {
        Some(course) => format!("{course}{}{value}", Space::PAIR),
        None => value.clone(),
    };
    spaces.iter().map(|space| (*space, name.clone())).collect()
}

/// Who does not take part in which course, when a refusal says that.
fn absent(refusal: &Finding) -> Option<ObjectKey> {
    if refusal.code != Code::NotInCourse {
        return None;
    }
    let params = &refusal.params;
    let (course, user) = (params.get("course")?, params.get("value")?);
    Some(ObjectKey::participant(course, user))
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
                needs_elsewhere: Vec::new(),
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
