//! Whole records that are moved out of a reader unread: another one, on another thread, reads them.

use super::content::line_ends;
use super::reader::{MAX_RECORD, Next, Reader};
use super::text::Text;
use super::{Dialect, Encoding, Records};

/// Text of whole records from inside a file.
#[derive(Debug)]
pub(crate) struct Unread {
    text: Text,
    /// Where it stands in the file.
    offset: u64,
    /// The line on which it starts.
    line: u64,
}

impl Reader {
    /// A reader for records that this one moves out ([`Reader::skim`]). None as long as it moves none out.
    pub(crate) fn beside(&self) -> Option<Self> {
        let dialect = self.dialect()?;
        let reader = Self::resume(dialect, 0, 1, self.header_cells?);
        Some(reader.with_protected_separator(self.options.protected_separator))
    }

    /// Takes out, unread, the whole records that were pushed last, as if they had been handed out. `used`: what was read to its end, whose memory is
    /// used again. None when there is none, when the start of the file is not understood yet, and when the file is not in UTF-8.
    pub(crate) fn skim(&mut self, used: Option<Unread>) -> Option<Unread> {
        let dialect = self.dialect()?;
        self.header_cells?;
        let length = self.text.bytes().len();
        if dialect.encoding != Encoding::Utf8
            || self.options.counts_records
            || self.skipping.is_some()
            || self.at > 0
            || length > MAX_RECORD
        {
            return None;
        }
        let (offset, line) = (self.offset, self.line);
        while self.pass_records(dialect) {}
        if self.at == 0 {
            return None;
        }
        let rest = used.map_or_else(Text::new, |used| used.text);
        let text = self.text.split(self.at, rest);
        self.at = 0;
        Some(Unread { text, offset, line })
    }

    /// Gives records that were read from it the text, and keeps what comes after them. What they were lent before is used again.
    pub(crate) fn give(&mut self, records: &mut Records) {
        let rest = std::mem::take(&mut records.lent);
        records.lent = self.text.split(self.at, rest);
        self.at = 0;
    }

    /// Passes over records up to the end of the first one with a quote, or to one with a quote out of place. Says whether there may be more.
    fn pass_records(&mut self, dialect: Dialect) -> bool {
        let rest = &self.text.bytes()[self.at..];
        // Without a quote, nothing stands on two lines.
        let Some(quote) = memchr::memchr(b'"', rest) else {
            // Whether a line feed follows is not known yet.
            let known = rest.strip_suffix(b"\r").unwrap_or(rest);
            self.pass_lines(whole_lines(known));
            return false;
        };
        self.pass_lines(whole_lines(&rest[..quote]));
        match self.decide(dialect) {
            // What such a record is may depend on what comes after it.
            Some(Next::Record { .. }) if self.content.is_stray() => false,
            Some(Next::Record { length, terminator }) => {
                let record = &self.text.bytes()[self.at..self.at + length];
                let lines = self.content.lines(record);
                self.advance(length + terminator, lines);
                true
            }
            Some(Next::Skipped { length, .. }) => {
                self.advance(length, 1);
                true
            }
            Some(Next::TooLong(..)) => true,
            None => false,
        }
    }

    /// Passes over whole lines.
    fn pass_lines(&mut self, length: usize) {
        let lines = line_ends(&self.text.bytes()[self.at..self.at + length]);
        self.advance(length, lines);
    }

    /// Goes on with these records, which are whole: the reader has read everything that it had. They are changed for that, of which only the memory is of
    /// use. The reader was made by [`Reader::beside`].
    pub(crate) fn take_up(&mut self, unread: &mut Unread) {
        std::mem::swap(&mut self.text, &mut unread.text);
        self.at = 0;
        self.searched = 0;
        self.offset = unread.offset;
        self.line = unread.line;
        self.taken = self.offset + self.text.bytes().len() as u64;
        // Nothing that follows changes what these records are.
        self.finished = true;
    }
}

/// How many bytes of a text are whole lines.
fn whole_lines(text: &[u8]) -> usize {
    memchr::memrchr2(b'\n', b'\r', text).map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::{Item, LineEnd};

    const DIALECT: Dialect = Dialect {
        encoding: Encoding::Utf8,
        separator: ';',
        line_end: LineEnd::Lf,
    };

    /// What a reader says of all that it can read.
    fn read(reader: &mut Reader, said: &mut Vec<String>) {
        while let Some(item) = reader.next() {
            said.push(match item {
                Item::Record(record) => {
                    let cells = (0..record.len()).map(|at| (record.cell(at), record.cell_span(at)));
                    let cells: Vec<_> = cells.collect();
                    let (line, span, findings) = (record.line(), record.span(), record.findings());
                    format!("{line} {span:?} {cells:?} {findings:?}")
                }
                other => format!("{other:?}"),
            });
        }
    }

    proptest! {
        /// Pieces that another reader reads, among others, say what one reader says of all.
        #[test]
        fn what_is_moved_out_is_read_as_if_it_had_stayed(
            text in prop_oneof![
                prop::collection::vec(prop::sample::select(b"ab;;\"\"\n\r#(&\xc3\xa9".to_vec()), 0..120),
                prop::collection::vec("[ab]{0,3};(\"[ab;\n\"]{0,4}\"|x);[é(#]{0,2}(\n|\r\n|\r)", 0..20)
                    .prop_map(|rows| rows.concat().into_bytes()),
            ],
            pieces in prop::collection::vec((1_usize..40, any::<bool>()), 1..30),
        ) {
            let reader = || Reader::resume(DIALECT, 7, 2, 3);
            let mut expected = Vec::new();
            let mut alone = reader();
            alone.push(&text);
            alone.finish();
            read(&mut alone, &mut expected);

            let (mut said, mut first, mut used) = (Vec::new(), reader(), None);
            let mut beside = first.beside().expect("the dialect is known");
            let mut rest = &text[..];
            for (length, moves) in pieces.into_iter().cycle() {
                let (piece, after) = rest.split_at(length.min(rest.len()));
                rest = after;
                first.push(piece);
                let unread = if moves { first.skim(used.take()) } else { None };
                if let Some(mut unread) = unread {
                    beside.take_up(&mut unread);
                    read(&mut beside, &mut said);
                    used = Some(unread);
                } else {
                    read(&mut first, &mut said);
                }
                if rest.is_empty() {
                    break;
                }
            }
            first.finish();
            read(&mut first, &mut said);
            prop_assert_eq!(said, expected);
        }
    }
}
