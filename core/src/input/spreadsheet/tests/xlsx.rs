//! Office Open XML.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer};

use super::*;

/// A list as people keep it: texts with zeros in front, dates, numbers, booleans, line breaks.
#[test]
fn cells_are_read_as_people_see_them() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    let names = [
        "idnumber", "start", "at", "hour", "size", "price", "badge", "visible", "note",
    ];
    for (column, name) in (0..).zip(names) {
        sheet.write(0, column, name).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let hour = Format::new().set_num_format("h:mm");
    let padded = Format::new().set_num_format("00000");
    sheet.write(1, 0, "00123").unwrap();
    sheet
        .write_with_format(1, 1, ExcelDateTime::from_ymd(2024, 9, 1).unwrap(), &day)
        .unwrap();
    let at = ExcelDateTime::from_ymd(2024, 9, 1)
        .unwrap()
        .and_hms(8, 30, 0)
        .unwrap();
    sheet.write_with_format(1, 2, at, &moment).unwrap();
    sheet
        .write_with_format(1, 3, ExcelDateTime::from_hms(18, 5, 0).unwrap(), &hour)
        .unwrap();
    sheet.write(1, 4, 30.0).unwrap();
    sheet.write(1, 5, 44.99).unwrap();
    sheet.write_with_format(1, 6, 77, &padded).unwrap();
    sheet.write(1, 7, true).unwrap();
    sheet.write(1, 8, "two\nlines; and \"marks\"").unwrap();
    sheet.write(2, 4, 0.1 + 0.2).unwrap();
    sheet.write(2, 7, false).unwrap();
    sheet
        .write(2, 0, Formula::new("=A2&\"x\"").set_result("00123x"))
        .unwrap();
    sheet
        .write(2, 5, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    let file = writer.save_to_buffer().unwrap();
    assert_eq!(
        text(&file, 0),
        "idnumber;start;at;hour;size;price;badge;visible;note\r\n\
         00123;2024-09-01;2024-09-01 08:30;18:05;30;44.99;00077;1;\"two\nlines; and \"\"marks\"\"\"\r\n\
         00123x;;;;0.3;#DIV/0!;;0;\r\n"
    );
    assert!(read(&file, 0).unwrap().remarks.is_empty());
}

/// A comment says nothing of where the list stands.
#[test]
fn a_comment_may_stand_anywhere() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.write(0, 0, "# of September").unwrap();
    sheet.write(0, 9, "draft").unwrap();
    sheet.write(1, 1, "username").unwrap();
    sheet.write(1, 2, "email").unwrap();
    sheet.write(2, 2, "# nobody").unwrap();
    sheet.write(3, 1, "curie").unwrap();
    sheet.set_row_hidden(2).unwrap();
    let file = writer.save_to_buffer().unwrap();
    let list = read(&file, 0).unwrap();
    assert_eq!(
        text(&file, 0),
        "# of September;draft\r\nusername;email\r\n# nobody\r\ncurie;\r\n"
    );
    assert_eq!((list.first_column, list.remarks.len()), (1, 0));
    let mut workbook = Workbook::open(&file).unwrap();
    assert_eq!(workbook.first_row(0).unwrap(), ["username", "email"]);
}

/// Lines are the rows of the sheet, wherever its list begins.
#[test]
fn a_list_may_begin_anywhere() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.write(3, 2, "username").unwrap();
    sheet.write(3, 3, "email").unwrap();
    sheet.write(6, 2, "curie").unwrap();
    sheet.write(7, 5, "beyond").unwrap();
    let file = writer.save_to_buffer().unwrap();
    let list = read(&file, 0).unwrap();
    assert_eq!(list.first_column, 2);
    assert_eq!(
        text(&file, 0),
        "\r\n\r\n\r\nusername;email\r\n\r\n\r\ncurie;\r\n;;;beyond\r\n"
    );
    let mut workbook = Workbook::open(&file).unwrap();
    assert_eq!(workbook.first_row(0).unwrap(), ["username", "email"]);

    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.write(0, 2, "username").unwrap();
    sheet.write(1, 1, "left of it").unwrap();
    let file = writer.save_to_buffer().unwrap();
    assert_eq!(text(&file, 0), ";username\r\nleft of it;\r\n");
    assert_eq!(read(&file, 0).unwrap().first_column, 1);
}

