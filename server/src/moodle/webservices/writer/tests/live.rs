//! A live Moodle, as tests use it: what the environment variables `TOOLSYNC_MOODLE_URL` and `TOOLSYNC_MOODLE_TOKEN` name, and
//! `TOOLSYNC_MOODLE_FIELDS` when it takes larger forms than usual. Without them such tests are left out, and say so.

use serde_json::{Value as Json, json};

use super::*;

/// A live Moodle, and what this test has made on it.
pub(super) struct Live {
    client: Client,
    pub(super) writer: Writer,
    pub(super) known: SiteIndex,
    /// What all names begin with.
    pub(super) mark: String,
}

impl Live {
    /// The one that the environment names, if any.
    pub(super) fn of_environment(limits: Limits) -> Option<Self> {
        let (Ok(address), Ok(token)) = (
            std::env::var("TOOLSYNC_MOODLE_URL"),
            std::env::var("TOOLSYNC_MOODLE_TOKEN"),
        ) else {
            println!("left out: TOOLSYNC_MOODLE_URL and TOOLSYNC_MOODLE_TOKEN name no live Moodle");
            return None;
        };
        let room = std::env::var("TOOLSYNC_MOODLE_FIELDS").ok();
        let room = room.and_then(|fields| fields.parse().ok());
        let client = || {
            let room = room.unwrap_or(Client::USUAL_FORM);
            Client::new(&address.parse().unwrap(), Secret(token.clone()), room).unwrap()
        };
        Some(Self {
            client: client(),
            writer: Writer::new(client(), limits),
            known: nothing_known(),
            mark: format!("server{}", jiff::Timestamp::now().as_second()),
        })
    }

    pub(super) fn name(&self, end: &str) -> String {
        format!("{}{end}", self.mark)
    }

    /// Asks the site.
    pub(super) async fn ask(&self, function: &str, mut asked: Json) -> Json {
        asked["moodlewssettingraw"] = json!(1);
        self.client.ask(function, &asked).await.unwrap().value
    }

    /// Has each operation done as a row of its own.
    pub(super) async fn rows(&self, operations: Vec<Operation>) {
        let rows: Vec<Vec<Operation>> = operations.into_iter().map(|one| vec![one]).collect();
        let applied = apply(&self.writer, &self.known, &rows).await;
        for (row, applied) in rows.iter().zip(applied) {
            assert_eq!(applied, Applied::Done, "{row:?}");
        }
    }

    pub(super) async fn user(&self, username: &str) -> Json {
        let asked = json!({"field": "username", "values": [username]});
        self.ask("core_user_get_users_by_field", asked).await[0].clone()
    }

    pub(super) async fn course(&self, shortname: &str) -> Json {
        let asked = json!({"field": "shortname", "value": shortname});
        let found = self.ask("core_course_get_courses_by_field", asked).await;
        found["courses"][0].clone()
    }

    /// Participants of a course: login names with the short names of their roles and the names of their groups. `only`: an option.
    pub(super) async fn people(
        &self,
        course: &Json,
        only: Option<&str>,
    ) -> Vec<(String, String, String)> {
        let mut options = vec![json!({"name": "userfields", "value": "username, roles, groups"})];
        options.extend(only.map(|name| json!({"name": name, "value": 1})));
        let asked = json!({"courseid": course["id"], "options": options});
        let people = self.ask("core_enrol_get_enrolled_users", asked).await;
        let names = |list: &Json, field: &str| {
            let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
            let mut names: Vec<&str> = list.iter().filter_map(|one| one[field].as_str()).collect();
            names.sort_unstable();
            names.join(" ")
        };
        let mut people: Vec<_> = people
            .as_array()
            .unwrap()
            .iter()
            .map(|person| {
                (
                    person["username"].as_str().unwrap().replace(&self.mark, ""),
                    names(&person["roles"], "shortname"),
                    // These names come as a page shows them, whatever is asked.
                    names(&person["groups"], "name").replace("&amp;", "&"),
                )
            })
            .collect();
        people.sort();
        people
    }

    pub(super) async fn cohort(&self, name: &str) -> Option<Json> {
        let all = self.ask("core_cohort_get_cohorts", json!({})).await;
        let mut all = all.as_array()?.iter();
        all.find(|cohort| cohort["name"] == name).cloned()
    }
}
