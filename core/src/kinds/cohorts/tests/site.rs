//! Rows against the site, and what is left of the quirks.

use super::{NOTHING, by, codes, findings, said};
use crate::kinds::testing::{Names, mend};
use crate::settings::{GroupIdentifier, Settings, UserIdentifier};
use crate::site::{NoSite, Space};

#[test]
fn q31_a_misspelt_column_is_found() {
    assert_eq!(
        said(
            "cidnumber;cmdd;userid\nCOH-1;add;P-1\n",
            &Settings::default()
        ),
        ["1 cmdd unknown_column"]
    );
}

#[test]
fn the_column_of_the_identifier_is_needed_and_filled() {
    let columns = [
        (GroupIdentifier::Id, "cid"),
        (GroupIdentifier::Idnumber, "cidnumber"),
        (GroupIdentifier::Name, "cname"),
    ];
    for (identifier, column) in columns {
        assert_eq!(
            said("cmd;component\nadd;hr\n", &by(identifier)),
            [format!("1 {column} missing_column")]
        );
        assert_eq!(
            said(&format!("cmd;{column}\nadd;\n"), &by(identifier)),
            [format!("2 {column} required_empty")]
        );
    }
}

#[test]
fn a_cohort_that_is_missing_is_created_with_a_name() {
    let settings = Settings::default();
    assert_eq!(
        said(
            "cidnumber;cname;userid\nCOH-3;Three;P-1\nCOH-3;;P-2\n",
            &settings
        ),
        ["2 cidnumber new_cohort"]
    );
    assert_eq!(
        said("cidnumber;cname\nCOH-3;\n", &settings),
        ["2 cidnumber cohort_without_name"]
    );
    assert_eq!(
        said("cidnumber;userid\nCOH-3;P-1\n", &settings),
        ["2 cidnumber cohort_without_name"]
    );
    assert_eq!(
        said("cname\nThree\n", &by(GroupIdentifier::Name)),
        ["2 cname new_cohort"]
    );
}

#[test]
fn nearly_the_same_idnumber_is_proposed() {
    let found = findings("cidnumber;userid\nCOH1;P-1\n", &Settings::default());
    assert_eq!(found[0].code.as_str(), "cohort_without_name");
    assert_eq!(found[0].params["near"], "COH-1");
    let found = findings("cmd;cidnumber\ndel;COH1\n", &Settings::default());
    assert_eq!(found[0].code.as_str(), "missing_cohort");
    assert_eq!(mend(&found[0]), "Ask: COH-1");
}

#[test]
fn creation_can_be_switched_off() {
    let off = Settings {
        create_cohorts: false,
        ..Settings::default()
    };
    let file = "cidnumber;cname\nCOH-1;Year 1\nCOH-3;Three\n";
    assert_eq!(said(file, &off), ["3 cidnumber unknown_cohort"]);
    assert_eq!(findings(file, &off)[0].params["reason"], "switched_off");
}

#[test]
fn moodle_numbers_its_cohorts_itself() {
    let file = "cid;cname\n7;First\n9;Ninth\n";
    let settings = by(GroupIdentifier::Id);
    assert_eq!(said(file, &settings), ["3 cid unknown_cohort"]);
    assert_eq!(findings(file, &settings)[0].params["reason"], "numbered");
}

#[test]
fn a_new_cohort_takes_nobodys_name_or_idnumber() {
    assert_eq!(
        said("cidnumber;cname\nCOH-3;Year 2\n", &Settings::default()),
        ["2 cname cohort_name_taken"]
    );
    assert_eq!(
        said("cname;cidnumber\nThree;COH-2\n", &by(GroupIdentifier::Name)),
        ["2 cidnumber idnumber_taken"]
    );
}

