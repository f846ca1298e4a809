//! What operations on accounts carry of what is there before.

use serde::{Deserialize, Serialize};

use super::{CohortKey, Loss};
use crate::site::{Features, Fields};

/// All that goes with an account when it is deleted: what is needed to make it again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountState {
    /// Its attributes. A deleted account keeps most of them, but not its address and idnumber in a Moodle.
    pub fields: Fields,
    /// The cohorts that it is in, by id.
    pub cohorts: Vec<CohortKey>,
    /// Enrolments, roles and groups, by the id of the course.
    pub losses: Vec<Loss>,
}

/// How much an account takes part in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccountTies {
    /// Enrolments.
    pub enrolments: usize,
    /// Roles given by hand.
    pub roles: usize,
    /// Groups.
    pub groups: usize,
    /// Cohorts.
    pub cohorts: usize,
}

impl AccountState {
    /// How much goes with the account.
    pub fn ties(&self) -> AccountTies {
        let sum = |count: fn(&Loss) -> usize| self.losses.iter().map(count).sum();
        AccountTies {
            enrolments: sum(|loss| loss.enrolments.len()),
            roles: sum(|loss| loss.roles.len()),
            groups: sum(|loss| loss.groups.len()),
            cohorts: self.cohorts.len(),
        }
    }

    /// The same as messages tell it, with the courses.
    pub(crate) fn told_ties(&self) -> Features {
        let ties = self.ties();
        Features::new()
            .count("enrolments", ties.enrolments as u64)
            .count("roles", ties.roles as u64)
            .count("groups", ties.groups as u64)
            .count("cohorts", ties.cohorts as u64)
            .names("course", self.losses.iter().map(|loss| &loss.course))
    }

    /// Whether the same goes with the account, whatever its attributes are.
    pub fn has_same_ties(&self, other: &Self) -> bool {
        self.cohorts == other.cohorts && self.losses == other.losses
    }
}
