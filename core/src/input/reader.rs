//! The push-fed reader.

use super::cells::Quoting;
use super::content::Content;
use super::recognise::{self, SAMPLE};
use super::record::{Item, is_blank};
use super::records::Records;
use super::source::{Source, source_len};
use super::text::Text;
use super::{Dialect, Encoding};
use crate::finding::{Code, Finding, Span};

/// The longest record that is read, in bytes; a longer one is skipped with a finding.
pub const MAX_RECORD: usize = 1 << 20;

/// What is known of a file before it is read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The encoding; recognised from the content when none.
    pub encoding: Option<Encoding>,
    /// The separator; recognised from the content when none. One of [`Dialect::SEPARATORS`], or another ASCII character.
    pub separator: Option<char>,
    /// The code point written for the separator inside a value (`&#44`); the separator's own, and 44, when none.
    /// Mirrors the host variable `CSV_ENCODE`.
    pub protected_separator: Option<u32>,
    /// Whether each record counts as one line, whatever line breaks its cells hold: lines are then the rows of a spreadsheet.
    pub counts_records: bool,
    /// How many cells a row has, where no header says so: a line that may be a comment is a row when it has as many. As many as the first record
    /// when none.
    pub cells: Option<usize>,
}

/// Reads records from bytes that are pushed in, in memory bounded by [`MAX_RECORD`] and the size of what is pushed at once.
///
/// ```text
/// loop { reader.push(&chunk); while let Some(item) = reader.next() { … } }
/// reader.finish(); while let Some(item) = reader.next() { … }
/// ```
#[derive(Debug)]
pub struct Reader {
    pub(super) options: ReadOptions,
    source: Source,
    /// UTF-8 (or what should be) that was not handed out yet, from `at` on.
    pub(super) text: Text,
    pub(super) at: usize,
    /// Up to here, from `at`, no line end was found.
    pub(super) searched: usize,
    /// Where `text[at]` stands in the file.
    pub(super) offset: u64,
    /// The line of `text[at]`.
    pub(super) line: u64,
    pub(super) taken: u64,
    pub(super) finished: bool,
    dialect: Option<Dialect>,
    /// How many cells the header has, once it was read.
    pub(super) header_cells: Option<usize>,
    /// Where the record began that is being skipped for its length.
    pub(super) skipping: Option<(u64, u64)>,
    pub(super) content: Content,
}

/// How a line looks before it is cut.
enum Line {
    /// Its length, and that of its line end.
    Whole(usize, usize),
    /// Its end is not there yet.
    Unfinished,
}

/// What was decided of the bytes at hand, before anything is borrowed from them: how far the item goes.
pub(super) enum Next {
    Record { length: usize, terminator: usize },
    Skipped { length: usize, is_blank: bool },
    TooLong(Span, u64),
}

impl Reader {
    /// A reader at the start of a file.
    pub fn new(options: ReadOptions) -> Self {
        let source = Source::new(options.encoding);
        Self {
            content: Content::new(options.protected_separator),
            header_cells: options.cells,
            options,
            source,
            text: Text::new(),
            at: 0,
            searched: 0,
            offset: 0,
            line: 1,
            taken: 0,
            finished: false,
            dialect: None,
            skipping: None,
        }
    }

    /// A reader at the start of a record inside a file that was read before: at `offset`, on `line`, under a header of so many
    /// cells (0 when the record there is the header itself). It hands out what the first reading did from there on, provided
    /// that the protected separator is the same ([`Reader::with_protected_separator`]).
    pub fn resume(dialect: Dialect, offset: u64, line: u64, header_cells: usize) -> Self {
        Self {
            source: Source::inside(dialect.encoding),
            offset,
            line,
            taken: offset,
            dialect: Some(dialect),
            header_cells: (header_cells > 0).then_some(header_cells),
            ..Self::new(ReadOptions::default())
        }
    }

    /// From here on, rows have so many cells: what [`ReadOptions::cells`] says, where it is known only by the first record.
    pub(crate) fn expect_cells(&mut self, cells: usize) {
        self.header_cells = Some(cells);
    }

    /// The same reader, for a file in which [`ReadOptions::protected_separator`] was `code_point`. To be said before the first push.
    #[must_use]
    pub fn with_protected_separator(mut self, code_point: Option<u32>) -> Self {
        self.options.protected_separator = code_point;
        self.content = Content::new(code_point);
        self
    }

    /// The same reader, for a file in which [`ReadOptions::counts_records`] was this.
    #[must_use]
    pub fn counting_records(mut self, counts_records: bool) -> Self {
        self.options.counts_records = counts_records;
        self
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.text.forget(self.at);
        self.at = 0;
        self.taken += bytes.len() as u64;
        let start = self.source.mark();
        self.source.push(bytes, &mut self.text);
        self.pass_mark(start);
    }

    /// Says that no more bytes will come.
    pub fn finish(&mut self) {
        let start = self.source.mark();
        self.source.finish(&mut self.text);
        self.pass_mark(start);
        self.finished = true;
    }

