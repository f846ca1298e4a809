//! What the fuzz targets share: how an input says which check is made, the site that it is made against, and archives around made-up parts.

mod zip;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use toolsync_core::check::{CheckOptions, Checker, Verdict};
use toolsync_core::kinds::{Kind, Row};
use toolsync_core::settings::{ENTRIES, Form, Settings};
use toolsync_core::site::{Directory, SiteIndex, institution};

pub use zip::archive_of;

/// The site: what a sandbox begins with.
pub static SITE: LazyLock<SiteIndex> = LazyLock::new(institution);

/// How many combinations of settings there are.
const COMBINATIONS: usize = 16;

/// The first has the settings' defaults. In the others, switches and choices go through their values.
static SETTINGS: LazyLock<Vec<Settings>> =
    LazyLock::new(|| (0..COMBINATIONS).map(combination).collect());

/// The kind that every input is of, when only one kind is to be tried: `TOOLSYNC_FUZZ_KIND=users`.
static ONLY: LazyLock<Option<Kind>> = LazyLock::new(|| {
    let name = std::env::var("TOOLSYNC_FUZZ_KIND").ok()?;
    Some(name.parse().unwrap_or_else(|error| panic!("{error}")))
});

fn combination(number: usize) -> Settings {
    if number == 0 {
        return Settings::default();
    }
    let mut settings = Settings::default();
    for (place, entry) in ENTRIES.iter().enumerate() {
        let value = match entry.form {
            Form::Switch => ["0", "1"][(number >> (place % 4)) & 1],
            Form::Identifier(values) => values[number % values.len()],
            _ => continue,
        };
        if let Ok(changed) = settings.with(entry.key, value) {
            settings = changed;
        }
    }
    settings
}

/// How many files of each kind had rows, in the order of [`Kind::ALL`].
static REACHED: [AtomicU64; Kind::ALL.len()] = [const { AtomicU64::new(0) }; Kind::ALL.len()];

/// Counts a file of which rows were read, and tells the log at each power of ten, so that it shows whether every kind is reached.
pub fn count(verdict: &Verdict) {
    let place = Kind::ALL
        .iter()
        .position(|kind| Some(*kind) == verdict.kind);
    if let Some(place) = place.filter(|_| verdict.rows > 0) {
        let count = REACHED[place].fetch_add(1, Ordering::Relaxed) + 1;
        if 10_u64.pow(count.ilog10()) == count {
            eprintln!("{}: {count} files with rows", Kind::ALL[place].as_str());
        }
    }
}

/// A line that is long enough for what follows to be read as it comes in: of less, nothing is read before its end.
static COMMENT: LazyLock<Vec<u8>> =
    LazyLock::new(|| [&b"#"[..], &[b'x'; 64 * 1024], b"\n"].concat());

/// How a check is made, and of what.
pub struct Case<'f> {
    /// Kind and settings.
    pub options: CheckOptions,
    /// How many bytes are pushed at once.
    pub chunk: usize,
    /// The file.
    pub file: &'f [u8],
}

impl<'f> Case<'f> {
    /// Reads an input: a byte for the kind (`a` is the first of [`Kind::ALL`], and so on round and round), one for the settings, one for the
    /// chunks, the file. None when there are fewer bytes.
    pub fn of(input: &'f [u8]) -> Option<Self> {
        let [kind, settings, chunk, file @ ..] = input else {
            return None;
        };
        let number = usize::from(kind.wrapping_sub(b'a'));
        let kind = (*ONLY).unwrap_or(Kind::ALL[number % Kind::ALL.len()]);
        Some(Self {
            options: CheckOptions {
                kind: Some(kind),
                settings: SETTINGS[usize::from(*settings) % COMBINATIONS].clone(),
                ..CheckOptions::default()
            },
            chunk: usize::from(*chunk) + 1,
            file,
        })
    }

    /// The file in its chunks.
    pub fn chunks(&self) -> impl Iterator<Item = &'f [u8]> {
        self.file.chunks(self.chunk)
    }

    /// What is pushed above the file, so that it is read as it comes in: above half of those that are no archives.
    pub fn above(&self) -> Option<&'static [u8]> {
        let is_below = self.chunk % 2 == 0 && !self.options.kind.is_some_and(Kind::is_archive);
        is_below.then_some(&**COMMENT)
    }
}

/// Checks a file that is pushed in so many bytes at once, and hands out its rows.
pub fn checked(
    options: &CheckOptions,
    chunks: impl Iterator<Item: AsRef<[u8]>>,
    directory: &dyn Directory,
    each: &mut dyn FnMut(&Row<'_>),
) -> Verdict {
    let mut checker = Checker::new(options.clone(), directory);
    for chunk in chunks {
        checker.push_rows(chunk.as_ref(), &mut |row, _| each(row));
    }
    checker.finish_rows(&mut |row, _| each(row))
}

/// As [`checked`], where nobody wants the rows.
pub fn judged(options: &CheckOptions, file: &[u8], directory: &dyn Directory) -> Verdict {
    let mut checker = Checker::new(options.clone(), directory);
    checker.push(file);
    checker.finish()
}

/// Asserts that a verdict is one on this file: its digest does not depend on chunks, and every finding points into what was read.
pub fn assert_same(verdict: &Verdict, other: &Verdict) {
    assert_eq!(
        verdict.digest, other.digest,
        "{:?}\n{:?}",
        verdict.findings, other.findings
    );
    assert_eq!(verdict.rows, other.rows);
    assert_eq!(verdict.kind, other.kind);
    assert_eq!(verdict.counts, other.counts);
}
