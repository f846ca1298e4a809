//! Workbooks of spreadsheets in place of CSV files.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;

/// A workbook with a sheet of words, one of courses (its list begins at B3) and one of accounts.
fn lists() -> Vec<u8> {
    let mut book = Workbook::new();
    let words = book.add_worksheet().set_name("Read me").unwrap();
    words.write(0, 0, "Lists of the autumn term").unwrap();
    let courses = book.add_worksheet().set_name("Courses").unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let padded = Format::new().set_num_format("00000");
    for (column, name) in (1..).zip(["shortname", "fullname", "category", "idnumber", "startdate"])
    {
        courses.write(2, column, name).unwrap();
    }
    for (row, shortname) in (3..).zip(["PHY-1", "CHE-1"]) {
        courses.write(row, 1, shortname).unwrap();
        courses.write(row, 2, "Première année").unwrap();
        courses.write(row, 3, "Science").unwrap();
        courses
            .write_with_format(row, 4, row * 100, &padded)
            .unwrap();
    }
    let start = ExcelDateTime::from_ymd(2026, 9, 1).unwrap();
    courses.write_with_format(3, 5, start, &day).unwrap();
    courses.write(4, 5, "some day").unwrap();
    let people = book.add_worksheet().set_name("People").unwrap();
    for (column, name) in (0..).zip(["username", "firstname", "lastname", "email"]) {
        people.write(0, column, name).unwrap();
    }
    for (column, text) in (0..).zip(["curie", "Marie", "Curie", "marie@univ.example"]) {
        people.write(1, column, text).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_checked_with_its_cells_named() {
    let desk = Desk::new();
    let path = desk.file("lists.xlsx", lists());
    let said = desk.toolsync(&["check", &path]);
    assert_eq!(said.code, 1);
    insta::assert_snapshot!(said.transcript(&desk));
    let said = desk.toolsync(&["check", &path, "--sheet", "People", "--format", "json"]);
    let printed = said.json();
    let summary = printed.last().unwrap();
    assert_eq!(
        (&summary["kind"], &summary["sheet"], &summary["rows"]),
        (&"users".into(), &"People".into(), &1.into())
    );
    let said = desk.toolsync(&["check", &path, "--sheet", "Nobody"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains("It has Read me, Courses, People."),
        "{}",
        said.out
    );
}

/// What a workbook says is what a CSV file of the same cells says, so the second changes nothing.
#[test]
fn a_workbook_is_executed_and_its_tryback_is_a_csv_file() {
    let desk = Desk::new();
    let path = desk.file("lists.xlsx", lists());
    let run = ["run", &path, "--site", "sandbox", "--yes"];
    let said = desk.toolsync(&run);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(
        said.out
            .contains("Run 1: done 1, already so 0, failed 1, blocked 0, held 0"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("error cell F5, startdate: "),
        "{}",
        said.out
    );
    let tryback = said
        .out
        .lines()
        .find_map(|line| line.strip_prefix("The rows that failed, as a CSV file: "))
        .unwrap();
    let tryback = std::fs::read(tryback).unwrap();
    assert_eq!(
        String::from_utf8(tryback.clone()).unwrap(),
        "\u{feff}\r\n\r\nshortname;fullname;category;idnumber;startdate\r\n\
         CHE-1;Première année;Science;00400;some day\r\n"
    );
    // Mended, it is run as it is; the dates of the workbook were those that people saw.
    let mended = String::from_utf8(tryback)
        .unwrap()
        .replace("some day", "2026-09-01");
    let mended = desk.file("mended.csv", mended);
    let said = desk.toolsync(&["run", &mended, "--site", "sandbox", "--yes"]);
    assert!(said.out.contains("Run 2: done 1"), "{}", said.out);
    let same = "shortname;fullname;category;idnumber;startdate\n\
        PHY-1;Première année;Science;00300;2026-09-01\n\
        CHE-1;Première année;Science;00400;2026-09-01\n";
    let same = desk.file("same.csv", same);
    let said = desk.toolsync(&["run", &same, "--site", "sandbox", "--yes"]);
    assert!(
        said.out.contains("Run 3: done 0, already so 2"),
        "{}",
        said.out
    );
}
