//! Files that are checked and planned together.

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::{Decision, Kind, Plan, codes, operations, options, row, site};
use crate::check::{CheckOptions, Checker, Verdict};
use crate::finding::{Code, FileLine, Finding, Severity};
use crate::messages::{Catalogue, Language};
use crate::plan::{BundlePlanner, PlanOptions, render_text};
use crate::settings::Settings;
use crate::site::{DigestIndex, Directory, ExpectedNames, ExpectedSite, SiteIndex};

const COURSES: &str = "shortname;fullname;category\n";
const USERS: &str = "username;firstname;lastname\n";
const ENROLMENTS: &str = "rolename;cid;uid;cmd;enrol\n";

fn of(kind: Kind, settings: &Settings) -> PlanOptions {
    let mut options = options(kind, |own| *own = settings.clone());
    options.check.name = format!("{}.csv", kind.as_str());
    options
}

/// The plans of files of these kinds, one on the other, with usual settings.
fn planned(files: &[(Kind, &str)]) -> Vec<Plan> {
    let mut bundle = BundlePlanner::new(site::small());
    let settings = Settings::default();
    let plans = files
        .iter()
        .map(|(kind, file)| bundle.plan([file.as_bytes()], &of(*kind, &settings)));
    plans.collect()
}

/// The verdict on a file.
fn checked(file: &str, options: CheckOptions, directory: &dyn Directory) -> Verdict {
    let mut checker = Checker::new(options, directory);
    checker.push(file.as_bytes());
    checker.finish()
}

/// Files of all kinds in a bundle, the last first, as they are executed.
fn in_order(mut kinds: Vec<Kind>) -> Vec<Kind> {
    kinds.sort_by_key(|kind| kind.place_in_bundle());
    kinds
}

fn has_error(plan: &Plan, line: u64) -> bool {
    let is_error = |finding: &Finding| finding.severity() == Severity::Error;
    row(plan, line).findings.iter().any(is_error)
}

#[test]
fn every_kind_has_its_place() {
    let mut all = Kind::ALL.to_vec();
    let mut ordered = Kind::BUNDLE_ORDER.to_vec();
    all.sort_unstable();
    ordered.sort_unstable();
    assert_eq!(all, ordered);
}

/// Each pair that matters: the first of the two is executed first, whatever the files are called.
#[test]
fn the_order_follows_need() {
    for (first, second) in [
        // tool_sync's own order (spec/operations.md §1).
        (Kind::CourseResets, Kind::CourseDeletions),
        (Kind::CourseChecks, Kind::CourseDeletions),
        (Kind::CourseDeletions, Kind::Courses),
        // The names of the deleted are free.
        (Kind::UserDeletions, Kind::Users),
        // People are enrolled in courses, bound to groups, put in cohorts.
        (Kind::Courses, Kind::Users),
        (Kind::Courses, Kind::Metacourses),
        (Kind::Courses, Kind::Groups),
        (Kind::Groups, Kind::Users),
        (Kind::Groups, Kind::Enrolments),
        (Kind::Users, Kind::Enrolments),
        (Kind::Users, Kind::Cohorts),
        (Kind::Cohorts, Kind::CohortCourses),
        (Kind::Enrolments, Kind::GroupMembers),
        (Kind::Users, Kind::UserSuspensions),
        (Kind::Users, Kind::Pictures),
        // A category that gets a course is not empty; one that lost its last course is.
        (Kind::Courses, Kind::CategoryDeletions),
        (Kind::CourseDeletions, Kind::CategoryDeletions),
    ] {
        assert_eq!(in_order(vec![second, first]), [first, second]);
    }
}

