//! Runs that are stopped at every point go on from there, and nothing is done twice.

use std::collections::BTreeMap;

use futures_util::stream;
use toolsync_core::api::Submission;
use toolsync_core::report::State;
use toolsync_core::site::{Category, Role};
use whole_system_tests::postgres::Postgres;

use super::memory::MemorySite;
use super::*;
use crate::store::Which;

const HEADER: &str = "username;firstname;lastname;email;password\n";
const DORA: &str = "dora;Dora;Klein;dora@example.org;Secret-2026-d\n";
const ANA: &str = "ana;Ana;Lopez;ana@example.org;Secret-2026-a\n";
/// The first name is missing.
const BOB: &str = "bob;;Martin;bob@example.org;Secret-2026-b\n";
const CLEO: &str = "cleo;Cleo;Petit;cleo@example.org;Secret-2026-c\n";

/// A lease as short as a test's patience, and no server's workers.
pub(super) async fn open(
    data: &std::path::Path,
    site: &Arc<MemorySite>,
    breakpoints: Breakpoints,
) -> Runs {
    open_on(None, data, site, breakpoints).await
}

/// The same over the PostgreSQL database at `url`.
async fn open_on(
    url: Option<&str>,
    data: &std::path::Path,
    site: &Arc<MemorySite>,
    breakpoints: Breakpoints,
) -> Runs {
    let store = Store::open(data, url).await.unwrap();
    let given: Arc<dyn Site> = site.clone();
    let sites = Sites::of([("sandbox".to_owned(), given)]);
    let options = RunOptions {
        lease: Duration::from_millis(1000),
        breakpoints,
        ..RunOptions::default()
    };
    Runs::open(store, sites, data.to_path_buf(), options)
        .await
        .unwrap()
}

pub(super) async fn submit(runs: &Runs, file: String) -> i64 {
    let chunks = stream::iter([Ok::<_, std::io::Error>(file.into_bytes())]);
    let submission = submission("users.csv");
    runs.submit(submission, "sam", chunks).await.unwrap().id
}

/// What comes with a file of this name.
fn submission(name: &str) -> Submission {
    Submission {
        name: name.to_owned(),
        site: "sandbox".to_owned(),
        kind: None,
        encoding: None,
        separator: None,
        sheet: None,
        core: String::new(),
        digest: String::new(),
        site_state: String::new(),
        set: BTreeMap::new(),
    }
}

/// Plans and approves; the run is about to be executed.
async fn approved(runs: &Runs, file: String) -> i64 {
    let id = submit(runs, file).await;
    let run = runs.work_on(id).await.unwrap();
    assert_eq!(run.summary.phase, Phase::AwaitingApproval, "{}", run.reason);
    runs.approve(id, &run.fingerprint, "ada").await.unwrap();
    id
}

/// A site on which `dora` is as the file wants her.
pub(super) async fn site_with_dora(data: &std::path::Path) -> Arc<MemorySite> {
    let site = MemorySite::new();
    let runs = open(data, &site, Breakpoints::default()).await;
    let id = approved(&runs, format!("{HEADER}{DORA}")).await;
    let run = runs.work_on(id).await.unwrap();
    assert_eq!(
        run.summary.totals.done,
        1,
        "{:?}",
        runs.outcomes(id, 0).await
    );
    site
}

pub(super) fn file() -> String {
    format!("{HEADER}{ANA}{BOB}{DORA}{CLEO}")
}

async fn states(runs: &Runs, id: i64) -> Vec<(u64, State)> {
    let outcomes = runs.outcomes(id, 0).await.unwrap();
    outcomes
        .iter()
        .map(|outcome| (outcome.line, outcome.state))
        .collect()
}

const EXPECTED: [(u64, State); 4] = [
    (2, State::Done),
    (3, State::Failed),
    (4, State::Unchanged),
    (5, State::Done),
];

