//! Why something was not done, as findings tell it.

use toolsync_core::finding::{Code, Finding, Span};
use toolsync_core::site::{ApplyError, Thing};

use super::super::refusal::{Fault, Refusal};
use super::function::Function;

/// Moodle's code for a value that a function does not take, whichever that is.
pub(super) const INVALID: &str = "invalidparameter";

/// Moodle's code for an address that another account has.
pub(super) const EMAIL_TAKEN: &str = "useremailduplicate";

/// Why an operation was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Boxed, since this is the error of many functions.
    how: Box<How>,
    /// The function that was called; empty when none was.
    function: &'static str,
    /// Moodle's code; empty when it was not asked.
    code: String,
    /// Moodle's answer as it came; empty when it was not asked.
    details: String,
}

/// What the matter is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// The site is not as expected.
    Moved(ApplyError),
    /// The site's own words are all there is.
    Refused,
    /// Moodle was not asked.
    Cannot(Cause),
}

/// Why Moodle is not asked, which messages have words for (`site-refusal`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cause {
    /// It has no function for operations of this type.
    NoFunction(&'static str),
    /// Its function changes an enrolment only together with a role, and the person holds none in the course.
    NoRole {
        /// Login name.
        user: String,
        /// Short name.
        course: String,
    },
    /// The picture did not come with its row.
    PictureMissing,
    /// The picture is not the one of the approved plan.
    PictureChanged,
    /// The file is no picture that a site takes, and would remove the one there is.
    NoPicture,
}

impl Cause {
    /// A finding that tells it.
    fn told_by(&self, finding: Finding) -> Finding {
        match self {
            Self::NoFunction(operation) => finding
                .with("cause", "no_function")
                .with("details", operation),
            Self::NoRole { user, course } => finding
                .with("cause", "no_role")
                .with("user", user)
                .with("course", course),
            Self::PictureMissing => finding.with("cause", "picture_missing"),
            Self::PictureChanged => finding.with("cause", "picture_changed"),
            Self::NoPicture => finding.with("cause", "no_picture"),
        }
    }
}

impl How {
    /// This does not exist.
    pub(super) fn missing(what: Thing) -> Self {
        Self::Moved(ApplyError::Missing(what))
    }

    /// This exists already.
    pub(super) fn exists(what: Thing) -> Self {
        Self::Moved(ApplyError::Exists(what))
    }
}

impl Problem {
    /// Found before anything was asked for.
    pub(super) fn seen(how: How) -> Self {
        Self {
            how: Box::new(how),
            function: "",
            code: String::new(),
            details: String::new(),
        }
    }

    pub(super) fn missing(what: Thing) -> Self {
        Self::seen(How::missing(what))
    }

    pub(super) fn changed(
        what: Thing,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        let (expected, found) = (expected.into(), found.into());
        Self::moved(ApplyError::Moved {
            what,
            expected,
            found,
        })
    }

    pub(super) fn moved(error: ApplyError) -> Self {
        Self::seen(How::Moved(error))
    }

    /// In words of ours, where there is no answer of Moodle to show.
    pub(super) fn because(cause: Cause) -> Self {
        Self::seen(How::Cannot(cause))
    }

    /// A refusal of one element.
    pub(super) fn refused(function: Function, refusal: &Refusal) -> Self {
        Self {
            how: Box::new(How::Refused),
            function: function.traits().name,
            code: clear_code(refusal).to_owned(),
            details: words(refusal),
        }
    }

    /// A warning about one element, or whatever else an answer says of it.
    pub(super) fn warned(function: Function, code: &str, message: &str) -> Self {
        Self {
            how: Box::new(How::Refused),
            function: function.traits().name,
            code: of_password(code).unwrap_or(code).to_owned(),
            details: said(message, code),
        }
    }

    /// The same with what is known of the matter beyond Moodle's words.
    pub(super) fn meaning(mut self, how: How) -> Self {
        *self.how = how;
        self
    }

    /// The same, where it was found out what Moodle's code stands for.
    pub(super) fn coded(mut self, code: &str) -> Self {
        code.clone_into(&mut self.code);
        self
    }

