//! What a Moodle said once to batches of which a part is refused (`tests/moodle-exchanges/`, files named `batch_…`).

use toolsync_core::plan::Change;
use toolsync_core::site::User;
use whole_system_tests::moodle::Replay;

use super::*;

async fn replay() -> (Replay, Writer) {
    // What is read before updates was not recorded with them.
    let replay = Replay::start_without(&["core_user_get_users_by_field"]);
    let replay = replay.await.unwrap();
    let writer = writer(&format!("http://{}", replay.address), "admin", quick());
    (replay, writer)
}

#[tokio::test]
async fn one_taken_login_name_among_three() {
    let (replay, writer) = replay().await;
    let rows = [1, 2, 3].map(|row| vec![new_user(&format!("batch.row{row}"))]);
    let applied = apply(&writer, &nothing_known(), &rows).await;
    assert_eq!((&applied[0], &applied[2]), (&Applied::Done, &Applied::Done));
    assert_eq!(
        refusal(&applied[1]),
        (
            "site_moved",
            "exists account batch.row2".to_owned(),
            "core_user_create_users: Invalid parameter value detected (invalidparameter); Username already exists: batch.row2".to_owned()
        )
    );
    // Three together; one and two; each of these two; and a look at who has the name.
    let called = replay.called();
    let creations = called
        .iter()
        .filter(|name| *name == "core_user_create_users");
    assert_eq!((creations.count(), called.len()), (5, 6));
}

#[tokio::test]
async fn warnings_of_a_batch_of_changes() {
    let (_replay, writer) = replay().await;
    let mut known = nothing_known();
    // The ids that these accounts had on the recorded site.
    for (id, username) in [
        (3292, "row1"),
        (3290, "row2"),
        (3293, "row3"),
        (999_999, "row4"),
    ] {
        known.put_user(User {
            id,
            username: username.to_owned(),
            ..User::default()
        });
    }
    let update = |username: &str, changed: &[(&str, &str)]| {
        let changes = changed.iter().map(|(field, new)| Change {
            field: (*field).to_owned(),
            old: None,
            new: Some(text(new)),
        });
        vec![Operation::UpdateUser {
            username: username.to_owned(),
            changes: changes.collect(),
        }]
    };
    // In the call they are sorted by account: row2 has the lowest id.
    let rows = [
        update("row1", &[("city", "Bern")]),
        update("row2", &[("email", "batch.row1@example.org")]),
        update("row3", &[("lang", "en"), ("city", "Łódź")]),
        update("row4", &[("city", "Bern")]),
    ];
    let applied = apply(&writer, &known, &rows).await;
    assert_eq!((&applied[0], &applied[2]), (&Applied::Done, &Applied::Done));
    let details = "core_user_update_users: Duplicate address (useremailduplicate)";
    assert_eq!(
        refusal(&applied[1]),
        ("site_refused", String::new(), details.to_owned())
    );
    assert_eq!(refusal(&applied[3]).1, "missing account row4");
}
