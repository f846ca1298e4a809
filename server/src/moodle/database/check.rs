//! What can be said of a database before it is used.

use serde::Serialize;

use super::{Connection, Database, DatabaseError};
use crate::moodle::tables::{Assembler, Extent, Table};

/// What a look at the database showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatabaseReport {
    /// The server: `PostgreSQL 15.14`.
    pub server: String,
    /// The prefix of Moodle's tables.
    pub prefix: String,
    /// Moodle's release there, `4.5.5+ (Build: 20250613)`.
    pub release: String,
    /// A table that the account could write (PostgreSQL), or a privilege to write that it has (MariaDB, MySQL); none when it can only read.
    pub can_write: Option<String>,
    /// Whether one that can write is used all the same.
    pub writable: bool,
    /// The collation by which names that differ in case or accents are the same there; none: names are compared by their bytes.
    pub folding: Option<String>,
}

impl DatabaseReport {
    /// Whether snapshots can be read there.
    pub const fn is_usable(&self) -> bool {
        self.can_write.is_none() || self.writable
    }
}

impl Database {
    /// Looks at the database: whether it answers, what it is, whether it is Moodle's and can be read.
    ///
    /// # Errors
    /// Any [`DatabaseError`] but [`DatabaseError::CanWrite`], which the report tells.
    pub async fn check(&self) -> Result<DatabaseReport, DatabaseError> {
        let address = &self.address;
        let mut connection = Connection::open(address).await?;
        let server = connection.version().await?;
        let schema = connection.schema(&address.prefix).await?;
        schema.is_whole(Extent::WithContent)?;
        let can_write = connection.can_write(&address.prefix).await?;
        let mut assembler = Assembler::default();
        let settings = schema.statement(Table::Settings, address);
        connection
            .read(&settings, Table::Settings, &mut assembler)
            .await?;
        connection.close().await;
        Ok(DatabaseReport {
            server,
            prefix: address.prefix.clone(),
            release: assembler.finish().facts.release,
            can_write,
            writable: address.writable,
            folding: schema.folding,
        })
    }
}
