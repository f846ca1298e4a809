use super::{codes, findings, identified_by};
use crate::kinds::testing::{Names, mend};
use crate::settings::{Settings, UserIdentifier};
use crate::site::NoSite;

const NOTHING: [&str; 0] = [];

fn by_idnumber() -> Settings {
    identified_by(UserIdentifier::Idnumber)
}

/// One row about m.curie, against a site.
fn row(idnumber: &str, email: &str, settings: &Settings, site: &Names) -> Vec<String> {
    let file = format!(
        "username;firstname;lastname;idnumber;email\nm.curie;Marie;Curie;{idnumber};{email}\n"
    );
    codes(&file, settings, site)
}

fn every_identifier() -> [Settings; 4] {
    [
        UserIdentifier::Idnumber,
        UserIdentifier::Username,
        UserIdentifier::Email,
        UserIdentifier::Id,
    ]
    .map(identified_by)
}

#[test]
fn a_row_that_repeats_another_is_taken_out() {
    let file = "username;firstname;lastname\nm.curie;Marie;Curie\np.curie;Pierre;Curie\nm.curie;Marie;Curie\n";
    let findings = findings(file, &by_idnumber(), &NoSite);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code.as_str(), "duplicate_row");
    assert_eq!(findings[0].line, 4);
    assert_eq!(findings[0].params["first"], "2");
    // Lines 1 to 3 take 28, 20 and 21 bytes.
    assert_eq!(
        mend(&findings[0]),
        "Safe: RemoveRecord(Span { start: 69, end: 89 })"
    );
}

#[test]
fn a_row_repeated_without_its_line_end_is_the_same() {
    let file = "username;firstname;lastname\r\nm.curie;Marie;Curie\r\nm.curie;Marie;Curie";
    assert_eq!(
        codes(file, &by_idnumber(), &NoSite),
        ["3 row duplicate_row"]
    );
}

#[test]
fn one_person_has_one_line() {
    let file = "username;firstname;lastname;idnumber\n\
        m.curie;Marie;Curie;P-1\n\
        marie;Marie;Curie;P-1\n\
        m.curie;Marie;Sklodowska;P-1\n";
    // By idnumber, lines 3 and 4 are the person of line 2.
    assert_eq!(
        codes(file, &by_idnumber(), &NoSite),
        ["3 idnumber duplicate_key", "4 idnumber duplicate_key"]
    );
    // By login name, line 3 is another person, who cannot have that idnumber.
    assert_eq!(
        codes(file, &identified_by(UserIdentifier::Username), &NoSite),
        [
            "3 idnumber duplicate_identifier",
            "4 username duplicate_key"
        ]
    );
}

#[test]
fn a_login_name_belongs_to_one_person_whatever_its_case() {
    let file = "username;firstname;lastname;idnumber\n\
        m.curie;Marie;Curie;P-1\n\
        m.curie;Max;Curie;P-2\n";
    assert_eq!(
        codes(file, &by_idnumber(), &NoSite),
        ["3 username duplicate_identifier"]
    );
    let file = "username;firstname;lastname\nm.curie;Marie;Curie\nM.Curie;Max;Curie\n";
    assert!(codes(file, &by_idnumber(), &NoSite).contains(&"3 username duplicate_key".to_owned()));
}

#[test]
fn an_address_given_twice_is_looked_at() {
    let file = "username;firstname;lastname;email\n\
        m.curie;Marie;Curie;curie@example.org\n\
        p.curie;Pierre;Curie;Curie@example.org\n\
        i.curie;Irene;Curie;irene@example.org\n";
    assert_eq!(
        codes(file, &by_idnumber(), &NoSite),
        ["3 email duplicate_email"]
    );
    assert_eq!(
        codes(file, &identified_by(UserIdentifier::Email), &NoSite),
        ["3 email duplicate_key"]
    );
}

#[test]
fn no_mail_is_no_address() {
    let file = "username;firstname;lastname;email\n\
        m.curie;Marie;Curie;NO MAIL\n\
        p.curie;Pierre;Curie;NO MAIL\n";
    assert_eq!(codes(file, &by_idnumber(), &NoSite), NOTHING);
}

