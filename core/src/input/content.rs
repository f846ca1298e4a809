//! The record at hand: its cells, and what is wrong with how they are written. Its buffers are kept and filled again.

use std::borrow::Cow;
use std::str::Utf8Error;

use super::Dialect;
use super::cells::{self, QuotedCell, Quoting};
#[cfg(not(target_arch = "wasm32"))]
use super::line::{self, PlainLine};
use super::record::Record;
use super::source::source_len;
use crate::finding::{Code, Finding, FixAction, Grade, Span};
use crate::input::Encoding;

/// The record at hand.
#[derive(Debug)]
pub(super) struct Content {
    protected_separator: Option<u32>,
    /// Where cells end: in the line, or in `copy` when that is in use.
    ends: Vec<u32>,
    /// Cells as written, when `copy` is in use.
    written: Vec<QuotedCell>,
    /// The text of the cells, without quotes, one after the other.
    copy: String,
    form: Form,
    /// [`Record::is_clean`].
    clean: bool,
    findings: Vec<Finding>,
}

/// How the record is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Cut at separators; cells are taken from the line itself.
    Plain,
    /// Cells are copied, without their quotes.
    Quoted,
    /// Cells are copied as they stand.
    Literal,
    /// The same, after a quote without a place in the cell at this offset.
    Stray(usize),
}

impl Content {
    pub(super) fn new(protected_separator: Option<u32>) -> Self {
        Self {
            protected_separator,
            ends: Vec::new(),
            written: Vec::new(),
            copy: String::new(),
            form: Form::Plain,
            clean: false,
            findings: Vec::new(),
        }
    }

    pub(super) fn clear(&mut self) {
        self.ends.clear();
        self.written.clear();
        self.copy.clear();
        self.findings.clear();
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len().max(self.written.len())
    }

    /// Whether the record has a quote out of place.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) const fn is_stray(&self) -> bool {
        matches!(self.form, Form::Stray(_))
    }

    /// How many lines the record stands on; `content` is its bytes without the line end.
    pub(super) fn lines(&self, content: &[u8]) -> u64 {
        if self.form == Form::Quoted {
            1 + line_ends(content)
        } else {
            1
        }
    }

    pub(super) fn plain(&mut self, line: &[u8], separator: u8) {
        self.form = Form::Plain;
        self.clean = cells::split(line, separator, &mut self.ends);
    }

    /// Cuts the line at the start of `text`, when it is plain ([`line::cut`]).
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn plain_line(&mut self, text: &[u8], separator: u8) -> Option<PlainLine> {
        self.clear();
        let line = line::cut(text, separator, &mut self.ends)?;
        self.form = Form::Plain;
        self.clean = line.is_clean;
        Some(line)
    }

    pub(super) fn literal(&mut self, line: &[u8], separator: u8) {
        self.form = Form::Literal;
        self.cut(line, separator);
    }

    pub(super) fn stray(&mut self, line: &[u8], separator: u8, cell: usize) {
        self.form = Form::Stray(cell);
        self.cut(line, separator);
    }

    pub(super) fn quoted(&mut self, text: &[u8], separator: u8, whole: bool) -> Quoting {
        self.form = Form::Quoted;
        cells::split_quoted(text, separator, whole, &mut self.written)
    }

    fn cut(&mut self, line: &[u8], separator: u8) {
        self.written.clear();
        self.ends.clear();
        cells::split(line, separator, &mut self.ends);
        let mut start = 0;
        for end in self.ends.drain(..).map(|end| end as usize) {
            self.written.push(QuotedCell {
                start,
                end,
                stop: end,
                quoted: false,
            });
            start = end + 1;
        }
    }

    /// The record of `raw`, whose line end starts at `length`; `valid` is the same as text.
    #[inline]
    pub(super) fn record<'r>(
        &'r mut self,
        raw: &'r [u8],
        valid: Result<&'r str, Utf8Error>,
        length: usize,
        line: u64,
        span: Span,
        dialect: Dialect,
    ) -> Record<'r> {
        let encoding = dialect.encoding;
        if valid.is_err() && self.form == Form::Plain {
            self.cut(&raw[..length], dialect.separator as u8);
            self.form = Form::Literal;
        }
        let at = |offset: usize| span.start + source_len(&raw[..offset], encoding);
        if let Err(error) = valid {
            let start = error.valid_up_to();
            let end = error.error_len().map_or(raw.len(), |length| start + length);
            self.findings
                .push(undecodable(line, Span::new(at(start), at(end))));
        } else if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be)
            && let Some(start) = memchr::memmem::find(raw, "\u{fffd}".as_bytes())
        {
            self.findings.push(undecodable(
                line,
                Span::new(at(start), at(start + 3).min(span.end)),
            ));
        }
        if self.form != Form::Plain {
            if let Some(nul) = memchr::memchr(0, raw) {
                self.findings.push(Finding::new(
                    Code::NulByte,
                    line,
                    Span::new(at(nul), at(nul + 1)),
                ));
            }
            if let Form::Stray(cell) = self.form {
                let end = self
                    .written
                    .iter()
                    .map(|cell| cell.stop)
                    .find(|stop| *stop >= cell)
                    .unwrap_or(length);
                self.findings.push(Finding::new(
                    Code::StrayQuote,
                    line,
                    Span::new(at(cell), at(end)),
                ));
            }
        }
        if self.len() > 1
            && raw
                .first()
                .is_some_and(|first| super::reader::may_be_comment(*first) && *first != b'#')
        {
            self.findings
                .push(Finding::new(Code::RowLikeComment, line, span));
        }
        if !self.written.is_empty() {
            self.fill_copy(raw, valid.ok(), dialect.separator);
        }
        let is_plain = self.form == Form::Plain;
        Record {
            lent: None,
            raw,
            text: if is_plain {
                valid.unwrap_or_default()
            } else {
                &self.copy
            },
            ends: &self.ends,
            gap: u32::from(is_plain),
            written: &self.written,
            line,
            span,
            encoding,
            clean: is_plain && self.clean,
            findings: &self.findings,
        }
    }

    /// Copies the cells of `raw` (`valid`: the same as text, if it is one) without quotes and protections.
    fn fill_copy(&mut self, raw: &[u8], valid: Option<&str>, separator: char) {
        for cell in &self.written {
            let text = match valid {
                Some(valid) => Cow::Borrowed(&valid[cell.start..cell.end]),
                None => String::from_utf8_lossy(&raw[cell.start..cell.end]),
            };
            match self.form {
                // Within quotes, everything means itself.
                Form::Quoted if cell.quoted => push_unquoted(&mut self.copy, &text),
                Form::Stray(_) => push_unprotected(
                    &mut self.copy,
                    without_outer_quotes(&text),
                    separator,
                    self.protected_separator,
                ),
                Form::Plain | Form::Quoted | Form::Literal => {
                    push_unprotected(&mut self.copy, &text, separator, self.protected_separator)
                }
            }
            self.ends
                .push(u32::try_from(self.copy.len()).unwrap_or(u32::MAX));
        }
    }
}

