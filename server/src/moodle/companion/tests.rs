//! The companion against recorded answers always, a live Moodle when there is one.
#![allow(clippy::unwrap_used, reason = "tests")]

use toolsync_core::plan::{Operation, Secret};
use whole_system_tests::moodle::{Replay, always};

use super::*;

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
            "SiteMoved expected=absent; found=student; how=changed; what=the roles of p.curie",
            "SiteMoved how=missing; what=the course PHY-999",
            "SiteMoved how=exists; what=the role student of n.bohr",
            "SiteRefused details=Guests have no roles (nopermissions)",
        ]
    );
    assert!(companion.apply(&[]).await.unwrap().is_empty());
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
