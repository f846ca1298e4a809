//! An answer of [`super::SNAPSHOT`], whose rows go to the assembler as they are read: nothing is made of a row before it is the row of its table.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::moodle::tables::{Assembler, Cells, Table};

/// Where to go on: with which query, after which id; none when all was said.
pub(super) type Next = Option<(String, i64)>;

/// Reads an answer `{"pages":[["users",[[2,"admin",…],…]],…],"next":["courses",1200]}` with rows of these tables.
///
/// # Errors
/// When it is no such answer.
pub(super) fn read(
    text: &str,
    tables: &[Table],
    assembler: &mut Assembler,
) -> Result<Next, serde_json::Error> {
    let mut from = serde_json::Deserializer::from_str(text);
    let next = Answer { tables, assembler }.deserialize(&mut from)?;
    from.end()?;
    Ok(next)
}

/// The whole answer.
struct Answer<'a> {
    tables: &'a [Table],
    assembler: &'a mut Assembler,
}

impl<'de> DeserializeSeed<'de> for Answer<'_> {
    type Value = Next;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Next, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Answer<'_> {
    type Value = Next;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with pages and what is next")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Next, A::Error> {
        let (mut has_pages, mut next) = (false, None);
        while let Some(key) = map.next_key::<&str>()? {
            match key {
                "pages" => {
                    has_pages = true;
                    map.next_value_seed(Pages {
                        tables: self.tables,
                        assembler: self.assembler,
                    })?;
                }
                "next" => next = Some(map.next_value::<Next>()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if !has_pages {
            return Err(A::Error::missing_field("pages"));
        }
        next.ok_or_else(|| A::Error::missing_field("next"))
    }
}

/// Rows by the name of their query, in the order of their ids.
struct Pages<'a> {
    tables: &'a [Table],
    assembler: &'a mut Assembler,
}

impl<'de> DeserializeSeed<'de> for Pages<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Pages<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of pages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pages: A) -> Result<(), A::Error> {
        while let Some(()) = pages.next_element_seed(Page {
            tables: self.tables,
            assembler: self.assembler,
        })? {}
        Ok(())
    }
}

/// The name of a query with rows of it.
struct Page<'a> {
    tables: &'a [Table],
    assembler: &'a mut Assembler,
}

impl<'de> DeserializeSeed<'de> for Page<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_tuple(2, self)
    }
}

impl<'de> Visitor<'de> for Page<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a query and its rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut page: A) -> Result<(), A::Error> {
        let name: &str = page
            .next_element()?
            .ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let mut tables = self.tables.iter();
        let table = tables.find(|table| table.query().name == name);
        let table = *table.ok_or_else(|| A::Error::custom(format_args!("rows of {name}")))?;
        let rows = Rows {
            table,
            name,
            assembler: self.assembler,
        };
        let read = page.next_element_seed(rows)?;
        read.ok_or_else(|| A::Error::custom(format_args!("{name}: no rows")))
    }
}

/// The rows of a query.
struct Rows<'a> {
    table: Table,
    name: &'a str,
    assembler: &'a mut Assembler,
}

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(()) = rows.next_element_seed(OneRow {
            table: self.table,
            name: self.name,
            assembler: self.assembler,
        })? {}
        Ok(())
    }
}

/// A row: cells in the order of the columns.
struct OneRow<'a> {
    table: Table,
    name: &'a str,
    assembler: &'a mut Assembler,
}

impl<'de> DeserializeSeed<'de> for OneRow<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for OneRow<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of cells")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, cells: A) -> Result<(), A::Error> {
        let name = self.name;
        let wrong = |what: &str| A::Error::custom(format_args!("{name}: {what}"));
        let mut cells = RowCells(cells, PhantomData);
        match self.table.take(&mut cells, self.assembler) {
            Ok(()) => {}
            Err(Unusable::Json(error)) => return Err(error),
            Err(Unusable::Cell(what)) => return Err(wrong(what)),
        }
        match cells.0.next_element::<IgnoredAny>()? {
            Some(_) => Err(wrong("more cells than columns")),
            None => Ok(()),
        }
    }
}

/// The cells of a row, one after the other.
struct RowCells<'de, A>(A, PhantomData<&'de str>);

/// Why a cell cannot be used.
enum Unusable<E> {
    /// It is no cell at all.
    Json(E),
    /// It is another than its column has.
    Cell(&'static str),
}

impl<'de, A: SeqAccess<'de>> RowCells<'de, A> {
    fn next(&mut self) -> Result<Scalar<'de>, Unusable<A::Error>> {
        let cell = self.0.next_element().map_err(Unusable::Json)?;
        cell.ok_or(Unusable::Cell("fewer cells than columns"))
    }
}

impl<'de, A: SeqAccess<'de>> Cells for RowCells<'de, A> {
    type Error = Unusable<A::Error>;

    fn number(&mut self) -> Result<i64, Self::Error> {
        match self.next()? {
            Scalar::Null => Ok(0),
            Scalar::Number(number) => Ok(number),
            Scalar::Text(text) => text
                .parse()
                .map_err(|_| Unusable::Cell("a text where a number should be")),
        }
    }

    fn text(&mut self) -> Result<String, Self::Error> {
        Ok(match self.next()? {
            Scalar::Null => String::new(),
            Scalar::Number(number) => number.to_string(),
            Scalar::Text(text) => text.into_owned(),
        })
    }
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
