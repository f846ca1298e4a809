//! Rows that are read beside the front, on the thread of the back when that has nothing else to do.

use super::batch::Batch;
use super::cells::Cells;
use super::front::read_rows;
use crate::input::{Reader, Unread};
use crate::site::Directory;

/// Reads records that the front has moved out unread.
pub(super) struct Aside {
    reader: Reader,
    cells: Cells,
}

impl Aside {
    /// `reader` has no text yet ([`Reader::beside`]).
    pub(super) fn new(reader: Reader, cells: Cells) -> Self {
        Self { reader, cells }
    }

    /// Goes on with these records, having read all others; gives the memory of those back.
    pub(super) fn take_up(&mut self, mut unread: Unread) -> Unread {
        self.reader.take_up(&mut unread);
        unread
    }

    /// Reads to the end, batch after batch, and hands each to `take`.
    pub(super) fn read(
        &mut self,
        batch: &mut Batch,
        directory: &dyn Directory,
        mut take: impl FnMut(&Batch),
    ) {
        loop {
            read_rows(&mut self.reader, &mut self.cells, batch);
            if batch.is_empty() {
                return;
            }
            batch.keys_mut().ask(directory);
            self.reader.lend(batch.records_mut());
            take(batch);
            self.reader.take_back(batch.records_mut());
            batch.clear();
        }
    }
}
