//! How the check of a site is told, to people and to programs.

use std::io;

use serde::Serialize;
use toolsync_core::finding::Severity;
use toolsync_core::messages::{Catalogue, Language};

use super::output::{Paint, catalogue, harmless, json_line, text};
use crate::moodle::Connection;
use crate::moodle::webservices::{AbilityCheck, CallError, Fault, SiteCheck, Standing};

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
    words: Catalogue,
    paint: Paint,
    connection: &'t Connection,
}

impl<'t> Telling<'t> {
    /// The check of this site.
    pub fn new(connection: &'t Connection, language: Language) -> Self {
        Self {
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
        let facts = if check.administrator {
            "site-facts-administrator"
        } else {
            "site-facts"
        };
        let facts = self.say(
            facts,
            &[
                ("title", &check.title),
                ("release", &check.release),
                ("account", &check.account),
            ],
        );
        writeln!(out, "{}", self.paint.bold(&harmless(&facts)))?;
        let (time, fields) = (
            check.round_trip_ms.to_string(),
            check.largest_form.to_string(),
        );
        let timing = self.say("site-timing", &[("time", &time), ("fields", &fields)]);
        writeln!(out, "{timing}")?;
        for (severity, line) in self.remarks(check) {
            writeln!(out, "{}", self.weighed(severity, &line))?;
        }
        for ability in &check.abilities {
            writeln!(out, "  {}", self.ability(ability))?;
        }
        if !check.companion {
            writeln!(out, "{}", self.say("site-beyond", &[]))?;
        }
        Ok(())
    }

    /// What is not as it should be with the site as a whole.
    fn remarks(&self, check: &SiteCheck) -> Vec<(Severity, String)> {
        let mut remarks = Vec::new();
        if !check.supported {
            remarks.push((Severity::Error, self.say("site-too-old", &[])));
        }
        match check.clock_ahead {
            None => remarks.push((Severity::Info, self.say("site-clock-silent", &[]))),
            Some(ahead) if !check.clocks_agree => {
                let id = if ahead > 0 {
                    "site-clock-ahead"
                } else {
                    "site-clock-behind"
                };
                let seconds = ahead.unsigned_abs().to_string();
                remarks.push((Severity::Warning, self.say(id, &[("seconds", &seconds)])));
            }
            Some(_) => {}
        }
        if !check.uploads {
            remarks.push((Severity::Warning, self.say("site-no-uploads", &[])));
        }
        if check.administrator {
            remarks.push((Severity::Info, self.say("site-administrator-unwise", &[])));
        }
        remarks
    }

    fn ability(&self, check: &AbilityCheck) -> String {
        let id = format!("ability-{}", check.ability.name());
        let ability = self.say(&id, &[]);
        let forbids = self.say(&format!("{id}.forbids"), &[]);
        let (word, severity, names) = match check.standing {
            Standing::Ready => return self.said_of(&self.say("site-ready", &[]), &ability),
            Standing::FunctionsThere => {
                return self.said_of(&self.say("site-there", &[]), &ability);
            }
            Standing::FunctionsMissing => ("site-lacking", Severity::Error, &check.missing),
            Standing::NotPermitted => ("site-not-allowed", Severity::Error, &check.capabilities),
        };
        let how = match check.standing {
            Standing::NotPermitted => "site-ability-capabilities",
            _ => "site-ability-functions",
        };
        let names = names.join(", ");
        let told = self.say(
            how,
            &[
                ("ability", &ability),
                ("forbids", &forbids),
                ("names", &names),
            ],
        );
        self.said_of(&self.paint.severity(severity, &self.say(word, &[])), &told)
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
        let address = self.connection.address.to_string();
        let say = |id: &str, more: &[(&str, &str)]| {
            let args = [&[("address", address.as_str())], more].concat();
            harmless(&self.say(id, &args))
        };
        match error {
            CallError::Unreachable(why) => say("site-unreachable", &[("why", why)]),
            CallError::TimedOut(_) => say("site-timed-out", &[]),
            CallError::Elsewhere(other) => say("site-elsewhere", &[("other", other)]),
            CallError::Unavailable { status, .. } => {
                say("site-unavailable", &[("status", &status.to_string())])
            }
            CallError::NotMoodle { status } => {
                say("site-not-moodle", &[("status", &status.to_string())])
            }
            CallError::TooLarge
            | CallError::TooManyFields { .. }
            | CallError::NotEncodable(_)
            | CallError::Unexpected { .. } => {
                say("site-misunderstood", &[("why", &error.to_string())])
            }
            CallError::Refused(refusal) => match refusal.fault() {
                Fault::Token => say("site-token-refused", &[]),
                Fault::NotInService | Fault::NoFunction => say("site-no-service", &[]),
                Fault::Permission => say("site-account-refused", &[]),
                Fault::Maintenance => say("site-maintenance", &[]),
                Fault::Database | Fault::AnswerLost | Fault::Data => {
                    say("site-refused", &[("message", &refusal.message)])
                }
            },
        }
    }

    fn weighed(&self, severity: Severity, line: &str) -> String {
        let word = self.say(&format!("severity-{}", severity.as_str()), &[]);
        self.said_of(&self.paint.severity(severity, &word), line)
    }

    fn said_of(&self, what: &str, said: &str) -> String {
        self.say("said-at", &[("place", what), ("message", said)])
    }

    fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        text(&self.words, id, args)
    }
}
