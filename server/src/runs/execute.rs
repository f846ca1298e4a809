//! Execution: row by row, in file order, each outcome durable before the next row is applied. A site that is better asked more at
//! once is asked rows together whose order does not matter ([`super::together`]).
//!
//! The file is planned again on the site as it is now (that also brings the passwords back, which are in no stored plan).
//! Then each row without outcome is decided ([`super::decide`]) and, when there is something to do, applied:
//!
//! ```text
//! record the outcomes so far + "these rows are begun" ─▶ the site applies them ─▶ (their outcomes wait for the next record)
//! ```
//!
//! After a crash between the two, rows are begun and have no outcome; the second planning says which of them took effect.

use std::sync::Arc;
use std::time::{Duration, Instant};

use toolsync_core::check::text_of;
use toolsync_core::finding::FileLine;
use toolsync_core::plan::{Plan, PlannedRow};
use toolsync_core::report::{Outcome, archive_copy, tryback};

use super::decide::{Ended, Step, decide, done, held, refused};
use super::files::Produced;
use super::planning::Loaded;
use super::together::{Pending, Pictures, Together};
use super::{Breakpoint, ROWS_AT_ONCE, RunError, Runs, in_background};
use crate::accounts::now_text;
use crate::moodle::{Applied, RowToApply, Site};
use crate::store::{Ending, Execution, FileTotals, RowRecord, RowUpdate, RunRecord};

/// How many outcomes wait to be recorded together, when the site is not asked.
const AT_ONCE: usize = 200;

/// How long they wait, so that people see progress.
const AT_MOST: Duration = Duration::from_millis(500);

impl Runs {
    /// Executes the run under this lease from where it stands, to its end.
    pub(super) async fn execute_run(&self, lease: &Execution) -> Result<(), RunError> {
        let run = self.get(lease.run).await?;
        let options = run.files.iter().map(|file| file.options.clone());
        let files = self
            .originals(&run, options.collect())
            .await?
            .ok_or_else(|| std::io::Error::other("a submitted file is gone or was changed"))?;
        let files = Arc::new(files);
        let places = self.places(&run).await?;
        let (plans, _) = self
            .plan_files(&run, Arc::clone(&files), places.executed, None)
            .await?;
        tracing::info!(cancelled = run.cancelled, "executing");
        let site = self.site(&run.summary.site).await?;
        let mut work = Work {
            site: site.as_ref(),
            progress: Progress::new(self, lease, &run),
            together: Together::default(),
            pictures: Pictures::new(&files),
        };
        let mut next = 0;
        loop {
            let rows = self.store.rows_from(lease.run, next, ROWS_AT_ONCE).await?;
            let Some(last) = rows.last() else { break };
            next = last.position + 1;
            for row in rows {
                let now = places.planned(&plans, &row);
                self.execute_row(&mut work, row, now).await?;
            }
        }
        self.apply_together(&mut work).await?;
        let mut progress = work.progress;
        progress.record(&[]).await?;
        let cancelled = progress.cancelled;
        self.options.breakpoints.reached(Breakpoint::BeforeFiles)?;
        self.leave_files(&run, &files).await?;
        let ending = if cancelled {
            Ending::Cancelled
        } else {
            Ending::Finished
        };
        self.end(lease, ending).await
    }

