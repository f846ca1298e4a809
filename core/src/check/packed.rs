//! The front of a check of an archive: its entries, as rows, or the sheet of a workbook. The directory of an archive stands at its end,
//! so nothing is read before all of it is there.

use std::sync::Arc;

use super::batch::{Batch, Entry};
use super::cells::Shape;
use super::{CheckOptions, bundle, workbook};
use crate::archive::{Archive, is_archive};
use crate::finding::{Code, Finding, Span};
use crate::input::spreadsheet::{SheetRead, SheetText};
use crate::kinds::pictures::{self, LIMITS, Read, Reader};
use crate::kinds::{Header, Kind};

/// An entry that says that the archive is a document: of Office Open XML, of OpenDocument.
const DOCUMENTS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// Reads an archive that is pushed in.
#[derive(Debug)]
pub(super) struct Packed {
    /// The kind that a person chose.
    kind: Option<Kind>,
    file: Vec<u8>,
    stage: Stage,
}

/// What an archive turned out to be.
enum Opened {
    /// One whose entries are rows.
    Archive(Archive),
    /// A workbook, of which this sheet was read.
    Sheet(SheetRead, SheetText),
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
    /// It is a workbook, of which this sheet is read elsewhere; what is to be said of it.
    Sheet(SheetRead, Vec<Finding>),
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

    /// Opens the archive. Of a workbook, gives the text of the sheet, with `separator` between its cells.
    pub(super) fn finish(&mut self, options: &CheckOptions, separator: char) -> Option<String> {
        let (stage, text) = match self.open(options, separator) {
            Ok(Opened::Archive(archive)) => (Stage::Opened(Reader::new(archive)), None),
            Ok(Opened::Sheet(read, text)) => (Stage::Sheet(read, text.remarks), Some(text.text)),
            Err(finding) => (Stage::Refused(*finding), None),
        };
        self.stage = stage;
        if text.is_some() {
            self.file = Vec::new();
        }
        text
    }

    fn open(&self, options: &CheckOptions, separator: char) -> Result<Opened, Box<Finding>> {
        let opened = pictures::open(&self.file);
        let whole = Span::new(0, self.file.len() as u64);
        match (self.kind, opened) {
            (Some(kind), opened) if kind.is_archive() => {
                opened.and_then(with_files).map(Opened::Archive)
            }
            // It begins like an archive. Most of those that people mean to be tables are workbooks.
            (_, Err(finding)) if options.name.to_ascii_lowercase().ends_with(".zip") => {
                Err(finding)
            }
            (_, Err(_)) => Err(Box::new(Finding::new(Code::WorkbookDamaged, 0, whole))),
            (kind, Ok(archive)) => match Contents::of(&archive) {
                Contents::Pictures if kind.is_none() => Ok(Opened::Archive(archive)),
                Contents::Workbook => {
                    let (read, text) = workbook::read(&self.file, options, separator)?;
                    Ok(Opened::Sheet(read, text))
                }
                Contents::Pictures | Contents::Other => {
                    // Why a bundle could not be taken apart, if it is one.
                    bundle::unpack(&self.file)?;
                    let finding = Finding::new(Code::NotText, 0, whole);
                    Err(Box::new(finding.with("what", "archive")))
                }
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
            Stage::Sheet(read, remarks) => {
                batch.push(Entry::Sheet(Box::new(read)));
                for finding in remarks {
                    batch.push(Entry::Remark(Box::new(finding)));
                }
            }
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
                Some(Read::PassedOver(finding)) => {
                    batch.push(Entry::Remark(Box::new(finding)));
                }
                None => return,
            }
        }
        self.stage = Stage::Entries(reader);
    }
}

/// The kind that a ZIP archive is of, read with these options; none when it holds no command files that can be read, or cannot be opened.
pub(super) fn kind_of_archive(file: &[u8], options: &CheckOptions) -> Option<Kind> {
    let archive = pictures::open(file).ok()?;
    match Contents::of(&archive) {
        Contents::Pictures => Some(Kind::Pictures),
        Contents::Workbook => workbook::kind(file, options),
        Contents::Other => None,
    }
}

/// Whether a file is an archive of the parts of a document.
pub(super) fn is_document(file: &[u8]) -> bool {
    is_archive(file)
        && pictures::open(file).is_ok_and(|archive| Contents::of(&archive) == Contents::Workbook)
}

/// What an archive holds, as far as the names in it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contents {
    Pictures,
    /// The parts of a document, which is an archive itself: most of those that people mean to be tables are workbooks.
    Workbook,
    Other,
}

impl Contents {
    pub(super) fn of(archive: &Archive) -> Self {
        let mut entries = archive.entries.iter();
        if entries.any(|entry| DOCUMENTS.contains(&entry.name.path.as_str())) {
            Self::Workbook
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
    if has_files && Contents::of(&archive) != Contents::Workbook {
        Ok(archive)
    } else {
        Err(Box::new(Finding::new(Code::NoPictures, 0, Span::default())))
    }
}
