//! The reader: what it hands out does not depend on the chunks that come in, and covers the file without gap or overlap.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toolsync_core::finding::Span;
use toolsync_core::input::{Encoding, Item, ReadOptions, Reader};

const ENCODINGS: [Option<Encoding>; 7] = [
    None,
    Some(Encoding::Utf8),
    Some(Encoding::Windows1252),
    Some(Encoding::Iso8859_1),
    Some(Encoding::Iso8859_15),
    Some(Encoding::Utf16Le),
    Some(Encoding::Utf16Be),
];

/// Where an item stands, and all that it says.
type Said = (Span, u64, String);

fn said(item: &Item<'_>) -> Said {
    match item {
        Item::Record(record) => {
            let cells =
                (0..record.len()).map(|index| (record.cell(index), record.cell_span(index)));
            let text = format!("{:?} {:?}", cells.collect::<Vec<_>>(), record.findings());
            (record.span(), record.line(), text)
        }
        Item::Skipped { span, line, .. } => (*span, *line, "skipped".to_owned()),
        Item::Unreadable {
            span,
            line,
            finding,
        } => (*span, *line, format!("{finding:?}")),
    }
}

fn read<'f>(chunks: impl Iterator<Item = &'f [u8]>, options: &ReadOptions) -> Vec<Said> {
    let mut reader = Reader::new(options.clone());
    let mut all = Vec::new();
    for chunk in chunks {
        reader.push(chunk);
        while let Some(item) = reader.next() {
            all.push(said(&item));
        }
    }
    reader.finish();
    while let Some(item) = reader.next() {
        all.push(said(&item));
    }
    all
}

fuzz_target!(|input: &[u8]| {
    let [encoding, chunk, file @ ..] = input else {
        return;
    };
    let options = ReadOptions {
        encoding: ENCODINGS[usize::from(*encoding) % ENCODINGS.len()],
        counts_records: *encoding >= 128,
        ..ReadOptions::default()
    };
    let whole = read([file].into_iter(), &options);
    assert_eq!(whole, read(file.chunks(usize::from(*chunk) + 1), &options));
    let mut reached = whole.first().map_or(0, |(span, ..)| span.start);
    assert!(
        reached <= 3,
        "before the first item stands a byte-order mark at most"
    );
    for (span, line, _) in &whole {
        assert_eq!(span.start, reached, "line {line}");
        assert!(span.end >= span.start);
        reached = span.end;
    }
    assert!(reached <= file.len() as u64);
});
