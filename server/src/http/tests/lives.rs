//! The life of a run, from the page.

use toolsync_core::api::{PictureBoard, PictureState, RowPage, Submission};
use toolsync_core::archive::{Archive, Limits};
use toolsync_core::check::{CheckOptions, Checker, Verdict};
use toolsync_core::kinds::Kind;
use toolsync_core::report::State;
use toolsync_core::site::DigestIndex;

use super::*;

const FILE: &str = "username;firstname;lastname;email;password\n\
    ana;Ana;Lopez;ana@example.org;Secret-2026-a\n\
    bob;;Martin;bob@example.org;Secret-2026-b\n\
    cleo;Cleo;Petit;cleo@example.org;Secret-2026-c\n\
    dora;Dora;Klein;dora@example.org;Secret-2026-d\n";

#[actix_web::test]
async fn from_submission_to_tryback() {
    let app = TestApp::start().await;
    let mut sam = app.signed_in("sam").await;
    let mut ada = app.signed_in("ada").await;
    let id = sam.submit("%C3%A9tudiants.csv", FILE).await;

    let run = sam.run_in(id, Phase::AwaitingApproval).await;
    assert_eq!(run.summary.file, "étudiants.csv");
    assert_eq!(run.summary.submitted_by, "sam");
    assert_eq!(
        (run.plan.change, run.plan.unchanged, run.plan.refused),
        (3, 0, 1)
    );
    assert_eq!(run.plan.operations["create_user"], 3);
    assert!(!run.may_approve, "staff may not");
    assert!(ada.run(id).await.may_approve);
    let page: RowPage = sam
        .get(&format!("/api/runs/{id}/rows?decision=refused"))
        .await
        .json();
    assert_eq!((page.total, page.rows[0].line), (1, 3));
    assert!(page.rows[0].state.is_none());

    assert_eq!(
        sam.approve(&run).await.refused(),
        refusal(403, "not_allowed")
    );
    let other = serde_json::json!({ "fingerprint": "0000" });
    let answer = ada.post(&format!("/api/runs/{id}/approve"), &other).await;
    assert_eq!(answer.refused(), refusal(409, "conflict"));
    assert_eq!(
        ada.approve(&run).await.json::<RunDetail>().decided_by,
        "ada"
    );
    assert_eq!(
        ada.approve(&run).await.refused(),
        refusal(409, "conflict"),
        "once"
    );

    let run = sam.run_in(id, Phase::Finished).await;
    let totals = run.summary.totals;
    assert_eq!(
        (totals.done, totals.failed, run.summary.finished_rows),
        (3, 1, 4)
    );
    assert!(run.has_tryback);
    assert!(!run.may_approve);
    let page: RowPage = sam
        .get(&format!("/api/runs/{id}/rows?state=failed"))
        .await
        .json();
    assert_eq!(page.rows[0].state, Some(State::Failed));
    let page: RowPage = sam
        .get(&format!("/api/runs/{id}/rows?from=2&limit=1"))
        .await
        .json();
    assert_eq!((page.total, page.from, page.rows.len()), (4, 2, 1));
    assert_eq!(page.rows[0].subject, "cleo");

    let tryback = sam.get(&format!("/api/runs/{id}/tryback")).await;
    let expected: Vec<_> = FILE
        .lines()
        .take(1)
        .chain(FILE.lines().skip(2).take(1))
        .collect();
    assert_eq!(
        String::from_utf8(tryback.body.clone()).unwrap(),
        format!("{}\n", expected.join("\n"))
    );
    let disposition = tryback.header("content-disposition");
    assert!(disposition.starts_with("attachment; "), "{disposition}");
    assert!(
        disposition.contains("filename*=UTF-8''%C3%A9tudiants_tryback_20"),
        "{disposition}"
    );
    let archive = sam.get(&format!("/api/runs/{id}/archive")).await;
    let text = String::from_utf8(archive.body.clone()).unwrap();
    assert!(
        text.contains(";********\n") && !text.contains("Secret"),
        "{text}"
    );
    assert!(
        archive
            .header("content-disposition")
            .contains("_%C3%A9tudiants.csv")
    );
    let runs: Vec<RunSummary> = sam.get("/api/runs").await.json();
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0], sam.run(id).await.summary);
}