#[test]
fn hidden_rows_merged_cells_and_long_numbers_are_remarked() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.write(0, 0, "username").unwrap();
    sheet.write(0, 1, "idnumber").unwrap();
    for row in 1..8 {
        sheet.write(row, 0, format!("u{row}")).unwrap();
    }
    for row in [2, 3, 5] {
        sheet.set_row_hidden(row).unwrap();
    }
    sheet.set_row_hidden(20).unwrap(); // It is empty.
    sheet
        .write(6, 1, 1_234_567_890_123_456_789_u64 as f64)
        .unwrap();
    sheet
        .merge_range(1, 1, 4, 1, "S-1", &Format::new())
        .unwrap();
    let file = writer.save_to_buffer().unwrap();
    let list = read(&file, 0).unwrap();
    assert_eq!(
        remarks(&list),
        [
            "cells_merged 2 - B2 cells=B2:B5",
            "rows_hidden 3 - - count=2 form=other last=4",
            "rows_hidden 6 - - count=1 form=one last=6",
            "number_rounded 7 idnumber B7 value=1234567890123456800",
        ]
    );
    let at = |span: Span| &list.text[span.start as usize..span.end as usize];
    assert_eq!(at(list.remarks[1].span), "u2;\r\n");
    assert_eq!(at(list.remarks[3].span), "1234567890123456800");
}

#[test]
fn sheets_are_read_by_number_and_charts_are_none() {
    let mut writer = Writer::new();
    writer.add_worksheet().set_name("Empty").unwrap();
    let hidden = writer.add_worksheet().set_name("Lists & co").unwrap();
    hidden.write(0, 0, "x").unwrap();
    hidden.set_hidden(true);
    writer
        .add_worksheet()
        .set_name("Étudiants")
        .unwrap()
        .write(0, 0, "y")
        .unwrap();
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Line);
    chart.add_series().set_values("Étudiants!$A$1:$A$2");
    let file = writer.save_to_buffer().unwrap();
    let mut workbook = Workbook::open(&file).unwrap();
    let sheets: Vec<_> = workbook
        .sheets()
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.is_hidden))
        .collect();
    assert_eq!(
        sheets,
        [("Empty", false), ("Lists & co", true), ("Étudiants", false)]
    );
    let first: Vec<_> = (0..3)
        .map(|sheet| workbook.first_row(sheet).unwrap())
        .collect();
    assert_eq!(first, [vec![], vec!["x".to_owned()], vec!["y".to_owned()]]);
    assert_eq!(text(&file, 0), "");
}

/// What other programs leave out or add: numbers of rows and cells, inline texts, rich texts, comments of pronunciation.
#[test]
fn other_programs_are_understood() {
    let file = xlsx_with(
        r#"<dimension ref="A1:XFD1048576"/><sheetData>
        <row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>first</t></r><r><t>name</t></r><rPh><t>no</t></rPh></is></c></row>
        <row r="4"><c r="A4" t="str"><f>"a"</f><v>a_x000A_b</v></c><c><v>1E3</v></c><c r="D4" t="d"><v>2024-09-01T00:00:00</v></c></row>
        <row><c/><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c><f>SUM(A1:A3)</f></c><c t="str"><f>""</f><v></v></c><c><f>A1&amp;A2</f><v/></c></row>
        </sheetData><extLst><x:f>no</x:f></extLst>"#,
        "<si><t>user</t></si>",
        r#"<workbookPr date1904="1"/>"#,
    );
    assert_eq!(
        text(&file, 0),
        "user;firstname\r\n\r\n\r\n\"a\nb\";1000;;2024-09-01\r\n;1;#N/A;=SUM(A1:A3);;=A1&A2\r\n"
    );
}

/// Signs that begin comments in command files do so in a spreadsheet only when it is `#`.
#[test]
fn rows_are_not_taken_for_comments() {
    let file = xlsx_of(
        r##"<sheetData><row><c t="str"><v>shortname</v></c></row><row><c t="str"><v>#N/A</v></c></row><row><c t="str"><v># note; "a"
b</v></c></row>
        <row><c t="str"><v>-42</v></c></row><row><c t="str"><v>[a]</v></c></row><row><c t="str"><v>/"x</v></c></row></sheetData>"##,
    );
    assert_eq!(
        text(&file, 0),
        "shortname\r\n\"#N/A\"\r\n# note; \"a\" b\r\n\"-42\"\r\n\"[a]\"\r\n\"/\"\"x\"\r\n"
    );
}
