//! Lists of courses: to delete, to look for.

use proptest::prelude::*;
use proptest::sample::select;

use super::cohorts::with_cohorts;
use super::properties::hold;
use super::{Decision, Kind, assert_all, codes, operations, options, row, text};
use crate::finding::Code;
use crate::plan::{Operation, Plan, plan, plan_and_apply};
use crate::report::tryback;
use crate::settings::CourseIdentifier;
use crate::site::{Course, FRONT_PAGE, Fields, SiteIndex, institution};

fn deleted(file: &str, site: SiteIndex) -> (Plan, SiteIndex) {
    plan_and_apply(
        [file.as_bytes()],
        &options(Kind::CourseDeletions, |_| {}),
        site,
    )
}

fn looked_for(file: &str) -> (Plan, SiteIndex) {
    plan_and_apply(
        [file.as_bytes()],
        &options(Kind::CourseChecks, |_| {}),
        with_cohorts(),
    )
}

/// The small site, with its front page.
fn with_front_page() -> SiteIndex {
    let mut site = with_cohorts();
    site.put_course(Course {
        id: FRONT_PAGE,
        shortname: "home".to_owned(),
        category: 0,
        fields: Fields::new(),
        sections: [].into(),
        methods: [].into(),
        backup: false,
        template: String::new(),
        last_access: 0,
        content: Default::default(),
    });
    site
}

#[test]
fn a_list_of_deletions_as_text() {
    let file = "\
BIO-101
CHEM-1
LAB
lab
NOWHERE
home
";
    insta::assert_snapshot!(text(&deleted(file, with_front_page()).0));
}

#[test]
fn a_course_goes_with_all_that_is_in_it() {
    let before = with_cohorts();
    let (plan, after) = deleted("BIO-101\nCHEM-1\n", before.clone());
    assert_all(&plan, Decision::Change);
    for id in [10, 11] {
        assert!(before.course(id).is_some() && after.course(id).is_none());
        assert_eq!(after.participants(id), 0);
        assert_eq!(after.groups_of_course(id).count(), 0);
        assert_eq!(after.bindings_of_course(id).count(), 0);
        assert!(after.role_assignments().all(|role| role.course != id));
    }
    // Nothing else changed.
    assert_eq!(after.users().len(), before.users().len());
    assert_eq!(after.cohorts().len(), before.cohorts().len());
    assert_eq!(after.course(12), before.course(12));
}

#[test]
fn a_deletion_carries_what_an_undo_needs() {
    let site = with_cohorts();
    let (plan, _) = deleted("BIO-101\n", site.clone());
    let [Operation::DeleteCourse { old, .. }] = &row(&plan, 1).operations[..] else {
        panic!("{:?}", row(&plan, 1).operations);
    };
    let course = site.course(10).expect("it is there");
    let sections: Vec<_> = course.sections.clone().into_iter().collect();
    assert_eq!((&old.fields, &old.sections), (&course.fields, &sections));
    assert_eq!(old.category.path, site.category_path(course.category));
    let people = site.enrolments().filter(|enrolment| enrolment.course == 10);
    assert_eq!(old.enrolments(), people.count());
    let groups = site.groups_of_course(10).map(|group| group.name.clone());
    let carried = old.groups.iter().map(|group| group.group.name.clone());
    assert_eq!(carried.collect::<Vec<_>>(), groups.collect::<Vec<_>>());
    let json = serde_json::to_string(&plan.rows[0]).expect("plain data");
    let read: crate::plan::PlannedRow = serde_json::from_str(&json).expect("its own form");
    assert_eq!(read, plan.rows[0]);
}

#[test]
fn a_course_that_changed_since_is_not_deleted() {
    let mut site = with_cohorts();
    let (plan, _) = deleted("BIO-101\n", site.clone());
    let enrolment = site.enrolments().find(|enrolment| enrolment.course == 10);
    let enrolment = enrolment.cloned().expect("somebody takes part");
    site.remove_enrolment(10, enrolment.user, &enrolment.method);
    let before = site.clone();
    assert!(site.apply(&row(&plan, 1).operations[0]).is_err());
    assert_eq!(site, before);
}

