//! What a file of metacourses is told, from the whole check.

use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::{NoSite, Space};

const NOTHING: [&str; 0] = [];

/// Three courses: 17 BIO-101 `C-1`, 18 CHEM-204 `C-2`, 19 LAB `C-3`.
fn names() -> Names {
    Names::of(&[(Space::Capability, "meta")])
        .course(17, "BIO-101", "C-1")
        .course(18, "CHEM-204", "C-2")
        .course(19, "LAB", "C-3")
}

/// Findings as `line column code`, against [`names`].
fn said(rows: &str, identifier: CourseIdentifier) -> Vec<String> {
    let settings = Settings {
        link_course_identifier: identifier,
        ..Settings::default()
    };
    let file = format!("master;meta;cmd\n{rows}");
    testing::codes(Kind::Metacourses, &file, &settings, &names())
}

#[test]
fn a_metacourses_file_with_mistakes() {
    let file = "\
master;meta;cmd;role
BIO-101;LAB;add;
BIO-101;LAB;;
bio-101;lab;del;
BIO-101;Bio-101;add;
BIO101;LAB;;
CHEM-204;NOWHERE;add;
CHEM-204;;add;
;LAB;del;
CHEM-204;LAB;restore;
CHEM-204;LAB;fulldel;
LAB;CHEM-204;add;student
LAB;BIO-101;delete;
CHEM-204;BIO-101;del;
 CHEM-204 ;BIO-101;del;
LAB;Cehm-204;;
;;;
";
    insta::assert_snapshot!(testing::texts(
        Kind::Metacourses,
        file,
        &Settings::default(),
        &names()
    ));
}

#[test]
fn a_metacourses_file_is_known_by_its_header() {
    let options = crate::check::CheckOptions::default();
    let mut checker = crate::check::Checker::new(options, &NoSite);
    checker.push(include_bytes!("../../../../../samples/metacourses.csv"));
    let verdict = checker.finish();
    assert_eq!(verdict.kind, Some(Kind::Metacourses));
    assert_eq!(verdict.findings, []);
}

#[test]
fn q25_the_columns_that_are_read_are_those_that_are_asked_for() {
    let codes = |file: &str| {
        let settings = Settings::default();
        testing::codes(Kind::Metacourses, file, &settings, &names())
    };
    assert_eq!(codes("master;meta\nBIO-101;LAB\n"), NOTHING);
    assert_eq!(
        codes("course;meta\nBIO-101;LAB\n"),
        ["1 course unknown_column", "1 master missing_column"]
    );
}

#[test]
fn q25_unknown_courses_are_found() {
    assert_eq!(
        said(
            "BIO-101;NOWHERE;\nNOWHERE;LAB;del\n",
            CourseIdentifier::Shortname
        ),
        ["2 meta unknown_course", "3 master unknown_course"]
    );
}

#[test]
fn courses_are_named_as_the_settings_say() {
    for (identifier, rows) in [
        (CourseIdentifier::Shortname, "bio-101;LAB;\n"),
        (CourseIdentifier::Idnumber, "C-1;C-3;\n"),
        (CourseIdentifier::Id, "17;19;\n"),
    ] {
        assert_eq!(said(rows, identifier), NOTHING, "{rows}");
    }
    assert_eq!(
        said("BIO-101;C-3;\n", CourseIdentifier::Idnumber),
        ["2 master unknown_course"]
    );
}

#[test]
fn an_idnumber_of_several_courses_names_none() {
    let settings = Settings {
        link_course_identifier: CourseIdentifier::Idnumber,
        ..Settings::default()
    };
    let names = Names::of(&[
        (Space::Capability, "meta"),
        (Space::SharedCourseIdnumber, "C-2"),
    ])
    .course(17, "BIO-101", "C-1")
    .course(18, "CHEM-204", "C-2");
    let file = "master;meta\nC-1;C-2\n";
    assert_eq!(
        testing::codes(Kind::Metacourses, file, &settings, &names),
        ["2 meta ambiguous_course"]
    );
}

#[test]
fn a_course_does_not_take_its_own_people() {
    assert_eq!(
        said(
            "BIO-101;bio-101;\nBIO-101;BIO-101;del\n",
            CourseIdentifier::Shortname
        ),
        ["2 meta link_to_itself", "3 meta link_to_itself"]
    );
    assert_eq!(
        said("17;017;\n", CourseIdentifier::Id),
        ["2 meta link_to_itself"]
    );
}

#[test]
fn rows_that_repeat_or_contradict_each_other_are_found() {
    let shortname = CourseIdentifier::Shortname;
    assert_eq!(
        said("BIO-101;LAB;add\nbio-101;lab;\n", shortname),
        ["3 row duplicate_row"],
        "an empty command is add"
    );
    for command in ["del", "fulldel"] {
        let rows = format!("BIO-101;LAB;add\nBIO-101;LAB;{command}\n");
        assert_eq!(said(&rows, shortname), ["3 cmd contradictory_row"]);
    }
    // The other direction is another link.
    assert_eq!(
        said("BIO-101;LAB;add\nLAB;BIO-101;del\n", shortname),
        NOTHING
    );
    assert_eq!(said("BIO-101;LAB;\nCHEM-204;LAB;\n", shortname), NOTHING);
}

#[test]
fn a_site_without_the_method_links_nothing() {
    let off = Names::of(&[(Space::Capability, "restore")])
        .course(17, "BIO-101", "C-1")
        .course(19, "LAB", "C-3");
    let file = "master;meta\nBIO-101;LAB\n";
    let settings = Settings::default();
    assert_eq!(
        testing::codes(Kind::Metacourses, file, &settings, &off),
        ["2 meta not_capable"]
    );
    assert_eq!(
        testing::codes(Kind::Metacourses, file, &settings, &NoSite),
        NOTHING
    );
}
