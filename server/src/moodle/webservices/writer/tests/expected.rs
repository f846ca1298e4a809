//! What somebody changed since the plan is not written over.

use serde_json::{Value as Json, json};
use toolsync_core::plan::CohortKey;
use toolsync_core::site::{Category, Cohort, Course, Group, Grouping, User};
use whole_system_tests::moodle::{Called, Said, Scripted};

use super::*;

/// A Moodle that tells this of its objects, and takes all changes.
async fn moodle(told: impl Fn(&Called) -> Json + Send + Sync + 'static) -> (Scripted, Writer) {
    let site = Scripted::start(move |call, _, _| Said::json(&told(call)))
        .await
        .unwrap();
    let writer = writer(&format!("http://{}", site.address), "any", quick());
    (site, writer)
}

/// Accounts 101 to 104 (u1 to u4), the course C1 (5) in the category Arts (1), with a group, a grouping and a cohort.
fn site() -> SiteIndex {
    let mut known = nothing_known();
    for (id, name) in [(1, "Arts"), (2, "Law")] {
        known.put_category(Category {
            id,
            parent: 0,
            name: name.to_owned(),
            idnumber: String::new(),
            visible: true,
        });
    }
    for number in 1..=4 {
        known.put_user(User {
            id: 100 + number,
            username: format!("u{number}"),
            ..User::default()
        });
    }
    known.put_course(Course {
        id: 5,
        shortname: "C1".to_owned(),
        category: 1,
        ..Course::default()
    });
    known.put_group(Group {
        id: 61,
        course: 5,
        name: "Monday".to_owned(),
        ..Group::default()
    });
    known.put_grouping(Grouping {
        id: 62,
        course: 5,
        name: "Days".to_owned(),
        ..Grouping::default()
    });
    known.put_cohort(Cohort {
        id: 7,
        name: "Choir".to_owned(),
        ..Cohort::default()
    });
    known
}

fn update(user: &str, changes: Vec<Change>) -> Vec<Operation> {
    vec![Operation::UpdateUser {
        username: user.to_owned(),
        changes,
    }]
}

/// The ids of the objects that a function was asked to change.
fn written(site: &Scripted, function: &str) -> Vec<String> {
    let calls = site.called().into_iter();
    let ids = calls.filter(|(name, _)| name == function);
    ids.flat_map(|(_, fields)| {
        let ids = fields
            .into_iter()
            .filter(|(name, _)| name.ends_with("[id]"));
        ids.map(|(_, id)| id).collect::<Vec<_>>()
    })
    .collect()
}

/// What the finding says that the plan expected, and what is there.
fn differs(applied: &Applied) -> (String, String) {
    match applied {
        Applied::Refused(finding) => (said(finding, &["expected"]), said(finding, &["found"])),
        Applied::Done => panic!("it was done"),
    }
}

#[tokio::test]
async fn an_account_that_somebody_changed_since_the_plan_is_left_alone() {
    let (site_there, writer) = moodle(|(function, _)| match function.as_str() {
        "core_user_get_users_by_field" => json!([
            {"id": 101, "username": "u1", "suspended": false, "city": "Bern", "phone1": "+41 1"},
            {"id": 102, "username": "u2", "suspended": false, "city": "Lyon"},
            {"id": 103, "username": "renamed", "suspended": false, "city": "Bern"},
            {"id": 104, "username": "u4", "suspended": true},
        ]),
        _ => json!({"warnings": []}),
    })
    .await;
    let city = || change("city", Some(text("Bern")), Some(text("Brno")));
    let phone = change("phone1", Some(text("+41 2")), None);
    let active = change(
        "suspended",
        Some(Value::Bool(false)),
        Some(Value::Bool(true)),
    );
    let rows = [
        update("u1", vec![city()]),
        update("u2", vec![phone, city()]),
        update("u3", vec![city()]),
        update("u4", vec![active]),
    ];
    let applied = apply(&writer, &site(), &rows).await;
    assert_eq!(applied[0], Applied::Done);
    // The other account shows that telephone numbers are told: this one has none any more.
    assert_eq!(
        refusal(&applied[1]),
        (
            "site_moved",
            "changed field phone1 account u2".to_owned(),
            String::new()
        )
    );
    let (expected, found) = differs(&applied[1]);
    assert_eq!((expected.as_str(), found.as_str()), ("+41 2", ""));
    assert_eq!(refusal(&applied[2]).1, "missing account u3");
    assert_eq!(refusal(&applied[3]).1, "changed field suspended account u4");
    // One look for all of them, and one call for the one that is as it was.
    assert_eq!(
        site_there.functions(),
        ["core_user_get_users_by_field", "core_user_update_users"]
    );
    assert_eq!(written(&site_there, "core_user_update_users"), ["101"]);
}

