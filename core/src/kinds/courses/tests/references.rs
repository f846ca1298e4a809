use super::{codes, findings};
use crate::kinds::testing::{Names, mend};
use crate::settings::{CategoryIdentifier, Settings, TemplateMode};
use crate::site::{NoSite, Space};

const NOTHING: [&str; 0] = [];

fn site() -> Names {
    Names::of(&[
        (Space::CategoryPath, "Sciences"),
        (Space::CategoryPath, "Sciences/Biology"),
        (Space::CategoryPath, "Économie"),
        (Space::CategoryId, "3"),
        (Space::CategoryIdnumber, "SCI"),
        (Space::Format, "topics"),
        (Space::Language, "fr"),
        (Space::Theme, "boost"),
        (Space::Role, "teacher"),
        (Space::Role, "editingteacher"),
        (Space::CourseShortname, "TPL-1"),
        (Space::CourseBackup, "TPL-1"),
        (Space::CourseShortname, "TPL-2"),
        (Space::Archive, "templates/lab.mbz"),
        (Space::ReadableArchive, "templates/lab.mbz"),
        (Space::Archive, "templates/torn.mbz"),
        (Space::Capability, "restore"),
        (Space::UserId, "12"),
        (Space::UserEmail, "shared@example.org"),
        (Space::SharedEmail, "shared@example.org"),
        (Space::UserIdnumber, "P-7"),
        (Space::UserIdnumber, "P-8"),
        (Space::SharedUserIdnumber, "P-8"),
    ])
    .user("m.curie", "P-1", "marie@example.org")
}

fn file(columns: &str, cells: &[&str]) -> String {
    let rows: String = cells
        .iter()
        .enumerate()
        .map(|(number, cells)| format!("NEW-{number};A course;{cells}\n"))
        .collect();
    format!("shortname;fullname;{columns}\n{rows}")
}

fn said(columns: &str, cells: &[&str]) -> Vec<String> {
    codes(&file(columns, cells), &Settings::default(), &site())
}

/// Code, value and mend of each finding.
fn mends(columns: &str, cells: &[&str]) -> Vec<String> {
    findings(&file(columns, cells), &Settings::default(), &site())
        .iter()
        .map(|finding| {
            let value = finding.params.get("value").map_or("", String::as_str);
            format!("{} {value} → {}", finding.code.as_str(), mend(finding))
        })
        .collect()
}

#[test]
fn a_category_that_exists_is_right() {
    assert_eq!(
        said(
            "category",
            &[
                "Sciences/Biology",
                "/Sciences/Biology/",
                "Sciences / Biology",
                "3"
            ]
        ),
        NOTHING
    );
}

#[test]
fn a_row_without_category_creates_none_q13() {
    assert_eq!(said("category", &[""]), NOTHING);
}

#[test]
fn each_new_category_is_announced_once() {
    let columns = "category";
    let rows = [
        "Sciences/Geology/Year 1",
        "Sciences/Geology/Year 1",
        "Sciences/Geology/Year 2",
        "Sciences/Geology",
    ];
    assert_eq!(
        mends(columns, &rows),
        [
            "new_category Sciences/Geology → none",
            "new_category Sciences/Geology/Year 1 → none",
            "new_category Sciences/Geology/Year 2 → none",
        ]
    );
    assert_eq!(
        codes(&file(columns, &rows), &Settings::default(), &NoSite),
        NOTHING
    );
}

#[test]
fn a_category_of_nearly_the_same_name_is_proposed() {
    assert_eq!(
        mends(
            "category",
            &[
                "sciences/Biology",
                "Economie",
                "Sciences/Biologie",
                "Scinces/Geology"
            ]
        ),
        [
            "category_near_miss sciences/Biology → Likely: Sciences/Biology",
            "category_near_miss Economie → Likely: Économie",
            "new_category Sciences/Biologie → none",
            "category_near_miss Scinces/Geology → Ask: Sciences/Geology",
        ]
    );
}

#[test]
fn a_category_of_nearly_the_name_of_one_created_above_is_looked_at() {
    assert_eq!(
        mends("category", &["Sciences/Geology", "Sciences/Geolgy/Year 1"]),
        [
            "new_category Sciences/Geology → none",
            "category_near_miss Sciences/Geolgy/Year 1 → Ask: Sciences/Geology/Year 1",
        ]
    );
}

#[test]
fn categories_by_id_and_idnumber_are_never_created() {
    assert_eq!(said("category", &["4"]), ["2 category unknown_category"]);
    let by_idnumber = Settings {
        category_identifier: CategoryIdentifier::Idnumber,
        ..Settings::default()
    };
    let rows = file("category", &["SCI", "SCX", "Sciences"]);
    assert_eq!(
        codes(&rows, &by_idnumber, &site()),
        ["3 category unknown_category", "4 category unknown_category"]
    );
    let found = findings(&rows, &by_idnumber, &site());
    assert_eq!(mend(&found[0]), "Ask: SCI");
}

