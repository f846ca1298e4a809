//! A workbook in place of a CSV file, from the page's check to its tryback.

use rust_xlsxwriter::Workbook;
use toolsync_core::check::{CheckOptions, Checker, Verdict};
use toolsync_core::site::DigestIndex;

use super::*;

/// A workbook whose second sheet holds accounts, one of them without first name, and passwords.
fn lists() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Lists").unwrap();
    let people = book.add_worksheet().set_name("Comptes été").unwrap();
    let rows = [
        ["username", "firstname", "lastname", "email", "password"],
        ["ana", "Ana", "Lopez", "ana@example.org", "Secret-2026-a"],
        ["bob", "", "Martin", "bob@example.org", "Secret-2026-b"],
    ];
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (1..).zip(cells) {
            people.write(row, column, text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The verdict that a page comes to on this sheet, and the state of the site that it is made on.
async fn page_verdict(client: &mut Client, file: &[u8], sheet: &str) -> (Verdict, String) {
    let settings: AppSettings = client.get("/api/settings").await.json();
    let answer = client.get("/api/sites/sandbox/digest").await;
    let index = DigestIndex::from_bytes(&answer.body).unwrap();
    let options = CheckOptions {
        settings: settings.sync,
        sheet: Some(sheet.to_owned()),
        name: "lists.xlsx".to_owned(),
        ..CheckOptions::default()
    };
    let mut checker = Checker::new(options, &index);
    checker.push(file);
    let state = answer.header("etag").trim_matches('"').to_owned();
    (checker.finish(), state)
}

#[actix_web::test]
async fn a_workbook_is_submitted_with_its_sheet_and_comes_back_as_csv() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let file = lists();
    let (verdict, state) = page_verdict(&mut ada, &file, "Comptes été").await;
    let path = format!(
        "/api/runs?name=lists.xlsx&site=sandbox&sheet=Comptes%20%C3%A9t%C3%A9&core={}&digest={}&site_state={state}",
        toolsync_core::VERSION,
        verdict.digest,
    );
    let answer = ada.send(Method::POST, &path, file).await;
    let id = answer.json::<RunSummary>().id;
    // The server came to the same verdict, or it would have rejected the file.
    let run = ada.run_in(id, Phase::AwaitingApproval).await;
    assert_eq!((run.plan.change, run.plan.refused), (1, 1));
    assert_eq!(run.files[0].verdict.as_ref().unwrap().sheet, verdict.sheet);
    ada.approve(&run).await;
    let run = ada.run_in(id, Phase::Finished).await;
    assert_eq!((run.summary.totals.done, run.summary.totals.failed), (1, 1));
    assert_eq!(app.site.applied(), [vec!["create_user"]]);

    let tryback = ada.get(&format!("/api/runs/{id}/tryback")).await;
    assert_eq!(
        String::from_utf8(tryback.body.clone()).unwrap(),
        "\u{feff}\r\nusername;firstname;lastname;email;password\r\nbob;;Martin;bob@example.org;Secret-2026-b\r\n"
    );
    let name = tryback.header("content-disposition");
    assert!(
        name.contains("lists_tryback_20") && name.ends_with(".csv"),
        "{name}"
    );
    let archive = ada.get(&format!("/api/runs/{id}/archive")).await;
    let name = archive.header("content-disposition").to_owned();
    assert!(name.ends_with("_lists.csv"), "{name}");
    let copy = String::from_utf8(archive.body).unwrap();
    assert!(
        copy.contains("ana@example.org;********") && !copy.contains("Secret"),
        "{copy}"
    );
    let report = ada.get(&format!("/api/runs/{id}/report.txt?lang=fr")).await;
    let report = String::from_utf8(report.body).unwrap();
    assert!(report.contains("Feuille\u{a0}: Comptes été"), "{report}");
    assert!(
        report.contains("erreur, cellule C4, colonne firstname"),
        "{report}"
    );
}

/// Where nobody can tell which cells are passwords, no copy is kept.
#[actix_web::test]
async fn of_a_sheet_that_is_not_there_nothing_is_kept() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let path = "/api/runs?name=lists.xlsx&site=sandbox&sheet=Nobody";
    let answer = ada.send(Method::POST, path, lists()).await;
    let id = answer.json::<RunSummary>().id;
    let run = ada.run_in(id, Phase::Rejected).await;
    let finding = &run.files[0].verdict.as_ref().unwrap().findings[0];
    assert_eq!(finding.code.as_str(), "sheet_unknown");
    let folder = app.data.path().join(format!("runs/{id}"));
    let deadline = Instant::now() + Duration::from_secs(20);
    while folder.join("original").exists() {
        assert!(
            Instant::now() < deadline,
            "the submitted file is still there"
        );
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(std::fs::read(folder.join("archive")).unwrap(), b"");
}
