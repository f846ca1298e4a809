//! Files of cohorts' courses, row by row; and the enrolments that follow bindings.

use proptest::prelude::*;

use super::cohorts::{key, with_cohorts};
use super::properties::{Column, file, hold, twice_on};
use super::{Decision, Kind, codes, operations, options, row, text};
use crate::finding::Code;
use crate::plan::{BindingState, Operation, Plan, PlanOptions, plan_and_apply};
use crate::settings::{CourseIdentifier, GroupIdentifier, RoleIdentifier};
use crate::site::{Enrolment, RoleAssignment, SiteIndex};

/// Courses by short name, as people read them.
fn by_shortname() -> PlanOptions {
    options(Kind::CohortCourses, |settings| {
        settings.cohort_course_identifier = CourseIdentifier::Shortname;
    })
}

fn planned_on(file: &str, site: SiteIndex) -> (Plan, SiteIndex) {
    plan_and_apply([file.as_bytes()], &by_shortname(), site)
}

fn planned(file: &str) -> (Plan, SiteIndex) {
    planned_on(file, with_cohorts())
}

/// The state that the binding of the row on this line gets.
fn bound(plan: &Plan, line: u64) -> &BindingState {
    let mut operations = row(plan, line).operations.iter();
    operations
        .find_map(|operation| match operation {
            Operation::SetCohortBinding { new, .. } => Some(new),
            _ => None,
        })
        .expect("the row sets a binding")
}

/// A person's enrolment by the method `cohort`: whether it is active, and its roles.
fn enrolled(site: &SiteIndex, course: u64, user: u64) -> Option<(bool, Vec<&str>)> {
    let enrolment = site.enrolment(course, user, "cohort")?;
    let roles = enrolment.roles.iter().map(String::as_str);
    Some((enrolment.active, roles.collect()))
}

#[test]
fn a_file_of_cohorts_courses_as_text() {
    let file = "\
cohort;course;cmd;role;makegroup;enrolstart;enrolend
COH-1;CHEM-1;add;student;;;
COH-1;BIO-101;;;1;2024-09-01;2025-01-31
COH-4;LAB;add;teacher;0;;
COH-9;CHEM-1;del;student;;;
COH-9;LAB;fulldel;*;;;
COH-9;LAB;restore;student;;;
COH-8;LAB;add;student;;;
COH-9;NOWHERE;add;student;;;
COH-9;BIO-101;add;tutor;;;
COH-9;BIO-101;add;*;;;
";
    insta::assert_snapshot!(text(&planned(file).0));
}

