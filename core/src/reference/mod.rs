//! The reference: one page for each kind of file and each code, made from the tables that check the files. A column or a code that
//! has no words here fails a test, so that the reference is never behind.

mod markdown;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Severity};
use crate::kinds::{Column, Kind, ValueType};
use crate::messages::{Catalogue, Language};

pub use markdown::{Page, pages};

/// What is known of a kind of file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindPage {
    /// The kind.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What its files are for.
    pub explanation: String,
    /// Its columns, in the order of the table.
    pub columns: Vec<ColumnEntry>,
    /// Columns of older versions.
    pub retired: Vec<String>,
    /// A small file of this kind.
    pub example: String,
}

/// What is known of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnEntry {
    /// Its name in the header; `N` stands for a number, `NAME` for a name.
    pub name: String,
    /// Its name in words.
    pub title: String,
    /// What it is for.
    pub explanation: String,
    /// What its cells hold, in words.
    pub holds: String,
    /// What stands for `N` or `NAME`; empty when there is neither.
    pub pattern: String,
    /// Whether the header must have it.
    pub required: bool,
}

/// What is known of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodePage {
    /// The code.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// The code of tool_sync that says the same.
    pub seed_code: Option<i8>,
    /// The code in a few words.
    pub title: String,
    /// What it means.
    pub meaning: String,
    /// How to mend what it tells.
    pub mend: String,
}

/// The words of the reference in one language.
pub struct Reference(Catalogue);

impl Reference {
    /// The words in this language.
    pub fn new(language: Language) -> Self {
        let mut catalogue = Catalogue::new(language);
        catalogue.add(match language {
            Language::En => include_str!("../messages/en/help.ftl"),
            Language::Fr => include_str!("../messages/fr/help.ftl"),
        });
        Self(catalogue)
    }

    /// The page of a kind.
    pub fn kind(&self, kind: Kind) -> KindPage {
        let columns = kind.columns().iter();
        KindPage {
            kind,
            name: self.0.kind(kind),
            explanation: self.0.kind_explanation(kind),
            columns: columns.map(|column| self.column(kind, column)).collect(),
            retired: kind
                .retired_columns()
                .iter()
                .map(|name| name.to_string())
                .collect(),
            example: kind.sample().to_owned(),
        }
    }

    /// The page of a code.
    pub fn code(&self, code: Code) -> CodePage {
        let id = format!("help-{}", code.as_str().replace('_', "-"));
        CodePage {
            code,
            severity: code.severity(),
            seed_code: code.seed_code(),
            title: self.0.code_title(code),
            meaning: self.0.text(&id, &[]),
            mend: self.0.text(&format!("{id}.mend"), &[]),
        }
    }

    /// A word of the pages.
    pub(crate) fn word(&self, id: &str, parameters: &[(&str, &str)]) -> String {
        let parameters: Vec<_> = parameters
            .iter()
            .map(|(name, value)| (*name, (*value).into()))
            .collect();
        self.0.text(id, &parameters)
    }

    fn column(&self, kind: Kind, column: &Column) -> ColumnEntry {
        ColumnEntry {
            name: column.name.replace("{n}", "N").replace("{name}", "NAME"),
            title: self.0.column(kind, column),
            explanation: self.0.column_explanation(kind, column),
            holds: self.holds(&column.value),
            pattern: self.pattern(column),
            required: column.required,
        }
    }

    /// What stands for the changing part of a column's name.
    fn pattern(&self, column: &Column) -> String {
        let (first, last) = (column.numbers.0.to_string(), column.numbers.1.to_string());
        if column.name.contains("{name}") {
            self.word("reference-name", &[("name", "NAME")])
        } else if !column.name.contains("{n}") {
            String::new()
        } else if column.numbers.1 == u32::MAX {
            self.word(
                "reference-numbers-from",
                &[("name", "N"), ("first", &first)],
            )
        } else {
            let parameters = [("name", "N"), ("first", &*first), ("last", &*last)];
            self.word("reference-numbers", &parameters)
        }
    }

    /// What cells of this type hold.
    fn holds(&self, value: &ValueType) -> String {
        let plain = |id| self.word(id, &[]);
        match value {
            ValueType::Text(0) => plain("type-text-any"),
            ValueType::Text(max) => self.word("type-text", &[("max", &max.to_string())]),
            ValueType::Integer(min, i64::MAX) => {
                self.word("type-integer-from", &[("min", &min.to_string())])
            }
            ValueType::Integer(min, max) => {
                let (min, max) = (min.to_string(), max.to_string());
                self.word("type-integer", &[("min", &min), ("max", &max)])
            }
            ValueType::Choice(words) => self.word("type-choice", &[("words", &words.join(", "))]),
            ValueType::Boolean => plain("type-boolean"),
            ValueType::Date => plain("type-date"),
            ValueType::Timestamp => plain("type-timestamp"),
            ValueType::Email => plain("type-email"),
            ValueType::Username => plain("type-username"),
            ValueType::Country => plain("type-country"),
            ValueType::Language => plain("type-language"),
            ValueType::Timezone => plain("type-timezone"),
            ValueType::Url => plain("type-url"),
            ValueType::Password => plain("type-password"),
            ValueType::Category => plain("type-category"),
            ValueType::Template => plain("type-template"),
            ValueType::Section => plain("type-section"),
        }
    }
}
