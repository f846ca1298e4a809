//! Plans of files of group members (`spec/operations.md` §12), among them one test per quirk that must not survive.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;

use super::properties::{Column, file, hold, twice_on};
use super::{
    Decision, Kind, Plan, Settings, assert_all, codes, operations, options, row, site, text,
};
use crate::finding::Code;
use crate::kinds::Value;
use crate::plan::plan_and_apply;
use crate::settings::{CourseIdentifier, EmptyGroups, GroupIdentifier, UserIdentifier};
use crate::site::{CohortBinding, Group, Grouping, SiteIndex};

/// [`site::small`] with more groups of `BIO-101`, where `m.curie` and `n.bohr` are students and `m.curie` is in `Group A` by hand:
///
/// | group | members, tool_sync's own |
/// |---|---|
/// | `Lab 3` (`GRP-LAB3`) | `m.curie` |
/// | `Lab 4` (`GRP-LAB4`) | `n.bohr` |
/// | `Lab 5` (`GRP-LAB5`), in `Labs`; `Cohort`, which a cohort fills | – |
///
/// The grouping `Old` has no groups and is the default one. `CHEM-1` has the empty group `Acids` (`GRP-ACID`).
fn with_members() -> SiteIndex {
    let mut site = site::small();
    for (id, course, name, idnumber, member) in [
        (2, 10, "Lab 3", "GRP-LAB3", Some(100)),
        (3, 10, "Lab 4", "GRP-LAB4", Some(105)),
        (4, 10, "Lab 5", "GRP-LAB5", None),
        (5, 10, "Cohort", "", None),
        (6, 11, "Acids", "GRP-ACID", None),
    ] {
        let members: BTreeSet<u64> = member.into_iter().collect();
        site.put_group(Group {
            id,
            course,
            name: name.to_owned(),
            idnumber: idnumber.to_owned(),
            owned: members.clone(),
            members,
            ..Group::default()
        });
    }
    for (id, name, groups) in [(1, "Labs", &[4][..]), (2, "Old", &[])] {
        site.put_grouping(Grouping {
            id,
            course: 10,
            name: name.to_owned(),
            groups: groups.iter().copied().collect(),
            ..Grouping::default()
        });
    }
    site.put_cohort_binding(CohortBinding {
        id: 1,
        course: 10,
        cohort: 1,
        role: "student".to_owned(),
        method: "cohort".to_owned(),
        group: 5,
        ..CohortBinding::default()
    });
    let mut biology = site.course(10).expect("BIO-101").clone();
    let default = ("defaultgroupingid".to_owned(), Value::Int(2));
    biology.fields.extend([default]);
    site.put_course(biology);
    site
}

fn members_with(file: &str, set: impl FnOnce(&mut Settings)) -> (Plan, SiteIndex) {
    let options = options(Kind::GroupMembers, set);
    plan_and_apply([file.as_bytes()], &options, with_members())
}

fn members(file: &str) -> (Plan, SiteIndex) {
    members_with(file, |_| {})
}

/// Names of the groups of `BIO-101` that an account is in.
fn groups_of(site: &SiteIndex, username: &str) -> Vec<String> {
    let user = site.user_by_username(username).expect("an account").id;
    site.groups_of(10, user)
        .map(|group| group.name.clone())
        .collect()
}

#[test]
fn people_join_leave_and_change_groups() {
    let (plan, after) = members(
        "\
cmd;courseid;groupid;userid
add;BIO-101;GRP-LAB5;m.curie
;bio-101;GRP-LAB4;M.Curie
add;BIO-101;GRP-LAB3;m.curie
shift;BIO-101;GRP-LAB3;n.bohr
del;BIO-101;GRP-LAB5;n.bohr
add;BIO-101;GRP-LAB3;p.curie
shift;BIO-101;GRP-LAB4;p.curie
add;BIO-101;GRP-ACID;m.curie
add;NOWHERE;GRP-LAB3;m.curie
add;BIO-101;GRP-LAB3;nobody
shift;BIO-101;GRP-LAB5;l.meitner
",
    );
    insta::assert_snapshot!(text(&plan));
    assert_eq!(
        groups_of(&after, "m.curie"),
        ["Group A", "Lab 3", "Lab 4", "Lab 5"]
    );
    assert_eq!(groups_of(&after, "n.bohr"), ["Lab 3"]);
}

