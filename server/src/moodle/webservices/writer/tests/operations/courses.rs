//! Categories and courses.

use serde_json::json;

use super::super::live::Live;
use super::super::*;

pub(super) async fn categories_and_courses(live: &Live) {
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
    let taken = format!("exists course {}", live.name("C1").to_lowercase());
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
    let what = format!("changed field fullname course {}", renamed.to_lowercase());
    assert_eq!(refusal(&applied[0]).1, what);
    assert_eq!(live.course(&renamed).await["fullname"], json!("Second"));

    // A category that is not empty stays.
    let delete = |category| Operation::DeleteCategory {
        category,
        old: Box::default(),
    };
    let applied = apply(&live.writer, &live.known, &[vec![delete(path(""))]]).await;
    let what = format!("changed category {} & top", live.mark);
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
