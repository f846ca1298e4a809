//! Connected sites: an administrator's, whose tokens nobody sees again.

use toolsync_core::api::{ConnectedSite, SiteReport, SiteStanding, SiteSummary};
use whole_system_tests::moodle::Replay;

use super::*;

const TOKEN: &str = "d41d8cd98f00b204e9800998ecf8427e";

fn site(name: &str, address: &str, token: &str) -> serde_json::Value {
    serde_json::json!({ "name": name, "address": address, "token": token })
}

#[actix_web::test]
async fn a_site_is_connected_listed_and_forgotten_by_an_administrator() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let mut sam = app.signed_in("sam").await;
    let path = "/api/connections";
    let new = site("prod", "https://moodle.example.org/", TOKEN);
    let not_allowed = refusal(403, "not_allowed");
    assert_eq!(sam.post(path, &new).await.refused(), not_allowed);
    assert_eq!(sam.get(path).await.refused(), not_allowed);

    let added = ada.post(path, &new).await;
    assert_eq!(
        added.json::<ConnectedSite>().address,
        "https://moodle.example.org"
    );
    let listed = ada.get(path).await;
    assert_eq!(listed.json::<Vec<ConnectedSite>>()[0].name, "prod");
    for answer in [&added, &listed] {
        assert!(!String::from_utf8_lossy(&answer.body).contains(TOKEN));
    }

    assert_eq!(
        ada.post(path, &new).await.refused(),
        refusal(409, "conflict")
    );
    for (name, address, token) in [
        ("sandbox", "https://moodle.example.org", TOKEN),
        ("other", "http://moodle.example.org", TOKEN),
        ("other", "moodle", TOKEN),
        ("other", "https://moodle.example.org", "not-a-token!"),
    ] {
        let refused = ada.post(path, &site(name, address, token)).await;
        let (status, code, message) = refused.error();
        assert_eq!((status, &*code), (400, "bad_request"), "{name} {address}");
        assert!(!message.contains(token), "{message}");
    }

    let mut with_database = site("other", "https://moodle.example.org", TOKEN);
    with_database["database"] = "moodle".into();
    let refused = ada.post(path, &with_database).await.refused();
    assert_eq!(refused, refusal(400, "bad_request"));
    assert_eq!(ada.get(path).await.json::<Vec<ConnectedSite>>().len(), 1);
    with_database["database"] = "postgres://reader:hunter2@127.0.0.1:1/moodle".into();
    let added = ada.post(path, &with_database).await;
    assert_eq!(added.json::<ConnectedSite>().name, "other");
    let other = "/api/connections/other";
    assert_eq!(ada.delete(other).await.status, StatusCode::NO_CONTENT);

    let one = "/api/connections/prod";
    assert_eq!(sam.delete(one).await.refused(), not_allowed);
    assert_eq!(ada.delete(one).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ada.delete(one).await.refused(), refusal(404, "not_found"));
    assert!(ada.get(path).await.json::<Vec<ConnectedSite>>().is_empty());
}

#[actix_web::test]
async fn a_check_says_what_is_missing_and_how_to_grant_it_in_the_language_of_the_page() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await.with("Accept-Language", "fr");
    let replay = Replay::start().await.unwrap();
    let address = format!("http://{}", replay.address);
    // A caller's token is its name: an account that lacks rights, and one that nobody knows.
    for token in ["nobody", "stranger"] {
        ada.post("/api/connections", &site(token, &address, token))
            .await;
    }
    let report: SiteReport = ada.get("/api/connections/nobody/check").await.json();
    assert_eq!(report.standing, SiteStanding::Lacking);
    assert!(report.facts[0].contains("compte"), "{:?}", report.facts);
    let lacking = report
        .abilities
        .iter()
        .find(|ability| ability.weight.is_some());
    let told = &lacking.unwrap().told;
    assert!(told.contains("core_") || told.contains("moodle/"), "{told}");
    // One that does not let Toolsync in is an answer too.
    let report: SiteReport = ada.get("/api/connections/stranger/check").await.json();
    assert_eq!(report.standing, SiteStanding::Away);
    assert!(report.facts[0].contains(&address), "{:?}", report.facts);
    let unknown = ada.get("/api/connections/none/check").await;
    assert_eq!(unknown.refused(), refusal(404, "not_found"));
}

#[actix_web::test]
async fn a_site_that_does_not_answer_leaves_the_others_in_the_list() {
    let app = TestApp::start().await;
    let mut sam = app.signed_in("sam").await;
    app.site.vanish();
    let sites: Vec<SiteSummary> = sam.get("/api/sites").await.json();
    let sites: Vec<_> = sites
        .iter()
        .map(|site| (&*site.name, &*site.kind))
        .collect();
    assert_eq!(sites, [("sandbox", "away")]);
}