#[tokio::test]
async fn each_row_ends_as_it_should_and_leaves_its_traces() {
    let data = tempfile::tempdir().unwrap();
    let site = site_with_dora(data.path()).await;
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    let id = approved(&runs, file()).await;
    let run = runs.work_on(id).await.unwrap();
    assert_eq!(run.summary.phase, Phase::Finished);
    assert_eq!(states(&runs, id).await, EXPECTED);
    assert_eq!(run.summary.finished_rows, 4);
    let tryback = runs.produced(id, 0, Produced::Tryback).await.unwrap();
    assert_eq!(
        String::from_utf8(tryback).unwrap(),
        format!("{HEADER}{BOB}")
    );
    let archive =
        String::from_utf8(runs.produced(id, 0, Produced::Archive).await.unwrap()).unwrap();
    assert!(
        archive.contains("ana;Ana;Lopez;ana@example.org;********"),
        "{archive}"
    );
    assert!(!archive.contains("Secret"), "{archive}");
    assert!(runs.files.with_original().await.unwrap().is_empty());
    assert_secrets_are_nowhere(data.path());
}

#[tokio::test]
async fn a_site_is_asked_rows_together_unless_their_order_matters() {
    let data = tempfile::tempdir().unwrap();
    let site = site_with_dora(data.path()).await;
    site.at_once(3);
    let asked = site.calls().len();
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    // Eve takes the login name that Ana gives up on the line above: that one goes first.
    let eve = "ana;Eve;Roth;eve@example.org;Secret-2026-e;\n";
    let header = "username;firstname;lastname;email;password;oldusername\n";
    let row = |name: &str| format!("{name};{name};Roy;{name}@example.org;Secret-2026-x;\n");
    let first = ["ana", "bea", "carl", "dan"].map(row).concat();
    let id = approved(&runs, format!("{header}{first}")).await;
    assert_eq!(runs.work_on(id).await.unwrap().summary.totals.done, 4);
    assert_eq!(site.calls()[asked..], [3, 1]);

    let moved = "anne;Ana;Roy;ana@example.org;;ana\n";
    let others = ["fay", "gus"].map(row).concat();
    let second = format!("{header}{}{moved}{eve}{others}", row("eli"));
    let mut submission = submission("users.csv");
    let allowed = ("users_allowrename".to_owned(), "1".to_owned());
    submission.set.extend([allowed]);
    let chunks = stream::iter([Ok::<_, std::io::Error>(second.into_bytes())]);
    let id = runs.submit(submission, "sam", chunks).await.unwrap().id;
    let planned = runs.work_on(id).await.unwrap();
    runs.approve(id, &planned.fingerprint, "ada").await.unwrap();
    let run = runs.work_on(id).await.unwrap();
    assert_eq!(
        run.summary.totals.done,
        5,
        "{:?}",
        runs.outcomes(id, 0).await
    );
    assert_eq!(site.calls()[asked + 2..], [2, 3]);
    site.meddle(|site| {
        assert_eq!(
            site.user_by_username("ana").unwrap().fields["firstname"].to_string(),
            "Eve"
        );
    });
}

#[tokio::test]
async fn a_run_waits_for_the_hours_of_its_site_and_can_be_cancelled_meanwhile() {
    let data = tempfile::tempdir().unwrap();
    let site = site_with_dora(data.path()).await;
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    let done = site.applied().len();
    let id = approved(&runs, file()).await;
    site.closed_for(Duration::from_millis(300));
    assert!(!runs.execution(Which::Oldest).await.unwrap());
    assert_eq!(site.applied().len(), done);
    site.closed_for(Duration::ZERO);
    assert!(
        !runs.execution(Which::Oldest).await.unwrap(),
        "it was told to wait"
    );
    let run = runs.work_on(id).await.unwrap();
    assert_eq!(run.summary.phase, Phase::Finished);
    assert_eq!(states(&runs, id).await, EXPECTED);

    let eve = "eve;Eve;Roth;eve@example.org;Secret-2026-e\n";
    let id = approved(&runs, format!("{HEADER}{eve}")).await;
    site.closed_for(Duration::from_secs(3600));
    assert!(!runs.execution(Which::Oldest).await.unwrap());
    runs.cancel(id, "ada").await.unwrap();
    let run = runs.work_on(id).await.unwrap();
    assert_eq!(run.summary.phase, Phase::Cancelled);
    assert_eq!(states(&runs, id).await, [(2, State::Held)]);
}

