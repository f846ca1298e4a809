//! Look-up of single objects, as the planner asks for them. Names are compared as [`super::Space`] says; deleted accounts are found
//! only by the methods that name them.

use super::ids::Names;
use super::names::{decimal, former_username, lower};
use super::{
    Category, Cohort, CohortBinding, Course, CourseLink, Enrolment, Group, Grouping, Role,
    RoleAssignment, SiteIndex, User,
};
use crate::settings::{CourseIdentifier, GroupIdentifier, RoleIdentifier, UserIdentifier};

impl SiteIndex {
    /// The course of this id.
    pub fn course(&self, id: u64) -> Option<&Course> {
        self.courses.get(&id)
    }

    /// The course of this short name, without regard to case.
    pub fn course_by_shortname(&self, shortname: &str) -> Option<&Course> {
        self.courses_by_shortname(shortname).next()
    }

    /// The course of this idnumber; an empty one is nobody's, and one that several courses share is ambiguous: none.
    pub fn course_by_idnumber(&self, idnumber: &str) -> Option<&Course> {
        only(self.course_idnumbers.ids(idnumber)).and_then(|id| self.course(id))
    }

    /// The category of this id.
    pub fn category(&self, id: u64) -> Option<&Category> {
        self.categories.get(&id)
    }

    /// The category of this idnumber; an empty one is nobody's.
    pub fn category_by_idnumber(&self, idnumber: &str) -> Option<&Category> {
        self.category_idnumbers
            .ids(idnumber)
            .next()
            .and_then(|id| self.category(id))
    }

    /// The category of this path: names from the root, compared exactly.
    pub fn category_by_path(&self, path: &[String]) -> Option<&Category> {
        self.categories_by_path(path)
            .first()
            .and_then(|id| self.category(*id))
    }

    /// Names from the root down to the category of this id; empty when there is none.
    pub fn category_path(&self, id: u64) -> Vec<String> {
        let mut path = Vec::new();
        let mut next = id;
        // A chain longer than there are categories is a loop, which a damaged site may hold.
        while let Some(category) = self.category(next) {
            if path.len() == self.categories.len() {
                break;
            }
            path.push(category.name.clone());
            next = category.parent;
        }
        path.reverse();
        path
    }

    /// The category of lowest id: where courses without a category go.
    pub fn lowest_category(&self) -> Option<&Category> {
        self.categories.values().next()
    }

    /// The account of this id, deleted or not.
    pub fn user(&self, id: u64) -> Option<&User> {
        self.users.get(&id)
    }

    /// The account of this login name, without regard to case.
    pub fn user_by_username(&self, username: &str) -> Option<&User> {
        first(self, &self.accounts.username, &lower(username))
    }

    /// The account of lowest id that has this e-mail address, without regard to case; an empty one is nobody's.
    pub fn user_by_email(&self, email: &str) -> Option<&User> {
        first(self, &self.accounts.email, &lower(email))
    }

    /// The account of lowest id that has this idnumber; an empty one is nobody's.
    pub fn user_by_idnumber(&self, idnumber: &str) -> Option<&User> {
        first(self, &self.accounts.idnumber, idnumber)
    }

    /// The deleted account that [`crate::plan::Operation::ReviveUser`] of this login name revives; else the one that had it before it was
    /// deleted, where only the MD5 of that name is left.
    pub fn deleted_user_by_username(&self, username: &str) -> Option<&User> {
        let names = &self.deleted_accounts.username;
        let username = lower(username);
        latest(self, names, &username).or_else(|| latest(self, names, &former_username(&username)))
    }

    /// A deleted account of this e-mail address, without regard to case.
    pub fn deleted_user_by_email(&self, email: &str) -> Option<&User> {
        latest(self, &self.deleted_accounts.email, &lower(email))
    }

    /// A deleted account of this idnumber.
    pub fn deleted_user_by_idnumber(&self, idnumber: &str) -> Option<&User> {
        latest(self, &self.deleted_accounts.idnumber, idnumber)
    }

    /// The course that has this identifier.
    pub fn course_by(&self, identifier: CourseIdentifier, text: &str) -> Option<&Course> {
        match identifier {
            CourseIdentifier::Shortname => self.course_by_shortname(text),
            CourseIdentifier::Idnumber => self.course_by_idnumber(text),
            CourseIdentifier::Id => text.parse().ok().and_then(|id| self.course(id)),
        }
    }

