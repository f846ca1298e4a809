//! Sixty-four bytes of a line, looked at at once: what is asked of each of them is answered in a few steps for eight (words) or sixteen
//! (vectors, which the compiler makes of plain loops).

/// How many bytes a block has.
pub(super) const BLOCK: usize = 64;

/// A bit for each byte of the block that is this one, the lowest for the first.
#[inline]
pub(super) fn places(block: &[u8; BLOCK], byte: u8) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = 0x7f * ONES;
    let pattern = u64::from(byte) * ONES;
    let mut places = 0;
    for word in block.as_chunks::<8>().0.iter().rev() {
        // A byte equal to the one asked for is zero after the exclusive or, and the sum carries into the high bit of every byte
        // that is not.
        let x = u64::from_le_bytes(*word) ^ pattern;
        let hits = !(((x & LOW) + LOW) | x | LOW) >> 7;
        // Each of the eight bits comes to stand in the highest byte.
        places = places << 8 | hits.wrapping_mul(0x0102_0408_1020_4080) >> 56;
    }
    places
}

/// Whether a byte of the block is suspicious: a control; the first byte of what may be a character that nobody sees (U+0080 to U+009F,
/// U+200B, U+2028, U+2029, U+2060, U+FEFF); or one that occurs in all UTF-8 that was once read as windows-1252.
#[inline]
pub(super) fn is_suspicious(block: &[u8; BLOCK]) -> bool {
    let of = |byte: &u8| {
        if cfg!(target_arch = "wasm32") {
            SUSPICIOUS[usize::from(*byte)]
        } else {
            suspicious(*byte)
        }
    };
    block.iter().fold(0, |any, byte| any | u8::from(of(byte))) != 0
}

/// Without branches, so that vectors can be made of it.
#[inline]
pub(super) const fn suspicious(byte: u8) -> bool {
    (byte <= 0x1f)
        | (byte == 0x7f)
        // C2 and E2 differ in one bit.
        | (byte & !0x20 == 0xc2)
        | (byte == 0xef)
        | (byte.wrapping_sub(0x82) <= 3)
        | (byte == 0xa2)
}

/// The same by byte, where there are no vectors.
const SUSPICIOUS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = suspicious(byte as u8);
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of one byte among others, at each of its places.
    fn blocks(byte: u8, others: u8) -> impl Iterator<Item = (usize, [u8; BLOCK])> {
        (0..BLOCK).map(move |at| {
            let mut block = [others; BLOCK];
            block[at] = byte;
            (at, block)
        })
    }

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for others in [byte ^ 1, byte ^ 0x80, !byte] {
                for (at, block) in blocks(byte, others) {
                    assert_eq!(places(&block, byte), 1 << at, "{block:x?}");
                }
            }
        }
        assert_eq!(places(&[7; BLOCK], 7), u64::MAX);
    }

    #[test]
    fn a_suspicious_byte_is_met_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            let expected =
                matches!(byte, 0x00..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xef | 0x82..=0x85 | 0xa2);
            for others in [b' ', b'~', 0xc3, 0xa9] {
                for (_, block) in blocks(byte, others) {
                    assert_eq!(is_suspicious(&block), expected, "{block:x?}");
                }
            }
        }
    }
}