#[test]
fn format_language_and_theme_are_installed() {
    assert_eq!(
        said("format;lang;theme", &["topics;fr;boost", ";;"]),
        NOTHING
    );
    assert_eq!(
        said("format;lang;theme", &["weeks;de;classic"]),
        [
            "2 format unknown_format",
            "2 lang unknown_language",
            "2 theme unknown_theme"
        ]
    );
}

#[test]
fn a_template_is_a_course_with_a_backup() {
    assert_eq!(said("template", &["TPL-1", "tpl-1", ""]), NOTHING);
    assert_eq!(
        mends("template", &["TPL-2", "TPL-9", "NO-SUCH"]),
        [
            "template_no_backup TPL-2 → none",
            "template_not_found TPL-9 → Ask: TPL-1",
            "template_not_found NO-SUCH → none",
        ]
    );
}

/// Where a site keeps the backups of its courses elsewhere, it makes none of its own: an archive has to be named.
#[test]
fn a_template_without_backup_is_told_of_the_archive_where_backups_are_kept_elsewhere() {
    let site = Names::of(&[
        (Space::CourseShortname, "TPL-2"),
        (Space::Capability, "restore"),
        (Space::Capability, "backup_strategy"),
    ]);
    assert_eq!(
        codes(&file("template", &["TPL-2"]), &Settings::default(), &site),
        ["2 template template_no_archive"]
    );
}

#[test]
fn a_template_made_above_has_no_backup() {
    let file = "shortname;fullname;template\n\
        LATER;A course;FIRST\n\
        FIRST;A course;\n\
        NEXT;A course;first\n";
    assert_eq!(
        codes(file, &Settings::default(), &site()),
        [
            "2 template template_not_found",
            "4 template template_no_backup"
        ]
    );
}

#[test]
fn where_backups_are_looked_for_elsewhere_the_code_is_20() {
    let site = Names::of(&[
        (Space::CourseShortname, "TPL-2"),
        (Space::Capability, "restore"),
        (Space::Capability, "backup_strategy"),
    ]);
    let file = file("template", &["TPL-2"]);
    let found = findings(&file, &Settings::default(), &site);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code.seed_code(), Some(-20));
}

#[test]
fn a_template_file_is_there_and_readable() {
    assert_eq!(said("template", &["templates/lab.mbz"]), NOTHING);
    assert_eq!(
        said("template", &["templates/none.mbz", "templates/torn.mbz"]),
        [
            "2 template template_file_missing",
            "3 template template_unreadable"
        ]
    );
}

#[test]
fn a_template_needs_a_site_that_restores() {
    let site = Names::of(&[
        (Space::CourseShortname, "TPL-1"),
        (Space::CourseBackup, "TPL-1"),
    ]);
    assert_eq!(
        codes(&file("template", &["TPL-1"]), &Settings::default(), &site),
        ["2 template not_capable"]
    );
}

#[test]
fn what_does_not_apply_to_an_existing_course_is_not_checked() {
    let site = || site().course(17, "BIO-101", "");
    let file = "shortname;fullname;category;template\nBIO-101;Cells;Geology;NO-SUCH\n";
    let mut settings = Settings::default();
    assert_eq!(
        codes(file, &settings, &site()),
        ["2 shortname course_exists"]
    );
    settings.force_update = true;
    assert_eq!(codes(file, &settings, &site()), ["2 category new_category"]);
    settings.protect_category = true;
    assert_eq!(codes(file, &settings, &site()), NOTHING);
    settings.template_mode = TemplateMode::Add;
    assert_eq!(
        codes(file, &settings, &site()),
        ["2 template template_not_found"]
    );
}

#[test]
fn a_teacher_is_exactly_one_account() {
    let columns = "teacher1_account;teacher1_role";
    assert_eq!(
        said(
            columns,
            &["12;teacher", "M.Curie;", "marie@example.org;", "P-7;", ";"]
        ),
        NOTHING
    );
    assert_eq!(
        said(columns, &["13;", "shared@example.org;", "P-8;", "nobody;"]),
        [
            "2 teacher1_account unknown_user",
            "3 teacher1_account ambiguous_user",
            "4 teacher1_account ambiguous_user",
            "5 teacher1_account unknown_user"
        ]
    );
    assert_eq!(
        mends(columns, &["m.cure;", "mari@example.org;"]),
        [
            "unknown_user m.cure → Ask: m.curie",
            "unknown_user mari@example.org → Ask: marie@example.org",
        ]
    );
}

#[test]
fn the_role_of_a_teacher_counts_q16() {
    let columns = "teacher1_account;teacher1_role;teacher2_account;teacher2_role";
    assert_eq!(
        said(columns, &["m.curie;editingteacher;12;tutor"]),
        ["2 teacher2_role unknown_role"]
    );
    assert_eq!(
        said(columns, &[";editingteacher;12;teacher"]),
        ["2 teacher1_role orphan_cell"]
    );
}

#[test]
fn columns_that_tool_sync_lost_are_columns_q15() {
    assert_eq!(
        said(
            "coursedisplay;enablecompletion;defaultgroupingid",
            &["1;1;0"]
        ),
        NOTHING
    );
}
