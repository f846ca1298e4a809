use super::{codes, findings};
use crate::finding::Code;
use crate::kinds::testing::{Names, mend};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::NoSite;

const NOTHING: [&str; 0] = [];

fn by(course_identifier: CourseIdentifier) -> Settings {
    Settings {
        course_identifier,
        ..Settings::default()
    }
}

fn updating(course_identifier: CourseIdentifier) -> Settings {
    Settings {
        force_update: true,
        ..by(course_identifier)
    }
}

fn row(
    id: &str,
    shortname: &str,
    idnumber: &str,
    settings: &Settings,
    site: &Names,
) -> Vec<String> {
    let file =
        format!("id;shortname;fullname;idnumber\n{id};{shortname};Cell biology;{idnumber}\n");
    codes(&file, settings, site)
}

#[test]
fn a_row_that_repeats_another_is_taken_out() {
    let file = "shortname;fullname\nBIO-101;Cells\nBIO-101;Cells\n";
    let findings = findings(file, &Settings::default(), &NoSite);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code.as_str(), "duplicate_row");
    assert_eq!(findings[0].params["first"], "2");
    // Lines 1 and 2 take 19 and 14 bytes.
    assert_eq!(
        mend(&findings[0]),
        "Safe: RemoveRecord(Span { start: 33, end: 47 })"
    );
}

#[test]
fn a_course_has_one_line_whatever_the_case_of_its_short_name() {
    let file = "shortname;fullname;idnumber\n\
        BIO-101;Cells;C-1\n\
        bio-101;Cells again;C-1\n\
        CHEM-204;Acids;C-1\n\
        CHEM-205;Salts;\n\
        CHEM-206;Metals;\n";
    assert_eq!(
        codes(file, &by(CourseIdentifier::Shortname), &NoSite),
        [
            "3 shortname duplicate_key",
            "4 idnumber duplicate_identifier"
        ]
    );
    assert_eq!(
        codes(file, &by(CourseIdentifier::Idnumber), &NoSite),
        ["3 idnumber duplicate_key", "4 idnumber duplicate_key"]
    );
}

#[test]
fn two_courses_of_one_short_name_are_refused() {
    let file = "shortname;fullname;idnumber\nBIO-101;Cells;C-1\nBIO-101;Tissues;C-2\n";
    assert_eq!(
        codes(file, &by(CourseIdentifier::Idnumber), &NoSite),
        ["3 shortname duplicate_identifier"]
    );
}

#[test]
fn a_course_that_exists_is_left_alone_unless_the_settings_say_otherwise() {
    let site = Names::default().course(17, "BIO-101", "C-1");
    assert_eq!(
        row(
            "",
            "bio-101",
            "C-1",
            &by(CourseIdentifier::Shortname),
            &site
        ),
        ["2 shortname course_exists"]
    );
    assert_eq!(
        row("", "BIO-101", "C-1", &by(CourseIdentifier::Idnumber), &site),
        ["2 idnumber course_exists"]
    );
    assert_eq!(
        row("17", "BIO-101", "C-1", &by(CourseIdentifier::Id), &site),
        ["2 id course_exists"]
    );
    for identifier in [
        CourseIdentifier::Shortname,
        CourseIdentifier::Idnumber,
        CourseIdentifier::Id,
    ] {
        assert_eq!(
            row("17", "BIO-101", "C-1", &updating(identifier), &site),
            NOTHING
        );
        assert_eq!(
            row("", "PHYS-1", "C-9", &updating(identifier), &site),
            NOTHING
        );
    }
}

#[test]
fn the_identifier_of_the_settings_is_a_column_of_the_file_q14() {
    let file = "shortname;fullname\nBIO-101;Cells\n";
    for (identifier, said) in [
        (CourseIdentifier::Shortname, None),
        (
            CourseIdentifier::Idnumber,
            Some("1 idnumber missing_column"),
        ),
        (CourseIdentifier::Id, Some("1 id missing_column")),
    ] {
        let said: Vec<&str> = said.into_iter().collect();
        assert_eq!(codes(file, &by(identifier), &Names::default()), said);
    }
}

