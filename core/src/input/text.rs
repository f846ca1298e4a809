//! The text that was read and not handed out yet.

use std::ops::Range;
use std::str::Utf8Error;

/// UTF-8, or what should be. While all of it is valid, that is known once per chunk and records need not be looked at again.
#[derive(Debug)]
pub(super) enum Text {
    /// Valid so far; `cut` is the beginning of a character whose end has not come yet.
    Valid { text: String, cut: Vec<u8> },
    /// Something invalid came.
    Raw(Vec<u8>),
}

impl Default for Text {
    fn default() -> Self {
        Self::new()
    }
}

impl Text {
    pub(super) const fn new() -> Self {
        Self::Valid {
            text: String::new(),
            cut: Vec::new(),
        }
    }

    /// Whether all of it is known to be valid.
    #[inline]
    pub(super) const fn is_valid(&self) -> bool {
        matches!(self, Self::Valid { .. })
    }

    /// All of it, when it is known to be valid.
    #[inline]
    pub(super) fn valid(&self) -> Option<&str> {
        match self {
            Self::Valid { text, .. } => Some(text),
            Self::Raw(_) => None,
        }
    }

    /// Appends bytes, valid or not.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        match self {
            Self::Raw(text) => text.extend_from_slice(bytes),
            Self::Valid { cut, .. } if !cut.is_empty() => {
                let mut joined = std::mem::take(cut);
                joined.extend_from_slice(bytes);
                self.push(&joined);
            }
            Self::Valid { text, cut } => {
                let (whole, rest) = bytes.split_at(bytes.len() - begun(bytes));
                match simdutf8::basic::from_utf8(whole) {
                    Ok(valid) => {
                        text.push_str(valid);
                        cut.extend_from_slice(rest);
                    }
                    Err(_) => self.push_raw(bytes),
                }
            }
        }
    }

    /// Appends a text.
    pub(super) fn push_str(&mut self, valid: &str) {
        match self {
            Self::Valid { text, cut } if cut.is_empty() => text.push_str(valid),
            _ => self.push(valid.as_bytes()),
        }
    }

    /// Says that no more bytes will come: a character that is not complete now never will be.
    pub(super) fn finish(&mut self) {
        if let Self::Valid { cut, .. } = self
            && !cut.is_empty()
        {
            let cut = std::mem::take(cut);
            self.push_raw(&cut);
        }
    }

    fn push_raw(&mut self, bytes: &[u8]) {
        let mut text = match std::mem::replace(self, Self::Raw(Vec::new())) {
            Self::Valid { text, .. } => text.into_bytes(),
            Self::Raw(text) => text,
        };
        text.extend_from_slice(bytes);
        *self = Self::Raw(text);
    }

    /// Takes out the first bytes, which are whole lines. What comes after them is put in `rest`, of which only the memory is of use.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn split(&mut self, length: usize, rest: Self) -> Self {
        let after = match (&mut *self, rest) {
            (Self::Valid { text, cut }, Self::Valid { text: mut rest, .. }) => {
                rest.clear();
                rest.push_str(&text[length..]);
                text.truncate(length);
                Self::Valid {
                    text: rest,
                    cut: std::mem::take(cut),
                }
            }
            (Self::Valid { text, cut }, Self::Raw(_)) => {
                let rest = text.split_off(length);
                Self::Valid {
                    text: rest,
                    cut: std::mem::take(cut),
                }
            }
            (Self::Raw(text), _) => Self::Raw(text.split_off(length)),
        };
        std::mem::replace(self, after)
    }

    /// Forgets the first bytes, which are whole lines or parts of one that is skipped.
    pub(super) fn forget(&mut self, length: usize) {
        match self {
            Self::Valid { text, .. } => drop(text.drain(..length)),
            Self::Raw(text) => drop(text.drain(..length)),
        }
    }

    /// The bytes, without a character that has not come whole.
    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Valid { text, .. } => text.as_bytes(),
            Self::Raw(text) => text,
        }
    }

    /// The text of whole lines.
    ///
    /// # Errors
    /// When they are not valid UTF-8.
    #[inline]
    pub(super) fn lines(&self, range: Range<usize>) -> Result<&str, Utf8Error> {
        match self {
            Self::Valid { text, .. } => Ok(&text[range]),
            Self::Raw(text) => std::str::from_utf8(&text[range]),
        }
    }
}

/// How many bytes at the end begin a character whose end is not there.
fn begun(bytes: &[u8]) -> usize {
    let is_first = |byte: &u8| *byte & 0xc0 != 0x80;
    let last = bytes.len() - bytes.len().min(4);
    let Some(at) = bytes[last..].iter().rposition(is_first) else {
        return 0;
    };
    let end = &bytes[last + at..];
    match std::str::from_utf8(end) {
        Err(error) if error.error_len().is_none() => end.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// However bytes come in, they are there in the end, and as text where they are one.
        #[test]
        fn bytes_are_kept_in_pieces_of_any_size(
            bytes in prop_oneof!["\\PC{0,12}".prop_map(String::into_bytes), prop::collection::vec(any::<u8>(), 0..12)],
            size in 1_usize..5,
        ) {
            let mut text = Text::new();
            for piece in bytes.chunks(size) {
                text.push(piece);
            }
            text.finish();
            prop_assert_eq!(text.bytes(), &bytes[..]);
            prop_assert_eq!(text.lines(0..bytes.len()), std::str::from_utf8(&bytes));
        }
    }
}
