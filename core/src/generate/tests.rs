use super::*;
use crate::check::{CheckOptions, Checker};
use crate::kinds::{Kind, Value};
use crate::messages::Language;
use crate::reference::Reference;
use crate::settings::CourseIdentifier;
use crate::site::{Category, NoSite, institution};

/// A template whose example is no comment any more.
fn filled(template: &Template) -> String {
    let text = template.csv(';');
    let (comments, _) = text.split_at(text.find("#\n# ").map_or(0, |at| at));
    let example = text[comments.len()..].lines();
    let mut rows: Vec<&str> = example
        .skip_while(|line| *line != "#")
        .filter_map(|line| line.strip_prefix("# "))
        .collect();
    rows.retain(|row| !row.contains(": "));
    rows.join("\n")
}

#[test]
fn a_blank_template_is_a_file_of_its_kind_without_rows() {
    for language in Language::ALL {
        let reference = Reference::new(*language);
        for kind in Kind::ALL.iter().filter(|kind| kind.has_header()) {
            for separator in [';', ','] {
                let text = template(*kind, &reference).csv(separator);
                let mut checker = Checker::new(CheckOptions::default(), &NoSite);
                checker.push(text.as_bytes());
                let verdict = checker.finish();
                assert_eq!(verdict.kind, Some(*kind), "{text}");
                assert_eq!(verdict.rows, 0, "{text}");
                let found: Vec<_> = verdict.counts.keys().map(|code| code.as_str()).collect();
                assert_eq!(found, ["no_rows"], "{kind:?}");
            }
        }
    }
}

#[test]
fn the_example_of_a_template_has_no_mistake() {
    let reference = Reference::new(Language::En);
    for kind in Kind::ALL.iter().filter(|kind| kind.has_header()) {
        let text = filled(&template(*kind, &reference));
        let mut checker = Checker::new(CheckOptions::default(), &NoSite);
        checker.push(text.as_bytes());
        let verdict = checker.finish();
        assert_eq!((verdict.kind, verdict.bad_rows), (Some(*kind), 0), "{text}");
        assert!(verdict.rows > 0, "{text}");
    }
}

fn names(selection: &CourseSelection) -> Vec<String> {
    let courses = course_entries(&institution());
    let searched: Vec<String> = courses.iter().map(CourseEntry::searched).collect();
    let with_texts = courses.iter().zip(searched.iter().map(String::as_str));
    let chosen = selection.chosen_from(with_texts);
    chosen
        .map(|place| courses[place].shortname.clone())
        .collect()
}

#[test]
fn courses_are_selected_by_conditions_that_all_hold() {
    let all = CourseSelection::default();
    assert_eq!(names(&all).len(), 60);
    assert!(names(&all).is_sorted_by_key(|name| name.to_lowercase()));
    let hidden = CourseSelection {
        hidden: true,
        ..all.clone()
    };
    // Every ninth of sixty courses is hidden, from the ninth on.
    assert_eq!(names(&hidden).len(), 6);
    let unused = CourseSelection {
        never_accessed: true,
        ..all.clone()
    };
    // Every seventh, from the seventh on.
    assert_eq!(names(&unused).len(), 8);
    let empty = CourseSelection {
        empty: true,
        ..all.clone()
    };
    assert!(names(&empty).is_empty());
    let both = CourseSelection {
        hidden: true,
        never_accessed: true,
        ..all.clone()
    };
    assert!(
        names(&both)
            .iter()
            .all(|name| names(&hidden).contains(name) && names(&unused).contains(name))
    );
    let found = CourseSelection {
        search: "c-2024-101".to_owned(),
        ..all.clone()
    };
    assert_eq!(names(&found).len(), 1);
    // Capitals do not matter, nor blanks around; nor does one field go on in the next.
    let search = |text: &str| CourseSelection {
        search: text.to_owned(),
        ..all.clone()
    };
    assert_eq!(names(&search(" C-2024-101 ")), names(&found));
    let first = &course_entries(&institution())[0];
    let across = format!("{}{}", first.shortname, first.fullname);
    assert!(names(&search(&across)).is_empty());
    // All of them end twenty weeks after the beginning of term, 20 January 2025.
    let ended = |moment| CourseSelection {
        ended_before: Some(moment),
        ..all.clone()
    };
    assert_eq!(names(&ended(1_737_331_200)).len(), 0);
    assert_eq!(names(&ended(1_737_331_201)).len(), 60);
}

#[test]
fn a_category_means_the_courses_in_it_and_below() {
    let site = institution();
    let first = site
        .categories()
        .find(|category| category.parent == 0)
        .expect("there are some");
    let below = |path: &str| CourseSelection {
        category: path.to_owned(),
        ..CourseSelection::default()
    };
    let expected = site
        .courses()
        .filter(|course| site.category_path(course.category).first() == Some(&first.name))
        .count();
    assert!(expected > 0 && expected < 60);
    assert_eq!(names(&below(&first.name)).len(), expected);
    assert_eq!(names(&below(&format!("/{}/", first.name))).len(), expected);
    assert!(names(&below("No such category")).is_empty());
}

