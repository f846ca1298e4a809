//! A file of each kind with rows of every sort, planned on the institution: good ones, one for each thing that can be wrong or is worth
//! saying, one for each command. A file may begin with settings, each on a comment line of its own: `# cohorts_autocreate=0`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Decision, Kind, Plan, PlanOptions, options, text};
use crate::finding::Code;
use crate::kinds::ValueType;
use crate::kinds::pictures::testing::{archive, png, sized};
use crate::plan::plan;
use crate::site::institution;

/// The least number of rows that the files of a kind have together.
const LEAST: usize = 15;

/// The tables: name, kind, text.
const TABLES: &[(&str, Kind, &str)] = &[
    ("users", Kind::Users, include_str!("rows/users.csv")),
    ("courses", Kind::Courses, include_str!("rows/courses.csv")),
    ("cohorts", Kind::Cohorts, include_str!("rows/cohorts.csv")),
    (
        "cohort_courses",
        Kind::CohortCourses,
        include_str!("rows/cohort_courses.csv"),
    ),
    (
        "enrolments",
        Kind::Enrolments,
        include_str!("rows/enrolments.csv"),
    ),
    ("groups", Kind::Groups, include_str!("rows/groups.csv")),
    (
        "group_members",
        Kind::GroupMembers,
        include_str!("rows/group_members.csv"),
    ),
    (
        "metacourses",
        Kind::Metacourses,
        include_str!("rows/metacourses.csv"),
    ),
    (
        "user_suspensions",
        Kind::UserSuspensions,
        include_str!("rows/user_suspensions.csv"),
    ),
    (
        "user_deletions",
        Kind::UserDeletions,
        include_str!("rows/user_deletions.csv"),
    ),
    (
        "course_checks",
        Kind::CourseChecks,
        include_str!("rows/course_checks.csv"),
    ),
    (
        "course_deletions",
        Kind::CourseDeletions,
        include_str!("rows/course_deletions.csv"),
    ),
    (
        "course_resets",
        Kind::CourseResets,
        include_str!("rows/course_resets.csv"),
    ),
    (
        "category_deletions",
        Kind::CategoryDeletions,
        include_str!("rows/category_deletions.csv"),
    ),
];

/// Codes that these rows do not get, since they are about the file or need other settings or another site, and the tests that show them.
const ELSEWHERE: &[(Code, &str)] = &[
    (
        Code::CategoryNearMiss,
        "a_category_of_nearly_the_same_name_is_proposed",
    ),
    (
        Code::CourseNearMiss,
        "a_new_course_with_the_letters_of_an_existing_one_is_looked_at",
    ),
    (
        Code::ShortnameTaken,
        "a_short_name_of_another_course_is_taken",
    ),
    (
        Code::TemplateNoBackup,
        "a_template_is_a_course_with_a_backup",
    ),
    (
        Code::AmbiguousCourse,
        "an_idnumber_of_several_courses_names_none",
    ),
    (Code::CourseMismatch, "a_row_names_one_course"),
    (Code::ResetIncluded, "options_that_do_nothing_are_told"),
    (Code::AmbiguousUser, "a_teacher_is_exactly_one_account"),
    (Code::NotCapable, "a_site_without_the_method_links_nothing"),
    (Code::RenameNotAllowed, "q66_an_account_is_renamed"),
    (
        Code::UnknownProfileField,
        "profile_fields_are_checked_once_in_the_header",
    ),
    (
        Code::AmbiguousGroup,
        "what_cannot_be_told_or_taken_is_refused",
    ),
    (
        Code::GroupOfCohort,
        "groups_that_cohorts_fill_and_groupings_with_groups_are_not_deleted",
    ),
    (
        Code::IdentifierKept,
        "groupings_are_identified_as_the_settings_say",
    ),
    (
        Code::EmptiedGroupDeleted,
        "groups_that_a_file_leaves_empty_are_deleted_when_the_settings_say_so",
    ),
    (
        Code::SyncNotEnabled,
        "q36_sync_switched_off_for_the_site_is_manual",
    ),
    (
        Code::AmbiguousCohort,
        "a_name_that_cohorts_share_names_none",
    ),
    (
        Code::EmptiedCohortDeleted,
        "a_cohort_whose_last_member_is_taken_out_is_deleted",
    ),
    (
        Code::MembershipKept,
        "q66_shift_moves_own_memberships_and_leaves_those_made_by_hand",
    ),
    (
        Code::NotTold,
        "links_bindings_and_contents_that_are_not_told_are_named",
    ),
    (Code::PeriodNotTold, "a_period_that_is_not_told_is_not_lost"),
    (
        Code::RoleNotTold,
        "what_nobody_was_seen_to_have_is_not_said_to_be_missing",
    ),
    (
        Code::NoChecksumField,
        "a_site_without_the_field_of_checksums_is_told_once",
    ),
    (Code::NoPictures, "an_archive_says_what_it_is"),
    (
        Code::PictureKept,
        "pictures_are_kept_when_the_settings_say_so",
    ),
    (Code::FrontPage, "the_front_page_is_never_deleted"),
    (
        Code::KindAssumed,
        "a_list_of_deletions_is_known_by_its_name",
    ),
    (Code::ListWithHeader, "a_list_has_no_header"),
    (Code::AmbiguousCategory, "a_plan_of_deletions_as_text"),
];

