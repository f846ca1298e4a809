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
///
/// Bytes that are UTF-8 but for a few are UTF-8 with damage: in no other encoding do letters come in such pairs.
pub(super) fn eight_bit(bytes: &[u8], whole: bool) -> Encoding {
    let (mut characters, mut errors) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    let is_cut =
        !whole && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    if errors == usize::from(is_cut) || characters > errors * 2 {
        Encoding::Utf8
    } else if bytes.iter().any(|byte| matches!(byte, 0x80..=0x9f)) {
        Encoding::Windows1252
    } else if words(bytes).any(is_latin9) {
        Encoding::Iso8859_15
    } else {
        Encoding::Iso8859_1
    }
}

/// The words of a text in a single-byte encoding, and with each the byte before it.
fn words(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let is_word = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0xa4;
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes[at..].iter().position(|byte| is_word(*byte))?;
        let start = at;
        at += bytes[at..]
            .iter()
            .position(|byte| !is_word(*byte))
            .unwrap_or(bytes.len() - at);
        Some((
            if start == 0 { b'\n' } else { bytes[start - 1] },
            &bytes[start..at],
        ))
    })
}

/// Whether a word makes sense in ISO-8859-15 only: a letter among letters where ISO-8859-1 has a fraction or an accent
/// (`c½ur`), or the euro sign where it has the currency sign, which nobody writes.
fn is_latin9((before, word): (u8, &[u8])) -> bool {
    let letters = word
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic() || **byte >= 0xc0)
        .count();
    let is_letter = |(at, byte): (usize, &u8)| match byte {
        // œ š ž; in ISO-8859-1 ½ ¨ ¸.
        0xbd | 0xa8 | 0xb8 => true,
        // Œ Š Ž Ÿ; in ISO-8859-1 ¼ ¦ ´ ¾. A capital stands first, or after another: in «l´été» it is an accent.
        0xbc | 0xa6 | 0xb4 | 0xbe => at == 0 || word[at - 1].is_ascii_uppercase(),
        _ => false,
    };
    word.contains(&0xa4)
        || (letters >= 2 && !before.is_ascii_digit() && word.iter().enumerate().any(is_letter))
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
    Dialect {
        encoding,
        separator: separator(&counts(text, whole)),
        line_end,
    }
}

/// How often each separator stands in each of the first lines, outside quotes. Comments and blank lines are passed over.
fn counts(text: &[u8], whole: bool) -> Vec<[usize; 4]> {
    let mut counts: Vec<[usize; 4]> = Vec::new();
    let mut line = Line::default();
    let mut before = b'\n';
    for &byte in text {
        line.first.get_or_insert(byte);
        let is_comment = line.is_comment(counts.is_empty());
        match byte {
            b'"' if line.in_quotes => line.in_quotes = false,
            // A quote opens where a cell starts; a second one goes on with what the first closed.
            b'"' if !is_comment && (line.at_cell_start || before == b'"') => {
                line.in_quotes = true;
                line.is_filled = true;
                line.at_cell_start = false;
            }
            b'\n' | b'\r' if !line.in_quotes => {
                counts.extend(line.separators(counts.is_empty()));
                line = Line::default();
                if counts.len() == LINES {
                    return counts;
                }
            }
            _ if is_comment || line.in_quotes => {}
            _ => line.take(byte),
        }
        before = byte;
    }
    if whole {
        counts.extend(line.separators(counts.is_empty()));
    }
    counts
}

/// A line whose separators are counted.
struct Line {
    first: Option<u8>,
    in_quotes: bool,
    at_cell_start: bool,
    is_filled: bool,
    found: [usize; 4],
}

impl Default for Line {
    fn default() -> Self {
        Self {
            first: None,
            in_quotes: false,
            at_cell_start: true,
            is_filled: false,
            found: [0; 4],
        }
    }
}

impl Line {
    /// Whether it is certainly a comment. One that starts with a blank may be the header, if it has cells.
    fn is_comment(&self, before_header: bool) -> bool {
        self.first.is_some_and(|first| {
            first == b'#'
                || (before_header && first != b' ' && super::reader::may_be_comment(first))
        })
    }

    fn take(&mut self, byte: u8) {
        let separator = Dialect::SEPARATORS
            .iter()
            .position(|separator| *separator as u8 == byte);
        if let Some(index) = separator {
            self.found[index] += 1;
        }
        self.is_filled |= !byte.is_ascii_whitespace();
        self.at_cell_start = separator.is_some() || (self.at_cell_start && byte == b' ');
    }

    /// Its separators, if it is a record.
    fn separators(&self, before_header: bool) -> Option<[usize; 4]> {
        let is_remark = before_header && self.first == Some(b' ') && self.found == [0; 4];
        (self.is_filled && !is_remark && !self.is_comment(before_header)).then_some(self.found)
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
        // An inch is no quote, and a header may start with a blank.
        assert_eq!(separator_of("a,b\n5\" disc,1\nx,2\ny,3;4\n"), ',');
        assert_eq!(separator_of(" said once\n a,b\n1;2;3,4\n1,2\n"), ',');
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
        assert_eq!(eight_bit(b"Dur\xe9e : 3\xbdh", true), Encoding::Iso8859_1);
        assert_eq!(eight_bit(b"l\xb4\xe9t\xe9", true), Encoding::Iso8859_1);
        assert_eq!(eight_bit(b"\xbcuvres", true), Encoding::Iso8859_15);
        assert_eq!(eight_bit(b"N\xbcUD", true), Encoding::Iso8859_15);
        // UTF-8 with one damaged byte is UTF-8.
        assert_eq!(
            eight_bit(
                "é à ü "
                    .bytes()
                    .chain([0xe9, b' '])
                    .collect::<Vec<_>>()
                    .as_slice(),
                true
            ),
            Encoding::Utf8
        );
        // A character cut by the end of what was read so far.
        assert_eq!(eight_bit(b"\xc3", false), Encoding::Utf8);
        assert_eq!(eight_bit(b"\xc3", true), Encoding::Iso8859_1);
    }
}