#[test]
fn an_empty_idnumber_matches_no_course_q14() {
    let site = Names::default().course(17, "BIO-101", "");
    let settings = updating(CourseIdentifier::Idnumber);
    assert_eq!(row("", "PHYS-1", "", &settings, &site), NOTHING);
    assert_eq!(
        row("", "BIO-101", "", &settings, &site),
        ["2 shortname shortname_taken"]
    );
}

#[test]
fn moodle_numbers_its_courses_itself_q14() {
    let site = Names::default().course(17, "BIO-101", "");
    let settings = updating(CourseIdentifier::Id);
    assert_eq!(
        row("18", "PHYS-1", "", &settings, &site),
        ["2 id unknown_course"]
    );
    assert_eq!(row("", "PHYS-1", "", &settings, &site), NOTHING);
}

#[test]
fn a_short_name_of_another_course_is_taken() {
    let site = Names::default()
        .course(17, "BIO-101", "C-1")
        .course(18, "CHEM-204", "C-2");
    for identifier in [CourseIdentifier::Idnumber, CourseIdentifier::Id] {
        assert_eq!(
            row("17", "chem-204", "C-1", &updating(identifier), &site),
            ["2 shortname shortname_taken"]
        );
        assert_eq!(
            row("17", "BIO-102", "C-1", &updating(identifier), &site),
            NOTHING
        );
    }
}

#[test]
fn an_idnumber_of_another_course_is_taken() {
    let site = Names::default()
        .course(17, "BIO-101", "C-1")
        .course(18, "CHEM-204", "C-2");
    for identifier in [CourseIdentifier::Shortname, CourseIdentifier::Id] {
        assert_eq!(
            row("17", "BIO-101", "C-2", &updating(identifier), &site),
            ["2 idnumber idnumber_taken"]
        );
        assert_eq!(
            row("17", "BIO-101", "C-3", &updating(identifier), &site),
            NOTHING
        );
    }
    assert_eq!(
        row("", "PHYS-1", "C-2", &by(CourseIdentifier::Shortname), &site),
        ["2 idnumber idnumber_taken"]
    );
}

#[test]
fn a_new_course_with_the_letters_of_an_existing_one_is_looked_at() {
    let site = Names::default().course(17, "BIO-101", "");
    let file = "shortname;fullname\nBIO 101;Cells\nBIO-102;Tissues\n";
    let findings = findings(file, &Settings::default(), &site);
    let said: Vec<String> = findings
        .iter()
        .map(|finding| {
            format!(
                "{} {} {}",
                finding.line,
                finding.code.as_str(),
                mend(finding)
            )
        })
        .collect();
    assert_eq!(said, ["2 course_near_miss Ask: BIO-101"]);
}

#[test]
fn an_empty_cell_says_nothing_of_a_course_q12() {
    // The row has an error of its own; the rows below are checked as ever.
    let site = Names::default().course(17, "BIO-101", "");
    let file = "shortname;fullname\n;Cells\n;Tissues\nBIO-101;Cells\n";
    assert_eq!(
        codes(file, &Settings::default(), &site),
        [
            "2 shortname required_empty",
            "3 shortname required_empty",
            "4 shortname course_exists"
        ]
    );
}

/// Seed code −1 (F5). A row that has an idnumber names something, if not enough.
#[test]
fn a_row_without_any_name_defines_no_course() {
    let site = Names::default().course(17, "BIO-101", "");
    let file = "shortname;fullname;idnumber;visible\n;;;1\n;;B-1;1\nBIO-102;Cells;;1\n";
    assert_eq!(
        codes(file, &Settings::default(), &site),
        [
            "2 shortname required_empty",
            "2 fullname required_empty",
            "2 row empty_definition",
            "3 shortname required_empty",
            "3 fullname required_empty",
        ]
    );
    assert_eq!(Code::EmptyDefinition.seed_code(), Some(-1));
}
