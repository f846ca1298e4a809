//! SQLite and PostgreSQL behind one small interface: a statement with its arguments, rows that become values.
//!
//! Statements are written once: `$1` placeholders, `TEXT` and `BIGINT` columns, `RETURNING` and
//! `ON CONFLICT` mean the same to both. Where they differ (locks), [`Database::by_kind`] chooses.

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{Connection as _, Row as _, Sqlite};

/// How long a statement waits for another writer of the SQLite file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a connection to PostgreSQL is waited for, while the server starts or is busy.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(8);

/// Why the store did not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The address of the database is of another kind.
    #[error(
        "its address does not begin with postgres://; write postgres://user:password@host/name"
    )]
    NotPostgres,
    /// A column holds something else than was written.
    #[error("the database is damaged: {what}: {source}")]
    Damaged {
        /// Which column.
        what: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The tables are of a later version than this program knows.
    #[error(
        "the database is at version {found}, and this Toolsync knows versions up to {known}: start the newer one"
    )]
    Newer {
        /// Version of the tables.
        found: i64,
        /// Newest version known here.
        known: i64,
    },
}

/// A pool of connections to either database.
#[derive(Debug, Clone)]
pub enum Database {
    /// A file on this machine.
    Sqlite(SqlitePool),
    /// A server, perhaps shared by several nodes.
    Postgres(PgPool),
}

impl Database {
    /// Opens the SQLite file at `path`, creating it when missing. Commits survive a power cut
    /// (`synchronous = FULL`).
    pub async fn sqlite(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT);
        let pool = SqlitePoolOptions::new()
            .max_connections(8)
            .connect_with(options)
            .await?;
        Ok(Self::Sqlite(pool))
    }

    /// Connects to the PostgreSQL database at `url`.
    pub async fn postgres(url: &str) -> Result<Self, StoreError> {
        if !["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
        {
            return Err(StoreError::NotPostgres);
        }
        let options: PgConnectOptions = url.parse()?;
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(CONNECT_TIMEOUT)
            .connect_with(options.clone())
            .await;
        if let Err(sqlx::Error::PoolTimedOut) = pool {
            // The pool does not tell why nobody answered: a connection of its own does.
            PgConnection::connect_with(&options).await?;
        }
        Ok(Self::Postgres(pool?))
    }

    /// The first text on SQLite, the second on PostgreSQL.
    pub fn by_kind(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Self::Sqlite(_) => sqlite,
            Self::Postgres(_) => postgres,
        }
    }

    /// Runs a statement; says how many rows it changed.
    pub async fn execute(&self, statement: Statement) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(pool) => statement.execute_sqlite(pool).await,
            Self::Postgres(pool) => statement.execute_postgres(pool).await,
        }
    }

    /// All the rows that a statement gives.
    pub async fn all<T: FromRow>(&self, statement: Statement) -> Result<Vec<T>, StoreError> {
        match self {
            Self::Sqlite(pool) => statement.all_sqlite(pool).await,
            Self::Postgres(pool) => statement.all_postgres(pool).await,
        }
    }

    /// The first row that a statement gives, if any.
    pub async fn first<T: FromRow>(&self, statement: Statement) -> Result<Option<T>, StoreError> {
        Ok(self.all(statement).await?.into_iter().next())
    }

    /// Begins a transaction that will write. It is undone when dropped before [`Transaction::commit`].
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        Ok(match self {
            // A transaction that begins as a reader and then writes can fail at once when another writer came between.
            Self::Sqlite(pool) => Transaction::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Transaction::Postgres(pool.begin().await?),
        })
    }
}

/// Statements that take effect together.
#[derive(Debug)]
pub enum Transaction {
    /// On SQLite.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

impl Transaction {
    /// Runs a statement; says how many rows it changed.
    pub async fn execute(&mut self, statement: Statement) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(inner) => statement.execute_sqlite(&mut **inner).await,
            Self::Postgres(inner) => statement.execute_postgres(&mut **inner).await,
        }
    }

    /// The first row that a statement gives, if any.
    pub async fn first<T: FromRow>(
        &mut self,
        statement: Statement,
    ) -> Result<Option<T>, StoreError> {
        let all = match self {
            Self::Sqlite(inner) => statement.all_sqlite(&mut **inner).await,
            Self::Postgres(inner) => statement.all_postgres(&mut **inner).await,
        };
        Ok(all?.into_iter().next())
    }

    /// Runs a text of several statements without arguments that is part of this program.
    pub async fn script(&mut self, text: String) -> Result<(), StoreError> {
        let script = sqlx::raw_sql(sqlx::AssertSqlSafe(text));
        match self {
            Self::Sqlite(inner) => script.execute(&mut **inner).await.map(|_| ())?,
            Self::Postgres(inner) => script.execute(&mut **inner).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Makes all of it durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(inner) => inner.commit().await?,
            Self::Postgres(inner) => inner.commit().await?,
        }
        Ok(())
    }
}

