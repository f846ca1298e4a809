//! The state of a site, read in pages.

use std::borrow::Cow;
use std::fmt;

use futures_util::stream::{FuturesUnordered, StreamExt as _};
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use serde_json::json;
use toolsync_core::site::SiteIndex;

use super::{Companion, SNAPSHOT};
use crate::moodle::tables::{Assembler, Cells, Table};
use crate::moodle::webservices::CallError;

/// How many calls are under way at a time: one makes its text while the rows of the other are on their way. More only wait for each other.
const IN_FLIGHT: usize = 2;

/// How many tables are asked for together: most are small, and a call takes its time for however few rows.
const TABLES_TOGETHER: usize = 6;

/// How many rows a call answers with at most. The companion stops earlier when they are long.
const ROWS: u32 = 100_000;

/// What is still to be read: some tables, and of the first one only what comes after a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    tables: &'static [Table],
    after: i64,
}

impl Companion<'_> {
    /// The whole state of the site. Pages are read one after the other while the site goes on working.
    ///
    /// # Errors
    /// When the site does not answer, or its companion has other tables than this Toolsync.
    pub async fn snapshot(&self) -> Result<SiteIndex, CallError> {
        let mut assembler = Assembler::default();
        let parts = Table::ALL.chunks(TABLES_TOGETHER);
        let mut waiting: Vec<Part> = parts.map(|tables| Part { tables, after: 0 }).collect();
        let mut under_way = FuturesUnordered::new();
        loop {
            while under_way.len() < IN_FLIGHT
                && let Some(part) = waiting.pop()
            {
                under_way.push(self.read(part));
            }
            let Some(answer) = under_way.next().await else {
                return Ok(assembler.finish());
            };
            let (part, text) = answer?;
            waiting.extend(take(part, &text, &mut assembler)?);
        }
    }

    async fn read(&self, part: Part) -> Result<(Part, String), CallError> {
        let names: Vec<&str> = part.tables.iter().map(|table| table.query().name).collect();
        let asked = json!({"query": names.join(","), "after": part.after, "limit": ROWS});
        let answer = self.client.ask::<String>(SNAPSHOT, &asked).await?;
        Ok((part, answer.value))
    }
}

/// Gives the rows of an answer to the assembler. What is left of the part, if anything is.
///
/// # Errors
/// When the answer is another than to what was asked.
fn take(part: Part, text: &str, assembler: &mut Assembler) -> Result<Option<Part>, CallError> {
    let unexpected = |what: String| CallError::Unexpected {
        function: SNAPSHOT.to_owned(),
        what,
    };
    let answer: Answer =
        serde_json::from_str(text).map_err(|error| unexpected(error.to_string()))?;
    for (name, rows) in answer.pages {
        let mut tables = part.tables.iter();
        let table = tables.find(|table| table.query().name == name);
        let table = table.ok_or_else(|| unexpected(format!("rows of {name}")))?;
        for row in rows {
            let mut cells = RowCells(row.into_iter());
            let taken = table.take(&mut cells, assembler);
            taken.map_err(|what| unexpected(format!("{name}: {what}")))?;
            if cells.0.next().is_some() {
                return Err(unexpected(format!("{name}: more cells than columns")));
            }
        }
    }
    let Some((name, after)) = answer.next else {
        return Ok(None);
    };
    let place = part
        .tables
        .iter()
        .position(|table| table.query().name == name);
    let rest = place.map(|place| Part {
        tables: &part.tables[place..],
        after,
    });
    // Whoever does not get ahead would ask for ever.
    let gets_ahead =
        rest.is_some_and(|rest| rest.tables.len() < part.tables.len() || after > part.after);
    match rest {
        Some(rest) if gets_ahead => Ok(Some(rest)),
        _ => Err(unexpected(format!("it goes on with {name} after {after}"))),
    }
}

