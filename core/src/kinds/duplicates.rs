//! What a file has said already: keys of rows above, rows that are repeated whole, texts that were announced.

#[cfg(not(target_arch = "wasm32"))]
mod ascending;
mod key_set;
mod table;

use std::hash::{BuildHasher, Hasher};

use hashbrown::{DefaultHashBuilder, HashSet};

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use ascending::OftenSorted;
pub(crate) use key_set::KeySet;
/// In the page, bytes of code count as much as time.
#[cfg(target_arch = "wasm32")]
pub(crate) use key_set::KeySet as OftenSorted;

use crate::input::Record;
use crate::site::is_lower;

/// The first row of a key: enough to tell a row that repeats it whole from one that contradicts it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct FirstRow {
    /// Its line.
    pub(crate) line: u64,
    /// Of all its cells.
    pub(crate) fingerprint: u64,
}

/// Fingerprints of rows.
///
/// Two rows that share a key, compared byte by byte, and a fingerprint are taken for the same row: the fingerprint
/// never identifies an object, it only tells a repetition (harmless) from a contradiction.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    hasher: DefaultHashBuilder,
}

impl Fingerprints {
    /// The fingerprint of a row as it is written. It has no meaning outside this process.
    pub(crate) fn of(&self, record: &Record<'_>) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(record.as_written());
        hasher.finish()
    }
}

/// Texts that were announced already, for what is said once per file.
#[derive(Debug, Default)]
pub(crate) struct Announced(HashSet<Box<str>>);

impl Announced {
    /// Whether `text` was not announced before; from now on it was.
    pub(crate) fn first(&mut self, text: &str) -> bool {
        let new = !self.0.contains(text);
        if new {
            self.0.insert(text.into());
        }
        new
    }

    /// Whether `text` was announced.
    pub(crate) fn contains(&self, text: &str) -> bool {
        self.0.contains(text)
    }
}

/// `text` in lower case; in `buffer` only when it is not so already.
pub(crate) fn lower_case<'a>(text: &'a str, buffer: &'a mut String) -> &'a str {
    if is_lower(text) {
        return text;
    }
    buffer.clear();
    if text.is_ascii() {
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
        return buffer;
    }
    buffer.extend(text.chars().flat_map(char::to_lowercase));
    buffer
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lower_case_is_that_of_the_standard_library(text in "\\PC{0,12}|[@A-Z\\[`a-z{é]{0,24}") {
            let mut buffer = String::new();
            let expected: String = text.chars().flat_map(char::to_lowercase).collect();
            prop_assert_eq!(lower_case(&text, &mut buffer), expected);
        }
    }

    #[test]
    fn a_text_in_lower_case_is_not_copied() {
        let mut buffer = String::new();
        assert_eq!(
            lower_case("m.curie@example.org", &mut buffer),
            "m.curie@example.org"
        );
        assert!(buffer.is_empty());
        assert_eq!(lower_case("É.Curie", &mut buffer), "é.curie");
    }

    #[test]
    fn something_is_announced_once() {
        let mut announced = Announced::default();
        assert!(announced.first("Sciences"));
        assert!(!announced.first("Sciences"));
        assert!(announced.contains("Sciences"));
        assert!(!announced.contains("sciences"));
    }
}
