//! Plans of files of course resets.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{
    Decision, Kind, Operation, Plan, assert_all, codes, operations, options, plan, row, site, text,
};
use crate::finding::Code;
use crate::kinds::Value;
use crate::plan::{Removed, ResetValue, plan_and_apply};
use crate::settings::CourseIdentifier;
use crate::site::{
    Cohort, CohortBinding, CourseContent, Enrolment, Group, Grouping, LocalRole, RoleAssignment,
    RoleOverride, SYNC, SiteIndex, Touched, institution,
};

/// [`site::small`] with content in `BIO-101`: three people enrolled by hand (100 teaches, 101 and 102 are students; 102 is a teacher
/// besides), two groups in a grouping, and something of each sort that goes.
fn small() -> SiteIndex {
    let mut site = site::small();
    let course = 10;
    for object in site::small().objects() {
        match object.key() {
            Some(key @ (Touched::Enrolment(of, ..) | Touched::RoleAssignment(of, ..)))
                if of == course =>
            {
                site.remove(&key);
            }
            Some(key @ Touched::Group(_)) => site.remove(&key),
            _ => {}
        }
    }
    for user in [100, 101, 102] {
        site.put_enrolment(Enrolment {
            course,
            user,
            method: "manual".to_owned(),
            start: 0,
            end: 0,
            active: true,
            roles: [].into(),
        });
    }
    for (user, role) in [
        (100, "editingteacher"),
        (101, "student"),
        (102, "student"),
        (102, "teacher"),
    ] {
        let role = role.to_owned();
        site.put_role_assignment(RoleAssignment { course, user, role });
    }
    for (id, name) in [(51, "Lab A"), (52, "Lab B")] {
        site.put_group(Group {
            id,
            course,
            name: name.to_owned(),
            members: [101, 102].into(),
            ..Group::default()
        });
    }
    site.put_grouping(Grouping {
        id: 61,
        course,
        name: "Labs".to_owned(),
        groups: [51, 52].into(),
        ..Grouping::default()
    });
    let mut biology = site.course(course).expect("there").clone();
    let counts = [
        ("assign.submissions", 5),
        ("events", 2),
        ("feedback.answers.7", 3),
        ("feedback.answers.8", 4),
        ("forum.posts.general", 12),
        ("forum.posts.news", 3),
        ("forum.subscriptions", 2),
        ("notes", 1),
        ("quiz.attempts", 8),
    ];
    let activities = [
        ("assign", vec![1]),
        ("feedback", vec![7, 8]),
        ("forum", vec![1, 2]),
        ("quiz", vec![3]),
    ];
    let grades = |counts: &[(&str, u64)]| {
        let counts = counts.iter();
        counts
            .map(|(from, count)| ((*from).to_owned(), *count))
            .collect()
    };
    *biology.content = CourseContent {
        counts: grades(&counts),
        activities: activities
            .into_iter()
            .map(|(module, ids)| (module.to_owned(), ids.into_iter().collect()))
            .collect(),
        grades: [
            (101, grades(&[("", 1), ("quiz", 2), ("assign", 1)])),
            (102, grades(&[("quiz", 1)])),
        ]
        .into(),
        local_roles: [LocalRole {
            place: "forum 1".to_owned(),
            user: 101,
            role: "teacher".to_owned(),
        }]
        .into(),
        overrides: [RoleOverride {
            place: String::new(),
            role: "student".to_owned(),
            capability: "mod/forum:replypost".to_owned(),
            permission: -1,
        }]
        .into(),
    };
    for (field, moment) in [("startdate", 1_725_148_800), ("enddate", 1_751_241_600)] {
        biology.fields.insert(field.to_owned(), Value::Int(moment));
    }
    site.put_course(biology);
    site
}

/// The plan of one row about `BIO-101` with these cells.
fn planned(columns: &str, cells: &str) -> Plan {
    planned_on(small(), columns, cells)
}

fn planned_on(site: SiteIndex, columns: &str, cells: &str) -> Plan {
    let file = format!("shortname;{columns}\nBIO-101;{cells}\n");
    plan(
        [file.as_bytes()],
        &options(Kind::CourseResets, |_| {}),
        site,
    )
}

