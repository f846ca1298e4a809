//! The hours of the day during which a site may be written to.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::civil::Time;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// When a site may be written to, by the clock of this machine: `22:00-06:00`, or several spans with commas between them. Without any
/// span it may be written to at any time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WritingHours {
    /// Start and end, in minutes from midnight; the end is not part of the span. A span whose end comes first goes over midnight.
    spans: Vec<(u16, u16)>,
}

/// Hours that are not written as `22:00-06:00`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} are no hours: write 22:00-06:00, or several such spans with commas between them")]
pub struct NoHours(String);

impl WritingHours {
    /// How long after this time of the day the site may be written to; nothing when it may be at once. Whole minutes are counted: a
    /// writer that comes some seconds early finds the site open.
    pub fn opens_in(&self, time: Time) -> Duration {
        let now = minute(time);
        if self.spans.is_empty() || self.spans.iter().any(|span| holds(*span, now)) {
            return Duration::ZERO;
        }
        let waits = self
            .spans
            .iter()
            .map(|(start, _)| (start + DAY - now) % DAY);
        Duration::from_secs(60 * u64::from(waits.min().unwrap_or(0)))
    }
}

fn holds((start, end): (u16, u16), minute: u16) -> bool {
    if start < end {
        (start..end).contains(&minute)
    } else {
        minute >= start || minute < end
    }
}

fn minute(time: Time) -> u16 {
    u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or(0)
}

impl FromStr for WritingHours {
    type Err = NoHours;

    /// Reads `22:00-06:00, 12:00-13:30`. An empty text is no limit.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || NoHours(text.to_owned());
        let mut spans = Vec::new();
        for span in text.split(',').map(str::trim) {
            if span.is_empty() && text.trim().is_empty() {
                break;
            }
            let (start, end) = span.split_once('-').ok_or_else(refused)?;
            let ends = [start, end].map(|end| moment(end.trim()));
            match ends {
                [Some(start), Some(end)] if start != end => spans.push((start, end % DAY)),
                _ => return Err(refused()),
            }
        }
        Ok(Self { spans })
    }
}

/// Minutes from midnight of `06:30`; `24:00` is the end of the day.
fn moment(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || minute.len() != 2 || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let all = hour * 60 + minute;
    (minute < 60 && all <= DAY).then_some(all)
}

impl fmt::Display for WritingHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (start, end)) in self.spans.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            let (from, to) = ((start / 60, start % 60), (end / 60, end % 60));
            write!(
                f,
                "{comma}{:02}:{:02}-{:02}:{:02}",
                from.0, from.1, to.0, to.1
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use jiff::civil::time;

    use super::*;

    #[test]
    fn a_night_goes_over_midnight() {
        let night: WritingHours = "22:00-06:00".parse().unwrap();
        for (hour, minute, open) in [
            (21, 59, false),
            (22, 0, true),
            (0, 0, true),
            (5, 59, true),
            (6, 0, false),
            (12, 0, false),
        ] {
            assert_eq!(
                night.opens_in(time(hour, minute, 0, 0)).is_zero(),
                open,
                "{hour}:{minute}"
            );
        }
        assert_eq!(
            night.opens_in(time(6, 0, 30, 0)),
            Duration::from_secs(16 * 3600)
        );
        assert_eq!(night.opens_in(time(23, 0, 0, 0)), Duration::ZERO);
    }

    #[test]
    fn several_spans_and_none() {
        let hours: WritingHours = " 12:00-13:30,20:00-24:00 ".parse().unwrap();
        let allow = |hour, minute, second| hours.opens_in(time(hour, minute, second, 0)).is_zero();
        assert!(allow(13, 29, 59) && !allow(13, 30, 0));
        assert!(allow(23, 59, 0) && !allow(0, 0, 0));
        assert_eq!(
            hours.opens_in(time(14, 0, 0, 0)),
            Duration::from_secs(6 * 3600)
        );
        assert_eq!(hours.to_string(), "12:00-13:30, 20:00-00:00");
        assert_eq!(
            hours.to_string().parse::<WritingHours>().as_ref(),
            Ok(&hours)
        );
        let any: WritingHours = "".parse().unwrap();
        assert!(any.opens_in(time(3, 0, 0, 0)).is_zero() && any == WritingHours::default());
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for text in [
            "night",
            "22-6",
            "22:00",
            "22:00-22:00",
            "25:00-26:00",
            "22:60-23:00",
            "1:2-3:04",
            "22:00-06:00,",
        ] {
            assert!(text.parse::<WritingHours>().is_err(), "{text}");
        }
    }
}
