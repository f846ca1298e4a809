//! Keys of rows that are sorted by them, as most systems write their exports: a key that is greater than the one before it is greater than
//! all, and so is new. Nothing is looked up then, and of a key is kept what it does not share with the one before it, a few bytes:
//! memory that is touched for the first time costs more than any comparison. The first key out of order moves all of them into a
//! [`KeySet`].

use super::{FirstRow, KeySet};
use crate::site::NameHash;

/// The distinct keys seen so far, each with what is remembered of its first row: as a [`KeySet`], for keys that often come in ascending order.
#[derive(Debug)]
pub(crate) struct OftenSorted<V> {
    /// All keys, as long as they ascend.
    run: Option<Run<V>>,
    /// All keys, once one was out of order.
    set: KeySet<V>,
    /// How many keys were announced.
    expected: usize,
}

/// What can be remembered of a key's first row in few bytes.
pub(crate) trait Remembered: Copy + Default {
    /// Appends it to `packed`; `before` is that of the key before.
    fn pack(self, before: Self, packed: &mut Vec<u8>);

    /// Takes it from the start of `packed`; none when it is not there.
    fn unpack(before: Self, packed: &mut &[u8]) -> Option<Self>;
}

/// A line.
impl Remembered for u64 {
    fn pack(self, before: Self, packed: &mut Vec<u8>) {
        let mut rest = self.wrapping_sub(before);
        while rest >= 0x80 {
            packed.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        packed.push(rest as u8);
    }

    fn unpack(before: Self, packed: &mut &[u8]) -> Option<Self> {
        let (mut distance, mut shift) = (0, 0);
        loop {
            let byte = *packed.split_off_first()?;
            distance |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return Some(before.wrapping_add(distance));
            }
        }
    }
}

impl Remembered for FirstRow {
    fn pack(self, before: Self, packed: &mut Vec<u8>) {
        self.line.pack(before.line, packed);
        packed.extend_from_slice(&self.fingerprint.to_le_bytes());
    }

    fn unpack(before: Self, packed: &mut &[u8]) -> Option<Self> {
        let line = u64::unpack(before.line, packed)?;
        let (fingerprint, rest) = packed.split_first_chunk()?;
        *packed = rest;
        Some(Self {
            line,
            fingerprint: u64::from_le_bytes(*fingerprint),
        })
    }
}

/// Keys in ascending order. Of each: how many bytes it shares with the one before it, how many more it has, these bytes, and its value.
#[derive(Debug, Default)]
struct Run<V> {
    packed: Vec<u8>,
    /// The last key and its value.
    last: Vec<u8>,
    value: V,
}

impl<V: Remembered> Run<V> {
    /// Appends a key; says whether it could be, being above all others.
    #[inline]
    fn push(&mut self, key: &[u8], value: V) -> bool {
        let shared = shared(&self.last, key);
        let more = &key[shared..];
        let is_above = match (more.first(), self.last.get(shared)) {
            (Some(byte), Some(last)) => byte > last,
            (first, _) => first.is_some(),
        };
        let (Ok(shared_length), Ok(length), true) =
            (u8::try_from(shared), u8::try_from(more.len()), is_above)
        else {
            return false;
        };
        self.packed.extend_from_slice(&[shared_length, length]);
        self.packed.extend_from_slice(more);
        value.pack(self.value, &mut self.packed);
        self.last.truncate(shared);
        self.last.extend_from_slice(more);
        self.value = value;
        true
    }

    /// Hands out all keys, in order.
    fn unpack(self, mut each: impl FnMut(&str, V)) {
        let (mut rest, mut key, mut value) = (&*self.packed, Vec::new(), V::default());
        while let Some(([shared, length], after)) = rest.split_first_chunk() {
            let (more, after) = after.split_at(usize::from(*length));
            rest = after;
            key.truncate(usize::from(*shared));
            key.extend_from_slice(more);
            value = V::unpack(value, &mut rest).expect("each key has its value");
            each(std::str::from_utf8(&key).expect("texts were packed"), value);
        }
    }
}

/// How many bytes two texts share from their start.
#[inline]
fn shared(one: &[u8], other: &[u8]) -> usize {
    let (ones, _) = one.as_chunks::<8>();
    let (others, _) = other.as_chunks::<8>();
    let mut shared = 0;
    for (one, other) in ones.iter().zip(others) {
        let differ = u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
        if differ != 0 {
            return shared + differ.trailing_zeros() as usize / 8;
        }
        shared += 8;
    }
    let rest = one[shared..].iter().zip(&other[shared..]);
    shared + rest.take_while(|(one, other)| one == other).count()
}

impl<V: Remembered> Default for OftenSorted<V> {
    fn default() -> Self {
        Self {
            run: Some(Run::default()),
            set: KeySet::default(),
            expected: 0,
        }
    }
}

impl<V: Remembered> OftenSorted<V> {
    /// Makes room for so many keys, where they are not in order.
    pub(crate) fn expect(&mut self, keys: usize) {
        self.expected = keys;
        if self.run.is_none() {
            self.set.expect(keys);
        }
    }

    /// Fetches the places of keys that will be inserted next, where they are not in order.
    pub(crate) fn look_ahead(&mut self, keys: &[NameHash]) {
        if self.run.is_none() {
            self.set.look_ahead(keys);
        }
    }

    /// Remembers `value` for a key that is new; says what was remembered when it is not.
    #[inline]
    pub(crate) fn insert_hashed(&mut self, key: &str, hash: NameHash, value: V) -> Option<V> {
        if let Some(run) = &mut self.run {
            if run.push(key.as_bytes(), value) {
                return None;
            }
            self.give_up_order();
        }
        self.set.insert_hashed(key, hash, value)
    }

    /// What is remembered of a key.
    pub(crate) fn get(&mut self, key: &str) -> Option<V> {
        self.give_up_order();
        self.set.get(key)
    }

    #[cold]
    fn give_up_order(&mut self) {
        if let Some(run) = self.run.take() {
            self.set.expect(self.expected);
            run.unpack(|key, value| {
                self.set.insert(key, value);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_in_order_are_kept_in_few_bytes() {
        let mut keys = OftenSorted::default();
        for line in 0..1_000_u64 {
            let key = format!("u{line:07}@example.org");
            assert_eq!(keys.insert_hashed(&key, NameHash::of(&key), line), None);
        }
        let run = keys.run.as_ref().map(|run| run.packed.len());
        assert!(run.is_some_and(|bytes| bytes < 17_000), "{run:?}");
        assert_eq!(keys.get("u0000700@example.org"), Some(700));
        assert_eq!(keys.get("u0001000@example.org"), None);
    }

    proptest! {
        /// Sorted up to some key, with texts of every length.
        #[test]
        fn it_is_a_map_that_keeps_the_first(
            mut given in prop::collection::vec(("[ab]{0,3}|\\PC{0,8}|c{250,260}", any::<u64>()), 0..60),
            sorted in 0_usize..60,
        ) {
            let sorted = sorted.min(given.len());
            given[..sorted].sort();
            let mut keys = OftenSorted::default();
            let mut map = BTreeMap::new();
            for (key, line) in given {
                let row = FirstRow { line, fingerprint: line ^ 7 };
                let before = map.get(&key).copied();
                map.entry(key.clone()).or_insert(row);
                prop_assert_eq!(keys.insert_hashed(&key, NameHash::of(&key), row), before);
            }
            for (key, row) in map {
                prop_assert_eq!(keys.get(&key), Some(row));
            }
        }
    }
}
