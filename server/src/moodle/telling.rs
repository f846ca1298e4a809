//! How a connected site stands, in words: the same on the page and on the terminal.

use std::borrow::Cow;

use toolsync_core::finding::Severity;
use toolsync_core::messages::{Catalogue, Language};

use super::webservices::{AbilityCheck, CallError, Fault, SiteCheck, Standing};

const ENGLISH: &str = include_str!("messages/en.ftl");
const FRENCH: &str = include_str!("messages/fr.ftl");

/// What is said of a check in a language.
pub struct SiteWords {
    catalogue: Catalogue,
    /// The site's address.
    address: String,
}

/// What is said of one ability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbilityWords {
    /// How much it weighs that something is missing; none when nothing is.
    pub weight: Option<Severity>,
    /// How it stands, in a word or two.
    pub standing: String,
    /// Which ability it is and, when something is missing, what that forbids and how to grant it.
    pub told: String,
}

impl SiteWords {
    /// Of the site at `address`.
    pub fn new(language: Language, address: String) -> Self {
        let mut catalogue = Catalogue::new(language);
        catalogue.add(match language {
            Language::En => ENGLISH,
            Language::Fr => FRENCH,
        });
        Self { catalogue, address }
    }

    /// Who answers.
    pub fn facts(&self, check: &SiteCheck) -> String {
        let id = if check.administrator {
            "site-facts-administrator"
        } else {
            "site-facts"
        };
        let facts = [
            ("title", check.title.as_str()),
            ("release", &check.release),
            ("account", &check.account),
        ];
        harmless(&self.say(id, &facts))
    }

    /// How fast, and how much at once.
    pub fn limits(&self, check: &SiteCheck) -> String {
        let time = check.round_trip_ms.to_string();
        let fields = check.largest_form.to_string();
        self.say("site-timing", &[("time", &time), ("fields", &fields)])
    }

    /// What is not as it should be with the site as a whole.
    pub fn remarks(&self, check: &SiteCheck) -> Vec<(Severity, String)> {
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

    /// What the token may do.
    pub fn ability(&self, check: &AbilityCheck) -> AbilityWords {
        let id = format!("ability-{}", check.ability.name());
        let ability = self.say(&id, &[]);
        let forbids = self.say(&format!("{id}.forbids"), &[]);
        let (standing, how, names) = match check.standing {
            Standing::Ready | Standing::FunctionsThere => {
                let is_ready = check.standing == Standing::Ready;
                return AbilityWords {
                    weight: None,
                    standing: self.say(if is_ready { "site-ready" } else { "site-there" }, &[]),
                    told: ability,
                };
            }
            Standing::FunctionsMissing => {
                ("site-lacking", "site-ability-functions", &check.missing)
            }
            Standing::NotPermitted => (
                "site-not-allowed",
                "site-ability-capabilities",
                &check.capabilities,
            ),
        };
        let names = names.join(", ");
        let args = [
            ("ability", ability.as_str()),
            ("forbids", &forbids),
            ("names", &names),
        ];
        AbilityWords {
            weight: Some(Severity::Error),
            standing: self.say(standing, &[]),
            told: self.say(how, &args),
        }
    }

    /// What is beyond the site without the companion plugin; none when it has it.
    pub fn beyond(&self, check: &SiteCheck) -> Option<String> {
        (!check.companion).then(|| self.say("site-beyond", &[]))
    }

    /// Why the site was not checked, and what to do about it.
    pub fn error(&self, error: &CallError) -> String {
        let say = |id: &str, more: &[(&str, &str)]| {
            let args = [&[("address", self.address.as_str())], more].concat();
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

    fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<_> = args
            .iter()
            .map(|&(name, value)| (name, Cow::Borrowed(value)))
            .collect();
        self.catalogue.text(id, &args)
    }
}

/// What a site says, made fit for a terminal: control characters (which could move the cursor or change its colours) become spaces.
fn harmless(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_messages() {
        let ids = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            let ids = lines.filter_map(|line| line.split_once(" = "));
            ids.map(|(id, _)| id.trim().to_owned()).collect()
        };
        assert_eq!(ids(ENGLISH), ids(FRENCH));
        assert!(ids(ENGLISH).contains(&"site-facts".to_owned()));
    }
}
