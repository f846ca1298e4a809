//! What people have left in a course: all that a course reset can remove (`spec/moodle-reset.md`) and that is no object of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What a course holds beside its participants, groups and groupings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseContent {
    /// How many there are, by what is counted: `events`, `notes`, `quiz.attempts`, `forum.posts.general`. A name is cut by points from
    /// the whole to its parts; that of a part of an activity begins with its module. Only what a reset can remove is counted:
    /// not the calendar events of activities, which come back, nor the first post of a single discussion.
    pub counts: BTreeMap<String, u64>,
    /// Activities: their ids (those of the module's own table) by module.
    pub activities: BTreeMap<String, BTreeSet<u64>>,
    /// Grades in the gradebook: how many, by account and by where they come from. From a module: the activities give them again as
    /// long as they hold what was graded. From nowhere (empty): given by hand.
    pub grades: BTreeMap<u64, BTreeMap<String, u64>>,
    /// Roles given in activities and blocks.
    pub local_roles: BTreeSet<LocalRole>,
    /// Permissions that the course or something in it sets otherwise than the roles do.
    pub overrides: BTreeSet<RoleOverride>,
}

impl CourseContent {
    /// Whether people have left nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the course has an activity of this module.
    pub fn has_activity(&self, module: &str) -> bool {
        let found = self.activities.get(module);
        found.is_some_and(|activities| !activities.is_empty())
    }

    /// How many there are of everything, by what is counted: the names of [`CourseContent::counts`], and `activities`, `grades`,
    /// `local_roles`, `overrides`. What there is none of is left out.
    pub fn tally(&self) -> BTreeMap<String, u64> {
        let activities: usize = self.activities.values().map(BTreeSet::len).sum();
        let mut tally = self.counts.clone();
        tally.extend([
            ("activities".to_owned(), activities as u64),
            ("grades".to_owned(), self.grades()),
            ("local_roles".to_owned(), self.local_roles.len() as u64),
            ("overrides".to_owned(), self.overrides.len() as u64),
        ]);
        tally.retain(|_, count| *count > 0);
        tally
    }

    /// How many grades there are.
    pub fn grades(&self) -> u64 {
        self.grades.values().flat_map(BTreeMap::values).sum()
    }
}

/// A role that a person holds in an activity or a block of a course.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LocalRole {
    /// The activity (`forum 12`) or block (`block 7`).
    pub place: String,
    /// Id of the account.
    pub user: u64,
    /// Short name of the role.
    pub role: String,
}

/// A permission that differs from that of the role, in a course or in something in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RoleOverride {
    /// The activity (`forum 12`) or block (`block 7`); empty: the course itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Short name of the role.
    pub role: String,
    /// What is permitted or not: `mod/forum:replypost`.
    pub capability: String,
    /// Moodle's number: 1 allowed, −1 prevented, −1000 prohibited.
    pub permission: i32,
}
