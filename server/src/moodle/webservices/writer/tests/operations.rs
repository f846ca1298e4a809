//! Every operation that core functions can do, on a live Moodle: done, read back, taken away again.

use serde_json::json;
use toolsync_core::kinds::pictures::checksum;
use toolsync_core::plan::{AccountState, CohortKey, Ending, EnrolmentState, GroupState, LinkKey};
use toolsync_core::site::{Picture, RoleAssignment};

use super::live::Live;
use super::*;

/// Four points in colour: a small PNG.
const FACE: &[u8] = include_bytes!("face.png");

fn person(user: &str, roles: &str, groups: &str) -> (String, String, String) {
    (user.to_owned(), roles.to_owned(), groups.to_owned())
}

/// An enrolment without bounds.
pub(super) const NOW: EnrolmentState = EnrolmentState {
    start: 0,
    end: 0,
    active: true,
};

#[tokio::test]
async fn every_operation_on_a_live_moodle() {
    let Some(mut live) = Live::of_environment(Limits::default()) else {
        return;
    };
    accounts(&live).await;
    pictures(&mut live).await;
    categories_and_courses(&live).await;
    enrolments(&mut live).await;
    groups(&live).await;
    cohorts(&live).await;
    ends(&live).await;
}

/// Created, one of them suspended; changed, renamed, with another password, in one row; a name that is taken.
async fn accounts(live: &Live) {
    let [ada, bob, cid] = ["ada", "bob", "cid"].map(|name| live.name(name));
    let mut suspended = new_user(&cid);
    if let Operation::CreateUser { fields, .. } = &mut suspended {
        fields.insert("suspended".to_owned(), Value::Bool(true));
        fields.insert("city".to_owned(), text("Łódź & Brno"));
    }
    live.rows(vec![new_user(&ada), new_user(&bob), suspended])
        .await;
    let found = live.user(&cid).await;
    assert_eq!(found["suspended"], json!(true));
    assert_eq!(found["city"], json!("Łódź & Brno"));

    let renamed = live.name("bo");
    let rows = vec![vec![
        Operation::RenameUser {
            from: bob.clone(),
            to: renamed.clone(),
        },
        Operation::UpdateUser {
            username: renamed.clone(),
            changes: vec![
                change("city", None, Some(text("Bern"))),
                change("idnumber", Some(text(&format!("N-{bob}"))), None),
            ],
        },
        Operation::SetPassword {
            username: renamed.clone(),
            password: Password::Set,
            secret: Secret("Other-Pw-22".to_owned()),
            digest: String::new(),
            mail: String::new(),
            old: None,
        },
    ]];
    assert_eq!(
        apply(&live.writer, &live.known, &rows).await,
        [Applied::Done]
    );
    assert!(live.user(&bob).await.is_null());
    let found = live.user(&renamed).await;
    assert_eq!(found["city"], json!("Bern"));
    assert!(found.get("idnumber").is_none_or(|idnumber| idnumber == ""));

    // What is there is not what a plan saw that is older.
    let city = |old: &str| Operation::UpdateUser {
        username: renamed.clone(),
        changes: vec![change("city", Some(text(old)), Some(text("Brno")))],
    };
    let applied = apply(&live.writer, &live.known, &[vec![city("Lyon")]]).await;
    let what = format!("changed city of the account {renamed}");
    assert_eq!(refusal(&applied[0]).1, what);
    live.rows(vec![city("Bern")]).await;
    assert_eq!(live.user(&renamed).await["city"], json!("Brno"));

    // A batch with somebody who is there, a weak password, and two who can be made.
    let mut weak = new_user(&live.name("eve"));
    if let Operation::CreateUser { secret, .. } = &mut weak {
        *secret = Secret("x".to_owned());
    }
    let [dan, fay] = ["dan", "fay"].map(|name| live.name(name));
    let rows = [new_user(&dan), new_user(&ada), weak, new_user(&fay)].map(|one| vec![one]);
    let applied = apply(&live.writer, &live.known, &rows).await;
    assert_eq!((&applied[0], &applied[3]), (&Applied::Done, &Applied::Done));
    assert_eq!(refusal(&applied[1]).1, format!("exists the account {ada}"));
    let (code, _, details) = refusal(&applied[2]);
    assert_eq!(code, "site_refused");
    assert!(details.starts_with("core_user_create_users: "), "{details}");
    assert_eq!(moodle_code(&applied[2]), "passwordpolicy");
    assert!(live.user(&fay).await["id"].is_u64());
    assert!(live.user(&live.name("eve")).await.is_null());
    // The address of another account, for somebody new and for somebody who is there.
    let taken = text(&format!("{ada}@example.org"));
    let mut gil = new_user(&live.name("gil"));
    if let Operation::CreateUser { fields, .. } = &mut gil {
        fields.insert("email".to_owned(), taken.clone());
    }
    let fay = Operation::UpdateUser {
        changes: vec![change(
            "email",
            Some(text(&format!("{fay}@example.org"))),
            Some(taken),
        )],
        username: fay,
    };
    let applied = apply(&live.writer, &live.known, &[vec![gil], vec![fay]]).await;
    assert_eq!(moodle_code(&applied[0]), "useremailduplicate");
    assert_eq!(moodle_code(&applied[1]), "useremailduplicate");
}

