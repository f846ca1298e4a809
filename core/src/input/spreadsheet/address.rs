//! Where cells stand: `C12` is column 2 (from 0) of row 12 (from 1).

/// The last row of a sheet, in every program that is used.
pub(super) const LAST_ROW: u32 = 1 << 20;

/// How many columns a sheet has at most, likewise.
pub(super) const COLUMNS: u32 = 1 << 14;

/// A cell by column (from 0) and row (from 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    pub(super) row: u32,
    pub(super) column: u32,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) first: Address,
    pub(super) last: Address,
}

impl Address {
    /// Reads `C12`; `$` signs do not matter. None when it is no cell of a sheet.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (mut column, mut row) = (0_u32, 0_u32);
        for byte in text.bytes().filter(|byte| *byte != b'$') {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                    let letter = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                    column = column.checked_mul(26)?.checked_add(letter)?;
                }
                b'0'..=b'9' if column > 0 => {
                    row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
                }
                _ => return None,
            }
        }
        let is_cell = (1..=COLUMNS).contains(&column) && (1..=LAST_ROW).contains(&row);
        is_cell.then(|| Self {
            row,
            column: column - 1,
        })
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", letters(self.column), self.row)
    }
}

impl Range {
    /// Reads `C12:D14`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':')?;
        Some(Self {
            first: Address::parse(first)?,
            last: Address::parse(last)?,
        })
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

/// The letters of a column (from 0): `A`, `Z`, `AA`.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or_default());
        rest /= 26;
    }
    letters.iter().rev().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (text, column, row) in [
            ("A1", 0, 1),
            ("Z9", 25, 9),
            ("AA10", 26, 10),
            ("AZ1", 51, 1),
            ("BA1", 52, 1),
            ("ZZ1", 701, 1),
            ("AAA1", 702, 1),
            ("XFD1048576", 16_383, 1_048_576),
        ] {
            let address = Address { row, column };
            assert_eq!(Address::parse(text), Some(address), "{text}");
            assert_eq!(address.to_string(), text);
        }
        assert_eq!(Address::parse("$C$12"), Address::parse("c12"));
        for text in [
            "",
            "A",
            "1",
            "A0",
            "1A",
            "A1B",
            "XFE1",
            "A1048577",
            "É1",
            "A99999999999",
        ] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
        let range = Range::parse("B2:C4").unwrap();
        assert_eq!(range.to_string(), "B2:C4");
        assert_eq!(Range::parse("B2"), None);
    }
}
