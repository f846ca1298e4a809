//! The header of a command file: which kind of file it is, and which column each cell of a row belongs to.

mod names;
mod near;
mod remarks;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Column, Kind, ValueType};
use crate::finding::{Finding, Span};
use crate::input::{Dialect, Record};
use crate::settings::{CategoryIdentifier, Settings};

/// A column of a file's header that the kind has.
#[derive(Debug, Clone)]
pub struct HeaderColumn {
    /// What the kind says of it.
    pub column: &'static Column,
    /// Index in [`Kind::columns`].
    pub index: usize,
    /// Its name as the kind writes it (`course2`, `profile_field_badge`).
    pub name: String,
    /// What stands for `{n}`; 0 when there is none.
    pub number: u32,
    /// What its cells hold under the settings of the check.
    pub value: ValueType,
}

/// A header that was read.
#[derive(Debug, Clone)]
pub struct Header {
    /// The kind whose columns these are.
    pub kind: Kind,
    /// For each cell of the header, the column; none when it is unknown and passed over.
    pub columns: Vec<Option<HeaderColumn>>,
    /// For each cell of the header, its name as written.
    pub names: Vec<String>,
}

/// The cells of a header as they stand in the file.
struct Written<'r> {
    line: u64,
    span: Span,
    cells: Vec<WrittenCell<'r>>,
}

/// One name of a header.
struct WrittenCell<'r> {
    name: &'r str,
    span: Span,
}

impl<'r> Written<'r> {
    fn of(record: &Record<'r>) -> Self {
        let cells = (0..record.len())
            .filter_map(|index| {
                Some(WrittenCell {
                    name: record.cell(index)?.text,
                    span: record.cell_span(index),
                })
            })
            .collect();
        Self {
            line: record.line(),
            span: record.span(),
            cells,
        }
    }

    fn names(&self) -> impl Iterator<Item = &'r str> {
        self.cells.iter().map(|cell| cell.name)
    }
}

impl Header {
    /// Reads the header: recognises the kind (unless given), matches the columns, says what is wrong.
    /// A header with an error still yields a [`Header`] when the kind is known, so that rows can be checked.
    pub fn read(
        record: &Record<'_>,
        kind: Option<Kind>,
        settings: &Settings,
    ) -> (Option<Header>, Vec<Finding>) {
        Self::read_names(&Written::of(record), kind, settings)
    }

    fn read_names(
        written: &Written<'_>,
        kind: Option<Kind>,
        settings: &Settings,
    ) -> (Option<Header>, Vec<Finding>) {
        if let Some(finding) = remarks::wrong_separator(written, kind) {
            return (None, vec![finding]);
        }
        let names: Vec<&str> = written.names().collect();
        let Some(kind) = kind.or_else(|| names::recognise(&names)) else {
            return (None, vec![remarks::unknown_kind(written)]);
        };
        let matches: Vec<names::Match> = names.iter().map(|name| names::find(kind, name)).collect();
        let findings = remarks::on_columns(written, kind, &matches, settings);
        let mut header = Self {
            kind,
            columns: Vec::with_capacity(matches.len()),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        for found in matches {
            let column = match found {
                // Of two columns of one name, the first one is read.
                names::Match::Column { name, .. } if header.position(&name).is_some() => None,
                names::Match::Column {
                    index,
                    name,
                    number,
                    ..
                } => {
                    let column = &kind.columns()[index];
                    Some(HeaderColumn {
                        column,
                        index,
                        name,
                        number,
                        value: value_type(column, settings),
                    })
                }
                _ => None,
            };
            header.columns.push(column);
        }
        (Some(header), findings)
    }

    /// The header of a kind whose files have none: all its columns, in their order.
    pub(crate) fn implied(kind: Kind) -> Self {
        let columns = kind.columns().iter().enumerate();
        Self {
            kind,
            columns: columns
                .map(|(index, column)| {
                    Some(HeaderColumn {
                        column,
                        index,
                        name: column.name.to_owned(),
                        number: 0,
                        value: column.value,
                    })
                })
                .collect(),
            names: kind
                .columns()
                .iter()
                .map(|column| column.name.to_owned())
                .collect(),
        }
    }

    /// Where the column of this name stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.as_ref().is_some_and(|column| column.name == name))
    }

