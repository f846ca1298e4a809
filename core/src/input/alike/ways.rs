//! Ways of writing a row: what stands around its names.

use hashbrown::HashMap;

use crate::input::block::BLOCK;
use crate::input::marks::Marks;
use crate::input::record::Record;
use crate::site::NameHash;

/// How many ways of writing a row are known at once.
const KNOWN: usize = 256;

/// Of how many that have no number yet it is remembered that they were met.
const MET: usize = 64;

/// The longest row that others are compared with, in bytes.
const LONGEST: usize = 4096;

/// The ways in which rows above were written.
#[derive(Debug)]
pub(crate) struct Alike {
    /// The places in the row of the cells that differ, ascending.
    places: [usize; 2],
    /// Whether they were given in the other order.
    is_swapped: bool,
    ways: Vec<Way>,
    /// Where each way stands, by [`Way::rest`].
    by_rest: HashMap<u64, usize>,
    /// What was met in no way that has a number, by its hash: when it is met again, it becomes a way.
    met: Vec<Option<NameHash>>,
    /// The way of the last row that was found.
    last: usize,
    /// How many ways were numbered.
    numbered: u32,
    /// Whether this is for the second reader of a file.
    is_beside: bool,
}

/// A way of writing a row.
#[derive(Debug)]
struct Way {
    number: WayNumber,
    /// Of all but the names.
    rest: NameHash,
    /// What stands before the names, between them, and after them up to the line end.
    around: [Vec<u8>; 3],
    /// Where the way stands of the row that came after one of this way.
    next: usize,
}

/// The number of a way of writing: of two rows with one number, all but the names is the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct WayNumber(u32);

impl WayNumber {
    /// Of how many numbers no two have the same place that are in use at once.
    pub(crate) const IN_USE: usize = 2 * KNOWN;

    /// That of a row like no other.
    pub(crate) const NONE: Self = Self(0);

    /// The number of the next way, for a reader that has numbered so many. None once no number is left.
    fn next(is_beside: bool, numbered: u32) -> Option<Self> {
        let number = numbered.checked_mul(2)?.checked_add(1)?;
        number.checked_add(u32::from(is_beside)).map(Self)
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
            ways: Vec::new(),
            by_rest: HashMap::new(),
            met: vec![None; MET],
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
        let rest = rest(around);
        let mut writing = Writing {
            way: WayNumber::NONE,
            fingerprint: fingerprint(rest, [&text[first], &text[second]]),
        };
        let place = self.by_rest.get(&rest.bits());
        if let Some(way) = place.map(|place| &self.ways[*place])
            && way.around == around
        {
            writing.way = way.number;
        } else if is_fine && record.is_clean() && text.len() <= LONGEST {
            let met = &mut self.met[rest.bits() as usize % MET];
            if met.replace(rest) == Some(rest) {
                writing.way = self.add(rest, around);
            }
        }
        Some(writing)
    }

    /// Adds a way; when there are many, in place of the one that was added first.
    fn add(&mut self, rest: NameHash, around: [&[u8]; 3]) -> WayNumber {
        let Some(number) = WayNumber::next(self.is_beside, self.numbered) else {
            return WayNumber::NONE;
        };
        let place = self.numbered as usize % KNOWN;
        self.numbered += 1;
        let way = Way {
            number,
            rest,
            around: around.map(<[u8]>::to_vec),
            next: place,
        };
        match self.ways.get_mut(place) {
            Some(old) => {
                self.by_rest.remove(&old.rest.bits());
                *old = way;
            }
            None => self.ways.push(way),
        }
        self.by_rest.insert(rest.bits(), place);
        number
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
        let (place, after) = self.way_around(before, between, &text[second.1..])?;
        self.last = place;
        let way = &self.ways[place];
        let names = [&text[first.0..first.1], &text[second.0..second.1]];
        let writing = Writing {
            way: way.number,
            fingerprint: fingerprint(way.rest, names),
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

    /// Where the way stands that has this before the names and between them, and how many of the bytes after them belong to the row.
    #[inline]
    fn way_around(
        &mut self,
        before: &[u8],
        between: &[u8],
        after: &[u8],
    ) -> Option<(usize, usize)> {
        // Most often it is the one that came after the one of the row above before.
        let guess = self.ways.get(self.last)?.next;
        let way = &self.ways[guess];
        if let Some((end, rest)) = after.split_at_checked(way.around[2].len())
            && let Some(terminator) = line_end(rest)
            && way.around == [before, between, end]
        {
            return Some((guess, end.len() + terminator));
        }
        let feed = memchr::memchr(b'\n', after)?;
        let end = &after[..feed];
        let end = end.strip_suffix(b"\r").unwrap_or(end);
        let place = *self.by_rest.get(&rest([before, between, end]).bits())?;
        self.ways[self.last].next = place;
        let way = &self.ways[place];
        (way.around == [before, between, end]).then_some((place, feed + 1))
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

/// What tells a way from others.
fn rest(around: [&[u8]; 3]) -> NameHash {
    let [before, between, after] = around.map(NameHash::of_bytes);
    before.with(between).with(after)
}

/// What tells a row from others: of its names, in the order in which they stand in it, and of all else.
fn fingerprint(rest: NameHash, names: [&[u8]; 2]) -> u64 {
    let [first, second] = names.map(NameHash::of_bytes);
    rest.with(first).with(second).bits()
}

#[cfg(test)]
mod tests;
