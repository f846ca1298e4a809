//! How fast a site is written to.

use std::time::{Duration, Instant};

use hashbrown::HashMap;

use super::function::Function;

/// Calls after which one more may be in flight, when nothing was wrong with any of them.
const GOOD_CALLS: u32 = 8;

/// An element that takes so many times as long as the fastest seen tells that the site has other things to do.
const SLOW: f64 = 4.0;

/// Calls of fewer elements tell nothing of how long one takes: starting a call takes longer.
const TELLING: usize = 5;

/// A call that takes longer is made smaller the next time: proxies give up after 60 s.
const LONG_CALL: Duration = Duration::from_secs(20);

/// How a writer behaves towards a site.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How many calls may be in flight at most.
    pub at_once: usize,
    /// How many elements a call may have at most; none: as many as pay for its function.
    pub batch: Option<usize>,
    /// How long an answer may take.
    pub answer: Duration,
    /// How long to wait before the first look for what a lost call did, and before a busy site that does not say how long it is busy is
    /// asked again. Doubled each time.
    pub patience: Duration,
    /// How often a call is made again that was locked out, or found the site busy; and how often what a lost call did is looked for.
    pub attempts: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_once: 2,
            batch: None,
            answer: Duration::from_secs(120),
            patience: Duration::from_secs(2),
            attempts: 4,
        }
    }
}

/// What is known of the speed of a site, and what follows.
#[derive(Debug)]
pub(super) struct Pace {
    /// How many calls may be in flight now.
    at_once: usize,
    most: usize,
    good: u32,
    slow: u32,
    /// Until then, nothing is sent.
    closed_until: Option<Instant>,
    /// The fewest seconds an element took, by function.
    fastest: HashMap<Function, f64>,
    /// How many elements a call may have, where it is fewer than usual.
    sizes: HashMap<Function, usize>,
}

impl Pace {
    pub(super) fn new(limits: &Limits) -> Self {
        let most = limits.at_once.max(1);
        Self {
            at_once: most,
            most,
            good: 0,
            slow: 0,
            closed_until: None,
            fastest: HashMap::new(),
            sizes: HashMap::new(),
        }
    }

    /// How many calls may be in flight now.
    pub(super) const fn at_once(&self) -> usize {
        self.at_once
    }

    /// How many elements a call of this function may have.
    pub(super) fn size(&self, function: Function, limits: &Limits) -> usize {
        let most = function.traits().most;
        let usual = match limits.batch {
            // What is sent one by one is so for a reason.
            Some(batch) if most > 1 => batch.max(1),
            _ => most,
        };
        let learnt = self.sizes.get(&function).copied();
        learnt.map_or(usual, |learnt| learnt.min(usual))
    }

    /// How long nothing is to be sent from `now` on.
    pub(super) fn closed(&self, now: Instant) -> Duration {
        let until = self.closed_until;
        until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    /// A call of so many elements was answered.
    pub(super) fn answered(&mut self, function: Function, elements: usize, took: Duration) {
        if took > LONG_CALL && elements > 1 {
            self.sizes.insert(function, elements / 2);
        }
        if elements >= TELLING {
            #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
            let each = took.as_secs_f64() / elements as f64;
            let fastest = self.fastest.entry(function).or_insert(each);
            *fastest = fastest.min(each);
            if each > *fastest * SLOW {
                self.good = 0;
                self.slow += 1;
                // One may be a coincidence.
                if self.slow >= 2 {
                    self.slow = 0;
                    self.at_once = (self.at_once - 1).max(1);
                }
                return;
            }
            self.slow = 0;
        }
        self.good += 1;
        if self.good >= GOOD_CALLS {
            self.good = 0;
            self.at_once = (self.at_once + 1).min(self.most);
        }
    }

    /// Two calls locked each other out, or the site said that it is busy.
    pub(super) fn ease(&mut self) {
        self.good = 0;
        self.at_once = (self.at_once / 2).max(1);
    }

    /// Nothing is to be sent until then.
    pub(super) fn close_until(&mut self, then: Instant) {
        self.ease();
        self.closed_until = self.closed_until.max(Some(then));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: fn(u64) -> Duration = Duration::from_millis;

    #[test]
    fn a_site_that_gets_slow_gets_fewer_calls_at_once_and_more_again_later() {
        let mut pace = Pace::new(&Limits {
            at_once: 4,
            ..Limits::default()
        });
        let mut answered = |took| {
            pace.answered(Function::Enrol, 50, MS(took));
            pace.at_once()
        };
        assert_eq!(answered(400), 4);
        // Once may be a coincidence, and so may be another time later.
        assert_eq!([answered(1700), answered(500), answered(1700)], [4, 4, 4]);
        assert_eq!(answered(1700), 3);
        let quick: Vec<usize> = (0..8).map(|_| answered(410)).collect();
        assert_eq!(quick, [3, 3, 3, 3, 3, 3, 3, 4]);
        // A call of few elements tells nothing.
        pace.answered(Function::Enrol, 1, MS(90));
        pace.answered(Function::Enrol, 1, MS(90));
        assert_eq!(pace.at_once(), 4);
    }

    #[test]
    fn a_busy_site_is_left_alone_as_long_as_it_says() {
        let (mut pace, now) = (Pace::new(&Limits::default()), Instant::now());
        pace.close_until(now + MS(5000));
        pace.close_until(now + MS(2000));
        assert_eq!(
            (pace.closed(now), pace.closed(now + MS(6000))),
            (MS(5000), MS(0))
        );
        assert_eq!(pace.at_once(), 1);
    }

    #[test]
    fn calls_that_take_long_get_smaller() {
        let limits = Limits::default();
        let mut pace = Pace::new(&limits);
        assert_eq!(pace.size(Function::CreateUsers, &limits), 50);
        pace.answered(Function::CreateUsers, 50, MS(21_000));
        assert_eq!(pace.size(Function::CreateUsers, &limits), 25);
        assert_eq!(pace.size(Function::CreateCourses, &limits), 10);
        let limits = Limits {
            batch: Some(20),
            ..limits
        };
        assert_eq!(pace.size(Function::CreateCourses, &limits), 20);
        assert_eq!(pace.size(Function::CreateCategories, &limits), 1);
    }
}