/// What people left in a course is counted in the plan, and guarded: a course where somebody worked since is not deleted.
#[test]
fn what_people_left_in_a_course_is_told_and_guarded() {
    let mut site = with_cohorts();
    let mut course = site.course(10).cloned().expect("it is there");
    course.content.counts = [("forum.posts".to_owned(), 12), ("events".to_owned(), 0)].into();
    course.content.activities = [("forum".to_owned(), [3, 4].into())].into();
    course.content.grades = [(100, [("quiz".to_owned(), 2), (String::new(), 1)].into())].into();
    site.put_course(course.clone());
    let (plan, _) = deleted("BIO-101\n", site.clone());
    let [Operation::DeleteCourse { old, .. }] = &row(&plan, 1).operations[..] else {
        panic!("{:?}", row(&plan, 1).operations);
    };
    let counted = [("activities", 2), ("forum.posts", 12), ("grades", 3)];
    let counted = counted.map(|(what, count)| (what.to_owned(), count));
    assert_eq!(old.content, counted.into());
    assert!(text(&plan).contains("12 posts (forums) → –"));

    course.content.counts.insert("forum.posts".to_owned(), 13);
    site.put_course(course);
    assert!(site.apply(&row(&plan, 1).operations[0]).is_err());
}

#[test]
fn the_front_page_stays() {
    for (identifier, name) in [
        (CourseIdentifier::Shortname, "home\n"),
        (CourseIdentifier::Id, "1\n"),
    ] {
        let set = |settings: &mut crate::settings::Settings| {
            settings.course_delete_identifier = identifier;
        };
        let plan = plan(
            [name.as_bytes()],
            &options(Kind::CourseDeletions, set),
            with_front_page(),
        );
        assert_eq!(row(&plan, 1).decision, Decision::Refused);
        assert_eq!(codes(&plan, 1), [Code::FrontPage]);
    }
}

#[test]
fn q14_a_course_is_deleted_by_every_identifier() {
    for (identifier, name) in [
        (CourseIdentifier::Shortname, "bio-101"),
        (CourseIdentifier::Idnumber, "C-101"),
        (CourseIdentifier::Id, "010"),
    ] {
        let set = |settings: &mut crate::settings::Settings| {
            settings.course_delete_identifier = identifier;
        };
        let plan = plan(
            [name.as_bytes()],
            &options(Kind::CourseDeletions, set),
            with_cohorts(),
        );
        assert_eq!(operations(&plan, 1), ["delete_course"], "{name}");
    }
}

#[test]
fn a_second_line_for_a_course_has_nothing_left_to_do() {
    let (plan, _) = deleted("LAB\nlab\n", with_cohorts());
    assert_eq!(row(&plan, 1).decision, Decision::Change);
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(codes(&plan, 2), [Code::DuplicateRow]);
}

/// The tryback begins with its first failed line: a list has no header. The byte-order mark stays.
#[test]
fn q74_the_tryback_of_a_list_is_its_failed_lines() {
    for (mark, above) in [("", ""), ("\u{feff}", ""), ("", "# closed\r\n\r\n")] {
        let file = format!("{mark}{above}LAB\r\nNOWHERE\r\n# more\r\nBIO-101\r\nNOT-1");
        let (plan, _) = deleted(&file, with_cohorts());
        let failed: Vec<_> = plan
            .rows
            .iter()
            .filter(|row| row.decision == Decision::Refused)
            .map(|row| row.span)
            .collect();
        let again = tryback(file.as_bytes(), &plan.verdict, &failed);
        let expected = format!("{mark}NOWHERE\r\nNOT-1");
        assert_eq!(String::from_utf8(again).expect("UTF-8"), expected);
    }
}

/// A failed line that looks like a header begins the tryback below a blank line: it can be run as it is, and again.
#[test]
fn a_tryback_that_begins_with_what_looks_like_a_header_can_be_run() {
    for mark in ["", "\u{feff}"] {
        let file = format!("{mark}LAB\r\nshortname\r\nusername;firstname\r\nNOWHERE\r\n");
        let expected = "\r\nshortname\r\nusername;firstname\r\nNOWHERE\r\n";
        let mut tried = file;
        let mut site = with_cohorts();
        for _ in 0..2 {
            let (plan, after) = deleted(&tried, site);
            assert!(!plan.verdict.blocks_execution());
            let failed = plan.rows.iter();
            let failed = failed.filter(|row| row.decision == Decision::Refused);
            let spans: Vec<_> = failed.map(|row| row.span).collect();
            let again = tryback(tried.as_bytes(), &plan.verdict, &spans);
            tried = String::from_utf8(again).expect("UTF-8");
            assert_eq!(tried.trim_start_matches('\u{feff}'), expected);
            site = after;
        }
        site.put_course(Course {
            id: 99,
            shortname: "shortname".to_owned(),
            ..Course::default()
        });
        let (plan, _) = deleted(&tried, site);
        assert_eq!(row(&plan, 2).decision, Decision::Change);
    }
}