/// A picture arrives with its checksum; one that is none is not sent.
async fn pictures(live: &mut Live) {
    let ada = live.name("ada");
    let profile_fields = &mut live.known.facts.profile_fields;
    profile_fields.insert("userpicturehash".to_owned());
    let set = |content: &[u8]| Operation::SetPicture {
        user: ada.clone(),
        old: None,
        new: Picture {
            checksum: checksum(content),
            bytes: content.len() as u64,
        },
    };
    let no_picture: &[u8] = b"GIF9 is not a picture";
    let operations = [[set(FACE)], [set(no_picture)]];
    let rows = [
        RowToApply {
            operations: &operations[0],
            content: Some(FACE),
        },
        RowToApply {
            operations: &operations[1],
            content: Some(no_picture),
        },
    ];
    let applied = live.writer.apply(&live.known, &rows).await.unwrap();
    assert_eq!(applied[0], Applied::Done);
    assert_eq!(refusal(&applied[1]).0, "site_refused");
    let found = live.user(&ada).await;
    let address = found["profileimageurl"].as_str().unwrap();
    assert!(address.contains("/user/icon/"), "{address}");
    let shown = found["customfields"].to_string();
    assert!(shown.contains(&checksum(FACE)), "{shown}");
}

async fn categories_and_courses(live: &Live) {
    let path = |end: &str| CategoryKey {
        id: None,
        path: [live.name(" & top")]
            .into_iter()
            .chain((!end.is_empty()).then(|| end.to_owned()))
            .collect(),
    };
    let rows = vec![vec![
        Operation::CreateCategory {
            category: path(""),
            visible: true,
        },
        Operation::CreateCategory {
            category: path("below"),
            visible: true,
        },
        Operation::CreateCourse {
            shortname: live.name("C1"),
            category: path("below"),
            fields: fields(&[
                ("fullname", text("Course one & more")),
                ("idnumber", text(&live.name("I1"))),
                ("summary", text("<p>First</p>")),
                ("visible", Value::Bool(false)),
                ("coursedisplay", Value::Bool(true)),
                ("startdate", Value::Int(1_788_220_800)),
            ]),
            template: String::new(),
        },
    ]];
    assert_eq!(
        apply(&live.writer, &live.known, &rows).await,
        [Applied::Done]
    );
    let made = live.course(&live.name("C1")).await;
    assert_eq!(made["startdate"], json!(1_788_220_800));
    assert_eq!(
        (&made["visible"], &made["summaryformat"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(made["summary"], json!("<p>First</p>"));

    let new = |end: &str| Operation::CreateCourse {
        shortname: live.name(end),
        category: path(""),
        fields: fields(&[("fullname", text(end))]),
        template: String::new(),
    };
    // One short name is taken: told as such, and the others are made.
    let rows = ["C2", "C1", "C3"].map(|end| vec![new(end)]);
    let applied = apply(&live.writer, &live.known, &rows).await;
    assert_eq!((&applied[0], &applied[2]), (&Applied::Done, &Applied::Done));
    let taken = format!("exists the course {}", live.name("C1").to_lowercase());
    assert_eq!(refusal(&applied[1]).1, taken);

    let update = |changes, category| Operation::UpdateCourse {
        shortname: live.name("C2"),
        changes,
        category,
    };
    let renamed = live.name("C2b");
    live.rows(vec![update(
        vec![
            change("fullname", Some(text("C2")), Some(text("Second"))),
            change(
                "shortname",
                Some(text(&live.name("C2"))),
                Some(text(&renamed)),
            ),
            change("category", Some(text("x")), Some(text("y"))),
        ],
        Some(path("below")),
    )])
    .await;
    let moved = live.course(&renamed).await;
    assert_eq!(moved["fullname"], json!("Second"));
    assert_eq!(moved["categoryid"], made["categoryid"]);

    let back = change("fullname", Some(text("C2")), Some(text("Third")));
    let late = Operation::UpdateCourse {
        shortname: renamed.clone(),
        changes: vec![back],
        category: None,
    };
    let applied = apply(&live.writer, &live.known, &[vec![late]]).await;
    let what = format!("changed fullname of the course {}", renamed.to_lowercase());
    assert_eq!(refusal(&applied[0]).1, what);
    assert_eq!(live.course(&renamed).await["fullname"], json!("Second"));

    // A category that is not empty stays.
    let delete = |category| Operation::DeleteCategory {
        category,
        old: Box::default(),
    };
    let applied = apply(&live.writer, &live.known, &[vec![delete(path(""))]]).await;
    let what = format!("changed the category {} & top", live.mark);
    assert_eq!(refusal(&applied[0]).1, what);
    assert_eq!(
        live.course(&renamed).await["categoryid"],
        made["categoryid"]
    );
    // And a course of an unknown category is none.
    let mut lost = new("C9");
    if let Operation::CreateCourse { category, .. } = &mut lost {
        category.id = Some(999_999);
    }
    let applied = apply(&live.writer, &live.known, &[vec![lost]]).await;
    assert_eq!(refusal(&applied[0]).1, what.replace("changed", "missing"));
}

async fn enrolments(live: &mut Live) {
    let [ada, bo, cid] = ["ada", "bo", "cid"].map(|name| live.name(name));
    let course = live.name("C1");
    live.rows(vec![
        enrol(&course, &ada),
        enrol(&course, &bo),
        enrol(&course, &cid),
        Operation::AssignRole {
            course: course.clone(),
            user: live.name("dan"),
            role: "teacher".to_owned(),
        },
    ])
    .await;
    let made = live.course(&course).await;
    let expected = ["ada", "bo", "cid"].map(|user| person(user, "student", ""));
    assert_eq!(live.people(&made, None).await, expected);

    // The function that changes a period wants a role that the person has: the snapshot tells it.
    let (id, user) = (made["id"].as_u64().unwrap(), live.user(&ada).await);
    let user = user["id"].as_u64().unwrap();
    let role = "student".to_owned();
    live.known.put_role_assignment(RoleAssignment {
        course: id,
        user,
        role,
    });
    let set = |active| Operation::SetEnrolment {
        course: course.clone(),
        user: ada.clone(),
        method: "manual".to_owned(),
        old: NOW,
        new: EnrolmentState {
            start: 1_700_000_000,
            end: 1_900_000_000,
            active,
        },
    };
    live.rows(vec![set(false)]).await;
    let suspended = live.people(&made, Some("onlysuspended")).await;
    assert_eq!(suspended, [person("ada", "student", "")]);
    live.rows(vec![set(true)]).await;
    assert_eq!(live.people(&made, Some("onlysuspended")).await, []);

    live.rows(vec![
        Operation::ShiftRole {
            course: course.clone(),
            user: bo.clone(),
            method: String::new(),
            old: vec!["student".to_owned()],
            role: "editingteacher".to_owned(),
        },
        Operation::UnassignRole {
            course: course.clone(),
            user: cid.clone(),
            role: "student".to_owned(),
        },
    ])
    .await;
    let expected = [
        person("ada", "student", ""),
        person("bo", "editingteacher", ""),
        person("cid", "", ""),
    ];
    assert_eq!(live.people(&made, None).await, expected);
    live.rows(vec![Operation::Unenrol {
        course: course.clone(),
        user: cid,
        method: "manual".to_owned(),
        old: NOW,
        with: Ending::default(),
    }])
    .await;
    assert_eq!(live.people(&made, None).await, expected[..2]);

    // One of several has no course to go to, and one no right to the role.
    let mut administrator = enrol(&course, &ada);
    if let Operation::Enrol { role, .. } = &mut administrator {
        "toolsync".clone_into(role);
    }
    live.known.put_role(Role {
        id: 9,
        shortname: "toolsync".to_owned(),
    });
    let rows = [enrol(&course, &live.name("fay")), administrator].map(|one| vec![one]);
    let applied = apply(&live.writer, &live.known, &rows).await;
    assert_eq!(applied[0], Applied::Done);
    let details = refusal(&applied[1]).2;
    assert!(details.contains("(wsusercannotassign)"), "{details}");
}

async fn groups(live: &Live) {
    let (course, ada) = (live.name("C1"), live.name("ada"));
    let state = |name: &str, idnumber: &str| GroupState {
        name: name.to_owned(),
        idnumber: idnumber.to_owned(),
        description: "<p>x</p>".to_owned(),
    };
    let group = |name: &str, idnumber: &str| Operation::CreateGroup {
        course: course.clone(),
        group: state(name, idnumber),
    };
    let grouping = |name: &str| Operation::CreateGrouping {
        course: course.clone(),
        grouping: state(name, ""),
    };
    let (in_course, of_group) = (|| course.clone(), || "A & B".to_owned());
    let rows = vec![
        vec![
            group("A & B", "G1"),
            grouping("Set"),
            Operation::AddToGrouping {
                course: in_course(),
                grouping: "Set".to_owned(),
                group: of_group(),
            },
            Operation::AddGroupMember {
                course: in_course(),
                group: of_group(),
                user: ada.clone(),
                owned: false,
            },
        ],
        vec![group("Spare", "")],
        vec![grouping("Other")],
    ];
    let applied = apply(&live.writer, &live.known, &rows).await;
    assert_eq!(applied, [Applied::Done, Applied::Done, Applied::Done]);
    let made = live.course(&course).await;
    let people = live.people(&made, None).await;
    assert_eq!(people[0], person("ada", "student", "A & B"));

    let set_up = |operation| vec![operation];
    let rename = Operation::UpdateGroup {
        course: in_course(),
        group: "Spare".to_owned(),
        changes: vec![
            change("name", Some(text("Spare")), Some(text("Spare 2"))),
            change("idnumber", None, Some(text("G2"))),
        ],
    };
    let regroup = Operation::UpdateGrouping {
        course: in_course(),
        grouping: "Other".to_owned(),
        changes: vec![change("idnumber", None, Some(text("GG2")))],
    };
    let delete = |name: &str| Operation::DeleteGroup {
        course: in_course(),
        old: state(name, ""),
        groupings: Vec::new(),
    };
    let ungroup = |name: &str| Operation::DeleteGrouping {
        course: in_course(),
        old: state(name, ""),
        default: false,
    };
    live.rows(vec![rename, regroup]).await;
    let all = live
        .ask(
            "core_group_get_course_groupings",
            json!({"courseid": made["id"]}),
        )
        .await;
    let other = all
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == "Other")
        .unwrap();
    // The description, which nobody asked to change, is as it was.
    assert_eq!(
        (&other["idnumber"], &other["description"]),
        (&json!("GG2"), &json!("<p>x</p>"))
    );
    // What is not empty stays.
    let rows = [set_up(delete("A & B")), set_up(ungroup("Set"))];
    let applied = apply(&live.writer, &live.known, &rows).await;
    let counts = [&applied[0], &applied[1]].map(|row| refusal(row).1);
    assert!(
        counts[0].starts_with("changed the number of members of the group A & B"),
        "{counts:?}"
    );
    assert!(
        counts[1].starts_with("changed the number of groups of the grouping Set"),
        "{counts:?}"
    );
    live.rows(vec![delete("Spare 2"), ungroup("Other")]).await;
    let leave = Operation::RemoveGroupMember {
        course: in_course(),
        group: of_group(),
        user: ada,
        owned: false,
    };
    live.rows(vec![leave]).await;
    live.rows(vec![delete("A & B")]).await;
    let left = live
        .ask(
            "core_group_get_course_groups",
            json!({"courseid": made["id"]}),
        )
        .await;
    assert_eq!(left, json!([]));

    // Nobody who is not enrolled is in a group.
    let rows = [vec![
        group("Late", ""),
        Operation::AddGroupMember {
            course: in_course(),
            group: "Late".to_owned(),
            user: live.name("cid"),
            owned: false,
        },
    ]];
    let applied = apply(&live.writer, &live.known, &rows).await;
    let (code, about, details) = refusal(&applied[0]);
    assert_eq!(
        (code, about.as_str()),
        ("partly_done", "1 2 core_group_create_groups")
    );
    assert!(
        details.contains("core_group_add_group_members"),
        "{details}"
    );
}

async fn cohorts(live: &Live) {
    let key = |end: &str| CohortKey {
        id: None,
        name: live.name(end),
    };
    let create = |end: &str, idnumber: String| Operation::CreateCohort {
        cohort: key(end),
        idnumber,
        description: "<p>x</p>".to_owned(),
        component: String::new(),
        category: None,
    };
    // Two without an idnumber, of which Moodle lets one be made so.
    live.rows(vec![
        create("K1", String::new()),
        create("K2", String::new()),
        create("K3", live.name("k3")),
    ])
    .await;
    for (end, idnumber) in [
        ("K1", String::new()),
        ("K2", String::new()),
        ("K3", live.name("k3")),
    ] {
        let found = live.cohort(&live.name(end)).await.unwrap();
        assert_eq!(found["idnumber"], json!(idnumber));
        assert_eq!(found["description"], json!("<p>x</p>"));
    }
    let join = |user: &str| Operation::AddCohortMember {
        cohort: key("K1"),
        user: live.name(user),
    };
    let rows = ["ada", "bo", "fay"].map(|user| vec![join(user)]);
    let applied = apply(&live.writer, &live.known, &rows).await;
    assert_eq!(applied, [Applied::Done, Applied::Done, Applied::Done]);
    let applied = apply(
        &live.writer,
        &live.known,
        &[vec![join("ada")], vec![join("dan")]],
    )
    .await;
    assert!(
        refusal(&applied[0]).1.starts_with("exists the account"),
        "{applied:?}"
    );
    assert_eq!(applied[1], Applied::Done);
    let members = async || {
        let cohort = live.cohort(&live.name("K1")).await.unwrap();
        let asked = json!({"cohortids": [cohort["id"]]});
        let members = live.ask("core_cohort_get_cohort_members", asked).await;
        members[0]["userids"].as_array().map(Vec::len)
    };
    assert_eq!(members().await, Some(4));
    live.rows(vec![Operation::RemoveCohortMember {
        cohort: key("K1"),
        user: live.name("dan"),
        losses: Vec::new(),
    }])
    .await;
    assert_eq!(members().await, Some(3));
    live.rows(vec![Operation::EmptyCohort {
        cohort: key("K1"),
        members: ["ada", "bo", "fay"].map(|user| live.name(user)).into(),
        losses: Vec::new(),
    }])
    .await;
    assert_eq!(members().await, Some(0));
    let rename = Operation::UpdateCohort {
        cohort: key("K2"),
        changes: vec![
            change(
                "cname",
                Some(text(&live.name("K2"))),
                Some(text(&live.name("K2b"))),
            ),
            change("ccatcontext", None, Some(text("x"))),
        ],
        category: Some(CategoryKey {
            id: None,
            path: vec![live.name(" & top")],
        }),
    };
    live.rows(vec![rename]).await;
    let renamed = live.cohort(&live.name("K2b")).await.unwrap();
    assert_eq!(renamed["description"], json!("<p>x</p>"));
    let gone = ["K1", "K2b", "K3"].map(|end| Operation::DeleteCohort {
        cohort: key(end),
        old: toolsync_core::plan::CohortState::default(),
        losses: Vec::new(),
    });
    live.rows(gone.into()).await;
    assert!(live.cohort(&live.name("K1")).await.is_none());
}

/// Links between courses, and the end of courses, categories and accounts.
async fn ends(live: &Live) {
    let link = LinkKey {
        course: live.name("C3"),
        source: live.name("C1"),
    };
    let set = Operation::SetCourseLink {
        link: link.clone(),
        old: None,
        enabled: true,
        people: 2,
    };
    live.rows(vec![set.clone()]).await;
    let meta = live.course(&live.name("C3")).await;
    let users = live.people(&meta, None).await;
    let names: Vec<&str> = users.iter().map(|person| person.0.as_str()).collect();
    assert_eq!(names, ["ada", "bo", "fay"]);
    let applied = apply(&live.writer, &live.known, &[vec![set]]).await;
    assert!(
        refusal(&applied[0]).1.starts_with("exists the link"),
        "{applied:?}"
    );
    live.rows(vec![Operation::RemoveCourseLink {
        link,
        old: true,
        losses: Vec::new(),
    }])
    .await;
    assert_eq!(live.people(&meta, None).await, []);

    let courses = ["C1", "C2b", "C3"].map(|end| Operation::DeleteCourse {
        shortname: live.name(end),
        old: Box::new(empty_course()),
    });
    live.rows(courses.into()).await;
    assert!(live.course(&live.name("C1")).await.is_null());
    for path in [
        vec![live.name(" & top"), "below".to_owned()],
        vec![live.name(" & top")],
    ] {
        let category = CategoryKey { id: None, path };
        live.rows(vec![Operation::DeleteCategory {
            category,
            old: Box::default(),
        }])
        .await;
    }
    let criteria = json!([{"key": "name", "value": live.name(" & top")}]);
    let left = live
        .ask("core_course_get_categories", json!({"criteria": criteria}))
        .await;
    assert_eq!(left, json!([]));

    let delete = |end: &str| Operation::DeleteUser {
        username: live.name(end),
        old: AccountState::default(),
    };
    let all = ["ada", "bo", "cid", "dan", "fay"].map(delete);
    live.rows(all.into()).await;
    assert!(live.user(&live.name("ada")).await.is_null());
    // Twice is told before anything is asked.
    let applied = apply(&live.writer, &live.known, &[vec![delete("ada")]]).await;
    assert_eq!(
        refusal(&applied[0]).1,
        format!("missing the account {}", live.name("ada"))
    );
}