#[test]
fn a_row_relies_on_rows_of_files_before() {
    let plans = planned(&[
        (Kind::Courses, &format!("{COURSES}NEW-1;New;Sciences\n")),
        (
            Kind::Users,
            &format!("{USERS}x.one;X;One\nm.curie;Marie;Curie\n"),
        ),
        (
            Kind::Enrolments,
            &format!(
                "{ENROLMENTS}student;NEW-1;x.one;add;manual\nstudent;NEW-1;m.curie;add;manual\n"
            ),
        ),
    ]);
    let needs = |plan: usize, line| row(&plans[plan], line).needs_elsewhere.clone();
    let line = |file, line| FileLine { file, line };
    assert_eq!(needs(2, 2), [line(0, 2), line(1, 2)]);
    assert_eq!(needs(2, 3), [line(0, 2)]);
    assert_eq!(needs(1, 2), []);
    assert_eq!(operations(&plans[2], 2), ["enrol"]);
    let text = render_text(&plans[2], &Catalogue::new(Language::En));
    assert!(
        text.contains("needs what line 2 of courses.csv makes"),
        "{text}"
    );
}

#[test]
fn a_row_is_blocked_by_a_refused_row_of_a_file_before() {
    // No full name; no family name.
    let plans = planned(&[
        (Kind::Courses, &format!("{COURSES}NEW-1;;Sciences\n")),
        (Kind::Users, &format!("{USERS}x.one;X;\n")),
        (
            Kind::Enrolments,
            &format!(
                "{ENROLMENTS}student;NEW-1;m.curie;add;manual\nstudent;BIO-101;x.one;add;manual\n\
                 student;NEW-2;m.curie;add;manual\n"
            ),
        ),
    ]);
    let enrolments = &plans[2];
    assert_eq!(
        enrolments.verdict.counts.get(&Code::UnknownCourse),
        Some(&1)
    );
    for (line, file) in [(2, "courses.csv"), (3, "users.csv")] {
        assert_eq!(codes(enrolments, line), [Code::BlockedByFile]);
        let params = &row(enrolments, line).findings[0].params;
        assert_eq!((&*params["file"], &*params["needed"]), (file, "2"));
    }
    assert_eq!(codes(enrolments, 4), [Code::UnknownCourse]);
}

#[test]
fn a_course_is_replaced_by_a_new_one_of_its_names() {
    let plans = planned(&[
        (Kind::CourseDeletions, "BIO-101\nLAB\n"),
        (
            Kind::Courses,
            "shortname;fullname;idnumber\nBIO-101;Cell biology;C-101\nNEW-1;New;C-201\n",
        ),
        (
            Kind::Enrolments,
            &format!(
                "{ENROLMENTS}student;BIO-101;m.curie;add;manual\nstudent;LAB;m.curie;add;manual\n"
            ),
        ),
    ]);
    assert_eq!(operations(&plans[1], 2), ["create_course"]);
    let created = FileLine { file: 0, line: 1 };
    assert_eq!(row(&plans[1], 2).needs_elsewhere, [created]);
    assert_eq!(codes(&plans[1], 3), [Code::IdnumberTaken], "of CHEM-1");
    assert_eq!(operations(&plans[2], 2), ["enrol"]);
    assert_eq!(codes(&plans[2], 3), [Code::UnknownCourse]);
}

#[test]
fn what_deleted_people_had_is_free_for_others() {
    let plans = planned(&[
        (
            Kind::UserDeletions,
            "username;email\nm.curie;m.curie@example.org\n",
        ),
        (
            Kind::Users,
            "username;firstname;lastname;email\nx.one;X;One;m.curie@example.org\n",
        ),
    ]);
    assert_eq!(operations(&plans[1], 2), ["create_user"]);
}

#[test]
fn a_renamed_person_is_known_by_the_new_name_only() {
    let settings = Settings {
        allow_rename: true,
        ..Settings::default()
    };
    let mut bundle = BundlePlanner::new(site::small());
    let users = "username;oldusername;firstname;lastname\nmarie;m.curie;Marie;Curie\n";
    bundle.plan([users.as_bytes()], &of(Kind::Users, &settings));
    let list = "username;idnumber;suspended\nmarie;P-0042;1\nm.curie;;1\n";
    let plan = bundle.plan([list.as_bytes()], &of(Kind::UserSuspensions, &settings));
    assert!(!has_error(&plan, 2), "{:?}", codes(&plan, 2));
    assert_eq!(codes(&plan, 3), [Code::UnknownUser]);
}

