//! What became of a call whose answer was lost: looked up, not guessed.

use std::collections::BTreeSet;

use hashbrown::HashMap;
use serde_json::{Value as Json, json};
use toolsync_core::plan::Operation;

use super::super::error::CallError;
use super::calls::{Calls, Outcome, Verdict};
use super::element::Element;
use super::function::{AfterLoss, Function};
use super::reply::number;

/// How many values a look-up asks for at once.
pub(super) const AT_ONCE: usize = 100;

impl Calls<'_> {
    /// Looks what a lost call did. A caller that goes away does not stop the site: it may still be at work, so it is looked several times.
    pub(super) async fn settle(
        &self,
        function: Function,
        elements: &[&Element<'_>],
        lost: CallError,
    ) -> Outcome {
        let name = function.traits().name;
        tracing::info!(function = name, error = lost.name(), "the answer is lost");
        let mut wait = self.limits.patience;
        let mut seen = None;
        for _ in 0..self.limits.attempts.max(1) {
            tokio::time::sleep(wait).await;
            wait *= 2;
            match self.seen(function, elements).await {
                Ok(verdicts) => {
                    let all = verdicts.iter().all(Option::is_some);
                    seen = Some(verdicts);
                    // Again is harmless, so there is nothing to wait for.
                    if all || function.traits().after_loss == AfterLoss::Repeat {
                        break;
                    }
                }
                Err(error) => tracing::info!(error = error.name(), "the site is not back yet"),
            }
        }
        match seen {
            Some(verdicts) => Outcome::Told(verdicts),
            None => Outcome::Away(lost),
        }
    }

    /// What is seen to have been done; none: it is to be sent again.
    async fn seen(
        &self,
        function: Function,
        elements: &[&Element<'_>],
    ) -> Result<Vec<Option<Verdict>>, CallError> {
        let after_loss = function.traits().after_loss;
        if after_loss == AfterLoss::Repeat {
            return Ok(vec![None; elements.len()]);
        }
        let there = self.there(function, elements).await?.into_iter();
        Ok(match after_loss {
            AfterLoss::LookForOld => there
                .map(|found| match found {
                    Some(_) => None,
                    None => Some(Verdict::Done(None)),
                })
                .collect(),
            _ => there
                .map(|found| found.map(|id| Verdict::Done((id != 0).then_some(id))))
                .collect(),
        })
    }

    /// The id of each thing that the elements make or take away, as far as it is there now; 0 where it has none of its own.
    pub(super) async fn there(
        &self,
        function: Function,
        elements: &[&Element<'_>],
    ) -> Result<Vec<Option<u64>>, CallError> {
        match function {
            Function::CreateUsers => {
                let names = elements.iter().map(|element| sent(element, "username"));
                let found = self.users("username", names.collect()).await?;
                let by_name = |element: &&Element<'_>| {
                    let name = sent(element, "username");
                    found.get(name.as_str()?).copied()
                };
                Ok(elements.iter().map(by_name).collect())
            }
            Function::DeleteUsers => {
                let ids = elements.iter().map(|element| json!(element.id));
                let found = self.users("id", ids.collect()).await?;
                // A deleted account is found by its id all the same, under another login name.
                let names: HashMap<u64, &String> =
                    found.iter().map(|(name, id)| (*id, name)).collect();
                let still = |element: &&Element<'_>| match element.operation {
                    Operation::DeleteUser { username, .. } => {
                        let found = names.get(&element.id)?;
                        (*found == username).then_some(element.id)
                    }
                    _ => None,
                };
                Ok(elements.iter().map(still).collect())
            }
            Function::CreateCourses => {
                let mut found = Vec::new();
                for element in elements {
                    let shortname = sent(element, "shortname");
                    let asked = json!({"field": "shortname", "value": shortname});
                    let answer = self
                        .read("core_course_get_courses_by_field", &asked)
                        .await?;
                    found.push(id_of(first(&answer["courses"])));
                }
                Ok(found)
            }
            Function::DeleteCourses => {
                let found = self.courses(elements).await?;
                let still = |element: &&Element<'_>| found.get(&element.id).map(|_| element.id);
                Ok(elements.iter().map(still).collect())
            }
            Function::CreateCategories => {
                let mut found = Vec::new();
                for element in elements {
                    let criteria = [
                        ("parent", &element.value["parent"]),
                        ("name", &element.value["name"]),
                    ];
                    let answer = self.categories(&criteria, false).await?;
                    found.push(id_of(first(&answer)));
                }
                Ok(found)
            }
            Function::DeleteCategories => {
                let mut found = Vec::new();
                for element in elements {
                    let answer = self
                        .categories(&[("id", &json!(element.id))], false)
                        .await?;
                    found.push(id_of(first(&answer)));
                }
                Ok(found)
            }
            Function::CreateCohorts | Function::DeleteCohorts => {
                let answer = self.read("core_cohort_get_cohorts", &json!({})).await?;
                let all = answer.as_array().map(Vec::as_slice).unwrap_or_default();
                let find = |element: &&Element<'_>| {
                    let mut all = all.iter();
                    let found = all.find(|cohort| match function {
                        Function::CreateCohorts => cohort["idnumber"] == element.value["idnumber"],
                        _ => number(&cohort["id"]) == Some(element.id),
                    });
                    id_of(found)
                };
                Ok(elements.iter().map(find).collect())
            }
            Function::AddCohortMembers => {
                let mut members: HashMap<u64, BTreeSet<u64>> = HashMap::new();
                for cohort in distinct(elements.iter().map(|element| element.id)) {
                    let asked = json!({"cohortids": [cohort]});
                    let answer = self.read("core_cohort_get_cohort_members", &asked).await?;
                    let ids = first(&answer).map(|found| numbers(&found["userids"]));
                    members.insert(cohort, ids.unwrap_or_default());
                }
                let is_in = |element: &&Element<'_>| {
                    let members = members.get(&element.id)?;
                    members.contains(&element.user).then_some(0)
                };
                Ok(elements.iter().map(is_in).collect())
            }
            Function::CreateGroups | Function::CreateGroupings => {
                let reader = match function {
                    Function::CreateGroups => "core_group_get_course_groups",
                    _ => "core_group_get_course_groupings",
                };
                let mut by_course = HashMap::new();
                for course in distinct(elements.iter().map(|element| element.place)) {
                    let answer = self.read(reader, &json!({"courseid": course})).await?;
                    by_course.insert(course, answer);
                }
                let find = |element: &&Element<'_>| {
                    let mut all = by_course.get(&element.place)?.as_array()?.iter();
                    id_of(all.find(|found| found["name"] == element.value["name"]))
                };
                Ok(elements.iter().map(find).collect())
            }
            Function::Enrol => self.enrolled(elements).await,
            // All others may be sent again.
            _ => Ok(vec![None; elements.len()]),
        }
    }

    /// Whether new participants are there. Of those who were there before, no function tells the period: they are sent again, which may
    /// announce the course to them twice.
    async fn enrolled(&self, elements: &[&Element<'_>]) -> Result<Vec<Option<u64>>, CallError> {
        let mut by_course: HashMap<u64, BTreeSet<u64>> = HashMap::new();
        for course in distinct(elements.iter().map(|element| element.place)) {
            let asked = json!({
                "courseid": course,
                "options": [{"name": "userfields", "value": "id"}],
            });
            let answer = self.read("core_enrol_get_enrolled_users", &asked).await?;
            let people = answer.as_array().map(Vec::as_slice).unwrap_or_default();
            let ids = people.iter().filter_map(|person| number(&person["id"]));
            by_course.insert(course, ids.collect());
        }
        let is_new_there = |element: &&Element<'_>| {
            let new = matches!(element.operation, Operation::Enrol { old: None, .. });
            let there = by_course.get(&element.place)?;
            (new && there.contains(&element.user)).then_some(0)
        };
        Ok(elements.iter().map(is_new_there).collect())
    }

    /// Accounts by a field: login name and id of each that is found.
    pub(super) async fn users(
        &self,
        field: &str,
        values: Vec<Json>,
    ) -> Result<HashMap<String, u64>, CallError> {
        let mut found = HashMap::new();
        for values in values.chunks(AT_ONCE) {
            let asked = json!({"field": field, "values": values});
            let answer = self.read("core_user_get_users_by_field", &asked).await?;
            for user in answer.as_array().into_iter().flatten() {
                if let (Some(name), Some(id)) = (user["username"].as_str(), number(&user["id"])) {
                    found.insert(name.to_owned(), id);
                }
            }
        }
        Ok(found)
    }

    /// The courses that elements are about, as they are now, by id.
    pub(super) async fn courses(
        &self,
        elements: &[&Element<'_>],
    ) -> Result<HashMap<u64, Json>, CallError> {
        let mut found = HashMap::new();
        for elements in elements.chunks(AT_ONCE) {
            let ids: Vec<u64> = elements.iter().map(|element| element.id).collect();
            let asked = json!({"options": {"ids": ids}});
            let answer = self.read("core_course_get_courses", &asked).await?;
            for course in answer.as_array().into_iter().flatten() {
                found.extend(number(&course["id"]).map(|id| (id, course.clone())));
            }
        }
        Ok(found)
    }

    /// Categories that meet all criteria; `below`: and those below them.
    pub(super) async fn categories(
        &self,
        criteria: &[(&str, &Json)],
        below: bool,
    ) -> Result<Json, CallError> {
        let criteria: Vec<Json> = criteria
            .iter()
            .map(|(key, value)| json!({"key": key, "value": value}))
            .collect();
        let asked = json!({"criteria": criteria, "addsubcategories": below});
        self.read("core_course_get_categories", &asked).await
    }

    /// Asks a function that changes nothing. Texts come as they are kept, and not as a page would show them.
    pub(super) async fn read(&self, function: &str, asked: &Json) -> Result<Json, CallError> {
        let mut asked = asked.clone();
        asked["moodlewssettingraw"] = json!(true);
        let answer = self.client.ask::<Json>(function, &asked).await?;
        Ok(answer.value)
    }
}

fn sent(element: &Element<'_>, parameter: &str) -> Json {
    element.value[parameter].clone()
}

fn first(list: &Json) -> Option<&Json> {
    list.as_array()?.first()
}

fn id_of(found: Option<&Json>) -> Option<u64> {
    number(&found?["id"])
}

fn numbers(list: &Json) -> BTreeSet<u64> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(number)
        .collect()
}

fn distinct(ids: impl Iterator<Item = u64>) -> BTreeSet<u64> {
    ids.collect()
}
