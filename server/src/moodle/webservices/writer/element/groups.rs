//! Groups, groupings, and who is in them.

use serde_json::{Value as Json, json};
use toolsync_core::plan::{Change, GroupState, Operation};

use super::super::fields::Parameters;
use super::super::function::Function;
use super::super::ids::Name;
use super::super::problem::Problem;
use super::{Builder, Element, HTML, new_text, other};

impl Builder<'_> {
    pub(super) fn group<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
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

    pub(super) fn grouping<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
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