#[tokio::test]
async fn rows_under_way_together_are_settled_after_a_crash() {
    let data = tempfile::tempdir().unwrap();
    let site = site_with_dora(data.path()).await;
    site.at_once(10);
    let stopped = Breakpoints::stop_at(Breakpoint::AfterApply, 1);
    let runs = open(data.path(), &site, stopped).await;
    let id = approved(&runs, file()).await;
    runs.work_on(id).await.unwrap_err();
    let done = site.applied().len();
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    let run = runs.work_on(id).await.unwrap();
    assert_eq!(run.summary.phase, Phase::Finished);
    assert_eq!(states(&runs, id).await, EXPECTED);
    assert_eq!(site.applied().len(), done, "nothing was done twice");
}

#[tokio::test]
async fn a_run_on_postgresql_is_taken_up_by_another_node() {
    let Some(cluster) = Postgres::start("runs on PostgreSQL").unwrap() else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let (url, site) = (cluster.url(), MemorySite::new());
    let stop = Breakpoints::stop_at(Breakpoint::AfterApply, 2);
    let one = open_on(Some(&url), data.path(), &site, stop).await;
    let other = open_on(Some(&url), data.path(), &site, Breakpoints::default()).await;
    let id = submit(&one, file()).await;
    let stopped = go_to_the_end(&one, id).await;
    assert!(matches!(stopped, Err(RunError::Stopped)));
    let run = other.work_on(id).await.unwrap();
    assert_eq!(run.summary.phase, Phase::Finished);
    let expected = [State::Done, State::Failed, State::Done, State::Done];
    let ended: Vec<_> = states(&other, id)
        .await
        .into_iter()
        .map(|(_, state)| state)
        .collect();
    assert_eq!(ended, expected, "there was no dora");
    assert_eq!(site.applied().len(), 3, "each once");
    let waiting = submit(&other, file()).await;
    other.work_on(waiting).await.unwrap();
    other.refuse(waiting, "twice", "ada").await.unwrap();
    assert_eq!(other.work_on(waiting).await.unwrap().reason, "twice");
    let cancelled = submit(&other, file()).await;
    other.cancel(cancelled, "ada").await.unwrap();
    let run = other.work_on(cancelled).await.unwrap();
    assert_eq!(run.summary.phase, Phase::Cancelled, "before it was planned");
    assert_eq!(other.list().await.unwrap().len(), 3);
}

/// Of all files in the data folder, only the tryback may hold a password.
fn assert_secrets_are_nowhere(folder: &std::path::Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_secrets_are_nowhere(&path);
        } else if !path.ends_with("tryback") {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(7).any(|window| window == b"Secret-");
            assert!(!found, "a password in {}", path.display());
        }
    }
}

#[tokio::test]
async fn a_run_goes_on_from_every_point() {
    let stops = [
        (Breakpoint::BeforePlanStored, 1),
        (Breakpoint::AfterIntend, 1),
        (Breakpoint::AfterIntend, 2),
        (Breakpoint::AfterApply, 1),
        (Breakpoint::AfterApply, 2),
        (Breakpoint::BeforeFiles, 1),
        (Breakpoint::BeforeEnd, 1),
        (Breakpoint::AfterEnd, 1),
    ];
    for (point, times) in stops {
        let data = tempfile::tempdir().unwrap();
        let site = site_with_dora(data.path()).await;
        let broken = open(data.path(), &site, Breakpoints::stop_at(point, times)).await;
        let id = submit(&broken, file()).await;
        let stopped = go_to_the_end(&broken, id).await;
        assert!(
            matches!(stopped, Err(RunError::Stopped)),
            "{point:?} was not reached"
        );
        drop(broken);

        let runs = open(data.path(), &site, Breakpoints::default()).await;
        let run = go_to_the_end(&runs, id).await.unwrap();
        assert_eq!(run.summary.phase, Phase::Finished, "{point:?}");
        assert_eq!(states(&runs, id).await, EXPECTED, "{point:?} {times}");
        let totals = run.summary.totals;
        assert_eq!(
            (totals.done, totals.failed, totals.unchanged),
            (2, 1, 1),
            "{point:?}"
        );
        // `dora` before the run, then `ana` and `cleo`: each once.
        assert_eq!(
            site.applied().len(),
            3,
            "{point:?} {times}: {:?}",
            site.applied()
        );
        let operations = runs.outcomes(id, 0).await.unwrap()[0].operations.len();
        assert_eq!(
            operations,
            site.applied()[1].len(),
            "what was done is told: {point:?}"
        );
        let tryback = runs.produced(id, 0, Produced::Tryback).await.unwrap();
        assert_eq!(
            String::from_utf8(tryback).unwrap(),
            format!("{HEADER}{BOB}"),
            "{point:?}"
        );
        // The worker that starts next removes what is left of the original.
        let workers = Workers::start(&Arc::new(
            open(data.path(), &site, Breakpoints::default()).await,
        ));
        while !runs.files.with_original().await.unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        workers.stop().await;
    }
}

