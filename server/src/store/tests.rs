//! The same stories on both databases.

use toolsync_core::api::{AppSettings, Person, Phase, PlanTotals, Role, Submission};
use toolsync_core::check::CheckOptions;
use toolsync_core::finding::{Code, Finding, Span};
use toolsync_core::plan::{Decision, PlannedRow};
use toolsync_core::report::{Outcome, State};
use whole_system_tests::postgres::Postgres;

use super::*;

#[tokio::test]
async fn on_sqlite() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path(), None).await.unwrap();
    stories(&store).await;
    // A second opening finds the tables as they are.
    let again = Store::open(data.path(), None).await.unwrap();
    assert_eq!(again.people().await.unwrap().len(), 2);
    leases_of_two_nodes(&store, &again).await;
}

#[tokio::test]
async fn on_postgresql() {
    let Some(cluster) = Postgres::start("the store on PostgreSQL").unwrap() else {
        return;
    };
    let nowhere = std::path::Path::new("/nonexistent");
    let url = cluster.url();
    let (one, other) = tokio::join!(
        Store::open(nowhere, Some(&url)),
        Store::open(nowhere, Some(&url))
    );
    let (store, again) = (one.unwrap(), other.unwrap());
    stories(&store).await;
    assert_eq!(again.people().await.unwrap().len(), 2);
    leases_of_two_nodes(&store, &again).await;
}

#[tokio::test]
async fn tables_of_a_newer_version_are_left_alone() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(data.path(), None).await.unwrap();
    let statement = database::sql("INSERT INTO schema_version (version) VALUES (999)");
    store.database.execute(statement).await.unwrap();
    let error = Store::open(data.path(), None).await.unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { found: 999, .. }),
        "{error}"
    );
}

async fn stories(store: &Store) {
    people_and_sessions(store).await;
    invitations(store).await;
    settings(store).await;
    a_run(store).await;
    a_cancelled_run(store).await;
}

fn person(login: &str, role: Role, password: Option<&str>) -> PersonRecord {
    PersonRecord {
        person: Person {
            login: login.to_owned(),
            name: format!("Name of {login}"),
            role,
            invited: password.is_none(),
        },
        password: password.map(str::to_owned),
    }
}

const NOW: &str = "2026-09-01T08:00:00Z";

async fn people_and_sessions(store: &Store) {
    assert!(!store.has_active(Role::Administrator).await.unwrap());
    let ada = person("ada", Role::Administrator, Some("$hash"));
    assert!(store.add_person(&ada, NOW).await.unwrap());
    assert!(!store.add_person(&ada, NOW).await.unwrap(), "taken");
    assert!(store.has_active(Role::Administrator).await.unwrap());
    assert!(
        !store.remove_person("ada").await.unwrap(),
        "the last administrator stays"
    );
    assert!(!store.remove_person("nobody").await.unwrap());

    let bob = person("bob", Role::Staff, Some("$hash"));
    assert!(store.add_person(&bob, NOW).await.unwrap());
    store.add_session("s1", "bob", 1_000_000).await.unwrap();
    let holder = |not_before, now| store.session_person("s1", not_before, now);
    let found = holder(1_000_000, 1_030_000).await.unwrap().unwrap();
    assert_eq!(found.person, bob.person);
    // Half a minute is not written down, more than a minute is.
    assert!(holder(1_000_001, 1_030_000).await.unwrap().is_none());
    assert!(holder(1_000_000, 1_100_000).await.unwrap().is_some());
    assert!(holder(1_100_000, 1_100_000).await.unwrap().is_some());
    store.remove_idle_sessions(1_100_001).await.unwrap();
    assert!(holder(0, 1_100_000).await.unwrap().is_none());
    store.add_session("s1", "bob", 1).await.unwrap();
    assert!(store.remove_person("bob").await.unwrap());
    assert!(
        holder(0, 2).await.unwrap().is_none(),
        "the session went with the person"
    );
}

