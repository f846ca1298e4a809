//! What a list of courses to delete is told, from the whole check.

use crate::check::{CheckOptions, Checker, Verdict};
use crate::input::Dialect;
use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::NoSite;

const NOTHING: [&str; 0] = [];

/// Four courses: 17 BIO-101 `C-1`, 18 CHEM-204 `C-2`, 19 without idnumber, 20 with signs that elsewhere cut a line.
fn names() -> Names {
    Names::default()
        .course(17, "BIO-101", "C-1")
        .course(18, "CHEM-204", "C-2")
        .course(19, "LAB", "")
        .course(20, "Cells; tissues, organs", "C-4")
}

fn by(identifier: CourseIdentifier) -> Settings {
    Settings {
        course_delete_identifier: identifier,
        ..Settings::default()
    }
}

/// Findings as `line column code`, against [`names`].
fn said(file: &str, settings: &Settings) -> Vec<String> {
    testing::codes(Kind::CourseDeletions, file, settings, &names())
}

fn verdict(name: &str, kind: Option<Kind>, file: &[u8]) -> Verdict {
    let options = CheckOptions {
        kind,
        name: name.to_owned(),
        ..CheckOptions::default()
    };
    let mut checker = Checker::new(options, &NoSite);
    checker.push(file);
    checker.finish()
}

fn codes(verdict: &Verdict) -> Vec<&'static str> {
    let findings = verdict.findings.iter();
    findings.map(|finding| finding.code.as_str()).collect()
}

#[test]
fn a_list_of_deletions_with_mistakes() {
    let file = "\
# closed in June
BIO-101
bio-101
BIO-102
CHEM204
  CHEM-204
CHEM-204\t
LAB

-- a remark
Cells; tissues, organs
\"LAB\"
LAB;the laboratory
NOWHERE
NOWHERE
C-1
1
17
\u{7f}BIO
";
    insta::assert_snapshot!(testing::texts(
        Kind::CourseDeletions,
        file,
        &Settings::default(),
        &names()
    ));
}

#[test]
fn the_whole_line_is_the_identifier() {
    let verdict = verdict(
        "",
        Some(Kind::CourseDeletions),
        b"Cells; tissues, organs\nLAB\n",
    );
    assert_eq!((verdict.rows, verdict.bad_rows), (2, 0));
    assert_eq!(verdict.dialect.separator, Dialect::NONE);
    assert_eq!(
        said("Cells; tissues, organs\nLAB:2\n", &Settings::default()),
        ["2 course course_delete_missing"]
    );
}

#[test]
fn q14_every_identifier_deletes() {
    assert_eq!(
        said("bio-101\nC-1\n17\n", &by(CourseIdentifier::Shortname)),
        [
            "2 course course_delete_missing",
            "3 course course_delete_missing"
        ]
    );
    assert_eq!(
        said("C-1\nBIO-101\nc-2\n", &by(CourseIdentifier::Idnumber)),
        [
            "2 course course_delete_missing",
            "3 course course_delete_missing"
        ]
    );
    assert_eq!(
        said("17\n018\nBIO-101\n21\n", &by(CourseIdentifier::Id)),
        [
            "3 course course_delete_missing",
            "4 course course_delete_missing"
        ]
    );
}

#[test]
fn a_course_is_deleted_once() {
    assert_eq!(
        said("BIO-101\nbio-101\n", &Settings::default()),
        ["2 row duplicate_row"]
    );
    assert_eq!(
        said("17\n017\n", &by(CourseIdentifier::Id)),
        ["2 row duplicate_row"]
    );
}

#[test]
fn the_front_page_is_never_deleted() {
    assert_eq!(
        said("1\n01\n", &by(CourseIdentifier::Id)),
        ["1 course front_page", "2 row duplicate_row"]
    );
    // Where courses have other identifiers, 1 is one like any other.
    assert_eq!(
        said("1\n", &Settings::default()),
        ["1 course course_delete_missing"]
    );
}

#[test]
fn a_list_of_deletions_is_known_by_its_name() {
    for name in [
        "deletecourses.csv",
        "/in/DeleteCourses.CSV",
        "C:\\in\\deletecourses.csv",
    ] {
        let found = verdict(
            name,
            None,
            include_bytes!("../../../../../samples/deletecourses.csv"),
        );
        assert_eq!(found.kind, Some(Kind::CourseDeletions), "{name}");
        assert_eq!(codes(&found), ["kind_assumed"]);
        assert_eq!((found.rows, found.header_errors), (2, 0));
    }
}

/// A workbook in its place is told in the same way; so are lists of people in one.
#[test]
fn a_workbook_is_known_by_the_same_name() {
    for name in ["deletecourses.xlsx", "in/DELETECOURSES.ODS"] {
        let found = Kind::of_headerless_name(name);
        assert_eq!(found, Some(Kind::CourseDeletions), "{name}");
    }
    for name in [
        "deletecourses.zip",
        "deletecourses",
        "é.xlsx",
        "deletecoursesé.csv",
    ] {
        assert_eq!(Kind::of_headerless_name(name), None, "{name}");
    }
    let people = Kind::of_people_by_name("usersuspend.xlsx");
    assert_eq!(people, Some(Kind::UserSuspensions));
}

#[test]
fn a_list_of_deletions_is_never_guessed() {
    for name in ["", "list.csv", "courses.csv", "olddeletecourses.csv"] {
        let found = verdict(name, None, b"BIO-101\nCHEM-204\n");
        assert_eq!(found.kind, Some(Kind::CourseChecks), "{name}");
    }
}

#[test]
fn a_list_has_no_header() {
    for file in ["shortname\nBIO-101\n", "IDNUMBER\nC-1\n"] {
        let found = verdict("", Some(Kind::CourseDeletions), file.as_bytes());
        assert_eq!(codes(&found), ["list_with_header"]);
        assert!(found.findings[0].fix.is_some());
        assert!(found.blocks_execution());
    }
    for separator in [";", ",", "\t"] {
        let file = ["shortname", "fullname", "category"].join(separator);
        let found = verdict("deletecourses.csv", None, format!("{file}\nA\n").as_bytes());
        assert_eq!(codes(&found), ["kind_assumed", "list_with_header"]);
        assert_eq!(found.findings[1].params["kind"], "courses");
    }
}

#[test]
fn below_a_blank_line_a_list_begins_whatever_its_first_line_looks_like() {
    for file in ["\nshortname\n", "# old\n \t\nusername;firstname\n"] {
        let found = verdict("", Some(Kind::CourseDeletions), file.as_bytes());
        assert_eq!(codes(&found), NOTHING);
        assert_eq!((found.rows, found.blocks_execution()), (1, false));
    }
    let found = verdict(
        "",
        Some(Kind::CourseDeletions),
        b"\n# old\nshortname\nBIO-101\n",
    );
    assert_eq!(codes(&found), ["list_with_header"]);
}

#[test]
fn an_empty_list_says_so_q74() {
    for file in ["", "# nothing\n\n"] {
        let found = verdict("deletecourses.csv", None, file.as_bytes());
        assert_eq!(codes(&found), ["empty_file"]);
    }
}

#[test]
fn without_a_site_nothing_is_said_of_it() {
    let found = testing::codes(
        Kind::CourseDeletions,
        "BIO\nCHEM\n",
        &Settings::default(),
        &NoSite,
    );
    assert_eq!(found, NOTHING);
}