/// An argument of a statement.
#[derive(Debug, Clone)]
pub enum Arg {
    /// A `BIGINT`.
    Int(i64),
    /// A `TEXT`, or null.
    Text(Option<String>),
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u64> for Arg {
    /// Counts and offsets; none comes near the limit of a `BIGINT`.
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Arg {
    fn from(yes: bool) -> Self {
        Self::Int(i64::from(yes))
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<String>> for Arg {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

/// A statement and its arguments.
#[derive(Debug, Clone)]
pub struct Statement {
    text: &'static str,
    args: Vec<Arg>,
}

/// The statement of this text, to be given its arguments in the order of `$1`, `$2`….
pub fn sql(text: &'static str) -> Statement {
    Statement {
        text,
        args: Vec::new(),
    }
}

/// The same words for either database: sqlx's types have no bound in common that would let one function do.
macro_rules! on {
    ($database:ty, $row:path, $execute:ident, $all:ident) => {
        async fn $execute<'e>(
            self,
            on: impl sqlx::Executor<'e, Database = $database>,
        ) -> Result<u64, StoreError> {
            let mut query = sqlx::query::<$database>(self.text);
            for arg in self.args {
                query = match arg {
                    Arg::Int(number) => query.bind(number),
                    Arg::Text(text) => query.bind(text),
                };
            }
            Ok(query.execute(on).await?.rows_affected())
        }

        async fn $all<'e, T: FromRow>(
            self,
            on: impl sqlx::Executor<'e, Database = $database>,
        ) -> Result<Vec<T>, StoreError> {
            let mut query = sqlx::query::<$database>(self.text);
            for arg in self.args {
                query = match arg {
                    Arg::Int(number) => query.bind(number),
                    Arg::Text(text) => query.bind(text),
                };
            }
            let rows = query.fetch_all(on).await?;
            rows.into_iter()
                .map(|row| T::from_row(&$row(row)))
                .collect()
        }
    };
}

impl Statement {
    /// Adds the next argument.
    #[must_use]
    pub fn bind(mut self, arg: impl Into<Arg>) -> Self {
        self.args.push(arg.into());
        self
    }

    on!(Sqlite, Row::Sqlite, execute_sqlite, all_sqlite);
    on!(
        sqlx::Postgres,
        Row::Postgres,
        execute_postgres,
        all_postgres
    );
}

/// A row of either database.
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

impl Row {
    /// The `TEXT` in this column, from 0.
    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        Ok(self.optional_text(column)?.unwrap_or_default())
    }

    /// The `TEXT` in this column, none when null.
    pub fn optional_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }

    /// The `BIGINT` in this column.
    pub fn int(&self, column: usize) -> Result<i64, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A count in this column.
    pub fn count(&self, column: usize) -> Result<u64, StoreError> {
        Ok(u64::try_from(self.int(column)?).unwrap_or(0))
    }

    /// The JSON in this column.
    pub fn json<T: serde::de::DeserializeOwned>(
        &self,
        column: usize,
        what: &'static str,
    ) -> Result<T, StoreError> {
        serde_json::from_str(&self.text(column)?)
            .map_err(|source| StoreError::Damaged { what, source })
    }

    /// The JSON in this column, none when null.
    pub fn optional_json<T: serde::de::DeserializeOwned>(
        &self,
        column: usize,
        what: &'static str,
    ) -> Result<Option<T>, StoreError> {
        self.optional_text(column)?
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|source| StoreError::Damaged { what, source })
    }
}

/// The JSON of a value that is made of texts, numbers and maps with text keys only.
pub fn to_json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|source| StoreError::Damaged {
        what: "value to be written",
        source,
    })
}

/// The text that serde gives a plain enum (`awaiting_approval`).
pub fn to_name<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    Ok(to_json(value)?.trim_matches('"').to_owned())
}

/// The plain enum that serde gives this text.
pub fn from_name<T: serde::de::DeserializeOwned>(
    name: &str,
    what: &'static str,
) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(name.to_owned()))
        .map_err(|source| StoreError::Damaged { what, source })
}

/// A value made of a row.
pub trait FromRow: Sized {
    /// Reads the columns in the order of the statement.
    fn from_row(row: &Row) -> Result<Self, StoreError>;
}

impl FromRow for i64 {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        row.int(0)
    }
}

impl FromRow for String {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        row.text(0)
    }
}
