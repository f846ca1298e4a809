//! What a file of cohorts' courses is told, from the whole check.

use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::{CourseIdentifier, GroupIdentifier, RoleIdentifier, Settings};
use crate::site::{NoSite, Space};

const NOTHING: [&str; 0] = [];

/// Two cohorts (7 `COH-1` Year 1, 8 `COH-2`), two courses (17 BIO-101 `C-1`, 18 CHEM-204 `C-2`), two roles (5 student, 4 teacher).
fn names() -> Names {
    Names::of(&[
        (Space::CohortId, "7"),
        (Space::CohortIdnumber, "COH-1"),
        (Space::CohortName, "Year 1"),
        (Space::CohortId, "8"),
        (Space::CohortIdnumber, "COH-2"),
        (Space::Role, "student"),
        (Space::RoleId, "5"),
        (Space::Role, "teacher"),
        (Space::RoleId, "4"),
        (Space::CohortMethod, "cohort"),
        (Space::CohortMethod, "cohortrestricted"),
    ])
    .course(17, "BIO-101", "C-1")
    .course(18, "CHEM-204", "C-2")
}

/// Findings as `line column code`, against [`names`].
fn said(file: &str, settings: &Settings) -> Vec<String> {
    testing::codes(Kind::CohortCourses, file, settings, &names())
}

fn rows(columns: &str, rows: &str) -> Vec<String> {
    let file = format!("cohort;course;{columns}\n{rows}");
    said(&file, &Settings::default())
}

#[test]
fn a_file_of_cohorts_courses_with_mistakes() {
    let file = "\
cohort;course;cmd;role;enrol;enrolstart;enrolend;makegroup
COH-1;C-1;add;student;;2024-09-01;2025-01-31;1
COH-1;C-1;add;student;;2024-09-01;2025-01-31;1
COH-1;C-1;;;;2024-10-01;;
COH-1;C-1;del;*;;;;
COH1;C-2;add;teacher;;;;
COH-2;C-9;add;tutor;;;;
COH-2;C-2;add;*;;;;
COH-2;C-2;add;teacher;delayedcohort;;;
COH-2;C-1;add;teacher;;2025-01-31;2024-09-01;
COH-2;C-1;suspend;student;;;;
COH-2;C-2;fulldel;*;cohortrestricted;;;
;C-1;add;;;;;yes
COH-2;;restore;student;;soon;;
COH-2;C-2;restore;student;;;;
COH-2;C-2;del;teacher;;;;
";
    insta::assert_snapshot!(testing::texts(
        Kind::CohortCourses,
        file,
        &Settings::default(),
        &names()
    ));
}

#[test]
fn a_file_of_cohorts_courses_is_known_by_its_header() {
    let options = crate::check::CheckOptions::default();
    let mut checker = crate::check::Checker::new(options, &NoSite);
    checker.push(include_bytes!("../../../../../samples/cohort-courses.csv"));
    let verdict = checker.finish();
    assert_eq!(verdict.kind, Some(Kind::CohortCourses));
    assert_eq!(verdict.findings, []);
}

#[test]
fn q31_a_misspelt_column_is_found() {
    assert_eq!(
        rows("roel", "COH-1;C-1;student\n"),
        ["1 roel unknown_column"]
    );
}

#[test]
fn cohort_course_and_role_are_named_as_the_settings_say() {
    let settings = Settings {
        cohort_identifier: GroupIdentifier::Id,
        cohort_course_identifier: CourseIdentifier::Shortname,
        cohort_role_identifier: RoleIdentifier::Id,
        ..Settings::default()
    };
    assert_eq!(
        said("cohort;course;role\n7;bio-101;5\n", &settings),
        NOTHING
    );
    assert_eq!(
        said("cohort;course;role\nCOH-1;C-1;student\n", &settings),
        [
            "2 cohort unknown_cohort",
            "2 course unknown_course",
            "2 role unknown_role"
        ]
    );
    let settings = Settings {
        cohort_identifier: GroupIdentifier::Name,
        cohort_course_identifier: CourseIdentifier::Id,
        ..Settings::default()
    };
    assert_eq!(said("cohort;course\nYear 1;17\n", &settings), NOTHING);
}

#[test]
fn every_role_is_for_what_takes_away_or_gives_back() {
    for (command, expected) in [
        ("", &["2 role every_role"][..]),
        ("add", &["2 role every_role"]),
        ("del", &[]),
        ("restore", &[]),
        ("fulldel", &[]),
    ] {
        assert_eq!(
            rows("cmd;role", &format!("COH-1;C-1;{command};*\n")),
            expected
        );
    }
}

#[test]
fn a_method_binds_cohorts_on_this_site() {
    assert_eq!(
        rows("enrol", "COH-1;C-1;cohortrestricted\nCOH-2;C-1;\n"),
        NOTHING
    );
    assert_eq!(
        rows("enrol", "COH-1;C-1;delayedcohort\nCOH-2;C-1;manual\n"),
        [
            "2 enrol unknown_cohort_method",
            "3 enrol unknown_cohort_method"
        ]
    );
}

#[test]
fn q34_a_period_is_read_and_goes_forward() {
    assert_eq!(
        rows(
            "enrolstart;enrolend",
            "COH-1;C-1;2024-09-01;2025-01-31\nCOH-2;C-1;1725148800;0\n"
        ),
        NOTHING
    );
    assert_eq!(
        rows("enrolstart;enrolend", "COH-1;C-1;2025-01-31;2024-09-01\n"),
        ["2 enrolend period_reversed"]
    );
}

#[test]
fn one_binding_is_not_told_two_things() {
    let contradiction = |file: &str| rows("cmd;role;makegroup", file);
    assert_eq!(
        contradiction("COH-1;C-1;add;student;\nCOH-1;C-1;del;student;\n"),
        ["3 cmd contradictory_row"]
    );
    assert_eq!(
        contradiction("COH-1;C-1;add;;\nCOH-1;C-1;fulldel;student;\n"),
        ["3 cmd contradictory_row"],
        "no role is student"
    );
    assert_eq!(
        contradiction("COH-1;C-1;del;*;\nCOH-1;C-1;restore;teacher;\n"),
        ["3 cmd contradictory_row"]
    );
    assert_eq!(
        contradiction("COH-1;C-1;add;student;1\nCOH-1;C-1;add;student;0\n"),
        ["3 role contradictory_row"]
    );
    assert_eq!(
        contradiction("COH-1;C-1;add;;1\nCOH-1;C-1;add;;0\nCOH-1;C-1;add;;0\n"),
        [
            "3 role contradictory_row",
            "4 role contradictory_row",
            "4 row duplicate_row"
        ],
        "a row that repeats a refused one is no better"
    );
    for file in [
        "COH-1;C-1;add;student;\nCOH-1;C-1;del;teacher;\n",
        "COH-1;C-1;add;student;\nCOH-1;C-2;del;student;\nCOH-2;C-1;del;student;\n",
        "COH-1;C-1;del;*;\nCOH-1;C-1;del;student;\n",
    ] {
        assert_eq!(contradiction(file), NOTHING, "{file}");
    }
}

#[test]
fn without_a_site_nothing_is_said_of_it() {
    let file = "cohort;course;role;enrol\nCOH-7;C-7;tutor;delayedcohort\n";
    assert_eq!(
        testing::codes(Kind::CohortCourses, file, &Settings::default(), &NoSite),
        NOTHING
    );
}
