//! From dropping a file with mistakes to downloading what could not be done.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::json;
use whole_system_tests::chromium::{Browser, Window};
use whole_system_tests::proxy::RecordingProxy;

use crate::page::{Page, Visit};
use crate::{sample, serve};

/// A name that stands in the file and nowhere else: where it was seen, the file was.
const ONLY_IN_THE_FILE: &[u8] = b"katell.vasseur";

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The words that a person sees on the way, in one language.
struct Words {
    language: &'static str,
    verdict: &'static str,
    bad_email: &'static str,
    submit: &'static str,
    awaiting: &'static str,
    finished: &'static str,
    tryback: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    verdict: "13 of 15 rows have errors",
    bad_email: "is not an e-mail address",
    submit: "Submit",
    awaiting: "waiting for approval",
    finished: "finished",
    tryback: "Tryback",
};

const FRENCH: Words = Words {
    language: "fr",
    verdict: "13 lignes sur 15",
    bad_email: "n’est pas une adresse",
    submit: "Soumettre",
    awaiting: "attend l’approbation",
    finished: "terminé",
    tryback: "Reprise",
};

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_mistakes_goes_from_the_page_to_its_tryback_in_english() {
    journey(&ENGLISH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_mistakes_goes_from_the_page_to_its_tryback_in_french() {
    journey(&FRENCH).await;
}

async fn journey(words: &Words) {
    let window = Window {
        language: words.language,
        ..Window::default()
    };
    let Some(browser) = Browser::start("browser journey", window).await.unwrap() else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let server = serve(data.path()).await;
    let proxy = RecordingProxy::start(server.address).await.unwrap();
    let page = Page::of(&browser, proxy.address);
    page.become_administrator(server.welcome.as_ref().unwrap())
        .await;

    // The file is checked against the site, and stays here.
    page.go("/").await;
    page.until("document.querySelector('.session') !== null", &json!(true))
        .await;
    page.check(&sample("users-with-mistakes.csv")).await;
    page.until("document.querySelector('#site')?.value", &json!("sandbox"))
        .await;
    page.counts("error", 14).await;
    page.counts("warning", 2).await;
    assert!(page.text(".verdict").await.contains(words.verdict));

    // One safe fix: the login name in capitals.
    page.click(".result button.primary").await;
    page.counts("warning", 1).await;

    // A cell is mended by keyboard alone: from the first cell to the e-mail address of line 3.
    let wrong = page.find("#cell-1-3").await;
    assert!(
        wrong
            .attr("title")
            .await
            .unwrap()
            .unwrap()
            .contains(words.bad_email)
    );
    page.client
        .execute("document.querySelector('#cell-0-0').focus()", vec![])
        .await
        .unwrap();
    page.press(&[Key::Down, Key::Right, Key::Right, Key::Right, Key::Enter])
        .await;
    page.find("#cell-1-3 input").await;
    page.client
        .execute("document.activeElement.select()", vec![])
        .await
        .unwrap();
    page.type_in("joel.dupre@example.org").await;
    page.press(&[Key::Enter]).await;
    page.counts("error", 13).await;

    let sent = proxy.sent();
    assert!(
        !contains(&sent, ONLY_IN_THE_FILE),
        "the file left the browser before it was submitted"
    );
    assert!(
        !contains(&sent, b"POST /api/runs"),
        "something was submitted"
    );

    // Submitted, planned, approved, executed.
    assert_eq!(
        page.text(".file-bar .buttons > button.primary").await,
        words.submit
    );
    page.click(".file-bar .buttons > button.primary").await;
    page.click("dialog[open] button.primary").await;
    assert_eq!(page.text(".phase-awaiting-approval").await, words.awaiting);
    assert!(contains(&proxy.sent(), ONLY_IN_THE_FILE));
    page.until(
        "document.querySelectorAll('table.rows tbody tr').length",
        &json!(15),
    )
    .await;
    page.click("section[aria-labelledby=decide-title] button.primary")
        .await;
    assert_eq!(page.text(".phase-finished").await, words.finished);

    // The tryback: the header, and the original bytes of the lines that still had an error.
    let link = page.find("a.button.primary[href*='/tryback?']").await;
    assert!(link.text().await.unwrap().starts_with(words.tryback));
    link.click().await.unwrap();
    let original = std::fs::read(sample("users-with-mistakes.csv")).unwrap();
    let lines: Vec<_> = original.split_inclusive(|byte| *byte == b'\n').collect();
    let expected: Vec<u8> = [1]
        .into_iter()
        .chain(5..=16)
        .flat_map(|line: usize| lines[line - 1].to_vec())
        .collect();
    assert_eq!(downloaded(&browser).await, expected);
    browser.close().await.unwrap();
}

/// The one file that was downloaded; it is taken away, so that the next one is alone again.
pub(crate) async fn downloaded(browser: &Browser) -> Vec<u8> {
    for _ in 0..600 {
        let files: Vec<_> = std::fs::read_dir(&browser.downloads)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        if let [file] = files.as_slice()
            && file.extension().is_some_and(|ending| ending == "csv")
        {
            let bytes = std::fs::read(file).unwrap();
            std::fs::remove_file(file).unwrap();
            return bytes;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing was downloaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_checked_without_signing_in_and_progress_is_shown() {
    let Some(visit) = Visit::new("browser progress").await else {
        return;
    };
    let Visit { page, data, .. } = &visit;
    // Thirty megabytes: long enough to be seen at work.
    let file = data.path().join("many.csv");
    let rows: String = (0..400_000)
        .map(|n| {
            format!("user{n};First;Last;user{n}@example.org;P{n};A department of some length\n")
        })
        .collect();
    std::fs::write(
        &file,
        format!("username;firstname;lastname;email;idnumber;department\n{rows}"),
    )
    .unwrap();
    // A page that needs a person asks for one; the Check page does not.
    page.go("/runs").await;
    page.find("#login").await;
    page.go("/").await;
    page.client
        .execute(
            "window.steps = new Set(); new MutationObserver(() => {
                const bar = document.querySelector('progress');
                if (bar) window.steps.add(bar.value);
             }).observe(document.body, {subtree: true, childList: true, attributes: true})",
            vec![],
        )
        .await
        .unwrap();
    page.check(&file).await;
    page.until(
        "document.querySelector('.tile b')?.textContent",
        &json!("400,000"),
    )
    .await;
    page.until("window.steps.size > 1", &json!(true)).await;
    // The table shows a window of the rows, and goes to the last one.
    page.until(
        "document.querySelectorAll('[role=grid] [role=row]').length < 200",
        &json!(true),
    )
    .await;
    page.client
        .execute("document.querySelector('#cell-0-0').focus()", vec![])
        .await
        .unwrap();
    page.client
        .active_element()
        .await
        .unwrap()
        .send_keys(&(Key::Control + &char::from(Key::End).to_string()))
        .await
        .unwrap();
    page.until(
        "document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex')",
        &json!("400001"),
    )
    .await;
    // Nobody is signed in: the file cannot be submitted, and the page says why.
    assert!(page.text("#submit-hint").await.contains("ign in"));
    visit.browser.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mended_file_keeps_all_other_bytes() {
    let Some(visit) = Visit::new("browser downloads").await else {
        return;
    };
    let Visit { page, browser, .. } = &visit;
    // UTF-16 with its mark, a comment, and CR LF: nothing of it may change but the one cell.
    let text = |cell: &str| {
        let text = format!(
            "# office\r\nusername;firstname;lastname\r\nann;Zoë;\"Lee; junior\"\r\nbob;{cell};Ray\r\n"
        );
        let units = std::iter::once(0xfeff).chain(text.encode_utf16().collect::<Vec<_>>());
        units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    // It is dropped, anywhere on the page.
    page.go("/").await;
    page.find("input[type=file]").await;
    let bytes: Vec<_> = text("").iter().map(u8::to_string).collect();
    let drop = format!(
        "const data = new DataTransfer();
         data.items.add(new File([new Uint8Array([{}])], 'names.csv'));
         for (const type of ['dragenter', 'dragover', 'drop'])
             document.body.dispatchEvent(new DragEvent(type, {{dataTransfer: data, bubbles: true, cancelable: true}}));",
        bytes.join(",")
    );
    page.client.execute(&drop, vec![]).await.unwrap();
    page.counts("error", 1).await;
    page.find("#cell-1-1").await;

    // The rows with errors: mark, header and the one row, in their own bytes.
    page.click(".file-bar .buttons button:nth-of-type(5)").await;
    let bad = downloaded(browser).await;
    let all = text("");
    let row = all.len() - 2 * "bob;;Ray\r\n".len();
    assert!(bad.ends_with(&all[row..]) && bad.starts_with(&all[..2]));
    assert!(!contains(&bad, b"a\0n\0n\0"));

    // Mended, taken back, mended again.
    let mend = async || {
        page.client
            .execute("document.querySelector('#cell-1-1').focus()", vec![])
            .await
            .unwrap();
        page.press(&[Key::Enter]).await;
        page.find("#cell-1-1 input").await;
        page.type_in("Łukasz").await;
        page.press(&[Key::Enter]).await;
        page.counts("error", 0).await;
    };
    mend().await;
    page.click(".file-bar .buttons button:nth-of-type(3)").await;
    page.counts("error", 1).await;
    mend().await;
    page.click(".file-bar .buttons button:nth-of-type(4)").await;
    assert_eq!(downloaded(browser).await, text("Łukasz"));
    visit.browser.close().await.unwrap();
}
