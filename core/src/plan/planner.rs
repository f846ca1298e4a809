//! The planner: one pass over the file, against a working copy of the site that it changes as it goes,
//! so that a course that line 12 creates is known to line 40.

use super::Plan;
use crate::check::CheckOptions;
use crate::site::SiteIndex;

/// What a plan is made with.
#[derive(Debug, Clone, Default)]
pub struct PlanOptions {
    /// How the file is read and checked.
    pub check: CheckOptions,
    /// The site's time zone, for dates without one; UTC when none.
    pub zone: Option<jiff::tz::TimeZone>,
    /// Key of the password digests; drawn at random once per site.
    pub password_key: [u8; 16],
}

/// Plans a file against a site. `chunks` are the bytes of the file in order; `site` is a copy of the site's state, changed as the plan goes.
pub fn plan<'b>(
    _chunks: impl IntoIterator<Item = &'b [u8]>,
    _options: &PlanOptions,
    _site: SiteIndex,
) -> Plan {
    todo!()
}
