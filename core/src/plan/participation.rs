//! What operations on enrolments carry: how an enrolment is, and what goes with it when it ends.

use serde::{Deserialize, Serialize};

use super::Loss;
use super::operation::is_false;
use crate::site::{Features, Group};

/// An enrolment as it is, but for its roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentState {
    /// Start, Unix seconds; 0 when not bounded.
    pub start: i64,
    /// End, Unix seconds; 0 when not bounded.
    pub end: i64,
    /// Whether it is active (not suspended).
    pub active: bool,
}

impl EnrolmentState {
    /// As messages tell it.
    pub(crate) fn told(&self) -> Features {
        Features::new()
            .word(if self.active { "active" } else { "suspended" })
            .moment("start", self.start)
            .moment("end", self.end)
    }
}

/// A membership of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// Name of the group.
    pub group: String,
    /// Whether it is tool_sync's own, apart from those given by hand.
    #[serde(default)]
    pub owned: bool,
    /// Whether the binding of a cohort gave it, and takes it away again.
    #[serde(default, skip_serializing_if = "is_false")]
    pub by_cohort: bool,
}

impl Membership {
    /// That of the account of this id, which is in the group.
    pub fn of(group: &Group, user: u64) -> Self {
        Self {
            group: group.name.clone(),
            owned: group.owned.contains(&user),
            by_cohort: group.by_cohort.contains(&user),
        }
    }
}

/// What goes with an enrolment when it ends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ending {
    /// Short names of the roles that its method gave.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_roles: Vec<String>,
    /// Short names of the roles given by hand; they end with the person's last enrolment in the course.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The groups of the course that the person is in, by id; left with the last enrolment too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Membership>,
    /// Whether the course loses the method, as nobody else is enrolled by it: so it is with `sync` (`spec/operations.md` §14).
    pub closes_method: bool,
    /// What the person loses in metacourses that took the person from the course.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub linked: Vec<Loss>,
}