#[actix_web::test]
async fn reports_come_in_four_forms_and_two_languages() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let id = ada.submit("users.csv", FILE).await;
    let run = ada.run_in(id, Phase::AwaitingApproval).await;
    ada.approve(&run).await;
    ada.run_in(id, Phase::Finished).await;
    for (format, media_type) in [
        ("txt", "text/plain; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("html", "text/html; charset=utf-8"),
    ] {
        let mut bodies = Vec::new();
        for language in ["en", "fr"] {
            let answer = ada
                .get(&format!("/api/runs/{id}/report.{format}?lang={language}"))
                .await;
            assert_eq!(answer.header("content-type"), media_type);
            let name = answer.header("content-disposition").to_owned();
            assert!(name.contains("_report_users.csv."), "{name}");
            assert!(name.starts_with("attachment; "), "{name}");
            let body = String::from_utf8(answer.body).unwrap();
            assert!(body.contains("cleo") && !body.contains("Secret"), "{body}");
            bodies.push(body);
        }
        assert_ne!(bodies[0], bodies[1], "{format}");
    }
    let answer = ada.get(&format!("/api/runs/{id}/report.exe")).await;
    assert_eq!(answer.refused(), refusal(404, "not_found"));
    let answer = ada.get(&format!("/api/runs/{id}/report.txt?lang=de")).await;
    assert_eq!(answer.refused(), refusal(400, "bad_request"));
}

#[actix_web::test]
async fn with_four_eyes_the_approver_is_another_person() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    app.invited(&mut ada, "eve", Role::Administrator).await;
    let mut eve = app.signed_in("eve").await;
    ada.set(&AppSettings {
        four_eyes: true,
        ..AppSettings::default()
    })
    .await;
    let id = ada.submit("users.csv", FILE).await;
    let run = ada.run_in(id, Phase::AwaitingApproval).await;
    assert!(!run.may_approve);
    assert_eq!(ada.approve(&run).await.refused(), refusal(403, "four_eyes"));
    assert!(eve.run(id).await.may_approve);
    assert_eq!(eve.approve(&run).await.status, StatusCode::OK);
    assert_eq!(ada.run_in(id, Phase::Finished).await.decided_by, "eve");
}

#[actix_web::test]
async fn a_refusal_says_why_and_nothing_happens() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let id = ada.submit("users.csv", FILE).await;
    ada.run_in(id, Phase::AwaitingApproval).await;
    let path = format!("/api/runs/{id}/refuse");
    let empty = ada
        .post(&path, &serde_json::json!({ "reason": "  " }))
        .await;
    assert_eq!(empty.refused(), refusal(400, "bad_request"));
    let why = serde_json::json!({ "reason": "Last year's file." });
    assert_eq!(ada.post(&path, &why).await.status, StatusCode::OK);
    let run = ada.run_in(id, Phase::Refused).await;
    assert_eq!(
        (run.reason.as_str(), run.decided_by.as_str()),
        ("Last year's file.", "ada")
    );
    assert!(!run.has_tryback);
    assert!(app.site.applied().is_empty());
    assert!(!app.data.path().join(format!("runs/{id}/original")).exists());
    let late = ada.post(&format!("/api/runs/{id}/cancel"), &()).await;
    assert_eq!(late.refused(), refusal(409, "conflict"));
}

