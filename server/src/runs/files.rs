//! The files of runs, in the folder `runs/<number>` of the data folder: `original` (as submitted, passwords and all, until the
//! run ends), `tryback`, `archive` (passwords masked); of the second file of a bundle `original-1`… Only the server's own account can read them.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::AsyncWriteExt as _;

use super::RunError;
use crate::accounts::Token;

/// The name of a file as it was submitted.
const ORIGINAL: &str = "original";

/// The longest file name, in characters.
const NAME_CHARACTERS: usize = 120;

/// The name of what is kept of the file at this place of a run: that of the first bears no number.
fn placed(name: &str, place: usize) -> String {
    match place {
        0 => name.to_owned(),
        place => format!("{name}-{place}"),
    }
}

/// A file that a run leaves, of each of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Produced {
    /// Header and lines that did not take effect, byte for byte.
    Tryback,
    /// The file with passwords masked.
    Archive,
}

impl Produced {
    const fn name(self) -> &'static str {
        match self {
            Self::Tryback => "tryback",
            Self::Archive => "archive",
        }
    }
}

/// The folders of runs.
#[derive(Debug, Clone)]
pub struct RunFiles {
    data: PathBuf,
}

impl RunFiles {
    /// Files under the data folder; what was being taken in when the server ended is dropped after a day.
    pub(super) async fn open(data: PathBuf) -> Result<Self, RunError> {
        let files = Self { data };
        private_folder(&files.data.join("runs")).await?;
        private_folder(&files.data.join("incoming")).await?;
        files.drop_stale_incoming().await?;
        Ok(files)
    }

    async fn drop_stale_incoming(&self) -> Result<(), RunError> {
        let day = std::time::Duration::from_secs(24 * 3600);
        let mut entries = fs::read_dir(self.data.join("incoming")).await?;
        while let Some(entry) = entries.next_entry().await? {
            let age = entry.metadata().await?.modified()?.elapsed();
            if age.is_ok_and(|age| age > day) {
                fs::remove_file(entry.path()).await?;
            }
        }
        Ok(())
    }

    fn folder(&self, run: i64) -> PathBuf {
        self.data.join("runs").join(run.to_string())
    }

    /// A new file to take bytes in.
    pub(super) async fn incoming(&self) -> Result<(PathBuf, fs::File), RunError> {
        let name = Token::draw().map_err(|_| std::io::Error::other("no random bytes"))?;
        let path = self.data.join("incoming").join(&name.as_str()[..32]);
        let file = private_file(&path).await?;
        Ok((path, file))
    }

    /// Moves a file that was taken in to its place in its run.
    pub(super) async fn take_in(
        &self,
        incoming: &Path,
        run: i64,
        place: usize,
    ) -> Result<(), RunError> {
        let folder = self.folder(run);
        private_folder(&folder).await?;
        fs::rename(incoming, folder.join(placed(ORIGINAL, place))).await?;
        sync_folder(&folder).await?;
        Ok(())
    }

    /// A file of a run as it was submitted, if it is there.
    pub(super) async fn original(
        &self,
        run: i64,
        place: usize,
    ) -> Result<Option<Vec<u8>>, RunError> {
        present(fs::read(self.folder(run).join(placed(ORIGINAL, place))).await)
    }

