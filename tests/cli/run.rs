//! `toolsync run`.

use super::*;

/// Lines of a file with their ends.
fn lines(file: &[u8]) -> Vec<&[u8]> {
    file.split_inclusive(|byte| *byte == b'\n').collect()
}

#[test]
fn a_bundle_is_executed_once() {
    let desk = Desk::new();
    let run = [
        "run",
        "users.csv",
        "courses.csv",
        "--site",
        "sandbox",
        "--yes",
    ];
    let said = desk.toolsync(&run);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("Run 1: done 3, already so 0, failed 0"));
    assert!(said.out.contains("Run 1: done 8, already so 0, failed 0"));
    let again = desk.toolsync(&run);
    assert_eq!(again.code, 0);
    assert!(again.out.contains("Run 2: done 0, already so 3, failed 0"));
    assert!(again.out.contains("Run 2: done 0, already so 8, failed 0"));
}

#[test]
fn of_a_bundle_those_files_have_trybacks_that_failed() {
    let desk = Desk::new();
    let courses = b"shortname;fullname\nNEW-1;New\nNEW-2;\n".as_slice();
    let users = b"username;firstname;lastname\nnew.a;A;A\n".as_slice();
    let enrolments =
        b"rolename;cid;uid;cmd;enrol\nstudent;NEW-1;new.a;add;manual\nstudent;NEW-2;new.a;add;manual\n"
            .as_slice();
    let archive = toolsync_core::archive::archive_of([
        ("a/enrolments.csv", enrolments),
        ("a/users.csv", users),
    ]);
    let (courses, archive) = (desk.file("z.csv", courses), desk.file("a.zip", archive));
    let run = |command: &'static str, more: &'static str| {
        let arguments = [
            command,
            archive.as_str(),
            courses.as_str(),
            "--site",
            "sandbox",
            "--format",
            "json",
            more,
        ];
        let arguments = arguments
            .into_iter()
            .filter(|argument| !argument.is_empty());
        desk.toolsync(&arguments.collect::<Vec<_>>())
    };
    let checked = run("check", "");
    assert_eq!(checked.code, 1);
    let codes = |said: &Said| -> Vec<Json> {
        let lines = said.json().into_iter();
        lines.filter_map(|line| line.get("code").cloned()).collect()
    };
    assert_eq!(codes(&checked), ["required_empty"], "said once");
    assert_eq!(run("plan", "").code, 1);
    let said = run("run", "--yes");
    assert_eq!(said.code, 1, "{}", said.err);
    let printed = said.json();
    let ended: Vec<_> = printed
        .iter()
        .filter(|line| line["run"] == 1)
        .map(|line| {
            let totals = &line["totals"];
            let counts = ["done", "failed", "blocked"].map(|state| totals[state].as_u64().unwrap());
            let name = line["file"]
                .as_str()
                .unwrap()
                .rsplit('/')
                .next()
                .unwrap()
                .to_owned();
            (name, counts, line["tryback"].is_string())
        })
        .collect();
    assert_eq!(
        ended,
        [
            ("z.csv".to_owned(), [1, 1, 0], true),
            ("users.csv".to_owned(), [1, 0, 0], false),
            ("enrolments.csv".to_owned(), [1, 0, 1], true),
        ]
    );
    let blocked = printed
        .iter()
        .find(|line| line["state"] == "blocked")
        .unwrap();
    let message = blocked["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains("line 3 of"), "{message}");
    assert!(message.contains("z.csv"), "{message}");
}

#[test]
fn what_failed_is_in_the_tryback_byte_for_byte() {
    let desk = Desk::new();
    let name = "users-with-mistakes.csv";
    let said = desk.toolsync(&[
        "run", name, "--site", "sandbox", "--yes", "--format", "json",
    ]);
    assert_eq!(said.code, 1, "{}", said.err);
    let printed = said.json();
    let (summary, rows) = printed.split_last().unwrap();
    assert_eq!(summary["totals"]["done"], 2);
    assert_eq!(summary["totals"]["failed"], 13);
    let tryback = std::fs::read(summary["tryback"].as_str().unwrap()).unwrap();
    let original = sample(name);
    let original = lines(&original);
    let mut expected = original[0].to_vec();
    for row in rows.iter().filter(|row| row["state"] == "failed") {
        expected.extend(original[row["line"].as_u64().unwrap() as usize - 1]);
    }
    assert_eq!(tryback, expected);
    // It is a command file: mended, it can be run as it is.
    let mended: Vec<u8> = tryback
        .iter()
        .map(|byte| if *byte == b' ' { b'.' } else { *byte })
        .collect();
    let path = desk.file("mended.csv", mended);
    let said = desk.toolsync(&[
        "run", &path, "--site", "sandbox", "--yes", "--format", "json",
    ]);
    let printed = said.json();
    assert_eq!(
        printed.last().unwrap()["totals"]["done"],
        1,
        "m.noir has no blank any more"
    );
}

#[test]
fn the_path_of_the_tryback_is_printed() {
    let desk = Desk::new();
    let said = desk.toolsync(&[
        "run",
        "courses-with-mistakes.csv",
        "--site",
        "sandbox",
        "--yes",
    ]);
    assert_eq!(said.code, 1);
    let path = said
        .out
        .lines()
        .find_map(|line| line.strip_prefix("The lines that failed: "))
        .unwrap();
    assert!(
        std::fs::read(path)
            .unwrap()
            .starts_with(b"shortname,fullname")
    );
}

#[test]
fn without_a_terminal_nothing_is_executed_unasked() {
    let desk = Desk::new();
    let said = desk.toolsync_reading(&["run", "courses.csv", "--site", "sandbox"], b"y\n");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("--yes"), "{}", said.err);
    let plan = desk.toolsync(&[
        "plan",
        "courses.csv",
        "--site",
        "sandbox",
        "--format",
        "json",
    ]);
    assert_eq!(plan.json()[3]["totals"]["change"], 3);
}

