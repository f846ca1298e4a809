//! How the check of a site is told, to people and to programs.

use std::io;

use serde::Serialize;
use toolsync_core::messages::{Catalogue, Language};

use super::output::{Paint, catalogue, json_line, text};
use crate::moodle::webservices::{CallError, SiteCheck};
use crate::moodle::{AbilityWords, Connection, SiteWords};

/// How a site stands, as programs see it.
#[derive(Serialize)]
struct Checked<'c> {
    site: &'c str,
    address: String,
    complete: bool,
    #[serde(flatten)]
    check: &'c SiteCheck,
}

/// Why a site was not checked, as programs see it.
#[derive(Serialize)]
struct Unchecked<'c> {
    site: &'c str,
    address: String,
    error: &'static str,
    /// Moodle's own code, when it was Moodle that refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'c str>,
    message: String,
}

/// The check of a site, in a language.
pub struct Telling<'t> {
    site: SiteWords,
    words: Catalogue,
    paint: Paint,
    connection: &'t Connection,
}

impl<'t> Telling<'t> {
    /// The check of this site.
    pub fn new(connection: &'t Connection, language: Language) -> Self {
        Self {
            site: SiteWords::new(language, connection.address.to_string()),
            words: catalogue(language),
            paint: Paint::of_stdout(),
            connection,
        }
    }

    /// All that is known, as one object.
    ///
    /// # Errors
    /// When the output is closed.
    pub fn check_json(&self, check: &SiteCheck, out: &mut impl io::Write) -> io::Result<()> {
        json_line(
            out,
            &Checked {
                site: &self.connection.name,
                address: self.connection.address.to_string(),
                complete: check.is_complete(),
                check,
            },
        )
    }

    /// Who answers, what is not as it should be, and what the token may do, one line each.
    ///
    /// # Errors
    /// When the output is closed.
    pub fn check_text(&self, check: &SiteCheck, out: &mut impl io::Write) -> io::Result<()> {
        writeln!(out, "{}", self.paint.bold(&self.site.facts(check)))?;
        writeln!(out, "{}", self.site.limits(check))?;
        for (severity, line) in self.site.remarks(check) {
            let word = text(&self.words, &format!("severity-{}", severity.as_str()), &[]);
            let said = self.said_of(&self.paint.severity(severity, &word), &line);
            writeln!(out, "{said}")?;
        }
        for ability in self.site.abilities(check) {
            writeln!(out, "  {}", self.ability(ability))?;
        }
        if let Some(beyond) = self.site.beyond(check) {
            writeln!(out, "{beyond}")?;
        }
        Ok(())
    }

    fn ability(&self, words: AbilityWords) -> String {
        let standing = match words.weight {
            Some(severity) => self.paint.severity(severity, &words.standing),
            None => words.standing,
        };
        self.said_of(&standing, &words.told)
    }

    /// Why the site was not checked, as one object.
    ///
    /// # Errors
    /// When the output is closed.
    pub fn error_json(&self, error: &CallError, out: &mut impl io::Write) -> io::Result<()> {
        json_line(
            out,
            &Unchecked {
                site: &self.connection.name,
                address: self.connection.address.to_string(),
                error: error.name(),
                code: match error {
                    CallError::Refused(refusal) => Some(refusal.code()),
                    _ => None,
                },
                message: self.error(error),
            },
        )
    }

    /// Why the site was not checked, and what to do about it.
    pub fn error(&self, error: &CallError) -> String {
        self.site.error(error)
    }

    fn said_of(&self, what: &str, said: &str) -> String {
        text(
            &self.words,
            "said-at",
            &[("place", what), ("message", said)],
        )
    }
}
