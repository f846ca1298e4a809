//! How the text is cut: separator and line ends.

use serde::{Deserialize, Serialize};

use super::Encoding;

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineEnd {
    /// `\n`.
    #[default]
    Lf,
    /// `\r\n`.
    CrLf,
    /// `\r` alone.
    Cr,
}

/// How a file is written: enough to read it and to write cells that fit into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dialect {
    /// Which characters the bytes mean.
    pub encoding: Encoding,
    /// What stands between two cells: `;` `,` TAB or `:`; [`Dialect::NONE`] where each line is one cell.
    pub separator: char,
    /// What ends the first line.
    pub line_end: LineEnd,
}

impl Dialect {
    /// Separates nothing: a control character (unit separator) that no text holds.
    pub const NONE: char = '\u{1f}';

    /// The separators that command files use, in order of preference.
    pub const SEPARATORS: [char; 4] = [';', ',', '\t', ':'];
}
