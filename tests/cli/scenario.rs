//! The reference scenario of tool_sync's own test (`spec/operations.md` §16), file by file through the command line. Each file is run
//! twice: what it is to do is done, and the second time nothing is left to do.

use std::borrow::Borrow;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use toolsync_core::settings::UserIdentifier;
use toolsync_core::site::{Object, SiteFacts, SiteIndex};

use super::*;

/// How many rows are done, are so already, and fail.
type Totals = (u64, u64, u64);

/// A file of the scenario.
struct Step {
    /// Its name, by which a list without header is known.
    name: &'static str,
    content: String,
    /// Settings that differ from their defaults, and the kind where the header does not tell it.
    with: &'static [&'static str],
    first: Totals,
    again: Totals,
}

/// A file of these rows, all of which are done at first and so already the second time.
fn step<R: Borrow<str>>(name: &'static str, rows: &[R], with: &'static [&'static str]) -> Step {
    let done = rows.len() as u64 - 1;
    Step {
        name,
        content: rows.join("\n") + "\n",
        with,
        first: (done, 0, 0),
        again: (0, done, 0),
    }
}

impl Step {
    /// Some rows fail, each time.
    fn failing(mut self, failed: u64) -> Self {
        self.first.0 -= failed;
        self.again.1 -= failed;
        self.first.2 = failed;
        self.again.2 = failed;
        self
    }
}

const BY_NAME: &[&str] = &["--set", "cohorts_cohortidentifier=name"];
const BY_USERNAME: &[&str] = &["--set", "cohorts_useridentifier=username"];
const BY_SHORTNAME: &[&str] = &["--set", "cohorts_courseidentifier=shortname"];
const PEOPLE: &[&str] = &[
    "--set",
    "users_primaryidentity=username",
    "--set",
    "users_protectemails=0",
];
const SUSPENSIONS: &[&str] = &[
    "--kind",
    "user_suspensions",
    "--set",
    "users_primaryidentity=username",
];
const DELETIONS: &[&str] = &[
    "--kind",
    "user_deletions",
    "--set",
    "users_primaryidentity=username",
];

/// Courses of which one is made from a template and two cannot be made; links between them, of which two are of no course; resets.
fn courses() -> Vec<Step> {
    vec![
        step(
            "uploadcourses.csv",
            &[
                "shortname;fullname;category;template",
                "REF-M1;Master one;Reference scenario;",
                "REF-M2;Master two;Reference scenario;",
                "REF-M3;Master three;Reference scenario;",
                "REF-T1;Meta one;Reference scenario;",
                "REF-T2;Meta two;Reference scenario;",
                "REF-T3;Meta three;Reference scenario;",
                "REF-TPL;From a template;Reference scenario;BIO-101",
                "REF-BAD;From nothing;Reference scenario;NO-SUCH-COURSE",
                "REF-M1;Master one again;Reference scenario;",
            ],
            &[],
        )
        .failing(2),
        step(
            "metacourses.csv",
            &[
                "master;meta;cmd",
                "REF-M1;REF-T1;add",
                "REF-M2;REF-T2;add",
                "REF-M3;REF-T3;add",
                "NO-SUCH-COURSE;REF-T1;add",
                "REF-M1;NO-SUCH-COURSE;add",
            ],
            &[],
        )
        .failing(2),
        step(
            "resetcourses.csv",
            &[
                "shortname;events;logs;notes;grades;roles;local_roles;groups;groupings;modules",
                "BIO-201;yes;yes;yes;grades;student;all;members;members;all",
                "CHE-101;yes;no;no;all;student guest;roles;groups;groups;all",
                "LIT-101;no;no;no;none;student;none;none;none;none",
            ],
            &[],
        ),
    ]
}

/// 23 people, of whom 13 get an idnumber and another address, and three are suspended.
fn people() -> Vec<Step> {
    let mut created = vec!["username;firstname;lastname;email".to_owned()];
    let mut updated = vec!["username;firstname;lastname;email;idnumber".to_owned()];
    for number in 1..=23 {
        let person = format!("ref{number:02};Person;Number {number}");
        created.push(format!("{person};ref{number:02}@example.org"));
        if number <= 13 {
            updated.push(format!(
                "{person};new{number:02}@example.org;REF-{number:02}"
            ));
        }
    }
    vec![
        step("users.csv", &created, PEOPLE),
        step("users.csv", &updated, PEOPLE),
        step(
            "usersuspend.csv",
            &["username;suspended", "ref21;1", "ref22;1", "ref23;1"],
            SUSPENSIONS,
        ),
    ]
}

/// Cohorts made, deleted by name, made, deleted by idnumber, made with members, emptied, filled again, and bound to courses.
fn cohorts() -> Vec<Step> {
    let create = || {
        step(
            "cohorts.csv",
            &[
                "cmd;cidnumber;cname",
                "add;REF-C1;Reference 1",
                "add;REF-C2;Reference 2",
            ],
            &[],
        )
    };
    vec![
        create(),
        step(
            "cohorts.csv",
            &["cmd;cname", "del;Reference 1", "del;Reference 2"],
            BY_NAME,
        ),
        create(),
        step(
            "cohorts.csv",
            &["cmd;cidnumber", "del;REF-C1", "del;REF-C2"],
            &[],
        ),
        step(
            "cohorts.csv",
            &[
                "cmd;cidnumber;cname;userid",
                "add;REF-C1;Reference 1;ref01",
                "add;REF-C1;Reference 1;ref02",
                "add;REF-C2;Reference 2;ref03",
                "add;REF-C2;Reference 2;ref04",
                "add;REF-C2;Reference 2;ref05",
            ],
            BY_USERNAME,
        ),
        step("cohorts.csv", &["cmd;cidnumber", "free;REF-C1"], &[]),
        step(
            "cohorts.csv",
            &[
                "cmd;cidnumber;userid",
                "add;REF-C1;REF-01",
                "add;REF-C1;REF-02",
                "add;REF-C1;REF-13",
            ],
            &[],
        ),
        step(
            "cohorts.csv",
            &["cmd;cidnumber;userid", "del;REF-C2;REF-05"],
            &[],
        ),
        step(
            "cohort-courses.csv",
            &[
                "cohort;course;role",
                "REF-C1;REF-M1;student",
                "REF-C2;REF-M2;teacher",
            ],
            BY_SHORTNAME,
        ),
    ]
}

/// Enrolments with each group command; groups and groupings; members, of whom one takes no part in the course; updates.
fn groups() -> Vec<Step> {
    let mut shifts = step(
        "group-members.csv",
        &[
            "cmd;courseid;groupid;userid",
            "shift;REF-M3;REF-G1;ref05",
            "shift;REF-M3;REF-G2;ref05",
            "shift;REF-M3;REF-G2;ref06",
        ],
        &[],
    );
    // The last row about a person wins: the first asks nothing of the site.
    shifts.first = (2, 1, 0);
    vec![
        step(
            "enrolments.csv",
            &[
                "cmd;cid;uid;rolename;enrol;gcmd;g1",
                "add;REF-M3;ref05;student;manual;gaddcreate;Team A",
                "add;REF-M3;ref06;student;manual;gadd;Team A",
                "add;REF-M3;ref07;student;manual;greplacecreate;Team B",
                "add;REF-M3;ref08;student;manual;greplace;Team A",
                "add;REF-M3;ref09;student;manual;gdel;Team A",
            ],
            &[],
        ),
        step(
            "groups.csv",
            &[
                "type;courseid;name;idnumber;selfgrouping;grouping",
                "grouping;REF-M3;Halves;REF-GG1;0;",
                "group;REF-M3;First half;REF-G1;0;REF-GG1",
                "group;REF-M3;Second half;REF-G2;1;",
            ],
            &[],
        ),
        step(
            "group-members.csv",
            &[
                "cmd;courseid;groupid;userid",
                "add;REF-M3;REF-G1;ref05",
                "add;REF-M3;REF-G1;ref06",
                "add;REF-M3;REF-G1;ref20",
            ],
            &[],
        )
        .failing(1),
        shifts,
        step(
            "groups.csv",
            &[
                "type;courseid;updateid;name;description",
                "group;REF-M3;REF-G1;The first half;Mornings",
                "group;REF-M3;REF-G2;;Afternoons",
            ],
            &[],
        ),
        step(
            "groups.csv",
            &[
                "type;courseid;updateid;name;description",
                "grouping;REF-M3;REF-GG1;;All halves",
            ],
            &[],
        ),
    ]
}

/// Three people and three courses go; courses that are gone cannot be deleted again.
fn deletions() -> Vec<Step> {
    let content = "REF-T1\nREF-M2\nREF-TPL\n".to_owned();
    vec![
        step(
            "userdelete.csv",
            &["username;deleted", "ref01;1", "ref19;1", "ref20;1"],
            DELETIONS,
        ),
        Step {
            name: "deletecourses.csv",
            content,
            with: &[],
            first: (3, 0, 0),
            again: (0, 0, 3),
        },
    ]
}

/// What became of the rows of a file.
fn run(desk: &Desk, step: &Step) -> Totals {
    let path = desk.file(step.name, &step.content);
    let mut arguments = vec!["run", &path, "--site", "sandbox", "--yes"];
    arguments.extend(["--separator", ";", "--format", "json"]);
    arguments.extend(step.with);
    let said = desk.toolsync(&arguments);
    let printed = said.json();
    let Some(summary) = printed.last() else {
        panic!("{}: {}", step.name, said.err);
    };
    let count = |state: &str| summary["totals"][state].as_u64().unwrap_or_default();
    let totals = (count("done"), count("unchanged"), count("failed"));
    assert_eq!(said.code, i32::from(totals.2 > 0), "{}", said.err);
    totals
}

/// The site as the sandbox keeps it.
fn site(desk: &Desk) -> SiteIndex {
    let file = desk.data().join("sandbox.sqlite");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let objects: Vec<String> = runtime.block_on(async {
        let options = SqliteConnectOptions::new().filename(file);
        let pool = SqlitePool::connect_with(options).await.unwrap();
        let objects = sqlx::query_scalar("SELECT json FROM object ORDER BY key");
        let objects = objects.fetch_all(&pool).await.unwrap();
        pool.close().await;
        objects
    });
    let mut site = SiteIndex::new(SiteFacts::default());
    for object in objects {
        site.put(serde_json::from_str::<Object>(&object).unwrap());
    }
    site
}

#[test]
fn the_reference_scenario_is_done_once() {
    let desk = Desk::new();
    let steps = [courses(), people(), cohorts(), groups(), deletions()];
    for (number, step) in (1..).zip(steps.iter().flatten()) {
        let what = format!("file {number}, {}:\n{}", step.name, step.content);
        assert_eq!(run(&desk, step), step.first, "{what}");
        let once = site(&desk);
        assert_eq!(run(&desk, step), step.again, "again, {what}");
        assert_eq!(site(&desk), once, "{what}");
    }
    holds_at_the_end(&site(&desk));
}

/// What the scenario comes to, beside what the institution of the sandbox has.
fn holds_at_the_end(site: &SiteIndex) {
    let course = |name: &str| site.course_by_shortname(name).map(|course| course.id);
    let user = |name: &str| site.user_by_username(name).unwrap();
    let gone = ["REF-T1", "REF-M2", "REF-TPL", "REF-BAD"];
    assert!(gone.into_iter().all(|name| course(name).is_none()));
    let [m1, m3, t2, t3] =
        ["REF-M1", "REF-M3", "REF-T2", "REF-T3"].map(|name| course(name).unwrap());
    let by = |course: u64, method: &str| {
        let found = site.enrolments();
        let found = found.filter(|found| found.course == course && found.method == method);
        found
            .filter_map(|found| Some(site.user(found.user)?.username.as_str()))
            .collect::<Vec<_>>()
    };
    // ref01 was in the cohort, too, and is deleted.
    assert_eq!(by(m1, "cohort"), ["ref02", "ref13"]);
    assert_eq!(
        by(m3, "manual"),
        ["ref05", "ref06", "ref07", "ref08", "ref09"]
    );
    assert_eq!(by(t3, "meta"), by(m3, "manual"));
    // Whom the cohort brought to REF-M2, which is deleted: Moodle leaves them suspended.
    assert_eq!(by(t2, "meta"), ["ref03", "ref04"]);
    let mut of_t2 = site.enrolments().filter(|found| found.course == t2);
    assert!(of_t2.all(|found| !found.active));
    let links = site.course_links().filter(|link| link.enabled);
    let links: Vec<_> = links.map(|link| (link.course, link.source)).collect();
    assert_eq!(links, [(t3, m3)]);
    let groups = |name: &str| {
        let groups = site.groups_of(m3, user(name).id);
        groups.map(|group| group.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(groups("ref06"), ["Team A", "Second half"]);
    assert_eq!(groups("ref07"), ["Team B"]);
    assert_eq!(groups("ref09"), [""; 0]);
    assert!(
        site.group(m3, "The first half")
            .is_some_and(|half| half.members.is_empty())
    );
    let suspended = ["ref20", "ref21", "ref22", "ref23"].map(|name| {
        let found = site.user_by_username(name);
        found.is_some_and(|found| found.is_suspended())
    });
    assert_eq!(suspended, [false, true, true, true], "ref20 is deleted");
    assert_eq!(
        user("ref13").identifier(UserIdentifier::Email),
        "new13@example.org"
    );
}
