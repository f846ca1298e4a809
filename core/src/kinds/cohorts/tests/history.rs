//! Rows against each other.

use super::{NOTHING, by, findings, said};
use crate::kinds::testing::mend;
use crate::settings::{GroupIdentifier, Settings, UserIdentifier};

fn rows(rows: &str) -> Vec<String> {
    said(
        &format!("cmd;cidnumber;userid\n{rows}"),
        &Settings::default(),
    )
}

#[test]
fn many_rows_are_about_one_cohort() {
    assert_eq!(
        rows("add;COH-1;\nadd;COH-1;P-1\nadd;COH-1;P-2\nadd;COH-2;P-1\n"),
        NOTHING
    );
    assert_eq!(
        rows("add;COH-1;P-1\ndel;COH-1;P-2\ndel;COH-2;P-1\n"),
        NOTHING
    );
}

#[test]
fn a_row_that_stands_twice_may_go() {
    let file = "cidnumber;userid\nCOH-1;P-1\nCOH-1;P-1\n";
    assert_eq!(said(file, &Settings::default()), ["3 row duplicate_row"]);
    let found = findings(file, &Settings::default());
    assert!(mend(&found[0]).starts_with("Safe: RemoveRecord"));
}

#[test]
fn one_person_is_not_put_in_and_taken_out() {
    assert_eq!(
        rows("add;COH-1;P-1\ndel;COH-1;P-1\n"),
        ["3 cmd contradictory_row"]
    );
    assert_eq!(
        rows("del;COH-1;P-1\nadd;COH-1;P-1\n"),
        ["3 cmd contradictory_row"]
    );
    let by_login = Settings {
        cohort_user_identifier: UserIdentifier::Username,
        ..Settings::default()
    };
    assert_eq!(
        said(
            "cmd;cidnumber;userid\nadd;COH-1;m.curie\ndel;COH-1;M.Curie\n",
            &by_login
        ),
        ["3 cmd contradictory_row"]
    );
}

#[test]
fn a_cohort_is_not_deleted_or_emptied_beside_other_rows() {
    for whole in ["del;COH-1;", "free;COH-1;"] {
        for other in ["add;COH-1;P-1", "del;COH-1;P-1", "add;COH-1;"] {
            for file in [format!("{whole}\n{other}\n"), format!("{other}\n{whole}\n")] {
                let said = rows(&file);
                let opposed = said
                    .iter()
                    .filter(|said| said.ends_with("contradictory_row"));
                assert_eq!(opposed.count(), 1, "{file}{said:?}");
                assert!(said.contains(&"3 cmd contradictory_row".to_owned()));
            }
        }
    }
    let said = rows("add;COH-1;\nfree;COH-1;\nfree;COH-1;P-1\n");
    assert!(said.contains(&"4 cmd contradictory_row".to_owned()));
    let said = rows("add;COH-1;\nfree;COH-1;\nfree;COH-1;\n");
    assert!(said.contains(&"4 cmd contradictory_row".to_owned()));
    let said = rows("del;COH-1;\nfree;COH-1;\n");
    assert!(said.contains(&"3 cmd contradictory_row".to_owned()));
}

#[test]
fn a_cohort_is_one_thing_in_the_whole_file() {
    let settings = Settings::default();
    let columns = "cidnumber;cname;cdescription;ccatcontext;ccatcontextidnumber;component;userid";
    let file = |rows: &str| format!("{columns}\n{rows}");
    assert_eq!(
        said(
            &file("COH-3;Three;Autumn;4;;hr;P-1\nCOH-3;;;;;;P-2\nCOH-3;Three;Autumn;04;;hr;\n"),
            &settings
        ),
        ["2 cidnumber new_cohort"]
    );
    assert_eq!(
        said(
            &file("COH-3;Three;Autumn;4;;hr;P-1\nCOH-3;Drei;Fall;;SCI;;P-2\nCOH-3;;;0;;staff;\n"),
            &settings
        ),
        [
            "2 cidnumber new_cohort",
            "3 cname contradictory_row",
            "3 cdescription contradictory_row",
            "3 ccatcontextidnumber contradictory_row",
            "4 ccatcontext contradictory_row",
            "4 component contradictory_row",
        ]
    );
}

#[test]
fn a_name_or_idnumber_is_given_to_one_cohort() {
    assert_eq!(
        said(
            "cidnumber;cname\nCOH-3;Three\nCOH-4;Three\n",
            &Settings::default()
        ),
        [
            "2 cidnumber new_cohort",
            "3 cname duplicate_identifier",
            "3 cidnumber new_cohort"
        ]
    );
    assert_eq!(
        said(
            "cname;cidnumber\nThree;COH-3\nFour;COH-3\n",
            &by(GroupIdentifier::Name)
        ),
        [
            "2 cname new_cohort",
            "3 cidnumber duplicate_identifier",
            "3 cname new_cohort"
        ]
    );
    assert_eq!(
        said(
            "cid;cname\n7;One\n07;One\n8;One\n",
            &by(GroupIdentifier::Id)
        ),
        ["4 cname duplicate_identifier"]
    );
}