#[test]
fn q39_a_group_of_another_course_is_no_group_of_this_one() {
    for (by, id) in [
        (GroupIdentifier::Idnumber, "GRP-ACID"),
        (GroupIdentifier::Id, "6"),
        (GroupIdentifier::Name, "Acids"),
    ] {
        let file = format!("courseid;groupid;userid\nBIO-101;{id};m.curie\n");
        let (plan, after) = members_with(&file, |settings| settings.group_identifier = by);
        assert_eq!(codes(&plan, 2), [Code::UnknownGroup]);
        assert_eq!(after, with_members());
    }
}

#[test]
fn q41_del_takes_out_of_the_group() {
    let file = "\
cmd;courseid;groupid;userid
del;BIO-101;GRP-LAB3;m.curie
del;BIO-101;GRP-LAB4;m.curie
";
    let (plan, after) = members(file);
    assert_eq!(operations(&plan, 2), ["remove_group_member"]);
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
    assert_eq!(groups_of(&after, "m.curie"), ["Group A"]);
    // Also who was put there by hand.
    let file = "cmd;courseid;groupid;userid\ndel;BIO-101;1;m.curie\n";
    let (_, after) = members_with(file, |own| own.group_identifier = GroupIdentifier::Id);
    assert_eq!(groups_of(&after, "m.curie"), ["Lab 3"]);
}

#[test]
fn q66_shift_moves_own_memberships_and_leaves_those_made_by_hand() {
    let (plan, after) = members("cmd;courseid;groupid;userid\nshift;BIO-101;GRP-LAB5;m.curie\n");
    assert_eq!(
        operations(&plan, 2),
        ["remove_group_member", "add_group_member"]
    );
    assert_eq!(codes(&plan, 2), [Code::MembershipKept]);
    let params = &row(&plan, 2).findings[0].params;
    assert_eq!(params.get("groups").map(String::as_str), Some("Group A"));
    assert_eq!(groups_of(&after, "m.curie"), ["Group A", "Lab 5"]);
}

/// Only the last line asks something of the site; a group that an `add` below names is kept as well.
#[test]
fn of_several_shifts_the_last_one_wins() {
    let file = "\
cmd;courseid;groupid;userid
shift;BIO-101;GRP-LAB5;m.curie
shift;BIO-101;GRP-LAB4;m.curie
shift;BIO-101;GRP-LAB5;n.bohr
add;BIO-101;GRP-LAB4;n.bohr
";
    let (plan, after) = members(file);
    assert_eq!(operations(&plan, 2), ["remove_group_member"]);
    assert_eq!(operations(&plan, 3), ["add_group_member"]);
    assert_eq!(operations(&plan, 4), ["add_group_member"]);
    assert_eq!(
        row(&plan, 5).decision,
        Decision::Unchanged,
        "n.bohr never left"
    );
    assert_eq!(groups_of(&after, "m.curie"), ["Group A", "Lab 4"]);
    assert_eq!(groups_of(&after, "n.bohr"), ["Lab 4", "Lab 5"]);
    let again = super::plan(
        [file.as_bytes()],
        &options(Kind::GroupMembers, |_| {}),
        after,
    );
    assert_all(&again, Decision::Unchanged);
}

#[test]
fn a_membership_that_is_given_and_taken_is_refused() {
    let file =
        "cmd;courseid;groupid;userid\nadd;BIO-101;GRP-LAB5;m.curie\ndel;BIO-101;GRP-LAB5;m.curie\n";
    let (plan, _) = members(file);
    assert_eq!(codes(&plan, 3), [Code::ContradictoryRow]);
    assert_eq!(operations(&plan, 2), ["add_group_member"]);
}

const EMPTYING: &str = "\
cmd;courseid;groupid;userid
del;BIO-101;GRP-LAB3;m.curie
shift;BIO-101;GRP-LAB5;n.bohr
add;BIO-101;GRP-LAB5;m.curie
add;BIO-101;GRP-LAB5;p.curie
";

