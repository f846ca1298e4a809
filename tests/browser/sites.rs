//! The Sites page: a Moodle site is connected, checked and forgotten.

use serde_json::json;
use whole_system_tests::moodle::Replay;

use crate::page::{Page, Visit};

/// Fills the form and sends it.
async fn connect(page: &Page, name: &str, address: &str, token: &str) {
    for (field, value) in [
        ("site-name", name),
        ("site-address", address),
        ("site-token", token),
    ] {
        let field = page.find(&format!("#{field}")).await;
        field.clear().await.unwrap();
        field.send_keys(value).await.unwrap();
    }
    page.click("section[aria-labelledby=connect-title] button")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_is_connected_checked_and_forgotten_on_the_page() {
    let Some(visit) = Visit::of_administrator("browser sites").await else {
        return;
    };
    let page = &visit.page;
    page.go("/sites").await;
    let replay = Replay::start().await.unwrap();
    let address = format!("http://{}", replay.address);
    connect(page, "prod", &address, "nobody").await;
    page.find("section[aria-labelledby=site-prod] .badge.held")
        .await;
    let told = page
        .text("section[aria-labelledby=site-prod] .site-remarks")
        .await;
    assert!(told.contains("Without it"), "{told}");
    // The token is a password field's while it is typed, and nowhere afterwards.
    let typed =
        "[document.querySelector('#site-token').type, document.querySelector('#site-token').value]";
    page.until(typed, &json!(["password", ""])).await;

    // A name that cannot be one is refused, and what was typed stays.
    connect(page, "Not a name", &address, "agent").await;
    let refused = page.text("main > section > [role=alert]").await;
    assert!(refused.contains("cannot be the name"), "{refused}");
    page.until(
        "document.querySelector('#site-address').value",
        &json!(address),
    )
    .await;

    // Another one that is not there is told beside it.
    drop(replay);
    connect(page, "gone", &address, "agent").await;
    page.find("section[aria-labelledby=site-gone] .badge.failed")
        .await;

    // Forgotten, after a question.
    page.click("section[aria-labelledby=site-gone] button.danger")
        .await;
    page.until("document.querySelectorAll('main .badge').length", &json!(2))
        .await;
    page.click("section[aria-labelledby=site-gone] button.danger")
        .await;
    page.until("document.querySelectorAll('main .badge').length", &json!(1))
        .await;
    visit.browser.close().await.unwrap();
}
