//! OpenDocument spreadsheets (`.ods`): OASIS OpenDocument 1.3, part 3.

use std::borrow::Cow;

use super::address::{Address, COLUMNS, LAST_ROW, Range};
use super::row::{EachRow, Merged, Row};
use super::value::{Number, iso_duration, iso_moment};
use super::xml::{Element, Node, Xml};
use super::{Sheet, Stop, too_large};

/// The most blanks that one element may stand for.
const MOST_BLANKS: u32 = 10_000;

/// Elements around rows.
const ROWS: [&str; 3] = [
    "table:table-rows",
    "table:table-row-group",
    "table:table-header-rows",
];

/// Reads which sheets there are.
pub(super) fn sheets(content: &str) -> Result<Vec<Sheet>, Stop> {
    let mut xml = Xml::new(content);
    let (mut sheets, mut hidden_styles) = (Vec::new(), Vec::new());
    let mut style = String::new();
    let mut depth = Depth::default();
    loop {
        match xml.next()? {
            Node::Open(element) => {
                depth.open(&element);
                match element.name() {
                    "style:style" => {
                        style = element
                            .attribute("style:name")
                            .unwrap_or_default()
                            .into_owned();
                    }
                    "style:table-properties" => {
                        let display = element.attribute("table:display");
                        if display.is_some_and(|display| display == "false") {
                            hidden_styles.push(style.clone());
                        }
                    }
                    "table:table" if depth.is_sheet() => {
                        let style = element.attribute("table:style-name").unwrap_or_default();
                        sheets.push(Sheet {
                            name: element
                                .attribute("table:name")
                                .unwrap_or_default()
                                .into_owned(),
                            is_hidden: hidden_styles.iter().any(|hidden| *hidden == style),
                        });
                    }
                    _ => {}
                }
            }
            Node::Close(_) => depth.close(),
            Node::Text(_) => {}
            Node::End => return Ok(sheets),
        }
    }
}

/// How deep the elements stand.
#[derive(Debug, Default)]
struct Depth {
    now: usize,
    /// Of the element that holds the sheets.
    book: Option<usize>,
}

impl Depth {
    fn open(&mut self, element: &Element<'_>) {
        self.now += 1;
        if element.name() == "office:spreadsheet" {
            self.book = Some(self.now);
        }
    }

    fn close(&mut self) {
        self.now = self.now.saturating_sub(1);
    }

    /// Whether the element at hand stands where sheets do, not in a cell or a link.
    fn is_sheet(&self) -> bool {
        self.book.is_some_and(|book| self.now == book + 1)
    }
}

/// The cell at hand.
#[derive(Debug, Default)]
struct Cell {
    depth: usize,
    /// What its value is, in the words of the part; empty for none.
    kind: String,
    /// Its value as the part writes it; none for texts.
    value: Option<String>,
    /// What it shows: its paragraphs.
    shown: String,
    paragraphs: u32,
    repeated: u32,
    formula: String,
}

/// A row that is read.
#[derive(Debug, Default)]
struct Rows {
    row: Row,
    /// The column of the next cell, from 0.
    column: u32,
    /// The number of the next row.
    next: u32,
    repeated: u32,
    merged: Merged,
}

/// Hands the rows of the sheet at `index` that hold something to `each`.
pub(super) fn rows(content: &str, index: usize, each: EachRow<'_>) -> Result<Merged, Stop> {
    let mut xml = Xml::new(content);
    let mut depth = Depth::default();
    let mut rows = Rows {
        next: 1,
        ..Rows::default()
    };
    let (mut cell, mut paragraph) = (None::<Cell>, None::<usize>);
    // What stands in a cell and is not its value: comments, drawings.
    let mut aside = None::<usize>;
    let (mut seen, mut is_here) = (0, false);
    loop {
        match xml.next()? {
            Node::Open(element) => {
                depth.open(&element);
                match element.name() {
                    "table:table" if depth.is_sheet() => {
                        is_here = seen == index;
                        seen += 1;
                    }
                    _ if !is_here || aside.is_some() => {}
                    "table:table-row" if cell.is_none() => rows.begin(&element)?,
                    "table:table-cell" if cell.is_none() => {
                        rows.span(&element);
                        cell = Some(Cell::begin(&element, depth.now));
                    }
                    "table:covered-table-cell" if cell.is_none() => {
                        rows.column = rows.column.saturating_add(repeated(&element, "columns"));
                        aside = Some(depth.now);
                    }
                    name => {
                        let is_of_value = match (&mut cell, paragraph) {
                            (Some(cell), Some(_)) => cell.sign(name, &element),
                            (Some(cell), None) if name == "text:p" => {
                                paragraph = Some(depth.now);
                                cell.paragraph();
                                true
                            }
                            (Some(_), None) => false,
                            (None, _) => ROWS.contains(&name),
                        };
                        if !is_of_value {
                            aside = Some(depth.now);
                        }
                    }
                }
            }
            Node::Close(element) => {
                if is_here && aside.is_none() {
                    match element.name() {
                        "table:table" if depth.is_sheet() => return Ok(rows.merged),
                        "table:table-row" => rows.end(each)?,
                        "table:table-cell" => {
                            if let Some(cell) = cell.take_if(|cell| cell.depth == depth.now) {
                                rows.push(&cell)?;
                            }
                        }
                        _ => {}
                    }
                }
                paragraph.take_if(|paragraph| *paragraph == depth.now);
                aside.take_if(|aside| *aside == depth.now);
                depth.close();
            }
            Node::Text(text) => {
                if let (Some(cell), Some(_), None) = (&mut cell, paragraph, aside) {
                    push_collapsed(&mut cell.shown, &text);
                }
            }
            Node::End => return Ok(rows.merged),
        }
    }
}

