//! Workbooks through the whole check, plan and tryback.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};

use super::*;
use crate::check::{Checker, Verdict};
use crate::finding::Severity;
use crate::plan::{Decision, PlanOptions, plan};
use crate::report::{archive_copy, tryback};
use crate::site::{NoSite, SiteIndex};

/// A workbook of three sheets: words for people, courses, and accounts with mistakes.
fn institution() -> Vec<u8> {
    let mut writer = Writer::new();
    let notes = writer.add_worksheet().set_name("Read me").unwrap();
    notes.write(0, 0, "Lists for September").unwrap();
    let courses = writer.add_worksheet().set_name("Courses").unwrap();
    courses.write(0, 0, "# to be opened in September").unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (column, name) in (0..).zip(["shortname", "fullname", "category", "startdate", "summary"]) {
        courses.write(1, column, name).unwrap();
    }
    courses.write(2, 0, "PHY101").unwrap();
    courses.write(2, 1, "Physics; \"first year\"").unwrap();
    courses.write(2, 2, "Science").unwrap();
    courses
        .write_with_format(2, 3, ExcelDateTime::from_ymd(2024, 9, 2).unwrap(), &day)
        .unwrap();
    courses.write(2, 4, "For all;\nfirst year").unwrap();
    courses.write(4, 0, "#REF!").unwrap();
    courses.write(4, 1, "Lost").unwrap();
    courses.write(5, 0, "CHE101").unwrap();
    courses.write(5, 3, "someday").unwrap();
    let people = writer.add_worksheet().set_name("People").unwrap();
    for (column, name) in (2..).zip(["username", "password", "firstname", "lastname", "email"]) {
        people.write(0, column, name).unwrap();
    }
    for (column, text) in (2..).zip(["curie", "Radium-88!", "Marie", "Curie", "not an address"]) {
        people.write(1, column, text).unwrap();
    }
    writer.save_to_buffer().unwrap()
}

fn check(file: &[u8], options: &CheckOptions) -> Verdict {
    let mut checker = Checker::new(options.clone(), &NoSite);
    checker.push(file);
    checker.finish()
}

fn sheet(name: &str) -> CheckOptions {
    CheckOptions {
        sheet: Some(name.to_owned()),
        ..CheckOptions::default()
    }
}

/// Code, line, cell and column of errors and notes.
fn said(verdict: &Verdict) -> Vec<String> {
    let findings = verdict.findings.iter().map(|finding| {
        let cell = finding.cell.as_deref().unwrap_or("-");
        let column = finding.column.as_deref().unwrap_or("-");
        format!("{} {} {cell} {column}", finding.code.as_str(), finding.line)
    });
    findings.collect()
}

#[test]
fn findings_tell_row_and_cell_of_the_sheet() {
    let verdict = check(&institution(), &CheckOptions::default());
    assert_eq!(verdict.kind, Some(Kind::Courses));
    let read = verdict.sheet.as_ref().unwrap();
    assert_eq!((read.name.as_str(), read.first_column), ("Courses", 0));
    assert_eq!(read.sheets, ["Read me", "Courses", "People"]);
    assert_eq!(verdict.rows, 3);
    assert_eq!(verdict.bad_rows, 2, "{:#?}", verdict.findings);
    let said = said(&verdict);
    for expected in [
        "sheet_read 0 - -",
        "cell_error 5 A5 shortname",
        "bad_date 6 D6 startdate",
    ] {
        assert!(
            said.iter().any(|said| said == expected),
            "{expected} in {said:#?}"
        );
    }
}

#[test]
fn the_sheet_can_be_chosen() {
    let file = institution();
    let verdict = check(&file, &sheet("People"));
    assert_eq!(verdict.kind, Some(Kind::Users));
    let read = verdict.sheet.as_ref().unwrap();
    assert_eq!((read.name.as_str(), read.first_column), ("People", 2));
    assert!(
        said(&verdict).contains(&"bad_email 2 G2 email".to_owned()),
        "{:?}",
        said(&verdict)
    );
    let by_kind = CheckOptions {
        kind: Some(Kind::Users),
        ..CheckOptions::default()
    };
    assert_eq!(check(&file, &by_kind).sheet.unwrap().name, "People");
    let verdict = check(&file, &sheet("people"));
    assert!(verdict.blocks_execution());
    assert_eq!(verdict.findings[0].code, Code::SheetUnknown);
    assert_eq!(
        verdict.findings[0].params["sheets"],
        "Read me, Courses, People"
    );
    assert_eq!(
        crate::check::kind_of(&file, &CheckOptions::default()),
        Some(Kind::Courses)
    );
    assert_eq!(
        crate::check::kind_of(&file, &sheet("People")),
        Some(Kind::Users)
    );
}

/// Nothing but the first sheet is there to be read.
#[test]
fn without_a_known_header_the_first_filled_sheet_is_read() {
    let mut writer = Writer::new();
    writer.add_worksheet();
    let list = writer.add_worksheet().set_name("List").unwrap();
    list.write(0, 0, "Who").unwrap();
    list.write(0, 1, "When").unwrap();
    let hidden = writer.add_worksheet().set_name("Old").unwrap();
    hidden.write(0, 0, "username").unwrap();
    hidden.write(0, 1, "email").unwrap();
    hidden.set_hidden(true);
    let verdict = check(&writer.save_to_buffer().unwrap(), &CheckOptions::default());
    assert_eq!(verdict.sheet.unwrap().name, "List");
    assert!(verdict.kind.is_none());
}

