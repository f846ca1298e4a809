//! What holds for any file: planned, executed and planned again, nothing is left to do.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{Decision, Kind, Plan, PlanOptions, options, plan, site};
use crate::settings::{
    CategoryIdentifier, CourseIdentifier, Settings, TemplateMode, UserIdentifier,
};
use crate::site::SiteIndex;

/// A column, and what its cells are drawn from: values that fit [`site::small`], that collide in it, and that are wrong.
pub(super) type Column = (&'static str, &'static [&'static str]);

const USERS_REQUIRED: &[Column] = &[
    (
        "username",
        &[
            "m.curie",
            "P.Curie",
            "i.joliot",
            "a.einstein",
            "l.meitner",
            "n.bohr",
            "new.one",
            "new.two",
            "new.three",
            "new.four",
        ],
    ),
    ("firstname", &["Marie", "Irène", ""]),
    ("lastname", &["Curie", "Joliot"]),
];

const USERS_OPTIONAL: &[Column] = &[
    (
        "idnumber",
        &[
            "", "", "P-0042", "P-0043", "P-0050", "P-0051", "P-0900", "P-0901",
        ],
    ),
    (
        "email",
        &[
            "",
            "m.curie@example.org",
            "a.einstein@example.org",
            "new@example.org",
            "Other@example.org",
            "nonsense",
        ],
    ),
    (
        "password",
        &["", "*NOPASS*", "Secret-Radium-1", "Secret-Quantum-2"],
    ),
    ("city", &["", "Paris", "Lyon"]),
    ("country", &["", "fr", "PL"]),
    ("suspended", &["", "0", "1"]),
    ("deleted", &["", "", "", "0", "1"]),
    (
        "oldusername",
        &[
            "",
            "",
            "m.curie",
            "l.meitner",
            "a.einstein",
            "nobody",
            "new.one",
        ],
    ),
    ("cohort", &["", "Year 1", "Year 2", "Year 3"]),
    ("cohortid", &["", "COH-1", "COH-2"]),
    (
        "course1",
        &["", "BIO-101", "bio-101", "LAB", "C-101", "10", "NOWHERE"],
    ),
    ("role1", &["", "student", "teacher"]),
    ("enrol1", &["", "manual", "self"]),
    ("group1", &["", "Group A", "Group B"]),
    ("start1", &["", "0", "1725148800"]),
    ("end1", &["", "0", "1751241600"]),
    ("course2", &["", "CHEM-1", "BIO-101", "C-201"]),
    ("start2", &["", "1725148800"]),
    ("group2", &["", "Group A", "Group C"]),
    ("role2", &["", "student", "teacher"]),
    ("enrol2", &["", "manual", "self", "guest"]),
    ("profile_field_badge", &["", "B-1", "B-2"]),
];

const COURSES_REQUIRED: &[Column] = &[
    (
        "shortname",
        &[
            "BIO-101", "bio-101", "CHEM-1", "LAB", "TPL-SCI", "NEW-1", "NEW-2", "NEW-3", "NEW-4",
        ],
    ),
    ("fullname", &["Cell biology I", "Another name", ""]),
];

const COURSES_OPTIONAL: &[Column] = &[
    (
        "category",
        &[
            "",
            "Sciences",
            "/Sciences/Biology/",
            "Sciences/Physics",
            "Sciences/Physics/Year 1",
            "Arts",
            "4",
            "99",
            "SCI-BIO",
        ],
    ),
    ("idnumber", &["", "C-101", "C-201", "C-900", "C-901"]),
    ("id", &["", "10", "11", "999"]),
    ("summary", &["", "Cells and how they live.", "Other"]),
    ("format", &["", "topics", "weeks"]),
    ("visible", &["", "0", "1", "perhaps"]),
    (
        "startdate",
        &["", "2024-09-02", "2024-03-31 02:30", "@1725148800"],
    ),
    ("newsitems", &["", "0", "5"]),
    ("self", &["", "0", "1"]),
    ("guest", &["", "0", "1"]),
    (
        "template",
        &[
            "",
            "",
            "TPL-SCI",
            "chem-1",
            "NEW-1",
            "NOWHERE",
            "/srv/templates/lab.mbz",
        ],
    ),
    (
        "topic0",
        &["", "Welcome", "|Summary", "Welcome|Summary", "|"],
    ),
    ("topic1", &["", "Cells", "Cells|"]),
    (
        "teacher1_account",
        &[
            "",
            "m.curie",
            "101",
            "P-0043",
            "i.joliot@example.org",
            "a.einstein",
        ],
    ),
    ("teacher1_role", &["", "editingteacher", "teacher"]),
];

/// A file with the required columns, some of the optional ones, and up to eight rows.
pub(super) fn file(
    required: &'static [Column],
    optional: &'static [Column],
) -> impl Strategy<Value = String> {
    subsequence(optional, 0..=optional.len())
        .prop_flat_map(move |chosen| {
            let columns: Vec<Column> = required.iter().copied().chain(chosen).collect();
            let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
            let row: Vec<_> = columns.iter().map(|(_, cells)| select(*cells)).collect();
            (Just(names.join(";")), prop::collection::vec(row, 1..8))
        })
        .prop_map(|(header, rows)| {
            let rows = rows.into_iter().map(|cells| cells.join(";"));
            let lines: Vec<String> = std::iter::once(header).chain(rows).collect();
            lines.join("\n")
        })
}

fn settings() -> impl Strategy<Value = Settings> {
    let course = || {
        select(vec![
            CourseIdentifier::Shortname,
            CourseIdentifier::Idnumber,
            CourseIdentifier::Id,
        ])
    };
    let user = select(vec![
        UserIdentifier::Idnumber,
        UserIdentifier::Username,
        UserIdentifier::Email,
        UserIdentifier::Id,
    ]);
    let mode = select(vec![
        TemplateMode::Ignore,
        TemplateMode::Add,
        TemplateMode::Replace,
    ]);
    let category = select(vec![
        CategoryIdentifier::Path,
        CategoryIdentifier::Path,
        CategoryIdentifier::Idnumber,
    ]);
    (course(), course(), user, mode, category, any::<[bool; 5]>()).prop_map(
        |(course_identifier, user_course_identifier, user_identifier, mode, category, flags)| {
            let [
                force_update,
                protect_category,
                create_passwords,
                allow_rename,
                protect_emails,
            ] = flags;
            Settings {
                course_identifier,
                user_course_identifier,
                user_identifier,
                template_mode: mode,
                category_identifier: category,
                force_update,
                protect_category,
                create_passwords,
                allow_rename,
                protect_emails,
                ..Settings::default()
            }
        },
    )
}

/// Plans the file, applies every operation in order, and plans the executed rows again. (What was refused may do better on the site
/// as it is by then: such a row is new work, not work done twice.)
fn twice(file: &str, options: &PlanOptions) -> (Plan, Plan) {
    twice_on(site::small(), file, options)
}

/// As [`twice`], on another site. What was done can be undone, as far as the undo says.
pub(super) fn twice_on(site: SiteIndex, file: &str, options: &PlanOptions) -> (Plan, Plan) {
    crate::undo::tests::assert_identity(&site, file, options);
    let first = plan([file.as_bytes()], options, site.clone());
    let mut after = site;
    let mut executed = file.lines().next().unwrap_or_default().to_owned();
    for row in &first.rows {
        for operation in &row.operations {
            if let Err(error) = after.apply(operation) {
                panic!("line {}: {operation:?}: {error}\n{file}", row.line);
            }
        }
        if row.decision != Decision::Refused {
            let line = file.lines().nth(row.line as usize - 1);
            executed.push('\n');
            executed.push_str(line.unwrap_or_default());
        }
    }
    let second = plan([executed.as_bytes()], options, after);
    (first, second)
}

/// What holds for every plan of a file and the plan after its execution.
pub(super) fn hold(file: &str, first: &Plan, second: &Plan) -> Result<(), TestCaseError> {
    for row in &first.rows {
        prop_assert_eq!(
            row.decision == Decision::Change,
            !row.operations.is_empty(),
            "a row has operations when it changes something"
        );
        for needed in &row.needs {
            prop_assert!(*needed < row.line, "line {} needs {}", row.line, needed);
            let makes = first
                .rows
                .iter()
                .any(|row| row.line == *needed && !row.operations.is_empty());
            prop_assert!(
                makes,
                "line {} needs {}, which does nothing",
                row.line,
                needed
            );
        }
        prop_assert!(row.is_subset_of(row));
    }
    let totals = first.totals();
    prop_assert_eq!(
        totals.change + totals.unchanged + totals.refused,
        first.rows.len() as u64
    );
    for row in &second.rows {
        prop_assert!(
            row.decision != Decision::Change,
            "{} is not done after it was done:\n{}\n{:?}",
            row.subject,
            file,
            row.operations
        );
    }
    let json = serde_json::to_string(first).expect("plain data");
    prop_assert!(!json.contains("Secret-"), "a password in {}", json);
    Ok(())
}

proptest! {

    #[test]
    fn users_files_are_idempotent(
        file in file(USERS_REQUIRED, USERS_OPTIONAL),
        settings in settings(),
    ) {
        let options = options(Kind::Users, |own| *own = settings);
        let (first, second) = twice(&file, &options);
        hold(&file, &first, &second)?;
    }

    #[test]
    fn courses_files_are_idempotent(
        file in file(COURSES_REQUIRED, COURSES_OPTIONAL),
        settings in settings(),
    ) {
        let options = options(Kind::Courses, |own| *own = settings);
        let (first, second) = twice(&file, &options);
        hold(&file, &first, &second)?;
    }
}
