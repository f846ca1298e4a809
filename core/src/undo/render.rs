//! The grades of an undo, for people and for spreadsheets. Its words are apart from the other messages: the page has them from the server,
//! with each row.

use std::borrow::Cow;

use super::{Reason, Undo, UndoGrade, UndoneRow};
use crate::input::quote;
use crate::messages::{Catalogue, Language};

/// The words of undo, in one language.
pub struct UndoWords(Catalogue);

impl UndoWords {
    /// In this language.
    pub fn new(language: Language) -> Self {
        let mut catalogue = Catalogue::new(language);
        catalogue.add(ftl(language));
        Self(catalogue)
    }

    /// Why something is not undone, one sentence.
    pub fn reason(&self, reason: &Reason) -> String {
        let id = format!("undo-reason-{}", reason.code.as_str().replace('_', "-"));
        self.0.reason(&id, &reason.params)
    }

    /// The name of a grade.
    pub fn grade(&self, grade: UndoGrade) -> String {
        self.0.text(&format!("undo-grade-{}", grade.as_str()), &[])
    }

    /// A text of undo by its id, with numbers and names.
    fn text(&self, id: &str, params: &[(&str, String)]) -> String {
        let params = params.iter();
        let params: Vec<(&str, Cow<'_, str>)> = params
            .map(|(name, value)| (*name, Cow::Borrowed(value.as_str())))
            .collect();
        self.0.text(id, &params)
    }
}

/// The Fluent text of undo in a language.
pub(super) const fn ftl(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../messages/en/undo.ftl"),
        Language::Fr => include_str!("../messages/fr/undo.ftl"),
    }
}

/// The grades as a text: how many rows of each, the files in the order in which they run, and each row that is not fully undone, with why.
pub fn render_text(undo: &Undo, words: &UndoWords) -> String {
    let mut lines = Vec::new();
    for (grade, count) in UndoGrade::ALL.into_iter().zip(undo.counts()) {
        let id = format!("undo-count-{}", grade.as_str());
        lines.push(words.text(&id, &[("count", count.to_string())]));
    }
    for file in &undo.files {
        let params = [
            ("file", file.name.clone()),
            ("kind", words.0.kind(file.kind)),
            ("rows", file.rows.to_string()),
        ];
        lines.push(words.text("undo-file", &params));
    }
    let rest = undo.rows.iter().filter(|row| row.grade != UndoGrade::Fully);
    for row in rest {
        let params = [
            ("file", row.file.clone()),
            ("line", row.line.to_string()),
            ("subject", row.subject.clone()),
            ("grade", words.grade(row.grade)),
        ];
        let id = match row.file.as_str() {
            "" => "undo-row",
            _ => "undo-row-of-file",
        };
        lines.push(words.text(id, &params));
        let reasons = row.reasons.iter();
        lines.extend(reasons.map(|reason| format!("  {}", words.reason(reason))));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Every row with its grade and why, as CSV (UTF-8, semicolons): `file`, `line`, `subject`, `grade`, `code`, `reason`. A row with several reasons
/// has several lines.
pub fn render_csv(undo: &Undo, words: &UndoWords) -> String {
    let mut lines = vec!["file;line;subject;grade;code;reason".to_owned()];
    for row in &undo.rows {
        if row.reasons.is_empty() {
            lines.push(line(row, "", ""));
        }
        let reasons = row.reasons.iter();
        lines.extend(reasons.map(|reason| line(row, reason.code.as_str(), &words.reason(reason))));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn line(row: &UndoneRow, code: &str, reason: &str) -> String {
    let number = row.line.to_string();
    let cells = [
        &row.file,
        &number,
        &row.subject,
        row.grade.as_str(),
        code,
        reason,
    ];
    cells.map(|cell| quote(cell, ';')).join(";")
}
