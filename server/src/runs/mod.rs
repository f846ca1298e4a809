//! The life of a run: submitted → planned → awaiting approval → approved → executing → finished.
//!
//! ```text
//! submit ─▶ Submitted ─ plan ─▶ AwaitingApproval ─ approve ─▶ Approved ─ claim ─▶ Executing ─▶ Finished
//!               │                  │ ▲  │                        │                    └─ cancel ─▶ Cancelled
//!               └▶ Rejected        │ └──┘ plan again             └─ cancel ─▶ Cancelled
//!                                  └─ refuse ─▶ Refused
//! ```
//!
//! [`Runs`] is the door for the page and for the command line. Planning and executing happen in workers ([`Workers`]) or, for the
//! command line, where it waits ([`Runs::work_on`]). Every step is durable before the next begins, so a run goes on where
//! it stood after any interruption.

mod breakpoint;
mod decide;
mod execute;
mod files;
mod lease;
mod meaning;
#[cfg(test)]
pub mod memory;
mod planning;
mod submit;
#[cfg(test)]
mod tests;
mod together;
mod undo;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::sync::Notify;
use toolsync_core::api::{AppSettings, Phase, RunSummary};
use toolsync_core::report::{Outcome, Report};
use toolsync_core::site::{DigestIndex, SiteIndex};

pub use breakpoint::{Breakpoint, Breakpoints};
use files::RunFiles;
pub use files::{Produced, private_file, private_folder, split_name};
pub use submit::Part;
pub use undo::RunUndo;
pub use worker::Workers;

use crate::accounts::{Token, hex, now_text};
use crate::moodle::{Site, SiteError, Sites};
use crate::store::{RowFilter, RowRecord, RunRecord, Store, StoreError};

/// How many rows are read from the store at a time.
const ROWS_AT_ONCE: u64 = 500;

/// Why a run could not be taken in, decided, worked on or shown.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no run of this number, or it has no such file.
    #[error("there is no such run or file")]
    NotFound,
    /// No site has this name.
    #[error("there is no site named {0:?}")]
    UnknownSite(String),
    /// The file is larger than this limit, in bytes.
    #[error("the file has more than {0} bytes")]
    TooLarge(u64),
    /// The file did not arrive whole.
    #[error("the file did not arrive whole")]
    Interrupted,
    /// The submitter may not approve.
    #[error("the approver must be another person than the submitter")]
    FourEyes,
    /// What was approved is not what awaits approval.
    #[error("another plan awaits approval")]
    OtherPlan,
    /// The run is not in a phase in which this can be done.
    #[error("the run is in another phase")]
    OtherPhase,
    /// A refusal says no reason.
    #[error("a refusal says why")]
    NoReason,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of the data folder could not be read or written.
    #[error("the data folder failed: {0}")]
    File(#[from] std::io::Error),
    /// The site did not answer.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The program failed at this file: it has a bug.
    #[error("the program failed at this file")]
    Crashed,
    /// The worker was told to stop, or lost its lease: another will go on.
    #[error("the work was stopped")]
    Stopped,
}

/// How runs are worked on.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The largest file that is taken in, in bytes.
    pub largest_file: u64,
    /// How long a lease holds without being renewed: what a run waits after its worker died.
    pub lease: Duration,
    /// How often workers look for work that nobody told them of.
    pub look: Duration,
    /// Where to stop on purpose.
    pub breakpoints: Breakpoints,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            largest_file: 256 << 20,
            lease: Duration::from_secs(10),
            look: Duration::from_secs(1),
            breakpoints: Breakpoints::default(),
        }
    }
}

/// Digests of a site's identifiers, for a page.
#[derive(Debug, Clone)]
pub struct SiteDigest {
    /// Names the state of the site and of the settings: while it is the same, checks come to the same verdict.
    pub state: String,
    /// The [`DigestIndex`] as it travels.
    pub bytes: Vec<u8>,
}

