//! Periods: a start and an end in two columns.

use super::cells::Place;
use super::{Parsed, Row, ValueType};
use crate::finding::{Code, Finding};

/// Finds a period that ends before it starts; 0 is no bound.
pub(crate) fn check(row: &Row<'_>, start: Place, end: Place, findings: &mut Vec<Finding>) {
    let (from, to) = (row.given(start), row.given(end));
    if from.is_empty() || to.is_empty() {
        return;
    }
    let (Some(first), Some(last)) = (moment(from), moment(to)) else {
        return;
    };
    if ends_before(&first, &last) {
        findings.push(
            row.finding_on(Code::PeriodReversed, end)
                .with("value", to)
                .with("start", from),
        );
    }
}

/// The moment in a cell; none when it is none, or no bound.
fn moment(text: &str) -> Option<Parsed<'_>> {
    let moment = ValueType::Timestamp.parse(text).ok()?;
    (!matches!(moment, Parsed::Moment(0) | Parsed::Int(0))).then_some(moment)
}

/// Whether a period ends before it starts. A moment and a date of the site's own time zone are not compared.
fn ends_before(start: &Parsed<'_>, end: &Parsed<'_>) -> bool {
    match (start, end) {
        (Parsed::Moment(start), Parsed::Moment(end)) => end < start,
        (Parsed::Civil(start), Parsed::Civil(end)) => end < start,
        _ => false,
    }
}
