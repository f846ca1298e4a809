//! Groups, groupings, and who is in them.

use serde_json::json;
use toolsync_core::plan::GroupState;

use super::super::live::Live;
use super::super::*;
use super::person;

pub(super) async fn groups(live: &Live) {
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
        counts[0].starts_with("changed members group A & B"),
        "{counts:?}"
    );
    assert!(
        counts[1].starts_with("changed groups grouping Set"),
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
        ("partly_done", "refused 1 2 core_group_create_groups")
    );
    assert!(
        details.contains("core_group_add_group_members"),
        "{details}"
    );
}
