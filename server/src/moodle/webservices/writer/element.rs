//! Operations as elements of calls.

use serde_json::{Value as Json, json};
use toolsync_core::kinds::Value;
use toolsync_core::kinds::pictures::CHECKSUM_FIELD;
use toolsync_core::plan::{CategoryKey, Change, CohortKey, EnrolmentState, GroupState, Operation};
use toolsync_core::site::{Password, SiteIndex};

use super::fields::{Parameters, add_account, add_course, force_change};
use super::function::Function;
use super::ids::{Ids, Name, frees, makes};
use super::problem::{Problem, Subject};

/// Moodle's number for texts that are HTML.
const HTML: u64 = 1;

/// What two calls in flight must not have in common: they would lock each other out in the site's database (§8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Lock {
    User(u64),
    Course(u64),
    Cohort(u64),
}

/// One element of a call.
#[derive(Debug, Clone)]
pub(super) struct Element<'o> {
    pub(super) function: Function,
    pub(super) value: Json,
    /// Id of what is changed; 0 for what is new.
    pub(super) id: u64,
    /// Id of the account that it is about; 0 when it is about none.
    pub(super) user: u64,
    /// Id of the course, or of the cohort, that it is in; 0 when it is in none.
    pub(super) place: u64,
    pub(super) locks: Vec<Lock>,
    pub(super) operation: &'o Operation,
    pub(super) subject: Subject,
}

