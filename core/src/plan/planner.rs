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

/// Plans a file against a site. `chunks` are the bytes of the file in order, cut anywhere; `site` is a copy of the site's state.
pub fn plan<'b>(
    chunks: impl IntoIterator<Item = &'b [u8]>,
    options: &PlanOptions,
    site: SiteIndex,
) -> Plan {
    plan_and_apply(chunks, options, site).0
}

/// As [`plan`], and gives the site as it will be once the plan is executed: the next file of a bundle is planned on that.
pub fn plan_and_apply<'b>(
    chunks: impl IntoIterator<Item = &'b [u8]>,
    options: &PlanOptions,
    site: SiteIndex,
) -> (Plan, SiteIndex) {
    let _ = (chunks.into_iter().count(), options, site);
    todo!()
}
