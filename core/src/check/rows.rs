//! The back of a check: rows against each other and against the site, and what comes of the whole file.

use std::sync::Arc;

use super::EachRow;
use super::batch::{Batch, Entry};
use super::cells::Shape;
use super::verdict::{Listener, Tally, Verdict};
use crate::finding::{Code, FileLine, Finding, Span};
use crate::input::spreadsheet::SheetRead;
use crate::input::{AlikeRow, Dialect, Record, Records};
use crate::kinds::{Header, KeyMaker, Keys, Row, RowChecks, RowKeys};
use crate::settings::Settings;
use crate::site::{Directory, ExpectedNames, Forecast};

/// Everything that is known of a file's rows so far.
pub(super) struct Back<'d> {
    settings: Settings,
    directory: &'d dyn Directory,
    pub(super) tally: Tally<'d>,
    header: HeaderState,
    /// The findings of the row at hand; kept to be filled again.
    findings: Vec<Finding>,
    /// How many bytes the file has, until this was told as a number of rows.
    expected: Option<u64>,
    /// What is made of a row like one above when more is asked of it; kept to be filled again.
    looked_at: LookedAt,
    /// Where it is noted which names the rows change, and which file of the bundle this is.
    noted: Option<(u32, &'d mut ExpectedNames)>,
}

/// Where the check is in the file.
enum HeaderState {
    /// No record was seen.
    Awaited,
    /// Rows are checked.
    Read(Box<Rows>),
    /// The kind is unknown: rows are counted only.
    Unusable,
}

/// The checks of the rows under one header.
struct Rows {
    header: Arc<Header>,
    /// What the kind checks beyond single cells.
    kind: Box<dyn RowChecks>,
    /// Makes the hashes of rows like some above.
    keys: KeyMaker,
}

/// Room for where the cells of a row end, and for its hashes.
#[derive(Default)]
struct LookedAt {
    ends: Vec<u32>,
    keys: Keys,
}

/// A row, as the front has read it.
struct Read<'b> {
    shape: Shape,
    record: &'b Record<'b>,
    /// Of a whole row.
    keys: RowKeys<'b>,
    /// What is said of its cells.
    findings: &'b [Finding],
    /// Whether it is known that nothing is to be said of it.
    is_quiet: bool,
}

/// For how many rows room is made before they come.
const MOST_EXPECTED: u128 = 1 << 24;

impl<'d> Back<'d> {
    pub(super) fn new(settings: Settings, directory: &'d dyn Directory) -> Self {
        Self {
            settings,
            directory,
            tally: Tally::default(),
            header: HeaderState::Awaited,
            findings: Vec::new(),
            expected: None,
            looked_at: LookedAt::default(),
            noted: None,
        }
    }

