//! The whole state of a site: its objects in the order of their ids, and the indexes that [`super::lookup`] reads.
//! Every change goes through a `put_…` or `remove_…`, which keep the indexes right.

use std::collections::{BTreeMap, BTreeSet};

use super::few::Few;
use super::ids::Names;
use super::names::{field, lower};
use super::shared::Shared;
use super::{
    Category, Cohort, CohortBinding, Course, CourseLink, Enrolment, Group, Grouping, Role,
    RoleAssignment, SiteFacts, Touched, User,
};

/// Accounts by what a file may call them. Deleted and other accounts have one each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct AccountNames {
    pub(super) username: Names,
    pub(super) idnumber: Names,
    pub(super) email: Names,
}

impl AccountNames {
    fn add(&mut self, user: &User) {
        self.username.add(&lower(&user.username), user.id);
        self.username.add(&user.former_username, user.id);
        self.idnumber.add(&field(&user.fields, "idnumber"), user.id);
        self.email
            .add(&lower(&field(&user.fields, "email")), user.id);
    }

    fn drop(&mut self, user: &User) {
        self.username.drop(&lower(&user.username), user.id);
        self.username.drop(&user.former_username, user.id);
        self.idnumber
            .drop(&field(&user.fields, "idnumber"), user.id);
        self.email
            .drop(&lower(&field(&user.fields, "email")), user.id);
    }
}

/// What a person is in a course.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Participation {
    /// Enrolments, one by each method.
    pub(super) enrolments: Few<Enrolment>,
    /// Short names of roles.
    pub(super) roles: Few<String>,
}

/// The state of a site. Built from objects, read by the planner, changed by [`SiteIndex::apply`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteIndex {
    /// What the site is and offers.
    pub facts: SiteFacts,
    pub(super) categories: Shared<BTreeMap<u64, Category>>,
    pub(super) courses: Shared<BTreeMap<u64, Course>>,
    pub(super) users: Shared<BTreeMap<u64, User>>,
    pub(super) roles: Shared<BTreeMap<u64, Role>>,
    pub(super) cohorts: Shared<BTreeMap<u64, Cohort>>,
    pub(super) cohort_bindings: Shared<BTreeMap<u64, CohortBinding>>,
    pub(super) course_links: Shared<BTreeMap<u64, CourseLink>>,
    pub(super) groups: Shared<BTreeMap<u64, Group>>,
    pub(super) groupings: Shared<BTreeMap<u64, Grouping>>,
    /// By course and account.
    pub(super) participations: Shared<BTreeMap<(u64, u64), Participation>>,
    /// Account and course of each participation.
    pub(super) courses_of_users: Shared<BTreeSet<(u64, u64)>>,
    /// Children by parent and name.
    pub(super) category_children: Shared<BTreeMap<u64, Names>>,
    pub(super) category_idnumbers: Shared<Names>,
    /// By short name in lower case.
    pub(super) course_shortnames: Shared<Names>,
    pub(super) course_idnumbers: Shared<Names>,
    pub(super) accounts: Shared<AccountNames>,
    pub(super) deleted_accounts: Shared<AccountNames>,
    pub(super) cohort_names: Shared<Names>,
    pub(super) cohort_idnumbers: Shared<Names>,
    /// Cohort and id of each binding.
    pub(super) bindings_of_cohorts: Shared<BTreeSet<(u64, u64)>>,
    /// Course and id of each binding.
    pub(super) bindings_of_courses: Shared<BTreeSet<(u64, u64)>>,
    /// Metacourse and id of each link.
    pub(super) links_of_courses: Shared<BTreeSet<(u64, u64)>>,
    /// Course whose people are taken, and id of each link.
    pub(super) links_of_sources: Shared<BTreeSet<(u64, u64)>>,
    /// By course and name.
    pub(super) group_names: Shared<BTreeMap<u64, Names>>,
    /// By course and idnumber.
    pub(super) group_idnumbers: Shared<BTreeMap<u64, Names>>,
    /// By course and name.
    pub(super) grouping_names: Shared<BTreeMap<u64, Names>>,
    /// By course and idnumber.
    pub(super) grouping_idnumbers: Shared<BTreeMap<u64, Names>>,
}

impl SiteIndex {
    /// An empty site.
    pub fn new(facts: SiteFacts) -> Self {
        Self {
            facts,
            ..Self::default()
        }
    }

    /// Adds or replaces a category.
    pub fn put_category(&mut self, category: Category) {
        self.remove_category(category.id);
        let (parent, id) = (category.parent, category.id);
        add_below(&mut self.category_children, parent, &category.name, id);
        self.category_idnumbers.add(&category.idnumber, category.id);
        self.categories.insert(category.id, category);
    }

