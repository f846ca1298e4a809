//! What lists of accounts are told, from the whole check.

use crate::check::{CheckOptions, Checker, Verdict};
use crate::kinds::Kind;
use crate::kinds::testing::{self, Names};
use crate::settings::{Settings, UserIdentifier};
use crate::site::{Directory, NoSite, Space};

/// `m.curie` and `p.curie`; `root`, who is protected; `gone`, who is deleted; two people who share an idnumber.
fn site() -> Names {
    Names::of(&[
        (Space::SharedUserIdnumber, "P-7"),
        (Space::UserId, "20"),
        (Space::DeletedUser, "username\u{1f}gone"),
        (Space::DeletedUser, "idnumber\u{1f}P-9"),
        (Space::ProtectedUser, "username\u{1f}root"),
        (Space::ProtectedUser, "idnumber\u{1f}P-0"),
    ])
    .user("m.curie", "P-1", "marie@example.org")
    .user("p.curie", "P-2", "")
    .user("root", "P-0", "root@example.org")
    .user("twin.one", "P-7", "")
    .user("twin.two", "P-7", "")
}

fn identified_by(user_identifier: UserIdentifier) -> Settings {
    Settings {
        user_identifier,
        ..Settings::default()
    }
}

fn codes(kind: Kind, file: &str, by: UserIdentifier, site: &dyn Directory) -> Vec<String> {
    testing::codes(kind, file, &identified_by(by), site)
}

#[test]
fn a_list_of_deletions_with_mistakes() {
    let file = "\
username;idnumber;email;deleted
m.curie;P-1;marie@example.org;1
p.curie;P-2;;
M.Curie;P-1;;1
p.curie;P-1;;1
;P-22;;1
m.cuire;;;1
gone;P-9;;1
gone;;;1
root;P-0;;1
root;;;1
;P-7;;1
m.curie;;pierre@example.org;1
;;;1
x.y;P-3;;0
twin.one;;nonsense;yes
";
    insta::assert_snapshot!(testing::texts(
        Kind::UserDeletions,
        file,
        &Settings::default(),
        &site()
    ));
}

#[test]
fn a_list_of_suspensions_with_mistakes() {
    let file = "\
username;idnumber;suspended
m.curie;P-1;1
p.curie;P-2;0
m.curie;P-1;0
p.curie;P-2;0
gone;;1
gone;P-9;0
root;P-0;1
root;;0
nobody;;
m.curie;P-2;2
;P-1;
;;1
twin.one;;1
p.cuire;;1
P.Curie;;yes
";
    insta::assert_snapshot!(testing::texts(
        Kind::UserSuspensions,
        file,
        &Settings::default(),
        &site()
    ));
}

#[test]
fn every_identifier_of_the_settings_names_the_person() {
    let check = |file, by| codes(Kind::UserDeletions, file, by, &site());
    let told = "2 row suspension_is_gentler";
    for (file, by) in [
        ("id\n20\n", UserIdentifier::Id),
        ("username\nm.curie\n", UserIdentifier::Username),
        ("idnumber\nP-1\n", UserIdentifier::Idnumber),
        ("email\nMarie@example.org\n", UserIdentifier::Email),
        // The login name stands in where the identifier of the settings is absent or empty.
        ("username\nm.curie\n", UserIdentifier::Email),
        ("username;idnumber\nm.curie;\n", UserIdentifier::Idnumber),
    ] {
        assert_eq!(check(file, by), [told], "{file}");
    }
    assert_eq!(
        check("idnumber\nP-1\n", UserIdentifier::Email)[0],
        "1 email missing_column"
    );
    assert_eq!(
        check("id\n21\n", UserIdentifier::Id),
        [told, "2 id unknown_user"]
    );
}

/// Q26: a row that gives several identifiers of one account does not collide with itself; of two accounts it does.
#[test]
fn q26_identifiers_of_one_account_agree() {
    let check = |file, by| codes(Kind::UserSuspensions, file, by, &site());
    let file = "username;idnumber;email\nm.curie;P-1;marie@example.org\np.curie;P-1;\n";
    let [idnumber, username] = [UserIdentifier::Idnumber, UserIdentifier::Username];
    assert_eq!(check(file, username), ["3 idnumber identifiers_disagree"]);
    assert_eq!(check(file, idnumber), ["3 username identifiers_disagree"]);
    let other = "username;idnumber\np.curie;P-1\n";
    assert_eq!(check(other, idnumber), ["2 username identifiers_disagree"]);
}

/// Q27: the value 0 does not delete, and nothing is said of the row.
#[test]
fn q27_a_row_that_asks_for_nothing_is_not_checked() {
    let file = "username;deleted\nnobody;0\n";
    assert!(codes(Kind::UserDeletions, file, UserIdentifier::Username, &site()).is_empty());
}

#[test]
fn without_a_site_nothing_is_said_of_people() {
    let file = "username;idnumber\nnobody;P-1\nnobody.else;P-2\n";
    let found = codes(
        Kind::UserSuspensions,
        file,
        UserIdentifier::Idnumber,
        &NoSite,
    );
    assert!(found.is_empty(), "{found:?}");
}

/// The check of a file whose kind nobody chose.
fn recognised(file: &str) -> Verdict {
    let mut checker = Checker::new(CheckOptions::default(), &NoSite);
    checker.push(file.as_bytes());
    checker.finish()
}

/// A list that does not tell what is to become of the people in it is never taken for one of deletions.
#[test]
fn only_the_column_that_asks_gives_the_kind_away() {
    for (header, kind) in [
        ("username;deleted", Some(Kind::UserDeletions)),
        ("idnumber;email;Deleted", Some(Kind::UserDeletions)),
        ("username;suspended", Some(Kind::UserSuspensions)),
        ("username;idnumber", None),
        ("username;firstname;lastname;deleted", Some(Kind::Users)),
    ] {
        let cells = vec!["1"; header.split(';').count()].join(";");
        let verdict = recognised(&format!("{header}\n{cells}\n"));
        assert_eq!(verdict.kind, kind, "{header}");
        if kind.is_none() {
            assert_eq!(verdict.findings[0].params["nearest"], "accounts");
        }
    }
}

/// A header of login names does not say what becomes of the people; the name that tool_sync gives the file does.
#[test]
fn a_list_with_a_bare_header_is_told_by_its_name() {
    let verdict = |name: &str, file: &str| -> Verdict {
        let options = CheckOptions {
            name: name.to_owned(),
            ..CheckOptions::default()
        };
        let mut checker = Checker::new(options, &NoSite);
        checker.push(file.as_bytes());
        checker.finish()
    };
    let told = |name: &str| {
        let verdict = verdict(name, "username;idnumber\nm.curie;P-1\n");
        let texts = testing::texts_of(&verdict.findings);
        (verdict.kind, texts.contains("1 row: kind_assumed"))
    };
    assert_eq!(told("userdelete.csv"), (Some(Kind::UserDeletions), true));
    assert_eq!(
        told("2024/UserSuspend.CSV"),
        (Some(Kind::UserSuspensions), true)
    );
    assert_eq!(told("people.csv"), (None, false));
    let of_users = verdict("userdelete.csv", "username;firstname;lastname\na;A;A\n");
    assert_eq!(of_users.kind, Some(Kind::Users));
}
