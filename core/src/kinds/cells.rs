//! Rows as the checks of a kind look at them: by positions that were found once, in the header.

use super::{Header, Row};
use crate::finding::{Code, Finding};

/// Where a column stands in the header; none when the file does not have it.
pub(crate) type Place = Option<usize>;

impl<'r> Row<'r> {
    /// The text at a place; empty when the column is absent or the cell is "not given".
    pub(crate) fn at(&self, place: Place) -> &'r str {
        place
            .and_then(|index| self.record.cell(index))
            .map_or("", |cell| cell.text)
    }

    /// A finding about the cell at a place. About a column that the file does not have: about the row.
    pub(crate) fn cell_finding(&self, code: Code, place: Place) -> Finding {
        match place {
            Some(index) => {
                let finding = Finding::new(code, self.record.line(), self.record.cell_span(index));
                match self.header.columns.get(index).and_then(Option::as_ref) {
                    Some(column) => finding.column(column.name.as_str()),
                    None => finding,
                }
            }
            None => self.row_finding(code),
        }
    }

    /// A finding about the row.
    pub(crate) fn row_finding(&self, code: Code) -> Finding {
        Finding::new(code, self.record.line(), self.record.span())
    }
}

/// The places of a numbered column (`role{n}` for `role1`, `role2`…), by number.
pub(crate) fn numbered<'h>(
    header: &'h Header,
    name: &'static str,
) -> impl Iterator<Item = (u32, usize)> + 'h {
    header
        .columns
        .iter()
        .enumerate()
        .filter_map(move |(index, column)| {
            let column = column.as_ref()?;
            (column.column.name == name).then_some((column.number, index))
        })
}
