//! The tryback: a file of some rows of another is read as just those rows. The byte of the chunks chooses the rows, too.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toolsync_core::check::text_of;
use toolsync_core::finding::Code;
use toolsync_core::report::tryback;
use toolsync_core::site::NoSite;
use toolsync_fuzz::{Case, checked, count};

fuzz_target!(|input: &[u8]| {
    let Some(case) = Case::of(input) else {
        return;
    };
    let mut rows = Vec::new();
    let verdict = checked(&case.options, case.chunks(), &NoSite, &mut |row| {
        rows.push((row.span(), cells(row)));
    });
    if verdict.kind.is_none() || rows.is_empty() {
        return;
    }
    count(&verdict);
    let failed: Vec<_> = rows.iter().step_by(case.chunk % 3 + 1).cloned().collect();
    let spans: Vec<_> = failed.iter().map(|(span, _)| *span).collect();
    let text = text_of(case.file, &case.options);
    let back = tryback(&text, &verdict, &spans);
    let mut options = case.options.clone();
    options.encoding = Some(verdict.dialect.encoding);
    options.separator = Some(verdict.dialect.separator);
    let mut again = Vec::new();
    let verdict = checked(&options, [back].iter(), &NoSite, &mut |row| {
        again.push(cells(row));
    });
    assert!(!verdict.counts.contains_key(&Code::ListWithHeader));
    let expected: Vec<_> = failed.into_iter().map(|(_, cells)| cells).collect();
    assert_eq!(again, expected);
});

/// What a row says, whatever its place.
fn cells(row: &toolsync_core::kinds::Row<'_>) -> Vec<String> {
    (0..row.record.len())
        .filter_map(|index| row.record.cell(index))
        .map(|cell| cell.text.to_owned())
        .collect()
}
