//! What a users file does with accounts that come back or change their names, and with cohorts and courses on the same row.

use super::{
    Code, Decision, Kind, Plan, Settings, assert_all, codes, operations, options, row, site,
};
use crate::plan::{Operation, plan, plan_and_apply};
use crate::settings::UserIdentifier;
use crate::site::SiteIndex;

/// The plan of a file on the small site, and the site after it. Renaming is allowed.
fn done_with(file: &str, set: impl FnOnce(&mut Settings)) -> (Plan, SiteIndex) {
    let options = options(Kind::Users, |settings| {
        settings.allow_rename = true;
        set(settings);
    });
    plan_and_apply([file.as_bytes()], &options, site::small())
}

fn done(file: &str) -> (Plan, SiteIndex) {
    done_with(file, |_| {})
}

/// Asserts that the same file has nothing left to do on this site.
fn assert_done(file: &str, site: SiteIndex) {
    let options = options(Kind::Users, |settings| settings.allow_rename = true);
    assert_all(
        &plan([file.as_bytes()], &options, site),
        Decision::Unchanged,
    );
}

/// F44: whoever comes back has the old account, its number included, and takes part in what the row says at once.
#[test]
fn who_comes_back_joins_cohorts_and_courses_on_the_same_row() {
    let file = "username;firstname;lastname;idnumber;cohort;course1;role1;enrol1;group1\n\
         a.einstein;Albert;Einstein;P-0050;Year 1;BIO-101;student;manual;Group A\n";
    let (plan, after) = done(file);
    assert_eq!(
        operations(&plan, 2),
        [
            "revive_user",
            "add_cohort_member",
            "enrol",
            "add_group_member"
        ]
    );
    let user = after.user_by_username("a.einstein").expect("there again");
    assert_eq!((user.id, user.deleted), (103, false));
    assert!(
        after
            .cohort(1)
            .is_some_and(|cohort| cohort.members.contains(&103))
    );
    assert!(after.enrolment(10, 103, "manual").is_some());
    assert!(
        after
            .group_of_id(1)
            .is_some_and(|group| group.members.contains(&103))
    );
    assert_done(file, after);
}

/// F44: by whatever accounts are identified, the deleted one is found again; nobody else's name or number revives it.
#[test]
fn who_comes_back_is_known_by_what_identifies_accounts() {
    for (identifier, row, revived) in [
        (
            UserIdentifier::Idnumber,
            "albert.e;Albert;Einstein;P-0050;",
            true,
        ),
        (
            UserIdentifier::Username,
            "a.einstein;Albert;Einstein;;",
            true,
        ),
        (
            UserIdentifier::Email,
            "albert.e;Albert;Einstein;;a.einstein@example.org",
            true,
        ),
        (
            UserIdentifier::Idnumber,
            "albert.e;Albert;Einstein;P-0500;",
            false,
        ),
        (
            UserIdentifier::Username,
            "albert.e;Albert;Einstein;;",
            false,
        ),
        (
            UserIdentifier::Email,
            "albert.e;Albert;Einstein;;other@example.org",
            false,
        ),
    ] {
        let file = format!("username;firstname;lastname;idnumber;email\n{row}\n");
        let (plan, after) = done_with(&file, |settings| settings.user_identifier = identifier);
        let first = operations(&plan, 2)[0];
        let expected = if revived {
            "revive_user"
        } else {
            "create_user"
        };
        assert_eq!(first, expected, "{identifier:?} {row}");
        assert_eq!(after.user(103).is_some_and(|user| user.deleted), !revived);
    }
}

/// Who was deleted and comes back stays suspended or not as the row says, and needs no new password.
#[test]
fn who_comes_back_is_let_in_by_the_row() {
    let file = "username;firstname;lastname;idnumber;suspended\n\
         a.einstein;Albert;Einstein;P-0050;1\n";
    let (plan, after) = done(file);
    assert_eq!(operations(&plan, 2), ["revive_user", "update_user"]);
    assert_eq!(
        after.user(103).map(crate::site::User::is_suspended),
        Some(true)
    );
    assert_done(file, after);
}

/// A name that a line above gives up is free for the next; two that would exchange their names have to do it in two steps.
#[test]
fn names_are_handed_on_in_the_order_of_the_lines() {
    let file = "username;firstname;lastname;oldusername\n\
         m.sklodowska;Marie;Curie;m.curie\n\
         m.curie;Pierre;Curie;p.curie\n";
    let (plan, after) = done(file);
    assert_eq!(operations(&plan, 2), ["rename_user"]);
    assert_eq!(operations(&plan, 3), ["rename_user"]);
    assert_eq!(row(&plan, 3).needs, [2]);
    let id = |name: &str| after.user_by_username(name).map(|user| user.id);
    assert_eq!(
        (id("m.sklodowska"), id("m.curie"), id("p.curie")),
        (Some(100), Some(101), None)
    );

    let swapped = "username;firstname;lastname;oldusername\n\
         p.curie;Marie;Curie;m.curie\n\
         m.curie;Pierre;Curie;p.curie\n";
    let (plan, _) = done(swapped);
    assert_all(&plan, Decision::Refused);
    assert_eq!(codes(&plan, 2).last(), Some(&Code::RenameTargetTaken));
}

