//! Command files as the command line reads them: in chunks, from a path or from standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use toolsync_core::archive::is_archive;
use toolsync_core::check::{CheckOptions, kind_of, unpack};
use toolsync_core::kinds::Kind;

/// How many bytes are read at a time.
const CHUNK: usize = 256 * 1024;

/// A command file that is open, with its beginning read.
pub struct Source {
    /// Its name as given; `-` for standard input.
    pub name: String,
    /// Its kind, given or recognised from its header or name; none when there is none to recognise.
    pub kind: Option<Kind>,
    /// Whether it was found in a folder that was named, instead of being named itself.
    pub deposited: bool,
    /// How many bytes it has, where that is known before it is read.
    pub length: Option<u64>,
    beginning: Vec<u8>,
    rest: Box<dyn Read + Send>,
}

/// A file that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{name} cannot be read: {error}. {advice}")]
pub struct Unreadable {
    /// As given.
    name: String,
    /// What the system says.
    #[source]
    error: io::Error,
    /// How to mend it.
    advice: &'static str,
}

impl Unreadable {
    /// Nothing in the folder `name` is to be taken.
    pub fn nothing_in(name: &str, error: io::Error) -> Self {
        Self {
            name: name.to_owned(),
            error,
            advice: "Only archives of pictures are looked for in folders; name other files one by one.",
        }
    }

    pub(super) fn new(name: &str, error: io::Error) -> Self {
        let advice = match error.kind() {
            io::ErrorKind::NotFound => "Check the path.",
            io::ErrorKind::IsADirectory => {
                "Name the files in this folder instead, or add --deposit to take the archives of pictures in it."
            }
            io::ErrorKind::PermissionDenied => "Ask for the right to read it.",
            _ => "Try again, or copy the file to another place.",
        };
        Self {
            name: name.to_owned(),
            error,
            advice,
        }
    }
}

impl Source {
    /// Opens the file at `path` and reads its beginning, from which its kind is recognised.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    pub fn open(path: &Path, options: &CheckOptions) -> Result<Self, Unreadable> {
        let name = path.display().to_string();
        let open = || -> io::Result<Self> {
            let mut length = None;
            let mut rest: Box<dyn Read + Send> = if name == "-" {
                Box::new(io::stdin())
            } else {
                let file = File::open(path)?;
                // Of what is no file (a pipe), the length is told as 0.
                length = Some(file.metadata()?.len()).filter(|length| *length > 0);
                Box::new(file)
            };
            let mut beginning = Vec::with_capacity(CHUNK);
            rest.by_ref()
                .take(CHUNK as u64)
                .read_to_end(&mut beginning)?;
            if is_archive(&beginning) {
                // What it holds stands at its end.
                rest.read_to_end(&mut beginning)?;
            }
            Ok(Self {
                name: name.clone(),
                kind: kind_of(&beginning, &named(&name, options)),
                deposited: false,
                length,
                beginning,
                rest,
            })
        };
        open().map_err(|error| Unreadable::new(&name, error))
    }

    /// The files in this one, when it is an archive of command files; otherwise this one. Each is named by its path, after that of the
    /// archive.
    pub fn unpacked(self, options: &CheckOptions) -> Vec<Self> {
        // An archive is read whole already. One that cannot be taken apart says why when it is checked.
        let Ok(Some(files)) = unpack(&self.beginning) else {
            return vec![self];
        };
        let sources = files.into_iter().map(|file| {
            let name = format!("{}/{}", self.name, file.name);
            Self {
                kind: kind_of(&file.bytes, &named(&name, options)),
                name,
                deposited: false,
                length: Some(file.bytes.len() as u64),
                beginning: file.bytes,
                rest: Box::new(io::empty()),
            }
        });
        sources.collect()
    }

    /// The options with which this file is checked: those of all files, and its name.
    pub fn options(&self, options: &CheckOptions) -> CheckOptions {
        named(&self.name, options)
    }

    /// Hands out the bytes in order, a chunk at a time.
    ///
    /// # Errors
    /// When reading fails on the way.
    pub fn read(mut self, mut each: impl FnMut(&[u8])) -> Result<(), Unreadable> {
        let mut chunk = self.beginning;
        while !chunk.is_empty() {
            each(&chunk);
            chunk.resize(CHUNK, 0);
            let length = loop {
                match self.rest.read(&mut chunk) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    other => break other.map_err(|error| Unreadable::new(&self.name, error))?,
                }
            };
            chunk.truncate(length);
        }
        Ok(())
    }

    /// All its bytes.
    ///
    /// # Errors
    /// When reading fails on the way.
    pub fn read_whole(self) -> Result<Vec<u8>, Unreadable> {
        let mut bytes = Vec::new();
        self.read(|chunk| bytes.extend_from_slice(chunk))?;
        Ok(bytes)
    }
}

/// Options for the file of this name.
fn named(name: &str, options: &CheckOptions) -> CheckOptions {
    CheckOptions {
        name: name.to_owned(),
        ..options.clone()
    }
}
