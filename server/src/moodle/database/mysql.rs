//! MariaDB and MySQL.

mod grants;

use futures_util::TryStreamExt as _;
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlRow};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

use super::{DatabaseError, Schema};
use crate::moodle::tables::{Assembler, Cells, Table};

/// A connection within a transaction that sees one moment and cannot write.
pub(super) struct Connection(MySqlConnection);

impl Connection {
    /// Connects and begins the transaction.
    pub(super) async fn open(options: &MySqlConnectOptions) -> Result<Self, sqlx::Error> {
        let mut connection = MySqlConnection::connect_with(options).await?;
        sqlx::raw_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            .execute(&mut connection)
            .await?;
        sqlx::raw_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
            .execute(&mut connection)
            .await?;
        Ok(Self(connection))
    }

    /// `MariaDB 10.11.11`, `MySQL 8.0.36`.
    pub(super) async fn version(&mut self) -> Result<String, DatabaseError> {
        let version: String = sqlx::query_scalar("SELECT VERSION()")
            .fetch_one(&mut self.0)
            .await?;
        let kind = if version.contains("MariaDB") {
            "MariaDB"
        } else {
            "MySQL"
        };
        let number = version.split('-').next().unwrap_or_default();
        Ok(format!("{kind} {number}"))
    }

    /// A privilege of the account, or of a role that it has now, that is not only for reading. (The tables of `information_schema` do not tell those of
    /// roles.)
    pub(super) async fn can_write(
        &mut self,
        prefix: &str,
    ) -> Result<Option<String>, DatabaseError> {
        let row = sqlx::query("SELECT DATABASE()")
            .fetch_one(&mut self.0)
            .await?;
        let database = text(&row, 0)?;
        let grants = sqlx::raw_sql("SHOW GRANTS").fetch_all(&mut self.0).await?;
        for grant in &grants {
            if let Some(privilege) = grants::harmful(&text(grant, 0)?, &database, prefix) {
                return Ok(Some(privilege.to_owned()));
            }
        }
        Ok(None)
    }

    /// The columns that the account may read.
    pub(super) async fn schema(&mut self, prefix: &str) -> Result<Schema, DatabaseError> {
        let rows = sqlx::query(
            "SELECT table_name, column_name, collation_name FROM information_schema.columns \
             WHERE table_schema = DATABASE() AND LEFT(table_name, CHAR_LENGTH(?)) = ? \
             AND privileges LIKE '%select%'",
        )
        .bind(prefix)
        .bind(prefix)
        .fetch_all(&mut self.0)
        .await?;
        let wanted = Schema::wanted(prefix);
        let mut schema = Schema::new(prefix);
        let course = format!("{prefix}course");
        for row in &rows {
            let (table, column) = (text(row, 0)?, text(row, 1)?);
            if table == course && column == "shortname" {
                schema.folding = Some(text(row, 2)?).filter(|collation| folds(collation));
            }
            if wanted.contains(&table) {
                schema.add(&table, column);
            }
        }
        Ok(schema)
    }

    /// Gives the rows of a query to the assembler.
    pub(super) async fn read(
        &mut self,
        text: &str,
        table: Table,
        assembler: &mut Assembler,
    ) -> Result<(), DatabaseError> {
        // Made of our own queries, and a prefix of letters, digits and `_`.
        let query = sqlx::query(AssertSqlSafe(text)).persistent(false);
        let mut rows = query.fetch(&mut self.0);
        while let Some(row) = rows.try_next().await? {
            table.take(&mut Fetched { row: &row, next: 0 }, assembler)?;
        }
        Ok(())
    }

    /// Leaves.
    pub(super) async fn close(self) {
        // The transaction has written nothing.
        let _ = self.0.close().await;
    }
}

/// Whether texts of this collation are the same that differ in case, accents or trailing blanks.
fn folds(collation: &str) -> bool {
    !collation.is_empty() && !collation.ends_with("_bin") && !collation.ends_with("_as_cs")
}

/// A text of a row; NULL is empty. What the servers' own tables hold is called text by some versions and bytes by others.
fn text(row: &MySqlRow, column: usize) -> Result<String, DatabaseError> {
    let bytes: Option<&[u8]> = row.try_get_unchecked(column)?;
    Ok(String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned())
}

/// The cells of a row.
struct Fetched<'r> {
    row: &'r MySqlRow,
    next: usize,
}

impl Fetched<'_> {
    fn step(&mut self) -> usize {
        let place = self.next;
        self.next += 1;
        place
    }
}

impl Cells for Fetched<'_> {
    type Error = DatabaseError;

    fn number(&mut self) -> Result<i64, DatabaseError> {
        let number: Option<i64> = self.row.try_get_unchecked(self.step())?;
        Ok(number.unwrap_or_default())
    }

    fn text(&mut self) -> Result<String, DatabaseError> {
        let text: Option<String> = self.row.try_get_unchecked(self.step())?;
        Ok(text.unwrap_or_default())
    }
}