    /// Where the columns of a pattern stand, by what stands for `{n}`: for `course{n}`, the positions of `course1`, `course2`…
    pub fn numbered(&self, pattern: &str) -> BTreeMap<u32, usize> {
        self.of_pattern(pattern)
            .map(|(position, column)| (column.number, position))
            .collect()
    }

    /// Sets of columns that share a number: for each number of the first pattern, the positions of all patterns, in their order.
    ///
    /// `header.sets(["course{n}", "role{n}"])` gives for the header `course1;role1;course2` the sets
    /// `1: [Some(0), Some(1)]` and `2: [Some(2), None]`.
    pub fn sets<const N: usize>(&self, patterns: [&str; N]) -> BTreeMap<u32, [Option<usize>; N]> {
        let positions = patterns.map(|pattern| self.numbered(pattern));
        let numbers = positions.first().into_iter().flat_map(BTreeMap::keys);
        numbers
            .map(|number| {
                (
                    *number,
                    std::array::from_fn(|index| positions[index].get(number).copied()),
                )
            })
            .collect()
    }

    /// Where the columns of a pattern that ends in `{name}` stand, with what stands for it: for `profile_field_{name}`, `badge`.
    pub fn named<'h>(&'h self, pattern: &'h str) -> impl Iterator<Item = (&'h str, usize)> + 'h {
        let prefix = pattern.strip_suffix("{name}").unwrap_or(pattern).len();
        self.of_pattern(pattern)
            .map(move |(position, column)| (&column.name[prefix..], position))
    }

    /// Which kind of file has a header that begins with this record; none when it is no header of any kind.
    /// The cell of a record that was not cut is cut at each separator.
    pub(crate) fn kind_of(record: &Record<'_>) -> Option<Kind> {
        let names: Vec<&str> = (0..record.len())
            .filter_map(|index| Some(record.cell(index)?.text))
            .collect();
        match names[..] {
            [whole] => Dialect::SEPARATORS.iter().find_map(|separator| {
                let names: Vec<&str> = whole.split(*separator).map(str::trim).collect();
                (names.len() > 1).then(|| names::recognise(&names))?
            }),
            _ => names::recognise(&names),
        }
    }

    /// Whether the record names accounts as a header does, and nothing else: what is to become of them is not said.
    pub(crate) fn names_people_only(record: &Record<'_>) -> bool {
        let cells = (0..record.len()).filter_map(|index| record.cell(index));
        let names: Vec<&str> = cells.map(|cell| cell.text).collect();
        names::recognise(&names).is_none() && names::names_people_only(&names)
    }

    /// The kind that a header of these names is recognised as.
    pub(crate) fn kind_of_names(names: &[&str]) -> Option<Kind> {
        names::recognise(names)
    }

    /// Whether no cell of the record resembles a column of any kind.
    pub(crate) fn resembles_none(record: &Record<'_>) -> bool {
        let cells = (0..record.len()).filter_map(|index| record.cell(index));
        let names: Vec<&str> = cells.map(|cell| cell.text).collect();
        names::best(&names).is_none()
    }

    /// How many cells a row needs: columns without a name at the end need none. In files without header, only those that must be
    /// filled are needed.
    pub fn needed_cells(&self) -> usize {
        if self.kind.is_headerless() {
            let required = |column: &Option<HeaderColumn>| {
                column.as_ref().is_some_and(|column| column.column.required)
            };
            return self
                .columns
                .iter()
                .filter(|column| required(column))
                .count();
        }
        self.names
            .iter()
            .rposition(|name| !name.is_empty())
            .map_or(0, |last| last + 1)
    }

    fn of_pattern<'h>(
        &'h self,
        pattern: &'h str,
    ) -> impl Iterator<Item = (usize, &'h HeaderColumn)> + 'h {
        self.columns
            .iter()
            .enumerate()
            .filter_map(|(position, column)| Some((position, column.as_ref()?)))
            .filter(move |(_, column)| column.column.name == pattern)
    }
}

/// What the cells of a column hold: where categories are named by idnumber, a `/` in one is no separator.
const fn value_type(column: &Column, settings: &Settings) -> ValueType {
    match (column.value, settings.category_identifier) {
        (ValueType::Category, CategoryIdentifier::Idnumber) => ValueType::Text(100),
        (value, _) => value,
    }
}
