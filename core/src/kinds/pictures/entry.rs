//! An entry of an archive as a row: what can be known of a picture without its owner.

use md5::{Digest as _, Md5};

use super::image::{self, Image};
use super::{COLUMNS, LIMITS};
use crate::archive::{Archive, Budget, Entry};
use crate::finding::{Code, Finding};

/// The most pixels of a picture. What makes icons of it holds all of them in memory, at 4 bytes or more each.
const MOST_PIXELS: u64 = 50_000_000;

/// The cells of an entry, in the order of [`COLUMNS`].
pub(crate) type Cells = [String; COLUMNS.len()];

/// Reads the entries of an archive one after the other.
#[derive(Debug)]
pub(crate) struct Reader {
    archive: Archive,
    budget: Budget,
    /// Index of the next entry.
    next: usize,
}

/// What an entry is.
#[derive(Debug)]
pub(crate) enum Read {
    /// A row: its line, its place, its cells.
    Row(u64, crate::finding::Span, Cells),
    /// Nothing that anybody meant, of which this is to be said.
    PassedOver(Finding),
}

impl Reader {
    /// At the start of an archive.
    pub(crate) fn new(archive: Archive) -> Self {
        Self {
            budget: archive.budget(),
            archive,
            next: 0,
        }
    }

    /// Reads the next entry that is no folder. What is found in it is added to `findings`.
    pub(crate) fn next(&mut self, file: &[u8], findings: &mut Vec<Finding>) -> Option<Read> {
        let entries = self.archive.entries.get(self.next..)?;
        let skipped = entries.iter().position(|entry| !entry.is_folder)?;
        let entry = &entries[skipped];
        self.next += skipped + 1;
        if entry.name.is_of_a_system() {
            return Some(Read::PassedOver(entry.finding(Code::EntryPassedOver)));
        }
        findings.extend_from_slice(&entry.findings);
        let mut cells = Cells::default();
        entry.name.path.clone_into(&mut cells[0]);
        entry.name.stem().trim().clone_into(&mut cells[1]);
        if entry.is_sound() {
            match entry.content(file, &mut self.budget) {
                Ok(content) => picture(entry, &content, &mut cells, findings),
                Err(finding) => findings.push(*finding),
            }
        }
        Some(Read::Row(entry.number, entry.span, cells))
    }
}

/// Opens an archive within the limits for pictures.
///
/// # Errors
/// The finding about the whole file.
pub(crate) fn open(file: &[u8]) -> Result<Archive, Box<Finding>> {
    Archive::open(file, LIMITS)
}

/// Fills in what a picture is. Its checksum is that of the file, which is what tool_sync's sender knows.
fn picture(entry: &Entry, content: &[u8], cells: &mut Cells, findings: &mut Vec<Finding>) {
    let image = match image::read(content) {
        Ok(image) => image,
        Err(what) => {
            findings.push(entry.finding(Code::NotAPicture).with("what", what));
            return;
        }
    };
    let Image {
        format,
        width,
        height,
    } = image;
    cells[2] = format.as_str().to_owned();
    cells[3] = width.to_string();
    cells[4] = height.to_string();
    cells[5] = content.len().to_string();
    cells[6] = checksum(content);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        findings.push(
            entry
                .finding(Code::PictureTooLarge)
                .with("width", width)
                .with("height", height)
                .with("limit", MOST_PIXELS / 1_000_000),
        );
    }
    if !format.has_ending(entry.name.ending()) {
        findings.push(
            entry
                .finding(Code::PictureEnding)
                .with("ending", entry.name.ending())
                .with("format", format.as_str().to_uppercase()),
        );
    }
}

/// The checksum by which a picture is known again: MD5 in hex.
pub fn checksum(content: &[u8]) -> String {
    let digest = Md5::digest(content);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The format of a picture that a site takes, `png`, `jpeg` or `gif`; none for other bytes.
pub fn format(content: &[u8]) -> Option<&'static str> {
    let image = image::read(content).ok()?;
    Some(image.format.as_str())
}
