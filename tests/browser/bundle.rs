//! Several files at once: dropped together, put in order, looked at one at a time, run as one, and taken back.

use serde_json::json;

use crate::page::Visit;

const COURSES: &str = "shortname;fullname;category\nDROP-1;Dropped;Dropped things\n";
const USERS: &str = "username;firstname;lastname;email\ndrop.ada;Ada;Drop;drop.ada@example.org\ndrop.bob;;Drop;drop.bob@example.org\n";
const ENROLMENTS: &str = "cmd;cid;uid;rolename\nadd;DROP-1;drop.ada;student\n";

/// Drops files anywhere on the page.
fn dropped(files: &[(&str, &str)]) -> String {
    let files = json!(files);
    format!(
        "const data = new DataTransfer();
         for (const [name, text] of {files}) data.items.add(new File([text], name));
         for (const type of ['dragenter', 'dragover', 'drop'])
             document.body.dispatchEvent(new DragEvent(type, {{dataTransfer: data, bubbles: true, cancelable: true}}));"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_dropped_together_are_checked_run_and_undone_as_one() {
    let Some(visit) = Visit::of_administrator("browser bundle").await else {
        return;
    };
    let page = &visit.page;
    page.go("/").await;
    page.until("document.querySelector('.session') !== null", &json!(true))
        .await;
    let files = [
        ("3-enrolments.csv", ENROLMENTS),
        ("2-users.csv", USERS),
        ("1-courses.csv", COURSES),
    ];
    page.client.execute(&dropped(&files), vec![]).await.unwrap();

    // In the order in which they are executed, each with what its check came to; the enrolment finds course and person in the others.
    let list = "[...document.querySelectorAll('.bundle-file')].map(file => \
         [file.querySelector('b').textContent, file.querySelector('.counts').textContent])";
    page.until(
        list,
        &json!([
            ["1-courses.csv", "1 row"],
            ["2-users.csv", "2 rows1 error"],
            ["3-enrolments.csv", "1 row"]
        ]),
    )
    .await;
    page.click(".bundle-file:nth-child(2) button").await;
    page.until(
        "document.querySelector('.file-bar h1').textContent",
        &json!("2-users.csv"),
    )
    .await;
    page.counts("error", 1).await;

    page.click(".file-bar .buttons > button.primary").await;
    assert_eq!(
        page.text("dialog[open] h2").await,
        "Submit these 3 files together?"
    );
    page.click("dialog[open] button.primary").await;
    page.find(".phase-awaiting-approval").await;
    let operations =
        "[...document.querySelectorAll('.operations li')].map(operation => operation.textContent)";
    page.until(
        operations,
        &json!([
            "1 role to give",
            "1 category to create",
            "1 course to create",
            "1 account to create"
        ]),
    )
    .await;
    page.click("section[aria-labelledby=decide-title] button.primary")
        .await;
    page.find(".phase-finished").await;

    // The undo: how far, why not further, and its files as one run.
    page.click("section[aria-labelledby=undo-title] button")
        .await;
    let grades = "[...document.querySelectorAll('section[aria-labelledby=undo-title] dd')].map(count => count.textContent)";
    page.until(grades, &json!(["3", "0", "0"])).await;
    page.click("section[aria-labelledby=undo-title] > button")
        .await;
    page.click("section[aria-labelledby=undo-title] p[role=status] a")
        .await;
    page.find(".phase-awaiting-approval").await;
    page.until(
        operations,
        &json!([
            "1 empty category to delete",
            "1 course to delete",
            "1 account to delete"
        ]),
    )
    .await;
    visit.browser.close().await.unwrap();
}
