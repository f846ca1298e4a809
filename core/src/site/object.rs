//! Objects one by one, for whoever keeps a site on disk and for changes that are taken back.

use serde::{Deserialize, Serialize};

use super::{
    Category, Cohort, CohortBinding, Course, CourseLink, Enrolment, Group, Grouping, Role,
    RoleAssignment, SiteIndex, Touched, User,
};

/// An object of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Object {
    /// A category.
    Category(Category),
    /// A course.
    Course(Course),
    /// An account.
    User(User),
    /// A role.
    Role(Role),
    /// A cohort.
    Cohort(Cohort),
    /// The binding of a cohort to a course.
    CohortBinding(CohortBinding),
    /// A course that takes the people of another.
    CourseLink(CourseLink),
    /// A group.
    Group(Group),
    /// A grouping.
    Grouping(Grouping),
    /// An enrolment.
    Enrolment(Enrolment),
    /// A role assignment.
    RoleAssignment(RoleAssignment),
}

impl Object {
    /// What identifies the object; none for a role, which no operation changes.
    pub fn key(&self) -> Option<Touched> {
        Some(match self {
            Self::Category(category) => Touched::Category(category.id),
            Self::Course(course) => Touched::Course(course.id),
            Self::User(user) => Touched::User(user.id),
            Self::Role(_) => return None,
            Self::Cohort(cohort) => Touched::Cohort(cohort.id),
            Self::CohortBinding(binding) => Touched::CohortBinding(binding.id),
            Self::CourseLink(link) => Touched::CourseLink(link.id),
            Self::Group(group) => Touched::Group(group.id),
            Self::Grouping(grouping) => Touched::Grouping(grouping.id),
            Self::Enrolment(enrolment) => {
                Touched::Enrolment(enrolment.course, enrolment.user, enrolment.method.clone())
            }
            Self::RoleAssignment(role) => {
                Touched::RoleAssignment(role.course, role.user, role.role.clone())
            }
        })
    }
}

impl SiteIndex {
    /// The object as it is now; none when it was removed.
    pub fn object(&self, key: &Touched) -> Option<Object> {
        match key {
            Touched::Category(id) => self.category(*id).cloned().map(Object::Category),
            Touched::Course(id) => self.course(*id).cloned().map(Object::Course),
            Touched::User(id) => self.user(*id).cloned().map(Object::User),
            Touched::Cohort(id) => self.cohort(*id).cloned().map(Object::Cohort),
            Touched::CohortBinding(id) => {
                let binding = self.cohort_binding(*id);
                binding.cloned().map(Object::CohortBinding)
            }
            Touched::CourseLink(id) => self.course_link(*id).cloned().map(Object::CourseLink),
            Touched::Group(id) => self.groups.get(id).cloned().map(Object::Group),
            Touched::Grouping(id) => self.groupings.get(id).cloned().map(Object::Grouping),
            Touched::Enrolment(course, user, method) => self
                .enrolment(*course, *user, method)
                .cloned()
                .map(Object::Enrolment),
            Touched::RoleAssignment(course, user, role) => {
                self.has_role(*course, *user, role).then(|| {
                    Object::RoleAssignment(RoleAssignment {
                        course: *course,
                        user: *user,
                        role: role.clone(),
                    })
                })
            }
        }
    }

    /// Adds or replaces an object.
    pub fn put(&mut self, object: Object) {
        match object {
            Object::Category(category) => self.put_category(category),
            Object::Course(course) => self.put_course(course),
            Object::User(user) => self.put_user(user),
            Object::Role(role) => self.put_role(role),
            Object::Cohort(cohort) => self.put_cohort(cohort),
            Object::CohortBinding(binding) => self.put_cohort_binding(binding),
            Object::CourseLink(link) => self.put_course_link(link),
            Object::Group(group) => self.put_group(group),
            Object::Grouping(grouping) => self.put_grouping(grouping),
            Object::Enrolment(enrolment) => self.put_enrolment(enrolment),
            Object::RoleAssignment(assignment) => self.put_role_assignment(assignment),
        }
    }

    /// Removes an object, if it is there.
    pub fn remove(&mut self, key: &Touched) {
        match key {
            Touched::Category(id) => drop(self.remove_category(*id)),
            Touched::Course(id) => drop(self.remove_course(*id)),
            Touched::User(id) => drop(self.remove_user(*id)),
            Touched::Cohort(id) => drop(self.remove_cohort(*id)),
            Touched::CohortBinding(id) => drop(self.remove_cohort_binding(*id)),
            Touched::CourseLink(id) => drop(self.remove_course_link(*id)),
            Touched::Group(id) => drop(self.remove_group(*id)),
            Touched::Grouping(id) => drop(self.remove_grouping(*id)),
            Touched::Enrolment(course, user, method) => {
                self.remove_enrolment(*course, *user, method);
            }
            Touched::RoleAssignment(course, user, role) => {
                self.remove_role_assignment(*course, *user, role);
            }
        }
    }

    /// All objects, type by type and by id. With [`SiteIndex::facts`] they are the whole site.
    pub fn objects(&self) -> impl Iterator<Item = Object> {
        let categories = self.categories().cloned().map(Object::Category);
        let courses = self.courses().cloned().map(Object::Course);
        let users = self.users().cloned().map(Object::User);
        let roles = self.roles().cloned().map(Object::Role);
        let cohorts = self.cohorts().cloned().map(Object::Cohort);
        let bindings = self.cohort_bindings().cloned();
        let bindings = bindings.map(Object::CohortBinding);
        let links = self.course_links().cloned().map(Object::CourseLink);
        let groups = self.groups().cloned().map(Object::Group);
        let groupings = self.groupings().cloned().map(Object::Grouping);
        let enrolments = self.enrolments().cloned().map(Object::Enrolment);
        let assignments = self.role_assignments().map(Object::RoleAssignment);
        categories
            .chain(courses)
            .chain(users)
            .chain(roles)
            .chain(cohorts)
            .chain(bindings)
            .chain(links)
            .chain(groups)
            .chain(groupings)
            .chain(enrolments)
            .chain(assignments)
    }
}
