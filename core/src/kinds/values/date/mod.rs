//! Dates and moments.
//!
//! Accepted: ISO dates with or without a time, month names in English and French, what the PHP date parser reads without doubt (tool_sync's
//! rule), Unix timestamps. Refused with a mend: `01/09/2024`, which is another day on each side of the Atlantic.

mod doubt;

use jiff::civil::{Date, DateTime, Time};

use self::doubt::refusal;
use super::{Parsed, Problems, fold};

/// Years that a command file may speak of; anything else is a slip.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

/// Reads a date of a course or an account.
pub(super) fn date(text: &str, problems: &mut Problems) -> Option<Parsed<'static>> {
    literal(text)
        .or_else(|| timestamp_digits(text))
        .or_else(|| {
            problems.push(refusal(text));
            None
        })
}

/// Reads a moment; `0` is "none".
pub(super) fn timestamp(text: &str, problems: &mut Problems) -> Option<Parsed<'static>> {
    if text == "0" {
        return Some(Parsed::Moment(0));
    }
    if let Some(moment) = timestamp_digits(text) {
        return Some(moment);
    }
    // 20240901 could be a day or a second of August 1970: it is only proposed.
    let compact = text.len() == 8 && all_digits(text);
    match literal(text) {
        Some(moment) if !compact => Some(moment),
        _ => {
            problems.push(refusal(text));
            None
        }
    }
}

/// Nine or ten digits: a second from 1973 to 2286.
fn timestamp_digits(text: &str) -> Option<Parsed<'static>> {
    let is_timestamp = matches!(text.len(), 9 | 10) && all_digits(text);
    if is_timestamp {
        text.parse().ok().map(Parsed::Moment)
    } else {
        None
    }
}

/// A date that can be read in one way only.
fn literal(text: &str) -> Option<Parsed<'static>> {
    if let Some(seconds) = text.strip_prefix('@') {
        return seconds.parse().ok().map(Parsed::Moment);
    }
    let (day, rest) = year_first(text)
        .or_else(|| compact(text))
        .or_else(|| day_first(text))
        .or_else(|| month_by_name(text))?;
    let (time, zone) = time_of_day(rest)?;
    let civil = day.to_datetime(time);
    match zone {
        None => Some(Parsed::Civil(civil)),
        Some(seconds) => Some(Parsed::Moment(
            seconds_since_epoch(civil)? - i64::from(seconds),
        )),
    }
}

/// `2024-09-01…` and `2024/9/1…`.
fn year_first(text: &str) -> Option<(Date, &str)> {
    let sign = text
        .as_bytes()
        .get(4)
        .copied()
        .filter(|sign| matches!(sign, b'-' | b'/'))?;
    let (numbers, rest) = three_numbers(text, sign)?;
    (numbers[0].1 == 4).then_some(())?;
    Some((day(numbers[0].0, numbers[1].0, numbers[2].0)?, rest))
}

/// `20240901`.
fn compact(text: &str) -> Option<(Date, &str)> {
    if text.len() != 8 || !all_digits(text) {
        return None;
    }
    Some((
        day(
            text[..4].parse().ok()?,
            text[4..6].parse().ok()?,
            text[6..].parse().ok()?,
        )?,
        "",
    ))
}

/// `1.9.2024…` and `01-09-2024…`: with these signs the PHP date parser takes the day first.
fn day_first(text: &str) -> Option<(Date, &str)> {
    let (numbers, rest) = three_numbers(text, b'.').or_else(|| three_numbers(text, b'-'))?;
    (numbers[2].1 == 4).then_some(())?;
    Some((day(numbers[2].0, numbers[1].0, numbers[0].0)?, rest))
}

