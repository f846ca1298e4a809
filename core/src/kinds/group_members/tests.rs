//! What a file of group members is told, from the whole check.

use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::{CourseIdentifier, GroupIdentifier, Settings, UserIdentifier};
use crate::site::{Directory, NoSite, Space};

const NOTHING: [&str; 0] = [];

fn site() -> Names {
    Names::of(&[
        (Space::GroupIdnumber, "BIO-101\u{1f}GRP-LAB3"),
        (Space::GroupIdnumber, "BIO-101\u{1f}GRP-LAB4"),
        (Space::GroupIdnumber, "CHEM-204\u{1f}GRP-ACID"),
        (Space::GroupId, "BIO-101\u{1f}7"),
        (Space::GroupByCourseIdnumber, "C-1\u{1f}Lab 3"),
    ])
    .course(10, "BIO-101", "C-1")
    .course(11, "CHEM-204", "C-2")
    .user("m.curie", "P-1", "marie@example.org")
    .user("p.curie", "P-2", "pierre@example.org")
}

fn codes_with(settings: &Settings, directory: &dyn Directory, file: &str) -> Vec<String> {
    testing::codes(Kind::GroupMembers, file, settings, directory)
}

fn codes(file: &str) -> Vec<String> {
    codes_with(&Settings::default(), &site(), file)
}

#[test]
fn a_file_of_group_members_with_mistakes() {
    let file = "\
cmd;courseid;groupid;userid
add;BIO-101;GRP-LAB3;m.curie
shift;bio-101;GRP-LAB4;M.Curie
;BIO-101;GRP-LAB3;p.curie
del;CHEM-204;GRP-ACID;p.curie
del;BIO-101;GRP-LAB3;m.curie
del;CHEM-204;GRP-ACID;p.curie
move;BIO-101;GRP-LAB3;p.curie
Add;BIO-101;GRP-LAB4;p.curie
add;BIO-102;GRP-LAB3;m.curie
add;BIO-101;GRP-LBA3;m.curie
add;BIO-101;GRP-ACID;m.curie
add;BIO-101;GRP-LAB3;m.cure
add;;GRP-LAB3;m.curie
add;BIO-101;;m.curie
add;BIO-101;GRP-LAB3;
shift;CHEM-204;GRP-ACID;m.curie
";
    insta::assert_snapshot!(testing::texts(
        Kind::GroupMembers,
        file,
        &Settings::default(),
        &site()
    ));
}

#[test]
fn a_right_file_is_told_nothing() {
    let file = "\
courseid;groupid;userid;cmd
BIO-101;GRP-LAB3;m.curie;shift
BIO-101;GRP-LAB4;m.curie;
bio-101;GRP-LAB3;P.Curie;add
BIO-101;GRP-LAB4;p.curie;del
";
    assert_eq!(codes(file), NOTHING);
    assert_eq!(codes_with(&Settings::default(), &NoSite, file), NOTHING);
}

/// A group of another course is refused whatever identifies groups, and the course is needed.
#[test]
fn q39_the_group_is_looked_for_in_the_course_of_the_row() {
    let file = "courseid;groupid;userid\nCHEM-204;GRP-LAB3;m.curie\n";
    assert_eq!(codes(file), ["2 groupid unknown_group"]);
    let by_id = Settings {
        group_identifier: GroupIdentifier::Id,
        ..Settings::default()
    };
    let file = "courseid;groupid;userid\nCHEM-204;7;m.curie\nBIO-101;7;m.curie\n";
    let said = codes_with(&by_id, &site(), file);
    assert_eq!(said, ["2 groupid unknown_group"]);
    let file = "groupid;userid\nGRP-LAB3;m.curie\n";
    assert_eq!(codes(file), ["1 courseid missing_column"]);
}

#[test]
fn courses_groups_and_people_are_identified_as_the_settings_say() {
    let settings = Settings {
        group_course_identifier: CourseIdentifier::Idnumber,
        group_identifier: GroupIdentifier::Name,
        group_user_identifier: UserIdentifier::Idnumber,
        ..Settings::default()
    };
    let file = "courseid;groupid;userid\nC-1;Lab 3;P-1\nBIO-101;Lab 3;m.curie\n";
    let said = codes_with(&settings, &site(), file);
    assert_eq!(said, ["3 courseid unknown_course", "3 userid unknown_user"]);
}

/// The same row again is harmless only when nothing else was said of the person in between.
#[test]
fn a_row_repeats_the_last_one_about_the_person() {
    let file = "\
cmd;courseid;groupid;userid
shift;BIO-101;GRP-LAB3;m.curie
shift;BIO-101;GRP-LAB3;m.curie
shift;BIO-101;GRP-LAB4;m.curie
shift;BIO-101;GRP-LAB3;m.curie
";
    let expected = [
        "3 row duplicate_row",
        "4 cmd last_line_counts",
        "5 cmd last_line_counts",
    ];
    assert_eq!(codes(file), expected);
}