#[actix_web::test]
async fn a_run_that_is_cancelled_holds_the_rows_it_did_not_reach() {
    let app = TestApp::start().await;
    let mut sam = app.signed_in("sam").await;
    let mut ada = app.signed_in("ada").await;
    let id = sam.submit("users.csv", FILE).await;
    let run = sam.run_in(id, Phase::AwaitingApproval).await;
    // `ana` goes through; `cleo` waits in the site.
    app.site.let_through(1);
    ada.approve(&run).await;
    loop {
        let run = sam.run(id).await;
        if run.summary.finished_rows == 2 {
            assert_eq!(run.summary.phase, Phase::Executing);
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(
        sam.post(&format!("/api/runs/{id}/cancel"), &())
            .await
            .status,
        StatusCode::OK
    );
    app.site.let_through(10);
    let run = sam.run_in(id, Phase::Cancelled).await;
    let totals = run.summary.totals;
    assert_eq!(
        (totals.done, totals.failed, totals.held),
        (2, 1, 1),
        "ana, cleo; bob; dora"
    );
    let tryback = sam.get(&format!("/api/runs/{id}/tryback")).await;
    assert!(
        String::from_utf8(tryback.body)
            .unwrap()
            .ends_with("dora;Dora;Klein;dora@example.org;Secret-2026-d\n")
    );
}

#[actix_web::test]
async fn a_run_that_awaits_approval_is_cancelled_at_once_by_its_owner_or_an_administrator() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    app.invited(&mut ada, "tom", Role::Staff).await;
    let mut sam = app.signed_in("sam").await;
    let mut tom = app.signed_in("tom").await;
    let id = sam.submit("users.csv", FILE).await;
    sam.run_in(id, Phase::AwaitingApproval).await;
    let path = format!("/api/runs/{id}/cancel");
    assert_eq!(
        tom.post(&path, &()).await.refused(),
        refusal(403, "not_allowed")
    );
    assert_eq!(sam.post(&path, &()).await.status, StatusCode::OK);
    let run = sam.run_in(id, Phase::Cancelled).await;
    assert_eq!((run.summary.totals.held, run.has_tryback), (4, true));
    let tryback = sam.get(&format!("/api/runs/{id}/tryback")).await;
    assert_eq!(String::from_utf8(tryback.body).unwrap(), FILE);
    assert!(app.site.applied().is_empty());
}

#[actix_web::test]
async fn planning_again_sees_the_site_as_it_is() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let first = ada.submit("users.csv", FILE).await;
    let second = ada.submit("users.csv", FILE).await;
    let plan = ada.run_in(first, Phase::AwaitingApproval).await;
    let stale = ada.run_in(second, Phase::AwaitingApproval).await;
    ada.approve(&plan).await;
    ada.run_in(first, Phase::Finished).await;
    let answer = ada.post(&format!("/api/runs/{second}/plan"), &()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let fresh = ada.run_in(second, Phase::AwaitingApproval).await;
    assert_eq!(
        (fresh.plan.change, fresh.plan.unchanged, fresh.plan.refused),
        (0, 3, 1)
    );
    assert_ne!(fresh.fingerprint, stale.fingerprint);
    assert_eq!(
        ada.approve(&stale).await.refused(),
        refusal(409, "conflict")
    );
    let other = ada.post(&format!("/api/runs/{first}/plan"), &()).await;
    assert_eq!(other.refused(), refusal(409, "conflict"), "it has ended");
}

/// The verdict that a page comes to, with the state it was made on.
async fn page_verdict(client: &mut Client, file: &str) -> (Verdict, String) {
    let settings: AppSettings = client.get("/api/settings").await.json();
    let answer = client.get("/api/sites/sandbox/digest").await;
    let index = DigestIndex::from_bytes(&answer.body).unwrap();
    let options = CheckOptions {
        settings: settings.sync,
        ..CheckOptions::default()
    };
    let mut checker = Checker::new(options, &index);
    checker.push(file.as_bytes());
    let state = answer.header("etag").trim_matches('"').to_owned();
    (checker.finish(), state)
}

async fn submit_verdict(client: &mut Client, digest: &str, state: &str) -> i64 {
    let core = toolsync_core::VERSION;
    let path = format!(
        "/api/runs?name=users.csv&site=sandbox&core={core}&digest={digest}&site_state={state}"
    );
    let answer = client
        .send(Method::POST, &path, FILE.as_bytes().to_vec())
        .await;
    answer.json::<RunSummary>().id
}

#[actix_web::test]
async fn equal_verdicts_pass_and_different_ones_are_an_alarm() {
    let app = TestApp::start().await;
    let mut sam = app.signed_in("sam").await;
    let (verdict, state) = page_verdict(&mut sam, FILE).await;
    let id = submit_verdict(&mut sam, &verdict.digest, &state).await;
    let run = sam.run_in(id, Phase::AwaitingApproval).await;
    assert!(!run.site_moved);

    let id = submit_verdict(&mut sam, "0123456789abcdef", &state).await;
    let run = sam.run_in(id, Phase::Rejected).await;
    assert!(
        run.reason
            .starts_with("The check in the browser and the check on the server"),
        "{}",
        run.reason
    );
    assert!(run.files[0].verdict.is_some());
    assert!(!app.data.path().join(format!("runs/{id}/original")).exists());
}

#[actix_web::test]
async fn different_verdicts_on_a_site_that_moved_are_told_and_no_alarm() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let (_, state) = page_verdict(&mut ada, FILE).await;
    let mut settings = AppSettings::default();
    settings.sync.allow_rename = true;
    ada.set(&settings).await;
    let (_, moved) = page_verdict(&mut ada, FILE).await;
    assert_ne!(state, moved, "settings are a part of it");
    let id = submit_verdict(&mut ada, "0123456789abcdef", &state).await;
    assert!(ada.run_in(id, Phase::AwaitingApproval).await.site_moved);
}