/// The reset of the first row.
fn reset(plan: &Plan) -> (Vec<&str>, &Removed) {
    match &plan.rows[0].operations[..] {
        [
            Operation::ResetCourse {
                options, removed, ..
            },
        ] => {
            let names = options.iter().map(|option| option.name.as_str());
            (names.collect(), removed)
        }
        other => panic!("{other:?}: {:?}", plan.rows[0].findings),
    }
}

/// What becomes less, as `what old → new`.
fn counts(columns: &str, cells: &str) -> Vec<String> {
    let plan = planned(columns, cells);
    let (_, removed) = reset(&plan);
    let counts = removed.counts.iter();
    counts
        .map(|count| format!("{} {} → {}", count.what, count.old, count.new))
        .collect()
}

#[test]
fn resets_are_planned_with_all_that_goes() {
    let file = "\
shortname;events;logs;notes;grades;roles;local_roles;groups;groupings;modules;completion;start_date
BIO-101;yes;yes;no;all;student;all;all;all;all;yes;2025-09-01
CHEM-1;yes;no;yes;all;none;all;all;all;all;yes;
LAB;no;;;;;;;;;;
NOWHERE;yes;;;;;;;;;;
";
    let plan = plan(
        [file.as_bytes()],
        &options(Kind::CourseResets, |_| {}),
        small(),
    );
    insta::assert_snapshot!(text(&plan));
    assert_eq!(
        row(&plan, 3).decision,
        Decision::Unchanged,
        "nothing is left"
    );
    assert_eq!(codes(&plan, 4), [Code::NothingAsked]);
    assert_eq!(codes(&plan, 5), [Code::UnknownCourse]);
}

#[test]
fn the_sample_is_planned_on_the_sandbox_and_done_once() {
    let sample = include_str!("../../../../samples/course-resets.csv");
    let chosen = options(Kind::CourseResets, |_| {});
    let (first, after) = plan_and_apply([sample.as_bytes()], &chosen, institution());
    insta::assert_snapshot!(text(&first));
    assert_all(&first, Decision::Change);
    assert_all(
        &plan([sample.as_bytes()], &chosen, after),
        Decision::Unchanged,
    );
}

/// Quirk Q23: tool_sync reset blog associations, comments and completion where their columns were absent.
#[test]
fn q23_an_absent_column_resets_nothing() {
    let plan = planned("events", "yes");
    let (options, removed) = reset(&plan);
    assert_eq!(options, ["reset_events"]);
    assert_eq!(removed.counts.len(), 1);
    let empty = planned("events;notes;completion;comments;blog_associations", ";;;;");
    assert_eq!(row(&empty, 2).decision, Decision::Unchanged);
}

/// Quirk Q22: tool_sync never read `modules`. The options are the modules' own defaults, of modules that the course has.
#[test]
fn q22_modules_sets_the_default_options_of_activities() {
    let names = |cells: &str| -> Vec<String> {
        let plan = planned("modules;grades;quiz_attempts", cells);
        let (options, _) = reset(&plan);
        options.into_iter().map(str::to_owned).collect()
    };
    assert_eq!(
        names("quiz;none;"),
        [
            "reset_quiz_attempts",
            "reset_quiz_user_overrides",
            "reset_quiz_group_overrides"
        ]
    );
    assert_eq!(
        names("+quiz +forum;none;no"),
        [
            "reset_forum_all",
            "reset_forum_ratings",
            "reset_quiz_user_overrides",
            "reset_quiz_group_overrides"
        ],
        "the option's own column says better"
    );
    assert_eq!(
        names("-quiz -assign -forum;none;"),
        ["feedback_reset_data_7", "feedback_reset_data_8"],
        "one option for each feedback; no workshop in this course"
    );
}