/// Three numbers with `sign` between them, each with how many digits it has, and what follows.
fn three_numbers(text: &str, sign: u8) -> Option<([(i16, usize); 3], &str)> {
    let mut numbers = [(0, 0); 3];
    let mut rest = text;
    for (index, number) in numbers.iter_mut().enumerate() {
        if index > 0 {
            rest = rest.strip_prefix(char::from(sign))?;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        *number = (rest[..digits].parse().ok()?, digits);
        rest = &rest[digits..];
    }
    Some((numbers, rest))
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `1 September 2024…`, `1er sept. 2024`, `September 1st, 2024`, `Sun, 1 Sep 2024`.
fn month_by_name(text: &str) -> Option<(Date, &str)> {
    let (mut number, mut named, mut year) = (None, None, None);
    let mut rest = text;
    while year.is_none() {
        rest = rest.trim_start_matches([' ', ',', '.', '-', '/', '\u{a0}', '\u{202f}']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            let letters = rest
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len());
            let word = fold(&rest[..letters]);
            if let Some(month) = month(&word) {
                if named.replace(month).is_some() {
                    return None;
                }
            } else if number.is_some() || named.is_some() || !is_weekday(&word) {
                return None;
            }
            rest = &rest[letters..];
        } else if digits <= 2 && number.is_none() {
            number = Some(rest[..digits].parse().ok()?);
            rest = &rest[digits..];
            rest = ["st", "nd", "rd", "th", "er"]
                .iter()
                .find_map(|suffix| rest.strip_prefix(suffix))
                .unwrap_or(rest);
        } else if digits == 4 {
            year = Some(rest[..4].parse().ok()?);
            rest = &rest[4..];
        } else {
            return None;
        }
    }
    Some((day(year?, named?, number?)?, rest))
}

/// The number of a month by its English or French name, or a beginning of at least three letters that fits no other.
fn month(word: &str) -> Option<i16> {
    const NAMES: [(&str, i16); 24] = [
        ("january", 1),
        ("janvier", 1),
        ("february", 2),
        ("fevrier", 2),
        ("march", 3),
        ("mars", 3),
        ("april", 4),
        ("avril", 4),
        ("may", 5),
        ("mai", 5),
        ("june", 6),
        ("juin", 6),
        ("july", 7),
        ("juillet", 7),
        ("august", 8),
        ("aout", 8),
        ("september", 9),
        ("septembre", 9),
        ("october", 10),
        ("octobre", 10),
        ("november", 11),
        ("novembre", 11),
        ("december", 12),
        ("decembre", 12),
    ];
    if word == "sept" {
        return Some(9);
    }
    if word.len() < 3 {
        return None;
    }
    let mut months = NAMES
        .iter()
        .filter(|(name, _)| name.starts_with(word))
        .map(|(_, month)| *month);
    let month = months.next()?;
    months.all(|other| other == month).then_some(month)
}

fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 14] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
    ];
    word.len() >= 3 && NAMES.iter().any(|name| name.starts_with(word))
}

/// Time of day and offset from UTC in seconds, of what follows a date: nothing, ` 08:00`, `T08:00:00`, ` 8h30`, `T08:00:00+02:00`.
fn time_of_day(rest: &str) -> Option<(Time, Option<i32>)> {
    if rest.is_empty() {
        return Some((Time::midnight(), None));
    }
    let rest = rest.strip_prefix(['T', 't', ' ', ','])?.trim_start();
    let (hour, rest) = two_digits(rest)?;
    let rest = rest.strip_prefix([':', 'h', 'H'])?;
    let (minute, rest) = if rest.is_empty() {
        (0, rest)
    } else {
        two_digits(rest)?
    };
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => two_digits(rest)?,
        None => (0, rest),
    };
    // Fractions of a second mean nothing to Moodle.
    let rest = rest.strip_prefix('.').map_or(rest, |rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit())
    });
    let time = Time::new(hour, minute, second, 0).ok()?;
    Some((time, offset(rest.trim_start())?))
}

/// `Z`, `+02:00`, `+0200` in seconds; nothing: none.
fn offset(rest: &str) -> Option<Option<i32>> {
    if rest.is_empty() {
        return Some(None);
    }
    if matches!(rest, "Z" | "z" | "UTC") {
        return Some(Some(0));
    }
    let (sign, digits) = match rest.as_bytes()[0] {
        b'+' => (1, &rest[1..]),
        b'-' => (-1, &rest[1..]),
        _ => return None,
    };
    let (hours, digits) = two_digits(digits)?;
    let digits = digits.strip_prefix(':').unwrap_or(digits);
    let (minutes, digits) = if digits.is_empty() {
        (0, digits)
    } else {
        two_digits(digits)?
    };
    (digits.is_empty() && hours <= 14 && minutes < 60).then_some(Some(
        sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60),
    ))
}

/// One or two digits at the start.
fn two_digits(text: &str) -> Option<(i8, &str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

fn seconds_since_epoch(utc: DateTime) -> Option<i64> {
    Some(jiff::tz::Offset::UTC.to_timestamp(utc).ok()?.as_second())
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
