//! The end of each line.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Severity, Span};
use crate::input::Dialect;
use crate::kinds::Kind;
use crate::plan::Operation;

/// The one state in which a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It took effect.
    Done,
    /// The site was already so.
    Unchanged,
    /// It had no effect; the findings say why.
    Failed,
    /// A line that it needs was not done.
    Blocked,
    /// A guard holds it back.
    Held,
}

impl State {
    /// Every state, in the order of reports.
    pub const ALL: &'static [State] = &[
        Self::Done,
        Self::Unchanged,
        Self::Failed,
        Self::Blocked,
        Self::Held,
    ];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unchanged => "unchanged",
            Self::Failed => "failed",
            Self::Blocked => "blocked",
            Self::Held => "held",
        }
    }

    /// Whether the line goes into the tryback.
    pub const fn tries_again(self) -> bool {
        matches!(self, Self::Failed | Self::Blocked | Self::Held)
    }
}

/// How one line ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The line on which the row starts.
    pub line: u64,
    /// Its bytes in the file, line end included.
    pub span: Span,
    /// What the row is about, for a person.
    pub subject: String,
    /// How it ended.
    pub state: State,
    /// The operations that took effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<Operation>,
    /// Errors that failed it, and warnings that ride along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// Whether a person should look at it, whatever its state.
    pub fn has_warning(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity() == Severity::Warning)
    }
}

/// How many lines ended in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Lines that took effect.
    pub done: u64,
    /// Lines that the site already satisfied.
    pub unchanged: u64,
    /// Lines without effect.
    pub failed: u64,
    /// Lines that wait for another.
    pub blocked: u64,
    /// Lines that a guard holds.
    pub held: u64,
    /// Lines with at least one warning.
    pub warnings: u64,
}

impl Totals {
    /// Counts one more line.
    pub fn add(&mut self, outcome: &Outcome) {
        *match outcome.state {
            State::Done => &mut self.done,
            State::Unchanged => &mut self.unchanged,
            State::Failed => &mut self.failed,
            State::Blocked => &mut self.blocked,
            State::Held => &mut self.held,
        } += 1;
        if outcome.has_warning() {
            self.warnings += 1;
        }
    }

    /// How many lines ended in this state.
    pub const fn of(&self, state: State) -> u64 {
        match state {
            State::Done => self.done,
            State::Unchanged => self.unchanged,
            State::Failed => self.failed,
            State::Blocked => self.blocked,
            State::Held => self.held,
        }
    }

    /// Lines that ended in any state.
    pub const fn ended(&self) -> u64 {
        self.done + self.unchanged + self.failed + self.blocked + self.held
    }

    /// Lines that go into the tryback.
    pub const fn to_try_again(&self) -> u64 {
        self.failed + self.blocked + self.held
    }
}

/// The report of a run: what it was, and the outcome of each line. Times are RFC 3339 texts, since this crate has no clock.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// Name of the command file.
    pub file: String,
    /// The sheet that was read, when the file is a workbook; empty otherwise.
    #[serde(default)]
    pub sheet: String,
    /// Its kind.
    pub kind: Kind,
    /// Name of the site.
    pub site: String,
    /// How the file is written.
    pub dialect: Dialect,
    /// Who submitted it.
    pub submitted_by: String,
    /// Who approved it; empty when a command line run did.
    pub approved_by: String,
    /// When execution began.
    pub started: String,
    /// When it ended.
    pub finished: String,
    /// This crate's version.
    pub core: String,
    /// Fingerprint of the plan.
    pub fingerprint: String,
    /// How each line ended, in file order.
    pub outcomes: Vec<Outcome>,
}

impl Report {
    /// How many lines ended in each state.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for outcome in &self.outcomes {
            totals.add(outcome);
        }
        totals
    }
}