    /// Removes a category; those below it stay, without a path.
    pub fn remove_category(&mut self, id: u64) -> Option<Category> {
        let old = self.categories.remove(&id)?;
        drop_below(&mut self.category_children, old.parent, &old.name, id);
        self.category_idnumbers.drop(&old.idnumber, id);
        Some(old)
    }

    /// Adds or replaces a course.
    pub fn put_course(&mut self, course: Course) {
        self.remove_course(course.id);
        self.course_shortnames
            .add(&lower(&course.shortname), course.id);
        self.course_idnumbers
            .add(&field(&course.fields, "idnumber"), course.id);
        self.courses.insert(course.id, course);
    }

    /// Removes a course, but not its groups and participants.
    pub fn remove_course(&mut self, id: u64) -> Option<Course> {
        let old = self.courses.remove(&id)?;
        self.course_shortnames.drop(&lower(&old.shortname), id);
        self.course_idnumbers
            .drop(&field(&old.fields, "idnumber"), id);
        Some(old)
    }

    /// Adds or replaces an account.
    pub fn put_user(&mut self, user: User) {
        self.remove_user(user.id);
        self.account_names(user.deleted).add(&user);
        self.users.insert(user.id, user);
    }

    /// Removes an account without a trace, which a site never does; it marks the account as deleted.
    pub fn remove_user(&mut self, id: u64) -> Option<User> {
        let old = self.users.remove(&id)?;
        self.account_names(old.deleted).drop(&old);
        Some(old)
    }

    fn account_names(&mut self, deleted: bool) -> &mut AccountNames {
        if deleted {
            &mut self.deleted_accounts
        } else {
            &mut self.accounts
        }
    }

    /// Adds or replaces a role.
    pub fn put_role(&mut self, role: Role) {
        self.roles.insert(role.id, role);
    }

    /// Adds or replaces a cohort.
    pub fn put_cohort(&mut self, cohort: Cohort) {
        self.remove_cohort(cohort.id);
        self.cohort_names.add(&cohort.name, cohort.id);
        self.cohort_idnumbers.add(&cohort.idnumber, cohort.id);
        self.cohorts.insert(cohort.id, cohort);
    }

    /// Removes a cohort, but not its bindings.
    pub fn remove_cohort(&mut self, id: u64) -> Option<Cohort> {
        let old = self.cohorts.remove(&id)?;
        self.cohort_names.drop(&old.name, id);
        self.cohort_idnumbers.drop(&old.idnumber, id);
        Some(old)
    }

    /// Adds or replaces the binding of a cohort to a course.
    pub fn put_cohort_binding(&mut self, binding: CohortBinding) {
        self.remove_cohort_binding(binding.id);
        self.bindings_of_cohorts
            .insert((binding.cohort, binding.id));
        self.bindings_of_courses
            .insert((binding.course, binding.id));
        self.cohort_bindings.insert(binding.id, binding);
    }

    /// Removes the binding of a cohort to a course, but not the enrolments that came of it.
    pub fn remove_cohort_binding(&mut self, id: u64) -> Option<CohortBinding> {
        let old = self.cohort_bindings.remove(&id)?;
        self.bindings_of_cohorts.remove(&(old.cohort, id));
        self.bindings_of_courses.remove(&(old.course, id));
        Some(old)
    }

    /// Adds or replaces the link between two courses.
    pub fn put_course_link(&mut self, link: CourseLink) {
        self.remove_course_link(link.id);
        self.links_of_courses.insert((link.course, link.id));
        self.links_of_sources.insert((link.source, link.id));
        self.course_links.insert(link.id, link);
    }

    /// Removes the link between two courses, but not the enrolments that came of it.
    pub fn remove_course_link(&mut self, id: u64) -> Option<CourseLink> {
        let old = self.course_links.remove(&id)?;
        self.links_of_courses.remove(&(old.course, id));
        self.links_of_sources.remove(&(old.source, id));
        Some(old)
    }

    /// Adds or replaces a group.
    pub fn put_group(&mut self, group: Group) {
        self.remove_group(group.id);
        let (course, id) = (group.course, group.id);
        add_below(&mut self.group_names, course, &group.name, id);
        add_below(&mut self.group_idnumbers, course, &group.idnumber, id);
        self.groups.insert(id, group);
    }

    /// Removes a group; groupings keep its id.
    pub fn remove_group(&mut self, id: u64) -> Option<Group> {
        let old = self.groups.remove(&id)?;
        drop_below(&mut self.group_names, old.course, &old.name, id);
        drop_below(&mut self.group_idnumbers, old.course, &old.idnumber, id);
        Some(old)
    }

