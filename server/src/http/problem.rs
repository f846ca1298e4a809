//! What a request can fail with: a status, a stable code, and a message in the language of the request.

use std::borrow::Cow;
use std::sync::LazyLock;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use actix_web::{HttpResponse, ResponseError};
use toolsync_core::api::ApiError;
use toolsync_core::messages::{Catalogue, Language};

use crate::accounts::{AccountError, PASSWORD_CHARACTERS};
use crate::moodle::webservices::ClientError;
use crate::moodle::{ConnectionError, SiteError};
use crate::runs::RunError;
use crate::store::StoreError;

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The person may not do this.
    #[error("the person may not do this")]
    NotAllowed,
    /// There is no such thing.
    #[error("there is no such thing")]
    NotFound,
    /// The request is malformed.
    #[error("the request is malformed: {0}")]
    BadRequest(String),
    /// The CSRF token is missing or of another session, or the request comes from another site.
    #[error("the request does not come from the page")]
    Csrf,
    /// The name in the `Host` header is not this machine's.
    #[error("the host name is not this machine's")]
    Host,
    /// An account could not be opened, made or removed.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// A run could not be taken in, decided or shown.
    #[error(transparent)]
    Run(#[from] RunError),
    /// A site did not answer.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// A site could not be connected, listed or forgotten.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A workbook could not be made.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// The words of this room.
const ENGLISH: &str = include_str!("messages/en.ftl");
const FRENCH: &str = include_str!("messages/fr.ftl");

static CATALOGUES: LazyLock<[Catalogue; 2]> = LazyLock::new(|| {
    [(Language::En, ENGLISH), (Language::Fr, FRENCH)].map(|(language, words)| {
        let mut catalogue = Catalogue::new(language);
        catalogue.add(words);
        catalogue
    })
});

/// The texts of a language, this room's among them.
pub fn catalogue(language: Language) -> &'static Catalogue {
    let [english, french] = &*CATALOGUES;
    match language {
        Language::En => english,
        Language::Fr => french,
    }
}

/// The language that `Accept-Language` asks for first, among those there are; English otherwise.
pub fn language(headers: &HeaderMap) -> Language {
    let accepted = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut best = (Language::default(), 0.0);
    for entry in accepted.split(',') {
        let (tag, quality) = entry.split_once(";q=").unwrap_or((entry, "1"));
        let primary = tag.trim().split('-').next().unwrap_or_default();
        let quality: f32 = quality.trim().parse().unwrap_or(0.0);
        if let Ok(language) = primary.to_lowercase().parse()
            && quality > best.1
        {
            best = (language, quality);
        }
    }
    best.0
}

impl Problem {
    /// Status, stable code, id of the message and its parameters.
    fn parts(&self) -> Parts {
        let plain = |status, code, id| (status, code, id, Vec::new());
        let with = |status, code, id, name, value: String| (status, code, id, vec![(name, value)]);
        match self {
            Self::NotSignedIn => plain(
                StatusCode::UNAUTHORIZED,
                "not_signed_in",
                "problem-not-signed-in",
            ),
            Self::NotAllowed => plain(StatusCode::FORBIDDEN, "not_allowed", "problem-not-allowed"),
            Self::NotFound => plain(StatusCode::NOT_FOUND, "not_found", "problem-not-found"),
            Self::BadRequest(details) => with(
                StatusCode::BAD_REQUEST,
                "bad_request",
                "problem-bad-request",
                "details",
                details.clone(),
            ),
            Self::Csrf => plain(StatusCode::FORBIDDEN, "csrf", "problem-csrf"),
            Self::Host => plain(
                StatusCode::MISDIRECTED_REQUEST,
                "bad_request",
                "problem-host",
            ),
            Self::Account(error) => match error {
                AccountError::Refused => plain(
                    StatusCode::UNAUTHORIZED,
                    "not_signed_in",
                    "problem-sign-in-refused",
                ),
                AccountError::Throttled(wait) => with(
                    StatusCode::TOO_MANY_REQUESTS,
                    "throttled",
                    "problem-throttled",
                    "seconds",
                    whole_seconds(*wait).to_string(),
                ),
                AccountError::WeakPassword => with(
                    StatusCode::BAD_REQUEST,
                    "bad_request",
                    "problem-weak-password",
                    "least",
                    PASSWORD_CHARACTERS.to_string(),
                ),
                AccountError::UnusableName => plain(
                    StatusCode::BAD_REQUEST,
                    "bad_request",
                    "problem-unusable-name",
                ),
                AccountError::NoInvitation => {
                    plain(StatusCode::NOT_FOUND, "not_found", "problem-no-invitation")
                }
                AccountError::Taken => {
                    plain(StatusCode::CONFLICT, "conflict", "problem-login-taken")
                }
                AccountError::NotRemovable => {
                    plain(StatusCode::CONFLICT, "conflict", "problem-not-removable")
                }
                AccountError::Store(_) | AccountError::Password(_) => internal(),
            },
            Self::Run(error) => match error {
                RunError::NotFound => {
                    plain(StatusCode::NOT_FOUND, "not_found", "problem-not-found")
                }
                RunError::UnknownSite(name) => with(
                    StatusCode::BAD_REQUEST,
                    "bad_request",
                    "problem-unknown-site",
                    "site",
                    name.clone(),
                ),
                RunError::TooLarge(limit) => with(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "too_large",
                    "problem-too-large",
                    "mebibytes",
                    (limit >> 20).to_string(),
                ),
                RunError::Interrupted => plain(
                    StatusCode::BAD_REQUEST,
                    "bad_request",
                    "problem-interrupted",
                ),
                RunError::FourEyes => {
                    plain(StatusCode::FORBIDDEN, "four_eyes", "problem-four-eyes")
                }
                RunError::OtherPlan => {
                    plain(StatusCode::CONFLICT, "conflict", "problem-other-plan")
                }
                RunError::OtherPhase => {
                    plain(StatusCode::CONFLICT, "conflict", "problem-other-phase")
                }
                RunError::NoReason => {
                    plain(StatusCode::BAD_REQUEST, "bad_request", "problem-no-reason")
                }
                RunError::Site(SiteError::CompanionTooOld { version, needed }) => {
                    companion_too_old(version, *needed)
                }
                RunError::Crashed
                | RunError::Store(_)
                | RunError::File(_)
                | RunError::Site(_)
                | RunError::Stopped => internal(),
            },
            Self::Connection(error) => match error {
                ConnectionError::Name(_) => {
                    plain(StatusCode::BAD_REQUEST, "bad_request", "problem-site-name")
                }
                ConnectionError::Taken(_) => {
                    plain(StatusCode::CONFLICT, "conflict", "problem-site-taken")
                }
                ConnectionError::Unknown(_) => {
                    plain(StatusCode::NOT_FOUND, "not_found", "problem-not-found")
                }
                ConnectionError::Token => {
                    plain(StatusCode::BAD_REQUEST, "bad_request", "problem-site-token")
                }
                ConnectionError::Client(ClientError::Address(_) | ClientError::Unencrypted(_)) => {
                    plain(
                        StatusCode::BAD_REQUEST,
                        "bad_request",
                        "problem-site-address",
                    )
                }
                ConnectionError::Database(_) => plain(
                    StatusCode::BAD_REQUEST,
                    "bad_request",
                    "problem-site-database",
                ),
                ConnectionError::Damaged(_) | ConnectionError::Seal(_) => {
                    plain(StatusCode::CONFLICT, "conflict", "problem-site-damaged")
                }
                ConnectionError::Client(_) | ConnectionError::Store(_) => internal(),
            },
            Self::Site(SiteError::Unknown(_)) => {
                plain(StatusCode::NOT_FOUND, "not_found", "problem-not-found")
            }
            Self::Site(SiteError::CompanionTooOld { version, needed }) => {
                companion_too_old(version, *needed)
            }
            Self::Site(_) | Self::Store(_) | Self::Workbook(_) => internal(),
        }
    }