/// Quirk Q21: the identifier of the settings, whichever it is.
#[test]
fn q21_a_course_is_reset_by_idnumber_and_by_id() {
    for (identifier, file) in [
        (CourseIdentifier::Idnumber, "idnumber;events\nC-101;1\n"),
        (CourseIdentifier::Id, "id;events\n10;1\n"),
    ] {
        let set = |settings: &mut crate::settings::Settings| {
            settings.reset_course_identifier = identifier;
        };
        let plan = plan(
            [file.as_bytes()],
            &options(Kind::CourseResets, set),
            small(),
        );
        assert_eq!(operations(&plan, 2), ["reset_course"]);
        assert!(matches!(
            &plan.rows[0].operations[0],
            Operation::ResetCourse { course, .. } if course == "BIO-101"
        ));
    }
}

#[test]
fn people_are_unenrolled_by_role() {
    let plan = planned("roles", "student");
    let (_, removed) = reset(&plan);
    let people: Vec<_> = removed
        .people
        .iter()
        .map(|loss| (loss.user.as_str(), loss.enrolments.len(), &loss.roles[..]))
        .collect();
    let student = ["student".to_owned()];
    assert_eq!(
        people,
        [("p.curie", 1, &student[..]), ("i.joliot", 0, &student[..])],
        "who has another role only loses this one"
    );
    let left = removed.people[0].groups.iter();
    assert!(left.map(|left| left.group.as_str()).eq(["Lab A", "Lab B"]));
    assert_eq!(removed.local_roles[0].user, "p.curie");
    assert_eq!(
        counts("roles", "student"),
        [
            "participants 3 → 2",
            "roles 4 → 2",
            "local_roles 1 → 0",
            "group_members 4 → 2",
            "grades 5 → 1",
        ]
    );
    assert_eq!(
        counts("roles", "all")[..2],
        ["participants 3 → 0", "roles 4 → 0"]
    );
}

#[test]
fn people_without_role_have_a_column_of_their_own() {
    let mut site = small();
    site.remove_role_assignment(10, 101, "student");
    let all = planned_on(site.clone(), "roles", "all");
    let gone = |plan: &Plan| -> Vec<String> {
        let (_, removed) = reset(plan);
        removed
            .people
            .iter()
            .map(|loss| loss.user.clone())
            .collect()
    };
    assert_eq!(gone(&all), ["m.curie", "i.joliot"]);
    let without = planned_on(site, "without_role", "yes");
    assert_eq!(gone(&without), ["p.curie"]);
    let Operation::ResetCourse { options, .. } = &without.rows[0].operations[0] else {
        panic!("a reset");
    };
    assert_eq!(options[0].value, ResetValue::Words(vec!["0".to_owned()]));
}

#[test]
fn enrolments_by_cohort_and_switched_off_methods_stay() {
    let mut site = small();
    let mut biology = site.course(10).expect("there").clone();
    biology.methods.insert("manual".to_owned(), false);
    biology.methods.insert("cohort".to_owned(), true);
    site.put_course(biology);
    site.put_enrolment(Enrolment {
        course: 10,
        user: 101,
        method: "cohort".to_owned(),
        start: 0,
        end: 0,
        active: true,
        roles: ["student".to_owned()].into(),
    });
    let plan = planned_on(site, "roles", "all");
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
}

#[test]
fn the_companion_s_method_leaves_with_its_last_person() {
    let mut site = small();
    let mut biology = site.course(10).expect("there").clone();
    biology.methods.insert(SYNC.to_owned(), true);
    site.put_course(biology);
    for user in [100, 101, 102] {
        site.remove_enrolment(10, user, "manual");
        for role in ["student", "teacher", "editingteacher"] {
            site.remove_role_assignment(10, user, role);
        }
    }
    site.put_enrolment(Enrolment {
        course: 10,
        user: 101,
        method: SYNC.to_owned(),
        start: 0,
        end: 0,
        active: true,
        roles: ["student".to_owned()].into(),
    });
    let file = "shortname;roles\nBIO-101;student\n";
    let chosen = options(Kind::CourseResets, |_| {});
    let (plan, after) = plan_and_apply([file.as_bytes()], &chosen, site);
    let (_, removed) = reset(&plan);
    assert_eq!(removed.people[0].enrolments[0].roles, ["student"]);
    assert_eq!(removed.methods, [SYNC]);
    let biology = after.course(10).expect("there");
    assert!(!biology.methods.contains_key(SYNC));
    assert!(!after.takes_part(10, 101));
}

