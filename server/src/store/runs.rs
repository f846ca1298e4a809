//! Runs: their phases, their leases, their totals.
//!
//! A phase changes by one statement that names the phase it comes from, so of two people or nodes that
//! decide at once only one succeeds. Whoever works on a run holds its lease: a name and a moment until which it holds.
//! Everything written by a worker names the lease, so one that slept too long can no longer write.

use toolsync_core::api::{Phase, PlanTotals, RunSummary};
use toolsync_core::report::Totals;

use super::database::{FromRow, Row, StoreError, from_name, sql, to_json, to_name};
use super::files::{FileRecord, NewFile, PlannedFile};
use super::{RowRecord, Store};

/// A run that was taken in.
#[derive(Debug, Clone)]
pub struct NewRun {
    /// Its files, in the order in which they are executed; at least one. All are for one site.
    pub files: Vec<NewFile>,
    /// Login of who submitted it.
    pub submitted_by: String,
    /// RFC 3339.
    pub submitted_at: String,
}

/// A run as stored, but for its rows.
#[derive(Debug, Clone)]
pub struct RunRecord {
    /// As in the list.
    pub summary: RunSummary,
    /// Its files, in the order in which they are executed.
    pub files: Vec<FileRecord>,
    /// What the plan would do, all files together.
    pub plan: PlanTotals,
    /// Fingerprint of the plan.
    pub fingerprint: String,
    /// Whether the site moved between the submitter's check and the plan.
    pub site_moved: bool,
    /// Login of who approved or refused it.
    pub decided_by: String,
    /// RFC 3339.
    pub decided_at: String,
    /// Why it was refused or rejected.
    pub reason: String,
    /// Whether it is to stop before the next row.
    pub cancelled: bool,
    /// RFC 3339; empty before.
    pub started_at: String,
    /// RFC 3339; empty before.
    pub finished_at: String,
}

/// What planning came to.
#[derive(Debug, Clone)]
pub struct PlanRecord {
    /// [`Phase::AwaitingApproval`] or [`Phase::Rejected`].
    pub phase: Phase,
    /// Why it was rejected.
    pub reason: String,
    /// What came of each file, in their order; of none, when they were not looked at.
    pub files: Vec<PlannedFile>,
    /// What the plan would do, all files together.
    pub plan: PlanTotals,
    /// Fingerprint of the plan.
    pub fingerprint: String,
    /// Whether the site moved since the submitter's check.
    pub site_moved: bool,
    /// The rows, file by file in file order.
    pub rows: Vec<RowRecord>,
}

/// A run that a worker holds: written to as long as its lease does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Execution {
    /// Number of the run.
    pub run: i64,
    /// Name of the lease.
    pub owner: String,
}

/// Which run is to be executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'s> {
    /// The one that was submitted first.
    Oldest,
    /// The one of this number.
    Run(i64),
    /// The one that keeps others from this site, its worker being gone.
    AbandonedOn(&'s str),
}

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// From executing to finished.
    Finished,
    /// From executing to cancelled.
    Cancelled,
    /// It had ended already (refused, rejected, cancelled before its turn), and its files are put away.
    Closed,
}

impl FromRow for RunSummary {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let kind = row.optional_text(3)?;
        let totals = Totals {
            done: row.count(8)?,
            unchanged: row.count(9)?,
            failed: row.count(10)?,
            blocked: row.count(11)?,
            held: row.count(12)?,
            warnings: row.count(13)?,
        };
        Ok(Self {
            id: row.int(0)?,
            file: row.text(1)?,
            files: Vec::new(),
            site: row.text(2)?,
            kind: kind.map(|kind| from_name(&kind, "run.kind")).transpose()?,
            phase: from_name(&row.text(4)?, "run.phase")?,
            submitted_by: row.text(5)?,
            submitted_at: row.text(6)?,
            rows: row.count(7)?,
            finished_rows: totals.ended(),
            totals,
        })
    }
}

impl FromRow for RunRecord {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            summary: RunSummary::from_row(row)?,
            files: Vec::new(),
            plan: row.json(14, "run.plan")?,
            fingerprint: row.text(15)?,
            site_moved: row.int(16)? != 0,
            decided_by: row.text(17)?,
            decided_at: row.text(18)?,
            reason: row.text(19)?,
            cancelled: row.int(20)? != 0,
            started_at: row.text(21)?,
            finished_at: row.text(22)?,
        })
    }
}