/// So does one with which files of other sorts begin.
#[test]
fn a_tryback_that_begins_like_no_text_can_be_run() {
    for first in ["{\\rtf", "%PDF-1", "GIF89a", "PK\u{3}\u{4}"] {
        let file = format!("LAB\n{first}\nNOWHERE\n");
        let (plan, _) = deleted(&file, with_cohorts());
        assert_eq!(row(&plan, 2).decision, Decision::Refused);
        let failed: Vec<_> = plan.rows[1..].iter().map(|row| row.span).collect();
        let again = tryback(file.as_bytes(), &plan.verdict, &failed);
        let again = String::from_utf8(again).expect("UTF-8");
        assert_eq!(again, format!("\n{first}\nNOWHERE\n"));
        let (plan, _) = deleted(&again, with_cohorts());
        assert!(!plan.verdict.blocks_execution());
        assert_eq!(plan.rows.len(), 2);
    }
}

/// A line that begins like a comment is a row when it has both cells of a list, whatever row comes first.
#[test]
fn what_is_a_comment_in_a_list_does_not_depend_on_its_first_row() {
    let file = "BIO-101;Biology\nNOWHERE\n-100;Old things\n- closed\n";
    let (plan, _) = looked_for(file);
    let spans: Vec<_> = plan.rows.iter().map(|row| row.span).collect();
    assert_eq!(spans.len(), 3);
    for (first, expected) in [(1, "NOWHERE\n-100;Old things\n"), (2, "-100;Old things\n")] {
        let again = tryback(file.as_bytes(), &plan.verdict, &spans[first..]);
        let again = String::from_utf8(again).expect("UTF-8");
        assert_eq!(again, expected);
        assert_eq!(looked_for(&again).0.rows.len(), 3 - first);
    }
}

/// Nor does it where nobody chose the kind: by its content or its name, a list is recognised by its first row, and read on as one.
#[test]
fn what_is_a_comment_in_a_list_that_is_recognised_does_not_depend_on_its_first_row() {
    for (name, file) in [
        ("what.csv", "NOWHERE\n-100;Old things\n- closed\n-101;B\n"),
        (
            "courses.csv",
            "NOWHERE\n-100;Old things\n- closed\n-101;B\n",
        ),
        (
            "courses.csv",
            "NOWHERE;A\n-100;Old things\n- closed\n-101;B\n",
        ),
    ] {
        let mut options = options(Kind::CourseChecks, |_| {});
        options.check.kind = None;
        options.check.name = name.to_owned();
        let plan = plan([file.as_bytes()], &options, with_cohorts());
        assert_eq!(plan.verdict.kind, Some(Kind::CourseChecks), "{file}");
        let lines: Vec<u64> = plan.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 2, 4], "{name}: {file}");
    }
}

#[test]
fn a_list_that_was_generated_deletes_what_it_names() {
    let site = institution();
    let names: Vec<&str> = site
        .courses()
        .map(|course| course.shortname.as_str())
        .collect();
    let (plan, after) = deleted(&names.join("\n"), site.clone());
    assert_all(&plan, Decision::Change);
    assert_eq!((after.courses().len(), after.enrolments().count()), (0, 0));
    assert_eq!((after.groups().len(), after.groupings().len()), (0, 0));
}

#[test]
fn a_list_of_courses_to_look_for_as_text() {
    let file = "\
BIO-101;Cell biology
chem-1
LAB
BIO-102;Cell biology II
NOWHERE
";
    insta::assert_snapshot!(text(&looked_for(file).0));
}

#[test]
fn q24_looking_for_courses_changes_nothing() {
    let (plan, site) = looked_for("BIO-101;Cells\nNOWHERE;Other\nlab\nLAB\n");
    assert_all(&plan, Decision::Unchanged);
    assert_eq!(site, with_cohorts());
    assert_eq!(codes(&plan, 1), [Code::CourseFound]);
    assert_eq!(codes(&plan, 2), [Code::CourseMissing]);
    let missing = &row(&plan, 2).findings[0];
    assert_eq!(missing.params["value"], "NOWHERE");
    assert_eq!(missing.params["description"], "Other");
    let found = &row(&plan, 1).findings[0];
    assert_eq!(found.params["fullname"], "Cell biology I");
    assert_eq!(found.params["idnumber"], "C-101");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn lists_of_deletions_are_idempotent(
        lines in prop::collection::vec(
            select(vec!["BIO-101", "bio-101", "CHEM-1", "LAB", "C-101", "home", "NOWHERE", "# x", ""]),
            1..8,
        ),
    ) {
        let file = lines.join("\n");
        let (first, after) = deleted(&file, with_front_page());
        let (second, _) = deleted(&file, after);
        hold(&file, &first, &second)?;
    }
}
