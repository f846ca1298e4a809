//! `/api/people` and `/api/settings`: what only administrators may do.

use toolsync_core::api::Person;

use super::*;

#[actix_web::test]
async fn staff_may_neither_see_nor_change_people_and_settings() {
    let app = TestApp::start().await;
    let mut sam = app.signed_in("sam").await;
    assert_eq!(
        sam.get("/api/people").await.refused(),
        refusal(403, "not_allowed")
    );
    let new = new_person("eve", Role::Administrator);
    assert_eq!(
        sam.post("/api/people", &new).await.refused(),
        refusal(403, "not_allowed")
    );
    assert_eq!(
        sam.delete("/api/people/ada").await.refused(),
        refusal(403, "not_allowed")
    );
    let settings: AppSettings = sam.get("/api/settings").await.json();
    assert_eq!(
        sam.put("/api/settings", &settings).await.refused(),
        refusal(403, "not_allowed")
    );
}

#[actix_web::test]
async fn people_come_and_go() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let new = new_person("eve", Role::Administrator);
    ada.post("/api/people", &new).await.json::<InvitationLink>();
    let people: Vec<Person> = ada.get("/api/people").await.json();
    let seen: Vec<_> = people
        .iter()
        .map(|person| (person.login.as_str(), person.invited))
        .collect();
    assert_eq!(seen, [("ada", false), ("eve", true), ("sam", false)]);

    let taken = ada
        .post("/api/people", &new_person("sam", Role::Staff))
        .await;
    assert_eq!(taken.refused(), refusal(409, "conflict"));
    assert_eq!(
        ada.delete("/api/people/ada").await.refused(),
        refusal(409, "conflict"),
        "eve cannot sign in yet"
    );

    let mut sam = app.signed_in("sam").await;
    assert_eq!(
        ada.delete("/api/people/sam").await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        sam.get("/api/runs").await.refused(),
        refusal(401, "not_signed_in"),
        "at once"
    );
}

#[actix_web::test]
async fn settings_are_kept() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let mut settings: AppSettings = ada.get("/api/settings").await.json();
    assert!(!settings.four_eyes);
    settings.four_eyes = true;
    settings.sync.allow_rename = true;
    ada.set(&settings).await;
    assert_eq!(
        ada.get("/api/settings").await.json::<AppSettings>(),
        settings
    );
}
