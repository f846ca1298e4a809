//! What a check found.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::KEPT_PER_CODE;
use super::digest::Digest;
use crate::finding::{Code, Finding, Severity, Span};
use crate::input::spreadsheet::SheetRead;
use crate::input::{Dialect, Encoding};
use crate::kinds::{Header, Kind};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The version of this crate.
    pub core: String,
    /// The kind, given or recognised.
    pub kind: Option<Kind>,
    /// How the file is written.
    pub dialect: Dialect,
    /// The header, as written.
    pub header: Vec<String>,
    /// Its bytes in the file, line end included; the byte-order mark as well, unless comments stand between the two
    /// and the encoding can do without it.
    pub header_span: Span,
    /// How many rows there are, without header, comments and blank lines.
    pub rows: u64,
    /// How many rows have at least one error.
    pub bad_rows: u64,
    /// How many bytes the file has.
    pub bytes: u64,
    /// Which sheet was read, when the file is a workbook: all spans stand in its text then ([`super::text_of`]), and lines are its rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<SheetRead>,
    /// How many findings there are of each code.
    pub counts: BTreeMap<Code, u64>,
    /// The findings in file order, at most [`KEPT_PER_CODE`] of each code.
    pub findings: Vec<Finding>,
    /// Digest (hex) of all findings. Browser and server must come to the same one for the same file, settings, site and version.
    pub digest: String,
    /// How many errors there are on the file or its header, which keep every row from being executed.
    #[serde(default)]
    pub header_errors: u64,
}

impl Verdict {
    /// How many findings have this weight.
    pub fn count(&self, severity: Severity) -> u64 {
        self.counts
            .iter()
            .filter(|(code, _)| code.severity() == severity)
            .map(|(_, count)| count)
            .sum()
    }

    /// Whether an error on the file or its header keeps every row from being executed.
    pub fn blocks_execution(&self) -> bool {
        self.header_errors > 0 || self.kind.is_none()
    }

    /// Says of each finding on a column of the row on `line` which cell of the sheet it is, where the file is a workbook and it is
    /// not yet said.
    pub(crate) fn name_cells(&self, line: u64, findings: &mut [Finding]) {
        let Some(sheet) = &self.sheet else { return };
        for finding in findings.iter_mut().filter(|finding| finding.cell.is_none()) {
            let named = |name: &String| finding.column.as_ref() == Some(name);
            let index = self.header.iter().position(named);
            finding.cell = index.map(|index| sheet.cell(index, line));
        }
    }
}

/// Who is told of each finding as it is made.
pub(super) type Listener<'d> = Box<dyn FnMut(&Finding) + 'd>;

/// A verdict in the making.
#[derive(Default)]
pub(super) struct Tally<'d> {
    pub(super) listener: Option<Listener<'d>>,
    pub(super) bytes: u64,
    pub(super) rows: u64,
    pub(super) header_line: u64,
    pub(super) header_span: Span,
    /// Whether comments or blank lines stand above the header.
    pub(super) comments_above: bool,
    pub(super) names: Vec<String>,
    /// The sheet that is read, of a workbook.
    pub(super) sheet: Option<SheetRead>,
    bad_rows: u64,
    header_errors: u64,
    counts: BTreeMap<Code, u64>,
    findings: Vec<Finding>,
    digest: Digest,
}

impl Tally<'_> {
    /// Counts a row that has these findings.
    pub(super) fn row(&mut self, findings: &[Finding]) {
        self.rows += 1;
        self.bad_rows += u64::from(findings.iter().any(is_error));
    }

    /// Counts what was found on the file or its header.
    pub(super) fn header(&mut self, findings: &[Finding]) {
        self.header_errors += findings.iter().filter(|finding| is_error(finding)).count() as u64;
    }

    /// Keeps findings, in file order.
    pub(super) fn keep(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            self.digest.add(&finding);
            if let Some(listener) = &mut self.listener {
                listener(&finding);
            }
            let count = self.counts.entry(finding.code).or_default();
            *count += 1;
            if *count <= KEPT_PER_CODE as u64 {
                self.findings.push(finding);
            }
        }
    }

    /// The header with the byte-order mark before it. UTF-16 cannot be read without the mark, so that what stands between the
    /// two is taken along there; above the list of a sheet there is little but blank rows.
    fn header_with_mark(&self, encoding: Encoding) -> Span {
        let needs_mark =
            self.sheet.is_some() || matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
        let alone = self.comments_above && !needs_mark;
        Span::new(
            if alone { self.header_span.start } else { 0 },
            self.header_span.end,
        )
    }

    /// The verdict at the end of the file.
    pub(super) fn verdict(self, dialect: Dialect, header: Option<&Header>) -> Verdict {
        Verdict {
            core: crate::VERSION.to_owned(),
            kind: header.map(|header| header.kind),
            dialect,
            header_span: self.header_with_mark(dialect.encoding),
            header: self.names,
            rows: self.rows,
            bad_rows: self.bad_rows,
            bytes: self.bytes,
            sheet: self.sheet,
            counts: self.counts,
            digest: self.digest.hex(),
            findings: self.findings,
            header_errors: self.header_errors,
        }
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity() == Severity::Error
}
