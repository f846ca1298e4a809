//! Sites that do not tell all: nothing is planned again and again for want of knowing, and nothing is lost unseen.

use super::{Decision, Kind, codes, operations, options, row, site, updates};
use crate::finding::Code;
use crate::kinds::Value;
use crate::plan::{Operation, Plan, plan_and_apply};
use crate::settings::{Settings, TemplateMode};
use crate::site::{DigestIndex, Directory, Enrolment, Fields, SiteIndex, Space, Unknown};

/// [`site::small`] as Moodle's own web services would tell it: of the enrolments only that they are there, roles only as far as somebody
/// holds them.
fn told_in_part() -> SiteIndex {
    let whole = site::small();
    let mut site = SiteIndex::new(whole.facts.clone());
    site.facts.unknown = [
        Unknown::Roles,
        Unknown::OutsideRoles,
        Unknown::EnrolmentMethods,
        Unknown::EnrolmentPeriods,
        Unknown::CohortBindings,
        Unknown::CourseLinks,
        Unknown::CourseContent,
        Unknown::Templates,
        Unknown::CourseField("legacyfiles".to_owned()),
        Unknown::UserField("maildigest".to_owned()),
    ]
    .into();
    for object in whole.objects() {
        site.put(object);
    }
    for enrolment in whole.enrolments() {
        site.put_enrolment(Enrolment {
            start: 0,
            end: 0,
            ..enrolment.clone()
        });
    }
    site
}

fn planned_with(
    kind: Kind,
    file: &str,
    set: impl FnOnce(&mut Settings),
    site: SiteIndex,
) -> (Plan, SiteIndex) {
    plan_and_apply([file.as_bytes()], &options(kind, set), site)
}

fn planned(kind: Kind, file: &str) -> (Plan, SiteIndex) {
    planned_with(kind, file, |_| {}, told_in_part())
}

/// What the rows were told not to know, by line.
fn not_told(plan: &Plan, line: u64) -> Vec<&str> {
    let findings = row(plan, line).findings.iter();
    findings
        .filter(|finding| finding.code == Code::NotTold)
        .map(|finding| finding.params["what"].as_str())
        .collect()
}

const HEADER: &str = "cmd;cid;uid;rolename;enrol;starttime;endtime\n";

#[test]
fn a_period_that_is_not_told_is_left_alone() {
    let rows = "\
add;BIO-101;m.curie;student;manual;2024-09-02;2025-06-30
add;BIO-101;n.bohr;student;manual;;
add;BIO-101;m.curie;teacher;manual;;
add;BIO-101;p.curie;student;manual;2024-09-02;2025-06-30
";
    let (plan, after) = planned(Kind::Enrolments, &format!("{HEADER}{rows}"));
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(not_told(&plan, 2), ["period"]);
    // Suspended, or over: to make it active again might be undone by the calendar every night.
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
    assert_eq!(not_told(&plan, 3), ["inactive"]);
    // The role is told, and given without the enrolment.
    assert_eq!(operations(&plan, 4), ["assign_role"]);
    assert_eq!(not_told(&plan, 4), [""; 0]);
    // Who is not enrolled is enrolled with the period.
    let enrolled = |operation: &Operation| matches!(operation, Operation::Enrol { start, .. } if *start == 1_725_235_200);
    assert!(row(&plan, 5).operations.iter().any(enrolled));

    let (again, _) = planned_with(Kind::Enrolments, &format!("{HEADER}{rows}"), |_| {}, after);
    let decisions = again.rows.iter().map(|row| row.decision);
    assert_eq!(decisions.collect::<Vec<_>>(), [Decision::Unchanged; 4]);
}

#[test]
fn a_period_that_is_not_told_is_not_lost() {
    let rows = "\
disable;BIO-101;m.curie;;manual;;
enable;BIO-101;n.bohr;;manual;2024-09-02;2025-06-30
disable;BIO-101;n.bohr;;manual;;
";
    let (plan, _) = planned(Kind::Enrolments, &format!("{HEADER}{rows}"));
    assert_eq!(row(&plan, 2).decision, Decision::Refused);
    assert_eq!(codes(&plan, 2), [Code::PeriodNotTold]);
    assert_eq!(operations(&plan, 3), ["set_enrolment"]);
    // What the row asks for is known to be so already.
    let (plan, _) = planned(
        Kind::Enrolments,
        &format!("{HEADER}disable;BIO-101;n.bohr;;manual;;\n"),
    );
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
}

