//! What people are in metacourses when something changes in the courses that they come from.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;

use super::super::enrolments::{OPTIONAL, REQUIRED};
use super::super::properties::file;
use super::{
    Kind, MetaMethod, Operation, Plan, START, SiteIndex, assert_all, codes, linked,
    linked_strictly, operations, options, plan_and_apply, planned_on, row, taken, with_ties,
};
use crate::finding::Code;
use crate::plan::Decision;
use crate::plan::tests::cohorts::with_cohorts;
use crate::settings::UserIdentifier;
use crate::site::Enrolment;

/// Plans a file of this kind by short names and login names.
fn run(kind: Kind, file: &str, site: SiteIndex) -> (Plan, SiteIndex) {
    let options = options(kind, |settings| {
        settings.user_identifier = UserIdentifier::Username;
        settings.cohort_user_identifier = UserIdentifier::Username;
        settings.cohort_course_identifier = crate::settings::CourseIdentifier::Shortname;
    });
    plan_and_apply([file.as_bytes()], &options, site)
}

fn enrolments(rows: &str, site: SiteIndex) -> (Plan, SiteIndex) {
    let file = format!("cmd;cid;uid;rolename;enrol\n{rows}");
    run(Kind::Enrolments, &file, site)
}

#[test]
fn who_is_enrolled_later_comes_along() {
    let (plan, site) = enrolments("add;BIO-101;p.curie;teacher;manual\n", linked());
    assert_eq!(
        operations(&plan, 2),
        ["enrol"],
        "the rest is the site's work"
    );
    assert_eq!(taken(&site, 12, 101), Some((true, (0, 0), vec!["teacher"])));
    let file = "username;firstname;lastname;course1;role1;enrol1;end1\n\
        i.joliot;Irène;Joliot;BIO-101;student;manual;1751241600\n";
    let (_, site) = run(Kind::Users, file, site);
    let student = vec!["student"];
    assert_eq!(
        taken(&site, 12, 102),
        Some((true, (0, 1_751_241_600), student))
    );
}

#[test]
fn roles_follow_those_of_the_other_course() {
    let (_, site) = enrolments("shift;BIO-101;m.curie;teacher;manual\n", linked());
    let teacher = vec!["teacher"];
    assert_eq!(taken(&site, 12, 100), Some((true, (START, 0), teacher)));
    let (_, site) = enrolments("add;BIO-101;m.curie;student;\n", site);
    let both = vec!["student", "teacher"];
    assert_eq!(taken(&site, 12, 100), Some((true, (START, 0), both)));
}

#[test]
fn suspension_follows_and_so_does_access() {
    let (_, site) = enrolments("disable;BIO-101;m.curie;;manual\n", linked());
    assert_eq!(taken(&site, 12, 100), Some((false, (START, 0), vec![])));
    let (_, site) = enrolments("enable;BIO-101;m.curie;;manual\n", site);
    assert_eq!(site, linked());
}

/// What a metacourse takes is changed where it comes from.
#[test]
fn a_meta_enrolment_is_not_changed_by_itself() {
    for command in ["enable", "disable"] {
        let file = format!("cmd;cid;uid;rolename\n{command};LAB;m.curie;\n");
        let (plan, site) = run(Kind::Enrolments, &file, linked());
        assert_eq!(codes(&plan, 2), [Code::MethodNotOffered]);
        assert_eq!(site, linked());
    }
    let (_, site) = enrolments("add;CHEM-1;m.curie;student;manual\n", linked());
    let (_, site) = planned_on("BIO-101;CHEM-1;add\n", site);
    let before = taken(&site, 11, 100).map(|(active, ..)| active);
    let (plan, site) = run(
        Kind::Enrolments,
        "cmd;cid;uid;rolename\ndisable;CHEM-1;m.curie;\n",
        site,
    );
    assert_eq!(operations(&plan, 2), ["set_enrolment"], "the one by hand");
    assert_eq!(
        (before, taken(&site, 11, 100).map(|(active, ..)| active)),
        (Some(true), Some(true))
    );
}