#[actix_web::test]
async fn a_digest_index_that_is_known_is_not_sent_again() {
    let app = TestApp::start().await;
    let mut sam = app.signed_in("sam").await;
    let answer = sam.get("/api/sites/sandbox/digest").await;
    let tag: &'static str = answer.header("etag").to_owned().leak();
    let mut again = app.signed_in("sam").await.with("If-None-Match", tag);
    assert_eq!(
        again.get("/api/sites/sandbox/digest").await.status,
        StatusCode::NOT_MODIFIED
    );
    let answer = sam.get("/api/sites/elsewhere/digest").await;
    assert_eq!(answer.refused(), refusal(400, "bad_request"));
}

#[actix_web::test]
async fn a_file_without_a_usable_header_is_rejected_with_its_findings() {
    let app = TestApp::start().await;
    let mut sam = app.signed_in("sam").await;
    for file in [
        "",
        "colour;taste\nred;sweet\n",
        "username;firstname\nana;Ana\n",
    ] {
        let id = sam.submit("things.csv", file).await;
        let run = sam.run_in(id, Phase::Rejected).await;
        assert!(
            run.reason
                .starts_with("The header of the file cannot be used"),
            "{}",
            run.reason
        );
        assert!(
            !run.files[0].verdict.as_ref().unwrap().findings.is_empty(),
            "{file:?}"
        );
    }
}

#[actix_web::test]
async fn a_submission_names_a_site_that_there_is() {
    let app = TestApp::start().await;
    let mut sam = app.signed_in("sam").await;
    let answer = sam
        .send(
            Method::POST,
            "/api/runs?name=a.csv&site=elsewhere",
            FILE.into(),
        )
        .await;
    assert_eq!(answer.refused(), refusal(400, "bad_request"));
    let unknown = "/api/runs?name=a.csv&site=sandbox&kind=colours";
    let own_settings = "/api/runs?name=a.csv&site=sandbox&set=users_allowrename";
    let answer = sam.send(Method::POST, own_settings, FILE.into()).await;
    assert_eq!(
        answer.refused(),
        refusal(400, "bad_request"),
        "settings are the administrator's"
    );
    let answer = sam.send(Method::POST, unknown, FILE.into()).await;
    assert_eq!(answer.refused(), refusal(400, "bad_request"));
    assert!(
        sam.get("/api/runs")
            .await
            .json::<Vec<RunSummary>>()
            .is_empty()
    );
}

#[actix_web::test]
async fn what_the_page_writes_is_what_the_server_reads() {
    let submission = Submission {
        name: "étudiants & co.csv".to_owned(),
        site: "sandbox".to_owned(),
        kind: Some(toolsync_core::kinds::Kind::Users),
        encoding: Some(toolsync_core::input::Encoding::Windows1252),
        separator: Some('\t'),
        sheet: Some("Comptes été".to_owned()),
        core: "1.2.3".to_owned(),
        digest: "ab".to_owned(),
        site_state: "cd".to_owned(),
        set: std::collections::BTreeMap::new(),
    };
    let query = "name=%C3%A9tudiants%20%26%20co.csv&site=sandbox&kind=users&encoding=windows-1252&separator=%09&sheet=Comptes%20%C3%A9t%C3%A9&core=1.2.3&digest=ab&site_state=cd";
    let read = web::Query::<Submission>::from_query(query).unwrap();
    assert_eq!(read.into_inner(), submission);
}

