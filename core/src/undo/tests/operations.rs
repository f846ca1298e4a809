//! Each type of operation, on the institution that a sandbox begins with.

use super::{Undone, assert_undone, grades, options, undone};
use crate::kinds::{Kind, Value};
use crate::messages::Language;
use crate::plan::Operation;
use crate::settings::{
    CourseIdentifier, EmptyGroups, GroupIdentifier, Settings, TemplateMode, UserIdentifier,
};
use crate::site::{Grouping, SiteIndex, institution};
use crate::undo::UndoGrade::{Fully, Not, Partly};
use crate::undo::{DoneRow, ReasonCode, UndoWords, render_csv, render_text, undo};

fn users(set: impl FnOnce(&mut Settings)) -> crate::plan::PlanOptions {
    options(Kind::Users, |settings| {
        settings.allow_rename = true;
        settings.protect_emails = false;
        settings.user_identifier = UserIdentifier::Username;
        set(settings);
    })
}

fn courses() -> crate::plan::PlanOptions {
    options(Kind::Courses, |settings| {
        settings.force_update = true;
        settings.course_identifier = CourseIdentifier::Idnumber;
    })
}

/// The names of the operations of a file on the institution, so that a test says what it undoes.
fn names(site: &SiteIndex, file: &str, options: &crate::plan::PlanOptions) -> Vec<&'static str> {
    let plan = undone(site, file, options).plan;
    let operations = plan.rows.iter().flat_map(|row| &row.operations);
    operations.map(Operation::name).collect()
}

/// The files of an undo: names and texts.
fn files(
    site: &SiteIndex,
    file: &str,
    options: &crate::plan::PlanOptions,
) -> Vec<(String, String)> {
    let undo = assert_undone(site, file, options);
    let files = undo.files.into_iter();
    files.map(|file| (file.name, file.text)).collect()
}