    async fn execute_row<'p>(
        &self,
        work: &mut Work<'_, 'p>,
        row: RowRecord,
        now: Option<&'p PlannedRow>,
    ) -> Result<(), RunError> {
        if let Some(outcome) = &row.outcome {
            work.progress.note(&row, outcome);
            return Ok(());
        }
        if work.together.has_needed_by(&row, now) {
            self.apply_together(work).await?;
        }
        let progress = &mut work.progress;
        // A row that was begun may have taken effect: it is looked at even when the run is cancelled.
        if progress.cancelled && !row.intended {
            return progress.end(&row, held(&row.planned)).await;
        }
        let now = match decide(&row, now, &progress.ended, &progress.files) {
            Step::Apply(now) => now,
            Step::End(outcome) => return progress.end(&row, outcome).await,
        };
        if !work.together.admits(now) {
            self.apply_together(work).await?;
            // Alone, every row is admitted.
            work.together.admits(now);
        }
        work.together.push(row, now);
        if work.together.weight() >= work.site.rows_at_once() {
            self.apply_together(work).await?;
        }
        Ok(())
    }

    /// Has the site apply the rows that wait for it.
    async fn apply_together(&self, work: &mut Work<'_, '_>) -> Result<(), RunError> {
        let pending = work.together.take();
        if pending.is_empty() {
            return Ok(());
        }
        if !work.site.opens_in().is_zero() {
            tracing::info!("the hours are over during which the site may be written to");
            return Err(RunError::Stopped);
        }
        let begun: Vec<u64> = pending.iter().map(|each| each.row.position).collect();
        let progress = &mut work.progress;
        progress.record(&begun).await?;
        if progress.cancelled {
            for Pending { row, .. } in pending {
                progress.end(&row, held(&row.planned)).await?;
            }
            return Ok(());
        }
        self.options.breakpoints.reached(Breakpoint::AfterIntend)?;
        let contents: Vec<_> = pending.iter().map(|each| work.pictures.of(each)).collect();
        let rows = pending.iter().zip(&contents);
        let rows = rows.map(|(each, content)| RowToApply {
            operations: &each.now.operations,
            content: content.as_deref(),
        });
        let answers = work.site.apply(&rows.collect::<Vec<_>>()).await?;
        self.options.breakpoints.reached(Breakpoint::AfterApply)?;
        debug_assert_eq!(answers.len(), pending.len(), "an answer for each row");
        for (Pending { row, now }, answer) in pending.into_iter().zip(answers) {
            let outcome = match answer {
                Applied::Done => done(&row.planned, now),
                Applied::Refused(finding) => refused(&row.planned, *finding),
            };
            progress.end(&row, outcome).await?;
        }
        Ok(())
    }

    /// Puts away a run that ended without being executed: refused, rejected, or cancelled before its turn.
    pub(super) async fn close_run(&self, lease: &Execution) -> Result<(), RunError> {
        let run = self.get(lease.run).await?;
        if run.cancelled {
            let mut progress = Progress::new(self, lease, &run);
            let mut next = 0;
            loop {
                let rows = self.store.rows_from(lease.run, next, ROWS_AT_ONCE).await?;
                let Some(last) = rows.last() else { break };
                next = last.position + 1;
                for row in rows {
                    progress.end(&row, held(&row.planned)).await?;
                }
            }
            progress.record(&[]).await?;
        }
        let options = run.files.iter().map(|file| file.options.clone());
        if let Some(files) = self.originals(&run, options.collect()).await? {
            self.leave_files(&run, &Arc::new(files)).await?;
        }
        self.end(lease, Ending::Closed).await
    }

    /// Writes the tryback of each file, when a line is in it, and the copy for the archive; of a workbook, both are CSV files of its
    /// sheet.
    async fn leave_files(&self, run: &RunRecord, files: &Arc<Vec<Loaded>>) -> Result<(), RunError> {
        let id = run.summary.id;
        for (place, record) in run.files.iter().enumerate() {
            let Some(verdict) = record.verdict.clone() else {
                continue;
            };
            let outcomes = self.outcomes(id, place).await?;
            let files = Arc::clone(files);
            let (again, archive) = in_background(move || {
                let again: Vec<_> = outcomes
                    .iter()
                    .filter(|outcome| outcome.state.tries_again())
                    .map(|outcome| outcome.span)
                    .collect();
                let Loaded { options, bytes } = &files[place];
                let text = text_of(bytes, options);
                let again = (!again.is_empty()).then(|| tryback(&text, &verdict, &again));
                (again, archive_copy(&text, &verdict))
            })
            .await?;
            if let Some(bytes) = again {
                let what = Produced::Tryback;
                self.files.produce(id, place, what, &bytes).await?;
            }
            let what = Produced::Archive;
            self.files.produce(id, place, what, &archive).await?;
        }
        Ok(())
    }

    /// Where the rows of each file of a run stand among all of them.
    async fn places(&self, run: &RunRecord) -> Result<Places, RunError> {
        let totals = self.store.file_totals(run.summary.id).await?;
        let (mut first_rows, mut next) = (Vec::new(), 0);
        let mut executed = None;
        for place in 0..run.files.len() {
            let of = u32::try_from(place)
                .ok()
                .and_then(|place| totals.get(&place));
            let FileTotals { rows, totals } = of.copied().unwrap_or_default();
            if totals.ended() < rows {
                executed.get_or_insert(place);
            }
            first_rows.push(next);
            next += rows;
        }
        Ok(Places {
            first_rows,
            executed: executed.unwrap_or(run.files.len()),
        })
    }

    async fn end(&self, lease: &Execution, ending: Ending) -> Result<(), RunError> {
        self.options.breakpoints.reached(Breakpoint::BeforeEnd)?;
        if !self.store.end_run(lease, ending, &now_text()).await? {
            return Err(RunError::Stopped);
        }
        tracing::info!(?ending, "ended");
        self.options.breakpoints.reached(Breakpoint::AfterEnd)?;
        self.files.remove_originals(lease.run).await
    }
}

