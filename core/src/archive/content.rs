//! What entries hold.

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::CompressionMethod;

use super::{Entry, Limits};
use crate::finding::{Code, Finding};

/// How an entry begins (APPNOTE.TXT, 4.3.7): a signature, thirty bytes in all, then its name and an extra field.
const HEADER: usize = 30;
const SIGNATURE: &[u8] = b"PK\x03\x04";

/// Below this size, in bytes, an entry may be packed as tightly as it likes.
const HARMLESS: u64 = 1 << 20;

/// What contents may still become, while the entries of one archive are read one after the other.
#[derive(Debug)]
pub struct Budget {
    limits: Limits,
    /// How many bytes are left of the total.
    left: u64,
}

impl Budget {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            left: limits.total,
        }
    }

    /// Whether something of this size may be made of so many packed bytes; otherwise which limit forbids it (`entry`, `ratio`,
    /// `total`), and that limit in bytes.
    fn allows(&self, size: u64, packed: u64) -> Result<(), (&'static str, u64)> {
        let ratio = packed.saturating_mul(self.limits.ratio).max(HARMLESS);
        if size > self.limits.entry {
            Err(("entry", self.limits.entry))
        } else if size > ratio {
            Err(("ratio", ratio))
        } else if size > self.left {
            Err(("total", self.limits.total))
        } else {
            Ok(())
        }
    }
}

/// The content of one entry, out of its own bytes alone ([`Entry::span`]), so that a large archive need not be read for it. `size` is that
/// of the content, from a reading of the archive that found it sound; nothing is checked again. None when these are no such bytes.
pub fn content_at(place: &[u8], size: u64) -> Option<Vec<u8>> {
    let number = |at: usize| {
        let bytes = place.get(at..at + 2)?;
        Some(usize::from(u16::from_le_bytes(bytes.try_into().ok()?)))
    };
    let (method, name, extra) = (number(8)?, number(26)?, number(28)?);
    let packed = place
        .strip_prefix(SIGNATURE)
        .and_then(|_| place.get(HEADER + name + extra..))?;
    let size = usize::try_from(size).ok()?;
    let content = match method {
        0 => packed.get(..size)?.to_vec(),
        8 => decompress_to_vec_with_limit(packed, size).ok()?,
        _ => return None,
    };
    (content.len() == size).then_some(content)
}

impl Entry {
    /// The content of the entry. `file` is the archive that it was found in.
    ///
    /// # Errors
    /// The finding when it cannot be had: it is packed in a way that is not known, is damaged, or would become larger than
    /// `budget` allows. Never more bytes are made than the entry says it has.
    pub fn content(&self, file: &[u8], budget: &mut Budget) -> Result<Vec<u8>, Box<Finding>> {
        let packed = file.get(self.packed.clone()).unwrap_or_default();
        if let Err((which, limit)) = budget.allows(self.size, packed.len() as u64) {
            let finding = self.finding(Code::EntryTooLarge).with("which", which);
            let finding = finding.with("found", self.size).with("limit", limit);
            return Err(Box::new(finding));
        }
        // What fails on the way has cost as much.
        budget.left -= self.size;
        let damaged = || Box::new(self.unreadable("damaged"));
        let size = usize::try_from(self.size).map_err(|_| damaged())?;
        let content = match self.method {
            CompressionMethod::STORE => packed.to_vec(),
            CompressionMethod::DEFLATE => {
                decompress_to_vec_with_limit(packed, size).map_err(|_| damaged())?
            }
            _ => return Err(Box::new(self.unreadable("method"))),
        };
        if content.len() != size || rawzip::crc32(&content) != self.checksum {
            return Err(damaged());
        }
        Ok(content)
    }
}
