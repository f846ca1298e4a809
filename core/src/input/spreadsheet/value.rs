//! What cells hold, as text: numbers in full, dates as ISO dates, times of day.

use jiff::civil::{Date, date};

/// From here on, a number of a spreadsheet may have lost digits: programs keep fifteen of them.
const MANY: f64 = 1e15;

/// How many digits programs keep.
const DIGITS: usize = 15;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// The last day that spreadsheets know (31 December 9999), from 30 December 1899.
const LAST_DAY: f64 = 2_958_465.0;

/// A number as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// In full: no exponent, no `.0`.
    pub(super) text: String,
    /// Whether digits of what was entered may be missing.
    pub(super) is_rounded: bool,
}

impl Number {
    /// Reads a number as a workbook writes it. What programs show counts, fifteen digits, not the binary fraction behind them.
    pub(super) fn read(written: &str) -> Option<Self> {
        let written = written.trim();
        let digits = written.strip_prefix('-').unwrap_or(written);
        let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_integer && digits.len() > DIGITS && digits.len() <= 64 {
            // Some programs write more digits than others can keep.
            return Some(Self {
                text: written.to_owned(),
                is_rounded: true,
            });
        }
        let value: f64 = written
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite())?;
        Some(Self {
            text: in_full(value),
            is_rounded: value.abs() >= MANY,
        })
    }
}

