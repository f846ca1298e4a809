//! The client against what Moodle said: recorded exchanges always, a live Moodle when there is one.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value as Json, json};
use toolsync_core::plan::Secret;
use whole_system_tests::moodle::{Replay, always};

use super::*;

/// The time that the recorded site shows: 21 November 2026, 12:00:00 UTC.
const NOON: i64 = 1_795_262_400;

fn client(address: &str, token: &str) -> Client {
    let token = Secret(token.to_owned());
    Client::new(&address.parse().unwrap(), token, Client::USUAL_FORM).unwrap()
}

async fn replay(token: &str) -> (Replay, Client) {
    let replay = Replay::start().await.unwrap();
    let client = client(&format!("http://{}", replay.address), token);
    (replay, client)
}

async fn ask(client: &Client, function: &str, parameters: Json) -> Result<Json, CallError> {
    let answer = client.ask(function, &parameters).await?;
    Ok(answer.value)
}

/// The code and the kind of a refusal.
fn fault(answer: Result<Json, CallError>) -> (String, Fault) {
    match answer {
        Err(CallError::Refused(refusal)) => (refusal.code().to_owned(), refusal.fault()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_moodle_returns_arrives() {
    let (_replay, client) = replay("admin").await;
    let person = |number: u32| {
        json!({
            "username": format!("new.user00{number}"),
            "password": "Invented-Pw-1",
            "firstname": "Nova",
            "lastname": format!("Testar{number}"),
            "email": format!("new.user00{number}@example.org"),
            "idnumber": format!("N0000{number}"),
        })
    };
    let mut last = person(3);
    last["auth"] = json!("nologin");
    let created = ask(
        &client,
        "core_user_create_users",
        json!({"users": [person(2), last]}),
    )
    .await;
    let expected = json!([
        {"id": 306, "username": "new.user002"},
        {"id": 307, "username": "new.user003"},
    ]);
    assert_eq!(created.unwrap(), expected);
    // A function that returns nothing.
    let enrolments = json!({"enrolments": [
        {"roleid": 5, "userid": 305, "courseid": 2, "timestart": 1_725_141_600, "timeend": 1_751_320_800},
        {"roleid": 5, "userid": 306, "courseid": 2},
    ]});
    let enrolled = ask(&client, "enrol_manual_enrol_users", enrolments).await;
    assert_eq!(enrolled.unwrap(), Json::Null);
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let (_replay, admin) = replay("admin").await;
    let unknown = ask(&admin, "core_no_such_function", json!({})).await;
    assert_eq!(
        fault(unknown),
        ("invalidrecord".to_owned(), Fault::NoFunction)
    );
    let unexpected = ask(&admin, "core_webservice_get_site_info", json!({"foo": 1})).await;
    assert_eq!(
        fault(unexpected),
        ("invalidparameter".to_owned(), Fault::Data)
    );

    // With site debugging on, Moodle says which account it is about; that is for reports only.
    let twice = json!({"users": [{
        "username": "new.user001", "password": "Invented-Pw-1", "firstname": "Nova", "lastname": "Testar1",
        "email": "other@example.org", "idnumber": "N00001",
    }]});
    let refused = ask(&admin, "core_user_create_users", twice).await;
    match refused {
        Err(CallError::Refused(refusal)) => {
            let details = refusal.debuginfo.as_deref();
            assert_eq!(details, Some("Username already exists: new.user001"));
            assert!(!format!("{refusal:?}").contains("new.user001"));
        }
        other => panic!("{other:?}"),
    }
    // The grouping is there; only the answer was not.
    let grouping = json!({"groupings": [{"courseid": 2, "name": "Set 3", "description": ""}]});
    let lost = ask(&admin, "core_group_create_groupings", grouping).await;
    assert_eq!(
        fault(lost),
        ("invalidresponse".to_owned(), Fault::AnswerLost)
    );
    // A password against the rules: the code is a text with tags, in the caller's language.
    let short = json!({"users": [{
        "username": "new.user016", "password": "short", "firstname": "Nova", "lastname": "Testar16",
        "email": "new.user016@example.org", "idnumber": "N00016",
    }]});
    let refused = ask(&admin, "core_user_create_users", short).await;
    assert_eq!(fault(refused), ("text".to_owned(), Fault::Data));

    let (_replay, stranger) = replay("stranger").await;
    let refused = ask(&stranger, "core_webservice_get_site_info", json!({})).await;
    assert_eq!(fault(refused), ("invalidtoken".to_owned(), Fault::Token));
    let (_replay, nobody) = replay("nobody").await;
    let parameters = json!({"userids": [2_147_483_647]});
    let refused = ask(&nobody, "core_user_delete_users", parameters).await;
    assert_eq!(
        fault(refused),
        ("nopermissions".to_owned(), Fault::Permission)
    );
}

#[tokio::test]
async fn a_call_that_php_would_cut_is_never_sent() {
    let (replay, client) = replay("admin").await;
    // 998 fields and the call's own three: one more than PHP takes.
    let ids: Vec<u64> = (1..=998).collect();
    let cut = ask(&client, "core_user_delete_users", json!({"userids": ids})).await;
    assert!(matches!(
        cut,
        Err(CallError::TooManyFields {
            fields: 1001,
            limit: 1000
        })
    ));
    assert_eq!(replay.called(), Vec::<String>::new());
    let whole = ask(
        &client,
        "core_user_delete_users",
        json!({"userids": ids[1..]}),
    )
    .await;
    assert!(matches!(whole, Err(CallError::NotMoodle { status: 500 })));
    assert_eq!(replay.called(), ["core_user_delete_users"]);
}

#[tokio::test]
async fn what_is_no_answer_of_moodle_is_told_apart() {
    let cases: [(&'static str, &str); 6] = [
        (
            "HTTP/1.1 303 X\r\nLocation: https://moodle.example.org/login?token=x\r\nContent-Length: 0\r\n\r\n",
            "Elsewhere(\"https://moodle.example.org\")",
        ),
        ("HTTP/1.1 413 X\r\nContent-Length: 0\r\n\r\n", "TooLarge"),
        (
            "HTTP/1.1 503 X\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n",
            "Unavailable { status: 503, retry_after: Some(30s) }",
        ),
        (
            "HTTP/1.1 200 X\r\nContent-Length: 6\r\n\r\n<html>",
            "NotMoodle { status: 200 }",
        ),
        (
            // What Moodle says when PHP dropped a body that was too large.
            "HTTP/1.1 200 X\r\nContent-Length: 89\r\n\r\n<?xml version=\"1.0\"?><EXCEPTION class=\"x\"><ERRORCODE>invalidtoken</ERRORCODE></EXCEPTION>",
            "TooLarge",
        ),
        (
            "HTTP/1.1 404 X\r\nContent-Length: 2\r\n\r\n{}",
            "NotMoodle { status: 404 }",
        ),
    ];
    for (answer, expected) in cases {
        let address = always(answer).await.unwrap();
        let client = client(&format!("http://{address}"), "admin");
        let error = ask(&client, "core_webservice_get_site_info", json!({})).await;
        assert_eq!(format!("{:?}", error.unwrap_err()), expected, "{answer}");
    }
    let (_replay, xml) = replay("xml").await;
    let error = ask(&xml, "core_webservice_get_site_info", json!({})).await;
    assert!(matches!(error, Err(CallError::NotMoodle { status: 200 })));
    let nowhere = client("http://127.0.0.1:1", "admin");
    let error = ask(&nowhere, "core_webservice_get_site_info", json!({})).await;
    assert!(matches!(error, Err(CallError::Unreachable(_))));
}

#[test]
fn a_token_travels_encrypted_or_not_at_all() {
    for address in [
        "https://moodle.example.org",
        "https://example.org/moodle/",
        "http://localhost:8080",
        "http://[::1]/m",
    ] {
        assert!(address.parse::<SiteAddress>().is_ok(), "{address}");
    }
    let unencrypted = "http://moodle.example.org".parse::<SiteAddress>();
    assert!(matches!(unencrypted, Err(ClientError::Unencrypted(_))));
    for address in [
        "moodle.example.org",
        "ftp://moodle.example.org",
        "https://me:secret@moodle.example.org",
        "https://moodle.example.org/?x=1",
    ] {
        let refused = address.parse::<SiteAddress>();
        assert!(matches!(refused, Err(ClientError::Address(_))), "{address}");
    }
}

/// The standing of an ability by its name.
fn standing(check: &SiteCheck, name: &str) -> Standing {
    let mut abilities = check.abilities.iter();
    let found = abilities.find(|ability| ability.ability.name() == name);
    found.unwrap().standing
}

#[tokio::test]
async fn a_check_says_what_the_token_may_do() {
    let (_replay, agent) = replay("agent").await;
    let checked = check(&agent, NOON).await.unwrap();
    assert_eq!(checked.release, "4.5.5+ (Build: 20250613)");
    assert!(checked.supported && !checked.administrator && checked.companion.is_none());
    assert_eq!(checked.clock_ahead, Some(0));
    assert!(checked.is_complete());
    assert_eq!(standing(&checked, "create-users"), Standing::Ready);
    assert_eq!(standing(&checked, "write-groups"), Standing::Ready);
    // Nothing harmless can be asked.
    assert_eq!(
        standing(&checked, "delete-courses"),
        Standing::FunctionsThere
    );

    let (_replay, nobody) = replay("nobody").await;
    // This machine is a minute behind the site.
    let checked = check(&nobody, NOON - 60).await.unwrap();
    assert_eq!(checked.clock_ahead, Some(60));
    assert!(!checked.clocks_agree && !checked.is_complete());
    for name in [
        "read-users",
        "create-users",
        "update-users",
        "delete-users",
        "write-categories",
        "write-courses",
        "write-enrolments",
        "write-cohorts",
        "write-groups",
    ] {
        assert_eq!(standing(&checked, name), Standing::NotPermitted, "{name}");
    }
    // The recorded site has no cohort to show or to hide.
    assert_eq!(standing(&checked, "read-cohorts"), Standing::FunctionsThere);
}

#[tokio::test]
async fn the_same_on_a_live_moodle() {
    let (Ok(address), Ok(token)) = (
        std::env::var("TOOLSYNC_MOODLE_URL"),
        std::env::var("TOOLSYNC_MOODLE_TOKEN"),
    ) else {
        println!("left out: TOOLSYNC_MOODLE_URL and TOOLSYNC_MOODLE_TOKEN name no live Moodle");
        return;
    };
    let live = client(&address, &token);
    let now = jiff::Timestamp::now().as_second();
    let checked = check(&live, now).await.unwrap();
    assert!(checked.is_complete(), "{checked:?}");
    assert_eq!(standing(&checked, "create-users"), Standing::Ready);
    // The trials left nothing behind.
    let cohorts = ask(&live, "core_cohort_get_cohorts", json!({}))
        .await
        .unwrap();
    assert!(!cohorts.to_string().contains("toolsync-site-check"));
    let unknown = ask(&live, "core_no_such_function", json!({})).await;
    assert_eq!(fault(unknown).1, Fault::NoFunction);
    let stranger = client(&address, "stranger");
    let refused = ask(&stranger, "core_webservice_get_site_info", json!({})).await;
    assert_eq!(fault(refused).1, Fault::Token);
}