/// A part of what a row asks: one operation, some that one element holds, or a part of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'o> {
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
    pub(super) known: &'s SiteIndex,
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
            | Operation::RemoveCohortBinding { .. } => Err(Problem::because(format!(
                "{}: Moodle has no function for it",
                operation.name()
            ))),
        }
    }

    fn id(&self, name: &Name) -> Result<u64, Problem> {
        let found = self.ids.find(self.known, name);
        found.ok_or_else(|| Problem::missing(name.label()))
    }

    fn category_id(&self, key: &CategoryKey) -> Result<u64, Problem> {
        let found = self.ids.category(self.known, key);
        let name = Name::Category(key.path.clone());
        found.ok_or_else(|| Problem::missing(name.label()))
    }

    fn cohort_id(&self, key: &CohortKey) -> Result<u64, Problem> {
        let found = self.ids.cohort(self.known, key);
        let name = Name::Cohort(key.name.clone());
        found.ok_or_else(|| Problem::missing(name.label()))
    }

    fn category<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
        match operation {
            Operation::DeleteCategory { category, .. } => {
                let id = self.category_id(category)?;
                Ok(Element {
                    id,
                    subject: Subject {
                        category: Some(Name::Category(category.path.clone()).label()),
                        ..Subject::default()
                    },
                    ..element(Function::DeleteCategories, operation, json!({"id": id}))
                })
            }
            Operation::CreateCategory { category, .. } => {
                let Some((name, above)) = category.path.split_last() else {
                    return Err(Problem::missing("a category without a name"));
                };
                let parent = match above {
                    [] => 0,
                    _ => self.id(&Name::Category(above.to_vec()))?,
                };
                let value = json!({"name": name, "parent": parent});
                Ok(Element {
                    place: parent,
                    ..element(Function::CreateCategories, operation, value)
                })
            }
            _ => Err(other(operation)),
        }
    }

    fn course<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
        let mut value = Parameters::new();
        match operation {
            Operation::CreateCourse {
                shortname,
                category,
                fields,
                ..
            } => {
                value.insert("shortname".to_owned(), json!(shortname));
                value.insert("categoryid".to_owned(), json!(self.category_id(category)?));
                let fields = fields.iter();
                add_course(
                    &mut value,
                    fields.map(|(name, value)| (name.as_str(), Some(value))),
                );
                let mut new = element(Function::CreateCourses, operation, Json::Object(value));
                new.subject.category = Some(Name::Category(category.path.clone()).label());
                Ok(new)
            }
            Operation::UpdateCourse {
                shortname,
                changes,
                category,
            } => {
                let id = self.id(&Name::course(shortname))?;
                value.insert("id".to_owned(), json!(id));
                let fields = changes.iter().filter(|change| change.field != "category");
                add_course(&mut value, fields.map(pair));
                if let Some(category) = category {
                    value.insert("categoryid".to_owned(), json!(self.category_id(category)?));
                }
                let mut changed = self.in_course(
                    Function::UpdateCourses,
                    operation,
                    (shortname, id),
                    Json::Object(value),
                );
                changed.id = id;
                changed.subject.category = category
                    .as_ref()
                    .map(|category| Name::Category(category.path.clone()).label());
                Ok(changed)
            }
            Operation::DeleteCourse { shortname, .. } => {
                let id = self.id(&Name::course(shortname))?;
                let gone = self.in_course(
                    Function::DeleteCourses,
                    operation,
                    (shortname, id),
                    json!(id),
                );
                Ok(Element { id, ..gone })
            }
            _ => Err(other(operation)),
        }
    }

    /// Operations that change one account, as one element.
    fn account_update<'o>(&self, operations: &'o [Operation]) -> Result<Element<'o>, Problem> {
        let mut value = Parameters::new();
        let Some(first) = operations.first() else {
            return Err(Problem::missing("an account"));
        };
        let username = match first {
            Operation::RenameUser { from, .. } => from,
            Operation::UpdateUser { username, .. } | Operation::SetPassword { username, .. } => {
                username
            }
            _ => return Err(other(first)),
        };
        let id = self.id(&Name::user(username))?;
        value.insert("id".to_owned(), json!(id));
        for operation in operations {
            match operation {
                Operation::RenameUser { to, .. } => {
                    drop(value.insert("username".to_owned(), json!(to)));
                }
                Operation::UpdateUser { changes, .. } => {
                    add_account(&mut value, changes.iter().map(pair));
                }
                Operation::SetPassword { secret, .. } => {
                    drop(value.insert("password".to_owned(), json!(secret.0)));
                }
                _ => return Err(other(operation)),
            }
        }
        Ok(self.of_user(Function::UpdateUsers, first, id, Json::Object(value)))
    }

    /// The picture itself, then its checksum, where the site has a profile field for it.
    fn picture<'o>(
        &self,
        operation: &'o Operation,
        user: &str,
        checksum: &str,
        part: u8,
    ) -> Result<Vec<Element<'o>>, Problem> {
        let id = self.id(&Name::user(user))?;
        let (function, value) = match part {
            0 => (Function::UpdatePicture, json!({"userid": id})),
            _ if self.known.facts.profile_fields.contains(CHECKSUM_FIELD) => (
                Function::UpdateUsers,
                json!({"id": id, "customfields": [{"type": CHECKSUM_FIELD, "value": checksum}]}),
            ),
            _ => return Ok(Vec::new()),
        };
        Ok(vec![self.of_user(function, operation, id, value)])
    }

    fn enrolment<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
        let (course, user) = match operation {
            Operation::Enrol { course, user, .. }
            | Operation::SetEnrolment { course, user, .. }
            | Operation::Unenrol { course, user, .. } => (course, user),
            _ => return Err(other(operation)),
        };
        let ids = (self.id(&Name::course(course))?, self.id(&Name::user(user))?);
        let (function, value) = match operation {
            Operation::Enrol {
                role, start, end, ..
            } => {
                let role = match role.as_str() {
                    "" => self.held_role(ids, course, user)?,
                    role => self.id(&Name::Role(role.to_owned()))?,
                };
                (Function::Enrol, enrolled(ids, role, (*start, *end), true))
            }
            Operation::SetEnrolment {
                new: EnrolmentState { start, end, active },
                ..
            } => {
                let role = self.held_role(ids, course, user)?;
                (
                    Function::Enrol,
                    enrolled(ids, role, (*start, *end), *active),
                )
            }
            _ => (
                Function::Unenrol,
                json!({"courseid": ids.0, "userid": ids.1}),
            ),
        };
        let mut element = self.person_in_course(function, operation, (course, user), ids, value);
        element.subject.method = Some(format!(
            "the enabled enrolment method manual of the course {course}"
        ));
        Ok(element)
    }

    /// A role that a person holds in a course already: the function that changes periods wants one and gives it again.
    fn held_role(
        &self,
        (course, user): (u64, u64),
        shortname: &str,
        username: &str,
    ) -> Result<u64, Problem> {
        let held = self.known.roles_of(course, user, "");
        let ids = held
            .iter()
            .filter_map(|role| Some(self.known.role_by_shortname(role)?.id));
        let without = || {
            Problem::because(format!(
                "{username} holds no role in the course {shortname}, and Moodle's function changes an enrolment only together with a role"
            ))
        };
        ids.min().ok_or_else(without)
    }

    fn role<'o>(
        &self,
        function: Function,
        operation: &'o Operation,
        course: &str,
        user: &str,
        role: &str,
    ) -> Result<Element<'o>, Problem> {
        let ids = (self.id(&Name::course(course))?, self.id(&Name::user(user))?);
        let role = self.id(&Name::Role(role.to_owned()))?;
        let value = json!({
            "roleid": role,
            "userid": ids.1,
            "contextlevel": "course",
            "instanceid": ids.0,
        });
        Ok(self.person_in_course(function, operation, (course, user), ids, value))
    }

    fn cohort<'o>(&self, operation: &'o Operation, part: u8) -> Result<Element<'o>, Problem> {
        match operation {
            Operation::CreateCohort { cohort, .. } if part == 1 => {
                // Only one cohort may be made without an idnumber; but any may lose it.
                let id = self.cohort_id(cohort)?;
                let place = self.ids.cohort_place(self.known, id).unwrap_or(0);
                let value = json!({
                    "id": id,
                    "categorytype": cohort_place(place),
                    "name": cohort.name,
                    "idnumber": "",
                });
                let without = of_cohort(Function::UpdateCohorts, operation, id, value);
                Ok(Element { place, ..without })
            }
            Operation::CreateCohort {
                cohort,
                idnumber,
                description,
                category,
                ..
            } => {
                let place = match category {
                    Some(category) => self.category_id(category)?,
                    None => 0,
                };
                let idnumber = match idnumber.as_str() {
                    "" => passing_idnumber(&cohort.name),
                    given => given.to_owned(),
                };
                let value = json!({
                    "categorytype": cohort_place(place),
                    "name": cohort.name,
                    "idnumber": idnumber,
                    "description": description,
                    "descriptionformat": HTML,
                });
                let mut new = element(Function::CreateCohorts, operation, value);
                new.place = place;
                new.subject.category = category
                    .as_ref()
                    .map(|category| Name::Category(category.path.clone()).label());
                Ok(new)
            }
            Operation::UpdateCohort {
                cohort,
                changes,
                category,
            } => {
                let id = self.cohort_id(cohort)?;
                let moves = changes.iter().any(|change| change.field == "ccatcontext");
                let place = match category {
                    Some(category) => Some(self.category_id(category)?),
                    None if moves => Some(0),
                    None => self.ids.cohort_place(self.known, id),
                };
                let name = Name::Cohort(cohort.name.clone());
                let place = place.ok_or_else(|| Problem::missing(name.label()))?;
                let mut value = Parameters::new();
                value.insert("id".to_owned(), json!(id));
                value.insert("categorytype".to_owned(), cohort_place(place));
                for (column, parameter) in [
                    ("cname", "name"),
                    ("cidnumber", "idnumber"),
                    ("cdescription", "description"),
                ] {
                    if let Some(new) = new_text(changes, column) {
                        value.insert(parameter.to_owned(), json!(new));
                    }
                }
                let mut changed =
                    of_cohort(Function::UpdateCohorts, operation, id, Json::Object(value));
                changed.place = place;
                Ok(changed)
            }
            Operation::DeleteCohort { cohort, .. } => {
                let id = self.cohort_id(cohort)?;
                Ok(of_cohort(Function::DeleteCohorts, operation, id, json!(id)))
            }
            _ => Err(other(operation)),
        }
    }

    fn cohort_member<'o>(
        &self,
        operation: &'o Operation,
        cohort: &CohortKey,
        username: &str,
    ) -> Result<Element<'o>, Problem> {
        let (id, user) = (self.cohort_id(cohort)?, self.id(&Name::user(username))?);
        let (function, value) = match operation {
            Operation::AddCohortMember { .. } => (
                Function::AddCohortMembers,
                json!({
                    "cohorttype": {"type": "id", "value": id},
                    "usertype": {"type": "id", "value": user},
                }),
            ),
            _ => (
                Function::DeleteCohortMembers,
                json!({"cohortid": id, "userid": user}),
            ),
        };
        let mut member = of_cohort(function, operation, id, value);
        member.user = user;
        member.place = id;
        member.locks.push(Lock::User(user));
        member.subject.user = Some(Name::user(username).label());
        Ok(member)
    }

    fn link<'o>(
        &self,
        function: Function,
        operation: &'o Operation,
        course: &str,
        source: &str,
    ) -> Result<Element<'o>, Problem> {
        let (meta, taken) = (
            self.id(&Name::course(course))?,
            self.id(&Name::course(source))?,
        );
        let value = json!({"metacourseid": meta, "courseid": taken});
        let mut link = self.in_course(function, operation, (course, meta), value);
        link.locks.push(Lock::Course(taken));
        link.subject.made = Some(format!(
            "the link by which the course {course} takes the people of the course {source}"
        ));
        Ok(link)
    }

    fn group<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
        match operation {
            Operation::CreateGroup { course, group } => {
                let id = self.id(&Name::course(course))?;
                let mut value = new_group(id, group);
                // An empty one counts as given, and is then looked for in the other groups.
                if group.idnumber.is_empty() {
                    value.remove("idnumber");
                }
                let value = Json::Object(value);
                Ok(self.in_course(Function::CreateGroups, operation, (course, id), value))
            }
            Operation::UpdateGroup {
                course,
                group,
                changes,
            } => {
                let place = self.id(&Name::course(course))?;
                let id = self.id(&Name::group(course, group))?;
                let value = changed_group(id, group, changes);
                let changed =
                    self.in_course(Function::UpdateGroups, operation, (course, place), value);
                Ok(Element { id, ..changed })
            }
            Operation::DeleteGroup { course, old, .. } => {
                let place = self.id(&Name::course(course))?;
                let id = self.id(&Name::group(course, &old.name))?;
                let gone = self.in_course(
                    Function::DeleteGroups,
                    operation,
                    (course, place),
                    json!(id),
                );
                Ok(Element { id, ..gone })
            }
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
            } => {
                let ids = (self.id(&Name::course(course))?, self.id(&Name::user(user))?);
                let id = self.id(&Name::group(course, group))?;
                let function = match operation {
                    Operation::AddGroupMember { .. } => Function::AddGroupMembers,
                    _ => Function::DeleteGroupMembers,
                };
                let value = json!({"groupid": id, "userid": ids.1});
                let member = self.person_in_course(function, operation, (course, user), ids, value);
                Ok(Element { id, ..member })
            }
            _ => Err(other(operation)),
        }
    }

    fn grouping<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
        match operation {
            Operation::CreateGrouping { course, grouping } => {
                let id = self.id(&Name::course(course))?;
                // Without an idnumber, even an empty one, Moodle makes the grouping and then answers with an error.
                let value = Json::Object(new_group(id, grouping));
                Ok(self.in_course(Function::CreateGroupings, operation, (course, id), value))
            }
            Operation::UpdateGrouping {
                course,
                grouping,
                changes,
            } => {
                let place = self.id(&Name::course(course))?;
                let id = self.id(&Name::grouping(course, grouping))?;
                let value = changed_group(id, grouping, changes);
                let changed =
                    self.in_course(Function::UpdateGroupings, operation, (course, place), value);
                Ok(Element { id, ..changed })
            }
            Operation::DeleteGrouping { course, old, .. } => {
                let place = self.id(&Name::course(course))?;
                let id = self.id(&Name::grouping(course, &old.name))?;
                let gone = self.in_course(
                    Function::DeleteGroupings,
                    operation,
                    (course, place),
                    json!(id),
                );
                Ok(Element { id, ..gone })
            }
            Operation::AddToGrouping {
                course,
                grouping,
                group,
            } => {
                let place = self.id(&Name::course(course))?;
                // Both are of this course: Moodle would take a group of another one as well.
                let id = self.id(&Name::grouping(course, grouping))?;
                let group = self.id(&Name::group(course, group))?;
                let value = json!({"groupingid": id, "groupid": group});
                let added =
                    self.in_course(Function::AssignGrouping, operation, (course, place), value);
                Ok(Element { id, ..added })
            }
            _ => Err(other(operation)),
        }
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
        element.subject.user = username.map(|username| Name::user(username).label());
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
        element.subject.course = Some(Name::course(shortname).label());
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
        element.subject.user = Some(Name::user(username).label());
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
        subject: Subject {
            made: makes(operation).map(|name| name.label()),
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

fn new_user(operation: &Operation) -> Element<'_> {
    let mut value = Parameters::new();
    if let Operation::CreateUser {
        username,
        fields,
        password,
        secret,
        force_change: force,
        ..
    } = operation
    {
        value.insert("username".to_owned(), json!(username));
        // Nobody is created suspended: that is the second part.
        let fields = fields.iter().filter(|(name, _)| *name != "suspended");
        add_account(
            &mut value,
            fields.map(|(name, value)| (name.as_str(), Some(value))),
        );
        match password {
            Password::Set => {
                value.insert("password".to_owned(), json!(secret.0));
                if *force {
                    force_change(&mut value);
                }
            }
            Password::ToGenerate => drop(value.insert("createpassword".to_owned(), json!(1))),
            Password::None => {}
        }
    }
    element(Function::CreateUsers, operation, Json::Object(value))
}

