//! What every request goes through.

use super::*;

#[actix_web::test]
async fn every_answer_has_the_security_headers_and_a_request_id() {
    let app = TestApp::empty().await;
    let mut visitor = app.visitor().await;
    for path in [
        "/api/session",
        "/api/nothing",
        "/no-such-file.js",
        "/api/runs",
    ] {
        let answer = visitor.get(path).await;
        assert!(
            answer
                .header("content-security-policy")
                .contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(
            !answer
                .header("content-security-policy")
                .contains("unsafe-inline"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
    }
    let answer = visitor.get("/api/session").await;
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[actix_web::test]
async fn a_change_needs_the_csrf_token_of_its_own_session() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let new = new_person("eve", Role::Staff);
    let right = std::mem::take(&mut ada.csrf);
    assert_eq!(
        ada.post("/api/people", &new).await.refused(),
        refusal(403, "csrf")
    );
    ada.csrf = app.signed_in("ada").await.csrf;
    assert_eq!(
        ada.post("/api/people", &new).await.refused(),
        refusal(403, "csrf")
    );
    ada.csrf = right;
    assert_eq!(ada.post("/api/people", &new).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn signing_in_needs_a_cookie_and_its_csrf_token_too() {
    let app = TestApp::start().await;
    let login = serde_json::json!({ "login": "ada", "password": PASSWORD });
    let mut bare = app.visitor().await;
    bare.cookie = None;
    assert_eq!(
        bare.post("/api/session", &login).await.refused(),
        refusal(403, "csrf")
    );
    let mut forged = app.visitor().await;
    forged.csrf = "0".repeat(64);
    assert_eq!(
        forged.post("/api/session", &login).await.refused(),
        refusal(403, "csrf")
    );
}

#[actix_web::test]
async fn a_change_from_a_page_of_another_site_is_refused() {
    let app = TestApp::start().await;
    let login = serde_json::json!({ "login": "ada", "password": PASSWORD });
    for origin in ["http://evil.example", "null", "http://127.0.0.1:9999"] {
        let mut client = app.visitor().await.with("Origin", origin);
        assert_eq!(
            client.post("/api/session", &login).await.refused(),
            refusal(403, "csrf"),
            "{origin}"
        );
    }
    let mut client = app.visitor().await.with("Origin", "http://127.0.0.1:8080");
    assert_eq!(
        client.post("/api/session", &login).await.status,
        StatusCode::OK
    );
}

#[actix_web::test]
async fn a_name_that_was_made_to_point_here_is_not_served() {
    let app = TestApp::start().await;
    let mut client = app.visitor().await.with("Host", "evil.example:8080");
    for path in ["/", "/api/session"] {
        assert_eq!(
            client.get(path).await.refused(),
            refusal(421, "bad_request"),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn errors_are_told_in_the_language_of_the_request() {
    let app = TestApp::start().await;
    let mut english = app.visitor().await;
    let (_, code, message) = english.get("/api/runs").await.error();
    assert_eq!(code, "not_signed_in");
    assert_eq!(
        message,
        "You are not signed in, or your session has ended. Sign in again."
    );
    let mut french = app
        .visitor()
        .await
        .with("Accept-Language", "fr-FR,fr;q=0.9,en;q=0.5");
    let (_, code, message) = french.get("/api/runs").await.error();
    assert_eq!(code, "not_signed_in");
    assert!(message.starts_with("Vous n’êtes pas connecté"), "{message}");
    french.csrf.clear();
    let (_, code, message) = french.post("/api/session", &()).await.error();
    assert_eq!(code, "csrf");
    assert!(message.starts_with("La requête ne vient pas"), "{message}");
}

#[actix_web::test]
async fn malformed_requests_are_errors_of_the_api() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    assert_eq!(
        ada.get("/api/nothing").await.refused(),
        refusal(404, "not_found")
    );
    assert_eq!(
        ada.get("/api/runs/abc").await.refused(),
        refusal(404, "not_found")
    );
    assert_eq!(
        ada.post("/api/people", &1).await.refused(),
        refusal(400, "bad_request")
    );
    assert_eq!(
        ada.get("/api/runs/1/rows?from=x").await.refused(),
        refusal(400, "bad_request")
    );
}
