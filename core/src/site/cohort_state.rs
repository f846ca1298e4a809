//! Cohorts and their bindings as operations carry them: by the names that people and other sites know.

use super::effect::consequences;
use super::{ApplyError, Cohort, CohortBinding, SiteIndex};
use crate::plan::{BindingKey, BindingState, CategoryKey, CohortKey, CohortState, Loss, Operation};

impl SiteIndex {
    /// All that a cohort is, its members and bindings included.
    pub fn cohort_state(&self, cohort: &Cohort) -> CohortState {
        let members = cohort.members.iter().filter_map(|id| self.user(*id));
        let bindings = self.bindings_of_cohort(cohort.id);
        CohortState {
            idnumber: cohort.idnumber.clone(),
            description: cohort.description.clone(),
            category: self.category(cohort.category).map(|category| CategoryKey {
                id: Some(category.id),
                path: self.category_path(category.id),
            }),
            visible: cohort.visible,
            component: cohort.component.clone(),
            members: members.map(|user| user.username.clone()).collect(),
            bindings: bindings
                .filter_map(|binding| {
                    let key = BindingKey {
                        course: self.course(binding.course)?.shortname.clone(),
                        cohort: CohortKey {
                            id: Some(cohort.id),
                            name: cohort.name.clone(),
                        },
                        role: binding.role.clone(),
                        method: binding.method.clone(),
                    };
                    Some((key, self.binding_state(binding)))
                })
                .collect(),
        }
    }

    /// A binding as it is.
    pub fn binding_state(&self, binding: &CohortBinding) -> BindingState {
        let group = self.groups.get(&binding.group);
        BindingState {
            enabled: binding.enabled,
            start: binding.start,
            end: binding.end,
            group: group.map(|group| group.name.clone()).unwrap_or_default(),
        }
    }

    /// What people would lose by an operation on a cohort, its members or bindings, and for how many something would change; each person
    /// counts once for each course. What the operation says of it itself is not looked at.
    ///
    /// # Errors
    /// When the site cannot take the operation.
    pub fn consequences(&self, operation: &Operation) -> Result<(Vec<Loss>, u64), ApplyError> {
        consequences(self, operation)
    }
}