/// How often something stands there, as its element says.
fn repeated(element: &Element<'_>, of: &str) -> u32 {
    let name = format!("table:number-{of}-repeated");
    let times = element
        .attribute(&name)
        .and_then(|times| times.parse().ok());
    times.unwrap_or(1).max(1)
}

/// Appends text of a paragraph: white space is one blank, as in HTML (OpenDocument, part 3, 6.1.2).
fn push_collapsed(out: &mut String, text: &str) {
    for sign in text.chars() {
        match sign {
            ' ' | '\t' | '\n' | '\r' => {
                if !out.ends_with([' ', '\n']) && !out.is_empty() {
                    out.push(' ');
                }
            }
            sign => out.push(sign),
        }
    }
}

impl Cell {
    fn begin(element: &Element<'_>, depth: usize) -> Self {
        let mut cell = Self {
            depth,
            repeated: repeated(element, "columns"),
            ..Self::default()
        };
        let mut is_error = false;
        for (name, value) in element.attributes() {
            match name {
                "office:value-type" => cell.kind = value.into_owned(),
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => cell.value = Some(value.into_owned()),
                // What a program says of its own, where OpenDocument has no word for it.
                "calcext:value-type" if value == "error" => is_error = true,
                "table:formula" => cell.formula = value.into_owned(),
                _ => {}
            }
        }
        if is_error {
            cell.kind.clear();
        }
        cell
    }

    /// Begins a paragraph.
    fn paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.shown.push('\n');
        }
        self.paragraphs += 1;
    }

    /// Takes an element within a paragraph. Whether what stands in it is of the value: notes and comments are not.
    fn sign(&mut self, name: &str, element: &Element<'_>) -> bool {
        match name {
            "text:s" => {
                let count = element.attribute("text:c");
                let count = count.and_then(|count| count.parse().ok()).unwrap_or(1);
                self.shown.extend((0..MOST_BLANKS.min(count)).map(|_| ' '));
            }
            "text:tab" => self.shown.push('\t'),
            "text:line-break" => self.shown.push('\n'),
            "text:span" | "text:a" => {}
            _ => return false,
        }
        true
    }

    /// Its text, with whether it is a number that may have lost digits.
    fn text(&self) -> (Cow<'_, str>, bool) {
        if self.value.is_none() && self.shown.is_empty() {
            // What a program wrote without calculating it has no value. The formula stands behind the name of its language (`of:=`).
            let formula = self.formula.find('=').map(|start| &self.formula[start..]);
            return (formula.unwrap_or_default().into(), false);
        }
        let shown = Cow::Borrowed(self.shown.as_str());
        let value = match (self.kind.as_str(), &self.value) {
            ("float" | "percentage" | "currency", Some(value)) => value,
            ("date", Some(value)) => return (iso_moment(value).into(), false),
            ("time", Some(value)) => return (iso_duration(value).map_or(shown, Cow::Owned), false),
            ("boolean", Some(value)) => {
                return (if value == "true" { "1" } else { "0" }.into(), false);
            }
            (_, Some(value)) if self.shown.is_empty() => return (value.as_str().into(), false),
            _ => return (shown, false),
        };
        let Some(number) = Number::read(value) else {
            return (shown, false);
        };
        // Shown with zeros in front, it is meant with them.
        let is_padded = self.shown.starts_with('0')
            && self.shown.bytes().all(|byte| byte.is_ascii_digit())
            && self.shown.trim_start_matches('0') == number.text;
        match is_padded {
            true => (shown, false),
            false => (number.text.into(), number.is_rounded),
        }
    }
}

impl Rows {
    fn begin(&mut self, element: &Element<'_>) -> Result<(), Stop> {
        self.repeated = repeated(element, "rows");
        self.column = 0;
        let visibility = element.attribute("table:visibility");
        let is_hidden = visibility.is_some_and(|state| state != "visible");
        let number = self.next;
        self.next = self.next.saturating_add(self.repeated);
        self.row.begin(number, is_hidden)
    }

    /// Takes notice of a cell that covers others.
    fn span(&mut self, element: &Element<'_>) {
        let across = |name| {
            let count = element.attribute(name);
            count
                .and_then(|count| count.parse::<u32>().ok())
                .unwrap_or(1)
                .max(1)
        };
        let rows = across("table:number-rows-spanned");
        let columns = across("table:number-columns-spanned");
        if rows > 1 || columns > 1 {
            let first = Address {
                row: self.row.number,
                column: self.column,
            };
            let last = Address {
                row: first.row.saturating_add(rows - 1).min(LAST_ROW),
                column: first.column.saturating_add(columns - 1).min(COLUMNS - 1),
            };
            self.merged.push(Range { first, last });
        }
    }

    /// Adds a cell as often as it repeats; empty ones only move on.
    fn push(&mut self, cell: &Cell) -> Result<(), Stop> {
        let (text, is_rounded) = cell.text();
        let end = self.column.saturating_add(cell.repeated);
        if !text.is_empty() {
            if end > COLUMNS {
                return Err(too_large("columns", COLUMNS));
            }
            let number = Number {
                text: text.into_owned(),
                is_rounded,
            };
            for column in self.column..end {
                self.row.push_number(column, &number)?;
            }
        }
        self.column = end;
        Ok(())
    }

    /// Hands the row over as often as it repeats; an empty one only moves on.
    fn end(&mut self, each: EachRow<'_>) -> Result<(), Stop> {
        if self.row.is_blank() {
            return Ok(());
        }
        // A row beyond the last one of a sheet is refused before the number can overflow.
        for time in 0..self.repeated {
            if time > 0 {
                self.row.number += 1;
            }
            self.row.hand_to(each)?;
        }
        Ok(())
    }
}
