//! The writer against scripted answers, against what a Moodle said once, and against a live one when there is one.
#![allow(clippy::unwrap_used, reason = "tests")]

mod expected;
mod live;
mod operations;
mod recorded;
mod scripted;

use std::time::Duration;

use toolsync_core::finding::Finding;
use toolsync_core::kinds::Value;
use toolsync_core::plan::{CategoryKey, Change, Operation, Secret};
use toolsync_core::site::{Fields, Password, Role, SiteIndex};

use super::super::client::Client;
use super::*;
use crate::moodle::testing::{empty_course, enrol};

/// Moodle's own ids of roles.
const ROLES: [(u64, &str); 3] = [(3, "editingteacher"), (4, "teacher"), (5, "student")];

fn writer(address: &str, token: &str, limits: Limits) -> Writer {
    let token = Secret(token.to_owned());
    let client = Client::new(&address.parse().unwrap(), token, Client::USUAL_FORM).unwrap();
    Writer::new(client, limits)
}

/// Limits that do not keep a test waiting.
fn quick() -> Limits {
    Limits {
        patience: Duration::from_millis(5),
        attempts: 2,
        answer: Duration::from_secs(60),
        ..Limits::default()
    }
}

/// A site of which nothing is known but its roles.
fn nothing_known() -> SiteIndex {
    let mut known = SiteIndex::default();
    for (id, shortname) in ROLES {
        let shortname = shortname.to_owned();
        known.put_role(Role { id, shortname });
    }
    known
}

/// Has each of these lists of operations done as a row.
async fn apply(writer: &Writer, known: &SiteIndex, rows: &[Vec<Operation>]) -> Vec<Applied> {
    let rows: Vec<RowToApply<'_>> = rows
        .iter()
        .map(|operations| RowToApply {
            operations,
            content: None,
        })
        .collect();
    writer.apply(known, &rows).await.unwrap()
}

/// What a row was refused for, by code, what it is about, and Moodle's words.
fn refusal(applied: &Applied) -> (&'static str, String, String) {
    let about = [
        "how",
        "part",
        "field",
        "what",
        "name",
        "user",
        "course",
        "done",
        "asked",
        "functions",
    ];
    match applied {
        Applied::Refused(finding) => (
            finding.code.as_str(),
            said(finding, &about).replace("whole ", ""),
            said(finding, &["details"]),
        ),
        Applied::Done => panic!("it was done"),
    }
}

/// Moodle's code of a refusal.
fn moodle_code(applied: &Applied) -> String {
    match applied {
        Applied::Refused(finding) => said(finding, &["code"]),
        Applied::Done => panic!("it was done"),
    }
}

fn said(finding: &Finding, names: &[&str]) -> String {
    let params = names.iter().filter_map(|name| finding.params.get(*name));
    params.cloned().collect::<Vec<_>>().join(" ")
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn fields(pairs: &[(&str, Value)]) -> Fields {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

fn change(field: &str, old: Option<Value>, new: Option<Value>) -> Change {
    Change {
        field: field.to_owned(),
        old,
        new,
    }
}

/// A person whose name, address and idnumber come of the login name.
fn new_user(username: &str) -> Operation {
    Operation::CreateUser {
        username: username.to_owned(),
        fields: fields(&[
            ("firstname", text("Nova")),
            ("lastname", text(username)),
            ("email", text(&format!("{username}@example.org"))),
            ("idnumber", text(&format!("N-{username}"))),
        ]),
        password: Password::Set,
        secret: Secret("Invented-Pw-1".to_owned()),
        digest: String::new(),
        force_change: false,
        mail: String::new(),
    }
}
