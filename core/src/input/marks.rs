//! What the bytes of a piece of a line are, sixty-four at once: a bit for each byte, the lowest for the first.

use wide::u8x16;

use super::block::BLOCK;

/// What the bytes of a block are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// What ends a cell or the line.
    pub(super) stops: u64,
    /// What ends the line, or is another control; never the separator.
    pub(super) ends: u64,
    /// What [`is_odd`], or is [`super::block::suspicious`] and no control.
    pub(super) doubts: u64,
}

/// Whether a line that holds this byte needs more than cutting: the quote and the ampersand, which differ in one bit.
pub(super) const fn is_odd(byte: u8) -> bool {
    byte & !4 == b'"'
}

impl Marks {
    /// Those of a block, where this byte ends a cell.
    #[inline]
    pub(super) fn of(block: &[u8; BLOCK], separator: u8) -> Self {
        let separator = u8x16::splat(separator);
        let [mut stops, mut ends, mut doubts] = [0; 3];
        for (number, bytes) in block.as_chunks::<16>().0.iter().enumerate() {
            let bytes = u8x16::new(*bytes);
            let is_separator = bytes.simd_eq(separator);
            let is_end = at_most(bytes, 0x1f) & !is_separator;
            let bits = |is: u8x16| u64::from(is.to_bitmask()) << (16 * number);
            stops |= bits(is_separator | is_end);
            ends |= bits(is_end);
            doubts |= bits(is_doubtful(bytes));
        }
        Self {
            stops,
            ends,
            doubts,
        }
    }
}

/// Where bytes are odd, or [`super::block::suspicious`] without being controls.
#[inline]
fn is_doubtful(bytes: u8x16) -> u8x16 {
    let is = |byte| bytes.simd_eq(u8x16::splat(byte));
    // Of two bytes that differ in one bit.
    let is_either = |bit: u8, byte| (bytes & u8x16::splat(!bit)).simd_eq(u8x16::splat(byte));
    let first = is_either(0x20, 0xc2) | is(0xef);
    let second = at_most(bytes - u8x16::splat(0x82), 3) | is(0xa2);
    is_either(4, b'"') | first | second | is(0x7f)
}

/// Where bytes are not above `most`.
#[inline]
fn at_most(bytes: u8x16, most: u8) -> u8x16 {
    bytes.min(u8x16::splat(most)).simd_eq(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::block::suspicious;

    /// Byte by byte.
    fn one_by_one(block: &[u8; BLOCK], separator: u8) -> Marks {
        let bits = |is: &dyn Fn(u8) -> bool| {
            let places = block.iter().enumerate().filter(|(_, byte)| is(**byte));
            places.fold(0, |bits, (at, _)| bits | 1 << at)
        };
        let is_control = |byte| byte <= 0x1f;
        Marks {
            stops: bits(&|byte| is_control(byte) || byte == separator),
            ends: bits(&|byte| is_control(byte) && byte != separator),
            doubts: bits(&|byte| is_odd(byte) || suspicious(byte) && !is_control(byte)),
        }
    }

    #[test]
    fn every_byte_is_what_it_is_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for (at, separator) in [(0, b';'), (17, b'\t'), (42, b'_'), (63, b'"')] {
                let mut block = [b'a'; BLOCK];
                block[at] = byte;
                assert_eq!(
                    Marks::of(&block, separator),
                    one_by_one(&block, separator),
                    "{byte:x}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn blocks_are_marked_as_byte_by_byte(
            bytes in prop::collection::vec(any::<u8>(), BLOCK),
            separator in prop::sample::select(b";,\t:".to_vec()),
        ) {
            let block = bytes.first_chunk().expect("as many as a block has");
            prop_assert_eq!(Marks::of(block, separator), one_by_one(block, separator));
        }
    }
}
