//! What cells hold: types, and the one door through which a text becomes a value.
//!
//! One file per family of types. Each has a `read` that gives the value and adds what is to be said to a list: an error
//! comes without a value, a warning or a note with one. A correct cell costs one pass over its bytes and no allocation.

mod category;
mod country;
mod date;
mod email;
mod language;
mod latin;
mod leftover;
mod number;
mod template;
mod text;
mod timezone;
mod url;
mod username;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use category::CategoryName;
pub use email::sends_no_mail;
pub(crate) use latin::fold;
pub(crate) use leftover::{leftover, may_be_leftover};
pub use template::{SectionText, TemplateSource};

use crate::finding::{Code, Fix, FixAction, Grade, Params, Severity};

/// The type of a column's cells. Lengths are in characters, as Moodle's database counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// Free text of at most so many characters (0: no limit, and line breaks are allowed).
    Text(usize),
    /// A whole number between two bounds.
    Integer(i64, i64),
    /// `0` or `1`.
    Boolean,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A date (`2024-09-01`, `2024-09-01 08:00`, `1 September 2024`, `@1725148800`, `1725148800`).
    Date,
    /// A moment as a Unix timestamp in seconds; `0` is "none". Dates are accepted too.
    Timestamp,
    /// An e-mail address; text holding `NO MAIL` or `NOMAIL` is allowed (no mail is sent).
    Email,
    /// A login name.
    Username,
    /// Two letters of ISO 3166-1.
    Country,
    /// A Moodle language code (`fr`, `fr_ca`; a suffix `_utf8` is dropped).
    Language,
    /// A time zone: an IANA name, `99` (the site's), or an offset in hours.
    Timezone,
    /// An absolute http or https address.
    Url,
    /// A password: clear text, empty (to be generated) or `*NOPASS*`.
    Password,
    /// A category: path, id or idnumber (`spec/files.md` §2.1).
    Category,
    /// A template: a course's short name or the path of an `.mbz` (`spec/files.md` §2.2).
    Template,
    /// A section: `title` or `title|summary`.
    Section,
}

/// A value as a site keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no (Moodle's 1 or 0).
    Bool(bool),
    /// A number; a moment is a Unix timestamp in seconds.
    Int(i64),
    /// A text.
    Text(String),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bool(yes) => f.write_str(if *yes { "1" } else { "0" }),
            Self::Int(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// A cell's value, borrowed where it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsed<'a> {
    /// A text, normalised (lower-cased login, upper-cased country…).
    Text(Cow<'a, str>),
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// A moment as a Unix timestamp in seconds.
    Moment(i64),
    /// A date in the site's own time zone.
    Civil(jiff::civil::DateTime),
}

/// What is to be said of a text as a value of its type. Severity is the code's: a problem of weight warning or info comes with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// What the message mentions.
    pub params: Params,
    /// The one obvious mend.
    pub fix: Option<Fix>,
}

/// How much of a wrong value a message repeats, in characters.
const QUOTED: usize = 60;

impl Problem {
    /// A problem that repeats nothing of the cell.
    fn new(code: Code) -> Self {
        Self {
            code,
            params: Params::new(),
            fix: None,
        }
    }

    /// A problem whose message repeats the beginning of the cell, as `$value`.
    fn of(code: Code, text: &str) -> Self {
        let value = match text.char_indices().nth(QUOTED) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        };
        Self::new(code).with("value", value)
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.insert(Cow::Borrowed(name), value.to_string());
        self
    }

    /// Proposes `text` in place of the cell.
    fn fix(mut self, grade: Grade, text: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            grade,
            action: FixAction::Replace(text.into()),
        });
        self
    }

    /// Proposes `text` as very probably meant, if there is one.
    fn likely(self, text: Option<impl Into<String>>) -> Self {
        match text {
            Some(text) => self.fix(Grade::Likely, text),
            None => self,
        }
    }
}

/// What was said of a cell so far.
type Problems = Vec<Problem>;

/// A table that says of each byte whether it is one of `bytes`: the quickest way to look at every byte of a cell.
const fn byte_set(bytes: &[u8]) -> [bool; 256] {
    let mut set = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        set[bytes[at] as usize] = true;
        at += 1;
    }
    set
}

impl ValueType {
    /// Reads a cell that is not empty, and adds to `problems` what is to be said about it.
    /// There is a value if and only if no problem of weight error was added.
    pub fn read<'a>(&self, text: &'a str, problems: &mut Vec<Problem>) -> Option<Parsed<'a>> {
        match *self {
            Self::Text(most) => text::read(text, most, problems),
            Self::Email => email::read(text, problems),
            Self::Username => username::read(text, problems),
            Self::Integer(least, most) => number::integer(text, least, most, problems),
            Self::Boolean => number::boolean(text, problems),
            Self::Timestamp => date::timestamp(text, problems),
            Self::Password => text::password(text, problems),
            Self::Country => country::read(text, problems),
            Self::Language => language::read(text, problems),
            Self::Category => category::read(text, problems),
            Self::Date => date::date(text, problems),
            Self::Choice(words) => text::choice(text, words, problems),
            Self::Timezone => timezone::read(text, problems),
            Self::Url => url::read(text, problems),
            Self::Template => template::read(text, problems),
            Self::Section => template::section(text, problems),
        }
    }

    /// Whether a quick look shows that nothing is to be said of a cell that is not empty: [`ValueType::read`] would give a value and no
    /// problem, unless the cell is a spreadsheet's leftover. `is_clean`: its record is ([`crate::input::Record::is_clean`]).
    #[inline]
    pub(crate) fn is_fine(&self, text: &[u8], is_clean: bool) -> bool {
        match *self {
            Self::Text(most) => is_clean && (most == 0 || text.len() <= most),
            Self::Email => email::is_fine(text),
            Self::Username => username::is_fine(text),
            Self::Boolean => matches!(text, b"0" | b"1"),
            Self::Choice(words) => words.iter().any(|word| word.as_bytes() == text),
            Self::Password => is_clean,
            _ => false,
        }
    }

    /// The value of a cell that is not empty, warnings and notes apart.
    ///
    /// # Errors
    /// The first error, when the text is no value of this type.
    pub fn parse<'a>(&self, text: &'a str) -> Result<Parsed<'a>, Box<Problem>> {
        let mut problems = Vec::new();
        match self.read(text, &mut problems) {
            Some(value) => Ok(value),
            None => Err(Box::new(
                problems
                    .into_iter()
                    .find(|problem| problem.code.severity() == Severity::Error)
                    .expect("a text without a value has an error"),
            )),
        }
    }

    /// Whether its cells must never be repeated in a message, a mend or a report.
    pub const fn is_secret(&self) -> bool {
        matches!(self, Self::Password)
    }
}

#[cfg(test)]
mod tests;
