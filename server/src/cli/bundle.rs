//! Several files at once: a bundle, taken in the order of what its files need, whatever the order given. An archive of command files
//! is one by itself.

use std::io;
use std::path::{Path, PathBuf};

use toolsync_core::check::{CheckOptions, put_in_order};
use toolsync_core::kinds::pictures::in_order;

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
            if reading.deposit && path.is_dir() {
                match deposited(path, options) {
                    Ok(found) => sources.extend(found),
                    Err(error) => unreadable.push(error),
                }
                continue;
            }
            match Source::open(path, options) {
                Ok(source) => sources.extend(source.unpacked(options)),
                Err(error) => unreadable.push(error),
            }
        }
        put_in_order(&mut sources, |source| source.kind);
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

/// The archives of pictures in a folder and those below it, in the order in which they are taken.
fn deposited(folder: &Path, options: &CheckOptions) -> Result<Vec<Source>, Unreadable> {
    let name = folder.display().to_string();
    let files = files_in(folder).map_err(|error| Unreadable::new(&name, error))?;
    let paths = files.iter().filter_map(|path| path.to_str());
    let chosen = in_order(paths, &options.settings);
    if chosen.is_empty() {
        let prefix = &options.settings.picture_prefix;
        let error = format!("it holds no archive {prefix}*.zip");
        return Err(Unreadable::nothing_in(&name, io::Error::other(error)));
    }
    let sources = chosen.into_iter().map(|path| {
        let mut source = Source::open(&folder.join(path), options)?;
        source.deposited = true;
        Ok(source)
    });
    sources.collect()
}

/// The files of a folder and those below it, as paths in it. Links are not followed.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in folder.join(&below).read_dir()? {
            let entry = entry?;
            let path = below.join(entry.file_name());
            let file_type = entry.file_type()?;
            if file_type.is_dir() {
                folders.push(path);
            } else if file_type.is_file() {
                files.push(path);
            }
        }
    }
    Ok(files)
}
