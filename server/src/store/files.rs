//! The files of runs: how each was submitted, checked and planned.

use std::collections::BTreeMap;

use toolsync_core::api::{PlanTotals, Submission};
use toolsync_core::check::{CheckOptions, Verdict};
use toolsync_core::kinds::Kind;
use toolsync_core::report::Totals;

use super::Store;
use super::database::{FromRow, Row, Statement, StoreError, from_name, sql, to_json};

/// A file that was taken in.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// What came with it; its name is safe for a file system.
    pub submission: Submission,
    /// Its kind, as far as it is known before it is checked.
    pub kind: Option<Kind>,
    /// SHA-256, hex.
    pub file_digest: String,
}

/// A file of a run as stored.
#[derive(Debug, Clone)]
pub struct FileRecord {
    /// What came with it.
    pub submission: Submission,
    /// Its kind, once known.
    pub kind: Option<Kind>,
    /// What its plan was made with.
    pub options: CheckOptions,
    /// SHA-256, hex.
    pub file_digest: String,
    /// What the check said; some findings only.
    pub verdict: Option<Verdict>,
    /// What its plan would do.
    pub plan: PlanTotals,
}

/// What planning came to for a file.
#[derive(Debug, Clone)]
pub struct PlannedFile {
    /// What the plan was made with.
    pub options: CheckOptions,
    /// What the check said, if there was a file to check.
    pub verdict: Option<Verdict>,
    /// What the plan would do.
    pub plan: PlanTotals,
}

/// How the rows of a file stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileTotals {
    /// How many there are.
    pub rows: u64,
    /// How many ended in each state so far.
    pub totals: Totals,
}

impl FromRow for FileRecord {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let kind = row.optional_text(0)?;
        Ok(Self {
            kind: kind
                .map(|kind| from_name(&kind, "run_file.kind"))
                .transpose()?,
            submission: row.json(1, "run_file.submission")?,
            options: row.json(2, "run_file.options")?,
            file_digest: row.text(3)?,
            verdict: row.optional_json(4, "run_file.verdict")?,
            plan: row.json(5, "run_file.plan")?,
        })
    }
}

/// The place of a file and how its rows stand.
struct Counted(u32, FileTotals);

impl FromRow for Counted {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let totals = Totals {
            done: row.count(2)?,
            unchanged: row.count(3)?,
            failed: row.count(4)?,
            blocked: row.count(5)?,
            held: row.count(6)?,
            warnings: row.count(7)?,
        };
        let place = u32::try_from(row.int(0)?).unwrap_or(u32::MAX);
        let rows = row.count(1)?;
        Ok(Self(place, FileTotals { rows, totals }))
    }
}

/// The run of a file and its name.
struct Named(i64, String);

impl FromRow for Named {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.int(0)?, row.text(1)?))
    }
}

impl NewFile {
    /// The statement that adds the file to a run.
    pub(super) fn insertion(&self, run: i64, place: u64) -> Result<Statement, StoreError> {
        Ok(sql(
            "INSERT INTO run_file (run, place, name, kind, submission, options, file_digest, plan) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(run)
        .bind(place)
        .bind(self.submission.name.as_str())
        .bind(self.kind.map(|kind| kind.as_str().to_owned()))
        .bind(to_json(&self.submission)?)
        .bind(to_json(&CheckOptions::default())?)
        .bind(self.file_digest.as_str())
        .bind(to_json(&PlanTotals::default())?))
    }
}

impl PlannedFile {
    /// The statement that stores it.
    pub(super) fn update(&self, run: i64, place: u64) -> Result<Statement, StoreError> {
        let kind = self.verdict.as_ref().and_then(|verdict| verdict.kind);
        Ok(sql(
            "UPDATE run_file SET options = $1, verdict = $2, plan = $3, kind = COALESCE($4, kind) \
                 WHERE run = $5 AND place = $6",
        )
        .bind(to_json(&self.options)?)
        .bind(self.verdict.as_ref().map(to_json).transpose()?)
        .bind(to_json(&self.plan)?)
        .bind(kind.map(|kind| kind.as_str().to_owned()))
        .bind(run)
        .bind(place))
    }
}

impl Store {
    /// The files of a run, in the order in which they are executed.
    pub(super) async fn files(&self, run: i64) -> Result<Vec<FileRecord>, StoreError> {
        self.database
            .all(
                sql(
                    "SELECT kind, submission, options, file_digest, verdict, plan FROM run_file \
                     WHERE run = $1 ORDER BY place",
                )
                .bind(run),
            )
            .await
    }

    /// The names of the files of each run.
    pub(super) async fn file_names(&self) -> Result<BTreeMap<i64, Vec<String>>, StoreError> {
        let names: Vec<Named> = self
            .database
            .all(sql("SELECT run, name FROM run_file ORDER BY run, place"))
            .await?;
        let mut files: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for Named(run, name) in names {
            files.entry(run).or_default().push(name);
        }
        Ok(files)
    }

    /// How the rows of each file of a run stand, by the place of the file; nothing of a file without rows.
    pub async fn file_totals(&self, run: i64) -> Result<BTreeMap<u32, FileTotals>, StoreError> {
        let counted: Vec<Counted> = self
            .database
            .all(
                sql("SELECT file, COUNT(*), \
                     COUNT(CASE WHEN state = 'done' THEN 1 END), COUNT(CASE WHEN state = 'unchanged' THEN 1 END), \
                     COUNT(CASE WHEN state = 'failed' THEN 1 END), COUNT(CASE WHEN state = 'blocked' THEN 1 END), \
                     COUNT(CASE WHEN state = 'held' THEN 1 END), COUNT(CASE WHEN warned = 1 THEN 1 END) \
                     FROM run_row WHERE run = $1 GROUP BY file")
                .bind(run),
            )
            .await?;
        Ok(counted
            .into_iter()
            .map(|Counted(place, totals)| (place, totals))
            .collect())
    }
}
