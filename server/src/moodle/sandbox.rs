//! The sandbox: a site that is a [`SiteIndex`] kept in a SQLite file. It is the planner's own model, so it cannot disagree with it.
//!
//! The whole state is in memory; the file has every object as JSON, and a revision that grows with each write. Several processes
//! may have the file open: whoever finds another revision than the one in memory reads the file again.

use std::path::Path;
use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection as _, Row as _};
use tokio::sync::Mutex;
use toolsync_core::api::SiteSummary;
use toolsync_core::finding::{Code, Finding, Span};
use toolsync_core::plan::Operation;
use toolsync_core::site::{ApplyError, SiteIndex, institution};

use super::objects::{self, Stored};
use super::{Applied, RowToApply, SANDBOX, Site, SiteError};

/// How long a write waits for another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// Version of the tables.
const SCHEMA: i64 = 1;

/// No revision: what is in memory must be read again.
const STALE: i64 = -1;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS object (
        key TEXT PRIMARY KEY,
        json TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS meta (
        schema INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        digest_key BLOB NOT NULL,
        facts TEXT NOT NULL
    );
";

/// A site in a SQLite file.
#[derive(Debug)]
pub struct Sandbox {
    pool: SqlitePool,
    digest_key: [u8; 16],
    state: Mutex<State>,
}

/// The state in memory.
#[derive(Debug)]
struct State {
    site: SiteIndex,
    /// The revision of the file that `site` is.
    revision: i64,
}

impl Sandbox {
    /// Opens the sandbox in this file. A new one is filled with the small institution of [`institution`].
    ///
    /// # Errors
    /// When the file cannot be made or read.
    pub async fn open(path: &Path) -> Result<Self, SiteError> {
        if let Some(folder) = path.parent() {
            let made = crate::runs::private_folder(folder).await;
            made.map_err(|source| SiteError::Folder {
                folder: folder.display().to_string(),
                source,
            })?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT);
        let pool = SqlitePoolOptions::new().connect_with(options).await?;
        let mut connection = pool.acquire().await?;
        create(&mut connection).await?;
        let meta = sqlx::query("SELECT schema, digest_key FROM meta")
            .fetch_one(&mut *connection)
            .await?;
        let schema: i64 = meta.try_get(0)?;
        if schema != SCHEMA {
            return Err(SiteError::Damaged(format!(
                "its tables are of version {schema}, and this Toolsync knows version {SCHEMA}"
            )));
        }
        let digest_key = meta
            .try_get::<Vec<u8>, _>(1)?
            .try_into()
            .map_err(|_| SiteError::Damaged("its key has another length".to_owned()))?;
        drop(connection);
        Ok(Self {
            pool,
            digest_key,
            state: Mutex::new(State {
                site: SiteIndex::default(),
                revision: STALE,
            }),
        })
    }

    async fn apply_row(&self, row: &[Operation]) -> Result<Applied, SiteError> {
        let mut state = self.state.lock().await;
        let mut connection = self.pool.acquire().await?;
        // The lock on the file is taken before its revision is read: nobody comes between.
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        state.refresh(&mut transaction).await?;
        let revision = state.revision;
        let touched = match state.site.apply_all(row) {
            Ok(touched) => touched,
            Err(error) => return Ok(Applied::Refused(Box::new(finding(&error)))),
        };
        // From here memory is ahead of the file, until the file says otherwise: also when this future is dropped.
        state.revision = STALE;
        for key in &touched {
            write(&mut transaction, &objects::changed(&state.site, key)?).await?;
        }
        sqlx::query("UPDATE meta SET revision = $1")
            .bind(revision + 1)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        state.revision = revision + 1;
        Ok(Applied::Done)
    }

    async fn read<T>(&self, each: impl FnOnce(&SiteIndex) -> T) -> Result<T, SiteError> {
        let mut state = self.state.lock().await;
        let mut connection = self.pool.acquire().await?;
        // One transaction, so that objects and revision belong together.
        let mut transaction = connection.begin().await?;
        state.refresh(&mut transaction).await?;
        transaction.commit().await?;
        Ok(each(&state.site))
    }
}

impl Site for Sandbox {
    fn summary(&self) -> BoxFuture<'_, Result<SiteSummary, SiteError>> {
        Box::pin(self.read(|site| SiteSummary {
            name: SANDBOX.to_owned(),
            title: site.facts.name.clone(),
            kind: SANDBOX.to_owned(),
            courses: site.courses().count() as u64,
            users: site.users().filter(|user| !user.deleted).count() as u64,
            categories: site.categories().count() as u64,
        }))
    }

    fn snapshot(&self) -> BoxFuture<'_, Result<SiteIndex, SiteError>> {
        Box::pin(self.read(SiteIndex::clone))
    }

    fn digest_key(&self) -> [u8; 16] {
        self.digest_key
    }

    fn apply<'a>(
        &'a self,
        rows: &'a [RowToApply<'a>],
    ) -> BoxFuture<'a, Result<Vec<Applied>, SiteError>> {
        Box::pin(async move {
            let mut applied = Vec::with_capacity(rows.len());
            for row in rows {
                applied.push(self.apply_row(row.operations).await?);
            }
            Ok(applied)
        })
    }
}

