//! The check: bytes in, findings out. What the page runs before anything is uploaded, and the server again.

mod digest;
mod rows;
mod sniff;
mod verdict;

use serde::{Deserialize, Serialize};

use self::rows::Rows;
use self::sniff::Sniffer;
use self::verdict::Tally;
use crate::finding::{Code, Finding, Span};
use crate::input::{Dialect, Encoding, Item, LineEnd, ReadOptions, Reader, Record};
use crate::kinds::{Header, Kind, Row};
use crate::settings::Settings;
use crate::site::Directory;

pub use verdict::Verdict;

/// How many findings of one code a verdict keeps; more are counted only.
pub const KEPT_PER_CODE: usize = 10_000;

/// How a file is said to be written in which there is nothing to tell it from.
const EMPTY: Dialect = Dialect {
    encoding: Encoding::Utf8,
    separator: ';',
    line_end: LineEnd::Lf,
};

/// What a check is made with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckOptions {
    /// The kind; recognised from the header when none.
    pub kind: Option<Kind>,
    /// The encoding; recognised from the content when none.
    pub encoding: Option<Encoding>,
    /// The separator; recognised from the content when none.
    pub separator: Option<char>,
    /// The settings.
    pub settings: Settings,
}

/// Who is handed each row with its findings. Blank rows, and lines that are no record, are not handed out.
type EachRow<'e> = &'e mut dyn FnMut(&Row<'_>, &[Finding]);

/// Checks a file that is pushed in.
pub struct Checker<'d> {
    reader: Reader,
    sniffer: Sniffer,
    state: State<'d>,
}

/// Everything that records are checked with, apart from the reader that they borrow from.
struct State<'d> {
    options: CheckOptions,
    directory: &'d dyn Directory,
    tally: Tally<'d>,
    header: HeaderState,
    /// Whether a recognised encoding was told.
    encoding_told: bool,
    /// The findings of the row at hand; kept to be filled again.
    findings: Vec<Finding>,
}

/// Where the check is in the file.
enum HeaderState {
    /// No record was seen.
    Awaited,
    /// Rows are checked.
    Read(Box<Rows>),
    /// The kind is unknown: rows are counted only.
    Unusable,
}

impl<'d> Checker<'d> {
    /// A check at the start of a file, against `directory` ([`crate::site::NoSite`] for the file alone).
    pub fn new(options: CheckOptions, directory: &'d dyn Directory) -> Self {
        let reader = Reader::new(ReadOptions {
            encoding: options.encoding,
            separator: options.separator,
            ..ReadOptions::default()
        });
        let state = State {
            options,
            directory,
            tally: Tally::default(),
            header: HeaderState::Awaited,
            encoding_told: false,
            findings: Vec::new(),
        };
        Self {
            reader,
            sniffer: Sniffer::default(),
            state,
        }
    }

    /// Tells `listener` every finding as it is made, in file order: also those beyond what the verdict keeps.
    #[must_use]
    pub fn with_listener(mut self, listener: impl FnMut(&Finding) + 'd) -> Self {
        self.state.tally.listener = Some(Box::new(listener));
        self
    }

    /// Checks the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.push_rows(bytes, &mut |_, _| {});
    }

    /// Checks the next bytes, and hands each row with its findings to `each`.
    pub fn push_rows(&mut self, bytes: &[u8], each: EachRow<'_>) {
        self.state.tally.bytes += bytes.len() as u64;
        // What is no text would only be read as thousands of wrong rows.
        if let Some(bytes) = self.sniffer.take(bytes) {
            self.reader.push(&bytes);
            self.drain(each);
        }
    }

    /// Rows checked so far.
    pub fn rows(&self) -> u64 {
        self.state.tally.rows
    }

    /// Bytes taken in so far.
    pub fn position(&self) -> u64 {
        self.state.tally.bytes
    }

    /// Ends the file.
    pub fn finish(self) -> Verdict {
        self.finish_rows(&mut |_, _| {})
    }

    /// Ends the file, and hands each row that was still held back to `each`.
    pub fn finish_rows(mut self, each: EachRow<'_>) -> Verdict {
        if let Some(bytes) = self.sniffer.rest() {
            self.reader.push(&bytes);
        }
        self.reader.finish();
        self.drain(each);
        self.state.end(self.sniffer.foreign());
        let dialect = self.reader.dialect().unwrap_or(EMPTY);
        self.state
            .tally
            .verdict(dialect, self.state.header.header())
    }

    fn drain(&mut self, each: EachRow<'_>) {
        while let Some(item) = self.reader.next() {
            match item {
                Item::Skipped { .. } => self.state.skipped(),
                Item::Unreadable { finding, .. } => self.state.unreadable(finding),
                Item::Record(record) => self.state.record(&record, each),
            }
            if !self.state.encoding_told
                && let Some(encoding) = self.reader.encoding_met()
            {
                self.state.tell_encoding(encoding);
            }
        }
    }
}

