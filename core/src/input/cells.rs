//! Cutting a line into cells.

use super::block::{BLOCK, is_suspicious, places};

/// Appends the end of each cell of `line` (where its separator stands; for the last cell, the length) to `ends`. Says whether every
/// byte is above suspicion ([`super::Record::is_clean`]).
pub(super) fn split(line: &[u8], separator: u8, ends: &mut Vec<u32>) -> bool {
    let (blocks, rest) = line.as_chunks::<BLOCK>();
    let (mut base, mut is_clean) = (0, true);
    let mut cut = |block: &[u8; BLOCK]| {
        let mut bits = places(block, separator);
        while bits != 0 {
            ends.push(base + bits.trailing_zeros());
            bits &= bits - 1;
        }
        is_clean &= !is_suspicious(block);
        base += BLOCK as u32;
    };
    blocks.iter().for_each(&mut cut);
    // What stands behind the line is neither a separator nor suspicious.
    let mut last = [if separator == b' ' { b'_' } else { b' ' }; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    cut(&last);
    // Lines have at most `MAX_RECORD` bytes.
    ends.push(line.len() as u32);
    is_clean
}

/// A cell of a record that holds quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct QuotedCell {
    /// Where what it holds starts: after its opening quote, if it has one.
    pub(super) start: usize,
    /// Where what it holds ends.
    pub(super) end: usize,
    /// Where its separator stands (or the line end).
    pub(super) stop: usize,
    /// Whether it stands in quotes, so that `""` in it means `"`.
    pub(super) quoted: bool,
}

/// What came of reading a record with quotes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// It ends before this offset, which is that of its line end (or of the end of the text).
    Complete(usize),
    /// Its end is not there yet.
    Unfinished,
    /// The cell that starts at this offset has a quote that RFC 4180 has no place for.
    Stray(usize),
}

/// Reads the record at the start of `text` by RFC 4180, with blanks around quotes tolerated. `whole`: nothing follows.
pub(super) fn split_quoted(
    text: &[u8],
    separator: u8,
    whole: bool,
    cells: &mut Vec<QuotedCell>,
) -> Quoting {
    cells.clear();
    let is_blank = |at: usize| matches!(text.get(at), Some(&byte) if (byte == b' ' || byte == b'\t') && byte != separator);
    let mut at = 0;
    loop {
        let from = at;
        while is_blank(at) {
            at += 1;
        }
        let quoted = text.get(at) == Some(&b'"');
        let cell = if quoted {
            let start = at + 1;
            let Some(end) = closing_quote(text, start) else {
                return if whole {
                    Quoting::Stray(from)
                } else {
                    Quoting::Unfinished
                };
            };
            at = end + 1;
            while is_blank(at) {
                at += 1;
            }
            QuotedCell {
                start,
                end,
                stop: at,
                quoted,
            }
        } else {
            let length = memchr::memchr3(separator, b'\n', b'\r', &text[from..])
                .unwrap_or(text.len() - from);
            at = from + length;
            QuotedCell {
                start: from,
                end: at,
                stop: at,
                quoted,
            }
        };
        cells.push(cell);
        match text.get(at) {
            Some(byte) if *byte == separator => at += 1,
            Some(b'\n' | b'\r') => return Quoting::Complete(at),
            None if whole => return Quoting::Complete(at),
            None => return Quoting::Unfinished,
            Some(_) => return Quoting::Stray(from),
        }
    }
}

/// The quote that closes what starts at `start`; doubled quotes are passed over.
fn closing_quote(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr::memchr(b'"', text.get(at..)?)?;
        if text.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_end_at_separators_wherever_they_stand_in_a_word() {
        for line in [
            "",
            ";",
            "a",
            "a;b",
            ";;;;;;;;;",
            "1234567;1234567;12",
            "abcdefgh;",
            "é;œ;ÿ;\u{3b};x",
        ] {
            let mut ends = Vec::new();
            split(line.as_bytes(), b';', &mut ends);
            let expected: Vec<u32> = line
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b';')
                .map(|(at, _)| at as u32)
                .chain([line.len() as u32])
                .collect();
            assert_eq!(ends, expected, "{line:?}");
        }
    }

    fn read(text: &str) -> (Quoting, Vec<&str>) {
        let mut cells = Vec::new();
        let quoting = split_quoted(text.as_bytes(), b';', true, &mut cells);
        (
            quoting,
            cells
                .iter()
                .map(|cell| &text[cell.start..cell.end])
                .collect(),
        )
    }

    #[test]
    fn quotes_protect_separators_line_ends_and_doubled_quotes() {
        assert_eq!(
            read("a;\"b;c\";d\nx"),
            (Quoting::Complete(9), vec!["a", "b;c", "d"])
        );
        assert_eq!(
            read("\"a\nb\";c"),
            (Quoting::Complete(7), vec!["a\nb", "c"])
        );
        assert_eq!(
            read("\"say \"\"hi\"\"\" ; \"\""),
            (Quoting::Complete(17), vec!["say \"\"hi\"\"", ""])
        );
        assert_eq!(
            read("5\" disk;b"),
            (Quoting::Complete(9), vec!["5\" disk", "b"])
        );
    }

    #[test]
    fn a_quote_without_a_place_is_stray() {
        assert_eq!(read("a;\"b;c").0, Quoting::Stray(2));
        assert_eq!(read("a;\"b\"c;d\n").0, Quoting::Stray(2));
        assert_eq!(
            split_quoted(b"a;\"b", b';', false, &mut Vec::new()),
            Quoting::Unfinished
        );
    }
}
