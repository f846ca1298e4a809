//! One set of scenarios for every site: the sandbox always, recorded exchanges of some of them always, a live Moodle when `TOOLSYNC_MOODLE_URL` and `TOOLSYNC_MOODLE_TOKEN` are in the
//! environment. Each row ends the same, nothing is left to do the second time, and the same holds afterwards. That is compared with the state
//! of the live Moodle when `TOOLSYNC_MOODLE_DATABASE_URL` names its database. Toolsync itself reads the live Moodle by the companion, or in the
//! database that `TOOLSYNC_MOODLE_READER_URL` names.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod desk;
mod facts;
mod live;
mod means;
mod recorded;
mod scenario;

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use desk::{ANY_TOKEN, CONNECTED, Desk};
use live::Live;
use means::Means;
use recorded::{Recording, record};
use scenario::{Reading, Scenario, Step};
use whole_system_tests::skip::leave_out;
use whole_system_tests::workspace;

/// Runs all files of a scenario twice, and says where rows ended otherwise than they should.
fn run(desk: &Desk, site: &str, scenario: &Scenario, back_up: impl Fn(&str)) -> Vec<String> {
    let mut differences = Vec::new();
    for (number, step) in (1..).zip(&scenario.steps) {
        let file = match step {
            Step::File(file) => file,
            Step::Backup(course) => {
                back_up(course);
                continue;
            }
        };
        for (time, expected) in ["first", "again"].into_iter().zip(&file.outcomes) {
            let found = desk.run(site, file);
            let what = format!("step {number}, {}, {time} run on {site}", file.name);
            assert_eq!(found.len(), expected.len(), "{what}: {found:?}");
            let pairs = expected.iter().zip(found);
            differences.extend(pairs.filter(|(expected, found)| *expected != found).map(
                |(expected, found)| {
                    let row = &file.lines[expected.0 as usize - 1];
                    format!("{what}: {row}: {found:?} in place of {expected:?}")
                },
            ));
        }
    }
    differences
}

/// What holds on a sandbox after a scenario, which runs there as it says.
fn on_sandbox(scenario: &Scenario, prefix: &str) -> BTreeSet<String> {
    let desk = Desk::new();
    let differences = run(&desk, "sandbox", scenario, |course| desk.back_up(course));
    assert_eq!(differences, [""; 0]);
    facts::of_sandbox(&desk, prefix)
}

/// Whether the facts are those that the scenario tells.
fn holds(scenario: &Scenario, facts: &BTreeSet<String>) {
    let list = || {
        facts
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("\n")
    };
    for fact in &scenario.holds {
        assert!(facts.contains(fact), "{fact} does not hold:\n{}", list());
    }
    for fact in &scenario.fails {
        assert!(!facts.contains(fact), "{fact} holds:\n{}", list());
    }
}

