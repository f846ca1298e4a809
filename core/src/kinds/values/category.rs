//! Categories: a path of names from the root, or Moodle's id (`spec/files.md` §2.1).

use std::borrow::Cow;

use super::text::{Lines, fits, legible};
use super::{Parsed, Problem, Problems};
use crate::finding::{Code, Grade};

/// How many characters Moodle keeps of a category's name.
const LONGEST: usize = 255;

/// How a cell names a category, where categories are not named by idnumber.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CategoryName<'a> {
    /// Moodle's id.
    Id(u64),
    /// Names from the root, none of them empty.
    Path(Vec<&'a str>),
}

impl<'a> CategoryName<'a> {
    /// Takes a cell apart. A number is an id; blanks around names, and one `/` at either end, are dropped. Levels that are empty stay empty.
    pub fn of(text: &'a str) -> Self {
        if text.bytes().all(|byte| byte.is_ascii_digit())
            && let Ok(id) = text.parse()
        {
            return Self::Id(id);
        }
        let path = text.strip_prefix('/').unwrap_or(text);
        let path = path.strip_suffix('/').unwrap_or(path);
        Self::Path(path.split('/').map(str::trim).collect())
    }
}

/// Reads a path or an id; the value is the cell's text.
pub(super) fn read<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    if !legible(text, Lines::One, problems) {
        return None;
    }
    let CategoryName::Path(levels) = CategoryName::of(text) else {
        return Some(Parsed::Text(Cow::Borrowed(text)));
    };
    if levels.contains(&"") {
        let named: Vec<&str> = levels
            .iter()
            .copied()
            .filter(|level| !level.is_empty())
            .collect();
        let meant = (!named.is_empty()).then(|| named.join("/"));
        problems.push(Problem::of(Code::EmptyCategoryLevel, text).likely(meant));
        return None;
    }
    if !levels.iter().all(|level| fits(level, LONGEST, problems)) {
        return None;
    }
    if let Some(sign) = ["\\", " > ", " » "]
        .into_iter()
        .find(|sign| text.contains(sign))
    {
        let meant: Vec<&str> = text
            .split(sign)
            .map(str::trim)
            .filter(|level| !level.is_empty())
            .collect();
        problems.push(
            Problem::of(Code::CategorySeparator, text)
                .with("sign", sign.trim())
                .fix(Grade::Likely, meant.join("/")),
        );
    }
    Some(Parsed::Text(Cow::Borrowed(text)))
}
