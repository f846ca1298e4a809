//! What Toolsync keeps: people, sessions, invitations, settings, connected sites, runs and their rows.
//!
//! One SQLite file by default, PostgreSQL by URL. The SQL is the same for both ([`database`]); one
//! file per aggregate adds its queries to [`Store`].

mod database;
mod files;
mod invitations;
mod migrations;
mod people;
mod rows;
mod runs;
mod sessions;
mod settings;
mod sites;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use database::{Database, StoreError};
pub use files::{FileRecord, FileTotals, NewFile, PlannedFile};
pub use invitations::InvitationRecord;
pub use people::PersonRecord;
pub use rows::{RowFilter, RowRecord, RowUpdate};
pub use runs::{Ending, Execution, NewRun, PlanRecord, RunRecord, Which};
pub use sites::SiteRecord;

/// The store, open and at the newest version of its tables. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    database: Database,
}

impl Store {
    /// Opens the SQLite file `toolsync.sqlite` in the folder `data`, or the PostgreSQL database at `url`
    /// (`postgres://…`), and brings its tables up to date.
    ///
    /// # Errors
    /// When it cannot be reached, or was written by a newer Toolsync.
    pub async fn open(data: &Path, url: Option<&str>) -> Result<Self, StoreError> {
        let database = match url {
            Some(url) => Database::postgres(url).await?,
            None => Database::sqlite(&data.join("toolsync.sqlite")).await?,
        };
        migrations::migrate(&database).await?;
        Ok(Self { database })
    }
}