    /// What the page is told, in `language`.
    pub fn to_api(&self, language: Language) -> ApiError {
        let (_, code, id, params) = self.parts();
        let params: Vec<_> = params
            .into_iter()
            .map(|(name, value)| (name, Cow::Owned(value)))
            .collect();
        ApiError {
            code: code.to_owned(),
            message: catalogue(language).text(id, &params),
            findings: Vec::new(),
        }
    }

    /// The answer, in `language`.
    pub fn response(&self, language: Language) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Self::Account(AccountError::Throttled(wait)) = self {
            response.insert_header(("Retry-After", whole_seconds(*wait).to_string()));
        }
        response.json(self.to_api(language))
    }
}

/// Status, stable code, id of the message and its parameters.
type Parts = (
    StatusCode,
    &'static str,
    &'static str,
    Vec<(&'static str, String)>,
);

fn internal() -> Parts {
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "problem-internal",
        Vec::new(),
    )
}

/// A site's companion of this version, older than what is needed.
fn companion_too_old(version: &str, needed: u64) -> Parts {
    let params = vec![
        ("version", version.to_owned()),
        ("needed", needed.to_string()),
    ];
    (
        StatusCode::CONFLICT,
        "companion_old",
        "problem-companion-old",
        params,
    )
}

/// A wait, rounded up: who comes back then is let in.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_millis()
        .div_ceil(1000)
        .try_into()
        .unwrap_or(u64::MAX)
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.parts().0
    }

    /// In English; [`super::guard`] says it again in the language of the request.
    fn error_response(&self) -> HttpResponse {
        self.response(Language::En)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn the_language_of_highest_quality_that_there_is() {
        for (accepted, expected) in [
            ("", Language::En),
            ("de", Language::En),
            ("fr", Language::Fr),
            ("fr-CA,fr;q=0.9,en;q=0.8", Language::Fr),
            ("en-GB,en;q=0.9,fr;q=0.8", Language::En),
            ("de,en;q=0.3,fr;q=0.7", Language::Fr),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_str(accepted).unwrap());
            assert_eq!(language(&headers), expected, "{accepted}");
        }
    }

    #[test]
    fn a_companion_that_is_too_old_is_told_with_how_to_update_it() {
        let error = || SiteError::CompanionTooOld {
            version: "2026112100".to_owned(),
            needed: 2_026_112_200,
        };
        for problem in [Problem::Site(error()), Problem::Run(error().into())] {
            assert_eq!(problem.status_code(), StatusCode::CONFLICT);
            let told = problem.to_api(Language::Fr);
            assert_eq!(told.code, "companion_old");
            let start = "Le plugin compagnon du site est en version 2026112100, et Toolsync a besoin de la version 2026112200 ou d’une plus récente.";
            assert!(told.message.starts_with(start), "{}", told.message);
            assert!(told.message.contains("toolsync site plugin"));
        }
    }

    #[test]
    fn both_languages_have_the_same_messages() {
        let ids = |text: &str| -> Vec<String> {
            text.lines()
                .filter_map(|line| line.split_once(" = ").map(|(id, _)| id.to_owned()))
                .filter(|id| !id.starts_with(' '))
                .collect()
        };
        assert_eq!(ids(ENGLISH), ids(FRENCH));
        assert!(ids(ENGLISH).contains(&"problem-internal".to_owned()));
    }
}
