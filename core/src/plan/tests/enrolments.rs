//! Enrolments files, row by row.

use proptest::prelude::*;
use proptest::sample::select;

use super::properties::{file, hold, twice_on};
use super::{Decision, Kind, codes, operations, options, row, site, text};
use crate::finding::Code;
use crate::plan::{Operation, Plan, PlannedRow, plan_and_apply};
use crate::settings::{DefaultCommand, Settings};
use crate::site::{Enrolment, Group, RoleAssignment, SiteIndex};

/// [`site::small`], where `p.curie` is enrolled in `CHEM-1` by `self` and by a cohort, holds `teacher` and `student` by hand, and is in
/// `Lab 1` (put there by hand) and `Lab 2` (tool_sync's own); `i.joliot` holds `student` in `BIO-101` without an enrolment.
fn with_enrolments() -> SiteIndex {
    let mut site = site::small();
    for method in ["self", "cohort"] {
        site.put_enrolment(Enrolment {
            course: 11,
            user: 101,
            method: method.to_owned(),
            start: 0,
            end: 0,
            active: true,
            roles: [].into(),
        });
    }
    for (course, user, role) in [
        (11, 101, "teacher"),
        (11, 101, "student"),
        (10, 102, "student"),
    ] {
        let role = role.to_owned();
        site.put_role_assignment(RoleAssignment { course, user, role });
    }
    for (id, name, owned) in [(2, "Lab 1", false), (3, "Lab 2", true)] {
        site.put_group(Group {
            id,
            course: 11,
            name: name.to_owned(),
            members: [101].into(),
            owned: if owned { [101].into() } else { [].into() },
            ..Group::default()
        });
    }
    site
}

/// Where the companion's method is switched on.
fn with_sync() -> SiteIndex {
    let mut site = with_enrolments();
    site.facts.enrol_sync = true;
    site
}

fn planned_on(site: SiteIndex, file: &str, set: impl FnOnce(&mut Settings)) -> (Plan, SiteIndex) {
    plan_and_apply([file.as_bytes()], &options(Kind::Enrolments, set), site)
}

fn planned(file: &str) -> (Plan, SiteIndex) {
    planned_on(with_enrolments(), file, |_| {})
}

fn groups(site: &SiteIndex, course: u64, user: u64) -> Vec<&str> {
    let groups = site.groups_of(course, user);
    groups.map(|group| group.name.as_str()).collect()
}

