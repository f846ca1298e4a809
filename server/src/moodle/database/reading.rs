//! The tables of a snapshot, read over as many connections as see the same moment.
//!
//! Reading is work for both ends, and a server of PostgreSQL does it in one process for each connection: two are read in little more than half the time.
//! The second connection is a help and no need: where it cannot be had, the first one reads all.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinSet;

use super::{Address, Connection, DatabaseError, Schema};
use crate::moodle::tables::{Assembler, Table};

/// How many connections read beside the first. More would need more processors on both sides than small sites have.
const HELPERS: usize = 1;

/// The tables with most rows: begun with, so that no connection has a long one left while the others are done.
const LONG: &[Table] = &[
    Table::Users,
    Table::RoleAssignments,
    Table::UserEnrolments,
    Table::GroupMembers,
    Table::CohortMembers,
];

/// Tables that nobody reads yet, with the statements that ask for their rows. The last is read first.
#[derive(Debug, Clone)]
struct Waiting(Arc<Mutex<Vec<(Table, String)>>>);

impl Waiting {
    fn new(schema: &Schema, address: &Address) -> Self {
        let others = Table::ALL.iter().filter(|table| !LONG.contains(table));
        let order = others.chain(LONG.iter().rev());
        let statements = order.map(|table| (*table, schema.statement(*table, address)));
        Self(Arc::new(Mutex::new(statements.collect())))
    }

    fn next(&self) -> Option<(Table, String)> {
        let mut tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tables.pop()
    }
}

/// Reads all tables of a snapshot; `first` is a connection that may read them.
///
/// # Errors
/// That of the first statement that fails.
pub(super) async fn read_all(
    mut first: Connection,
    schema: &Schema,
    address: &Address,
) -> Result<Assembler, DatabaseError> {
    let waiting = Waiting::new(schema, address);
    // Ended when whoever waits for the snapshot goes away.
    let mut readers = JoinSet::new();
    if let Some(moment) = first.moment().await? {
        for _ in 0..HELPERS {
            let (address, moment, waiting) = (address.clone(), moment.clone(), waiting.clone());
            readers.spawn(async move {
                match Connection::open_at(&address, &moment).await {
                    Ok(helper) => take_rows(helper, &waiting).await,
                    Err(error) => {
                        tracing::debug!(error = error.name(), "no second connection");
                        Ok(Assembler::default())
                    }
                }
            });
        }
    }
    readers.spawn(async move { take_rows(first, &waiting).await });
    let mut whole = Assembler::default();
    while let Some(read) = readers.join_next().await {
        whole.absorb(read.map_err(DatabaseError::Reader)??);
    }
    Ok(whole)
}

/// Reads tables over a connection until none waits.
async fn take_rows(
    mut connection: Connection,
    waiting: &Waiting,
) -> Result<Assembler, DatabaseError> {
    let mut assembler = Assembler::default();
    while let Some((table, statement)) = waiting.next() {
        connection.read(&statement, table, &mut assembler).await?;
    }
    connection.close().await;
    Ok(assembler)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read_once_the_long_ones_first() {
        let address = "postgres://reader@127.0.0.1/moodle?prefix=mdl_".parse();
        let address: Address = address.expect("a good address");
        let waiting = Waiting::new(&Schema::new("mdl_"), &address);
        let (helper, mut read) = (waiting.clone(), Vec::new());
        while let Some((table, statement)) = waiting.next() {
            assert!(statement.starts_with("SELECT "), "{statement}");
            read.push(table);
            read.extend(helper.next().map(|(table, _)| table));
        }
        assert_eq!(read[..LONG.len()], *LONG);
        assert_eq!(read.len(), Table::ALL.len());
        assert!(Table::ALL.iter().all(|table| read.contains(table)));
    }
}