impl Store {
    /// Adds a run in phase submitted, under a lease until its files lie in their place; its number.
    pub async fn add_run(&self, run: &NewRun, owner: &str, until: i64) -> Result<i64, StoreError> {
        let missing = || StoreError::Database(sqlx::Error::RowNotFound);
        let first = run.files.first().ok_or_else(missing)?;
        let mut transaction = self.database.begin().await?;
        let id = transaction
            .first::<i64>(
                sql("INSERT INTO run (file, site, kind, phase, submitted_by, submitted_at, lease_owner, lease_until, plan) \
                     VALUES ($1, $2, $3, 'submitted', $4, $5, $6, $7, $8) RETURNING id")
                .bind(first.submission.name.as_str())
                .bind(first.submission.site.as_str())
                .bind(first.kind.map(|kind| kind.as_str().to_owned()))
                .bind(run.submitted_by.as_str())
                .bind(run.submitted_at.as_str())
                .bind(owner)
                .bind(until)
                .bind(to_json(&PlanTotals::default())?),
            )
            .await?
            .ok_or_else(missing)?;
        for (place, file) in (0..).zip(&run.files) {
            transaction.execute(file.insertion(id, place)?).await?;
        }
        transaction.commit().await?;
        Ok(id)
    }

    /// The run of this number.
    pub async fn run(&self, id: i64) -> Result<Option<RunRecord>, StoreError> {
        let run = self
            .database
            .first::<RunRecord>(
                sql(
                    "SELECT id, file, site, kind, phase, submitted_by, submitted_at, rows, \
                     done, unchanged, failed, blocked, held, warnings, plan, fingerprint, site_moved, \
                     decided_by, decided_at, reason, cancelled, started_at, finished_at \
                     FROM run WHERE id = $1",
                )
                .bind(id),
            )
            .await?;
        let Some(mut run) = run else {
            return Ok(None);
        };
        run.files = self.files(id).await?;
        let names = run.files.iter().map(|file| file.submission.name.clone());
        run.summary.files = names.collect();
        Ok(Some(run))
    }

    /// All runs, newest first.
    pub async fn runs(&self) -> Result<Vec<RunSummary>, StoreError> {
        let mut runs: Vec<RunSummary> = self
            .database
            .all(sql(
                "SELECT id, file, site, kind, phase, submitted_by, submitted_at, rows, \
                 done, unchanged, failed, blocked, held, warnings FROM run ORDER BY id DESC",
            ))
            .await?;
        let mut names = self.file_names().await?;
        for run in &mut runs {
            run.files = names.remove(&run.id).unwrap_or_default();
        }
        Ok(runs)
    }

    /// Approves the plan of this fingerprint; false when that is not what awaits approval.
    pub async fn approve_run(
        &self,
        id: i64,
        fingerprint: &str,
        by: &str,
        now: &str,
    ) -> Result<bool, StoreError> {
        self.moved(
            sql(
                "UPDATE run SET phase = 'approved', decided_by = $1, decided_at = $2 \
                 WHERE id = $3 AND fingerprint = $4 AND phase = 'awaiting_approval'",
            )
            .bind(by)
            .bind(now)
            .bind(id)
            .bind(fingerprint),
        )
        .await
    }

    /// Refuses a run that awaits approval.
    pub async fn refuse_run(
        &self,
        id: i64,
        reason: &str,
        by: &str,
        now: &str,
    ) -> Result<bool, StoreError> {
        self.moved(
            sql(
                "UPDATE run SET phase = 'refused', reason = $1, decided_by = $2, decided_at = $3 \
                 WHERE id = $4 AND phase = 'awaiting_approval'",
            )
            .bind(reason)
            .bind(by)
            .bind(now)
            .bind(id),
        )
        .await
    }

    /// Sends a run that awaits approval back to be planned.
    pub async fn replan_run(&self, id: i64) -> Result<bool, StoreError> {
        self.moved(
            sql(
                "UPDATE run SET phase = 'submitted', lease_owner = '', lease_until = 0 \
                 WHERE id = $1 AND phase = 'awaiting_approval'",
            )
            .bind(id),
        )
        .await
    }

