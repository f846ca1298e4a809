//! How many rows a connected site is asked together.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How many rows as long as it is not known how long the site takes for them, and at least.
const FEWEST: usize = 200;

/// How many rows at most: after a crash, all that were begun are looked at again.
const MOST: usize = 600;

/// How long rows that the site is asked together should take. To begin a call costs a site as much as some rows do, and a call that is done waits
/// for those beside it, so that more rows pay; but people see progress, and a run is cancelled, only in between.
const AT_BEST: Duration = Duration::from_secs(2);

/// How many rows one site is asked together, by how long it took for the last ones.
#[derive(Debug)]
pub struct Batch(AtomicUsize);

impl Default for Batch {
    fn default() -> Self {
        Self(AtomicUsize::new(FEWEST))
    }
}

impl Batch {
    /// How many rows.
    pub fn rows(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// Learns how long rows took that the site was asked together. Few of them tell nothing: most of the time went to beginning the calls.
    pub fn took(&self, rows: usize, time: Duration) {
        if rows < FEWEST {
            return;
        }
        let at_best = rows as u128 * AT_BEST.as_nanos() / time.as_nanos().max(1);
        let rows = usize::try_from(at_best).unwrap_or(MOST);
        self.0.store(rows.clamp(FEWEST, MOST), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_asked_as_many_rows_as_it_does_in_two_seconds_within_bounds() {
        let batch = Batch::default();
        assert_eq!(batch.rows(), 200);
        for (rows, milliseconds, expected) in [
            // 200 a second; 800 a second, too many; 50 a second, too few.
            (200, 1000, 400),
            (400, 500, 600),
            (600, 12_000, 200),
            (200, 0, 600),
        ] {
            batch.took(rows, Duration::from_millis(milliseconds));
            assert_eq!(batch.rows(), expected, "{rows} rows in {milliseconds} ms");
        }
    }

    #[test]
    fn the_last_few_rows_of_a_file_tell_nothing() {
        let batch = Batch::default();
        batch.took(200, Duration::from_secs(1));
        batch.took(199, Duration::from_secs(60));
        assert_eq!(batch.rows(), 400);
    }
}
