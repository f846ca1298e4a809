//! What the deletion of a category carries.

use serde::{Deserialize, Serialize};

use super::CohortKey;

/// An empty category as it is: what is needed to make it again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CategoryState {
    /// External identifier; empty when none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub idnumber: String,
    /// Whether students see it.
    pub visible: bool,
    /// Cohorts that belong to it, by id. With the category gone they belong to the one above, or to the whole site.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cohorts: Vec<CohortKey>,
}
