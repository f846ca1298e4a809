//! The companion against recorded answers always, a live Moodle when there is one.
#![allow(clippy::unwrap_used, reason = "tests")]

use toolsync_core::plan::{CohortKey, Operation, Secret};
use whole_system_tests::moodle::{Called, Replay, Said, Scripted, always};

use super::*;
use crate::moodle::tables::Extent;
use crate::moodle::testing::restore;
use crate::moodle::webservices::Standing;

fn client(address: &str, token: &str) -> Client {
    let token = Secret(token.to_owned());
    Client::new(&address.parse().unwrap(), token, Client::USUAL_FORM).unwrap()
}

fn role(course: &str, user: &str) -> Vec<Operation> {
    vec![Operation::AssignRole {
        course: course.to_owned(),
        user: user.to_owned(),
        role: "student".to_owned(),
    }]
}

fn rows(operations: &[Vec<Operation>]) -> Vec<RowToApply<'_>> {
    let row = |operations| RowToApply {
        operations,
        content: None,
    };
    operations
        .iter()
        .map(|row_of| row(row_of.as_slice()))
        .collect()
}

/// Code and parameters of a refusal; `done` otherwise.
fn told(applied: &Applied) -> String {
    match applied {
        Applied::Done => "done".to_owned(),
        Applied::Refused(finding) => {
            let params: Vec<String> = finding
                .params
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            format!("{:?} {}", finding.code, params.join("; "))
        }
    }
}

#[tokio::test]
async fn what_became_of_each_row_is_told() {
    let replay = Replay::start().await.unwrap();
    let client = client(&format!("http://{}", replay.address), "admin");
    let companion = Companion::new(&client, 0);
    let operations = [
        role("PHY-101", "m.curie"),
        role("PHY-101", "p.curie"),
        role("PHY-999", "m.curie"),
        role("PHY-101", "n.bohr"),
        role("PHY-101", "guest"),
    ];
    let outcomes = companion.apply(&rows(&operations)).await.unwrap();
    let told: Vec<String> = outcomes.iter().map(told).collect();
    assert_eq!(
        told,
        [
            "done",
            "SiteMoved course=PHY-101; expected=absent; expected_is=absent; found=student; found_is=text; how=changed; name=p.curie; part=roles; what=participant",
            "SiteMoved how=missing; name=PHY-999; part=whole; what=course",
            "SiteMoved course=PHY-101; how=exists; name=student; part=whole; user=n.bohr; what=assigned_role",
            "SiteRefused code=nopermissions; details=Guests have no roles (nopermissions)",
        ]
    );
    assert!(companion.apply(&[]).await.unwrap().is_empty());
}

/// What takes more than one word comes as features, and as the text that it was from a plugin of before.
#[test]
fn features_are_told_apart_from_texts() {
    let told = |found: &str| {
        let answer = serde_json::json!({
            "state": "refused", "how": "changed", "what": "category", "name": "Arts", "expected": "nothing", "found": found,
        });
        told(&super::answer::applied(
            serde_json::from_value(answer).unwrap(),
        ))
    };
    let expected = |found: &str, is: &str| {
        format!(
            "SiteMoved expected=nothing; expected_is=nothing; found={found}; found_is={is}; how=changed; name=Arts; part=whole; what=category"
        )
    };
    for (found, is) in [
        ("courses 2, categories 1", "features"),
        ("with 2 courses and 1 categories", "text"),
    ] {
        assert_eq!(told(found), expected(found, is));
    }
}

#[tokio::test]
async fn a_row_that_no_call_can_take_is_refused_alone() {
    let client = client("http://127.0.0.1:1", "admin");
    let nowhere = Companion::new(&client, 5000);
    let operations = [role(&"x".repeat(5000), "m.curie")];
    let outcomes = nowhere.apply(&rows(&operations)).await.unwrap();
    let text = told(&outcomes[0]);
    assert!(
        text.starts_with("SiteRefused details=post_max_size: 5"),
        "{text}"
    );
}

#[tokio::test]
async fn an_answer_that_says_nothing_of_the_rows_is_an_error() {
    let answers = [
        // One outcome of two.
        "HTTP/1.1 200 X\r\nContent-Length: 24\r\n\r\n\"[{\\\"state\\\":\\\"done\\\"}]\"",
        "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n",
        "",
    ];
    for answer in answers {
        let address = always(answer).await.unwrap();
        let client = client(&format!("http://{address}"), "admin");
        let companion = Companion::new(&client, 0);
        let operations = [role("PHY-101", "m.curie"), role("PHY-101", "p.curie")];
        let error = companion.apply(&rows(&operations)).await.unwrap_err();
        let expected = match answer.len() {
            0 => "unreachable",
            len if len > 60 => "unexpected",
            _ => "not_moodle",
        };
        assert_eq!(error.name(), expected, "{answer}");
    }
}

