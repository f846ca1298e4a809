//! What commands print: words in the chosen language, colours where they help.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;
use toolsync_core::finding::{Code, Finding, Severity};
use toolsync_core::messages::{Catalogue, Language};

use super::Ending;
use crate::moodle::SiteError;

/// The catalogue of `language`, with the command line's own words and those in which the page says why a run was rejected.
pub fn catalogue(language: Language) -> Catalogue {
    let mut catalogue = Catalogue::new(language);
    let (own, page) = match language {
        Language::En => (
            include_str!("messages/en.ftl"),
            include_str!("../http/messages/en.ftl"),
        ),
        Language::Fr => (
            include_str!("messages/fr.ftl"),
            include_str!("../http/messages/fr.ftl"),
        ),
    };
    catalogue.add(own);
    catalogue.add(page);
    catalogue
}

/// A text with its parameters.
pub fn text(catalogue: &Catalogue, id: &str, args: &[(&str, &str)]) -> String {
    let args: Vec<_> = args
        .iter()
        .map(|&(name, value)| (name, Cow::Borrowed(value)))
        .collect();
    catalogue.text(id, &args)
}

/// Why a site could not be read, as people are told: what they can mend themselves in the language of the catalogue.
pub fn unread(catalogue: &Catalogue, error: SiteError) -> anyhow::Error {
    match error {
        SiteError::CompanionTooOld { version, needed } => {
            let args = [
                ("version", version.as_str()),
                ("needed", &needed.to_string()),
            ];
            anyhow::Error::msg(text(catalogue, "problem-companion-old", &args))
        }
        error => error.into(),
    }
}

/// Writes a file that was made, or the standard output where no path is given.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: Option<&Path>, bytes: &[u8]) -> anyhow::Result<Ending> {
    match path {
        Some(path) => std::fs::write(path, bytes).with_context(|| {
            format!(
                "writing {}; choose another place with --out",
                path.display()
            )
        })?,
        None => io::stdout().write_all(bytes)?,
    }
    Ok(Ending::Good)
}

/// One JSON object on a line of its own.
///
/// # Errors
/// When the output is closed.
pub fn json_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Whether colours are used, and which.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// Colours on a terminal, unless `NO_COLOR` is set (<https://no-color.org>).
    pub fn of_stdout() -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            on: io::stdout().is_terminal() && !unwanted,
        }
    }

    /// The text in the colour of a weight.
    pub fn severity(self, severity: Severity, text: &str) -> String {
        self.wrap(
            match severity {
                Severity::Error => "31",
                Severity::Warning => "33",
                Severity::Info => "36",
            },
            text,
        )
    }

    /// The text in bold.
    pub fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// The text, less visible.
    pub fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// A text of a file made fit for a terminal: control characters (which could move the cursor or change its colours) become spaces.
pub fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// A finding on one line: `error line 12, email: message [code]`.
pub fn finding_line(finding: &Finding, catalogue: &Catalogue, paint: Paint) -> String {
    let severity = text(
        catalogue,
        &format!("severity-{}", finding.severity().as_str()),
        &[],
    );
    let line = finding.line.to_string();
    let place = match (&finding.column, &finding.cell) {
        // An archive or a workbook as a whole; entries and rows are numbered from 1.
        _ if finding.line == 0 => text(catalogue, "place-file", &[]),
        (Some(column), Some(cell)) => text(
            catalogue,
            "place-sheet-cell",
            &[("cell", cell), ("column", column)],
        ),
        (Some(column), None) => text(
            catalogue,
            "place-cell",
            &[("line", &line), ("column", column)],
        ),
        (None, _) => text(catalogue, "place-line", &[("line", &line)]),
    };
    let said = text(
        catalogue,
        "said-at",
        &[("place", &place), ("message", &catalogue.finding(finding))],
    );
    format!(
        "{} {} {}",
        paint.severity(finding.severity(), &severity),
        harmless(&said),
        paint.dim(&format!("[{}]", codes(finding.code))),
    )
}

/// Our code, and the seeds' beside it where there is one; all of theirs are negative.
fn codes(code: Code) -> String {
    match code.seed_code() {
        Some(seed) => format!("{}, \u{2212}{}", code.as_str(), seed.unsigned_abs()),
        None => code.as_str().to_owned(),
    }
}
