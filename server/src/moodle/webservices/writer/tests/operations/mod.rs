//! Every operation that core functions can do, on a live Moodle: done, read back, taken away again.

mod accounts;
mod cohorts;
mod courses;
mod enrolments;
mod groups;

use serde_json::json;
use toolsync_core::plan::{AccountState, EnrolmentState, LinkKey};

use super::live::Live;
use super::*;

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
    accounts::accounts(&live).await;
    accounts::pictures(&mut live).await;
    courses::categories_and_courses(&live).await;
    enrolments::enrolments(&mut live).await;
    groups::groups(&live).await;
    cohorts::cohorts(&live).await;
    ends(&live).await;
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
    // No function tells whether it is there: asked for again, it is.
    live.rows(vec![set]).await;
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
        format!("missing account {}", live.name("ada"))
    );
}