#[tokio::test]
async fn what_is_not_told_of_an_account_holds_nothing_up() {
    let (_site, writer) = moodle(|(function, _)| match function.as_str() {
        // The token sees no telephone numbers; the address is hidden by its owner; the language pack is gone.
        "core_user_get_users_by_field" => json!([
            {"id": 101, "username": "u1", "suspended": false, "lang": "", "customfields": [
                {"shortname": "campus", "value": "North", "displayvalue": "North"},
                {"shortname": "since", "value": "1 January", "type": "datetime"},
            ]},
            {"id": 102, "username": "u2", "suspended": false, "email": "u2@example.org", "lang": "en",
             "description": "<p>Hello</p>"},
        ]),
        _ => json!({"warnings": []}),
    })
    .await;
    let changes = vec![
        change("phone1", Some(text("+41 2")), None),
        change(
            "email",
            Some(text("u1@example.org")),
            Some(text("x@example.org")),
        ),
        change("description", Some(text("<p>I</p>")), None),
        change("lang", Some(text("de")), Some(text("en"))),
        // Told with the default of the field, where nobody filled it in.
        change("profile_field_campus", None, Some(text("South"))),
        // Told as a page shows it.
        change(
            "profile_field_since",
            Some(text("1767222000")),
            Some(text("0")),
        ),
        change("maildisplay", Some(Value::Int(1)), Some(Value::Int(2))),
    ];
    let applied = apply(&writer, &site(), &[update("u1", changes)]).await;
    assert_eq!(applied, [Applied::Done]);
}

#[tokio::test]
async fn a_site_that_does_not_tell_is_written_to_all_the_same() {
    let (site_there, writer) = {
        let site = Scripted::start(|(function, _), _, _| match function.as_str() {
            "core_user_get_users_by_field" => {
                Said::error("webservice_access_exception", "accessexception")
            }
            _ => Said::json(&json!({"warnings": []})),
        })
        .await
        .unwrap();
        let writer = writer(&format!("http://{}", site.address), "any", quick());
        (site, writer)
    };
    let city = || vec![change("city", Some(text("Bern")), Some(text("Brno")))];
    let rows = [update("u1", city()), update("u2", city())];
    let applied = apply(&writer, &site(), &rows).await;
    assert_eq!(applied, [Applied::Done, Applied::Done]);
    assert_eq!(
        site_there.functions(),
        ["core_user_get_users_by_field", "core_user_update_users"]
    );
}

#[tokio::test]
async fn the_changes_of_one_row_follow_on_each_other() {
    let (site_there, writer) = moodle(|(function, _)| match function.as_str() {
        "core_user_get_users_by_field" => {
            json!([{"id": 101, "username": "u1", "suspended": false, "city": "Bern"}])
        }
        _ => json!({"warnings": []}),
    })
    .await;
    let rename = |from: &str| Operation::RenameUser {
        from: from.to_owned(),
        to: "u9".to_owned(),
    };
    let mut row = vec![rename("u1")];
    row.extend(update(
        "u9",
        vec![change("city", Some(text("Bern")), Some(text("Brno")))],
    ));
    row.extend(update(
        "u9",
        vec![change("city", Some(text("Brno")), Some(text("Bonn")))],
    ));
    assert_eq!(apply(&writer, &site(), &[row]).await, [Applied::Done]);
    assert_eq!(
        site_there.called()[1].1.get("users[0][city]").unwrap(),
        "Bonn"
    );
}