fn file(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

#[test]
fn a_new_account_is_deleted_with_all_that_it_takes_part_in() {
    let site = institution();
    let rows = "username;firstname;lastname;cohort;course1;enrol1\n\
        new.person;New;Person;Sciences 2024;BIO-101;manual\n";
    let options = users(|_| {});
    let done = ["create_user", "add_cohort_member", "enrol"];
    assert_eq!(names(&site, rows, &options), done);
    let expected = [file(
        "01-user_deletions.csv",
        "username;deleted\nnew.person;1\n",
    )];
    assert_eq!(files(&site, rows, &options), expected);
}

#[test]
fn attributes_of_an_account_get_their_old_values() {
    let site = institution();
    let rows = "username;firstname;lastname;country;email;maildisplay;idnumber\n\
        chloe.corbiere;Zoé;Corbière;CA;zoe@example.org;0;X-1\n";
    let options = users(|_| {});
    assert_eq!(names(&site, rows, &options), ["update_user"]);
    let expected = [file(
        "01-users.csv",
        "username;firstname;lastname;idnumber;email;country;maildisplay\n\
         chloe.corbiere;Chloé;Corbière;P-0043;chloe.corbiere@example.org;FR;2\n",
    )];
    assert_eq!(files(&site, rows, &options), expected);
}

#[test]
fn a_field_that_was_empty_is_not_emptied() {
    let rows = "username;firstname;lastname;city;country\nchloe.corbiere;Chloé;Corbière;Lyon;CA\n";
    let options = users(|_| {});
    let expected = [(Partly, vec![ReasonCode::FieldNotCleared])];
    assert_eq!(grades(&institution(), rows, &options), expected);
    let Undone { undo, .. } = undone(&institution(), rows, &options);
    assert_eq!(undo.rows[0].reasons[0].params["value"], "city");
}

#[test]
fn a_renamed_account_gets_its_name_back() {
    let site = institution();
    let rows = "username;firstname;lastname;oldusername\nc.new;Chloé;Corbière;chloe.corbiere\n";
    let options = users(|_| {});
    assert_eq!(names(&site, rows, &options), ["rename_user"]);
    let expected = [file(
        "01-users.csv",
        "username;firstname;lastname;oldusername\nchloe.corbiere;Chloé;Corbière;c.new\n",
    )];
    assert_eq!(files(&site, rows, &options), expected);
}

#[test]
fn a_password_is_given_back_only_to_who_had_none() {
    let site = institution();
    let rows = "username;firstname;lastname;password\n\
        chloe.corbiere;Chloé;Corbière;Radium-1898!x\n";
    let options = users(|_| {});
    assert_eq!(names(&site, rows, &options), ["set_password"]);
    let expected = [(Not, vec![ReasonCode::PasswordNotKept])];
    assert_eq!(grades(&site, rows, &options), expected);

    let without = "username;firstname;lastname;password\nno.login;No;Login;*NOPASS*\n";
    let site = undone(&site, without, &options).after;
    let rows = "username;firstname;lastname;password\nno.login;No;Login;Radium-1898!x\n";
    let expected = [file(
        "01-users.csv",
        "username;firstname;lastname;password\nno.login;No;Login;*NOPASS*\n",
    )];
    assert_eq!(files(&site, rows, &options), expected);
}

#[test]
fn who_is_suspended_is_let_in_again() {
    let options = options(Kind::UserSuspensions, |_| {});
    let rows = "idnumber;suspended\nP-0043;1\nP-0070;0\n";
    let expected = [file(
        "01-user_suspensions.csv",
        "username;suspended\nchloe.corbiere;0\njurgen.dufrene;1\n",
    )];
    assert_eq!(files(&institution(), rows, &options), expected);
}

/// What the person takes part in comes back with the account: cohort, enrolments, roles, groups.
#[test]
fn a_deleted_account_comes_back() {
    let site = institution();
    let mut names_done = Vec::new();
    for number in ["P-0043", "P-0044", "P-0101"] {
        let rows = format!("idnumber;deleted\n{number};1\n");
        let options = options(Kind::UserDeletions, |_| {});
        names_done.extend(names(&site, &rows, &options));
        assert_undone(&site, &rows, &options);
    }
    assert_eq!(names_done, ["delete_user"; 3]);
}

#[test]
fn a_revived_account_is_deleted_again() {
    let site = institution();
    let deleted = site
        .users()
        .find(|user| user.deleted)
        .expect("there is one");
    let (username, idnumber) = (&deleted.username, deleted.fields["idnumber"].to_string());
    let rows = format!("username;firstname;lastname;idnumber\n{username};Back;Again;{idnumber}\n");
    let options = users(|_| {});
    assert_eq!(names(&site, &rows, &options)[0], "revive_user");
    assert_undone(&site, &rows, &options);
}

#[test]
fn a_new_course_is_deleted_with_its_new_category() {
    let site = institution();
    let rows = "shortname;fullname;idnumber;category;topic1;self;teacher1_account\n\
        NEW-1;New;N-1;Sciences/Biology/Year 1;Start;1;chloe.corbiere\n";
    let done = ["create_course", "set_section", "set_method", "enrol"];
    assert_eq!(names(&site, rows, &courses()), done);
    let expected = [file("deletecourses.csv", "62\n")];
    assert_eq!(files(&site, rows, &courses()), expected);

    let rows = "shortname;fullname;idnumber;category\nNEW-1;New;N-1;Summer school/Week 1\n";
    let expected = [
        file("deletecourses.csv", "62\n"),
        file(
            "02-category_deletions.csv",
            "emptycategory;path\n33;Summer school/Week 1\n32;Summer school\n",
        ),
    ];
    assert_eq!(files(&site, rows, &courses()), expected);
}

#[test]
fn a_course_is_renamed_moved_and_changed_back() {
    let site = institution();
    let rows = "shortname;fullname;idnumber;category;visible;startdate;topic1;self\n\
        BIO-101x;Cells;C-2024-101;Health;0;2026-09-07;Cells;0\n";
    let done = ["update_course", "set_section", "set_method"];
    assert_eq!(names(&site, rows, &courses()), done);
    let expected = [file(
        "01-courses.csv",
        "shortname;fullname;category;id;startdate;visible;self;topic1\n\
         BIO-101;Introduction (BIO 101);3;2;@1725235200;1;1;Introduction|\n",
    )];
    assert_eq!(files(&site, rows, &courses()), expected);
}

#[test]
fn what_a_course_did_not_have_stays_in_it() {
    let rows = "shortname;fullname;idnumber;topic5;guest\n\
        BIO-101;Introduction (BIO 101);C-2024-101;Fifth;1\n";
    let expected = [(
        Partly,
        vec![ReasonCode::SectionStays, ReasonCode::MethodStays],
    )];
    assert_eq!(grades(&institution(), rows, &courses()), expected);
}

#[test]
fn templates_deletions_and_resets_do_not_come_back() {
    let site = institution();
    let mut options = courses();
    options.check.settings.template_mode = TemplateMode::Add;
    let rows = "shortname;fullname;idnumber;template\n\
        BIO-101;Introduction (BIO 101);C-2024-101;archives/laboratory.mbz\n";
    let expected = [(Not, vec![ReasonCode::TemplateStays])];
    assert_eq!(grades(&site, rows, &options), expected);

    let deletions = super::options(Kind::CourseDeletions, |_| {});
    let expected = [(Not, vec![ReasonCode::CourseGone])];
    assert_eq!(grades(&site, "BIO-101\n", &deletions), expected);

    let resets = super::options(Kind::CourseResets, |_| {});
    let rows = "shortname;roles;groups;groupings\nBIO-101;student;members;none\n";
    assert_eq!(names(&site, rows, &resets), ["reset_course"]);
    let expected = [(Partly, vec![ReasonCode::ContentGone])];
    assert_eq!(grades(&site, rows, &resets), expected);
}

#[test]
fn an_enrolment_is_taken_back_with_its_role_and_groups() {
    let site = institution();
    let options = options(Kind::Enrolments, |_| {});
    let rows = "cmd;cid;uid;rolename;enrol;starttime;gcmd;g1\n\
        add;CHE-101;amelie.dufrene;student;manual;2024-09-02 08:00:00;;\n\
        del;BIO-101;jurgen.corbiere;;manual;;;\n\
        disable;CHE-201;ibrahim.dufrene;;manual;;;\n\
        shift;BIO-101;benoit.corbiere;teacher;manual;;;\n";
    let done = ["enrol", "unenrol", "set_enrolment", "shift_role"];
    assert_eq!(names(&site, rows, &options), done);
    assert_undone(&site, rows, &options);
}

#[test]
fn a_role_given_by_hand_comes_and_goes() {
    let options = options(Kind::Enrolments, |_| {});
    let given = "cmd;cid;uid;rolename\nadd;PHA-101;amelie.dufrene;teacher\n";
    let site = institution();
    assert_eq!(names(&site, given, &options), ["assign_role"]);
    let expected = [file(
        "01-enrolments.csv",
        "rolename;cid;uid;cmd\nteacher;PHA-101;amelie.dufrene;del\n",
    )];
    assert_eq!(files(&site, given, &options), expected);
    let site = undone(&site, given, &options).after;
    let taken = "cmd;cid;uid;rolename\ndel;PHA-101;amelie.dufrene;teacher\n";
    assert_eq!(names(&site, taken, &options), ["unassign_role"]);
    assert_undone(&site, taken, &options);
    // A role that was there outlasts the enrolment that named it again.
    let enrolled = "cmd;cid;uid;rolename;enrol\nadd;PHA-101;amelie.dufrene;teacher;manual\n";
    assert_eq!(names(&site, enrolled, &options), ["enrol"]);
    assert_undone(&site, enrolled, &options);
}

#[test]
fn cohorts_come_and_go() {
    let site = institution();
    let options = options(Kind::Cohorts, |_| {});
    let rows = "cmd;cidnumber;cname;cdescription;ccatcontextidnumber;userid\n\
        add;TUT-2026;Tutors 2026;Who tutor;SCI;P-0101\n\
        add;SCI-2025;;;;P-0041\n\
        del;SCI-2024;;;;P-0041\n";
    let done = [
        "create_cohort",
        "add_cohort_member",
        "add_cohort_member",
        "remove_cohort_member",
    ];
    assert_eq!(names(&site, rows, &options), done);
    assert_undone(&site, rows, &options);
    let deleted = "cmd;cidnumber\ndel;SCI-2024\n";
    assert_eq!(names(&site, deleted, &options), ["delete_cohort"]);
    assert_undone(&site, deleted, &options);
    let emptied = "cmd;cidnumber\nfree;LET-2024\n";
    assert_eq!(names(&site, emptied, &options), ["empty_cohort"]);
    assert_undone(&site, emptied, &options);
    let renamed = "cidnumber;cname;ccatcontextidnumber\nSCI-2024;Sciences, intake of 2024;LET\n";
    assert_eq!(names(&site, renamed, &options), ["update_cohort"]);
    assert_undone(&site, renamed, &options);
}

#[test]
fn bindings_of_cohorts_come_and_go() {
    let site = institution();
    let options = options(Kind::CohortCourses, |_| {});
    let rows = "cohort;course;role;cmd;enrolstart\n\
        SCI-2024;C-2024-102;student;add;2024-09-02 08:00\n";
    assert_eq!(names(&site, rows, &options), ["set_cohort_binding"]);
    assert_undone(&site, rows, &options);
    let bound = undone(&site, rows, &options).after;
    let removed = "cohort;course;role;cmd\nSCI-2024;C-2024-102;student;fulldel\n";
    assert_eq!(names(&bound, removed, &options), ["remove_cohort_binding"]);
    assert_undone(&bound, removed, &options);
    let disabled = "cohort;course;role;cmd\nSCI-2024;C-2024-102;student;del\n";
    assert_undone(&bound, disabled, &options);
    // Nobody was enrolled by the binding, which gave no access.
    let restored = "cohort;course;role;cmd\nLET-2024;C-2024-105;student;restore\n";
    let expected = [(Partly, vec![ReasonCode::EnrolmentsStay])];
    assert_eq!(grades(&site, restored, &options), expected);
    let grouped = "cohort;course;role;cmd;makegroup\nSCI-2024;C-2024-101;student;add;1\n";
    assert_eq!(
        names(&site, grouped, &options),
        ["create_group", "set_cohort_binding"]
    );
    let expected = [(Partly, vec![ReasonCode::GroupStays])];
    assert_eq!(grades(&site, grouped, &options), expected);
}

#[test]
fn links_between_courses_come_and_go() {
    let site = institution();
    let options = options(Kind::Metacourses, |_| {});
    let rows = "master;meta;cmd\nDRO-101;DRO-102;add\nLIN-201;LIN-101;fulldel\n";
    let done = ["set_course_link", "remove_course_link"];
    assert_eq!(names(&site, rows, &options), done);
    // The link with LIN-101 gave no access and had enrolled nobody; the one that is made again leaves enrolments without access.
    let stay = vec![ReasonCode::EnrolmentsStay];
    let expected = [(Fully, Vec::new()), (Partly, stay)];
    assert_eq!(grades(&site, rows, &options), expected);
    let linked = undone(&site, rows, &options).after;
    let disabled = "master;meta;cmd\nDRO-101;DRO-102;del\n";
    assert_undone(&linked, disabled, &options);
    // Who is enrolled in a course is taken by those linked with it, and let go again.
    let enrolled = "cmd;cid;uid;rolename;enrol\nadd;DRO-101;chloe.corbiere;student;manual\n";
    let enrolments = super::options(Kind::Enrolments, |_| {});
    assert_eq!(names(&linked, enrolled, &enrolments), ["enrol"]);
    let expected = [(Partly, vec![ReasonCode::EnrolmentsStay])];
    assert_eq!(grades(&linked, enrolled, &enrolments), expected);
}

/// The new one gets the number that the old one had: the undo does not take one for the other.
#[test]
fn a_grouping_made_where_another_goes_goes_again() {
    let mut site = institution();
    let course = site.course_by_shortname("BIO-101").unwrap().id;
    site.put_grouping(Grouping {
        id: 90,
        course,
        name: "Loose".to_owned(),
        ..Grouping::default()
    });
    let file = "courseid;name;cmd;type\nBIO-101;Loose;del;grouping\nBIO-102;Lab 3;;grouping\n";
    assert_undone(&site, file, &options(Kind::Groups, |_| {}));
}

#[test]
fn groups_are_renamed_back_and_new_ones_go() {
    let site = institution();
    let options = options(Kind::Groups, |settings| {
        settings.group_identifier = GroupIdentifier::Name;
    });
    let group = site.groups().next().expect("there are some");
    let course = site.course(group.course).expect("its course");
    let (course, name) = (&course.shortname, &group.name);
    let rows = format!("courseid;updateid;name\n{course};{name};Another name\n");
    assert_eq!(names(&site, &rows, &options), ["update_group"]);
    assert_undone(&site, &rows, &options);

    let rows = "type;courseid;name;idnumber;grouping\n\
        grouping;BIO-101;Labs;G-LAB;\ngroup;BIO-101;Lab 1;;G-LAB\n";
    let done = ["create_grouping", "create_group", "add_to_grouping"];
    assert_eq!(names(&site, rows, &options), done);
    assert_eq!(
        files(&site, rows, &options),
        [file(
            "01-groups.csv",
            "cmd;type;courseid;name\n\
             del;group;BIO-101;Lab 1\n\
             del;grouping;BIO-101;Labs\n"
        )]
    );
    // A grouping that a group of before was put in stays: no file takes the group out.
    let rows = format!("courseid;name;selfgrouping\n{course};{name};1\n");
    let done = ["create_grouping", "add_to_grouping"];
    assert_eq!(names(&site, &rows, &options), done);
    let expected = [(Not, vec![ReasonCode::GroupingStays])];
    assert_eq!(grades(&site, &rows, &options), expected);
}

/// Somebody put a teacher in the cohort's group before the cohort did: the undo leaves the teacher there, and as somebody put in by hand.
#[test]
fn who_was_in_the_group_of_a_cohort_before_stays_in_it() {
    let bindings = options(Kind::CohortCourses, |_| {});
    let rows = "cohort;course;role;makegroup\nSCI-2024;C-2024-101;student;1\n";
    let mut site = undone(&institution(), rows, &bindings).after;
    let by_hand = Operation::AddGroupMember {
        course: "BIO-101".to_owned(),
        group: "Sciences 2024".to_owned(),
        user: "a.ashdown".to_owned(),
        owned: false,
    };
    site.apply(&by_hand).expect("who teaches the course");
    let options = options(Kind::Cohorts, |_| {});
    // The second person is in the course by the cohort only.
    let rows = "cmd;cidnumber;userid\nadd;SCI-2024;P-0001\nadd;SCI-2024;P-0200\n";
    let done = ["add_cohort_member", "add_cohort_member"];
    assert_eq!(names(&site, rows, &options), done);
    assert_undone(&site, rows, &options);
    let after = undone(&site, rows, &options).after;
    let course = after.course_by_shortname("BIO-101").unwrap().id;
    let group = after.group(course, "Sciences 2024").unwrap();
    let joined = group.members.difference(&group.by_cohort);
    let by_hand: Vec<_> = joined.filter_map(|id| after.user(*id)).collect();
    assert_eq!(by_hand.len(), 1);
    assert_eq!(by_hand[0].username, "a.ashdown");
}

/// A group comes back with its members, who are tool_sync's own by then.
#[test]
fn a_deleted_group_comes_back() {
    let site = institution();
    let options = options(Kind::Groups, |_| {});
    let rows = "cmd;courseid;name\ndel;BIO-101;Groupe A\n";
    let done = names(&site, rows, &options);
    assert_eq!(done.last(), Some(&"delete_group"));
    assert!(done.len() > 1, "it has members");
    let expected = [(Partly, vec![ReasonCode::EndsOtherwise])];
    assert_eq!(grades(&site, rows, &options), expected);
}

/// What an undo has taken back is not said to have changed since.
#[test]
fn what_is_undone_twice_is_taken_back_already() {
    let site = institution();
    let options = options(Kind::Cohorts, |_| {});
    let rows = "cmd;cidnumber;cname;userid\n\
        add;TUT-2026;Tutors 2026;P-0101\n\
        add;TUT-2026;Tutors 2026;P-0102\n\
        del;SCI-2024;;P-0041\n";
    let first = undone(&site, rows, &options);
    let back = super::run(&first.undo, &first.after, &options);
    let again = undo(&super::done(&first.plan), &back, &options);
    assert!(again.files.is_empty());
    for row in &again.rows {
        assert_eq!(row.grade, Not);
        let codes: Vec<_> = row.reasons.iter().map(|reason| reason.code).collect();
        assert_eq!(codes, [ReasonCode::TakenBack], "line {}", row.line);
    }
}

#[test]
fn members_of_groups_come_and_go() {
    let site = institution();
    let options = options(Kind::GroupMembers, |settings| {
        settings.empty_groups = EmptyGroups::Groupings;
    });
    let rows = Kind::GroupMembers.sample();
    let done = names(&site, rows, &options);
    assert!(
        done.contains(&"add_group_member") && done.contains(&"remove_group_member"),
        "{done:?}"
    );
    assert_undone(&site, rows, &options);
}

#[test]
fn pictures_stay() {
    let site = institution();
    let picture = |old| Operation::SetPicture {
        user: "chloe.corbiere".to_owned(),
        old,
        new: crate::site::Picture::default(),
    };
    let had = [picture(Some(crate::site::Picture::default()))];
    let none = [picture(None)];
    let row = |line, operations| DoneRow {
        file: "",
        line,
        subject: "chloe.corbiere",
        operations,
    };
    let options = options(Kind::Pictures, |_| {});
    let undo = undo(&[row(2, &had), row(3, &none)], &site, &options);
    let reasons: Vec<_> = undo.rows.iter().map(|row| row.reasons[0].code).collect();
    assert_eq!(
        reasons,
        [ReasonCode::PictureNotKept, ReasonCode::PictureStays]
    );
    assert_eq!(undo.counts(), [0, 0, 2]);
}

/// What somebody changed since stays; the rest of the row comes back.
#[test]
fn what_changed_since_is_left_alone() {
    let site = institution();
    let rows = "username;firstname;lastname;country;email\n\
        chloe.corbiere;Chloé;Corbière;CA;zoe@example.org\n";
    let options = users(|_| {});
    let Undone {
        plan, mut after, ..
    } = undone(&site, rows, &options);
    let change = crate::plan::Change {
        field: "country".to_owned(),
        old: Some(Value::Text("CA".to_owned())),
        new: Some(Value::Text("BE".to_owned())),
    };
    let moved = Operation::UpdateUser {
        username: "chloe.corbiere".to_owned(),
        changes: vec![change],
    };
    after.apply(&moved).expect("as the run left it");
    let undo = undo(&super::done(&plan), &after, &options);
    assert_eq!(undo.rows[0].grade, Partly);
    let reason = &undo.rows[0].reasons[0];
    assert_eq!(reason.code, ReasonCode::ChangedSince);
    assert_eq!(
        UndoWords::new(Language::En).reason(reason),
        "It was changed again since the run, and is left as it is now: for the account chloe.corbiere (field country), expected: \
         “CA”; found: “BE”."
    );
    assert_eq!(
        UndoWords::new(Language::Fr).reason(reason),
        "Cela a changé de nouveau depuis l’exécution, et reste tel quel\u{a0}: pour le compte chloe.corbiere (champ country), \
         valeur attendue\u{a0}: «\u{a0}CA\u{a0}»\u{a0}; valeur trouvée\u{a0}: «\u{a0}BE\u{a0}»."
    );
    assert_eq!(
        undo.files[0].text,
        "username;firstname;lastname;email\n\
         chloe.corbiere;Chloé;Corbière;chloe.corbiere@example.org\n"
    );
}

/// An account in which somebody has been enrolled since is not deleted.
#[test]
fn what_is_used_by_now_is_not_deleted() {
    let rows = "username;firstname;lastname\nnew.person;New;Person\n";
    let options = users(|_| {});
    let Undone { plan, after, .. } = undone(&institution(), rows, &options);
    let since = "cmd;cid;uid;rolename;enrol\nadd;BIO-101;new.person;student;manual\n";
    let after = undone(&after, since, &super::options(Kind::Enrolments, |_| {})).after;
    let undo = undo(&super::done(&plan), &after, &options);
    assert_eq!(undo.rows[0].grade, Not);
    assert_eq!(undo.rows[0].reasons[0].code, ReasonCode::ChangedSince);
    assert!(undo.files.is_empty());
}

/// A cohort that is made again has no number yet, so that files name cohorts by name; else by number, so that they can be renamed.
#[test]
fn cohorts_are_named_as_the_undo_needs() {
    let site = institution();
    let cohorts = options(Kind::Cohorts, |_| {});
    let undo = assert_undone(&site, "cmd;cidnumber\ndel;SCI-2024\n", &cohorts);
    assert_eq!(undo.settings.cohort_identifier, GroupIdentifier::Name);
    let undo = assert_undone(&site, "cmd;cidnumber\nfree;SCI-2024\n", &cohorts);
    assert_eq!(undo.settings.cohort_identifier, GroupIdentifier::Id);
}

#[test]
fn grades_are_told_in_words_and_as_a_list() {
    let rows = "username;firstname;lastname;city;country\n\
        chloe.corbiere;Chloé;Corbière;Lyon;CA\nnew.person;New;Person;;\n";
    let options = users(|_| {});
    let Undone { undo, .. } = undone(&institution(), rows, &options);
    let words = UndoWords::new(crate::messages::Language::En);
    assert_eq!(
        render_csv(&undo, &words),
        "file;line;subject;grade;code;reason\n\
         ;2;chloe.corbiere;partly;field_not_cleared;The field “city” was empty. No cell empties a field, so it keeps what the run gave it.\n\
         ;3;new.person;fully;;\n"
    );
    let text = render_text(&undo, &words);
    assert!(
        text.starts_with("Rows that are fully undone: 1\n"),
        "{text}"
    );
    assert!(
        text.contains("Line 2 (chloe.corbiere): partly\n  The field “city”"),
        "{text}"
    );
    assert_eq!(undo.rows[1].grade, Fully);
}

#[test]
fn every_reason_has_words_in_both_languages() {
    for language in crate::messages::Language::ALL {
        let ftl = crate::undo::render::ftl(*language);
        for code in ReasonCode::ALL {
            let id = format!("undo-reason-{} = ", code.as_str().replace('_', "-"));
            assert!(ftl.contains(&id), "{} lacks {id}", language.as_str());
        }
    }
}
