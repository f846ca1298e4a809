//! A connected Moodle site: read and written by the best means that it offers.
//!
//! | | reads | writes |
//! |---|---|---|
//! | database | where its address is given | never |
//! | companion | where it is installed and the token may use it | the same |
//! | Moodle's own functions | otherwise | otherwise, what they can do |

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod measured;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::{BoxFuture, try_join, try_join_all};
use tokio::sync::Mutex;
use toolsync_core::api::SiteSummary;
use toolsync_core::kinds::Kind;
use toolsync_core::plan::Limits;
use toolsync_core::site::{SiteFacts, SiteIndex};

use super::batch::Batch;
use super::companion::{Companion, Info, NEEDED};
use super::database::Database;
use super::lanes::lanes;
use super::tables::Extent;
use super::webservices::{self, CallError, Client, SiteInfo, Writer};
use super::{Applied, Connection, RowToApply, Site, SiteError};

/// What kind of site it is, as lists show it.
const KIND: &str = "moodle";

/// How many calls to the companion are under way at a time, usually. Each waits for the disk at the end of every row, so that one more than a small
/// server has processors pays; more wait for each other.
const IN_FLIGHT: usize = 3;

/// How long what was read is good enough for lists and digests.
const RECENT: Duration = Duration::from_mins(5);

/// A Moodle site with a token.
pub struct Connected {
    connection: Connection,
    client: Client,
    /// Where it is read, if the address is known.
    database: Option<Database>,
    writer: Writer,
    /// How many calls to the companion are under way at a time.
    in_flight: usize,
    /// How many rows it is asked together.
    batch: Batch,
    /// By what means it is changed, once that was asked.
    means: Lock<Option<Means>>,
    /// What it was last seen to hold, and when. Held while it is read, so that it is read once for all who wait.
    seen: Mutex<Option<Seen>>,
}

/// What a site was seen to hold.
struct Seen {
    site: Arc<SiteIndex>,
    when: Instant,
    /// Whether something was written since.
    is_stale: bool,
}

/// By what means a site is changed.
#[derive(Clone)]
enum Means {
    Companion(Arc<Info>),
    CoreFunctions {
        /// Id of the account that Toolsync works by.
        account: u64,
    },
}

impl Means {
    /// Adds what is not in the site's tables: what it can be asked, and by whom.
    fn complete(&self, facts: &mut SiteFacts) {
        match self {
            Self::Companion(info) => info.complete(facts),
            Self::CoreFunctions { account } => facts.protected.service = *account,
        }
    }
}

impl Connected {
    /// The site of a connection. It is not asked anything yet.
    pub fn new(connection: Connection, client: Client, database: Option<Database>) -> Self {
        let writer = Writer::new(client.clone(), webservices::WriterLimits::default());
        Self {
            connection,
            client,
            database,
            writer,
            in_flight: IN_FLIGHT,
            batch: Batch::default(),
            means: Lock::default(),
            seen: Mutex::default(),
        }
    }

    /// By what means the site is changed, as it was last found.
    fn known_means(&self) -> Option<Means> {
        let means = self.means.lock().unwrap_or_else(PoisonError::into_inner);
        means.clone()
    }

    /// Finds out by what means the site is changed; refuses a companion that is too old for what it would be asked.
    async fn find_means(&self) -> Result<Means, SiteError> {
        let info = SiteInfo::ask(&self.client).await?.value;
        let means = if Companion::is_among(&info) {
            let info = Companion::info(&self.client).await?;
            if info.is_too_old() {
                // It would refuse some rows, or do them as an earlier version did.
                return Err(SiteError::CompanionTooOld {
                    version: info.version,
                    needed: NEEDED,
                });
            }
            Means::Companion(Arc::new(info))
        } else {
            Means::CoreFunctions {
                account: info.userid,
            }
        };
        let mut known = self.means.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some(means.clone());
        Ok(means)
    }

    async fn read(&self, extent: Extent, seen: &mut Option<Seen>) -> Result<SiteIndex, SiteError> {
        let begun = Instant::now();
        // Not the means that were found before: the companion may have been installed since.
        let (means, mut site) = if let Some(database) = &self.database {
            let state = async { Ok(database.snapshot(extent).await?) };
            try_join(self.find_means(), state).await?
        } else {
            let means = self.find_means().await?;
            let state = match &means {
                Means::Companion(info) => {
                    let companion = Companion::new(&self.client, info.largest_call);
                    companion.snapshot(extent).await?
                }
                Means::CoreFunctions { .. } => webservices::snapshot(&self.client).await?,
            };
            (means, state)
        };
        means.complete(&mut site.facts);
        tracing::info!(
            site = self.connection.name,
            companion = matches!(means, Means::Companion(_)),
            database = self.database.is_some(),
            content = extent == Extent::WithContent,
            users = site.users().len(),
            courses = site.courses().len(),
            took = ?begun.elapsed(),
            "read"
        );
        *seen = Some(Seen {
            site: Arc::new(site.clone()),
            when: Instant::now(),
            is_stale: false,
        });
        Ok(site)
    }

