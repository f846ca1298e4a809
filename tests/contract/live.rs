//! A live Moodle: connected for the run, looked at in its own tables, and left as it was found.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value as Json, json};
use sqlx::mysql::MySqlConnection;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _};
use url::form_urlencoded::Serializer;
use whole_system_tests::moodle::Called;
use whole_system_tests::skip::leave_out;

use crate::desk::Desk;
use crate::facts::{OF_COURSES, OF_USERS};
use crate::means::Means;

/// Where its token stands in the environment.
const TOKEN: &str = "TOOLSYNC_MOODLE_TOKEN";

/// Where the token of a service without the companion's functions stands.
const CORE_TOKEN: &str = "TOOLSYNC_MOODLE_CORE_TOKEN";

/// Where the address of its database stands.
const DATABASE: &str = "TOOLSYNC_MOODLE_DATABASE_URL";

/// Where the address of its database by an account that can only read stands, for Toolsync to read its state there.
const READER: &str = "TOOLSYNC_MOODLE_READER_URL";

/// Ids of the roles that scenarios give, as Moodle's installer makes them: editing teacher, teacher, student.
const ROLES: [u64; 3] = [3, 4, 5];

/// Facts by SQL for PostgreSQL, MariaDB and MySQL. `$1` is the prefix with `%`, `TEXT` the type of a text as a cast names it. The paths of
/// categories are made by the first part. (No `UNION` without `ALL`: MariaDB would take facts for the same that differ in case.)
const FACTS: &str = "
WITH RECURSIVE place(id, path) AS (
    SELECT id, CAST(name AS TEXT) FROM mdl_course_categories WHERE parent = 0
    UNION ALL
    SELECT c.id, p.path || '/' || c.name FROM mdl_course_categories c JOIN place p ON c.parent = p.id
),
u AS (SELECT * FROM mdl_user WHERE deleted = 0 AND username LIKE $1),
c AS (SELECT * FROM mdl_course WHERE shortname LIKE $1),
who AS (SELECT id, username FROM mdl_user),
context AS (SELECT x.id, c.shortname FROM mdl_context x JOIN c ON x.contextlevel = 50 AND x.instanceid = c.id),
cohorts AS (SELECT * FROM mdl_cohort WHERE name LIKE $1)
SELECT 'user;' || username || ';suspended;' || suspended FROM u
UNION ALL SELECT 'user;' || username || ';picture;' || CASE WHEN picture > 0 THEN 1 ELSE 0 END FROM u
UNION ALL SELECT 'category;' || p.path || ';' || coalesce(k.idnumber, '')
    FROM place p JOIN mdl_course_categories k ON k.id = p.id WHERE p.path LIKE $1
UNION ALL SELECT 'course;' || shortname || ';category;' || p.path FROM c JOIN place p ON p.id = c.category
UNION ALL SELECT 'course;' || shortname || ';visible;' || visible FROM c
UNION ALL SELECT 'section;' || shortname || ';' || s.section || ';' || s.name || ';' || coalesce(s.summary, '')
    FROM c JOIN mdl_course_sections s ON s.course = c.id WHERE s.section > 0 AND s.name <> ''
UNION ALL SELECT 'method;' || shortname || ';' || e.enrol FROM c JOIN mdl_enrol e ON e.courseid = c.id
    WHERE e.status = 0 AND e.enrol IN ('manual', 'self', 'guest')
UNION ALL SELECT 'link;' || c.shortname || ';' || source.shortname || ';' || (1 - e.status)
    FROM c JOIN mdl_enrol e ON e.courseid = c.id AND e.enrol = 'meta' JOIN c source ON source.id = e.customint1
UNION ALL SELECT 'enrolment;' || shortname || ';' || username || ';' || e.enrol || ';' || timestart || ';' || timeend || ';' || CASE WHEN m.status = 0 AND e.status = 0 THEN 1 ELSE 0 END
    FROM c JOIN mdl_enrol e ON e.courseid = c.id JOIN mdl_user_enrolments m ON m.enrolid = e.id JOIN who ON who.id = m.userid
