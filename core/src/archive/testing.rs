//! Archives made byte by byte, so that each can lie in its own way.

/// An archive in the making.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    files: Vec<File>,
}

/// One entry: what its two headers say, and its bytes. All can be changed before the archive is made.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) name: Vec<u8>,
    /// Name in the local header; the same, in honest archives.
    pub(crate) local_name: Vec<u8>,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) crc: u32,
    pub(crate) size: u32,
    pub(crate) packed: Vec<u8>,
    /// Unix mode; 0 when made on another system.
    pub(crate) mode: u16,
    /// Where the directory says that it begins; none: where it does.
    pub(crate) offset: Option<u32>,
    /// Whether checksum and sizes follow the content instead of standing before it.
    pub(crate) streamed: bool,
}

impl File {
    /// A file as it is, its name in UTF-8.
    pub(crate) fn stored(name: &str, content: &[u8]) -> Self {
        Self {
            name: name.into(),
            local_name: name.into(),
            flags: 1 << 11,
            method: 0,
            crc: rawzip::crc32(content),
            size: content.len() as u32,
            packed: content.to_vec(),
            mode: 0,
            offset: None,
            streamed: false,
        }
    }

    /// A file, deflated.
    pub(crate) fn deflated(name: &str, content: &[u8]) -> Self {
        Self {
            method: 8,
            packed: miniz_oxide::deflate::compress_to_vec(content, 6),
            ..Self::stored(name, content)
        }
    }

    fn flags(&self) -> u16 {
        self.flags | if self.streamed { 1 << 3 } else { 0 }
    }

    /// Version, flags, method, time, checksum and sizes, as both headers have them.
    fn shared(&self, in_front: bool) -> Vec<u8> {
        let (crc, packed, size) = if self.streamed && in_front {
            (0, 0, 0)
        } else {
            (self.crc, self.packed.len() as u32, self.size)
        };
        let mut bytes = Vec::new();
        bytes.extend(20_u16.to_le_bytes());
        bytes.extend(self.flags().to_le_bytes());
        bytes.extend(self.method.to_le_bytes());
        // 1 September 2024, 08:00.
        bytes.extend([0x00, 0x40, 0x21, 0x59]);
        bytes.extend(crc.to_le_bytes());
        bytes.extend(packed.to_le_bytes());
        bytes.extend(size.to_le_bytes());
        bytes
    }
}

impl Builder {
    /// An archive with these files.
    pub(crate) fn of(files: impl IntoIterator<Item = File>) -> Self {
        Self {
            files: files.into_iter().collect(),
        }
    }

    /// The bytes of the archive.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        for file in &self.files {
            let offset = file.offset.unwrap_or(bytes.len() as u32);
            bytes.extend(b"PK\x03\x04");
            bytes.extend(file.shared(true));
            bytes.extend((file.local_name.len() as u16).to_le_bytes());
            bytes.extend([0, 0]);
            bytes.extend(&file.local_name);
            bytes.extend(&file.packed);
            if file.streamed {
                bytes.extend(b"PK\x07\x08");
                bytes.extend(file.crc.to_le_bytes());
                bytes.extend((file.packed.len() as u32).to_le_bytes());
                bytes.extend(file.size.to_le_bytes());
            }
            directory.extend(b"PK\x01\x02");
            directory.extend([20, if file.mode == 0 { 0 } else { 3 }]);
            directory.extend(file.shared(false));
            directory.extend((file.name.len() as u16).to_le_bytes());
            // No extra field, no comment, disk 0, no internal attributes.
            directory.extend([0; 8]);
            directory.extend((u32::from(file.mode) << 16).to_le_bytes());
            directory.extend(offset.to_le_bytes());
            directory.extend(&file.name);
        }
        let (count, start) = (self.files.len() as u16, bytes.len() as u32);
        let length = directory.len() as u32;
        bytes.extend(directory);
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend(count.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(length.to_le_bytes());
        bytes.extend(start.to_le_bytes());
        bytes.extend([0, 0]);
        bytes
    }
}
