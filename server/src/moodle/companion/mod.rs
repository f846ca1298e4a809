//! The companion plugin (`local_toolsync`, `server/moodle-plugin/`): three functions that do what Moodle's own cannot, or cannot fast.
//!
//! | function | what it does |
//! |---|---|
//! | `local_toolsync_info` | versions and limits of the site |
//! | `local_toolsync_snapshot` | the rows of [`super::tables`], in pages |
//! | `local_toolsync_apply` | the operations of some rows of a file, each row in a transaction of its own |
//!
//! Each takes and gives JSON in one text: Moodle then neither looks at every field of every row, nor does PHP's limit on the fields of a form apply.

mod answer;
mod check;
mod page;
mod rows;
mod snapshot;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use toolsync_core::site::SiteFacts;

use self::answer::{Outcome, applied};
use self::rows::{Call, calls};
use super::webservices::{CallError, Client, SiteInfo, version_number};
use super::{Applied, RowToApply};

pub use check::CompanionCheck;

const INFO: &str = "local_toolsync_info";
const SNAPSHOT: &str = "local_toolsync_snapshot";
const APPLY: &str = "local_toolsync_apply";

/// How long the answer to a row may take that restores a backup, which can be of any size: what PHP has no limit for either, proxies often do.
const SLOW_ANSWER: Duration = Duration::from_mins(15);

/// The functions of the companion.
pub const FUNCTIONS: [&str; 3] = [INFO, SNAPSHOT, APPLY];

/// The oldest version of the companion that understands what it is asked here: version 2026112200 says of resets and deletions how much people left in
/// a course. It is raised, with the plugin's own version, whenever a question or an answer changes so that older ones refuse it, or get it wrong.
pub const NEEDED: u64 = 2_026_112_200;

/// What the site says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Info {
    /// Version of the companion: `2026112100`.
    pub version: String,
    /// Moodle's version: `2024100705.01`.
    pub moodle: String,
    /// Moodle's release: `4.5.5+ (Build: 20250613)`.
    pub release: String,
    /// How many fields a form may have (PHP's `max_input_vars`).
    #[serde(rename(deserialize = "maxinputvars"))]
    pub largest_form: usize,
    /// How many bytes a call may have (PHP's `post_max_size`); 0: without limit.
    #[serde(rename(deserialize = "postmaxsize"))]
    pub largest_call: usize,
    /// The site's clock, Unix seconds.
    pub clock: i64,
    /// The functions that this version of the companion has.
    pub functions: Vec<String>,
    /// Id of the account by which Toolsync works on the site.
    pub account: u64,
    /// The installed language packs.
    pub languages: BTreeSet<String>,
    /// Paths of the course archives that files can name.
    pub archives: BTreeSet<String>,
    /// The enrolment method `enrol_sync`; none where it is not installed.
    #[serde(rename(deserialize = "enrolsync"))]
    pub enrol_sync: Option<EnrolSync>,
}

impl Info {
    /// The version as a number; 0 when it is none.
    pub fn number(&self) -> u64 {
        version_number(&self.version).unwrap_or_default()
    }

    /// Whether the companion is older than [`NEEDED`].
    pub fn is_too_old(&self) -> bool {
        self.number() < NEEDED
    }

    /// Adds to what the site's tables tell what stands in none of them.
    pub fn complete(&self, facts: &mut SiteFacts) {
        facts.languages.extend(self.languages.iter().cloned());
        facts.archives.extend(self.archives.iter().cloned());
        facts.protected.service = self.account;
        facts.can_restore = true;
        facts.can_reset = true;
    }
}

/// The enrolment method that keeps the enrolments of files apart from those made by hand.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct EnrolSync {
    /// Its version.
    pub version: String,
    /// Whether it is switched on for the site.
    pub enabled: bool,
}

/// A site's companion plugin.
pub struct Companion<'c> {
    client: &'c Client,
    /// How many bytes a call may have; 0: without limit.
    largest_call: usize,
}

impl<'c> Companion<'c> {
    /// The companion of the client's site, which said how large a call may be ([`Info::largest_call`]).
    pub const fn new(client: &'c Client, largest_call: usize) -> Self {
        Self {
            client,
            largest_call,
        }
    }

    /// Whether the token may use the companion.
    pub fn is_among(info: &SiteInfo) -> bool {
        let has = |name: &str| info.functions.iter().any(|function| function.name == name);
        FUNCTIONS.into_iter().all(has)
    }

    /// What the site says of itself.
    ///
    /// # Errors
    /// When the site does not answer, has no companion, or does not let the account use it.
    pub async fn info(client: &Client) -> Result<Info, CallError> {
        ask(client, INFO, &json!({})).await
    }

    /// Applies rows, and says of each what became of it, in order. Rows that make a call too large go in several, one after the other.
    ///
    /// # Errors
    /// When nothing can be said of the rows, any of which may have taken effect.
    pub async fn apply(&self, rows: &[RowToApply<'_>]) -> Result<Vec<Applied>, CallError> {
        let mut outcomes = Vec::with_capacity(rows.len());
        for call in calls(rows, self.largest_call) {
            match call {
                Call::Together {
                    rows,
                    text,
                    is_slow,
                } => {
                    let client = match is_slow {
                        true => &self.client.clone().within(SLOW_ANSWER),
                        false => self.client,
                    };
                    let told: Vec<Outcome> = ask(client, APPLY, &json!({"rows": text})).await?;
                    if told.len() != rows {
                        return Err(CallError::Unexpected {
                            function: APPLY.to_owned(),
                            what: format!("{} outcomes of {rows} rows", told.len()),
                        });
                    }
                    outcomes.extend(told.into_iter().map(applied));
                }
                Call::TooLarge { bytes } => {
                    outcomes.push(answer::too_large(bytes, self.largest_call))
                }
            }
        }
        Ok(outcomes)
    }
}

/// Calls a function of the companion, and reads the JSON in the text that it answers with.
async fn ask<T: DeserializeOwned>(
    client: &Client,
    function: &str,
    parameters: &Json,
) -> Result<T, CallError> {
    let text = client.ask::<String>(function, parameters).await?.value;
    serde_json::from_str(&text).map_err(|error| CallError::Unexpected {
        function: function.to_owned(),
        what: error.to_string(),
    })
}
