//! The tryback of a file: its wrong lines mended and run, the whole file is done.

use proptest::prelude::*;

use super::cohorts::with_cohorts;
use super::{Decision, Kind, Plan, options};
use crate::plan::plan_and_apply;
use crate::report::tryback;
use crate::settings::{CourseIdentifier, Settings, UserIdentifier};
use crate::site::SiteIndex;

/// A sign that no name on the site has, and that no login name, number or address may have.
const WRONG: &str = "¿";

/// A kind, the header of a file, and rows that are about different things; in each, `%` is where a mistake may be. A row may need one above.
type Sample = (Kind, &'static str, &'static [&'static str]);

const SAMPLES: &[Sample] = &[
    (
        Kind::Users,
        "username;firstname;lastname;email;cohort;course1;role1;enrol1",
        &[
            "%new.one;New;One;new.one@example.org;Year 1;BIO-101;student;manual",
            "new.two;New;Two;%new.two@example.org;Year 3;CHEM-1;teacher;manual",
            "m.curie;Marie;Skłodowska;m.curie@example.org;;CHEM-1;%student;manual",
            "p.curie;Pierre;Curie;;Year 3;%BIO-101;teacher;manual",
            "%new.three;New;Three;;;CHEM-1;student;manual",
        ],
    ),
    (
        Kind::Courses,
        "shortname;fullname;category;visible;template",
        &[
            "NEW-1;First;Sciences/Physics;%1;TPL-SCI",
            "NEW-2;Second;Sciences/Physics;1;%CHEM-1",
            "NEW-3;Third;Sciences/Physics;%0;",
            "NEW-4;Fourth;Miscellaneous;1;%TPL-SCI",
        ],
    ),
    (
        Kind::Enrolments,
        "cmd;cid;uid;rolename;enrol;gcmd;g1",
        &[
            "add;BIO-101;%p.curie;student;manual;gadd;Group A",
            "add;%CHEM-1;p.curie;teacher;manual;gaddcreate;Lab",
            "shift;BIO-101;m.curie;%teacher;manual;;",
            "enable;BIO-101;n.bohr;;%manual;;",
            "%add;CHEM-1;i.joliot;student;manual;gaddcreate;Lab",
        ],
    ),
    (
        Kind::Cohorts,
        "cmd;cidnumber;cname;userid",
        &[
            "add;COH-1;Year 1;%p.curie",
            "add;COH-2;Year 2;%m.curie",
            "%add;COH-2;;n.bohr",
            "del;COH-1;Year 1;%m.curie",
            "add;COH-9;Staff;%i.joliot",
        ],
    ),
    (
        Kind::CohortCourses,
        "cohort;course;role;makegroup",
        &[
            "%COH-1;BIO-101;student;1",
            "COH-1;%LAB;teacher;0",
            "COH-9;CHEM-1;%student;1",
            "COH-4;BIO-101;teacher;%1",
        ],
    ),
    (
        Kind::Metacourses,
        "master;meta;cmd",
        &[
            "%BIO-101;LAB;add",
            "BIO-101;%TPL-SCI;add",
            "CHEM-1;LAB;%add",
            "%CHEM-1;TPL-SCI;",
        ],
    ),
    (
        Kind::UserSuspensions,
        "username;suspended",
        &["%m.curie;1", "p.curie;%1", "%l.meitner;0"],
    ),
];

fn set(settings: &mut Settings) {
    settings.user_identifier = UserIdentifier::Username;
    settings.cohort_user_identifier = UserIdentifier::Username;
    settings.cohort_course_identifier = CourseIdentifier::Shortname;
}

fn run(kind: Kind, file: &str, site: SiteIndex) -> (Plan, SiteIndex) {
    plan_and_apply([file.as_bytes()], &options(kind, set), site)
}

/// The file, with a mistake in the rows for which `wrong` says so.
fn file_of(header: &str, rows: &[&str], wrong: &[bool]) -> String {
    let rows = rows.iter().zip(wrong);
    let rows = rows.map(|(row, wrong)| row.replacen('%', if *wrong { WRONG } else { "" }, 1));
    std::iter::once(header.to_owned())
        .chain(rows)
        .fold(String::new(), |file, line| file + &line + "\n")
}

proptest! {
    #[test]
    fn a_tryback_that_was_mended_finishes_the_file(
        sample in prop::sample::select(SAMPLES),
        wrong in any::<[bool; 5]>(),
    ) {
        let (kind, header, rows) = sample;
        let file = file_of(header, rows, &wrong);
        let (first, site) = run(kind, &file, with_cohorts());
        let refused = first.rows.iter().filter(|row| row.decision == Decision::Refused);
        let (lines, spans): (Vec<_>, Vec<_>) = refused.map(|row| (row.line, row.span)).unzip();
        for (line, wrong) in (2..).zip(&wrong[..rows.len()]) {
            prop_assert!(!wrong || lines.contains(&line), "line {line} of\n{file}");
        }

        let again = tryback(file.as_bytes(), &first.verdict, &spans);
        let again = String::from_utf8(again).expect("a part of a text");
        let kept = lines.iter().filter_map(|line| file.lines().nth(*line as usize - 1));
        let expected: Vec<&str> = std::iter::once(header).chain(kept).collect();
        prop_assert_eq!(again.lines().collect::<Vec<_>>(), expected);

        let mended = again.replace(WRONG, "");
        let (second, site) = run(kind, &mended, site);
        for row in &second.rows {
            prop_assert!(row.decision != Decision::Refused, "{:?} of\n{mended}", row.findings);
        }
        let (whole, after) = run(kind, &file_of(header, rows, &[false; 5]), site.clone());
        for row in &whole.rows {
            prop_assert_eq!(row.decision, Decision::Unchanged, "{:?}\n{}", row.operations, file);
        }
        prop_assert_eq!(after, site);
    }
}