#[test]
fn a_file_that_cannot_be_executed_makes_nothing() {
    let plans = planned(&[
        // The full name is missing.
        (Kind::Courses, "shortname;category\nNEW-1;Sciences\n"),
        (
            Kind::Enrolments,
            &format!("{ENROLMENTS}student;NEW-1;m.curie;add;manual\n"),
        ),
    ]);
    assert!(plans[0].verdict.blocks_execution());
    assert_eq!(codes(&plans[1], 2), [Code::BlockedByFile]);
}

/// A person is put in a group of a course only when the row that enrols them there is done: it is needed, and blamed when it is refused.
#[test]
fn a_group_member_waits_for_the_enrolment_in_another_file() {
    let plans = planned(&[
        (
            Kind::Enrolments,
            &format!(
                "{ENROLMENTS}student;CHEM-1;p.curie;add;manual\n\
                 nobody;CHEM-1;l.meitner;add;manual\n"
            ),
        ),
        (Kind::Groups, "courseid;name;idnumber\nCHEM-1;Lab;LAB\n"),
        (
            Kind::GroupMembers,
            "cmd;courseid;groupid;userid\nadd;CHEM-1;LAB;p.curie\nadd;CHEM-1;LAB;l.meitner\n",
        ),
    ]);
    let members = &plans[2];
    assert_eq!(operations(members, 2), ["add_group_member"]);
    let enrolment = FileLine { file: 0, line: 2 };
    assert!(row(members, 2).needs_elsewhere.contains(&enrolment));
    assert_eq!(codes(members, 3), [Code::BlockedByFile]);
    let params = &row(members, 3).findings[0].params;
    assert_eq!(
        (&*params["file"], &*params["needed"]),
        ("enrolments.csv", "3")
    );
}

/// Files of a bundle, in order. Each row is right for itself.
fn bundle() -> impl Strategy<Value = Vec<(Kind, String)>> {
    let lines = |header: &'static str, rows: Vec<String>| {
        let most = rows.len();
        subsequence(rows, 0..=most).prop_map(move |rows| format!("{header}{}", rows.concat()))
    };
    let all = |of: &[&str]| of.iter().map(|row| format!("{row}\n")).collect::<Vec<_>>();
    let pairs = |courses: &[&str], people: &[&str], form: fn(&str, &str) -> String| {
        let courses = courses.iter();
        let pairs =
            courses.flat_map(|course| people.iter().map(move |person| form(course, person)));
        pairs.collect::<Vec<_>>()
    };
    let courses = ["BIO-101", "LAB", "CHEM-1", "NEW-1", "NEW-2"];
    let people = ["m.curie", "n.bohr", "x.one", "x.two"];
    let enrolments = pairs(&courses, &people, |course, person| {
        format!("student;{course};{person};add;manual;gadd;Lab 1\n")
    });
    let members = pairs(&courses, &["Lab 1", "Lab 2"], |course, group| {
        format!("add;{course};{group};m.curie\n")
    });
    (
        lines("", all(&["BIO-101", "LAB", "CHEM-1"])),
        lines(
            "username;idnumber\n",
            all(&["m.curie;P-0042", "p.curie;P-0043"]),
        ),
        lines(
            "shortname;fullname;idnumber;category\n",
            all(&[
                "BIO-101;Cells;C-101;Sciences",
                "LAB;Laboratory;;Arts/Music",
                "NEW-1;New one;C-N1;Arts",
                "NEW-2;New two;C-N2;Sciences",
            ]),
        ),
        lines(
            "type;courseid;name;idnumber\n",
            pairs(&courses, &["Lab 1", "Lab 2"], |course, group| {
                format!("group;{course};{group};{course}-{group}\n")
            }),
        ),
        lines(
            "username;firstname;lastname;idnumber;email;cohort;course1;enrol1;group1\n",
            all(&[
                "m.curie;Marie;Curie;P-0042;;Year 1;;;",
                "x.one;X;One;P-0043;one@example.org;Year 9;NEW-1;manual;Lab 2",
                "x.two;X;Two;P-0902;two@example.org;;BIO-101;manual;Lab 1",
            ]),
        ),
        lines("rolename;cid;uid;cmd;enrol;gcmd;g1\n", enrolments),
        lines("cmd;courseid;groupid;userid\n", members),
    )
        .prop_map(
            |(deletions, leavers, courses, groups, users, enrolments, members)| {
                vec![
                    (Kind::CourseDeletions, deletions),
                    (Kind::UserDeletions, leavers),
                    (Kind::Courses, courses),
                    (Kind::Groups, groups),
                    (Kind::Users, users),
                    (Kind::Enrolments, enrolments),
                    (Kind::GroupMembers, members),
                ]
            },
        )
}