    /// The mark becomes known once, before the first byte of text.
    fn pass_mark(&mut self, before: usize) {
        self.offset += (self.source.mark() - before) as u64;
    }

    /// How the file is written, once enough was seen.
    pub fn dialect(&self) -> Option<Dialect> {
        // The encoding may become known after the separator, when the first lines are ASCII.
        self.dialect.map(|dialect| Dialect {
            encoding: self.source.encoding(),
            ..dialect
        })
    }

    /// The encoding, once something was handed out that needs it: not before the first item with a byte beyond ASCII.
    /// How the file was pushed makes no difference to when that is.
    pub fn encoding_met(&self) -> Option<Encoding> {
        let telling = self.source.telling()?;
        (self.offset > telling).then(|| self.source.encoding())
    }

    /// Bytes taken in so far.
    pub fn position(&self) -> u64 {
        self.taken
    }

    /// The next item, or none until more bytes are pushed (after [`Reader::finish`]: none for good).
    #[expect(
        clippy::should_implement_trait,
        reason = "items borrow from the reader"
    )]
    #[inline]
    pub fn next(&mut self) -> Option<Item<'_>> {
        let dialect = self.settle_dialect()?;
        let (line, start) = (self.line, self.at);
        match self.decide(dialect)? {
            Next::Skipped { length, is_blank } => {
                let span = self.advance(length, 1);
                Some(Item::Skipped {
                    span,
                    line,
                    is_blank,
                })
            }
            Next::TooLong(span, line) => {
                let finding =
                    Finding::new(Code::RecordTooLong, line, span).with("limit", MAX_RECORD);
                Some(Item::Unreadable {
                    span,
                    line,
                    finding,
                })
            }
            Next::Record { length, terminator } => {
                let lines = if self.options.counts_records {
                    1
                } else {
                    self.content
                        .lines(&self.text.bytes()[start..start + length])
                };
                let span = self.advance(length + terminator, lines);
                self.header_cells.get_or_insert(self.content.len());
                let whole = start..start + length + terminator;
                let raw = &self.text.bytes()[whole.clone()];
                let text = self.text.lines(whole.clone());
                let mut record = self.content.record(raw, text, length, line, span, dialect);
                if record.gap > 0 && self.text.is_valid() {
                    // What cannot be told so is copied.
                    let place = u32::try_from(whole.start)
                        .ok()
                        .zip(u32::try_from(whole.end).ok());
                    record.lent = place;
                }
                Some(Item::Record(record))
            }
        }
    }

    /// Lends the text to records that were read from it. Nothing can be pushed or read until it is back ([`Reader::take_back`]).
    pub fn lend(&mut self, records: &mut Records) {
        std::mem::swap(&mut self.text, &mut records.lent);
    }

    /// Takes back the text that was lent.
    pub fn take_back(&mut self, records: &mut Records) {
        std::mem::swap(&mut self.text, &mut records.lent);
    }

    fn settle_dialect(&mut self) -> Option<Dialect> {
        if self.dialect.is_none() {
            if self.text.bytes().len() < SAMPLE && !self.finished {
                return None;
            }
            let found = recognise::dialect(
                self.text.bytes(),
                self.source.encoding(),
                self.text.bytes().len() < SAMPLE,
            );
            let given = self.options.separator.filter(char::is_ascii);
            self.dialect = Some(Dialect {
                separator: given.unwrap_or(found.separator),
                ..found
            });
        }
        self.dialect()
    }

    /// Looks at the bytes at hand until it is known what they are.
    pub(super) fn decide(&mut self, dialect: Dialect) -> Option<Next> {
        if self.skipping.is_some() {
            return self.skip_on();
        }
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(next) = self.plain_line(dialect.separator as u8) {
            return Some(next);
        }
        let Line::Whole(length, terminator) = self.find_line() else {
            if self.text.bytes().len() - self.at > MAX_RECORD {
                self.skipping = Some((self.offset, self.line));
                return self.skip_on();
            }
            return None;
        };
        if length > MAX_RECORD {
            let (line, span) = (self.line, self.advance(length + terminator, 1));
            return Some(Next::TooLong(span, line));
        }
        let separator = dialect.separator as u8;
        let rest = &self.text.bytes()[self.at..];
        let line = &rest[..length];
        let is_blank = is_blank_line(line);
        if is_blank || self.is_comment(line, separator) {
            let length = length + terminator;
            return Some(Next::Skipped { length, is_blank });
        }
        self.content.clear();
        // What needs more than cutting at separators: quotes, protected separators, NUL.
        let Some(first) = memchr::memchr3(b'"', b'&', 0, line) else {
            self.content.plain(line, separator);
            return Some(Next::Record { length, terminator });
        };
        let length = if memchr::memchr(b'"', &line[first..]).is_none() {
            self.content.literal(line, separator);
            length
        } else {
            let stray = match self.content.quoted(rest, separator, self.finished) {
                Quoting::Complete(length) if length <= MAX_RECORD => Err(length),
                Quoting::Unfinished if rest.len() <= MAX_RECORD => return None,
                // A quote that is closed that far away, if at all, was not meant to open a cell.
                Quoting::Complete(_) | Quoting::Unfinished => {
                    Ok(cell_of_first_quote(line, separator))
                }
                Quoting::Stray(cell) => Ok(cell),
            };
            match stray {
                Err(length) => length,
                Ok(cell) => {
                    self.content.stray(line, separator, cell.min(line.len()));
                    length
                }
            }
        };
        let terminator = terminator_at(rest, length);
        if terminator == 1 && rest[length] == b'\r' && rest.len() == length + 1 && !self.finished {
            return None;
        }
        Some(Next::Record { length, terminator })
    }

    /// The usual case: a line that is a record and needs nothing but cutting.
    #[cfg(not(target_arch = "wasm32"))]
    #[inline]
    fn plain_line(&mut self, separator: u8) -> Option<Next> {
        // A line whose end is awaited is not cut again for each piece of it that comes in.
        let rest = &self.text.bytes()[self.at + self.searched..];
        if self.searched > 0 || !rest.first()?.is_ascii_alphanumeric() {
            return None;
        }
        let line = self.content.plain_line(rest, separator)?;
        (line.length <= MAX_RECORD).then_some(Next::Record {
            length: line.length,
            terminator: line.terminator,
        })
    }

    fn find_line(&mut self) -> Line {
        let rest = &self.text.bytes()[self.at..];
        match memchr::memchr2(b'\n', b'\r', &rest[self.searched..])
            .map(|found| found + self.searched)
        {
            // Whether a line feed follows is not known yet.
            Some(at) if rest[at] == b'\r' && at + 1 == rest.len() && !self.finished => {
                self.searched = at;
                Line::Unfinished
            }
            Some(at) => Line::Whole(at, terminator_at(rest, at)),
            None if self.finished && !rest.is_empty() => Line::Whole(rest.len(), 0),
            None => {
                self.searched = rest.len();
                Line::Unfinished
            }
        }
    }

    /// Comments: `#` always; the other signs of tool_sync before the header, and after it where the line has not the header's cells
    /// (`spec/files.md` §1.5; quirk Q04 is that rows which start so vanish).
    fn is_comment(&self, line: &[u8], separator: u8) -> bool {
        let Some(&first) = line.first().filter(|first| may_be_comment(**first)) else {
            return false;
        };
        let cells = || 1 + memchr::memchr_iter(separator, line).count();
        match self.header_cells {
            _ if first == b'#' => true,
            None => first != b' ' || cells() < 2,
            Some(header) => header < 2 || (cells() != header && !line.contains(&b'"')),
        }
    }

    /// Goes on skipping a record that is too long, up to its line end.
    fn skip_on(&mut self) -> Option<Next> {
        let (start, line) = self.skipping?;
        match self.find_line() {
            Line::Unfinished => {
                // All but a carriage return that may be half a line end goes.
                let rest = &self.text.bytes()[self.at..];
                let length = rest.len() - usize::from(rest.last() == Some(&b'\r'));
                self.advance_within(length);
                None
            }
            Line::Whole(length, terminator) => {
                self.skipping = None;
                let end = self.advance(length + terminator, 1).end;
                Some(Next::TooLong(Span::new(start, end), line))
            }
        }
    }

    /// Passes over bytes that hold no line end.
    fn advance_within(&mut self, length: usize) {
        self.offset += source_len(
            &self.text.bytes()[self.at..self.at + length],
            self.source.encoding(),
        );
        self.at += length;
        self.searched = 0;
    }

    /// Passes over an item of so many lines, and says where it stood in the file.
    pub(super) fn advance(&mut self, length: usize, lines: u64) -> Span {
        let start = self.offset;
        self.line += lines;
        self.advance_within(length);
        // Half a character at the end of UTF-16 became a whole one, alone or with the half before it.
        let is_last = self.finished && self.at == self.text.bytes().len();
        if is_last || self.offset > self.taken {
            self.offset = self.taken;
        }
        Span::new(start, self.offset)
    }
}

/// Whether nothing stands on a line. That it cannot be is told by most lines' first byte.
fn is_blank_line(line: &[u8]) -> bool {
    match line.first() {
        None => true,
        Some(first) if first.is_ascii_graphic() => false,
        Some(_) => String::from_utf8_lossy(line).chars().all(is_blank),
    }
}

/// Whether a line that starts so may be a comment (`spec/files.md` §1.5).
pub(super) fn may_be_comment(first: u8) -> bool {
    matches!(first, b'#' | b'(' | b'[' | b'-' | b'/' | b' ')
}

/// Where the cell starts in which the first quote of a line stands.
fn cell_of_first_quote(line: &[u8], separator: u8) -> usize {
    let quote = memchr::memchr(b'"', line).unwrap_or(0);
    memchr::memrchr(separator, &line[..quote]).map_or(0, |before| before + 1)
}

/// The length of the line end at `at`.
fn terminator_at(text: &[u8], at: usize) -> usize {
    match &text[at..] {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