    /// The account, not deleted, that has this identifier; one that several accounts share is ambiguous: none.
    pub fn user_by(&self, identifier: UserIdentifier, text: &str) -> Option<&User> {
        let names = &self.accounts;
        match identifier {
            UserIdentifier::Username => self.user_by_username(text),
            UserIdentifier::Idnumber => only(names.idnumber.ids(text)).and_then(|id| self.user(id)),
            UserIdentifier::Email => {
                only(names.email.ids(&lower(text))).and_then(|id| self.user(id))
            }
            UserIdentifier::Id => {
                let user = text.parse().ok().and_then(|id| self.user(id));
                user.filter(|user| !user.deleted)
            }
        }
    }

    /// A deleted account that has this identifier.
    pub fn deleted_user_by(&self, identifier: UserIdentifier, text: &str) -> Option<&User> {
        match identifier {
            UserIdentifier::Username => self.deleted_user_by_username(text),
            UserIdentifier::Idnumber => self.deleted_user_by_idnumber(text),
            UserIdentifier::Email => self.deleted_user_by_email(text),
            UserIdentifier::Id => {
                let user = decimal(text).and_then(|id| self.user(id));
                user.filter(|user| user.deleted)
            }
        }
    }

    /// The cohort of this name, compared exactly.
    pub fn cohort_by_name(&self, name: &str) -> Option<&Cohort> {
        self.cohort_names
            .ids(name)
            .next()
            .and_then(|id| self.cohort(id))
    }

    /// The cohort of this idnumber; an empty one is nobody's.
    pub fn cohort_by_idnumber(&self, idnumber: &str) -> Option<&Cohort> {
        self.cohort_idnumbers
            .ids(idnumber)
            .next()
            .and_then(|id| self.cohort(id))
    }

    /// The group of this name in the course of this id.
    pub fn group(&self, course: u64, name: &str) -> Option<&Group> {
        let id = self.group_names.get(&course)?.ids(name).next()?;
        self.groups.get(&id)
    }

    /// The group of this idnumber in the course of this id; an empty one is nobody's.
    pub fn group_by_idnumber(&self, course: u64, idnumber: &str) -> Option<&Group> {
        let id = self.group_idnumbers.get(&course)?.ids(idnumber).next()?;
        self.groups.get(&id)
    }

    /// The group of the course of this id that has this identifier; a group of another course is none.
    pub fn group_by(&self, course: u64, identifier: GroupIdentifier, text: &str) -> Option<&Group> {
        match identifier {
            GroupIdentifier::Name => self.group(course, text),
            GroupIdentifier::Idnumber => self.group_by_idnumber(course, text),
            GroupIdentifier::Id => {
                let group = decimal(text).and_then(|id| self.groups.get(&id));
                group.filter(|group| group.course == course)
            }
        }
    }

    /// The groups of the course of this id, by id.
    pub fn groups_of_course(&self, course: u64) -> impl Iterator<Item = &Group> {
        let ids = self.group_names.get(&course).map(Names::all);
        let ids = ids.into_iter().flatten();
        ids.filter_map(|id| self.groups.get(&id))
    }

    /// The grouping of this name in the course of this id.
    pub fn grouping(&self, course: u64, name: &str) -> Option<&Grouping> {
        let id = self.grouping_names.get(&course)?.ids(name).next()?;
        self.groupings.get(&id)
    }

    /// The grouping of this idnumber in the course of this id; an empty one is nobody's.
    pub fn grouping_by_idnumber(&self, course: u64, idnumber: &str) -> Option<&Grouping> {
        let id = self.grouping_idnumbers.get(&course)?.ids(idnumber).next()?;
        self.groupings.get(&id)
    }

    /// As [`SiteIndex::group_by`], among groupings.
    pub fn grouping_by(
        &self,
        course: u64,
        identifier: GroupIdentifier,
        text: &str,
    ) -> Option<&Grouping> {
        match identifier {
            GroupIdentifier::Name => self.grouping(course, text),
            GroupIdentifier::Idnumber => self.grouping_by_idnumber(course, text),
            GroupIdentifier::Id => {
                let grouping = decimal(text).and_then(|id| self.groupings.get(&id));
                grouping.filter(|grouping| grouping.course == course)
            }
        }
    }

    /// The group of this id.
    pub fn group_of_id(&self, id: u64) -> Option<&Group> {
        self.groups.get(&id)
    }

    /// The grouping of this id.
    pub fn grouping_of_id(&self, id: u64) -> Option<&Grouping> {
        self.groupings.get(&id)
    }

    /// Whether several groups of a course have this name: operations cannot tell them apart.
    pub fn groups_share_name(&self, course: u64, name: &str) -> bool {
        let names = self.group_names.get(&course);
        names.is_some_and(|names| names.shared(name))
    }

