//! Taking files in: streamed to disk while they are hashed, taken apart when they are a bundle, then made a run.

use std::path::PathBuf;

use futures_util::{Stream, StreamExt as _};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use toolsync_core::api::{RunSummary, Submission};
use toolsync_core::archive::is_archive;
use toolsync_core::check::{BundleFile, kind_of, put_in_order, unpack};
use toolsync_core::kinds::Kind;

use super::files::{safe_name, safe_path};
use super::lease::{now_millis, until};
use super::planning::check_options;
use super::{RunError, Runs, in_background};
use crate::accounts::{hex, now_text};
use crate::store::{Execution, NewFile, NewRun};

/// So many bytes of a file tell its kind.
const BEGINNING: u64 = 256 * 1024;

/// A file of a submission.
#[derive(Debug, Clone)]
pub struct Part {
    /// What comes with it.
    pub submission: Submission,
    /// How many bytes of the body are its own; all that are left, when none.
    pub bytes: Option<u64>,
}

/// A file that was received and has no run yet.
struct Incoming {
    /// Where it lies.
    path: PathBuf,
    /// What comes with it and is stored.
    file: NewFile,
}

/// The body of a submission: chunks of bytes, cut where it pleases the network.
struct Body<S> {
    chunks: S,
    /// What was received and belongs to the next file.
    rest: Vec<u8>,
    /// How many bytes may still come.
    left: u64,
}

impl Runs {
    /// Takes a file in, in the name of `by`: `chunks` are its bytes in order. An archive of command files is taken apart: it is a
    /// bundle. The plan follows.
    ///
    /// # Errors
    /// When there is no such site, the file is too large or does not arrive whole, or storage fails. Nothing is kept then.
    pub async fn submit<B: AsRef<[u8]>, E>(
        &self,
        submission: Submission,
        by: &str,
        chunks: impl Stream<Item = Result<B, E>>,
    ) -> Result<RunSummary, RunError> {
        let part = Part {
            submission,
            bytes: None,
        };
        self.submit_bundle(vec![part], by, chunks).await
    }

    /// As [`Runs::submit`], of several files: their bytes follow each other in `chunks`. They are executed in the order of their kinds,
    /// those of one kind in the order given. All are for the site of the first.
    ///
    /// # Errors
    /// As [`Runs::submit`]; [`RunError::Interrupted`] when there are no files.
    pub async fn submit_bundle<B: AsRef<[u8]>, E>(
        &self,
        parts: Vec<Part>,
        by: &str,
        chunks: impl Stream<Item = Result<B, E>>,
    ) -> Result<RunSummary, RunError> {
        let first = parts.first().ok_or(RunError::Interrupted)?;
        self.site(&first.submission.site).await?;
        let mut received = Vec::new();
        let taken = match self.receive_all(parts, chunks, &mut received).await {
            Ok(()) => self.enter(&mut received, by).await,
            Err(error) => Err(error),
        };
        if taken.is_err() {
            for incoming in received {
                // What cannot be removed now is removed when the server starts a day later.
                let _ = tokio::fs::remove_file(&incoming.path).await;
            }
        }
        taken
    }

    /// Receives the files, and takes those apart that are bundles.
    async fn receive_all<B: AsRef<[u8]>, E>(
        &self,
        parts: Vec<Part>,
        chunks: impl Stream<Item = Result<B, E>>,
        received: &mut Vec<Incoming>,
    ) -> Result<(), RunError> {
        let mut body = Body {
            chunks: std::pin::pin!(chunks),
            rest: Vec::new(),
            left: self.options.largest_file,
        };
        let is_bundle = parts.len() > 1;
        for part in parts {
            let (path, mut file) = self.files.incoming().await?;
            let mut submission = part.submission;
            // Of several files, paths tell those apart that are called alike.
            submission.name = match is_bundle {
                true => safe_path(&submission.name),
                false => safe_name(&submission.name),
            };
            received.push(Incoming {
                path,
                file: NewFile {
                    submission,
                    kind: None,
                    file_digest: String::new(),
                },
            });
            let digest = self.receive(&mut file, part.bytes, &mut body).await?;
            if let Some(incoming) = received.last_mut() {
                incoming.file.file_digest = digest;
            }
        }
        self.take_apart(received).await?;
        for incoming in received {
            incoming.file.kind = self.recognise(incoming).await?;
        }
        Ok(())
    }

