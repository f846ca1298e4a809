//! For files of cells that can be undone, the undo is the whole way back: every row fully, the site as before.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use super::{assert_identity, assert_undone, options, undone};
use crate::kinds::Kind;
use crate::settings::{CourseIdentifier, GroupIdentifier, UserIdentifier};
use crate::site::{SiteIndex, institution};

/// A column, and what its cells are drawn from.
type Column = (&'static str, &'static [&'static str]);

/// A file of rows whose first cells (the object, and what must be given with it) are all different.
fn file(
    objects: &'static [&'static str],
    columns: &'static [Column],
    header: &'static str,
) -> impl Strategy<Value = String> {
    let most = objects.len();
    let cells = columns
        .iter()
        .map(|(_, cells)| select(*cells))
        .collect::<Vec<_>>();
    let row = cells;
    (
        proptest::sample::subsequence(objects, 1..=most),
        prop::collection::vec(row, most),
    )
        .prop_map(move |(objects, rows)| {
            let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
            let mut lines = vec![format!("{header};{}", names.join(";"))];
            let rows = objects.iter().zip(rows);
            lines.extend(rows.map(|(object, cells)| format!("{object};{}", cells.join(";"))));
            lines.join("\n")
        })
}

const PEOPLE: &[&str] = &[
    "new.one;;New;One",
    "new.two;;New;Two",
    "c.renamed;chloe.corbiere;Chloé;Corbière",
    "amelie.dufrene;;Amélie;Dufrêne",
    "benoit.dufrene;;Ben;Dufrêne",
    "amelie.ellwood;;Amélie;Ellwood",
];

const ATTRIBUTES: &[Column] = &[
    ("country", &["", "FR", "CA"]),
    ("lang", &["", "fr", "en"]),
    ("suspended", &["", "0", "1"]),
    ("maildisplay", &["", "0", "2"]),
    ("cohort", &["", "Sciences 2024", "New cohort"]),
    ("course1", &["BIO-101", "CHE-101", "LIT-101"]),
    ("enrol1", &["", "manual"]),
    ("role1", &["", "student", "teacher"]),
    ("start1", &["", "0", "1725148800"]),
];

const COURSES: &[&str] = &[
    "NEW-1;New course;N-1",
    "NEW-2;Another;N-2",
    "BIO-101;Introduction;C-2024-101",
    "RENAMED;Foundations (BIO 201);C-2024-102",
    "LIT-101;Advanced topics;C-2024-105",
];

const OF_COURSES: &[Column] = &[
    (
        "category",
        &["", "Sciences/Biology/Year 2", "Health", "Summer/Week 1"],
    ),
    ("visible", &["", "0", "1"]),
    ("startdate", &["", "2026-09-07", "@1725148800"]),
    ("newsitems", &["", "0", "7"]),
    ("groupmode", &["", "1"]),
    ("format", &["", "weeks"]),
    ("topic1", &["", "First", "Start"]),
    ("teacher1_account", &["", "a.ashdown", "chloe.corbiere"]),
];

const PARTS: &[&str] = &[
    "BIO-101;amelie.dufrene",
    "BIO-101;benoit.dufrene",
    "BIO-101;jurgen.corbiere",
    "CHE-201;ibrahim.dufrene",
    "CHE-201;jurgen.dufrene",
    "CHE-101;amelie.ellwood",
];

const OF_PARTS: &[Column] = &[
    ("cmd", &["add", "shift", "del", "add"]),
    ("rolename", &["student", "teacher", "editingteacher"]),
    ("enrol", &["manual", "sync", ""]),
    ("starttime", &["", "0", "1725148800"]),
    ("endtime", &["", "0", "1999999999"]),
];

const OF_COHORTS: &[&str] = &[
    "SCI-2024;P-0041",
    "SCI-2024;P-0042",
    "SCI-2025;P-0041",
    "LET-2024;P-0101",
    "LET-2024;P-0102",
];

const TO_COHORTS: &[Column] = &[("cmd", &["add", "del"])];

const MEMBERS: &[&str] = &[
    "BIO-101;benoit.corbiere",
    "BIO-101;chloe.corbiere",
    "BIO-101;elodie.corbiere",
    "BIO-101;jurgen.corbiere",
];

const TO_GROUPS: &[Column] = &[
    ("groupid", &["Groupe A", "Group B"]),
    ("cmd", &["add", "del", "shift"]),
];

/// The institution, made once.
fn site() -> &'static SiteIndex {
    static SITE: LazyLock<SiteIndex> = LazyLock::new(institution);
    &SITE
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn users_files_are_undone(file in file(PEOPLE, ATTRIBUTES, "username;oldusername;firstname;lastname")) {
        let options = options(Kind::Users, |settings| {
            settings.allow_rename = true;
            settings.user_identifier = UserIdentifier::Username;
        });
        let site = site();
        prop_assume!(!undone(site, &file, &options).undo.rows.is_empty());
        assert_undone(site, &file, &options);
    }

    #[test]
    fn courses_files_are_undone(file in file(COURSES, OF_COURSES, "shortname;fullname;idnumber")) {
        let options = options(Kind::Courses, |settings| {
            settings.force_update = true;
            settings.course_identifier = CourseIdentifier::Idnumber;
        });
        let site = site();
        prop_assume!(!undone(site, &file, &options).undo.rows.is_empty());
        assert_undone(site, &file, &options);
    }

    #[test]
    fn enrolments_files_are_undone(file in file(PARTS, OF_PARTS, "cid;uid")) {
        let options = options(Kind::Enrolments, |_| {});
        let site = site();
        prop_assume!(!undone(site, &file, &options).undo.rows.is_empty());
        assert_undone(site, &file, &options);
    }

    #[test]
    fn cohorts_files_are_undone(file in file(OF_COHORTS, TO_COHORTS, "cidnumber;userid")) {
        let options = options(Kind::Cohorts, |_| {});
        let site = site();
        prop_assume!(!undone(site, &file, &options).undo.rows.is_empty());
        assert_undone(site, &file, &options);
    }

    /// Memberships that somebody gave by hand come back by an enrolments file.
    #[test]
    fn files_of_group_members_are_undone(file in file(MEMBERS, TO_GROUPS, "courseid;userid")) {
        let options = options(Kind::GroupMembers, |settings| {
            settings.group_identifier = GroupIdentifier::Name;
        });
        assert_identity(site(), &file, &options);
    }
}