    /// The finding of the row. `done`: Moodle's names of the functions that took effect for it before; `steps`: how many of the row's
    /// operations are done, and how many there are.
    pub(super) fn finding(self, done: &[&'static str], steps: (usize, usize)) -> Finding {
        let Self {
            how,
            function,
            code,
            details,
        } = self;
        let coded = |finding: Finding| match code.as_str() {
            "" => finding,
            code => finding.with("code", code),
        };
        let details = match (function, details.as_str()) {
            ("", _) => details,
            (_, "") => function.to_owned(),
            _ => format!("{function}: {details}"),
        };
        if !done.is_empty() {
            let partly = Finding::new(Code::PartlyDone, 0, Span::default())
                .with("done", steps.0)
                .with("asked", steps.1)
                .with("functions", done.join(", "));
            return coded(match *how {
                How::Refused => partly.with("how", "refused"),
                How::Cannot(cause) => return cause.told_by(partly.with("how", "refused")),
                How::Moved(error) if details.is_empty() => partly.with_all(error.params()),
                How::Moved(error) => partly.with_all(error.params()).with("answered", "yes"),
            })
            .with("details", details);
        }
        let finding = match *how {
            How::Refused => Finding::new(Code::SiteRefused, 0, Span::default()),
            How::Cannot(cause) => {
                return cause.told_by(Finding::new(Code::SiteRefused, 0, Span::default()));
            }
            How::Moved(error) => {
                Finding::new(Code::SiteMoved, 0, Span::default()).with_all(error.params())
            }
        };
        if details.is_empty() {
            return finding;
        }
        coded(finding.with("details", details))
    }
}

/// Moodle's code, or the one that it has elsewhere for the same thing: the function that makes accounts says it in words only, and only
/// where the site's debugging is on.
fn clear_code(refusal: &Refusal) -> &str {
    let code = refusal.errorcode.as_str();
    let words = refusal.debuginfo.as_deref().unwrap_or_default();
    match code {
        INVALID if words.starts_with("Email address already exists") => EMAIL_TAKEN,
        INVALID if words.starts_with("Email address is invalid") => "useremailinvalid",
        _ => of_password(code).unwrap_or(code),
    }
}

/// The code for a password that breaks the site's rules, of which Moodle's own code is the text with its tags.
fn of_password(code: &str) -> Option<&'static str> {
    code.contains(['<', ' ']).then_some("passwordpolicy")
}

/// What Moodle's code says about an element, where the code alone is clear: the functions use many codes for the same thing.
pub(super) fn meaning(code: &str, subject: &Subject) -> Option<How> {
    let missing = |what: &Option<Thing>| what.clone().map(How::missing);
    let exists = |what: &Option<Thing>| what.clone().map(How::exists);
    match code {
        "invaliduser" | "invaliduserid" | "userdeleted" | "usernotupdateddeleted" => {
            missing(&subject.user)
        }
        "invalidcourseid" | "errorcoursecontextnotvalid" | "unknowncourseidnumber" => {
            missing(&subject.course)
        }
        "errorcatcontextnotvalid" | "unknowcategory" | "unknowncategory" => {
            missing(&subject.category)
        }
        "shortnametaken" => exists(&subject.made),
        "wsnoinstance" => missing(&subject.method),
        _ => None,
    }
}

/// What an element is about, as findings name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) user: Option<Thing>,
    pub(super) course: Option<Thing>,
    pub(super) category: Option<Thing>,
    /// The enrolment method that the course must have.
    pub(super) method: Option<Thing>,
    /// What it makes.
    pub(super) made: Option<Thing>,
}

/// A refusal in Moodle's words. What debugging adds is left out where it is SQL: there are values of all sorts in it, and hashes of passwords.
fn words(refusal: &Refusal) -> String {
    let mut words = said(&refusal.message, &refusal.errorcode);
    if refusal.fault() != Fault::Database
        && let Some(debug) = refusal
            .debuginfo
            .as_deref()
            .filter(|debug| !debug.is_empty())
    {
        words.push_str("; ");
        words.push_str(debug);
    }
    words
}

fn said(message: &str, code: &str) -> String {
    match (message, code) {
        ("", code) => code.to_owned(),
        (message, "") => message.to_owned(),
        // Of a password that breaks the rules, the code is the text once more.
        (message, code) if code.contains(' ') => message.to_owned(),
        (message, code) => format!("{message} ({code})"),
    }
}

#[cfg(test)]
mod tests {
    use toolsync_core::messages::{Catalogue, Language};

    use super::*;

    /// What Moodle is not asked for is said in the language of the reader, before something of the row was done and after.
    #[test]
    fn why_moodle_is_not_asked_is_told_in_both_languages() {
        let no_role = Cause::NoRole {
            user: "ana".to_owned(),
            course: "BIO".to_owned(),
        };
        for (cause, english, french) in [
            (
                Cause::NoFunction("reset_course"),
                "Moodle has no function for it (reset_course)",
                "Moodle n’a pas de fonction pour cela (reset_course)",
            ),
            (
                no_role,
                "ana holds no role in the course BIO, and Moodle changes an enrolment only together with a role",
                "ana n’a aucun rôle dans le cours BIO, et Moodle ne modifie une inscription qu’avec un rôle",
            ),
            (
                Cause::PictureMissing,
                "the picture did not come with its row",
                "l’image n’est pas venue avec sa ligne",
            ),
            (
                Cause::PictureChanged,
                "the picture is not the one of the approved plan",
                "l’image n’est pas celle du plan approuvé",
            ),
            (
                Cause::NoPicture,
                "the file is no picture that a site takes, and would remove the one there is",
                "le fichier n’est pas une image qu’un site accepte, et il enlèverait celle qui s’y trouve",
            ),
        ] {
            let problem = Problem::because(cause);
            for (language, said) in [(Language::En, english), (Language::Fr, french)] {
                let catalogue = Catalogue::new(language);
                for done in [&[][..], &["core_user_create_users"]] {
                    let finding = problem.clone().finding(done, (1, 2));
                    let told = catalogue.finding(&finding);
                    assert!(told.contains(said) && !told.contains('$'), "{told}");
                }
            }
        }
    }
}
