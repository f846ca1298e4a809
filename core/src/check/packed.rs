//! The front of a check of an archive: its entries, as rows. The directory of an archive stands at its end, so nothing is read before
//! all of it is there.

use std::sync::Arc;

use super::batch::{Batch, Entry};
use super::cells::Shape;
use crate::archive::Archive;
use crate::finding::{Code, Finding, Span};
use crate::kinds::pictures::{self, LIMITS, Read, Reader};
use crate::kinds::{Header, Kind};

/// An entry that says that the archive is a spreadsheet: of Office Open XML, of OpenDocument.
const SPREADSHEETS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// Reads an archive that is pushed in.
#[derive(Debug)]
pub(super) struct Packed {
    /// The kind that a person chose.
    kind: Option<Kind>,
    file: Vec<u8>,
    stage: Stage,
}

/// How far the archive is read.
#[derive(Debug)]
enum Stage {
    /// It is not all there.
    Awaited,
    /// Its header is to be told.
    Opened(Reader),
    /// Its entries are read.
    Entries(Reader),
    /// There is nothing more to read.
    Ended,
    /// It cannot be read, for this reason.
    Refused(Finding),
}

impl Packed {
    pub(super) fn new(kind: Option<Kind>) -> Self {
        Self {
            kind,
            file: Vec::new(),
            stage: Stage::Awaited,
        }
    }

    /// Takes the next bytes. What comes after more than the limit is not kept: the archive is refused anyway.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.file.len() as u64 <= LIMITS.archive {
            self.file.extend_from_slice(bytes);
        }
    }

    /// Opens the archive.
    pub(super) fn finish(&mut self) {
        self.stage = match self.open() {
            Ok(archive) => Stage::Opened(Reader::new(archive)),
            Err(finding) => Stage::Refused(*finding),
        };
    }

    fn open(&self) -> Result<Archive, Box<Finding>> {
        let opened = pictures::open(&self.file);
        let not_text = |what| {
            let whole = Span::new(0, self.file.len() as u64);
            Box::new(Finding::new(Code::NotText, 1, whole).with("what", what))
        };
        match (self.kind, opened) {
            (Some(kind), opened) if kind.is_archive() => opened.and_then(with_files),
            // It begins like an archive. Most of those that people mean to be tables are spreadsheets.
            (_, Err(_)) => Err(not_text("spreadsheet")),
            (kind, Ok(archive)) => match Contents::of(&archive) {
                Contents::Pictures if kind.is_none() => Ok(archive),
                Contents::Spreadsheet => Err(not_text("spreadsheet")),
                Contents::Pictures | Contents::Other => Err(not_text("archive")),
            },
        }
    }

    /// Why the archive cannot be read.
    pub(super) fn refusal(&self) -> Option<&Finding> {
        match &self.stage {
            Stage::Refused(finding) => Some(finding),
            _ => None,
        }
    }

    /// Appends entries to `batch` until it is full or there are no more.
    pub(super) fn fill(&mut self, batch: &mut Batch) {
        match std::mem::replace(&mut self.stage, Stage::Ended) {
            Stage::Opened(reader) => {
                let kind = Kind::Pictures;
                let names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
                let header = Arc::new(Header::implied(kind));
                batch.push_cells(Entry::Header(Some(header)), 0, Span::default(), &names);
                self.entries(reader, batch);
            }
            Stage::Entries(reader) => self.entries(reader, batch),
            other => self.stage = other,
        }
    }

    fn entries(&mut self, mut reader: Reader, batch: &mut Batch) {
        while !batch.is_full() {
            match reader.next(&self.file, batch.findings()) {
                Some(Read::Row(line, span, cells)) => {
                    let cells = cells.each_ref().map(String::as_str);
                    batch.push_cells(Entry::Row(Shape::Whole), line, span, &cells);
                }
                Some(Read::PassedOver(finding)) => batch.push(Entry::Remark(finding)),
                None => return,
            }
        }
        self.stage = Stage::Entries(reader);
    }
}

/// The kind that a ZIP archive is of; none when it holds no command files that can be read, or cannot be opened.
pub fn kind_of_archive(file: &[u8]) -> Option<Kind> {
    let archive = pictures::open(file).ok()?;
    (Contents::of(&archive) == Contents::Pictures).then_some(Kind::Pictures)
}

/// What an archive holds, as far as the names in it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contents {
    Pictures,
    /// The parts of a spreadsheet, which is an archive itself.
    Spreadsheet,
    Other,
}

impl Contents {
    fn of(archive: &Archive) -> Self {
        let mut entries = archive.entries.iter();
        if entries.any(|entry| SPREADSHEETS.contains(&entry.name.path.as_str())) {
            Self::Spreadsheet
        } else if pictures::are_in(archive) {
            Self::Pictures
        } else {
            Self::Other
        }
    }
}

/// The archive, if it has files to take for pictures.
fn with_files(archive: Archive) -> Result<Archive, Box<Finding>> {
    let mut entries = archive.entries.iter();
    let has_files = entries.any(|entry| !entry.is_folder && !entry.name.is_of_a_system());
    if has_files && Contents::of(&archive) != Contents::Spreadsheet {
        Ok(archive)
    } else {
        Err(Box::new(Finding::new(Code::NoPictures, 0, Span::default())))
    }
}
