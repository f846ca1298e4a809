//! Each row against the site.

use super::{NOTHING, said, said_with};
use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::{CourseIdentifier, DefaultCommand, Settings, UserIdentifier};
use crate::site::{NoSite, Space};

fn with_method(method: &str) -> String {
    format!("cid;uid;rolename;enrol\nBIO-101;m.curie;student;{method}\n")
}

#[test]
fn a_row_of_what_the_site_has_is_right() {
    let file = "cmd;cid;uid;rolename;enrol;starttime;endtime;gcmd;g1\n\
        add;bio-101;M.Curie;student;manual;2024-09-02 08:00:00;1751241600;gadd;Group A\n\
        del;CHEM-204;m.curie;;;;;;\n\
        delete;CHEM-204;p.curie;student;;;;greplace;\n\
        disable;CHEM-204;i.curie;;manual;;;;\n";
    assert_eq!(said(file), NOTHING);
    assert_eq!(
        testing::codes(Kind::Enrolments, file, &Settings::default(), &NoSite),
        NOTHING
    );
}

/// An empty cell is no command, so that a row whose command was forgotten enrols nobody; a file without the column has the settings' one.
#[test]
fn the_command_is_told_or_the_default_one() {
    let file = "cmd;cid;uid;rolename\n;BIO-101;m.curie;student\nremove;BIO-101;p.curie;student\n";
    assert_eq!(said(file), ["2 cmd required_empty", "3 cmd not_in_list"]);
    // Without a role only `del` is complete.
    let file = "cid;uid;rolename\nBIO-101;m.curie;\n";
    let said_by_default = |command| {
        said_with(file, |settings| {
            settings.default_enrolment_command = command
        })
    };
    assert_eq!(
        said_by_default(DefaultCommand::Add),
        ["2 rolename required_empty"]
    );
    assert_eq!(
        said_by_default(DefaultCommand::Shift),
        ["2 rolename required_empty"]
    );
    assert_eq!(said_by_default(DefaultCommand::Del), NOTHING);
}

#[test]
fn person_course_and_role_exist() {
    let file = "cmd;cid;uid;rolename\n\
        add;BIO-101;nobody;student\n\
        add;PHYS-1;m.curie;student\n\
        add;BIO-101;m.curie;janitor\n\
        del;BIO-101;p.curie;studnet\n";
    assert_eq!(
        said(file),
        [
            "2 uid unknown_user",
            "3 cid unknown_course",
            "4 rolename unknown_role",
            "5 rolename unknown_role"
        ]
    );
}

#[test]
fn courses_and_people_are_named_as_the_settings_say() {
    let by_idnumber = |settings: &mut Settings| {
        settings.enrolment_course_identifier = CourseIdentifier::Idnumber;
        settings.enrolment_user_identifier = UserIdentifier::Idnumber;
    };
    let file = "cid;uid;rolename\nC-1;P-1;student\nBIO-101;P-1;student\nC-1;m.curie;student\n";
    assert_eq!(
        said_with(file, by_idnumber),
        ["3 cid unknown_course", "4 uid unknown_user"]
    );
}

#[test]
fn q38_a_method_that_cannot_be_used_refuses_the_row() {
    assert_eq!(said(&with_method("manual")), NOTHING);
    assert_eq!(said(&with_method("")), NOTHING);
    for method in ["self", "guest", "cohort", "meta", "paypal"] {
        assert_eq!(
            said(&with_method(method)),
            ["2 enrol method_not_offered"],
            "{method}"
        );
    }
    let allowed = |settings: &mut Settings| settings.use_disabled_methods = true;
    assert_eq!(said_with(&with_method("self"), allowed), NOTHING);
    assert_eq!(
        said_with(&with_method("paypal"), allowed),
        ["2 enrol method_not_offered"]
    );
}

#[test]
fn q36_sync_is_manual_where_the_site_has_it_switched_off() {
    let file = "cid;uid;rolename;enrol\n\
        BIO-101;m.curie;student;sync\n\
        BIO-101;p.curie;student;sync\n";
    assert_eq!(said(file), ["2 enrol sync_not_enabled"], "told once");
    let site = Names::of(&[
        (Space::Role, "student"),
        (Space::Capability, "enrol_sync"),
        (Space::AnyMethod, "CHEM-204\u{1f}sync"),
    ])
    .course(17, "BIO-101", "")
    .course(18, "CHEM-204", "")
    .user("m.curie", "", "")
    .user("p.curie", "", "");
    let said = |file: &str| testing::codes(Kind::Enrolments, file, &Settings::default(), &site);
    assert_eq!(
        said(file),
        NOTHING,
        "the first enrolment brings the method in"
    );
    // Somebody has switched it off in that course, on purpose.
    assert_eq!(
        said("cid;uid;rolename;enrol\nCHEM-204;m.curie;student;sync\n"),
        ["2 enrol method_not_offered"]
    );
}

#[test]
fn q38_a_group_that_is_missing_refuses_the_row_unless_it_is_created() {
    let file = |command: &str| {
        format!("cid;uid;rolename;gcmd;g1;g9\nBIO-101;m.curie;student;{command};Group A;Lab 3\n")
    };
    for (command, expected) in [
        ("gadd", "2 g9 unknown_group"),
        ("greplace", "2 g9 unknown_group"),
        ("gaddcreate", "2 g9 new_group"),
        ("greplacecreate", "2 g9 new_group"),
        ("gdel", "2 g9 group_absent"),
        ("join", "2 gcmd not_in_list"),
    ] {
        assert_eq!(said(&file(command)), [expected]);
    }
    let twice = "cid;uid;rolename;gcmd;g1\n\
        BIO-101;m.curie;student;gaddcreate;Lab 3\n\
        bio-101;p.curie;student;gaddcreate;Lab 3\n\
        BIO-101;i.curie;student;gadd;Lab 3\n";
    assert_eq!(said(twice), ["2 g1 new_group"]);
}

#[test]
fn a_period_ends_after_it_starts() {
    let file = |start: &str, end: &str| {
        format!(
            "cid;uid;rolename;enrol;starttime;endtime\nBIO-101;m.curie;student;;{start};{end}\n"
        )
    };
    assert_eq!(
        said(&file("2025-06-30", "2024-09-02")),
        ["2 endtime period_reversed"]
    );
    assert_eq!(said(&file("2024-09-02", "2025-06-30")), NOTHING);
    assert_eq!(said(&file("2024-09-02", "0")), NOTHING);
    assert_eq!(said(&file("soon", "")), ["2 starttime bad_date"]);
}

#[test]
fn cells_that_are_filled_for_nothing() {
    let file = "cmd;cid;uid;rolename;starttime;gcmd;g1\n\
        add;BIO-101;m.curie;student;2024-09-02;;\n\
        add;BIO-101;p.curie;student;;;Group A\n\
        add;BIO-101;i.curie;student;;gadd;\n\
        enable;CHEM-204;m.curie;;2024-09-02;;\n\
        del;CHEM-204;p.curie;;;greplace;\n";
    assert_eq!(
        said(file),
        [
            "2 starttime orphan_cell",
            "3 g1 orphan_cell",
            "4 gcmd orphan_cell"
        ]
    );
}

#[test]
fn the_obsolete_column_is_refused_by_name() {
    let file = "cid;uid;rolename;hidden\nBIO-101;m.curie;student;1\n";
    assert_eq!(said(file), ["1 hidden retired_column"]);
}