#[test]
fn q52_a_deletion_list_names_courses_by_the_identifier_that_was_chosen() {
    let mut site = institution();
    let mut courses: Vec<_> = site.courses().take(3).cloned().collect();
    courses[1].fields.remove("idnumber");
    let same = courses[0].fields["idnumber"].clone();
    courses[2].fields.insert("idnumber".to_owned(), same);
    for course in &courses {
        site.put_course(course.clone());
    }
    let all = course_entries(&site);
    let chosen = |course: &&CourseEntry| course.id < 5;
    let list = |identifier| deletion_list(all.iter().filter(chosen), &all, identifier);
    let mut expected: Vec<_> = courses
        .iter()
        .map(|course| course.shortname.clone())
        .collect();
    expected.sort_by_key(|name| name.to_lowercase());
    let (by_shortname, left_out) = list(CourseIdentifier::Shortname);
    assert_eq!(by_shortname.lines().collect::<Vec<_>>(), expected);
    assert!(by_shortname.ends_with('\n') && left_out.is_empty());
    let mut ids: Vec<String> = list(CourseIdentifier::Id)
        .0
        .lines()
        .map(str::to_owned)
        .collect();
    ids.sort();
    assert_eq!(ids, ["2", "3", "4"]);
    // One has no idnumber, and two share theirs.
    let (by_idnumber, left_out) = list(CourseIdentifier::Idnumber);
    assert_eq!(by_idnumber, "");
    assert_eq!(left_out.iter().filter(|course| course.shared).count(), 2);
    assert_eq!(left_out.iter().filter(|course| !course.shared).count(), 1);
}

#[test]
fn q54_empty_branches_go_children_first_and_the_rest_says_why_it_stays() {
    let mut site = institution();
    for (id, parent, name) in [(100, 0, "Old"), (101, 100, "2019"), (102, 101, "Spring")] {
        let (name, idnumber) = (name.to_owned(), String::new());
        site.put_category(Category {
            id,
            parent,
            name,
            idnumber,
            visible: true,
        });
    }
    let mut course = site.courses().next().cloned().expect("there are some");
    let ids = |fates: &[CategoryFate]| -> Vec<(u64, Option<KeptFor>)> {
        fates.iter().map(|fate| (fate.id, fate.kept)).collect()
    };
    let whole = clean_categories(&site, 100, true);
    assert_eq!(ids(&whole), [(102, None), (101, None), (100, None)]);
    assert_eq!(whole[0].path, ["Old", "2019", "Spring"]);
    let leaves = clean_categories(&site, 100, false);
    let one = Some(KeptFor::Subcategories(1));
    assert_eq!(ids(&leaves), [(102, None), (101, one), (100, one)]);
    course.category = 101;
    site.put_course(course);
    let kept = clean_categories(&site, 100, true);
    let expected = [
        (102, None),
        (101, Some(KeptFor::Courses(1))),
        (100, Some(KeptFor::CoursesBelow(1))),
    ];
    assert_eq!(ids(&kept), expected);
    // The whole site: each category once.
    assert_eq!(
        clean_categories(&site, 0, true).len(),
        site.categories().len()
    );
}

#[test]
fn attributes_of_courses_are_read_as_texts_and_numbers() {
    let site = institution();
    let course = site.courses().next().expect("there are some");
    assert_eq!(course.text("visible"), "1");
    assert_eq!(course.text("theme"), "");
    assert_eq!(course.number("enddate"), Some(1_737_331_200));
    assert_eq!(course.number("fullname"), None);
    assert_eq!(
        course.fields["fullname"],
        Value::Text(course.text("fullname"))
    );
}

#[test]
fn q53_a_reset_file_can_be_read_back_and_resets_the_courses_that_were_chosen() {
    let site = institution();
    let all = course_entries(&site);
    for (identifier, column) in [
        (CourseIdentifier::Shortname, "shortname"),
        (CourseIdentifier::Idnumber, "idnumber"),
    ] {
        let (file, left_out) = reset_file(all.iter().take(2), &all, identifier, ',');
        assert!(left_out.is_empty());
        let lines: Vec<&str> = file.lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(
            lines[0],
            format!(
                "{column},roles,local_roles,completion,grades,groups,groupings,blog_associations,events,notes,comments,modules"
            )
        );
        assert!(
            lines[1].ends_with(",student teacher guest,all,yes,all,all,all,yes,yes,yes,yes,all")
        );
        let mut options = CheckOptions::default();
        options.settings.reset_course_identifier = identifier;
        let mut checker = Checker::new(options, &site);
        checker.push(file.as_bytes());
        let verdict = checker.finish();
        assert_eq!(verdict.kind, Some(Kind::CourseResets));
        assert_eq!(
            (verdict.rows, verdict.bad_rows),
            (2, 0),
            "{:?}",
            verdict.counts
        );
    }
}

#[test]
fn a_branch_of_categories_is_chosen_whole() {
    let fate = |path: &str| CategoryFate {
        id: 0,
        path: path.split('/').map(str::to_owned).collect(),
        kept: None,
    };
    // `Kept` itself is not in the list; `Twin` is there twice, each with a child.
    let list = [
        "Kept/x", "Old/a/b", "Old/a", "Old/c", "Old", "Twin/d", "Twin", "Twin/d", "Twin",
    ]
    .map(fate);
    let branches: Vec<_> = (0..list.len()).map(|place| branch(&list, place)).collect();
    assert_eq!(
        branches,
        [0..1, 1..2, 1..3, 3..4, 1..5, 5..6, 5..7, 7..8, 7..9]
    );
    assert_eq!(above(&list, 1), [2, 4]);
    assert_eq!(above(&list, 5), [6]);
    assert!(above(&list, 0).is_empty() && above(&list, 4).is_empty());
}
