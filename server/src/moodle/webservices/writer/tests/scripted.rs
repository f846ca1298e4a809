//! What a writer makes of answers that no Moodle gives at will.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use serde_json::json;
use toolsync_core::plan::{Change, CohortKey, CohortState, LinkKey};
use toolsync_core::site::{Category, Cohort, Course, User};
use whole_system_tests::moodle::{Called, Said, Scripted};

use super::*;

/// The names of a field of the elements of a call, in their order.
fn sent(fields: &BTreeMap<String, String>, list: &str, field: &str) -> Vec<String> {
    (0..)
        .map_while(|place| fields.get(&format!("{list}[{place}]{field}")).cloned())
        .collect()
}

/// What Moodle says when it made all these accounts; their ids are those of their numbers.
fn created(fields: &BTreeMap<String, String>) -> Said {
    let made: Vec<_> = sent(fields, "users", "[username]")
        .iter()
        .map(|name| json!({"id": id_of(name), "username": name}))
        .collect();
    Said::json(&json!(made))
}

/// `u7` has the id 107.
fn id_of(username: &str) -> u64 {
    100 + username[1..].parse::<u64>().unwrap()
}

fn is_there(name: &str) -> serde_json::Value {
    json!({"id": id_of(name), "username": name})
}

/// A Moodle with these accounts that makes new ones as long as `script` has nothing else to say.
async fn moodle(
    script: impl Fn(&Called, &[Called]) -> Option<Said> + Send + Sync + 'static,
) -> (Scripted, Writer) {
    let site = Scripted::start(move |call, before, _| {
        script(call, before).unwrap_or_else(|| match call.0.as_str() {
            "core_user_create_users" => created(&call.1),
            "core_user_get_users_by_field" | "core_course_get_categories" => Said::json(&json!([])),
            _ => Said::json(&serde_json::Value::Null),
        })
    })
    .await
    .unwrap();
    let writer = writer(&format!("http://{}", site.address), "any", quick());
    (site, writer)
}

fn users(numbers: std::ops::Range<u32>) -> Vec<Vec<Operation>> {
    numbers
        .map(|number| vec![new_user(&format!("u{number}"))])
        .collect()
}

/// A site with the accounts u1 to u60 and the courses C1 to C6, whose ids are their numbers.
fn peopled() -> SiteIndex {
    let mut known = nothing_known();
    known.put_category(Category {
        id: 1,
        parent: 0,
        name: "Top".to_owned(),
        idnumber: String::new(),
        visible: true,
    });
    for number in 1..=60 {
        let username = format!("u{number}");
        known.put_user(User {
            id: id_of(&username),
            username,
            ..User::default()
        });
    }
    for id in 1..=6 {
        known.put_course(Course {
            id,
            shortname: format!("C{id}"),
            category: 1,
            ..Course::default()
        });
    }
    known
}

#[tokio::test]
async fn a_refused_batch_is_split_until_the_bad_row_stands_alone() {
    let (site, writer) = moodle(|(function, fields), _| {
        let bad = sent(fields, "users", "[username]").contains(&"u5".to_owned());
        (bad && function == "core_user_create_users")
            .then(|| Said::error("invalid_parameter_exception", "invalidparameter"))
    })
    .await;
    let rows = users(0..8);
    let applied = apply(&writer, &nothing_known(), &rows).await;
    let done: Vec<bool> = applied.iter().map(|row| *row == Applied::Done).collect();
    assert_eq!(done, [true, true, true, true, true, false, true, true]);
    assert_eq!(
        refusal(&applied[5]),
        (
            "site_refused",
            String::new(),
            "core_user_create_users: said of invalidparameter (invalidparameter)".to_owned()
        )
    );
    // 8, 4 and 4, 2 and 2, 1 and 1: no good row is sent once more than a batch with the bad one needs.
    let mut sizes: Vec<Vec<String>> = Vec::new();
    for (function, fields) in site.called() {
        if function == "core_user_create_users" {
            sizes.push(sent(&fields, "users", "[username]"));
        }
    }
    let mut lengths: Vec<usize> = sizes.iter().map(Vec::len).collect();
    lengths.sort_unstable();
    assert_eq!(lengths, [1, 1, 2, 2, 4, 4, 8]);
}

