//! The whole state of a site by core functions alone: what a token tells with nothing installed.
//!
//! Every call is a question for something that Moodle's own pages show to somebody, so there is no list of accounts and nothing that is
//! for administrators only. What is not told is listed in [`SiteFacts::unknown`](toolsync_core::site::SiteFacts), and the planner leaves it
//! alone. Reading takes minutes for thousands of courses: of what a course holds, no function says when it last changed, so all of it is
//! read each time.

mod attributes;
mod cohorts;
mod courses;
mod inside;
mod people;
mod reader;
#[cfg(test)]
mod tests;
mod told;

pub(super) use self::attributes::{Told, cell, text};
pub(super) use self::courses::columns as columns_of_course;
pub(super) use self::people::columns as columns_of_account;
pub(super) use self::told::{Course as ToldCourse, User as ToldAccount};

use serde_json::{Value as Json, json};
use toolsync_core::site::{ProtectedAccounts, SiteFacts, SiteIndex, Unknown};

use self::reader::Reader;
use super::{CallError, Client, SiteInfo};

/// The function that tells settings of the site, meant for Moodle's app.
const SETTINGS: &str = "tool_mobile_get_config";

/// Login name of the account of visitors who do not log in.
const GUEST: &str = "guest";

/// What core functions never tell.
const NEVER_TOLD: [Unknown; 12] = [
    Unknown::Roles,
    Unknown::OutsideRoles,
    Unknown::EnrolmentMethods,
    Unknown::EnrolmentPeriods,
    Unknown::CohortBindings,
    Unknown::CourseLinks,
    Unknown::CourseContent,
    Unknown::Backups,
    Unknown::Templates,
    Unknown::Plugins,
    Unknown::Languages,
    Unknown::ProfileFields,
];

/// The state of the site, as far as core functions tell it. What the site can do for its files (restore, reset) is not among it: that is
/// up to whoever writes.
///
/// # Errors
/// Any [`CallError`]: an index with holes would have what is missing made anew.
pub async fn snapshot(client: &Client) -> Result<SiteIndex, CallError> {
    let info = SiteInfo::ask(client).await?.value;
    let has = |name: &str| info.functions.iter().any(|known| known.name == name);
    let reader = Reader::new(client, has);
    let mut site = SiteIndex::new(SiteFacts {
        name: info.sitename.clone(),
        release: release(&info.release).to_owned(),
        unknown: NEVER_TOLD.into(),
        ..SiteFacts::default()
    });
    if has(SETTINGS)
        && let Some(zone) = zone(&reader).await?
    {
        site.facts.timezone = zone;
    }
    courses::read_categories(&reader, &mut site).await?;
    courses::read_courses(&reader, &mut site).await?;
    people::read(&reader, &mut site, info.userid).await?;
    cohorts::read(&reader, &mut site, has("core_cohort_search_cohorts")).await?;
    inside::read(&reader, &mut site).await?;
    site.facts.protected = protected(&site, &info);
    Ok(site)
}

/// Moodle's release without its build: `4.5.5+ (Build: 20250613)` is 4.5.5.
fn release(told: &str) -> &str {
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    told.split(|c| !digits(c)).next().unwrap_or_default()
}

/// The site's time zone; none when it is that of the machine, whichever that is.
async fn zone(reader: &Reader<'_>) -> Result<Option<String>, CallError> {
    let settings = reader.ask(SETTINGS, json!({"section": ""})).await?;
    let told::Settings { settings } = settings;
    let mut zones = settings.into_iter().filter(|one| one.name == "timezone");
    Ok(match zones.next().map(|one| one.value) {
        Some(Json::String(zone)) if jiff::tz::TimeZone::get(&zone).is_ok() => Some(zone),
        _ => None,
    })
}

/// The guest, the account of the token, and that account again where it is an administrator: no function names the others.
fn protected(site: &SiteIndex, info: &SiteInfo) -> ProtectedAccounts {
    let administrators = info.userissiteadmin.then_some(info.userid);
    ProtectedAccounts {
        guest: site.user_by_username(GUEST).map_or(0, |guest| guest.id),
        administrators: administrators.into_iter().collect(),
        service: info.userid,
    }
}
