use super::{codes, findings};
use crate::kinds::testing::{Names, mend};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::{NoSite, Space};

const NOTHING: [&str; 0] = [];

fn site() -> Names {
    Names::of(&[
        (Space::Role, "student"),
        (Space::Role, "editingteacher"),
        (Space::CourseShortname, "BIO-101"),
        (Space::CourseShortname, "CHEM-204"),
        (Space::CourseMethod, "BIO-101\u{1f}manual"),
        (Space::CourseMethod, "CHEM-204\u{1f}self"),
        (Space::Group, "BIO-101\u{1f}Group A"),
        (Space::CourseIdnumber, "C-1"),
        (Space::MethodByCourseIdnumber, "C-1\u{1f}manual"),
        (Space::GroupByCourseIdnumber, "C-1\u{1f}Group A"),
        (Space::CourseId, "17"),
        (Space::MethodByCourseId, "17\u{1f}manual"),
        (Space::GroupByCourseId, "17\u{1f}Group A"),
    ])
}

fn said(columns: &str, cells: &str) -> Vec<String> {
    said_with(&Settings::default(), columns, cells)
}

fn said_with(settings: &Settings, columns: &str, cells: &str) -> Vec<String> {
    let file = format!("username;firstname;lastname;{columns}\nm.curie;Marie;Curie;{cells}\n");
    codes(&file, settings, &site())
}

#[test]
fn a_binding_to_what_the_site_has_is_right() {
    assert_eq!(
        said(
            "course1;role1;enrol1;group1",
            "bio-101;student;manual;Group A"
        ),
        NOTHING
    );
}

#[test]
fn the_course_exists() {
    assert_eq!(
        said("course1;role1", "PHYS-1;student"),
        ["2 course1 unknown_course"]
    );
    let file = "username;firstname;lastname;course1;role1\n\
        m.curie;Marie;Curie;BIO 101;student\n\
        p.curie;Pierre;Curie;BIO101;student\n\
        i.curie;Irene;Curie;PHYS-1;student\n";
    let mends: Vec<String> = findings(file, &Settings::default(), &site())
        .iter()
        .map(mend)
        .collect();
    assert_eq!(mends, ["Ask: BIO-101", "Ask: BIO-101", "none"]);
    assert_eq!(codes(file, &Settings::default(), &NoSite), NOTHING);
}

#[test]
fn the_role_exists() {
    assert_eq!(
        said("course1;role1", "BIO-101;studnet"),
        ["2 role1 unknown_role"]
    );
    let file = "username;firstname;lastname;course1;role1\n\
        m.curie;Marie;Curie;BIO-101;Student\n\
        p.curie;Pierre;Curie;BIO-101;studnet\n\
        i.curie;Irene;Curie;BIO-101;janitor\n";
    let mends: Vec<String> = findings(file, &Settings::default(), &site())
        .iter()
        .map(mend)
        .collect();
    assert_eq!(mends, ["Likely: student", "Ask: student", "none"]);
}

#[test]
fn the_course_offers_the_method() {
    assert_eq!(
        said("course1;role1;enrol1", "CHEM-204;student;manual"),
        ["2 enrol1 unknown_method"]
    );
    assert_eq!(
        said("course1;role1;enrol1", "CHEM-204;student;self"),
        NOTHING
    );
}

#[test]
fn each_course_has_its_own_method_and_group_q28() {
    assert_eq!(
        said(
            "course1;role1;enrol1;group1;course2;role2;enrol2;group2",
            "BIO-101;student;manual;Group A;CHEM-204;teacher;manual;Group A"
        ),
        [
            "2 role2 unknown_role",
            "2 enrol2 unknown_method",
            "2 group2 new_group"
        ]
    );
}

#[test]
fn a_new_group_is_announced_once_per_course() {
    let file = "username;firstname;lastname;course1;role1;group1\n\
        m.curie;Marie;Curie;BIO-101;student;Group B\n\
        p.curie;Pierre;Curie;BIO-101;student;Group B\n\
        i.curie;Irene;Curie;CHEM-204;student;Group B\n";
    assert_eq!(
        codes(file, &Settings::default(), &site()),
        ["2 group1 new_group", "4 group1 new_group"]
    );
}

#[test]
fn courses_are_found_by_the_identifier_of_the_settings_q69() {
    let columns = "course1;role1;enrol1;group1";
    for (identifier, course) in [
        (CourseIdentifier::Idnumber, "C-1"),
        (CourseIdentifier::Id, "17"),
    ] {
        let settings = Settings {
            user_course_identifier: identifier,
            ..Settings::default()
        };
        let right = format!("{course};student;manual;Group A");
        assert_eq!(said_with(&settings, columns, &right), NOTHING);
        let other = format!("{course};student;self;Group B");
        assert_eq!(
            said_with(&settings, columns, &other),
            ["2 enrol1 unknown_method", "2 group1 new_group"]
        );
        assert_eq!(
            said_with(&settings, columns, "BIO-101;student;manual;Group A"),
            ["2 course1 unknown_course"]
        );
    }
}

#[test]
fn a_period_ends_after_it_starts() {
    let columns = "course1;role1;start1;end1";
    let period = |start: &str, end: &str| said(columns, &format!("BIO-101;student;{start};{end}"));
    assert_eq!(
        period("1725148800", "1725148799"),
        ["2 end1 period_reversed"]
    );
    assert_eq!(period("1725148800", "1725148800"), NOTHING);
    assert_eq!(period("1725148800", "1751241600"), NOTHING);
    assert_eq!(
        period("2025-06-30", "2024-09-01"),
        ["2 end1 period_reversed"]
    );
    // 0 and an empty cell are no bound.
    assert_eq!(period("1725148800", "0"), NOTHING);
    assert_eq!(period("1725148800", ""), NOTHING);
    assert_eq!(period("", "1725148800"), NOTHING);
}

#[test]
fn other_sites_courses_are_not_offered_q69() {
    assert_eq!(
        said(
            "course1;role1;wwwroot1",
            "THEIR-1;student;https://moodle.example.org"
        ),
        ["2 wwwroot1 not_capable"]
    );
    assert_eq!(said("course1;role1;wwwroot1", "BIO-101;student;"), NOTHING);
}

#[test]
fn cells_without_a_course_have_no_effect() {
    assert_eq!(
        said(
            "course1;role1;group1;course2;role2",
            ";student;Group A;BIO-101;student"
        ),
        ["2 role1 orphan_cell"]
    );
    assert_eq!(
        said("course1;role1;course2;role2", "BIO-101;student;;"),
        NOTHING
    );
}
