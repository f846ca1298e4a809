//! Key sets: which keys a file has given already, and where for the first time.
//!
//! A file may have millions of rows, and each of them is looked up here, so the sets are compact and
//! never allocate for a single key: all keys stand one after the other in one arena, and the hash
//! table holds eight bytes per key. Keys are compared byte by byte, never by hash alone.

use std::hash::{BuildHasher, Hasher};

use hashbrown::hash_table::{Entry, HashTable};
use hashbrown::{DefaultHashBuilder, HashSet};

use crate::input::Record;

/// The distinct keys seen so far, each with what is remembered of its first row.
#[derive(Debug)]
pub(crate) struct KeySet<V> {
    table: HashTable<Slot>,
    /// The keys in order of arrival, without anything between them.
    arena: Vec<u8>,
    /// Where each key ends in the arena, and its value.
    keys: Vec<Key<V>>,
    hasher: DefaultHashBuilder,
}

/// An entry of the hash table.
#[derive(Debug, Clone, Copy)]
struct Slot {
    /// Kept so that the table can grow without reading the arena again.
    hash: u32,
    /// Index in [`KeySet::keys`].
    key: u32,
}

#[derive(Debug, Clone, Copy)]
struct Key<V> {
    end: usize,
    value: V,
}

impl<V> Default for KeySet<V> {
    fn default() -> Self {
        Self {
            table: HashTable::new(),
            arena: Vec::new(),
            keys: Vec::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

impl<V: Copy> KeySet<V> {
    /// Remembers `value` for a key that is new; says what was remembered when it is not.
    pub(crate) fn insert(&mut self, key: &str, value: V) -> Option<V> {
        let hash = self.hash(key);
        let (arena, keys) = (&self.arena, &self.keys);
        let same =
            |slot: &Slot| slot.hash == hash && bytes(arena, keys, slot.key) == key.as_bytes();
        match self
            .table
            .entry(spread(hash), same, |slot| spread(slot.hash))
        {
            Entry::Occupied(slot) => Some(self.keys[slot.get().key as usize].value),
            Entry::Vacant(place) => {
                let index = u32::try_from(self.keys.len())
                    .expect("2^32 keys do not fit in memory with their rows");
                place.insert(Slot { hash, key: index });
                self.arena.extend_from_slice(key.as_bytes());
                self.keys.push(Key {
                    end: self.arena.len(),
                    value,
                });
                None
            }
        }
    }

    /// As [`KeySet::insert`]; an empty key is "not given" and never remembered.
    pub(crate) fn insert_filled(&mut self, key: &str, value: V) -> Option<V> {
        if key.is_empty() {
            None
        } else {
            self.insert(key, value)
        }
    }

    /// What is remembered of a key.
    pub(crate) fn get(&self, key: &str) -> Option<V> {
        let hash = self.hash(key);
        self.table
            .find(spread(hash), |slot| {
                slot.hash == hash && bytes(&self.arena, &self.keys, slot.key) == key.as_bytes()
            })
            .map(|slot| self.keys[slot.key as usize].value)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "32 bits are kept on purpose; keys are compared by their bytes"
    )]
    fn hash(&self, key: &str) -> u32 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(key.as_bytes());
        hasher.finish() as u32
    }
}

/// The bytes of the key at `index`.
fn bytes<'a, V>(arena: &'a [u8], keys: &[Key<V>], index: u32) -> &'a [u8] {
    let index = index as usize;
    let start = index.checked_sub(1).map_or(0, |before| keys[before].end);
    &arena[start..keys[index].end]
}

/// Spreads the 32 bits that are kept over the 64 that the table looks at (it takes its place from the
/// low ones and its tag from the high ones).
const fn spread(hash: u32) -> u64 {
    (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The first row of a key: enough to tell a row that repeats it whole from one that contradicts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        return text;
    }
    buffer.clear();
    buffer.extend(text.chars().flat_map(char::to_lowercase));
    buffer
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_new_once() {
        let mut keys = KeySet::default();
        assert_eq!(keys.insert("m.curie", 2_u64), None);
        assert_eq!(keys.insert("p.curie", 3), None);
        assert_eq!(keys.insert("m.curie", 4), Some(2));
        assert_eq!(keys.get("p.curie"), Some(3));
        assert_eq!(keys.get("i.curie"), None);
    }

    #[test]
    fn the_empty_key_is_a_key() {
        let mut keys = KeySet::default();
        assert_eq!(keys.get(""), None);
        assert_eq!(keys.insert("", 1_u64), None);
        assert_eq!(keys.insert("a", 2), None);
        assert_eq!(keys.insert("", 3), Some(1));
    }

    #[test]
    fn keys_of_the_same_hash_are_told_apart_by_their_bytes() {
        // 300,000 keys have about ten pairs that share the 32 bits which are kept.
        let mut keys = KeySet::default();
        for number in 0..300_000_u64 {
            assert_eq!(keys.insert(&format!("P-{number}"), number), None);
        }
        for number in 0..300_000_u64 {
            assert_eq!(keys.get(&format!("P-{number}")), Some(number));
        }
    }

    proptest! {
        #[test]
        fn a_key_set_is_a_map_that_keeps_the_first(given in prop::collection::vec("[ab]{0,3}|\\PC{0,8}", 0..60)) {
            let mut keys = KeySet::default();
            let mut map = BTreeMap::new();
            for (line, key) in given.iter().enumerate() {
                let before = map.get(key).copied();
                map.entry(key.clone()).or_insert(line);
                prop_assert_eq!(keys.insert(key, line), before);
            }
        }

        #[test]
        fn lower_case_is_that_of_the_standard_library(text in "\\PC{0,12}") {
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
