//! Ways of writing a row: what stands around its names.

use crate::input::block::BLOCK;
use crate::input::marks::Marks;
use crate::input::record::Record;
use crate::site::NameHash;

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
    /// That of the last row that was found.
    last: usize,
    /// How many ways were numbered.
    numbered: u32,
    /// Whether this is for the second reader of a file.
    is_beside: bool,
}

/// Where a way of writing is kept, by what stands before and after the names.
#[derive(Debug, Clone, Default)]
struct Slot {
    way: Way,
    /// What was met here last, and becomes the way when it is met again at once.
    met: Option<NameHash>,
    /// The slot of the row that came after one of this way.
    next: usize,
}

/// A way of writing a row.
#[derive(Debug, Clone, Default)]
struct Way {
    number: WayNumber,
    /// Of all but the names.
    rest: Option<NameHash>,
    /// What stands before the names, between them, and after them up to the line end.
    around: [Vec<u8>; 3],
}

/// The number of a way of writing: of two rows with one number, all but the names is the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct WayNumber(u32);

impl WayNumber {
    /// Of how many numbers no two have the same place that are in use at once.
    pub(crate) const IN_USE: usize = 2 * SLOTS;

    /// That of a row like no other.
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
pub(crate) struct Writing {
    pub(crate) way: WayNumber,
    /// Tells the row, as it is written, from others. It has no meaning outside this process.
    pub(crate) fingerprint: u64,
}

/// A row like one above, at the start of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(super) writing: Writing,
    /// How many bytes it has, with its line end.
    pub(crate) length: usize,
    /// From where to where its names stand, in the order in which their places were given.
    names: [(usize, usize); 2],
}

impl Found {
    /// The names of the row, which stands at the start of `text`.
    #[inline]
    pub(crate) fn names<'t>(&self, text: &'t str) -> [&'t str; 2] {
        self.names.map(|(start, end)| &text[start..end])
    }
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
            last: 0,
            numbered: 0,
            is_beside: false,
        }
    }

    /// For a second reader of the same file.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn beside(&self) -> Self {
        Self {
            is_swapped: self.is_swapped,
            is_beside: true,
            ..Self::new(self.places)
        }
    }

    /// Takes in how a row is written. None when cutting alone did not make cells of it. `is_fine`: nothing was to be said of any of its cells.
    pub(crate) fn learn(&mut self, record: &Record<'_>, is_fine: bool) -> Option<Writing> {
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
        let mut writing = Writing {
            way: WayNumber::NONE,
            fingerprint: fingerprint(rest, [&text[first], &text[second]]),
        };
        let number = slot([before, after]);
        let Slot { way, met, .. } = &mut self.slots[number];
        if way.rest == Some(rest) && way.around == around {
            writing.way = way.number;
            return Some(writing);
        }
        let is_met_again = met.replace(rest) == Some(rest);
        if is_met_again
            && is_fine
            && record.is_clean()
            && text.len() <= LONGEST
            && let Some(next) = WayNumber::next(number, self.is_beside, self.numbered)
        {
            self.numbered += 1;
            *way = Way {
                number: next,
                rest: Some(rest),
                around: around.map(<[u8]>::to_vec),
            };
            writing.way = next;
        }
        Some(writing)
    }

    /// The row at the start of `text`, if one above was written in the same way. Nothing is to be said of it then, unless of its names.
    #[inline]
    pub(crate) fn find(&mut self, text: &str, separator: u8) -> Option<Found> {
        let text = text.as_bytes();
        let block: &[u8; BLOCK] = text.first_chunk()?;
        // Other lines may be comments.
        if !block[0].is_ascii_alphanumeric() {
            return None;
        }
        let marks = Marks::of(block, separator);
        let (mut stops, mut cell, mut start) = (marks.stops, 0, 0);
        let [first, second] = self.places.map(|place| {
            while cell < place {
                start = stops.trailing_zeros() as usize + 1;
                stops &= stops.wrapping_sub(1);
                cell += 1;
            }
            (start, stops.trailing_zeros() as usize)
        });
        // They do not end within the block, stand on two lines, or need more than cutting.
        if second.1 >= BLOCK || (marks.ends | marks.doubts) & ((1 << second.1) - 1) != 0 {
            return None;
        }
        let (before, between) = (&text[..first.0], &text[first.1..second.0]);
        let (slot, after) = self.way_around(before, between, &text[second.1..])?;
        self.last = slot;
        let way = &self.slots[slot].way;
        let names = [&text[first.0..first.1], &text[second.0..second.1]];
        let writing = Writing {
            way: way.number,
            fingerprint: fingerprint(way.rest?, names),
        };
        Some(Found {
            writing,
            length: second.1 + after,
            names: if self.is_swapped {
                [second, first]
            } else {
                [first, second]
            },
        })
    }

    /// The slot of the way that has this before the names and between them, and how many of the bytes after them belong to the row.
    #[inline]
    fn way_around(
        &mut self,
        before: &[u8],
        between: &[u8],
        after: &[u8],
    ) -> Option<(usize, usize)> {
        // Most often it is the one that came after the one of the row above before.
        let guess = self.slots[self.last].next;
        let way = &self.slots[guess].way;
        if let Some((end, rest)) = after.split_at_checked(way.around[2].len())
            && let Some(terminator) = line_end(rest)
            && way.around == [before, between, end]
        {
            return Some((guess, end.len() + terminator));
        }
        let feed = memchr::memchr(b'\n', after)?;
        let end = &after[..feed];
        let end = end.strip_suffix(b"\r").unwrap_or(end);
        let slot = slot([before, end].map(NameHash::of_bytes));
        self.slots[self.last].next = slot;
        let way = &self.slots[slot].way;
        (way.around == [before, between, end]).then_some((slot, feed + 1))
    }
}

/// The length of the line end at the start of `text`.
fn line_end(text: &[u8]) -> Option<usize> {
    match text {
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        _ => None,
    }
}

/// The slot of the ways that have this before and after the names.
fn slot([before, after]: [NameHash; 2]) -> usize {
    // The highest bits are as good as any.
    (before.with(after).bits() >> (u64::BITS - SLOTS.ilog2())) as usize
}

/// What tells a row from others: of its names, in the order in which they stand in it, and of all else.
fn fingerprint(rest: NameHash, names: [&[u8]; 2]) -> u64 {
    let [first, second] = names.map(NameHash::of_bytes);
    rest.with(first).with(second).bits()
}

#[cfg(test)]
mod tests;
