//! The front of a check of a workbook: which of its sheets is read.

use std::borrow::Cow;

use super::start::Start;
use super::{CheckOptions, packed};
use crate::finding::{Code, Finding, Span};
use crate::input::spreadsheet::{self, SheetRead, SheetText, Workbook};
use crate::input::{Dialect, Encoding, ReadOptions, Reader};
use crate::kinds::{Header, Kind};

/// How many names of sheets a finding tells.
const NAMED: usize = 10;

/// What stands between the cells of a sheet's text; nothing, when each row of the kind is one cell.
pub(super) fn separator(kind: Option<Kind>) -> char {
    match kind {
        Some(kind) if kind.has_whole_lines() => Dialect::NONE,
        _ => spreadsheet::SEPARATOR,
    }
}

/// A reader of the text of a sheet.
pub(super) fn reader(separator: char) -> Reader {
    Reader::new(ReadOptions {
        encoding: Some(Encoding::Utf8),
        separator: Some(separator),
        counts_records: true,
        ..ReadOptions::default()
    })
}

/// Reads the sheet that was asked for, or that holds rows of a known kind.
pub(super) fn read(
    file: &[u8],
    options: &CheckOptions,
    separator: char,
) -> Result<(SheetRead, SheetText), Box<Finding>> {
    let mut workbook = Workbook::open(file)?;
    let names: Vec<String> = workbook
        .sheets()
        .iter()
        .map(|sheet| sheet.name.clone())
        .collect();
    let whole = Span::new(0, file.len() as u64);
    let chosen = match &options.sheet {
        Some(wanted) => {
            let index = names.iter().position(|name| name == wanted);
            index.ok_or_else(|| {
                let finding = Finding::new(Code::SheetUnknown, 0, whole).with("sheet", wanted);
                Box::new(finding.with("sheets", listed(names.iter())))
            })?
        }
        None => choose(&mut workbook, Start::of(options).kind)?,
    };
    let name = names.get(chosen).cloned();
    let name = name.ok_or_else(|| Box::new(Finding::new(Code::WorkbookDamaged, 0, whole)))?;
    let mut text = workbook.text(chosen, separator)?;
    if names.len() > 1 {
        let others = names.iter().filter(|other| **other != name);
        let finding = Finding::new(Code::SheetRead, 0, Span::default());
        let finding = finding.with("sheet", &name).with("others", listed(others));
        text.remarks.insert(0, finding);
    }
    let read = SheetRead {
        name,
        sheets: names,
        first_column: text.first_column,
    };
    Ok((read, text))
}

/// The first sheet whose header is one of `kind` (of any kind, when none is given; of none, when the kind has no header); or else the
/// first that holds something. A sheet that the workbook hides is taken only when it is asked for, or all others are empty.
fn choose(workbook: &mut Workbook<'_>, kind: Option<Kind>) -> Result<usize, Box<Finding>> {
    let sheets = workbook.sheets();
    let (mut order, hidden): (Vec<usize>, Vec<usize>) =
        (0..sheets.len()).partition(|index| !sheets[*index].is_hidden);
    let shown = order.len();
    order.extend(hidden);
    let (mut first_known, mut first_filled) = (None, None);
    for (position, &sheet) in order.iter().enumerate() {
        if position >= shown && first_filled.is_some() {
            break;
        }
        let names = workbook.first_row(sheet)?;
        if names.is_empty() {
            continue;
        }
        first_filled.get_or_insert(sheet);
        let found = kind_of_names(&names);
        if found.is_some() {
            first_known.get_or_insert(sheet);
        }
        let fits = match kind {
            Some(kind) if kind.is_headerless() => found.is_none(),
            Some(kind) => found == Some(kind),
            None => found.is_some(),
        };
        if fits {
            return Ok(sheet);
        }
    }
    Ok(first_known.or(first_filled).unwrap_or_default())
}

fn kind_of_names(names: &[String]) -> Option<Kind> {
    let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    Header::kind_of_names(&names)
}

/// The kind of the sheet that these options read of a workbook; none when it is recognised by no header.
pub(super) fn kind(file: &[u8], options: &CheckOptions) -> Option<Kind> {
    let known = Start::of(options).kind;
    if known.is_some_and(Kind::is_headerless) {
        return known;
    }
    let mut workbook = Workbook::open(file).ok()?;
    let sheets = workbook.sheets();
    let index = match &options.sheet {
        Some(wanted) => sheets.iter().position(|sheet| sheet.name == *wanted)?,
        None => choose(&mut workbook, known).ok()?,
    };
    kind_of_names(&workbook.first_row(index).ok()?)
}

/// Names, as many as a sentence bears.
fn listed<'n>(names: impl Iterator<Item = &'n String>) -> String {
    let mut names = names.map(String::as_str);
    let mut listed: Vec<&str> = names.by_ref().take(NAMED).collect();
    if names.next().is_some() {
        listed.push("…");
    }
    listed.join(", ")
}

/// The bytes in which the spans of a verdict stand: of a workbook, the text of the sheet that these options read, nothing when it cannot be
/// read; of other files, their own. A tryback is made of them, and the copy that is kept.
pub fn text_of<'f>(file: &'f [u8], options: &CheckOptions) -> Cow<'f, [u8]> {
    let is_of_pictures = options.kind.is_some_and(Kind::is_archive);
    if is_of_pictures || !packed::is_document(file) {
        return Cow::Borrowed(file);
    }
    let separator = separator(Start::of(options).kind);
    match read(file, options, separator) {
        Ok((_, text)) => Cow::Owned(text.text.into_bytes()),
        // Nobody can say where its passwords are: no copy is made of it.
        Err(_) => Cow::Borrowed(&[]),
    }
}

#[cfg(test)]
mod tests;
