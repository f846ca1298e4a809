//! Plans of users files (`spec/operations.md` §7), among them one test per quirk that must not survive.

use super::{
    Change, Decision, Kind, Operation, Plan, Settings, Value, assert_all, change, codes,
    operations, options, plan, planned, row, site, text, updates,
};
use crate::finding::Code;
use crate::plan::{GroupState, plan_and_apply};
use crate::settings::{CourseIdentifier, UserIdentifier};
use crate::site::Password;

fn users(file: &str) -> Plan {
    planned(Kind::Users, file, |_| {})
}

fn users_with(file: &str, set: impl FnOnce(&mut Settings)) -> Plan {
    planned(Kind::Users, file, set)
}

#[test]
fn accounts_are_created_completed_and_left_alone() {
    let plan = users(
        "username;firstname;lastname;idnumber;email;password;city;country;suspended;profile_field_badge\n\
         r.franklin;Rosalind;Franklin;P-0100;r.franklin@example.org;Photo-51;London;gb;;B-51\n\
         j.bell;Jocelyn;Bell;P-0101;j.bell@example.org;;;;;\n\
         g.hopper;Grace;Hopper;P-0102;;*NOPASS*;;us;1;\n\
         m.curie;Marie;Curie;P-0042;;;;;;\n\
         M.CURIE;Marie;Sklodowska Curie;P-0042;;;Warszawa;PL;;B-1\n\
         p.curie;Pierre;Curie;P-0043;p.curie@example.org;;Paris;FR;0;\n\
         l.meitner;Lise;Meitner;P-0051;;;;;0;\n\
         x.y;;Nobody;P-0103;;;;;;\n",
    );
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn accounts_are_renamed_deleted_and_revived() {
    let plan = users_with(
        "username;firstname;lastname;idnumber;oldusername;deleted;city\n\
         m.sklodowska;Marie;Curie;P-0042;m.curie;;\n\
         nobody.new;No;Body;;nobody.old;;\n\
         n.bohr;Niels;Bohr;;p.curie;;\n\
         l.meitner;Lise;Meitner;P-0051;;1;\n\
         never.seen;Never;Seen;P-0999;;1;\n\
         a.einstein;Albert;Einstein;P-0050;;0;Princeton\n",
        |settings| settings.allow_rename = true,
    );
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn accounts_join_cohorts_and_courses() {
    let plan = users(
        "username;firstname;lastname;cohort;cohortid;course1;role1;enrol1;group1;start1;end1;course2;role2;enrol2\n\
         m.curie;Marie;Curie;Year 1;;BIO-101;student;manual;Group A;1725148800;;;;\n\
         p.curie;Pierre;Curie;Year 1;;BIO-101;;manual;Group A;1725148800;1751241600;CHEM-1;teacher;\n\
         n.bohr;Niels;Bohr;Year 2;COH-2;bio-101;student;manual;Group B;;;;;\n\
         i.joliot;Irène;Joliot;Year 2;COH-2;BIO-101;student;;Group B;;;LAB;student;manual\n\
         r.franklin;Rosalind;Franklin;Year 2;;CHEM-1;;;Lab 3;;;NOWHERE;student;manual\n\
         j.bell;Jocelyn;Bell;;;CHEM-1;;;Lab 3;;;;;\n",
    );
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn a_second_run_of_the_same_file_changes_nothing() {
    let file = "username;firstname;lastname;idnumber;password;city;cohort;course1;role1;enrol1;group1;start1\n\
                r.franklin;Rosalind;Franklin;P-0100;Photo-51;London;Year 2;BIO-101;student;manual;Group B;1725148800\n\
                a.einstein;Albert;Einstein;P-0050;;Bern;Year 2;BIO-101;;manual;Group B;\n\
                n.bohr;Niels;Bohr;P-0052;Atom-1922;;Year 1;CHEM-1;teacher;;;\n";
    let options = options(Kind::Users, |_| {});
    let (first, after) = plan_and_apply([file.as_bytes()], &options, site::small());
    assert_all(&first, Decision::Change);
    assert_all(
        &plan([file.as_bytes()], &options, after),
        Decision::Unchanged,
    );
}

/// Q26: the account's own record is no collision; a protected address stays and a missing one is completed; an account may get
/// its first idnumber.
#[test]
fn q26_an_account_does_not_collide_with_itself() {
    let file = "username;firstname;lastname;idnumber;email\n\
                m.curie;Marie;Curie;P-0042;other@example.org\n\
                p.curie;Pierre;Curie;P-0043;p.curie@example.org\n\
                i.joliot;Irène;Joliot;P-0044;\n";
    let plan = users(file);
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(codes(&plan, 2), [Code::EmailProtected]);
    assert_eq!(
        updates(&plan, 3),
        [change("email", "", "p.curie@example.org")]
    );
    assert_eq!(updates(&plan, 4), [change("idnumber", "", "P-0044")]);

    let open = users_with(file, |settings| settings.protect_emails = false);
    assert_eq!(
        updates(&open, 2),
        [change("email", "m.curie@example.org", "other@example.org")]
    );
    let by_email = users_with(file, |settings| {
        settings.user_identifier = UserIdentifier::Email;
        settings.protect_emails = false;
    });
    assert_eq!(
        updates(&by_email, 2),
        [change("email", "m.curie@example.org", "other@example.org")]
    );
}

/// Two accounts are never mixed up: one has the login name, the other the identifier (`spec/operations.md` §7.5).
#[test]
fn a_row_about_two_accounts_is_refused() {
    let plan = users(
        "username;firstname;lastname;idnumber\n\
         m.curie;Marie;Curie;P-0043\n\
         new.name;Niels;Bohr;P-0052\n\
         l.meitner;Lise;Meitner;P-0777\n",
    );
    assert_all(&plan, Decision::Refused);
}

/// Q27: the value 1 deletes, not the presence of the column; an account that does not exist is not created instead.
#[test]
fn q27_only_the_value_1_deletes() {
    let plan = users(
        "username;firstname;lastname;deleted\n\
         m.curie;Marie;Curie;0\n\
         p.curie;Pierre;Curie;\n\
         n.bohr;Niels;Bohr;1\n\
         never.seen;Never;Seen;1\n",
    );
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
    assert_eq!(operations(&plan, 4), ["delete_user"]);
    assert_eq!(row(&plan, 5).decision, Decision::Refused);
    assert_eq!(codes(&plan, 5), [Code::DeleteMissing]);
}

/// A former login name deletes nobody: at the next run somebody else may have it.
#[test]
fn an_account_is_not_deleted_by_its_old_name() {
    let plan = users_with(
        "username;firstname;lastname;deleted;oldusername\n\
         new.name;Marie;Curie;1;m.curie\n",
        |settings| settings.allow_rename = true,
    );
    assert_eq!(codes(&plan, 2), [Code::DeleteMissing]);
}

/// Q28: each course of the row has its own method, role and group.
#[test]
fn q28_each_course_has_its_own_method() {
    let plan = users(
        "username;firstname;lastname;course1;role1;enrol1;course2;role2;enrol2;group2;course3;role3\n\
         i.joliot;Irène;Joliot;BIO-101;;manual;CHEM-1;teacher;self;Lab 3;LAB;student\n",
    );
    let enrol = |course: &str, method: &str, role: &str| Operation::Enrol {
        course: course.to_owned(),
        user: "i.joliot".to_owned(),
        method: method.to_owned(),
        role: role.to_owned(),
        start: 0,
        end: 0,
        old: None,
        switched_off: false,
        held: false,
    };
    assert_eq!(
        row(&plan, 2).operations,
        [
            enrol("BIO-101", "manual", "student"),
            enrol("CHEM-1", "self", "teacher"),
            Operation::AssignRole {
                course: "LAB".to_owned(),
                user: "i.joliot".to_owned(),
                role: "student".to_owned()
            },
            Operation::CreateGroup {
                course: "CHEM-1".to_owned(),
                group: GroupState {
                    name: "Lab 3".to_owned(),
                    ..GroupState::default()
                },
            },
            Operation::AddGroupMember {
                course: "CHEM-1".to_owned(),
                group: "Lab 3".to_owned(),
                user: "i.joliot".to_owned(),
                owned: false,
            },
        ]
    );
}

/// Q29: an empty cell leaves the password of an account that exists; the same password again is no change; generation obeys the
/// settings.
#[test]
fn q29_passwords_change_only_when_a_new_one_is_given() {
    let plan = users(
        "username;firstname;lastname;password\n\
         m.curie;Marie;Curie;\n\
         n.bohr;Niels;Bohr;Quantum-1913\n\
         p.curie;Pierre;Curie;Quantum-1913\n\
         l.meitner;Lise;Meitner;*NOPASS*\n",
    );
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
    assert_eq!(operations(&plan, 4), ["set_password"]);
    assert_eq!(operations(&plan, 5), ["set_password"]);

    let new = "username;firstname;lastname\nj.bell;Jocelyn;Bell\n";
    let way = |plan: &Plan| match &row(plan, 2).operations[..] {
        [
            Operation::CreateUser {
                password,
                force_change,
                ..
            },
        ] => (*password, *force_change),
        other => panic!("one account is created, not {other:?}"),
    };
    assert_eq!(way(&users(new)), (Password::None, false));
    let generated = users_with(new, |settings| settings.create_passwords = true);
    assert_eq!(way(&generated), (Password::ToGenerate, true));
}

/// A password is of no use to an account that logs in by another system's, whether the row or the site says so.
#[test]
fn an_account_of_another_system_gets_no_password() {
    let file = "username;firstname;lastname;password;auth\n\
                m.curie;Marie;Curie;Radium-1898;cas\n\
                j.bell;Jocelyn;Bell;;cas\n";
    let options = options(Kind::Users, |_| {});
    let (plan, after) = plan_and_apply([file.as_bytes()], &options, site::small());
    assert_eq!(operations(&plan, 2), ["update_user"]);
    assert_eq!(codes(&plan, 2), [Code::PasswordNotUsed]);
    let bell = after.user_by_username("j.bell").expect("the row makes it");
    assert_eq!(bell.password, Password::None);

    let later = "username;firstname;lastname;password\nm.curie;Marie;Curie;Radium-1899\n";
    let plan = super::plan([later.as_bytes()], &options, after);
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(codes(&plan, 2), [Code::PasswordNotUsed]);
}

/// Q30: a deleted account comes back instead of being made a second time; another person's does not.
#[test]
fn q30_a_deleted_account_is_revived() {
    let plan = users(
        "username;firstname;lastname;idnumber;city\n\
         a.einstein;Albert;Einstein;P-0050;Princeton\n",
    );
    assert_eq!(operations(&plan, 2), ["revive_user", "update_user"]);
    let renamed = users(
        "username;firstname;lastname;idnumber\n\
         albert.einstein;Albert;Einstein;P-0050\n",
    );
    assert_eq!(operations(&renamed, 2), ["revive_user", "rename_user"]);
    let namesake = users(
        "username;firstname;lastname;idnumber\n\
         a.einstein;Alfred;Einstein;P-0800\n",
    );
    assert_eq!(operations(&namesake, 2), ["create_user"]);
}

/// Q66: an account is renamed, and keeps the rest; only when the settings allow it.
#[test]
fn q66_an_account_is_renamed() {
    let file = "username;firstname;lastname;oldusername\n\
                m.sklodowska;Marie;Curie;m.curie\n";
    let plan = users_with(file, |settings| settings.allow_rename = true);
    assert_eq!(operations(&plan, 2), ["rename_user"]);
    assert_eq!(codes(&users(file), 2), [Code::RenameNotAllowed]);
}

/// Q69: `courseN` is looked up by the identifier of the settings, here the idnumber.
#[test]
fn q69_courses_are_found_by_the_identifier_of_the_settings() {
    let plan = users_with(
        "username;firstname;lastname;course1;enrol1\n\
         i.joliot;Irène;Joliot;C-101;manual\n\
         l.meitner;Lise;Meitner;BIO-101;manual\n",
        |settings| settings.user_course_identifier = CourseIdentifier::Idnumber,
    );
    assert_eq!(operations(&plan, 2), ["enrol"]);
    assert_eq!(codes(&plan, 3), [Code::UnknownCourse]);
}

/// Q72: absent columns and empty cells reset nothing.
#[test]
fn q72_what_is_not_given_does_not_change() {
    let plan = users(
        "username;firstname;lastname;idnumber;city;country;lang\n\
         m.curie;Marie;Curie;;;;\n",
    );
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
}

/// Q73: a row without a name is refused; the others are executed.
#[test]
fn q73_an_empty_required_cell_refuses_its_row_alone() {
    let plan = users(
        "username;firstname;lastname\n\
         j.bell;;Bell\n\
         r.franklin;Rosalind;Franklin\n",
    );
    assert_eq!(row(&plan, 2).decision, Decision::Refused);
    assert_eq!(codes(&plan, 2), [Code::RequiredEmpty]);
    assert_eq!(row(&plan, 3).decision, Decision::Change);
}

/// A row uses what a line above makes, by name, and says so.
#[test]
fn a_row_names_the_line_that_makes_what_it_needs() {
    let plan = users(
        "username;firstname;lastname;cohort;course1;enrol1;group1\n\
         m.curie;Marie;Curie;Year 2;BIO-101;manual;Group B\n\
         p.curie;Pierre;Curie;Year 2;;;\n\
         n.bohr;Niels;Bohr;Year 1;BIO-101;manual;Group B\n",
    );
    assert_eq!(
        operations(&plan, 2),
        [
            "create_cohort",
            "add_cohort_member",
            "create_group",
            "add_group_member"
        ]
    );
    assert_eq!(operations(&plan, 3), ["add_cohort_member"]);
    assert_eq!(row(&plan, 3).needs, [2]);
    assert_eq!(
        operations(&plan, 4),
        ["add_cohort_member", "enrol", "add_group_member"]
    );
    assert_eq!(row(&plan, 4).needs, [2]);
}

/// A row that needs what only a refused line would have made is refused and says which line.
#[test]
fn a_row_that_needs_a_refused_one_is_blocked() {
    let plan = users_with(
        "username;firstname;lastname;country;oldusername\n\
         j.bell;Jocelyn;Bell;Northern Ireland;\n\
         j.burnell;Jocelyn;Bell Burnell;;j.bell\n",
        |settings| settings.allow_rename = true,
    );
    assert_eq!(codes(&plan, 2), [Code::BadCountry]);
    assert_eq!(codes(&plan, 3), [Code::BlockedByLine]);
    let blocked = &row(&plan, 3).findings[0];
    assert_eq!(blocked.params["needed"], "2");
}

/// Two rows about one account by different names would undo each other at every run.
#[test]
fn a_second_row_about_an_account_is_refused() {
    let plan = users_with(
        "username;firstname;lastname;oldusername\n\
         m.curie;Marie;Curie;\n\
         m.sklodowska;Marie;Curie;m.curie\n",
        |settings| settings.allow_rename = true,
    );
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(codes(&plan, 3), [Code::DuplicateKey]);
}

/// A period that is not given stays; a suspended enrolment that is asked for again becomes active.
#[test]
fn an_enrolment_changes_by_its_period_alone() {
    let plan = users(
        "username;firstname;lastname;course1;role1;enrol1;start1;end1\n\
         m.curie;Marie;Curie;BIO-101;student;manual;;1751241600\n\
         n.bohr;Niels;Bohr;BIO-101;;manual;;\n",
    );
    let enrol = |user: &str, start, end, old| Operation::Enrol {
        course: "BIO-101".to_owned(),
        user: user.to_owned(),
        method: "manual".to_owned(),
        role: String::new(),
        start,
        end,
        old: Some(old),
        switched_off: false,
        held: false,
    };
    assert_eq!(
        row(&plan, 2).operations,
        [enrol(
            "m.curie",
            1_725_148_800,
            1_751_241_600,
            (1_725_148_800, 0, true)
        )]
    );
    assert_eq!(
        row(&plan, 3).operations,
        [enrol("n.bohr", 0, 0, (0, 0, false))]
    );
}

/// Suspension is a field like another.
#[test]
fn suspension_is_lifted_by_0() {
    let plan = users(
        "username;firstname;lastname;suspended\n\
         l.meitner;Lise;Meitner;0\n\
         m.curie;Marie;Curie;0\n\
         p.curie;Pierre;Curie;1\n",
    );
    let suspended = |old, new| Change {
        field: "suspended".to_owned(),
        old,
        new: Some(Value::Bool(new)),
    };
    assert_eq!(
        updates(&plan, 2),
        [suspended(Some(Value::Bool(true)), false)]
    );
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
    assert_eq!(updates(&plan, 4), [suspended(None, true)]);
}

/// A header that lacks a required column refuses every row.
#[test]
fn a_wrong_header_refuses_every_row() {
    let plan = users("username;firstname\nj.bell;Jocelyn\nm.curie;Marie\n");
    assert_all(&plan, Decision::Refused);
    assert_eq!(plan.rows.len(), 2);
    assert!(plan.rows.iter().all(|row| row.operations.is_empty()));
}

/// One rule for addresses, whatever identifies accounts: another account's is taken (`spec/operations.md` §7.5), also when a line
/// above has just given it.
#[test]
fn an_address_belongs_to_one_account_under_every_identity() {
    let file = "username;firstname;lastname;idnumber;email\n\
                new.one;New;One;P-0900;M.Curie@example.org\n\
                new.two;New;Two;P-0901;two@example.org\n\
                new.three;New;Three;P-0902;two@example.org\n\
                m.curie;Marie;Curie;P-0042;M.CURIE@example.org\n";
    for identifier in UserIdentifier::ALL {
        let plan = users_with(file, |settings| settings.user_identifier = identifier);
        assert_eq!(codes(&plan, 2), [Code::EmailTaken], "{identifier:?}");
        assert_eq!(operations(&plan, 3), ["create_user"], "{identifier:?}");
        assert_eq!(row(&plan, 4).decision, Decision::Refused, "{identifier:?}");
        if identifier != UserIdentifier::Email {
            assert_eq!(codes(&plan, 4), [Code::DuplicateEmail, Code::EmailTaken]);
            // An address has no capitals that count: this one is the account's own.
            assert_ne!(row(&plan, 5).decision, Decision::Refused);
        }
    }
}

/// Who is mailed a given password, by the setting, the row's address and the address that the account keeps.
#[test]
fn a_given_password_is_mailed_when_the_settings_say_so() {
    let file = "username;firstname;lastname;idnumber;email;password\n\
                r.franklin;Rosalind;Franklin;P-0100;r.franklin@example.org;Photo-51\n\
                j.bell;Jocelyn;Bell;P-0101;NO MAIL;Pulsar-1967\n\
                g.hopper;Grace;Hopper;P-0102;;Nanosecond-1\n\
                m.curie;Marie;Curie;P-0042;other@example.org;Radium-1898\n\
                e.noether;Emmy;Noether;P-0103;e.noether@example.org;*NOPASS*\n\
                l.meitner;Lise;Meitner;P-0051;l.meitner@example.org;\n";
    let mails = |plan: &Plan| -> Vec<(u64, String)> {
        let rows = plan.rows.iter();
        rows.flat_map(|row| row.operations.iter().map(|operation| (row.line, operation)))
            .filter_map(|(line, operation)| match operation {
                Operation::CreateUser { mail, .. } | Operation::SetPassword { mail, .. } => {
                    (!mail.is_empty()).then(|| (line, mail.clone()))
                }
                _ => None,
            })
            .collect()
    };
    assert_eq!(mails(&users(file)), []);
    let set = |settings: &mut Settings| settings.send_passwords = true;
    let (plan, after) =
        plan_and_apply([file.as_bytes()], &options(Kind::Users, set), site::small());
    let to = |line, mail: &str| (line, mail.to_owned());
    // The protected address of m.curie stays, and gets the mail.
    assert_eq!(
        mails(&plan),
        [
            to(2, "r.franklin@example.org"),
            to(5, "m.curie@example.org")
        ]
    );
    assert!(text(&plan).contains("mails the password to r.franklin@example.org"));
    let mailed = |username: &str| {
        after
            .user_by_username(username)
            .map(|user| user.mails.clone())
    };
    assert_eq!(
        mailed("r.franklin"),
        Some(vec!["r.franklin@example.org".to_owned()])
    );
    assert_eq!(mailed("j.bell"), Some(Vec::new()));
}

/// A password that the site makes must be changed at the first login, and the sandbox keeps that.
#[test]
fn a_generated_password_must_be_changed() {
    let file = "username;firstname;lastname\nr.franklin;Rosalind;Franklin\n";
    for created in [false, true] {
        let set = |settings: &mut Settings| settings.create_passwords = created;
        let (_, after) =
            plan_and_apply([file.as_bytes()], &options(Kind::Users, set), site::small());
        let user = after.user_by_username("r.franklin").expect("created");
        let expected = if created {
            Password::ToGenerate
        } else {
            Password::None
        };
        assert_eq!((user.password, user.force_change), (expected, created));
    }
}

/// A users file deletes and suspends no protected account, and may change the rest of it.
#[test]
fn protected_accounts_are_neither_deleted_nor_suspended() {
    let mut site = site::small();
    site.facts.protected.guest = 100;
    site.facts.protected.service = 101;
    let file = "username;firstname;lastname;suspended;deleted;city\n\
                m.curie;Marie;Curie;1;;\n\
                p.curie;Pierre;Curie;;1;\n";
    let plan = plan(
        [file.as_bytes()],
        &options(Kind::Users, |_| {}),
        site.clone(),
    );
    assert_all(&plan, Decision::Refused);
    assert_eq!(codes(&plan, 2), [Code::AccountProtected]);
    assert_eq!(codes(&plan, 3), [Code::AccountProtected]);
    let file = "username;firstname;lastname;suspended;city\nm.curie;Marie;Curie;0;Lyon\n";
    let plan = super::plan([file.as_bytes()], &options(Kind::Users, |_| {}), site);
    assert_eq!(operations(&plan, 2), ["update_user"]);
}
