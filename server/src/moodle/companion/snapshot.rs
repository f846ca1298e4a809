//! The state of a site, read in pages.

use futures_util::stream::{FuturesUnordered, StreamExt as _};
use serde_json::json;
use toolsync_core::site::SiteIndex;

use super::{Companion, SNAPSHOT, page};
use crate::moodle::tables::{Assembler, Extent, Table};
use crate::moodle::webservices::CallError;

/// How many calls are under way at a time: two make their texts, as many as a small server has processors, while the rows of the third are read here.
const IN_FLIGHT: usize = 3;

/// How many tables are asked for together: most are small, and a call takes its time for however few rows.
const TABLES_TOGETHER: usize = 6;

/// How many of the queries that count are asked for together: their answers are short.
const COUNTS_TOGETHER: usize = 20;

/// How many rows a call answers with at most. The companion stops earlier when they are long.
const ROWS: u32 = 100_000;

/// What is still to be read: some tables, and of the first one only what comes after a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    tables: &'static [Table],
    after: i64,
}

impl Companion<'_> {
    /// The state of the site. Pages are read one after the other while the site goes on working.
    ///
    /// # Errors
    /// When the site does not answer, or its companion has other tables than this Toolsync.
    pub async fn snapshot(&self, extent: Extent) -> Result<SiteIndex, CallError> {
        let mut assembler = Assembler::default();
        let parts = extent.tables().flat_map(|tables| {
            let most = match tables {
                [Table::Count(_), ..] => COUNTS_TOGETHER,
                _ => TABLES_TOGETHER,
            };
            tables.chunks(most)
        });
        let mut waiting: Vec<Part> = parts.map(|tables| Part { tables, after: 0 }).collect();
        let mut under_way = FuturesUnordered::new();
        loop {
            while under_way.len() < IN_FLIGHT
                && let Some(part) = waiting.pop()
            {
                under_way.push(self.read(part));
            }
            let Some(answer) = under_way.next().await else {
                break;
            };
            let (rest, rows) = answer?;
            waiting.extend(rest);
            assembler.absorb(rows);
        }
        // Long enough to keep others waiting who share the thread.
        let whole = tokio::task::spawn_blocking(|| assembler.finish());
        let mut site = whole.await.map_err(|error| unexpected(error.to_string()))?;
        extent.mark(&mut site.facts);
        Ok(site)
    }

    /// Reads a page of a part: what is left of the part, if anything is, and the rows.
    async fn read(&self, part: Part) -> Result<(Option<Part>, Assembler), CallError> {
        let names: Vec<&str> = part.tables.iter().map(|table| table.query().name).collect();
        let asked = json!({"query": names.join(","), "after": part.after, "limit": ROWS});
        let answer = self.client.ask::<String>(SNAPSHOT, &asked).await?;
        // Other calls go on meanwhile.
        let taken = tokio::task::spawn_blocking(move || {
            let mut assembler = Assembler::default();
            let rest = take(part, &answer.value, &mut assembler)?;
            Ok((rest, assembler))
        });
        taken.await.map_err(|error| unexpected(error.to_string()))?
    }
}

/// Gives the rows of an answer to the assembler. What is left of the part, if anything is.
///
/// # Errors
/// When the answer is another than to what was asked.
fn take(part: Part, text: &str, assembler: &mut Assembler) -> Result<Option<Part>, CallError> {
    let next = page::read(text, part.tables, assembler);
    let Some((name, after)) = next.map_err(|error| unexpected(error.to_string()))? else {
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

fn unexpected(what: String) -> CallError {
    CallError::Unexpected {
        function: SNAPSHOT.to_owned(),
        what,
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
            assert!(error.contains(what), "{text}: {error}");
        }
        assert!(taken(r#"{"pages":[["roles",[[1.5,"a"]]]],"next":null}"#).is_err());
        assert!(taken("").is_err());
    }
}
