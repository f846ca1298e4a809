//! The Make page: lists of courses of any length, courses to delete and to look for, what a reset file asks for, empty categories.

use std::fs;

use serde_json::json;

use crate::journey::downloaded;
use crate::page::{Page, Visit};

/// Lets the page have forty thousand courses, in 840 categories, in place of the sandbox's.
const MANY_COURSES: &str = "
    const courses = Array.from({ length: 40000 }, (_, n) => ({
        id: n + 2, shortname: `C-${String(n).padStart(5, '0')}`, fullname: `Course ${n} of very many`, idnumber: `ID${n}`,
        category: `Faculty ${n % 40}/Department ${n % 800}`, participants: n % 50, last_access: 1700000000, end: 1730000000, visible: true,
    }));
    const real = window.fetch;
    window.fetch = (path, init) => path === '/api/sites/sandbox/courses'
        ? Promise.resolve(new Response(JSON.stringify(courses), { headers: { 'Content-Type': 'application/json' } }))
        : real.call(window, path, init);";

/// Types a text into the search, key by key; gives for each key how many courses the page counts, how many rows are in the document, how
/// long the page was busy with it, and how long it took until the next frame was drawn, in milliseconds.
const TYPE: &str = "
    const [text, done] = arguments;
    const field = document.querySelector('#search');
    const task = () => new Promise(then => { const channel = new MessageChannel(); channel.port1.onmessage = then; channel.port2.postMessage(0); });
    (async () => {
        const keys = [];
        for (let end = 1; end <= text.length; end++) {
            const start = performance.now();
            field.value = text.slice(0, end);
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            await task();
            document.body.offsetHeight;
            const busy = performance.now() - start;
            await new Promise(requestAnimationFrame);
            // A task that is asked for in a frame comes after it.
            await task();
            const drawn = performance.now() - start;
            keys.push([document.querySelector('.actions span').textContent, document.querySelectorAll('.courses tbody tr').length, busy, drawn]);
        }
        done(keys);
    })();";

/// How often the text is typed, for times whose median says something.
const ROUNDS: usize = 5;

