//! ZIP archives, read as what they are: files of strangers. Without any I/O, from bytes in memory to bytes in memory.
//!
//! The central directory is read by [`rawzip`], which checks its structure and nothing else; contents are inflated by
//! `miniz_oxide` within limits. What an archive can be made to do to its reader ends here: no name leads outside of it, no link is
//! followed, nothing grows beyond its limit, nothing is ever written to a disk. Every entry that cannot be used says why in one finding.
//!
//! | room | what it says |
//! |---|---|
//! | `name` | how entries are called: odd encodings, paths that lead elsewhere, files of the system |
//! | `content` | what entries hold, inflated within limits and proved by their checksum |
//! | `subset` | a new archive of some entries, byte for byte |
//! | `write` | a new archive of files |

mod content;
mod name;
mod subset;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod write;

use std::ops::Range;

use hashbrown::HashMap;
use hashbrown::hash_map::Entry as Slot;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

pub use content::{Budget, content_at};
pub use name::{Name, stem};
pub use write::archive_of;

use crate::finding::{Code, Finding, Severity, Span};

/// First bytes of an archive: of its first entry, or of the end of one without entries.
const SIGNS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// The longest that a data descriptor can be: signature, checksum, two sizes of 64 bits.
const LONGEST_DESCRIPTOR: usize = 24;

/// Whether a file that begins like this may be a ZIP archive (many spreadsheets are).
pub fn is_archive(beginning: &[u8]) -> bool {
    SIGNS.iter().any(|sign| beginning.starts_with(sign))
}

/// What an archive may ask of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that the archive itself may have.
    pub archive: u64,
    /// The most entries.
    pub entries: u64,
    /// The most bytes that one entry may become.
    pub entry: u64,
    /// The most bytes that all entries together may become.
    pub total: u64,
    /// How many times larger than in the archive an entry may become, when it becomes larger than 1 MiB.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            archive: 512 << 20,
            entries: 50_000,
            entry: 64 << 20,
            total: 2 << 30,
            ratio: 100,
        }
    }
}

/// The directory of an archive. It does not hold the archive's bytes: whoever asks for contents brings them.
#[derive(Debug)]
pub struct Archive {
    /// Every entry, folders too, in the order in which they stand in the file.
    pub entries: Vec<Entry>,
    /// What entries may become.
    limits: Limits,
}

/// An entry of an archive.
#[derive(Debug)]
pub struct Entry {
    /// Its number, from 1, in the order in which entries stand in the file.
    pub number: u64,
    /// How it is called.
    pub name: Name,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Its bytes in the archive: header, packed content, and what may follow it. Those of two entries never overlap; empty when
    /// they are not there, or belong to another entry.
    pub span: Span,
    /// How many bytes its content has, as the archive says.
    pub size: u64,
    /// What is wrong with it. One that has an error here has no content.
    pub findings: Vec<Finding>,
    /// How its content is packed.
    method: CompressionMethod,
    /// CRC-32 of its content.
    checksum: u32,
    /// Its packed content in the archive.
    packed: Range<usize>,
    /// Its record in the archive's directory.
    record: Range<usize>,
}

impl Archive {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    /// The finding about the whole file when it is no archive, is damaged, or is larger than the limits allow.
    pub fn open(file: &[u8], limits: Limits) -> Result<Self, Box<Finding>> {
        let whole = Span::new(0, file.len() as u64);
        let refused = |code| Finding::new(code, 0, whole);
        let beyond = |what, found: u64, limit: u64| {
            Box::new(
                refused(Code::ArchiveTooLarge)
                    .with("what", what)
                    .with("found", found)
                    .with("limit", limit),
            )
        };
        if whole.len() > limits.archive {
            return Err(beyond("bytes", whole.len(), limits.archive));
        }
        let damaged = || Box::new(refused(Code::ArchiveDamaged));
        let archive = ZipArchive::from_slice(file).map_err(|_| damaged())?;
        let mut records = Vec::new();
        for record in archive.entries() {
            if records.len() as u64 == limits.entries {
                return Err(beyond("entries", archive.entries_hint(), limits.entries));
            }
            records.push(record.map_err(|_| damaged())?);
        }
        if records.len() as u64 != archive.entries_hint() {
            return Err(damaged());
        }
        records.sort_by_key(ZipFileHeaderRecord::local_header_offset);
        let mut entries: Vec<Entry> = (1..)
            .zip(&records)
            .map(|(number, record)| Entry::of(number, record, &archive))
            .collect();
        let directory = records
            .iter()
            .map(|record| record.central_directory_offset());
        settle_spans(&mut entries, directory.min().unwrap_or_default());
        find_repeated_names(&mut entries);
        Ok(Self { entries, limits })
    }

