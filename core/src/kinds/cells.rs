//! Cells as the checks of a kind look at them: by places that were found once, in the header.

use super::Row;
use crate::finding::{Code, Finding};

/// Where a column stands in the header; none when the file does not have it.
pub(crate) type Place = Option<usize>;

impl<'r> Row<'r> {
    /// The text at a place; empty when the column is absent or the cell is "not given".
    #[inline]
    pub(crate) fn given(&self, place: Place) -> &'r str {
        place
            .and_then(|position| self.record.cell(position))
            .map_or("", |cell| cell.text)
    }

    /// A finding about the cell at a place. About a column that the file does not have: about the row.
    pub(crate) fn finding_on(&self, code: Code, place: Place) -> Finding {
        match place {
            Some(position) => self.finding_at(code, position),
            None => self.row_finding(code),
        }
    }
}

/// A number without the zeros and the sign before it, as a site writes its ids; another text as it is.
pub(crate) fn plain_number(text: &str) -> &str {
    let digits = text.strip_prefix('+').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let plain = digits.trim_start_matches('0');
    if plain.is_empty() { "0" } else { plain }
}
