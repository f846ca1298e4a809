//! Operations as elements of calls.

mod accounts;
mod cohorts;
mod courses;
mod groups;
mod people;

use serde_json::{Value as Json, json};
use toolsync_core::kinds::Value;
use toolsync_core::plan::{CategoryKey, Change, CohortKey, Operation};
use toolsync_core::site::{SiteIndex, Thing, ThingKind};

use self::accounts::new_user;
use super::function::Function;
use super::ids::{Ids, Name, frees, makes};
use super::problem::{Cause, Problem, Subject};

/// Moodle's number for texts that are HTML.
const HTML: u64 = 1;

/// What two calls in flight must not have in common: they would lock each other out in the site's database (§8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Lock {
    /// An account.
    User(u64),
    /// A course.
    Course(u64),
    /// A cohort.
    Cohort(u64),
    /// A file, by the first half of its checksum: the site writes each of its files to one place.
    File(u64),
}

/// One element of a call.
#[derive(Debug, Clone)]
pub(super) struct Element<'o> {
    /// What is called.
    pub(super) function: Function,
    /// What it is given.
    pub(super) value: Json,
    /// Id of what is changed; 0 for what is new.
    pub(super) id: u64,
    /// Id of the account that it is about; 0 when it is about none.
    pub(super) user: u64,
    /// Id of the course, or of the cohort, that it is in; 0 when it is in none.
    pub(super) place: u64,
    /// What no other call in flight may touch.
    pub(super) locks: Vec<Lock>,
    /// The operation that it does, or the first of those.
    pub(super) operation: &'o Operation,
    /// All operations that it does.
    pub(super) operations: &'o [Operation],
    /// Id of the category that a course moves out of, as far as it is known; none: it does not move.
    pub(super) leaves: Option<u64>,
    /// What findings call its objects.
    pub(super) subject: Subject,
}

impl Element<'_> {
    /// The account that it is about.
    pub(super) fn user(&self) -> Thing {
        let named = self.subject.user.clone();
        named.unwrap_or_else(|| Thing::numbered(ThingKind::NumberedAccount, self.user))
    }

    /// The course that it is about.
    pub(super) fn course(&self) -> Thing {
        let named = self.subject.course.clone();
        named.unwrap_or_else(|| Thing::numbered(ThingKind::NumberedCourse, self.id))
    }

    /// The category that it is about, or puts something into.
    pub(super) fn category(&self) -> Thing {
        let named = self.subject.category.clone();
        named.unwrap_or_else(|| Thing::numbered(ThingKind::NumberedCategory, self.id))
    }
}

/// A part of what a row asks: one operation, some that one element holds, or a part of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'o> {
    /// What it does.
    pub(super) operations: &'o [Operation],
    /// Which part of the operation, from 0, when it takes several calls.
    part: u8,
    /// Whether the operation is done with this part.
    pub(super) last: bool,
}

/// The steps of a row, in order.
pub(super) fn steps(operations: &[Operation]) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut rest = operations;
    while let Some(first) = rest.first() {
        let taken = account_changes(rest).max(1);
        let (now, after) = rest.split_at(taken);
        let parts = parts(first);
        steps.extend((0..parts).map(|part| Step {
            operations: now,
            part,
            last: part + 1 == parts,
        }));
        rest = after;
    }
    steps
}

/// How many of the first operations change one and the same account: one element holds them all, and they take effect together.
fn account_changes(operations: &[Operation]) -> usize {
    let mut current: Option<&str> = None;
    let mut count = 0;
    for operation in operations {
        let (of, then) = match operation {
            Operation::UpdateUser { username, .. } | Operation::SetPassword { username, .. } => {
                (username, username)
            }
            Operation::RenameUser { from, to } => (from, to),
            _ => break,
        };
        if current.is_some_and(|current| current != of) {
            break;
        }
        current = Some(then);
        count += 1;
    }
    count
}

fn parts(operation: &Operation) -> u8 {
    match operation {
        Operation::CreateUser { fields, .. } => {
            let suspended = fields.get("suspended");
            1 + u8::from(suspended.is_some_and(|value| value.to_string() == "1"))
        }
        Operation::ShiftRole { .. } | Operation::SetPicture { .. } => 2,
        Operation::CreateCohort { idnumber, .. } => 1 + u8::from(idnumber.is_empty()),
        _ => 1,
    }
}