#[test]
fn what_nobody_was_seen_to_have_is_not_said_to_be_missing() {
    let rows = "\
add;BIO-101;m.curie;coach;manual;;
add;BIO-101;p.curie;student;lti;;
del;BIO-101;n.bohr;;manual;;
";
    let (plan, _) = planned(Kind::Enrolments, &format!("{HEADER}{rows}"));
    assert_eq!(codes(&plan, 2), [Code::RoleNotTold]);
    assert_eq!(codes(&plan, 3), [Code::MethodNotOffered]);
    assert_eq!(row(&plan, 3).findings[0].params["reason"], "not_told");
    assert_eq!(operations(&plan, 4), ["unenrol"]);
    assert_eq!(not_told(&plan, 4), ["method"]);

    let users = "\
username;firstname;lastname;email;course1;role1;enrol1
e.noether;Emmy;Noether;e.noether@example.org;BIO-101;coach;manual
h.weyl;Hermann;Weyl;h.weyl@example.org;BIO-101;student;lti
";
    let (plan, _) = planned(Kind::Users, users);
    assert_eq!(codes(&plan, 2).last(), Some(&Code::RoleNotTold));
    assert_eq!(codes(&plan, 3).last(), Some(&Code::MethodNotOffered));
}

#[test]
fn roles_without_an_enrolment_are_not_taken_for_none() {
    const ROLES: &str = "cmd;cid;uid;rolename\n";
    let rows = "\
add;BIO-101;p.curie;teacher
del;BIO-101;p.curie;student
shift;BIO-101;l.meitner;teacher
del;BIO-101;m.curie;student
";
    let (plan, _) = planned(Kind::Enrolments, &format!("{ROLES}{rows}"));
    assert_eq!(operations(&plan, 2), ["assign_role"]);
    assert_eq!(not_told(&plan, 2), ["roles"]);
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
    assert_eq!(not_told(&plan, 3), ["roles"]);
    assert_eq!(codes(&plan, 4), [Code::RoleNotTold]);
    // Of somebody who is enrolled all is told.
    assert_eq!(not_told(&plan, 5), [""; 0]);
}

#[test]
fn attributes_that_are_not_told_are_set_where_they_are_new_and_left_elsewhere() {
    let users = "\
username;firstname;lastname;email;city;maildigest
m.curie;Marie;Curie;m.curie@example.org;Sceaux;2
e.noether;Emmy;Noether;e.noether@example.org;Göttingen;2
";
    let (plan, _) = planned(Kind::Users, users);
    let changed = updates(&plan, 2).iter().map(|change| change.field.as_str());
    assert_eq!(changed.collect::<Vec<_>>(), ["city"]);
    assert_eq!(not_told(&plan, 2), ["field"]);
    let given = |fields: &Fields| fields.get("maildigest") == Some(&Value::Int(2));
    assert!(matches!(
        &row(&plan, 3).operations[0],
        Operation::CreateUser { fields, .. } if given(fields)
    ));
    assert_eq!(not_told(&plan, 3), [""; 0]);

    let courses = "\
shortname;fullname;category;legacyfiles;template
BIO-101;Cell biology I;Sciences/Biology/Year 1;1;TPL-SCI
";
    let set = |settings: &mut Settings| {
        settings.force_update = true;
        settings.template_mode = TemplateMode::Add;
    };
    let (plan, _) = planned_with(Kind::Courses, courses, set, told_in_part());
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(not_told(&plan, 2), ["template", "field"]);
}

#[test]
fn links_bindings_and_contents_that_are_not_told_are_named() {
    let file = "master;meta;cmd\nBIO-101;CHEM-1;add\nBIO-101;LAB;del\n";
    let (plan, _) = planned(Kind::Metacourses, file);
    assert_eq!(operations(&plan, 2), ["set_course_link"]);
    assert_eq!(not_told(&plan, 2), ["links"]);
    assert_eq!(operations(&plan, 3), [""; 0]);
    assert_eq!(codes(&plan, 3), [Code::NotTold]);

    let file = "cohort;course;role\nCOH-1;C-101;student\n";
    let (plan, _) = planned(Kind::CohortCourses, file);
    assert_eq!(not_told(&plan, 2), ["bindings"]);

    let (plan, _) = planned(Kind::CourseDeletions, "course\nCHEM-1\n");
    assert_eq!(not_told(&plan, 2), ["content"]);
}

#[test]
fn a_browser_knows_as_little() {
    let mut site = told_in_part();
    site.facts.unknown.insert(Unknown::Plugins);
    let digests = DigestIndex::of(&site, [3; 16]);
    let digests = DigestIndex::from_bytes(&digests.to_bytes()).expect("it was just made");
    for space in [Space::Role, Space::AnyMethod, Space::Format] {
        assert!(!site.covers(space) && !digests.covers(space), "{space:?}");
    }
    for space in [Space::Username, Space::CourseShortname, Space::CourseBackup] {
        assert!(site.covers(space) && digests.covers(space), "{space:?}");
    }
}
