//! Workbooks that are handed out.

use rust_xlsxwriter::{Format, FormatAlign, Note, Workbook, XlsxError};
use toolsync_core::generate::Template;
use toolsync_core::messages::Catalogue;

/// A blank template as a workbook (`.xlsx`): the empty sheet to fill, and a second one that explains its columns and shows an example.
///
/// # Errors
/// When a text does not fit into a workbook: a cell has 32,767 characters at most.
pub fn template(template: &Template, catalogue: &Catalogue) -> Result<Vec<u8>, XlsxError> {
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    // Cells of text: a spreadsheet would make numbers of identifiers, and drop their leading zeros.
    let plain = Format::new().set_num_format("@");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(catalogue.text("template-sheet", &[]))?;
    for (column, entry) in (0_u16..).zip(&template.columns) {
        let note = Note::new(&entry.explanation).add_author_prefix(false);
        sheet.set_column_format(column, &plain)?;
        sheet.set_column_width(column, entry.name.len().max(10) as f64 + 2.0)?;
        sheet.write_with_format(0, column, &entry.name, &bold)?;
        sheet.insert_note(0, column, &note)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let sheet = book.add_worksheet();
    sheet.set_name(catalogue.text("template-explained", &[]))?;
    sheet.set_column_width(0, 28)?;
    sheet.set_column_width(1, 90)?;
    sheet.write_with_format(0, 0, &template.title, &bold)?;
    let mut row = 2;
    for entry in &template.columns {
        let mark = if entry.required { " *" } else { "" };
        sheet.write(row, 0, format!("{}{mark}", entry.name))?;
        sheet.write_with_format(row, 1, &entry.explanation, &wrapped)?;
        row += 1;
    }
    row += 1;
    for cells in &template.example {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write(row, column, cell)?;
        }
        row += 1;
    }
    book.save_to_buffer()
}