/// What makes elements: the names that the site has.
pub(super) struct Builder<'s> {
    /// The site as it was last read.
    pub(super) known: &'s SiteIndex,
    /// What came to be known since.
    pub(super) ids: &'s Ids,
}

impl Builder<'_> {
    /// The elements of a step; none when there is nothing to do. A picture's has no draft area yet.
    ///
    /// # Errors
    /// When something that it names does not exist.
    pub(super) fn elements<'o>(&self, step: Step<'o>) -> Result<Vec<Element<'o>>, Problem> {
        let Some(operation) = step.operations.first() else {
            return Ok(Vec::new());
        };
        let one = |element: Result<Element<'o>, Problem>| element.map(|element| vec![element]);
        match operation {
            Operation::CreateCategory { .. } | Operation::DeleteCategory { .. } => {
                one(self.category(operation))
            }
            Operation::CreateCourse { .. }
            | Operation::UpdateCourse { .. }
            | Operation::DeleteCourse { .. } => one(self.course(operation)),
            Operation::CreateUser { username, .. } if step.part == 1 => {
                let id = self.id(&Name::user(username))?;
                let value = json!({"id": id, "suspended": 1});
                one(Ok(self.of_user(
                    Function::UpdateUsers,
                    operation,
                    id,
                    value,
                )))
            }
            Operation::CreateUser { .. } => one(Ok(new_user(operation))),
            Operation::UpdateUser { .. }
            | Operation::SetPassword { .. }
            | Operation::RenameUser { .. } => one(self.account_update(step.operations)),
            Operation::DeleteUser { username, .. } => {
                let id = self.id(&Name::user(username))?;
                one(Ok(self.of_user(
                    Function::DeleteUsers,
                    operation,
                    id,
                    json!(id),
                )))
            }
            Operation::SetPicture { user, new, .. } => {
                self.picture(operation, user, &new.checksum, step.part)
            }
            Operation::Enrol { .. }
            | Operation::SetEnrolment { .. }
            | Operation::Unenrol { .. } => one(self.enrolment(operation)),
            Operation::AssignRole { course, user, role } => {
                one(self.role(Function::AssignRoles, operation, course, user, role))
            }
            Operation::UnassignRole { course, user, role } => {
                one(self.role(Function::UnassignRoles, operation, course, user, role))
            }
            Operation::ShiftRole {
                course,
                user,
                old,
                role,
                ..
            } => {
                // The new role comes first: nobody is without one in between.
                let (function, roles): (_, Vec<&String>) = match step.part {
                    0 => {
                        let given = [role].into_iter().filter(|role| !old.contains(role));
                        (Function::AssignRoles, given.collect())
                    }
                    _ => {
                        let others = old.iter().filter(|old| *old != role);
                        (Function::UnassignRoles, others.collect())
                    }
                };
                let elements = roles.into_iter();
                elements
                    .map(|role| self.role(function, operation, course, user, role))
                    .collect()
            }
            Operation::CreateCohort { .. }
            | Operation::UpdateCohort { .. }
            | Operation::DeleteCohort { .. } => one(self.cohort(operation, step.part)),
            Operation::AddCohortMember { cohort, user } => {
                one(self.cohort_member(operation, cohort, user))
            }
            Operation::RemoveCohortMember { cohort, user, .. } => {
                one(self.cohort_member(operation, cohort, user))
            }
            Operation::EmptyCohort {
                cohort, members, ..
            } => {
                let members = members.iter();
                members
                    .map(|user| self.cohort_member(operation, cohort, user))
                    .collect()
            }
            Operation::SetCourseLink { link, .. } => {
                one(self.link(Function::AddLinks, operation, &link.course, &link.source))
            }
            Operation::RemoveCourseLink { link, .. } => {
                one(self.link(Function::RemoveLinks, operation, &link.course, &link.source))
            }
            Operation::CreateGroup { .. }
            | Operation::UpdateGroup { .. }
            | Operation::DeleteGroup { .. }
            | Operation::AddGroupMember { .. }
            | Operation::RemoveGroupMember { .. } => one(self.group(operation)),
            Operation::CreateGrouping { .. }
            | Operation::UpdateGrouping { .. }
            | Operation::DeleteGrouping { .. }
            | Operation::AddToGrouping { .. } => one(self.grouping(operation)),
            Operation::ApplyTemplate { .. }
            | Operation::SetSection { .. }
            | Operation::SetMethod { .. }
            | Operation::ResetCourse { .. }
            | Operation::ReviveUser { .. }
            | Operation::SetCohortBinding { .. }
            | Operation::RemoveCohortBinding { .. } => Err(other(operation)),
        }
    }

    fn id(&self, name: &Name) -> Result<u64, Problem> {
        let found = self.ids.find(self.known, name);
        found.ok_or_else(|| Problem::missing(name.thing()))
    }

    fn category_id(&self, key: &CategoryKey) -> Result<u64, Problem> {
        let found = self.ids.category(self.known, key);
        let name = Name::Category(key.path.clone());
        found.ok_or_else(|| Problem::missing(name.thing()))
    }

    fn cohort_id(&self, key: &CohortKey) -> Result<u64, Problem> {
        let found = self.ids.cohort(self.known, key);
        let name = Name::Cohort(key.name.clone());
        found.ok_or_else(|| Problem::missing(name.thing()))
    }

    fn of_user<'o>(
        &self,
        function: Function,
        operation: &'o Operation,
        id: u64,
        value: Json,
    ) -> Element<'o> {
        let mut element = element(function, operation, value);
        element.id = id;
        element.user = id;
        element.locks.push(Lock::User(id));
        let username = self.known.user(id).map(|user| user.username.as_str());
        let username = username.or_else(|| match operation {
            Operation::CreateUser { username, .. } | Operation::UpdateUser { username, .. } => {
                Some(username)
            }
            _ => None,
        });
        element.subject.user = username.map(|username| Name::user(username).thing());
        element
    }

    fn in_course<'o>(
        &self,
        function: Function,
        operation: &'o Operation,
        (shortname, id): (&str, u64),
        value: Json,
    ) -> Element<'o> {
        let mut element = element(function, operation, value);
        element.place = id;
        element.locks.push(Lock::Course(id));
        element.subject.course = Some(Name::course(shortname).thing());
        element
    }

    fn person_in_course<'o>(
        &self,
        function: Function,
        operation: &'o Operation,
        (shortname, username): (&str, &str),
        (course, user): (u64, u64),
        value: Json,
    ) -> Element<'o> {
        let mut element = self.in_course(function, operation, (shortname, course), value);
        element.user = user;
        element.locks.push(Lock::User(user));
        element.subject.user = Some(Name::user(username).thing());
        element
    }
}