async fn invitations(store: &Store) {
    let invitation = |hash: &str, login: Option<&str>| InvitationRecord {
        token_hash: hash.to_owned(),
        login: login.map(str::to_owned),
        role: Role::Staff,
        expires_at: 5_000,
    };
    store
        .add_person(&person("cleo", Role::Staff, None), NOW)
        .await
        .unwrap();
    store
        .add_invitation(&invitation("i1", Some("cleo")))
        .await
        .unwrap();
    store
        .add_invitation(&invitation("i2", Some("cleo")))
        .await
        .unwrap();
    assert!(
        store.invitation("i1", 1).await.unwrap().is_none(),
        "the second replaced it"
    );
    let found = store.invitation("i2", 4_999).await.unwrap().unwrap();
    assert_eq!(
        (found.login.as_str(), found.name.as_str()),
        ("cleo", "Name of cleo")
    );
    assert!(
        store.invitation("i2", 5_000).await.unwrap().is_none(),
        "too old"
    );

    let cleo = person("cleo", Role::Staff, Some("$new"));
    assert!(
        !store
            .accept_invitation("i2", &cleo, 5_000, NOW)
            .await
            .unwrap()
    );
    assert!(
        store
            .accept_invitation("i2", &cleo, 4_999, NOW)
            .await
            .unwrap()
    );
    assert!(
        !store
            .accept_invitation("i2", &cleo, 4_999, NOW)
            .await
            .unwrap(),
        "used"
    );
    let stored = store.person("cleo").await.unwrap().unwrap();
    assert_eq!(stored.password.as_deref(), Some("$new"));

    // Somebody who comes by a link without a name cannot take over an account, and the link then still holds.
    store.add_invitation(&invitation("i3", None)).await.unwrap();
    let thief = person("cleo", Role::Staff, Some("$stolen"));
    assert!(!store.accept_invitation("i3", &thief, 1, NOW).await.unwrap());
    assert!(store.invitation("i3", 1).await.unwrap().is_some());
    let stored = store.person("cleo").await.unwrap().unwrap();
    assert_eq!(stored.password.as_deref(), Some("$new"));
}

async fn settings(store: &Store) {
    assert_eq!(store.settings().await.unwrap(), AppSettings::default());
    let mut settings = AppSettings {
        four_eyes: true,
        ..AppSettings::default()
    };
    store.put_settings(&settings).await.unwrap();
    assert_eq!(store.settings().await.unwrap(), settings);
    settings.four_eyes = false;
    store.put_settings(&settings).await.unwrap();
    assert_eq!(store.settings().await.unwrap(), settings);
}

async fn submitted(store: &Store, site: &str) -> i64 {
    let file = |name: &str| NewFile {
        submission: Submission {
            name: name.to_owned(),
            site: site.to_owned(),
            kind: None,
            encoding: None,
            separator: Some(';'),
            sheet: Some("Accounts".to_owned()),
            core: String::new(),
            digest: String::new(),
            site_state: String::new(),
            set: Default::default(),
        },
        kind: None,
        file_digest: "abc".to_owned(),
    };
    let run = NewRun {
        files: vec![file("users.csv"), file("enrolments.csv")],
        submitted_by: "ada".to_owned(),
        submitted_at: NOW.to_owned(),
    };
    store.add_run(&run, "taker", 0).await.unwrap()
}

fn row(position: u64, decision: Decision) -> RowRecord {
    RowRecord {
        position,
        // The third row is that of the second file.
        file: u32::from(position == 2),
        planned: PlannedRow {
            line: position + 2,
            span: Span::new(10 * position, 10 * position + 10),
            subject: format!("row {position}"),
            decision,
            operations: Vec::new(),
            needs: Vec::new(),
            needs_elsewhere: Vec::new(),
            findings: Vec::new(),
        },
        intended: false,
        outcome: None,
    }
}

fn planned_file() -> PlannedFile {
    PlannedFile {
        options: CheckOptions::default(),
        verdict: None,
        plan: PlanTotals::default(),
    }
}

fn update(position: u64, state: State, warning: bool) -> RowUpdate {
    let planned = row(position, Decision::Change).planned;
    let finding = Finding::new(Code::Cancelled, planned.line, planned.span);
    RowUpdate {
        position,
        outcome: Outcome {
            line: planned.line,
            span: planned.span,
            subject: planned.subject,
            state,
            operations: Vec::new(),
            findings: if warning { vec![finding] } else { Vec::new() },
        },
    }
}

async fn planned(store: &Store, site: &str) -> i64 {
    let id = submitted(store, site).await;
    let run = store.run(id).await.unwrap().unwrap();
    assert_eq!(
        (run.summary.phase, run.plan),
        (Phase::Submitted, PlanTotals::default())
    );
    let claimed = store.claim_desk_work(id, "planner", 10, 20).await.unwrap();
    assert_eq!(claimed, Some(id));
    let plan = PlanRecord {
        phase: Phase::AwaitingApproval,
        reason: String::new(),
        files: vec![planned_file(), planned_file()],
        plan: PlanTotals {
            change: 2,
            refused: 1,
            ..PlanTotals::default()
        },
        fingerprint: "f1".to_owned(),
        site_moved: true,
        rows: vec![
            row(0, Decision::Change),
            row(1, Decision::Refused),
            row(2, Decision::Change),
        ],
    };
    let lease = |owner: &str| Execution {
        run: id,
        owner: owner.to_owned(),
    };
    assert!(!store.record_plan(&lease("stranger"), &plan).await.unwrap());
    assert!(store.record_plan(&lease("planner"), &plan).await.unwrap());
    id
}

