//! A workbook on the page: its sheets, its cells, and the CSV file that it becomes.

use rust_xlsxwriter::Workbook;
use serde_json::json;
use whole_system_tests::chromium::{Browser, Window};

use crate::journey::downloaded;
use crate::page::Page;
use crate::serve;

/// A sheet of courses that begins at B3 and has a wrong date, and one of accounts.
fn lists() -> Vec<u8> {
    let mut book = Workbook::new();
    let courses = book.add_worksheet().set_name("Courses").unwrap();
    let rows = [
        ["shortname", "fullname", "category", "idnumber", "startdate"],
        [
            "PHY-1",
            "Physics; first year",
            "Science",
            "00012",
            "2026-09-01",
        ],
        ["CHE-1", "Chemistry", "Science", "00013", "some day"],
    ];
    for (row, cells) in (2..).zip(rows) {
        for (column, text) in (1..).zip(cells) {
            courses.write(row, column, text).unwrap();
        }
    }
    let people = book.add_worksheet().set_name("People").unwrap();
    for (column, name) in (0..).zip(["username", "firstname", "lastname", "email"]) {
        people.write(0, column, name).unwrap();
        people.write(1, column, "curie").unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_mended_in_its_sheet_and_becomes_a_csv_file() {
    let window = Window::default();
    let Some(browser) = Browser::start("browser workbook", window).await.unwrap() else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("lists.xlsx");
    std::fs::write(&path, lists()).unwrap();
    let server = serve(data.path()).await;
    let page = Page::of(&browser, server.address);
    page.go("/").await;
    page.check(&path).await;
    let sheet = "document.querySelector('#sheet')?.selectedOptions[0].textContent";
    page.until(sheet, &json!("Courses (recognised)")).await;
    page.counts("error", 1).await;
    let place = "document.querySelector('.findings .place')?.textContent";
    page.until(place, &json!("Cell F5, startdate")).await;

    // Another sheet is another file.
    let choose = |name: &str| {
        format!(
            "const sheet = document.querySelector('#sheet'); sheet.value = '{name}'; \
             sheet.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        )
    };
    let people = choose("People");
    page.client.execute(&people, vec![]).await.unwrap();
    let first = "document.querySelector('#cell-0-0')?.textContent";
    page.until(first, &json!("curie")).await;
    let courses = choose("Courses");
    page.client.execute(&courses, vec![]).await.unwrap();
    page.until(first, &json!("PHY-1")).await;
    page.counts("error", 1).await;

    // A cell is mended: the file at hand is a CSV file from then on.
    let focus = "document.querySelector('#cell-1-4').focus()";
    page.client.execute(focus, vec![]).await.unwrap();
    page.press(&[fantoccini::key::Key::Enter]).await;
    page.find("#cell-1-4 input").await;
    page.client
        .execute("document.activeElement.select()", vec![])
        .await
        .unwrap();
    page.type_in("2026-09-02").await;
    page.press(&[fantoccini::key::Key::Enter]).await;
    page.counts("error", 0).await;
    assert_eq!(page.text(".file-bar h1").await, "lists.csv");
    page.click(".file-bar .buttons > button:nth-of-type(4)")
        .await;
    assert_eq!(
        String::from_utf8(downloaded(&browser).await).unwrap(),
        "\u{feff}\r\n\r\nshortname;fullname;category;idnumber;startdate\r\n\
         PHY-1;\"Physics; first year\";Science;00012;2026-09-01\r\n\
         CHE-1;Chemistry;Science;00013;2026-09-02\r\n"
    );
    browser.close().await.unwrap();
}
