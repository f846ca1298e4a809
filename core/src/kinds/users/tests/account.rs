use super::{codes, findings};
use crate::kinds::testing::{Names, mend};
use crate::settings::Settings;
use crate::site::{NoSite, Space};

const NOTHING: [&str; 0] = [];

fn site() -> Names {
    Names::of(&[
        (Space::Auth, "manual"),
        (Space::Auth, "cas"),
        (Space::Language, "fr"),
        (Space::ProfileField, "badge"),
        (Space::CohortName, "Year 1"),
        (Space::CohortIdnumber, "COH-Y1"),
    ])
}

fn said(columns: &str, cells: &str) -> Vec<String> {
    let file = format!("username;firstname;lastname;{columns}\nm.curie;Marie;Curie;{cells}\n");
    codes(&file, &Settings::default(), &site())
}

#[test]
fn a_password_is_of_no_use_to_an_external_account() {
    assert_eq!(
        said("auth;password", "cas;Secret-2024"),
        ["2 password password_not_used"]
    );
    assert_eq!(said("auth;password", "manual;Secret-2024"), NOTHING);
    assert_eq!(said("auth;password", "cas;*NOPASS*"), NOTHING);
    assert_eq!(said("auth;password", "cas;"), NOTHING);
    assert_eq!(said("auth;password", ";Secret-2024"), NOTHING);
}

#[test]
fn a_password_is_never_repeated_in_a_finding() {
    let file = "username;firstname;lastname;auth;password\nm.curie;Marie;Curie;cas;Secret-2024\n";
    let findings = findings(file, &Settings::default(), &site());
    assert!(!format!("{findings:?}").contains("Secret-2024"));
}

#[test]
fn the_authentication_method_is_enabled_on_the_site() {
    assert_eq!(said("auth", "ldap"), ["2 auth unknown_auth"]);
    assert_eq!(said("auth", "cas"), NOTHING);
}

#[test]
fn the_language_is_installed_on_the_site() {
    assert_eq!(said("lang", "de"), ["2 lang unknown_language"]);
    assert_eq!(said("lang", "fr_utf8"), NOTHING);
}

#[test]
fn profile_fields_are_checked_once_in_the_header() {
    let file = "username;firstname;lastname;profile_field_bagde;profile_field_badge;profile_field_shoe\n\
        m.curie;Marie;Curie;1;2;3\n\
        p.curie;Pierre;Curie;1;2;3\n";
    assert_eq!(
        codes(file, &Settings::default(), &site()),
        [
            "1 profile_field_bagde unknown_profile_field",
            "1 profile_field_shoe unknown_profile_field"
        ]
    );
    let mends: Vec<String> = findings(file, &Settings::default(), &site())
        .iter()
        .map(mend)
        .collect();
    assert_eq!(mends, ["Ask: profile_field_badge", "none"]);
}

#[test]
fn a_new_cohort_is_announced_once() {
    let file = "username;firstname;lastname;cohort\n\
        m.curie;Marie;Curie;Year 1\n\
        p.curie;Pierre;Curie;Year 2\n\
        i.curie;Irene;Curie;Year 2\n";
    assert_eq!(
        codes(file, &Settings::default(), &site()),
        ["3 cohort new_cohort"]
    );
    assert_eq!(codes(file, &Settings::default(), &NoSite), NOTHING);
}

#[test]
fn the_idnumber_of_a_new_cohort_is_its_own() {
    assert_eq!(
        said("cohort;cohortid", "Year 2;COH-Y1"),
        ["2 cohortid idnumber_taken", "2 cohort new_cohort"]
    );
    assert_eq!(
        said("cohort;cohortid", "Year 2;COH-Y2"),
        ["2 cohort new_cohort"]
    );
    assert_eq!(said("cohort;cohortid", "Year 1;COH-Y1"), NOTHING);
}

#[test]
fn an_idnumber_without_a_cohort_means_nothing() {
    assert_eq!(
        said("cohort;cohortid", ";COH-Y2"),
        ["2 cohortid orphan_cell"]
    );
    assert_eq!(said("cohort;cohortid", ";"), NOTHING);
}

#[test]
fn a_cell_that_is_wrong_in_itself_is_not_looked_up() {
    assert_eq!(said("lang", "french"), ["2 lang bad_language"]);
}
