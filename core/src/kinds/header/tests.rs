//! Headers as people write them, judged by `spec/files.md` §1.6, §2 and §7.

use proptest::prelude::*;

use super::*;
use crate::finding::{Code, Fix, FixAction};

/// Reads a header line that is cut by `;`.
fn read_as(line: &str, kind: Option<Kind>, settings: &Settings) -> (Option<Header>, Vec<Finding>) {
    let mut start = 0;
    let cells = line
        .split(';')
        .map(|name| {
            let span = Span::new(start, start + name.len() as u64);
            start = span.end + 1;
            WrittenCell {
                name: name.trim(),
                span,
            }
        })
        .collect();
    let written = Written {
        line: 1,
        span: Span::new(0, line.len() as u64),
        cells,
    };
    Header::read_names(&written, kind, settings)
}

fn read(line: &str) -> (Option<Header>, Vec<Finding>) {
    read_as(line, None, &Settings::default())
}

/// Findings in a few words: code, column, mend.
fn words(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let mut words = finding.code.as_str().to_owned();
            if let Some(column) = &finding.column {
                words.push_str(&format!(" {column}"));
            }
            match &finding.fix {
                Some(Fix {
                    grade,
                    action: FixAction::Replace(text),
                }) => words.push_str(&format!(" {grade:?} {text}")),
                Some(Fix { grade, action }) => words.push_str(&format!(" {grade:?} {action:?}")),
                None => {}
            }
            words
        })
        .collect()
}

/// The header has this kind and these findings.
#[track_caller]
fn check(line: &str, kind: Kind, expected: &[&str]) {
    let (header, findings) = read(line);
    assert_eq!(header.map(|header| header.kind), Some(kind), "{line}");
    assert_eq!(words(&findings), expected, "{line}");
}

#[test]
fn kinds_are_recognised() {
    check(
        "shortname;fullname;category;idnumber;visible;startdate;topic0;topic52;self;template",
        Kind::Courses,
        &[],
    );
    check(
        "username;firstname;lastname;email;idnumber;password;course1;role1;enrol1;group1;start1;end1;cohort;profile_field_badge",
        Kind::Users,
        &[],
    );
    check(
        "description;lastname;idnumber;username;firstname",
        Kind::Users,
        &[],
    );
}

/// Courses must have a short name, which weighs as much as the two columns that course resets know.
#[test]
fn of_two_kinds_that_fit_as_well_the_one_that_knows_more_names_is_meant() {
    check("shortname;forum_all", Kind::CourseResets, &[]);
}

#[test]
fn an_unknown_kind_is_an_error_that_names_the_kinds() {
    let (header, findings) = read("article;price");
    assert!(header.is_none());
    assert_eq!(words(&findings), ["unknown_kind"]);
    let kinds = Kind::ALL.iter().filter(|kind| kind.has_header());
    let kinds = kinds.map(|kind| kind.as_str());
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    assert_eq!(findings[0].params["kinds"], kinds);
    assert_eq!(findings[0].params["nearest"], "none");
    assert_eq!(read("title;summary").1[0].params["nearest"], "courses");
}

#[test]
fn a_forced_kind_is_obeyed() {
    let (header, findings) = read_as("article", Some(Kind::Courses), &Settings::default());
    assert_eq!(header.unwrap().kind, Kind::Courses);
    assert_eq!(
        words(&findings),
        [
            "unknown_column article",
            "missing_column shortname",
            "missing_column fullname"
        ]
    );
}

#[test]
fn a_wrong_separator_is_seen() {
    let (header, findings) = read("username,firstname,lastname");
    assert!(header.is_none());
    assert_eq!(words(&findings), ["wrong_separator Safe UseSeparator(',')"]);
    let (_, findings) = read("shortname\tfullname");
    assert_eq!(
        words(&findings),
        ["wrong_separator Safe UseSeparator('\\t')"]
    );
    assert_eq!(findings[0].params["separator"], "TAB");
}

#[test]
fn missing_columns() {
    check(
        "username;firstname",
        Kind::Users,
        &["missing_column lastname"],
    );
    check(
        "shortname;category",
        Kind::Courses,
        &["missing_column fullname"],
    );
}

