//! What the bytes give away: encoding and separator.

use super::{Dialect, Encoding, LineEnd};

/// How many bytes are enough to recognise a separator, or an encoding from its first non-ASCII byte on.
pub(super) const SAMPLE: usize = 64 * 1024;

/// How many lines a separator is judged by.
const LINES: usize = 50;

/// The byte-order mark at the start of a file: the encoding it announces, and its length.
pub(super) fn byte_order_mark(start: &[u8]) -> Option<(Encoding, usize)> {
    match start {
        [0xef, 0xbb, 0xbf, ..] => Some((Encoding::Utf8, 3)),
        [0xff, 0xfe, ..] => Some((Encoding::Utf16Le, 2)),
        [0xfe, 0xff, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// UTF-16 without a mark: in a text of western letters every other byte is zero.
pub(super) fn utf16(start: &[u8]) -> Option<Encoding> {
    let zeros = |offset: usize| {
        start
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    if half >= 2 && odd * 10 >= half * 4 && even * 10 < half {
        Some(Encoding::Utf16Le)
    } else if half >= 2 && even * 10 >= half * 4 && odd * 10 < half {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// The encoding of bytes of which some are not ASCII. `whole`: nothing follows them, so a character cut at the end is an error.
pub(super) fn eight_bit(bytes: &[u8], whole: bool) -> Encoding {
    match std::str::from_utf8(bytes) {
        Ok(_) => Encoding::Utf8,
        Err(error) if error.error_len().is_none() && !whole => Encoding::Utf8,
        Err(_) if bytes.iter().any(|byte| matches!(byte, 0x80..=0x9f)) => Encoding::Windows1252,
        Err(_) if bytes.windows(3).any(is_latin9) || is_latin9_edge(bytes) => Encoding::Iso8859_15,
        Err(_) => Encoding::Iso8859_1,
    }
}

/// Whether the middle byte makes sense as ISO-8859-15 only: a letter between letters where ISO-8859-1 has a fraction or an
/// accent, the euro sign beside an amount where it has the currency sign.
fn is_latin9(bytes: &[u8]) -> bool {
    let &[before, middle, after] = bytes else {
        return false;
    };
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0xc0;
    let is_amount = |byte: u8| byte.is_ascii_digit() || matches!(byte, b' ' | 0xa0);
    match middle {
        // œ Œ Š š Ž ž Ÿ; in ISO-8859-1 ½ ¼ ¦ ¨ ´ ¸ ¾.
        0xbc | 0xbd | 0xa6 | 0xa8 | 0xb4 | 0xb8 | 0xbe => is_letter(before) || is_letter(after),
        // €; in ISO-8859-1 ¤.
        0xa4 => is_amount(before) || is_amount(after) || !is_letter(before) && !is_letter(after),
        _ => false,
    }
}

/// The same at the two ends, where a neighbour is missing.
fn is_latin9_edge(bytes: &[u8]) -> bool {
    match bytes {
        [] => false,
        [only] => is_latin9(&[b'\n', *only, b'\n']),
        [first, second, ..] => {
            let [.., before, last] = bytes else {
                return false;
            };
            is_latin9(&[b'\n', *first, *second]) || is_latin9(&[*before, *last, b'\n'])
        }
    }
}

/// The separator and the line end of a text, from its first lines. `whole`: nothing follows, so the last line counts too.
pub(super) fn dialect(text: &[u8], encoding: Encoding, whole: bool) -> Dialect {
    let text = &text[..text.len().min(SAMPLE)];
    let line_end = match memchr::memchr2(b'\n', b'\r', text) {
        Some(at) if text[at] == b'\n' => LineEnd::Lf,
        Some(at) if text.get(at + 1) == Some(&b'\n') => LineEnd::CrLf,
        Some(_) => LineEnd::Cr,
        None => LineEnd::Lf,
    };
    let mut counts: Vec<[usize; 4]> = Vec::new();
    let mut current = [0; 4];
    let (mut in_quotes, mut at_line_start, mut comment, mut filled) = (false, true, false, false);
    for &byte in text {
        if at_line_start {
            comment = super::reader::may_be_comment(byte) && (counts.is_empty() || byte == b'#');
            at_line_start = false;
        }
        filled |= !byte.is_ascii_whitespace();
        match byte {
            b'"' if !comment => in_quotes = !in_quotes,
            b'\n' | b'\r' if !in_quotes => {
                if filled && !comment {
                    counts.push(current);
                }
                (current, filled) = ([0; 4], false);
                at_line_start = true;
                if counts.len() == LINES {
                    break;
                }
            }
            _ if comment || in_quotes => {}
            _ => {
                if let Some(index) = Dialect::SEPARATORS
                    .iter()
                    .position(|separator| *separator as u8 == byte)
                {
                    current[index] += 1;
                }
            }
        }
    }
    if whole && filled && !comment {
        counts.push(current);
    }
    Dialect {
        encoding,
        separator: separator(&counts),
        line_end,
    }
}

/// The separator under which the lines have most often as many cells as the first one (the header).
fn separator(counts: &[[usize; 4]]) -> char {
    let Some(header) = counts.first() else {
        return Dialect::SEPARATORS[0];
    };
    let score = |index: usize| {
        let cells = header[index];
        if cells == 0 {
            return (0, 0);
        }
        let alike = counts.iter().filter(|line| line[index] == cells).count();
        // A colon is in every time of day: it is chosen when nothing else is there.
        let weight = if Dialect::SEPARATORS[index] == ':' {
            1
        } else {
            2 + alike * 100 / counts.len()
        };
        (weight, cells)
    };
    let best = (0..4).rev().max_by_key(|&index| score(index)).unwrap_or(0);
    if score(best) == (0, 0) {
        Dialect::SEPARATORS[0]
    } else {
        Dialect::SEPARATORS[best]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn separator_of(text: &str) -> char {
        dialect(text.as_bytes(), Encoding::Utf8, true).separator
    }

    #[test]
    fn the_separator_is_the_one_that_cuts_the_header_and_the_rows_alike() {
        assert_eq!(separator_of("a;b;c\n1;2,5;3\n"), ';');
        assert_eq!(separator_of("a,b\n\"x;y;z\",2\n"), ',');
        assert_eq!(separator_of("a\tb\n1, 2, 3\t4\n"), '\t');
        assert_eq!(separator_of("a:b\n1:2\n"), ':');
        assert_eq!(separator_of("a;start\n1;08:00:00\n"), ';');
        assert_eq!(separator_of("# one, two, three\na;b\n1;2\n"), ';');
        assert_eq!(separator_of("shortname\nBIO-101\n"), ';');
        assert_eq!(separator_of(""), ';');
    }

    #[test]
    fn single_byte_encodings_are_told_apart() {
        // «œuvre» in each encoding.
        assert_eq!(eight_bit("œuvre".as_bytes(), true), Encoding::Utf8);
        assert_eq!(eight_bit(b"\x9cuvre", true), Encoding::Windows1252);
        assert_eq!(eight_bit(b"\xbduvre", true), Encoding::Iso8859_15);
        assert_eq!(eight_bit(b"c\xbdur", true), Encoding::Iso8859_15);
        assert_eq!(eight_bit(b"12 \xa4", true), Encoding::Iso8859_15);
        assert_eq!(eight_bit(b"l\x92\xe9t\xe9", true), Encoding::Windows1252);
        assert_eq!(eight_bit(b"\xe9t\xe9", true), Encoding::Iso8859_1);
        assert_eq!(eight_bit(b"1\xbd tasse", true), Encoding::Iso8859_1);
        // A character cut by the end of what was read so far.
        assert_eq!(eight_bit(b"\xc3", false), Encoding::Utf8);
        assert_eq!(eight_bit(b"\xc3", true), Encoding::Iso8859_1);
    }
}
