//! What operations on cohorts carry: what is there before, and what people lose with it.

use serde::{Deserialize, Serialize};

use super::{CategoryKey, CohortKey, EnrolmentState, Membership};

/// The binding of a cohort to a course. A course has one of each cohort, role and method at most.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BindingKey {
    /// Short name of the course.
    pub course: String,
    /// The cohort.
    pub cohort: CohortKey,
    /// Short name of the role that members get.
    pub role: String,
    /// Enrolment method: `cohort` or a variant.
    pub method: String,
}

/// A binding as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BindingState {
    /// Whether members have access.
    pub enabled: bool,
    /// Start of the members' enrolments, Unix seconds; 0 when not bounded.
    pub start: i64,
    /// End of the members' enrolments, Unix seconds; 0 when not bounded.
    pub end: i64,
    /// Name of the group of the course that members join; empty when none.
    pub group: String,
}

/// All that a cohort is: what is needed to make it again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CohortState {
    /// External identifier; empty when none.
    pub idnumber: String,
    /// Description.
    pub description: String,
    /// Category that it belongs to; none: the whole site.
    pub category: Option<CategoryKey>,
    /// Whether people see it in lists of cohorts.
    pub visible: bool,
    /// Component that owns it; empty: it is kept by hand.
    pub component: String,
    /// Login names of its members, in the order of their ids.
    pub members: Vec<String>,
    /// Its bindings to courses, by id.
    pub bindings: Vec<(BindingKey, BindingState)>,
}

/// What a person loses in a course when cohort enrolments end. The roles and groups of the bindings themselves come back with the
/// membership; the rest is here in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// Short name of the course.
    pub course: String,
    /// Login name.
    pub user: String,
    /// Enrolments that end.
    pub enrolments: Vec<LostEnrolment>,
    /// Short names of roles given by hand that end, because it was the person's last enrolment in the course.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The groups of the course that the person leaves, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Membership>,
}

/// An enrolment that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostEnrolment {
    /// Enrolment method.
    pub method: String,
    /// Period and activity.
    #[serde(flatten)]
    pub state: EnrolmentState,
    /// Short names of the roles that its method gave. None where a binding or membership brings them back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
}