/// Q20: tool_sync lets in whatever contains `end`, `start`, `role`…
#[test]
fn q20_names_are_anchored() {
    check(
        "username;firstname;lastname;gender;startup;myrole1;role1x",
        Kind::Users,
        &[
            "unknown_column gender",
            "unknown_column startup",
            "unknown_column myrole1 Likely role1",
            "unknown_column role1x Likely role1",
        ],
    );
    check("username;firstname;lastname; course1 ", Kind::Users, &[]);
}

#[test]
fn synonyms_and_slips_are_mended() {
    check(
        "identifiant;Prénom;nom;courriel;phone3;cours1;user name;e-mail",
        Kind::Users,
        &[
            "unknown_column identifiant Likely username",
            "unknown_column Prénom Likely firstname",
            "unknown_column nom Likely lastname",
            "unknown_column courriel Likely email",
            "unknown_column phone3 Likely phone1",
            "unknown_column cours1 Likely course1",
            "unknown_column user name Likely username",
            "unknown_column e-mail Likely email",
            "missing_column username",
            "missing_column firstname",
            "missing_column lastname",
        ],
    );
    check(
        "shortname;full name;visble;teacher1;Email address",
        Kind::Courses,
        &[
            "unknown_column full name Likely fullname",
            "unknown_column visble Likely visible",
            "unknown_column teacher1 Likely teacher1_account",
            "unknown_column Email address",
            "missing_column fullname",
        ],
    );
    // What stands in the header already was not meant.
    check(
        "username;firstname;lastname;nom",
        Kind::Users,
        &["unknown_column nom"],
    );
}

#[test]
fn unknown_columns_are_let_in_by_the_settings() {
    let settings = Settings {
        allow_unknown_columns: true,
        ..Settings::default()
    };
    let (header, findings) = read_as("username;firstname;lastname;gender;hidden", None, &settings);
    assert_eq!(
        words(&findings),
        ["ignored_column gender", "ignored_column hidden"]
    );
    assert!(header.unwrap().columns[3].is_none());
}

#[test]
fn retired_columns() {
    check(
        "shortname;fullname;numsections;cost;enrolstartdate",
        Kind::Courses,
        &[
            "retired_column numsections",
            "retired_column cost",
            "retired_column enrolstartdate",
        ],
    );
    check(
        "username;firstname;lastname;course1;type1;hidden",
        Kind::Users,
        &["retired_column type1", "retired_column hidden"],
    );
}

#[test]
fn a_column_stands_once() {
    check(
        "username;firstname;lastname;email;Email",
        Kind::Users,
        &["duplicate_column Email"],
    );
    let (header, _) = read("username;firstname;lastname;email;email");
    let header = header.unwrap();
    assert_eq!(header.position("email"), Some(3));
    assert!(header.columns[4].is_none());
}

#[test]
fn columns_without_a_name() {
    check(
        "username;;firstname;lastname",
        Kind::Users,
        &["unnamed_column"],
    );
    check(
        "username;firstname;lastname;;",
        Kind::Users,
        &["ignored_column", "ignored_column"],
    );
    assert_eq!(
        read("username;firstname;lastname;;")
            .0
            .unwrap()
            .needed_cells(),
        3
    );
}

#[test]
fn capitals_are_accepted_with_a_remark() {
    check(
        "Username;firstname;LASTNAME",
        Kind::Users,
        &[
            "column_case Username Safe username",
            "column_case LASTNAME Safe lastname",
        ],
    );
    let (header, findings) = read("username;firstname;lastname;Profile_Field_Badge;Course1");
    assert_eq!(
        words(&findings),
        [
            "column_case Profile_Field_Badge Safe profile_field_Badge",
            "column_case Course1 Safe course1"
        ]
    );
    assert_eq!(header.unwrap().position("course1"), Some(4));
}

#[test]
fn columns_that_mean_nothing_alone() {
    check(
        "username;firstname;lastname;course1;role2;cohortid",
        Kind::Users,
        &["orphan_column role2", "orphan_column cohortid"],
    );
    check(
        "shortname;fullname;teacher1_role;teacher2_account",
        Kind::Courses,
        &["orphan_column teacher1_role"],
    );
    let (_, findings) = read("username;firstname;lastname;wwwroot3");
    assert_eq!(findings[0].params["partner"], "course3");
}

