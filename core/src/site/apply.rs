//! How an operation changes a site. The planner's working copy and the sandbox both go through here.

use super::SiteIndex;
use crate::plan::Operation;

/// An object that an operation changed, for whoever keeps the site on disk.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touched {
    /// The category of this id.
    Category(u64),
    /// The course of this id.
    Course(u64),
    /// The account of this id.
    User(u64),
    /// The cohort of this id.
    Cohort(u64),
    /// The group of this id.
    Group(u64),
    /// The enrolment of this course, account and method.
    Enrolment(u64, u64, String),
    /// The role assignment of this course, account and role.
    RoleAssignment(u64, u64, String),
}

/// Why an operation could not be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// What the operation expects is not what the site has.
    #[error("{what} is {found} where the plan expected {expected}")]
    Moved {
        /// The object and field.
        what: String,
        /// What the plan saw.
        expected: String,
        /// What is there now.
        found: String,
    },
    /// The object that the operation changes does not exist.
    #[error("{0} does not exist")]
    Missing(String),
    /// The object that the operation creates exists already.
    #[error("{0} exists already")]
    Exists(String),
}

impl SiteIndex {
    /// Applies one operation, and says which objects it changed.
    ///
    /// # Errors
    /// When the site is not as the operation expects; nothing is changed then.
    pub fn apply(&mut self, _operation: &Operation) -> Result<Vec<Touched>, ApplyError> {
        todo!()
    }
}
