//! `toolsync undo`.

use super::{Desk, Json};

/// Files about people who are there, so that the same plan means the same site.
const FILES: [(&str, &str); 3] = [
    (
        "users-of-2026.csv",
        "username;firstname;lastname;oldusername;country;suspended\n\
         c.corbiere;Chloé;Corbière;chloe.corbiere;CA;\n\
         david.corbiere;Dave;Corbière;;;1\n",
    ),
    (
        "enrolments-of-2026.csv",
        "cmd;cid;uid;rolename;enrol;endtime\n\
         del;BIO-101;jurgen.corbiere;;manual;\n\
         add;PHA-101;amelie.dufrene;teacher;manual;2027-06-30 18:00\n\
         disable;CHE-201;ibrahim.dufrene;;manual;\n",
    ),
    (
        "cohorts-of-2026.csv",
        "cmd;cidnumber;userid\ndel;SCI-2024;P-0045\nadd;SCI-2025;P-0045\nfree;LET-2024;\n",
    ),
];

/// What a plan does row by row.
fn plan(desk: &Desk, path: &str) -> Vec<Json> {
    let said = desk.toolsync(&[
        "plan",
        path,
        "--site",
        "sandbox",
        "--format",
        "json",
        "--set",
        "users_allowrename=1",
    ]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    said.json()
        .into_iter()
        .filter(|line| line["line"].is_u64())
        .collect()
}

#[test]
fn runs_are_undone_by_their_files() {
    let desk = Desk::new();
    let paths = FILES.map(|(name, file)| desk.file(name, file));
    let before = paths.each_ref().map(|path| plan(&desk, path));
    for path in &paths {
        let said = desk.toolsync(&[
            "run",
            path,
            "--site",
            "sandbox",
            "--yes",
            "--set",
            "users_allowrename=1",
        ]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    }
    assert_ne!(paths.each_ref().map(|path| plan(&desk, path)), before);
    for run in ["3", "2", "1"] {
        let folder = desk.folder.path().join(format!("undo-{run}"));
        let folder = folder.to_str().unwrap();
        let said = desk.toolsync(&["undo", run, "--output", folder, "--format", "json"]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        let lines = said.json();
        let summary = lines.last().unwrap();
        assert_eq!(
            (&summary["partly"], &summary["not"]),
            (&0.into(), &0.into())
        );
        let mut arguments = vec!["run".to_owned()];
        for file in summary["files"].as_array().unwrap() {
            arguments.push(format!("{folder}/{}", file["name"].as_str().unwrap()));
        }
        for setting in summary["settings"].as_array().unwrap() {
            let [key, value] = [0, 1].map(|place| setting[place].as_str().unwrap());
            arguments.extend(["--set".to_owned(), format!("{key}={value}")]);
        }
        arguments.extend(["--site", "sandbox", "--yes"].map(str::to_owned));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let said = desk.toolsync(&arguments);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        assert!(said.out.contains("failed 0"), "{}", said.out);
    }
    assert_eq!(paths.each_ref().map(|path| plan(&desk, path)), before);
}

#[test]
fn what_is_not_undone_is_said_in_words_and_as_a_list() {
    let desk = Desk::new();
    let file = "username;firstname;lastname;city\nchloe.corbiere;Chloé;Corbière;Lyon\nnew.person;New;Person;\n";
    let path = desk.file("cities.csv", file);
    let said = desk.toolsync(&["run", &path, "--site", "sandbox", "--yes"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let archive = desk.file("undo.zip", "");
    let list = desk.file("undo.csv", "");
    let said = desk.toolsync(&["undo", "1", "--output", &archive, "--list", &list]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(
        said.out.starts_with("Rows that are fully undone: 1\n"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("The field “city” was empty."),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("toolsync run --site sandbox "),
        "{}",
        said.out
    );
    assert!(std::fs::read(&archive).unwrap().starts_with(b"PK\x03\x04"));
    let list = std::fs::read_to_string(&list).unwrap();
    assert!(
        list.contains("\n;2;chloe.corbiere;not;field_not_cleared;"),
        "{list}"
    );
    assert!(list.ends_with("\n;3;new.person;fully;;\n"), "{list}");
    let said = desk.toolsync(&["undo", "1", "--lang", "fr"]);
    assert!(
        said.out.contains("Le champ « city » était vide."),
        "{}",
        said.out
    );
    let said = desk.toolsync(&["undo", "7"]);
    assert_eq!(said.code, 2, "{}{}", said.out, said.err);
}
