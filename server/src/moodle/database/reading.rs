//! The tables of a snapshot, read over as many connections as see the same moment.
//!
//! Reading is work for both ends, and a server of PostgreSQL does it in one process for each connection: two are read in little more than half the time.
//! The second connection is a help and no need: where it cannot be had, the first one reads all.

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinSet;

use super::{Address, Connection, DatabaseError, Schema};
use crate::moodle::tables::{Assembler, Extent, Table};

/// How many connections read beside the first. More would need more processors on both sides than small sites have.
const HELPERS: usize = 1;

/// The tables with most rows: begun with, so that no connection has a long one left while the others are done.
const LONG: &[Table] = &[
    Table::Grades,
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
    fn new(schema: &Schema, address: &Address, extent: Extent) -> Self {
        let tables = extent.tables().flatten().copied();
        let (mut long, mut order): (Vec<Table>, Vec<Table>) = tables
            .filter(|table| schema.can_read(*table))
            .partition(|table| LONG.contains(table));
        long.sort_by_key(|table| Reverse(LONG.iter().position(|other| other == table)));
        order.append(&mut long);
        let statements = order.into_iter();
        let statements = statements.map(|table| (table, schema.statement(table, address)));
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
    extent: Extent,
) -> Result<Assembler, DatabaseError> {
    let waiting = Waiting::new(schema, address, extent);
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

    /// Tables and columns of a Moodle where the module `chat` is not installed.
    fn schema() -> Schema {
        let mut schema = Schema::new("mdl_");
        for table in Extent::WithContent.tables().flatten() {
            let query = table.query();
            let tables = query.tables().into_iter().map(|(table, _)| (table, "id"));
            for (table, column) in tables.chain(query.needs()) {
                if !table.starts_with("chat") {
                    schema.add(&format!("mdl_{table}"), column.to_owned());
                }
            }
        }
        schema
    }

    fn read(extent: Extent) -> Vec<Table> {
        let address = "postgres://reader@127.0.0.1/moodle?prefix=mdl_".parse();
        let address: Address = address.expect("a good address");
        let waiting = Waiting::new(&schema(), &address, extent);
        let (helper, mut read) = (waiting.clone(), Vec::new());
        while let Some((table, statement)) = waiting.next() {
            assert!(statement.starts_with("SELECT "), "{statement}");
            read.push(table);
            read.extend(helper.next().map(|(table, _)| table));
        }
        read
    }

    #[test]
    fn every_table_is_read_once_the_long_ones_first() {
        let usual = read(Extent::Usual);
        assert_eq!(usual[..LONG.len() - 1], LONG[1..]);
        assert_eq!(usual.len(), Table::USUAL.len());
        assert!(Table::USUAL.iter().all(|table| usual.contains(table)));
        let whole = read(Extent::WithContent);
        assert_eq!(whole[..LONG.len()], *LONG);
        let all: Vec<&Table> = Extent::WithContent.tables().flatten().collect();
        assert_eq!(whole.len(), all.len() - 1);
        for table in all {
            let times = whole.iter().filter(|read| *read == table).count();
            let is_there = table.query().name != "chat_messages";
            assert_eq!(times, usize::from(is_there), "{}", table.query().name);
        }
    }

    #[test]
    fn what_cannot_be_read_is_missed_where_it_is_installed() {
        let (schema, all) = (schema(), Extent::WithContent);
        assert!(schema.is_whole(all).is_ok());
        let installed = |module: &str| [module.to_owned()].into();
        assert!(schema.shows(&installed("quiz"), all).is_ok());
        assert!(schema.shows(&installed("chat"), Extent::Usual).is_ok());
        let hidden = schema.shows(&installed("chat"), all);
        assert!(matches!(hidden, Err(DatabaseError::Hidden(table)) if table == "mdl_chat"));
    }
}
