//! What the bytes of a piece of a line are, sixty-four at once: a bit for each byte, the lowest for the first.

#[cfg(not(target_arch = "wasm32"))]
use wide::u8x16;

use super::block::BLOCK;
#[cfg(any(test, target_arch = "wasm32"))]
use super::block::suspicious;

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
    #[cfg(target_arch = "wasm32")]
    pub(super) fn of(block: &[u8; BLOCK], separator: u8) -> Self {
        Self::one_by_one(block, separator)
    }

    /// The same, byte by byte: where there are no vectors.
    #[cfg(any(test, target_arch = "wasm32"))]
    fn one_by_one(block: &[u8; BLOCK], separator: u8) -> Self {
        let [mut stops, mut ends, mut doubts] = [0; 3];
        for (at, byte) in block.iter().enumerate() {
            let is_end = *byte <= 0x1f && *byte != separator;
            stops |= u64::from(is_end || *byte == separator) << at;
            ends |= u64::from(is_end) << at;
            doubts |= u64::from(is_odd(*byte) || *byte > 0x1f && suspicious(*byte)) << at;
        }
        Self {
            stops,
            ends,
            doubts,
        }
    }

    /// Those of a block, where this byte ends a cell.
    #[cfg(not(target_arch = "wasm32"))]
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
#[cfg(not(target_arch = "wasm32"))]
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
#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn at_most(bytes: u8x16, most: u8) -> u8x16 {
    bytes.min(u8x16::splat(most)).simd_eq(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_byte_is_what_it_is_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for (at, separator) in [(0, b';'), (17, b'\t'), (42, b'_'), (63, b'"')] {
                let mut block = [b'a'; BLOCK];
                block[at] = byte;
                assert_eq!(
                    Marks::of(&block, separator),
                    Marks::one_by_one(&block, separator),
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
            prop_assert_eq!(Marks::of(block, separator), Marks::one_by_one(block, separator));
        }
    }
}
