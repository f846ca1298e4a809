//! What people left in courses, on both servers: one course of `tests/moodle-db/content.sql` has something of everything.

use toolsync_core::kinds::course_resets::options::OPTIONS;
use toolsync_core::site::{Course, LocalRole, RoleOverride, Unknown};

use super::*;

/// How many rows the script has of each, without those that do not count: the event of the quiz, the blog entry that is no note, the tag of an activity
/// itself, the first post of the single discussion, the preview of the quiz, the example of the workshop and what a student wrote about it, the
/// calculated item.
const LEFT: &[(&str, u64)] = &[
    ("assign.group_overrides", 1),
    ("assign.submissions", 2),
    ("assign.user_flags", 1),
    ("assign.user_overrides", 2),
    ("bigbluebuttonbn.logs", 1),
    ("bigbluebuttonbn.recordings", 1),
    ("bigbluebuttonbn.tags", 1),
    ("blog_associations", 1),
    ("book.tags", 1),
    ("chat.messages", 1),
    ("choice.answers", 1),
    ("comments", 2),
    ("competency_ratings", 1),
    // One of an activity, two activities that were looked at, one of the course, one criterion.
    ("completion", 5),
    ("data.comments", 1),
    ("data.entries", 1),
    ("data.entries.not_enrolled", 2),
    ("data.ratings", 1),
    ("data.tags", 1),
    ("events", 2),
    ("feedback.answers.9007", 2),
    ("forum.digests", 1),
    ("forum.posts.qanda", 2),
    ("forum.posts.single", 1),
    ("forum.ratings.qanda", 1),
    ("forum.read_marks.single", 1),
    // Two of forums, one of a discussion.
    ("forum.subscriptions", 3),
    ("forum.tags.qanda", 2),
    ("forum.track_prefs.qanda", 1),
    ("glossary.comments.secondary", 1),
    ("glossary.entries.main", 1),
    ("glossary.entries.secondary", 1),
    ("glossary.entries.secondary.not_enrolled", 1),
    ("glossary.ratings.main", 1),
    ("glossary.tags.secondary", 1),
    // That of a person, and the calculated one.
    ("grade_items", 2),
    ("h5pactivity.attempts", 1),
    ("lesson.answers", 2),
    ("lesson.attempts", 1),
    ("lesson.group_overrides", 1),
    ("lesson.user_overrides", 1),
    ("notes", 1),
    ("quiz.attempts", 2),
    ("quiz.group_overrides", 1),
    ("quiz.user_overrides", 1),
    ("scorm.attempts", 2),
    ("survey.analysis", 1),
    ("survey.answers", 1),
    ("wiki.comments", 1),
    ("wiki.pages", 1),
    ("wiki.tags", 1),
    // Of the submission, and the teacher's of the example.
    ("workshop.assessments", 2),
    ("workshop.phases", 1),
    ("workshop.submissions", 1),
];

fn is_as_the_script_has_it(course: &Course) {
    let content = &course.content;
    let left: Vec<(&str, u64)> = content
        .counts
        .iter()
        .map(|(what, count)| (what.as_str(), *count))
        .collect();
    assert_eq!(left, LEFT);
    let of_person = |user: u64| -> Vec<(&str, u64)> {
        let grades = content.grades[&user].iter();
        grades
            .map(|(source, count)| (source.as_str(), *count))
            .collect()
    };
    // Neither the course's total nor the calculated item: they come back. A total that a teacher set does not.
    assert_eq!(of_person(20), [("", 1), ("assign", 1), ("quiz", 1)]);
    assert_eq!(of_person(21), [("", 1), ("quiz", 1)]);
    let role = |place: &str, user| LocalRole {
        place: place.to_owned(),
        user,
        role: "teacher".to_owned(),
    };
    let roles = [
        role("block 9900", 20),
        role("block 9901", 21),
        role("forum 9008", 20),
    ];
    assert_eq!(content.local_roles, roles.into());
    let student = |place: &str, capability: &str, permission| RoleOverride {
        place: place.to_owned(),
        role: "student".to_owned(),
        capability: capability.to_owned(),
        permission,
    };
    let overrides = [
        student("", "mod/forum:replypost", -1),
        student("block 9901", "moodle/block:view", -1000),
        student("forum 9008", "mod/forum:startdiscussion", 1),
    ];
    assert_eq!(content.overrides, overrides.into());
}

#[tokio::test]
async fn both_servers_tell_what_people_left() {
    let tests = "what people left in courses, in PostgreSQL and in MariaDB";
    let (Some(postgres), Some(mariadb)) = (postgres(tests).await, mariadb(tests).await) else {
        return;
    };
    on_postgres(&postgres.url(), &script("content.sql")).await;
    on_mariadb(&mariadb.url(), &script("content.sql")).await;
    for url in [postgres.url(), mariadb.url()] {
        let site = database(&by_reader(&url));
        let whole = site.snapshot(Extent::WithContent).await.unwrap();
        assert!(whole.tells(&Unknown::CourseContent));
        is_as_the_script_has_it(whole.course(900).unwrap());

        // Whoever does not ask for it is told nothing of it, and knows.
        let usual = site.snapshot(Extent::Usual).await.unwrap();
        assert!(!usual.tells(&Unknown::CourseContent));
        let content = &usual.course(900).unwrap().content;
        assert!(content.counts.is_empty() && content.grades.is_empty());
        assert_eq!(content.activities.len(), 16);
    }
}

/// A count that no option of the reset knows would never be told, and one that no query gives would be removed without a word.
#[test]
fn what_is_counted_is_what_resets_remove() {
    let removed = || OPTIONS.iter().flat_map(|option| option.removes);
    let counted = || {
        Extent::WithContent
            .tables()
            .flatten()
            .filter_map(|table| match table {
                Table::Count(query) => query.columns.iter().find(|column| column.name == "what"),
                _ => None,
            })
    };
    // The name up to where the database goes on with a type or an id.
    let named = |sql: &'static str| sql.split('\'').nth(1).unwrap().trim_end_matches('.');
    for name in removed() {
        let whole = name.split(".{}").next().unwrap();
        let is_counted = |what: &str| {
            let of_part = name.contains(".main.") || name.contains(".secondary.");
            what == whole || of_part && whole.starts_with(what)
        };
        assert!(
            counted().any(|column| is_counted(named(column.sql))),
            "{name}"
        );
    }
    for column in counted() {
        let what = named(column.sql);
        let is_removed = |name: &&str| {
            name.split(".{}").next() == Some(what) || what.starts_with(&format!("{name}."))
        };
        assert!(removed().any(is_removed), "{what}");
    }
}
