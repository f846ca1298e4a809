//! Connected Moodle sites: their addresses and, sealed, their tokens.

use std::path::Path;

use sha2::{Digest as _, Sha256};
use toolsync_core::plan::Secret;

use super::SANDBOX;
use super::database::{Address, Database, InvalidAddress};
use super::hours::WritingHours;
use super::seal::{SealError, SealingKey, random, unhex};
use super::webservices::{Client, ClientError, SiteAddress};
use crate::accounts::{hex, now_text};
use crate::store::{SiteRecord, Store, StoreError};

/// The longest name of a site, in characters.
const NAME_CHARACTERS: usize = 40;

/// Why a site could not be connected, listed or forgotten.
#[derive(Debug, thiserror::Error)]
pub enum ConnectionError {
    /// The name is none that a site can have.
    #[error(
        "{0:?} cannot be the name of a site: use up to {NAME_CHARACTERS} lower-case letters, digits, - and _; \"{SANDBOX}\" is taken"
    )]
    Name(String),
    /// A site of this name is connected.
    #[error("there is a site named {0:?} already: remove it first, or choose another name")]
    Taken(String),
    /// No site of this name is connected.
    #[error("no site named {0:?} is connected")]
    Unknown(String),
    /// The token is empty, or holds what no token does.
    #[error("that is no token: a token of Moodle is 32 letters and digits")]
    Token,
    /// The address of the database is none.
    #[error(transparent)]
    Database(#[from] InvalidAddress),
    /// The store holds something else than was written.
    #[error("what is stored of the site {0:?} is damaged: remove it and add it again")]
    Damaged(String),
    /// The token could not be sealed or opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// No client could be made.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A connected site, without its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Its name in Toolsync.
    pub name: String,
    /// Its address.
    pub address: SiteAddress,
    /// The key of its digests, drawn when it was added.
    pub digest_key: [u8; 16],
    /// How many fields a call may have.
    pub largest_form: usize,
    /// When it was added, RFC 3339.
    pub added_at: String,
    /// When it may be written to.
    pub hours: WritingHours,
    /// SHA-256 of the sealed address of its database, another one whenever the address is given again; none when it is not known.
    pub database: Option<[u8; 32]>,
}

/// The connected sites of an installation.
pub struct Connections {
    store: Store,
    key: SealingKey,
}

impl Connections {
    /// Those kept in `store`, with the key of the environment or of the folder `data`.
    ///
    /// # Errors
    /// When there is no key and none can be made.
    pub async fn open(store: Store, data: &Path) -> Result<Self, ConnectionError> {
        let key = SealingKey::open(data).await?;
        Ok(Self { store, key })
    }

    /// Connects a site. It is not asked anything yet.
    ///
    /// # Errors
    /// When the name cannot be used or is taken, the token is none, or the store fails.
    pub async fn add(
        &self,
        name: &str,
        address: &SiteAddress,
        token: &Secret,
        largest_form: usize,
    ) -> Result<(), ConnectionError> {
        let of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        let fits = (1..=NAME_CHARACTERS).contains(&name.len()) && name.chars().all(of_name);
        if !fits || name == SANDBOX {
            return Err(ConnectionError::Name(name.to_owned()));
        }
        let formed = !token.0.is_empty() && token.0.chars().all(|c| c.is_ascii_alphanumeric());
        if !formed {
            return Err(ConnectionError::Token);
        }
        let record = SiteRecord {
            name: name.to_owned(),
            address: address.to_string(),
            token: self.key.seal(token, name)?,
            digest_key: hex(&random::<16>()?),
            largest_form: i64::try_from(largest_form).unwrap_or(i64::MAX),
            added_at: now_text(),
            database_address: String::new(),
            writing_hours: String::new(),
        };
        if self.store.add_site(&record).await? {
            tracing::info!(site = name, address = %address, "connected");
            Ok(())
        } else {
            Err(ConnectionError::Taken(name.to_owned()))
        }
    }

    /// Keeps the hours during which a site may be written to.
    ///
    /// # Errors
    /// [`ConnectionError::Unknown`], or when the store fails.
    pub async fn set_hours(&self, name: &str, hours: &WritingHours) -> Result<(), ConnectionError> {
        if self
            .store
            .set_writing_hours(name, &hours.to_string())
            .await?
        {
            Ok(())
        } else {
            Err(ConnectionError::Unknown(name.to_owned()))
        }
    }

    /// Keeps the address of a site's database, sealed as the token is: it holds a password. The database is not asked anything yet.
    ///
    /// # Errors
    /// [`ConnectionError::Unknown`], when the address is none, or when the store fails.
    pub async fn set_database(&self, name: &str, address: &Secret) -> Result<(), ConnectionError> {
        address.0.parse::<Address>()?;
        let sealed = self.key.seal(address, &owner_of_database(name))?;
        if self.store.set_database_address(name, &sealed).await? {
            tracing::info!(site = name, "the address of its database is known");
            Ok(())
        } else {
            Err(ConnectionError::Unknown(name.to_owned()))
        }
    }

    /// Forgets a site, its token and the address of its database.
    ///
    /// # Errors
    /// [`ConnectionError::Unknown`], or when the store fails.
    pub async fn remove(&self, name: &str) -> Result<(), ConnectionError> {
        if self.store.remove_site(name).await? {
            tracing::info!(site = name, "forgotten");
            Ok(())
        } else {
            Err(ConnectionError::Unknown(name.to_owned()))
        }
    }

