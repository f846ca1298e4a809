//! Pictures known by their first bytes. Nothing is decoded: what a picture shows is no concern here, and decoders are where hostile
//! pictures do harm.

/// A format of pictures that Moodle makes icons of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Graphics Interchange Format.
    Gif,
}

impl Format {
    /// The stable name.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Gif => "gif",
        }
    }

    /// Whether a file of this format may have this ending. None at all is fine (Q47).
    pub(super) fn has_ending(self, ending: &str) -> bool {
        let endings: &[&str] = match self {
            Self::Png => &["png", ""],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif", ""],
            Self::Gif => &["gif", ""],
        };
        endings.iter().any(|one| one.eq_ignore_ascii_case(ending))
    }
}

/// What a picture's header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Image {
    pub(super) format: Format,
    /// In pixels.
    pub(super) width: u32,
    /// In pixels.
    pub(super) height: u32,
}

/// Why bytes are no picture that a site takes: what they are (`webp`, `heic`, `bmp`, `tiff`, `svg`, `damaged`, `other`).
pub(super) type Foreign = &'static str;

/// The picture that these bytes are.
///
/// # Errors
/// What they are instead.
pub(super) fn read(bytes: &[u8]) -> Result<Image, Foreign> {
    let (format, size) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        (Format::Png, png(bytes))
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        (Format::Jpeg, jpeg(bytes))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        (Format::Gif, gif(bytes))
    } else {
        return Err(foreign(bytes));
    };
    match size {
        Some((width, height)) if width > 0 && height > 0 => Ok(Image {
            format,
            width,
            height,
        }),
        _ => Err("damaged"),
    }
}

/// The header chunk comes first, and begins with the size.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    let long = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some((long(16)?, long(20)?))
}

/// The logical screen follows the signature.
fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    let short = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    Some((short(6)?.into(), short(8)?.into()))
}

/// The size stands in the frame's header, behind segments of any length (ITU-T T.81, annex B).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let short = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        (*bytes.get(at)? == 0xff).then_some(())?;
        match *bytes.get(at + 1)? {
            // Fill bytes before a marker, and markers without a segment.
            0xff => at += 1,
            0x01 | 0xd0..=0xd7 => at += 2,
            // Huffman tables, an extension and arithmetic conditioning share the numbers of frames.
            0xc4 | 0xc8 | 0xcc => at += 2 + usize::from(short(at + 2)?),
            0xc0..=0xcf => return Some((short(at + 7)?.into(), short(at + 5)?.into())),
            // The picture begins, or ends, without a frame.
            0xd8..=0xda => return None,
            _ => at += 2 + usize::from(short(at + 2)?),
        }
    }
}

/// What bytes are that are no picture in a known format.
fn foreign(bytes: &[u8]) -> Foreign {
    let brand = bytes.get(4..12).unwrap_or_default();
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        "webp"
    } else if brand.starts_with(b"ftyphei")
        || brand.starts_with(b"ftypmif")
        || brand.starts_with(b"ftypavif")
    {
        "heic"
    } else if bytes.starts_with(b"BM") {
        "bmp"
    } else if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        "tiff"
    } else if bytes.starts_with(b"<svg") || bytes.starts_with(b"<?xml") {
        "svg"
    } else {
        "other"
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn size(bytes: &[u8]) -> Result<(&'static str, u32, u32), Foreign> {
        read(bytes).map(|image| (image.format.as_str(), image.width, image.height))
    }

    /// A header of each format, written by hand from its specification.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x40\0\0\0\xf0\x08\x02\0\0\0";
    const GIF: &[u8] = b"GIF89a\x40\x01\xf0\0\xf7\0\0";
    /// With a JFIF segment, a fill byte and a Huffman table before the (progressive) frame.
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xff\xc4\0\x03\0\xff\xc2\0\x11\x08\0\xf0\x01\x40\x03";

    #[test]
    fn sizes_stand_in_headers() {
        assert_eq!(size(PNG), Ok(("png", 320, 240)));
        assert_eq!(size(GIF), Ok(("gif", 320, 240)));
        assert_eq!(size(JPEG), Ok(("jpeg", 320, 240)));
    }

    #[test]
    fn a_header_that_is_cut_short_is_no_picture() {
        assert_eq!(size(&PNG[..20]), Err("damaged"));
        assert_eq!(size(&GIF[..9]), Err("damaged"));
        for cut in 3..JPEG.len() - 1 {
            assert_eq!(size(&JPEG[..cut]), Err("damaged"), "{cut}");
        }
        assert_eq!(size(b"\xff\xd8\xff\xda\0\x02\0\0"), Err("damaged"));
        assert_eq!(size(b"GIF87a\0\0\x10\0"), Err("damaged"), "no width");
    }

    #[test]
    fn what_is_no_picture_is_told_what_it_is() {
        for (bytes, what) in [
            (&b"RIFF\x24\0\0\0WEBPVP8 "[..], "webp"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
            (b"BM\x36\0\0\0", "bmp"),
            (b"II*\0\x08\0\0\0", "tiff"),
            (b"<svg xmlns=", "svg"),
            (b"username;firstname\n", "other"),
            (b"", "other"),
        ] {
            assert_eq!(size(bytes), Err(what));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail(start in prop::sample::select(vec![PNG, GIF, JPEG]), cut in 0..60_usize, rest in prop::collection::vec(any::<u8>(), 0..60)) {
            let bytes = [&start[..cut.min(start.len())], &rest].concat();
            let _ = read(&bytes);
        }
    }
}
