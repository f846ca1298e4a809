//! Rows to operations: what exactly will change, before anything changes.

mod account;
mod category;
mod cohort;
mod company;
mod course;
mod diff;
mod draft;
mod enrolment;
mod fingerprint;
mod lines;
mod operation;
mod participation;
mod password;
mod planner;
mod render;
mod reset;
mod subset;
mod totals;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use account::{AccountState, AccountTies};
pub use category::CategoryState;
pub use cohort::{BindingKey, BindingState, CohortState, Loss, LostEnrolment};
pub use company::Company;
pub use course::{CourseState, GroupWithMembers, GroupingWithGroups, LinkKey, Participant};
pub(crate) use diff::{changes, means_the_same};
pub(crate) use draft::{Draft, Refusal};
pub(crate) use enrolment::Binding;
pub use lines::ObjectKey;
pub use operation::{CategoryKey, Change, CohortKey, GroupState, Operation, Secret};
pub use participation::{Ending, EnrolmentState, Membership};
pub use password::password_digest;
pub use planner::{BundlePlanner, Limits, PlanOptions, plan, plan_and_apply};
pub use render::render_text;
pub(crate) use render::{details, push_line};
pub use reset::{
    Count, Removed, RemovedGroup, RemovedGrouping, RemovedRole, ResetSetting, ResetValue,
};

use crate::check::Verdict;
use crate::finding::{FileLine, Finding, Span};

/// What a plan does with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It has operations.
    Change,
    /// The site is already so.
    Unchanged,
    /// Its findings hold at least one error; it will not be executed.
    Refused,
}

/// One row of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRow {
    /// The line on which the row starts.
    pub line: u64,
    /// Its bytes in the file, line end included.
    pub span: Span,
    /// What the row is about, for a person: a short name, a login name.
    pub subject: String,
    /// What happens to it.
    pub decision: Decision,
    /// What the site will be asked, in order.
    pub operations: Vec<Operation>,
    /// Lines of this file that must be done first, because this row uses what they create.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<u64>,
    /// Lines of other files of the bundle that must be done first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs_elsewhere: Vec<FileLine>,
    /// What is to be said about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// The fingerprint of a bundle whose files have these plans, in their order: what an approval of all of them is of.
pub fn fingerprint_of(plans: &[Plan]) -> String {
    fingerprint::Fingerprint::of_bundle(plans)
}

/// What executing a file on a site would do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    /// The verdict on the file, by the same pass.
    pub verdict: Verdict,
    /// The names of the files of the bundle up to this one, in the order in which they are executed.
    pub files: Vec<String>,
    /// Every row of the file, in file order.
    pub rows: Vec<PlannedRow>,
    /// Digest (hex) of the file, the settings, this crate's version, and the operations with what they expect of the site.
    /// Approval is of a fingerprint.
    pub fingerprint: String,
    /// Who will have no picture then; known of archives of pictures.
    pub without_picture: Option<PeopleWithoutPicture>,
}

/// People who have no picture: accounts that are neither deleted nor suspended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PeopleWithoutPicture {
    /// How many there are.
    pub count: u64,
    /// Login names of the first hundred, by Moodle's id.
    pub first: Vec<String>,
}
