//! The check: bytes in, findings out. What the page runs before anything is uploaded, and the server again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Finding, Severity};
use crate::input::{Dialect, Encoding, Reader};
use crate::kinds::{Kind, Row};
use crate::settings::Settings;
use crate::site::Directory;

/// How many findings of one code a verdict keeps; more are counted only.
pub const KEPT_PER_CODE: usize = 10_000;

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

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The version of this crate.
    pub core: String,
    /// The kind, given or recognised.
    pub kind: Option<Kind>,
    /// How the file is written.
    pub dialect: Dialect,
    /// The header, as written.
    pub header: Vec<String>,
    /// Its bytes in the file, byte-order mark and line end included.
    pub header_span: crate::finding::Span,
    /// How many rows there are, without header, comments and blank lines.
    pub rows: u64,
    /// How many rows have at least one error.
    pub bad_rows: u64,
    /// How many bytes the file has.
    pub bytes: u64,
    /// How many findings there are of each code.
    pub counts: BTreeMap<Code, u64>,
    /// The findings in file order, at most [`KEPT_PER_CODE`] of each code.
    pub findings: Vec<Finding>,
    /// Digest (hex) of all findings. Browser and server must come to the same one for the same file, settings, site and version.
    pub digest: String,
}

impl Verdict {
    /// How many findings have this weight.
    pub fn count(&self, severity: Severity) -> u64 {
        self.counts
            .iter()
            .filter(|(code, _)| code.severity() == severity)
            .map(|(_, count)| count)
            .sum()
    }
}

/// Checks a file that is pushed in.
pub struct Checker<'d> {
    _reader: Reader,
    _directory: &'d dyn Directory,
}

impl<'d> Checker<'d> {
    /// A check at the start of a file, against `directory` ([`crate::site::NoSite`] for the file alone).
    pub fn new(_options: CheckOptions, _directory: &'d dyn Directory) -> Self {
        todo!()
    }

    /// Checks the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.push_rows(bytes, &mut |_, _| {});
    }

    /// Checks the next bytes, and hands each row with its findings to `each`.
    pub fn push_rows(&mut self, _bytes: &[u8], _each: &mut dyn FnMut(&Row<'_>, &[Finding])) {
        todo!()
    }

    /// Rows checked so far.
    pub fn rows(&self) -> u64 {
        todo!()
    }

    /// Ends the file.
    pub fn finish(self) -> Verdict {
        self.finish_rows(&mut |_, _| {})
    }

    /// Ends the file, and hands each row that was still held back to `each`.
    pub fn finish_rows(self, _each: &mut dyn FnMut(&Row<'_>, &[Finding])) -> Verdict {
        todo!()
    }
}
