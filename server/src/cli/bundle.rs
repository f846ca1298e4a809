//! Several files at once: a bundle, taken in the order of what its files need, whatever the order given.

use toolsync_core::check::CheckOptions;
use toolsync_core::kinds::Kind;

use super::arguments::Reading;
use super::source::{Source, Unreadable};

/// The files of a bundle, in order, and those that cannot be read.
pub struct Bundle {
    /// Open files, those that others need first; files of unknown kind last.
    pub sources: Vec<Source>,
    /// What cannot be read.
    pub unreadable: Vec<Unreadable>,
}

impl Bundle {
    /// Opens the files.
    pub fn open(reading: &Reading, options: &CheckOptions) -> Self {
        let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
        for path in &reading.files {
            match Source::open(path, options) {
                Ok(source) => sources.push(source),
                Err(error) => unreadable.push(error),
            }
        }
        sources.sort_by_key(|source| rank(source.kind));
        Self {
            sources,
            unreadable,
        }
    }

    /// The files, when all of them can be read.
    ///
    /// # Errors
    /// The first that cannot.
    pub fn all(self) -> Result<Vec<Source>, Unreadable> {
        match self.unreadable.into_iter().next() {
            Some(error) => Err(error),
            None => Ok(self.sources),
        }
    }
}

fn rank(kind: Option<Kind>) -> usize {
    Kind::ALL
        .iter()
        .position(|&other| Some(other) == kind)
        .unwrap_or(Kind::ALL.len())
}