    /// The site.
    pub(super) const fn directory(&self) -> &'d dyn Directory {
        self.directory
    }

    /// Notes in `names` which names the rows change. `file`: the place of the file in its bundle.
    pub(super) fn note(&mut self, file: u32, names: &'d mut ExpectedNames) {
        self.noted = Some((file, names));
    }

    /// Is told how many bytes the file has.
    pub(super) fn expect(&mut self, bytes: u64) {
        self.expected = Some(bytes);
    }

    pub(super) fn listen(&mut self, listener: Listener<'d>) {
        self.tally.listener = Some(listener);
    }

    /// Checks what the front has read, and hands each row with its findings to `each`, if anybody wants them.
    pub(super) fn take(&mut self, batch: &Batch, each: &mut Option<EachRow<'_>>) {
        if let HeaderState::Read(rows) = &mut self.header {
            let alike = batch.records().alike();
            rows.kind.look_ahead(batch.keys(), alike, self.directory);
        }
        let (mut records, mut alike) = (batch.own_records(), batch.records().alike().iter());
        let mut whole = 0;
        for (entry, findings) in batch.entries() {
            match entry {
                Entry::CommentAbove => self.tally.comments_above = true,
                Entry::Remark(finding) => self.tally.keep([Finding::clone(finding)]),
                Entry::Sheet(read) => self.tally.sheet = Some(SheetRead::clone(read)),
                Entry::Unreadable(finding) => self.unreadable(finding),
                Entry::Counted => self.tally.rows += 1,
                Entry::Header(header) => {
                    if let Some(record) = records.next() {
                        self.read_header(header.clone(), &record, findings);
                    }
                }
                Entry::Row(shape) => {
                    if let Some(record) = records.next() {
                        let read = Read {
                            shape: *shape,
                            record: &record,
                            keys: batch.keys().row(whole),
                            findings,
                            is_quiet: false,
                        };
                        self.row(read, each);
                    }
                    whole += usize::from(*shape == Shape::Whole);
                }
                Entry::Alike(count) => {
                    for (row, names) in alike.by_ref().take(*count) {
                        self.alike(row, names, batch.records(), each);
                    }
                }
            }
        }
        self.make_room(batch);
    }

    /// Tells the kind how many rows to expect, once enough of them were seen to tell.
    fn make_room(&mut self, batch: &Batch) {
        let seen = batch.end();
        if let (Some(bytes), HeaderState::Read(rows)) = (self.expected, &mut self.header)
            && self.tally.rows > 100
            && seen > 0
        {
            self.expected = None;
            let expected = u128::from(bytes) * u128::from(self.tally.rows) / u128::from(seen);
            // What is more than memory has room for is met as it comes.
            rows.kind.expect(expected.min(MOST_EXPECTED) as usize);
        }
    }

    /// Checks a row like one above. Most of them need not be made a record of.
    #[inline]
    fn alike(
        &mut self,
        row: &AlikeRow,
        names: [&str; 2],
        records: &Records,
        each: &mut Option<EachRow<'_>>,
    ) {
        let HeaderState::Read(rows) = &mut self.header else {
            return;
        };
        let line = records.alike().line(row);
        let is_quiet = rows.kind.alike(row.writing, names, line, self.directory);
        if is_quiet && each.is_none() && self.noted.is_none() {
            self.tally.row(&[]);
        } else {
            self.look_at(row, records, is_quiet, each);
        }
    }

    /// Checks a row like one above as others are. `is_quiet`: nothing is to be said of it.
    fn look_at(
        &mut self,
        row: &AlikeRow,
        records: &Records,
        is_quiet: bool,
        each: &mut Option<EachRow<'_>>,
    ) {
        let mut looked_at = std::mem::take(&mut self.looked_at);
        let LookedAt { ends, keys } = &mut looked_at;
        if let HeaderState::Read(rows) = &mut self.header
            && let Some(record) = records.get_alike(row, ends)
        {
            keys.clear();
            rows.keys.add_as(&record, row.writing, keys);
            let read = Read {
                shape: Shape::Whole,
                record: &record,
                keys: keys.row(0),
                findings: &[],
                is_quiet,
            };
            self.row(read, each);
        }
        self.looked_at = looked_at;
    }

    fn row(&mut self, read: Read<'_>, each: &mut Option<EachRow<'_>>) {
        let Read {
            shape,
            record,
            keys,
            findings,
            is_quiet,
        } = read;
        let HeaderState::Read(rows) = &mut self.header else {
            return;
        };
        let Rows { header, kind, .. } = &mut **rows;
        let row = Row {
            header,
            record,
            keys,
        };
        self.findings.extend_from_slice(findings);
        if shape == Shape::Whole {
            if !is_quiet {
                kind.row(&row, self.directory, &mut self.findings);
            }
            if let Some((file, names)) = &mut self.noted {
                let by = FileLine {
                    file: *file,
                    line: row.line(),
                };
                let mut forecast = Forecast::new(self.directory, names, by);
                header.kind.brings(&row, &self.settings, &mut forecast);
            }
        }
        if let Some(sheet) = &self.tally.sheet {
            name_cells(&mut self.findings, record, sheet);
        }
        if shape != Shape::Blank {
            self.tally.row(&self.findings);
            if let Some(each) = each {
                each(&row, &self.findings);
            }
        }
        // Most rows have none.
        if !self.findings.is_empty() {
            self.tally.keep(self.findings.drain(..));
        }
    }

    fn read_header(
        &mut self,
        header: Option<Arc<Header>>,
        record: &Record<'_>,
        findings: &[Finding],
    ) {
        self.tally.header_line = record.line();
        self.tally.header_span = record.span();
        self.tally.names = (0..record.len())
            .filter_map(|index| Some(record.cell(index)?.text.to_owned()))
            .collect();
        self.findings.extend_from_slice(findings);
        self.header = match header {
            Some(header) => {
                let mut kind = header.kind.checks(&header, &self.settings);
                kind.header(record, self.directory, &mut self.findings);
                let keys = KeyMaker::new(&header, &self.settings);
                HeaderState::Read(Box::new(Rows { header, kind, keys }))
            }
            None => HeaderState::Unusable,
        };
        if let Some(sheet) = &self.tally.sheet {
            name_cells(&mut self.findings, record, sheet);
        }
        self.tally.header(&self.findings);
        self.tally.keep(self.findings.drain(..));
    }

    /// Bytes that are no record. Before the header they may have been it; after it they are a row.
    fn unreadable(&mut self, finding: &Finding) {
        match self.header {
            HeaderState::Awaited => self.tally.header(std::slice::from_ref(finding)),
            HeaderState::Read(_) | HeaderState::Unusable => {
                self.tally.row(std::slice::from_ref(finding));
            }
        }
        self.tally.keep([finding.clone()]);
    }

    /// The verdict at the end of the file. `refusal`: what keeps the file from being read at all.
    pub(super) fn end(mut self, refusal: Option<Finding>, dialect: Dialect) -> Verdict {
        let whole = Span::new(0, self.tally.bytes);
        let finding = match (&self.header, refusal) {
            (_, Some(finding)) => Some(finding),
            (HeaderState::Awaited, None) => Some(Finding::new(Code::EmptyFile, 1, whole)),
            (HeaderState::Read(_), None) if self.tally.rows == 0 => Some(Finding::new(
                Code::NoRows,
                self.tally.header_line,
                self.tally.header_span,
            )),
            _ => None,
        };
        if let Some(finding) = finding {
            self.tally.header(std::slice::from_ref(&finding));
            self.tally.keep([finding]);
        }
        let header = match &self.header {
            HeaderState::Read(rows) => Some(&*rows.header),
            HeaderState::Awaited | HeaderState::Unusable => None,
        };
        self.tally.verdict(dialect, header)
    }
}

/// Says of each finding on a cell which cell of the sheet it is.
fn name_cells(findings: &mut [Finding], record: &Record<'_>, sheet: &SheetRead) {
    let on_cells = findings
        .iter_mut()
        .filter(|finding| finding.column.is_some());
    for finding in on_cells {
        let span = finding.span;
        let is_there = |index: &usize| {
            let cell = record.cell_span(*index);
            cell.start <= span.start && span.end <= cell.end
        };
        let index = (0..record.len()).find(is_there);
        finding.cell = index.map(|index| sheet.cell(index, record.line()));
    }
}