/// An element about nothing in particular.
fn element(function: Function, operation: &Operation, value: Json) -> Element<'_> {
    Element {
        function,
        value,
        id: 0,
        user: 0,
        place: 0,
        locks: Vec::new(),
        operation,
        operations: std::slice::from_ref(operation),
        leaves: None,
        subject: Subject {
            made: makes(operation).map(|name| name.thing()),
            ..Subject::default()
        },
    }
}

fn of_cohort(function: Function, operation: &Operation, id: u64, value: Json) -> Element<'_> {
    let mut element = element(function, operation, value);
    element.id = id;
    element.locks.push(Lock::Cohort(id));
    element
}

/// What a text will be; none when it stays as it is.
fn new_text(changes: &[Change], field: &str) -> Option<String> {
    let change = changes.iter().find(|change| change.field == field)?;
    let new = change.new.as_ref().map(ToString::to_string);
    Some(new.unwrap_or_default())
}

fn pair(change: &Change) -> (&str, Option<&Value>) {
    (&change.field, change.new.as_ref())
}

/// That Moodle has no function for an operation. [`Builder::elements`] hands each of the others to the function of its family.
fn other(operation: &Operation) -> Problem {
    Problem::because(Cause::NoFunction(operation.name()))
}

/// What a step that took effect says of ids. `id`: the new one, where there is one.
pub(super) fn learn(ids: &mut Ids, step: Step<'_>, element: &Element<'_>, id: Option<u64>) {
    let id = id.unwrap_or(element.id);
    for operation in step.operations {
        if let Some(name) = frees(operation) {
            ids.forget(name);
        }
        if let Some(name) = makes(operation).filter(|_| id != 0) {
            ids.remember(name, id);
        }
    }
    if matches!(
        element.function,
        Function::CreateCohorts | Function::UpdateCohorts
    ) {
        ids.place_cohort(id, element.place);
    }
}
