//! Empty categories to delete.

use super::cohorts::with_cohorts;
use super::{Decision, Kind, assert_all, codes, operations, options, row, text};
use crate::finding::Code;
use crate::generate::{category_deletions, clean_categories};
use crate::plan::{Operation, Plan, plan_and_apply};
use crate::site::{Category, Cohort, SiteIndex, institution};

fn deleted(rows: &str, site: SiteIndex) -> (Plan, SiteIndex) {
    plan_and_apply(
        [format!("emptycategory;path\n{rows}").as_bytes()],
        &options(Kind::CategoryDeletions, |_| {}),
        site,
    )
}

fn category(id: u64, parent: u64, name: &str) -> Category {
    Category {
        id,
        parent,
        name: name.to_owned(),
        idnumber: String::new(),
        visible: true,
    }
}

/// The small site with an empty branch of three (90 over 91 and 92), of which the second has a cohort, and two categories of one path.
fn with_empty_ones() -> SiteIndex {
    let mut site = with_cohorts();
    site.put_category(category(90, 0, "Old"));
    site.put_category(Category {
        idnumber: "OLD-19".to_owned(),
        visible: false,
        ..category(91, 90, "2019")
    });
    site.put_category(category(92, 90, "2020"));
    site.put_category(category(93, 0, "Twin"));
    site.put_category(category(94, 0, "Twin"));
    site.put_cohort(Cohort {
        id: 900,
        name: "Alumni 2019".to_owned(),
        category: 91,
        ..Cohort::default()
    });
    site
}

#[test]
fn q54_a_branch_goes_in_one_pass_children_first() {
    let before = with_empty_ones();
    let (plan, after) = deleted("91;Old/2019\nOld/2020;\nOld;\n", before.clone());
    assert_all(&plan, Decision::Change);
    for id in [90, 91, 92] {
        assert!(before.category(id).is_some() && after.category(id).is_none());
    }
    assert_eq!(after.categories().len(), before.categories().len() - 3);
    assert_eq!(after.courses().len(), before.courses().len());
}

#[test]
fn a_plan_of_deletions_as_text() {
    let site = with_empty_ones();
    let full = site.courses().next().expect("there are some").category;
    let rows = format!("Old;\nOld/2019;\n91;\n{full};\n92;Old/2021\nTwin;\n94;Twin\n95;\n91;\n");
    insta::assert_snapshot!(text(&deleted(&rows, site).0));
}

#[test]
fn cohorts_of_a_category_move_to_the_one_above() {
    let (plan, after) = deleted("Old/2019;\n", with_empty_ones());
    let cohort = after.cohort(900).expect("it stays");
    assert_eq!((cohort.category, cohort.name.as_str()), (90, "Alumni 2019"));
    let [Operation::DeleteCategory { category, old }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    assert_eq!((category.id, old.visible), (Some(91), false));
    assert_eq!((&*old.idnumber, old.cohorts.len()), ("OLD-19", 1));
    let (_, after) = deleted("Old/2019;\nOld/2020;\nOld;\n", with_empty_ones());
    assert_eq!(after.cohort(900).map(|cohort| cohort.category), Some(0));
}

#[test]
fn a_category_that_was_filled_since_is_not_deleted() {
    let mut site = with_empty_ones();
    let (plan, _) = deleted("Old/2020;\n", site.clone());
    let operation = &row(&plan, 2).operations[0];
    let mut course = site.courses().next().cloned().expect("there are some");
    course.category = 92;
    site.put_course(course);
    let filled = site.clone();
    assert!(site.apply(operation).is_err());
    assert_eq!(site, filled);
    assert_eq!(
        codes(&deleted("Old/2020;\n", site).0, 2),
        [Code::CategoryNotEmpty]
    );
}

#[test]
fn a_renamed_category_is_not_deleted() {
    let mut site = with_empty_ones();
    let (plan, _) = deleted("92;\n", site.clone());
    site.put_category(category(92, 90, "2020 again"));
    assert!(site.apply(&row(&plan, 2).operations[0]).is_err());
    assert_eq!(
        codes(&deleted("92;Old/2020\n", site).0, 2),
        [Code::CategoryDiffers]
    );
}

#[test]
fn what_was_deleted_is_not_there_the_second_time() {
    let (first, after) = deleted("93;\n93;\n", with_empty_ones());
    assert_eq!(operations(&first, 2), ["delete_category"]);
    assert!(operations(&first, 3).is_empty());
    let (second, same) = deleted("93;\n", after.clone());
    assert_eq!(codes(&second, 2), [Code::UnknownCategory]);
    assert_eq!(same, after);
}

#[test]
fn the_list_of_empty_categories_of_a_site_cleans_it() {
    for (site, empty) in [(institution(), 3), (with_empty_ones(), 5)] {
        let fates = clean_categories(&site, 0, true);
        let file = category_deletions(fates.iter().filter(|fate| fate.kept.is_none()));
        let (plan, after) = plan_and_apply(
            [file.as_bytes()],
            &options(Kind::CategoryDeletions, |_| {}),
            site.clone(),
        );
        assert_all(&plan, Decision::Change);
        assert!(plan.rows.len() >= empty, "{file}");
        let left = clean_categories(&after, 0, true);
        assert!(left.iter().all(|fate| fate.kept.is_some()), "{left:?}");
        assert_eq!(
            after.categories().len() + plan.rows.len(),
            site.categories().len()
        );
    }
}
