//! Names of the site's objects, and the ids that Moodle's functions want.

use std::collections::BTreeSet;

use hashbrown::HashMap;
use toolsync_core::plan::{CategoryKey, CohortKey, Operation};
use toolsync_core::site::{SiteIndex, Thing};

/// An object by the names that operations use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Name {
    /// An account by login name.
    User(String),
    /// A course by short name, in lower case.
    Course(String),
    /// A category by path.
    Category(Vec<String>),
    /// A cohort by name.
    Cohort(String),
    /// A role by short name.
    Role(String),
    /// A group: short name of the course, in lower case; name.
    Group(String, String),
    /// A grouping: short name of the course, in lower case; name.
    Grouping(String, String),
}

impl Name {
    pub(super) fn user(username: &str) -> Self {
        Self::User(username.to_owned())
    }

    pub(super) fn course(shortname: &str) -> Self {
        Self::Course(shortname.to_lowercase())
    }

    pub(super) fn group(course: &str, name: &str) -> Self {
        Self::Group(course.to_lowercase(), name.to_owned())
    }

    pub(super) fn grouping(course: &str, name: &str) -> Self {
        Self::Grouping(course.to_lowercase(), name.to_owned())
    }

    /// As findings name it.
    pub(super) fn thing(&self) -> Thing {
        match self {
            Self::User(name) => Thing::account(name),
            Self::Course(name) => Thing::course(name),
            Self::Category(path) => Thing::category(path),
            Self::Cohort(name) => Thing::cohort(name),
            Self::Role(name) => Thing::role(name),
            Self::Group(course, name) => Thing::group(course, name),
            Self::Grouping(course, name) => Thing::grouping(course, name),
        }
    }
}

/// Ids that came to be known while writing. What is here is newer than the snapshot.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// None: gone since.
    by_name: HashMap<Name, Option<u64>>,
    /// The category of each cohort that was made or moved; 0: the whole site.
    cohort_places: HashMap<u64, u64>,
}

impl Ids {
    pub(super) fn remember(&mut self, name: Name, id: u64) {
        self.by_name.insert(name, Some(id));
    }

    pub(super) fn forget(&mut self, name: Name) {
        self.by_name.insert(name, None);
    }

    pub(super) fn place_cohort(&mut self, cohort: u64, category: u64) {
        self.cohort_places.insert(cohort, category);
    }

    /// The category of a cohort; 0: the whole site; none: not known.
    pub(super) fn cohort_place(&self, known: &SiteIndex, cohort: u64) -> Option<u64> {
        let placed = self.cohort_places.get(&cohort).copied();
        placed.or_else(|| Some(known.cohort(cohort)?.category))
    }

    /// The id of an object, as far as it is known here.
    pub(super) fn find(&self, known: &SiteIndex, name: &Name) -> Option<u64> {
        if let Some(remembered) = self.by_name.get(name) {
            return *remembered;
        }
        match name {
            Name::User(name) => known.user_by_username(name).map(|user| user.id),
            Name::Course(name) => known.course_by_shortname(name).map(|course| course.id),
            Name::Category(path) => known.category_by_path(path).map(|found| found.id),
            Name::Cohort(name) => known.cohort_by_name(name).map(|cohort| cohort.id),
            Name::Role(name) => known.role_by_shortname(name).map(|role| role.id),
            Name::Group(course, name) => {
                let course = self.find(known, &Name::Course(course.clone()))?;
                known.group(course, name).map(|group| group.id)
            }
            Name::Grouping(course, name) => {
                let course = self.find(known, &Name::Course(course.clone()))?;
                known.grouping(course, name).map(|grouping| grouping.id)
            }
        }
    }

    pub(super) fn category(&self, known: &SiteIndex, key: &CategoryKey) -> Option<u64> {
        key.id
            .or_else(|| self.find(known, &Name::Category(key.path.clone())))
    }

    pub(super) fn cohort(&self, known: &SiteIndex, key: &CohortKey) -> Option<u64> {
        key.id
            .or_else(|| self.find(known, &Name::Cohort(key.name.clone())))
    }
}

