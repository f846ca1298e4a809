//! Archives around parts that the fuzzer makes up: with their checksums, which no mutation finds.

/// A ZIP archive of these files, not packed (APPNOTE.TXT 4.3).
pub fn archive_of<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let (mut archive, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for (name, content) in files {
        let size = length(content).to_le_bytes();
        let offset = length(&archive).to_le_bytes();
        // Version 2.0, a name in UTF-8, no packing, no time.
        let mut shared = vec![20, 0, 0, 8, 0, 0, 0, 0, 0, 0];
        shared.extend(rawzip::crc32(content).to_le_bytes());
        shared.extend(size);
        shared.extend(size);
        shared.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        shared.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&shared);
        archive.extend(name.as_bytes());
        archive.extend(content);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&shared);
        // No comment, disk 0, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset);
        directory.extend(name.as_bytes());
        count += 1;
    }
    let (start, size) = (length(&archive), length(&directory));
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(size.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

/// Inputs are some KiB long.
fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}