UNION ALL SELECT 'role;' || context.shortname || ';' || username || ';' || r.shortname || ';' || replace(a.component, 'enrol_', '')
    FROM context JOIN mdl_role_assignments a ON a.contextid = context.id JOIN mdl_role r ON r.id = a.roleid JOIN who ON who.id = a.userid
UNION ALL SELECT 'group;' || shortname || ';' || g.name || ';' || g.idnumber || ';' || coalesce(g.description, '')
    FROM c JOIN mdl_groups g ON g.courseid = c.id
UNION ALL SELECT 'member;' || shortname || ';' || g.name || ';' || username
    FROM c JOIN mdl_groups g ON g.courseid = c.id JOIN mdl_groups_members m ON m.groupid = g.id JOIN who ON who.id = m.userid
UNION ALL SELECT 'grouping;' || shortname || ';' || g.name || ';' || g.idnumber || ';' || coalesce(g.description, '')
    FROM c JOIN mdl_groupings g ON g.courseid = c.id
UNION ALL SELECT 'part;' || shortname || ';' || g.name || ';' || o.name
    FROM c JOIN mdl_groupings g ON g.courseid = c.id JOIN mdl_groupings_groups p ON p.groupingid = g.id JOIN mdl_groups o ON o.id = p.groupid
UNION ALL SELECT 'cohort;' || name || ';' || coalesce(idnumber, '') || ';' || coalesce(description, '') FROM cohorts
UNION ALL SELECT 'in;' || name || ';' || username FROM cohorts JOIN mdl_cohort_members m ON m.cohortid = cohorts.id JOIN who ON who.id = m.userid
UNION ALL SELECT 'binding;' || cohorts.name || ';' || c.shortname || ';' || r.shortname || ';' || (1 - e.status)
    FROM c JOIN mdl_enrol e ON e.courseid = c.id AND e.enrol = 'cohort' JOIN cohorts ON cohorts.id = e.customint1 JOIN mdl_role r ON r.id = e.roleid
";

/// A live Moodle, as the environment tells.
pub struct Live {
    /// Its address.
    pub url: String,
    token: String,
    /// Token of a service without the companion's functions: without it nothing is done by core functions alone.
    core_token: Option<String>,
    /// Address of its database (PostgreSQL, MariaDB or MySQL): without it the state after a scenario is not looked at.
    pub database: Option<String>,
    /// Folder of its code, whose command line makes backups: without it no course is made from a template.
    pub code: Option<String>,
    /// By what means scenarios are run on it.
    means: Vec<Means>,
}

impl Live {
    /// The live Moodle of the environment, if there is one.
    pub fn of_environment() -> Option<Self> {
        // It fails when there is one already, and then that one is used.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let means = std::env::var("TOOLSYNC_MOODLE_MEANS");
        let means = means.unwrap_or_else(|_| "companion".to_owned());
        Some(Self {
            url: std::env::var("TOOLSYNC_MOODLE_URL").ok()?,
            token: std::env::var(TOKEN).ok()?,
            core_token: std::env::var(CORE_TOKEN).ok(),
            database: std::env::var(DATABASE).ok(),
            code: std::env::var("TOOLSYNC_MOODLE_CODE").ok(),
            means: means.split(',').map(Means::named).collect(),
        })
    }

    /// By what means scenarios are run on it; says loudly which of those that are asked for lack something.
    pub fn means(&self) -> Vec<Means> {
        let is_there = |means: &&Means| {
            let what = format!("contract suite by {means}");
            if !means.companion && self.core_token.is_none() {
                leave_out(&what, "service without the companion", CORE_TOKEN);
                return false;
            }
            if means.database && std::env::var_os(READER).is_none() {
                leave_out(&what, "account that can only read its database", READER);
                return false;
            }
            true
        };
        self.means.iter().filter(is_there).copied().collect()
    }

