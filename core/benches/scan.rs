//! How fast records and cells come out of bytes, beside the libraries that set the mark.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

mod support;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use toolsync_core::input::{Item, ReadOptions, Reader};

/// How much is pushed at once, as the server and the browser do.
const CHUNK: usize = 256 * 1024;

fn scan(criterion: &mut Criterion) {
    let file = support::users_file(1_000_000);
    let bytes = file.as_bytes();
    let mut group = criterion.benchmark_group("scan");
    group
        .sample_size(10)
        .throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("memchr, line ends only", |bencher| {
        bencher.iter(|| memchr::memchr_iter(b'\n', black_box(bytes)).count())
    });
    group.bench_function("csv, ByteRecord", |bencher| {
        bencher.iter(|| {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .from_reader(black_box(bytes));
            let (mut record, mut length) = (csv::ByteRecord::new(), 0);
            while reader.read_byte_record(&mut record).unwrap() {
                length += record.iter().map(<[u8]>::len).sum::<usize>();
            }
            length
        });
    });
    group.bench_function("simd-csv, ByteRecord", |bencher| {
        bencher.iter(|| {
            let mut reader = simd_csv::ReaderBuilder::new()
                .delimiter(b';')
                .from_reader(black_box(bytes));
            let (mut record, mut length) = (simd_csv::ByteRecord::new(), 0);
            while reader.read_byte_record(&mut record).unwrap() {
                length += record.iter().map(<[u8]>::len).sum::<usize>();
            }
            length
        });
    });
    group.bench_function("toolsync, records and cells", |bencher| {
        bencher.iter(|| {
            let mut reader = Reader::new(ReadOptions::default());
            let mut length = 0;
            let mut drain = |reader: &mut Reader| {
                while let Some(item) = reader.next() {
                    if let Item::Record(record) = item {
                        length += (0..record.len())
                            .filter_map(|index| record.cell(index))
                            .map(|cell| cell.text.len())
                            .sum::<usize>();
                    }
                }
            };
            for chunk in black_box(bytes).chunks(CHUNK) {
                reader.push(chunk);
                drain(&mut reader);
            }
            reader.finish();
            drain(&mut reader);
            length
        });
    });
    group.finish();
}

criterion_group!(benches, scan);
criterion_main!(benches);
