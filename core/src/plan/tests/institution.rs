//! Plans on the institution that a sandbox begins with.

use super::{Decision, Kind, assert_all, options, plan};
use crate::finding::Code;
use crate::kinds::Value;
use crate::plan::plan_and_apply;
use crate::site::{Fields, Object, institution};

fn field(fields: &Fields, name: &str) -> String {
    fields.get(name).map(Value::to_string).unwrap_or_default()
}

/// A file that says of everybody what the site has changes nothing.
#[test]
fn what_the_site_has_is_no_change() {
    let site = institution();
    let mut users = vec!["username;firstname;lastname;idnumber;email;city;country".to_owned()];
    for user in site.users().filter(|user| !user.deleted) {
        let cells = [
            "firstname",
            "lastname",
            "idnumber",
            "email",
            "city",
            "country",
        ]
        .map(|name| field(&user.fields, name));
        users.push(format!("{};{}", user.username, cells.join(";")));
    }
    let users = users.join("\n");
    let plan = plan([users.as_bytes()], &options(Kind::Users, |_| {}), site);
    assert!(plan.rows.len() >= 290, "{} people", plan.rows.len());
    assert_all(&plan, Decision::Unchanged);
}

/// The next file of a bundle is planned on what the first one leaves.
#[test]
fn a_users_file_knows_the_courses_of_the_bundle() {
    let courses = "shortname;fullname;category\nNEW-1;A new course;Summer school/Week 1\n";
    let (first, after) = plan_and_apply(
        [courses.as_bytes()],
        &options(Kind::Courses, |_| {}),
        institution(),
    );
    assert_all(&first, Decision::Change);
    let users = "username;firstname;lastname;course1;enrol1\nnew.person;New;Person;NEW-1;manual\n";
    let second = plan([users.as_bytes()], &options(Kind::Users, |_| {}), after);
    assert_eq!(super::operations(&second, 2), ["create_user", "enrol"]);
}

/// A site without the role that is given where a row names none.
#[test]
fn a_row_whose_role_is_missing_leaves_nothing_behind() {
    let mut site = crate::site::SiteIndex::new(institution().facts);
    let whole = institution();
    for object in whole.objects() {
        match object {
            Object::Role(role) if ["student", "teacher"].contains(&role.shortname.as_str()) => {}
            object => site.put(object),
        }
    }
    let users = "username;firstname;lastname;cohort;course1;enrol1\n\
        new.person;New;Person;New cohort;BIO-101;manual\n";
    let courses = "shortname;fullname;category;teacher1_account\nNEW-1;New;Summer;a.ashdown\n";
    for (kind, file) in [(Kind::Users, users), (Kind::Courses, courses)] {
        let (plan, after) = plan_and_apply([file.as_bytes()], &options(kind, |_| {}), site.clone());
        assert_all(&plan, Decision::Refused);
        assert_eq!(super::codes(&plan, 2).last(), Some(&Code::UnknownRole));
        assert_eq!(after, site);
    }
}

/// Cohorts, then their courses, as a bundle runs them; run again, nothing is left to do.
#[test]
fn the_samples_of_cohorts_are_done_once() {
    let cohorts = include_bytes!("../../../../samples/cohorts.csv");
    let bindings = include_bytes!("../../../../samples/cohort-courses.csv");
    let run = |site| {
        let (first, site) = plan_and_apply([&cohorts[..]], &options(Kind::Cohorts, |_| {}), site);
        let (second, site) =
            plan_and_apply([&bindings[..]], &options(Kind::CohortCourses, |_| {}), site);
        (first, second, site)
    };
    let (first, second, site) = run(institution());
    assert_all(&first, Decision::Change);
    assert_all(&second, Decision::Change);
    // One of the 30 of each intake moved from one to the other; three courses get 29, 31 and 29, and 30 get a fourth.
    let enrolled = site.enrolments().filter(|found| found.method == "cohort");
    assert_eq!(enrolled.count(), 29 + 31 + 29 + 30);
    let (first, second, after) = run(site.clone());
    assert_all(&first, Decision::Unchanged);
    assert_all(&second, Decision::Unchanged);
    assert_eq!(after, site);
}

/// What the sandbox has for each outcome that needs the site to be in a certain way.
#[test]
fn the_sandbox_has_something_for_every_outcome_of_cohorts() {
    let file = "cohort;course;cmd;role;enrol\n\
        LET-2024;C-2024-105;restore;student;\n\
        LET-2024;C-2024-105;restore;*;cohort\n\
        LET-2024;C-2024-105;restore;teacher;cohortrestricted\n\
        LET-2024;C-2024-106;del;student;\n\
        LET-2024;C-2024-106;add;student;delayedcohort\n";
    let options = options(Kind::CohortCourses, |_| {});
    let plan = plan([file.as_bytes()], &options, institution());
    let said: Vec<_> = (2..=6).map(|line| super::codes(&plan, line)).collect();
    assert_eq!(
        said,
        [
            &[][..],
            &[],
            &[Code::UnknownBinding],
            &[Code::MissingBinding],
            &[Code::UnknownCohortMethod]
        ]
    );
    let by_name = super::options(Kind::Cohorts, |settings| {
        settings.cohort_identifier = crate::settings::GroupIdentifier::Name;
    });
    let file = "cmd;cname\nfree;Health 2024\n";
    let plan = super::plan([file.as_bytes()], &by_name, institution());
    assert_eq!(super::codes(&plan, 2), [Code::AmbiguousCohort]);
}
