//! A new archive of some entries of another, byte for byte: nothing is unpacked, packed or renamed.

use std::ops::Range;

use super::{Archive, Entry};

/// Bytes of a directory record before its three texts (APPNOTE.TXT 4.3.12).
const RECORD: usize = 46;

/// Where a record has the lengths of its name, extra field and comment.
const LENGTHS: [usize; 3] = [28, 30, 32];

/// Where a record says where the entry begins.
const OFFSET: Range<usize> = 42..46;

impl Archive {
    /// An archive of those entries that `chosen` picks, in their order. `file` is the archive that this was read from. What has
    /// no bytes in the file (its place is damaged) is left out.
    pub fn subset(&self, file: &[u8], chosen: impl Fn(&Entry) -> bool) -> Vec<u8> {
        let (mut copy, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u64);
        for entry in self.entries.iter().filter(|entry| chosen(entry)) {
            // Spans lie inside of the file, which is in memory.
            let bytes = file.get(entry.span.start as usize..entry.span.end as usize);
            let (Some(bytes), Some(record)) = (bytes, file.get(entry.record.clone())) else {
                continue;
            };
            // An archive that is read in memory is far below 4 GiB.
            let Ok(offset) = u32::try_from(copy.len()) else {
                break;
            };
            if bytes.is_empty() || record.len() < RECORD {
                continue;
            }
            let start = directory.len();
            copy.extend_from_slice(bytes);
            directory.extend_from_slice(record);
            directory[start + OFFSET.start..start + OFFSET.end]
                .copy_from_slice(&offset.to_le_bytes());
            count += 1;
        }
        let end = end_record(count, directory.len(), copy.len());
        copy.extend(directory);
        copy.extend(end);
        copy
    }
}

/// The bytes of the directory record that begins at `start`; empty when it is not whole.
pub(super) fn record_at(file: &[u8], start: usize) -> Range<usize> {
    let Some(record) = file.get(start..).and_then(|rest| rest.get(..RECORD)) else {
        return 0..0;
    };
    let texts: usize = LENGTHS
        .iter()
        .map(|&at| usize::from(u16::from_le_bytes([record[at], record[at + 1]])))
        .sum();
    let end = start + RECORD + texts;
    if end <= file.len() { start..end } else { 0..0 }
}

/// The end of an archive's directory (APPNOTE.TXT 4.3.16). Numbers beyond its fields are cut: readers count for themselves.
pub(super) fn end_record(count: u64, directory: usize, offset: usize) -> Vec<u8> {
    let count = u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes();
    let long = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend(count);
    end.extend(count);
    end.extend(long(directory));
    end.extend(long(offset));
    end.extend([0, 0]);
    end
}
