//! What a courses file is told, from the whole check.

mod identity;
mod references;

use crate::finding::Finding;
use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::Settings;
use crate::site::{Directory, Space};

/// Findings as `line column code`, against a site.
fn codes(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<String> {
    testing::codes(Kind::Courses, file, settings, directory)
}

fn findings(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<Finding> {
    testing::findings(Kind::Courses, file, settings, directory)
}

#[test]
fn a_courses_file_with_mistakes() {
    let site = Names::of(&[
        (Space::CategoryPath, "Sciences"),
        (Space::Format, "topics"),
        (Space::Role, "editingteacher"),
        (Space::CourseShortname, "TPL"),
        (Space::Capability, "restore"),
    ])
    .course(17, "BIO-101", "C-1")
    .user("m.curie", "P-1", "marie@example.org");
    let file = "\
shortname;fullname;category;idnumber;format;theme;template;teacher1_account;teacher1_role
BIO-101;Cells;Sciences;C-1;;;;;
BIO 101;Cells;Sciences/Biology;C-1;weeks;classic;TPL;m.curei;
CHEM-204;Acids;Scinces/Chemistry;C-2;topics;;NO-SUCH;m.curie;tutor
CHEM-205;Salts;12;C-2;topics;;lab.mbz;;editingteacher
chem-204;Acids again;;;;;;;
";
    insta::assert_snapshot!(testing::texts(
        Kind::Courses,
        file,
        &Settings::default(),
        &site
    ));
}