    /// Whether several groupings of a course have this name.
    pub fn groupings_share_name(&self, course: u64, name: &str) -> bool {
        let names = self.grouping_names.get(&course);
        names.is_some_and(|names| names.shared(name))
    }

    /// The groupings of the course of this id, by id.
    pub fn groupings_of_course(&self, course: u64) -> impl Iterator<Item = &Grouping> {
        let ids = self.grouping_names.get(&course).map(Names::all);
        let ids = ids.into_iter().flatten();
        ids.filter_map(|id| self.groupings.get(&id))
    }

    /// The enrolment of this account in this course by this method.
    pub fn enrolment(&self, course: u64, user: u64, method: &str) -> Option<&Enrolment> {
        self.participations
            .get(&(course, user))?
            .enrolments
            .get(method)
    }

    /// Whether the account holds the role in the course.
    pub fn has_role(&self, course: u64, user: u64, role: &str) -> bool {
        self.participations
            .get(&(course, user))
            .is_some_and(|part| part.roles.contains(role))
    }

    /// Whether the account is enrolled in the course by any method, or holds any role in it.
    pub fn takes_part(&self, course: u64, user: u64) -> bool {
        self.participations.contains_key(&(course, user))
    }

    /// The courses of this short name, without regard to case; more than one only on a damaged site.
    pub fn courses_by_shortname(&self, shortname: &str) -> impl Iterator<Item = &Course> {
        let ids: Vec<u64> = self.course_shortnames.ids(&lower(shortname)).collect();
        ids.into_iter().filter_map(|id| self.course(id))
    }

    /// The courses of this idnumber, by id.
    pub fn courses_by_idnumber(&self, idnumber: &str) -> impl Iterator<Item = &Course> {
        let ids = self.course_idnumbers.ids(idnumber);
        ids.filter_map(|id| self.course(id))
    }

    /// Ids of all categories of this path, ascending; several when names repeat under one parent.
    pub fn categories_by_path(&self, path: &[String]) -> Vec<u64> {
        if path.is_empty() {
            return Vec::new();
        }
        let mut level = vec![0];
        for name in path {
            let tables = level.iter().filter_map(|id| self.category_children.get(id));
            level = tables.flat_map(|names| names.ids(name)).collect();
        }
        level.sort_unstable();
        level
    }

    /// The categories directly below this one (0: the root), by id.
    pub fn children(&self, parent: u64) -> impl Iterator<Item = &Category> {
        let below = self.categories.values();
        below.filter(move |category| category.parent == parent)
    }

    /// How many people take part in a course, enrolled or by a role.
    pub fn participants(&self, course: u64) -> usize {
        self.participations
            .range((course, 0)..=(course, u64::MAX))
            .count()
    }

    /// The cohort of this id.
    pub fn cohort(&self, id: u64) -> Option<&Cohort> {
        self.cohorts.get(&id)
    }

    /// The cohorts that have this identifier, by id; names may repeat.
    pub fn cohorts_by(&self, identifier: GroupIdentifier, text: &str) -> Vec<&Cohort> {
        let names = match identifier {
            GroupIdentifier::Name => &self.cohort_names,
            GroupIdentifier::Idnumber => &self.cohort_idnumbers,
            GroupIdentifier::Id => {
                let found = text.parse().ok().and_then(|id| self.cohort(id));
                return found.into_iter().collect();
            }
        };
        let ids = names.ids(text);
        ids.filter_map(|id| self.cohort(id)).collect()
    }

    /// The binding of this id.
    pub fn cohort_binding(&self, id: u64) -> Option<&CohortBinding> {
        self.cohort_bindings.get(&id)
    }

    /// The bindings of a cohort to courses, by id.
    pub fn bindings_of_cohort(&self, cohort: u64) -> impl Iterator<Item = &CohortBinding> {
        let ids = self
            .bindings_of_cohorts
            .range((cohort, 0)..=(cohort, u64::MAX));
        ids.filter_map(|(_, id)| self.cohort_binding(*id))
    }

    /// The bindings of cohorts to a course, by id.
    pub fn bindings_of_course(&self, course: u64) -> impl Iterator<Item = &CohortBinding> {
        let ids = self
            .bindings_of_courses
            .range((course, 0)..=(course, u64::MAX));
        ids.filter_map(|(_, id)| self.cohort_binding(*id))
    }

    /// The binding of a cohort to a course in this role (short name) by this method.
    pub fn binding_of(
        &self,
        course: u64,
        cohort: u64,
        role: &str,
        method: &str,
    ) -> Option<&CohortBinding> {
        self.bindings_of_cohort(cohort).find(|binding| {
            binding.course == course && binding.role == role && binding.method == method
        })
    }