/// What the operations of a row need to find, but for what those before them in the row make; in order.
pub(super) fn needed(operations: &[Operation]) -> BTreeSet<Name> {
    let mut needed = BTreeSet::new();
    let mut made = BTreeSet::new();
    for operation in operations {
        let names = names(operation).into_iter();
        needed.extend(names.filter(|name| !made.contains(name)));
        made.extend(makes(operation));
    }
    needed
}

/// What an operation needs to find.
fn names(operation: &Operation) -> Vec<Name> {
    match operation {
        Operation::CreateCategory { category, .. } => match category.path.split_last() {
            Some((_, above)) if !above.is_empty() => vec![Name::Category(above.to_vec())],
            _ => Vec::new(),
        },
        Operation::DeleteCategory { category, .. } | Operation::CreateCourse { category, .. } => {
            of_category(Some(category))
        }
        Operation::UpdateCourse {
            shortname,
            category,
            ..
        } => {
            let mut names = of_category(category.as_ref());
            names.push(Name::course(shortname));
            names
        }
        Operation::DeleteCourse { shortname, .. } | Operation::ApplyTemplate { shortname, .. } => {
            vec![Name::course(shortname)]
        }
        Operation::SetSection { course, .. }
        | Operation::SetMethod { course, .. }
        | Operation::ResetCourse { course, .. }
        | Operation::CreateGroup { course, .. }
        | Operation::CreateGrouping { course, .. } => vec![Name::course(course)],
        Operation::CreateUser { .. } | Operation::ReviveUser { .. } => Vec::new(),
        Operation::UpdateUser { username, .. }
        | Operation::SetPassword { username, .. }
        | Operation::DeleteUser { username, .. } => vec![Name::user(username)],
        Operation::RenameUser { from, .. } => vec![Name::user(from)],
        Operation::SetPicture { user, .. } => vec![Name::user(user)],
        Operation::Enrol {
            course, user, role, ..
        } => {
            let mut names = vec![Name::course(course), Name::user(user)];
            names.extend((!role.is_empty()).then(|| Name::Role(role.clone())));
            names
        }
        Operation::SetEnrolment { course, user, .. } | Operation::Unenrol { course, user, .. } => {
            vec![Name::course(course), Name::user(user)]
        }
        Operation::AssignRole { course, user, role }
        | Operation::UnassignRole { course, user, role } => vec![
            Name::course(course),
            Name::user(user),
            Name::Role(role.clone()),
        ],
        Operation::ShiftRole {
            course,
            user,
            old,
            role,
            ..
        } => {
            let roles = old.iter().chain([role]).cloned().map(Name::Role);
            [Name::course(course), Name::user(user)]
                .into_iter()
                .chain(roles)
                .collect()
        }
        Operation::CreateCohort { category, .. } => of_category(category.as_ref()),
        Operation::UpdateCohort {
            cohort, category, ..
        } => {
            let mut names = of_category(category.as_ref());
            names.extend(of_cohort(cohort));
            names
        }
        Operation::DeleteCohort { cohort, .. } => of_cohort(cohort),
        Operation::AddCohortMember { cohort, user }
        | Operation::RemoveCohortMember { cohort, user, .. } => {
            let mut names = of_cohort(cohort);
            names.push(Name::user(user));
            names
        }
        Operation::EmptyCohort {
            cohort, members, ..
        } => {
            let mut names = of_cohort(cohort);
            names.extend(members.iter().map(|user| Name::user(user)));
            names
        }
        Operation::SetCohortBinding { binding, .. }
        | Operation::RemoveCohortBinding { binding, .. } => {
            let mut names = of_cohort(&binding.cohort);
            names.push(Name::course(&binding.course));
            names
        }
        Operation::SetCourseLink { link, .. } | Operation::RemoveCourseLink { link, .. } => {
            vec![Name::course(&link.course), Name::course(&link.source)]
        }
        Operation::UpdateGroup { course, group, .. } => {
            vec![Name::course(course), Name::group(course, group)]
        }
        Operation::DeleteGroup { course, old, .. } => {
            vec![Name::course(course), Name::group(course, &old.name)]
        }
        Operation::UpdateGrouping {
            course, grouping, ..
        } => vec![Name::course(course), Name::grouping(course, grouping)],
        Operation::DeleteGrouping { course, old, .. } => {
            vec![Name::course(course), Name::grouping(course, &old.name)]
        }
        Operation::AddToGrouping {
            course,
            grouping,
            group,
        } => vec![
            Name::course(course),
            Name::grouping(course, grouping),
            Name::group(course, group),
        ],
        Operation::AddGroupMember {
            course,
            group,
            user,
            ..
        }
        | Operation::RemoveGroupMember {
            course,
            group,
            user,
            ..
        } => vec![
            Name::course(course),
            Name::group(course, group),
            Name::user(user),
        ],
    }
}

