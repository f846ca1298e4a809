//! Named points at which a run is made to stop, to see that it goes on from there.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::RunError;

/// A point between two durable steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breakpoint {
    /// The plan was made and is not stored.
    BeforePlanStored,
    /// It is noted that a row will be applied.
    AfterIntend,
    /// The site has applied a row and its outcome is not recorded.
    AfterApply,
    /// All outcomes are recorded and the files are not written.
    BeforeFiles,
    /// The files are written and the run has not ended.
    BeforeEnd,
    /// The run has ended and the original lies there still.
    AfterEnd,
}

impl Breakpoint {
    /// Every point, in the order of a run.
    pub const ALL: &'static [Self] = &[
        Self::BeforePlanStored,
        Self::AfterIntend,
        Self::AfterApply,
        Self::BeforeFiles,
        Self::BeforeEnd,
        Self::AfterEnd,
    ];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BeforePlanStored => "before_plan_stored",
            Self::AfterIntend => "after_intend",
            Self::AfterApply => "after_apply",
            Self::BeforeFiles => "before_files",
            Self::BeforeEnd => "before_end",
            Self::AfterEnd => "after_end",
        }
    }
}

/// How a run stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// The process ends at once, as by `kill -9`.
    Abort,
    /// The worker returns, leaving everything as it is.
    #[cfg(test)]
    Return,
}

/// Where to stop, if anywhere.
#[derive(Debug, Clone, Default)]
pub struct Breakpoints {
    stop: Option<(Breakpoint, Manner)>,
    /// How often the point is passed before.
    passes: Arc<AtomicU64>,
}

impl Breakpoints {
    /// The point named by the environment variable `TOOLSYNC_BREAKPOINT` (`after_apply`, or `after_apply:3` for the third time it is
    /// reached), where the process aborts. Debug builds only.
    pub fn from_environment() -> Self {
        let named = std::env::var("TOOLSYNC_BREAKPOINT").unwrap_or_default();
        let (name, times) = named.split_once(':').unwrap_or((&named, "1"));
        let point = Breakpoint::ALL.iter().find(|point| point.as_str() == name);
        match point {
            Some(point) if cfg!(debug_assertions) => Self {
                stop: Some((*point, Manner::Abort)),
                passes: Arc::new(AtomicU64::new(times.parse().unwrap_or(1).max(1) - 1)),
            },
            _ => Self::default(),
        }
    }

    /// Stops the worker at the point when it is reached for the `times`th time.
    #[cfg(test)]
    pub fn stop_at(point: Breakpoint, times: u64) -> Self {
        Self {
            stop: Some((point, Manner::Return)),
            passes: Arc::new(AtomicU64::new(times - 1)),
        }
    }

    /// Says that `point` is reached.
    ///
    /// # Errors
    /// [`RunError::Stopped`] when the worker is to return.
    pub(super) fn reached(&self, point: Breakpoint) -> Result<(), RunError> {
        let Some((_, manner)) = self.stop.filter(|(stop, _)| *stop == point) else {
            return Ok(());
        };
        let passed = self
            .passes
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |passes| {
                passes.checked_sub(1)
            });
        if passed.is_ok() {
            return Ok(());
        }
        match manner {
            Manner::Abort => std::process::abort(),
            #[cfg(test)]
            Manner::Return => Err(RunError::Stopped),
        }
    }
}
