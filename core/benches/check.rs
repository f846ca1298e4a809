//! How fast a whole file is checked, beside the bare loop of the csv crate.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

mod support;

use std::convert::Infallible;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use toolsync_core::check::{CheckOptions, Checker, Feed, Verdict};
use toolsync_core::finding::Code;
use toolsync_core::kinds::{Kind, Value};
use toolsync_core::site::{Course, Directory, Fields, NoSite, Role, SiteFacts, SiteIndex, User};

const ROWS: u64 = 1_000_000;

/// How much is pushed at once, as the server and the browser do.
const CHUNK: usize = 256 * 1024;

/// The verdict on a file of [`ROWS`] rows.
fn verdict(bytes: &[u8], directory: &dyn Directory) -> Verdict {
    let checker = Checker::new(CheckOptions::default(), directory).expecting(bytes.len() as u64);
    let feed = |push: Feed<'_>| {
        bytes.chunks(CHUNK).for_each(push);
        Ok::<_, Infallible>(())
    };
    let Ok(verdict) = checker.whole(feed);
    assert_eq!(verdict.rows, ROWS);
    verdict
}

fn run(bytes: &[u8], directory: &dyn Directory) -> Verdict {
    let verdict = verdict(bytes, directory);
    let bad = verdict.counts.get(&Code::BadEmail).copied();
    assert_eq!(bad.unwrap_or_default(), support::bad_emails(ROWS));
    verdict
}

/// The mark: the csv crate cuts the file, and nothing is done with its cells.
fn bare_loop(bytes: &[u8]) -> u64 {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes);
    let (mut record, mut rows) = (csv::ByteRecord::new(), 0_u64);
    while reader.read_byte_record(&mut record).unwrap() {
        rows += 1;
    }
    rows
}

/// A site of 100,000 people, every other of whom the file names.
fn site() -> SiteIndex {
    let mut facts = SiteFacts::default();
    facts.profile_fields.insert("badge".to_owned());
    let mut site = SiteIndex::new(facts);
    for id in 0..100_000_u64 {
        let fields = Fields::from([
            (
                "email".to_owned(),
                Value::Text(format!("u{:07}@example.org", id * 2)),
            ),
            (
                "idnumber".to_owned(),
                Value::Text(format!("P-{:07}", id * 2)),
            ),
        ]);
        site.put_user(User {
            id: id + 1,
            username: format!("u{:07}.x", id * 2),
            fields,
            password: Default::default(),
            ..User::default()
        });
    }
    site
}

fn check(criterion: &mut Criterion) {
    let file = support::users_file(ROWS);
    let bytes = file.as_bytes();
    let unsorted = support::shuffled(&file);
    let site = site();
    let mut group = criterion.benchmark_group("check");
    group
        .sample_size(10)
        .throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("csv, ByteRecord, bare loop", |bencher| {
        bencher.iter(|| bare_loop(black_box(bytes)))
    });
    group.bench_function("toolsync, without a site", |bencher| {
        bencher.iter(|| run(black_box(bytes), &NoSite))
    });
    group.bench_function("toolsync, with a site of 100,000 people", |bencher| {
        bencher.iter(|| run(black_box(bytes), &site))
    });
    group.bench_function("toolsync, with the site, unsorted file", |bencher| {
        bencher.iter(|| run(black_box(unsorted.as_bytes()), &site))
    });
    group.finish();
}

/// A site of [`support::PEOPLE`] people and [`support::COURSES`] courses.
fn site_of_courses() -> SiteIndex {
    let mut site = SiteIndex::new(SiteFacts::default());
    for (id, shortname) in [(1, "student"), (2, "teacher")] {
        let shortname = shortname.to_owned();
        site.put_role(Role { id, shortname });
    }
    for id in 0..support::PEOPLE {
        site.put_user(User {
            id: id + 1,
            username: format!("u{id:07}.x"),
            ..User::default()
        });
    }
    for id in 0..support::COURSES {
        site.put_course(Course {
            id: id + 1,
            shortname: format!("C-{id:05}"),
            methods: [("manual".to_owned(), true)].into(),
            ..Course::default()
        });
    }
    site
}

fn check_enrolments(criterion: &mut Criterion) {
    let file = support::enrolments_file(ROWS);
    let bytes = file.as_bytes();
    let site = site_of_courses();
    let mut group = criterion.benchmark_group("check enrolments");
    group
        .sample_size(10)
        .throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("csv, ByteRecord, bare loop", |bencher| {
        bencher.iter(|| bare_loop(black_box(bytes)))
    });
    group.bench_function(
        "toolsync, with a site of 100,000 people and 10,000 courses",
        |bencher| {
            bencher.iter(|| {
                let verdict = verdict(black_box(bytes), &site);
                assert_eq!(verdict.kind, Some(Kind::Enrolments));
                assert!(verdict.counts.keys().all(|code| *code == Code::NewGroup));
                verdict
            });
        },
    );
    group.finish();
}

criterion_group!(benches, check, check_enrolments);
criterion_main!(benches);
