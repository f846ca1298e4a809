//! Blank templates: every column of a kind, each explained, and an example that is a comment.

use crate::input::{Item, ReadOptions, Reader, quote};
use crate::kinds::Kind;
use crate::reference::{ColumnEntry, Reference};

/// A blank file of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What the kind is for.
    pub title: String,
    /// Its columns; of those with a number the first.
    pub columns: Vec<TemplateColumn>,
    /// The rows of an example, header first, cut into cells.
    pub example: Vec<Vec<String>>,
    /// Whether files of the kind have no header.
    pub is_headerless: bool,
}

/// A column of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateColumn {
    /// Its name in the header.
    pub name: String,
    /// Whether the header must have it.
    pub required: bool,
    /// What it is for and what its cells hold.
    pub explanation: String,
}

/// The template of a kind, in the language of `reference`.
pub fn template(kind: Kind, reference: &Reference) -> Template {
    let page = reference.kind(kind);
    let columns = kind.columns().iter().zip(page.columns);
    Template {
        title: format!("{}: {}", page.name, page.explanation),
        columns: columns
            .filter(|(column, _)| !column.name.contains("{name}"))
            .map(|(column, entry)| TemplateColumn {
                name: column.name.replace("{n}", &column.numbers.0.to_string()),
                required: column.required,
                explanation: explanation(&entry),
            })
            .collect(),
        example: rows(&page.example),
        is_headerless: kind.is_headerless(),
    }
}

fn explanation(entry: &ColumnEntry) -> String {
    match entry.pattern.as_str() {
        "" => format!("{} ({})", entry.explanation, entry.holds),
        pattern => format!("{} ({}; {pattern})", entry.explanation, entry.holds),
    }
}

/// The rows of a file, cut into cells.
fn rows(file: &str) -> Vec<Vec<String>> {
    let mut reader = Reader::new(ReadOptions::default());
    reader.push(file.as_bytes());
    reader.finish();
    let mut rows = Vec::new();
    while let Some(item) = reader.next() {
        if let Item::Record(record) = item {
            let cells = (0..record.len()).filter_map(|index| record.cell(index));
            rows.push(cells.map(|cell| cell.text.to_owned()).collect());
        }
    }
    rows
}

impl Template {
    /// The template as a CSV file: comments, then the header, for kinds that have one. Columns that are not needed can be taken out.
    pub fn csv(&self, separator: char) -> String {
        let mut text = format!("# {}\n#\n", self.title);
        for column in &self.columns {
            let mark = if column.required { " *" } else { "" };
            text.push_str(&format!(
                "# {}{mark}: {}\n",
                column.name, column.explanation
            ));
        }
        text.push_str("#\n");
        for row in &self.example {
            text.push_str(&format!("# {}\n", joined(row, separator)));
        }
        if self.is_headerless {
            return text;
        }
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect();
        text.push_str(&joined(&names, separator));
        text.push('\n');
        text
    }
}

fn joined(cells: &[String], separator: char) -> String {
    let cells = cells.iter().map(|cell| quote(cell, separator));
    cells.collect::<Vec<_>>().join(&separator.to_string())
}