async fn a_run(store: &Store) {
    let id = planned(store, "here").await;
    let run = store.run(id).await.unwrap().unwrap();
    assert_eq!(run.summary.phase, Phase::AwaitingApproval);
    assert_eq!(
        (run.summary.rows, run.plan.change, run.site_moved),
        (3, 2, true)
    );
    let submission = &run.files[1].submission;
    assert_eq!(submission.separator, Some(';'));
    assert_eq!(submission.sheet.as_deref(), Some("Accounts"));
    assert_eq!(run.summary.file, "users.csv");
    assert_eq!(run.summary.files, ["users.csv", "enrolments.csv"]);

    assert!(
        !store.approve_run(id, "f0", "ada", NOW).await.unwrap(),
        "another plan"
    );
    assert!(store.replan_run(id).await.unwrap());
    assert!(
        !store.approve_run(id, "f1", "ada", NOW).await.unwrap(),
        "being planned again"
    );
    store
        .claim_desk_work(0, "planner", 10, 20)
        .await
        .unwrap()
        .unwrap();
    let lease = Execution {
        run: id,
        owner: "planner".to_owned(),
    };
    let plan = PlanRecord {
        phase: Phase::AwaitingApproval,
        reason: String::new(),
        files: vec![planned_file(), planned_file()],
        plan: PlanTotals::default(),
        fingerprint: "f2".to_owned(),
        site_moved: false,
        rows: vec![
            row(0, Decision::Change),
            row(1, Decision::Refused),
            row(2, Decision::Change),
        ],
    };
    assert!(store.record_plan(&lease, &plan).await.unwrap());
    assert!(store.approve_run(id, "f2", "ada", NOW).await.unwrap());
    assert!(
        !store.approve_run(id, "f2", "ada", NOW).await.unwrap(),
        "once"
    );
    assert!(
        !store.refuse_run(id, "no", "ada", NOW).await.unwrap(),
        "too late"
    );

    assert_eq!(
        store.claim_desk_work(0, "planner", 100, 200).await.unwrap(),
        None
    );
    assert_eq!(
        store
            .claim_execution(Which::Oldest, "worker", 100, 200, NOW)
            .await
            .unwrap(),
        Some(id)
    );
    let lease = Execution {
        run: id,
        owner: "worker".to_owned(),
    };
    let stranger = Execution {
        run: id,
        owner: "stranger".to_owned(),
    };
    let first = [update(0, State::Done, true)];
    assert_eq!(
        store.record_outcomes(&stranger, &first, &[]).await.unwrap(),
        None
    );
    assert_eq!(
        store.record_outcomes(&lease, &first, &[2]).await.unwrap(),
        Some(false)
    );
    let twice = [
        update(0, State::Failed, false),
        update(1, State::Failed, false),
    ];
    assert_eq!(
        store.record_outcomes(&lease, &twice, &[]).await.unwrap(),
        Some(false)
    );

    let run = store.run(id).await.unwrap().unwrap();
    let totals = run.summary.totals;
    assert_eq!(
        (totals.done, totals.failed, totals.warnings),
        (1, 1, 1),
        "a row ends once"
    );
    assert_eq!(run.summary.finished_rows, 2);
    let rows = store.rows_from(id, 1, 10).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| row.intended).collect::<Vec<_>>(),
        [false, true]
    );
    let failed = RowFilter {
        state: Some(State::Failed),
        ..RowFilter::default()
    };
    assert_eq!(store.count_rows(id, failed).await.unwrap(), 1);
    assert_eq!(store.rows(id, failed, 0, 10).await.unwrap()[0].position, 1);
    let refused = RowFilter {
        decision: Some(Decision::Refused),
        ..RowFilter::default()
    };
    assert_eq!(store.count_rows(id, refused).await.unwrap(), 1);
    assert_eq!(
        store.rows(id, RowFilter::default(), 2, 10).await.unwrap()[0].position,
        2
    );
    let second = RowFilter {
        file: Some(1),
        ..RowFilter::default()
    };
    assert_eq!(store.count_rows(id, second).await.unwrap(), 1);
    assert_eq!(store.rows(id, second, 0, 10).await.unwrap()[0].position, 2);
    let totals = store.file_totals(id).await.unwrap();
    let first = totals[&0];
    assert_eq!(
        (
            first.rows,
            first.totals.done,
            first.totals.failed,
            first.totals.warnings
        ),
        (2, 1, 1, 1)
    );
    assert_eq!((totals[&1].rows, totals[&1].totals.ended()), (1, 0));

    assert!(
        !store
            .end_run(&stranger, Ending::Finished, NOW)
            .await
            .unwrap()
    );
    assert!(store.end_run(&lease, Ending::Finished, NOW).await.unwrap());
    let run = store.run(id).await.unwrap().unwrap();
    assert_eq!(
        (run.summary.phase, run.finished_at.as_str()),
        (Phase::Finished, NOW)
    );
    assert!(!store.cancel_run(id).await.unwrap(), "it has ended");
}