#[test]
fn q33_an_empty_idnumber_is_no_conflict() {
    let site = Names::of(&[(Space::CohortName, "Without idnumber")]);
    let settings = by(GroupIdentifier::Name);
    assert_eq!(
        codes("cname;cidnumber\nThree;\nFour;\n", &settings, &site),
        ["2 cname new_cohort", "3 cname new_cohort"]
    );
}

#[test]
fn a_person_is_exactly_one_account() {
    let settings = Settings::default();
    assert_eq!(
        said(
            "cidnumber;userid\nCOH-1;P-1\nCOH-1;P-7\nCOH-1;P-9\n",
            &settings
        ),
        ["3 userid unknown_user", "4 userid ambiguous_user"]
    );
    for (identifier, known, unknown) in [
        (UserIdentifier::Username, "M.Curie", "m.cury"),
        (UserIdentifier::Email, "Marie@example.org", "m@example.org"),
        (UserIdentifier::Id, "12", "13"),
    ] {
        let settings = Settings {
            cohort_user_identifier: identifier,
            ..Settings::default()
        };
        let site = Names::of(&[(Space::CohortIdnumber, "COH-1"), (Space::UserId, "12")]);
        let site = site.user("m.curie", "P-1", "marie@example.org");
        let file = format!("cidnumber;userid\nCOH-1;{known}\nCOH-1;{unknown}\n");
        assert_eq!(
            codes(&file, &settings, &site),
            ["3 userid unknown_user"],
            "{identifier:?}"
        );
    }
}

#[test]
fn q32_a_person_who_is_not_found_is_an_error_of_del_too() {
    assert_eq!(
        said(
            "cmd;cidnumber;userid\ndel;COH-1;P-7\n",
            &Settings::default()
        ),
        ["2 userid unknown_user"]
    );
}

#[test]
fn a_row_about_a_whole_cohort_is_said_where_people_stand_in_the_file() {
    let settings = Settings::default();
    assert_eq!(
        said(
            "cmd;cidnumber;userid\ndel;COH-1;\nfree;COH-2;P-1\n",
            &settings
        ),
        ["2 userid whole_cohort", "3 userid whole_cohort"]
    );
    assert_eq!(
        said("cmd;cidnumber\ndel;COH-1\nfree;COH-2\n", &settings),
        NOTHING
    );
    assert_eq!(
        said("cmd;cidnumber;userid\nfree;COH-2;\n", &settings),
        NOTHING
    );
}

#[test]
fn nothing_is_left_to_remove_from_a_cohort_that_is_gone() {
    assert_eq!(
        said(
            "cmd;cidnumber;userid\ndel;COH-9;P-1\nfree;COH-8;\n",
            &Settings::default()
        ),
        ["2 cidnumber missing_cohort", "3 cidnumber missing_cohort"]
    );
}

#[test]
fn a_context_that_does_not_exist_is_a_warning() {
    let columns = "cidnumber;ccatcontext;ccatcontextidnumber";
    let context = |id: &str, idnumber: &str| {
        said(
            &format!("{columns}\nCOH-1;{id};{idnumber}\n"),
            &Settings::default(),
        )
    };
    assert_eq!(context("4", ""), NOTHING);
    assert_eq!(context("0", ""), NOTHING);
    assert_eq!(context("", "SCI"), NOTHING);
    assert_eq!(context("5", ""), ["2 ccatcontext unknown_cohort_context"]);
    assert_eq!(
        context("", "ART"),
        ["2 ccatcontextidnumber unknown_cohort_context"]
    );
    // The number goes first, and the other is not looked at.
    assert_eq!(context("4", "ART"), NOTHING);
}

#[test]
fn without_a_site_nothing_is_said_of_it() {
    assert_eq!(
        codes(
            "cmd;cidnumber;userid\nadd;COH-3;P-7\ndel;COH-4;P-8\n",
            &Settings::default(),
            &NoSite
        ),
        NOTHING
    );
    assert_eq!(said("cidnumber\nCOH-1\n", &Settings::default()), NOTHING);
}
