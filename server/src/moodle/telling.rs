//! How a connected site stands, in words: the same on the page and on the terminal.

mod database;

use std::borrow::Cow;
use std::cmp::Ordering;

use toolsync_core::finding::Severity;
use toolsync_core::messages::{Catalogue, Language};

use super::Plugin;
use super::companion::{Info, NEEDED};
use super::webservices::{CallError, Fault, SiteCheck, Standing};

/// The companion plugin.
const COMPANION: &str = "local_toolsync";

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
        let info = check
            .companion
            .as_ref()
            .and_then(|check| check.info.as_ref());
        if let Some(info) = info {
            remarks.push(self.companion_version(info));
            remarks.extend(self.fields(check, info));
            remarks.push(self.enrol_sync(info));
        }
        remarks
    }

    /// Whether the site's companion is the one that this program brings along, or at least one that it can ask.
    fn companion_version(&self, info: &Info) -> (Severity, String) {
        let ours = Plugin::named(COMPANION).map_or(0, Plugin::version);
        let (severity, id) = weighed(info.number(), NEEDED, ours);
        let args = [
            ("version", info.version.as_str()),
            ("needed", &NEEDED.to_string()),
            ("ours", &ours.to_string()),
        ];
        (severity, self.say(id, &args))
    }

    /// How many fields a call may have, when that is not what was told.
    fn fields(&self, check: &SiteCheck, info: &Info) -> Option<(Severity, String)> {
        let (severity, id) = match info.largest_form.cmp(&check.largest_form) {
            Ordering::Less => (Severity::Error, "site-fields-cut"),
            Ordering::Equal => return None,
            Ordering::Greater => (Severity::Info, "site-fields-more"),
        };
        let args = [
            ("told", check.largest_form.to_string()),
            ("fields", info.largest_form.to_string()),
        ];
        let args = args.each_ref().map(|(name, value)| (*name, &**value));
        Some((severity, self.say(id, &args)))
    }

    /// Whether enrolments from files can be told from those made by hand.
    fn enrol_sync(&self, info: &Info) -> (Severity, String) {
        let (id, version) = match &info.enrol_sync {
            None => ("site-enrol-sync-absent", ""),
            Some(method) if method.enabled => ("site-enrol-sync-on", &*method.version),
            Some(method) => ("site-enrol-sync-off", &*method.version),
        };
        (Severity::Info, self.say(id, &[("version", version)]))
    }

    /// What the token may do, and the companion where the site has it.
    pub fn abilities(&self, check: &SiteCheck) -> Vec<AbilityWords> {
        let core = check.abilities.iter().map(|check| {
            let id = format!("ability-{}", check.ability.name());
            self.standing(&id, check.standing, &check.missing, &check.capabilities)
        });
        let companion = check.companion.iter().map(|check| {
            self.standing(
                "site-companion",
                check.standing,
                &check.missing,
                &check.capabilities,
            )
        });
        core.chain(companion).collect()
    }

    /// How things stand with what the message `id` names.
    fn standing(
        &self,
        id: &str,
        standing: Standing,
        missing: &[&str],
        capabilities: &[&str],
    ) -> AbilityWords {
        let ability = self.say(id, &[]);
        let forbids = self.say(&format!("{id}.forbids"), &[]);
        let (standing, how, names) = match standing {
            Standing::Ready | Standing::FunctionsThere => {
                let is_ready = standing == Standing::Ready;
                return AbilityWords {
                    weight: None,
                    standing: self.say(if is_ready { "site-ready" } else { "site-there" }, &[]),
                    told: ability,
                };
            }
            Standing::FunctionsMissing => ("site-lacking", "site-ability-functions", missing),
            Standing::NotPermitted => (
                "site-not-allowed",
                "site-ability-capabilities",
                capabilities,
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
        check
            .companion
            .is_none()
            .then(|| self.say("site-beyond", &[]))
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

/// How much it weighs that a companion has this version, and what is said of it.
fn weighed(version: u64, needed: u64, ours: u64) -> (Severity, &'static str) {
    if version < needed {
        (Severity::Error, "site-companion-too-old")
    } else if version < ours {
        (Severity::Warning, "site-companion-old")
    } else {
        (Severity::Info, "site-companion-version")
    }
}

/// What a site says, made fit for a terminal: control characters (which could move the cursor or change its colours) become spaces.
fn harmless(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(plain).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::moodle::companion::{CompanionCheck, EnrolSync};

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
    fn companion(version: &str, enrol_sync: Option<bool>) -> CompanionCheck {
        let enrol_sync = enrol_sync.map(|enabled| EnrolSync {
            version: "2026112100".to_owned(),
            enabled,
        });
        CompanionCheck {
            standing: Standing::Ready,
            missing: Vec::new(),
            capabilities: Vec::new(),
            info: Some(Info {
                version: version.to_owned(),
                moodle: "2024100705.01".to_owned(),
                release: "4.5.5".to_owned(),
                largest_form: 5000,
                largest_call: 0,
                clock: 0,
                functions: Vec::new(),
                account: 2,
                languages: BTreeSet::new(),
                archives: BTreeSet::new(),
                enrol_sync,
            }),
        }
    }

    fn check(companion: CompanionCheck, largest_form: usize) -> SiteCheck {
        SiteCheck {
            title: "Example".to_owned(),
            release: "4.5.5".to_owned(),
            version: "2024100705.01".to_owned(),
            supported: true,
            account: "sync.agent".to_owned(),
            administrator: false,
            functions: 40,
            companion: Some(companion),
            clock_ahead: Some(0),
            clocks_agree: true,
            round_trip_ms: 20,
            largest_form,
            uploads: true,
            abilities: Vec::new(),
        }
    }

    fn words() -> SiteWords {
        SiteWords::new(Language::En, "https://moodle.example.org".to_owned())
    }

    #[test]
    fn a_companion_tells_its_version_and_what_the_site_takes() {
        let newest = Plugin::named(COMPANION).unwrap().version();
        let whole = check(companion(&newest.to_string(), Some(true)), 5000);
        assert!(whole.is_complete());
        let expected = [
            format!("The companion plugin has version {newest}."),
            "The enrolment method for files (enrol_sync) has version 2026112100 and is switched on."
                .to_owned(),
        ];
        let expected = expected.map(|line| (Severity::Info, line));
        assert_eq!(words().remarks(&whole), expected);
        let abilities = words().abilities(&whole);
        assert_eq!(abilities[0].told, "use the companion plugin");
        assert_eq!(abilities[0].weight, None);

        let told_too_much = check(companion(&newest.to_string(), None), 5001);
        assert!(!told_too_much.is_complete());
        let remarks = words().remarks(&told_too_much);
        assert_eq!(remarks[1].0, Severity::Error);
        assert!(remarks[1].1.ends_with("add it again with --fields 5000."));
        assert!(remarks[2].1.contains("is not installed"));

        let told_too_little = check(companion(&newest.to_string(), Some(false)), 1000);
        assert!(told_too_little.is_complete());
        let remarks = words().remarks(&told_too_little);
        assert!(remarks[1].1.starts_with("The site’s PHP takes 5000 fields"));
        assert!(remarks[2].1.contains("switched off"));
    }

    /// Version 2026112100 knew nothing of what people left in courses, and refused every row that told it.
    #[test]
    fn a_companion_that_is_too_old_is_told_with_how_to_update_it() {
        let newest = Plugin::named(COMPANION).unwrap().version();
        assert!(
            NEEDED <= newest,
            "the plugin that is brought along is new enough"
        );
        let old = check(companion("2026112100", Some(true)), 5000);
        assert!(!old.is_complete());
        let (severity, told) = words().remarks(&old).remove(0);
        assert_eq!(severity, Severity::Error);
        let start = format!(
            "The companion plugin has version 2026112100, and this Toolsync needs version {NEEDED} or a newer one"
        );
        assert!(told.starts_with(&start), "{told}");
        assert!(told.contains(&format!("Write version {newest} with toolsync site plugin")));
        let french = SiteWords::new(Language::Fr, String::new());
        let (_, told) = french.remarks(&old).remove(0);
        assert!(
            told.starts_with(
                "Le plugin compagnon est en version 2026112100, et ce Toolsync a besoin"
            ),
            "{told}"
        );
        // What the site adds to a version is none of the day's number; what is no version is too old.
        assert!(check(companion("2099010100.03", Some(true)), 5000).is_complete());
        assert!(!check(companion("none", Some(true)), 5000).is_complete());
    }

    #[test]
    fn one_that_is_new_enough_and_not_the_newest_is_a_warning() {
        for (version, expected) in [
            (2, (Severity::Error, "site-companion-too-old")),
            (3, (Severity::Warning, "site-companion-old")),
            (4, (Severity::Warning, "site-companion-old")),
            (5, (Severity::Info, "site-companion-version")),
            (6, (Severity::Info, "site-companion-version")),
        ] {
            assert_eq!(weighed(version, 3, 5), expected, "{version}");
        }
    }

    #[test]
    fn what_a_companion_lacks_is_told_with_what_that_forbids() {
        let lacking = CompanionCheck {
            standing: Standing::NotPermitted,
            missing: Vec::new(),
            capabilities: vec!["local/toolsync:info", "local/toolsync:apply"],
            info: None,
        };
        let check = check(lacking, 1000);
        assert!(!check.is_complete());
        assert_eq!(words().remarks(&check), []);
        let abilities = words().abilities(&check);
        let told = &abilities[0].told;
        assert_eq!(abilities[0].standing, "not allowed");
        assert!(
            told.starts_with("use the companion plugin. Without it: courses are neither reset")
        );
        assert!(told.ends_with("local/toolsync:info, local/toolsync:apply"));
    }
}
