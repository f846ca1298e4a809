//! The plugins for Moodle, handed out.

use super::*;

#[actix_web::test]
async fn administrators_get_the_plugins_for_moodle() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let answer = ada.get("/api/moodle-plugin/local_toolsync.zip").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/zip");
    assert!(
        answer
            .header("content-disposition")
            .contains("local_toolsync.zip")
    );
    assert!(answer.body.starts_with(b"PK\x03\x04"));
    let unknown = ada.get("/api/moodle-plugin/local_other.zip").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);

    let mut eve = app.invited(&mut ada, "eve", Role::Staff).await;
    let refused = eve.get("/api/moodle-plugin/local_toolsync.zip").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let mut visitor = app.visitor().await;
    let refused = visitor.get("/api/moodle-plugin/enrol_sync.zip").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}
