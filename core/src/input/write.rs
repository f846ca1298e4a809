//! Cells back to bytes, for mends and for edits in place.

use super::Dialect;

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
pub fn write_cell(_text: &str, _dialect: &Dialect) -> Result<Vec<u8>, Unencodable> {
    todo!()
}
