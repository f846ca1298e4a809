//! Cohorts and their members.

use serde_json::{Value as Json, json};
use toolsync_core::plan::{CohortKey, Operation};

use super::super::fields::Parameters;
use super::super::function::Function;
use super::super::ids::Name;
use super::super::problem::Problem;
use super::{Builder, Element, HTML, Lock, element, new_text, of_cohort, other};

impl Builder<'_> {
    pub(super) fn cohort<'o>(
        &self,
        operation: &'o Operation,
        part: u8,
    ) -> Result<Element<'o>, Problem> {
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
                    .map(|category| Name::Category(category.path.clone()).thing());
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
                let place = place.ok_or_else(|| Problem::missing(name.thing()))?;
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

    pub(super) fn cohort_member<'o>(
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
        member.subject.user = Some(Name::user(username).thing());
        Ok(member)
    }
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
