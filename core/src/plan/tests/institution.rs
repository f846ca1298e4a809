//! Plans on the institution that a sandbox begins with.

use super::{Decision, Kind, assert_all, options, plan};
use crate::kinds::Value;
use crate::plan::plan_and_apply;
use crate::site::{Fields, institution};

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
