//! What the companion says of each row.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;
use toolsync_core::finding::{Code, Finding, Span};
use toolsync_core::site::{ApplyError, Thing};

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
    /// The object that is not as the plan saw it, by the stable word for its kind.
    #[serde(default)]
    what: String,
    /// What of it is meant, by a stable word.
    #[serde(default)]
    part: Option<String>,
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
    /// The names of the object, among whatever else a later version of the plugin tells.
    #[serde(flatten)]
    names: BTreeMap<String, Json>,
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
    let refusal = match moved(&reason) {
        Some(error) => Finding::new(Code::SiteMoved, 0, Span::default()).with_all(error.params()),
        None => refused(&details(&reason)),
    };
    Applied::Refused(Box::new(match reason.code.as_str() {
        "" => refusal,
        code => refusal.with("code", code),
    }))
}

/// How the site is not as the plan saw it; none when Moodle does not do it, or names what this version does not know.
fn moved(reason: &Reason) -> Option<ApplyError> {
    let names = reason.names.iter();
    let names = names.filter_map(|(name, text)| Some((name.as_str(), text.as_str()?)));
    let what = || Thing::told(&reason.what, reason.part.as_deref(), names);
    Some(match reason.how {
        How::Changed => ApplyError::Moved {
            what: what()?,
            expected: reason.expected.clone(),
            found: reason.found.clone(),
        },
        How::Missing => ApplyError::Missing(what()?),
        How::Exists => ApplyError::Exists(what()?),
        How::Refused => return None,
    })
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

/// Moodle's words with their code, or what there is of both. The message ends in a point of its own. Of an object that this version has no
/// words for, its name.
fn details(reason: &Reason) -> String {
    if reason.message.is_empty() && !reason.what.is_empty() {
        return reason.what.clone();
    }
    let message = reason.message.trim().trim_end_matches('.');
    match (message, reason.code.as_str()) {
        ("", code) => code.to_owned(),
        (message, "") => message.to_owned(),
        (message, code) => format!("{message} ({code})"),
    }
}
