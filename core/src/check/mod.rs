//! The check: bytes in, findings out. What the page runs before anything is uploaded, and the server again.

#[cfg(not(target_arch = "wasm32"))]
mod aside;
mod batch;
mod bundle;
mod cells;
mod digest;
mod front;
mod packed;
mod rows;
mod sniff;
mod start;
mod verdict;
mod whole;
mod workbook;

use serde::{Deserialize, Serialize};

use self::batch::Batch;
use self::front::Front;
use self::rows::Back;
use crate::finding::Finding;
use crate::input::Encoding;
use crate::kinds::{Kind, Row};
use crate::settings::Settings;
use crate::site::{Directory, ExpectedNames};

pub use bundle::{BundleFile, kind_of, put_in_order, unpack};
pub(crate) use sniff::is_no_text;
pub(crate) use start::begins_as_header;
pub use verdict::Verdict;
pub use whole::Feed;
pub use workbook::text_of;

/// How many findings of one code a verdict keeps; more are counted only.
pub const KEPT_PER_CODE: usize = 10_000;

/// What a check is made with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckOptions {
    /// The kind; recognised when none: from the header, and for files without one from their name or first line.
    pub kind: Option<Kind>,
    /// The encoding; recognised from the content when none.
    pub encoding: Option<Encoding>,
    /// The separator; recognised from the content when none.
    pub separator: Option<char>,
    /// The sheet of a workbook, by name; when none, the first whose header is known, or else the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The settings.
    pub settings: Settings,
    /// The file's name, where it has one: what has no header may tell its kind by it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// Who is handed each row with its findings. Blank rows, and lines that are no record, are not handed out.
type EachRow<'e> = &'e mut dyn FnMut(&Row<'_>, &[Finding]);

/// Checks a file that is pushed in.
pub struct Checker<'d> {
    front: Front,
    batch: Batch,
    back: Back<'d>,
}

impl<'d> Checker<'d> {
    /// A check at the start of a file, against `directory` ([`crate::site::NoSite`] for the file alone).
    pub fn new(options: CheckOptions, directory: &'d dyn Directory) -> Self {
        Self {
            back: Back::new(options.settings.clone(), directory),
            batch: Batch::default(),
            front: Front::new(options),
        }
    }

    /// Tells `listener` every finding as it is made, in file order: also those beyond what the verdict keeps.
    #[must_use]
    pub fn with_listener(mut self, listener: impl FnMut(&Finding) + 'd) -> Self {
        self.back.listen(Box::new(listener));
        self
    }

    /// Notes in `names` which names the rows change, for the files of a bundle that come after: they are checked against
    /// [`crate::site::ExpectedSite`]. `file` is the place of this one in the bundle, from 0.
    #[must_use]
    pub fn noting(mut self, file: u32, names: &'d mut ExpectedNames) -> Self {
        self.back.note(file, names);
        self
    }

    /// Says how many bytes the file has: room for what is kept of its rows is made in one go. May be wrong, which costs memory or time.
    #[must_use]
    pub fn expecting(mut self, bytes: u64) -> Self {
        self.back.expect(bytes);
        self
    }

    /// Checks the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.take(bytes, &mut None);
    }

    /// Checks the next bytes, and hands each row with its findings to `each`.
    pub fn push_rows(&mut self, bytes: &[u8], each: EachRow<'_>) {
        self.take(bytes, &mut Some(each));
    }

    fn take(&mut self, bytes: &[u8], each: &mut Option<EachRow<'_>>) {
        self.back.tally.bytes += bytes.len() as u64;
        self.front.push(bytes);
        self.drain(each);
    }

    /// Rows checked so far.
    pub fn rows(&self) -> u64 {
        self.back.tally.rows
    }

    /// Bytes taken in so far.
    pub fn position(&self) -> u64 {
        self.back.tally.bytes
    }

    /// Ends the file.
    pub fn finish(self) -> Verdict {
        self.end(&mut None).0
    }

    /// Ends the file, and hands each row that was still held back to `each`.
    pub fn finish_rows(self, each: EachRow<'_>) -> Verdict {
        self.end(&mut Some(each)).0
    }

    /// As [`Checker::finish_rows`]; of a workbook, gives the text of the sheet as well, in which all spans of the verdict stand
    /// ([`text_of`]).
    pub fn finish_text(self, each: EachRow<'_>) -> (Verdict, Option<String>) {
        self.end(&mut Some(each))
    }

    fn end(mut self, each: &mut Option<EachRow<'_>>) -> (Verdict, Option<String>) {
        self.front.finish();
        self.drain(each);
        let refusal = self.front.refusal(self.back.tally.bytes);
        let verdict = self.back.end(refusal, self.front.dialect());
        (verdict, self.front.into_text())
    }

    fn drain(&mut self, each: &mut Option<EachRow<'_>>) {
        loop {
            self.front.fill(&mut self.batch, self.back.directory());
            if self.batch.is_empty() {
                return;
            }
            self.front.lend(&mut self.batch);
            self.back.take(&self.batch, each);
            self.front.take_back(&mut self.batch);
            self.batch.clear();
        }
    }
}