    /// Connects it, so that it is read and written by these means, as what answers at `url`: itself, or who notes what it says.
    ///
    /// # Panics
    /// When Toolsync does not take it.
    pub fn connect(&self, desk: &Desk, means: Means, url: &str) {
        let token = if means.companion { TOKEN } else { CORE_TOKEN };
        desk.connect(url, token, means.database.then_some(READER));
    }

    /// The token of these means.
    pub fn token(&self, means: Means) -> &str {
        let core = self.core_token.as_deref().filter(|_| !means.companion);
        core.unwrap_or(&self.token)
    }

    /// What asks it as a call does, by these means, and gives its answer.
    pub fn asking(&self, means: Means) -> impl Fn(&Called) -> String + Send + Sync + 'static {
        let (token, url) = (self.token(means).to_owned(), self.url.clone());
        move |(function, fields)| {
            let mut form = form(&token, function);
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_cached_key(|(name, _)| in_order(name));
            form.extend_pairs(fields);
            let asked = post(&url, form.finish());
            // The caller's thread runs a server already.
            let ask = || tokio::runtime::Runtime::new().unwrap().block_on(asked);
            let answer = std::thread::scope(|threads| threads.spawn(ask).join().unwrap());
            String::from_utf8(answer).unwrap()
        }
    }

    /// Gives a course a backup.
    ///
    /// # Panics
    /// When Moodle's command line makes none.
    pub fn back_up(&self, shortname: &str) {
        let code = self.code.as_deref().unwrap();
        let made = Command::new("php")
            .arg(Path::new(code).join("admin/cli/backup.php"))
            .arg(format!("--courseshortname={shortname}"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&made.stdout);
        assert!(made.status.success(), "backup of {shortname}: {said}");
    }

    /// Its facts; none without its database.
    pub fn facts(&self, prefix: &str) -> Option<BTreeSet<String>> {
        let database = self.database.as_deref()?;
        let mut query = FACTS.to_owned();
        for (table, what, name, attributes) in [
            ("u", "user", "username", OF_USERS.as_slice()),
            ("c", "course", "shortname", &OF_COURSES),
        ] {
            for attribute in attributes {
                query += &format!(
                    "UNION ALL SELECT '{what};' || {name} || ';{attribute};' || {attribute} FROM {table} WHERE {attribute} <> ''\n"
                );
            }
        }
        let query = query.replace("$1", &format!("'{prefix}%'"));
        Some(rows_of(database, query).into_iter().collect())
    }

    /// Has somebody hold each of the roles that scenarios give, as on every site that is in use: core functions tell no others. What it
    /// makes carries the prefix.
    ///
    /// # Panics
    /// When the site does not let it.
    pub fn hold_roles(&self, prefix: &str) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let name = format!("{prefix}roles");
            let course = json!({"courses": [{"shortname": name, "fullname": name, "categoryid": self.a_category().await}]});
            let course = self.ask("core_course_create_courses", &course).await[0]["id"].clone();
            let user = json!({"users": [{
                "username": name, "firstname": "Role", "lastname": "Holder", "email": format!("{name}@example.org"), "createpassword": 1,
            }]});
            let user = self.ask("core_user_create_users", &user).await[0]["id"].clone();
            let enrolments: Vec<Json> = ROLES
                .iter()
                .map(|role| json!({"roleid": role, "userid": user, "courseid": course}))
                .collect();
            let enrolments = json!({ "enrolments": enrolments });
            self.ask("enrol_manual_enrol_users", &enrolments).await;
        });
    }

    /// The id of a category of the site.
    async fn a_category(&self) -> Json {
        let categories = self.ask("core_course_get_categories", &json!({})).await;
        categories[0]["id"].clone()
    }

    /// Removes all that carries the prefix, by Moodle's own functions.
    pub fn clear(&self, prefix: &str) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let is_ours =
                |value: &Json| value.as_str().is_some_and(|name| name.starts_with(prefix));
            let ids = |found: &Json, name: &str| -> Vec<u64> {
                let found = found.as_array().cloned().unwrap_or_default();
                let ours = found.iter().filter(|one| is_ours(&one[name]));
                ours.filter_map(|one| one["id"].as_u64()).collect()
            };
            let courses = self.ask("core_course_get_courses", &json!({})).await;
            let courses = ids(&courses, "shortname");
            self.end("core_course_delete_courses", "courseids", courses)
                .await;
            let criteria = json!({"criteria": [{"key": "email", "value": format!("%{prefix}%")}]});
            let people = self.ask("core_user_get_users", &criteria).await;
            let people = ids(&people["users"], "username");
            self.end("core_user_delete_users", "userids", people).await;
            let cohorts = self.ask("core_cohort_get_cohorts", &json!({})).await;
            let cohorts = ids(&cohorts, "name");
            self.end("core_cohort_delete_cohorts", "cohortids", cohorts)
                .await;
            let top = json!({"criteria": [{"key": "parent", "value": "0"}]});
            let categories = self.ask("core_course_get_categories", &top).await;
            for id in ids(&categories, "name") {
                let gone = json!({"categories": [{"id": id, "recursive": 1}]});
                self.ask("core_course_delete_categories", &gone).await;
            }
        });
    }

    async fn end(&self, function: &str, list: &str, ids: Vec<u64>) {
        if !ids.is_empty() {
            self.ask(function, &json!({list: ids})).await;
        }
    }

    async fn ask(&self, function: &str, parameters: &Json) -> Json {
        let mut form = form(&self.token, function);
        add(&mut form, String::new(), parameters);
        let answer = post(&self.url, form.finish()).await;
        let answer: Json = serde_json::from_slice(&answer).unwrap();
        assert!(answer.get("exception").is_none(), "{function}: {answer}");
        answer
    }
}

