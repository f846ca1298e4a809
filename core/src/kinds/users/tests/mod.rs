//! What a users file is told, from the whole check.

mod account;
mod bindings;
mod identity;

use crate::finding::Finding;
use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::{Settings, UserIdentifier};
use crate::site::{Directory, Space};

/// Findings as `line column code`, against a site.
fn codes(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<String> {
    testing::codes(Kind::Users, file, settings, directory)
}

fn findings(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<Finding> {
    testing::findings(Kind::Users, file, settings, directory)
}

/// The default settings, with accounts identified otherwise.
fn identified_by(user_identifier: UserIdentifier) -> Settings {
    Settings {
        user_identifier,
        ..Settings::default()
    }
}

#[test]
fn a_users_file_with_mistakes() {
    let site = Names::of(&[
        (Space::Role, "student"),
        (Space::CourseShortname, "BIO-101"),
        (Space::CourseMethod, "BIO-101\u{1f}self"),
        (Space::CohortName, "Year 1"),
        (Space::Auth, "cas"),
        (Space::Auth, "manual"),
    ])
    .user("m.curie", "P-9", "")
    .user("p.curie", "P-2", "pierre@example.org")
    .user("joliot", "P-5", "joliot@example.org");
    let file = "\
username;firstname;lastname;idnumber;email;auth;password;deleted;oldusername;cohort;course1;role1;enrol1;group1;wwwroot1;profile_field_badge
m.curie;Marie;Curie;P-1;marie@example.org;;;;;;;;;;;
p.curie;Pierre;Curie;P-2;p.curie@example.org;cas;Secret-2024;;;Year 2;BIO 101;studnet;manual;;;
i.curie;Irene;Curie;P-5;;;;;;;BIO-101;student;manual;Group A;;
e.curie;Eve;Curie;P-6;joliot@example.org;;;;eve;;;student;;;;
f.joliot;Frederic;Joliot;P-7;pierre@example.org;ldap;;1;;;;;;;;
p.curie;Paul;Curie;P-8;p.curie@example.org;;;;;;PHYS-1;student;;;https://example.org;
p.curie;Paul;Curie;P-8;p.curie@example.org;;;;;;PHYS-1;student;;;https://example.org;
";
    insta::assert_snapshot!(testing::texts(
        Kind::Users,
        file,
        &Settings::default(),
        &site
    ));
}