/// A run being executed.
struct Work<'r, 'p> {
    site: &'r dyn Site,
    progress: Progress<'r>,
    together: Together<'p>,
    pictures: Pictures<'r>,
}

/// Where the rows of each file of a run stand among all of them.
struct Places {
    /// The position of the first row of each file.
    first_rows: Vec<u64>,
    /// How many files, from the first, have nothing left to do. After an interruption they are not planned again: a course that was replaced
    /// by a new one would be deleted and made once more.
    executed: usize,
}

impl Places {
    /// The row planned again; none of a file that is executed.
    fn planned<'p>(&self, plans: &'p [Plan], row: &RowRecord) -> Option<&'p PlannedRow> {
        let file = usize::try_from(row.file).ok()?;
        let first = self.first_rows.get(file)?;
        let position = usize::try_from(row.position.checked_sub(*first)?).ok()?;
        let plan = plans.get(file.checked_sub(self.executed)?)?;
        plan.rows.get(position)
    }
}

/// What was decided and is not yet recorded, and how lines ended so far.
struct Progress<'r> {
    runs: &'r Runs,
    lease: &'r Execution,
    ended: Ended,
    /// The names of the files of the run.
    files: Vec<String>,
    waiting: Vec<RowUpdate>,
    recorded: Instant,
    cancelled: bool,
}

impl<'r> Progress<'r> {
    fn new(runs: &'r Runs, lease: &'r Execution, run: &RunRecord) -> Self {
        Self {
            runs,
            lease,
            ended: Ended::new(),
            files: run.summary.files.clone(),
            waiting: Vec::new(),
            recorded: Instant::now(),
            cancelled: run.cancelled,
        }
    }

    /// Notes how a row ended.
    fn note(&mut self, row: &RowRecord, outcome: &Outcome) {
        let line = FileLine {
            file: row.file,
            line: outcome.line,
        };
        self.ended.insert(line, outcome.state);
    }

    /// Ends a row; recorded with others.
    async fn end(&mut self, row: &RowRecord, outcome: Outcome) -> Result<(), RunError> {
        self.note(row, &outcome);
        self.waiting.push(RowUpdate {
            position: row.position,
            outcome,
        });
        if self.waiting.len() >= AT_ONCE || self.recorded.elapsed() >= AT_MOST {
            self.record(&[]).await?;
        }
        Ok(())
    }

    /// Records what waits, and that the rows at `begun` are about to be applied.
    async fn record(&mut self, begun: &[u64]) -> Result<(), RunError> {
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
