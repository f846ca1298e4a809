//! PostgreSQL. Rows are copied out as text (`COPY … TO STDOUT`), which is the least work for both sides.

use futures_util::TryStreamExt as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

use super::{DatabaseError, Schema};
use crate::moodle::tables::{Assembler, Cells, Table};

/// A connection within a transaction that sees one moment and cannot write.
pub(super) struct Connection(PgConnection);

/// Begins a transaction that sees one moment, and that the server keeps from writing.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

impl Connection {
    /// Connects and begins the transaction.
    pub(super) async fn open(options: &PgConnectOptions) -> Result<Self, sqlx::Error> {
        let options = options.clone().application_name("toolsync");
        let mut connection = PgConnection::connect_with(&options).await?;
        sqlx::raw_sql(BEGIN).execute(&mut connection).await?;
        Ok(Self(connection))
    }

    /// A name of the moment that the transaction sees; none where the server gives none.
    pub(super) async fn moment(&mut self) -> Result<Option<String>, DatabaseError> {
        let moment = sqlx::query_scalar("SELECT pg_export_snapshot()")
            .fetch_one(&mut self.0)
            .await;
        if moment.is_err() {
            // Nothing can be asked in a transaction in which something failed. Of rows nothing was read yet.
            sqlx::raw_sql("ROLLBACK").execute(&mut self.0).await?;
            sqlx::raw_sql(BEGIN).execute(&mut self.0).await?;
        }
        Ok(moment.ok())
    }

    /// Has the transaction, in which nothing was asked yet, see the moment of this name.
    pub(super) async fn see(&mut self, moment: &str) -> Result<(), DatabaseError> {
        // The server made the name: hexadecimal digits and hyphens. A parameter is not taken here.
        let named: String = moment.chars().filter(|c| *c != '\'').collect();
        sqlx::raw_sql(AssertSqlSafe(format!("SET TRANSACTION SNAPSHOT '{named}'")))
            .execute(&mut self.0)
            .await?;
        Ok(())
    }

    /// `PostgreSQL 15.14`.
    pub(super) async fn version(&mut self) -> Result<String, DatabaseError> {
        let version: String = sqlx::query_scalar("SELECT current_setting('server_version')")
            .fetch_one(&mut self.0)
            .await?;
        let number = version.split(' ').next().unwrap_or_default();
        Ok(format!("PostgreSQL {number}"))
    }

    /// A table of Moodle's that the account can change.
    pub(super) async fn can_write(
        &mut self,
        prefix: &str,
    ) -> Result<Option<String>, DatabaseError> {
        let table: Option<String> = sqlx::query_scalar(
            "SELECT c.relname::text FROM pg_class c \
             WHERE c.relkind IN ('r', 'p') AND starts_with(c.relname::text, $1) AND pg_table_is_visible(c.oid) \
             AND c.relnamespace <> 'pg_catalog'::regnamespace \
             AND (has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') \
                  OR has_any_column_privilege(c.oid, 'INSERT, UPDATE')) \
             ORDER BY c.relname LIMIT 1",
        )
        .bind(prefix)
        .fetch_optional(&mut self.0)
        .await?;
        Ok(table)
    }

    /// The columns that the account may read.
    pub(super) async fn schema(&mut self, prefix: &str) -> Result<Schema, DatabaseError> {
        let wanted: Vec<String> = Schema::wanted(prefix).into_iter().collect();
        let rows = sqlx::query(
            "SELECT c.relname::text, a.attname::text, \
                    (SELECT l.collname::text FROM pg_collation l \
                     WHERE l.oid = a.attcollation AND NOT l.collisdeterministic) \
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
             WHERE c.relname = ANY($1) AND pg_table_is_visible(c.oid) AND a.attnum > 0 AND NOT a.attisdropped \
             AND has_column_privilege(c.oid, a.attnum, 'SELECT')",
        )
        .bind(wanted)
        .fetch_all(&mut self.0)
        .await?;
        let mut schema = Schema::new(prefix);
        let course = format!("{prefix}course");
        for row in rows {
            let (table, column): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            if table == course && column == "shortname" {
                schema.folding = row.try_get(2)?;
            }
            schema.add(&table, column);
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
        let statement = format!("COPY ({text}) TO STDOUT");
        // The server sends each row as a message of its own.
        let mut rows = self.0.copy_out_raw(&statement).await?;
        while let Some(row) = rows.try_next().await? {
            let cells = row.strip_suffix(b"\n").unwrap_or(&row);
            table.take(&mut Copied(Some(cells)), assembler)?;
        }
        Ok(())
    }

    /// Leaves.
    pub(super) async fn close(self) {
        // The transaction has written nothing.
        let _ = self.0.close().await;
    }
}

/// The cells of a row that was copied out: tabs between them, `\N` for NULL, some characters behind a backslash.
struct Copied<'r>(Option<&'r [u8]>);

impl<'r> Copied<'r> {
    fn next(&mut self) -> Result<&'r [u8], DatabaseError> {
        let rest = self.0.ok_or(DatabaseError::Cell("too few columns"))?;
        match rest.iter().position(|byte| *byte == b'\t') {
            Some(end) => {
                self.0 = Some(&rest[end + 1..]);
                Ok(&rest[..end])
            }
            None => {
                self.0 = None;
                Ok(rest)
            }
        }
    }
}

impl Cells for Copied<'_> {
    type Error = DatabaseError;

    fn number(&mut self) -> Result<i64, DatabaseError> {
        match self.next()? {
            NULL => Ok(0),
            digits => std::str::from_utf8(digits)
                .ok()
                .and_then(|digits| digits.parse().ok())
                .ok_or(DatabaseError::Cell("a text")),
        }
    }

    fn text(&mut self) -> Result<String, DatabaseError> {
        let bytes = match self.next()? {
            NULL => return Ok(String::new()),
            cell if cell.contains(&b'\\') => unescaped(cell),
            cell => cell.to_vec(),
        };
        String::from_utf8(bytes).map_err(|_| DatabaseError::Cell("bytes that are no UTF-8"))
    }
}

/// NULL, as it is copied out.
const NULL: &[u8] = br"\N";

fn unescaped(cell: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(cell.len());
    let mut cell = cell.iter();
    while let Some(byte) = cell.next() {
        bytes.push(match byte {
            b'\\' => match cell.next() {
                Some(b'b') => 0x08,
                Some(b'f') => 0x0c,
                Some(b'n') => b'\n',
                Some(b'r') => b'\r',
                Some(b't') => b'\t',
                Some(b'v') => 0x0b,
                Some(other) => *other,
                None => b'\\',
            },
            other => *other,
        });
    }
    bytes
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_they_were_before_they_were_copied() {
        let mut cells = Copied(Some(b"12\t\\N\t\\N\ta\\tb\\\\c\\nd\t\t\\\\N\t-7"));
        assert_eq!(cells.number().unwrap(), 12);
        assert_eq!(cells.number().unwrap(), 0);
        assert_eq!(cells.text().unwrap(), "");
        assert_eq!(cells.text().unwrap(), "a\tb\\c\nd");
        assert_eq!(cells.text().unwrap(), "");
        assert_eq!(cells.text().unwrap(), "\\N");
        assert_eq!(cells.number().unwrap(), -7);
        assert!(cells.number().is_err());
        assert!(Copied(Some(b"x")).number().is_err());
    }
}
