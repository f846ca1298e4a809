//! Cohorts, their members, and links between courses.

use serde_json::json;
use toolsync_core::plan::CohortKey;

use super::super::live::Live;
use super::super::*;

pub(super) async fn cohorts(live: &Live) {
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
        refusal(&applied[0]).1.starts_with("exists cohort_member"),
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
