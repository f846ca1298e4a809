//! Key sets: which keys a file has given already, and where for the first time.
//!
//! A file may have millions of rows, and each of them is looked up here in several sets. What a key costs is waiting for memory: a hash
//! table of a million keys is in no cache, and every look into it is somewhere else. So:
//!
//! - rows are announced some time before they are checked ([`KeySet::look_ahead`]), and the places of all their keys are fetched at once;
//! - places hold most of a key's hash ([`super::table`]): other keys are not looked at;
//! - all keys stand one after the other in one arena: nothing is allocated for a single key.
//!
//! Hashes only spare work: keys are compared byte by byte, never by hash alone.

use super::table::Table;
use crate::site::NameHash;

/// The distinct keys seen so far, each with what is remembered of its first row.
#[derive(Debug)]
pub(crate) struct KeySet<V> {
    table: Table,
    /// The keys in order of arrival, without anything between them.
    arena: Vec<u8>,
    /// Where each key ends in the arena, and its value.
    keys: Vec<Key<V>>,
    /// The key that was numbered or guessed last.
    last: usize,
    /// How many keys were looked for in the table since keys were announced.
    searches: usize,
}

#[derive(Debug, Clone, Copy)]
struct Key<V> {
    end: usize,
    value: V,
}

impl<V> Default for KeySet<V> {
    fn default() -> Self {
        Self {
            table: Table::default(),
            arena: Vec::new(),
            keys: Vec::new(),
            last: 0,
            // Nothing can be guessed yet.
            searches: usize::MAX / 2,
        }
    }
}

impl<V: Copy> KeySet<V> {
    /// Makes room for so many keys, as long as those that are there already.
    pub(crate) fn expect(&mut self, keys: usize) {
        self.table.expect(keys);
        self.arena
            .reserve(self.arena.len() / self.keys.len().max(1) * keys);
        self.keys.reserve(keys);
    }

    /// Whether more than few of so many keys were not guessed, but looked for in the table.
    pub(crate) fn are_searched(&self, keys: usize) -> bool {
        self.searches > keys / 16
    }

    /// Fetches the places of keys that will be inserted next, unless nearly all of those before were guessed. Says whether it did.
    pub(crate) fn look_ahead(&mut self, keys: &[NameHash]) -> bool {
        let fetches = !keys.is_empty() && self.are_searched(keys.len());
        if fetches {
            self.searches = 0;
            self.table.look_ahead(keys.iter().copied());
        }
        fetches
    }

    /// Remembers `value` for a key that is new; says what was remembered when it is not.
    pub(crate) fn insert(&mut self, key: &str, value: V) -> Option<V> {
        self.insert_hashed(key, NameHash::of(key), value)
    }

    /// As [`KeySet::insert`], where the hash of the key is known.
    #[inline]
    pub(crate) fn insert_hashed(&mut self, key: &str, hash: NameHash, value: V) -> Option<V> {
        let (index, is_new) = self.search(key, hash, value);
        (!is_new).then(|| self.keys[index].value)
    }

    /// The number of the key that `is` the one looked for, if it is easy to guess. Rows are often sorted: a key is that of the row above, or
    /// the one that came after it the first time. What was guessed needs not be looked for in a table that is in no cache.
    #[inline]
    pub(crate) fn guess(&mut self, is: impl Fn(&[u8]) -> bool) -> Option<usize> {
        let mut guesses = [self.last, self.last + 1].into_iter();
        let guess = guesses.find(|guess| *guess < self.keys.len() && is(self.bytes(*guess)))?;
        self.last = guess;
        Some(guess)
    }

    /// The number of a key, from 0 in order of arrival, and whether it is new; `value` is remembered for it then.
    #[inline]
    pub(crate) fn number(&mut self, key: &str, hash: NameHash, value: V) -> (usize, bool) {
        let found = self.search(key, hash, value);
        self.last = found.0;
        found
    }

    #[inline]
    fn search(&mut self, key: &str, hash: NameHash, value: V) -> (usize, bool) {
        self.searches += 1;
        match self.find(hash, key) {
            Ok(index) => (index, false),
            Err(place) => {
                self.arena.extend_from_slice(key.as_bytes());
                self.keys.push(Key {
                    end: self.arena.len(),
                    value,
                });
                self.table.add(place, hash);
                (self.keys.len() - 1, true)
            }
        }
    }

    /// As [`KeySet::insert`]; an empty key is "not given" and never remembered.
    #[inline]
    pub(crate) fn insert_filled(&mut self, key: &str, value: V) -> Option<V> {
        if key.is_empty() {
            None
        } else {
            self.insert(key, value)
        }
    }

    /// The key of a number.
    pub(crate) fn key(&self, number: usize) -> &str {
        std::str::from_utf8(self.bytes(number)).expect("keys are texts")
    }

    /// What is remembered of a key.
    pub(crate) fn get(&self, key: &str) -> Option<V> {
        let index = self.find(NameHash::of(key), key).ok()?;
        Some(self.keys[index].value)
    }

    /// The index of a key, or the vacant place where it belongs.
    #[inline]
    fn find(&self, hash: NameHash, key: &str) -> Result<usize, usize> {
        self.table
            .find(hash, |index| self.bytes(index) == key.as_bytes())
    }

    /// The bytes of the key at `index`.
    fn bytes(&self, index: usize) -> &[u8] {
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.keys[before].end);
        &self.arena[start..self.keys[index].end]
    }
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
        fn a_key_set_is_a_map_that_keeps_the_first(given in prop::collection::vec("[ab]{0,3}|\\PC{0,8}", 0..400)) {
            let mut keys = KeySet::default();
            let mut map = BTreeMap::new();
            for (line, key) in given.iter().enumerate() {
                let before = map.get(key).copied();
                map.entry(key.clone()).or_insert(line);
                prop_assert_eq!(keys.insert(key, line), before);
            }
        }
    }
}