    /// Cancels a run: at once when its turn has not come, before the next row when it is being executed.
    /// False when it has ended.
    pub async fn cancel_run(&self, id: i64) -> Result<bool, StoreError> {
        self.moved(
            sql("UPDATE run SET cancelled = 1, \
                 phase = CASE WHEN phase = 'executing' THEN phase ELSE 'cancelled' END, \
                 lease_owner = CASE WHEN phase = 'executing' THEN lease_owner ELSE '' END, \
                 lease_until = CASE WHEN phase = 'executing' AND lease_owner <> '' THEN lease_until ELSE 0 END \
                 WHERE id = $1 AND phase IN ('submitted', 'awaiting_approval', 'approved', 'executing')")
            .bind(id),
        )
        .await
    }

    async fn moved(&self, statement: super::database::Statement) -> Result<bool, StoreError> {
        Ok(self.database.execute(statement).await? == 1)
    }

    /// Takes the lease of the run of this number (0: of the oldest one) that waits to be planned or, its end having come,
    /// to be put away. Moments are Unix milliseconds.
    pub async fn claim_desk_work(
        &self,
        run: i64,
        owner: &str,
        now: i64,
        until: i64,
    ) -> Result<Option<i64>, StoreError> {
        let text = self.database.by_kind(
            "UPDATE run SET lease_owner = $1, lease_until = $2 WHERE id = (SELECT id FROM run \
             WHERE (phase = 'submitted' OR (phase IN ('refused', 'rejected', 'cancelled') AND finished_at = '')) \
             AND lease_until < $3 AND ($4 = 0 OR id = $4) ORDER BY id LIMIT 1) RETURNING id",
            "UPDATE run SET lease_owner = $1, lease_until = $2 WHERE id = (SELECT id FROM run \
             WHERE (phase = 'submitted' OR (phase IN ('refused', 'rejected', 'cancelled') AND finished_at = '')) \
             AND lease_until < $3 AND ($4 = 0 OR id = $4) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id",
        );
        let statement = sql(text).bind(owner).bind(until).bind(now).bind(run);
        self.database.first(statement).await
    }

    /// Takes the lease of an approved run, or of one whose worker went away, and begins or takes up its execution.
    /// The oldest first or a certain one; only on sites where no other run is being executed.
    pub async fn claim_execution(
        &self,
        which: Which<'_>,
        owner: &str,
        now: i64,
        until: i64,
        started_at: &str,
    ) -> Result<Option<i64>, StoreError> {
        let text = self.database.by_kind(
            "UPDATE run SET phase = 'executing', lease_owner = $1, lease_until = $2, \
             started_at = CASE WHEN started_at = '' THEN $5 ELSE started_at END \
             WHERE id = (SELECT id FROM run mine WHERE lease_until < $3 AND ($4 = 0 OR id = $4) \
             AND ($6 = '' OR (site = $6 AND phase = 'executing')) \
             AND (phase = 'executing' OR (phase = 'approved' AND NOT EXISTS \
             (SELECT 1 FROM run other WHERE other.site = mine.site AND other.phase = 'executing'))) \
             ORDER BY id LIMIT 1) RETURNING id",
            "UPDATE run SET phase = 'executing', lease_owner = $1, lease_until = $2, \
             started_at = CASE WHEN started_at = '' THEN $5 ELSE started_at END \
             WHERE id = (SELECT id FROM run mine WHERE lease_until < $3 AND ($4 = 0 OR id = $4) \
             AND ($6 = '' OR (site = $6 AND phase = 'executing')) \
             AND (phase = 'executing' OR (phase = 'approved' AND NOT EXISTS \
             (SELECT 1 FROM run other WHERE other.site = mine.site AND other.phase = 'executing'))) \
             ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id",
        );
        let (run, abandoned_on) = match which {
            Which::Oldest => (0, ""),
            Which::Run(run) => (run, ""),
            Which::AbandonedOn(site) => (0, site),
        };
        let claim = sql(text)
            .bind(owner)
            .bind(until)
            .bind(now)
            .bind(run)
            .bind(started_at)
            .bind(abandoned_on);
        match self.database.first(claim).await {
            // Another node took another run of the same site in this very moment.
            Err(StoreError::Database(sqlx::Error::Database(error)))
                if error.is_unique_violation() =>
            {
                Ok(None)
            }
            claimed => claimed,
        }
    }