#[test]
fn empty_identifiers_are_nobodys() {
    let file = "username;firstname;lastname;idnumber;email\n\
        m.curie;Marie;Curie;;\n\
        p.curie;Pierre;Curie;;\n";
    assert_eq!(codes(file, &by_idnumber(), &NoSite), NOTHING);
}

#[test]
fn a_new_person_collides_with_nobody() {
    let site = Names::default().user("p.curie", "P-2", "pierre@example.org");
    for settings in every_identifier() {
        assert_eq!(row("P-1", "marie@example.org", &settings, &site), NOTHING);
    }
}

#[test]
fn the_accounts_own_record_is_no_collision_q26() {
    let same = Names::default().user("m.curie", "P-1", "marie@example.org");
    let other_address = Names::default().user("m.curie", "P-1", "old@example.org");
    let free = Settings {
        protect_emails: false,
        ..by_idnumber()
    };
    for mut settings in every_identifier() {
        assert_eq!(row("P-1", "marie@example.org", &settings, &same), NOTHING);
        assert_eq!(
            row("P-1", "marie@example.org", &settings, &other_address),
            ["2 email email_protected"]
        );
        settings.protect_emails = free.protect_emails;
        assert_eq!(
            row("P-1", "marie@example.org", &settings, &other_address),
            NOTHING
        );
    }
}

#[test]
fn an_account_gets_its_first_idnumber_and_address_q26() {
    let bare = Names::default().user("m.curie", "", "");
    for settings in every_identifier() {
        assert_eq!(row("P-1", "marie@example.org", &settings, &bare), NOTHING);
    }
}

#[test]
fn a_login_name_of_another_person_is_taken() {
    let site = Names::default().user("m.curie", "P-9", "max@example.org");
    assert_eq!(
        row("P-1", "", &by_idnumber(), &site),
        ["2 username username_taken"]
    );
    // By address, the idnumber tells that it is another person, unless the address is the account's own.
    let by_email = identified_by(UserIdentifier::Email);
    assert_eq!(
        row("P-1", "marie@example.org", &by_email, &site),
        ["2 username username_taken"]
    );
    assert_eq!(row("P-1", "max@example.org", &by_email, &site), NOTHING);
    // By login name, the idnumber changes.
    let by_username = identified_by(UserIdentifier::Username);
    assert_eq!(row("P-1", "", &by_username, &site), NOTHING);
}

#[test]
fn an_idnumber_of_another_login_is_taken() {
    let site = Names::default().user("marie", "P-1", "");
    let both = Names::default()
        .user("marie", "P-1", "")
        .user("m.curie", "", "");
    for settings in every_identifier() {
        assert_eq!(
            row("P-1", "", &settings, &site),
            ["2 idnumber idnumber_taken"]
        );
        assert_eq!(
            row("P-1", "", &settings, &both),
            ["2 idnumber idnumber_taken"]
        );
    }
}

#[test]
fn an_address_of_another_account_is_taken() {
    let site = Names::default().user("marie", "P-2", "marie@example.org");
    for settings in every_identifier() {
        assert_eq!(
            row("P-1", "Marie@Example.org", &settings, &site),
            ["2 email email_taken"]
        );
    }
}

fn renaming(row: &str, site: &Names) -> Vec<String> {
    let allowed = Settings {
        allow_rename: true,
        ..by_idnumber()
    };
    let file = format!("username;firstname;lastname;idnumber;oldusername\n{row}\n");
    codes(&file, &allowed, site)
}

#[test]
fn accounts_are_renamed_where_the_settings_allow_it() {
    let site = Names::default().user("marie", "P-1", "");
    let file = "username;firstname;lastname;oldusername\nm.curie;Marie;Curie;marie\n";
    assert_eq!(
        codes(file, &by_idnumber(), &site),
        ["2 oldusername rename_not_allowed"]
    );
    assert_eq!(renaming("m.curie;Marie;Curie;P-1;marie", &site), NOTHING);
    // An empty cell renames nothing, and neither does the same name.
    assert_eq!(renaming("marie;Marie;Curie;P-1;", &site), NOTHING);
    assert_eq!(renaming("marie;Marie;Curie;P-1;marie", &site), NOTHING);
}

