//! The rows of a sheet (ECMA-376, part 1, 18.3).

use super::super::Stop;
use super::super::address::{Address, Range};
use super::super::row::{EachRow, Merged, Row};
use super::super::value::{Format, iso_moment};
use super::super::xml::{Element, Node, Xml, is_true};
use super::Book;
use super::strings::push_unescaped;

/// Which text is being gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gathered {
    None,
    Value,
    Formula,
}

/// The cell at hand.
#[derive(Debug, Default)]
struct Cell {
    /// From 0.
    column: u32,
    format: Format,
    /// What its value is, in the words of the part; empty for a number.
    kind: String,
    value: String,
    has_value: bool,
    formula: String,
    has_formula: bool,
}

/// Hands the rows of a sheet that hold something to `each`; the ranges of merged cells stand after them.
pub(super) fn read(part: &str, book: &Book, each: EachRow<'_>) -> Result<Merged, Stop> {
    let mut xml = Xml::new(part);
    let (mut row, mut cell) = (Row::default(), Cell::default());
    let mut merged = Merged::new();
    let (mut next_column, mut is_cell) = (0, false);
    let (mut gathered, mut is_phonetic) = (Gathered::None, false);
    loop {
        match xml.next()? {
            Node::Open(element) => match element.local() {
                "row" => {
                    begin(&mut row, &element)?;
                    next_column = 0;
                }
                "c" => {
                    is_cell = true;
                    cell.begin(&element, book, next_column, row.number)?;
                    next_column = cell.column + 1;
                }
                "v" if is_cell => {
                    cell.has_value = true;
                    gathered = Gathered::Value;
                }
                "rPh" => is_phonetic = true,
                "t" if is_cell && !is_phonetic => {
                    cell.has_value = true;
                    gathered = Gathered::Value;
                }
                "f" if is_cell => {
                    cell.has_formula = true;
                    gathered = Gathered::Formula;
                }
                "mergeCell" => {
                    let range = element.local_attribute("ref").unwrap_or_default();
                    merged.extend(Range::parse(&range));
                }
                _ => {}
            },
            Node::Close(element) => match element.local() {
                "v" | "t" | "f" => gathered = Gathered::None,
                "rPh" => is_phonetic = false,
                "c" => {
                    is_cell = false;
                    cell.end(&mut row, book)?;
                }
                "row" => row.hand_to(each)?,
                _ => {}
            },
            Node::Text(text) => match gathered {
                Gathered::None => {}
                Gathered::Value => cell.value.push_str(&text),
                Gathered::Formula => cell.formula.push_str(&text),
            },
            Node::End => return Ok(merged),
        }
    }
}

/// Begins a row; one that does not say its number follows the one before.
fn begin(row: &mut Row, element: &Element<'_>) -> Result<(), Stop> {
    let number = match element.local_attribute("r") {
        Some(number) => number.parse().map_err(|_| Stop::Damaged)?,
        None => row.number + 1,
    };
    let hidden = element.local_attribute("hidden");
    row.begin(number, hidden.is_some_and(|value| is_true(&value)))
}

impl Cell {
    /// Begins a cell; one that does not say where it stands follows the one before.
    fn begin(
        &mut self,
        element: &Element<'_>,
        book: &Book,
        next: u32,
        row: u32,
    ) -> Result<(), Stop> {
        self.column = next;
        self.format = Format::Number;
        self.kind.clear();
        self.value.clear();
        self.formula.clear();
        (self.has_value, self.has_formula) = (false, false);
        for (name, value) in element.attributes() {
            match name {
                "r" => {
                    let address = Address::parse(&value).filter(|address| address.row == row);
                    self.column = address.ok_or(Stop::Damaged)?.column;
                }
                "s" => {
                    let format = value.parse().ok();
                    let format = format.and_then(|index: usize| book.formats.get(index));
                    self.format = format.copied().unwrap_or_default();
                }
                "t" => self.kind.push_str(&value),
                _ => {}
            }
        }
        Ok(())
    }

    /// Adds the cell to its row.
    fn end(&mut self, row: &mut Row, book: &Book) -> Result<(), Stop> {
        let column = self.column;
        // Only a text can be calculated and empty.
        let is_empty = self.value.is_empty() && self.kind != "str";
        if !self.has_value || (self.has_formula && is_empty) {
            // What a program wrote without calculating it has no value.
            return match self.has_formula {
                true => row.push(column, &format!("={}", self.formula)),
                false => row.push(column, ""),
            };
        }
        match self.kind.as_str() {
            "s" => {
                let text = self.value.trim().parse().ok();
                let text = text.and_then(|number| book.strings.get(number));
                row.push(column, text.ok_or(Stop::Damaged)?)
            }
            "str" | "inlineStr" => {
                let mut text = String::with_capacity(self.value.len());
                push_unescaped(&mut text, &self.value);
                row.push(column, &text)
            }
            // `1` and `0`, as the part writes them, and the text of an error.
            "b" | "e" => row.push(column, self.value.trim()),
            "d" => row.push(column, &iso_moment(&self.value)),
            _ => match self.format.show(&self.value, book.is_1904) {
                Some(number) => row.push_number(column, &number),
                None => row.push(column, self.value.trim()),
            },
        }
    }
}
