//! What the deletion of a course carries: all that goes with it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{BindingKey, BindingState, CategoryKey, EnrolmentState, GroupState, Loss};
use crate::site::{Fields, Section};

/// A course as it is, with everything in it that can be made again. What people did there (content, submissions, grades) is counted only: but
/// for a backup nothing brings it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseState {
    /// Moodle's id.
    pub id: u64,
    /// Where it is.
    pub category: CategoryKey,
    /// Full name, idnumber, summary, dates…
    pub fields: Fields,
    /// Sections with their numbers, in order. (A map would lose its numbers: they do not survive as keys inside a tagged operation.)
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<(u32, Section)>,
    /// Enrolment methods, and whether each is enabled.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub methods: BTreeMap<String, bool>,
    /// Whether it has a backup of its own.
    #[serde(default)]
    pub backup: bool,
    /// What it was restored from; empty when from nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// When a participant last opened it, Unix seconds; 0: never.
    #[serde(default)]
    pub last_access: i64,
    /// Who takes part, by account id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Participant>,
    /// Its groups, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupWithMembers>,
    /// Its groupings, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groupings: Vec<GroupingWithGroups>,
    /// The cohorts bound to it, by id of the binding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cohorts: Vec<(BindingKey, BindingState)>,
    /// Its links with other courses, those by which it takes people first, then those by which others take its people, by id; each with
    /// whether it is enabled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<(LinkKey, bool)>,
    /// What people lose in the courses that took them from this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linked: Vec<Loss>,
    /// How much people have left in it, by what is counted ([`crate::site::CourseContent::tally`]).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub content: BTreeMap<String, u64>,
}

/// A course that takes the people of another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LinkKey {
    /// Short name of the metacourse, which takes people.
    pub course: String,
    /// Short name of the course whose people it takes.
    pub source: String,
}

/// What a person is in a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Login name.
    pub user: String,
    /// Enrolments by method, each with the short names of the roles that the method itself gave.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub enrolments: BTreeMap<String, (EnrolmentState, BTreeSet<String>)>,
    /// Short names of the roles given by hand.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub roles: BTreeSet<String>,
}

/// A group and who is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupWithMembers {
    /// The group.
    #[serde(flatten)]
    pub group: GroupState,
    /// Login names of its members, by account id; each with whether the membership is tool_sync's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<(String, bool)>,
}

/// A grouping and what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupingWithGroups {
    /// The grouping.
    #[serde(flatten)]
    pub grouping: GroupState,
    /// Names of its groups, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
}

impl CourseState {
    /// How many enrolments there are; a person may have several.
    pub fn enrolments(&self) -> usize {
        self.people
            .iter()
            .map(|person| person.enrolments.len())
            .sum()
    }
}