/// The rows of a query that has one column of texts.
fn rows_of(database: &str, query: String) -> Vec<String> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        if database.starts_with("postgres") {
            let mut connection = PgConnection::connect(database).await.unwrap();
            let rows = sqlx::query_scalar(AssertSqlSafe(query));
            rows.fetch_all(&mut connection).await.unwrap()
        } else {
            // The driver has `||` join texts.
            let query = query.replace("AS TEXT", "AS CHAR(4000)");
            let mut connection = MySqlConnection::connect(database).await.unwrap();
            // Texts that are made by the query are compared as those of the tables.
            let as_tables = sqlx::raw_sql("SET collation_connection = @@collation_database");
            as_tables.execute(&mut connection).await.unwrap();
            let rows = sqlx::query_scalar(AssertSqlSafe(query));
            rows.fetch_all(&mut connection).await.unwrap()
        }
    })
}

/// The form of a call, without its parameters.
fn form(token: &str, function: &str) -> Serializer<'static, String> {
    let mut form = Serializer::new(String::new());
    form.append_pair("wstoken", token);
    form.append_pair("wsfunction", function);
    form.append_pair("moodlewsrestformat", "json");
    form
}

/// What names of fields are sorted by to stand as their caller put them: `requests[2]` before `requests[10]`.
fn in_order(name: &str) -> Vec<(u64, &str)> {
    let parts = name.split(['[', ']']);
    parts
        .map(|part| (part.parse().unwrap_or_default(), part))
        .collect()
}

async fn post(url: &str, form: String) -> Vec<u8> {
    let asked = reqwest::Client::new()
        .post(format!("{url}/webservice/rest/server.php"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form);
    asked.send().await.unwrap().bytes().await.unwrap().into()
}

/// Adds parameters as the fields of a form that PHP reads.
fn add(form: &mut Serializer<'_, String>, name: String, value: &Json) {
    let below = |key: &str| match name.as_str() {
        "" => key.to_owned(),
        name => format!("{name}[{key}]"),
    };
    match value {
        Json::Object(named) => named
            .iter()
            .for_each(|(key, value)| add(form, below(key), value)),
        Json::Array(list) => {
            let places = list.iter().enumerate();
            places.for_each(|(place, value)| add(form, below(&place.to_string()), value));
        }
        Json::String(text) => drop(form.append_pair(&name, text)),
        other => drop(form.append_pair(&name, &other.to_string())),
    }
}