    /// Adds or replaces a grouping.
    pub fn put_grouping(&mut self, grouping: Grouping) {
        self.remove_grouping(grouping.id);
        let (course, id) = (grouping.course, grouping.id);
        add_below(&mut self.grouping_names, course, &grouping.name, id);
        add_below(&mut self.grouping_idnumbers, course, &grouping.idnumber, id);
        self.groupings.insert(id, grouping);
    }

    /// Removes a grouping.
    pub fn remove_grouping(&mut self, id: u64) -> Option<Grouping> {
        let old = self.groupings.remove(&id)?;
        drop_below(&mut self.grouping_names, old.course, &old.name, id);
        drop_below(&mut self.grouping_idnumbers, old.course, &old.idnumber, id);
        Some(old)
    }

    /// Makes an account a member of a cohort or group; of another object nobody is a member.
    pub(super) fn join(&mut self, key: &Touched, user: u64) {
        if let Some(members) = self.members_mut(key) {
            members.insert(user);
        }
    }

    /// Makes the membership of an account in a group tool_sync's own; without a membership there is nothing to own.
    pub(super) fn own(&mut self, key: &Touched, user: u64) {
        if let Some(group) = self.group_with(key, user) {
            group.owned.insert(user);
        }
    }

    /// Has the membership of an account in a group follow a cohort; without a membership nothing does.
    pub(super) fn follow_cohort(&mut self, key: &Touched, user: u64) {
        if let Some(group) = self.group_with(key, user) {
            group.by_cohort.insert(user);
        }
    }

    /// The group of this key, if the account is in it.
    fn group_with(&mut self, key: &Touched, user: u64) -> Option<&mut Group> {
        let Touched::Group(id) = key else { return None };
        let group = self.groups.get_mut(id)?;
        group.members.contains(&user).then_some(group)
    }

    /// Takes an account out of a cohort or group.
    pub(super) fn leave(&mut self, key: &Touched, user: u64) {
        match key {
            Touched::Group(id) => {
                if let Some(group) = self.groups.get_mut(id) {
                    group.leave(user);
                }
            }
            _ => {
                if let Some(members) = self.members_mut(key) {
                    members.remove(&user);
                }
            }
        }
    }

    fn members_mut(&mut self, key: &Touched) -> Option<&mut BTreeSet<u64>> {
        match key {
            Touched::Cohort(id) => self.cohorts.get_mut(id).map(|cohort| &mut cohort.members),
            Touched::Group(id) => self.groups.get_mut(id).map(|group| &mut group.members),
            _ => None,
        }
    }

    /// Adds or replaces an enrolment.
    pub fn put_enrolment(&mut self, enrolment: Enrolment) {
        self.participation(enrolment.course, enrolment.user)
            .enrolments
            .insert(enrolment);
    }

    /// Removes an enrolment.
    pub fn remove_enrolment(&mut self, course: u64, user: u64, method: &str) -> Option<Enrolment> {
        let part = self.participations.get_mut(&(course, user))?;
        let old = part.enrolments.remove(method);
        self.forget_empty_participation(course, user);
        old
    }

    /// Adds a role assignment.
    pub fn put_role_assignment(&mut self, assignment: RoleAssignment) {
        self.participation(assignment.course, assignment.user)
            .roles
            .insert(assignment.role);
    }

    /// Removes a role assignment, and says whether it was there.
    pub fn remove_role_assignment(&mut self, course: u64, user: u64, role: &str) -> bool {
        let Some(part) = self.participations.get_mut(&(course, user)) else {
            return false;
        };
        let was = part.roles.remove(role);
        self.forget_empty_participation(course, user);
        was.is_some()
    }

    fn participation(&mut self, course: u64, user: u64) -> &mut Participation {
        self.courses_of_users.insert((user, course));
        self.participations.entry((course, user)).or_default()
    }

    fn forget_empty_participation(&mut self, course: u64, user: u64) {
        let key = (course, user);
        if self.participations.get(&key) == Some(&Participation::default()) {
            self.participations.remove(&key);
            self.courses_of_users.remove(&(user, course));
        }
    }
}

/// Adds a name to those below `parent`; an empty one is nobody's.
fn add_below(tables: &mut BTreeMap<u64, Names>, parent: u64, name: &str, id: u64) {
    if !name.is_empty() {
        tables.entry(parent).or_default().add(name, id);
    }
}

/// Drops a name among those below `parent`, and the table itself with its last name.
fn drop_below(tables: &mut BTreeMap<u64, Names>, parent: u64, name: &str, id: u64) {
    if let Some(names) = tables.get_mut(&parent) {
        names.drop(name, id);
        if names.is_empty() {
            tables.remove(&parent);
        }
    }
}
