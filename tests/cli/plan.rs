//! `toolsync plan`.

use super::*;

#[test]
fn the_second_file_is_planned_on_the_first() {
    let desk = Desk::new();
    let said = desk.toolsync(&["plan", "users.csv", "courses.csv", "--site", "sandbox"]);
    let transcript = said.transcript(&desk);
    let stable: Vec<_> = transcript
        .lines()
        .filter(|line| !line.starts_with("Fingerprint"))
        .collect();
    insta::assert_snapshot!("plan_bundle", stable.join("\n"));
}

#[test]
fn json_has_a_line_for_each_row_and_a_summary() {
    let desk = Desk::new();
    let said = desk.toolsync(&[
        "plan",
        "courses.csv",
        "--site",
        "sandbox",
        "--format",
        "json",
    ]);
    assert_eq!(said.code, 0);
    let lines = said.json();
    assert_eq!(lines.len(), 4);
    let row = &lines[2];
    assert_eq!(row["line"], 4);
    assert_eq!(row["subject"], "SAMPLE-CHE-2");
    assert_eq!(row["decision"], "change");
    assert_eq!(row["operations"][0]["type"], "create_category");
    assert_eq!(row["operations"][1]["type"], "create_course");
    assert_eq!(row["findings"][0]["code"], "new_category");
    assert_eq!(row["needs"], Json::Array(Vec::new()));
    let summary = &lines[3];
    assert_eq!(summary["totals"]["change"], 3);
    assert_eq!(summary["totals"]["operations"]["create_course"], 3);
    assert!(!summary["fingerprint"].as_str().unwrap().is_empty());
}

#[test]
fn a_plan_changes_nothing_and_is_the_same_again() {
    let desk = Desk::new();
    let first = desk.toolsync(&["plan", "courses.csv", "--site", "sandbox"]);
    let again = desk.toolsync(&["plan", "courses.csv", "--site", "sandbox"]);
    assert_eq!(first.out, again.out);
}

#[test]
fn refused_rows_end_with_1() {
    let desk = Desk::new();
    let said = desk.toolsync(&["plan", "courses-with-mistakes.csv", "--site", "sandbox"]);
    assert_eq!(said.code, 1);
    let header = desk.file("header.csv", "username;nonsense\na;b\n");
    let said = desk.toolsync(&["plan", &header, "--site", "sandbox"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("[missing_column]"), "{}", said.out);
}

#[test]
fn settings_may_be_given() {
    let desk = Desk::new();
    let file = desk.file("courses.csv", "shortname;fullname\nBIO-101;Another name\n");
    let decision = |more: &[&str]| {
        let mut arguments = vec!["plan", &file, "--site", "sandbox", "--format", "json"];
        arguments.extend(more);
        desk.toolsync(&arguments).json()[0]["decision"].clone()
    };
    assert_eq!(decision(&[]), "unchanged");
    assert_eq!(decision(&["--set", "courses_forceupdate=1"]), "change");
}

#[test]
fn no_password_is_printed() {
    let desk = Desk::new();
    let file = desk.file(
        "users.csv",
        "username;firstname;lastname;password\nnew.person;New;Person;Radium-1898!\n",
    );
    for format in ["text", "json"] {
        let said = desk.toolsync(&["plan", &file, "--site", "sandbox", "--format", format]);
        assert_eq!(said.code, 0);
        assert!(!said.out.contains("Radium"), "{}", said.out);
        assert!(!said.out.contains("digest"), "{}", said.out);
    }
}
