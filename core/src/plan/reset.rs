//! What the reset of a course carries: the options in Moodle's names, and all that goes.

use serde::{Deserialize, Serialize};

use super::{BindingKey, Change, GroupState, Loss};
use crate::kinds::course_resets::options::find;
use crate::site::RoleOverride;

/// An option of Moodle's course reset (`reset_course_userdata`) that is set.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ResetSetting {
    /// Moodle's name: `reset_events`, `unenrol_users`, `feedback_reset_data_12`.
    pub name: String,
    /// What it is set to.
    pub value: ResetValue,
}

impl ResetSetting {
    /// What it removes of the content of courses: names of [`crate::site::CourseContent::counts`], each with its parts.
    pub fn removes(&self) -> Vec<String> {
        let Some((option, id)) = find(&self.name) else {
            return Vec::new();
        };
        let words: Vec<String> = match (&self.value, id) {
            (_, Some(id)) => vec![id.to_string()],
            (ResetValue::Words(words), None) => words.clone(),
            (ResetValue::Flag(_) | ResetValue::Moment(_), None) => vec![String::new()],
        };
        let names = option.removes.iter();
        names
            .flat_map(|name| words.iter().map(|word| name.replace("{}", word)))
            .collect()
    }
}

/// What an option of the course reset is set to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ResetValue {
    /// 1. An option that is not set does not stand in the list.
    Flag(bool),
    /// Unix seconds.
    Moment(i64),
    /// Words: types of forums; for `unenrol_users` short names of roles, and `0` for those enrolled without any role.
    Words(Vec<String>),
}

/// How many there are of something, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What is counted: `participants`, `groups`, or a name of [`crate::site::CourseContent::counts`].
    pub what: String,
    /// What the plan saw.
    pub old: u64,
    /// What is left.
    pub new: u64,
}

/// All that goes with the reset of a course. Content is counted; people, roles and groups stand here in full.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Removed {
    /// Everything that becomes less, by name.
    pub counts: Vec<Count>,
    /// Fields of the course that change: `startdate`, `enddate`, `defaultgroupingid`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Who is unenrolled or loses a role, by account.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Loss>,
    /// What they lose in metacourses that took them from the course.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub linked: Vec<Loss>,
    /// Enrolment methods that the course loses with the last person enrolled by them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<String>,
    /// Groups that are deleted or emptied, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<RemovedGroup>,
    /// Groupings that are deleted or emptied, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupings: Vec<RemovedGrouping>,
    /// Roles in activities and blocks that end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub local_roles: Vec<RemovedRole>,
    /// Permissions that are those of the roles again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<RoleOverride>,
}

impl Removed {
    /// Whether nothing goes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A group that a reset deletes or empties, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedGroup {
    /// What it was.
    pub group: GroupState,
    /// Whether it is deleted; else it stays, without members.
    pub deleted: bool,
    /// Login names of its members, in the order of their ids.
    pub members: Vec<String>,
    /// Those of them whose membership was tool_sync's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owned: Vec<String>,
    /// Those of them whom a cohort had put in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_cohort: Vec<String>,
    /// Names of the groupings that it was in, when it is deleted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groupings: Vec<String>,
    /// Bindings of cohorts to the course whose members joined it; they name no group once it is deleted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bindings: Vec<BindingKey>,
}

/// A grouping that a reset deletes or empties, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedGrouping {
    /// What it was.
    pub grouping: GroupState,
    /// Whether it is deleted; else it stays.
    pub deleted: bool,
    /// Names of the groups in it that go out of it.
    pub groups: Vec<String>,
}

/// A role in an activity or a block that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedRole {
    /// The activity or block.
    pub place: String,
    /// Login name.
    pub user: String,
    /// Short name of the role.
    pub role: String,
}
