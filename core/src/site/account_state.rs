//! What an account is in courses, groups and cohorts, as operations carry it.

use std::collections::BTreeSet;

use super::{SiteIndex, User};
use crate::plan::{AccountState, CohortKey, Loss, LostEnrolment, Membership};

impl SiteIndex {
    /// All that goes with an account when it is deleted.
    pub fn account_state(&self, user: &User) -> AccountState {
        let id = user.id;
        let cohorts = self.cohorts().filter(|cohort| cohort.members.contains(&id));
        let groups = self.groups().filter(|group| group.members.contains(&id));
        let mut courses: BTreeSet<u64> = groups.map(|group| group.course).collect();
        let parts = self.courses_of_users.range((id, 0)..=(id, u64::MAX));
        courses.extend(parts.map(|(_, course)| *course));
        AccountState {
            fields: user.fields.clone(),
            cohorts: cohorts
                .map(|cohort| CohortKey {
                    id: Some(cohort.id),
                    name: cohort.name.clone(),
                })
                .collect(),
            losses: courses
                .into_iter()
                .filter_map(|course| self.part_of(user, course))
                .collect(),
        }
    }

    /// What an account is in a course.
    fn part_of(&self, user: &User, course: u64) -> Option<Loss> {
        let shortname = &self.course(course)?.shortname;
        let part = self.participations.get(&(course, user.id));
        let enrolments = part.into_iter().flat_map(|part| &part.enrolments);
        let roles = part.into_iter().flat_map(|part| &part.roles);
        Some(Loss {
            course: shortname.clone(),
            user: user.username.clone(),
            enrolments: enrolments
                .map(|enrolment| LostEnrolment {
                    method: enrolment.method.clone(),
                    state: enrolment.state(),
                    roles: enrolment.roles.iter().cloned().collect(),
                })
                .collect(),
            roles: roles.cloned().collect(),
            groups: self
                .groups_of(course, user.id)
                .map(|group| Membership::of(group, user.id))
                .collect(),
        })
    }
}