/// The name that an operation brings into the world.
pub(super) fn makes(operation: &Operation) -> Option<Name> {
    let renamed = |field: &str| {
        let mut changes = operation.changes().iter();
        let change = changes.find(|change| change.field == field)?;
        change.new.as_ref().map(ToString::to_string)
    };
    match operation {
        Operation::CreateCategory { category, .. } => Some(Name::Category(category.path.clone())),
        Operation::CreateCourse { shortname, .. } => Some(Name::course(shortname)),
        Operation::UpdateCourse { .. } => renamed("shortname").map(|name| Name::course(&name)),
        Operation::CreateUser { username, .. } | Operation::ReviveUser { username } => {
            Some(Name::user(username))
        }
        Operation::RenameUser { to, .. } => Some(Name::user(to)),
        Operation::CreateCohort { cohort, .. } => Some(Name::Cohort(cohort.name.clone())),
        Operation::UpdateCohort { .. } => renamed("cname").map(Name::Cohort),
        Operation::CreateGroup { course, group } => Some(Name::group(course, &group.name)),
        Operation::UpdateGroup { course, .. } => {
            renamed("name").map(|name| Name::group(course, &name))
        }
        Operation::CreateGrouping { course, grouping } => {
            Some(Name::grouping(course, &grouping.name))
        }
        Operation::UpdateGrouping { course, .. } => {
            renamed("name").map(|name| Name::grouping(course, &name))
        }
        _ => None,
    }
}

/// The name that is nobody's any more once an operation took effect.
pub(super) fn frees(operation: &Operation) -> Option<Name> {
    match operation {
        Operation::DeleteCategory { category, .. } => Some(Name::Category(category.path.clone())),
        Operation::DeleteCourse { shortname, .. } => Some(Name::course(shortname)),
        Operation::DeleteUser { username, .. } => Some(Name::user(username)),
        Operation::RenameUser { from, .. } => Some(Name::user(from)),
        Operation::DeleteCohort { cohort, .. } => Some(Name::Cohort(cohort.name.clone())),
        Operation::DeleteGroup { course, old, .. } => Some(Name::group(course, &old.name)),
        Operation::DeleteGrouping { course, old, .. } => Some(Name::grouping(course, &old.name)),
        Operation::UpdateCourse { shortname, .. } => {
            makes(operation).map(|_| Name::course(shortname))
        }
        Operation::UpdateCohort { cohort, .. } => {
            makes(operation).map(|_| Name::Cohort(cohort.name.clone()))
        }
        Operation::UpdateGroup { course, group, .. } => {
            makes(operation).map(|_| Name::group(course, group))
        }
        Operation::UpdateGrouping {
            course, grouping, ..
        } => makes(operation).map(|_| Name::grouping(course, grouping)),
        _ => None,
    }
}

fn of_category(key: Option<&CategoryKey>) -> Vec<Name> {
    let by_path = key.filter(|key| key.id.is_none());
    let names = by_path.map(|key| Name::Category(key.path.clone()));
    names.into_iter().collect()
}

fn of_cohort(key: &CohortKey) -> Vec<Name> {
    let by_name = key.id.is_none().then(|| Name::Cohort(key.name.clone()));
    by_name.into_iter().collect()
}
