//! Ids of objects that the snapshot does not have: they came to be after it was taken.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use toolsync_core::site::SiteIndex;

use super::super::error::CallError;
use super::calls::Calls;
use super::ids::{Ids, Name};
use super::reply::number;

impl Calls<'_> {
    /// Looks for objects by name; what is found is remembered. Courses come before what is in them.
    ///
    /// # Errors
    /// When the site does not answer.
    pub(super) async fn find(
        &self,
        known: &SiteIndex,
        ids: &std::sync::Mutex<Ids>,
        names: &BTreeSet<Name>,
    ) -> Result<(), CallError> {
        let lock = || {
            ids.lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        };
        let is_known = |name: &&Name| lock().find(known, name).is_some();
        let missing: Vec<&Name> = names.iter().filter(|name| !is_known(name)).collect();
        let usernames = missing.iter().filter_map(|name| match name {
            Name::User(username) => Some(json!(username)),
            _ => None,
        });
        let usernames: Vec<Json> = usernames.collect();
        if !usernames.is_empty() {
            for (username, id) in self.users("username", usernames).await? {
                lock().remember(Name::User(username), id);
            }
        }
        // In the order of their kinds: courses before groups.
        for name in missing {
            let found = match name {
                Name::Course(shortname) => self.course(shortname).await?,
                Name::Category(path) => self.category(path).await?,
                Name::Cohort(cohort) => self.cohort(cohort).await?,
                Name::Group(course, group) | Name::Grouping(course, group) => {
                    let reader = match name {
                        Name::Group(..) => "core_group_get_course_groups",
                        _ => "core_group_get_course_groupings",
                    };
                    let course = lock().find(known, &Name::Course(course.clone()));
                    match course {
                        Some(course) => {
                            let asked = json!({"courseid": course});
                            named(&self.read(reader, &asked).await?, "name", group)
                        }
                        None => None,
                    }
                }
                // No function tells which roles there are; accounts were looked for all together.
                Name::Role(_) | Name::User(_) => None,
            };
            if let Some(id) = found {
                lock().remember(name.clone(), id);
            }
        }
        Ok(())
    }

    async fn course(&self, shortname: &str) -> Result<Option<u64>, CallError> {
        let asked = json!({"field": "shortname", "value": shortname});
        let answer = self
            .read("core_course_get_courses_by_field", &asked)
            .await?;
        Ok(number(&answer["courses"][0]["id"]))
    }

    async fn category(&self, path: &[String]) -> Result<Option<u64>, CallError> {
        let mut parent = 0;
        for name in path {
            let criteria = [("parent", &json!(parent)), ("name", &json!(name))];
            let answer = self.categories(&criteria, false).await?;
            match number(&answer[0]["id"]) {
                Some(id) => parent = id,
                None => return Ok(None),
            }
        }
        Ok(Some(parent))
    }

    async fn cohort(&self, name: &str) -> Result<Option<u64>, CallError> {
        let all = self.read("core_cohort_get_cohorts", &json!({})).await?;
        Ok(named(&all, "name", name))
    }
}

/// The id of the first object of a list whose field is this text.
fn named(list: &Json, field: &str, text: &str) -> Option<u64> {
    let mut list = list.as_array()?.iter();
    number(&list.find(|object| object[field] == text)?["id"])
}
