//! Tables and columns as they are on this site.

use std::collections::{BTreeMap, BTreeSet};

use super::{Address, DatabaseError, Server};
use crate::moodle::tables::Table;

/// The table by which Moodle's database is known.
const CONFIG: &str = "config";

/// The columns that the account may read, of the tables that a snapshot reads.
#[derive(Debug, Default)]
pub(super) struct Schema {
    prefix: String,
    /// By table, without its prefix.
    columns: BTreeMap<String, BTreeSet<String>>,
    /// How short names of courses, and with them all keys, are compared; none: by their bytes.
    pub(super) folding: Option<String>,
}

impl Schema {
    /// One without columns.
    pub(super) fn new(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            ..Self::default()
        }
    }

    /// Names, with their prefix, of the tables that a snapshot reads.
    pub(super) fn wanted(prefix: &str) -> BTreeSet<String> {
        let tables = Table::ALL.iter().flat_map(|table| table.query().tables());
        tables
            .map(|(table, _)| format!("{prefix}{table}"))
            .collect()
    }

    /// Adds a column of a table whose name has its prefix.
    pub(super) fn add(&mut self, table: &str, column: String) {
        if let Some(table) = table.strip_prefix(&self.prefix) {
            let columns = self.columns.entry(table.to_owned()).or_default();
            columns.insert(column);
        }
    }

    /// Whether there are tables of Moodle, and whatever is needed of them can be read.
    pub(super) fn is_whole(&self) -> Result<(), DatabaseError> {
        let named = |name: &str| format!("{}{name}", self.prefix);
        if !self.columns.contains_key(CONFIG) {
            return Err(DatabaseError::NoMoodle(named(CONFIG)));
        }
        for table in Table::ALL {
            let query = table.query();
            for (name, _) in query.tables() {
                if !self.columns.contains_key(name) {
                    return Err(DatabaseError::Hidden(named(name)));
                }
            }
            for (name, column) in query.needs() {
                if !self.has(name, column) {
                    return Err(DatabaseError::Hidden(format!("{}.{column}", named(name))));
                }
            }
        }
        Ok(())
    }

    fn has(&self, table: &str, column: &str) -> bool {
        let columns = self.columns.get(table);
        columns.is_some_and(|columns| columns.contains(column))
    }

    /// The statement that asks this server for the rows of a query.
    pub(super) fn statement(&self, table: Table, address: &Address) -> String {
        let quote = match address.server {
            Server::Postgres(_) => '"',
            Server::MySql(_) => '`',
        };
        let text = table.query().text(|table, column| self.has(table, column));
        // Quoted, since some names are words of SQL once they have no prefix. No literal of a query holds a brace.
        text.replace('{', &format!("{quote}{}", self.prefix))
            .replace('}', &quote.to_string())
    }
}
