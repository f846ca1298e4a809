//! What Moodle says when it does not do what it was asked.

use serde::Deserialize;

/// An error that Moodle answers with. Its texts may hold names and addresses of people: they are for reports, never for logs.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Refusal {
    /// PHP class of the error; empty in answers of the login and upload scripts.
    #[serde(default)]
    pub exception: String,
    /// Moodle's code. Of a password that breaks the site's rules it is a text with tags instead.
    pub errorcode: String,
    /// Moodle's words, in the language of the account.
    #[serde(default, alias = "error")]
    pub message: String,
    /// What Moodle adds when the site's debugging is on: SQL with its values, password hashes among them.
    #[serde(default)]
    pub debuginfo: Option<String>,
}

/// What kind of fault a refusal is: who has to do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The token is unknown, has expired, or may not be used from this machine.
    Token,
    /// The function is not among those of the token's service, or the site's web services are switched off.
    NotInService,
    /// This Moodle has no such function.
    NoFunction,
    /// The account of the token lacks a right.
    Permission,
    /// The site is being maintained.
    Maintenance,
    /// The database refused: something too long, something twice, or two calls that locked each other out.
    Database,
    /// The call did what was asked; only its answer was lost on the way out.
    AnswerLost,
    /// A value, or the state of the site.
    Data,
}

impl Refusal {
    /// What kind of fault it is, by class and code (`spec/moodle-webservices.md` §2.2, §6 and §10).
    pub fn fault(&self) -> Fault {
        let class = self.exception.rsplit('\\').next().unwrap_or_default();
        match (class, self.errorcode.as_str()) {
            (_, "invalidtoken" | "invalidtimedtoken" | "invalidiptoken") => Fault::Token,
            ("webservice_access_exception", _)
            | (_, "accessexception" | "enablewsdescription" | "webservicesdisabled") => {
                Fault::NotInService
            }
            ("dml_missing_record_exception", "invalidrecord")
                if self.message.contains("external_functions") =>
            {
                Fault::NoFunction
            }
            ("required_capability_exception", _)
            | (
                _,
                "nopermissions" | "nopermission" | "requireloginerror" | "wsusercannotassign"
                | "cannotviewprofile" | "usernotfullysetup",
            ) => Fault::Permission,
            (_, "sitemaintenance") => Fault::Maintenance,
            (_, "dmlwriteexception" | "dmltransactionexception" | "dmlreadexception") => {
                Fault::Database
            }
            ("invalid_response_exception", _) | (_, "invalidresponse") => Fault::AnswerLost,
            _ => Fault::Data,
        }
    }

    /// Whether something that was named by its id is not there (any more).
    pub fn is_of_missing(&self) -> bool {
        self.exception.ends_with("dml_missing_record_exception") && self.fault() == Fault::Data
    }

    /// The code, when it is one: short, and of letters and digits. Safe to log.
    pub fn code(&self) -> &str {
        let code = self.errorcode.as_str();
        let formed = code.len() <= 60
            && code
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if formed { code } else { "text" }
    }
}

/// Nothing of the texts: what is printed may end in a log.
impl std::fmt::Debug for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Refusal({}, {:?})", self.code(), self.fault())
    }
}