/// The account keeps what it takes part in under its new name, and the rest of the row is done under it, too.
#[test]
fn a_renamed_account_keeps_and_gets_its_courses() {
    let file = "username;firstname;lastname;oldusername;city;cohort;course1;role1;enrol1\n\
         m.sklodowska;Marie;Curie;m.curie;Warszawa;Year 2;CHEM-1;student;manual\n";
    let (plan, after) = done(file);
    assert_eq!(
        operations(&plan, 2),
        [
            "rename_user",
            "update_user",
            "create_cohort",
            "add_cohort_member",
            "enrol"
        ]
    );
    let named = |operation: &Operation| match operation {
        Operation::AddCohortMember { user, .. } | Operation::Enrol { user, .. } => {
            user == "m.sklodowska"
        }
        _ => true,
    };
    assert!(row(&plan, 2).operations.iter().all(named));
    assert!(after.enrolment(10, 100, "manual").is_some(), "as before");
    assert!(after.enrolment(11, 100, "manual").is_some());
    assert_done(file, after);
}

/// A new cohort is made by the first line that names it, and the others need that line; who is in it is left there.
#[test]
fn a_cohort_of_several_lines_is_made_once() {
    let file = "username;firstname;lastname;cohort;cohortid\n\
         m.curie;Marie;Curie;Year 1;COH-1\n\
         p.curie;Pierre;Curie;Year 2;COH-2\n\
         n.bohr;Niels;Bohr;Year 2;COH-2\n\
         j.bell;Jocelyn;Bell;Year 2;\n";
    let (plan, after) = done(file);
    assert_eq!(operations(&plan, 2), [""; 0]);
    assert_eq!(operations(&plan, 3), ["create_cohort", "add_cohort_member"]);
    assert_eq!(operations(&plan, 4), ["add_cohort_member"]);
    assert_eq!(operations(&plan, 5), ["create_user", "add_cohort_member"]);
    for line in [4, 5] {
        assert_eq!(row(&plan, line).needs, [3]);
    }
    let made = after.cohort_by_name("Year 2").expect("made");
    assert_eq!((&*made.idnumber, made.members.len()), ("COH-2", 3));
    assert_done(file, after);
}

/// Sets stand for themselves: gaps between their numbers do not matter, an empty course is no set, and each has its own period.
#[test]
fn sets_of_courses_are_told_apart_by_their_numbers() {
    let file = "username;firstname;lastname;course2;role2;enrol2;start2;course7;role7;enrol7;course9;role9\n\
         p.curie;Pierre;Curie;BIO-101;student;manual;1725148800;CHEM-1;teacher;manual;;\n\
         i.joliot;Irène;Joliot;;;;;CHEM-1;student;manual;TPL-SCI;teacher\n";
    let (plan, after) = done(file);
    assert_eq!(operations(&plan, 2), ["enrol", "enrol"]);
    assert_eq!(operations(&plan, 3), ["enrol", "assign_role"]);
    let start = |course, user| {
        after
            .enrolment(course, user, "manual")
            .map(|found| found.start)
    };
    assert_eq!(start(10, 101), Some(1_725_148_800));
    assert_eq!(start(11, 101), Some(0));
    assert_eq!(
        (start(10, 102), start(11, 102), start(13, 102)),
        (None, Some(0), None)
    );
    assert!(after.has_role(13, 102, "teacher"));
    assert_done(file, after);
}

/// A set that is wrong refuses the whole row: the account is not half done.
#[test]
fn one_wrong_set_refuses_the_row_with_its_others() {
    let file = "username;firstname;lastname;city;cohort;course1;role1;enrol1;course2;role2;enrol2\n\
         p.curie;Pierre;Curie;Paris;Year 1;BIO-101;student;manual;CHEM-1;captain;manual\n\
         i.joliot;Irène;Joliot;Paris;Year 1;BIO-101;student;manual;NOWHERE;student;manual\n";
    let (plan, after) = done(file);
    assert_all(&plan, Decision::Refused);
    assert_eq!(codes(&plan, 2), [Code::UnknownRole]);
    assert_eq!(codes(&plan, 3), [Code::UnknownCourse]);
    assert_eq!(after, site::small());
}
