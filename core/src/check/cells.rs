//! Rows, one by one: whether they have the header's cells, and what is to be said of each cell.

use std::sync::Arc;

use super::batch::Batch;
use crate::finding::{Code, Finding, FixAction, Grade, Severity};
use crate::input::{Cell, Reader, Record, may_be_blank};
use crate::kinds::{
    Header, HeaderColumn, KeyMaker, Keys, Problem, Row, ValueType, leftover, may_be_leftover,
};
use crate::settings::Settings;

/// What a row is like beyond its single cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// All its cells are empty: it is passed over.
    Blank,
    /// It has not as many cells as the header.
    Torn,
    /// Its cells were read.
    Whole,
}

/// Checks the cells of rows under one header.
pub(super) struct Cells {
    header: Arc<Header>,
    /// What each cell of the header asks of the cells below it; none where it is unknown.
    columns: Vec<Option<Asked>>,
    /// For each cell of the header, a text of which nothing was to be said when it was looked at closely: dates and the like repeat.
    known: Vec<String>,
    /// How many cells a row needs.
    needed: usize,
    /// Makes the hashes of rows whose cells were read.
    pub(super) keys: KeyMaker,
    /// The problems of the cell at hand; kept to be filled again.
    problems: Vec<Problem>,
}

/// What a column asks of its cells.
#[derive(Debug, Clone, Copy)]
struct Asked {
    value: ValueType,
    filled: bool,
}

impl Asked {
    /// Whether a glance shows that nothing is to be said of a cell, of which all is given that stands between its separators.
    #[inline]
    fn is_fine(&self, cell: &[u8], is_clean: bool) -> bool {
        let (Some(first), Some(last)) = (cell.first(), cell.last()) else {
            return !self.filled;
        };
        let doubts = DOUBTS[usize::from(*first)] & FIRST | DOUBTS[usize::from(*last)] & LAST;
        doubts == 0 && self.value.is_fine(cell, is_clean)
    }
}

/// The first byte of a cell that may start with a blank, or hold what spreadsheets leave ([`may_be_leftover`]).
const FIRST: u8 = 1;
/// The last byte of a cell that may end with a blank.
const LAST: u8 = 2;

/// By byte.
const DOUBTS: [u8; 256] = {
    let mut doubts = [0; 256];
    let mut byte = 0;
    while byte < doubts.len() {
        let (may_start, may_end) = may_be_blank(byte as u8);
        if may_start || may_be_leftover(byte as u8) {
            doubts[byte] |= FIRST;
        }
        if may_end {
            doubts[byte] |= LAST;
        }
        byte += 1;
    }
    doubts
};

impl Cells {
    pub(super) fn new(header: Arc<Header>, settings: &Settings) -> Self {
        let asked = |column: &HeaderColumn| Asked {
            value: column.value,
            filled: column.column.filled,
        };
        let columns = header.columns.iter();
        Self {
            needed: header.needed_cells(),
            keys: KeyMaker::new(&header, settings),
            columns: columns.map(|column| column.as_ref().map(asked)).collect(),
            known: vec![String::new(); header.columns.len()],
            header,
            problems: Vec::new(),
        }
    }

    /// How many cells the rows of a list may have, which no header says; none when there is one.
    pub(super) fn of_list(&self) -> Option<usize> {
        let is_list = self.header.kind.is_headerless();
        is_list.then_some(self.header.columns.len())
    }

