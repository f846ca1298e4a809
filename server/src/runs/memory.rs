//! A site in memory for tests, which can be made to wait and to refuse.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::sync::Semaphore;
use toolsync_core::api::SiteSummary;
use toolsync_core::finding::{Code, Finding, Span};
use toolsync_core::plan::Operation;
use toolsync_core::site::SiteIndex;

use crate::moodle::{Applied, RowToApply, Site, SiteError};

/// A [`SiteIndex`] that outlives the servers of a test.
pub struct MemorySite {
    state: Mutex<SiteIndex>,
    /// Names of the operations of each row that took effect.
    applied: Mutex<Vec<Vec<&'static str>>>,
    gated: AtomicBool,
    gate: Semaphore,
    refuses: AtomicBool,
    is_away: AtomicBool,
    at_once: AtomicUsize,
    /// How many rows each call brought.
    calls: Mutex<Vec<usize>>,
    opens_in: Mutex<Duration>,
}

impl MemorySite {
    /// An empty site.
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::default(),
            applied: Mutex::default(),
            gated: AtomicBool::new(false),
            gate: Semaphore::new(0),
            refuses: AtomicBool::new(false),
            is_away: AtomicBool::new(false),
            at_once: AtomicUsize::new(1),
            calls: Mutex::default(),
            opens_in: Mutex::default(),
        })
    }

    /// Lets only so many rows through from now on; the next one waits.
    pub fn let_through(&self, rows: usize) {
        self.gated.store(true, Ordering::SeqCst);
        self.gate.add_permits(rows);
    }

    /// Refuses every row from now on, or no longer.
    pub fn refuse(&self, yes: bool) {
        self.refuses.store(yes, Ordering::SeqCst);
    }

    /// Wants to be asked so many rows together from now on.
    pub fn at_once(&self, rows: usize) {
        self.at_once.store(rows, Ordering::SeqCst);
    }

    /// May be written to after this while only, from now on.
    pub fn closed_for(&self, wait: Duration) {
        *self.opens_in.lock().unwrap() = wait;
    }

    /// How many rows each call brought.
    pub fn calls(&self) -> Vec<usize> {
        self.calls.lock().unwrap().clone()
    }

    /// Says nothing of itself from now on.
    pub fn vanish(&self) {
        self.is_away.store(true, Ordering::SeqCst);
    }

    /// Names of the operations of each row that took effect.
    pub fn applied(&self) -> Vec<Vec<&'static str>> {
        self.applied.lock().unwrap().clone()
    }

    /// Does something behind Toolsync's back.
    pub fn meddle(&self, change: impl FnOnce(&mut SiteIndex)) {
        change(&mut self.state.lock().unwrap());
    }

    fn apply_now(&self, row: &[Operation]) -> Applied {
        let refused = |details: String| {
            let finding = Finding::new(Code::SiteRefused, 0, Span::default());
            Applied::Refused(Box::new(finding.with("details", details)))
        };
        if self.refuses.load(Ordering::SeqCst) {
            return refused("out of order".to_owned());
        }
        let mut state = self.state.lock().unwrap();
        let mut changed = state.clone();
        for operation in row {
            if let Err(error) = changed.apply(operation) {
                return refused(error.to_string());
            }
        }
        *state = changed;
        let names = row.iter().map(Operation::name).collect();
        self.applied.lock().unwrap().push(names);
        Applied::Done
    }
}

impl Site for MemorySite {
    fn summary(&self) -> BoxFuture<'_, Result<SiteSummary, SiteError>> {
        Box::pin(async {
            if self.is_away.load(Ordering::SeqCst) {
                return Err(SiteError::Unknown("sandbox".to_owned()));
            }
            Ok(SiteSummary {
                name: "sandbox".to_owned(),
                title: "Memory".to_owned(),
                kind: "memory".to_owned(),
                courses: 0,
                users: 0,
                categories: 0,
            })
        })
    }

    fn snapshot(&self) -> BoxFuture<'_, Result<SiteIndex, SiteError>> {
        Box::pin(async { Ok(self.state.lock().unwrap().clone()) })
    }

    fn digest_key(&self) -> [u8; 16] {
        [7; 16]
    }

    fn opens_in(&self) -> Duration {
        *self.opens_in.lock().unwrap()
    }

    fn rows_at_once(&self) -> usize {
        self.at_once.load(Ordering::SeqCst)
    }

    fn apply<'a>(
        &'a self,
        rows: &'a [RowToApply<'a>],
    ) -> BoxFuture<'a, Result<Vec<Applied>, SiteError>> {
        Box::pin(async move {
            let mut applied = Vec::new();
            for row in rows {
                if self.gated.load(Ordering::SeqCst) {
                    self.gate.acquire().await.unwrap().forget();
                }
                applied.push(self.apply_now(row.operations));
            }
            self.calls.lock().unwrap().push(rows.len());
            Ok(applied)
        })
    }
}
