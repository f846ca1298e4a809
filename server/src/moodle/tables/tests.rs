//! Queries as texts, and rows as objects.

use toolsync_core::kinds::Value;
use toolsync_core::site::{Enrolment, MetaMethod, Password, SiteIndex};

use super::*;

/// A cell as a test writes it.
#[derive(Debug, Clone)]
enum Given {
    Number(i64),
    Text(&'static str),
}

impl From<i64> for Given {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&'static str> for Given {
    fn from(text: &'static str) -> Self {
        Self::Text(text)
    }
}

/// The cells of one row, first one last.
struct Line(Vec<Given>);

impl Cells for Line {
    type Error = String;

    fn number(&mut self) -> Result<i64, String> {
        match self.0.pop() {
            Some(Given::Number(number)) => Ok(number),
            other => Err(format!("{other:?} is no number")),
        }
    }

    fn text(&mut self) -> Result<String, String> {
        match self.0.pop() {
            Some(Given::Text(text)) => Ok(text.to_owned()),
            other => Err(format!("{other:?} is no text")),
        }
    }
}

/// A row of a table, its cells in order.
macro_rules! line {
    ($table:ident: $($cell:expr),*) => { (Table::$table, vec![$(Given::from($cell)),*]) };
}

type Lines = Vec<(Table, Vec<Given>)>;

fn assembled(lines: Lines) -> SiteIndex {
    taken(lines).finish()
}

fn taken(lines: Lines) -> Assembler {
    let mut assembler = Assembler::default();
    for (table, mut cells) in lines {
        cells.reverse();
        let mut line = Line(cells);
        table.take(&mut line, &mut assembler).expect("cells fit");
        assert!(line.0.is_empty(), "{table:?} has more cells than columns");
    }
    assembler
}

/// An account: id, login name, whether it is deleted, address, idnumber, language, picture, whether it has a password.
#[allow(clippy::too_many_arguments, reason = "cells of a row")]
fn user(
    id: i64,
    username: &'static str,
    deleted: i64,
    email: &'static str,
    idnumber: &'static str,
    lang: &'static str,
    picture: i64,
    has_password: i64,
) -> (Table, Vec<Given>) {
    line!(Users: id, username, deleted, 0, "manual", idnumber, email, "Ada", "Byron", "", "", "", "GB", lang, "99", "", "", "", "",
        2, 0, 1, 1, 0, 1, picture, has_password)
}

/// A small site.
fn lines() -> Lines {
    vec![
        line!(Settings: 1, "release", "4.5.5+ (Build: 20250613)"),
        line!(Settings: 2, "siteguest", "1"),
        line!(Settings: 3, "siteadmins", "2,7"),
        line!(Settings: 4, "enrol_plugins_enabled", "manual,cohort,meta"),
        line!(Settings: 5, "lang", "en"),
        line!(PluginSettings: 1, "format_topics", "version", "2024100700"),
        line!(PluginSettings: 2, "format_weeks", "version", "2024100700"),
        line!(PluginSettings: 3, "format_weeks", "disabled", "1"),
        line!(PluginSettings: 4, "enrol_cohort", "version", "2024100700"),
        line!(PluginSettings: 5, "enrol_delayedcohort", "version", "2024100700"),
        line!(PluginSettings: 6, "moodlecourse", "lang", "fr"),
        line!(PluginSettings: 7, "moodlecourse", "visible", "1"),
        line!(PluginSettings: 8, "enrol_meta", "unenrolaction", "0"),
        line!(PluginSettings: 9, "enrol_manual", "defaultenrol", "1"),
        line!(PluginSettings: 10, "enrol_manual", "status", "0"),
        line!(PluginSettings: 11, "enrol_self", "defaultenrol", "1"),
        line!(PluginSettings: 12, "enrol_self", "status", "1"),
        line!(PluginSettings: 13, "enrol_cohort", "defaultenrol", "1"),
        line!(PluginSettings: 14, "enrol_cohort", "status", "1"),
        line!(PluginSettings: 15, "enrol_meta", "defaultenrol", "0"),
        line!(Roles: 5, "student"),
        line!(Roles: 4, "teacher"),
        line!(ProfileFields: 1, "badge", "text", "none", ""),
        line!(ProfileFields: 2, "web", "social", "", "url"),
        line!(ProfileFields: 3, "userpicturehash", "text", "", ""),
        user(3, "ada", 0, "ada@example.org", "P-1", "fr", 55, 1),
        user(4, "bea@example.org.1700000000", 1, "e6d5c", "", "en", 0, 1),
        user(
            5,
            "carl@unknownemail.invalid.1700000001",
            1,
            "f00",
            "",
            "en",
            0,
            0,
        ),
        user(6, "dora", 0, "", "", "de", 0, 0),
        line!(ProfileValues: 1, 3, 1, "B-7"),
        line!(ProfileValues: 2, 3, 2, "https://ada.example.org"),
        line!(ProfileValues: 3, 3, 3, "0123456789abcdef0123456789abcdef"),
        line!(ProfileValues: 4, 6, 1, ""),
        line!(Preferences: 1, 3, "auth_forcepasswordchange", "1"),
        line!(Preferences: 2, 3, "local_toolsync_password", "ab12"),
        line!(Preferences: 3, 6, "create_password", "1"),
        line!(Categories: 2, 1, "Year 1", "", 1),
        line!(Categories: 1, 0, "Sciences", "SCI", 1),
        line!(Courses: 1, 0, "home", "Valmore", "", "", "site", "", "", 1, 1, 3, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0),
        line!(Courses: 8, 2, "BIO-1", "Biology", "C-8", "", "topics", "", "", 2, 1, 5, 100, 0, 0, 0, 2, 0, 1, 1, 0, 0, 1, 0, 9, 9, 9),
        line!(Courses: 9, 2, "TPL", "Template", "", "", "topics", "", "", 3, 1, 5, 100, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 9, 9, 0),
        line!(FormatOptions: 1, 8, "weeks", "0"),
        line!(FormatOptions: 2, 8, "topics", "1"),
        line!(Sections: 1, 8, 0, "", "", ""),
        line!(Sections: 2, 8, 1, "Introduction", "Read me", ""),
        line!(Sections: 3, 8, 2, "Inside", "", "mod_subsection"),
        line!(Activities: 1, 8, "quiz", 71),
        line!(Backups: 1, 9),
        line!(LastAccess: 8, 1700000000),
        // Manual twice, the first one switched off; self not switched on for the site; a cohort bound twice; a metacourse.
        line!(Methods: 11, "manual", 1, 8, 5, 0, 0, 0, 0),
        line!(Methods: 12, "manual", 0, 8, 5, 0, 0, 0, 0),
        line!(Methods: 13, "self", 0, 8, 5, 0, 0, 0, 0),
        line!(Methods: 15, "cohort", 0, 8, 5, 0, 0, 20, 30),
        line!(Methods: 14, "cohort", 1, 8, 5, 0, 0, 20, 0),
        line!(Methods: 16, "meta", 0, 8, 0, 0, 0, 9, 0),
        line!(UserEnrolments: 1, 11, 3, 1, 5, 6),
        line!(UserEnrolments: 2, 12, 3, 0, 7, 2147483647),
        line!(UserEnrolments: 3, 15, 6, 1, 0, 0),
        line!(UserEnrolments: 4, 99, 6, 0, 0, 0),
        line!(RoleAssignments: 1, 5, 8, 3, ""),
        line!(RoleAssignments: 2, 5, 8, 6, "enrol_cohort"),
        line!(RoleAssignments: 3, 4, 8, 6, "local_other"),
        line!(RoleAssignments: 4, 4, 8, 6, "enrol_flatfile"),
        line!(Cohorts: 20, "Intake", "", "", 1, 1, ""),
        line!(CohortMembers: 1, 20, 6),
        line!(Groups: 30, 8, "Group A", "G-1", ""),
        line!(Groups: 31, 8, "Intake", "", ""),
        line!(GroupMembers: 1, 30, 3, ""),
        line!(GroupMembers: 2, 30, 6, "tool_sync"),
        line!(GroupMembers: 3, 31, 3, "enrol_meta"),
        line!(GroupMembers: 4, 31, 6, "enrol_cohort"),
        line!(Groupings: 40, 8, "Tutorials", "", ""),
        line!(GroupingGroups: 1, 40, 30),
        line!(GroupingGroups: 2, 40, 30),
        line!(Modules: 1, "quiz"),
    ]
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let straight = assembled(lines());
    let mut turned = lines();
    turned.reverse();
    assert_eq!(straight, assembled(turned));
    let mut mixed = lines();
    mixed.sort_by_key(|(_, cells)| format!("{cells:?}"));
    assert_eq!(straight, assembled(mixed));
}

#[test]
fn it_does_not_matter_who_takes_which_rows() {
    for part in 2..5 {
        let (mut one, mut other) = (lines(), lines());
        let mut place = 0..;
        one.retain(|_| place.next().is_some_and(|place| place % part == 0));
        let mut place = 0..;
        other.retain(|_| place.next().is_some_and(|place| place % part != 0));
        let mut both = taken(one);
        both.absorb(taken(other));
        assert_eq!(both.finish(), assembled(lines()), "every {part}th row");
    }
}

#[test]
fn accounts_are_what_a_file_would_say_of_them() {
    let site = assembled(lines());
    let ada = site.user_by_username("ada").expect("Ada is there");
    for (field, value) in [
        ("firstname", Value::Text("Ada".to_owned())),
        ("email", Value::Text("ada@example.org".to_owned())),
        ("maildisplay", Value::Int(2)),
        ("mnethostid", Value::Int(1)),
        ("suspended", Value::Bool(false)),
        ("profile_field_badge", Value::Text("B-7".to_owned())),
        ("url", Value::Text("https://ada.example.org".to_owned())),
    ] {
        assert_eq!(ada.fields.get(field), Some(&value), "{field}");
    }
    assert!(!ada.fields.contains_key("city"));
    assert_eq!(ada.password, Password::Set);
    assert_eq!(ada.password_digest, "ab12");
    assert!(ada.force_change);
    let picture = ada.picture.as_ref().expect("she has a picture");
    assert_eq!(picture.checksum, "0123456789abcdef0123456789abcdef");

    let dora = site.user_by_username("dora").expect("Dora is there");
    assert_eq!(dora.password, Password::ToGenerate);
    assert_eq!(dora.picture, None);
    // Her badge is empty, not "none" as that of people who have no row.
    let empty = Value::Text(String::new());
    let bea = site.user(4).expect("Bea is there");
    assert!(!bea.fields.contains_key("profile_field_badge"));
    assert_eq!(dora.fields.get("profile_field_badge"), Some(&empty));

    assert!(site.user_by_email("bea@example.org").is_none());
    let bea = site.deleted_user_by_email("bea@example.org");
    assert_eq!(bea.map(|user| user.id), Some(4));
    let carl = site.deleted_user_by_username("carl");
    assert_eq!(carl.map(|user| user.id), Some(5));
}

#[test]
fn courses_are_what_a_file_would_say_of_them() {
    let site = assembled(lines());
    let course = site.course_by_idnumber("C-8").expect("the course is there");
    for (field, value) in [
        ("fullname", Value::Text("Biology".to_owned())),
        ("visible", Value::Bool(true)),
        ("newsitems", Value::Int(5)),
        ("startdate", Value::Int(100)),
        ("enablecompletion", Value::Bool(true)),
        ("legacyfiles", Value::Int(2)),
        ("coursedisplay", Value::Bool(true)),
        // New courses speak French here; this one does not.
        ("lang", Value::Text(String::new())),
    ] {
        assert_eq!(course.fields.get(field), Some(&value), "{field}");
    }
    assert_eq!(course.template, "TPL");
    assert_eq!(course.last_access, 1_700_000_000);
    assert!(!course.backup && site.course(9).is_some_and(|template| template.backup));
    let sections: Vec<_> = course
        .sections
        .iter()
        .map(|(n, s)| (*n, &*s.name))
        .collect();
    assert_eq!(sections, [(0, ""), (1, "Introduction")]);
    assert!(course.content.activities["quiz"].contains(&71));
    assert_eq!(site.category_path(course.category), ["Sciences", "Year 1"]);
    let methods: Vec<_> = course
        .methods
        .iter()
        .map(|(m, on)| (m.as_str(), *on))
        .collect();
    assert_eq!(
        methods,
        [
            ("cohort", true),
            ("manual", true),
            ("meta", true),
            ("self", false)
        ]
    );
}

#[test]
fn of_several_instances_the_one_that_gives_access_counts() {
    let site = assembled(lines());
    let manual = site.enrolment(8, 3, "manual").expect("Ada is enrolled");
    let expected = Enrolment {
        course: 8,
        user: 3,
        method: "manual".to_owned(),
        start: 7,
        end: 0,
        active: true,
        roles: [].into(),
    };
    assert_eq!(manual, &expected);
    let cohort = site.enrolment(8, 6, "cohort").expect("Dora is enrolled");
    assert!(!cohort.active);
    assert_eq!(cohort.roles, ["student".to_owned()].into());
    // The role of the method is not by hand, and that of somebody else's component is nobody's.
    assert_eq!(site.roles_of(8, 6, ""), ["teacher"]);
    assert_eq!(site.roles_of(8, 3, ""), ["student"]);
    assert_eq!(site.enrolments().count(), 2);

    let bindings: Vec<_> = site.cohort_bindings().collect();
    assert_eq!(bindings.len(), 1);
    assert_eq!((bindings[0].id, bindings[0].enabled), (14, false));
    assert_eq!(
        (bindings[0].role.as_str(), bindings[0].cohort),
        ("student", 20)
    );
    let links: Vec<_> = site
        .course_links()
        .map(|link| (link.course, link.source))
        .collect();
    assert_eq!(links, [(8, 9)]);
}

#[test]
fn members_belong_to_their_groups() {
    let site = assembled(lines());
    let cohort = site.cohort(20).expect("the cohort is there");
    assert_eq!((cohort.category, &cohort.members), (1, &[6].into()));
    let group = site.groups().next().expect("the group is there");
    assert_eq!(
        (&group.members, &group.owned),
        (&[3, 6].into(), &[6].into())
    );
    let followed = site.group_of_id(31).expect("the other group is there");
    assert_eq!(
        (&followed.members, &followed.by_cohort),
        (&[3, 6].into(), &[6].into())
    );
    let grouping = site.groupings().next().expect("the grouping is there");
    assert_eq!(grouping.groups, [30].into());
}

#[test]
fn settings_say_what_the_site_offers() {
    let facts = assembled(lines()).facts;
    assert_eq!(facts.name, "Valmore");
    assert_eq!(facts.release, "4.5.5+ (Build: 20250613)");
    assert_eq!(facts.timezone, "UTC");
    assert_eq!(facts.formats, ["topics".to_owned()].into());
    // German and French are in use.
    let languages: Vec<_> = facts.languages.iter().map(String::as_str).collect();
    assert_eq!(languages, ["de", "en", "fr"]);
    // The variant is installed and not switched on.
    assert_eq!(facts.cohort_methods, ["cohort".to_owned()].into());
    assert_eq!(facts.meta, MetaMethod::Unenrols);
    assert!(!facts.enrol_sync);
    assert_eq!(facts.protected.ids().collect::<Vec<_>>(), [1, 2, 7]);
    let default = |name| facts.defaults.course.get(name).cloned();
    assert_eq!(default("visible"), Some(Value::Bool(true)));
    assert_eq!(default("lang"), Some(Value::Text("fr".to_owned())));
    // `self` is not switched on for the site.
    let methods = [("manual".to_owned(), true), ("cohort".to_owned(), false)];
    assert_eq!(facts.defaults.methods, methods.into());
    let badge = facts.defaults.user.get("profile_field_badge");
    assert_eq!(badge, Some(&Value::Text("none".to_owned())));
}

#[test]
fn a_query_asks_only_for_columns_that_are_there() {
    let sections = Table::Sections.query();
    assert_eq!(
        sections.text(|_, _| true),
        "SELECT s.id, s.course, s.section, s.name, s.summary, s.component FROM {course_sections} s"
    );
    let old = sections.text(|table, column| (table, column) != ("course_sections", "component"));
    assert!(old.contains("s.summary, '' AS component FROM"), "{old}");
    let users = Table::Users.query().text(|_, column| column != "password");
    assert!(
        users.contains("u.picture, 1 AS has_password FROM"),
        "{users}"
    );
    assert_eq!(
        Table::LastAccess.query().text(|_, _| true),
        "SELECT a.courseid, MAX(a.timeaccess) AS time FROM {user_lastaccess} a GROUP BY a.courseid"
    );
    assert_eq!(
        Table::Activities.query().tables(),
        [("course_modules", "cm"), ("modules", "m")]
    );
}
