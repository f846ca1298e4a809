//! Rows like one above, found before anything is made of them.

use super::{Alike, WayNumber, Written, fingerprint, slot};
use crate::input::block::BLOCK;
use crate::input::marks::Marks;
use crate::input::{Encoding, Reader, Records};
use crate::site::NameHash;

/// A row like one above, at the start of a text. It needs nothing but cutting.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AlikeRow {
    way: WayNumber,
    rest: NameHash,
    /// From where to where the names stand, in their order.
    names: [(usize, usize); 2],
    slot: usize,
    /// How many bytes it has, with its line end.
    length: usize,
}

impl Alike {
    /// For a second reader of the same file.
    pub(crate) fn beside(&self) -> Self {
        Self {
            is_swapped: self.is_swapped,
            is_beside: true,
            ..Self::new(self.places)
        }
    }

    /// The row at the start of `text`, if one above was written in the same way. Nothing is to be said of it then, unless of its names, all bytes of which are
    /// above suspicion ([`Record::is_clean`](crate::input::Record::is_clean)).
    #[inline]
    pub(crate) fn find(&self, text: &str, separator: u8) -> Option<AlikeRow> {
        let text = text.as_bytes();
        let block: &[u8; BLOCK] = text.first_chunk()?;
        // Other lines may be comments.
        if !block[0].is_ascii_alphanumeric() {
            return None;
        }
        let marks = Marks::of(block, separator);
        let (mut stops, mut cell, mut start) = (marks.stops, 0, 0);
        let names = self.places.map(|place| {
            while cell < place {
                start = stops.trailing_zeros() as usize + 1;
                stops &= stops.wrapping_sub(1);
                cell += 1;
            }
            (start, stops.trailing_zeros() as usize)
        });
        let [(first, first_end), (second, end)] = names;
        // They do not end within the block, stand on two lines, or need more than cutting.
        if end >= BLOCK || (marks.ends | marks.doubts) & ((1 << end) - 1) != 0 {
            return None;
        }
        let feed = end + memchr::memchr(b'\n', &text[end..])?;
        let after = &text[end..feed];
        let after = after.strip_suffix(b"\r").unwrap_or(after);
        let slot = slot(NameHash::of_bytes(after));
        let way = &self.slots[slot].way;
        let around = [&text[..first], &text[first_end..second], after];
        (way.around == around).then_some(AlikeRow {
            way: way.number,
            rest: way.rest?,
            names,
            slot,
            length: feed + 1,
        })
    }

    /// The names of a row, which stands at the start of `text`, in the order in which their places were given.
    #[inline]
    pub(crate) fn names<'t>(&self, row: &AlikeRow, text: &'t str) -> [&'t str; 2] {
        let [first, second] = row.names.map(|(start, end)| &text[start..end]);
        if self.is_swapped {
            [second, first]
        } else {
            [first, second]
        }
    }

    /// How a row is written, whose names have these hashes, in the order in which their places were given.
    #[inline]
    pub(crate) fn written(&self, row: &AlikeRow, [one, other]: [NameHash; 2]) -> Written {
        let names = if self.is_swapped {
            [other, one]
        } else {
            [one, other]
        };
        Written {
            way: row.way,
            fingerprint: fingerprint(row.rest, names),
        }
    }
}

impl Reader {
    /// The text that comes next and the separator, where rows may stand that need nothing but cutting.
    #[inline]
    pub(crate) fn ahead(&self) -> Option<(&str, u8)> {
        let dialect = self.dialect()?;
        let is_plain = dialect.encoding == Encoding::Utf8
            && self.header_cells.is_some()
            && self.skipping.is_none()
            // A line whose end is awaited is not looked at again for each piece of it that comes in.
            && self.searched == 0;
        let text = self.text.valid().filter(|_| is_plain)?;
        let is_placed = u32::try_from(text.len()).is_ok();
        is_placed.then(|| (&text[self.at..], dialect.separator as u8))
    }

    /// Keeps a row that was found at the start of what comes next, and passes over it.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the text is shorter than 4 GiB")]
    pub(crate) fn keep(&mut self, row: &AlikeRow, alike: &Alike, records: &mut Records) {
        let (start, line) = (self.at as u32, self.line);
        let span = self.advance(row.length, 1);
        let [(_, first), (_, second)] = row.names;
        let from = [0, first, second];
        let ends = alike.slots[row.slot].way.ends.iter();
        let ends = ends.map(|(names, end)| (from[*names] + end) as u32);
        records.push_plain((start, self.at as u32), line, span, ends);
    }
}
