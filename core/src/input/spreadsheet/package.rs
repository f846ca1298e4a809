//! The archive that a workbook is: its parts, within limits.

use super::{LIMITS, Stop};
use crate::archive::{Archive, Budget, Entry};
use crate::finding::Finding;

/// An archive whose parts are taken out one by one.
#[derive(Debug)]
pub(super) struct Package<'f> {
    file: &'f [u8],
    archive: Archive,
    budget: Budget,
}

impl<'f> Package<'f> {
    /// Reads the directory of the archive.
    ///
    /// # Errors
    /// The finding about the archive as a whole.
    pub(super) fn open(file: &'f [u8]) -> Result<Self, Box<Finding>> {
        let archive = Archive::open(file, LIMITS)?;
        Ok(Self {
            file,
            budget: archive.budget(),
            archive,
        })
    }

    /// Whether there is a part whose path begins so.
    pub(super) fn has(&self, beginning: &str) -> bool {
        let mut entries = self.archive.entries.iter();
        entries.any(|entry| entry.name.path.starts_with(beginning))
    }

    /// The text of the part at this path; none when there is no such part. Case does not count, as in ECMA-376, part 2.
    ///
    /// # Errors
    /// [`Stop::Damaged`], or [`Stop::TooLarge`] when it would grow beyond the limits.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<String>, Stop> {
        let is_it = |entry: &&Entry| entry.name.path.eq_ignore_ascii_case(path);
        let Some(entry) = self.archive.entries.iter().find(is_it) else {
            return Ok(None);
        };
        if !entry.is_sound() {
            return Err(Stop::Damaged);
        }
        let content = entry.content(self.file, &mut self.budget);
        let content = content.map_err(|finding| match finding.params.get("limit") {
            Some(limit) => Stop::TooLarge {
                what: "part",
                limit: limit.parse().unwrap_or(LIMITS.entry),
            },
            None => Stop::Damaged,
        })?;
        String::from_utf8(content)
            .map(Some)
            .map_err(|_| Stop::Damaged)
    }

    /// As [`Package::part`], for one without which nothing can be read.
    pub(super) fn needed(&mut self, path: &str) -> Result<String, Stop> {
        self.part(path)?.ok_or(Stop::Damaged)
    }
}
