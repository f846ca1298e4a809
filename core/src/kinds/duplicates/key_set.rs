//! Key sets: which keys a file has given already, and where for the first time.
//!
//! A file may have millions of rows, and each of them is looked up here in several sets. Most keys are new, and what a new key costs
//! is waiting for memory: a hash table of a million keys is in no cache, and every look into it is somewhere else. So:
//!
//! - exports are mostly sorted by one column or another: a key greater than all before is new, and nothing is looked up;
//! - a filter of two bytes per key, which is small enough to be near, tells most new keys without a look into the table;
//! - new keys enter the table in batches, whose places are fetched all at once;
//! - places follow the order of the hashes, which are kept, so that the table grows from one end to the other;
//! - all keys stand one after the other in one arena: nothing is allocated for a single key.
//!
//! The filter and the hashes only spare work: keys are compared byte by byte, never by hash alone.

use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use hashbrown::DefaultHashBuilder;

/// How many new keys wait before they enter the table.
const BATCH: usize = 128;

/// Number of hash bits that place a key in the first, smallest table.
const FIRST_BITS: u32 = 10;

/// The distinct keys seen so far, each with what is remembered of its first row.
#[derive(Debug)]
pub(crate) struct KeySet<V> {
    table: Table,
    /// The last keys, which are not in the table yet.
    waiting: Vec<Slot>,
    /// The keys in order of arrival, without anything between them.
    arena: Vec<u8>,
    /// Where each key ends in the arena, and its value.
    keys: Vec<Key<V>>,
    /// Where the greatest key stands in the arena.
    greatest: Range<usize>,
    hasher: DefaultHashBuilder,
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
            waiting: Vec::with_capacity(BATCH),
            arena: Vec::new(),
            keys: Vec::new(),
            greatest: 0..0,
            hasher: DefaultHashBuilder::default(),
        }
    }
}

impl<V: Copy> KeySet<V> {
    /// Remembers `value` for a key that is new; says what was remembered when it is not.
    #[inline]
    pub(crate) fn insert(&mut self, key: &str, value: V) -> Option<V> {
        let hash = self.hash(key);
        let start = self.arena.len();
        if !self.keys.is_empty() && key.as_bytes() <= &self.arena[self.greatest.clone()] {
            if let Some(first) = self.find(hash, key) {
                return Some(first);
            }
        } else {
            self.greatest = start..start + key.len();
        }
        self.add(hash, key, value);
        None
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

    /// What is remembered of a key.
    pub(crate) fn get(&self, key: &str) -> Option<V> {
        self.find(self.hash(key), key)
    }

    fn add(&mut self, hash: u32, key: &str, value: V) {
        self.arena.extend_from_slice(key.as_bytes());
        self.keys.push(Key {
            end: self.arena.len(),
            value,
        });
        let number =
            u32::try_from(self.keys.len()).expect("2^32 keys do not fit in memory with their rows");
        self.waiting.push(Slot::new(hash, number));
        if self.waiting.len() == BATCH {
            self.table.take(&self.waiting, self.keys.len());
            self.waiting.clear();
        }
    }

    /// The value of a key that is not known to be new.
    fn find(&self, hash: u32, key: &str) -> Option<V> {
        if self.table.is_new(hash) {
            return self.among(self.waiting.iter().copied(), hash, key);
        }
        self.among(self.table.of_hash(hash), hash, key)
            .or_else(|| self.among(self.waiting.iter().copied(), hash, key))
    }

    fn among(&self, slots: impl Iterator<Item = Slot>, hash: u32, key: &str) -> Option<V> {
        slots
            .filter(|slot| slot.hash() == hash)
            .map(|slot| slot.number() as usize - 1)
            .find(|index| self.bytes(*index) == key.as_bytes())
            .map(|index| self.keys[index].value)
    }

    /// The bytes of the key at `index`.
    fn bytes(&self, index: usize) -> &[u8] {
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.keys[before].end);
        &self.arena[start..self.keys[index].end]
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
    /// A word for every eight places, with three bits for each hash that belongs there.
    filter: Vec<u64>,
}

impl Table {
    fn of_bits(bits: u32) -> Self {
        Self {
            bits,
            slots: vec![0; 1 << bits],
            filter: vec![0; 1 << (bits - 3)],
        }
    }

    /// Whether certainly no key has this hash.
    #[inline]
    fn is_new(&self, hash: u32) -> bool {
        let mask = mask(hash);
        self.filter[self.place(hash) >> 3] & mask != mask
    }

    /// Takes in keys. `count` is how many there are with them.
    fn take(&mut self, batch: &[Slot], count: usize) {
        if count > self.slots.len() / 8 * 5 {
            self.grow();
        }
        // Reading all places first, with no decision between, lets the processor wait for all of them at once.
        let fetched = batch.iter().map(|slot| self.place(slot.hash()));
        std::hint::black_box(fetched.fold(0, |all, place| {
            all ^ self.slots[place] ^ self.filter[place >> 3]
        }));
        for slot in batch {
            self.put(*slot);
        }
    }

    fn put(&mut self, slot: Slot) {
        let last = self.slots.len() - 1;
        let mut place = self.place(slot.hash());
        while self.slots[place] != 0 {
            place = (place + 1) & last;
        }
        self.slots[place] = slot.0;
        let word = self.place(slot.hash()) >> 3;
        self.filter[word] |= mask(slot.hash());
    }

    /// Doubles the table.
    fn grow(&mut self) {
        let bits = self.bits + 1;
        assert!(
            bits <= u32::BITS,
            "2^31 keys do not fit in memory with their rows"
        );
        let old = std::mem::replace(self, Self::of_bits(bits));
        for slot in old.slots.into_iter().filter(|slot| *slot != 0).map(Slot) {
            self.put(slot);
        }
    }

    /// The keys whose hash may be this one.
    fn of_hash(&self, hash: u32) -> impl Iterator<Item = Slot> + '_ {
        let (before, after) = self.slots.split_at(self.place(hash));
        after
            .iter()
            .chain(before)
            .copied()
            .take_while(|slot| *slot != 0)
            .map(Slot)
    }

    #[inline]
    fn place(&self, hash: u32) -> usize {
        (hash >> (u32::BITS - self.bits)) as usize
    }
}

/// Three of the 64 bits of a word of the filter.
#[inline]
const fn mask(hash: u32) -> u64 {
    let mixed = (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    1 << (mixed >> 58) | 1 << (mixed >> 52 & 63) | 1 << (mixed >> 46 & 63)
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