/// Works on a run, approving its plan when it waits for that.
async fn go_to_the_end(runs: &Runs, id: i64) -> Result<RunRecord, RunError> {
    let run = runs.work_on(id).await?;
    if run.summary.phase != Phase::AwaitingApproval {
        return Ok(run);
    }
    runs.approve(id, &run.fingerprint, "ada").await?;
    runs.work_on(id).await
}

#[tokio::test]
async fn a_row_whose_site_moved_after_the_approval_fails_and_the_others_go_on() {
    let data = tempfile::tempdir().unwrap();
    let site = site_with_dora(data.path()).await;
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    let moved = "dora;Dora;Klein-Roth;dora@example.org;Secret-2026-d\n";
    let id = approved(&runs, format!("{HEADER}{moved}{ANA}")).await;
    site.meddle(|site| {
        let mut dora = site.user_by_username("dora").unwrap().clone();
        let name = toolsync_core::kinds::Value::Text("Brandt".to_owned());
        dora.fields.insert("lastname".to_owned(), name);
        site.put_user(dora);
    });
    runs.work_on(id).await.unwrap();
    assert_eq!(
        states(&runs, id).await,
        [(2, State::Failed), (3, State::Done)]
    );
    let finding = &runs.outcomes(id, 0).await.unwrap()[0].findings[0];
    assert_eq!(finding.code, toolsync_core::finding::Code::SiteMoved);
    assert_eq!(finding.params["expected"], "Klein");
    assert_eq!(finding.params["found"], "Brandt");
}

#[tokio::test]
async fn what_the_site_refuses_fails_and_is_in_the_tryback() {
    let data = tempfile::tempdir().unwrap();
    let site = MemorySite::new();
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    let id = approved(&runs, format!("{HEADER}{ANA}{CLEO}")).await;
    site.refuse(true);
    let run = runs.work_on(id).await.unwrap();
    assert_eq!(
        (run.summary.phase, run.summary.totals.failed),
        (Phase::Finished, 2)
    );
    let outcome = &runs.outcomes(id, 0).await.unwrap()[1];
    assert_eq!(
        (outcome.findings[0].line, outcome.findings[0].span),
        (3, outcome.span)
    );
    let tryback = runs.produced(id, 0, Produced::Tryback).await.unwrap();
    assert_eq!(
        String::from_utf8(tryback).unwrap(),
        format!("{HEADER}{ANA}{CLEO}")
    );

    // The tryback runs as it is.
    site.refuse(false);
    let again = approved(&runs, format!("{HEADER}{ANA}{CLEO}")).await;
    assert_eq!(runs.work_on(again).await.unwrap().summary.totals.done, 2);
}

