//! Periods of enrolments that come of several sources.

/// The widest of periods, of which there is at least one: start and end, Unix seconds; 0 when not bounded.
pub(super) fn widest(periods: impl Iterator<Item = (i64, i64)> + Clone) -> (i64, i64) {
    let ends = || periods.clone().map(|(_, end)| end);
    let start = periods.clone().map(|(start, _)| start).min();
    let end = ends().max().filter(|_| !ends().any(|end| end == 0));
    (start.unwrap_or(0), end.unwrap_or(0))
}
