//! What a file of categories to delete is told, from the whole check.

use crate::check::{CheckOptions, Checker};
use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::Settings;
use crate::site::{NoSite, Space};

/// Category 7, `Sciences/Old`, and category 8 above it, by number and by path.
fn names() -> Names {
    Names::of(&[
        (Space::CategoryId, "7"),
        (Space::CategoryId, "8"),
        (Space::CategoryPath, "Sciences"),
        (Space::CategoryPath, "Sciences/Old"),
    ])
}

/// Findings as `line column code`, against [`names`].
fn said(rows: &str) -> Vec<String> {
    let file = format!("emptycategory;path\n{rows}");
    testing::codes(
        Kind::CategoryDeletions,
        &file,
        &Settings::default(),
        &names(),
    )
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_file_of_categories_with_mistakes() {
    let file = "\
emptycategory;path;remark
7;Sciences/Old;
Sciences/;;
 Sciences / Old ;;
007;;
8;Sciences;
08;Sciences;
9;;
Sciences/Odl;;
Sceinces;;
Nowhere;;
Sciences//Old;;
/Sciences/Old/;;
Sciences/Old/Older;;
;Sciences;
;;
0;;
";
    insta::assert_snapshot!(testing::texts(
        Kind::CategoryDeletions,
        file,
        &Settings::default(),
        &names()
    ));
}

#[test]
fn a_category_is_named_by_path_or_number() {
    assert_eq!(
        said("Sciences/Old;\nSciences/;\n7;\n08;Sciences\n"),
        NOTHING
    );
    assert_eq!(
        said("Sciences/New;\n9;\n"),
        [
            "2 emptycategory unknown_category",
            "3 emptycategory unknown_category"
        ]
    );
}

#[test]
fn a_slip_in_a_path_is_told_and_one_in_a_number_is_not() {
    let findings = testing::findings(
        Kind::CategoryDeletions,
        "emptycategory\nSciences/Odl\n6\n",
        &Settings::default(),
        &names(),
    );
    let near: Vec<_> = findings
        .iter()
        .map(|finding| (&*finding.params["suggested"], finding.params.get("near")))
        .collect();
    assert_eq!(
        near,
        [("yes", Some(&"Sciences/Old".to_owned())), ("no", None)]
    );
}

#[test]
fn a_category_stands_once() {
    assert_eq!(
        said("Sciences/Old;\nSciences / Old/;\n7;\n007;\n"),
        ["3 row duplicate_row", "5 row duplicate_row"]
    );
}

#[test]
fn a_wrong_cell_is_told_once() {
    assert_eq!(
        said(";\nSciences//Old;\n;Sciences\n"),
        [
            "2 row blank_row",
            "3 emptycategory empty_category_level",
            "4 emptycategory required_empty"
        ]
    );
}

#[test]
fn only_its_own_column_tells_the_kind() {
    let kind = |file: &str| {
        let mut checker = Checker::new(CheckOptions::default(), &NoSite);
        checker.push(file.as_bytes());
        checker.finish().kind
    };
    assert_eq!(
        kind("emptycategory\nSciences\n"),
        Some(Kind::CategoryDeletions)
    );
    assert_eq!(
        kind("path;EmptyCategory\nSciences;7\n"),
        Some(Kind::CategoryDeletions)
    );
    assert_ne!(kind("path;category\na;b\n"), Some(Kind::CategoryDeletions));
    assert_ne!(kind("path\nSciences\n"), Some(Kind::CategoryDeletions));
}
