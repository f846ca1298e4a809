//! The table of options is whole: against the columns, and against `spec/moodle-reset.md`.

use std::collections::BTreeSet;

use crate::kinds::course_resets::COLUMNS;
use crate::kinds::course_resets::options::*;

/// All properties of `spec/moodle-reset.md` §2 and §4 that a file sets by itself, and those of §5 that exist no more. What is told
/// beside them (`id`, `…_old`) is the planner's.
const PROPERTIES: &str = "
    reset_start_date reset_end_date reset_events reset_notes reset_comments reset_completion delete_blog_associations
    reset_competency_ratings unenrol_users reset_roles_local reset_roles_overrides reset_gradebook_items reset_gradebook_grades
    reset_groups_members reset_groups_remove reset_groupings_members reset_groupings_remove
    reset_assign_submissions reset_assign_user_overrides reset_assign_group_overrides
    reset_bigbluebuttonbn_events reset_bigbluebuttonbn_tags reset_bigbluebuttonbn_logs reset_bigbluebuttonbn_recordings
    reset_book_tags reset_chat reset_choice
    reset_data reset_data_notenrolled reset_data_ratings reset_data_comments reset_data_tags
    feedback_reset_data_{id}
    reset_forum_all reset_forum_types reset_forum_digests reset_forum_subscriptions reset_forum_track_prefs reset_forum_ratings
    reset_forum_tags
    reset_glossary_all reset_glossary_types reset_glossary_notenrolled reset_glossary_ratings reset_glossary_comments
    reset_glossary_tags
    reset_h5pactivity
    reset_lesson reset_lesson_user_overrides reset_lesson_group_overrides
    reset_quiz_attempts reset_quiz_user_overrides reset_quiz_group_overrides
    reset_scorm reset_survey_answers reset_survey_analysis
    reset_wiki_pages reset_wiki_tags reset_wiki_comments
    reset_workshop_submissions reset_workshop_assessments reset_workshop_phase
    reset_logs reset_assignment_submissions reset_slots reset_apointments
";

#[test]
fn every_option_of_moodle_has_a_column() {
    let properties: BTreeSet<&str> = PROPERTIES.split_whitespace().collect();
    let options: BTreeSet<&str> = OPTIONS.iter().map(|option| option.name).collect();
    assert_eq!(options, properties);
}

#[test]
fn every_column_but_the_course_and_modules_is_of_an_option() {
    let columns: BTreeSet<&str> = COLUMNS.iter().map(|column| column.name).collect();
    let mut known: BTreeSet<&str> = OPTIONS.iter().map(|option| option.column).collect();
    known.extend(["shortname", "idnumber", "id", MODULES]);
    assert_eq!(columns, known);
    assert_eq!(columns.len(), COLUMNS.len(), "each column once");
}

#[test]
fn wider_options_are_of_the_table() {
    for option in OPTIONS.iter().filter(|option| !option.within.is_empty()) {
        let (wider, _) = find(option.within).expect("in the table");
        assert_eq!(wider.module, option.module);
    }
}

#[test]
fn names_hold_the_ids_of_feedbacks() {
    let (option, id) = find("feedback_reset_data_12").expect("known");
    assert_eq!((option.column, id), ("feedback", Some(12)));
    assert!(find("feedback_reset_data_x").is_none());
    assert!(find("reset_nonsense").is_none());
}

/// What the button "Select default" sets (`spec/moodle-reset.md` §2 and §4).
#[test]
fn defaults_are_those_of_moodle() {
    let of_modules = OPTIONS.iter().filter(|option| option.by_default);
    let names: Vec<&str> = of_modules.map(|option| option.name).collect();
    let expected = "reset_events reset_notes reset_roles_local unenrol_users reset_gradebook_grades \
        reset_assign_submissions reset_assign_user_overrides reset_assign_group_overrides reset_chat reset_choice \
        reset_data_ratings reset_data_comments feedback_reset_data_{id} reset_forum_all reset_forum_ratings \
        reset_glossary_ratings reset_glossary_comments reset_h5pactivity reset_lesson reset_lesson_user_overrides \
        reset_lesson_group_overrides reset_quiz_attempts reset_quiz_user_overrides reset_quiz_group_overrides reset_scorm \
        reset_survey_answers reset_survey_analysis reset_workshop_submissions reset_workshop_assessments reset_workshop_phase";
    assert_eq!(names, expected.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn the_standard_file_asks_for_what_tool_sync_asked_for() {
    let standard = |name| find(name).expect("known").0.is_standard();
    for name in [
        "reset_events",
        "reset_comments",
        "reset_gradebook_items",
        "unenrol_users",
        "reset_quiz_attempts",
    ] {
        assert!(standard(name), "{name}");
    }
    for name in [
        "reset_start_date",
        "reset_competency_ratings",
        "reset_wiki_pages",
    ] {
        assert!(!standard(name), "{name}");
    }
}
