//! What a cohorts file is told, from the whole check.

mod history;
mod site;

use crate::finding::Finding;
use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::{GroupIdentifier, Settings};
use crate::site::{Directory, Space};

const NOTHING: [&str; 0] = [];

/// Two cohorts (7 `COH-1` Year 1, 8 `COH-2` Year 2), a category (4 `SCI`), two people and an idnumber that several share.
fn names() -> Names {
    Names::of(&[
        (Space::CohortId, "7"),
        (Space::CohortIdnumber, "COH-1"),
        (Space::CohortName, "Year 1"),
        (Space::CohortId, "8"),
        (Space::CohortIdnumber, "COH-2"),
        (Space::CohortName, "Year 2"),
        (Space::CategoryId, "4"),
        (Space::CategoryIdnumber, "SCI"),
        (Space::UserIdnumber, "P-9"),
        (Space::SharedUserIdnumber, "P-9"),
    ])
    .user("m.curie", "P-1", "marie@example.org")
    .user("p.curie", "P-2", "")
}

fn by(identifier: GroupIdentifier) -> Settings {
    Settings {
        cohort_identifier: identifier,
        ..Settings::default()
    }
}

/// Findings as `line column code`, against [`names`].
fn said(file: &str, settings: &Settings) -> Vec<String> {
    codes(file, settings, &names())
}

fn codes(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<String> {
    testing::codes(Kind::Cohorts, file, settings, directory)
}

fn findings(file: &str, settings: &Settings) -> Vec<Finding> {
    testing::findings(Kind::Cohorts, file, settings, &names())
}

#[test]
fn a_cohorts_file_with_mistakes() {
    let file = "\
cmd;cidnumber;cname;cdescription;userid;ccatcontext;ccatcontextidnumber
add;COH-1;;Autumn intake;P-1;;SCI
add;COH-1;;Autumn intake;P-1;;SCI
;COH-1;;Spring intake;P-2;;
del;COH-1;;;P-1;;
free;COH-1;;;;;
add;COH-3;Year 3;;P-7;99;
add;COH-3;;;P-9;;
add;COH-4;Year 3;;;;ART
add;COH-5;Year 2;;;4;
add;COH-6;;;;;
del;COH-9;;;P-1;;
del;COH-2;;;;;
free;COH-8;;;P-2;;
insert;COH-1;;;P-2;;
add;;Nobody;;;;
add;COH-7;Year 7;;;0;
";
    insta::assert_snapshot!(testing::texts(
        Kind::Cohorts,
        file,
        &Settings::default(),
        &names()
    ));
}

#[test]
fn a_cohorts_file_is_known_by_its_header() {
    let options = crate::check::CheckOptions::default();
    let mut checker = crate::check::Checker::new(options, &crate::site::NoSite);
    checker.push(include_bytes!("../../../../../samples/cohorts.csv"));
    let verdict = checker.finish();
    assert_eq!(verdict.kind, Some(Kind::Cohorts));
    assert_eq!(verdict.findings, []);
}