async fn a_cancelled_run(store: &Store) {
    let id = planned(store, "here").await;
    assert!(store.cancel_run(id).await.unwrap());
    let listed = &store.runs().await.unwrap()[0];
    assert_eq!(listed.phase, Phase::Cancelled, "newest first");
    assert_eq!(listed.files, ["users.csv", "enrolments.csv"]);
    // It is still to be put away.
    assert_eq!(
        store.claim_desk_work(0, "desk", 100, 200).await.unwrap(),
        Some(id)
    );
    let lease = Execution {
        run: id,
        owner: "desk".to_owned(),
    };
    assert!(store.end_run(&lease, Ending::Closed, NOW).await.unwrap());
    let run = store.run(id).await.unwrap().unwrap();
    assert_eq!(
        (run.summary.phase, run.finished_at.as_str()),
        (Phase::Cancelled, NOW)
    );
    assert_eq!(
        store.claim_desk_work(0, "desk", 300, 400).await.unwrap(),
        None
    );
}

/// Two stores on one database, as two nodes have.
async fn leases_of_two_nodes(one: &Store, other: &Store) {
    let mut runs = Vec::new();
    for site in ["north", "north", "south"] {
        let id = planned(one, site).await;
        assert!(one.approve_run(id, "f1", "ada", NOW).await.unwrap());
        runs.push(id);
    }
    // Six claims at once: one run of each site is taken, once.
    let claims = (0..6).map(|number| {
        let (store, owner) = (
            if number % 2 == 0 { one } else { other },
            format!("w{number}"),
        );
        async move {
            store
                .claim_execution(Which::Oldest, &owner, 1_000, 2_000, NOW)
                .await
                .unwrap()
        }
    });
    let mut claimed: Vec<_> = futures_util::future::join_all(claims)
        .await
        .into_iter()
        .flatten()
        .collect();
    claimed.sort_unstable();
    // A claim that lost a race may come back empty-handed; the next look finds what is left.
    while let Some(id) = other
        .claim_execution(Which::Oldest, "late", 1_000, 2_000, NOW)
        .await
        .unwrap()
    {
        claimed.push(id);
    }
    assert_eq!(claimed.len(), 2, "{claimed:?}");
    assert!(claimed.contains(&runs[2]));

    // When the lease has run out another takes the run over, and the first can no longer write.
    let north = *claimed.iter().find(|id| **id != runs[2]).unwrap();
    assert_eq!(
        other
            .claim_execution(Which::Run(north), "heir", 2_000, 3_000, NOW)
            .await
            .unwrap(),
        None,
        "it holds until 2000"
    );
    assert_eq!(
        other
            .claim_execution(Which::Run(north), "heir", 2_001, 3_000, NOW)
            .await
            .unwrap(),
        Some(north)
    );
    let heir = Execution {
        run: north,
        owner: "heir".to_owned(),
    };
    assert!(other.renew_lease(&heir, 4_000).await.unwrap());
    for number in 0..6 {
        let before = Execution {
            run: north,
            owner: format!("w{number}"),
        };
        assert!(!one.renew_lease(&before, 9_000).await.unwrap());
        assert_eq!(one.record_outcomes(&before, &[], &[]).await.unwrap(), None);
    }
    // Leases that were given back can be taken at once.
    other.release_leases("hei").await.unwrap();
    let abandoned = Which::AbandonedOn("south");
    assert_eq!(
        one.claim_execution(abandoned, "third", 1_500, 3_000, NOW)
            .await
            .unwrap(),
        None,
        "it is held until 2000"
    );
    assert_eq!(
        one.claim_execution(Which::Run(north), "third", 2_002, 3_000, NOW)
            .await
            .unwrap(),
        Some(north)
    );
}

#[tokio::test]
async fn an_address_of_another_database_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Store::open(folder.path(), Some("mysql://somewhere/toolsync")).await;
    let error = opened.err().unwrap();
    assert!(error.to_string().contains("postgres://"), "{error}");
}
