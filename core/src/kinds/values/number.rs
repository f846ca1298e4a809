//! Whole numbers, and yes or no.

use super::{Parsed, Problem, Problems, fold};
use crate::finding::{Code, Grade};

/// Reads a whole number from `least` to `most`.
pub(super) fn integer(
    text: &str,
    least: i64,
    most: i64,
    problems: &mut Problems,
) -> Option<Parsed<'static>> {
    let Some(number) = whole(text) else {
        problems.push(Problem::of(Code::NotInteger, text).likely(without_ornaments(text)));
        return None;
    };
    match i64::try_from(number) {
        Ok(number) if (least..=most).contains(&number) => Some(Parsed::Int(number)),
        _ => {
            let side = if number < i128::from(least) {
                "low"
            } else {
                "high"
            };
            let problem = Problem::of(Code::OutOfRange, text).with("side", side);
            problems.push(problem.with("min", least).with("max", most));
            None
        }
    }
}

/// Reads `0` or `1`.
pub(super) fn boolean(text: &str, problems: &mut Problems) -> Option<Parsed<'static>> {
    match text {
        "0" => Some(Parsed::Bool(false)),
        "1" => Some(Parsed::Bool(true)),
        _ => {
            let problem = Problem::of(Code::NotBoolean, text);
            problems.push(match fold(text).as_str() {
                "yes" | "y" | "true" | "on" | "oui" | "o" | "vrai" => {
                    problem.fix(Grade::Likely, "1")
                }
                "no" | "n" | "false" | "off" | "non" | "faux" => problem.fix(Grade::Likely, "0"),
                _ => problem,
            });
            None
        }
    }
}

/// Digits with or without a sign. What is too long for any bound is the largest number there is.
fn whole(text: &str) -> Option<i128> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let farthest = if text.starts_with('-') {
        i128::MIN
    } else {
        i128::MAX
    };
    Some(
        text.parse::<i64>()
            .map_or_else(|_| text.parse().unwrap_or(farthest), i128::from),
    )
}

/// `1 000` and `12,0` as spreadsheets write whole numbers.
fn without_ornaments(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = match bare.split_once([',', '.']) {
        Some((digits, decimals)) if decimals.bytes().all(|byte| byte == b'0') => digits,
        Some(_) => return None,
        None => &bare,
    };
    whole(digits).map(|number| number.to_string())
}
