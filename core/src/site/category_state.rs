//! A category as its deletion carries it.

use super::{Category, SiteIndex};
use crate::plan::{CategoryState, CohortKey};

impl SiteIndex {
    /// All that a category is, but for what it holds: only empty ones are deleted.
    pub fn category_state(&self, category: &Category) -> CategoryState {
        let cohorts = self.cohorts();
        CategoryState {
            idnumber: category.idnumber.clone(),
            visible: category.visible,
            cohorts: cohorts
                .filter(|cohort| cohort.category == category.id)
                .map(|cohort| CohortKey {
                    id: Some(cohort.id),
                    name: cohort.name.clone(),
                })
                .collect(),
        }
    }
}