fn enrolled((course, user): (u64, u64), role: u64, (start, end): (i64, i64), active: bool) -> Json {
    // All of them each time: what is left out is set to nothing.
    json!({
        "roleid": role,
        "userid": user,
        "courseid": course,
        "timestart": start,
        "timeend": end,
        "suspend": !active,
    })
}

fn cohort_place(category: u64) -> Json {
    match category {
        0 => json!({"type": "system", "value": ""}),
        id => json!({"type": "id", "value": id}),
    }
}

/// What stands for the idnumber of a cohort that is to have none, for a moment: unique, and telling where it comes from.
fn passing_idnumber(name: &str) -> String {
    let mut bytes = [0; 8];
    // Without random bytes the name alone must do.
    let _ = getrandom::fill(&mut bytes);
    let start: String = name.chars().take(40).collect();
    format!("toolsync {start} {:016x}", u64::from_be_bytes(bytes))
}

fn new_group(course: u64, group: &GroupState) -> Parameters {
    [
        ("courseid", json!(course)),
        ("name", json!(group.name)),
        ("idnumber", json!(group.idnumber)),
        ("description", json!(group.description)),
        ("descriptionformat", json!(HTML)),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

fn changed_group(id: u64, name: &str, changes: &[Change]) -> Json {
    let mut value = Parameters::new();
    value.insert("id".to_owned(), json!(id));
    value.insert("name".to_owned(), json!(name));
    for field in ["name", "idnumber", "description"] {
        if let Some(new) = new_text(changes, field) {
            value.insert(field.to_owned(), json!(new));
        }
    }
    Json::Object(value)
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

/// What cannot happen: [`Builder::elements`] hands each operation to the function of its family.
fn other(operation: &Operation) -> Problem {
    Problem::because(operation.name())
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