/// Runs a scenario on the sandbox, and on the live Moodle when there is one.
fn stand(name: &str, text: &str) {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let run = seconds.as_secs() % 0x0010_0000;
    let prefix = format!("ct{run:x}.{name}.");
    let scenario = Scenario::new(
        text,
        Reading {
            prefix: &prefix,
            means: Means::ALL,
            with_lacks: true,
            with_backups: true,
        },
    );
    holds(&scenario, &on_sandbox(&scenario, &prefix));

    let Some(live) = Live::of_environment() else {
        leave_out(
            "contract suite on a live Moodle",
            "live Moodle",
            "TOOLSYNC_MOODLE_URL and TOOLSYNC_MOODLE_TOKEN, with TOOLSYNC_MOODLE_DATABASE_URL for the state after",
        );
        return;
    };
    if live.database.is_none() {
        leave_out(
            "the state of the live Moodle after each scenario",
            "database of it",
            "TOOLSYNC_MOODLE_DATABASE_URL",
        );
    }
    if live.code.is_none() && text.contains("{template}") {
        leave_out(
            "courses from templates on a live Moodle",
            "way to make a backup",
            "TOOLSYNC_MOODLE_CODE, the folder of its code",
        );
    }
    let mut differences = Vec::new();
    for (number, means) in live.means().into_iter().enumerate() {
        // What a run deletes keeps its names: each has its own.
        let prefix = format!("ct{run:x}{number}.{name}.");
        let found = compare(&live, means, (name, text), &prefix);
        differences.extend(
            found
                .into_iter()
                .map(|found| format!("by {means}: {found}")),
        );
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Runs a scenario on the live Moodle by some means, and says in what it differs from a sandbox.
fn compare(live: &Live, means: Means, (name, text): (&str, &str), prefix: &str) -> Vec<String> {
    let read = |with_lacks| {
        let reading = Reading {
            prefix,
            means,
            with_lacks,
            with_backups: live.code.is_some(),
        };
        Scenario::new(text, reading)
    };
    let facts = on_sandbox(&read(false), prefix);
    let desk = Desk::new();
    let is_recorded = std::env::var_os("TOOLSYNC_MOODLE_RECORD").is_some()
        && RECORDED.contains(&(name, means.to_string().as_str()));
    let recorder = is_recorded.then(|| record(prefix, live.asking(means)));
    let url = recorder.as_ref().map(|(in_place, _)| in_place.url());
    live.connect(&desk, means, url.as_deref().unwrap_or(&live.url));
    let _cleared = Cleared { live, prefix };
    let roles = format!("roles.{prefix}");
    let _roles_cleared = Cleared {
        live,
        prefix: &roles,
    };
    if means.lack_roles() {
        live.hold_roles(&roles);
    }
    let mut differences = run(&desk, CONNECTED, &read(true), |course| live.back_up(course));
    let found = live.facts(prefix);
    if let Some((_, recording)) = recorder.filter(|_| differences.is_empty()) {
        let mut recording = recording.lock().unwrap();
        recording.facts = found.clone().unwrap();
        recording.keep(name, means, live.token(means));
    }
    differences.extend(found.iter().flat_map(|found| unlike(&facts, found)));
    differences
}

/// In what the facts of a sandbox and of a Moodle are unlike.
fn unlike(sandbox: &BTreeSet<String>, moodle: &BTreeSet<String>) -> Vec<String> {
    let only = |what, one: &BTreeSet<String>, other| {
        let facts = one.difference(other);
        let told = facts.map(|fact| format!("only in {what}: {fact}"));
        told.collect::<Vec<_>>()
    };
    [
        only("the sandbox", sandbox, moodle),
        only("Moodle", moodle, sandbox),
    ]
    .concat()
}

/// Runs a scenario on what a Moodle said of it before, and says in what it differs from then and from a sandbox.
fn again(name: &str, text: &str, means: Means) -> Vec<String> {
    let recording = Recording::open(name, means);
    let (prefix, found) = (recording.prefix.clone(), recording.facts.clone());
    let read = |with_lacks| {
        let reading = Reading {
            prefix: &prefix,
            means,
            with_lacks,
            with_backups: false,
        };
        Scenario::new(text, reading)
    };
    let replay = recording.replay();
    let desk = Desk::new();
    desk.connect(&replay.in_place.url(), ANY_TOKEN, None);
    let mut differences = run(&desk, CONNECTED, &read(true), |_| ());
    let left = replay.left().into_iter();
    differences.extend(left.map(|function| format!("{function} was called more often then")));
    differences.extend(unlike(&on_sandbox(&read(false), &prefix), &found));
    differences
}

/// Takes what a scenario made off the live Moodle, also when the scenario fails.
struct Cleared<'l> {
    live: &'l Live,
    prefix: &'l str,
}

impl Drop for Cleared<'_> {
    fn drop(&mut self) {
        self.live.clear(self.prefix);
    }
}

/// Scenarios of which there are recordings, and by what means. Others give passwords, pictures or templates.
const RECORDED: &[(&str, &str)] = &[
    ("cohorts", "companion"),
    ("enrolments", "companion"),
    ("groups", "companion"),
    ("enrolments", "core"),
    ("metacourses", "core"),
];

/// Runs the recorded scenarios again: what Moodle said once, it says again, and who asks the same comes to the same end.
fn run_again(by: &str) {
    for (name, _) in RECORDED.iter().filter(|(_, means)| *means == by) {
        let path = workspace().join(format!("tests/contract/scenarios/{name}.txt"));
        let text = std::fs::read_to_string(path).unwrap();
        let differences = again(name, &text, Means::named(by));
        assert_eq!(differences, [""; 0], "{name} by {by}");
    }
}

#[test]
fn recorded_scenarios_run_again_by_the_companion() {
    run_again("companion");
}

#[test]
fn recorded_scenarios_run_again_by_core_functions() {
    run_again("core");
}

macro_rules! scenarios {
    ($($name:ident: $file:literal;)+) => {
        $(
            #[test]
            fn $name() {
                stand($file, include_str!(concat!("scenarios/", $file, ".txt")));
            }
        )+
    };
}

scenarios! {
    accounts_are_created_changed_suspended_deleted_and_refused: "users";
    courses_are_created_changed_moved_deleted_and_refused: "courses";
    people_are_enrolled_suspended_unenrolled_and_refused: "enrolments";
    roles_are_given_shifted_taken_and_refused: "roles";
    cohorts_are_filled_bound_emptied_and_refused: "cohorts";
    metacourses_take_people_and_give_them_back: "metacourses";
    groups_and_groupings_are_made_filled_and_refused: "groups";
    pictures_are_given_and_refused: "pictures";
    courses_are_emptied_and_refused: "resets";
    the_reference_scenario_runs_on_every_site: "reference";
}