#[tokio::test(flavor = "multi_thread")]
async fn forty_thousand_courses_are_searched_and_scrolled_with_a_windowful_of_rows() {
    let Some(visit) = Visit::of_administrator("browser courses").await else {
        return;
    };
    let page = &visit.page;
    page.client.execute(MANY_COURSES, vec![]).await.unwrap();
    page.click("nav a[href='/generate']").await;
    let shown = "document.querySelector('.actions span')?.textContent";
    page.until(shown, &json!("40,000 courses")).await;
    page.until(
        "document.querySelectorAll('#category option').length",
        &json!(841),
    )
    .await;
    // The lists show what holds before anything is chosen.
    page.until(
        "[document.querySelector('#category').value, document.querySelector('#identifier').value]",
        &json!(["", "shortname"]),
    )
    .await;

    let text = "C-39990 ";
    let keys = page
        .client
        .execute_async(TYPE, vec![json!(text)])
        .await
        .unwrap();
    let keys = keys.as_array().unwrap();
    // Every name has a C and C-; ten thousand each begin with 0, 1, 2, 3; then one digit less with each key. A blank changes nothing.
    let counts: Vec<_> = keys.iter().map(|key| key[0].as_str().unwrap()).collect();
    assert_eq!(
        counts,
        [
            "40,000 courses",
            "40,000 courses",
            "10,000 courses",
            "1,000 courses",
            "100 courses",
            "10 courses",
            "1 course",
            "1 course"
        ]
    );
    let rows = keys.iter().map(|key| key[1].as_u64().unwrap());
    assert!(rows.max().unwrap() < 60, "{keys:?}");
    let mut times = vec![keys.clone()];
    for _ in 1..ROUNDS {
        let again = page.client.execute_async(TYPE, vec![json!(text)]).await;
        times.push(again.unwrap().as_array().unwrap().clone());
    }
    for (what, place) in [("busy", 2), ("until the next frame is drawn", 3)] {
        let mut times: Vec<f64> = times
            .iter()
            .flatten()
            .filter_map(|key| key[place].as_f64())
            .collect();
        times.sort_by(f64::total_cmp);
        println!(
            "a key among 40,000 courses, {what}: median {:.1} ms, longest {:.1} ms of {}",
            times[times.len() / 2],
            times[times.len() - 1],
            times.len()
        );
    }

    // What is chosen stays chosen when others are shown; a category narrows the list.
    page.click(".courses tbody input").await;
    page.client
        .execute_async(TYPE, vec![json!(" ")])
        .await
        .unwrap();
    page.until(shown, &json!("40,000 courses")).await;
    page.until(
        "document.querySelector('.actions b').textContent",
        &json!("1 chosen"),
    )
    .await;
    let narrow = "const choice = document.querySelector('#category'); choice.value = 'Faculty 7'; \
         choice.dispatchEvent(new Event('change', { bubbles: true }))";
    page.client.execute(narrow, vec![]).await.unwrap();
    page.until(shown, &json!("1,000 courses")).await;
    let last = "(() => { const list = document.querySelector('.courses'); list.scrollTop = list.scrollHeight; \
         return [...list.querySelectorAll('tbody th')].at(-1)?.textContent })()";
    // The last number below 40,000 that leaves 7 when it is divided by 40.
    page.until(last, &json!("C-39967")).await;
    visit.browser.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_file_tells_its_options_and_empty_categories_are_deleted_by_a_run() {
    let Some(visit) = Visit::of_administrator("browser categories").await else {
        return;
    };
    let page = &visit.page;
    page.go("/generate").await;

    // Each option with the cell that the file gets, and what it does, in the language of the page.
    page.click("details:has(.options-told) summary").await;
    let options = "document.querySelectorAll('.options-told dt').length > 5 && \
         [...document.querySelectorAll('.options-told dd')].every(told => told.textContent.length > 10)";
    page.until(options, &json!(true)).await;
    let option = page.text(".options-told dt code").await;
    assert!(option.contains(" = "), "{option}");

    // A category takes along all below it.
    page.find("fieldset.entries input").await;
    let boxes = "[...document.querySelectorAll('fieldset.entries label')].map(box => [box.textContent, box.firstChild.checked])";
    let chosen = |flags: [bool; 3]| {
        let names = [
            "Old programmes / 2019",
            "Old programmes / 2020",
            "Old programmes",
        ];
        let boxes = names.into_iter().zip(flags);
        json!(boxes.collect::<Vec<_>>())
    };
    page.until(boxes, &chosen([false, false, false])).await;
    page.click("fieldset.entries label:nth-of-type(3) input")
        .await;
    page.until(boxes, &chosen([true, true, true])).await;
    // One that is left out keeps those above it.
    page.click("fieldset.entries label:nth-of-type(1) input")
        .await;
    page.until(boxes, &chosen([false, true, false])).await;
    page.click(".actions button.primary").await;
    page.find(".phase-awaiting-approval").await;
    let operations = page.text(".operations").await;
    assert_eq!(operations, "1 empty category to delete");
    page.click("section[aria-labelledby=decide-title] button.primary")
        .await;
    page.find(".phase-finished").await;
    page.go("/generate").await;
    page.find("fieldset.entries input").await;
    page.until(
        boxes,
        &json!([["Old programmes / 2019", false], ["Old programmes", false]]),
    )
    .await;
    visit.browser.close().await.unwrap();
}

/// Checks a file that a person has on disk, and submits it.
async fn submit(page: &Page, file: &std::path::Path) {
    page.go("/").await;
    page.check(file).await;
    page.until("document.querySelector('#site')?.value", &json!("sandbox"))
        .await;
    page.click(".file-bar .buttons > button.primary").await;
    page.click("dialog[open] button.primary").await;
}

/// Looks for a course on the Make page, which then counts those that are shown.
async fn look_for(page: &Page, course: &str, counted: &str) {
    page.go("/generate").await;
    page.find("#search").await.send_keys(course).await.unwrap();
    let shown = "document.querySelector('.actions span')?.textContent";
    page.until(shown, &json!(counted)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn courses_are_chosen_and_deleted_by_a_list_and_looked_for_by_another() {
    let Some(visit) = Visit::of_administrator("browser lists of courses").await else {
        return;
    };
    let page = &visit.page;

    // The page writes the list of the courses that are chosen, one on a line.
    look_for(page, "BIO-101", "1 course").await;
    page.click(".courses tbody input").await;
    page.click("p.actions:has(#identifier) button:last-of-type")
        .await;
    let list = downloaded(&visit.browser).await;
    assert_eq!(String::from_utf8_lossy(&list), "BIO-101\n");

    // The list is known for what it is, and what goes is said before anybody approves.
    let deletions = visit.data.path().join("deletecourses.csv");
    fs::write(&deletions, &list).unwrap();
    submit(page, &deletions).await;
    page.find(".phase-awaiting-approval").await;
    assert_eq!(page.text(".operations").await, "1 course to delete");
    page.click("section[aria-labelledby=decide-title] button.primary")
        .await;
    page.find(".phase-finished").await;
    look_for(page, "BIO-101", "0 courses").await;

    // Of a list of courses to look for, the page tells which are there. It changes nothing.
    let checks = visit.data.path().join("courses.csv");
    fs::write(&checks, "BIO-101;Cell biology\nCHE-101\n").unwrap();
    submit(page, &checks).await;
    let answer = "[...document.querySelectorAll('section[aria-labelledby=answer-title] details')].map(group => \
         [group.querySelector('summary b').textContent, [...group.querySelectorAll('li b')].map(course => course.textContent)])";
    page.until(answer, &json!([["1", ["BIO-101"]], ["1", ["CHE-101"]]]))
        .await;
    let missing = page
        .text("section[aria-labelledby=answer-title] details")
        .await;
    assert!(missing.contains("Cell biology"), "{missing}");
    visit.browser.close().await.unwrap();
}
