//! Files of metacourses, row by row, and the enrolments that come of them.

mod follow;

use proptest::prelude::*;

use super::properties::{Column, file, hold, twice_on};
use super::{Decision, Kind, assert_all, codes, operations, options, row, site, text};
use crate::finding::Code;
use crate::plan::{LinkKey, Operation, Plan, plan_and_apply};
use crate::settings::CourseIdentifier;
use crate::site::{CourseLink, Group, MetaMethod, RoleAssignment, SiteIndex, institution};

/// Plans a file of metacourses on a site.
fn planned_on(rows: &str, site: SiteIndex) -> (Plan, SiteIndex) {
    let file = format!("master;meta;cmd\n{rows}");
    plan_and_apply([file.as_bytes()], &options(Kind::Metacourses, |_| {}), site)
}

/// The small site, where `LAB` takes the people of `BIO-101`: `m.curie`, a student from 1 September 2024, and `n.bohr`, who is suspended.
fn linked() -> SiteIndex {
    planned_on("BIO-101;LAB;add\n", site::small()).1
}

/// The same, where people who leave `BIO-101` leave `LAB`, too.
fn linked_strictly() -> SiteIndex {
    let mut site = linked();
    site.facts.meta = MetaMethod::Unenrols;
    site
}

/// A person's meta enrolment: whether it is active, its period, its roles.
fn taken(site: &SiteIndex, course: u64, user: u64) -> Option<(bool, (i64, i64), Vec<&str>)> {
    let enrolment = site.enrolment(course, user, "meta")?;
    let roles = enrolment.roles.iter().map(String::as_str).collect();
    let period = (enrolment.start, enrolment.end);
    Some((enrolment.active, period, roles))
}

/// Puts `m.curie` in a group of `LAB`, and makes the person a teacher there by hand.
fn with_ties(mut site: SiteIndex) -> SiteIndex {
    site.put_group(Group {
        id: 2,
        course: 12,
        name: "Bench 1".to_owned(),
        members: [100].into(),
        ..Group::default()
    });
    site.put_role_assignment(RoleAssignment {
        course: 12,
        user: 100,
        role: "teacher".to_owned(),
    });
    site
}

const START: i64 = 1_725_148_800;