    /// The link of this id.
    pub fn course_link(&self, id: u64) -> Option<&CourseLink> {
        self.course_links.get(&id)
    }

    /// The links by which a course takes people, by id.
    pub fn links_into(&self, course: u64) -> impl Iterator<Item = &CourseLink> {
        let ids = self
            .links_of_courses
            .range((course, 0)..=(course, u64::MAX));
        ids.filter_map(|(_, id)| self.course_link(*id))
    }

    /// The links by which other courses take the people of this one, by id.
    pub fn links_from(&self, source: u64) -> impl Iterator<Item = &CourseLink> {
        let ids = self
            .links_of_sources
            .range((source, 0)..=(source, u64::MAX));
        ids.filter_map(|(_, id)| self.course_link(*id))
    }

    /// The link by which a course takes the people of another.
    pub fn link_of(&self, course: u64, source: u64) -> Option<&CourseLink> {
        self.links_into(course).find(|link| link.source == source)
    }

    /// The groups of a course that have this account as a member, by id.
    pub fn groups_of(&self, course: u64, user: u64) -> impl Iterator<Item = &Group> {
        let groups = self.groups_of_course(course);
        groups.filter(move |group| group.members.contains(&user))
    }

    /// The role that has this identifier.
    pub fn role_by(&self, identifier: RoleIdentifier, text: &str) -> Option<&Role> {
        match identifier {
            RoleIdentifier::Shortname => self.role_by_shortname(text),
            RoleIdentifier::Id => text.parse().ok().and_then(|id: u64| self.roles.get(&id)),
        }
    }

    /// The role of this short name.
    pub fn role_by_shortname(&self, shortname: &str) -> Option<&Role> {
        let mut roles = self.roles.values();
        roles.find(|role| role.shortname == shortname)
    }

    /// All categories, by id.
    pub fn categories(&self) -> impl ExactSizeIterator<Item = &Category> {
        self.categories.values()
    }

    /// All courses, by id.
    pub fn courses(&self) -> impl ExactSizeIterator<Item = &Course> {
        self.courses.values()
    }

    /// All accounts, deleted ones too, by id.
    pub fn users(&self) -> impl ExactSizeIterator<Item = &User> {
        self.users.values()
    }

    /// All roles, by id.
    pub fn roles(&self) -> impl ExactSizeIterator<Item = &Role> {
        self.roles.values()
    }

    /// All cohorts, by id.
    pub fn cohorts(&self) -> impl ExactSizeIterator<Item = &Cohort> {
        self.cohorts.values()
    }

    /// All bindings of cohorts to courses, by id.
    pub fn cohort_bindings(&self) -> impl ExactSizeIterator<Item = &CohortBinding> {
        self.cohort_bindings.values()
    }

    /// All links between courses, by id.
    pub fn course_links(&self) -> impl ExactSizeIterator<Item = &CourseLink> {
        self.course_links.values()
    }

    /// All groups, by id.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = &Group> {
        self.groups.values()
    }

    /// The groupings that a group is in, by id.
    pub fn groupings_with(&self, group: &Group) -> impl Iterator<Item = &Grouping> {
        let id = group.id;
        let groupings = self.groupings_of_course(group.course);
        groupings.filter(move |grouping| grouping.groups.contains(&id))
    }

    /// All groupings, by id.
    pub fn groupings(&self) -> impl ExactSizeIterator<Item = &Grouping> {
        self.groupings.values()
    }

    /// All enrolments, by course, account and method.
    pub fn enrolments(&self) -> impl Iterator<Item = &Enrolment> {
        let parts = self.participations.values();
        parts.flat_map(|part| &part.enrolments)
    }

    /// All role assignments, by course, account and role.
    pub fn role_assignments(&self) -> impl Iterator<Item = RoleAssignment> {
        self.participations
            .iter()
            .flat_map(|(&(course, user), part)| {
                part.roles.iter().map(move |role| RoleAssignment {
                    course,
                    user,
                    role: role.clone(),
                })
            })
    }
}

/// The one id; none when there are several.
fn only(mut ids: impl Iterator<Item = u64>) -> Option<u64> {
    let id = ids.next()?;
    ids.next().is_none().then_some(id)
}

/// The account of lowest id.
fn first<'s>(site: &'s SiteIndex, names: &Names, name: &str) -> Option<&'s User> {
    names.ids(name).next().and_then(|id| site.user(id))
}

/// The account of highest id: of several deleted ones the last is the one to revive.
fn latest<'s>(site: &'s SiteIndex, names: &Names, name: &str) -> Option<&'s User> {
    names.ids(name).next_back().and_then(|id| site.user(id))
}