/// An archive goes the same way; what it leaves are archives.
#[actix_web::test]
async fn pictures_go_from_submission_to_an_archive_of_what_failed() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let file = include_bytes!("../../../../samples/userpictures_with_mistakes.zip");
    let id = ada.submit("userpictures_1.zip", file).await;
    let run = ada.run_in(id, Phase::AwaitingApproval).await;
    assert_eq!(run.summary.kind, Some(Kind::Pictures));
    // The site of these tests is empty: nobody has a picture, because there is nobody.
    assert_eq!((run.plan.change, run.plan.refused), (0, 11));
    assert_eq!(run.plan.without_picture.clone().unwrap().count, 0);
    // The board: of eleven entries, those that can be used have no owner.
    let path = format!("/api/runs/{id}/pictures");
    let board: PictureBoard = ada.get(&format!("{path}?limit=2")).await.json();
    let counted: u64 = board.counts.iter().map(|(_, count)| count).sum();
    assert_eq!((counted, board.entries.len()), (11, 2));
    let (state, count) = board.counts[0];
    assert_eq!(state, PictureState::NoOwner);
    let unusable: PictureBoard = ada.get(&format!("{path}?state=unusable")).await.json();
    assert_eq!(unusable.entries.len() as u64, 11 - count);
    assert!(
        unusable
            .entries
            .iter()
            .all(|entry| entry.state == PictureState::Unusable)
    );
    let other = ada.get(&format!("{path}?file=1")).await;
    assert_eq!(other.refused(), refusal(404, "not_found"));
    ada.approve(&run).await;
    ada.run_in(id, Phase::Finished).await;
    let tryback = ada.get(&format!("/api/runs/{id}/tryback")).await;
    assert!(tryback.header("content-disposition").contains(".zip"));
    // All but the file of the system, which nobody meant.
    let entries = Archive::open(&tryback.body, Limits::default())
        .unwrap()
        .entries;
    assert_eq!(entries.len(), 11);
    let archive = ada.get(&format!("/api/runs/{id}/archive")).await;
    assert_eq!(&archive.body[..], file);
    let report = ada.get(&format!("/api/runs/{id}/report.txt?lang=en")).await;
    let text = String::from_utf8(report.body.clone()).unwrap();
    assert!(
        text.contains("Kind: User pictures") && !text.contains("Encoding"),
        "{text}"
    );
}

#[actix_web::test]
async fn a_bundle_is_submitted_as_one_and_its_trybacks_are_fetched_as_one() {
    let app = TestApp::start().await;
    let mut ada = app.signed_in("ada").await;
    let users = "username;firstname;lastname;email\nana;Ana;Lopez;ana@example.org\nbob;;Martin;bob@example.org\n";
    let list = "username;idnumber;suspended\nana;;1\nbob;;1\n";
    let part = |name: &str, file: &str| serde_json::json!({ "name": name, "bytes": file.len() });
    let head = serde_json::json!([part("a-list.csv", list), part("b/people.csv", users)]);
    let body = format!("{head}\n{list}{users}");
    let path = "/api/bundles?site=sandbox";
    let answer = ada.send(Method::POST, path, body.into_bytes()).await;
    let run: RunSummary = answer.json();
    assert_eq!(run.files, ["b/people.csv", "a-list.csv"]);
    let id = run.id;
    let run = ada.run_in(id, Phase::AwaitingApproval).await;
    assert_eq!((run.plan.change, run.plan.refused), (2, 2));
    ada.approve(&run).await;
    let run = ada.run_in(id, Phase::Finished).await;
    let totals: Vec<_> = run.files.iter().map(|file| file.totals).collect();
    assert_eq!((totals[0].done, totals[0].failed), (1, 1));
    assert_eq!((totals[1].done, totals[1].blocked), (1, 1));
    let rows: RowPage = ada.get(&format!("/api/runs/{id}/rows?file=1")).await.json();
    assert_eq!((rows.total, rows.rows[1].file), (2, 1));
    let text = |answer: Answer| String::from_utf8(answer.body).unwrap();
    let tryback = ada.get(&format!("/api/runs/{id}/tryback?file=1")).await;
    assert_eq!(text(tryback), "username;idnumber;suspended\nbob;;1\n");
    let trybacks = ada.get(&format!("/api/runs/{id}/trybacks")).await;
    let files = toolsync_core::check::unpack(&trybacks.body)
        .unwrap()
        .unwrap();
    let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["b/people.csv", "a-list.csv"]);
    let report = format!("/api/runs/{id}/report.txt?lang=en&file=1");
    let report = text(ada.get(&report).await);
    assert!(report.contains("line 3 of b/people.csv"), "{report}");

    for body in ["[]\n", "[{", "[{\"name\":\"a.csv\",\"bytes\":9}]\nshort"] {
        let answer = ada.send(Method::POST, path, body.into()).await;
        assert_eq!(answer.refused().0, 400, "{body}");
    }
}
