//! Moodle, behind one trait: what can you do, what is your state, do this.

mod batch;
pub mod companion;
mod connected;
mod connections;
pub mod database;
mod hours;
mod lanes;
mod objects;
mod plugins;
mod sandbox;
mod seal;
mod sites;
pub mod tables;
mod telling;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod webservices;
mod weight;

use std::time::Duration;

use futures_util::future::BoxFuture;
use toolsync_core::api::SiteSummary;
use toolsync_core::finding::Finding;
use toolsync_core::kinds::Kind;
use toolsync_core::plan::{Limits, Operation};
use toolsync_core::site::SiteIndex;

pub use connections::{Connection, ConnectionError, Connections};
pub use hours::WritingHours;
pub use plugins::{PLUGINS, Plugin};
pub use sandbox::Sandbox;
pub use sites::{SANDBOX, Sites};
pub use telling::{AbilityWords, SiteWords};
pub use weight::weight;

/// Why a site did not answer.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// No site of this name is known.
    #[error("there is no site named {0:?}; the sandbox is named \"sandbox\"")]
    Unknown(String),
    /// Its connection cannot be opened.
    #[error(transparent)]
    Connection(ConnectionError),
    /// A connected site did not answer.
    #[error("the site did not answer: {0}")]
    Call(#[from] webservices::CallError),
    /// Its database could not be read.
    #[error(transparent)]
    Database(#[from] database::DatabaseError),
    /// Its companion plugin does not understand what it would be asked.
    #[error(
        "the companion plugin of the site has version {version}, and version {needed} or a newer one is needed: update it (toolsync site plugin)"
    )]
    CompanionTooOld {
        /// The site's version.
        version: String,
        /// The oldest that is understood.
        needed: u64,
    },
    /// The sandbox's storage failed.
    #[error("the sandbox's database failed: {0}")]
    Storage(#[from] sqlx::Error),
    /// Its storage holds something else than was written.
    #[error(
        "the sandbox's database is damaged: {0}; restore it, or remove it to begin again with a new sandbox"
    )]
    Damaged(String),
    /// Its folder cannot be made.
    #[error("the data folder {folder} cannot be made: {source}; choose another with --data")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl From<ConnectionError> for SiteError {
    fn from(error: ConnectionError) -> Self {
        match error {
            ConnectionError::Unknown(name) => Self::Unknown(name),
            error => Self::Connection(error),
        }
    }
}

/// A row that a site is asked to apply.
#[derive(Debug, Clone, Copy)]
pub struct RowToApply<'a> {
    /// What the site is asked, in order.
    pub operations: &'a [Operation],
    /// The bytes of the picture, for a row of an archive of pictures.
    pub content: Option<&'a [u8]>,
}

/// What became of the operations of one row. They take effect together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applied {
    /// All took effect, durably.
    Done,
    /// None took effect; the finding's span and line are the caller's to fill.
    Refused(Box<Finding>),
}

/// A site that files are executed on.
pub trait Site: Send + Sync {
    /// What it is, and how much it holds.
    fn summary(&self) -> BoxFuture<'_, Result<SiteSummary, SiteError>>;

    /// Its whole state, now.
    fn snapshot(&self) -> BoxFuture<'_, Result<SiteIndex, SiteError>>;

    /// Its state, now, as far as plans of files of these kinds tell it: less than the whole where reading that takes long.
    fn snapshot_for(&self, _kinds: &[Kind]) -> BoxFuture<'_, Result<SiteIndex, SiteError>> {
        self.snapshot()
    }

    /// Its state as it was not long ago, where reading it takes long: for lists and digests, never for plans.
    fn recent(&self) -> BoxFuture<'_, Result<SiteIndex, SiteError>> {
        self.snapshot()
    }

    /// The key of its digests (digest index, password digests), drawn once at random.
    fn digest_key(&self) -> [u8; 16];

    /// What cannot be asked of it; none: it can do everything.
    fn limits(&self) -> Option<Limits> {
        None
    }

    /// How long it is until the site may be written to; nothing when it may be now.
    fn opens_in(&self) -> Duration {
        Duration::ZERO
    }

    /// How many usual rows it is best asked together; others count as [`weight()`] says.
    fn rows_at_once(&self) -> usize {
        1
    }

    /// Applies rows, and says of each what became of it, in order. The order in which they take effect is the site's: no two of them
    /// may depend on each other ([`Company`](toolsync_core::plan::Company)).
    ///
    /// # Errors
    /// When nothing can be said of the rows, any of which may have taken effect.
    fn apply<'a>(
        &'a self,
        rows: &'a [RowToApply<'a>],
    ) -> BoxFuture<'a, Result<Vec<Applied>, SiteError>>;
}
