//! Cells back to bytes, for mends and for edits in place.

use std::borrow::Cow;

use super::decode::byte;
use super::{Dialect, Encoding};

/// A character that the file's encoding cannot write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{character:?} cannot be written in {encoding}")]
pub struct Unencodable {
    /// The first such character.
    pub character: char,
    /// The standard name of the encoding.
    pub encoding: &'static str,
}

/// The bytes of a cell that holds `text`, in the file's encoding, quoted (RFC 4180) when it must be.
///
/// # Errors
/// When the encoding lacks a character of `text`.
pub fn write_cell(text: &str, dialect: &Dialect) -> Result<Vec<u8>, Unencodable> {
    encode(&quote(text, dialect.separator), dialect.encoding)
}

/// A cell that holds `text`, quoted (RFC 4180) when it must be.
pub fn quote(text: &str, separator: char) -> Cow<'_, str> {
    let must_quote = text.contains([separator, '"', '\n', '\r'])
        || text.contains("&#")
        || text.starts_with(super::record::is_blank)
        || text.ends_with(super::record::is_blank);
    if must_quote {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

/// The bytes of a text in an encoding, without a byte-order mark.
///
/// # Errors
/// When the encoding lacks a character of `text`.
pub fn encode(text: &str, encoding: Encoding) -> Result<Vec<u8>, Unencodable> {
    match encoding {
        Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
        Encoding::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Windows1252 | Encoding::Iso8859_15 | Encoding::Iso8859_1 => text
            .chars()
            .map(|character| {
                byte(character, encoding).ok_or_else(|| unencodable(character, encoding))
            })
            .collect(),
    }
}

fn unencodable(character: char, encoding: Encoding) -> Unencodable {
    Unencodable {
        character,
        encoding: encoding.name(),
    }
}
