//! The undo of a run, from the page.

use toolsync_core::api::{RunSummary, UndoDetail};
use toolsync_core::archive::{Archive, Limits};

use super::*;

const FILE: &str = "username;firstname;lastname;email;password\n\
    ana;Ana;Lopez;ana@example.org;Secret-2026-a\n\
    bob;;Martin;bob@example.org;Secret-2026-b\n\
    cleo;Cleo;Petit;cleo@example.org;Secret-2026-c\n";

/// What is recorded of the rows is enough, after the program was started again too.
#[actix_web::test]
async fn a_run_is_undone_after_a_new_start() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let id = ada.submit("users.csv", FILE).await;
    let undo = format!("/api/runs/{id}/undo");
    let run = ada.run_in(id, Phase::AwaitingApproval).await;
    assert_eq!(ada.get(&undo).await.refused(), refusal(409, "conflict"));
    ada.approve(&run).await;
    ada.run_in(id, Phase::Finished).await;

    let (data, site) = app.stop().await;
    let app = TestApp::over(data, site, RunOptions::default()).await;
    let mut ada = app.signed_in("ada").await;
    let mut sam = app.signed_in("sam").await;
    let detail: UndoDetail = sam.get(&undo).await.json();
    assert_eq!((detail.fully, detail.partly, detail.not), (2, 0, 0));
    assert_eq!(detail.files[0].name, "01-user_deletions.csv");
    let packed = sam.get(&format!("{undo}.zip")).await;
    let disposition = packed.header("content-disposition");
    assert!(disposition.contains("_undo_users.csv.zip"), "{disposition}");
    let archive = Archive::open(&packed.body, Limits::default()).unwrap();
    assert_eq!(archive.entries.len(), 1);
    let list = sam.get(&format!("{undo}.csv?lang=fr")).await;
    let list = String::from_utf8(list.body.clone()).unwrap();
    assert_eq!(
        list,
        "file;line;subject;grade;code;reason\n;2;ana;fully;;\n;4;cleo;fully;;\n"
    );

    assert_eq!(
        sam.post(&undo, &()).await.refused(),
        refusal(403, "not_allowed")
    );
    let submitted: RunSummary = ada.post(&undo, &()).await.json();
    let back = ada.run_in(submitted.id, Phase::AwaitingApproval).await;
    assert_eq!(back.plan.operations["delete_user"], 2);
    ada.approve(&back).await;
    let back = ada.run_in(submitted.id, Phase::Finished).await;
    assert_eq!(back.summary.totals.done, 2);
}
