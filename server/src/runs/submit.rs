//! Taking a file in: streamed to disk while it is hashed, then made a run.

use std::path::Path;

use futures_util::{Stream, StreamExt as _};
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;
use toolsync_core::api::{RunSummary, Submission};

use super::files::safe_name;
use super::lease::{now_millis, until};
use super::{RunError, Runs};
use crate::accounts::{hex, now_text};
use crate::store::{Execution, NewRun};

impl Runs {
    /// Takes a file in, in the name of `by`: `chunks` are its bytes in order. Its plan follows.
    ///
    /// # Errors
    /// When there is no such site, the file is too large or does not arrive whole, or storage fails. Nothing is kept then.
    pub async fn submit<B, E>(
        &self,
        submission: Submission,
        by: &str,
        chunks: impl Stream<Item = Result<B, E>>,
    ) -> Result<RunSummary, RunError>
    where
        B: AsRef<[u8]>,
    {
        self.site(&submission.site)?;
        let (incoming, file) = self.files.incoming().await?;
        let taken = match self.receive(file, chunks).await {
            Ok(file_digest) => {
                let run = NewRun {
                    submission: Submission {
                        name: safe_name(&submission.name),
                        ..submission
                    },
                    file_digest,
                    submitted_by: by.to_owned(),
                    submitted_at: now_text(),
                };
                self.enter(&run, &incoming).await
            }
            Err(error) => Err(error),
        };
        if taken.is_err() {
            // What cannot be removed now is removed when the server starts a day later.
            let _ = tokio::fs::remove_file(&incoming).await;
        }
        taken
    }

    /// Writes the chunks to `file`; their SHA-256.
    async fn receive<B: AsRef<[u8]>, E>(
        &self,
        mut file: tokio::fs::File,
        chunks: impl Stream<Item = Result<B, E>>,
    ) -> Result<String, RunError> {
        let mut chunks = std::pin::pin!(chunks);
        let (mut hasher, mut length) = (Sha256::new(), 0);
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|_| RunError::Interrupted)?;
            let bytes = chunk.as_ref();
            length += bytes.len() as u64;
            if length > self.options.largest_file {
                return Err(RunError::TooLarge(self.options.largest_file));
            }
            hasher.update(bytes);
            file.write_all(bytes).await?;
        }
        file.sync_all().await?;
        Ok(hex(&hasher.finalize()))
    }

    /// Makes a run of the file that was received.
    async fn enter(&self, run: &NewRun, incoming: &Path) -> Result<RunSummary, RunError> {
        let until = until(now_millis(), self.options.lease);
        let id = self.store.add_run(run, &self.owner, until).await?;
        self.files.take_in(incoming, id).await?;
        let lease = Execution {
            run: id,
            owner: self.owner.clone(),
        };
        self.store.release_lease(&lease).await?;
        tracing::info!(run = id, by = run.submitted_by, "a file was taken in");
        self.bell.notify_waiters();
        Ok(self.get(id).await?.summary)
    }
}