/// What the companion answers.
#[derive(Deserialize)]
struct Answer<'a> {
    /// Rows by the name of their query, in the order of their ids.
    #[serde(borrow)]
    pages: Vec<(&'a str, Vec<Vec<Scalar<'a>>>)>,
    /// Where to go on: with which query, after which id; none when all was said.
    next: Option<(String, i64)>,
}

/// A cell: databases give numbers as texts or as numbers.
enum Scalar<'a> {
    Null,
    Number(i64),
    Text(Cow<'a, str>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a whole number or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Null)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        let number = i64::try_from(number).map_err(E::custom)?;
        Ok(Scalar::Number(number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }
}

/// The cells of a row, one after the other.
struct RowCells<'a>(std::vec::IntoIter<Scalar<'a>>);

impl Cells for RowCells<'_> {
    type Error = &'static str;

    fn number(&mut self) -> Result<i64, Self::Error> {
        match self.0.next().ok_or("fewer cells than columns")? {
            Scalar::Null => Ok(0),
            Scalar::Number(number) => Ok(number),
            Scalar::Text(text) => text.parse().map_err(|_| "a text where a number should be"),
        }
    }

    fn text(&mut self) -> Result<String, Self::Error> {
        Ok(match self.0.next().ok_or("fewer cells than columns")? {
            Scalar::Null => String::new(),
            Scalar::Number(number) => number.to_string(),
            Scalar::Text(text) => text.into_owned(),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const ROLES: Part = Part {
        tables: &[Table::Modules, Table::Roles],
        after: 0,
    };

    fn taken(text: &str) -> Result<(Option<Part>, SiteIndex), String> {
        let mut assembler = Assembler::default();
        let rest = take(ROLES, text, &mut assembler).map_err(|error| error.to_string())?;
        Ok((rest, assembler.finish()))
    }

    #[test]
    fn cells_are_texts_numbers_or_nothing() {
        let text = r#"{"pages":[["modules",[]],["roles",[["5","student"],[9,"te\u00efst"],[10,null]]]],"next":null}"#;
        let (rest, site) = taken(text).unwrap();
        assert_eq!(rest, None);
        assert_eq!(site.role_by_shortname("student").unwrap().id, 5);
        assert_eq!(site.role_by_shortname("teïst").unwrap().id, 9);
    }

    #[test]
    fn what_is_left_is_read_next() {
        let (rest, _) =
            taken(r#"{"pages":[["modules",[[1,"quiz"]]]],"next":["roles",0]}"#).unwrap();
        let expected = Part {
            tables: &[Table::Roles],
            after: 0,
        };
        assert_eq!(rest, Some(expected));
        let (rest, _) =
            taken(r#"{"pages":[["modules",[[7,"quiz"]]]],"next":["modules",7]}"#).unwrap();
        assert_eq!(rest, Some(Part { after: 7, ..ROLES }));
    }

    #[test]
    fn an_answer_to_something_else_is_none() {
        for (text, what) in [
            (
                r#"{"pages":[],"next":["modules",0]}"#,
                "it goes on with modules after 0",
            ),
            (
                r#"{"pages":[],"next":["users",9]}"#,
                "it goes on with users after 9",
            ),
            (r#"{"pages":[["users",[]]],"next":null}"#, "rows of users"),
            (
                r#"{"pages":[["roles",[[5]]]],"next":null}"#,
                "roles: fewer cells than columns",
            ),
            (
                r#"{"pages":[["roles",[[5,"a","b"]]]],"next":null}"#,
                "roles: more cells than columns",
            ),
            (
                r#"{"pages":[["roles",[["x","a"]]]],"next":null}"#,
                "roles: a text where a number should be",
            ),
        ] {
            let error = taken(text).unwrap_err();
            assert!(error.ends_with(what), "{text}: {error}");
        }
        assert!(taken(r#"{"pages":[["roles",[[1.5,"a"]]]],"next":null}"#).is_err());
        assert!(taken("").is_err());
    }
}