#[tokio::test]
async fn a_cancelled_run_that_was_interrupted_does_not_forget_what_it_did() {
    let data = tempfile::tempdir().unwrap();
    let site = MemorySite::new();
    let broken = open(
        data.path(),
        &site,
        Breakpoints::stop_at(Breakpoint::AfterApply, 1),
    )
    .await;
    let id = approved(&broken, format!("{HEADER}{ANA}{CLEO}{DORA}")).await;
    assert!(matches!(broken.work_on(id).await, Err(RunError::Stopped)));
    broken.cancel(id, "ada").await.unwrap();
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    let run = runs.work_on(id).await.unwrap();
    assert_eq!(run.summary.phase, Phase::Cancelled);
    let expected = [(2, State::Done), (3, State::Held), (4, State::Held)];
    assert_eq!(states(&runs, id).await, expected);
    let tryback = runs.produced(id, 0, Produced::Tryback).await.unwrap();
    assert_eq!(
        String::from_utf8(tryback).unwrap(),
        format!("{HEADER}{CLEO}{DORA}")
    );
}

#[tokio::test]
async fn a_deletion_that_was_done_and_not_recorded_is_done() {
    let data = tempfile::tempdir().unwrap();
    let site = site_with_dora(data.path()).await;
    let stop = Breakpoints::stop_at(Breakpoint::AfterApply, 1);
    let broken = open(data.path(), &site, stop).await;
    let file = "username;firstname;lastname;deleted\ndora;Dora;Klein;1\n";
    let id = approved(&broken, file.to_owned()).await;
    assert!(matches!(broken.work_on(id).await, Err(RunError::Stopped)));
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    runs.work_on(id).await.unwrap();
    assert_eq!(states(&runs, id).await, [(2, State::Done)]);
    assert_eq!(site.applied().len(), 2, "made once, deleted once");
}

#[tokio::test]
async fn a_file_that_is_too_large_leaves_nothing() {
    let data = tempfile::tempdir().unwrap();
    let mut runs = open(data.path(), &MemorySite::new(), Breakpoints::default()).await;
    runs.options.largest_file = 10;
    let chunks = stream::iter([Ok::<_, std::io::Error>("123456"), Ok("78901")]);
    let refused = runs.submit(submission("users.csv"), "sam", chunks).await;
    assert!(
        matches!(refused, Err(RunError::TooLarge(10))),
        "{refused:?}"
    );
    assert!(runs.list().await.unwrap().is_empty());
    let incoming = std::fs::read_dir(data.path().join("incoming")).unwrap();
    assert_eq!(incoming.count(), 0);
}

const COURSES: &str = "shortname;fullname\nBIO-1;Cells\n";
/// The second family name is missing.
const PEOPLE: &str =
    "username;firstname;lastname;email\nana;Ana;Lopez;ana@example.org\nbob;Bob;;bob@example.org\n";
const ENROLMENTS: &str =
    "rolename;cid;uid;cmd;enrol\nstudent;BIO-1;ana;add;manual\nstudent;BIO-1;bob;add;manual\n";

/// A site with a category for courses and a role for people.
fn site_for_courses() -> Arc<MemorySite> {
    let site = MemorySite::new();
    site.meddle(|state| {
        state.put_category(Category {
            id: 1,
            parent: 0,
            name: "Sciences".to_owned(),
            idnumber: String::new(),
            visible: true,
        });
        state.put_role(Role {
            id: 5,
            shortname: "student".to_owned(),
        });
    });
    site
}

/// Submits files in the order given, plans and approves them.
async fn approved_bundle(runs: &Runs, files: &[(&str, &str)]) -> i64 {
    let parts = files.iter().map(|(name, file)| Part {
        submission: submission(name),
        bytes: Some(file.len() as u64),
    });
    let bytes: String = files.iter().map(|(_, file)| *file).collect();
    // Cut without regard to where a file ends.
    let chunks = bytes.as_bytes().chunks(7).map(Ok::<_, std::io::Error>);
    let chunks = stream::iter(chunks);
    let run = runs.submit_bundle(parts.collect(), "sam", chunks).await;
    let run = runs.work_on(run.unwrap().id).await.unwrap();
    assert_eq!(run.summary.phase, Phase::AwaitingApproval, "{}", run.reason);
    let id = run.summary.id;
    runs.approve(id, &run.fingerprint, "ada").await.unwrap();
    id
}

