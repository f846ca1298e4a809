//! The reference as Markdown files, for `docs/reference`.

use std::fmt::Write as _;

use super::{CodePage, KindPage, Reference};
use crate::finding::{Code, Severity};
use crate::kinds::Kind;
use crate::messages::Language;

/// A file of the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path, `/` between folders: `en/kinds/users.md`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// All files of the reference in this language.
pub fn pages(language: Language) -> Vec<Page> {
    let reference = Reference::new(language);
    let at = |name: &str| format!("{}/{name}.md", language.as_str());
    let kinds = Kind::ALL.iter().map(|kind| Page {
        path: at(&format!("kinds/{}", kind.as_str())),
        text: kind_page(&reference, &reference.kind(*kind)),
    });
    let codes = Code::ALL.iter().map(|code| Page {
        path: at(&format!("findings/{}", code.as_str())),
        text: code_page(&reference, &reference.code(*code)),
    });
    let contents = Page {
        path: at("README"),
        text: contents(&reference),
    };
    std::iter::once(contents)
        .chain(kinds)
        .chain(codes)
        .collect()
}

fn contents(reference: &Reference) -> String {
    let word = |id| reference.word(id, &[]);
    let mut text = format!(
        "# {}\n\n{}\n\n## {}\n\n",
        word("reference-title"),
        word("reference-introduction"),
        word("reference-kinds"),
    );
    for page in Kind::ALL.iter().map(|kind| reference.kind(*kind)) {
        let (name, file) = (cell(&page.name), page.kind.as_str());
        let _ = writeln!(text, "- [{name}](kinds/{file}.md): {}", page.explanation);
    }
    let _ = write!(text, "\n## {}\n\n", word("reference-findings"));
    for page in Code::ALL.iter().map(|code| reference.code(*code)) {
        let code = page.code.as_str();
        let _ = writeln!(text, "- [`{code}`](findings/{code}.md): {}", page.title);
    }
    text
}

fn kind_page(reference: &Reference, page: &KindPage) -> String {
    let word = |id| reference.word(id, &[]);
    let mut text = format!(
        "# {}\n\n{}\n\n| {} | {} | {} |\n|---|---|---|\n",
        page.name,
        page.explanation,
        word("reference-column"),
        word("reference-holds"),
        word("reference-meaning"),
    );
    for column in &page.columns {
        let required = match column.required {
            true => format!(" ({})", word("reference-required")),
            false => String::new(),
        };
        let pattern = match column.pattern.as_str() {
            "" => String::new(),
            pattern => format!(" ({pattern})"),
        };
        let (name, title, holds) = (&column.name, cell(&column.title), cell(&column.holds));
        let explanation = cell(&column.explanation);
        let _ = writeln!(
            text,
            "| `{name}`{required}{pattern} | {holds} | **{title}.** {explanation} |"
        );
    }
    if !page.retired.is_empty() {
        let names: Vec<String> = page
            .retired
            .iter()
            .map(|name| format!("`{name}`"))
            .collect();
        let _ = write!(
            text,
            "\n{}: {}.\n",
            word("reference-retired"),
            names.join(", ")
        );
    }
    let _ = write!(
        text,
        "\n## {}\n\n```\n{}\n```\n",
        word("reference-example"),
        page.example.trim_end(),
    );
    text
}

fn code_page(reference: &Reference, page: &CodePage) -> String {
    let word = |id| reference.word(id, &[]);
    let weight = match page.severity {
        Severity::Error => "reference-weight-error",
        Severity::Warning => "reference-weight-warning",
        Severity::Info => "reference-weight-info",
    };
    let mut text = format!("# {}\n\n`{}`\n\n", page.title, page.code.as_str());
    let _ = writeln!(text, "- {}: {}", word("reference-weight"), word(weight));
    if let Some(code) = page.seed_code {
        let _ = writeln!(text, "- {}: {code}", word("reference-seed-code"));
    }
    let _ = write!(
        text,
        "\n## {}\n\n{}\n\n## {}\n\n{}\n",
        word("reference-what"),
        page.meaning,
        word("reference-mend"),
        page.mend,
    );
    text
}

/// A text as it can stand in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
