//! New archives.

use super::subset::end_record;

/// Names are UTF-8 (APPNOTE.TXT 4.4.4, bit 11).
const UTF8: [u8; 2] = [0, 8];

/// The first day that an archive can name, 1 January 1980, at midnight: this crate has no clock.
const NO_TIME: [u8; 4] = [0, 0, 33, 0];

/// An archive of these files, by their names in it, not packed. Files beyond 4 GiB are left out.
pub fn archive_of<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let (mut archive, mut directory, mut count) = (Vec::new(), Vec::new(), 0);
    for (name, bytes) in files {
        let (Ok(offset), Ok(size), Ok(length)) = (
            u32::try_from(archive.len()),
            u32::try_from(bytes.len()),
            u16::try_from(name.len()),
        ) else {
            continue;
        };
        let mut described = vec![10, 0];
        described.extend(UTF8);
        described.extend([0, 0]);
        described.extend(NO_TIME);
        described.extend(rawzip::crc32(bytes).to_le_bytes());
        described.extend(size.to_le_bytes());
        described.extend(size.to_le_bytes());
        described.extend(length.to_le_bytes());
        described.extend([0, 0]);

        archive.extend(b"PK\x03\x04");
        archive.extend(&described);
        archive.extend(name.as_bytes());
        archive.extend(bytes);
        directory.extend(b"PK\x01\x02\x0a\0");
        directory.extend(&described);
        // No comment, on the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
        count += 1;
    }
    let end = end_record(count, directory.len(), archive.len());
    archive.extend(directory);
    archive.extend(end);
    archive
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Archive, Limits};

    #[test]
    fn what_is_written_is_read_again() {
        let files: [(&str, &[u8]); 3] = [
            ("autumn/étudiants.csv", b"username\nana\n"),
            ("empty.csv", b""),
            ("picture.png", &[0x89, 0, 0xff]),
        ];
        let bytes = archive_of(files);
        let archive = Archive::open(&bytes, Limits::default()).unwrap();
        let mut budget = archive.budget();
        let found: Vec<_> = archive
            .entries
            .iter()
            .map(|entry| {
                assert!(entry.findings.is_empty(), "{:?}", entry.findings);
                let content = entry.content(&bytes, &mut budget).unwrap();
                (entry.name.path.clone(), content)
            })
            .collect();
        let written = files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
        assert_eq!(found, written);
    }
}
