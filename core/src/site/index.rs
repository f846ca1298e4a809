//! The whole state of a site, with look-up by any identifier.

use super::{
    Category, Cohort, Course, Directory, Enrolment, Group, Role, RoleAssignment, SiteFacts, Space,
    User,
};

/// The state of a site. Built from objects, read by the planner, changed by [`SiteIndex::apply`].
#[derive(Debug, Clone, Default)]
pub struct SiteIndex {
    /// What the site is and offers.
    pub facts: SiteFacts,
}

impl SiteIndex {
    /// An empty site.
    pub fn new(facts: SiteFacts) -> Self {
        Self { facts }
    }

    /// Adds or replaces a category.
    pub fn put_category(&mut self, _category: Category) {
        todo!()
    }
    /// Adds or replaces a course.
    pub fn put_course(&mut self, _course: Course) {
        todo!()
    }
    /// Adds or replaces an account.
    pub fn put_user(&mut self, _user: User) {
        todo!()
    }
    /// Adds or replaces a role.
    pub fn put_role(&mut self, _role: Role) {
        todo!()
    }
    /// Adds or replaces a cohort.
    pub fn put_cohort(&mut self, _cohort: Cohort) {
        todo!()
    }
    /// Adds or replaces a group.
    pub fn put_group(&mut self, _group: Group) {
        todo!()
    }
    /// Adds or replaces an enrolment.
    pub fn put_enrolment(&mut self, _enrolment: Enrolment) {
        todo!()
    }
    /// Adds a role assignment.
    pub fn put_role_assignment(&mut self, _assignment: RoleAssignment) {
        todo!()
    }
}

impl Directory for SiteIndex {
    fn covers(&self, _space: Space) -> bool {
        true
    }

    fn has(&self, _space: Space, _name: &str) -> bool {
        todo!()
    }
}
