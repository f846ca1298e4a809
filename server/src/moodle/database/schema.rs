//! Tables and columns as they are on this site.

use std::collections::{BTreeMap, BTreeSet};

use super::{Address, DatabaseError, Server};
use crate::moodle::tables::{Extent, Table};

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
        let tables = Extent::WithContent.tables().flatten();
        let tables = tables.flat_map(|table| table.query().tables());
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
    pub(super) fn is_whole(&self, extent: Extent) -> Result<(), DatabaseError> {
        if !self.columns.contains_key(CONFIG) {
            return Err(DatabaseError::NoMoodle(self.named(CONFIG)));
        }
        let mut needed = extent.tables().flatten();
        match needed.find_map(|table| self.lack(*table).filter(|_| !table.may_be_missing())) {
            Some(lack) => Err(DatabaseError::Hidden(lack)),
            None => Ok(()),
        }
    }

    /// Whether all is there, or can be read, that these modules of the site have left to be counted. A module of which nothing can be read that is
    /// installed all the same has something to hide.
    pub(super) fn shows(
        &self,
        modules: &BTreeSet<String>,
        extent: Extent,
    ) -> Result<(), DatabaseError> {
        let mut tables = extent
            .tables()
            .flatten()
            .flat_map(|table| table.query().tables());
        match tables.find(|(name, _)| modules.contains(*name) && !self.columns.contains_key(*name))
        {
            Some((name, _)) => Err(DatabaseError::Hidden(self.named(name))),
            None => Ok(()),
        }
    }

    /// Whether the rows of a query can be read.
    pub(super) fn can_read(&self, table: Table) -> bool {
        self.lack(table).is_none()
    }

    /// A table or column that a query needs and that is not there.
    fn lack(&self, table: Table) -> Option<String> {
        let query = table.query();
        let tables = query.tables();
        let mut tables = tables.iter();
        let table = tables.find(|(name, _)| !self.columns.contains_key(*name));
        let of_table = table.map(|(name, _)| self.named(name));
        of_table.or_else(|| {
            let mut needs = query.needs();
            let (name, column) = needs.find(|(name, column)| !self.has(name, column))?;
            Some(format!("{}.{column}", self.named(name)))
        })
    }

    /// The name of a table with its prefix.
    fn named(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
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
