//! Every page under axe-core, light and dark: no violation.

use std::path::PathBuf;

use serde_json::{Value, json};
use whole_system_tests::chromium::{Browser, Window};
use whole_system_tests::skip::skip;

use crate::page::Page;
use crate::{sample, serve};

/// axe-core's script: named by `TOOLSYNC_AXE`, or where CONTRIBUTING.md has npm put it.
fn axe() -> Option<String> {
    let path = std::env::var_os("TOOLSYNC_AXE").map_or_else(
        || whole_system_tests::workspace().join("target/axe/node_modules/axe-core/axe.min.js"),
        PathBuf::from,
    );
    std::fs::read_to_string(path).ok()
}

/// What axe-core has against the page as it is.
async fn violations(page: &Page, axe: &str) -> Vec<String> {
    page.client.execute(axe, vec![]).await.unwrap();
    let found = page
        .client
        .execute_async("const done = arguments[0]; axe.run(document).then((r) => done(r.violations), (e) => done([{id: String(e), nodes: []}]))", vec![])
        .await
        .unwrap();
    let Value::Array(found) = found else {
        panic!("axe gives a list, not {found}")
    };
    found
        .iter()
        .flat_map(|violation| {
            let id = violation["id"].clone();
            let nodes = violation["nodes"].as_array().cloned().unwrap_or_default();
            nodes
                .into_iter()
                .map(move |node| format!("{id}: {} {}", node["html"], node["failureSummary"]))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_an_accessibility_violation_in_light_colours() {
    every_page(false, "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_an_accessibility_violation_in_dark_colours_and_french() {
    every_page(true, "fr").await;
}

async fn every_page(dark: bool, language: &'static str) {
    let Some(axe) = axe() else {
        skip(
            "accessibility",
            "axe-core",
            "npm install --prefix target/axe axe-core@4.14.1",
        );
        return;
    };
    let window = Window {
        dark,
        language,
        ..Window::default()
    };
    let Some(browser) = Browser::start("accessibility", window).await.unwrap() else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let server = serve(data.path()).await;
    let page = Page::of(&browser, server.address);
    let mut against = Vec::new();
    let mut look = async |place: &str| {
        let found = violations(&page, &axe).await;
        against.extend(
            found
                .into_iter()
                .map(|violation| format!("{place}: {violation}")),
        );
    };

    for place in ["/", "/sign-in", "/nowhere"] {
        page.go(place).await;
        page.find("main h1").await;
        look(place).await;
    }
    page.go(server.welcome.as_ref().unwrap()).await;
    page.find("#password").await;
    look("welcome").await;
    page.become_administrator(server.welcome.as_ref().unwrap())
        .await;
    for (place, there) in [
        ("/runs", ".empty"),
        ("/generate", "table.rows tbody th"),
        ("/reference", "tbody tr"),
        ("/reference/kinds/users", "tbody tr"),
        ("/reference/codes/bad_email", "h2"),
        ("/people", "tbody tr"),
        ("/sites", "form"),
        ("/settings", "form"),
    ] {
        page.go(place).await;
        page.find(there).await;
        look(place).await;
    }
    page.go("/").await;
    page.check(&sample("users-with-mistakes.csv")).await;
    page.counts("error", 14).await;
    page.find("#cell-0-0").await;
    look("check, with findings").await;
    page.click(".file-bar .buttons > button.primary").await;
    page.find("dialog[open]").await;
    look("check, submitting").await;
    page.click("dialog[open] button.primary").await;
    page.find(".phase-awaiting-approval").await;
    page.find("table.rows tbody tr").await;
    look("run, planned").await;
    page.click("section[aria-labelledby=decide-title] button.primary")
        .await;
    page.find(".phase-finished").await;
    page.find(".downloads").await;
    page.click("section[aria-labelledby=undo-title] button")
        .await;
    page.find("section[aria-labelledby=undo-title] dl").await;
    look("run, finished, with its undo").await;
    page.go("/runs").await;
    page.find("tbody tr").await;
    look("runs").await;
    page.go("/generate").await;
    page.click("details:has(.options-told) summary").await;
    page.find(".options-told dt").await;
    page.find("fieldset.entries input").await;
    look("generate, with its options").await;
    page.go("/").await;
    page.check_several(&[sample("courses.csv"), sample("users.csv")])
        .await;
    page.find(".bundle-file:nth-child(2) .counts span").await;
    look("check, several files").await;
    page.check(&sample("userpictures_with_mistakes.zip")).await;
    page.find(".picture img").await;
    look("check, pictures").await;
    page.until("document.querySelector('#site')?.value", &json!("sandbox"))
        .await;
    page.click(".file-bar .buttons > button.primary").await;
    page.click("dialog[open] button.primary").await;
    page.find(".phase-awaiting-approval").await;
    page.find(".picture").await;
    look("run, pictures").await;
    assert!(against.is_empty(), "{}", against.join("\n"));
    browser.close().await.unwrap();
}
