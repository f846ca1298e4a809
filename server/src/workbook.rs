//! Workbooks that are handed out.

use rust_xlsxwriter::{Format, FormatAlign, Note, Workbook, XlsxError};
use toolsync_core::generate::Template;
use toolsync_core::messages::Catalogue;

/// A blank template as a workbook (`.xlsx`): the empty sheet to fill, and a second one that explains its columns and shows an example.
/// A list without header has one sheet, in which these are comments: nothing else may ever be taken for the list.
///
/// # Errors
/// When a text does not fit into a workbook: a cell has 32,767 characters at most.
pub fn template(template: &Template, catalogue: &Catalogue) -> Result<Vec<u8>, XlsxError> {
    if template.is_headerless {
        return list(template, catalogue);
    }
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

/// The template of a list without header.
fn list(template: &Template, catalogue: &Catalogue) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(catalogue.text("template-sheet", &[]))?;
    sheet.set_column_format(0, &Format::new().set_num_format("@"))?;
    sheet.set_column_width(0, 60)?;
    let columns = template.columns.iter();
    let explained = columns.map(|entry| format!("{}: {}", entry.name, entry.explanation));
    let example = template.example.iter().filter_map(|cells| cells.first());
    let comments = std::iter::once(template.title.clone())
        .chain(explained)
        .chain(example.cloned());
    for (row, comment) in (0..).zip(comments) {
        sheet.write(row, 0, format!("# {comment}"))?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use toolsync_core::check::{CheckOptions, Checker};
    use toolsync_core::finding::Code;
    use toolsync_core::generate;
    use toolsync_core::kinds::Kind;
    use toolsync_core::messages::Language;
    use toolsync_core::reference::Reference;
    use toolsync_core::site::NoSite;

    use super::*;

    /// Nothing is wrong with a template but that it is blank.
    #[test]
    fn every_template_is_read_back_as_a_file_of_its_kind() {
        for &language in Language::ALL {
            let mut catalogue = Catalogue::new(language);
            catalogue.add(match language {
                Language::En => include_str!("http/messages/en.ftl"),
                Language::Fr => include_str!("http/messages/fr.ftl"),
            });
            for &kind in Kind::ALL.iter().filter(|kind| !kind.is_archive()) {
                let blank = generate::template(kind, &Reference::new(language));
                let file = template(&blank, &catalogue).unwrap();
                let options = CheckOptions {
                    // Without a header, a kind is chosen.
                    kind: kind.is_headerless().then_some(kind),
                    ..CheckOptions::default()
                };
                let mut checker = Checker::new(options, &NoSite);
                checker.push(&file);
                let verdict = checker.finish();
                let codes: Vec<Code> = verdict
                    .findings
                    .iter()
                    .map(|finding| finding.code)
                    .collect();
                let (read, expected) = if kind.is_headerless() {
                    (None, vec![Code::EmptyFile])
                } else {
                    (Some(kind), vec![Code::SheetRead, Code::NoRows])
                };
                assert_eq!(
                    (verdict.kind, codes),
                    (read, expected),
                    "{kind:?} {language:?}"
                );
                let sheet = verdict.sheet.unwrap();
                assert_eq!(sheet.name, catalogue.text("template-sheet", &[]));
            }
        }
    }
}
