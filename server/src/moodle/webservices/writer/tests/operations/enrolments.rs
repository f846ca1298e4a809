//! Enrolments and roles.

use toolsync_core::plan::{Ending, EnrolmentState};
use toolsync_core::site::RoleAssignment;

use super::super::live::Live;
use super::super::*;
use super::{NOW, person};

pub(super) async fn enrolments(live: &mut Live) {
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