/// Codes whose messages stand in the room of the kind that they name, and that rows of other kinds get.
const OF_OTHERS: &[Code] = &[
    Code::UnknownCategory,
    Code::UnknownUser,
    Code::DuplicateRow,
    Code::UnknownGroup,
    Code::UnknownCohort,
];

/// A file with rows of every sort.
struct Sample {
    name: &'static str,
    kind: Kind,
    bytes: Vec<u8>,
    options: PlanOptions,
}

impl Sample {
    fn of(name: &'static str, kind: Kind, bytes: Vec<u8>, settings: &str) -> Self {
        let mut options = options(kind, |_| {});
        if kind.is_archive() || kind.is_headerless() {
            options.check.separator = None;
        }
        let lines = settings.lines().map_while(|line| line.strip_prefix("# "));
        for (key, value) in lines.filter_map(|line| line.split_once('=')) {
            let changed = options.check.settings.with(key, value);
            options.check.settings = changed.expect("a setting and its value");
        }
        Self {
            name,
            kind,
            bytes,
            options,
        }
    }

    fn plan(&self) -> Plan {
        plan([self.bytes.as_slice()], &self.options, institution())
    }
}

/// Pictures of people who have one or none, of nobody, of somebody twice; and what is no picture.
fn pictures() -> Vec<u8> {
    archive(&[
        ("P-0003.png", png(1)),
        ("P-0004.png", png(2)),
        ("staff/P-0005.png", png(3)),
        ("staff/P-0006", png(4)),
        ("P-0007.jpg", png(5)),
        ("P-0008.png", png(6)),
        ("staff/P-0008.png", png(7)),
        ("P-0009.png", png(8)),
        ("staff/P-0009.png", png(8)),
        ("P-9999.png", png(9)),
        ("P-0300.png", png(10)),
        ("P-00010.png", png(11)),
        ("P-0011.png", sized(40_000, 40_000, 12)),
        ("P-0012.png", b"no picture".to_vec()),
        ("P-0013.png", Vec::new()),
        ("notes.txt", b"Pictures of the staff".to_vec()),
        (".DS_Store", b"x".to_vec()),
    ])
}

fn samples() -> Vec<Sample> {
    let tables = TABLES.iter().map(|(name, kind, text)| {
        let bytes = text.as_bytes().to_vec();
        Sample::of(name, *kind, bytes, text)
    });
    let archive = Sample::of("pictures", Kind::Pictures, pictures(), "");
    tables.chain([archive]).collect()
}

/// The texts of a kind's own codes, among others.
fn room(kind: Kind) -> &'static str {
    match kind {
        Kind::Users => include_str!("../../messages/en/users.ftl"),
        Kind::Courses => include_str!("../../messages/en/courses.ftl"),
        Kind::Cohorts => include_str!("../../messages/en/cohorts.ftl"),
        Kind::CohortCourses => include_str!("../../messages/en/cohort_courses.ftl"),
        Kind::Enrolments => include_str!("../../messages/en/enrolments.ftl"),
        Kind::Groups => include_str!("../../messages/en/groups.ftl"),
        Kind::GroupMembers => include_str!("../../messages/en/group_members.ftl"),
        Kind::Metacourses => include_str!("../../messages/en/metacourses.ftl"),
        Kind::Pictures => include_str!("../../messages/en/pictures.ftl"),
        Kind::UserSuspensions | Kind::UserDeletions => {
            include_str!("../../messages/en/user_lists.ftl")
        }
        Kind::CourseChecks | Kind::CourseDeletions => {
            include_str!("../../messages/en/course_lists.ftl")
        }
        Kind::CourseResets => include_str!("../../messages/en/course_resets.ftl"),
        Kind::CategoryDeletions => include_str!("../../messages/en/category_deletions.ftl"),
    }
}

