//! Slows down who guesses passwords: per login name and address, a growing wait after a few failures.
//!
//! Kept in memory: a restart forgets, and each node counts for itself.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Failures before the first wait.
const FREE: u32 = 5;

/// The longest wait, in seconds.
const LONGEST: i64 = 15 * 60;

/// How many pairs are remembered; beyond, the oldest are forgotten.
const REMEMBERED: usize = 10_000;

#[derive(Debug, Clone, Copy)]
struct Attempts {
    failures: u32,
    not_before: Timestamp,
    last: Timestamp,
}

/// Attempts to sign in, by login name and address.
#[derive(Debug, Default)]
pub(super) struct Throttle {
    attempts: Mutex<BTreeMap<(String, String), Attempts>>,
}

impl Throttle {
    /// Counts an attempt, as a failure until [`Throttle::forget`] says otherwise.
    ///
    /// # Errors
    /// How long to wait, when it comes too early; it does not count then.
    pub(super) fn attempt(
        &self,
        login: &str,
        address: &str,
        now: Timestamp,
    ) -> Result<(), Duration> {
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        if attempts.len() >= REMEMBERED {
            let oldest = attempts
                .iter()
                .min_by_key(|(_, attempts)| attempts.last)
                .map(|(key, _)| key.clone());
            if let Some(oldest) = oldest {
                attempts.remove(&oldest);
            }
        }
        let entry = attempts
            .entry((login.to_owned(), address.to_owned()))
            .or_insert(Attempts {
                failures: 0,
                not_before: now,
                last: now,
            });
        if now < entry.not_before {
            let wait = entry.not_before.duration_since(now);
            return Err(wait.unsigned_abs());
        }
        entry.failures = entry.failures.saturating_add(1);
        entry.last = now;
        if entry.failures >= FREE {
            // 2^20 seconds are beyond the longest wait already.
            let seconds = (1_i64 << (entry.failures - FREE).min(20)).min(LONGEST);
            entry.not_before = now
                .checked_add(SignedDuration::from_secs(seconds))
                .unwrap_or(now);
        }
        Ok(())
    }

    /// Forgets the attempts of who came in.
    pub(super) fn forget(&self, login: &str, address: &str) {
        self.attempts
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&(login.to_owned(), address.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_attempt_waits_a_second_the_seventh_two() {
        let throttle = Throttle::default();
        let start: Timestamp = "2026-09-01T08:00:00Z".parse().unwrap();
        let at = |millis| start + SignedDuration::from_millis(millis);
        for _ in 0..5 {
            assert_eq!(throttle.attempt("ana", "10.0.0.1", start), Ok(()));
        }
        let wait = throttle.attempt("ana", "10.0.0.1", at(400));
        assert_eq!(wait, Err(Duration::from_millis(600)));
        assert_eq!(throttle.attempt("ana", "10.0.0.2", at(400)), Ok(()));
        assert_eq!(throttle.attempt("ana", "10.0.0.1", at(1000)), Ok(()));
        let wait = throttle.attempt("ana", "10.0.0.1", at(1000));
        assert_eq!(wait, Err(Duration::from_secs(2)));
        throttle.forget("ana", "10.0.0.1");
        assert_eq!(throttle.attempt("ana", "10.0.0.1", at(1000)), Ok(()));
    }

    #[test]
    fn the_wait_has_a_limit() {
        let throttle = Throttle::default();
        let mut now: Timestamp = "2026-09-01T08:00:00Z".parse().unwrap();
        for _ in 0..100 {
            assert_eq!(throttle.attempt("ana", "10.0.0.1", now), Ok(()));
            now += SignedDuration::from_secs(LONGEST);
        }
    }
}
