//! Workbooks as programs write them, as strangers write them, and as nobody should.

mod hostile;
mod ods;
mod oracle;
mod xlsx;

use super::*;
use crate::archive::testing::{Builder, File};

/// The text of the sheet at `index`, without its byte-order mark.
fn text(file: &[u8], index: usize) -> String {
    let text = read(file, index).unwrap().text;
    text.strip_prefix('\u{feff}').unwrap().to_owned()
}

fn read(file: &[u8], index: usize) -> Result<SheetText, Box<Finding>> {
    Workbook::open(file)?.text(index, SEPARATOR)
}

/// What is remarked: code, row, column, cell, parameters.
fn remarks(read: &SheetText) -> Vec<String> {
    let remarks = read.remarks.iter().map(|finding| {
        let column = finding.column.as_deref().unwrap_or("-");
        let cell = finding.cell.as_deref().unwrap_or("-");
        let params: Vec<_> = finding
            .params
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!(
            "{} {} {column} {cell} {}",
            finding.code.as_str(),
            finding.line,
            params.join(" ")
        )
    });
    remarks.collect()
}

/// Code and parameters of the finding that refuses a file.
fn refusal(file: &[u8]) -> String {
    let finding = read(file, 0).unwrap_err();
    let params: Vec<_> = finding
        .params
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!("{} {}", finding.code.as_str(), params.join(" "))
        .trim_end()
        .to_owned()
}

/// A workbook of one sheet whose `sheetData` and what follows it is this.
fn xlsx_of(rows: &str) -> Vec<u8> {
    xlsx_with(rows, "", "<fileVersion/>")
}

/// The same, with shared strings, and elements of the workbook before its sheets.
fn xlsx_with(rows: &str, strings: &str, workbook: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let roots = relation("r1", "officeDocument", "xl/workbook.xml");
    let parts = relation("r1", "worksheet", "worksheets/sheet1.xml")
        + &relation("r2", "sharedStrings", "/xl/sharedStrings.xml");
    let xml =
        |body: &str| format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{body}"#);
    let files = [
        ("[Content_Types].xml", xml("<Types/>")),
        (
            "_rels/.rels",
            xml(&format!("<Relationships>{roots}</Relationships>")),
        ),
        (
            "xl/workbook.xml",
            xml(&format!(
                r#"<workbook>{workbook}<sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>"#
            )),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            xml(&format!("<Relationships>{parts}</Relationships>")),
        ),
        (
            "xl/sharedStrings.xml",
            xml(&format!("<sst>{strings}</sst>")),
        ),
        (
            "xl/worksheets/sheet1.xml",
            xml(&format!("<worksheet>{rows}</worksheet>")),
        ),
    ];
    let files = files
        .iter()
        .map(|(name, content)| File::deflated(name, content.as_bytes()));
    Builder::of(files).bytes()
}

/// An OpenDocument spreadsheet with these tables.
fn ods_of(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles>
        <style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
        <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
        </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    Builder::of([
        File::stored("mimetype", OPEN_DOCUMENT.as_bytes()),
        File::deflated(CONTENT, content.as_bytes()),
        File::stored("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ])
    .bytes()
}