#[test]
fn nothing_is_purged_unless_the_settings_say_so() {
    let (_, after) = members(EMPTYING);
    assert!(
        after
            .group(10, "Lab 3")
            .is_some_and(|group| group.members.is_empty())
    );
    assert!(after.grouping(10, "Old").is_some());
}

/// Groups that the file empties go, with the line that is the last accepted one of their course. Other courses keep theirs, and a group that
/// a cohort fills stays.
#[test]
fn q43_empty_groups_of_the_courses_of_the_file_are_purged() {
    let purge = |settings: &mut Settings| settings.empty_groups = EmptyGroups::Groups;
    let (plan, after) = members_with(EMPTYING, purge);
    insta::assert_snapshot!(text(&plan));
    assert_eq!(row(&plan, 4).needs, [2, 3]);
    let left: Vec<_> = after
        .groups_of_course(10)
        .map(|group| &*group.name)
        .collect();
    assert_eq!(left, ["Group A", "Lab 5", "Cohort"]);
    assert!(
        after.group(11, "Acids").is_some(),
        "of a course that the file does not name"
    );
    assert!(after.grouping(10, "Old").is_some());
    let own = options(Kind::GroupMembers, |own| {
        purge(own);
        own.group_identifier = GroupIdentifier::Name;
    });
    let file = "cmd;courseid;groupid;userid\nadd;BIO-101;Lab 5;m.curie\n";
    assert_all(
        &super::plan([file.as_bytes()], &own, after),
        Decision::Unchanged,
    );
}

#[test]
fn empty_groupings_are_purged_too() {
    let file = "cmd;courseid;groupid;userid\nadd;BIO-101;GRP-LAB3;m.curie\n";
    let (plan, after) = members_with(file, |own| own.empty_groups = EmptyGroups::Groupings);
    // Without Lab 5, Labs has no groups either.
    let purged = ["delete_group", "delete_grouping", "delete_grouping"];
    assert_eq!(operations(&plan, 2), purged);
    assert_eq!(after.groupings_of_course(10).count(), 0);
    let biology = after.course(10).expect("BIO-101");
    assert_eq!(
        biology.fields.get("defaultgroupingid"),
        Some(&Value::Int(0))
    );
    // A file none of whose lines is accepted purges nothing.
    let file = "cmd;courseid;groupid;userid\nadd;BIO-101;GRP-LAB3;nobody\n";
    let (_, after) = members_with(file, |own| own.empty_groups = EmptyGroups::Groupings);
    assert_eq!(after, with_members());
}

#[test]
fn people_and_courses_are_identified_as_the_settings_say() {
    for (by, user) in [
        (UserIdentifier::Idnumber, "P-0042"),
        (UserIdentifier::Username, "m.curie"),
        (UserIdentifier::Email, "M.Curie@example.org"),
        (UserIdentifier::Id, "100"),
    ] {
        for (course_by, course) in [
            (CourseIdentifier::Idnumber, "C-101"),
            (CourseIdentifier::Id, "10"),
        ] {
            let file = format!("courseid;groupid;userid\n{course};GRP-LAB5;{user}\n");
            let (plan, _) = members_with(&file, |settings| {
                settings.group_user_identifier = by;
                settings.group_course_identifier = course_by;
            });
            assert_eq!(operations(&plan, 2), ["add_group_member"], "{file}");
        }
    }
}

const REQUIRED: &[Column] = &[
    (
        "courseid",
        &["BIO-101", "BIO-101", "BIO-101", "bio-101", "CHEM-1"],
    ),
    ("groupid", &["GRP-LAB3", "GRP-LAB4", "GRP-LAB5", "GRP-ACID"]),
    ("userid", &["m.curie", "n.bohr", "M.Curie", "p.curie"]),
];

const OPTIONAL: &[Column] = &[("cmd", &["", "add", "del", "shift", "shift"])];

proptest! {
    #[test]
    fn files_of_group_members_are_idempotent(
        file in file(REQUIRED, OPTIONAL),
        empty in select(vec![EmptyGroups::Keep, EmptyGroups::Groups, EmptyGroups::Groupings]),
    ) {
        let options = options(Kind::GroupMembers, |own| own.empty_groups = empty);
        let (first, second) = twice_on(with_members(), &file, &options);
        hold(&file, &first, &second)?;
    }
}
