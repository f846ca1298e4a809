//! What the companion says of each row.

use serde::Deserialize;
use toolsync_core::finding::{Code, Finding, Span};

use crate::moodle::Applied;

/// What became of a row.
#[derive(Debug, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(super) enum Outcome {
    /// All of its operations took effect.
    Done,
    /// None of them did.
    Refused(Reason),
}

/// Why a row was refused.
#[derive(Debug, Deserialize)]
pub(super) struct Reason {
    how: How,
    /// The object that is not as the plan saw it.
    #[serde(default)]
    what: String,
    #[serde(default)]
    expected: String,
    #[serde(default)]
    found: String,
    /// Moodle's code of the error.
    #[serde(default)]
    code: String,
    /// Moodle's words, in the language of the token's account.
    #[serde(default)]
    message: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum How {
    /// It is there, and not as the plan saw it.
    Changed,
    /// It is not there any more.
    Missing,
    /// It is there already.
    Exists,
    /// Moodle does not do it.
    Refused,
}

/// The outcome as the runner takes it. Line and span of a finding are the caller's to fill.
pub(super) fn applied(outcome: Outcome) -> Applied {
    let Outcome::Refused(reason) = outcome else {
        return Applied::Done;
    };
    let moved = |how: &str| {
        let finding = Finding::new(Code::SiteMoved, 0, Span::default());
        finding.with("how", how).with("what", &reason.what)
    };
    Applied::Refused(Box::new(match reason.how {
        How::Changed => moved("changed")
            .with("expected", &reason.expected)
            .with("found", &reason.found),
        How::Missing if reason.code.is_empty() => moved("missing"),
        // tool_sync's number.
        How::Missing => moved("missing").with("code", &reason.code),
        How::Exists => moved("exists"),
        How::Refused => refused(&details(&reason)).with("code", &reason.code),
    }))
}

/// A row that no call can take.
pub(super) fn too_large(bytes: usize, largest: usize) -> Applied {
    Applied::Refused(Box::new(refused(&format!(
        "post_max_size: {bytes} > {largest}"
    ))))
}

fn refused(details: &str) -> Finding {
    Finding::new(Code::SiteRefused, 0, Span::default()).with("details", details)
}

/// Moodle's words with their code, or what there is of both. The message ends in a point of its own.
fn details(reason: &Reason) -> String {
    let message = reason.message.trim().trim_end_matches('.');
    match (message, reason.code.as_str()) {
        ("", code) => code.to_owned(),
        (message, "") => message.to_owned(),
        (message, code) => format!("{message} ({code})"),
    }
}
