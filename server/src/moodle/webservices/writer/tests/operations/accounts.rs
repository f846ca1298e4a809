//! Accounts and their pictures.

use serde_json::json;
use toolsync_core::kinds::pictures::checksum;
use toolsync_core::site::Picture;

use super::super::live::Live;
use super::super::*;

/// Four points in colour: a small PNG.
const FACE: &[u8] = include_bytes!("../face.png");

/// Created, one of them suspended; changed, renamed, with another password, in one row; a name that is taken.
pub(super) async fn accounts(live: &Live) {
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
    let what = format!("changed field city account {renamed}");
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
    assert_eq!(refusal(&applied[1]).1, format!("exists account {ada}"));
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
pub(super) async fn pictures(live: &mut Live) {
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
