//! What cells hold: types, and the one door through which a text becomes a value.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Fix, Params};

/// The type of a column's cells. Lengths are in characters, as Moodle's database counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// Free text of at most so many characters (0: no limit).
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

/// Why a text is no value of its type. Severity is the code's: a problem of weight warning or info comes with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// What the message mentions.
    pub params: Params,
    /// The one obvious mend.
    pub fix: Option<Fix>,
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

impl ValueType {
    /// Reads a cell that is not empty.
    ///
    /// # Errors
    /// The problem, when the text is no value of this type.
    pub fn parse<'a>(&self, _text: &'a str) -> Result<Parsed<'a>, Box<Problem>> {
        todo!()
    }
}