#[test]
fn bindings_are_taken_away_as_text() {
    let file = "cohort;course;cmd;role\nCOH-1;CHEM-1;del;*\n";
    let (disabled, site) = planned(file);
    let (restored, _) = planned_on("cohort;course;cmd\nCOH-1;CHEM-1;restore\n", site.clone());
    let (added, _) = planned_on("cohort;course;makegroup\nCOH-1;CHEM-1;0\n", site.clone());
    let (removed, _) = planned_on("cohort;course;cmd\nCOH-1;CHEM-1;fulldel\n", site);
    let texts = [&disabled, &restored, &added, &removed].map(text);
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn a_binding_enrols_the_members_at_once() {
    let (plan, site) = planned("cohort;course;role\nCOH-1;LAB;teacher\n");
    let [Operation::SetCohortBinding { people, old, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert_eq!((*people, old), (1, &None));
    assert_eq!(enrolled(&site, 12, 100), Some((true, vec!["teacher"])));
    assert_eq!(enrolled(&site, 12, 101), None);
}

#[test]
fn a_binding_that_is_so_already_is_left_alone() {
    let (plan, site) = planned("cohort;course;cmd;role\nCOH-1;CHEM-1;add;student\n");
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(site, with_cohorts());
}

#[test]
fn q34_a_period_is_that_of_the_binding_and_of_its_enrolments() {
    let (plan, site) =
        planned("cohort;course;enrolstart;enrolend\nCOH-1;LAB;2024-09-01;1738281600\n");
    let new = bound(&plan, 2);
    assert_eq!((new.start, new.end), (1_725_148_800, 1_738_281_600));
    let enrolment = site.enrolment(12, 100, "cohort").expect("it follows");
    assert_eq!((enrolment.start, enrolment.end), (new.start, new.end));
    // What is not given stays; 0 takes a bound away.
    let file = "cohort;course;enrolstart;enrolend\nCOH-1;LAB;;0\n";
    let (plan, _) = planned_on(file, site);
    let new = bound(&plan, 2);
    assert_eq!((new.start, new.end), (1_725_148_800, 0));
}

#[test]
fn q34_makegroup_makes_a_group_of_the_cohorts_name() {
    let (plan, site) = planned("cohort;course;makegroup\nCOH-1;LAB;1\n");
    assert_eq!(operations(&plan, 2), ["create_group", "set_cohort_binding"]);
    let group = site.group(12, "Year 1").expect("it was made");
    assert_eq!(group.members, [100].into());
    // Another cohort's binding uses a group that is there; 0 has the members leave it.
    let (plan, site) = planned_on("cohort;course;makegroup\nCOH-1;LAB;0\n", site);
    assert_eq!(operations(&plan, 2), ["set_cohort_binding"]);
    let group = site.group(12, "Year 1").expect("it stays");
    assert_eq!(group.members, [].into());
    assert_eq!(enrolled(&site, 12, 100), Some((true, vec!["student"])));
    let (plan, _) = planned_on("cohort;course;makegroup\nCOH-1;LAB;1\n", site);
    assert_eq!(operations(&plan, 2), ["set_cohort_binding"]);
}

#[test]
fn q34_access_is_taken_away_and_given_back() {
    let (plan, site) = planned("cohort;course;cmd\nCOH-1;CHEM-1;del\n");
    assert_eq!(operations(&plan, 2), ["set_cohort_binding"]);
    assert_eq!(enrolled(&site, 11, 100), Some((false, vec![])));
    let group = site.group(11, "Chemists").expect("it stays");
    assert!(group.members.contains(&100), "what was done is kept");
    let (again, _) = planned_on("cohort;course;cmd\nCOH-1;CHEM-1;del\n", site.clone());
    assert_eq!(row(&again, 2).decision, Decision::Unchanged);
    for command in ["restore", "add"] {
        let file = format!("cohort;course;cmd\nCOH-1;CHEM-1;{command}\n");
        let (plan, after) = planned_on(&file, site.clone());
        assert!(bound(&plan, 2).enabled);
        assert_eq!(after, with_cohorts(), "{command}");
    }
}

#[test]
fn q34_fulldel_leaves_no_enrolment_behind() {
    let (plan, site) = planned("cohort;course;cmd\nCOH-1;CHEM-1;fulldel\n");
    let [Operation::RemoveCohortBinding { losses, old, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert_eq!(old.group, "Chemists");
    assert_eq!((losses.len(), &*losses[0].user), (1, "m.curie"));
    assert_eq!(site.cohort_bindings().len(), 0);
    assert!(!site.takes_part(11, 100));
    assert!(
        site.group(11, "Chemists")
            .is_some_and(|group| group.members.is_empty())
    );
    assert!(
        site.cohort(1)
            .is_some_and(|cohort| cohort.members.contains(&100))
    );
}

#[test]
fn q34_every_row_says_what_became_of_it() {
    let file = "cohort;course;cmd\nCOH-9;CHEM-1;del\nCOH-9;LAB;fulldel\nCOH-9;BIO-101;restore\n";
    let (plan, _) = planned(file);
    assert_eq!(codes(&plan, 2), [Code::MissingBinding]);
    assert_eq!(codes(&plan, 3), [Code::MissingBinding]);
    assert_eq!(codes(&plan, 4), [Code::UnknownBinding]);
    assert_eq!(row(&plan, 4).decision, Decision::Refused);
}

#[test]
fn every_role_of_a_binding() {
    let (_, site) = planned("cohort;course;role\nCOH-1;CHEM-1;teacher\nCOH-1;LAB;teacher\n");
    assert_eq!(
        enrolled(&site, 11, 100),
        Some((true, vec!["student", "teacher"]))
    );
    let file = |command: &str| format!("cohort;course;cmd;role\nCOH-1;CHEM-1;{command};*\n");
    let (plan, disabled) = planned_on(&file("del"), site.clone());
    assert_eq!(
        operations(&plan, 2),
        ["set_cohort_binding", "set_cohort_binding"]
    );
    let (plan, restored) = planned_on(&file("restore"), disabled);
    assert_eq!(row(&plan, 2).operations.len(), 2);
    assert_eq!(restored, site);
    let (_, removed) = planned_on(&file("fulldel"), restored);
    assert_eq!(enrolled(&removed, 11, 100), None);
    assert_eq!(enrolled(&removed, 12, 100), Some((true, vec!["teacher"])));
}

#[test]
fn one_role_of_two_is_taken_away() {
    let (_, site) = planned("cohort;course;role\nCOH-1;CHEM-1;teacher\n");
    let file = "cohort;course;cmd;role\nCOH-1;CHEM-1;fulldel;student\n";
    let (plan, site) = planned_on(file, site);
    let [Operation::RemoveCohortBinding { losses, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert_eq!(*losses, [], "the other binding still enrols");
    assert_eq!(enrolled(&site, 11, 100), Some((true, vec!["teacher"])));
    assert!(
        site.group(11, "Chemists")
            .is_some_and(|group| group.members.is_empty())
    );
}

#[test]
fn cohort_course_and_role_are_named_as_the_settings_say() {
    let options = options(Kind::CohortCourses, |settings| {
        settings.cohort_identifier = GroupIdentifier::Id;
        settings.cohort_course_identifier = CourseIdentifier::Id;
        settings.cohort_role_identifier = RoleIdentifier::Id;
    });
    let file = "cohort;course;role\n1;12;2\n";
    let (_, site) = plan_and_apply([file.as_bytes()], &options, with_cohorts());
    assert_eq!(enrolled(&site, 12, 100), Some((true, vec!["teacher"])));
}

/// A person who is in two cohorts of a course stays enrolled by the second.
#[test]
fn an_enrolment_ends_with_the_last_cohort() {
    let mut site = with_cohorts();
    let joins = Operation::AddCohortMember {
        cohort: key(2, "Staff"),
        user: "m.curie".to_owned(),
    };
    site.apply(&joins).expect("the cohort is there");
    let (_, site) = planned_on("cohort;course;role\nCOH-9;CHEM-1;teacher\n", site);
    let (_, site) = planned_on("cohort;course;cmd\nCOH-1;CHEM-1;fulldel\n", site);
    assert_eq!(enrolled(&site, 11, 100), Some((true, vec!["teacher"])));
    let (_, site) = planned_on("cohort;course;cmd;role\nCOH-9;CHEM-1;fulldel;*\n", site);
    assert_eq!(enrolled(&site, 11, 100), None);
}

/// A person who is enrolled by hand as well keeps that, with the role given by hand.
#[test]
fn an_enrolment_by_hand_outlives_the_cohort() {
    let mut site = with_cohorts();
    site.put_enrolment(Enrolment {
        course: 11,
        user: 100,
        method: "manual".to_owned(),
        start: 0,
        end: 0,
        active: true,
        roles: [].into(),
    });
    site.put_role_assignment(by_hand());
    let file = "cohort;course;cmd\nCOH-1;CHEM-1;fulldel\n";
    let (_, after) = planned_on(file, site);
    assert!(after.enrolment(11, 100, "manual").is_some());
    assert!(after.has_role(11, 100, "teacher"));

    // Without it, the role given by hand goes with the last enrolment, and the plan says so.
    let mut site = with_cohorts();
    site.put_role_assignment(by_hand());
    let (plan, after) = planned_on(file, site);
    let [Operation::RemoveCohortBinding { losses, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert_eq!(losses[0].roles, ["teacher"]);
    assert!(!after.has_role(11, 100, "teacher"));
}

fn by_hand() -> RoleAssignment {
    RoleAssignment {
        course: 11,
        user: 100,
        role: "teacher".to_owned(),
    }
}

#[test]
fn a_binding_that_changed_since_is_not_touched() {
    let (plan, _) = planned("cohort;course;cmd\nCOH-1;CHEM-1;del\n");
    let disable = &row(&plan, 2).operations[0];
    let (_, mut site) = planned("cohort;course;makegroup\nCOH-1;CHEM-1;0\n");
    let before = site.clone();
    assert!(site.apply(disable).is_err(), "it has no group any more");
    assert_eq!(site, before);
}

#[test]
fn a_method_that_the_site_lacks_refuses_the_row() {
    let mut site = with_cohorts();
    site.facts.cohort_methods = ["cohortrestricted".to_owned()].into();
    let file = "cohort;course;enrol\nCOH-1;LAB;\nCOH-1;LAB;cohortrestricted\n";
    let (plan, site) = planned_on(file, site);
    assert_eq!(codes(&plan, 2), [Code::UnknownCohortMethod]);
    assert!(site.enrolment(12, 100, "cohortrestricted").is_some());
}

const REQUIRED: &[Column] = &[
    ("cohort", &["COH-1", "COH-9", "COH-4", "COH-7", ""]),
    ("course", &["C-101", "C-201", "C-900"]),
];

const OPTIONAL: &[Column] = &[
    ("cmd", &["", "add", "add", "del", "restore", "fulldel"]),
    ("role", &["", "student", "teacher", "*", "tutor"]),
    ("enrol", &["", "cohort", "delayedcohort"]),
    ("enrolstart", &["", "0", "2024-09-01", "1725148800"]),
    ("enrolend", &["", "0", "2025-01-31", "1738281600"]),
    ("makegroup", &["", "0", "1"]),
];

proptest! {
    #[test]
    fn files_of_cohorts_courses_are_idempotent(file in file(REQUIRED, OPTIONAL)) {
        let options = options(Kind::CohortCourses, |_| {});
        let (first, second) = twice_on(with_cohorts(), &file, &options);
        hold(&file, &first, &second)?;
    }
}
