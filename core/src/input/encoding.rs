//! Which characters the bytes mean.

use serde::{Deserialize, Serialize};

/// The encodings that command files come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, little-endian.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, big-endian.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    /// Windows-1252: has `€ œ ’` at 0x80–0x9F.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// ISO-8859-1.
    #[serde(rename = "ISO-8859-1")]
    Iso8859_1,
    /// ISO-8859-15: has `€ œ` at 0xA4 and 0xBD.
    #[serde(rename = "ISO-8859-15")]
    Iso8859_15,
}

/// No encoding that command files come in has this name.
#[derive(Debug, thiserror::Error)]
#[error(
    "unknown encoding {0:?}: use UTF-8, UTF-16LE, UTF-16BE, windows-1252, ISO-8859-1 or ISO-8859-15"
)]
pub struct UnknownEncoding(pub String);

impl Encoding {
    /// Every encoding, the commonest first.
    pub const ALL: &'static [Encoding] = &[
        Self::Utf8,
        Self::Windows1252,
        Self::Iso8859_1,
        Self::Iso8859_15,
        Self::Utf16Le,
        Self::Utf16Be,
    ];

    /// The name that the standards give it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
            Self::Iso8859_1 => "ISO-8859-1",
            Self::Iso8859_15 => "ISO-8859-15",
        }
    }
}

impl std::str::FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|encoding| encoding.name().eq_ignore_ascii_case(name))
            .ok_or_else(|| UnknownEncoding(name.to_owned()))
    }
}