#[test]
fn a_renaming_needs_its_source_and_a_free_target() {
    let nobody = Names::default();
    assert_eq!(
        renaming("m.curie;Marie;Curie;;marie", &nobody),
        ["2 oldusername rename_source_missing"]
    );
    let both = Names::default()
        .user("marie", "P-1", "")
        .user("m.curie", "P-2", "");
    assert_eq!(
        renaming("m.curie;Marie;Curie;;marie", &both),
        ["2 username rename_target_taken"]
    );
    let renamed_before = Names::default().user("m.curie", "P-1", "");
    assert_eq!(
        renaming("m.curie;Marie;Curie;P-1;marie", &renamed_before),
        NOTHING
    );
    let somebody_else = Names::default().user("marie", "P-9", "");
    assert_eq!(
        renaming("m.curie;Marie;Curie;P-1;marie", &somebody_else),
        ["2 oldusername username_taken"]
    );
}

#[test]
fn a_login_name_given_up_above_is_free() {
    let site = Names::default().user("marie", "P-1", "");
    assert_eq!(
        renaming(
            "m.curie;Marie;Curie;P-1;marie\nmarie;Marie;Sklodowska;P-2;",
            &site
        ),
        NOTHING
    );
    // The other way round the login name is still in use.
    assert_eq!(
        renaming(
            "marie;Marie;Sklodowska;P-2;\nm.curie;Marie;Curie;P-1;marie",
            &site
        ),
        ["2 username username_taken"]
    );
}

#[test]
fn an_account_made_above_can_be_renamed() {
    assert_eq!(
        renaming(
            "marie;Marie;Curie;P-1;\nm.curie;Marie;Curie;P-2;marie",
            &Names::default()
        ),
        NOTHING
    );
}

fn deleting(deleted: &str, idnumber: &str, site: &Names) -> Vec<String> {
    let file = format!(
        "username;firstname;lastname;idnumber;deleted;course1;role1\nm.curie;Marie;Curie;{idnumber};{deleted};NO-SUCH;student\n"
    );
    codes(&file, &by_idnumber(), site)
}

#[test]
fn only_1_deletes_q27() {
    let site = Names::default().user("m.curie", "P-1", "");
    // What is deleted is bound to nothing any more.
    assert_eq!(deleting("1", "P-1", &site), NOTHING);
    for kept in ["", "0"] {
        assert_eq!(
            deleting(kept, "P-1", &site),
            ["2 role1 unknown_role", "2 course1 unknown_course"]
        );
    }
}

#[test]
fn who_is_deleted_must_exist() {
    assert_eq!(
        deleting("1", "P-1", &Names::default()),
        ["2 username delete_missing"]
    );
    // Login name and idnumber of two people: nobody is deleted.
    let two = Names::default()
        .user("m.curie", "P-9", "")
        .user("marie", "P-1", "");
    assert_eq!(
        deleting("1", "P-1", &two),
        ["2 idnumber idnumber_taken", "2 username username_taken"]
    );
}

#[test]
fn a_row_without_login_name_does_not_stop_the_file_q73() {
    let site = Names::default().user("p.curie", "P-9", "");
    let file = "username;firstname;lastname;idnumber\n;Marie;Curie;P-1\np.curie;Pierre;Curie;P-2\n";
    assert_eq!(
        codes(file, &by_idnumber(), &site),
        ["2 username required_empty", "3 username username_taken"]
    );
}

#[test]
fn nothing_is_said_of_accounts_without_a_site() {
    let file = "username;firstname;lastname;idnumber;email;deleted\nm.curie;Marie;Curie;P-1;marie@example.org;1\n";
    assert_eq!(codes(file, &by_idnumber(), &NoSite), NOTHING);
}
