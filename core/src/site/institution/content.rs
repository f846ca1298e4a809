//! What people have left in the courses of the institution: every third course was taught and holds the usual, and one of them holds
//! something of everything that a reset can remove.

use std::collections::BTreeMap;

use crate::kinds::course_resets::options::{FORUM_TYPES, GLOSSARY_TYPES, OPTIONS};
use crate::site::{Course, CourseContent, Grouping, LocalRole, RoleOverride, SiteIndex};

/// Activity modules of the site: those of Moodle 5, so without chat and survey.
pub(super) const MODULES: &[&str] = &[
    "assign",
    "bigbluebuttonbn",
    "book",
    "choice",
    "data",
    "feedback",
    "folder",
    "forum",
    "glossary",
    "h5pactivity",
    "imscp",
    "label",
    "lesson",
    "lti",
    "page",
    "quiz",
    "resource",
    "scorm",
    "subsection",
    "url",
    "wiki",
    "workshop",
];

/// What a taught course usually holds.
const USUAL: &[(&str, u64)] = &[
    ("assign.submissions", 17),
    ("assign.user_overrides", 1),
    ("completion", 64),
    ("events", 3),
    ("forum.posts.general", 41),
    ("forum.posts.news", 6),
    ("forum.read_marks.general", 180),
    ("forum.subscriptions", 12),
    ("grade_items", 2),
    ("notes", 2),
    ("quiz.attempts", 24),
    ("quiz.group_overrides", 1),
];
/// Its activities: module, and how many.
const ACTIVITIES: &[(&str, u64)] = &[("assign", 2), ("forum", 2), ("page", 3), ("quiz", 2)];
/// The course that holds something of everything.
const RICHEST: u64 = 1;

/// Fills the courses, whose people and groups are there already.
pub(super) fn put_content(site: &mut SiteIndex) {
    let courses: Vec<Course> = site.courses().cloned().collect();
    for (number, mut course) in (0..).zip(courses) {
        *course.content = match number {
            RICHEST => everything(),
            _ if number % 3 == 0 => usual(number),
            _ => continue,
        };
        grade(site, &mut course);
        if number == 0 {
            look_after(site, &mut course);
        }
        site.put_course(course);
    }
}

fn counts<'n>(counts: impl IntoIterator<Item = (&'n str, u64)>) -> BTreeMap<String, u64> {
    let counts = counts.into_iter();
    counts
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}

fn usual(number: u64) -> CourseContent {
    CourseContent {
        counts: counts(
            USUAL
                .iter()
                .map(|(name, count)| (*name, count + number % 5)),
        ),
        activities: ACTIVITIES
            .iter()
            .map(|(module, count)| {
                let first = number * 10;
                let ids = (first + 1)..=(first + count);
                ((*module).to_owned(), ids.collect())
            })
            .collect(),
        ..CourseContent::default()
    }
}

/// Something for each option of the modules that the site has, and of the course itself.
fn everything() -> CourseContent {
    let mut content = CourseContent::default();
    for (number, module) in (11..).zip(MODULES) {
        let ids = [number].into();
        content.activities.insert((*module).to_owned(), ids);
    }
    let is_here = |module: &str| module.is_empty() || MODULES.contains(&module);
    for option in OPTIONS.iter().filter(|option| is_here(option.module)) {
        let words: Vec<String> = match option.module {
            "forum" => FORUM_TYPES.iter().map(|word| (*word).to_owned()).collect(),
            "glossary" => GLOSSARY_TYPES
                .iter()
                .map(|word| (*word).to_owned())
                .collect(),
            module => {
                let ids = content.activities.get(module).into_iter().flatten();
                ids.map(u64::to_string).collect()
            }
        };
        for name in option.removes {
            let names: Vec<String> = match name.contains("{}") {
                true => words.iter().map(|word| name.replace("{}", word)).collect(),
                false => vec![(*name).to_owned()],
            };
            for name in names {
                let count = 1 + name.len() as u64 % 7;
                content.counts.entry(name).or_insert(count);
            }
        }
    }
    // What is counted by parts is not counted as a whole too.
    let names: Vec<String> = content.counts.keys().cloned().collect();
    let has_parts = |name: &String| {
        names
            .iter()
            .any(|part| part.starts_with(&format!("{name}.")))
    };
    content.counts.retain(|name, _| !has_parts(name));
    content
}

/// Grades of the students: by hand, and of the activities that give some.
fn grade(site: &SiteIndex, course: &mut Course) {
    let students = site.role_assignments();
    let students = students.filter(|one| one.course == course.id && one.role == "student");
    for student in students {
        let mut grades = counts([("", 1), ("assign", 2), ("quiz", 2)]);
        grades.retain(|module, _| module.is_empty() || course.content.has_activity(module));
        course.content.grades.insert(student.user, grades);
    }
}

/// A course with a grouping, a student who moderates a forum, and permissions of its own.
fn look_after(site: &mut SiteIndex, course: &mut Course) {
    let groups = site.groups_of_course(course.id).map(|group| group.id);
    let groups = groups.collect();
    site.put_grouping(Grouping {
        id: 1,
        course: course.id,
        name: "Travaux pratiques".to_owned(),
        groups,
        ..Grouping::default()
    });
    if let Some(moderator) = course.content.grades.keys().next() {
        course.content.local_roles.insert(LocalRole {
            place: "forum 1".to_owned(),
            user: *moderator,
            role: "teacher".to_owned(),
        });
    }
    course.content.overrides.insert(RoleOverride {
        place: "forum 2".to_owned(),
        role: "student".to_owned(),
        capability: "mod/forum:startdiscussion".to_owned(),
        permission: -1,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::institution;

    #[test]
    fn the_sandbox_has_something_for_every_option_of_its_modules() {
        let site = institution();
        let course = site.course(RICHEST + 2).expect("there");
        for option in OPTIONS {
            for name in option.removes {
                let whole = name.trim_end_matches(".{}");
                let is_there = |counted: &String| counted.starts_with(whole);
                let expected =
                    option.module.is_empty() || site.facts.modules.contains(option.module);
                let found = course.content.counts.keys().any(is_there);
                assert_eq!(found, expected, "{name}");
            }
        }
    }
}