/// However a workbook arrives, it is read the same.
#[test]
fn chunks_make_no_difference() {
    let file = institution();
    let whole = check(&file, &CheckOptions::default());
    let mut checker = Checker::new(CheckOptions::default(), &NoSite);
    for chunk in file.chunks(7) {
        checker.push(chunk);
    }
    let (verdict, text) = checker.finish_text(&mut |_, _| {});
    assert_eq!(verdict, whole);
    assert_eq!(
        text.unwrap().as_bytes(),
        &*text_of(&file, &CheckOptions::default())
    );
}

#[test]
fn plan_and_tryback_are_of_the_sheet() {
    let file = institution();
    let options = PlanOptions::default();
    let made = plan([file.as_slice()], &options, SiteIndex::default());
    let rows: Vec<_> = made
        .rows
        .iter()
        .map(|row| (row.line, row.decision))
        .collect();
    assert_eq!(
        rows,
        [
            (3, Decision::Change),
            (5, Decision::Refused),
            (6, Decision::Refused)
        ]
    );
    assert_eq!(made.rows[1].findings[0].cell.as_deref(), Some("A5"));
    let text = text_of(&file, &options.check);
    let failed: Vec<Span> = made.rows[1..].iter().map(|row| row.span).collect();
    let again = tryback(&text, &made.verdict, &failed);
    let expected = "\u{feff}# to be opened in September\r\nshortname;fullname;category;startdate;summary\r\n\"#REF!\";Lost;;;\r\nCHE101;;;someday;\r\n";
    assert_eq!(String::from_utf8(again.clone()).unwrap(), expected);
    // Run again, it is the same file of rows.
    let verdict = check(&again, &CheckOptions::default());
    assert_eq!(
        (verdict.kind, verdict.rows, verdict.bad_rows),
        (Some(Kind::Courses), 2, 2)
    );
    assert_eq!(verdict.sheet, None);
}

#[test]
fn passwords_are_masked_in_the_text_of_the_sheet() {
    let file = institution();
    let verdict = check(&file, &sheet("People"));
    let copy = archive_copy(&text_of(&file, &sheet("People")), &verdict);
    let copy = String::from_utf8(copy).unwrap();
    assert!(copy.contains("curie;********;Marie"), "{copy}");
    assert!(text_of(&file, &sheet("Nobody")).is_empty());
}

/// Lists without header are read from the first row on; what has no separator has none here either.
#[test]
fn lists_without_header_are_read_too() {
    let mut writer = Writer::new();
    let list = writer.add_worksheet();
    for (row, name) in (0..).zip(["PHY;101", "\"quoted\"", "-old-"]) {
        list.write(row, 0, name).unwrap();
    }
    let file = writer.save_to_buffer().unwrap();
    let options = CheckOptions {
        kind: Some(Kind::CourseDeletions),
        ..CheckOptions::default()
    };
    let mut cells = Vec::new();
    let mut checker = Checker::new(options, &NoSite);
    checker.push(&file);
    let verdict = checker.finish_rows(&mut |row, _| {
        cells.push((
            row.line(),
            row.record.cell(0).map(|cell| cell.text.to_owned()),
        ));
    });
    assert_eq!(verdict.count(Severity::Error), 0, "{:?}", verdict.findings);
    let names = ["PHY;101", "\"quoted\"", "-old-"].map(|name| Some(name.to_owned()));
    assert_eq!(cells, (1..).zip(names).collect::<Vec<_>>());
}

/// Beside sheets that have one.
#[test]
fn a_list_is_the_sheet_without_header() {
    let mut writer = Writer::new();
    let people = writer.add_worksheet();
    for (column, name) in (0..).zip(["username", "firstname", "lastname", "email"]) {
        people.write(0, column, name).unwrap();
    }
    let list = writer.add_worksheet().set_name("Old").unwrap();
    list.write(0, 0, "PHY101").unwrap();
    list.write(1, 0, "CHE101").unwrap();
    list.write(1, 1, "asked for by the head").unwrap();
    let file = writer.save_to_buffer().unwrap();
    let options = CheckOptions {
        kind: Some(Kind::CourseDeletions),
        ..CheckOptions::default()
    };
    let verdict = check(&file, &options);
    assert_eq!(verdict.kind, Some(Kind::CourseDeletions));
    assert_eq!(verdict.sheet.as_ref().unwrap().name, "Old");
    assert_eq!(
        crate::check::kind_of(&file, &options),
        Some(Kind::CourseDeletions)
    );
    // What stands beside an identifier is a description.
    assert_eq!((verdict.rows, verdict.bad_rows), (2, 0), "{verdict:#?}");
}

#[test]
fn damage_is_told_of_the_file() {
    let file = institution();
    let verdict = check(&file[..file.len() / 2], &CheckOptions::default());
    assert!(verdict.blocks_execution());
    assert_eq!(said(&verdict), ["workbook_damaged 0 - -"]);
    let named = CheckOptions {
        name: "photos.zip".to_owned(),
        ..CheckOptions::default()
    };
    let archive = check(&file[..file.len() / 2], &named);
    assert_eq!(archive.findings[0].code, Code::ArchiveDamaged);
    let old = check(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on",
        &CheckOptions::default(),
    );
    assert_eq!(old.findings[0].code, Code::NotText);
    assert_eq!(old.findings[0].params["what"], "spreadsheet");
}
