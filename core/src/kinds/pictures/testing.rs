//! Pictures and archives of them for tests. Only their headers are pictures.

use crate::archive::testing::{Builder, File};

/// A PNG picture of 64 × 48 points; each `seed` makes another one.
pub(crate) fn png(seed: u8) -> Vec<u8> {
    sized(64, 48, seed)
}

/// A PNG picture of this size in points.
pub(crate) fn sized(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, seed]);
    bytes
}

/// An archive of files, by path and content.
pub(crate) fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let files = files.iter();
    Builder::of(files.map(|(path, content)| File::stored(path, content))).bytes()
}
