//! A command file while it is written: cells by column, and what each row is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::quote;
use crate::kinds::Kind;
use crate::site::Touched;

/// What stands between cells.
const SEPARATOR: char = ';';

/// A row: its cells by the names of their columns, and what it brings back.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetRow {
    cells: BTreeMap<String, String>,
    /// What it brings back.
    pub(super) about: BTreeSet<Touched>,
}

impl SheetRow {
    /// An empty row that brings these objects back.
    pub(super) fn about(keys: impl IntoIterator<Item = Touched>) -> Self {
        Self {
            cells: BTreeMap::new(),
            about: keys.into_iter().collect(),
        }
    }

    /// With this cell; an empty one is no cell.
    pub(super) fn with(mut self, column: &str, text: impl ToString) -> Self {
        self.set(column, text);
        self
    }

    /// Fills a cell; an empty text leaves it.
    pub(super) fn set(&mut self, column: &str, text: impl ToString) {
        let text = text.to_string();
        if !text.is_empty() {
            self.cells.insert(column.to_owned(), text);
        }
    }

    /// Whether no cell is filled but these.
    pub(super) fn has_only(&self, columns: &[&str]) -> bool {
        self.cells
            .keys()
            .all(|column| columns.contains(&column.as_str()))
    }
}

/// A command file.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// Its kind.
    pub(super) kind: Kind,
    /// Its rows, in order.
    pub(super) rows: Vec<SheetRow>,
    /// Columns that stand in the header even if no row fills them.
    columns: BTreeSet<&'static str>,
}

impl Sheet {
    /// A file with these rows.
    pub(super) fn new(kind: Kind, rows: Vec<SheetRow>) -> Self {
        Self {
            kind,
            rows,
            columns: BTreeSet::new(),
        }
    }

    /// With columns that stand in the header even if no row fills them.
    pub(super) fn with_columns(mut self, columns: &[&'static str]) -> Self {
        self.columns.extend(columns);
        self
    }

    /// The file: UTF-8, with semicolons, the columns in the order of the documentation. Kinds without header have one column.
    pub(super) fn text(&self) -> String {
        let mut columns: BTreeSet<&str> = self.columns.iter().copied().collect();
        for row in &self.rows {
            columns.extend(row.cells.keys().map(String::as_str));
        }
        let mut columns: Vec<&str> = columns.into_iter().collect();
        columns.sort_by_key(|name| self.place(name));
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        if self.kind.has_header() {
            lines.push(columns.join(&SEPARATOR.to_string()));
        }
        for row in &self.rows {
            let cells = columns.iter().map(|name| match row.cells.get(*name) {
                Some(text) => quote(text, SEPARATOR),
                None => "".into(),
            });
            let cells: Vec<_> = cells.collect();
            lines.push(cells.join(&SEPARATOR.to_string()));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// Where the documentation has a column, and its number.
    fn place(&self, name: &str) -> (usize, u32) {
        let mut columns = self.kind.columns().iter().enumerate();
        columns
            .find_map(|(place, column)| Some((place, column.matches(name)?)))
            .unwrap_or((usize::MAX, 0))
    }
}