#[test]
fn groups_are_emptied_or_deleted() {
    assert_eq!(counts("groups", "members"), ["group_members 4 → 0"]);
    assert_eq!(
        counts("groups", "groups"),
        [
            "groups 2 → 0",
            "group_members 4 → 0",
            "groups_in_groupings 2 → 0"
        ]
    );
    assert_eq!(
        counts("groupings", "members"),
        ["groups_in_groupings 2 → 0"]
    );
    for word in ["groups", "groupings", "all"] {
        assert_eq!(
            counts("groupings", word),
            ["groupings 1 → 0", "groups_in_groupings 2 → 0"]
        );
    }
    let plan = planned("groups", "all");
    let (options, removed) = reset(&plan);
    assert_eq!(options, ["reset_groups_members", "reset_groups_remove"]);
    assert_eq!(removed.groups[0].members, ["p.curie", "i.joliot"]);
    assert_eq!(removed.groups[0].groupings, ["Labs"]);
}

#[test]
fn a_binding_of_a_cohort_forgets_its_deleted_group() {
    let mut site = small();
    site.put_cohort(Cohort {
        id: 71,
        name: "Year 9".to_owned(),
        ..Cohort::default()
    });
    site.put_cohort_binding(CohortBinding {
        id: 81,
        course: 10,
        cohort: 71,
        role: "student".to_owned(),
        method: "cohort".to_owned(),
        group: 51,
        ..CohortBinding::default()
    });
    let file = "shortname;groups\nBIO-101;groups\n";
    let chosen = options(Kind::CourseResets, |_| {});
    let (plan, after) = plan_and_apply([file.as_bytes()], &chosen, site);
    let (_, removed) = reset(&plan);
    assert_eq!(removed.groups[0].bindings[0].cohort.name, "Year 9");
    assert_eq!(
        after.cohort_binding(81).map(|binding| binding.group),
        Some(0)
    );
}

#[test]
fn grades_come_back_as_long_as_activities_hold_what_was_graded() {
    assert_eq!(counts("grades", "grades"), ["grades 5 → 4"]);
    assert_eq!(
        counts("grades;quiz_attempts", "grades;1"),
        ["grades 5 → 1", "quiz.attempts 8 → 0"]
    );
    assert_eq!(
        counts("quiz_attempts", "1"),
        ["grades 5 → 2", "quiz.attempts 8 → 0"]
    );
    assert_eq!(
        counts("assign_submissions", "1"),
        ["assign.submissions 5 → 0"],
        "assignments keep theirs"
    );
    assert_eq!(
        counts("assign_submissions;grades", "1;all"),
        ["grades 5 → 3", "assign.submissions 5 → 0"]
    );
}

#[test]
fn forums_are_emptied_by_type() {
    assert_eq!(counts("forum_types", "news"), ["forum.posts.news 3 → 0"]);
    assert_eq!(
        counts("forum_all;forum_subscriptions", "1;1"),
        [
            "forum.posts.general 12 → 0",
            "forum.posts.news 3 → 0",
            "forum.subscriptions 2 → 0"
        ]
    );
}

#[test]
fn the_end_moves_with_the_start_when_it_moves_forward() {
    let changes = |columns: &str, cells: &str| -> Vec<(String, i64)> {
        let plan = planned(columns, cells);
        let (_, removed) = reset(&plan);
        let changes = removed.changes.iter();
        changes
            .map(|change| match change.new {
                Some(Value::Int(moment)) => (change.field.clone(), moment),
                ref other => panic!("{other:?}"),
            })
            .collect()
    };
    let day = 24 * 3600;
    let moment = |field: &str, moment| (field.to_owned(), moment);
    assert_eq!(
        changes("start_date", "@1725235200"),
        [
            moment("startdate", 1_725_235_200),
            moment("enddate", 1_751_241_600 + day)
        ]
    );
    assert_eq!(
        changes("start_date", "@1725062400"),
        [moment("startdate", 1_725_062_400)],
        "backwards: the end stays"
    );
    assert_eq!(
        changes("end_date", "@1751328000"),
        [moment("enddate", 1_751_328_000)]
    );
    let plan = planned("start_date", "@1725235200");
    assert_eq!(
        reset(&plan).0,
        [
            "reset_start_date",
            "reset_start_date_old",
            "reset_end_date_old"
        ]
    );
    let early = planned("end_date", "2024-01-01");
    assert_eq!(codes(&early, 2), [Code::PeriodReversed]);
}

