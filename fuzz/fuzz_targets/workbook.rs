//! Workbooks: an archive as it is, or one made around the input: its parts, `.xlsx` or `.ods` by the first byte, with a zero between them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toolsync_core::check::{CheckOptions, text_of};
use toolsync_core::input::spreadsheet::{SEPARATOR, Workbook};
use toolsync_core::site::NoSite;
use toolsync_fuzz::{archive_of, checked};

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

/// Parts of an .xlsx file, in the order in which the input has them.
const XLSX: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/workbook.xml",
];

/// The last two parts, for inputs that have fewer.
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const BOOK: &[u8] =
    br#"<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;

fn made(input: &[u8]) -> Option<Vec<u8>> {
    let (form, parts) = input.split_first()?;
    match form {
        b'x' => {
            let mut parts: Vec<&[u8]> = parts.splitn(XLSX.len(), |byte| *byte == 0).collect();
            parts.resize(parts.len().max(3), b"");
            parts.extend([RELATIONS, BOOK].iter().skip(parts.len() - 3));
            Some(archive_of(
                [TYPES].into_iter().chain(XLSX.into_iter().zip(parts)),
            ))
        }
        b'o' => Some(archive_of([
            (
                "mimetype",
                &b"application/vnd.oasis.opendocument.spreadsheet"[..],
            ),
            ("content.xml", parts),
        ])),
        _ => None,
    }
}

fuzz_target!(|input: &[u8]| {
    let made = made(input);
    let file = made.as_deref().unwrap_or(input);
    if let Ok(mut workbook) = Workbook::open(file) {
        for sheet in 0..workbook.sheets().len().min(4) {
            let first = workbook.first_row(sheet);
            let text = workbook.text(sheet, SEPARATOR);
            if let (Ok(first), Ok(text)) = (first, text) {
                assert_eq!(first.is_empty(), text.text.is_empty());
            }
        }
    }
    let options = CheckOptions::default();
    let verdict = checked(&options, [file].into_iter(), &NoSite, &mut |_| {});
    assert!(
        verdict.sheet.is_none() || text_of(file, &options).len() as u64 >= verdict.header_span.end
    );
});
