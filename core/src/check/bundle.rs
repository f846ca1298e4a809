//! Bundles: several files that are checked, planned and executed together, also as one ZIP archive.

use super::packed::{Contents, kind_of_archive};
use super::{CheckOptions, Checker};
use crate::archive::{Archive, Limits, is_archive};
use crate::finding::{Code, Finding, Severity};
use crate::kinds::Kind;
use crate::site::NoSite;

/// What a bundle may ask of its reader. Tables pack well: a column that says the same in every row is next to nothing.
const LIMITS: Limits = Limits {
    archive: 256 << 20,
    entries: 500,
    entry: 256 << 20,
    total: 512 << 20,
    ratio: 500,
};

/// Endings of files that make an archive a bundle: tables.
const TABLES: [&str; 5] = ["csv", "txt", "tsv", "xlsx", "ods"];

/// So many bytes of a file tell its kind, whose header stands at its beginning.
const BEGINNING: usize = 256 * 1024;

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFile {
    /// Its path in the archive.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The files in a ZIP archive of command files, in the order in which they stand in it; none when the file is something else: a
/// table, a workbook, an archive of pictures. An archive in it stays one: it may be of pictures.
///
/// # Errors
/// The first finding that keeps an entry from being read: one that leads elsewhere, is damaged, grows too large. Of a bundle, nothing is
/// executed unless all of it is.
pub fn unpack(file: &[u8]) -> Result<Option<Vec<BundleFile>>, Box<Finding>> {
    if !is_archive(file) {
        return Ok(None);
    }
    // What is damaged may have been anything: whoever checks it as one file says so.
    let Ok(archive) = Archive::open(file, Limits::default()) else {
        return Ok(None);
    };
    let names = archive.entries.iter().map(|entry| &entry.name);
    let mut tables = names.filter(|name| TABLES.contains(&&*name.ending().to_ascii_lowercase()));
    if Contents::of(&archive) != Contents::Other || tables.next().is_none() {
        return Ok(None);
    }
    let archive = Archive::open(file, LIMITS)?;
    let mut budget = archive.budget();
    let mut files = Vec::new();
    for entry in &archive.entries {
        if entry.is_folder || entry.name.is_of_a_system() {
            continue;
        }
        let severe = |finding: &&Finding| {
            finding.severity() == Severity::Error || finding.code == Code::DuplicateEntry
        };
        if let Some(finding) = entry.findings.iter().find(severe) {
            return Err(Box::new(finding.clone()));
        }
        files.push(BundleFile {
            name: entry.name.path.clone(),
            bytes: entry.content(file, &mut budget)?,
        });
    }
    Ok(Some(files))
}

/// The kind of a file that is to be read with these options: chosen, or recognised from its beginning (of an archive, from all of it).
pub fn kind_of(file: &[u8], options: &CheckOptions) -> Option<Kind> {
    if options.kind.is_some() {
        return options.kind;
    }
    if is_archive(file) {
        return kind_of_archive(file, options);
    }
    let mut checker = Checker::new(options.clone(), &NoSite);
    checker.push(&file[..file.len().min(BEGINNING)]);
    checker.finish().kind
}

/// Puts files of these kinds in the order in which they are executed ([`Kind::BUNDLE_ORDER`]); those of one kind keep theirs, and those
/// of no known kind come last.
pub fn put_in_order<T>(files: &mut [T], kind: impl Fn(&T) -> Option<Kind>) {
    let place = |file: &T| kind(file).map_or(usize::MAX, Kind::place_in_bundle);
    // By insertion: they are few, and the page has no room for a sort of its own for each type.
    for end in 1..files.len() {
        let mut at = end;
        while at > 0 && place(&files[at - 1]) > place(&files[at]) {
            files.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::testing::{Builder, File};

    const USERS: &[u8] = b"username;firstname;lastname\nana;Ana;Lopez\n";
    const COURSES: &[u8] = b"shortname;fullname\nBIO-101;Cells\n";

    fn archive(files: &[File]) -> Vec<u8> {
        Builder::of(files.iter().cloned()).bytes()
    }

    fn names(file: &[u8]) -> Vec<String> {
        let files = unpack(file).unwrap().unwrap();
        files.into_iter().map(|file| file.name).collect()
    }

    #[test]
    fn command_files_come_out_of_their_archive_as_they_went_in() {
        let pictures = archive(&[File::stored("ana.png", b"\x89PNG")]);
        let file = archive(&[
            File::deflated("autumn/users.csv", USERS),
            File::stored("courses.txt", COURSES),
            File::stored("__MACOSX/._courses.txt", b"x"),
            File::stored("userpictures.zip", &pictures),
        ]);
        let files = unpack(&file).unwrap().unwrap();
        let found: Vec<_> = files
            .iter()
            .map(|file| (&*file.name, &*file.bytes))
            .collect();
        assert_eq!(
            found,
            [
                ("autumn/users.csv", USERS),
                ("courses.txt", COURSES),
                ("userpictures.zip", &*pictures)
            ]
        );
    }

    #[test]
    fn other_files_are_no_bundles() {
        let pictures = archive(&[
            File::stored("ana.png", b"x"),
            File::stored("notes.csv", b"x"),
        ]);
        let workbook = archive(&[
            File::stored("[Content_Types].xml", b"<Types/>"),
            File::stored("table.csv", b"x"),
        ]);
        let documents = archive(&[File::stored("letter.pdf", b"x")]);
        for file in [
            USERS,
            &*pictures,
            &*workbook,
            &*documents,
            b"PK\x03\x04",
            b"",
        ] {
            assert_eq!(unpack(file).unwrap(), None);
        }
    }

    #[test]
    fn a_bundle_with_a_hostile_entry_is_refused_as_a_whole() {
        let lying = File {
            size: 600 << 20,
            ..File::deflated("large.csv", USERS)
        };
        for (entry, code) in [
            (File::stored("../users.csv", USERS), Code::EntryPathUnsafe),
            (File::stored("COURSES.CSV", USERS), Code::DuplicateEntry),
            (lying, Code::EntryTooLarge),
        ] {
            let file = archive(&[File::stored("courses.csv", COURSES), entry]);
            assert_eq!(unpack(&file).unwrap_err().code, code);
        }
    }

    #[test]
    fn files_are_put_in_the_order_of_need() {
        let mut files = vec![
            ("b.csv", USERS),
            ("?.csv", b"what;is;this\n".as_slice()),
            ("c.csv", COURSES),
            ("deletecourses.csv", b"BIO-101\n".as_slice()),
            ("a.csv", USERS),
        ];
        put_in_order(&mut files, |(name, file)| {
            let options = CheckOptions {
                name: (*name).to_owned(),
                ..CheckOptions::default()
            };
            kind_of(file, &options)
        });
        let names: Vec<_> = files.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            names,
            ["deletecourses.csv", "c.csv", "b.csv", "a.csv", "?.csv"]
        );
    }

    #[test]
    fn names_are_paths() {
        let file = archive(&[File::stored("a\\b\\users.csv", USERS)]);
        assert_eq!(names(&file), ["a/b/users.csv"]);
    }
}