    /// Holds the lease until a later moment; false when it was lost.
    pub async fn renew_lease(&self, lease: &Execution, until: i64) -> Result<bool, StoreError> {
        self.moved(
            sql("UPDATE run SET lease_until = $1 WHERE id = $2 AND lease_owner = $3")
                .bind(until)
                .bind(lease.run)
                .bind(lease.owner.as_str()),
        )
        .await
    }

    /// Whether nobody holds the lease of a run.
    pub async fn is_lease_free(&self, run: i64) -> Result<bool, StoreError> {
        let holder = sql("SELECT lease_owner FROM run WHERE id = $1").bind(run);
        let holder: Option<String> = self.database.first(holder).await?;
        Ok(holder.is_none_or(|holder| holder.is_empty()))
    }

    /// Gives the lease back, so that nobody takes it before a later moment.
    pub async fn park_lease(&self, lease: &Execution, until: i64) -> Result<(), StoreError> {
        self.moved(
            sql("UPDATE run SET lease_owner = '', lease_until = $1 WHERE id = $2 AND lease_owner = $3")
                .bind(until)
                .bind(lease.run)
                .bind(lease.owner.as_str()),
        )
        .await
        .map(drop)
    }

    /// Gives the lease back, so that another can take it at once.
    pub async fn release_lease(&self, lease: &Execution) -> Result<(), StoreError> {
        self.moved(
            sql("UPDATE run SET lease_owner = '', lease_until = 0 WHERE id = $1 AND lease_owner = $2")
                .bind(lease.run)
                .bind(lease.owner.as_str()),
        )
        .await
        .map(drop)
    }

    /// Gives back all leases whose names begin so: those of a process that ends.
    pub async fn release_leases(&self, beginning: &str) -> Result<(), StoreError> {
        self.database
            .execute(
                sql("UPDATE run SET lease_owner = '', lease_until = 0 WHERE lease_owner LIKE $1")
                    .bind(format!("{beginning}%")),
            )
            .await
            .map(drop)
    }

    /// Stores a plan with its rows in place of an earlier one, and gives the lease back. False when the lease was lost or
    /// the run cancelled meanwhile; nothing is stored then.
    pub async fn record_plan(
        &self,
        lease: &Execution,
        plan: &PlanRecord,
    ) -> Result<bool, StoreError> {
        let first = plan.files.first().and_then(|file| file.verdict.as_ref());
        let kind = first.and_then(|verdict| verdict.kind);
        let mut transaction = self.database.begin().await?;
        let moved = transaction
            .execute(
                sql("UPDATE run SET phase = $1, reason = $2, plan = $3, fingerprint = $4, \
                     site_moved = $5, kind = COALESCE($6, kind), rows = $7, lease_owner = '', lease_until = 0 \
                     WHERE id = $8 AND lease_owner = $9 AND phase = 'submitted'")
                .bind(to_name(&plan.phase)?)
                .bind(plan.reason.as_str())
                .bind(to_json(&plan.plan)?)
                .bind(plan.fingerprint.as_str())
                .bind(plan.site_moved)
                .bind(kind.map(|kind| kind.as_str().to_owned()))
                .bind(plan.rows.len() as u64)
                .bind(lease.run)
                .bind(lease.owner.as_str()),
            )
            .await?;
        if moved != 1 {
            return Ok(false);
        }
        transaction
            .execute(sql("DELETE FROM run_row WHERE run = $1").bind(lease.run))
            .await?;
        for (place, file) in (0..).zip(&plan.files) {
            transaction.execute(file.update(lease.run, place)?).await?;
        }
        for row in &plan.rows {
            transaction.execute(row.insertion(lease.run)?).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Ends a run and gives its lease back; false when the lease was lost. `now` is RFC 3339.
    pub async fn end_run(
        &self,
        lease: &Execution,
        ending: Ending,
        now: &str,
    ) -> Result<bool, StoreError> {
        let (from, to) = match ending {
            Ending::Finished => ("executing", Some("finished")),
            Ending::Cancelled => ("executing", Some("cancelled")),
            Ending::Closed => ("", None),
        };
        self.moved(
            sql("UPDATE run SET phase = COALESCE($1, phase), finished_at = $2, lease_owner = '', lease_until = 0 \
                 WHERE id = $3 AND lease_owner = $4 AND ($5 = '' OR phase = $5)")
            .bind(to.map(str::to_owned))
            .bind(now)
            .bind(lease.run)
            .bind(lease.owner.as_str())
            .bind(from),
        )
        .await
    }
}
