//! Plain lines: found and cut in one pass. A line is plain when it ends in this text by LF or CR LF and holds no quote, no `&` and no control; nearly
//! all lines are. Where there are no vectors (WebAssembly), looking for line ends, quotes and separators one after the other is faster.

use super::block::BLOCK;
use super::marks::{Marks, is_odd};

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
        let block: &[u8; BLOCK] = text.get(base..)?.first_chunk()?;
        let marks = Marks::of(block, separator);
        // Much of what the block holds may stand in the next line: all bits up to the lowest one of an end.
        let within = marks.ends ^ marks.ends.wrapping_sub(1);
        let mut doubts = marks.doubts & within;
        is_clean &= doubts == 0;
        while doubts != 0 {
            if is_odd(block[doubts.trailing_zeros() as usize]) {
                return None;
            }
            doubts &= doubts - 1;
        }
        let mut stops = marks.stops & within;
        // Lines have at most `MAX_RECORD` bytes.
        ends.extend((0..stops.count_ones()).map(|_| {
            let stop = stops.trailing_zeros();
            stops &= stops - 1;
            base as u32 + stop
        }));
        if marks.ends != 0 {
            let length = base + marks.ends.trailing_zeros() as usize;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::block::suspicious;

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
