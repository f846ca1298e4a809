//! Where each row of a file stands, and which rows have findings.

use toolsync_core::finding::{Finding, Severity, Span};
use toolsync_core::input::Record;

use super::messages::RowFilter;

/// Twelve bytes a row, and a few more for each row with findings.
#[derive(Debug, Default)]
pub struct RowIndex {
    /// Offset of the first byte of each row.
    starts: Vec<u64>,
    /// The line on which each row starts.
    lines: Vec<u32>,
    /// Rows with an error.
    bad: Vec<u32>,
    /// Spans of the rows with an error.
    bad_spans: Vec<Span>,
    /// Rows with any finding.
    noted: Vec<u32>,
}

impl RowIndex {
    /// Takes the next row in.
    pub fn add(&mut self, record: &Record<'_>, findings: &[Finding]) {
        let is_bad = findings
            .iter()
            .any(|finding| finding.severity() == Severity::Error);
        self.insert(record.span(), record.line(), is_bad, !findings.is_empty());
    }

    fn insert(&mut self, span: Span, line: u64, is_bad: bool, is_noted: bool) {
        let row = self.len();
        self.starts.push(span.start);
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        if is_bad {
            self.bad.push(row);
            self.bad_spans.push(span);
        }
        if is_noted {
            self.noted.push(row);
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }

    /// How many rows pass a filter.
    pub fn count(&self, filter: RowFilter) -> u32 {
        match filter {
            RowFilter::All => self.len(),
            RowFilter::Errors => u32::try_from(self.bad.len()).unwrap_or(u32::MAX),
            RowFilter::Findings => u32::try_from(self.noted.len()).unwrap_or(u32::MAX),
        }
    }

    /// The row at a position among those that pass the filter.
    pub fn row_at(&self, filter: RowFilter, position: u32) -> Option<u32> {
        let position_in_list = position as usize;
        match filter {
            RowFilter::All => (position < self.len()).then_some(position),
            RowFilter::Errors => self.bad.get(position_in_list).copied(),
            RowFilter::Findings => self.noted.get(position_in_list).copied(),
        }
    }

    /// The row that a byte of the file belongs to, if its line is the one given.
    pub fn row_of(&self, offset: u64, line: u64) -> Option<u32> {
        let row = self
            .starts
            .partition_point(|start| *start <= offset)
            .checked_sub(1)?;
        (u64::from(self.lines[row]) == line).then_some(u32::try_from(row).ok()?)
    }

    /// Where a row starts, and its line.
    pub fn place(&self, row: u32) -> Option<(u64, u64)> {
        let row = row as usize;
        Some((*self.starts.get(row)?, u64::from(*self.lines.get(row)?)))
    }

    /// Offset after the last byte that can belong to a row: where the next one starts, or `end`.
    pub fn end(&self, row: u32, end: u64) -> u64 {
        self.starts.get(row as usize + 1).copied().unwrap_or(end)
    }

    /// The spans of the rows with an error.
    pub fn bad_spans(&self) -> &[Span] {
        &self.bad_spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three_rows() -> RowIndex {
        let mut index = RowIndex::default();
        index.insert(Span::new(10, 20), 2, false, false);
        index.insert(Span::new(20, 35), 3, true, true);
        // A comment stands on line 5.
        index.insert(Span::new(50, 60), 6, false, true);
        index
    }

    #[test]
    fn filters_count_and_place_rows() {
        let index = three_rows();
        let counts =
            [RowFilter::All, RowFilter::Errors, RowFilter::Findings].map(|f| index.count(f));
        assert_eq!(counts, [3, 1, 2]);
        assert_eq!(index.row_at(RowFilter::All, 2), Some(2));
        assert_eq!(index.row_at(RowFilter::All, 3), None);
        assert_eq!(index.row_at(RowFilter::Errors, 0), Some(1));
        assert_eq!(index.row_at(RowFilter::Findings, 1), Some(2));
    }

    #[test]
    fn bytes_find_their_row_and_lines_that_are_no_row_find_none() {
        let index = three_rows();
        assert_eq!(index.row_of(0, 1), None);
        assert_eq!(index.row_of(20, 3), Some(1));
        assert_eq!(index.row_of(34, 3), Some(1));
        assert_eq!(index.row_of(40, 5), None);
        assert_eq!(index.row_of(59, 6), Some(2));
    }

    #[test]
    fn the_last_row_ends_with_the_file() {
        let index = three_rows();
        assert_eq!(index.end(0, 60), 20);
        assert_eq!(index.end(1, 60), 50);
        assert_eq!(index.end(2, 60), 60);
    }
}