impl State<'_> {
    fn record(&mut self, record: &Record<'_>, each: EachRow<'_>) {
        match &mut self.header {
            HeaderState::Awaited => self.read_header(record),
            HeaderState::Unusable => self.tally.rows += 1,
            HeaderState::Read(rows) => {
                self.findings.clear();
                let handed_out = rows.check(record, self.directory, &mut self.findings);
                if handed_out {
                    self.tally.row(&self.findings);
                    each(
                        &Row {
                            header: rows.header(),
                            record,
                        },
                        &self.findings,
                    );
                }
                self.tally.keep(self.findings.drain(..));
            }
        }
    }

    /// A comment or blank line.
    fn skipped(&mut self) {
        self.tally.comments_above |= matches!(self.header, HeaderState::Awaited);
    }

    fn read_header(&mut self, record: &Record<'_>) {
        self.tally.header_line = record.line();
        self.tally.header_span = record.span();
        self.findings.extend_from_slice(record.findings());
        let (header, findings) = Header::read(record, self.options.kind, &self.options.settings);
        self.findings.extend(findings);
        self.tally.names = (0..record.len())
            .filter_map(|index| Some(record.cell(index)?.text.to_owned()))
            .collect();
        self.header = match header {
            Some(header) => {
                let mut rows = Rows::new(header, &self.options.settings);
                rows.check_header(record, self.directory, &mut self.findings);
                HeaderState::Read(Box::new(rows))
            }
            None => HeaderState::Unusable,
        };
        self.tally.header(&self.findings);
        self.tally.keep(self.findings.drain(..));
    }

    /// Says which encoding was recognised, when it is not the usual one and nobody chose it.
    fn tell_encoding(&mut self, encoding: Encoding) {
        self.encoding_told = true;
        if self.options.encoding.is_none() && encoding != Encoding::Utf8 {
            let finding = Finding::new(Code::EncodingRecognised, 1, Span::default())
                .with("encoding", encoding.name());
            self.tally.keep([finding]);
        }
    }

    /// Bytes that are no record. Before the header they may have been it; after it they are a row.
    fn unreadable(&mut self, finding: Finding) {
        match self.header {
            HeaderState::Awaited => self.tally.header(std::slice::from_ref(&finding)),
            HeaderState::Read(_) | HeaderState::Unusable => {
                self.tally.row(std::slice::from_ref(&finding))
            }
        }
        self.tally.keep([finding]);
    }

    /// What can be said at the end only.
    fn end(&mut self, foreign: Option<&'static str>) {
        let whole = Span::new(0, self.tally.bytes);
        let finding = match (&self.header, foreign) {
            (_, Some(what)) => Finding::new(Code::NotText, 1, whole).with("what", what),
            (HeaderState::Awaited, None) => Finding::new(Code::EmptyFile, 1, whole),
            (HeaderState::Read(_), None) if self.tally.rows == 0 => {
                Finding::new(Code::NoRows, self.tally.header_line, self.tally.header_span)
            }
            _ => return,
        };
        self.tally.header(std::slice::from_ref(&finding));
        self.tally.keep([finding]);
    }
}

impl HeaderState {
    fn header(&self) -> Option<&Header> {
        match self {
            Self::Read(rows) => Some(rows.header()),
            Self::Awaited | Self::Unusable => None,
        }
    }
}
