//! Whose pictures they are.

use super::{archive, codes, png, site};
use crate::kinds::testing::Names;
use crate::settings::{PictureIdentifier, Settings};
use crate::site::Space;

fn identified(identifier: PictureIdentifier) -> Settings {
    Settings {
        picture_identifier: identifier,
        ..Settings::default()
    }
}

/// Which of these names of files have no owner.
fn without_owner(identifier: PictureIdentifier, names: &[&str]) -> Vec<u64> {
    let files: Vec<_> = (1..)
        .zip(names)
        .map(|(seed, name)| (*name, png(seed)))
        .collect();
    codes(&archive(&files), &identified(identifier), &site())
        .iter()
        .filter_map(|said| said.strip_suffix(" user unknown_user")?.parse().ok())
        .collect()
}

/// Quirk Q47: the identity is 1 until the form is saved, which is no choice, so that nothing runs.
#[test]
fn q47_the_identity_is_a_choice_from_the_start() {
    assert_eq!(
        Settings::default().picture_identifier,
        PictureIdentifier::Idnumber
    );
    assert!(
        Settings::default()
            .with("userpictures_userfield", "1")
            .is_err()
    );
    for field in ["id", "idnumber", "username", "hostedusername", "email"] {
        assert!(
            Settings::default()
                .with("userpictures_userfield", field)
                .is_ok()
        );
    }
}

#[test]
fn the_name_of_the_file_is_what_the_settings_say() {
    use PictureIdentifier::{Email, HostedUsername, Id, Idnumber, Username};
    for (identifier, names, unknown) in [
        (
            Id,
            &["42.png", "042.png", "43.png", "P-0042.png"][..],
            &[2, 3, 4][..],
        ),
        (
            Idnumber,
            &["P-0042.png", "p-0043.png", "P-0046.png"],
            &[2, 3],
        ),
        (
            Username,
            &["M.Curie.png", "p.curie.gif.png", "i.joliot", "P-0042.png"],
            &[2, 3, 4],
        ),
        (
            HostedUsername,
            &[
                "m.curie@1.png",
                "p.curie.png",
                "i.joliot@example.png",
                "@1.png",
            ],
            &[2, 3, 4],
        ),
        (
            Email,
            &["M.Curie@Example.org.png", "p.curie@example.com.png"],
            &[2],
        ),
    ] {
        assert_eq!(without_owner(identifier, names), unknown, "{identifier:?}");
    }
}

/// Quirk Q47: images without an ending make notices. An owner's name may hold dots, so an ending must be there then.
#[test]
fn q47_a_picture_needs_no_ending() {
    let file = archive(&[("P-0042", png(1)), ("P-0043.jpg", png(2))]);
    let said = codes(&file, &Settings::default(), &site());
    assert_eq!(said, ["2 row picture_ending"]);
}

#[test]
fn one_person_has_one_picture() {
    let file = archive(&[
        ("a/P-0042.txt", b"no picture".to_vec()),
        ("b/P-0042.png", png(1)),
        ("c/P-0042.png", png(2)),
        ("d/P-0042.png", png(1)),
    ]);
    assert_eq!(
        codes(&file, &Settings::default(), &site()),
        [
            "1 row not_a_picture",
            "3 user second_picture",
            "4 row duplicate_row",
        ]
    );
}

#[test]
fn a_site_without_the_field_of_checksums_is_told_once() {
    let site = Names::of(&[])
        .user("m.curie", "P-0042", "")
        .user("p.curie", "P-0043", "");
    let file = archive(&[("P-0042.png", png(1)), ("P-0043.png", png(2))]);
    assert_eq!(
        codes(&file, &Settings::default(), &site),
        ["0 row no_checksum_field"]
    );
}

#[test]
fn an_identifier_of_several_people_is_nobodys() {
    let site = Names::of(&[
        (Space::ProfileField, "userpicturehash"),
        (Space::SharedEmail, "shared@example.org"),
        (Space::UserEmail, "shared@example.org"),
    ]);
    let file = archive(&[("Shared@example.org.png", png(1))]);
    let settings = identified(PictureIdentifier::Email);
    assert_eq!(codes(&file, &settings, &site), ["1 user ambiguous_user"]);
}
