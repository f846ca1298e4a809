//! Time zones: IANA names, `99` (the site's own), offsets in hours.

use std::borrow::Cow;

use super::{Parsed, Problem, Problems};
use crate::finding::Code;

/// The first parts of IANA names.
const AREAS: &[&str] = &[
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
    "Etc",
];

/// Reads a zone. Whether the site knows an IANA name is not checked: their list changes several times a year.
pub(super) fn read<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    if text == "99" || text == "UTC" || is_offset(text) || is_name(text) {
        return Some(Parsed::Text(Cow::Borrowed(text)));
    }
    problems.push(Problem::of(Code::BadTimezone, text).likely(capitalised(text)));
    None
}

/// Hours from -13 to 14, whole or halves.
fn is_offset(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (hours, half) = digits.split_once('.').unwrap_or((digits, "0"));
    if !matches!(hours.len(), 1 | 2)
        || !hours.bytes().all(|byte| byte.is_ascii_digit())
        || !matches!(half, "0" | "5")
    {
        return false;
    }
    text.parse()
        .is_ok_and(|offset: f32| (-13.0..=14.0).contains(&offset))
}

/// `Area/City`, or `Area/Region/City`.
fn is_name(text: &str) -> bool {
    text.split_once('/').is_some_and(|(area, city)| {
        AREAS.contains(&area)
            && city.split('/').all(|part| {
                part.starts_with(|c: char| c.is_ascii_uppercase())
                    && part.bytes().all(|byte| {
                        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+')
                    })
            })
    })
}

/// `europe/paris` as `Europe/Paris`, `America/New York` as `America/New_York`.
fn capitalised(text: &str) -> Option<String> {
    if text.eq_ignore_ascii_case("utc") || text.eq_ignore_ascii_case("gmt") {
        return Some("UTC".to_owned());
    }
    let mut name = String::with_capacity(text.len());
    let mut starts = true;
    for c in text.chars() {
        let c = if c == ' ' { '_' } else { c };
        name.push(if starts {
            c.to_ascii_uppercase()
        } else {
            c.to_ascii_lowercase()
        });
        starts = matches!(c, '/' | '_' | '-');
    }
    is_name(&name).then_some(name)
}
