//! Rows about one person in one course.

use super::{NOTHING, said};

/// Rows of `m.curie` in `BIO-101`: command, role, method, start.
fn rows(rows: &[(&str, &str, &str, &str)]) -> Vec<String> {
    let lines = rows.iter().map(|(command, role, method, start)| {
        format!("{command};BIO-101;m.curie;{role};{method};{start}\n")
    });
    let lines: String = lines.collect();
    said(&format!("cmd;cid;uid;rolename;enrol;starttime\n{lines}"))
}

/// The same without the columns of enrolments.
fn roles(rows: &[(&str, &str)]) -> Vec<String> {
    let lines = rows
        .iter()
        .map(|(command, role)| format!("{command};BIO-101;m.curie;{role}\n"));
    let lines: String = lines.collect();
    said(&format!("cmd;cid;uid;rolename\n{lines}"))
}

#[test]
fn a_row_that_is_repeated_is_found() {
    let one = ("add", "student", "", "");
    assert_eq!(rows(&[one, one]), ["3 row duplicate_row"]);
    let other = ("add", "student", "manual", "");
    assert_eq!(rows(&[one, other]), NOTHING, "the same in other words");
}

#[test]
fn rows_that_undo_each_other_are_found() {
    let add = ("add", "student", "", "");
    assert_eq!(
        rows(&[add, ("del", "", "", "")]),
        ["3 cmd contradictory_row"]
    );
    assert_eq!(
        rows(&[("delete", "teacher", "manual", ""), add]),
        ["3 cmd contradictory_row"],
        "who is unenrolled has no role"
    );
    assert_eq!(
        rows(&[("enable", "", "", ""), ("disable", "", "", "")]),
        ["3 cmd contradictory_row"]
    );
    assert_eq!(
        rows(&[add, ("disable", "", "", "")]),
        ["3 cmd contradictory_row"]
    );
    assert_eq!(rows(&[add, ("enable", "", "", "")]), NOTHING);
    assert_eq!(
        rows(&[
            ("add", "student", "", "2024-09-02"),
            ("add", "student", "", "1725148800")
        ]),
        ["3 cmd contradictory_row"],
        "two beginnings of one enrolment"
    );
}

#[test]
fn roles_given_by_hand_are_told_apart() {
    assert_eq!(
        roles(&[("add", "student"), ("del", "student")]),
        ["3 cmd contradictory_row"]
    );
    assert_eq!(
        roles(&[("del", ""), ("add", "student")]),
        ["3 cmd contradictory_row"]
    );
    assert_eq!(roles(&[("del", "teacher"), ("add", "student")]), NOTHING);
    assert_eq!(roles(&[("del", "teacher"), ("del", "student")]), NOTHING);
    assert_eq!(
        roles(&[("shift", "student"), ("add", "teacher")]),
        ["3 cmd contradictory_row"]
    );
}

#[test]
fn group_commands_that_undo_each_other_are_found() {
    let groups = |one: &str, other: &str| {
        said(&format!(
            "cid;uid;rolename;gcmd;g1;g2\n\
             BIO-101;m.curie;student;{one}\n\
             BIO-101;m.curie;student;{other}\n"
        ))
        .into_iter()
        .filter(|said| said.ends_with("contradictory_row"))
        .collect::<Vec<_>>()
    };
    let contradiction = ["3 gcmd contradictory_row"];
    assert_eq!(groups("gadd;Group A;", "gdel;Group A;"), contradiction);
    assert_eq!(
        groups("greplace;Group A;", "gaddcreate;Lab 3;"),
        contradiction
    );
    assert_eq!(
        groups("greplacecreate;Lab 3;", "greplace;Group A;"),
        contradiction
    );
    assert_eq!(groups("greplace;;", "gadd;Group A;"), contradiction);
    assert_eq!(groups("gadd;Group A;", "gaddcreate;Lab 3;"), NOTHING);
    assert_eq!(
        groups("greplacecreate;Group A;Lab 3", "gadd;Lab 3;"),
        NOTHING
    );
    assert_eq!(groups("greplace;Group A;", "gdel;Lab 3;"), NOTHING);
}

#[test]
fn two_roles_add_up() {
    assert_eq!(
        roles(&[("add", "student"), ("add", "teacher")]),
        ["3 rolename two_roles"]
    );
}

#[test]
fn of_several_shifts_the_last_one_counts() {
    let (student, teacher) = (("shift", "student"), ("shift", "teacher"));
    assert_eq!(roles(&[student, teacher]), ["3 cmd shift_again"]);
    assert_eq!(roles(&[student, student]), ["3 row duplicate_row"]);
    assert_eq!(
        roles(&[student, teacher, student]),
        ["3 cmd shift_again", "4 cmd shift_again"],
        "between two others it is no repetition"
    );
}

#[test]
fn other_people_and_courses_are_others() {
    let file = "cmd;cid;uid;rolename\n\
        add;BIO-101;m.curie;student\n\
        del;BIO-101;p.curie;student\n\
        del;CHEM-204;m.curie;student\n\
        del;bio-101;M.CURIE;student\n";
    assert_eq!(said(file), ["5 cmd contradictory_row"]);
}

/// Of a person in many courses, first rows are found in another way than of one in few.
#[test]
fn a_person_may_be_in_any_number_of_courses() {
    for courses in [1, 31, 32, 33, 34, 200] {
        let row = |course| format!("add;{course};m.curie;student\nadd;{course};p.curie;student\n");
        let rows: String = (0..courses).map(row).collect();
        let again =
            "del;0;m.curie;\n".to_owned() + &format!("add;{};p.curie;student\n", courses - 1);
        let file = format!("cmd;cid;uid;rolename\n{rows}{again}");
        let end = 2 + 2 * courses;
        let said: Vec<_> = said(&file)
            .into_iter()
            .filter(|said| !said.ends_with("unknown_course"))
            .collect();
        let expected = [
            format!("{end} cmd contradictory_row"),
            format!("{} row duplicate_row", end + 1),
        ];
        assert_eq!(said, expected, "{courses} courses");
    }
}