#[test]
fn numbers_that_are_left_out() {
    check(
        "username;firstname;lastname;course2;course1;course5",
        Kind::Users,
        &["number_gap course5"],
    );
    let (_, findings) = read("username;firstname;lastname;course1;course4");
    assert_eq!(findings[0].params["missing"], "course2");
}

#[test]
fn numbers_have_bounds_and_no_leading_zero() {
    check("shortname;fullname;topic0;topic52", Kind::Courses, &[]);
    for name in [
        "topic53",
        "topic00",
        "topic01",
        "topic",
        "teacher0_account",
        "teacher01_account",
        "topic99999999999",
    ] {
        let (_, findings) = read(&format!("shortname;fullname;{name}"));
        assert_eq!(findings.len(), 1, "{name} {:?}", words(&findings));
        assert_eq!(findings[0].code, Code::UnknownColumn, "{name}");
    }
    let (_, findings) = read("username;firstname;lastname;course0;profile_field_");
    assert_eq!(words(&findings).len(), 2);
}

#[test]
fn sets_of_columns_that_share_a_number() {
    let (header, _) = read("username;firstname;lastname;course1;role1;course3;profile_field_badge");
    let header = header.unwrap();
    let sets: Vec<_> = header.sets(["course{n}", "role{n}"]).into_iter().collect();
    assert_eq!(sets, [(1, [Some(3), Some(4)]), (3, [Some(5), None])]);
    assert_eq!(
        header.named("profile_field_{name}").collect::<Vec<_>>(),
        [("badge", 6)]
    );
    let (header, _) = read("shortname;fullname;topic0;topic7");
    assert_eq!(
        header
            .unwrap()
            .numbered("topic{n}")
            .into_iter()
            .collect::<Vec<_>>(),
        [(0, 2), (7, 3)]
    );
}

/// `oldusername` is a column whatever the settings say; the permission is each row's affair.
#[test]
fn oldusername_is_always_a_column() {
    check("username;firstname;lastname;oldusername", Kind::Users, &[]);
}

#[test]
fn where_categories_are_named_by_idnumber_a_slash_is_no_separator() {
    let settings = Settings {
        category_identifier: CategoryIdentifier::Idnumber,
        ..Settings::default()
    };
    let (header, _) = read_as("shortname;fullname;category", None, &settings);
    assert_eq!(
        header.unwrap().columns[2].as_ref().unwrap().value,
        ValueType::Text(100)
    );
}

#[test]
fn a_synonym_with_a_number_that_the_column_lacks_is_no_proposal() {
    let proposals = |line: &str| {
        let (_, findings) = read_as(line, Some(Kind::Courses), &Settings::default());
        findings
            .into_iter()
            .filter(|finding| finding.fix.is_some())
            .count()
    };
    assert_eq!(proposals("teacher0"), 0);
    assert_eq!(proposals("teacher1"), 1);
}

proptest! {
    /// Any header can be read; what is proposed for a name is a column, and once it is written the name is known.
    #[test]
    fn what_is_proposed_is_a_column(names in proptest::collection::vec(
        "[a-zé _-]{0,12}|(course|cours|role|topic|teacher|phone|profile_field_)[0-9a-zA-Z_]{0,10}|\\PC{0,10}", 1..8,
    ), courses: bool) {
        let kind = if courses { Kind::Courses } else { Kind::Users };
        let line = names.join(";");
        let (_, findings) = read_as(&line, None, &Settings::default());
        prop_assert!(findings.len() <= 2 * line.split(';').count() + 3, "{:?}", words(&findings));
        let (_, findings) = read_as(&line, Some(kind), &Settings::default());
        for finding in findings {
            if let Some(Fix { action: FixAction::Replace(name), .. }) = finding.fix {
                prop_assert!(kind.columns().iter().any(|column| column.matches(&name).is_some()), "{name}");
            }
        }
    }
}