fn undecodable(line: u64, span: Span) -> Finding {
    Finding::new(Code::UndecodableBytes, line, span)
        .fix(Grade::Ask, FixAction::UseEncoding(Encoding::Windows1252))
}

/// A value in quotes that do not follow RFC 4180 loses the pair around it, as in tool_sync.
fn without_outer_quotes(text: &str) -> &str {
    let trimmed = text.trim_matches(super::record::is_blank);
    trimmed
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text)
}

/// Appends what stands within quotes, where `""` means `"`.
fn push_unquoted(out: &mut String, text: &str) {
    if memchr::memchr(b'"', text.as_bytes()).is_some() {
        out.push_str(&text.replace("\"\"", "\""));
    } else {
        out.push_str(text);
    }
}

/// Appends a value, with the separator put back where it was written as `&#44` (`spec/files.md` §1.3). A `;` that ends the code,
/// as in HTML, goes with it unless it is the separator.
fn push_unprotected(out: &mut String, text: &str, separator: char, code_point: Option<u32>) {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        out.push_str(text);
        return;
    }
    let codes = match code_point {
        Some(code_point) => [code_point; 2],
        None => [44, u32::from(separator)],
    };
    let codes = codes.map(|code| format!("&#{code}"));
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match codes
            .iter()
            .find_map(|code| rest.strip_prefix(code.as_str()))
        {
            Some(after) if separator == ';' => rest = after,
            Some(after) => rest = after.strip_prefix(';').unwrap_or(after),
            None => {
                out.push('&');
                rest = &rest[1..];
                continue;
            }
        }
        out.push(separator);
    }
    out.push_str(rest);
}

/// How many lines end in these bytes: LF, CR LF and CR alone each end one.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    if memchr::memchr(b'\r', bytes).is_none() {
        return memchr::memchr_iter(b'\n', bytes).count() as u64;
    }
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count() as u64
}
