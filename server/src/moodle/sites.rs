//! The sites of this installation, by name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{Mutex, OnceCell};

use super::connected::Connected;
use super::{Connection, Connections, Sandbox, Site, SiteError};
use crate::store::Store;

/// The name of the sandbox; it is there always.
pub const SANDBOX: &str = "sandbox";

/// The sites that files can be executed on: the sandbox, and those that are connected.
pub struct Sites {
    /// Open for good.
    given: BTreeMap<String, Arc<dyn Site>>,
    /// Where connections are kept; none in tests that bring their sites.
    kept: Option<Kept>,
}

/// Connected sites, which come and go while the server runs.
struct Kept {
    store: Store,
    data: PathBuf,
    /// Opened at the first question, with the key that secrets are sealed with.
    connections: OnceCell<Connections>,
    /// Those that were asked for, by name.
    open: Mutex<BTreeMap<String, Open>>,
}

/// A connected site, with the connection that it was opened with.
type Open = (Connection, Arc<dyn Site>);

impl Sites {
    /// The sandbox in the folder `data`, and the sites that `store` knows. Several processes may have them open at once.
    ///
    /// # Errors
    /// When the sandbox's storage fails.
    pub async fn open(store: Store, data: &Path) -> Result<Self, SiteError> {
        let sandbox: Arc<dyn Site> = Arc::new(Sandbox::open(&data.join("sandbox.sqlite")).await?);
        Ok(Self {
            given: [(SANDBOX.to_owned(), sandbox)].into(),
            kept: Some(Kept {
                store,
                data: data.to_owned(),
                connections: OnceCell::new(),
                open: Mutex::default(),
            }),
        })
    }

    /// These sites, and no others.
    #[cfg(test)]
    pub fn of(given: impl IntoIterator<Item = (String, Arc<dyn Site>)>) -> Self {
        Self {
            given: given.into_iter().collect(),
            kept: None,
        }
    }

    /// Their names, the sandbox's first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn names(&self) -> Result<Vec<String>, SiteError> {
        let mut names: Vec<String> = self.given.keys().cloned().collect();
        if let Some(kept) = &self.kept {
            let sites = kept.connections().await?.list().await?;
            names.extend(sites.into_iter().map(|site| site.name));
        }
        Ok(names)
    }

    /// The site of this name.
    ///
    /// # Errors
    /// [`SiteError::Unknown`], or when its connection cannot be opened. A connected site is not asked anything yet.
    pub async fn site(&self, name: &str) -> Result<Arc<dyn Site>, SiteError> {
        match (self.given.get(name), &self.kept) {
            (Some(site), _) => Ok(Arc::clone(site)),
            (None, Some(kept)) => kept.site(name).await,
            (None, None) => Err(SiteError::Unknown(name.to_owned())),
        }
    }
}

impl Kept {
    async fn connections(&self) -> Result<&Connections, SiteError> {
        let opened = self
            .connections
            .get_or_try_init(|| Connections::open(self.store.clone(), &self.data));
        Ok(opened.await?)
    }

    /// What a site was last seen to hold is kept with it, so it is opened once, unless its connection has changed.
    async fn site(&self, name: &str) -> Result<Arc<dyn Site>, SiteError> {
        let connections = self.connections().await?;
        let (connection, client) = connections.client(name).await?;
        let mut open = self.open.lock().await;
        if let Some((known, site)) = open.get(name)
            && *known == connection
        {
            return Ok(Arc::clone(site));
        }
        let database = connections.database(name).await?;
        let site: Arc<dyn Site> = Arc::new(Connected::new(connection.clone(), client, database));
        open.insert(name.to_owned(), (connection, Arc::clone(&site)));
        Ok(site)
    }
}
