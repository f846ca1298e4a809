//! Plain lines: found and cut in one pass. A line is plain when it ends in this text by LF or CR LF and holds no quote, no `&` and no control; nearly
//! all lines are. What is said of 32 bytes at once is written so that the compiler makes vectors of it; where there are none
//! (WebAssembly), looking for line ends, quotes and separators one after the other is faster.

use super::block::suspicious;

/// How many bytes are looked at at once: two vectors of every x86-64 and AArch64 processor.
const BLOCK: usize = 32;

/// The byte ends a cell or the line.
const STOP: u8 = 1;
/// The line is not plain.
const ODD: u8 = 2;
/// [`super::block::suspicious`], controls apart.
const SUSPICIOUS: u8 = 4;

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
        let block = block_at(text, base, separator)?;
        let (mut stops, any) = marks(&block, separator);
        while stops != 0 {
            let place = stops.trailing_zeros() as usize;
            // Lines have at most `MAX_RECORD` bytes.
            ends.push((base + place) as u32);
            if block[place] != separator {
                // Much of what the block holds stands in the next line.
                let any = match any & (ODD | SUSPICIOUS) {
                    0 => 0,
                    _ => marks(&filled(&block[..place], separator), separator).1,
                };
                return (any & ODD == 0).then_some(PlainLine {
                    length: base + place,
                    terminator: terminator(&text[base + place..])?,
                    is_clean: is_clean && any & SUSPICIOUS == 0,
                });
            }
            stops &= stops - 1;
        }
        if any & ODD != 0 {
            return None;
        }
        is_clean &= any & SUSPICIOUS == 0;
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

/// The block that starts at `base`; none behind the text.
#[inline]
fn block_at(text: &[u8], base: usize, separator: u8) -> Option<[u8; BLOCK]> {
    let rest = text.get(base..).filter(|rest| !rest.is_empty())?;
    let whole = rest.first_chunk();
    Some(whole.map_or_else(|| filled(rest, separator), |block| *block))
}

/// A block that starts with these bytes, fewer than its own, and goes on with what is nothing in particular.
fn filled(bytes: &[u8], separator: u8) -> [u8; BLOCK] {
    let mut block = [if separator == b' ' { b'_' } else { b' ' }; BLOCK];
    block[..bytes.len()].copy_from_slice(bytes);
    block
}

/// A bit for each byte that ends a cell or the line, the lowest for the first; and everything that any of the bytes is.
#[inline]
fn marks(block: &[u8; BLOCK], separator: u8) -> (u32, u8) {
    let mut classes = [0; BLOCK];
    for (class, byte) in classes.iter_mut().zip(block) {
        *class = class_of(*byte, separator);
    }
    let (mut stops, mut any) = (0, 0);
    for word in classes.as_chunks::<8>().0.iter().rev() {
        let word = u64::from_le_bytes(*word);
        // The lowest bit of each byte comes to stand in the highest byte.
        let bits = (word & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        stops = stops << 8 | bits as u32;
        any |= word;
    }
    let any = any.to_le_bytes().iter().fold(0, |any, byte| any | byte);
    (stops, any)
}

/// What a byte is. Without branches, so that vectors can be made of it.
#[inline]
fn class_of(byte: u8, separator: u8) -> u8 {
    let when = |is: bool, class: u8| if is { class } else { 0 };
    let is_stop = (byte == separator) | (byte <= 0x1f);
    // The two differ in one bit.
    let is_odd = byte & !4 == b'"';
    let is_suspicious = suspicious(byte) & (byte > 0x1f);
    when(is_stop, STOP) | when(is_odd, ODD) | when(is_suspicious, SUSPICIOUS)
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
                prop::collection::vec(prop::sample::select(b"abcdefgh;_ \"&\xc3\xa9\xe2\x7f\n\r\t\0".to_vec()), 0..90),
                "[a-z;é]{0,100}(\n|\r\n)[a-z;\"â]{0,40}".prop_map(String::into_bytes),
                prop::collection::vec(any::<u8>(), 0..90),
            ],
            separator in prop::sample::select(b";\t _\0\n\"".to_vec()),
        ) {
            let mut ends = Vec::new();
            let found = cut(&text, separator, &mut ends).map(|line| (line, ends));
            prop_assert_eq!(found, slowly(&text, separator));
        }
    }
}
