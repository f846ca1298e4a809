//! Large files.

use std::fmt::Write;

use super::{Decision, Kind, options, plan, site};
use crate::plan::plan_and_apply;

/// Planning takes time in proportion to the rows: were it quadratic, this test would take minutes.
#[test]
fn thousands_of_rows_are_planned_in_one_pass() {
    let mut file =
        "username;firstname;lastname;idnumber;password;cohort;course1;enrol1;group1\n".to_owned();
    for number in 0..5_000 {
        writeln!(
            file,
            "u{number};Given;Family{number};N{number};Secret{number};Year 2;BIO-101;manual;Group {}",
            number % 2
        )
        .expect("a text takes all");
    }
    let options = options(Kind::Users, |_| {});
    let (first, after) = plan_and_apply([file.as_bytes()], &options, site::small());
    let totals = first.totals();
    assert_eq!(totals.change, 5_000);
    assert_eq!(totals.operations["create_user"], 5_000);
    assert_eq!(totals.operations["create_cohort"], 1);
    assert_eq!(totals.operations["add_group_member"], 5_000);
    let second = plan([file.as_bytes()], &options, after);
    assert!(
        second
            .rows
            .iter()
            .all(|row| row.decision == Decision::Unchanged)
    );
}
