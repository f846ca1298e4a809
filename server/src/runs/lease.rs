//! Working under a lease: it is renewed while the work goes on, and the work stops when it is lost.

use std::time::Duration;

use jiff::Timestamp;
use toolsync_core::api::Phase;
use tracing::Instrument as _;

use super::{RunError, Runs};
use crate::accounts::now_text;
use crate::store::{Execution, RunRecord, Which};

/// How long to wait before looking again at a run that another worker holds.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Now, in Unix milliseconds.
pub(super) fn now_millis() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The end of a lease that begins at `now`.
pub(super) fn until(now: i64, lease: Duration) -> i64 {
    now + i64::try_from(lease.as_millis()).unwrap_or(i64::MAX / 2)
}

impl Runs {
    /// Plans a run that waits for it, or puts one away that has ended: the oldest (`run` 0) or a certain one. Whether there was one.
    pub(super) async fn desk_work(&self, run: i64) -> Result<bool, RunError> {
        let owner = self.lease_name();
        let now = now_millis();
        let until = until(now, self.options.lease);
        let Some(run) = self.store.claim_desk_work(run, &owner, now, until).await? else {
            return Ok(false);
        };
        let lease = Execution { run, owner };
        let work = async {
            match self.get(run).await?.summary.phase {
                Phase::Submitted => self.plan_run(&lease).await,
                _ => self.close_run(&lease).await,
            }
        };
        self.under(&lease, work).await?;
        Ok(true)
    }

    /// Executes an approved run, or one whose worker went away. Whether there was one.
    pub(super) async fn execution(&self, which: Which<'_>) -> Result<bool, RunError> {
        let owner = self.lease_name();
        let now = now_millis();
        let until = until(now, self.options.lease);
        let claimed = self
            .store
            .claim_execution(which, &owner, now, until, &now_text())
            .await?;
        let Some(run) = claimed else {
            return Ok(false);
        };
        let lease = Execution { run, owner };
        if let Some(wait) = self.waits(&lease).await? {
            tracing::info!(run, ?wait, "waits until its site may be written to");
            self.store
                .park_lease(&lease, self::until(now, wait))
                .await?;
            return Ok(false);
        }
        self.under(&lease, self.execute_run(&lease)).await?;
        Ok(true)
    }

    /// How long a run has to wait until its site may be written to. One that is cancelled writes nothing any more.
    async fn waits(&self, lease: &Execution) -> Result<Option<Duration>, RunError> {
        let run = self.get(lease.run).await?;
        let wait = self.site(&run.summary.site).await?.opens_in();
        Ok((!run.cancelled && !wait.is_zero()).then_some(wait))
    }

    /// Works on a run here and now, until it waits for a person or has ended. Where another process is at it, waits.
    ///
    /// # Errors
    /// When the store, the data folder or the site fails.
    pub async fn work_on(&self, run: i64) -> Result<RunRecord, RunError> {
        loop {
            let record = self.get(run).await?;
            let waits = record.summary.phase == Phase::AwaitingApproval;
            if waits || !record.finished_at.is_empty() {
                return Ok(record);
            }
            // A run whose process died keeps the site from all others: it is ended first.
            let worked = self.desk_work(run).await?
                || self.execution(Which::Run(run)).await?
                || self
                    .execution(Which::AbandonedOn(&record.summary.site))
                    .await?;
            if !worked {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        }
    }

    /// Each claim has a name of its own, so that a worker that slept past its lease is not taken for the next one.
    fn lease_name(&self) -> String {
        format!("{}-{}", self.owner, now_millis())
    }

    async fn under(
        &self,
        lease: &Execution,
        work: impl Future<Output = Result<(), RunError>>,
    ) -> Result<(), RunError> {
        let span = tracing::info_span!("run", run = lease.run);
        async {
            tokio::select! {
                done = work => done,
                lost = self.renew(lease) => lost,
            }
        }
        .instrument(span)
        .await
    }

    /// Renews a lease for ever; ends when another worker has it, or the store fails. Work that ends gives its lease back before its very
    /// last steps: those are left to it.
    async fn renew(&self, lease: &Execution) -> Result<(), RunError> {
        loop {
            tokio::time::sleep(self.options.lease / 3).await;
            let until = until(now_millis(), self.options.lease);
            let is_held = self.store.renew_lease(lease, until).await?;
            if !is_held && !self.store.is_lease_free(lease.run).await? {
                tracing::warn!("the lease was lost");
                return Err(RunError::Stopped);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::super::tests::{file, open, site_with_dora, submit};
    use super::*;
    use crate::runs::Breakpoints;

    #[tokio::test]
    async fn work_ends_in_peace_once_it_gave_its_lease_back_and_stops_when_another_took_it() {
        let data = tempfile::tempdir().unwrap();
        let site = site_with_dora(data.path()).await;
        let runs = open(data.path(), &site, Breakpoints::default()).await;
        let run = submit(&runs, file()).await;
        let claim = async |owner: &str| {
            let now = now_millis();
            let until = until(now, runs.options.lease);
            let claimed = runs.store.claim_desk_work(run, owner, now, until).await;
            assert_eq!(claimed.unwrap(), Some(run));
            Execution {
                run,
                owner: owner.to_owned(),
            }
        };
        let lease = claim("one").await;
        let last_steps = async {
            runs.store.release_lease(&lease).await?;
            tokio::time::sleep(runs.options.lease).await;
            Ok(())
        };
        runs.under(&lease, last_steps).await.unwrap();

        let lease = claim("one").await;
        let loses_it = async {
            runs.store.release_lease(&lease).await?;
            claim("other").await;
            tokio::time::sleep(runs.options.lease).await;
            Ok(())
        };
        let stopped = runs.under(&lease, loses_it).await;
        assert!(matches!(stopped, Err(RunError::Stopped)));
    }
}