#[test]
fn a_course_that_moved_meanwhile_is_not_reset() {
    let plan = planned("quiz_attempts", "1");
    let mut moved = small();
    let mut biology = moved.course(10).expect("there").clone();
    biology.content.counts.insert("quiz.attempts".to_owned(), 9);
    moved.put_course(biology);
    let before = moved.clone();
    let error = moved
        .apply(&plan.rows[0].operations[0])
        .expect_err("one more attempt");
    assert!(error.to_string().contains("quiz.attempts 9"), "{error}");
    assert_eq!(moved, before);
}

/// A plan is stored before it is executed: what it carries survives that.
#[test]
fn a_reset_survives_being_stored() {
    let plan = planned(
        "roles;groups;local_roles;forum_types;start_date",
        "all;all;all;news;2026-01-01",
    );
    let json = serde_json::to_string(&plan.rows[0].operations).expect("plain data");
    let again: Vec<Operation> = serde_json::from_str(&json).expect("its own form");
    assert_eq!(again, plan.rows[0].operations);
}

const FLAGS: &[&str] = &["", "", "yes", "no", "1", "0"];

const COLUMNS: &[(&str, &[&str])] = &[
    ("events", FLAGS),
    ("logs", FLAGS),
    ("notes", FLAGS),
    ("grades", &["", "all", "items", "grades", "none"]),
    (
        "roles",
        &[
            "",
            "all",
            "student",
            "teacher student",
            "student teacher",
            "none",
        ],
    ),
    ("without_role", FLAGS),
    ("local_roles", &["", "all", "roles", "overrides"]),
    ("groups", &["", "all", "groups", "members"]),
    ("groupings", &["", "all", "groupings", "members"]),
    (
        "modules",
        &["", "all", "quiz assign", "-forum", "none", "-quiz assign"],
    ),
    ("completion", FLAGS),
    ("forum_all", FLAGS),
    ("forum_types", &["", "news", "general news"]),
    ("quiz_attempts", FLAGS),
    ("assign_submissions", FLAGS),
    ("feedback", FLAGS),
    ("start_date", &["", "2025-09-01", "2024-01-01", "0"]),
    ("end_date", &["", "2026-07-01", "2023-01-01"]),
];

/// A file with some of the columns, about courses of [`small`].
fn file() -> impl Strategy<Value = String> {
    subsequence(COLUMNS, 0..=COLUMNS.len())
        .prop_flat_map(|chosen| {
            let names: Vec<&str> = chosen.iter().map(|(name, _)| *name).collect();
            let header = [&["shortname"], &names[..]].concat().join(";");
            let course = select(&["BIO-101", "bio-101", "CHEM-1", "LAB", "NOWHERE"][..]);
            let cells: Vec<_> = chosen.iter().map(|(_, cells)| select(*cells)).collect();
            (Just(header), prop::collection::vec((course, cells), 1..5))
        })
        .prop_map(|(header, rows)| {
            let rows = rows.into_iter();
            let rows = rows.map(|(course, cells)| format!("{course};{}", cells.join(";")));
            [vec![header], rows.collect()].concat().join("\n")
        })
}

proptest! {
    /// Planned, executed and planned again, nothing is left to do.
    #[test]
    fn resets_are_idempotent(file in file()) {
        let chosen = options(Kind::CourseResets, |_| {});
        crate::undo::tests::assert_identity(&small(), &file, &chosen);
        let (first, after) = plan_and_apply([file.as_bytes()], &chosen, small());
        let second = plan([file.as_bytes()], &chosen, after);
        for (one, two) in first.rows.iter().zip(&second.rows) {
            prop_assert_eq!(one.decision == Decision::Change, !one.operations.is_empty());
            prop_assert!(
                two.decision != Decision::Change || one.decision == Decision::Refused,
                "{} is not done after it was done: {:?}", file, two.operations
            );
        }
    }
}
