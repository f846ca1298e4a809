//! The first stage of the reader: bytes of any encoding to UTF-8.

use super::Encoding;
use super::decode::Decoder;
use super::recognise::{SAMPLE, byte_order_mark, eight_bit, utf16};
use super::text::Text;

/// How many bytes are looked at before the start of a file is understood.
const START: usize = 512;

/// Takes bytes in and gives UTF-8 out. Bytes of UTF-8 pass as they are, valid or not.
pub(super) struct Source {
    stage: Stage,
    /// Bytes held back until the encoding is decided.
    held: Vec<u8>,
    /// Length of the byte-order mark.
    mark: usize,
    /// How many bytes of ASCII passed before the encoding mattered.
    ascii: u64,
    finished: bool,
}

enum Stage {
    /// The start of the file is awaited.
    Start(Option<Encoding>),
    /// All so far is ASCII: whatever the encoding turns out to be, it means the same.
    Ascii,
    /// Non-ASCII bytes were met and are being gathered.
    Gathering,
    /// UTF-8.
    Utf8,
    /// Another encoding.
    Other(Encoding, Decoder),
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("encoding", &self.encoding())
            .finish_non_exhaustive()
    }
}

impl Source {
    /// The bytes of a file; its encoding is recognised unless `given`.
    pub(super) fn new(given: Option<Encoding>) -> Self {
        Self {
            stage: Stage::Start(given),
            held: Vec::new(),
            mark: 0,
            ascii: 0,
            finished: false,
        }
    }

    /// The bytes from somewhere inside a file whose encoding is known.
    pub(super) fn inside(encoding: Encoding) -> Self {
        let mut source = Self::new(None);
        source.decide(encoding);
        source
    }

    /// The encoding as far as it is known; ASCII alone is UTF-8.
    pub(super) fn encoding(&self) -> Encoding {
        match &self.stage {
            Stage::Other(encoding, _) => *encoding,
            Stage::Start(given) => given.unwrap_or(Encoding::Utf8),
            Stage::Ascii | Stage::Gathering | Stage::Utf8 => Encoding::Utf8,
        }
    }

    /// Length of the byte-order mark, in bytes.
    pub(super) fn mark(&self) -> usize {
        self.mark
    }

    /// Where in the file the first byte stands that only its encoding explains; none while all is ASCII.
    pub(super) fn telling(&self) -> Option<u64> {
        (!matches!(self.stage, Stage::Start(_) | Stage::Ascii))
            .then_some(self.mark as u64 + self.ascii)
    }

    /// Takes bytes in, and appends what they mean to `out`.
    pub(super) fn push(&mut self, bytes: &[u8], out: &mut Text) {
        match &mut self.stage {
            Stage::Utf8 => out.push(bytes),
            Stage::Other(_, decoder) => out.push_str(&decoder.decode(bytes, false)),
            Stage::Ascii => {
                let ascii = if bytes.is_ascii() {
                    bytes.len()
                } else {
                    bytes.iter().take_while(|byte| byte.is_ascii()).count()
                };
                out.push(&bytes[..ascii]);
                self.ascii += ascii as u64;
                if ascii < bytes.len() {
                    self.stage = Stage::Gathering;
                    self.push(&bytes[ascii..], out);
                }
            }
            Stage::Gathering => {
                self.held.extend_from_slice(bytes);
                if self.held.len() >= SAMPLE {
                    self.end_gathering(out);
                }
            }
            Stage::Start(_) => {
                self.held.extend_from_slice(bytes);
                if self.held.len() >= START {
                    self.start(out);
                }
            }
        }
    }

    /// Says that no more bytes will come.
    pub(super) fn finish(&mut self, out: &mut Text) {
        self.finished = true;
        if matches!(self.stage, Stage::Start(_)) {
            self.start(out);
        }
        if matches!(self.stage, Stage::Gathering) {
            self.end_gathering(out);
        }
        if let Stage::Other(_, decoder) = &mut self.stage {
            out.push_str(&decoder.decode(&[], true));
        }
        out.finish();
    }

    fn start(&mut self, out: &mut Text) {
        let Stage::Start(given) = self.stage else {
            return;
        };
        let held = std::mem::take(&mut self.held);
        let announced = byte_order_mark(&held);
        self.mark = match (given, announced) {
            (None, Some((_, length))) => length,
            (Some(given), Some((announced, length))) if given == announced => length,
            _ => 0,
        };
        match given
            .or(announced.map(|(encoding, _)| encoding))
            .or_else(|| utf16(&held[..held.len().min(START)]))
        {
            Some(encoding) => self.decide(encoding),
            None => self.stage = Stage::Ascii,
        }
        self.push(&held[self.mark..], out);
    }

    fn end_gathering(&mut self, out: &mut Text) {
        let held = std::mem::take(&mut self.held);
        // Always by the same bytes, however they came in.
        let sample = &held[..held.len().min(SAMPLE)];
        self.decide(eight_bit(
            sample,
            self.finished && sample.len() == held.len(),
        ));
        self.push(&held, out);
    }

    fn decide(&mut self, encoding: Encoding) {
        self.stage = match encoding {
            Encoding::Utf8 => Stage::Utf8,
            _ => Stage::Other(encoding, Decoder::new(encoding)),
        };
    }
}

/// How many bytes of the file became this UTF-8.
pub(super) fn source_len(utf8: &[u8], encoding: Encoding) -> u64 {
    let characters = || utf8.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
    let length = match encoding {
        Encoding::Utf8 => utf8.len(),
        Encoding::Windows1252 | Encoding::Iso8859_1 | Encoding::Iso8859_15 => characters(),
        // Characters beyond the first plane, four bytes in UTF-8, are two units.
        Encoding::Utf16Le | Encoding::Utf16Be => {
            2 * (characters() + utf8.iter().filter(|byte| **byte >= 0xf0).count())
        }
    };
    length as u64
}
