//! Rows, one by one: whether they have the header's cells, and what is to be said of each cell.

use std::sync::Arc;

use crate::finding::{Code, Finding, FixAction, Grade, Severity};
use crate::input::{Cell, Record};
use crate::kinds::{Header, HeaderColumn, Problem, Row, ValueType, leftover, may_be_leftover};

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
    /// How many cells a row needs.
    needed: usize,
    /// The problems of the cell at hand; kept to be filled again.
    problems: Vec<Problem>,
}

/// What a column asks of its cells.
#[derive(Debug, Clone, Copy)]
struct Asked {
    value: ValueType,
    filled: bool,
}

impl Cells {
    pub(super) fn new(header: Arc<Header>) -> Self {
        let asked = |column: &HeaderColumn| Asked {
            value: column.value,
            filled: column.column.filled,
        };
        let columns = header.columns.iter();
        Self {
            needed: header.needed_cells(),
            columns: columns.map(|column| column.as_ref().map(asked)).collect(),
            header,
            problems: Vec::new(),
        }
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
        for (position, (cell, column)) in record.cells().zip(&self.columns).enumerate() {
            let Some(column) = column else {
                continue;
            };
            let is_fine = if cell.text.is_empty() {
                !column.filled
            } else {
                !cell.trimmed
                    && column.value.is_fine(cell.text, is_clean)
                    && !may_be_leftover(cell.text)
            };
            if !is_fine {
                let row = Row {
                    header: &self.header,
                    record,
                };
                look_closer(row, *column, position, cell, &mut self.problems, findings);
            }
        }
        Shape::Whole
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
