//! A site as the checks and the planner see it.
//!
//! Two views: [`Directory`] answers "does this exist?" (the browser's digest index and the full index
//! both do, with the same answers), and [`SiteIndex`] is the whole state, with look-up by any identifier and
//! a way to apply operations to it.

mod account_state;
mod apply;
mod category_state;
mod cohort_state;
mod content;
mod course_state;
mod digest;
mod directory;
mod effect;
mod expected;
mod features;
mod few;
mod ids;
mod index;
mod institution;
mod lookup;
mod model;
mod name_hash;
mod names;
mod object;
mod participation;
mod shared;
mod thing;
mod unknown;

pub(crate) use apply::Before;
#[cfg(test)]
pub(crate) use apply::STATES;
pub use apply::{ApplyError, Touched};
pub use content::{CourseContent, LocalRole, RoleOverride};
pub use course_state::FRONT_PAGE;
pub use digest::{DigestIndex, InvalidDigestIndex};
pub use directory::{Directory, Hashed, NoSite, Space};
pub(crate) use expected::Forecast;
pub use expected::{ExpectedNames, ExpectedSite};
pub use features::Features;
pub(crate) use features::{Feature, FeatureValue, read as read_features};
pub use index::SiteIndex;
pub use institution::institution;
pub use model::{
    Category, Cohort, CohortBinding, Course, CourseDefaults, CourseLink, Enrolment, Fields, Group,
    Grouping, MetaMethod, Password, Picture, ProtectedAccounts, Role, RoleAssignment, Section,
    SiteFacts, User,
};
pub use name_hash::NameHash;
pub(crate) use names::{is_lower, is_lower_of, was_deleted};
pub use object::Object;
pub use participation::{META, SYNC, keeps_its_roles};
pub use thing::{Part, Thing, ThingKind};
pub use unknown::Unknown;