async fn states_of(runs: &Runs, id: i64, place: usize) -> Vec<State> {
    let outcomes = runs.outcomes(id, place).await.unwrap();
    outcomes.iter().map(|outcome| outcome.state).collect()
}

#[tokio::test]
async fn a_bundle_is_executed_in_the_order_of_need_and_leaves_a_tryback_of_each_file() {
    let data = tempfile::tempdir().unwrap();
    let site = site_for_courses();
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    let files = [
        ("a-enrolments.csv", ENROLMENTS),
        ("b-people.csv", PEOPLE),
        ("c-courses.csv", COURSES),
    ];
    let id = approved_bundle(&runs, &files).await;
    let run = runs.work_on(id).await.unwrap();
    let order = ["c-courses.csv", "b-people.csv", "a-enrolments.csv"];
    assert_eq!(run.summary.files, order);
    assert_eq!(states_of(&runs, id, 0).await, [State::Done]);
    assert_eq!(states_of(&runs, id, 1).await, [State::Done, State::Failed]);
    assert_eq!(states_of(&runs, id, 2).await, [State::Done, State::Blocked]);
    let blocked = &runs.outcomes(id, 2).await.unwrap()[1].findings[0];
    assert_eq!(blocked.params["file"], "b-people.csv");
    assert_eq!(blocked.params["needed"], "3");
    let tryback = |place| runs.produced(id, place, Produced::Tryback);
    assert!(matches!(tryback(0).await, Err(RunError::NotFound)));
    let people = String::from_utf8(tryback(1).await.unwrap()).unwrap();
    assert_eq!(
        people,
        "username;firstname;lastname;email\nbob;Bob;;bob@example.org\n"
    );
    assert!(tryback(2).await.is_ok());
    assert!(runs.produced(id, 0, Produced::Archive).await.is_ok());
    assert!(runs.files.with_original().await.unwrap().is_empty());
    let left = std::fs::read_dir(data.path().join(format!("runs/{id}"))).unwrap();
    let mut left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(
        left,
        [
            "archive",
            "archive-1",
            "archive-2",
            "tryback-1",
            "tryback-2"
        ]
    );
}

#[tokio::test]
async fn what_needs_a_row_of_another_file_that_the_site_refuses_is_blocked() {
    let data = tempfile::tempdir().unwrap();
    let site = site_for_courses();
    let runs = open(data.path(), &site, Breakpoints::default()).await;
    let enrolments = "rolename;cid;uid;cmd;enrol\nstudent;BIO-1;ana;add;manual\n";
    let files = [("c.csv", COURSES), ("p.csv", PEOPLE), ("e.csv", enrolments)];
    let id = approved_bundle(&runs, &files).await;
    site.refuse(true);
    runs.work_on(id).await.unwrap();
    assert_eq!(states_of(&runs, id, 0).await, [State::Failed]);
    assert_eq!(states_of(&runs, id, 2).await, [State::Blocked]);
    let blocked = &runs.outcomes(id, 2).await.unwrap()[0].findings[0];
    assert_eq!(
        (&*blocked.params["file"], &*blocked.params["needed"]),
        ("c.csv", "2")
    );
}

/// A course is deleted and made anew: what was done is not done again, whenever the process ends.
#[tokio::test]
async fn an_interrupted_bundle_goes_on_where_it_stood() {
    let files = [
        ("deletecourses.csv", "BIO-1\n"),
        ("courses.csv", COURSES),
        (
            "people.csv",
            "username;firstname;lastname;email;course1;enrol1\nana;Ana;Lopez;ana@example.org;BIO-1;manual\n",
        ),
    ];
    for point in [Breakpoint::AfterIntend, Breakpoint::AfterApply] {
        for row in 1..=3 {
            let data = tempfile::tempdir().unwrap();
            let site = site_for_courses();
            let runs = open(data.path(), &site, Breakpoints::default()).await;
            // The first course is the front page, which stays.
            let first = "shortname;fullname\nHOME;Home\nBIO-1;Cells\n";
            let id = approved_bundle(&runs, &[("courses.csv", first)]).await;
            runs.work_on(id).await.unwrap();
            let stop = Breakpoints::stop_at(point, row);
            let broken = open(data.path(), &site, stop).await;
            let id = approved_bundle(&broken, &files).await;
            assert!(matches!(broken.work_on(id).await, Err(RunError::Stopped)));
            let run = runs.work_on(id).await.unwrap();
            for place in 0..3 {
                let outcomes = runs.outcomes(id, place).await.unwrap();
                assert_eq!(
                    outcomes[0].state,
                    State::Done,
                    "{point:?} {row}: {outcomes:?}"
                );
            }
            assert_eq!(run.summary.phase, Phase::Finished);
            assert_eq!(site.applied().len(), 5, "each once: {point:?} {row}");
        }
    }
}

