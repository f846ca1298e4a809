//! How the check of a site is told, to people and to programs.

use std::io;

use serde::Serialize;
use toolsync_core::finding::Severity;
use toolsync_core::messages::{Catalogue, Language};

use super::output::{Paint, catalogue, json_line, text};
use crate::moodle::database::{DatabaseError, DatabaseReport};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    database: Option<Looked<'c>>,
}

/// What a look at the site's database showed, as programs see it.
#[derive(Serialize)]
#[serde(untagged)]
enum Looked<'c> {
    /// It answered.
    Seen(&'c DatabaseReport),
    /// It could not be read.
    Unseen {
        error: &'static str,
        message: String,
    },
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
    #[serde(skip_serializing_if = "Option::is_none")]
    database: Option<Looked<'c>>,
}

/// The check of a site, in a language.
pub struct Telling<'t> {
    site: SiteWords,
    words: Catalogue,
    paint: Paint,
    connection: &'t Connection,
    database: Option<&'t Result<DatabaseReport, DatabaseError>>,
}

impl<'t> Telling<'t> {
    /// The check of this site, and of its database where that is known.
    pub fn new(
        connection: &'t Connection,
        database: Option<&'t Result<DatabaseReport, DatabaseError>>,
        language: Language,
    ) -> Self {
        Self {
            site: SiteWords::new(language, connection.address.to_string()),
            words: catalogue(language),
            paint: Paint::of_stdout(),
            connection,
            database,
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
                database: self.looked(),
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
            writeln!(out, "{}", self.weighed(severity, &line))?;
        }
        for ability in self.site.abilities(check) {
            writeln!(out, "  {}", self.ability(ability))?;
        }
        if let Some(beyond) = self.site.beyond(check) {
            writeln!(out, "{beyond}")?;
        }
        self.database_text(Some(&check.release), out)
    }

    /// How the site's database stands, one line each; nothing when it is not known. `release`: what the site itself says it is.
    ///
    /// # Errors
    /// When the output is closed.
    pub fn database_text(&self, release: Option<&str>, out: &mut impl io::Write) -> io::Result<()> {
        match self.database {
            Some(Ok(report)) => {
                writeln!(out, "{}", self.site.database(report))?;
                for (severity, line) in self.site.database_remarks(report, release) {
                    writeln!(out, "{}", self.weighed(severity, &line))?;
                }
            }
            Some(Err(error)) => {
                let line = self.site.database_error(error);
                writeln!(out, "{}", self.weighed(Severity::Error, &line))?;
            }
            None => {}
        }
        Ok(())
    }

    /// The look at the database, as programs see it.
    fn looked(&self) -> Option<Looked<'_>> {
        Some(match self.database? {
            Ok(report) => Looked::Seen(report),
            Err(error) => Looked::Unseen {
                error: error.name(),
                message: self.site.database_error(error),
            },
        })
    }

    fn weighed(&self, severity: Severity, line: &str) -> String {
        let word = text(&self.words, &format!("severity-{}", severity.as_str()), &[]);
        self.said_of(&self.paint.severity(severity, &word), line)
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
                database: self.looked(),
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
