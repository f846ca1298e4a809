//! `/api/session`.

use super::*;

#[actix_web::test]
async fn a_visitor_gets_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let app = TestApp::empty().await;
    let mut visitor = app.visitor().await;
    visitor.cookie = None;
    let answer = visitor.get("/api/session").await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("toolsync_session="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"),
        "{cookie}"
    );
    let session: Session = answer.json();
    assert_eq!(session.person, None);
    assert_eq!(session.core, toolsync_core::VERSION);
    assert_eq!(session.csrf.len(), 64);
    // The same visitor keeps it.
    let again = visitor.get("/api/session").await;
    assert_eq!(again.header("set-cookie"), "");
    assert_eq!(again.json::<Session>().csrf, session.csrf);
}

#[actix_web::test]
async fn signing_in_changes_the_token_and_signing_out_ends_it() {
    let app = TestApp::start().await;
    let mut client = app.visitor().await;
    let (anonymous, csrf) = (client.cookie.clone(), client.csrf.clone());
    let login = serde_json::json!({ "login": " Sam ", "password": PASSWORD });
    let session: Session = client.post("/api/session", &login).await.json();
    assert_ne!(
        client.cookie, anonymous,
        "a token planted before is worth nothing"
    );
    assert_ne!(session.csrf, csrf);
    let person = session.person.unwrap();
    assert_eq!(
        (person.login.as_str(), person.role, person.invited),
        ("sam", Role::Staff, false)
    );
    client.csrf = session.csrf;

    let signed_in = client.cookie.clone();
    assert_eq!(
        client.delete("/api/session").await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        client.get("/api/runs").await.refused(),
        refusal(401, "not_signed_in")
    );
    client.cookie = signed_in;
    assert_eq!(
        client.get("/api/runs").await.refused(),
        refusal(401, "not_signed_in"),
        "the old cookie is dead"
    );
}

#[actix_web::test]
async fn wrong_passwords_and_unknown_names_are_told_alike() {
    let app = TestApp::start().await;
    let mut client = app.visitor().await;
    let mut answers = Vec::new();
    for (login, password) in [("sam", "wrong password"), ("nobody", PASSWORD), ("", "")] {
        let login = serde_json::json!({ "login": login, "password": password });
        answers.push(client.post("/api/session", &login).await.error());
    }
    assert_eq!(answers[0].0, 401);
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[actix_web::test]
async fn guessing_is_slowed_down() {
    let app = TestApp::start().await;
    let mut client = app.visitor().await;
    let wrong = serde_json::json!({ "login": "sam", "password": "wrong password" });
    for _ in 0..5 {
        assert_eq!(
            client.post("/api/session", &wrong).await.refused(),
            refusal(401, "not_signed_in")
        );
    }
    let right = serde_json::json!({ "login": "sam", "password": PASSWORD });
    let answer = client.post("/api/session", &right).await;
    assert_eq!(answer.refused(), refusal(429, "throttled"));
    assert_eq!(answer.header("retry-after"), "1");
}

#[actix_web::test]
async fn a_session_outlives_a_restart() {
    let app = TestApp::start().await;
    let mut sam = app.signed_in("sam").await;
    let cookie = sam.cookie.take();
    let (data, site) = app.stop().await;
    let app = TestApp::over(data, site, RunOptions::default()).await;
    let mut sam = app.visitor().await;
    sam.cookie = cookie;
    let session: Session = sam.get("/api/session").await.json();
    assert_eq!(session.person.unwrap().login, "sam");
}