#[tokio::test]
async fn a_login_name_that_is_taken_is_told_as_such() {
    let (_site, writer) = moodle(|(function, fields), _| match function.as_str() {
        "core_user_create_users" if fields.values().any(|value| value == "u2") => Some(
            Said::error("invalid_parameter_exception", "invalidparameter"),
        ),
        "core_user_get_users_by_field" => Some(Said::json(&json!([is_there("u2")]))),
        _ => None,
    })
    .await;
    let applied = apply(&writer, &nothing_known(), &users(1..4)).await;
    let (code, about, details) = refusal(&applied[1]);
    assert_eq!((code, about.as_str()), ("site_moved", "exists account u2"));
    assert!(details.ends_with("(invalidparameter)"), "{details}");
    assert_eq!((&applied[0], &applied[2]), (&Applied::Done, &Applied::Done));
}

#[tokio::test]
async fn an_address_that_is_taken_and_a_weak_password_are_told_as_such() {
    // Without debugging, Moodle says no more than that some parameter is wrong.
    let (_site, writer) = moodle(|(function, fields), _| match function.as_str() {
        "core_user_create_users" => {
            let names = sent(fields, "users", "[username]");
            let weak = "<div>Passwords must have at least 1 digit(s).</div>";
            match () {
                () if names.contains(&"u2".to_owned()) => Some(Said::error(
                    "invalid_parameter_exception",
                    "invalidparameter",
                )),
                () if names.contains(&"u3".to_owned()) => {
                    Some(Said::error("moodle_exception", weak))
                }
                () => None,
            }
        }
        "core_user_get_users_by_field" if fields["field"] == "email" => {
            assert_eq!(sent(fields, "values", ""), ["u2@example.org"]);
            Some(Said::json(&json!([is_there("u9")])))
        }
        _ => None,
    })
    .await;
    let applied = apply(&writer, &nothing_known(), &users(1..5)).await;
    assert_eq!((&applied[0], &applied[3]), (&Applied::Done, &Applied::Done));
    assert_eq!(moodle_code(&applied[1]), "useremailduplicate");
    assert_eq!(moodle_code(&applied[2]), "passwordpolicy");
    let (_, _, details) = refusal(&applied[2]);
    assert!(details.contains("at least 1 digit"), "{details}");
}

#[tokio::test]
async fn a_deadlock_is_tried_again_alone_and_is_no_fault_of_the_row() {
    let tries = AtomicUsize::new(0);
    let (site, writer) = moodle(move |(function, _), _| {
        (function == "enrol_manual_enrol_users" && tries.fetch_add(1, Ordering::SeqCst) < 2)
            .then(|| Said::error("dml_write_exception", "dmlwriteexception"))
    })
    .await;
    let rows = [vec![enrol("C1", "u1")], vec![enrol("C1", "u2")]];
    let applied = apply(&writer, &peopled(), &rows).await;
    assert_eq!(applied, [Applied::Done, Applied::Done]);
    let calls = site.called();
    assert_eq!(calls.len(), 3);
    // The same call, whole, each time.
    assert!(calls.iter().all(|call| call == &calls[0]));

    let (site, writer) = moodle(|(function, fields), _| {
        (function == "enrol_manual_enrol_users" && fields.values().any(|value| value == "102"))
            .then(|| Said::error("dml_write_exception", "dmlwriteexception"))
    })
    .await;
    let applied = apply(&writer, &peopled(), &rows).await;
    assert_eq!(applied[0], Applied::Done);
    let (code, _, details) = refusal(&applied[1]);
    assert_eq!(code, "site_refused");
    assert!(details.contains("(dmlwriteexception)"), "{details}");
    // Three times together, then each alone.
    assert_eq!(site.called().len(), 5);
}

