//! Workbooks that are made to hurt: each is refused with a finding, soon, and in little memory.

use super::*;

fn cell(text: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
    )
}

#[test]
fn a_sheet_may_claim_to_be_larger_than_the_world() {
    let one = xlsx_of(
        r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#,
    );
    assert_eq!(text(&one, 0), "1\r\n");
    let far =
        xlsx_of(r#"<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#);
    assert_eq!(text(&far, 0).len(), 2 * 1_048_575 + 3);
    for rows in [
        r#"<row r="1048577"><c><v>1</v></c></row>"#,
        r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#,
        r#"<row r="0"><c><v>1</v></c></row>"#,
        r#"<row r="99999999999"><c><v>1</v></c></row>"#,
        r#"<row r="2"/><row r="1"/>"#,
        r#"<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="A2"><v>1</v></c></row>"#,
        r#"<row r="1"><c t="s"><v>7</v></c></row>"#,
    ] {
        let said = refusal(&xlsx_of(&format!("<sheetData>{rows}</sheetData>")));
        let expected = if rows.contains("1048577") {
            "workbook_too_large limit=1048576 what=rows"
        } else {
            "workbook_damaged"
        };
        assert_eq!(said, expected, "{rows}");
    }
}

#[test]
fn what_repeats_is_limited_and_what_is_empty_costs_nothing() {
    let table = |rows: &str| {
        ods_of(&format!(
            r#"<table:table table:name="A">{rows}</table:table>"#
        ))
    };
    let empty = r#"<table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295"/></table:table-row>"#;
    let file = table(&format!(
        "<table:table-row>{}</table:table-row>{empty}{empty}",
        cell("a")
    ));
    assert_eq!(refusal_or_text(&file), "a\r\n");
    let wide = r#"<table:table-cell office:value-type="string" table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell>"#;
    let file = table(&format!("<table:table-row>{wide}</table:table-row>"));
    assert_eq!(
        refusal(&file),
        "workbook_too_large limit=16384 what=columns"
    );
    let broad = r#"<table:table-cell office:value-type="string" table:number-columns-repeated="1001"><text:p>a</text:p></table:table-cell>"#;
    let file = table(&format!("<table:table-row>{broad}</table:table-row>"));
    assert_eq!(refusal(&file), "workbook_too_large limit=1000 what=columns");
    let file = table(&format!(
        r#"<table:table-row table:number-rows-repeated="4294967295">{}</table:table-row>"#,
        cell("a")
    ));
    assert_eq!(refusal(&file), "workbook_too_large limit=1048576 what=rows");
    let long = cell(&"x".repeat(10_000));
    let file = table(&format!(
        r#"<table:table-row table:number-rows-repeated="1000000">{long}</table:table-row>"#
    ));
    assert_eq!(refusal(&file), "workbook_too_large limit=4194304 what=text");
    let blanks = r#"<table:table-cell office:value-type="string"><text:p>a<text:s text:c="4294967295"/>b</text:p></table:table-cell>"#;
    let file = table(&format!("<table:table-row>{blanks}</table:table-row>"));
    assert_eq!(text(&file, 0).len(), 10_000 + 4);
}

/// Empty rows that go beyond the last row of a sheet are damage at worst.
fn refusal_or_text(file: &[u8]) -> String {
    match read(file, 0) {
        Ok(_) => text(file, 0),
        Err(finding) => finding.code.as_str().to_owned(),
    }
}

/// One text that a thousand cells share.
#[test]
fn shared_texts_are_not_copied_without_limit() {
    let row = |number: u32| format!(r#"<row r="{number}"><c t="s"><v>0</v></c></row>"#);
    let rows: String = (1..=3_000).map(row).collect();
    let strings = format!("<si><t>{}</t></si>", "x".repeat(10_000));
    let file = xlsx_with(&format!("<sheetData>{rows}</sheetData>"), &strings, "");
    assert!(file.len() < 100_000);
    assert_eq!(refusal(&file), "workbook_too_large limit=4194304 what=text");
}

#[test]
fn bombs_are_not_unpacked() {
    let part = vec![b' '; 20 << 20];
    let mut bomb = File::deflated("xl/worksheets/sheet1.xml", &part);
    // It claims to be honest, and a thousand times larger than it is packed.
    assert!(bomb.packed.len() * 900 < part.len());
    let honest = xlsx_of("<sheetData/>");
    let swap = |bomb: File| {
        let mut files = vec![bomb];
        for name in [
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/sharedStrings.xml",
        ] {
            let content = Package::open(&honest).unwrap().needed(name).unwrap();
            files.push(File::stored(name, content.as_bytes()));
        }
        Builder::of(files).bytes()
    };
    let said = refusal(&swap(bomb.clone()));
    assert!(
        said.starts_with("workbook_too_large") && said.ends_with("what=part"),
        "{said}"
    );
    bomb.size = 1_000;
    assert_eq!(refusal(&swap(bomb)), "workbook_damaged");
}

#[test]
fn what_is_no_workbook_says_so() {
    let document = |mimetype: &str| {
        Builder::of([
            File::stored("mimetype", mimetype.as_bytes()),
            File::stored(CONTENT, b"<a/>"),
        ])
        .bytes()
    };
    assert_eq!(
        refusal(&document("application/vnd.oasis.opendocument.text")),
        "not_text what=document"
    );
    assert_eq!(refusal(&document(OPEN_DOCUMENT)), "workbook_damaged");
    let parts =
        |names: &[&str]| Builder::of(names.iter().map(|name| File::stored(name, b"<a/>"))).bytes();
    assert_eq!(
        refusal(&parts(&["[Content_Types].xml", "word/document.xml"])),
        "not_text what=document"
    );
    assert_eq!(
        refusal(&parts(&["[Content_Types].xml", "xl/workbook.bin"])),
        "not_text what=spreadsheet"
    );
    let honest = xlsx_of("<sheetData/>");
    assert_eq!(refusal(&honest[..honest.len() - 10]), "archive_damaged");
    for rows in [
        "<sheetData><row>",
        "<sheetData></row>",
        "<sheetData>&boom;</sheetData>",
        "\u{0}<<<",
    ] {
        let said = refusal_or_text(&xlsx_of(rows));
        assert!(
            said.is_empty() || said == "workbook_damaged",
            "{rows}: {said}"
        );
    }
    let doctype = r#"<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData>"#;
    assert_eq!(refusal(&xlsx_of(doctype)), "workbook_damaged");
}
