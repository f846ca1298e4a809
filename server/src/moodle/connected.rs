//! A connected Moodle site: read and written by the best means that it offers.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use tokio::sync::Mutex;
use toolsync_core::api::SiteSummary;
use toolsync_core::site::SiteIndex;

use super::webservices::Client;
use super::{Applied, Connection, RowToApply, Site, SiteError};

/// What kind of site it is, as lists show it.
const KIND: &str = "moodle";

/// A Moodle site with a token.
pub struct Connected {
    connection: Connection,
    client: Client,
    /// What it was last seen to hold.
    seen: Mutex<Option<Arc<SiteIndex>>>,
}

impl Connected {
    /// The site of a connection. It is not asked anything yet.
    pub fn new(connection: Connection, client: Client) -> Self {
        Self {
            connection,
            client,
            seen: Mutex::default(),
        }
    }

    async fn summarise(&self) -> SiteSummary {
        let seen = self.seen.lock().await.clone();
        let facts = seen.as_ref().map(|site| &site.facts);
        let count = |of: fn(&SiteIndex) -> usize| seen.as_ref().map_or(0, |site| of(site)) as u64;
        SiteSummary {
            name: self.connection.name.clone(),
            title: facts.map_or_else(
                || self.connection.address.to_string(),
                |facts| facts.name.clone(),
            ),
            kind: KIND.to_owned(),
            courses: count(|site| site.courses().count()),
            users: count(|site| site.users().filter(|user| !user.deleted).count()),
            categories: count(|site| site.categories().count()),
        }
    }

    async fn read(&self) -> Result<SiteIndex, SiteError> {
        Err(SiteError::Unknown(format!("{:?}", self.client)))
    }

    async fn write(&self, _rows: &[RowToApply<'_>]) -> Result<Vec<Applied>, SiteError> {
        Err(SiteError::Unknown(format!("{:?}", self.client)))
    }
}

impl Site for Connected {
    fn summary(&self) -> BoxFuture<'_, Result<SiteSummary, SiteError>> {
        Box::pin(async { Ok(self.summarise().await) })
    }

    fn snapshot(&self) -> BoxFuture<'_, Result<SiteIndex, SiteError>> {
        Box::pin(self.read())
    }

    fn digest_key(&self) -> [u8; 16] {
        self.connection.digest_key
    }

    fn apply<'a>(
        &'a self,
        rows: &'a [RowToApply<'a>],
    ) -> BoxFuture<'a, Result<Vec<Applied>, SiteError>> {
        Box::pin(self.write(rows))
    }
}