/// The runs of this server.
pub struct Runs {
    store: Store,
    sites: Sites,
    files: RunFiles,
    options: RunOptions,
    /// Name of this process in leases.
    owner: String,
    /// Rung when there is something to do.
    bell: Notify,
}

impl Runs {
    /// Runs kept in `store` and the folder `data`.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub async fn open(
        store: Store,
        sites: Sites,
        data: PathBuf,
        options: RunOptions,
    ) -> Result<Self, RunError> {
        let owner = Token::draw().map_err(|_| std::io::Error::other("no random bytes"))?;
        let files = RunFiles::open(data).await?;
        Ok(Self {
            store,
            sites,
            files,
            options,
            owner: owner.as_str()[..16].to_owned(),
            bell: Notify::new(),
        })
    }

    /// The sites that files can be executed on.
    pub const fn sites(&self) -> &Sites {
        &self.sites
    }

    /// The site of this name.
    ///
    /// # Errors
    /// [`RunError::UnknownSite`], or when its connection cannot be opened.
    pub async fn site(&self, name: &str) -> Result<Arc<dyn Site>, RunError> {
        self.sites.site(name).await.map_err(|error| match error {
            SiteError::Unknown(name) => RunError::UnknownSite(name),
            error => RunError::Site(error),
        })
    }

    /// The digests of a site, as it was not long ago.
    ///
    /// # Errors
    /// When there is no such site or it does not answer.
    pub async fn site_digest(&self, name: &str) -> Result<SiteDigest, RunError> {
        let site = self.site(name).await?;
        let (snapshot, key) = (site.recent().await?, site.digest_key());
        let settings = self.store.settings().await?;
        in_background(move || {
            let bytes = DigestIndex::of(&snapshot, key).to_bytes();
            SiteDigest {
                state: state_name(&bytes, &settings),
                bytes,
            }
        })
        .await
    }

    /// The state of a site, as it was not long ago.
    ///
    /// # Errors
    /// [`RunError::UnknownSite`], or when the site cannot be read.
    pub async fn recent(&self, name: &str) -> Result<SiteIndex, RunError> {
        Ok(self.site(name).await?.recent().await?)
    }

    /// All runs, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list(&self) -> Result<Vec<RunSummary>, RunError> {
        Ok(self.store.runs().await?)
    }

    /// The run of this number.
    ///
    /// # Errors
    /// [`RunError::NotFound`], or when the store fails.
    pub async fn get(&self, id: i64) -> Result<RunRecord, RunError> {
        self.store.run(id).await?.ok_or(RunError::NotFound)
    }

    /// Approves the plan of this fingerprint in the name of `by`.
    ///
    /// # Errors
    /// [`RunError::FourEyes`], [`RunError::OtherPlan`], [`RunError::OtherPhase`], or when the store fails.
    pub async fn approve(&self, id: i64, fingerprint: &str, by: &str) -> Result<(), RunError> {
        let run = self.get(id).await?;
        if self.store.settings().await?.four_eyes && run.summary.submitted_by == by {
            return Err(RunError::FourEyes);
        }
        if !self
            .store
            .approve_run(id, fingerprint, by, &now_text())
            .await?
        {
            let awaits = run.summary.phase == Phase::AwaitingApproval;
            return Err(if awaits {
                RunError::OtherPlan
            } else {
                RunError::OtherPhase
            });
        }
        tracing::info!(run = id, by, "approved");
        self.bell.notify_waiters();
        Ok(())
    }

    /// Refuses a plan in the name of `by`.
    ///
    /// # Errors
    /// [`RunError::NoReason`], [`RunError::OtherPhase`], or when the store fails.
    pub async fn refuse(&self, id: i64, reason: &str, by: &str) -> Result<(), RunError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(RunError::NoReason);
        }
        self.get(id).await?;
        let refused = self.store.refuse_run(id, reason, by, &now_text()).await?;
        self.after(id, by, refused, "refused")
    }

    /// Plans a run again, on the site as it is now.
    ///
    /// # Errors
    /// [`RunError::OtherPhase`] unless it awaits approval, or when the store fails.
    pub async fn replan(&self, id: i64, by: &str) -> Result<(), RunError> {
        self.get(id).await?;
        let sent_back = self.store.replan_run(id).await?;
        self.after(id, by, sent_back, "to be planned again")
    }

    /// Cancels a run: rows that were not reached are held.
    ///
    /// # Errors
    /// [`RunError::OtherPhase`] when it has ended, or when the store fails.
    pub async fn cancel(&self, id: i64, by: &str) -> Result<(), RunError> {
        self.get(id).await?;
        let cancelled = self.store.cancel_run(id).await?;
        self.after(id, by, cancelled, "cancelled")
    }

    fn after(&self, id: i64, by: &str, happened: bool, what: &str) -> Result<(), RunError> {
        if !happened {
            return Err(RunError::OtherPhase);
        }
        tracing::info!(run = id, by, "{what}");
        self.bell.notify_waiters();
        Ok(())
    }

    /// The report on a file of a run, as far as it got. `place`: which of its files, from 0.
    ///
    /// # Errors
    /// [`RunError::NotFound`] when there is none or it was never planned, or when the store fails.
    pub async fn report(&self, id: i64, place: usize) -> Result<Report, RunError> {
        let mut run = self.get(id).await?;
        if place >= run.files.len() {
            return Err(RunError::NotFound);
        }
        let file = run.files.swap_remove(place);
        let verdict = file.verdict.ok_or(RunError::NotFound)?;
        Ok(Report {
            file: file.submission.name,
            kind: verdict.kind.ok_or(RunError::NotFound)?,
            site: run.summary.site,
            dialect: verdict.dialect,
            sheet: verdict.sheet.map(|sheet| sheet.name).unwrap_or_default(),
            submitted_by: run.summary.submitted_by,
            approved_by: run.decided_by,
            started: run.started_at,
            finished: run.finished_at,
            core: toolsync_core::VERSION.to_owned(),
            fingerprint: run.fingerprint,
            outcomes: self.outcomes(id, place).await?,
        })
    }

    /// The outcomes that a file of a run has so far, in file order.
    async fn outcomes(&self, id: i64, place: usize) -> Result<Vec<Outcome>, RunError> {
        let rows = self.every_row(id, place).await?;
        Ok(rows.into_iter().filter_map(|row| row.outcome).collect())
    }

    /// All rows of a file of a run, in file order.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn every_row(&self, id: i64, place: usize) -> Result<Vec<RowRecord>, RunError> {
        let filter = RowFilter {
            file: u32::try_from(place).ok(),
            ..RowFilter::default()
        };
        let mut every = Vec::new();
        loop {
            let from = every.len() as u64;
            let rows = self.store.rows(id, filter, from, ROWS_AT_ONCE).await?;
            let last = (rows.len() as u64) < ROWS_AT_ONCE;
            every.extend(rows);
            if last {
                return Ok(every);
            }
        }
    }

    /// Where the tryback of a file of a run lies once it has ended, for people on this machine.
    pub fn tryback_path(&self, id: i64, place: usize) -> PathBuf {
        self.files.path(id, place, Produced::Tryback)
    }

    /// What a run left of one of its files: its tryback or the copy in the archive.
    ///
    /// # Errors
    /// [`RunError::NotFound`] when there is none.
    pub async fn produced(
        &self,
        id: i64,
        place: usize,
        what: Produced,
    ) -> Result<Vec<u8>, RunError> {
        self.files.produced(id, place, what).await
    }
}

/// The name of a state of site and settings.
fn state_name(digest_index: &[u8], settings: &AppSettings) -> String {
    let mut hasher = Sha256::new();
    hasher.update(digest_index);
    // Debug writes every field; the name only has to differ when they do.
    hasher.update(format!("{:?}", settings.sync));
    hex(&hasher.finalize()[..12])
}

/// Does work that keeps a processor busy, away from the threads that serve requests.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, RunError> {
    let span = tracing::Span::current();
    tokio::task::spawn_blocking(move || span.in_scope(work))
        .await
        .map_err(|_| RunError::Crashed)
}