    /// All connected sites, by name.
    ///
    /// # Errors
    /// When the store fails or was damaged.
    pub async fn list(&self) -> Result<Vec<Connection>, ConnectionError> {
        let records = self.store.sites().await?;
        records.iter().map(connection).collect()
    }

    /// A connected site, and a client with its token.
    ///
    /// # Errors
    /// [`ConnectionError::Unknown`], when its token does not open, or when the store fails.
    pub async fn client(&self, name: &str) -> Result<(Connection, Client), ConnectionError> {
        let record = self.record(name).await?;
        let connection = connection(&record)?;
        let token = self.key.open_sealed(&record.token, name)?;
        let client = Client::new(&connection.address, token, connection.largest_form)?;
        Ok((connection, client))
    }

    /// The database of a site, when its address is known.
    ///
    /// # Errors
    /// [`ConnectionError::Unknown`], when the address does not open, or when the store fails.
    pub async fn database(&self, name: &str) -> Result<Option<Database>, ConnectionError> {
        let sealed = self.record(name).await?.database_address;
        if sealed.is_empty() {
            return Ok(None);
        }
        let address = self.key.open_sealed(&sealed, &owner_of_database(name))?;
        Ok(Some(Database::new(address.0.parse()?)))
    }

    async fn record(&self, name: &str) -> Result<SiteRecord, ConnectionError> {
        let records = self.store.sites().await?;
        records
            .into_iter()
            .find(|record| record.name == name)
            .ok_or_else(|| ConnectionError::Unknown(name.to_owned()))
    }
}

/// What the address of a database is sealed for: not the site itself, so that it does not open in place of its token.
fn owner_of_database(site: &str) -> String {
    format!("{site}/database")
}

fn connection(record: &SiteRecord) -> Result<Connection, ConnectionError> {
    let damaged = || ConnectionError::Damaged(record.name.clone());
    Ok(Connection {
        name: record.name.clone(),
        address: record.address.parse().map_err(|_| damaged())?,
        digest_key: unhex(&record.digest_key)
            .and_then(|key| key.try_into().ok())
            .ok_or_else(damaged)?,
        largest_form: usize::try_from(record.largest_form).map_err(|_| damaged())?,
        added_at: record.added_at.clone(),
        hours: record.writing_hours.parse().map_err(|_| damaged())?,
        database: match record.database_address.as_str() {
            "" => None,
            sealed => Some(Sha256::digest(sealed).into()),
        },
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_site_is_kept_without_its_token_in_clear() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), None).await.unwrap();
        let sites = Connections::open(store.clone(), folder.path())
            .await
            .unwrap();
        let address: SiteAddress = "https://moodle.example.org/".parse().unwrap();
        let token = Secret("d41d8cd98f00b204e9800998ecf8427e".to_owned());
        sites.add("prod", &address, &token, 5000).await.unwrap();
        let taken = sites.add("prod", &address, &token, 1000).await;
        assert!(matches!(taken, Err(ConnectionError::Taken(_))));
        for name in ["", "sandbox", "Prod", "a b", "../x"] {
            let refused = sites.add(name, &address, &token, 1000).await;
            assert!(matches!(refused, Err(ConnectionError::Name(_))), "{name}");
        }
        for token in ["", "with blank", "a&b=c"] {
            let refused = sites
                .add("other", &address, &Secret(token.to_owned()), 1000)
                .await;
            assert!(matches!(refused, Err(ConnectionError::Token)), "{token}");
        }

        let records = store.sites().await.unwrap();
        assert_eq!(records.len(), 1);
        assert!(!format!("{records:?}").contains(&token.0));
        let (connection, client) = sites.client("prod").await.unwrap();
        assert_eq!(connection.address.to_string(), "https://moodle.example.org");
        assert_eq!(client.largest_form(), 5000);
        assert!(!format!("{client:?}").contains(&token.0));

        assert_eq!(connection.database, None);
        assert_eq!(connection.hours, WritingHours::default());
        let night: WritingHours = "22:00-06:00".parse().unwrap();
        sites.set_hours("prod", &night).await.unwrap();
        assert_eq!(sites.client("prod").await.unwrap().0.hours, night);
        assert!(sites.database("prod").await.unwrap().is_none());
        let database = "postgres://reader:hunter2@db.example.org/moodle";
        let secret = Secret(database.to_owned());
        sites.set_database("prod", &secret).await.unwrap();
        let records = store.sites().await.unwrap();
        assert!(!format!("{records:?}").contains("hunter2"));
        let opened = sites.database("prod").await.unwrap().unwrap();
        assert!(!format!("{opened:?}").contains("hunter2"));
        let (connection, _) = sites.client("prod").await.unwrap();
        assert!(connection.database.is_some());
        let unknown = sites.set_database("other", &secret).await;
        assert!(matches!(unknown, Err(ConnectionError::Unknown(_))));
        let secret = Secret("moodle".to_owned());
        let none = sites.set_database("prod", &secret).await;
        assert!(matches!(none, Err(ConnectionError::Database(_))));

        sites.remove("prod").await.unwrap();
        assert_eq!(sites.list().await.unwrap(), []);
        let unknown = sites.remove("prod").await;
        assert!(matches!(unknown, Err(ConnectionError::Unknown(_))));
    }
}
