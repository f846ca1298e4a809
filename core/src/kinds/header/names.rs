//! Which column a name of a header means.

use super::super::values::fold;
use super::near::slips;
use crate::kinds::{Column, Kind, ValueType};

/// What a name of a header is for a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Match {
    /// A column of the kind.
    Column {
        /// Index in [`Kind::columns`].
        index: usize,
        /// As the kind writes it.
        name: String,
        /// What stands for `{n}`.
        number: u32,
        /// Whether it was written as the kind writes it.
        exact: bool,
    },
    /// A column of older versions of tool_sync.
    Retired,
    /// No column of the kind; perhaps this one was meant.
    Unknown(Option<String>),
    /// Nothing.
    Unnamed,
}

/// What `name` is for `kind`. Names are anchored: `gender` is no `endN` (`spec/quirks.md` Q20).
pub(super) fn find(kind: Kind, name: &str) -> Match {
    if name.is_empty() {
        return Match::Unnamed;
    }
    let columns = kind.columns();
    if let Some((index, number)) = position(columns, name) {
        return Match::Column {
            index,
            name: name.to_owned(),
            number,
            exact: true,
        };
    }
    let lower = name.to_ascii_lowercase();
    if let Some((index, number)) = position(columns, &lower) {
        // What stands for `{name}` is the site's own: its case stays.
        let name = match columns[index].name.strip_suffix("{name}") {
            Some(prefix) => format!("{prefix}{}", &name[prefix.len()..]),
            None => lower,
        };
        return Match::Column {
            index,
            name,
            number,
            exact: false,
        };
    }
    let retired = |pattern: &&'static str| {
        Column::optional(pattern, ValueType::Text(0))
            .matches(&lower)
            .is_some()
    };
    if kind.retired_columns().iter().any(retired) {
        return Match::Retired;
    }
    Match::Unknown(meant(kind, name))
}

/// The kind that a header fits best; none when it fits none, or is a list of people that does not tell what is to become of them.
pub(super) fn recognise(names: &[&str]) -> Option<Kind> {
    if let Some(kind) = told(names) {
        return Some(kind);
    }
    if names_people_only(names) {
        return None;
    }
    best(names)
        .filter(|(_, score)| *score >= 3)
        .map(|(kind, _)| kind)
}

/// The kind that a header gives away by one column, having no column but that kind's.
fn told(names: &[&str]) -> Option<Kind> {
    let mut kinds = Kind::ALL.iter().copied();
    kinds.find(|kind| {
        kind.told_by()
            .is_some_and(|column| names.iter().any(|name| name.eq_ignore_ascii_case(column)))
            && fits(*kind, names)
    })
}

/// Whether a header names accounts and nothing else.
pub(super) fn names_people_only(names: &[&str]) -> bool {
    !names.is_empty() && fits(Kind::UserDeletions, names)
}

/// Whether all names are columns of the kind.
fn fits(kind: Kind, names: &[&str]) -> bool {
    let mut names = names.iter();
    names.all(|name| is_column(kind, name))
}

fn is_column(kind: Kind, name: &str) -> bool {
    matches!(find(kind, name), Match::Column { .. })
}

/// The kind whose columns a header resembles most, with its score; none when it resembles none. Of two that it resembles as much, it is of
/// the one that knows more of its names.
pub(super) fn best(names: &[&str]) -> Option<(Kind, usize)> {
    let mut best = None;
    let mut most = (0, 0);
    for &kind in Kind::ALL
        .iter()
        .filter(|kind| kind.has_header() && kind.told_by().is_none())
    {
        let score: usize = names.iter().map(|name| weight(kind, name)).sum();
        let known = names.iter().filter(|name| is_column(kind, name)).count();
        if score > 0 && (score, known) > most {
            most = (score, known);
            best = Some((kind, score));
        }
    }
    best
}

/// How much a name speaks for a kind: a required column most, a name that only resembles a column least.
fn weight(kind: Kind, name: &str) -> usize {
    match find(kind, name) {
        Match::Column { index, .. } if kind.columns()[index].required => 4,
        Match::Column { .. } => 2,
        Match::Unknown(Some(_)) | Match::Retired => 1,
        Match::Unknown(None) | Match::Unnamed => 0,
    }
}

fn position(columns: &[Column], name: &str) -> Option<(usize, u32)> {
    columns
        .iter()
        .enumerate()
        .find_map(|(index, column)| Some((index, column.matches(name)?)))
}

/// The column that a wrong name probably means: a synonym, or the nearest name at two slips at most.
fn meant(kind: Kind, name: &str) -> Option<String> {
    let (key, number) = key(name);
    if let Some((_, column)) = kind.synonyms().iter().find(|(synonym, _)| *synonym == key) {
        // Not every number is one of the column's: `teacher0` means no column at all.
        return numbered(column, number).filter(|name| position(kind.columns(), name).is_some());
    }
    let most = match key.len() {
        0..=2 => return None,
        3..=4 => 1,
        _ => 2,
    };
    let (_, column) = kind
        .columns()
        .iter()
        .filter(|column| {
            column.name.contains("{n}") == number.is_some() && !column.name.contains("{name}")
        })
        .map(|column| (slips(&key, &column.name.replace('_', "")), column))
        .filter(|(slips, _)| *slips <= most)
        .min_by_key(|(slips, _)| *slips)?;
    let name = numbered(column.name, number)?;
    column.matches(&name).map(|_| name)
}

/// A name without accents, capitals, blanks and joining signs, and with `{n}` for its number.
fn key(name: &str) -> (String, Option<u32>) {
    let folded = fold(name);
    let bare: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let Some(start) = bare.find(|c: char| c.is_ascii_digit()) else {
        return (bare, None);
    };
    let end = bare[start..]
        .find(|c: char| !c.is_ascii_digit())
        .map_or(bare.len(), |length| start + length);
    match bare[start..end].parse() {
        // `phone1` and its like have a number that is a part of the name.
        Ok(number) if !bare.starts_with("phone") => (
            format!("{}{{n}}{}", &bare[..start], &bare[end..]),
            Some(number),
        ),
        _ => (bare, None),
    }
}

/// A column's name with its number; none when one of the two lacks the number.
fn numbered(column: &str, number: Option<u32>) -> Option<String> {
    match (column.contains("{n}"), number) {
        (true, Some(number)) => Some(column.replace("{n}", &number.to_string())),
        (false, None) => Some(column.to_owned()),
        _ => None,
    }
}