#[tokio::test]
async fn an_archive_of_command_files_is_a_bundle() {
    let data = tempfile::tempdir().unwrap();
    let runs = open(data.path(), &site_for_courses(), Breakpoints::default()).await;
    let archive = toolsync_core::archive::archive_of([
        ("autumn/people.csv", PEOPLE.as_bytes()),
        ("autumn/courses.csv", COURSES.as_bytes()),
    ]);
    let chunks = stream::iter([Ok::<_, std::io::Error>(archive)]);
    let run = runs.submit(submission("all.zip"), "sam", chunks).await;
    let run = runs.work_on(run.unwrap().id).await.unwrap();
    assert_eq!(
        run.summary.files,
        ["autumn/courses.csv", "autumn/people.csv"]
    );
    assert_eq!((run.plan.change, run.plan.refused), (2, 1));
    let incoming = std::fs::read_dir(data.path().join("incoming")).unwrap();
    assert_eq!(incoming.count(), 0);
}

#[tokio::test]
async fn an_archive_among_the_files_of_a_bundle_is_taken_apart() {
    let data = tempfile::tempdir().unwrap();
    let runs = open(data.path(), &site_for_courses(), Breakpoints::default()).await;
    let table = "shortname;fullname;category\n";
    let (first, last) = (
        format!("{table}A-1;A;Sciences\n"),
        format!("{table}C-1;C;Sciences\n"),
    );
    let archive = toolsync_core::archive::archive_of([
        ("one.csv", format!("{table}B-1;B;Sciences\n").as_bytes()),
        ("two.csv", format!("{table}B-2;B;Sciences\n").as_bytes()),
    ]);
    let files = [
        ("first.csv", first.into_bytes()),
        ("all.zip", archive),
        ("last.csv", last.into_bytes()),
    ];
    let parts = files.iter().map(|(name, file)| Part {
        submission: submission(name),
        bytes: Some(file.len() as u64),
    });
    let parts = parts.collect();
    let chunks = files.iter().map(|(_, file)| Ok::<_, std::io::Error>(file));
    let run = runs.submit_bundle(parts, "sam", stream::iter(chunks)).await;
    let run = runs.work_on(run.unwrap().id).await.unwrap();
    assert_eq!(
        run.summary.files,
        [
            "first.csv",
            "all.zip/one.csv",
            "all.zip/two.csv",
            "last.csv"
        ]
    );
    assert_eq!((run.plan.change, run.plan.refused), (4, 0));
    let incoming = std::fs::read_dir(data.path().join("incoming")).unwrap();
    assert_eq!(incoming.count(), 0);
}

#[tokio::test]
async fn of_a_bundle_that_does_not_arrive_whole_nothing_is_kept() {
    let data = tempfile::tempdir().unwrap();
    let runs = open(data.path(), &MemorySite::new(), Breakpoints::default()).await;
    let parts = ["a.csv", "b.csv"].map(|name| Part {
        submission: submission(name),
        bytes: Some(10),
    });
    let chunks = stream::iter([Ok::<_, std::io::Error>("fifteen bytes, ")]);
    let refused = runs.submit_bundle(parts.into(), "sam", chunks).await;
    assert!(matches!(refused, Err(RunError::Interrupted)));
    assert!(runs.list().await.unwrap().is_empty());
    let incoming = std::fs::read_dir(data.path().join("incoming")).unwrap();
    assert_eq!(incoming.count(), 0);
}