    /// Puts in the place of each archive of command files the files in it. Those of one among several are named after it.
    async fn take_apart(&self, received: &mut Vec<Incoming>) -> Result<(), RunError> {
        let is_bundle = received.len() > 1;
        let mut place = 0;
        while let Some(incoming) = received.get(place) {
            let Some(files) = unpacked(incoming).await? else {
                place += 1;
                continue;
            };
            let archive = incoming.file.submission.clone();
            let whole = place;
            for file in files {
                let name = match is_bundle {
                    true => format!("{}/{}", archive.name, file.name),
                    false => file.name,
                };
                let submission = Submission {
                    name: safe_path(&name),
                    // That of the archive's verdict says nothing of its files.
                    digest: String::new(),
                    ..archive.clone()
                };
                let kept = self.keep(submission, &file.bytes).await?;
                place += 1;
                received.insert(place, kept);
            }
            tokio::fs::remove_file(&received.remove(whole).path).await?;
        }
        Ok(())
    }

    /// Writes a file that came in an archive.
    async fn keep(&self, submission: Submission, bytes: &[u8]) -> Result<Incoming, RunError> {
        let (path, mut file) = self.files.incoming().await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        Ok(Incoming {
            path,
            file: NewFile {
                submission,
                kind: None,
                file_digest: hex(&Sha256::digest(bytes)),
            },
        })
    }

    /// The kind of a file, by which it finds its place in a bundle.
    async fn recognise(&self, incoming: &Incoming) -> Result<Option<Kind>, RunError> {
        let mut bytes = beginning(incoming, BEGINNING).await?;
        if is_archive(&bytes) {
            // What it holds stands at its end.
            bytes = tokio::fs::read(&incoming.path).await?;
        }
        let settings = self.store.settings().await?;
        let options = check_options(&incoming.file.submission, &settings);
        in_background(move || kind_of(&bytes, &options)).await
    }

    /// Writes the next `bytes` of the body to `file`; their SHA-256.
    async fn receive<B: AsRef<[u8]>, E>(
        &self,
        file: &mut tokio::fs::File,
        bytes: Option<u64>,
        body: &mut Body<impl Stream<Item = Result<B, E>> + Unpin>,
    ) -> Result<String, RunError> {
        let mut hasher = Sha256::new();
        let mut wanted = bytes.unwrap_or(u64::MAX);
        while wanted > 0 {
            if body.rest.is_empty() {
                match body.chunks.next().await {
                    Some(chunk) => {
                        let chunk = chunk.map_err(|_| RunError::Interrupted)?;
                        body.rest.extend_from_slice(chunk.as_ref());
                    }
                    None if bytes.is_none() => break,
                    None => return Err(RunError::Interrupted),
                }
            }
            let length = usize::try_from(wanted)
                .map_or(body.rest.len(), |wanted| wanted.min(body.rest.len()));
            let rest = body.rest.split_off(length);
            let own = std::mem::replace(&mut body.rest, rest);
            let length = own.len() as u64;
            body.left = body
                .left
                .checked_sub(length)
                .ok_or(RunError::TooLarge(self.options.largest_file))?;
            hasher.update(&own);
            file.write_all(&own).await?;
            wanted -= length;
        }
        file.sync_all().await?;
        Ok(hex(&hasher.finalize()))
    }

    /// Makes a run of the files that were received.
    async fn enter(&self, received: &mut [Incoming], by: &str) -> Result<RunSummary, RunError> {
        put_in_order(received, |incoming| incoming.file.kind);
        let run = NewRun {
            files: received
                .iter()
                .map(|incoming| incoming.file.clone())
                .collect(),
            submitted_by: by.to_owned(),
            submitted_at: now_text(),
        };
        let until = until(now_millis(), self.options.lease);
        let id = self.store.add_run(&run, &self.owner, until).await?;
        for (place, incoming) in received.iter().enumerate() {
            self.files.take_in(&incoming.path, id, place).await?;
        }
        let lease = Execution {
            run: id,
            owner: self.owner.clone(),
        };
        self.store.release_lease(&lease).await?;
        tracing::info!(
            run = id,
            by = run.submitted_by,
            files = run.files.len(),
            "taken in"
        );
        self.bell.notify_waiters();
        Ok(self.get(id).await?.summary)
    }
}

/// The files in one that was received; none when it is no archive of command files. What cannot be taken apart is checked as it is,
/// which says why.
async fn unpacked(incoming: &Incoming) -> Result<Option<Vec<BundleFile>>, RunError> {
    if !is_archive(&beginning(incoming, 4).await?) {
        return Ok(None);
    }
    let bytes = tokio::fs::read(&incoming.path).await?;
    Ok(in_background(move || unpack(&bytes))
        .await?
        .unwrap_or_default())
}

/// The first bytes of a file that was received.
async fn beginning(incoming: &Incoming, most: u64) -> Result<Vec<u8>, RunError> {
    let mut bytes = Vec::new();
    let file = tokio::fs::File::open(&incoming.path).await?;
    file.take(most).read_to_end(&mut bytes).await?;
    Ok(bytes)
}
