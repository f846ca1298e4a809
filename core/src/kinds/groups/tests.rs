//! What a groups file is told, from the whole check.

use crate::kinds::Kind;
use crate::kinds::testing::{self, Names, mend};
use crate::settings::{CourseIdentifier, GroupIdentifier, Settings};
use crate::site::{Directory, NoSite, Space};

const NOTHING: [&str; 0] = [];

fn site() -> Names {
    Names::of(&[
        (Space::Group, "BIO-101\u{1f}Lab 3"),
        (Space::GroupIdnumber, "BIO-101\u{1f}GRP-LAB3"),
        (Space::GroupId, "BIO-101\u{1f}7"),
        (Space::GroupingIdnumber, "BIO-101\u{1f}GRPG-LAB"),
        (Space::GroupIdnumber, "CHEM-204\u{1f}GRP-ACID"),
    ])
    .course(10, "BIO-101", "C-1")
    .course(11, "CHEM-204", "C-2")
}

fn codes_with(settings: &Settings, directory: &dyn Directory, file: &str) -> Vec<String> {
    testing::codes(Kind::Groups, file, settings, directory)
}

fn codes(file: &str) -> Vec<String> {
    codes_with(&Settings::default(), &site(), file)
}

#[test]
fn a_groups_file_with_mistakes() {
    let file = "\
type;courseid;name;idnumber;description;selfgrouping;grouping
grouping;BIO-101;Practicals;GRPG-PRA;;0;
group;BIO-101;Lab 1;GRP-LAB1;Wednesday;0;GRPG-PRA
group;bio-101;Lab 2;GRP-LAB2;;1;GRPG-LAB
grouping;BIO-101;Seminars;;;0;
grouping;BIO-101;Excursions;GRPG-EXC;;1;GRPG-LAB
group;BIO-101;Lab 4;GRP-LAB4;;0;GRPG-LBA
group;BIO-102;Lab 1;GRP-A;;0;
team;BIO-101;Lab 5;GRP-LAB5;;yes;
group;BIO-101;;GRP-LAB6;;0;
group;BIO-101;Lab 1;GRP-LAB1;Wednesday;0;GRPG-PRA
group;BIO-101;Lab 1;GRP-LAB7;;0;
group;BIO-101;Lab 8;GRP-LAB1;;0;
group;;Lab 9;GRP-LAB9;;0;
group;CHEM-204;Lab 1;GRP-LAB1;;0;GRPG-PRA
";
    insta::assert_snapshot!(testing::texts(
        Kind::Groups,
        file,
        &Settings::default(),
        &site()
    ));
}

#[test]
fn an_updates_file_with_mistakes() {
    let file = "\
type;courseid;updateid;name;idnumber;description
group;BIO-101;GRP-LAB3;Lab 3 (moved);GRP-LAB3;Thursday
group;BIO-101;GRP-LBA3;Lab 3;;
grouping;BIO-101;GRPG-LAB;Laboratory;;
grouping;BIO-101;GRPG-NEW;New;;
group;BIO-101;GRP-ACID;Acids;;
group;CHEM-204;GRP-ACID;;;
group;BIO-101;GRP-LAB3;Lab 3 again;;
group;BIO-101;;New group;GRP-NEW;
group;BIO-101;GRP-NEW;Newer;;
group;BIO-101;;;GRP-X;
";
    insta::assert_snapshot!(testing::texts(
        Kind::Groups,
        file,
        &Settings::default(),
        &site()
    ));
}

#[test]
fn a_file_of_deletions_with_mistakes() {
    let file = "\
cmd;type;courseid;updateid;name;idnumber
del;group;BIO-101;GRP-LAB3;;
del;group;BIO-101;GRP-LBA3;;
del;group;BIO-101;;Lab 33;
del;group;BIO-101;;;GRP-NONE
del;grouping;BIO-101;;;GRPG-LBA
del;grouping;BIO-101;;Unknown to checks;
del;group;BIO-101;;;
remove;group;BIO-101;;Lab 5;
del;group;BIO-102;;Lab 3;
add;group;BIO-101;GRP-LAB3;Lab 3 again;
";
    insta::assert_snapshot!(testing::texts(
        Kind::Groups,
        file,
        &Settings::default(),
        &site()
    ));
}

#[test]
fn a_right_file_is_told_nothing() {
    let file = "\
type;courseid;name;idnumber;description;selfgrouping;grouping
grouping;BIO-101;Practicals;GRPG-PRA;All of them;0;
group;bio-101;Lab 1;GRP-LAB1;\"Two\nlines\";1;GRPG-PRA
;BIO-101;Lab 2;;;;GRPG-LAB
group;CHEM-204;Lab 1;GRP-LAB1;;0;
";
    assert_eq!(codes(file), NOTHING);
    assert_eq!(codes_with(&Settings::default(), &NoSite, file), NOTHING);
}

/// A group of another course is none of this one, whatever identifies groups.
#[test]
fn q40_groups_are_looked_for_in_their_course_only() {
    let file = "courseid;updateid;name\nCHEM-204;GRP-LAB3;Moved\n";
    assert_eq!(codes(file), ["2 updateid update_creates"]);
    let by_id = Settings {
        group_identifier: GroupIdentifier::Id,
        ..Settings::default()
    };
    let file = "courseid;updateid;name\nCHEM-204;7;Moved\nBIO-101;7;Moved\n";
    assert_eq!(
        codes_with(&by_id, &site(), file),
        ["2 updateid unknown_group"]
    );
}

#[test]
fn courses_and_groups_are_identified_as_the_settings_say() {
    let site = Names::of(&[
        (Space::GroupByCourseIdnumber, "C-1\u{1f}Lab 3"),
        (Space::GroupIdnumberByCourseId, "10\u{1f}GRP-LAB3"),
        (Space::GroupingIdnumberByCourseIdnumber, "C-1\u{1f}GRPG-LAB"),
        (Space::GroupingIdnumberByCourseId, "10\u{1f}GRPG-LAB"),
    ])
    .course(10, "BIO-101", "C-1");
    for (course, group, cells) in [
        (
            CourseIdentifier::Idnumber,
            GroupIdentifier::Name,
            "C-1;Lab 3",
        ),
        (
            CourseIdentifier::Id,
            GroupIdentifier::Idnumber,
            "10;GRP-LAB3",
        ),
    ] {
        let settings = Settings {
            group_course_identifier: course,
            group_identifier: group,
            ..Settings::default()
        };
        let file = format!("courseid;updateid;name;grouping\n{cells};Moved;GRPG-LAB\n");
        assert_eq!(codes_with(&settings, &site, &file), NOTHING);
        let file = "courseid;updateid;name;grouping\nBIO-101;Lab 3;Moved;GRPG-LAB\n";
        let said = codes_with(&settings, &site, file);
        assert_eq!(said, ["2 courseid unknown_course"]);
    }
}

/// What is near is proposed without the course that was asked with it.
#[test]
fn a_near_miss_is_proposed_in_the_same_course() {
    let file = "courseid;name;grouping\nBIO-101;Lab 1;GRPG-LBA\nCHEM-204;Lab 2;GRPG-LBA\n";
    let found = testing::findings(Kind::Groups, file, &Settings::default(), &site());
    let mends: Vec<_> = found.iter().map(mend).collect();
    assert_eq!(mends, ["Ask: GRPG-LAB", "none"]);
}
