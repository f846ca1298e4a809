//! Enrolments and roles.

use serde_json::{Value as Json, json};
use toolsync_core::plan::{EnrolmentState, Operation};
use toolsync_core::site::{Thing, ThingKind};

use super::super::function::Function;
use super::super::ids::Name;
use super::super::problem::{Cause, Problem};
use super::{Builder, Element, other};

impl Builder<'_> {
    pub(super) fn enrolment<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
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
        let method = Thing::in_course(ThingKind::EnabledMethod, "manual", course);
        element.subject.method = Some(method);
        Ok(element)
    }

    /// A role that a person holds in a course already: the function that changes periods wants one and gives it again.
    pub(super) fn held_role(
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
            Problem::because(Cause::NoRole {
                user: username.to_owned(),
                course: shortname.to_owned(),
            })
        };
        ids.min().ok_or_else(without)
    }

    pub(super) fn role<'o>(
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
