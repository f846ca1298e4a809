//! `toolsync check`.

use super::*;

#[test]
fn good_files_have_no_errors() {
    let desk = Desk::new();
    let said = desk.toolsync(&["check", "users.csv", "courses.csv"]);
    insta::assert_snapshot!(said.transcript(&desk), @r"
    courses.csv
    Courses, UTF-8, separator ;
    Rows: 3, errors: 0, warnings: 0

    users.csv
    Users, UTF-8, separator ;
    Rows: 8, errors: 0, warnings: 0

    exit 0
    ");
    assert!(
        !desk.data().exists(),
        "a check without a site leaves nothing behind"
    );
}

#[test]
fn mistakes_are_told_in_both_languages() {
    let desk = Desk::new();
    for language in ["en", "fr"] {
        for file in ["users-with-mistakes.csv", "courses-with-mistakes.csv"] {
            let said = desk.toolsync(&["check", file, "--site", "sandbox", "--lang", language]);
            let name = format!("{}_{language}", file.trim_end_matches(".csv"));
            insta::assert_snapshot!(name, said.transcript(&desk));
        }
    }
}

#[test]
fn json_is_a_contract() {
    let desk = Desk::new();
    let said = desk.toolsync(&["check", "users-with-mistakes.csv", "--format", "json"]);
    assert_eq!(said.code, 1);
    let lines = said.json();
    let (summary, findings) = lines.split_last().unwrap();
    for finding in findings {
        assert_eq!(finding["file"], "users-with-mistakes.csv");
        assert_eq!(finding["kind"], "users");
        assert!(finding["line"].is_u64());
        assert!(finding["column"].is_string() || finding["column"].is_null());
        assert!(finding["code"].is_string() && finding["message"].is_string());
        let severity = finding["severity"].as_str().unwrap();
        assert!(["error", "warning", "info"].contains(&severity));
    }
    let count = |severity: &str| {
        findings
            .iter()
            .filter(|f| f["severity"] == severity)
            .count()
    };
    assert!(summary.get("code").is_none());
    assert_eq!(summary["kind"], "users");
    assert_eq!(summary["encoding"], "windows-1252");
    assert_eq!(summary["separator"], ";");
    assert_eq!(summary["rows"], 15);
    assert_eq!(summary["errors"], count("error"));
    assert_eq!(summary["warnings"], count("warning"));
    let bad_email = findings.iter().find(|f| f["code"] == "bad_email").unwrap();
    assert_eq!(
        (&bad_email["line"], &bad_email["column"]),
        (&Json::from(3), &Json::from("email"))
    );
    let short_row = findings.iter().find(|f| f["code"] == "cell_count").unwrap();
    assert!(short_row["column"].is_null());
}

#[test]
fn lines_are_as_an_editor_counts_them() {
    let desk = Desk::new();
    let file =
        "# a remark\n\nusername;firstname;lastname;description\na;A;A;\"two\nlines\"\nb;B;;\n";
    let said = desk.toolsync_reading(&["check", "-", "--format", "json"], file.as_bytes());
    let lines = said.json();
    assert_eq!(lines[0]["file"], "-");
    assert_eq!(
        (&lines[0]["code"], &lines[0]["line"]),
        (&Json::from("required_empty"), &Json::from(6))
    );
    assert_eq!(said.code, 1);
}

#[test]
fn each_finding_has_its_line_however_many_there_are() {
    let desk = Desk::new();
    let mut file = String::from("username;firstname;lastname;email\n");
    for number in 0..12_000 {
        file.push_str(&format!("u{number};First;Last;nowhere{number}\n"));
    }
    let path = desk.file("many.csv", file);
    let said = desk.toolsync(&["check", &path, "--format", "json"]);
    let lines = said.json();
    assert_eq!(lines.last().unwrap()["errors"], 12_000);
    assert_eq!(lines.len(), 12_001);
    let said = desk.toolsync(&["check", &path]);
    assert!(
        said.out.contains("and 2000 more"),
        "{}",
        &said.out[said.out.len() - 300..]
    );
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_checked() {
    let desk = Desk::new();
    let said = desk.toolsync(&["check", "no-such-file.csv", "users.csv"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("no-such-file.csv cannot be read"),
        "{}",
        said.err
    );
    assert!(said.err.contains("Check the path"));
    assert!(said.out.contains("Rows: 8"));
    let said = desk.toolsync(&["check", "."]);
    assert_eq!(said.code, 2);
}

#[test]
fn misuse_ends_with_2_and_says_what_would_do() {
    let desk = Desk::new();
    for (arguments, said_so) in [
        (vec!["check"], "FILE"),
        (
            vec!["check", "users.csv", "--kind", "planets"],
            "use one of courses, course_resets,",
        ),
        (vec!["check", "users.csv", "--lang", "de"], "use en or fr"),
        (vec!["check", "users.csv", "--separator", "|"], "or tab"),
        (
            vec!["check", "users.csv", "--encoding", "latin"],
            "windows-1252",
        ),
        (
            vec!["check", "users.csv", "--set", "force=1"],
            "courses_forceupdate",
        ),
        (vec!["check", "users.csv", "--set", "force"], "KEY=VALUE"),
        (
            vec!["check", "users.csv", "--set", "courses_template_mode=3"],
            "use one of `0`, `ignore`",
        ),
        (vec!["check", "users.csv", "--site", "moon"], "sandbox"),
        (vec!["fly"], "fly"),
    ] {
        let said = desk.toolsync(&arguments);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert!(said.err.contains(said_so), "{arguments:?}: {}", said.err);
        assert_eq!(said.out, "");
    }
}

#[test]
fn people_may_be_enrolled_in_courses_of_the_same_bundle() {
    let desk = Desk::new();
    let alone = desk.toolsync(&["check", "users.csv", "--site", "sandbox"]);
    assert_eq!(alone.code, 1);
    assert!(alone.out.contains("[unknown_course]"));
    let bundle = desk.toolsync(&["check", "users.csv", "courses.csv", "--site", "sandbox"]);
    assert_eq!(bundle.code, 0, "{}", bundle.out);
}

#[test]
fn the_second_file_is_checked_with_the_names_that_the_first_brings() {
    let desk = Desk::new();
    let courses = desk.file(
        "courses.csv",
        "shortname;fullname;idnumber;self\nNEW-1;New;;1\nSTAYS;Renamed;C-2024-101;\n",
    );
    let users = desk.file(
        "users.csv",
        "username;firstname;lastname;course1;role1;enrol1\n\
         new.a;A;A;new-1;student;self\nnew.b;B;B;STAYS;student;\nnew.c;C;C;BIO-101;student;\n",
    );
    let on_users = |command| {
        let said = desk.toolsync(&[
            command,
            &users,
            &courses,
            "--site",
            "sandbox",
            "--set",
            "courses_fileuploadidentifier=idnumber",
            "--set",
            "courses_forceupdate=1",
            "--format",
            "json",
        ]);
        let lines = said.json().into_iter();
        lines
            .filter(|line| line["file"] == users.as_str())
            .collect::<Vec<_>>()
    };
    let checked = on_users("check");
    assert!(
        checked.iter().all(|line| line["code"].is_null()),
        "{checked:?}"
    );
    // That the renamed course was BIO-101, only the plan knows.
    let planned = on_users("plan");
    assert_eq!(planned[0]["decision"], "change");
    assert_eq!(planned[1]["decision"], "change");
    assert_eq!(planned[2]["findings"][0]["code"], "unknown_course");
}

#[test]
fn reading_can_be_overridden() {
    let desk = Desk::new();
    let file = desk.file(
        "tabs.txt",
        b"username\tfirstname\tlastname\na\t\xc9lise\tB\n",
    );
    let said = desk.toolsync(&[
        "check",
        &file,
        "--separator",
        "tab",
        "--encoding",
        "ISO-8859-1",
        "--kind",
        "users",
        "--format",
        "json",
    ]);
    let lines = said.json();
    let summary = lines.last().unwrap();
    assert_eq!(
        (&summary["separator"], &summary["encoding"]),
        (&Json::from("\t"), &Json::from("ISO-8859-1"))
    );
    assert_eq!(said.code, 0);
}

#[test]
fn colours_are_for_terminals() {
    let desk = Desk::new();
    let said = desk.toolsync(&["check", "users-with-mistakes.csv"]);
    assert!(!said.out.contains('\u{1b}'));
}

#[test]
fn a_file_cannot_move_the_cursor() {
    let desk = Desk::new();
    let file = desk.file(
        "escape.csv",
        "username;firstname;lastname;email\na;A;A;\u{1b}[2Jx\n",
    );
    let said = desk.toolsync(&["check", &file]);
    assert_eq!(said.code, 1);
    assert!(!said.out.contains('\u{1b}'), "{:?}", said.out);
}

#[cfg(unix)]
#[test]
fn a_new_data_folder_is_private() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = Desk::new();
    desk.toolsync(&["check", "courses.csv", "--site", "sandbox"]);
    let mode = std::fs::metadata(desk.data()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
