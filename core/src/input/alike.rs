//! Rows that are written as one above, but for two of their cells. Lists of who is in what have millions of them: what stands around both names is
//! compared as a whole, and only the names are looked at.

#[cfg(not(target_arch = "wasm32"))]
mod ahead;

use super::Record;
use crate::site::NameHash;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use ahead::AlikeRow;

/// How many ways of writing a row are known at once.
const SLOTS: usize = 64;

/// The longest row that others are compared with, in bytes.
const LONGEST: usize = 4096;

/// The ways in which rows above were written.
#[derive(Debug)]
pub(crate) struct Alike {
    /// The places in the row of the cells that differ, ascending.
    places: [usize; 2],
    /// Whether they were given in the other order.
    is_swapped: bool,
    slots: Vec<Slot>,
    /// How many ways were numbered.
    numbered: u32,
    /// Whether this is for the second reader of a file.
    is_beside: bool,
}

/// Where a way of writing is kept, by what stands after the names.
#[derive(Debug, Clone, Default)]
struct Slot {
    way: Way,
    /// What was met here last, and becomes the way when it is met again at once.
    met: Option<NameHash>,
}

/// A way of writing a row.
#[derive(Debug, Clone, Default)]
struct Way {
    number: WayNumber,
    /// Of all but the names.
    rest: Option<NameHash>,
    /// What stands before the names, between them, and after them up to the line end.
    around: [Vec<u8>; 3],
    /// Of each cell, how many names end up to its end, and how far that is from the end of the last of them.
    ends: Vec<(usize, usize)>,
}

/// The number of a way of writing: of two rows with one number, all but the names is the same. None: a row has no number (yet).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct WayNumber(u32);

impl WayNumber {
    /// Of how many numbers no two leave the same rest that are in use at once.
    pub(crate) const IN_USE: usize = 2 * SLOTS;

    /// That of a row that has none.
    pub(crate) const NONE: Self = Self(0);

    /// The number of the next way in a slot, for a reader that has numbered so many. None once no number is left.
    fn next(slot: usize, is_beside: bool, numbered: u32) -> Option<Self> {
        let base = numbered.checked_mul(Self::IN_USE as u32)?;
        let number = base.checked_add(2 * slot as u32 + u32::from(is_beside) + 1)?;
        Some(Self(number))
    }

    /// Its place among those in use.
    pub(crate) const fn place(self) -> usize {
        self.0 as usize % Self::IN_USE
    }
}

/// How a row is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    pub(crate) way: WayNumber,
    /// Of all of the row.
    pub(crate) fingerprint: u64,
}

impl Alike {
    /// For rows that differ in the cells at these places.
    pub(crate) fn new(mut places: [usize; 2]) -> Self {
        let is_swapped = places[0] > places[1];
        places.sort_unstable();
        Self {
            places,
            is_swapped,
            slots: vec![Slot::default(); SLOTS],
            numbered: 0,
            is_beside: false,
        }
    }

    /// Takes in how a row is written. None when cutting alone did not make cells of it. `is_fine`: nothing was to be said of any of its cells.
    pub(crate) fn learn(&mut self, record: &Record<'_>, is_fine: bool) -> Option<Written> {
        let (text, ends) = record.as_cut()?;
        let text = text.as_bytes();
        let end = |place: usize| ends.get(place).map(|end| *end as usize);
        let start = |place: usize| match place.checked_sub(1) {
            Some(before) => end(before).map(|end| end + 1),
            None => Some(0),
        };
        let [first, second] = self.places;
        let first = start(first)?..end(first)?;
        let second = start(second)?..end(second)?;
        let around = [
            &text[..first.start],
            &text[first.end..second.start],
            &text[second.end..end(ends.len() - 1)?],
        ];
        let [before, between, after] = around.map(NameHash::of_bytes);
        let rest = before.with(between).with(after);
        let names = [&text[first.clone()], &text[second.clone()]].map(NameHash::of_bytes);
        let mut written = Written {
            way: WayNumber::NONE,
            fingerprint: fingerprint(rest, names),
        };
        let number = slot(after);
        let Slot { way, met } = &mut self.slots[number];
        if way.rest == Some(rest) && way.around == around {
            written.way = way.number;
            return Some(written);
        }
        let is_met_again = met.replace(rest) == Some(rest);
        if is_met_again
            && is_fine
            && record.is_clean()
            && text.len() <= LONGEST
            && let Some(number) = WayNumber::next(number, self.is_beside, self.numbered)
        {
            self.numbered += 1;
            let cell = |end: &u32| match *end as usize {
                end if end < first.end => (0, end),
                end if end < second.end => (1, end - first.end),
                end => (2, end - second.end),
            };
            *way = Way {
                number,
                rest: Some(rest),
                around: around.map(<[u8]>::to_vec),
                ends: ends.iter().map(cell).collect(),
            };
            written.way = number;
        }
        Some(written)
    }
}

/// The slot of the ways that end so after the names.
fn slot(after: NameHash) -> usize {
    // The highest bits are as good as any.
    (after.bits() >> (u64::BITS - SLOTS.ilog2())) as usize
}

/// What tells a row from others: of the names, in the order in which they stand in it, and of all else.
fn fingerprint(rest: NameHash, [first, second]: [NameHash; 2]) -> u64 {
    rest.with(first).with(second).bits()
}