/// The codes whose messages stand in this text.
fn codes_of(room: &str) -> BTreeSet<String> {
    let messages = room
        .lines()
        .filter_map(|line| line.strip_prefix("finding-"));
    messages
        .filter_map(|line| Some(line.split_once(" =")?.0.replace('-', "_")))
        .collect()
}

/// The codes that a plan says.
fn said(plan: &Plan) -> BTreeSet<String> {
    let rows = plan.rows.iter().flat_map(|row| &row.findings);
    let codes = rows.chain(&plan.verdict.findings).map(|found| found.code);
    codes.map(|code| code.as_str().to_owned()).collect()
}

#[test]
fn rows_of_every_sort_as_text() {
    for sample in samples() {
        insta::assert_snapshot!(sample.name, text(&sample.plan()));
    }
}

/// Each kind has enough rows, among them good ones and refused ones, each of its commands, and each code of its room in rows of its own (or
/// of the other kind of that room), if not where [`ELSEWHERE`] says.
#[test]
fn every_kind_has_rows_of_every_sort() {
    let samples = samples();
    let plans: Vec<(&Sample, Plan)> = samples.iter().map(|own| (own, own.plan())).collect();
    let all: BTreeSet<String> = plans.iter().flat_map(|(_, plan)| said(plan)).collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| code.as_str()).collect();
    let of_others: BTreeSet<&str> = OF_OTHERS.iter().map(|code| code.as_str()).collect();
    let mut missing = Vec::new();
    for kind in Kind::ALL {
        let own = plans.iter().filter(|(sample, _)| sample.kind == *kind);
        let rows: usize = own.clone().map(|(_, plan)| plan.rows.len()).sum();
        assert!(rows >= LEAST, "{}: {rows} rows", kind.as_str());
        let has = |decision| {
            let mut rows = own.clone().flat_map(|(_, plan)| &plan.rows);
            rows.any(|row| row.decision == decision)
        };
        // Whoever looks for courses changes nothing, and finds what is missing worth saying only.
        let good = if *kind == Kind::CourseChecks {
            Decision::Unchanged
        } else {
            Decision::Change
        };
        assert!(has(good), "{}: no good row", kind.as_str());
        assert!(has(Decision::Refused), "{}: no refused row", kind.as_str());
        for column in kind.columns() {
            let (ValueType::Choice(commands), "cmd" | "gcmd") = (column.value, column.name) else {
                continue;
            };
            let cells: BTreeSet<&[u8]> = own
                .clone()
                .flat_map(|(sample, _)| sample.bytes.split(|byte| b";\n".contains(byte)))
                .collect();
            for command in commands {
                let is_there = cells.contains(command.as_bytes());
                assert!(is_there, "{}: {command}", kind.as_str());
            }
        }
        let shares = |sample: &&Sample| room(sample.kind) == room(*kind);
        let of_room = plans.iter().filter(|(sample, _)| shares(sample));
        let here: BTreeSet<String> = of_room.flat_map(|(_, plan)| said(plan)).collect();
        let codes = codes_of(room(*kind));
        let unsaid = codes.iter().filter(|code| {
            let by_others = of_others.contains(code.as_str()) && all.contains(*code);
            !here.contains(*code) && !by_others && !elsewhere.contains(code.as_str())
        });
        missing.extend(unsaid.map(|code| format!("{}: {code}", kind.as_str())));
    }
    assert_eq!(missing, Vec::<String>::new());
    let sources = sources(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").as_path());
    for (code, test) in ELSEWHERE {
        assert!(!all.contains(code.as_str()), "{} is here", code.as_str());
        assert!(sources.contains(&format!("fn {test}(")), "{test}");
    }
}

/// The text of all source files in a folder and below.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder of this crate") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            text += &sources(&path);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text += &fs::read_to_string(&path).expect("a source file");
        }
    }
    text
}