    /// Removes the files as they were submitted. The first one last: it tells that there are some.
    pub(super) async fn remove_originals(&self, run: i64) -> Result<(), RunError> {
        let Some(mut entries) = present(fs::read_dir(self.folder(run)).await)? else {
            return Ok(());
        };
        let mut originals = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            if entry.file_name().to_string_lossy().starts_with(ORIGINAL) {
                originals.push(entry.path());
            }
        }
        originals.sort_unstable();
        for path in originals.into_iter().rev() {
            present(fs::remove_file(path).await)?;
        }
        Ok(())
    }

    /// Numbers of the runs whose submitted file is there.
    pub(super) async fn with_original(&self) -> Result<Vec<i64>, RunError> {
        let mut runs = Vec::new();
        let mut entries = fs::read_dir(self.data.join("runs")).await?;
        while let Some(entry) = entries.next_entry().await? {
            let run = entry
                .file_name()
                .to_str()
                .and_then(|name| name.parse().ok());
            if let Some(run) = run
                && fs::try_exists(entry.path().join(ORIGINAL)).await?
            {
                runs.push(run);
            }
        }
        Ok(runs)
    }

    /// Writes a file that a run leaves, whole or not at all.
    pub(super) async fn produce(
        &self,
        run: i64,
        place: usize,
        what: Produced,
        bytes: &[u8],
    ) -> Result<(), RunError> {
        let folder = self.folder(run);
        private_folder(&folder).await?;
        let path = self.path(run, place, what);
        let unfinished = path.with_extension("part");
        present(fs::remove_file(&unfinished).await)?;
        let mut file = private_file(&unfinished).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        fs::rename(&unfinished, &path).await?;
        sync_folder(&folder).await?;
        Ok(())
    }

    /// Where a file that a run leaves lies.
    pub(super) fn path(&self, run: i64, place: usize, what: Produced) -> PathBuf {
        self.folder(run).join(placed(what.name(), place))
    }

    /// A file that a run left.
    pub(super) async fn produced(
        &self,
        run: i64,
        place: usize,
        what: Produced,
    ) -> Result<Vec<u8>, RunError> {
        present(fs::read(self.path(run, place, what)).await)?.ok_or(RunError::NotFound)
    }
}

/// Makes none of "there is no such file".
fn present<T>(result: std::io::Result<T>) -> Result<Option<T>, RunError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Makes a folder, and those above it, that only the server's own account can read. One that is there stays as it is.
///
/// # Errors
/// When it cannot be made.
pub async fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(path).await
}

/// Makes a file that only this account can read; there must be none yet.
pub async fn private_file(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await
}

/// Makes a renaming durable. Folders cannot be opened on Windows, which does it by itself.
async fn sync_folder(path: &Path) -> Result<(), RunError> {
    if cfg!(unix) {
        fs::File::open(path).await?.sync_all().await?;
    }
    Ok(())
}

/// The path of a file in an archive, each part of it as [`safe_name`] makes it.
pub fn safe_path(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.map(safe_name).collect::<Vec<_>>().join("/")
}

/// A file name without folders, control characters and signs that a file system minds; never empty.
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let cleaned: String = last
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| if "<>:\"|?*".contains(c) { '_' } else { c })
        .collect();
    let trimmed = cleaned.trim().trim_start_matches('.').trim();
    if trimmed.is_empty() {
        return "file.csv".to_owned();
    }
    let (stem, ending) = split_name(trimmed);
    let room = NAME_CHARACTERS.saturating_sub(ending.chars().count());
    let stem: String = stem.chars().take(room).collect();
    format!("{stem}{ending}")
}

/// A file name as stem and ending, the ending with its dot; an ending is short.
pub fn split_name(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= 10 => name.split_at(dot),
        _ => (name, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_safe_name_has_no_folder_and_keeps_its_ending() {
        for (name, safe) in [
            ("users.csv", "users.csv"),
            ("../../etc/passwd", "passwd"),
            ("C:\\files\\étudiants 2026.csv", "étudiants 2026.csv"),
            ("a\u{0}b\r\n.csv", "ab.csv"),
            ("..", "file.csv"),
            (".hidden", "hidden"),
            ("", "file.csv"),
            ("a:b?.txt", "a_b_.txt"),
        ] {
            assert_eq!(safe_name(name), safe, "{name:?}");
        }
        let long = safe_name(&format!("{}.csv", "é".repeat(500)));
        assert_eq!(long.chars().count(), 120);
        assert!(long.ends_with("é.csv"));
    }
}