#[tokio::test]
async fn a_site_that_asks_to_come_back_later_is_not_asked_before() {
    let tries = AtomicUsize::new(0);
    let (site, writer) = moodle(move |(function, _), _| {
        let first =
            function == "core_user_create_users" && tries.fetch_add(1, Ordering::SeqCst) == 0;
        first.then(|| Said {
            status: 429,
            headers: "Retry-After: 1\r\n",
            ..Said::lost()
        })
    })
    .await;
    let began = Instant::now();
    let applied = apply(&writer, &nothing_known(), &users(0..3)).await;
    assert!(applied.iter().all(|row| *row == Applied::Done));
    assert!(
        began.elapsed() >= Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(site.called().len(), 2);
}

#[tokio::test]
async fn a_site_in_maintenance_is_away_after_some_time() {
    let (site, writer) =
        moodle(|_, _| Some(Said::error("moodle_exception", "sitemaintenance"))).await;
    let rows = users(0..1);
    let rows = [RowToApply {
        operations: &rows[0],
        content: None,
    }];
    let away = writer.apply(&nothing_known(), &rows).await;
    assert!(matches!(away, Err(CallError::Refused(_))), "{away:?}");
    assert_eq!(site.called().len(), 3);
}

#[tokio::test]
async fn what_a_lost_call_did_is_looked_up() {
    // It did everything, and nobody heard of it: nothing is sent again.
    let (site, writer) = moodle(|(function, _), _| match function.as_str() {
        "core_user_create_users" => Some(Said::lost()),
        "core_user_get_users_by_field" => Some(Said::json(&json!([
            is_there("u0"),
            is_there("u1"),
            is_there("u2")
        ]))),
        _ => None,
    })
    .await;
    let applied = apply(&writer, &nothing_known(), &users(0..3)).await;
    assert!(
        applied.iter().all(|row| *row == Applied::Done),
        "{applied:?}"
    );
    assert_eq!(
        site.functions(),
        ["core_user_create_users", "core_user_get_users_by_field"]
    );

    // It did nothing: it is looked twice, since the site may still be at work, and then all is sent again.
    let (site, writer) = moodle(|(function, _), before| {
        (function == "core_user_create_users" && before.is_empty()).then(Said::lost)
    })
    .await;
    let applied = apply(&writer, &nothing_known(), &users(0..3)).await;
    assert!(
        applied.iter().all(|row| *row == Applied::Done),
        "{applied:?}"
    );
    assert_eq!(
        site.functions(),
        [
            "core_user_create_users",
            "core_user_get_users_by_field",
            "core_user_get_users_by_field",
            "core_user_create_users"
        ]
    );
}

#[tokio::test]
async fn an_answer_that_tells_of_fewer_than_were_sent_is_no_answer() {
    // PHP cut the form: the first two of three were made.
    let (site, writer) = moodle(|(function, fields), before| match function.as_str() {
        "core_user_create_users" if before.is_empty() => {
            Some(Said::json(&json!([is_there("u0"), is_there("u1")])))
        }
        "core_user_get_users_by_field" => {
            assert_eq!(sent(fields, "values", ""), ["u0", "u1", "u2"]);
            Some(Said::json(&json!([is_there("u0"), is_there("u1")])))
        }
        _ => None,
    })
    .await;
    let applied = apply(&writer, &nothing_known(), &users(0..3)).await;
    assert!(
        applied.iter().all(|row| *row == Applied::Done),
        "{applied:?}"
    );
    let calls = site.called();
    let last = calls.last().unwrap();
    assert_eq!(sent(&last.1, "users", "[username]"), ["u2"]);
}

#[tokio::test]
async fn a_site_that_stays_away_is_told() {
    let (_site, writer) = moodle(|_, _| Some(Said::lost())).await;
    let rows = users(0..1);
    let rows = [RowToApply {
        operations: &rows[0],
        content: None,
    }];
    let away = writer.apply(&nothing_known(), &rows).await;
    assert!(matches!(away, Err(CallError::Unreachable(_))), "{away:?}");
}

#[tokio::test]
async fn a_row_that_fails_in_the_middle_says_what_it_did() {
    let (_site, writer) = moodle(|(function, _), _| {
        (function == "enrol_manual_enrol_users")
            .then(|| Said::error("moodle_exception", "wsnoinstance"))
    })
    .await;
    let rows = [vec![
        new_user("u70"),
        enrol("C1", "u70"),
        enrol("C2", "u70"),
    ]];
    let applied = apply(&writer, &peopled(), &rows).await;
    let (code, about, details) = refusal(&applied[0]);
    assert_eq!(
        (code, about.as_str()),
        (
            "partly_done",
            "missing enabled_method manual C1 1 3 core_user_create_users"
        )
    );
    assert_eq!(
        details,
        "enrol_manual_enrol_users: said of wsnoinstance (wsnoinstance)"
    );
}

#[tokio::test]
async fn what_can_be_seen_to_be_wrong_is_seen_before_the_first_call() {
    let (site, writer) = moodle(|_, _| None).await;
    let mut by_cohort = enrol("C1", "u1");
    if let Operation::Enrol { method, .. } = &mut by_cohort {
        "cohort".clone_into(method);
    }
    let rows = [
        vec![new_user("u70"), enrol("NOWHERE", "u70")],
        vec![new_user("u71"), by_cohort],
    ];
    let applied = apply(&writer, &peopled(), &rows).await;
    assert_eq!(refusal(&applied[0]).1, "missing course nowhere");
    assert_eq!(refusal(&applied[1]).0, "not_capable");
    // The course that the snapshot lacks was looked for, and that is all.
    assert_eq!(site.functions(), ["core_course_get_courses_by_field"]);
}

#[tokio::test]
async fn no_two_calls_in_flight_share_a_person_or_a_course() {
    let (most, wrong) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (highest, shared) = (Arc::clone(&most), Arc::clone(&wrong));
    let site = Scripted::start(move |(_, fields), _, flying| {
        let ids = |fields| {
            let mut ids = sent(fields, "enrolments", "[userid]");
            ids.extend(sent(fields, "enrolments", "[courseid]"));
            ids
        };
        let own = ids(fields);
        let others = flying.iter().flat_map(|(_, fields)| ids(fields));
        let common = others.filter(|id| own.contains(id));
        shared.fetch_add(common.count(), Ordering::SeqCst);
        highest.fetch_max(flying.len() + 1, Ordering::SeqCst);
        Said {
            after: Duration::from_millis(20),
            ..Said::json(&serde_json::Value::Null)
        }
    })
    .await
    .unwrap();
    let writer = writer(
        &format!("http://{}", site.address),
        "any",
        Limits {
            batch: Some(10),
            at_once: 4,
            ..quick()
        },
    );
    // Each person in two courses; people of odd and of even courses are others.
    let rows: Vec<Vec<Operation>> = (1..=60)
        .flat_map(|user| {
            let first = 1 + user % 2;
            [first, first + 2, first + 4]
                .map(|course| vec![enrol(&format!("C{course}"), &format!("u{user}"))])
        })
        .collect();
    let applied = apply(&writer, &peopled(), &rows).await;
    assert!(applied.iter().all(|row| *row == Applied::Done));
    assert_eq!(wrong.load(Ordering::SeqCst), 0);
    // Ten people of one course beside ten others of another, four times.
    assert_eq!(most.load(Ordering::SeqCst), 4);
    let calls = site.called();
    assert_eq!(calls.len(), 18);
    for (_, fields) in &calls {
        let users = sent(fields, "enrolments", "[userid]");
        let ids: Vec<u64> = users.iter().map(|id| id.parse().unwrap()).collect();
        assert!(ids.is_sorted(), "{ids:?}");
    }
}

#[tokio::test]
async fn what_changes_one_account_goes_in_one_element() {
    let (site, writer) = moodle(|_, _| Some(Said::json(&json!({"warnings": []})))).await;
    let rename = Operation::RenameUser {
        from: "u1".to_owned(),
        to: "u1b".to_owned(),
    };
    let update = Operation::UpdateUser {
        username: "u1b".to_owned(),
        changes: vec![
            Change {
                field: "city".to_owned(),
                old: Some(text("Lyon")),
                new: None,
            },
            Change {
                field: "profile_field_campus".to_owned(),
                old: None,
                new: Some(text("North")),
            },
        ],
    };
    let password = Operation::SetPassword {
        username: "u1b".to_owned(),
        password: Password::Set,
        secret: Secret("Other-Pw-1".to_owned()),
        digest: String::new(),
        mail: String::new(),
        old: None,
    };
    let applied = apply(&writer, &peopled(), &[vec![rename, update, password]]).await;
    assert_eq!(applied, [Applied::Done]);
    let expected = [
        ("users[0][city]", ""),
        ("users[0][customfields][0][type]", "campus"),
        ("users[0][customfields][0][value]", "North"),
        ("users[0][id]", "101"),
        ("users[0][password]", "Other-Pw-1"),
        ("users[0][username]", "u1b"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(
        site.functions(),
        ["core_user_get_users_by_field", "core_user_update_users"]
    );
    assert_eq!(site.called()[1].1, BTreeMap::from(expected));
}

#[tokio::test]
async fn warnings_are_refusals_of_single_elements() {
    let (_site, writer) = moodle(|(function, _), _| match function.as_str() {
        "core_user_update_users" => Some(Said::json(&json!({"warnings": [
            {"item": "user", "itemid": 102, "warningcode": "useremailduplicate", "message": "Duplicate address"},
            {"item": "user", "itemid": "103", "warningcode": "usernotupdateddeleted", "message": "error/x"},
        ]}))),
        "core_cohort_add_cohort_members" => Some(Said::json(&json!({"warnings": [
            {"warningcode": "3", "message": "record already exists: cohort(id=7 id=102)"},
            {"warningcode": "2", "message": "user id=103 not exists"},
        ]}))),
        _ => None,
    })
    .await;
    let mut known = peopled();
    known.put_cohort(Cohort {
        id: 7,
        name: "All".to_owned(),
        ..Cohort::default()
    });
    let change = |user: &str| Operation::UpdateUser {
        username: user.to_owned(),
        changes: vec![Change {
            field: "city".to_owned(),
            old: None,
            new: Some(text("Bern")),
        }],
    };
    let join = |user: &str| Operation::AddCohortMember {
        cohort: CohortKey {
            id: Some(7),
            name: "All".to_owned(),
        },
        user: user.to_owned(),
    };
    let rows = ["u1", "u2", "u3"].map(|user| vec![change(user)]);
    let applied = apply(&writer, &known, &rows).await;
    assert_eq!(applied[0], Applied::Done);
    let details = "core_user_update_users: Duplicate address (useremailduplicate)";
    assert_eq!(
        refusal(&applied[1]),
        ("site_refused", String::new(), details.to_owned())
    );
    assert_eq!(refusal(&applied[2]).1, "missing account u3");

    let rows = ["u1", "u2", "u3"].map(|user| vec![join(user)]);
    let applied = apply(&writer, &known, &rows).await;
    assert_eq!(applied[0], Applied::Done);
    assert_eq!(refusal(&applied[1]).1, "exists cohort_member All u2");
    assert_eq!(refusal(&applied[2]).1, "missing account u3");
}

#[tokio::test]
async fn a_link_that_was_there_unseen_is_done_and_one_that_is_gone_is_missing() {
    let (_site, writer) = moodle(|(function, _), _| {
        let is_about_links = function.starts_with("enrol_meta_");
        let nothing_to_do = json!([{"metacourseid": 2, "courseid": "1", "status": false}]);
        is_about_links.then(|| Said::json(&nothing_to_do))
    })
    .await;
    let link = LinkKey {
        course: "C2".to_owned(),
        source: "C1".to_owned(),
    };
    let add = Operation::SetCourseLink {
        link: link.clone(),
        old: None,
        enabled: true,
        people: 0,
    };
    let remove = Operation::RemoveCourseLink {
        link,
        old: true,
        losses: Vec::new(),
    };
    assert_eq!(
        apply(&writer, &peopled(), &[vec![add]]).await,
        [Applied::Done]
    );
    let applied = apply(&writer, &peopled(), &[vec![remove]]).await;
    assert!(refusal(&applied[0]).1.starts_with("missing "));
}

#[tokio::test]
async fn a_course_never_moves_to_a_category_that_does_not_exist() {
    let (site, writer) = moodle(|_, _| None).await;
    let moved = Operation::UpdateCourse {
        shortname: "C1".to_owned(),
        changes: vec![Change {
            field: "category".to_owned(),
            old: Some(text("Top")),
            new: Some(text("Gone")),
        }],
        category: Some(CategoryKey {
            id: Some(99),
            path: vec!["Gone".to_owned()],
        }),
    };
    let applied = apply(&writer, &peopled(), &[vec![moved]]).await;
    assert_eq!(refusal(&applied[0]).1, "missing category Gone");
    assert_eq!(
        site.functions(),
        ["core_course_get_categories", "core_course_get_courses"]
    );
}

#[tokio::test]
async fn a_category_that_holds_something_is_not_deleted() {
    let (site, writer) = moodle(|(function, _), _| {
        (function == "core_course_get_categories").then(|| {
            Said::json(&json!([
                {"id": 1, "parent": 0, "name": "Top", "coursecount": 2},
                {"id": 8, "parent": 1, "name": "Below", "coursecount": 0},
            ]))
        })
    })
    .await;
    let delete = Operation::DeleteCategory {
        category: CategoryKey {
            id: Some(1),
            path: vec!["Top".to_owned()],
        },
        old: Box::default(),
    };
    let applied = apply(&writer, &peopled(), &[vec![delete]]).await;
    assert_eq!(refusal(&applied[0]).1, "changed category Top");
    let Applied::Refused(finding) = &applied[0] else {
        panic!("it was done");
    };
    assert_eq!(finding.params["expected"], "nothing");
    assert_eq!(finding.params["found"], "courses 2, categories 1");
    assert_eq!(finding.params["found_is"], "features");
    assert_eq!(site.functions(), ["core_course_get_categories"]);
}

#[tokio::test]
async fn a_cohort_without_idnumber_is_made_with_one_that_passes() {
    let (site, writer) = moodle(|(function, _), _| match function.as_str() {
        "core_cohort_create_cohorts" => Some(Said::json(&json!([{"id": 31}]))),
        "core_cohort_get_cohorts" => Some(Said::json(
            &json!([{"id": 31, "name": "Choir", "idnumber": "x"}]),
        )),
        _ => None,
    })
    .await;
    let create = Operation::CreateCohort {
        cohort: CohortKey {
            id: None,
            name: "Choir".to_owned(),
        },
        idnumber: String::new(),
        description: String::new(),
        component: String::new(),
        category: Some(CategoryKey {
            id: Some(1),
            path: vec!["Top".to_owned()],
        }),
    };
    let applied = apply(&writer, &peopled(), &[vec![create]]).await;
    assert_eq!(applied, [Applied::Done]);
    let calls = site.called();
    assert!(calls[0].1["cohorts[0][idnumber]"].starts_with("toolsync Choir "));
    let expected = [
        ("cohorts[0][categorytype][type]", "id"),
        ("cohorts[0][categorytype][value]", "1"),
        ("cohorts[0][id]", "31"),
        ("cohorts[0][idnumber]", ""),
        ("cohorts[0][name]", "Choir"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(
        calls.last().unwrap(),
        &(
            "core_cohort_update_cohorts".to_owned(),
            BTreeMap::from(expected)
        )
    );
    // What was made in this run is known in it.
    let delete = Operation::DeleteCohort {
        cohort: CohortKey {
            id: None,
            name: "Choir".to_owned(),
        },
        old: CohortState::default(),
        losses: Vec::new(),
    };
    let applied = apply(&writer, &peopled(), &[vec![delete]]).await;
    assert_eq!(applied, [Applied::Done]);
    assert_eq!(site.called().last().unwrap().1["cohortids[0]"], "31");
}
