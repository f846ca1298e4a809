//! Our reader against calamine's, on workbooks that a third program wrote.

use std::io::Cursor;

use calamine::{Data, Ods, Reader as _, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook as Writer;

use super::*;
use crate::input::record::is_blank;
use crate::input::{Encoding, Item, ReadOptions, Reader};

/// What a cell holds.
#[derive(Debug, Clone)]
enum Value {
    Empty,
    Text(String),
    Number(f64),
    Flag(bool),
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => Just(Value::Empty),
        4 => "[ a-zA-Z0-9éœ中;,\"'\n#=_x<>&-]{1,12}".prop_map(Value::Text),
        2 => any::<i32>().prop_map(|number| Value::Number(number.into())),
        1 => (-1e6..1e6_f64).prop_map(Value::Number),
        1 => any::<bool>().prop_map(Value::Flag),
    ]
}

/// The cells of our text, by row and column.
fn ours(file: &[u8]) -> Vec<(usize, usize, String)> {
    let read = read(file, 0).unwrap();
    let mut reader = Reader::new(ReadOptions {
        encoding: Some(Encoding::Utf8),
        separator: Some(SEPARATOR),
        counts_records: true,
        ..ReadOptions::default()
    });
    reader.push(read.text.as_bytes());
    reader.finish();
    let mut cells = Vec::new();
    while let Some(item) = reader.next() {
        // A row that begins with # is a comment, but a row.
        let Item::Record(record) = item else { continue };
        for index in 0..record.len() {
            let text = record.cell(index).map_or("", |cell| cell.text);
            if !text.is_empty() {
                let column = index + read.first_column as usize;
                cells.push((record.line() as usize - 1, column, text.to_owned()));
            }
        }
    }
    cells
}

fn theirs<'r>(
    cells: impl Iterator<Item = (usize, usize, &'r Data)>,
    origin: (u32, u32),
) -> Vec<(usize, usize, String)> {
    let cells = cells.filter_map(|(row, column, data)| {
        let text = match data {
            Data::Empty => return None,
            Data::Bool(flag) => u8::from(*flag).to_string(),
            Data::Float(number) => value::Number::read(&number.to_string())?.text,
            other => other.to_string(),
        };
        let text = text.trim_matches(is_blank).to_owned();
        (!text.is_empty()).then_some((row + origin.0 as usize, column + origin.1 as usize, text))
    });
    cells.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn both_read_the_same_cells(rows in prop::collection::vec(prop::collection::vec(value(), 0..6), 0..8)) {
        let mut writer = Writer::new();
        let sheet = writer.add_worksheet();
        for (row, cells) in (0_u32..).zip(&rows) {
            // Its first cell keeps the row from being a comment or blank.
            sheet.write(row, 0, "x").unwrap();
            for (column, value) in (1_u16..).zip(cells) {
                match value {
                    Value::Empty => continue,
                    Value::Text(text) => sheet.write(row, column, text),
                    Value::Number(number) => sheet.write(row, column, *number),
                    Value::Flag(flag) => sheet.write(row, column, *flag),
                }
                .unwrap();
            }
        }
        let file = writer.save_to_buffer().unwrap();
        let mut workbook = Xlsx::new(Cursor::new(&file)).unwrap();
        let range = workbook.worksheet_range("Sheet1").unwrap();
        let expected = theirs(range.used_cells(), range.start().unwrap_or_default());
        prop_assert_eq!(ours(&file), expected);
    }
}

#[test]
fn both_read_the_same_of_open_document() {
    // The other reader bears no blanks between cells.
    let file = ods_of(
        &r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="9"/></table:table-row>
        <table:table-row><table:table-cell/><table:table-cell office:value-type="string" table:number-columns-repeated="3"><text:p>a &amp; b</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="12.5"><text:p>12,5</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="boolean" office:boolean-value="false"><text:p>FAUX</text:p></table:table-cell></table:table-row>
        </table:table>"#
            .replace("\n        ", ""),
    );
    let mut workbook: Ods<_> = Ods::new(Cursor::new(&file)).unwrap();
    let range = workbook.worksheet_range("A").unwrap();
    let expected = theirs(range.used_cells(), range.start().unwrap());
    assert_eq!(expected.len(), 6);
    assert_eq!(ours(&file), expected);
}
