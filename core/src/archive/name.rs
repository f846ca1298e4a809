//! How entries of an archive are called.

/// The upper half of code page 437, in which archives name their entries unless they say that it is UTF-8
/// (APPNOTE.TXT, appendix D).
const CP437: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', //
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', '¢', '£', '¥', '₧', 'ƒ', //
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '⌐', '¬', '½', '¼', '¡', '«', '»', //
    '░', '▒', '▓', '│', '┤', '╡', '╢', '╖', '╕', '╣', '║', '╗', '╝', '╜', '╛', '┐', //
    '└', '┴', '┬', '├', '─', '┼', '╞', '╟', '╚', '╔', '╩', '╦', '╠', '═', '╬', '╧', //
    '╨', '╤', '╥', '╙', '╘', '╒', '╓', '╫', '╪', '┘', '┌', '█', '▄', '▌', '▐', '▀', //
    'α', 'ß', 'Γ', 'π', 'Σ', 'σ', 'µ', 'τ', 'Φ', 'Θ', 'Ω', 'δ', '∞', 'φ', 'ε', '∩', //
    '≡', '±', '≥', '≤', '⌠', '⌡', '÷', '≈', '°', '∙', '·', '√', 'ⁿ', '²', '■', '\u{a0}',
];

/// Files that systems put into folders for themselves, in lower case.
const OF_SYSTEMS: [&str; 3] = [".ds_store", "thumbs.db", "desktop.ini"];

/// The name of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Folders and name, joined by `/`; control characters are replaced by U+FFFD.
    pub path: String,
    /// Whether its letters are certain.
    certain: bool,
    /// How it leads out of the archive, if it does.
    leads: Option<&'static str>,
}

impl Name {
    /// Reads a name. `says_utf8`: the archive says that it is UTF-8. Programs that write UTF-8 without saying so are common.
    pub(super) fn read(bytes: &[u8], says_utf8: bool) -> Self {
        let (text, certain) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), true),
            Err(_) if says_utf8 => (String::from_utf8_lossy(bytes).into_owned(), false),
            Err(_) => (bytes.iter().copied().map(cp437).collect(), false),
        };
        let leads = leads_elsewhere(&text);
        let path = text
            .chars()
            .map(|c| match c {
                '\\' => '/',
                c if c.is_control() => char::REPLACEMENT_CHARACTER,
                c => c,
            })
            .collect();
        Self {
            path,
            certain,
            leads,
        }
    }

    /// Whether its letters are certain: they were UTF-8. Code page 437 is a guess, since all bytes are a text of it.
    pub fn is_certain(&self) -> bool {
        self.certain
    }

    /// How the path leads out of the archive, or is no path: `absolute`, `traversal`, `control`, `empty`.
    pub fn leads_elsewhere(&self) -> Option<&'static str> {
        self.leads
    }

    /// What follows the last folder.
    pub fn file(&self) -> &str {
        file(&self.path)
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }

    /// The ending of the file's name, without its dot; empty when there is none.
    pub fn ending(&self) -> &str {
        match self.file().rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => ending,
            _ => "",
        }
    }

    /// Whether a system put the file there for itself: nobody meant it.
    pub fn is_of_a_system(&self) -> bool {
        let file = self.file().to_lowercase();
        self.path.starts_with("__MACOSX/")
            || file.starts_with("._")
            || OF_SYSTEMS.contains(&file.as_str())
    }
}

fn file(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, file)| file)
}

/// The name of a file without its folders and its ending, of a path as [`Name::path`] is one.
pub fn stem(path: &str) -> &str {
    let file = file(path);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

fn cp437(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        Some(upper) => CP437[usize::from(upper)],
        None => char::from(byte),
    }
}

/// How a path leads out of the archive, as any system would read it.
fn leads_elsewhere(path: &str) -> Option<&'static str> {
    let mut letters = path.bytes();
    let drive =
        letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(b':');
    if path.is_empty() {
        Some("empty")
    } else if path.contains(char::is_control) {
        Some("control")
    } else if drive || path.starts_with(['/', '\\']) {
        Some("absolute")
    } else if path.split(['/', '\\']).any(|part| part == "..") {
        Some("traversal")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::read(text.as_bytes(), true)
    }

    #[test]
    fn paths_that_lead_elsewhere_are_known_on_every_system() {
        for (path, how) in [
            ("P-0042.jpg", None),
            ("2024/autumn/P-0042.jpg", None),
            ("a..b/...jpg", None),
            ("..", Some("traversal")),
            ("../P-0042.jpg", Some("traversal")),
            ("2024/../../etc/passwd", Some("traversal")),
            ("2024\\..\\..\\boot.ini", Some("traversal")),
            ("/etc/passwd", Some("absolute")),
            ("\\\\server\\share", Some("absolute")),
            ("C:\\windows\\win.ini", Some("absolute")),
            ("c:win.ini", Some("absolute")),
            ("P-0042\0.jpg", Some("control")),
            ("P-0042\n.jpg", Some("control")),
            ("", Some("empty")),
        ] {
            assert_eq!(name(path).leads_elsewhere(), how, "{path:?}");
        }
        assert_eq!(name("a\nb").path, "a\u{fffd}b");
    }

    #[test]
    fn names_are_cut_at_the_last_dot() {
        for (path, stem, ending) in [
            ("P-0042.jpg", "P-0042", "jpg"),
            ("2024/m.curie.png", "m.curie", "png"),
            ("2024\\m.curie.png", "m.curie", "png"),
            ("P-0042", "P-0042", ""),
            ("a.b/P-0042", "P-0042", ""),
            (".hidden", ".hidden", ""),
            ("P-0042.", "P-0042", ""),
        ] {
            let name = name(path);
            assert_eq!((name.stem(), name.ending()), (stem, ending), "{path}");
        }
    }

    #[test]
    fn names_are_read_in_the_encoding_that_they_are_in() {
        let certain = |bytes: &[u8], utf8| {
            let name = Name::read(bytes, utf8);
            (name.path.clone(), name.is_certain())
        };
        assert_eq!(certain("é.jpg".as_bytes(), true), ("é.jpg".into(), true));
        assert_eq!(certain("é.jpg".as_bytes(), false), ("é.jpg".into(), true));
        assert_eq!(certain(b"\x82.jpg", false), ("é.jpg".into(), false));
        assert_eq!(certain(b"\x82.jpg", true), ("\u{fffd}.jpg".into(), false));
        assert_eq!(certain(b"\xff", false), ("\u{a0}".into(), false));
    }

    #[test]
    fn files_of_systems_are_nobodys() {
        for path in [
            "__MACOSX/._P-0042.jpg",
            "a/.DS_Store",
            "Thumbs.db",
            "a/._b.png",
        ] {
            assert!(name(path).is_of_a_system(), "{path}");
        }
        assert!(!name("P-0042.jpg").is_of_a_system());
    }
}
