//! Texts that are no date, and the dates that they may mean.

use jiff::civil::{Date, Time};

use super::{all_digits, compact, day, three_numbers, time_of_day};
use crate::finding::{Code, Grade};
use crate::kinds::values::Problem;

/// What a text that is no date may mean, in ISO form.
enum Meaning {
    /// Very probably this.
    Likely(String),
    /// Perhaps this.
    Perhaps(String),
    /// The day first, or the month first.
    Either(String, String),
}

/// What to say of a text that is no date, with the date that it may mean.
pub(super) fn refusal(text: &str) -> Problem {
    let problem = Problem::of(Code::BadDate, text);
    match meaning(text) {
        None => problem.with("doubt", "no"),
        Some(Meaning::Likely(date)) => problem.with("doubt", "no").fix(Grade::Likely, date),
        Some(Meaning::Perhaps(date)) => problem.with("doubt", "no").fix(Grade::Ask, date),
        Some(Meaning::Either(first, second)) => problem
            .with("doubt", "yes")
            .with("first", &first)
            .with("second", second)
            .fix(Grade::Ask, first),
    }
}

fn meaning(text: &str) -> Option<Meaning> {
    if all_digits(text) {
        return number_meaning(text);
    }
    let (numbers, rest) = [b'/', b'-', b'.', b' ']
        .into_iter()
        .find_map(|sign| three_numbers(text, sign))?;
    let [(first, _), (second, _), (year, digits)] = numbers;
    let year = match digits {
        4 => year,
        2 => 2000 + year,
        _ => return None,
    };
    let (time, _) = time_of_day(rest)?;
    let in_iso = |day: Option<Date>| day.map(|day| iso(day, time, rest));
    match (
        in_iso(day(year, second, first)),
        in_iso(day(year, first, second)),
    ) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            Some(Meaning::Either(day_first, month_first))
        }
        (Some(date), _) | (None, Some(date)) if digits == 4 => Some(Meaning::Likely(date)),
        (Some(date), _) | (None, Some(date)) => Some(Meaning::Perhaps(date)),
        (None, None) => None,
    }
}

/// Digits without signs: a compact day, milliseconds of some programs, or the day number of spreadsheets.
fn number_meaning(text: &str) -> Option<Meaning> {
    /// Days from 30 December 1899, where spreadsheets start, to 1970.
    const SPREADSHEET_EPOCH: i64 = 25_569;
    match text.len() {
        8 => compact(text).map(|(day, _)| Meaning::Likely(day.to_string())),
        13 => Some(Meaning::Likely(text[..10].to_owned())),
        5 => {
            let days = text
                .parse::<i64>()
                .ok()?
                .checked_sub(SPREADSHEET_EPOCH)
                .filter(|days| *days >= 0)?;
            let day = jiff::tz::Offset::UTC
                .to_datetime(jiff::Timestamp::from_second(days * 86_400).ok()?)
                .date();
            Some(Meaning::Perhaps(day.to_string()))
        }
        _ => None,
    }
}

/// `2024-09-01`, with the time when one was written.
fn iso(day: Date, time: Time, rest: &str) -> String {
    match (rest.is_empty(), time.second()) {
        (true, _) => day.to_string(),
        (false, 0) => format!("{day} {:02}:{:02}", time.hour(), time.minute()),
        (false, _) => format!("{day} {time}"),
    }
}
