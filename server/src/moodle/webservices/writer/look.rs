//! Looks before leaps: what Moodle would do without asking, and must not.
//!
//! A deleted category takes what is in it along or moves it, a course is written into a category that does not exist, groups go with their
//! members, whoever changed a field since the plan is overwritten: what these functions do not check is read before they are called.

use hashbrown::HashMap;
use serde_json::{Value as Json, json};
use toolsync_core::plan::Operation;
use toolsync_core::site::{ApplyError, Features, Part, Thing, ThingKind};

use super::super::error::CallError;
use super::super::refusal::{Fault, Refusal};
use super::calls::Calls;
use super::element::Element;
use super::expected::{of_cohort, of_group, renamed_course};
use super::function::Function;
use super::problem::Problem;
use super::reply::number;
use super::settle::AT_ONCE;

impl Calls<'_> {
    /// Completes elements with what has to be read first, and says which must not be sent.
    ///
    /// # Errors
    /// When the site does not answer.
    pub(super) async fn look(
        &self,
        function: Function,
        elements: &mut [Element<'_>],
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let mut problems = match function {
            Function::DeleteCategories => self.look_into_categories(elements).await?,
            Function::UpdateCourses => self.look_for_categories(elements).await?,
            Function::DeleteCourses => self.look_at_courses(elements).await?,
            Function::DeleteUsers => self.look_at_users(elements).await?,
            Function::UpdateCohorts => self.look_at_cohorts(elements).await?,
            Function::UpdateGroupings => self.look_at_groupings(elements, false).await?,
            Function::DeleteGroupings => self.look_at_groupings(elements, true).await?,
            Function::DeleteGroups => self.look_at_members(elements).await?,
            _ => vec![None; elements.len()],
        };
        let moved = self.moved(function, elements).await?;
        for (problem, moved) in problems.iter_mut().zip(moved) {
            *problem = problem.take().or(moved);
        }
        Ok(problems)
    }

    /// That categories hold neither courses nor categories.
    async fn look_into_categories(
        &self,
        elements: &mut [Element<'_>],
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let mut problems = Vec::new();
        for element in elements {
            let what = element.category();
            let answer = self.categories(&[("id", &json!(element.id))], true).await?;
            let found = answer.as_array().map(Vec::as_slice).unwrap_or_default();
            let own = found
                .iter()
                .find(|category| number(&category["id"]) == Some(element.id));
            let Some(own) = own else {
                problems.push(Some(Problem::missing(what)));
                continue;
            };
            let courses = number(&own["coursecount"]).unwrap_or(0);
            let below = found.len() - 1;
            // Out of a category of the first level, nothing can be moved up: it goes with all that is in it, which is nothing.
            if number(&own["parent"]) == Some(0) {
                element.value = json!({"id": element.id, "recursive": 1});
            }
            problems.push((courses > 0 || below > 0).then(|| {
                let held = Features::new()
                    .count("courses", courses)
                    .count("categories", below as u64);
                Problem::moved(ApplyError::moved(what, Features::new(), held))
            }));
        }
        Ok(problems)
    }

    /// That the categories exist to which courses move: Moodle writes any number into the course, and warns afterwards.
    async fn look_for_categories(
        &self,
        elements: &mut [Element<'_>],
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let mut there: HashMap<u64, bool> = HashMap::new();
        let mut problems = Vec::new();
        for element in elements {
            let Some(id) = element.value.get("categoryid").and_then(number) else {
                problems.push(None);
                continue;
            };
            if !there.contains_key(&id) {
                let answer = self.categories(&[("id", &json!(id))], false).await?;
                there.insert(id, answer.as_array().is_some_and(|found| !found.is_empty()));
            }
            let missing = || Problem::missing(element.category());
            problems.push((there.get(&id) != Some(&true)).then(missing));
        }
        Ok(problems)
    }

    /// That courses that go are those that were meant.
    async fn look_at_courses(
        &self,
        elements: &mut [Element<'_>],
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let all: Vec<&Element<'_>> = elements.iter().collect();
        let found = self.courses(&all).await?;
        let problem = |element: &Element<'_>| {
            let Operation::DeleteCourse { shortname, .. } = element.operation else {
                return None;
            };
            let Some(now) = found.get(&element.id) else {
                return Some(Problem::missing(element.course()));
            };
            let now = now["shortname"].as_str().unwrap_or_default();
            let renamed = now.to_lowercase() != shortname.to_lowercase();
            renamed.then(|| Problem::changed(renamed_course(element.id), shortname, now))
        };
        Ok(elements.iter().map(problem).collect())
    }

    /// That accounts that go are those that were meant.
    async fn look_at_users(
        &self,
        elements: &mut [Element<'_>],
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let ids = elements.iter().map(|element| json!(element.id));
        let found = self.users("id", ids.collect()).await?;
        let problem = |element: &Element<'_>| {
            let Operation::DeleteUser { username, .. } = element.operation else {
                return None;
            };
            if found.get(username) == Some(&element.id) {
                return None;
            }
            // Deleted, or under another name by now.
            Some(Problem::missing(element.user()))
        };
        Ok(elements.iter().map(problem).collect())
    }

    /// What cohorts are called: the function wants name and idnumber each time.
    async fn look_at_cohorts(
        &self,
        elements: &mut [Element<'_>],
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let asked = |ids: &[u64]| json!({"cohortids": ids});
        let found = self
            .by_ids("core_cohort_get_cohorts", asked, elements.iter())
            .await?;
        let problem = |element: &mut Element<'_>| {
            let key = match element.operation {
                Operation::UpdateCohort { cohort, .. } | Operation::CreateCohort { cohort, .. } => {
                    cohort
                }
                _ => return None,
            };
            let Some(now) = found.get(&element.id) else {
                return Some(Problem::missing(Thing::cohort(&key.name)));
            };
            let name = now["name"].as_str().unwrap_or_default();
            if name != key.name {
                let what = Thing::numbered(ThingKind::NumberedCohort, element.id).part(Part::Name);
                return Some(Problem::changed(what, &*key.name, name));
            }
            for parameter in ["name", "idnumber"] {
                if element.value.get(parameter).is_none() {
                    element.value[parameter] = now[parameter].clone();
                }
            }
            of_cohort(element, now)
        };
        Ok(elements.iter_mut().map(problem).collect())
    }

    /// The descriptions of groupings, which the function that changes them wants each time; or, when they are to go, that they are empty.
    async fn look_at_groupings(
        &self,
        elements: &mut [Element<'_>],
        empty: bool,
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let asked = |ids: &[u64]| json!({"groupingids": ids, "returngroups": empty});
        let found = self
            .by_ids("core_group_get_groupings", asked, elements.iter())
            .await?;
        let problem = |element: &mut Element<'_>| {
            let what = match element.operation {
                Operation::UpdateGrouping {
                    course, grouping, ..
                } => Thing::grouping(course, grouping),
                Operation::DeleteGrouping { course, old, .. } => Thing::grouping(course, &old.name),
                _ => return None,
            };
            let Some(now) = found.get(&element.id) else {
                return Some(Problem::missing(what));
            };
            if !empty {
                if element.value.get("description").is_none() {
                    element.value["description"] = now["description"].clone();
                }
                return of_group(element, now);
            }
            let groups = now["groups"].as_array().map_or(0, Vec::len);
            let what = what.part(Part::Groups);
            (groups > 0).then(|| Problem::changed(what, "0", groups.to_string()))
        };
        Ok(elements.iter_mut().map(problem).collect())
    }

    /// That nobody is in groups that are to go.
    async fn look_at_members(
        &self,
        elements: &mut [Element<'_>],
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let mut problems = Vec::new();
        for element in elements {
            let Operation::DeleteGroup { course, old, .. } = element.operation else {
                problems.push(None);
                continue;
            };
            let what = Thing::group(course, &old.name);
            let asked = json!({"groupids": [element.id]});
            let answer = self.read("core_group_get_group_members", &asked).await;
            let answer = match answer {
                Ok(answer) => answer,
                Err(CallError::Refused(_)) => {
                    problems.push(Some(Problem::missing(what)));
                    continue;
                }
                Err(error) => return Err(error),
            };
            let members = answer[0]["userids"].as_array().map_or(0, Vec::len);
            let what = what.part(Part::Members);
            let full = (members > 0).then(|| Problem::changed(what, "0", members.to_string()));
            problems.push(full);
        }
        Ok(problems)
    }

    /// What a function tells of the objects of these elements, by id; asked one by one where it refuses all because of one.
    pub(super) async fn by_ids<'e, 'o: 'e>(
        &self,
        function: &str,
        asked: impl Fn(&[u64]) -> Json,
        elements: impl Iterator<Item = &'e Element<'o>>,
    ) -> Result<HashMap<u64, Json>, CallError> {
        let ids: Vec<u64> = elements.map(|element| element.id).collect();
        // Without addresses of files: what is read is compared, or written back.
        let asked = |ids: &[u64]| {
            let mut asked = asked(ids);
            asked["moodlewssettingfileurl"] = json!(false);
            asked
        };
        let mut answers = Vec::new();
        for ids in ids.chunks(AT_ONCE) {
            match self.read(function, &asked(ids)).await {
                Ok(answer) => answers.push(answer),
                Err(CallError::Refused(refusal)) if is_for_all(&refusal) => break,
                Err(CallError::Refused(_)) => {
                    for id in ids {
                        match self.read(function, &asked(&[*id])).await {
                            Ok(answer) => answers.push(answer),
                            Err(CallError::Refused(_)) => {}
                            Err(error) => return Err(error),
                        }
                    }
                }
                Err(error) => return Err(error),
            }
        }
        let objects = answers
            .into_iter()
            .filter_map(|answer| match answer {
                Json::Array(list) => Some(list),
                _ => None,
            })
            .flatten();
        Ok(objects
            .filter_map(|object| Some((number(&object["id"])?, object)))
            .collect())
    }
}

/// Whether a function would refuse whatever it is asked for.
fn is_for_all(refusal: &Refusal) -> bool {
    matches!(refusal.fault(), Fault::NotInService | Fault::NoFunction)
}
