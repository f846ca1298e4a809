//! One set of scenarios for every site: the sandbox always, a live Moodle when `TOOLSYNC_MOODLE_URL` and `TOOLSYNC_MOODLE_TOKEN` are in the
//! environment. Each row ends the same, nothing is left to do the second time, and the same holds afterwards. That is compared with the state
//! of the live Moodle when `TOOLSYNC_MOODLE_DATABASE_URL` names its database. Toolsync itself reads the live Moodle by the companion, or in the
//! database that `TOOLSYNC_MOODLE_READER_URL` names.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod desk;
mod facts;
mod live;
mod scenario;

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use desk::Desk;
use live::Live;
use scenario::Scenario;
use whole_system_tests::skip::leave_out;

/// Runs all files of a scenario twice, and says where rows ended otherwise than they should.
fn run(desk: &Desk, site: &str, scenario: &Scenario) -> Vec<String> {
    let mut differences = Vec::new();
    for (number, step) in (1..).zip(&scenario.steps) {
        for (time, expected) in ["first", "again"].into_iter().zip(&step.outcomes) {
            let found = desk.run(site, step);
            let what = format!("file {number}, {}, {time} run on {site}", step.name);
            assert_eq!(found.len(), expected.len(), "{what}: {found:?}");
            let pairs = expected.iter().zip(found);
            differences.extend(pairs.filter(|(expected, found)| *expected != found).map(
                |(expected, found)| {
                    let row = &step.lines[expected.0 as usize - 1];
                    format!("{what}: {row}: {found:?} in place of {expected:?}")
                },
            ));
        }
    }
    differences
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
    let prefix = format!("ct{:x}.{name}.", seconds.as_secs() % 0x0010_0000);
    let scenario = Scenario::new(text, &prefix, Some("BIO-101"));
    let desk = Desk::new();
    assert_eq!(run(&desk, "sandbox", &scenario), [""; 0]);
    let facts = facts::of_sandbox(&desk, &prefix);
    holds(&scenario, &facts);

    let Some(live) = Live::of_environment() else {
        leave_out(
            "contract suite on a live Moodle",
            "live Moodle",
            "TOOLSYNC_MOODLE_URL and TOOLSYNC_MOODLE_TOKEN, with TOOLSYNC_MOODLE_DATABASE_URL for the state after",
        );
        return;
    };
    let scenario = Scenario::new(text, &prefix, live.template.as_deref());
    if live.template.is_none() && text.contains("{template}") {
        leave_out(
            "courses from templates on a live Moodle",
            "course with a backup",
            "TOOLSYNC_MOODLE_TEMPLATE, its short name",
        );
    }
    live.connect(&desk);
    let cleared = Cleared {
        live: &live,
        prefix: &prefix,
    };
    let mut differences = run(&desk, live::NAME, &scenario);
    match live.facts(&prefix) {
        Some(found) => {
            let only = |what: &str, one: &BTreeSet<String>, other: &BTreeSet<String>| {
                let facts = one.difference(other);
                facts
                    .map(|fact| format!("only in {what}: {fact}"))
                    .collect::<Vec<_>>()
            };
            differences.extend(only("the sandbox", &facts, &found));
            differences.extend(only("Moodle", &found, &facts));
        }
        None => leave_out(
            "the state of the live Moodle after each scenario",
            "database of it",
            "TOOLSYNC_MOODLE_DATABASE_URL",
        ),
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    drop(cleared);
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
