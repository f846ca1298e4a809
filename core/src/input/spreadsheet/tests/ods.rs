//! OpenDocument.

use super::*;

/// As LibreOffice writes it: values apart from what is shown, repetitions to the end of the sheet, comments in cells.
#[test]
fn cells_are_read_as_people_see_them() {
    let file = ods_of(
        r##"<table:calculation-settings/><table:table table:name="Feuille1" table:style-name="ta1">
        <office:forms/><table:table-column table:number-columns-repeated="1024"/>
        <table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><text:p>idnumber</text:p></table:table-cell>
        <table:table-cell office:value-type="string" table:number-columns-repeated="2"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>na<text:span>me</text:span></text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="16380"/></table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="float" office:value="123"><text:p>00123</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="0.30000000000000004"><text:p>0,3</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-09-01"><text:p>01/09/24</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-09-01T08:30:00"><text:p>01/09/24 08:30</text:p></table:table-cell>
        <table:table-cell office:value-type="time" office:time-value="PT18H05M00S"><text:p>18:05</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>one<text:s text:c="2"/>two
           <text:a>three</text:a></text:p><text:p>next<text:line-break/>line</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
        <table:table-cell table:formula="of:=[.A1]"/><table:table-cell table:formula="of:=[.A1]" office:value-type="string" office:string-value="kept"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table><table:named-expressions/>"##,
    );
    assert_eq!(
        text(&file, 0),
        "idnumber;name;name\r\n\r\n\r\n\
         00123;0.3;2024-09-01;2024-09-01 08:30;18:05;1;0.5;\"one  two three\nnext\nline\"\r\n\
         \"#DIV/0!\";=[.A1];kept\r\n"
    );
}

#[test]
fn sheets_hidden_rows_and_merged_cells_are_told() {
    let row = |attributes: &str, cells: &str| {
        format!("<table:table-row {attributes}>{cells}</table:table-row>")
    };
    let cell = |text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let tables = [
        r#"<table:table table:name="A" table:style-name="ta2">"#.to_owned(),
        row("", &cell("hidden")),
        r#"</table:table><table:table table:name="B" table:style-name="ta1"><table:shapes><draw:frame><text:p>no</text:p></draw:frame></table:shapes>"#.to_owned(),
        row("", &(cell("username") + &cell("role"))),
        row(r#"table:visibility="filter" table:number-rows-repeated="2""#, &cell("a")),
        row("", r#"<table:table-cell/><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>r</text:p></table:table-cell>"#),
        row("", &(cell("b") + r#"<table:covered-table-cell office:value-type="string"><text:p>under</text:p></table:covered-table-cell>"# + &cell("c"))),
        "</table:table>".to_owned(),
    ];
    let file = ods_of(&tables.concat());
    let workbook = Workbook::open(&file).unwrap();
    let sheets: Vec<_> = workbook
        .sheets()
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.is_hidden))
        .collect();
    assert_eq!(sheets, [("A", true), ("B", false)]);
    assert_eq!(text(&file, 0), "hidden\r\n");
    assert_eq!(
        text(&file, 1),
        "username;role\r\na;\r\na;\r\n;r\r\nb;;c\r\n"
    );
    assert_eq!(
        remarks(&read(&file, 1).unwrap()),
        [
            "rows_hidden 2 - - count=2 form=other last=3",
            "cells_merged 4 - B4 cells=B4:B5"
        ]
    );
}
