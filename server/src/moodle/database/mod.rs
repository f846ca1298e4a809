//! Reads a site's state from Moodle's own database, which only has to let itself be read.
//!
//! PostgreSQL, MariaDB and MySQL. One transaction that sees the site at one moment, and that the server itself keeps from writing (on PostgreSQL two, over
//! two connections, that see the same moment); rows pass by one at a time and go to the [`Assembler`]. No lock is taken: Moodle goes on working.
//!
//! | room | what it says |
//! |---|---|
//! | `address` | where the database is, and the prefix of Moodle's tables |
//! | `schema` | tables and columns as they are there: they differ from one Moodle to the next |
//! | `postgres`, `mysql` | the two servers |
//! | `reading` | which connection reads which table |
//! | `check` | what can be said of a database before it is used |
//!
//! The account should be one that can only read (`GRANT SELECT`): one that can write is refused, unless the address says `writable=yes`. Of the table
//! of accounts, the column with the hashes of passwords need not be granted; it is used only to tell accounts without password.

mod address;
mod check;
mod mysql;
mod postgres;
mod reading;
mod schema;
#[cfg(test)]
mod tests;

use std::time::Duration;

use toolsync_core::site::SiteIndex;

use super::tables::{Assembler, Extent, Table};

use address::Server;
use schema::Schema;

pub use address::{Address, InvalidAddress};
pub use check::DatabaseReport;

/// How long a server may take to let us in.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Why a database could not be read. No text holds a password, nor anything of a row.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// Nobody answers.
    #[error(
        "the database server did not answer within {} seconds: is its address right, and may this machine reach it?",
        CONNECT_TIMEOUT.as_secs()
    )]
    Silent,
    /// The server does not let us in.
    #[error("the database cannot be opened: {0}")]
    Closed(#[source] sqlx::Error),
    /// A query failed.
    #[error("the database failed: {0}")]
    Failed(#[from] sqlx::Error),
    /// There are no tables of Moodle.
    #[error(
        "no table {0} can be read there: is it Moodle's database, is the prefix right (prefix=… in the address), and has the account been granted SELECT?"
    )]
    NoMoodle(String),
    /// A table or column cannot be read.
    #[error("the account may not read {0}: grant it SELECT on Moodle's tables")]
    Hidden(String),
    /// The account could do harm.
    #[error(
        "the account can write ({0}, for one): use one that has been granted SELECT only, or add writable=yes to the address to use it all the same"
    )]
    CanWrite(String),
    /// What reads the tables ended before it was done.
    #[error("reading the database was broken off: {0}")]
    Reader(#[source] tokio::task::JoinError),
    /// A cell is not what its column should hold.
    #[error("the database gave {0} where Moodle keeps something else")]
    Cell(&'static str),
}

impl DatabaseError {
    /// A stable name of the kind of failure, for programs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Closed(_) => "closed",
            Self::Failed(_) | Self::Reader(_) => "failed",
            Self::NoMoodle(_) => "no_moodle",
            Self::Hidden(_) => "hidden",
            Self::CanWrite(_) => "can_write",
            Self::Cell(_) => "unexpected",
        }
    }
}

/// Moodle's database, read only.
#[derive(Debug, Clone)]
pub struct Database {
    address: Address,
}

/// A connection within its transaction.
enum Connection {
    Postgres(postgres::Connection),
    MySql(mysql::Connection),
}

impl Database {
    /// The database at this address; it is opened when it is asked something.
    pub const fn new(address: Address) -> Self {
        Self { address }
    }

    /// The state of the site, at one moment.
    ///
    /// # Errors
    /// Any [`DatabaseError`].
    pub async fn snapshot(&self, extent: Extent) -> Result<SiteIndex, DatabaseError> {
        let mut connection = Connection::open(&self.address).await?;
        if !self.address.writable
            && let Some(what) = connection.can_write(&self.address.prefix).await?
        {
            return Err(DatabaseError::CanWrite(what));
        }
        let schema = connection.schema(&self.address.prefix).await?;
        schema.is_whole(extent)?;
        let assembler = reading::read_all(connection, &schema, &self.address, extent).await?;
        // Long enough to keep others waiting who share the thread.
        let whole = tokio::task::spawn_blocking(|| assembler.finish());
        let mut site = whole.await.map_err(DatabaseError::Reader)?;
        schema.shows(&site.facts.modules, extent)?;
        extent.mark(&mut site.facts);
        Ok(site)
    }
}

impl Connection {
    async fn open(address: &Address) -> Result<Self, DatabaseError> {
        let opened = async {
            match &address.server {
                Server::Postgres(options) => {
                    Ok(Self::Postgres(postgres::Connection::open(options).await?))
                }
                Server::MySql(options) => Ok(Self::MySql(mysql::Connection::open(options).await?)),
            }
        };
        match tokio::time::timeout(CONNECT_TIMEOUT, opened).await {
            Ok(opened) => opened.map_err(DatabaseError::Closed),
            Err(_) => Err(DatabaseError::Silent),
        }
    }

    /// A name of the moment that the transaction sees, for other connections to see it too; none where the server does not share it.
    async fn moment(&mut self) -> Result<Option<String>, DatabaseError> {
        match self {
            Self::Postgres(connection) => connection.moment().await,
            // A moment is seen by all connections of MariaDB's and MySQL's only if nobody writes while they begin.
            Self::MySql(_) => Ok(None),
        }
    }

    /// Another connection to the same server, that sees the moment of the first one's [`Connection::moment`].
    async fn open_at(address: &Address, moment: &str) -> Result<Self, DatabaseError> {
        let mut connection = Self::open(address).await?;
        if let Self::Postgres(connection) = &mut connection {
            connection.see(moment).await?;
        }
        Ok(connection)
    }

    /// What the server says it is.
    async fn version(&mut self) -> Result<String, DatabaseError> {
        match self {
            Self::Postgres(connection) => connection.version().await,
            Self::MySql(connection) => connection.version().await,
        }
    }

    /// A table that the account could write, or its privilege to do so; none when it can only read.
    async fn can_write(&mut self, prefix: &str) -> Result<Option<String>, DatabaseError> {
        match self {
            Self::Postgres(connection) => connection.can_write(prefix).await,
            Self::MySql(connection) => connection.can_write(prefix).await,
        }
    }

    /// The tables as they are.
    async fn schema(&mut self, prefix: &str) -> Result<Schema, DatabaseError> {
        match self {
            Self::Postgres(connection) => connection.schema(prefix).await,
            Self::MySql(connection) => connection.schema(prefix).await,
        }
    }

    /// Gives the rows of a query to the assembler.
    async fn read(
        &mut self,
        text: &str,
        table: Table,
        assembler: &mut Assembler,
    ) -> Result<(), DatabaseError> {
        match self {
            Self::Postgres(connection) => connection.read(text, table, assembler).await,
            Self::MySql(connection) => connection.read(text, table, assembler).await,
        }
    }

    /// Leaves. What was read is read, whether the server hears of it or not.
    async fn close(self) {
        match self {
            Self::Postgres(connection) => connection.close().await,
            Self::MySql(connection) => connection.close().await,
        }
    }
}
