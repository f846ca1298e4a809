//! Bytes of encodings other than UTF-8 to text, and back. The tables are those of the web (<https://encoding.spec.whatwg.org>), so that
//! every byte of an 8-bit file means a character.
//!
//! The usual library for this, encoding_rs, is what the tests compare with. It brings the tables of all East Asian encodings along,
//! which would be a quarter of what the page has to load.

use super::Encoding;

/// What the bytes 0x80 to 0x9F mean in windows-1252; all others mean the character of their number.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Where ISO-8859-15 differs from the character of the byte's number.
const ISO_8859_15: [(u8, char); 8] = [
    (0xa4, '€'),
    (0xa6, 'Š'),
    (0xa8, 'š'),
    (0xb4, 'Ž'),
    (0xb8, 'ž'),
    (0xbc, 'Œ'),
    (0xbd, 'œ'),
    (0xbe, 'Ÿ'),
];

/// The character of a byte of an 8-bit encoding.
fn character(byte: u8, encoding: Encoding) -> char {
    match encoding {
        // ISO-8859-1 differs from windows-1252 at 0x80 to 0x9F only, where it has control characters that no file means.
        Encoding::Windows1252 | Encoding::Iso8859_1 if (0x80..0xa0).contains(&byte) => {
            WINDOWS_1252[usize::from(byte - 0x80)]
        }
        Encoding::Iso8859_15 => ISO_8859_15
            .iter()
            .find(|(other, _)| *other == byte)
            .map_or(char::from(byte), |(_, character)| *character),
        _ => char::from(byte),
    }
}

/// The byte of a character in an 8-bit encoding; none when the encoding lacks it.
pub(super) fn byte(wanted: char, encoding: Encoding) -> Option<u8> {
    match (encoding, u8::try_from(wanted)) {
        (_, Ok(byte)) if byte < 0x80 => Some(byte),
        (Encoding::Iso8859_1, byte) => byte.ok(),
        _ => (0x80..=0xff).find(|byte| character(*byte, encoding) == wanted),
    }
}

/// Turns bytes into text, in pieces of any size.
#[derive(Debug)]
pub(super) enum Decoder {
    /// One byte a character: what each byte from 0x80 on means.
    EightBit(Box<[char; 128]>),
    /// Two bytes a unit.
    Utf16(Utf16),
}

/// What is left of the pieces before.
#[derive(Debug, Default)]
pub(super) struct Utf16 {
    big_endian: bool,
    /// Half a unit.
    byte: Option<u8>,
    /// Half a character.
    high: Option<u16>,
}

impl Decoder {
    /// At the start of a text.
    pub(super) fn new(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => Self::Utf16(Utf16 {
                big_endian: encoding == Encoding::Utf16Be,
                ..Utf16::default()
            }),
            _ => Self::EightBit(Box::new(std::array::from_fn(|place| {
                // Places are below 128.
                character(0x80 + place as u8, encoding)
            }))),
        }
    }

    /// The text of the next bytes. `last`: no more will come, and what is left is half a character.
    pub(super) fn decode(&mut self, bytes: &[u8], last: bool) -> String {
        match self {
            Self::EightBit(upper) => {
                let character = |byte: &u8| match byte.checked_sub(0x80) {
                    Some(place) => upper[usize::from(place)],
                    None => char::from(*byte),
                };
                bytes.iter().map(character).collect()
            }
            Self::Utf16(utf16) => utf16.decode(bytes, last),
        }
    }
}

impl Utf16 {
    fn decode(&mut self, bytes: &[u8], last: bool) -> String {
        let mut text = String::with_capacity(bytes.len());
        for &byte in bytes {
            let Some(first) = self.byte.take() else {
                self.byte = Some(byte);
                continue;
            };
            let pair = [first, byte];
            let unit = if self.big_endian {
                u16::from_be_bytes(pair)
            } else {
                u16::from_le_bytes(pair)
            };
            self.push(unit, &mut text);
        }
        if last && (self.byte.take().is_some() | self.high.take().is_some()) {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        text
    }

    /// Adds a unit; half a character without its other half becomes a sign of damage.
    fn push(&mut self, unit: u16, text: &mut String) {
        if let Some(high) = self.high.take() {
            if let Some(Ok(whole)) = char::decode_utf16([high, unit]).next() {
                text.push(whole);
                return;
            }
            text.push(char::REPLACEMENT_CHARACTER);
        }
        match char::decode_utf16([unit]).next() {
            Some(Ok(whole)) => text.push(whole),
            _ if (0xd800..0xdc00).contains(&unit) => self.high = Some(unit),
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same encodings in encoding_rs.
    const ENCODINGS: [(Encoding, &encoding_rs::Encoding); 4] = [
        (Encoding::Windows1252, encoding_rs::WINDOWS_1252),
        (Encoding::Iso8859_15, encoding_rs::ISO_8859_15),
        (Encoding::Utf16Le, encoding_rs::UTF_16LE),
        (Encoding::Utf16Be, encoding_rs::UTF_16BE),
    ];

    #[test]
    fn every_byte_means_what_the_standard_says() {
        for (encoding, standard) in &ENCODINGS[..2] {
            for byte in 0..=u8::MAX {
                let bytes = [byte];
                let (text, _) = standard.decode_without_bom_handling(&bytes);
                let ours = Decoder::new(*encoding).decode(&[byte], true);
                assert_eq!(ours, text, "{byte:#x} in {}", encoding.name());
                let character = text.chars().next().expect("a byte is a character");
                assert_eq!(super::byte(character, *encoding), Some(byte));
            }
            assert_eq!(super::byte('ł', *encoding), None);
        }
        // As the control characters of ISO-8859-1 are not meant in a file that is read, they can be written.
        assert_eq!(super::byte('é', Encoding::Iso8859_1), Some(0xe9));
        assert_eq!(super::byte('€', Encoding::Iso8859_1), None);
    }

    proptest! {
        #[test]
        fn texts_are_those_of_encoding_rs_in_pieces_of_any_size(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..24),
                prop::collection::vec(prop::sample::select(vec![0xd8_u8, 0xdc, 0x3d, 0x00, 0x41]), 0..24),
                "\\PC{0,8}".prop_map(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ],
            size in 1_usize..5,
            which in 0..ENCODINGS.len(),
        ) {
            let (encoding, standard) = ENCODINGS[which];
            let mut decoder = Decoder::new(encoding);
            let mut text: String = bytes.chunks(size).map(|piece| decoder.decode(piece, false)).collect();
            text += &decoder.decode(&[], true);
            prop_assert_eq!(text, standard.decode_without_bom_handling(&bytes).0);
        }
    }
}