/// A number with fifteen digits at most, without exponent.
fn in_full(value: f64) -> String {
    // The fewest digits that tell the number from its neighbours: seventeen at most.
    let scientific = format!("{:e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let (digits, carried) = rounded(digits);
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let point = 1 + i32::from(carried) + exponent.parse::<i32>().unwrap_or_default();
    let whole = usize::try_from(point).unwrap_or_default();
    let sign = if value < 0.0 { "-" } else { "" };
    if point <= 0 {
        let zeros = "0".repeat(usize::try_from(-point).unwrap_or_default());
        format!("{sign}0.{zeros}{digits}")
    } else if digits.len() <= whole {
        format!("{sign}{digits}{}", "0".repeat(whole - digits.len()))
    } else {
        let (whole, fraction) = digits.split_at(whole);
        format!("{sign}{whole}.{fraction}")
    }
}

/// The first fifteen digits, rounded, and whether they became one more (`99…9`), of which the last is left out then.
fn rounded(mut digits: String) -> (String, bool) {
    let goes_up = digits
        .as_bytes()
        .get(DIGITS)
        .is_some_and(|next| *next >= b'5');
    digits.truncate(DIGITS);
    if !goes_up {
        return (digits, false);
    }
    let kept = digits.trim_end_matches('9');
    match kept.as_bytes().last() {
        Some(last) => {
            let last = char::from(last + 1);
            (format!("{}{last}", &kept[..kept.len() - 1]), false)
        }
        None => ("1".to_owned(), true),
    }
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// As a number.
    #[default]
    Number,
    /// As a whole number with so many digits, zeros in front.
    Padded(usize),
    /// As a day, perhaps with the time.
    Day,
    /// As a time.
    Time,
}

impl Format {
    /// The formats that every program knows by number (ECMA-376, part 1, 18.8.30).
    pub(super) fn of_number(id: u32) -> Self {
        match id {
            14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Self::Day,
            18..=21 | 32 | 33 | 45..=47 => Self::Time,
            _ => Self::Number,
        }
    }

    /// A format by its code, as `dd/mm/yyyy` (ECMA-376, part 1, 18.8.31). The section for positive numbers counts.
    pub(super) fn of_code(code: &str) -> Self {
        let positive = code.split(';').next().unwrap_or_default();
        if positive.len() >= 2 && positive.bytes().all(|byte| byte == b'0') {
            return Self::Padded(positive.len().min(DIGITS));
        }
        let (mut day, mut month, mut time) = (false, false, false);
        let mut rest = code;
        while let Some(sign) = rest.chars().next() {
            let mut length = sign.len_utf8();
            match sign {
                ';' => break,
                '"' => length += rest[1..].find('"').map_or(rest.len() - 1, |end| end + 1),
                '\\' | '_' | '*' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
                '[' => {
                    let end = rest.find(']').unwrap_or(rest.len() - 1);
                    let inside = &rest[1..end.max(1)];
                    let is_elapsed =
                        !inside.is_empty() && inside.chars().all(|sign| "hmsHMS".contains(sign));
                    time |= is_elapsed;
                    length = end + 1;
                }
                'A' | 'a' if starts_with(rest, "AM/PM") => length = 5,
                'A' | 'a' if starts_with(rest, "A/P") => length = 3,
                'G' | 'g' if starts_with(rest, "General") => length = 7,
                'y' | 'Y' | 'd' | 'D' => day = true,
                'm' | 'M' => month = true,
                'h' | 'H' | 's' | 'S' => time = true,
                _ => {}
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        match (day, month, time) {
            (true, _, _) | (false, true, false) => Self::Day,
            (false, _, true) => Self::Time,
            (false, false, false) => Self::Number,
        }
    }

    /// A number as this format shows it. `is_1904`: days are counted from 1904 instead of 1900.
    pub(super) fn show(self, written: &str, is_1904: bool) -> Option<Number> {
        let shown = match self {
            Self::Number => None,
            Self::Padded(width) => {
                let whole: Option<u64> = written.trim().parse().ok();
                whole.map(|whole| format!("{whole:0width$}"))
            }
            Self::Day => written
                .trim()
                .parse()
                .ok()
                .and_then(|days| moment(days, is_1904)),
            Self::Time => written.trim().parse().ok().and_then(duration),
        };
        match shown {
            Some(text) => Some(Number {
                text,
                is_rounded: false,
            }),
            None => Number::read(written),
        }
    }
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// The day so many days after the beginning of time, with the time of day if it is not midnight. None when there is no such day: the
/// 29 February 1900, which spreadsheets invented, and what they show as `####`.
fn moment(days: f64, is_1904: bool) -> Option<String> {
    if !(0.0..=LAST_DAY).contains(&days) {
        return None;
    }
    // Seconds up to the year 9999 are whole numbers far below 2^53.
    let seconds = (days * DAY).round() as i64;
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    let origin: Date = match day {
        _ if is_1904 => date(1904, 1, 1),
        0 | 60 => return None,
        1..=59 => date(1899, 12, 31),
        _ => date(1899, 12, 30),
    };
    let day = origin
        .checked_add(jiff::Span::new().try_days(day).ok()?)
        .ok()?;
    Some(match second {
        0 => day.to_string(),
        second => format!("{day} {}", clock(second)),
    })
}

/// A time of day, or hours beyond one.
fn duration(days: f64) -> Option<String> {
    (0.0..=LAST_DAY)
        .contains(&days)
        .then(|| clock((days * DAY).round() as i64))
}

/// `08:30`, with seconds where there are some.
fn clock(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

/// A date as XML writes it, `2024-09-01T08:30:00`, in the same words.
pub(super) fn iso_moment(written: &str) -> String {
    let written = written.trim().trim_end_matches('Z');
    let Some((day, time)) = written.split_once('T') else {
        return written.to_owned();
    };
    let time = time.split('.').next().unwrap_or_default();
    let time = time
        .strip_suffix(":00")
        .filter(|rest| rest.len() == 5)
        .unwrap_or(time);
    match time {
        "00:00" | "" => day.to_owned(),
        time => format!("{day} {time}"),
    }
}

/// A duration as XML writes it, `PT08H30M00S`, in the same words. None when it is none of days, hours, minutes and seconds.
pub(super) fn iso_duration(written: &str) -> Option<String> {
    let (mut seconds, mut number) = (0_f64, String::new());
    for sign in written.trim().strip_prefix('P')?.chars() {
        let unit = match sign {
            '0'..='9' | '.' => {
                number.push(sign);
                continue;
            }
            'T' => continue,
            'D' => DAY,
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += number.parse::<f64>().ok()? * unit;
        number.clear();
    }
    duration(seconds / DAY)
}

/// Whether this is an error as spreadsheets show it: `#REF!`, `#NOM?`, `#N/A`, `Err:502`.
pub fn is_error(text: &str) -> bool {
    if let Some(number) = text.strip_prefix("Err:") {
        return number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    }
    let Some(name) = text.strip_prefix('#') else {
        return false;
    };
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|sign| sign.is_uppercase() || sign.is_ascii_digit() || "/_".contains(sign))
    };
    name == "N/A" || name.strip_suffix(['!', '?']).is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_full() {
        for (written, text) in [
            ("12", "12"),
            ("12.0", "12"),
            ("007", "7"),
            ("-3.50", "-3.5"),
            ("0", "0"),
            ("-0", "0"),
            ("1E+2", "100"),
            ("1.5E-3", "0.0015"),
            ("44.990000000000002", "44.99"),
            ("0.30000000000000004", "0.3"),
            ("2.0000000000000002E-2", "0.02"),
            ("0.99999999999999994", "1"),
            ("99.9999999999999967", "100"),
            ("1.2999999999999998", "1.3"),
            ("12345.6789012344", "12345.6789012344"),
            ("12345.67890123456", "12345.6789012346"),
            ("123456789012345", "123456789012345"),
        ] {
            let number = Number::read(written).unwrap();
            assert_eq!(
                (number.text.as_str(), number.is_rounded),
                (text, false),
                "{written}"
            );
        }
        for (written, text) in [
            ("1.2345678901234568E+16", "12345678901234600"),
            ("12345678901234567", "12345678901234567"),
            ("1E+20", "100000000000000000000"),
        ] {
            let number = Number::read(written).unwrap();
            assert_eq!(
                (number.text.as_str(), number.is_rounded),
                (text, true),
                "{written}"
            );
        }
        for written in ["", "abc", "1,5", "INF", "NaN", "1e999"] {
            assert_eq!(Number::read(written), None, "{written}");
        }
    }

    #[test]
    fn formats_tell_days_from_times_from_numbers() {
        for (code, format) in [
            ("General", Format::Number),
            ("0.00", Format::Number),
            ("#,##0 [$€-40C];[Red]-#,##0", Format::Number),
            ("0.00E+00", Format::Number),
            ("\"day\"0", Format::Number),
            ("0\\d", Format::Number),
            ("[DBNum1]General", Format::Number),
            ("00000", Format::Padded(5)),
            ("000;-000;0;@", Format::Padded(3)),
            ("0", Format::Number),
            ("dd/mm/yyyy", Format::Day),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", Format::Day),
            ("mmm", Format::Day),
            ("yyyy-mm-dd hh:mm", Format::Day),
            ("h:mm AM/PM", Format::Time),
            ("[h]:mm:ss", Format::Time),
            ("mm:ss.0", Format::Time),
            ("0;dd", Format::Number),
            ("[", Format::Number),
            ("\"", Format::Number),
            ("\\", Format::Number),
        ] {
            assert_eq!(Format::of_code(code), format, "{code}");
        }
        assert_eq!(Format::of_number(14), Format::Day);
        assert_eq!(Format::of_number(20), Format::Time);
        assert_eq!(Format::of_number(2), Format::Number);
    }

    /// 45536 is 1 September 2024 in the system of 1900, 44074 in that of 1904, as both Excel and LibreOffice show them.
    #[test]
    fn serial_numbers_are_the_days_that_programs_show() {
        let show = |written: &str, is_1904| Format::Day.show(written, is_1904).unwrap().text;
        for (written, text) in [
            ("45536", "2024-09-01"),
            ("45536.354166666664", "2024-09-01 08:30"),
            ("45536.99999", "2024-09-01 23:59:59"),
            ("45536.999999999", "2024-09-02"),
            ("61", "1900-03-01"),
            ("59", "1900-02-28"),
            ("1", "1900-01-01"),
            ("60", "60"),
            ("0", "0"),
            ("-1", "-1"),
            ("2958465", "9999-12-31"),
            ("2958466", "2958466"),
        ] {
            assert_eq!(show(written, false), text, "{written}");
        }
        assert_eq!(show("44074", true), "2024-09-01");
        assert_eq!(show("0", true), "1904-01-01");
        let time = |written: &str| Format::Time.show(written, false).unwrap().text;
        assert_eq!(time("0.354166666666667"), "08:30");
        assert_eq!(time("1.5"), "36:00");
        assert_eq!(Format::Padded(5).show("123", false).unwrap().text, "00123");
        assert_eq!(Format::Padded(5).show("1.5", false).unwrap().text, "1.5");
    }

    #[test]
    fn dates_of_xml_lose_what_says_nothing() {
        for (written, text) in [
            ("2024-09-01", "2024-09-01"),
            ("2024-09-01T00:00:00", "2024-09-01"),
            ("2024-09-01T08:30:00.000", "2024-09-01 08:30"),
            ("2024-09-01T08:30:05Z", "2024-09-01 08:30:05"),
        ] {
            assert_eq!(iso_moment(written), text);
        }
        assert_eq!(iso_duration("PT08H30M00S").as_deref(), Some("08:30"));
        assert_eq!(iso_duration("PT8H30M5.0S").as_deref(), Some("08:30:05"));
        assert_eq!(iso_duration("P1DT1H").as_deref(), Some("25:00"));
        assert_eq!(iso_duration("8:30"), None);
        assert_eq!(iso_duration("P1Y"), None);
    }
}