    /// The same checks, for another thread.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn beside(&self, settings: &Settings) -> Self {
        Self {
            keys: self.keys.beside(),
            ..Self::new(Arc::clone(&self.header), settings)
        }
    }

    /// Reads a row if it is like one above and nothing is to be said of it. Says whether it did.
    #[inline]
    pub(super) fn read_alike(&mut self, reader: &mut Reader, batch: &mut Batch) -> bool {
        let (Some(alike), Some(ahead)) = (self.keys.alike(), reader.ahead()) else {
            return false;
        };
        let Some(row) = alike.find(ahead.text, ahead.separator) else {
            return false;
        };
        let names = row.names(ahead.text);
        let is_fine = |(place, name): (usize, &str)| {
            let column = self.columns.get(place).copied().flatten();
            column.is_none_or(|column| column.is_fine(name.as_bytes(), true))
        };
        if !self.keys.places().zip(names).all(is_fine) {
            return false;
        }
        let rows = batch.records_mut().alike_mut();
        rows.push(&row, ahead, self.keys.formed(names));
        reader.pass(row.length);
        batch.push_alike();
        true
    }

    /// Adds what is to be said of a row to `findings`.
    pub(super) fn check(&mut self, record: &Record<'_>, findings: &mut Vec<Finding>) -> Shape {
        if record.cells().all(|cell| cell.text.is_empty()) {
            findings.push(Finding::new(Code::BlankRow, record.line(), record.span()));
            return Shape::Blank;
        }
        findings.extend_from_slice(record.findings());
        if !self.has_its_cells(record) {
            // Its cells may all stand under wrong columns: what they hold would mislead.
            findings.push(
                Finding::new(Code::CellCount, record.line(), record.span())
                    .with("expected", self.needed)
                    .with("found", record.len()),
            );
            return Shape::Torn;
        }
        let is_clean = record.is_clean();
        for (position, cell) in record.cells_as_cut().enumerate() {
            if let Some(Some(column)) = self.columns.get(position)
                && !column.is_fine(cell, is_clean)
            {
                self.look_again(record, *column, position, findings);
            }
        }
        Shape::Whole
    }

    /// Adds what is to be said of a cell that is not in order at first glance.
    fn look_again(
        &mut self,
        record: &Record<'_>,
        column: Asked,
        position: usize,
        findings: &mut Vec<Finding>,
    ) {
        let known = &mut self.known[position];
        let Some(cell) = record.cell(position) else {
            return;
        };
        if !cell.trimmed && !cell.text.is_empty() && known == cell.text {
            return;
        }
        let before = findings.len();
        let row = Row {
            header: &self.header,
            record,
            keys: Keys::NONE.row(0),
        };
        look_closer(row, column, position, cell, &mut self.problems, findings);
        if findings.len() == before && !column.value.is_secret() {
            known.clear();
            known.push_str(cell.text);
        }
    }

    /// Empty cells beyond the header are a habit of spreadsheets and harm nobody.
    fn has_its_cells(&self, record: &Record<'_>) -> bool {
        let surplus = self.columns.len()..record.len();
        if self.header.kind.is_headerless() {
            // A description that holds the separator is none (`spec/files.md` §4).
            return record.len() >= self.needed;
        }
        record.len() >= self.needed
            && surplus
                .into_iter()
                .all(|index| record.cell(index).is_none_or(|cell| cell.text.is_empty()))
    }
}

/// Adds what is to be said of one cell.
fn look_closer(
    row: Row<'_>,
    column: Asked,
    position: usize,
    cell: Cell<'_>,
    problems: &mut Vec<Problem>,
    findings: &mut Vec<Finding>,
) {
    if cell.text.is_empty() {
        if column.filled {
            findings.push(row.finding_at(Code::RequiredEmpty, position));
        }
        return;
    }
    match leftover(cell.text).filter(|_| !column.value.is_secret()) {
        Some(problem) => problems.push(problem),
        None => {
            column.value.read(cell.text, problems);
        }
    }
    if cell.trimmed || !problems.is_empty() {
        explain(row, column, position, cell, problems, findings);
    }
}

/// Makes findings of the problems of a cell.
#[cold]
fn explain(
    row: Row<'_>,
    column: Asked,
    position: usize,
    cell: Cell<'_>,
    problems: &mut Vec<Problem>,
    findings: &mut Vec<Finding>,
) {
    // A mend of another finding on this cell drops the blanks as well.
    if cell.trimmed
        && problems
            .iter()
            .all(|problem| problem.code.severity() != Severity::Error)
    {
        let finding = row.finding_at(Code::SurroundingSpaces, position);
        findings.push(if column.value.is_secret() {
            finding
        } else {
            finding.fix(Grade::Safe, FixAction::Replace(cell.text.to_owned()))
        });
    }
    for problem in problems.drain(..) {
        let mut finding = row.finding_at(problem.code, position);
        finding.params = problem.params;
        finding.fix = problem.fix;
        findings.push(finding);
    }
}
