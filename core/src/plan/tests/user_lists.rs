//! Plans of lists of accounts to delete and to suspend (`spec/operations.md` §7.10).

use proptest::prelude::*;
use proptest::sample::select;

use super::{Decision, Kind, Plan, Settings, codes, operations, options, plan, row, site, text};
use crate::check::Checker;
use crate::finding::Code;
use crate::plan::{Operation, plan_and_apply};
use crate::settings::UserIdentifier;
use crate::site::{DigestIndex, Directory, SiteIndex, User};

/// The small site, on which `n.bohr` is an administrator.
fn guarded() -> SiteIndex {
    let mut site = site::small();
    site.facts.protected.administrators = [105].into();
    site
}

fn planned(kind: Kind, file: &str) -> Plan {
    planned_by(kind, file, UserIdentifier::Username)
}

fn planned_by(kind: Kind, file: &str, by: UserIdentifier) -> Plan {
    let set = |settings: &mut Settings| settings.user_identifier = by;
    plan([file.as_bytes()], &options(kind, set), guarded())
}

#[test]
fn a_deletion_shows_what_goes_with_it() {
    let plan = planned(
        Kind::UserDeletions,
        "username;idnumber;deleted\n\
         m.curie;P-0042;1\n\
         p.curie;;\n\
         l.meitner;P-0051;0\n\
         a.einstein;;1\n\
         n.bohr;;1\n\
         nobody;;1\n\
         P.CURIE;;1\n",
    );
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn people_are_suspended_and_let_in_again() {
    let plan = planned_by(
        Kind::UserSuspensions,
        "idnumber;username;suspended\n\
         P-0042;;1\n\
         P-0051;;0\n\
         P-0043;p.curie;0\n\
         ;i.joliot;\n\
         P-0050;;1\n\
         P-0050;;0\n\
         P-0052;;1\n\
         P-0043;m.curie;1\n",
        UserIdentifier::Idnumber,
    );
    insta::assert_snapshot!(text(&plan));
}

/// What is needed to make the account again stands in the operation, and the account takes part in nothing any more.
#[test]
fn a_deletion_carries_what_was_there() {
    let options = options(Kind::UserDeletions, |settings| {
        settings.user_identifier = UserIdentifier::Username;
    });
    let (plan, after) = plan_and_apply([b"username\nm.curie\n".as_slice()], &options, guarded());
    let [Operation::DeleteUser { old, .. }] = row(&plan, 2).operations.as_slice() else {
        panic!("one deletion: {:?}", row(&plan, 2).operations);
    };
    assert_eq!(old.fields["idnumber"].to_string(), "P-0042");
    assert_eq!(old.cohorts[0].name, "Year 1");
    let loss = &old.losses[0];
    assert_eq!(loss.course, "BIO-101");
    assert_eq!(loss.enrolments[0].state.start, 1_725_148_800);
    assert_eq!(loss.roles, ["student"]);
    assert_eq!(loss.groups[0].group, "Group A");
    let gone = after.user(100).expect("the record stays");
    assert!(gone.deleted && after.account_state(gone).losses.is_empty());
    assert!(after.account_state(gone).cohorts.is_empty());
}

/// A site where the person takes part in more than the plan saw is not what was approved.
#[test]
fn a_deletion_whose_person_took_part_in_more_since_is_refused() {
    let plan = planned(Kind::UserDeletions, "username\nm.curie\n");
    let mut moved = guarded();
    moved.put_role_assignment(crate::site::RoleAssignment {
        course: 11,
        user: 100,
        role: "teacher".to_owned(),
    });
    let error = moved.apply(&row(&plan, 2).operations[0]);
    assert!(error.is_err_and(|error| error.to_string().contains("CHEM-1")));
}

/// Q27: only the value 1, or no column at all, deletes; an account that is not there is not created.
#[test]
fn q27_a_list_deletes_only_whom_it_says() {
    let plan = planned(
        Kind::UserDeletions,
        "username;deleted\nm.curie;0\np.curie;1\nnew.one;1\n",
    );
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(operations(&plan, 3), ["delete_user"]);
    assert_eq!(row(&plan, 4).decision, Decision::Refused);
    assert_eq!(codes(&plan, 4), [Code::UnknownUser]);
}

/// Q30: an account that a list deletes is found again and revived by a users file.
#[test]
fn q30_who_was_deleted_by_a_list_comes_back() {
    let deletions = options(Kind::UserDeletions, |_| {});
    let (_, after) = plan_and_apply([b"idnumber\nP-0042\n".as_slice()], &deletions, guarded());
    let users = "username;firstname;lastname;idnumber\nm.curie;Marie;Curie;P-0042\n";
    let (plan, after) = plan_and_apply([users.as_bytes()], &options(Kind::Users, |_| {}), after);
    assert_eq!(operations(&plan, 2), ["revive_user"]);
    let back = after.user_by_username("m.curie").expect("revived");
    assert_eq!(back.id, 100);
}

/// One person named in two ways is deleted once.
#[test]
fn a_person_named_twice_is_warned_of() {
    let file = "idnumber;username\nP-0042;\n;m.curie\n";
    for kind in [Kind::UserDeletions, Kind::UserSuspensions] {
        let plan = planned_by(kind, file, UserIdentifier::Idnumber);
        assert_eq!(row(&plan, 2).decision, Decision::Change);
        assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
        assert_eq!(codes(&plan, 3), [Code::DuplicateRow]);
    }
    let contrary = "idnumber;username;suspended\nP-0042;;1\n;m.curie;0\n";
    let plan = planned_by(Kind::UserSuspensions, contrary, UserIdentifier::Idnumber);
    assert_eq!(codes(&plan, 3), [Code::DuplicateKey]);
}

/// The samples, and each protected account, on the site that a sandbox begins with.
#[test]
fn the_sandbox_has_people_for_every_outcome() {
    let site = crate::site::institution();
    for (kind, made) in [
        (
            Kind::UserDeletions,
            [Decision::Change, Decision::Change, Decision::Unchanged],
        ),
        (
            Kind::UserSuspensions,
            [Decision::Change, Decision::Change, Decision::Unchanged],
        ),
    ] {
        let sample = kind.sample();
        let plan = plan([sample.as_bytes()], &options(kind, |_| {}), site.clone());
        let decisions: Vec<Decision> = plan.rows.iter().map(|row| row.decision).collect();
        assert_eq!(decisions, made);
        let protected: Vec<u64> = site.facts.protected.ids().collect();
        assert_eq!(protected.len(), 2);
        for id in protected {
            let file = format!("id\n{id}\n");
            let by_id = options(kind, |settings| {
                settings.user_identifier = UserIdentifier::Id
            });
            let plan = super::plan([file.as_bytes()], &by_id, site.clone());
            assert!(codes(&plan, 2).contains(&Code::AccountProtected));
        }
    }
}

proptest! {
    #[test]
    fn lists_of_accounts_are_idempotent(
        kind in select(vec![Kind::UserDeletions, Kind::UserSuspensions]),
        by in select(UserIdentifier::ALL.to_vec()),
        rows in prop::collection::vec(
            (
                select(vec!["", "100", "101", "103", "105", "999"]),
                select(vec!["", "m.curie", "P.Curie", "i.joliot", "a.einstein", "l.meitner", "nobody"]),
                select(vec!["", "P-0042", "P-0043", "P-0050", "P-0051", "P-9999"]),
                select(vec!["", "m.curie@example.org", "i.joliot@example.org", "nonsense"]),
                select(vec!["", "0", "1", "2"]),
            ),
            1..8,
        ),
    ) {
        let asked = if kind == Kind::UserDeletions { "deleted" } else { "suspended" };
        let header = format!("id;username;idnumber;email;{asked}\n");
        let lines: Vec<String> = rows
            .iter()
            .map(|(id, username, idnumber, email, asked)| format!("{id};{username};{idnumber};{email};{asked}\n"))
            .collect();
        let options = options(kind, |settings| settings.user_identifier = by);
        let file = header.clone() + &lines.concat();
        crate::undo::tests::assert_identity(&guarded(), &file, &options);
        let (first, after) = plan_and_apply([file.as_bytes()], &options, guarded());
        let executed: String = first
            .rows
            .iter()
            .filter(|row| row.decision != Decision::Refused)
            .filter_map(|row| lines.get(row.line as usize - 2))
            .map(String::as_str)
            .collect();
        let again = header + &executed;
        for row in plan([again.as_bytes()], &options, after).rows {
            prop_assert!(row.decision != Decision::Change, "{:?}\n{}", row, file);
        }
        prop_assert!(first.rows.iter().all(|row| row.subject != "n.bohr" || row.operations.is_empty()));
    }
}

/// Of the login name of a deleted account, Moodle keeps only the MD5.
#[test]
fn a_deleted_account_is_known_by_the_login_name_that_it_had() {
    let mut site = guarded();
    site.put_user(User {
        id: 110,
        username: "a.lovelace@example.org.1795229678".to_owned(),
        // printf a.lovelace | md5sum
        former_username: "efc68233949ae7f7ce96e04dc71d127c".to_owned(),
        deleted: true,
        ..User::default()
    });
    let set = |settings: &mut Settings| settings.user_identifier = UserIdentifier::Username;
    let file = "username;deleted\nA.Lovelace;1\na.turing;1\n";
    let options = options(Kind::UserDeletions, set);
    let planned = plan([file.as_bytes()], &options, site.clone());
    assert_eq!(row(&planned, 2).decision, Decision::Unchanged);
    assert_eq!(codes(&planned, 2).last(), Some(&Code::AlreadyDeleted));
    assert_eq!(codes(&planned, 3).last(), Some(&Code::UnknownUser));
    // A browser says the same.
    let digests = DigestIndex::of(&site, [3; 16]);
    let verdict = |directory: &dyn Directory| {
        let mut checker = Checker::new(options.check.clone(), directory);
        checker.push(file.as_bytes());
        checker.finish().findings
    };
    assert_eq!(verdict(&digests), verdict(&site));
    let users = "username;firstname;lastname;email\na.lovelace;Ada;Lovelace;ada@example.org\n";
    let (planned, after) =
        plan_and_apply([users.as_bytes()], &super::options(Kind::Users, set), site);
    assert_eq!(
        operations(&planned, 2),
        ["revive_user", "rename_user", "update_user"]
    );
    assert_eq!(
        after.user_by_username("a.lovelace").map(|user| user.id),
        Some(110)
    );
    assert!(after.deleted_user_by_username("a.lovelace").is_none());
}
