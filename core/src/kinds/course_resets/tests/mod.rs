//! What a file of course resets is told, from the whole check.

mod table;

use crate::finding::Finding;
use crate::kinds::Kind;
use crate::kinds::testing::{self, Names, mend};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::{Directory, NoSite, Space, institution};

const NOTHING: [&str; 0] = [];

fn site() -> Names {
    Names::of(&[
        (Space::Capability, "reset"),
        (Space::Role, "student"),
        (Space::Role, "teacher"),
        (Space::Module, "assign"),
        (Space::Module, "forum"),
        (Space::Module, "page"),
        (Space::Module, "quiz"),
        (Space::Module, "attendance"),
        (Space::Module, "bigbluebuttonbn"),
        (Space::Module, "workshop"),
    ])
    .course(17, "BIO-101", "C-1")
    .course(18, "CHEM-204", "C-2")
}

/// Findings as `line column code`, against a site.
fn codes(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<String> {
    testing::codes(Kind::CourseResets, file, settings, directory)
}

fn findings(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<Finding> {
    testing::findings(Kind::CourseResets, file, settings, directory)
}

/// The findings of one row about `BIO-101` with these cells.
fn said(columns: &str, cells: &str) -> Vec<String> {
    let file = format!("shortname;{columns}\nBIO-101;{cells}\n");
    codes(&file, &Settings::default(), &site())
}

/// Value and mend of each finding of one row.
fn mends(columns: &str, cells: &str) -> Vec<String> {
    let file = format!("shortname;{columns}\nBIO-101;{cells}\n");
    findings(&file, &Settings::default(), &site())
        .iter()
        .map(|finding| {
            let value = finding.params.get("value").map_or("", String::as_str);
            format!("{} {value} → {}", finding.code.as_str(), mend(finding))
        })
        .collect()
}

fn by(identifier: CourseIdentifier) -> Settings {
    Settings {
        reset_course_identifier: identifier,
        ..Settings::default()
    }
}

#[test]
fn the_samples_are_checked_against_the_sandbox() {
    let good = include_str!("../../../../../samples/course-resets.csv");
    let wrong = include_str!("../../../../../samples/course-resets-with-mistakes.csv");
    let site = institution();
    assert_eq!(
        codes(good, &Settings::default(), &site),
        NOTHING,
        "a sample without mistakes"
    );
    insta::assert_snapshot!(testing::texts(
        Kind::CourseResets,
        wrong,
        &Settings::default(),
        &site
    ));
}

#[test]
fn a_file_with_every_mistake() {
    let file = "\
shortname;idnumber;events;logs;grades;roles;modules;assign_submissions;assignment_submissions;forum_all;forum_types;forum_ratings;chat;slots;start_date;end_date
BIO-101;C-1;yes;no;grades;student teacher;all;;;;;;;;;
CHEM-204;;1;;none;all;none;;;;;;;;2025-09-01;2026-06-30
BIO 101;;yes;;;;;;;;;;;;;
BIO-101;C-1;yes;no;grades;student teacher;all;;;;;;;;;
chem-204;;no;;;;;;;;;;;;;
BIO-101;C-2;yes;;;;;;;;;;;;;
";
    insta::assert_snapshot!(testing::texts(
        Kind::CourseResets,
        file,
        &Settings::default(),
        &site()
    ));
}

#[test]
fn cells_are_typed() {
    assert_eq!(said("events;notes;comments", "yes;0;no"), NOTHING);
    assert_eq!(said("quiz_attempts;forum_all", "yes;1"), NOTHING);
    assert_eq!(said("events", "oui"), ["2 events not_in_list"]);
    assert_eq!(said("grades", "yes"), ["2 grades not_in_list"]);
    assert_eq!(said("local_roles", "groups"), ["2 local_roles not_in_list"]);
    assert_eq!(said("start_date", "soon"), ["2 start_date bad_date"]);
    assert_eq!(
        mends("groupings;events", "All;Yes"),
        [
            "not_in_list All → Likely: all",
            "not_in_list Yes → Likely: yes"
        ]
    );
    for word in ["all", "groups", "groupings", "members"] {
        assert_eq!(said("groupings", word), NOTHING, "{word}");
    }
}

#[test]
fn roles_are_those_of_the_site() {
    assert_eq!(said("roles", "all"), NOTHING);
    assert_eq!(said("roles", "student teacher"), NOTHING);
    assert_eq!(said("roles;notes", "none;yes"), NOTHING);
    assert_eq!(
        mends("roles", "teacher studnet guest"),
        [
            "unknown_role studnet → Ask: teacher student guest",
            "unknown_role guest → none"
        ]
    );
}

#[test]
fn modules_are_those_of_the_site() {
    let grades = "modules;grades";
    assert_eq!(said(grades, "all;all"), NOTHING);
    assert_eq!(said(grades, "-quiz -forum;all"), NOTHING);
    assert_eq!(said(grades, "+quiz +assign;all"), NOTHING);
    assert_eq!(
        mends(grades, "quizz forum;all"),
        ["unknown_module quizz → Ask: quiz forum"]
    );
    assert_eq!(
        mends(grades, "-frum;all"),
        ["unknown_module frum → Ask: -forum"]
    );
    assert_eq!(
        mends(grades, "nonsense;all"),
        ["unknown_module nonsense → none"]
    );
    assert_eq!(
        mends(grades, "chat quiz page;all"),
        [
            "module_not_installed chat → none",
            "module_without_options page → none"
        ]
    );
    assert_eq!(
        said(grades, "-page -chat;all"),
        ["2 modules module_not_installed"]
    );
    assert_eq!(
        said(grades, "attendance quiz;all"),
        ["2 modules module_without_options"],
        "a module of others, of whose options nothing is known"
    );
}

#[test]
fn contradictions_are_refused() {
    for cell in ["quiz -forum", "all quiz"] {
        assert_eq!(
            said("modules;grades", &format!("{cell};all")),
            ["2 modules contradictory_modules"],
            "{cell}"
        );
    }
    assert_eq!(
        said("modules;grades;forum_all", "-forum;all;1"),
        ["2 forum_all contradictory_modules"]
    );
    assert_eq!(said("modules;grades;forum_all", "-forum;all;0"), NOTHING);
    assert_eq!(said("modules;grades;forum_all", "quiz;all;1"), NOTHING);
    assert_eq!(
        said("start_date;end_date", "2025-09-01;2025-06-30"),
        ["2 end_date period_reversed"]
    );
}

#[test]
fn types_of_forums_are_known_because_moodle_would_empty_all_forums() {
    assert_eq!(said("forum_types", "news qanda"), NOTHING);
    assert_eq!(
        said("forum_types", "news gossip"),
        ["2 forum_types not_in_list"]
    );
    assert_eq!(
        said("forum_types;modules;grades", "news;forum;all"),
        ["2 forum_types reset_included"],
        "all posts go by default"
    );
    assert_eq!(
        said("forum_types;modules;grades;forum_all", "news;forum;all;no"),
        NOTHING
    );
}

#[test]
fn options_that_do_nothing_are_told() {
    assert_eq!(
        said(
            "logs;assignment_submissions;bigbluebuttonbn_events",
            "yes;1;1"
        ),
        [
            "2 logs reset_without_effect",
            "2 assignment_submissions reset_without_effect",
            "2 bigbluebuttonbn_events reset_without_effect"
        ]
    );
    assert_eq!(said("chat", "1"), ["2 chat module_not_installed"]);
    assert_eq!(said("slots", "1"), ["2 slots module_not_installed"]);
    assert_eq!(
        said("forum_all;forum_ratings", "1;1"),
        ["2 forum_ratings reset_included"]
    );
}

#[test]
fn grades_of_assignments_stay_unless_grades_are_reset() {
    assert_eq!(
        said("assign_submissions", "1"),
        ["2 assign_submissions grades_stay"]
    );
    assert_eq!(
        said("modules", "workshop"),
        ["2 modules grades_stay"],
        "by default"
    );
    assert_eq!(said("assign_submissions;grades", "1;grades"), NOTHING);
    assert_eq!(said("quiz_attempts", "1"), NOTHING);
}

#[test]
fn a_row_that_asks_for_nothing_is_told() {
    assert_eq!(
        said("events;roles;modules", "no;;none"),
        ["2 row nothing_asked"]
    );
    assert_eq!(said("roles", "none"), ["2 row nothing_asked"]);
}

#[test]
fn a_site_that_cannot_reset_is_told() {
    let site = Names::of(&[]).course(17, "BIO-101", "C-1");
    let file = "shortname;events\nBIO-101;yes\n";
    assert_eq!(
        codes(file, &Settings::default(), &site),
        ["2 shortname not_capable"]
    );
    assert_eq!(codes(file, &Settings::default(), &NoSite), NOTHING);
}

/// Quirk Q21: tool_sync read the identifier from one setting in the header and from another, misspelt one in the rows; and it refused
/// the idnumbers that are right.
#[test]
fn q21_the_course_is_identified_as_the_settings_say() {
    use CourseIdentifier::{Id, Idnumber, Shortname};
    let shared = Names::of(&[
        (Space::Capability, "reset"),
        (Space::SharedCourseIdnumber, "C-9"),
    ])
    .course(17, "BIO-101", "C-1")
    .course(18, "CHEM-204", "C-9");
    for (identifier, file, expected) in [
        (
            Shortname,
            "shortname;events\nbio-101;1\nBIO-102;1\n",
            "3 shortname unknown_course",
        ),
        (
            Idnumber,
            "idnumber;events\nC-1;1\nC-9;1\n",
            "3 idnumber ambiguous_course",
        ),
        (
            Idnumber,
            "idnumber;events\nC-1;1\nBIO-101;1\n",
            "3 idnumber unknown_course",
        ),
        (Id, "id;events\n17;1\n99;1\n", "3 id unknown_course"),
    ] {
        assert_eq!(codes(file, &by(identifier), &shared), [expected]);
    }
    let by_shortname = "shortname;events\nBIO-101;1\n";
    assert_eq!(
        codes(by_shortname, &by(Idnumber), &shared)[0],
        "1 idnumber missing_column"
    );
}

#[test]
fn a_row_names_one_course() {
    let file = |rows: &str| format!("shortname;idnumber;id;events\n{rows}\n");
    let said = |rows: &str| codes(&file(rows), &Settings::default(), &site());
    assert_eq!(said("BIO-101;C-1;17;1"), NOTHING);
    assert_eq!(said("BIO-101;C-2;;1"), ["2 idnumber course_mismatch"]);
    assert_eq!(said("BIO-101;;18;1"), ["2 id course_mismatch"]);
    assert_eq!(said(";C-1;17;1"), ["2 shortname required_empty"]);
    assert_eq!(
        said("BIO-101;;;1\nbio-101;;;0"),
        ["3 shortname duplicate_key"]
    );
}