#[tokio::test]
async fn a_course_that_somebody_changed_since_the_plan_is_left_alone() {
    let told = |category: u64, start: u64| {
        json!([{"id": 5, "shortname": "c1", "categoryid": category, "fullname": "One", "startdate": start,
            "idnumber": "", "courseformatoptions": [{"name": "coursedisplay", "value": 0}]}])
    };
    let with = |changes: Vec<Change>| {
        let category = changes.iter().any(|change| change.field == "category");
        [vec![Operation::UpdateCourse {
            shortname: "C1".to_owned(),
            changes,
            category: category.then(|| CategoryKey {
                id: Some(2),
                path: vec!["Law".to_owned()],
            }),
        }]]
    };
    let start = || {
        change(
            "startdate",
            Some(Value::Int(1_788_220_800)),
            Some(Value::Int(0)),
        )
    };
    let display = || change("coursedisplay", None, Some(Value::Bool(true)));
    let moves = || change("category", Some(text("Arts")), Some(text("Law")));
    let applied = async |category: u64, at: u64, changes: Vec<Change>| {
        let (_site, writer) = moodle(move |(function, _)| match function.as_str() {
            "core_course_get_courses" => told(category, at),
            "core_course_get_categories" => json!([{"id": 2, "name": "Law"}]),
            _ => json!({"warnings": []}),
        })
        .await;
        apply(&writer, &site(), &with(changes)).await
    };
    // An option that a format sets to 0 is what the plan took for nothing.
    let same = applied(1, 1_788_220_800, vec![start(), display(), moves()]).await;
    assert_eq!(same, [Applied::Done]);
    let later = applied(1, 1_788_307_200, vec![start(), display()]).await;
    assert_eq!(refusal(&later[0]).1, "changed field startdate course c1");
    let elsewhere = applied(2, 0, vec![moves()]).await;
    assert_eq!(refusal(&elsewhere[0]).1, "changed category course c1");
    let (expected, found) = differs(&elsewhere[0]);
    assert_eq!((expected.as_str(), found.as_str()), ("1", "2"));
}

#[tokio::test]
async fn groups_groupings_and_cohorts_that_somebody_changed_are_left_alone() {
    let applied = async |idnumber: &'static str| {
        let (_site, writer) = moodle(move |(function, _)| match function.as_str() {
            "core_group_get_course_groups" => {
                json!([{"id": 61, "courseid": 5, "name": "Monday", "idnumber": idnumber, "description": ""}])
            }
            "core_group_get_groupings" => {
                json!([{"id": 62, "courseid": 5, "name": "Days", "idnumber": idnumber, "description": "<p>D</p>"}])
            }
            "core_cohort_get_cohorts" => {
                json!([{"id": 7, "name": "Choir", "idnumber": idnumber, "description": "line\r\nline"}])
            }
            _ => Json::Null,
        })
        .await;
        let number = |field: &str| change(field, Some(text("A")), Some(text("B")));
        let rows = [
            vec![Operation::UpdateGroup {
                course: "C1".to_owned(),
                group: "Monday".to_owned(),
                changes: vec![number("idnumber")],
            }],
            vec![Operation::UpdateGrouping {
                course: "C1".to_owned(),
                grouping: "Days".to_owned(),
                changes: vec![number("idnumber")],
            }],
            vec![Operation::UpdateCohort {
                cohort: CohortKey {
                    id: Some(7),
                    name: "Choir".to_owned(),
                },
                changes: vec![
                    change("cdescription", Some(text("line\nline")), None),
                    number("cidnumber"),
                ],
                category: None,
            }],
        ];
        apply(&writer, &site(), &rows).await
    };
    assert_eq!(applied("A").await, [const { Applied::Done }; 3]);
    let moved = applied("C").await;
    let about: Vec<String> = moved.iter().map(|row| refusal(row).1).collect();
    assert_eq!(
        about,
        [
            "changed field idnumber group Monday c1",
            "changed field idnumber grouping Days c1",
            "changed field cidnumber cohort Choir",
        ]
    );
}
