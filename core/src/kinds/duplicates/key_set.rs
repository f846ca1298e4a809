//! Key sets: which keys a file has given already, and where for the first time.
//!
//! A file may have millions of rows, and each of them is looked up here in several sets. What a key costs is waiting for memory: a hash
//! table of a million keys is in no cache, and every look into it is somewhere else. So:
//!
//! - rows are announced some time before they are checked ([`KeySet::look_ahead`]), and the places of all their keys are fetched at once;
//! - a key takes one place of eight bytes, in which most of its hash stands as well: other keys are not looked at;
//! - places follow the order of the hashes, so that a table grows from one end to the other;
//! - all keys stand one after the other in one arena: nothing is allocated for a single key.
//!
//! Hashes only spare work: keys are compared byte by byte, never by hash alone.

use crate::site::NameHash;

/// Number of hash bits that name a place in the first, smallest table.
const FIRST_BITS: u32 = 10;

/// The distinct keys seen so far, each with what is remembered of its first row.
#[derive(Debug)]
pub(crate) struct KeySet<V> {
    table: Table,
    /// The keys in order of arrival, without anything between them.
    arena: Vec<u8>,
    /// Where each key ends in the arena, and its value.
    keys: Vec<Key<V>>,
}

#[derive(Debug, Clone, Copy)]
struct Key<V> {
    end: usize,
    value: V,
}

impl<V> Default for KeySet<V> {
    fn default() -> Self {
        Self {
            table: Table::of_bits(FIRST_BITS),
            arena: Vec::new(),
            keys: Vec::new(),
        }
    }
}

impl<V: Copy> KeySet<V> {
    /// Fetches the places of keys that will be inserted next, with no decision between, so that the processor waits for all of them at once.
    pub(crate) fn look_ahead(&self, keys: &[NameHash]) {
        let look = |all, key: &NameHash| all ^ self.table.slots[self.table.place(short(*key))];
        std::hint::black_box(keys.iter().fold(0, look));
    }

    /// Remembers `value` for a key that is new; says what was remembered when it is not.
    pub(crate) fn insert(&mut self, key: &str, value: V) -> Option<V> {
        self.insert_hashed(key, NameHash::of(key), value)
    }

    /// As [`KeySet::insert`], where the hash of the key is known.
    #[inline]
    pub(crate) fn insert_hashed(&mut self, key: &str, hash: NameHash, value: V) -> Option<V> {
        let hash = short(hash);
        match self.find(hash, key) {
            Ok(index) => Some(self.keys[index].value),
            Err(place) => {
                self.add(place, hash, key, value);
                None
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

    /// As [`KeySet::insert_filled`], where the hash of the key is known.
    #[inline]
    pub(crate) fn insert_filled_hashed(
        &mut self,
        key: &str,
        hash: NameHash,
        value: V,
    ) -> Option<V> {
        if key.is_empty() {
            None
        } else {
            self.insert_hashed(key, hash, value)
        }
    }

    /// What is remembered of a key.
    pub(crate) fn get(&self, key: &str) -> Option<V> {
        let index = self.find(short(NameHash::of(key)), key).ok()?;
        Some(self.keys[index].value)
    }

    fn add(&mut self, place: usize, hash: u32, key: &str, value: V) {
        self.arena.extend_from_slice(key.as_bytes());
        self.keys.push(Key {
            end: self.arena.len(),
            value,
        });
        let number =
            u32::try_from(self.keys.len()).expect("2^32 keys do not fit in memory with their rows");
        self.table.slots[place] = Slot::new(hash, number).0;
        if self.keys.len() > self.table.slots.len() / 8 * 5 {
            self.table.grow();
        }
    }

    /// The index of a key, or the vacant place where it belongs.
    #[inline]
    fn find(&self, hash: u32, key: &str) -> Result<usize, usize> {
        let last = self.table.slots.len() - 1;
        let mut place = self.table.place(hash);
        loop {
            let slot = Slot(self.table.slots[place]);
            if slot.number() == 0 {
                return Err(place);
            }
            let index = slot.number() as usize - 1;
            if slot.hash() == hash && self.bytes(index) == key.as_bytes() {
                return Ok(index);
            }
            place = (place + 1) & last;
        }
    }

    /// The bytes of the key at `index`.
    fn bytes(&self, index: usize) -> &[u8] {
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.keys[before].end);
        &self.arena[start..self.keys[index].end]
    }
}

/// The part of a hash that is kept.
#[expect(
    clippy::cast_possible_truncation,
    reason = "keys are compared by their bytes"
)]
const fn short(hash: NameHash) -> u32 {
    hash.bits() as u32
}

/// A place of the table: the hash of a key above its number (from 1). A number, so that an empty table is memory that the system
/// gives as zeros, page by page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot(u64);

impl Slot {
    const fn new(hash: u32, number: u32) -> Self {
        Self((hash as u64) << 32 | number as u64)
    }

    const fn hash(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// 0: the place is vacant.
    const fn number(self) -> u32 {
        self.0 as u32
    }
}

/// Keys by hash: in the place that the first bits of the hash name, or in the first vacant one after it.
#[derive(Debug)]
struct Table {
    /// How many bits of the hash name a place.
    bits: u32,
    slots: Vec<u64>,
}

impl Table {
    fn of_bits(bits: u32) -> Self {
        Self {
            bits,
            slots: vec![0; 1 << bits],
        }
    }

    /// Doubles the table, or more while it is small.
    fn grow(&mut self) {
        let bits = self.bits + if self.bits < 20 { 2 } else { 1 };
        assert!(
            bits <= u32::BITS,
            "2^31 keys do not fit in memory with their rows"
        );
        let old = std::mem::replace(self, Self::of_bits(bits));
        let last = self.slots.len() - 1;
        for slot in old.slots.into_iter().filter(|slot| *slot != 0).map(Slot) {
            let mut place = self.place(slot.hash());
            while self.slots[place] != 0 {
                place = (place + 1) & last;
            }
            self.slots[place] = slot.0;
        }
    }

    #[inline]
    fn place(&self, hash: u32) -> usize {
        (hash >> (u32::BITS - self.bits)) as usize
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
