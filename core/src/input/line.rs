//! Plain lines: found and cut in one pass. A line is plain when it ends in this text by LF or CR LF and holds no quote, no `&` and no control; nearly
//! all lines are. What is said of 64 bytes at once is written so that the compiler makes vectors of it; where there are none
//! (WebAssembly), looking for line ends, quotes and separators one after the other is faster.

use super::block::suspicious;

/// How many bytes are looked at at once.
const BLOCK: usize = 64;

/// The line is not plain.
const ODD: u8 = 1;
/// [`super::block::suspicious`], controls apart.
const SUSPICIOUS: u8 = 2;

/// A plain line that was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlainLine {
    /// How many bytes it has, without its end.
    pub(super) length: usize,
    /// How many bytes its end has.
    pub(super) terminator: usize,
    /// Whether every byte is above suspicion ([`super::Record::is_clean`]).
    pub(super) is_clean: bool,
}

/// Cuts the line at the start of `text`: appends the end of each cell to `ends`. None when it is not plain, or not known to be; what was appended then means
/// nothing.
pub(super) fn cut(text: &[u8], separator: u8, ends: &mut Vec<u32>) -> Option<PlainLine> {
    if matches!(separator, 0 | b'\n' | b'\r') {
        return None;
    }
    let (mut base, mut is_clean) = (0, true);
    loop {
        // The last lines of a text go the slow way.
        let marks = Marks::of(text.get(base..)?.first_chunk()?, separator);
        let mut stops = places(&marks.stops);
        let end = if any_is_set(&marks.ends) {
            let end = places(&marks.ends).trailing_zeros();
            // Much of what the block holds stands in the next line.
            stops &= (2_u64 << end).wrapping_sub(1);
            Some(end as usize)
        } else {
            None
        };
        if any_is_set(&marks.doubts) {
            let doubts = marks.doubts[..end.unwrap_or(BLOCK)].iter();
            let doubts = doubts.fold(0, |all, doubt| all | doubt);
            if doubts & ODD != 0 {
                return None;
            }
            is_clean &= doubts & SUSPICIOUS == 0;
        }
        while stops != 0 {
            // Lines have at most `MAX_RECORD` bytes.
            ends.push(base as u32 + stops.trailing_zeros());
            stops &= stops - 1;
        }
        if let Some(end) = end {
            let length = base + end;
            return Some(PlainLine {
                length,
                terminator: terminator(&text[length..])?,
                is_clean,
            });
        }
        base += BLOCK;
    }
}

/// The length of the line end at the start of `text`; none when there is another control, or one after which a line feed may come.
fn terminator(text: &[u8]) -> Option<usize> {
    match text {
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        _ => None,
    }
}

/// What the bytes of a block are. Without branches, so that vectors can be made of it; a list for each question, because a vector is made
/// bits of by a multiplication for eight bytes, which is not worth while for what is rare.
struct Marks {
    /// 1 for what ends a cell or the line.
    stops: [u8; BLOCK],
    /// 1 for what ends the line, or is another control.
    ends: [u8; BLOCK],
    /// [`ODD`] and [`SUSPICIOUS`].
    doubts: [u8; BLOCK],
}

impl Marks {
    #[inline]
    fn of(block: &[u8; BLOCK], separator: u8) -> Self {
        let [mut stops, mut ends, mut doubts] = [[0; BLOCK]; 3];
        for (at, byte) in block.iter().enumerate() {
            let is_separator = *byte == separator;
            let is_end = (*byte <= 0x1f) & !is_separator;
            stops[at] = u8::from(is_separator | is_end);
            ends[at] = u8::from(is_end);
            // The quote and the ampersand differ in one bit.
            let is_odd = *byte & !4 == b'"';
            let is_suspicious = suspicious(*byte) & (*byte > 0x1f);
            doubts[at] = (u8::from(is_odd) * ODD) | (u8::from(is_suspicious) * SUSPICIOUS);
        }
        Self {
            stops,
            ends,
            doubts,
        }
    }
}

/// A bit for each byte that is 1 (the others are 0), the lowest for the first.
#[inline]
fn places(marks: &[u8; BLOCK]) -> u64 {
    marks
        .as_chunks::<8>()
        .0
        .iter()
        .rev()
        .fold(0, |places, word| {
            // The lowest bit of each byte comes to stand in the highest byte.
            let word = u64::from_le_bytes(*word);
            places << 8 | word.wrapping_mul(0x0102_0408_1020_4080) >> 56
        })
}

/// Whether any byte is not 0.
#[inline]
fn any_is_set(marks: &[u8; BLOCK]) -> bool {
    let words = marks.as_chunks::<8>().0.iter();
    words.fold(0, |any, word| any | u64::from_le_bytes(*word)) != 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, byte by byte.
    fn slowly(text: &[u8], separator: u8) -> Option<(PlainLine, Vec<u32>)> {
        let is_separator = |byte: &u8| *byte == separator;
        let length = text
            .iter()
            .position(|byte| *byte <= 0x1f && !is_separator(byte))?;
        let line = &text[..length];
        if text.len() < (length / BLOCK + 1) * BLOCK {
            return None;
        }
        if matches!(separator, 0 | b'\n' | b'\r') || line.iter().any(|byte| b"\"&".contains(byte)) {
            return None;
        }
        let mut ends: Vec<u32> = (0..length as u32)
            .filter(|at| is_separator(&line[*at as usize]))
            .collect();
        ends.push(length as u32);
        let plain = PlainLine {
            length,
            terminator: terminator(&text[length..])?,
            is_clean: !line
                .iter()
                .any(|byte| suspicious(*byte) && !is_separator(byte)),
        };
        Some((plain, ends))
    }

    proptest! {
        #[test]
        fn a_plain_line_is_cut_where_its_separators_stand(
            text in prop_oneof![
                prop::collection::vec(prop::sample::select(b"abcdefgh;_ \"&\xc3\xa9\xe2\x7f\n\r\t\0".to_vec()), 0..190),
                "[a-z;é]{0,150}(\n|\r\n)[a-z;\"â]{40,140}".prop_map(String::into_bytes),
                prop::collection::vec(any::<u8>(), 0..190),
            ],
            separator in prop::sample::select(b";\t _\0\n\"".to_vec()),
        ) {
            let mut ends = Vec::new();
            let found = cut(&text, separator, &mut ends).map(|line| (line, ends));
            prop_assert_eq!(found, slowly(&text, separator));
        }
    }
}
