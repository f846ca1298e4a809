//! Pictures beside people: what the browser knows of an archive, and what the plan says.

use serde_json::json;

use crate::page::Visit;
use crate::sample;

/// What the cards of the board say: of whom, and the state.
const CARDS: &str = "[...document.querySelectorAll('.board .picture')].filter(card => card.offsetParent).map(card => \
     card.querySelector('b').textContent + ': ' + card.querySelector('.badge').textContent)";

/// The states to choose from, with their counts; of the page that is shown, since the one of the check is kept behind that of the run.
const STATES: &str = "[...document.querySelectorAll('.board-card .chip')].filter(chip => chip.offsetParent).map(chip => chip.textContent)";

#[tokio::test(flavor = "multi_thread")]
async fn a_board_shows_pictures_beside_people_before_and_after_submission() {
    let Some(visit) = Visit::of_administrator("browser board").await else {
        return;
    };
    let page = &visit.page;
    page.go("/").await;
    page.until("document.querySelector('.session') !== null", &json!(true))
        .await;
    page.check(&sample("userpictures_with_mistakes.zip")).await;
    page.until("document.querySelector('#site')?.value", &json!("sandbox"))
        .await;

    // Of eleven entries that somebody meant, three belong to somebody, as far as digests tell.
    page.until(
        STATES,
        &json!([
            "All 11",
            "no owner 2",
            "second for one person 1",
            "unusable 5",
            "has an owner 3"
        ]),
    )
    .await;
    // Their images come out of the archive, which stays here.
    let image = |of: &str| {
        format!(
            "[...document.querySelectorAll('.picture')].find(card => card.querySelector('b').textContent === '{of}')\
             ?.querySelector('img')?.naturalWidth > 0"
        )
    };
    page.until(&image("P-0013"), &json!(true)).await;
    page.until(&image("notes"), &json!(false)).await;
    // A finding names its entry, since nobody sees lines in an archive.
    let places =
        "[...document.querySelectorAll('.findings .place')].map(place => place.textContent)[0]";
    page.until(places, &json!("../P-0012.png")).await;

    // One state alone.
    let choose = "document.querySelectorAll('.board-card .chip')[3].click()";
    page.client.execute(choose, vec![]).await.unwrap();
    page.until(
        "document.querySelectorAll('.board .picture').length",
        &json!(5),
    )
    .await;

    // Another archive, without mistakes: the plan knows the people.
    page.check(&sample("userpictures_20240901.zip")).await;
    page.until(STATES, &json!(["All 6", "has an owner 6"]))
        .await;
    page.click(".file-bar .buttons > button.primary").await;
    page.click("dialog[open] button.primary").await;
    page.find(".phase-awaiting-approval").await;
    page.until(
        STATES,
        &json!([
            "All 6",
            "first picture 4",
            "replaces another 1",
            "already set 1"
        ]),
    )
    .await;
    page.until(
        CARDS,
        &json!([
            "c.ashdown: first picture",
            "d.ashdown: first picture",
            "e.ashdown: first picture",
            "f.ashdown: first picture",
            "b.ashdown: replaces another",
            "P-0001: already set"
        ]),
    )
    .await;
    let without = page.text(".board-card summary").await;
    assert!(
        without.ends_with("people will have no picture"),
        "{without}"
    );
    visit.browser.close().await.unwrap();
}
