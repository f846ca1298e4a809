//! Why a call to a site did not give an answer.

use std::time::Duration;

use super::refusal::Refusal;

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// No connection came about: the name, the network, the port or the certificate.
    #[error("the site cannot be reached: {0}")]
    Unreachable(String),
    /// No answer in time. What was asked may have been done all the same, or may still be under way.
    #[error("the site did not answer within {} s", .0.as_secs())]
    TimedOut(Duration),
    /// The site is at another address; Moodle answers at the one of its configuration only.
    #[error("the site sends callers elsewhere ({0}): use the address that the site itself uses")]
    Elsewhere(String),
    /// The site, or what stands before it, asks to come back later.
    #[error("the site is not available at the moment (status {status})")]
    Unavailable {
        /// HTTP status: 429, 502, 503 or 504.
        status: u16,
        /// How long to wait, when it says so.
        retry_after: Option<Duration>,
    },
    /// The call has more bytes than the site's web server takes.
    #[error("the call is larger than the site's web server accepts")]
    TooLarge,
    /// The call would have more fields than PHP takes; it would have cut the rest off without a word.
    #[error("the call has {fields} fields, and the site takes {limit}")]
    TooManyFields {
        /// Fields of the call, its own three among them.
        fields: usize,
        /// The limit that the site is known or assumed to have (`max_input_vars`).
        limit: usize,
    },
    /// A parameter that a form cannot say: an empty list, or nothing.
    #[error("{0} is empty, and a form cannot say so")]
    NotEncodable(String),
    /// Moodle answered with an error.
    #[error("Moodle refused: {}", .0.code())]
    Refused(Box<Refusal>),
    /// What came is no answer of Moodle's web services.
    #[error("what answered is not Moodle's web service (status {status})")]
    NotMoodle {
        /// HTTP status.
        status: u16,
    },
    /// The answer is Moodle's and not of the expected form.
    #[error("Moodle's answer to {function} is not understood: {what}")]
    Unexpected {
        /// The function that was called.
        function: String,
        /// What is wrong with the answer.
        what: String,
    },
}

impl CallError {
    /// The stable name of the error, as programs see it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "unreachable",
            Self::TimedOut(_) => "timed_out",
            Self::Elsewhere(_) => "elsewhere",
            Self::Unavailable { .. } => "unavailable",
            Self::TooLarge => "too_large",
            Self::TooManyFields { .. } => "too_many_fields",
            Self::NotEncodable(_) => "not_encodable",
            Self::Refused(_) => "refused",
            Self::NotMoodle { .. } => "not_moodle",
            Self::Unexpected { .. } => "unexpected",
        }
    }
}

/// Why a client could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The address is none of a site.
    #[error(
        "{0:?} is not the address of a site: write it as in a browser, https://moodle.example.org"
    )]
    Address(String),
    /// An address without encryption that is not of this machine: the token would travel in clear.
    #[error(
        "{0:?} is not encrypted, and the token would travel in clear: use https (http is for sites on this machine only)"
    )]
    Unencrypted(String),
    /// TLS could not be set up.
    #[error("encrypted connections cannot be made on this machine: {0}")]
    Tls(String),
}