#[test]
fn a_method_that_is_switched_off_gives_nobody_access() {
    let switch = |old, enabled| Operation::SetMethod {
        course: "BIO-101".to_owned(),
        method: "manual".to_owned(),
        old: Some(old),
        enabled,
    };
    let mut site = linked();
    site.apply(&switch(true, false)).expect("it is on");
    assert_eq!(taken(&site, 12, 100), Some((false, (START, 0), vec![])));
    site.apply(&switch(false, true)).expect("it is off");
    assert_eq!(site, linked());
}

/// As a new Moodle has it: what people did is kept.
#[test]
fn who_leaves_stays_without_access() {
    let (plan, site) = enrolments("del;BIO-101;m.curie;;manual\n", with_ties(linked()));
    let [Operation::Unenrol { with, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert_eq!(with.linked, []);
    assert_eq!(taken(&site, 12, 100), Some((false, (START, 0), vec![])));
    assert_eq!(site.groups_of(12, 100).count(), 1);
    assert!(site.has_role(12, 100, "teacher"));
}

#[test]
fn who_leaves_leaves_metacourses_where_the_site_wants_it() {
    let before = with_ties(linked_strictly());
    let (plan, site) = enrolments("del;BIO-101;m.curie;;manual\n", before);
    let [Operation::Unenrol { with, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    let [loss] = &with.linked[..] else {
        panic!("{:?}", with.linked);
    };
    assert_eq!((&*loss.course, &*loss.user), ("LAB", "m.curie"));
    assert_eq!(loss.roles, ["teacher"]);
    assert_eq!(loss.groups[0].group, "Bench 1");
    assert!(!site.takes_part(12, 100));
    assert_eq!(site.groups_of(12, 100).count(), 0);
    let unenrol = &row(&plan, 2).operations[0];
    let mut moved = linked_strictly();
    assert!(
        moved.apply(unenrol).is_err(),
        "the person loses less by now"
    );
}

#[test]
fn members_of_cohorts_come_along_and_go() {
    let bind = "cohort;course;role\nCOH-1;CHEM-1;teacher\n";
    let mut site = planned_on("CHEM-1;LAB;add\n", with_cohorts()).1;
    site.facts.meta = MetaMethod::Unenrols;
    let (_, site) = run(Kind::CohortCourses, bind, site);
    let both = vec!["student", "teacher"];
    assert_eq!(taken(&site, 12, 100), Some((true, (0, 0), both)));
    let joins = "cmd;cidnumber;userid\nadd;COH-1;i.joliot\n";
    let (_, site) = run(Kind::Cohorts, joins, site);
    assert!(taken(&site, 12, 102).is_some());

    let unbind = "cohort;course;cmd;role\nCOH-1;CHEM-1;fulldel;*\n";
    let (plan, after) = run(Kind::CohortCourses, unbind, site.clone());
    let Some(Operation::RemoveCohortBinding { losses, .. }) = row(&plan, 2).operations.last()
    else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    let lost: Vec<_> = losses
        .iter()
        .map(|loss| (&*loss.course, &*loss.user))
        .collect();
    let expected = [
        ("CHEM-1", "m.curie"),
        ("CHEM-1", "i.joliot"),
        ("LAB", "m.curie"),
        ("LAB", "i.joliot"),
    ];
    assert_eq!(lost, expected);
    assert!(!after.takes_part(12, 100));

    let leaves = "cmd;cidnumber;userid\ndel;COH-1;i.joliot\n";
    let (plan, after) = run(Kind::Cohorts, leaves, site);
    let [Operation::RemoveCohortMember { losses, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert_eq!(losses.len(), 2);
    assert!(!after.takes_part(12, 102) && after.takes_part(12, 100));
}

#[test]
fn a_deleted_account_is_nowhere() {
    let file = "username;deleted\nm.curie;1\n";
    let (plan, site) = run(Kind::UserDeletions, file, with_ties(linked()));
    let [Operation::DeleteUser { old, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    let courses: Vec<&str> = old.losses.iter().map(|loss| &*loss.course).collect();
    assert_eq!(courses, ["BIO-101", "LAB"]);
    assert!(!site.takes_part(12, 100));
}

#[test]
fn a_course_takes_its_links_along_and_what_they_gave() {
    // LAB takes the people of BIO-101, and CHEM-1 those of LAB.
    let (_, before) = planned_on("LAB;CHEM-1;add\n", with_ties(linked_strictly()));
    let (plan, site) = run(Kind::CourseDeletions, "BIO-101\n", before.clone());
    let [Operation::DeleteCourse { old, .. }] = &row(&plan, 1).operations[..] else {
        panic!("{:?}", row(&plan, 1).operations);
    };
    let links: Vec<_> = old
        .links
        .iter()
        .map(|(link, on)| (&*link.course, *on))
        .collect();
    assert_eq!(links, [("LAB", true)]);
    let lost: Vec<_> = old
        .linked
        .iter()
        .map(|loss| (&*loss.course, &*loss.user))
        .collect();
    assert_eq!(lost, [("LAB", "m.curie"), ("LAB", "n.bohr")]);
    assert_eq!(old.linked[0].roles, ["teacher"]);
    assert!(!site.takes_part(12, 100));
    assert_eq!(site.course_links().len(), 1);

    let (plan, site) = run(Kind::CourseDeletions, "LAB\n", before);
    let [Operation::DeleteCourse { old, .. }] = &row(&plan, 1).operations[..] else {
        panic!("{:?}", row(&plan, 1).operations);
    };
    assert_eq!((old.links.len(), old.linked.len()), (2, 0));
    assert_eq!(site.course_links().len(), 0);
    assert!(site.takes_part(10, 100), "where they came from, they stay");
}

/// As a new Moodle has it: the link is disabled, and who came by it stays without access.
#[test]
fn a_course_that_goes_leaves_its_people_in_metacourses() {
    let (plan, mut site) = run(Kind::CourseDeletions, "BIO-101\n", with_ties(linked()));
    let [Operation::DeleteCourse { old, .. }] = &row(&plan, 1).operations[..] else {
        panic!("{:?}", row(&plan, 1).operations);
    };
    assert_eq!((old.links.len(), old.linked.len()), (1, 0));
    assert_eq!(taken(&site, 12, 100), Some((false, (START, 0), vec![])));
    assert_eq!(site.groups_of(12, 100).count(), 1);
    let links: Vec<_> = site.links_into(12).collect();
    assert_eq!(
        (links[0].source, links[0].enabled, links.len()),
        (10, false, 1)
    );

    // Another course of that name is another course, also where it would have got the number of the one that is gone.
    for course in site.courses().map(|course| course.id).collect::<Vec<_>>() {
        if course > 10 && course != 12 {
            site.remove_course(course);
        }
    }
    let file = "shortname;fullname;category\nBIO-101;Biology;Science\n";
    let (_, site) = run(Kind::Courses, file, site);
    let new = site.course_by_shortname("BIO-101").expect("it is made").id;
    assert!(new != 10 && site.link_of(12, new).is_none());
}

/// A course also takes the bindings of cohorts along, and their enrolments.
#[test]
fn a_course_takes_its_bindings_of_cohorts_along() {
    let (_, before) = planned_on("CHEM-1;LAB;add\n", with_cohorts());
    assert!(taken(&before, 12, 100).is_some(), "by way of the cohort");
    let (_, site) = run(Kind::CourseDeletions, "CHEM-1\n", before);
    assert_eq!(site.cohort_bindings().len(), 0);
    assert_eq!(site.bindings_of_cohort(1).count(), 0);
    let left = taken(&site, 12, 100).map(|(active, ..)| active);
    assert_eq!(left, Some(false), "the metacourse keeps the person");
}

/// People whose enrolment is a site's own work cannot be unenrolled by a reset.
#[test]
fn a_reset_of_a_metacourse_leaves_its_people() {
    let file = "shortname;roles;groups\nLAB;all;members\n";
    let (plan, site) = run(Kind::CourseResets, file, with_ties(linked()));
    assert_all(&plan, Decision::Change);
    assert_eq!(taken(&site, 12, 100), taken(&linked(), 12, 100));
    assert_eq!(site.groups_of(12, 100).count(), 0);
}

#[test]
fn a_reset_of_the_other_course_is_felt_in_the_metacourse() {
    let file = "shortname;roles\nBIO-101;student\n";
    let (_, site) = run(Kind::CourseResets, file, linked());
    assert_eq!(taken(&site, 12, 100), Some((false, (START, 0), vec![])));

    let (plan, site) = run(Kind::CourseResets, file, with_ties(linked_strictly()));
    let [Operation::ResetCourse { removed, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert_eq!((removed.people.len(), removed.linked.len()), (2, 2));
    assert_eq!(removed.linked[0].groups[0].group, "Bench 1");
    assert!(!site.takes_part(12, 100));
}

/// Moodle hands nobody on who came by a link.
#[test]
fn people_are_not_handed_on() {
    let (_, site) = planned_on("LAB;CHEM-1;add\n", linked());
    assert_eq!(taken(&site, 11, 100), None);
    let (_, site) = enrolments("add;LAB;m.curie;teacher;\n", site);
    assert_eq!(
        taken(&site, 11, 100),
        None,
        "a role without enrolment does not count"
    );
}

#[test]
fn the_widest_of_two_links_counts() {
    let (_, site) = planned_on("CHEM-1;LAB;add\n", linked());
    let rows = "add;CHEM-1;m.curie;teacher;manual;1600000000;1700000000\n";
    let file = format!("cmd;cid;uid;rolename;enrol;starttime;endtime\n{rows}");
    let (_, site) = run(Kind::Enrolments, &file, site);
    let both = vec!["student", "teacher"];
    assert_eq!(
        taken(&site, 12, 100),
        Some((true, (1_600_000_000, 0), both))
    );
    let (_, site) = enrolments("disable;BIO-101;m.curie;;manual\n", site);
    let teacher = vec!["teacher"];
    let period = (1_600_000_000, 1_700_000_000);
    assert_eq!(taken(&site, 12, 100), Some((true, period, teacher)));
    let (plan, site) = planned_on("CHEM-1;LAB;fulldel\n", site);
    assert_all(&plan, Decision::Change);
    assert_eq!(taken(&site, 12, 100), Some((false, (START, 0), vec![])));
}

/// The roles of those who have access there, and who is enrolled there at all, by what the rule says.
fn expected(site: &SiteIndex) -> Vec<(u64, bool, BTreeSet<String>)> {
    let own = |enrolment: &&Enrolment| enrolment.course == 10 && enrolment.method != "meta";
    let people: BTreeSet<u64> = site.enrolments().filter(own).map(|own| own.user).collect();
    let methods = &site.course(10).expect("it stays").methods;
    people
        .into_iter()
        .map(|user| {
            let enrolments = || site.enrolments_of(10, user).filter(own);
            let active =
                enrolments().any(|own| own.active && methods.get(&own.method) != Some(&false));
            let mut roles: BTreeSet<String> = site.roles_of(10, user, "").into_iter().collect();
            roles.extend(enrolments().flat_map(|own| own.roles.iter().cloned()));
            (user, active, if active { roles } else { BTreeSet::new() })
        })
        .collect()
}

proptest! {
    /// Whatever happens in the other course, the metacourse has its people, where they leave with it.
    #[test]
    fn a_metacourse_has_the_people_of_the_other_course(
        file in file(REQUIRED, OPTIONAL),
        emptied in select(&["", "shortname;roles\nBIO-101;all\n"][..]),
    ) {
        let (_, mut site) = run(Kind::Enrolments, &file, linked_strictly());
        if !emptied.is_empty() {
            (_, site) = run(Kind::CourseResets, emptied, site);
        }
        let found: Vec<_> = site
            .enrolments()
            .filter(|found| found.course == 12 && found.method == "meta")
            .map(|found| (found.user, found.active, found.roles.clone()))
            .collect();
        prop_assert_eq!(found, expected(&site));
    }
}