#[test]
fn what_cannot_be_run_is_refused() {
    let desk = Desk::new();
    let header = desk.file("header.csv", "username;nonsense\na;b\n");
    for arguments in [
        ["run", "courses.csv", "--site", "moon", "--yes"],
        ["run", "no-such-file.csv", "--site", "sandbox", "--yes"],
        ["run", &header, "--site", "sandbox", "--yes"],
    ] {
        let said = desk.toolsync(&arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.out);
        assert!(said.err.starts_with("toolsync: "), "{}", said.err);
    }
}

#[test]
fn every_code_of_templates_can_be_had_on_the_sandbox() {
    let desk = Desk::new();
    let file = desk.file(
        "templates.csv",
        "shortname;fullname;template\n\
         T-1;One;NO-SUCH-COURSE\n\
         T-2;Two;BIO-201\n\
         T-3;Three;archives/laboratory.mbz\n\
         T-4;Four;T-3\n\
         T-5;Five;archives/no-such.mbz\n\
         T-6;Six;archives/no-course.mbz\n\
         T-7;Seven;archives/damaged.mbz\n",
    );
    let plan = desk.toolsync(&["plan", &file, "--site", "sandbox"]);
    for code in ["−7", "−20", "−21", "−22", "−23", "−24"] {
        assert!(
            plan.out.contains(&format!("(code {code})")),
            "{code}: {}",
            plan.out
        );
    }
    let run = [
        "run", &file, "--site", "sandbox", "--yes", "--format", "json",
    ];
    let said = desk.toolsync(&run);
    assert_eq!(said.code, 1, "{}", said.err);
    let printed = said.json();
    let codes: Vec<_> = printed[..7]
        .iter()
        .map(|row| row["findings"][0]["seed_code"].as_i64())
        .collect();
    assert_eq!(
        codes,
        [
            Some(-7),
            Some(-20),
            None,
            Some(-21),
            Some(-22),
            Some(-23),
            Some(-24)
        ]
    );
}

#[test]
fn what_went_wrong_is_said_once() {
    let desk = Desk::new();
    let said = desk.toolsync(&["run", "no-such-file.csv", "--site", "sandbox", "--yes"]);
    assert_eq!(said.err.matches("os error 2").count(), 1, "{}", said.err);
    std::fs::create_dir(desk.data()).unwrap();
    desk.file("data/toolsync.sqlite", "this is no database, only a text");
    let said = desk.toolsync(&["check", "courses.csv"]);
    assert_eq!(said.code, 2);
    assert_eq!(
        said.err.matches("not a database").count(),
        1,
        "{}",
        said.err
    );
    assert!(said.err.contains("--data"), "{}", said.err);
}

#[test]
fn settings_given_hold_for_the_run() {
    let desk = Desk::new();
    let file = desk.file("courses.csv", "shortname;fullname\nBIO-101;Another name\n");
    let run = |more: &[&str]| {
        let mut arguments = vec![
            "run", &file, "--site", "sandbox", "--yes", "--format", "json",
        ];
        arguments.extend(more);
        desk.toolsync(&arguments).json()[0]["state"].clone()
    };
    assert_eq!(run(&[]), "unchanged");
    assert_eq!(run(&["--set", "courses_forceupdate=1"]), "done");
}

#[test]
fn passwords_are_kept_nowhere() {
    let desk = Desk::new();
    let file = "username;firstname;lastname;password\nnew.person;New;Person;Radium-1898!\n";
    let said = desk.toolsync_reading(&["run", "-", "--site", "sandbox", "--yes"], file.as_bytes());
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let mut folders = vec![desk.data()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            files += 1;
            let bytes = std::fs::read(entry.path()).unwrap();
            let found = bytes.windows(11).any(|window| window == b"Radium-1898");
            assert!(!found, "{}", entry.path().display());
        }
    }
    assert!(files >= 3, "two databases and the archive");
}

#[test]
fn the_report_of_a_list_of_courses_to_look_for_is_a_mail_too() {
    let desk = Desk::new();
    let list = desk.file("courses.csv", "BIO-101\nBIO101\nNOWHERE;The lost one\n");
    let said = desk.toolsync(&["run", &list, "--site", "sandbox", "--yes"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let said = desk.toolsync(&["report", "1"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for paragraph in [
        "Not found: 1\n    NOWHERE – The lost one\n",
        "Not found, but one of nearly the same name: 1\n    BIO101 – perhaps BIO-101\n",
        "Found: 1\n    BIO-101 – ",
    ] {
        assert!(said.out.contains(paragraph), "{}", said.out);
    }
    let path = desk.file("report.eml", "");
    let said = desk.toolsync(&[
        "report", "1", "--form", "mail", "--lang", "fr", "--out", &path,
    ]);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    let mail = std::fs::read_to_string(&path).unwrap();
    assert!(
        mail.contains("Content-Type: multipart/alternative;"),
        "{mail}"
    );
    let said = desk.toolsync(&["report", "2"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("reading the report on file 1 of run 2"),
        "{}",
        said.err
    );
}