#[test]
fn a_metacourses_file_as_text() {
    let rows = "\
BIO-101;LAB;add
BIO-101;CHEM-1;
BIO-101;TPL-SCI;add
CHEM-1;BIO-101;add
TPL-SCI;LAB;del
LAB;BIO-101;fulldel
BIO-101;NOWHERE;add
LAB;LAB;add
";
    let mut site = with_ties(linked());
    for (id, course, enabled) in [(2, 11, false), (3, 13, true)] {
        site.put_course_link(CourseLink {
            id,
            course,
            source: 10,
            enabled,
        });
    }
    let (first, site) = planned_on(rows, site);
    let (second, site) = planned_on("BIO-101;CHEM-1;del\n", site);
    let (third, _) = planned_on("BIO-101;LAB;fulldel\nBIO-101;CHEM-1;fulldel\n", site);
    let texts = [&first, &second, &third].map(text);
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn a_course_takes_the_people_of_another_at_once() {
    let (plan, site) = planned_on("BIO-101;LAB;add\n", site::small());
    let expected = Operation::SetCourseLink {
        link: LinkKey {
            course: "LAB".to_owned(),
            source: "BIO-101".to_owned(),
        },
        old: None,
        enabled: true,
        people: 2,
    };
    assert_eq!(row(&plan, 2).operations, [expected]);
    let student = vec!["student"];
    assert_eq!(taken(&site, 12, 100), Some((true, (START, 0), student)));
    let suspended = Some((false, (0, 0), vec![]));
    assert_eq!(
        taken(&site, 12, 105),
        suspended,
        "without access there, none here"
    );
    assert_eq!(taken(&site, 12, 101), None);
    assert_eq!(taken(&site, 10, 100), None, "nothing comes back");
}

#[test]
fn a_link_that_is_there_is_told() {
    let (plan, site) = planned_on("BIO-101;LAB;\n", linked());
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(codes(&plan, 2), [Code::LinkExists]);
    assert_eq!(site, linked());
}

#[test]
fn q25_access_is_taken_away_and_given_back() {
    let (plan, site) = planned_on("BIO-101;LAB;del\n", linked());
    assert_eq!(operations(&plan, 2), ["set_course_link"]);
    assert_eq!(taken(&site, 12, 100), Some((false, (START, 0), vec![])));
    assert_eq!(site.link_of(12, 10).map(|link| link.enabled), Some(false));
    let (again, site) = planned_on("BIO-101;LAB;del\n", site);
    assert_all(&again, Decision::Unchanged);
    let (plan, site) = planned_on("BIO-101;LAB;add\n", site);
    assert_eq!(operations(&plan, 2), ["set_course_link"]);
    assert_eq!(site, linked());
}

#[test]
fn q25_a_link_that_goes_leaves_no_enrolment_behind() {
    let (plan, site) = planned_on("BIO-101;LAB;fulldel\n", with_ties(linked()));
    let [Operation::RemoveCourseLink { old, losses, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert!(old);
    let lost: Vec<_> = losses
        .iter()
        .map(|loss| (&*loss.course, &*loss.user))
        .collect();
    assert_eq!(lost, [("LAB", "m.curie"), ("LAB", "n.bohr")]);
    // What comes back with the link is not told; what does not, is.
    assert_eq!(losses[0].enrolments[0].state.start, START);
    assert_eq!(losses[0].enrolments[0].roles, [""; 0]);
    assert_eq!(losses[0].roles, ["teacher"]);
    assert_eq!(losses[0].groups[0].group, "Bench 1");
    assert!(!site.takes_part(12, 100) && !site.takes_part(12, 105));
    assert_eq!(site.groups_of(12, 100).count(), 0);
    assert_eq!(site.course_links().len(), 0);
}

/// Who is enrolled by hand, too, keeps that, and all that is in the course beside.
#[test]
fn an_enrolment_by_hand_outlives_the_link() {
    let mut site = with_ties(linked());
    let mut by_hand = site
        .enrolment(10, 100, "manual")
        .expect("in BIO-101")
        .clone();
    by_hand.course = 12;
    site.put_enrolment(by_hand);
    let (plan, site) = planned_on("BIO-101;LAB;fulldel\n", site);
    let [Operation::RemoveCourseLink { losses, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert_eq!((losses[0].roles.len(), losses[0].groups.len()), (0, 0));
    assert!(site.enrolment(12, 100, "manual").is_some());
    assert!(site.has_role(12, 100, "teacher"));
    assert_eq!(site.groups_of(12, 100).count(), 1);
}

#[test]
fn what_is_not_there_is_told() {
    let (plan, _) = planned_on("CHEM-1;LAB;del\nCHEM-1;LAB;fulldel\n", linked());
    assert_eq!(codes(&plan, 2), [Code::MissingLink]);
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    let (plan, _) = planned_on("LAB;BIO-101;fulldel\n", linked());
    assert_eq!(
        codes(&plan, 2),
        [Code::MissingLink],
        "it is the other direction"
    );
}

#[test]
fn courses_that_take_each_others_people_are_told() {
    let (plan, site) = planned_on("LAB;BIO-101;add\n", linked());
    assert_eq!(codes(&plan, 2), [Code::LinkLoop]);
    assert_eq!(operations(&plan, 2), ["set_course_link"]);
    assert_eq!(
        taken(&site, 10, 100),
        None,
        "nobody comes back as a guest of LAB"
    );
    // By way of a third course, in one file.
    let (plan, _) = planned_on("LAB;CHEM-1;add\nCHEM-1;BIO-101;add\n", linked());
    assert_eq!(codes(&plan, 2), []);
    assert_eq!(codes(&plan, 3), [Code::LinkLoop]);
}

#[test]
fn q25_unknown_courses_leave_nothing_behind() {
    let (plan, site) = planned_on("NOWHERE;LAB;\nBIO-101;NOWHERE;\n", site::small());
    assert_eq!(codes(&plan, 2), [Code::UnknownCourse]);
    assert_eq!(codes(&plan, 3), [Code::UnknownCourse]);
    assert_eq!(site, site::small());
}

#[test]
fn courses_are_named_as_the_settings_say() {
    for (identifier, rows) in [
        (CourseIdentifier::Idnumber, "C-101;C-201\n"),
        (CourseIdentifier::Id, "10;11\n"),
        (CourseIdentifier::Shortname, "bio-101;chem-1\n"),
    ] {
        let options = options(Kind::Metacourses, |settings| {
            settings.link_course_identifier = identifier;
        });
        let file = format!("master;meta\n{rows}");
        let (_, site) = plan_and_apply([file.as_bytes()], &options, site::small());
        assert!(site.link_of(11, 10).is_some(), "{rows}");
    }
}

#[test]
fn a_site_without_the_method_refuses_the_row() {
    let mut site = site::small();
    site.facts.meta = MetaMethod::Off;
    let (plan, after) = planned_on("BIO-101;LAB;add\n", site.clone());
    assert_eq!(codes(&plan, 2), [Code::NotCapable]);
    assert_eq!(after, site);
}

#[test]
fn a_link_that_changed_since_is_not_touched() {
    let (plan, _) = planned_on("BIO-101;LAB;fulldel\n", linked());
    let removal = &row(&plan, 2).operations[0];
    for mut site in [
        planned_on("BIO-101;LAB;del\n", linked()).1,
        with_ties(linked()),
        site::small(),
    ] {
        let before = site.clone();
        assert!(site.apply(removal).is_err());
        assert_eq!(site, before);
    }
}

/// Two new links with ten people each, access for the ten of a third, and one link without anybody that goes.
#[test]
fn the_sample_is_planned_on_the_sandbox_and_done_once() {
    let file = include_bytes!("../../../../../samples/metacourses.csv");
    let run = |site| plan_and_apply([&file[..]], &options(Kind::Metacourses, |_| {}), site);
    let (plan, site) = run(institution());
    assert_all(&plan, Decision::Change);
    let by_link = site.enrolments().filter(|found| found.method == "meta");
    assert_eq!(by_link.count(), 30);
    let (again, after) = run(site.clone());
    let codes: Vec<_> = (2..=5).map(|line| codes(&again, line)).collect();
    let exists = [Code::LinkExists];
    assert_eq!(codes, [&exists[..], &exists, &exists, &[Code::MissingLink]]);
    assert_all(&again, Decision::Unchanged);
    assert_eq!(after, site);
}

const COURSES: &[&str] = &["BIO-101", "bio-101", "CHEM-1", "LAB", "TPL-SCI", "NOWHERE"];
const REQUIRED: &[Column] = &[("master", COURSES), ("meta", COURSES)];
const OPTIONAL: &[Column] = &[("cmd", &["", "add", "add", "del", "fulldel", "restore"])];

proptest! {
    #[test]
    fn metacourses_files_are_idempotent(file in file(REQUIRED, OPTIONAL)) {
        let options = options(Kind::Metacourses, |_| {});
        let (first, second) = twice_on(linked(), &file, &options);
        hold(&file, &first, &second)?;
    }
}