/// What says that something does not exist.
fn missing(verdict: &Verdict) -> Vec<&Finding> {
    let codes = [
        Code::UnknownCourse,
        Code::UnknownUser,
        Code::UnknownGroup,
        Code::CourseDeleteMissing,
    ];
    let findings = verdict.findings.iter();
    findings
        .filter(|finding| codes.contains(&finding.code))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Checked together, without a plan, files come to the verdicts that they come to on the site as the files before leave it, as long as
    /// no row is refused; where one is, fewer things are missing, and the plan of each row that needs one says by which it is blocked.
    #[test]
    fn files_checked_together_find_what_plans_say_of_existence(files in bundle(), force_update: bool) {
        let settings = Settings { force_update, ..Settings::default() };
        let start = site::small();
        // As a browser sees it.
        let digests = DigestIndex::of(&start, [3; 16]);
        let mut names = ExpectedNames::default();
        let mut exact = start.clone();
        let mut planner = BundlePlanner::new(start.clone());
        let mut refused = false;
        for (place, (kind, file)) in (0..).zip(&files) {
            let options = of(*kind, &settings);
            let mut noted = ExpectedNames::default();
            let expected = ExpectedSite::new(&digests, &names);
            let mut checker = Checker::new(options.check.clone(), &expected).noting(place, &mut noted);
            checker.push(file.as_bytes());
            let together = checker.finish();
            let alone = checked(file, options.check.clone(), &exact);
            let plan = planner.plan([file.as_bytes()], &options);
            prop_assert_eq!(&plan.verdict.digest, &together.digest, "the planner checks likewise");
            if refused {
                // What is near may differ.
                let alone: Vec<_> = missing(&alone).iter().map(|other| (other.code, other.span)).collect();
                for finding in missing(&together) {
                    prop_assert!(alone.contains(&(finding.code, finding.span)), "{finding:?} in {file}");
                }
            } else {
                prop_assert_eq!(&together.findings, &alone.findings, "{}", file);
            }
            apply(&plan, &mut exact);
            for row in &plan.rows {
                refused |= row.decision == Decision::Refused;
                for finding in &row.findings {
                    let is_said = together.findings.contains(finding);
                    let is_missing = missing(&plan.verdict).contains(&finding);
                    prop_assert!(is_said || !is_missing, "{finding:?} has a reason");
                }
            }
            names.add(noted);
        }
    }
}

/// Executes a plan.
fn apply(plan: &Plan, site: &mut SiteIndex) {
    for operation in plan.rows.iter().flat_map(|row| &row.operations) {
        if let Err(error) = site.apply(operation) {
            panic!("{operation:?}: {error}");
        }
    }
}