/// Nobody can say how long a backup takes to restore; all else is over within the time that answers have.
#[tokio::test]
async fn a_restore_is_waited_for_longer_than_other_rows() {
    let slow = |_: &Called, _: &[Called], _: &[Called]| Said {
        after: Duration::from_millis(400),
        ..Said::json(&json!(r#"[{"state":"done"}]"#))
    };
    let moodle = Scripted::start(slow).await.unwrap();
    let client = client(&format!("http://{}", moodle.address), "admin");
    let client = client.within(Duration::from_millis(100));
    let companion = Companion::new(&client, 0);
    let role = vec![role("PHY-101", "m.curie")];
    let error = companion.apply(&rows(&role)).await.unwrap_err();
    assert_eq!(error.name(), "timed_out");
    let restored = companion.apply(&rows(&[vec![restore("PHY-101")]])).await;
    assert_eq!(restored.unwrap(), [Applied::Done]);
}

#[tokio::test]
async fn a_check_says_what_the_companion_may_do() {
    let replay = Replay::start().await.unwrap();
    let address = format!("http://{}", replay.address);
    let ready = CompanionCheck::of(&client(&address, "admin"), |_| true)
        .await
        .unwrap();
    assert_eq!(ready.standing, Standing::Ready);
    let info = ready.info.unwrap();
    assert_eq!(
        (&*info.version, &*info.moodle),
        ("2026112100", "2024100705.01")
    );
    assert_eq!((info.largest_form, info.largest_call), (5000, 64 << 20));
    assert_eq!(
        (info.account, info.languages),
        (2, BTreeSet::from(["en".to_owned()]))
    );
    let enrol_sync = EnrolSync {
        version: "2026112100".to_owned(),
        enabled: false,
    };
    assert_eq!(info.enrol_sync, Some(enrol_sync));

    let agent = client(&address, "agent");
    let not_allowed = CompanionCheck::of(&agent, |_| true).await.unwrap();
    assert_eq!(not_allowed.standing, Standing::NotPermitted);
    let capabilities = [
        "local/toolsync:info",
        "local/toolsync:snapshot",
        "local/toolsync:apply",
    ];
    assert_eq!(
        (not_allowed.capabilities, not_allowed.info),
        (capabilities.to_vec(), None)
    );
    // What the token's service does not hold is not tried.
    let lacking = CompanionCheck::of(&agent, |name| name == APPLY)
        .await
        .unwrap();
    assert_eq!(lacking.standing, Standing::FunctionsMissing);
    assert_eq!(lacking.missing, [INFO, SNAPSHOT]);
    assert_eq!(lacking.capabilities, ["local/toolsync:apply"]);
}

/// The address and a client of the live Moodle that the environment names, if it does.
fn live() -> Option<Client> {
    let variables = ["TOOLSYNC_MOODLE_URL", "TOOLSYNC_MOODLE_TOKEN"].map(std::env::var);
    if let [Ok(address), Ok(token)] = variables {
        return Some(client(&address, &token));
    }
    println!("left out: TOOLSYNC_MOODLE_URL and TOOLSYNC_MOODLE_TOKEN name no live Moodle");
    None
}

#[tokio::test]
async fn a_live_moodle_is_read_whole() {
    let Some(client) = live() else { return };
    let info = Companion::info(&client).await.unwrap();
    let companion = Companion::new(&client, info.largest_call);
    let began = std::time::Instant::now();
    let mut site = companion.snapshot(Extent::WithContent).await.unwrap();
    println!(
        "{} accounts, {} courses, {} enrolments in {:?}",
        site.users().count(),
        site.courses().count(),
        site.enrolments().count(),
        began.elapsed()
    );
    info.complete(&mut site.facts);
    assert!(site.facts.can_reset && site.facts.languages.contains("en"));
    assert!(site.facts.protected.has(info.account));
    assert!(site.role_by_shortname("student").is_some());
    assert!(site.facts.profile_fields.contains("userpicturehash"));
}

#[tokio::test]
async fn a_live_moodle_does_what_rows_ask_and_refuses_the_others_alone() {
    let Some(client) = live() else { return };
    let companion = Companion::new(&client, 0);
    let cohort = |name: &str| {
        vec![Operation::CreateCohort {
            cohort: CohortKey {
                id: None,
                name: name.to_owned(),
            },
            idnumber: name.to_owned(),
            description: String::new(),
            component: String::new(),
            category: None,
        }]
    };
    let operations = [
        cohort("cli-live"),
        role("cli-no-such-course", "admin"),
        cohort("cli-live"),
    ];
    let outcomes = companion.apply(&rows(&operations)).await.unwrap();
    let told: Vec<String> = outcomes.iter().map(told).collect();
    let site = companion.snapshot(Extent::WithContent).await.unwrap();
    let made: Vec<u64> = site
        .cohorts()
        .filter(|cohort| cohort.name == "cli-live")
        .map(|cohort| cohort.id)
        .collect();
    let removal = json!({"cohortids": made});
    client
        .ask::<Json>("core_cohort_delete_cohorts", &removal)
        .await
        .unwrap();
    assert_eq!(made.len(), 1, "{told:?}");
    assert_eq!(told[0], "done");
    assert!(told[1].starts_with("SiteMoved how=missing"), "{told:?}");
    assert!(told[2].starts_with("SiteMoved how=exists"), "{told:?}");
}
