//! What a list of courses to look for is told, from the whole check.

use crate::check::{CheckOptions, Checker, Verdict};
use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::NoSite;

/// Three courses: 17 BIO-101 `C-1`, 18 CHEM-204 `C-2`, 19 without idnumber.
fn names() -> Names {
    Names::default()
        .course(17, "BIO-101", "C-1")
        .course(18, "CHEM-204", "C-2")
        .course(19, "LAB", "")
}

/// Findings as `line column code`, against [`names`].
fn said(file: &str, identifier: CourseIdentifier) -> Vec<String> {
    let settings = Settings {
        course_check_identifier: identifier,
        ..Settings::default()
    };
    testing::codes(Kind::CourseChecks, file, &settings, &names())
}

fn verdict(name: &str, file: &str) -> Verdict {
    let options = CheckOptions {
        name: name.to_owned(),
        ..CheckOptions::default()
    };
    let mut checker = Checker::new(options, &NoSite);
    checker.push(file.as_bytes());
    checker.finish()
}

fn because(verdict: &Verdict) -> Option<&str> {
    let finding = verdict.findings.first()?;
    finding.params.get("because").map(String::as_str)
}

#[test]
fn a_list_of_courses_to_look_for() {
    let file = "\
# expected in September
BIO-101;Cell biology I
BIO-102;Cell biology II
CHEM204
 CHEM-204
CHEM-204 ;Reactions
LAB;
lab
NOWHERE;Course; with a description that is cut
NOWHERE
C-1;by idnumber
17;by number
;without identifier
\"LAB\";\"Laboratory; ground floor\"
- a remark
ÉCO-1;Économie
";
    insta::assert_snapshot!(testing::texts(
        Kind::CourseChecks,
        file,
        &Settings::default(),
        &names()
    ));
}

#[test]
fn q24_identifiers_are_trimmed_and_missing_courses_are_told() {
    assert_eq!(
        said("BIO-101 \nBIO-109\n", CourseIdentifier::Shortname),
        ["1 course surrounding_spaces", "2 course course_missing"]
    );
}

#[test]
fn q14_every_identifier_is_looked_for() {
    assert_eq!(
        said("C-1\nBIO-101\n", CourseIdentifier::Idnumber),
        ["2 course course_missing"]
    );
    assert_eq!(
        said("17\n018\n21\n", CourseIdentifier::Id),
        ["3 course course_missing"]
    );
}

#[test]
fn no_line_of_a_list_of_checks_fails_for_a_missing_course() {
    let mut checker = Checker::new(
        CheckOptions {
            kind: Some(Kind::CourseChecks),
            ..CheckOptions::default()
        },
        &NoSite,
    );
    checker.push(b"A-1;x\nA-2\nA-3;y;z\n");
    let verdict = checker.finish();
    assert_eq!((verdict.rows, verdict.bad_rows), (3, 0));
    assert_eq!(verdict.header, ["course", "description"]);
}

#[test]
fn a_list_of_checks_is_known_by_its_name() {
    let found = verdict(
        "in/courses.csv",
        "C-2024-101;Cell biology I\nC-2024-999;Other\n",
    );
    assert_eq!(found.kind, Some(Kind::CourseChecks));
    assert_eq!(because(&found), Some("name"));
    // A courses file may have this name too; its header tells.
    let found = verdict("courses.csv", "shortname;fullname\nA;B\n");
    assert_eq!(found.kind, Some(Kind::Courses));
}

#[test]
fn a_list_without_name_or_header_is_looked_for() {
    let found = verdict(
        "list.txt",
        include_str!("../../../../../samples/course-checks.csv"),
    );
    assert_eq!((found.kind, found.rows), (Some(Kind::CourseChecks), 3));
    assert_eq!(because(&found), Some("content"));
    // Several cells, or a word that heads columns: no list of identifiers.
    for file in ["C-1;Cells\nC-2;Other\n", "email\na\n", "shortnam\nBIO\n"] {
        assert_ne!(verdict("", file).kind, Some(Kind::CourseChecks), "{file}");
    }
}
