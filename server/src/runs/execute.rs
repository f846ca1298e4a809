//! Execution: row by row, in file order, each outcome durable before the next row is applied.
//!
//! The file is planned again on the site as it is now (that also brings the passwords back, which are in no stored plan).
//! Then each row without outcome is decided ([`super::decide`]) and, when there is something to do, applied:
//!
//! ```text
//! record the outcomes so far + "row n is begun" ─▶ the site applies row n ─▶ (outcome of n waits for the next record)
//! ```
//!
//! After a crash between the two, row n is begun and has no outcome; the second planning says whether it took effect.

use std::time::{Duration, Instant};

use toolsync_core::check::text_of;
use toolsync_core::plan::PlannedRow;
use toolsync_core::report::{Outcome, archive_copy, tryback};

use super::decide::{Ended, Step, decide, done, held, refused};
use super::files::Produced;
use super::{Breakpoint, ROWS_AT_ONCE, RunError, Runs, in_background};
use crate::accounts::now_text;
use crate::moodle::{Applied, Site};
use crate::store::{Ending, Execution, RowRecord, RowUpdate, RunRecord};

/// How many outcomes wait to be recorded together, when the site is not asked.
const AT_ONCE: usize = 200;

/// How long they wait, so that people see progress.
const AT_MOST: Duration = Duration::from_millis(500);

impl Runs {
    /// Executes the run under this lease from where it stands, to its end.
    pub(super) async fn execute_run(&self, lease: &Execution) -> Result<(), RunError> {
        let run = self.get(lease.run).await?;
        let file = self
            .original(&run)
            .await?
            .ok_or_else(|| std::io::Error::other("the submitted file is gone or was changed"))?;
        let (planned, _) = self
            .plan_file(&run, run.options.clone(), file.clone(), None)
            .await?;
        tracing::info!(cancelled = run.cancelled, "executing");
        let site = self.site(&run.summary.site)?;
        let mut progress = Progress::new(self, lease, run.cancelled);
        let mut next = 0;
        loop {
            let rows = self.store.rows_from(lease.run, next, ROWS_AT_ONCE).await?;
            let Some(last) = rows.last() else { break };
            next = last.position + 1;
            for row in rows {
                let now = usize::try_from(row.position)
                    .ok()
                    .and_then(|position| planned.rows.get(position));
                self.execute_row(&mut progress, &row, now, site.as_ref())
                    .await?;
            }
        }
        progress.record(None).await?;
        let cancelled = progress.cancelled;
        self.options.breakpoints.reached(Breakpoint::BeforeFiles)?;
        self.leave_files(run, file).await?;
        let ending = if cancelled {
            Ending::Cancelled
        } else {
            Ending::Finished
        };
        self.end(lease, ending).await
    }

    async fn execute_row(
        &self,
        progress: &mut Progress<'_>,
        row: &RowRecord,
        now: Option<&PlannedRow>,
        site: &dyn Site,
    ) -> Result<(), RunError> {
        if let Some(outcome) = &row.outcome {
            progress.ended.insert(outcome.line, outcome.state);
            return Ok(());
        }
        // A row that was begun may have taken effect: it is looked at even when the run is cancelled.
        if progress.cancelled && !row.intended {
            return progress.end(row.position, held(&row.planned)).await;
        }
        let applied = match decide(row, now, &progress.ended) {
            Step::Apply(now) => now,
            Step::End(outcome) => return progress.end(row.position, outcome).await,
        };
        progress.record(Some(row.position)).await?;
        if progress.cancelled {
            return progress.end(row.position, held(&row.planned)).await;
        }
        self.options.breakpoints.reached(Breakpoint::AfterIntend)?;
        let answer = site.apply(&applied.operations).await?;
        self.options.breakpoints.reached(Breakpoint::AfterApply)?;
        let outcome = match answer {
            Applied::Done => done(&row.planned, applied),
            Applied::Refused(finding) => refused(&row.planned, *finding),
        };
        progress.end(row.position, outcome).await
    }

    /// Puts away a run that ended without being executed: refused, rejected, or cancelled before its turn.
    pub(super) async fn close_run(&self, lease: &Execution) -> Result<(), RunError> {
        let run = self.get(lease.run).await?;
        if run.cancelled {
            let mut progress = Progress::new(self, lease, true);
            let mut next = 0;
            loop {
                let rows = self.store.rows_from(lease.run, next, ROWS_AT_ONCE).await?;
                let Some(last) = rows.last() else { break };
                next = last.position + 1;
                for row in rows {
                    progress.end(row.position, held(&row.planned)).await?;
                }
            }
            progress.record(None).await?;
        }
        if let Some(file) = self.original(&run).await? {
            self.leave_files(run, file).await?;
        }
        self.end(lease, Ending::Closed).await
    }

    /// Writes the tryback, when a line is in it, and the copy for the archive; of a workbook, both are CSV files of its sheet.
    async fn leave_files(&self, run: RunRecord, file: Vec<u8>) -> Result<(), RunError> {
        let Some(verdict) = run.verdict else {
            return Ok(());
        };
        let (run, options) = (run.summary.id, run.options);
        let outcomes = self.outcomes(run).await?;
        let (again, archive) = in_background(move || {
            let again: Vec<_> = outcomes
                .iter()
                .filter(|outcome| outcome.state.tries_again())
                .map(|outcome| outcome.span)
                .collect();
            let file = text_of(&file, &options);
            let again = (!again.is_empty()).then(|| tryback(&file, &verdict, &again));
            (again, archive_copy(&file, &verdict))
        })
        .await?;
        if let Some(bytes) = again {
            self.files.produce(run, Produced::Tryback, &bytes).await?;
        }
        self.files.produce(run, Produced::Archive, &archive).await
    }

    async fn end(&self, lease: &Execution, ending: Ending) -> Result<(), RunError> {
        self.options.breakpoints.reached(Breakpoint::BeforeEnd)?;
        if !self.store.end_run(lease, ending, &now_text()).await? {
            return Err(RunError::Stopped);
        }
        tracing::info!(?ending, "ended");
        self.options.breakpoints.reached(Breakpoint::AfterEnd)?;
        self.files.remove_original(lease.run).await
    }
}

/// What was decided and is not yet recorded, and how lines ended so far.
struct Progress<'r> {
    runs: &'r Runs,
    lease: &'r Execution,
    ended: Ended,
    waiting: Vec<RowUpdate>,
    recorded: Instant,
    cancelled: bool,
}

impl<'r> Progress<'r> {
    fn new(runs: &'r Runs, lease: &'r Execution, cancelled: bool) -> Self {
        Self {
            runs,
            lease,
            ended: Ended::new(),
            waiting: Vec::new(),
            recorded: Instant::now(),
            cancelled,
        }
    }

    /// Ends a row; recorded with others.
    async fn end(&mut self, position: u64, outcome: Outcome) -> Result<(), RunError> {
        self.ended.insert(outcome.line, outcome.state);
        self.waiting.push(RowUpdate { position, outcome });
        if self.waiting.len() >= AT_ONCE || self.recorded.elapsed() >= AT_MOST {
            self.record(None).await?;
        }
        Ok(())
    }

    /// Records what waits and, when `begun` names a row, that it is about to be applied.
    async fn record(&mut self, begun: Option<u64>) -> Result<(), RunError> {
        let cancelled = self
            .runs
            .store
            .record_outcomes(self.lease, &self.waiting, begun)
            .await?;
        self.cancelled = cancelled.ok_or(RunError::Stopped)?;
        self.waiting.clear();
        self.recorded = Instant::now();
        Ok(())
    }
}
