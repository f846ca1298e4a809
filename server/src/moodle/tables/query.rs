//! The text of a query: one that PostgreSQL, MariaDB, MySQL and Moodle's own `$DB` take.
//!
//! Names of tables stand in braces, as in Moodle's code: `{user}`. No cast, no function of one system: integers come in whatever width their column
//! has, and NULL where Moodle keeps none, and both are the business of who reads the cells ([`Cells`](super::Cells)).

/// A column of a query's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the answer.
    pub name: &'static str,
    /// The expression. With `missing` it is a column of a table, `alias.column`, or holds one in the first place where a point stands.
    pub sql: &'static str,
    /// What is asked for instead where the table has no such column, or the account may not see it.
    pub missing: Option<&'static str>,
}

impl Column {
    /// Whether it is a column of a table, which needs no other name in the answer (and some of our names are words of SQL).
    fn is_plain(&self) -> bool {
        self.sql
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
    }
}

/// A query. The first column of each is a number that is positive and no two rows have in common: who reads in pages goes on after the last one
/// (`AND first > last ORDER BY first`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query {
    /// Its name, by which a page of it is asked for.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// Tables with their aliases.
    pub from: &'static str,
    /// Which rows; all when none.
    pub condition: Option<&'static str>,
    /// What rows are grouped by.
    pub group: Option<&'static str>,
}

impl Query {
    /// The whole text, with tables in braces. `has` says whether a table (without prefix) has a column.
    pub fn text(&self, has: impl Fn(&str, &str) -> bool) -> String {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|column| {
                let there = column.missing.filter(|_| {
                    self.place(column)
                        .is_some_and(|(table, name)| !has(table, name))
                });
                match there {
                    Some(missing) => format!("{missing} AS {}", column.name),
                    None if column.is_plain() => column.sql.to_owned(),
                    None => format!("{} AS {}", column.sql, column.name),
                }
            })
            .collect();
        let mut text = format!("SELECT {} FROM {}", columns.join(", "), self.from);
        if let Some(condition) = self.condition {
            text.push_str(" WHERE ");
            text.push_str(condition);
        }
        if let Some(group) = self.group {
            text.push_str(" GROUP BY ");
            text.push_str(group);
        }
        text
    }

    /// The columns of tables, each with its table (without prefix), that have to be there.
    pub fn needs(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        let needed = self
            .columns
            .iter()
            .filter(|column| column.missing.is_none());
        needed.filter_map(|column| self.place(column))
    }

    /// Table (without prefix) and name of the column that an expression is about.
    fn place(&self, column: &Column) -> Option<(&'static str, &'static str)> {
        let point = column.sql.find('.')?;
        let word = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
        let alias = column.sql[..point].rsplit(word).next()?;
        let name = column.sql[point + 1..].split(word).next()?;
        let tables = self.tables();
        let (table, _) = tables.into_iter().find(|(_, own)| *own == alias)?;
        Some((table, name))
    }

    /// The tables it reads, without prefix, each with its alias.
    pub fn tables(&self) -> Vec<(&'static str, &'static str)> {
        let parts = self.from.split('{').skip(1);
        parts
            .filter_map(|part| {
                let (table, rest) = part.split_once('}')?;
                Some((table, rest.split_whitespace().next().unwrap_or(table)))
            })
            .collect()
    }
}
