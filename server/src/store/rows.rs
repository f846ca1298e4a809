//! The rows of runs: what is planned and how each ended.

use toolsync_core::finding::Severity;
use toolsync_core::plan::{Decision, PlannedRow};
use toolsync_core::report::{Outcome, State};

use super::Store;
use super::database::{FromRow, Row, Statement, StoreError, sql, to_json, to_name};
use super::runs::Execution;

/// A row of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRecord {
    /// Its place among the rows of all files of the run, from 0.
    pub position: u64,
    /// The place of its file in the run.
    pub file: u32,
    /// What is planned, without secrets.
    pub planned: PlannedRow,
    /// Whether the site was about to be asked, so that it may have done it.
    pub intended: bool,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// How a row ended, to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowUpdate {
    /// Its place among the rows of all files of the run, from 0.
    pub position: u64,
    /// How it ended.
    pub outcome: Outcome,
}

/// Which rows are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowFilter {
    /// Those of the file at this place of the run.
    pub file: Option<u32>,
    /// Those that ended so.
    pub state: Option<State>,
    /// Those that are planned so.
    pub decision: Option<Decision>,
}

impl RowFilter {
    /// The place of the file, -1 for all; the names of state and decision, empty for all.
    fn names(self) -> Result<(i64, String, String), StoreError> {
        Ok((
            self.file.map_or(-1, i64::from),
            self.state.map_or("", State::as_str).to_owned(),
            self.decision
                .map(|decision| to_name(&decision))
                .transpose()?
                .unwrap_or_default(),
        ))
    }
}

impl FromRow for RowRecord {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            position: row.count(0)?,
            planned: row.json(1, "run_row.planned")?,
            outcome: row.optional_json(2, "run_row.outcome")?,
            intended: row.int(3)? != 0,
            file: u32::try_from(row.int(4)?).unwrap_or(u32::MAX),
        })
    }
}

fn has_warning(outcome: &Outcome) -> bool {
    outcome
        .findings
        .iter()
        .any(|finding| finding.severity() == Severity::Warning)
}

impl RowRecord {
    /// The statement that adds the row to a run.
    pub(super) fn insertion(&self, run: i64) -> Result<Statement, StoreError> {
        let planned = &self.planned;
        Ok(sql("INSERT INTO run_row (run, position, line, span_start, span_end, subject, decision, planned, file) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(run)
        .bind(self.position)
        .bind(planned.line)
        .bind(planned.span.start)
        .bind(planned.span.end)
        .bind(planned.subject.as_str())
        .bind(to_name(&planned.decision)?)
        .bind(to_json(planned)?)
        .bind(i64::from(self.file)))
    }
}

impl Store {
    /// Rows of a run in file order, `limit` of them from the one at `from` among those that match.
    pub async fn rows(
        &self,
        run: i64,
        filter: RowFilter,
        from: u64,
        limit: u64,
    ) -> Result<Vec<RowRecord>, StoreError> {
        let (file, state, decision) = filter.names()?;
        self.database
            .all(
                sql(
                    "SELECT position, planned, outcome, intended, file FROM run_row WHERE run = $1 \
                     AND ($2 = '' OR state = $2) AND ($3 = '' OR decision = $3) AND ($6 < 0 OR file = $6) \
                     ORDER BY position LIMIT $4 OFFSET $5",
                )
                .bind(run)
                .bind(state)
                .bind(decision)
                .bind(limit)
                .bind(from)
                .bind(file),
            )
            .await
    }

    /// How many rows match.
    pub async fn count_rows(&self, run: i64, filter: RowFilter) -> Result<u64, StoreError> {
        let (file, state, decision) = filter.names()?;
        let count = self
            .database
            .first::<i64>(
                sql("SELECT COUNT(*) FROM run_row WHERE run = $1 \
                     AND ($2 = '' OR state = $2) AND ($3 = '' OR decision = $3) AND ($4 < 0 OR file = $4)")
                .bind(run)
                .bind(state)
                .bind(decision)
                .bind(file),
            )
            .await?;
        Ok(count.unwrap_or(0).unsigned_abs())
    }

    /// Rows of a run in file order, at most `limit`, from the one at this place.
    pub async fn rows_from(
        &self,
        run: i64,
        position: u64,
        limit: u64,
    ) -> Result<Vec<RowRecord>, StoreError> {
        self.database
            .all(
                sql(
                    "SELECT position, planned, outcome, intended, file FROM run_row \
                     WHERE run = $1 AND position >= $2 ORDER BY position LIMIT $3",
                )
                .bind(run)
                .bind(position)
                .bind(limit),
            )
            .await
    }

    /// Records how rows ended, together with the run's totals, and that the site is about to be asked for the rows at
    /// `begun`; durably and at once. A row that has an outcome keeps it.
    /// Gives whether the run is to be cancelled; none when the lease was lost, and then nothing is recorded.
    pub async fn record_outcomes(
        &self,
        lease: &Execution,
        updates: &[RowUpdate],
        begun: &[u64],
    ) -> Result<Option<bool>, StoreError> {
        let mut transaction = self.database.begin().await?;
        let mut ended = [0_u64; State::ALL.len()];
        let mut warnings = 0_u64;
        for update in updates {
            let outcome = &update.outcome;
            let recorded = transaction
                .execute(
                    sql("UPDATE run_row SET state = $1, outcome = $2, warned = $5 \
                         WHERE run = $3 AND position = $4 AND state IS NULL")
                    .bind(outcome.state.as_str())
                    .bind(to_json(outcome)?)
                    .bind(lease.run)
                    .bind(update.position)
                    .bind(has_warning(outcome)),
                )
                .await?;
            if let Some(place) = State::ALL.iter().position(|state| *state == outcome.state) {
                ended[place] += recorded;
            }
            warnings += recorded * u64::from(has_warning(outcome));
        }
        for position in begun {
            transaction
                .execute(
                    sql("UPDATE run_row SET intended = 1 WHERE run = $1 AND position = $2")
                        .bind(lease.run)
                        .bind(*position),
                )
                .await?;
        }
        let [done, unchanged, failed, blocked, held] = ended;
        let cancelled = transaction
            .first::<i64>(
                sql("UPDATE run SET done = done + $1, unchanged = unchanged + $2, failed = failed + $3, \
                     blocked = blocked + $4, held = held + $5, warnings = warnings + $6 \
                     WHERE id = $7 AND lease_owner = $8 RETURNING cancelled")
                .bind(done)
                .bind(unchanged)
                .bind(failed)
                .bind(blocked)
                .bind(held)
                .bind(warnings)
                .bind(lease.run)
                .bind(lease.owner.as_str()),
            )
            .await?;
        let Some(cancelled) = cancelled else {
            return Ok(None);
        };
        transaction.commit().await?;
        Ok(Some(cancelled != 0))
    }
}
