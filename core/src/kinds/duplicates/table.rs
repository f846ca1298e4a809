//! Things by the hash of what they are known by. The things stand elsewhere, in a list, and are known here by their place in it.
//!
//! - A thing takes one place of eight bytes, in which most of its hash stands as well: other things are not looked at.
//! - Places follow the order of the hashes, so that a table grows from one end to the other.

use crate::site::NameHash;

/// Number of hash bits that name a place in the first, smallest table.
const FIRST_BITS: u32 = 10;

/// Things in the place that the first bits of their hash name, or in the first vacant one after it.
#[derive(Debug)]
pub(crate) struct Table {
    /// How many bits of the hash name a place.
    bits: u32,
    slots: Vec<u64>,
    count: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self::of_bits(FIRST_BITS)
    }
}

impl Table {
    fn of_bits(bits: u32) -> Self {
        Self {
            bits,
            slots: vec![0; 1 << bits],
            count: 0,
        }
    }

    /// Fetches the places of things that will be looked for next, with no decision between, so that the processor waits for all of them at once.
    #[inline]
    pub(crate) fn look_ahead(&self, hashes: impl Iterator<Item = NameHash>) {
        let look = |all, hash| all ^ self.slots[self.place(short(hash))];
        std::hint::black_box(hashes.fold(0, look));
    }

    /// The index of a thing of this hash that `is` the one, or the vacant place where it belongs.
    ///
    /// # Errors
    /// The vacant place.
    #[inline]
    pub(crate) fn find(&self, hash: NameHash, is: impl Fn(usize) -> bool) -> Result<usize, usize> {
        let hash = short(hash);
        let last = self.slots.len() - 1;
        let mut place = self.place(hash);
        loop {
            let slot = Slot(self.slots[place & last]);
            if slot.number() == 0 {
                return Err(place);
            }
            let index = slot.number() as usize - 1;
            if slot.hash() == hash && is(index) {
                return Ok(index);
            }
            place = (place + 1) & last;
        }
    }

    /// Puts the next thing of the list in the vacant place where it belongs.
    #[inline]
    pub(crate) fn add(&mut self, place: usize, hash: NameHash) {
        self.count += 1;
        let number =
            u32::try_from(self.count).expect("2^32 keys do not fit in memory with their rows");
        self.slots[place] = Slot::new(short(hash), number).0;
        if self.count > self.slots.len() / 8 * 5 {
            self.grow();
        }
    }

    /// Makes room for so many things.
    pub(crate) fn expect(&mut self, count: usize) {
        let places = (count / 5 * 8 + 8).next_power_of_two();
        if places > self.slots.len() {
            self.grow_to(places.trailing_zeros());
        }
    }

    /// Doubles the table, or more while it is small.
    #[cold]
    fn grow(&mut self) {
        self.grow_to(self.bits + if self.bits < 20 { 2 } else { 1 });
    }

    fn grow_to(&mut self, bits: u32) {
        assert!(
            bits <= u32::BITS,
            "2^31 keys do not fit in memory with their rows"
        );
        let old = std::mem::replace(self, Self::of_bits(bits));
        self.count = old.count;
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

/// The part of a hash that is kept.
#[expect(
    clippy::cast_possible_truncation,
    reason = "keys are compared by their bytes"
)]
const fn short(hash: NameHash) -> u32 {
    hash.bits() as u32
}

/// A place of the table: the hash of a thing above its number (from 1). A number, so that an empty table is memory that the system
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
