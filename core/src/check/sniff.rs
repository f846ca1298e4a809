//! Files that are no text, known by their first bytes.

use std::borrow::Cow;

use crate::archive::is_archive;

/// First bytes, and what the message calls such a file.
const SIGNS: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "spreadsheet"),
    (b"%PDF-", "document"),
    (b"{\\rtf", "document"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"\x1f\x8b\x08", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
];

/// How many bytes the longest sign has.
const LONGEST: usize = 8;

/// Holds the first bytes back until it is known whether the file is text.
#[derive(Debug)]
pub(super) enum Sniffer {
    /// Fewer than [`LONGEST`] bytes were seen.
    Waiting(Vec<u8>),
    /// It may be text.
    Text,
    /// It is a ZIP archive.
    Archive,
    /// It is not.
    Foreign(&'static str),
}

impl Default for Sniffer {
    fn default() -> Self {
        Self::Waiting(Vec::new())
    }
}

impl Sniffer {
    /// Takes the next bytes of the file, and gives those that can be read.
    pub(super) fn take<'b>(&mut self, bytes: &'b [u8]) -> Option<Cow<'b, [u8]>> {
        match self {
            Self::Text | Self::Archive => Some(Cow::Borrowed(bytes)),
            Self::Foreign(_) => None,
            Self::Waiting(first) if first.is_empty() && bytes.len() >= LONGEST => {
                *self = Self::decide(bytes);
                self.take(bytes)
            }
            Self::Waiting(first) => {
                first.extend_from_slice(bytes);
                if first.len() < LONGEST {
                    None
                } else {
                    self.rest().map(Cow::Owned)
                }
            }
        }
    }

    /// Decides with the bytes there are, and gives those held back.
    pub(super) fn rest(&mut self) -> Option<Vec<u8>> {
        let Self::Waiting(first) = self else {
            return None;
        };
        let first = std::mem::take(first);
        *self = Self::decide(&first);
        (!matches!(self, Self::Foreign(_))).then_some(first)
    }

    /// Whether the file is a ZIP archive, as many spreadsheets are.
    pub(super) fn is_archive(&self) -> bool {
        matches!(self, Self::Archive)
    }

    /// What the file is, when it can only be told: `spreadsheet`, `archive`, `document`, `picture`.
    pub(super) fn foreign(&self) -> Option<&'static str> {
        match self {
            Self::Foreign(what) => Some(what),
            Self::Waiting(_) | Self::Text | Self::Archive => None,
        }
    }

    fn decide(first: &[u8]) -> Self {
        match SIGNS.iter().find(|(sign, _)| first.starts_with(sign)) {
            Some((_, what)) => Self::Foreign(what),
            None if is_archive(first) => Self::Archive,
            None => Self::Text,
        }
    }
}

/// Whether a file that begins with these bytes would be taken for no text.
pub(crate) fn is_no_text(file: &[u8]) -> bool {
    !matches!(Sniffer::decide(file), Sniffer::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out when the file arrives in chunks of this size.
    fn read(file: &[u8], size: usize) -> (Vec<u8>, Option<&'static str>) {
        let mut sniffer = Sniffer::default();
        let mut read = Vec::new();
        for chunk in file.chunks(size) {
            read.extend(sniffer.take(chunk).unwrap_or_default().iter());
        }
        read.extend(sniffer.rest().unwrap_or_default());
        (read, sniffer.foreign())
    }

    #[test]
    fn archives_pass_whole_too() {
        for file in [&b"PK\x03\x04 and the rest of it"[..], b"PK\x05\x06"] {
            for size in 1..=file.len() {
                assert_eq!(read(file, size), (file.to_vec(), None), "{size}");
            }
        }
    }

    #[test]
    fn text_passes_whole_however_it_arrives() {
        for file in [
            &b""[..],
            b"a",
            b"username",
            b"username;firstname\nm.curie;Marie\n",
            b"PK",
        ] {
            for size in 1..=file.len().max(1) + 1 {
                assert_eq!(read(file, size), (file.to_vec(), None), "{size}");
            }
        }
    }

    #[test]
    fn what_is_no_text_is_held_back_however_it_arrives() {
        for (sign, what) in SIGNS {
            let file = [*sign, b" and the rest of the file"].concat();
            for size in 1..=file.len() {
                assert_eq!(read(&file, size), (vec![], Some(*what)), "{size}");
            }
        }
    }
}