    async fn snapshot_now(&self, extent: Extent) -> Result<SiteIndex, SiteError> {
        let mut seen = self.seen.lock().await;
        self.read(extent, &mut seen).await
    }

    async fn snapshot_recent(&self) -> Result<SiteIndex, SiteError> {
        let mut seen = self.seen.lock().await;
        match &*seen {
            Some(seen) if !seen.is_stale && seen.when.elapsed() < RECENT => {
                Ok(SiteIndex::clone(&seen.site))
            }
            _ => self.read(Extent::Usual, &mut seen).await,
        }
    }

    async fn summarise(&self) -> SiteSummary {
        // While the site is being read, nobody waits for its name.
        let seen = self.seen.try_lock();
        let seen = seen
            .ok()
            .and_then(|seen| Some(Arc::clone(&seen.as_ref()?.site)));
        let count = |of: fn(&SiteIndex) -> usize| seen.as_ref().map_or(0, |site| of(site)) as u64;
        SiteSummary {
            name: self.connection.name.clone(),
            title: seen.as_ref().map_or_else(
                || self.connection.address.to_string(),
                |site| site.facts.name.clone(),
            ),
            kind: KIND.to_owned(),
            courses: count(|site| site.courses().len()),
            users: count(|site| site.users().filter(|user| !user.deleted).count()),
            categories: count(|site| site.categories().len()),
        }
    }

    async fn write(&self, rows: &[RowToApply<'_>]) -> Result<Vec<Applied>, SiteError> {
        let means = match self.known_means() {
            Some(means) => means,
            None => self.find_means().await?,
        };
        let known = {
            let mut seen = self.seen.lock().await;
            seen.as_mut().map(|seen| {
                seen.is_stale = true;
                Arc::clone(&seen.site)
            })
        };
        match means {
            Means::Companion(info) => self.write_by(&info, rows).await,
            Means::CoreFunctions { .. } => {
                let known = known.unwrap_or_default();
                Ok(self.writer.apply(&known, rows).await?)
            }
        }
    }

    /// Has the companion apply rows: those that could get in each other's way one after the other, the others in calls at the same time.
    async fn write_by(
        &self,
        info: &Info,
        rows: &[RowToApply<'_>],
    ) -> Result<Vec<Applied>, SiteError> {
        let began = Instant::now();
        let companion = Companion::new(&self.client, info.largest_call);
        let calls = lanes(rows, self.in_flight).into_iter().map(|places| {
            let rows: Vec<RowToApply<'_>> = places.iter().map(|place| rows[*place]).collect();
            let companion = &companion;
            async move {
                let applied = companion.apply(&rows).await?;
                Ok::<_, CallError>((places, applied))
            }
        });
        let mut applied: Vec<(usize, Applied)> = try_join_all(calls)
            .await?
            .into_iter()
            .flat_map(|(places, applied)| places.into_iter().zip(applied))
            .collect();
        self.batch.took(rows.len(), began.elapsed());
        applied.sort_unstable_by_key(|(place, _)| *place);
        Ok(applied.into_iter().map(|(_, applied)| applied).collect())
    }
}

impl Site for Connected {
    fn summary(&self) -> BoxFuture<'_, Result<SiteSummary, SiteError>> {
        Box::pin(async { Ok(self.summarise().await) })
    }

    fn snapshot(&self) -> BoxFuture<'_, Result<SiteIndex, SiteError>> {
        Box::pin(self.snapshot_now(Extent::WithContent))
    }

    fn snapshot_for(&self, kinds: &[Kind]) -> BoxFuture<'_, Result<SiteIndex, SiteError>> {
        Box::pin(self.snapshot_now(Extent::of(kinds)))
    }

    fn recent(&self) -> BoxFuture<'_, Result<SiteIndex, SiteError>> {
        Box::pin(self.snapshot_recent())
    }

    fn digest_key(&self) -> [u8; 16] {
        self.connection.digest_key
    }

    fn limits(&self) -> Option<Limits> {
        // Known once the site was read, which every plan begins with.
        match self.known_means()? {
            Means::CoreFunctions { .. } => Some(Writer::limits),
            Means::Companion(_) => None,
        }
    }

    fn opens_in(&self) -> Duration {
        self.connection.hours.opens_in(jiff::Zoned::now().time())
    }

    fn rows_at_once(&self) -> usize {
        self.batch.rows()
    }

    fn apply<'a>(
        &'a self,
        rows: &'a [RowToApply<'a>],
    ) -> BoxFuture<'a, Result<Vec<Applied>, SiteError>> {
        Box::pin(self.write(rows))
    }
}
