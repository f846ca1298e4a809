//! `/api/invitations`, and the link that makes the first administrator.

use toolsync_core::api::Invitation;

use super::*;

#[actix_web::test]
async fn the_first_link_makes_an_administrator_once() {
    let app = TestApp::empty().await;
    let old = app
        .app
        .accounts
        .first_administrator()
        .await
        .unwrap()
        .unwrap();
    let new = app
        .app
        .accounts
        .first_administrator()
        .await
        .unwrap()
        .unwrap();
    let mut visitor = app.visitor().await;
    let path = |token: &crate::accounts::Token| format!("/api/invitations/{}", token.as_str());
    assert_eq!(
        visitor.get(&path(&old)).await.refused(),
        refusal(404, "not_found"),
        "a fresh one each start"
    );
    let invitation: Invitation = visitor.get(&path(&new)).await.json();
    assert_eq!(
        (invitation.login.as_str(), invitation.role),
        ("", Role::Administrator)
    );

    let short = visitor
        .post(&path(&new), &acceptance("ada", "too short"))
        .await;
    assert_eq!(short.refused(), refusal(400, "bad_request"));
    let nameless = visitor
        .post(&path(&new), &acceptance("a da", PASSWORD))
        .await;
    assert_eq!(nameless.refused(), refusal(400, "bad_request"));

    let session: Session = visitor
        .post(&path(&new), &acceptance("Ada", PASSWORD))
        .await
        .json();
    assert_eq!(session.person.unwrap().login, "ada");
    assert_eq!(
        visitor.get("/api/people").await.status,
        StatusCode::OK,
        "signed in at once"
    );
    assert_eq!(
        visitor.get(&path(&new)).await.refused(),
        refusal(404, "not_found"),
        "used"
    );
    assert!(
        app.app
            .accounts
            .first_administrator()
            .await
            .unwrap()
            .is_none()
    );
}

#[actix_web::test]
async fn an_invited_person_keeps_the_login_that_was_given() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let link: InvitationLink = ada
        .post("/api/people", &new_person("Eve", Role::Staff))
        .await
        .json();
    let token = link.path.strip_prefix("/welcome/").unwrap();
    let path = format!("/api/invitations/{token}");
    let mut visitor = app.visitor().await;
    let invitation: Invitation = visitor.get(&path).await.json();
    assert_eq!(
        (invitation.login.as_str(), invitation.name.as_str()),
        ("eve", "EVE")
    );
    let session: Session = visitor
        .post(&path, &acceptance("ada", PASSWORD))
        .await
        .json();
    let person = session.person.unwrap();
    assert_eq!((person.login.as_str(), person.role), ("eve", Role::Staff));
}

#[actix_web::test]
async fn tokens_of_another_form_are_unknown() {
    let app = TestApp::empty().await;
    let mut visitor = app.visitor().await;
    for token in ["x", "%27%20OR%201=1", &"0".repeat(64)] {
        let answer = visitor.get(&format!("/api/invitations/{token}")).await;
        assert_eq!(answer.refused(), refusal(404, "not_found"), "{token}");
    }
}