/// Every outcome of a row, as a person reads the plan.
#[test]
fn an_enrolments_file_as_text() {
    let file = "\
cmd;cid;uid;rolename;enrol;starttime;endtime;gcmd;g1;g2
add;BIO-101;p.curie;student;manual;2024-09-02 08:00:00;2025-06-30 18:00:00;gaddcreate;Group A;Lab 3
add;BIO-101;m.curie;student;;;;;;
add;BIO-101;m.curie;teacher;;;2025-06-30;;;
add;LAB;m.curie;student;manual;;;;;
add;CHEM-1;i.joliot;student;self;;;gadd;Lab 1;Lab 2
shift;CHEM-1;p.curie;editingteacher;self;;;greplacecreate;Lab 1;Tutors
del;BIO-101;n.bohr;;;;;;;
del;BIO-101;l.meitner;;;;;gadd;Group A;
del;CHEM-1;p.curie;teacher;;;;;;
enable;CHEM-1;p.curie;;self;2024-09-02;;;;
disable;CHEM-1;m.curie;;;;;;;
add;CHEM-1;n.bohr;student;sync;;;gdel;Lab 1;
add;CHEM-1;l.meitner;student;;2025-06-30;2024-09-02;;;
add;CHEM-1;l.meitner;student;;;;gadd;Nowhere;
add;NOWHERE;l.meitner;student;;;;;;
add;CHEM-1;nobody;student;;;;;;
";
    let (plan, _) = planned(file);
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn who_is_unenrolled_at_last_leaves_the_course_as_moodle_has_it() {
    let (plan, site) = planned("cmd;cid;uid;rolename;enrol\ndel;BIO-101;m.curie;;manual\n");
    assert_eq!(operations(&plan, 2), ["unenrol"]);
    assert!(!site.takes_part(10, 100));
    assert_eq!(groups(&site, 10, 100), [""; 0]);
    let Operation::Unenrol { old, with, .. } = &row(&plan, 2).operations[0] else {
        panic!("the row unenrols");
    };
    assert_eq!((old.start, old.end, old.active), (1_725_148_800, 0, true));
    assert_eq!(with.roles, ["student"]);
    assert_eq!(with.groups.len(), 1);
    assert!(with.own_roles.is_empty() && !with.closes_method);
}

/// The enrolment by a cohort stays, and so do the groups.
#[test]
fn who_is_enrolled_otherwise_as_well_keeps_the_rest() {
    let (plan, site) = planned("cmd;cid;uid;rolename;enrol\ndel;CHEM-1;p.curie;;self\n");
    assert_eq!(
        operations(&plan, 2),
        ["unenrol", "unassign_role", "unassign_role"]
    );
    assert_eq!(site.roles_of(11, 101, ""), [""; 0]);
    assert_eq!(groups(&site, 11, 101), ["Lab 1", "Lab 2"]);
    let (plan, site) = planned("cmd;cid;uid;rolename;enrol\ndel;CHEM-1;p.curie;teacher;self\n");
    assert_eq!(operations(&plan, 2), ["unenrol", "unassign_role"]);
    assert_eq!(site.roles_of(11, 101, ""), ["student"]);
}

#[test]
fn q35_all_roles_are_removed_when_none_is_named() {
    let (plan, site) = planned("cmd;cid;uid;rolename\ndel;CHEM-1;p.curie;\n");
    assert_eq!(operations(&plan, 2), ["unassign_role", "unassign_role"]);
    assert_eq!(site.roles_of(11, 101, ""), [""; 0]);
    assert_eq!(site.enrolments_of(11, 101).count(), 2);
    let (_, site) = planned("cmd;cid;uid;rolename\ndel;CHEM-1;p.curie;teacher\n");
    assert_eq!(site.roles_of(11, 101, ""), ["student"]);
}

#[test]
fn a_role_that_does_not_exist_takes_no_role_away() {
    let (plan, site) = planned("cmd;cid;uid;rolename\ndel;CHEM-1;p.curie;techer\n");
    assert_eq!(row(&plan, 2).decision, Decision::Refused);
    assert_eq!(site, with_enrolments());
}

#[test]
fn q36_sync_keeps_the_enrolments_of_files_apart() {
    let file = "cmd;cid;uid;rolename;enrol\nadd;BIO-101;p.curie;student;sync\n";
    let (plan, site) = planned_on(with_sync(), file, |_| {});
    assert_eq!(operations(&plan, 2), ["set_method", "enrol"]);
    assert_eq!(site.roles_of(10, 101, "sync"), ["student"]);
    assert_eq!(site.roles_of(10, 101, ""), [""; 0], "not given by hand");

    // With its last enrolment the method leaves the course (spec/operations.md §14).
    let (plan, site) = planned_on(site, &file.replace("add", "del"), |_| {});
    assert_eq!(operations(&plan, 2), ["unenrol"]);
    assert_eq!(site, with_sync());
}

#[test]
fn q36_sync_switched_off_for_the_site_is_manual() {
    let (plan, site) = planned("cid;uid;rolename;enrol\nBIO-101;p.curie;student;sync\n");
    assert_eq!(codes(&plan, 2), [Code::SyncNotEnabled]);
    assert!(site.enrolment(10, 101, "manual").is_some());
}

#[test]
fn q36_sync_switched_off_in_the_course_stays_so() {
    let mut site = with_sync();
    let mut course = site.course(10).expect("BIO-101").clone();
    course.methods.insert("sync".to_owned(), false);
    site.put_course(course);
    let (plan, after) = planned_on(
        site.clone(),
        "cid;uid;rolename;enrol\nBIO-101;p.curie;student;sync\n",
        |_| {},
    );
    assert_eq!(codes(&plan, 2), [Code::MethodNotOffered]);
    assert_eq!(after, site);
}

#[test]
fn a_method_switched_off_is_used_when_the_settings_say_so() {
    let file = "cid;uid;rolename;enrol\nLAB;m.curie;student;manual\n";
    let (plan, _) = planned(file);
    assert_eq!(codes(&plan, 2), [Code::MethodNotOffered]);
    let (plan, site) = planned_on(with_enrolments(), file, |settings| {
        settings.use_disabled_methods = true;
    });
    assert_eq!(operations(&plan, 2), ["enrol"]);
    assert!(site.enrolment(12, 100, "manual").is_some());
    let lab = site.course(12).expect("LAB");
    assert_eq!(lab.methods.get("manual"), Some(&false), "it stays off");
}

#[test]
fn q37_a_role_without_enrolment_stands_for_itself() {
    let (plan, site) = planned(
        "cid;uid;rolename\nBIO-101;i.joliot;student\nBIO-101;p.curie;student\nCHEM-1;p.curie;editingteacher\n",
    );
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(operations(&plan, 3), ["assign_role"]);
    assert_eq!(site.enrolments_of(10, 101).count(), 0);
    assert_eq!(operations(&plan, 4), ["assign_role"]);
    let enrolments = |site: &SiteIndex| site.enrolments_of(11, 101).cloned().collect::<Vec<_>>();
    assert_eq!(enrolments(&site), enrolments(&with_enrolments()));
}

#[test]
fn q38_whatever_fails_refuses_the_row_and_leaves_nothing() {
    let (plan, site) = planned(
        "cmd;cid;uid;rolename;enrol;gcmd;g1\n\
         add;BIO-101;p.curie;student;paypal;gaddcreate;New\n\
         join;BIO-101;p.curie;student;;gaddcreate;New\n\
         add;BIO-101;p.curie;student;;gjoin;New\n\
         add;BIO-101;p.curie;student;;gadd;New\n\
         enable;BIO-101;p.curie;;;gaddcreate;New\n\
         shift;BIO-101;p.curie;tutor;;gaddcreate;New\n",
    );
    for line in 2..=7 {
        assert_eq!(row(&plan, line).decision, Decision::Refused, "line {line}");
    }
    assert_eq!(codes(&plan, 6), [Code::EnrolmentMissing]);
    assert_eq!(site, with_enrolments());
}

#[test]
fn a_shift_leaves_one_role_and_the_enrolment() {
    let (plan, site) = planned("cmd;cid;uid;rolename\nshift;CHEM-1;p.curie;student\n");
    assert_eq!(operations(&plan, 2), ["shift_role"]);
    assert_eq!(site.roles_of(11, 101, ""), ["student"]);
    let (plan, site) =
        planned("cmd;cid;uid;rolename;enrol\nshift;BIO-101;m.curie;teacher;manual\n");
    assert_eq!(operations(&plan, 2), ["shift_role"]);
    assert_eq!(site.roles_of(10, 100, ""), ["teacher"]);
    assert_eq!(groups(&site, 10, 100), ["Group A"]);
}

#[test]
fn of_several_shifts_the_last_one_is_done() {
    let (plan, site) = planned(
        "cmd;cid;uid;rolename;enrol;gcmd;g1\n\
         shift;BIO-101;m.curie;teacher;manual;;\n\
         shift;BIO-101;p.curie;teacher;manual;gaddcreate;New\n\
         shift;BIO-101;m.curie;student;manual;;\n\
         shift;BIO-101;p.curie;student;manual;gadd;New\n",
    );
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(codes(&plan, 2), [Code::ShiftSuperseded]);
    assert_eq!(
        row(&plan, 4).decision,
        Decision::Unchanged,
        "she is a student already"
    );
    assert_eq!(operations(&plan, 3), ["create_group"]);
    assert_eq!(operations(&plan, 5), ["enrol", "add_group_member"]);
    assert_eq!(row(&plan, 5).needs, [3]);
    assert_eq!(site.roles_of(10, 101, ""), ["student"]);
}

#[test]
fn enrolments_are_suspended_and_given_access_again() {
    let (plan, site) = planned(
        "cmd;cid;uid;rolename;enrol;endtime\n\
         enable;BIO-101;n.bohr;;;1751241600\n\
         disable;BIO-101;m.curie;;manual;\n",
    );
    assert_eq!(operations(&plan, 2), ["set_enrolment"]);
    let state = |user| site.enrolment(10, user, "manual").map(Enrolment::state);
    let bohr = state(105).expect("enrolled");
    assert_eq!(
        (bohr.start, bohr.end, bohr.active),
        (0, 1_751_241_600, true)
    );
    let curie = state(100).expect("enrolled");
    assert_eq!((curie.start, curie.active), (1_725_148_800, false));
    // Without a method all enrolments in the course are meant.
    let (plan, site) = planned("cmd;cid;uid;rolename\ndisable;CHEM-1;p.curie;\n");
    assert_eq!(operations(&plan, 2), ["set_enrolment", "set_enrolment"]);
    assert!(
        site.enrolments_of(11, 101)
            .all(|enrolment| !enrolment.active)
    );
}

/// The row gives one end of the period, the enrolment has the other.
#[test]
fn a_period_keeps_its_order_with_what_the_enrolment_has() {
    let (plan, _) =
        planned("cmd;cid;uid;rolename;enrol;endtime\nadd;BIO-101;m.curie;student;;1700000000\n");
    assert_eq!(codes(&plan, 2), [Code::PeriodReversed]);
}

fn group_row(command: &str, groups: &str) -> String {
    format!("cmd;cid;uid;rolename;gcmd;g1;g2\nadd;CHEM-1;p.curie;student;{command};{groups}\n")
}

#[test]
fn group_commands_add_replace_and_delete() {
    for (command, names, expected) in [
        (
            "gaddcreate",
            "Lab 1;Lab 3",
            ["Lab 1", "Lab 2", "Lab 3"].as_slice(),
        ),
        ("gadd", "Lab 1;", &["Lab 1", "Lab 2"]),
        ("greplace", "Lab 1;", &["Lab 1"]),
        ("greplacecreate", "Lab 3;Lab 2", &["Lab 2", "Lab 3"]),
        ("greplace", ";", &[]),
        ("gdel", "Lab 2;Nowhere", &["Lab 1"]),
    ] {
        let (_, site) = planned(&group_row(command, names));
        assert_eq!(groups(&site, 11, 101), expected, "{command} {names}");
        assert!(site.group(11, "Lab 1").is_some(), "the group itself stays");
    }
}

/// `enrols_protectgroups`: what was given by hand stays, what is given is tool_sync's own.
#[test]
fn memberships_given_by_hand_can_be_protected() {
    let protect = |settings: &mut Settings| settings.protect_memberships = true;
    for command in ["greplacecreate", "gdel"] {
        let names = if command == "gdel" {
            "Lab 1;Lab 2"
        } else {
            "Lab 3;"
        };
        let (plan, site) = planned_on(with_enrolments(), &group_row(command, names), protect);
        let left = groups(&site, 11, 101);
        assert!(
            left.contains(&"Lab 1") && !left.contains(&"Lab 2"),
            "{left:?}"
        );
        assert!(codes(&plan, 2).contains(&Code::MembershipProtected));
        if let Some(group) = site.group(11, "Lab 3") {
            assert!(group.owned.contains(&101));
        }
    }
    let (_, site) = planned(&group_row("gaddcreate", "Lab 3;"));
    assert!(site.group(11, "Lab 3").expect("created").owned.is_empty());
}

#[test]
fn q66_an_exclusive_change_of_group_works() {
    let (plan, site) = planned(&group_row("greplace", "Lab 1;"));
    assert_eq!(operations(&plan, 2), ["remove_group_member"]);
    assert_eq!(groups(&site, 11, 101), ["Lab 1"]);
}

#[test]
fn who_does_not_take_part_in_the_course_is_put_in_no_group() {
    let (plan, site) =
        planned("cmd;cid;uid;rolename;gcmd;g1;g2\ndel;BIO-101;i.joliot;;gaddcreate;Group A;New\n");
    assert_eq!(codes(&plan, 2), [Code::NewGroup, Code::NotAParticipant]);
    assert_eq!(operations(&plan, 2), ["unassign_role"]);
    assert!(site.group(10, "New").is_none());
}

/// `enrols_defaultcmd`.
#[test]
fn a_file_without_commands_does_what_the_settings_say() {
    let file = "cid;uid;rolename\nCHEM-1;p.curie;student\n";
    for (command, expected) in [
        (DefaultCommand::Add, ["student", "teacher"].as_slice()),
        (DefaultCommand::Del, &["teacher"]),
        (DefaultCommand::Shift, &["student"]),
    ] {
        let (_, site) = planned_on(with_enrolments(), file, |settings| {
            settings.default_enrolment_command = command;
        });
        assert_eq!(site.roles_of(11, 101, ""), expected);
    }
}

/// `enrolcleanup`.
#[test]
fn groups_that_a_file_leaves_empty_are_deleted_when_the_settings_say_so() {
    let file = "cmd;cid;uid;rolename;enrol;gcmd;g1\n\
        del;BIO-101;m.curie;;;;\n\
        add;CHEM-1;p.curie;student;self;greplace;Lab 1\n";
    let (_, site) = planned(file);
    assert_eq!(site.groups().len(), 3);
    let (plan, site) = planned_on(with_enrolments(), file, |settings| {
        settings.delete_emptied_groups = true;
    });
    assert_eq!(operations(&plan, 2), ["unenrol", "delete_group"]);
    assert_eq!(
        operations(&plan, 3),
        ["remove_group_member", "delete_group"]
    );
    for line in [2, 3] {
        assert!(codes(&plan, line).contains(&Code::EmptiedGroupDeleted));
    }
    let left: Vec<&str> = site.groups().map(|group| group.name.as_str()).collect();
    assert_eq!(left, ["Lab 1"]);
}

pub(super) const REQUIRED: &[(&str, &[&str])] = &[
    (
        "cid",
        &["BIO-101", "bio-101", "CHEM-1", "CHEM-1", "LAB", "NOWHERE"],
    ),
    (
        "uid",
        &[
            "m.curie", "P.Curie", "p.curie", "i.joliot", "n.bohr", "nobody",
        ],
    ),
    (
        "rolename",
        &["", "student", "student", "teacher", "janitor"],
    ),
];

pub(super) const OPTIONAL: &[(&str, &[&str])] = &[
    (
        "cmd",
        &[
            "add", "add", "del", "shift", "shift", "enable", "disable", "",
        ],
    ),
    ("enrol", &["", "manual", "self", "sync", "cohort"]),
    ("starttime", &["", "", "0", "1725148800"]),
    ("endtime", &["", "", "1751241600", "1600000000"]),
    ("g1", &["", "Lab 1", "Lab 2", "Group A"]),
    ("g2", &["", "Lab 2", "New"]),
    (
        "gcmd",
        &[
            "",
            "gadd",
            "gaddcreate",
            "greplace",
            "greplacecreate",
            "gdel",
        ],
    ),
];

proptest! {
    #[test]
    fn enrolments_files_are_idempotent(
        file in file(REQUIRED, OPTIONAL),
        command in select(vec![DefaultCommand::Add, DefaultCommand::Del, DefaultCommand::Shift]),
        flags in any::<[bool; 4]>(),
    ) {
        let [sync, disabled, protect, cleanup] = flags;
        let options = options(Kind::Enrolments, |settings| {
            settings.default_enrolment_command = command;
            settings.use_disabled_methods = disabled;
            settings.protect_memberships = protect;
            settings.delete_emptied_groups = cleanup;
        });
        let site = if sync { with_sync() } else { with_enrolments() };
        let (first, second) = twice_on(site, &file, &options);
        // A line said that it puts nobody in groups. Once a line below has enrolled the person, to do so is new work, as with a refused line.
        let outside = |row: &PlannedRow| {
            let mut findings = row.findings.iter();
            findings.any(|finding| finding.code == Code::NotAParticipant)
        };
        prop_assume!(!first.rows.iter().any(outside));
        hold(&file, &first, &second)?;
    }
}