impl State {
    /// Reads the file again when another process wrote it, or when a write of ours failed.
    async fn refresh(&mut self, connection: &mut SqliteConnection) -> Result<(), SiteError> {
        let meta = sqlx::query("SELECT revision, facts FROM meta")
            .fetch_one(&mut *connection)
            .await?;
        let revision: i64 = meta.try_get(0)?;
        if revision == self.revision {
            return Ok(());
        }
        let mut site = SiteIndex::new(objects::read("the facts", meta.try_get(1)?)?);
        let rows = sqlx::query("SELECT json FROM object ORDER BY key")
            .fetch_all(&mut *connection)
            .await?;
        for row in rows {
            site.put(objects::read("an object", row.try_get(0)?)?);
        }
        *self = Self { site, revision };
        Ok(())
    }
}

/// Makes and fills the tables, unless they are there.
async fn create(connection: &mut SqliteConnection) -> Result<(), SiteError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::raw_sql(TABLES).execute(&mut *transaction).await?;
    let filled = sqlx::query("SELECT 1 FROM meta")
        .fetch_optional(&mut *transaction)
        .await?
        .is_some();
    if !filled {
        let mut key = [0; 16];
        getrandom::fill(&mut key).map_err(|error| {
            let error = std::io::Error::other(error.to_string());
            SiteError::Storage(sqlx::Error::Io(error))
        })?;
        let site = institution();
        for object in site.objects() {
            write(&mut transaction, &objects::stored(&object)?).await?;
        }
        sqlx::query(
            "INSERT INTO meta (schema, revision, digest_key, facts) VALUES ($1, 0, $2, $3)",
        )
        .bind(SCHEMA)
        .bind(key.as_slice())
        .bind(objects::write("the facts", &site.facts)?)
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Writes an object as it is now.
async fn write(connection: &mut SqliteConnection, object: &Stored) -> Result<(), SiteError> {
    let query = match &object.json {
        Some(json) => sqlx::query(
            "INSERT INTO object (key, json) VALUES ($1, $2) \
             ON CONFLICT (key) DO UPDATE SET json = excluded.json",
        )
        .bind(&object.key)
        .bind(json),
        None => sqlx::query("DELETE FROM object WHERE key = $1").bind(&object.key),
    };
    query.execute(connection).await?;
    Ok(())
}

/// Why a row was not applied, as a finding whose place the caller fills in.
fn finding(error: &ApplyError) -> Finding {
    Finding::new(Code::SiteMoved, 0, Span::default()).with_all(error.params())
}