    /// What contents of this archive may still be read: the limits, when nothing was.
    pub fn budget(&self) -> Budget {
        Budget::new(self.limits)
    }
}

impl Entry {
    fn of(number: u64, record: &ZipFileHeaderRecord<'_>, archive: &ZipSliceArchive<&[u8]>) -> Self {
        let path = record.file_path();
        let name = Name::read(path.as_ref(), record.flags().is_utf8());
        let start = usize::try_from(record.central_directory_offset()).unwrap_or(usize::MAX);
        let mut entry = Self {
            number,
            is_folder: record.is_dir(),
            span: Span::default(),
            size: record.uncompressed_size_hint(),
            findings: Vec::new(),
            method: record.compression_method(),
            checksum: record.crc32(),
            packed: 0..0,
            record: subset::record_at(archive.get_ref(), start),
            name,
        };
        let local = archive.get_entry(record.wayfinder());
        if let Ok(local) = &local {
            let (start, end) = local.compressed_data_range();
            entry.span = Span::new(record.local_header_offset(), end);
            // Both fit: they lie inside of the bytes that are in memory.
            entry.packed = start as usize..end as usize;
        }
        // Two headers that disagree are how a file shows one face to its checker and another to its user.
        let agrees = local.is_ok_and(|local| {
            let header = local.local_header();
            header.file_path().as_ref() == path.as_ref()
                && header.compression_method() == record.compression_method()
        });
        let wrong = if let Some(how) = entry.name.leads_elsewhere() {
            Some(entry.finding(Code::EntryPathUnsafe).with("how", how))
        } else if record.mode().is_symlink() {
            Some(entry.finding(Code::EntryIsLink))
        } else if record.flags().is_encrypted() || record.flags().has_strong_encryption() {
            Some(entry.finding(Code::EntryEncrypted))
        } else if !agrees {
            Some(entry.unreadable("damaged"))
        } else {
            None
        };
        entry.findings.extend(wrong);
        if !entry.name.is_certain() {
            let finding = entry.finding(Code::EntryNameEncoding);
            entry.findings.push(finding);
        }
        entry
    }

    /// A finding about the entry, by its name.
    pub fn finding(&self, code: Code) -> Finding {
        Finding::new(code, self.number, self.span).with("entry", &self.name.path)
    }

    /// Whether nothing keeps its content from being read, as far as is known without reading it.
    pub fn is_sound(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.severity() != Severity::Error)
    }

    /// That the content cannot be read. `why`: `damaged`, `method`, `overlap`.
    fn unreadable(&self, why: &str) -> Finding {
        self.finding(Code::EntryUnreadable)
            .with("why", why)
            .with("method", self.method)
    }
}

/// Gives each entry what follows its content (a data descriptor), and finds entries that share bytes with others or with the
/// directory, which begins at `directory`: so an archive's worth of content is packed into the bytes of one entry.
fn settle_spans(entries: &mut [Entry], directory: u64) {
    let mut reached = 0;
    for index in 0..entries.len() {
        let next = entries
            .get(index + 1)
            .map_or(directory, |next| next.span.start);
        let entry = &mut entries[index];
        if entry.span.is_empty() {
            continue;
        }
        if entry.span.start < reached || entry.span.end > directory {
            // Copies of the same bytes would grow without limit as well.
            reached = reached.max(entry.span.end);
            entry.span.end = entry.span.start;
            if entry.is_sound() {
                let finding = entry.unreadable("overlap");
                entry.findings.push(finding);
            }
            continue;
        }
        reached = entry.span.end;
        if next > entry.span.end && next - entry.span.end <= LONGEST_DESCRIPTOR as u64 {
            entry.span.end = next;
        }
    }
    for entry in entries {
        for finding in &mut entry.findings {
            finding.span = entry.span;
        }
    }
}

/// Finds entries of one name: which of them a reader takes is nobody's guess. Case does not count, as on the computers that archives
/// are made on.
fn find_repeated_names(entries: &mut [Entry]) {
    let mut first: HashMap<String, u64> = HashMap::new();
    for entry in entries.iter_mut().filter(|entry| !entry.is_folder) {
        match first.entry(entry.name.path.to_lowercase()) {
            Slot::Vacant(slot) => drop(slot.insert(entry.number)),
            Slot::Occupied(slot) => {
                let finding = entry
                    .finding(Code::DuplicateEntry)
                    .with("first", slot.get());
                entry.findings.push(finding);
            }
        }
    }
}
