//! What an enrolments file is told, from the whole check.

mod history;
mod site;

use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::Settings;
use crate::site::Space;

const NOTHING: [&str; 0] = [];

/// `BIO-101` (manual on, self off, `Group A`), `CHEM-204` (manual), two roles, three people.
fn names() -> Names {
    Names::of(&[
        (Space::Role, "student"),
        (Space::Role, "teacher"),
        (Space::CourseMethod, "BIO-101\u{1f}manual"),
        (Space::AnyMethod, "BIO-101\u{1f}manual"),
        (Space::AnyMethod, "BIO-101\u{1f}self"),
        (Space::AnyMethod, "BIO-101\u{1f}guest"),
        (Space::CourseMethod, "BIO-101\u{1f}guest"),
        (Space::CourseMethod, "CHEM-204\u{1f}manual"),
        (Space::AnyMethod, "CHEM-204\u{1f}manual"),
        (Space::CohortMethod, "cohort"),
        (Space::Group, "BIO-101\u{1f}Group A"),
    ])
    .course(17, "BIO-101", "C-1")
    .course(18, "CHEM-204", "C-2")
    .user("m.curie", "P-1", "marie@example.org")
    .user("p.curie", "P-2", "")
    .user("i.curie", "P-3", "")
}

/// Findings as `line column code`, against [`names`].
fn said(file: &str) -> Vec<String> {
    said_with(file, |_| {})
}

fn said_with(file: &str, set: impl FnOnce(&mut Settings)) -> Vec<String> {
    let mut settings = Settings::default();
    set(&mut settings);
    testing::codes(Kind::Enrolments, file, &settings, &names())
}

#[test]
fn an_enrolments_file_with_mistakes() {
    let file = "\
cmd;cid;uid;rolename;enrol;starttime;endtime;gcmd;g1;g2
add;BIO-101;m.curie;student;manual;2024-09-02 08:00:00;2025-06-30 18:00:00;gadd;Group A;
add;bio-101;p.curie;student;;2024-09-02 08:00:00;;gaddcreate;Group A;Lab 3
add;BIO-101;m.curie;student;manual;2024-09-02 08:00:00;2025-06-30 18:00:00;gadd;Group A;
add;BIO-101;m.curie;teacher;manual;;;;;
del;BIO-101;m.curie;;manual;;;;;
;CHEM-204;m.curie;student;;;;;;
remove;CHEM-204;m.curie;student;;;;;;
add;CHEM-204;m.curie;;;;;;;
add;CHEM-204;p.curie;studnet;;;;;;
add;BIO 101;p.curie;student;;;;;;
add;BIO-101;p.curi;student;;;;;;
add;CHEM-204;i.curie;student;self;;;;;
add;BIO-101;i.curie;student;self;;;;;
add;BIO-101;i.curie;student;guest;;;;;
add;CHEM-204;i.curie;student;sync;2025-06-30;2024-09-02;;;
shift;CHEM-204;p.curie;student;;;;gadd;Group B;
shift;CHEM-204;p.curie;teacher;;;;gdel;Group B;
enable;BIO-101;p.curie;;manual;;;gadd;;
disable;BIO-101;p.curie;;manual;;;;Group A;
del;CHEM-204;m.curie;;cohort;;;join;Group A;
";
    insta::assert_snapshot!(testing::texts(
        Kind::Enrolments,
        file,
        &Settings::default(),
        &names()
    ));
}
