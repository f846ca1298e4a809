//! Plans of archives of pictures.

use proptest::prelude::*;

use super::{
    Decision, Kind, Operation, Plan, PlanOptions, codes, operations, plan, row, site, text,
};
use crate::api::{BoardQuery, PictureBoard, PictureEntry, PictureState};
use crate::check::Checker;
use crate::finding::Code;
use crate::kinds::Value;
use crate::kinds::pictures::testing::{archive, png};
use crate::plan::plan_and_apply;
use crate::settings::{PictureIdentifier, Settings};
use crate::site::{DigestIndex, Directory, Picture, SiteIndex};

/// MD5 of `png(1)`, by md5sum.
const FIRST: &str = "b412812aee85e6bd2d21b21b77adcd9c";

/// Options that leave the kind to be recognised.
fn options(set: impl FnOnce(&mut Settings)) -> PlanOptions {
    let mut options = PlanOptions::default();
    set(&mut options.check.settings);
    options
}

/// [`site::small`] with the field of checksums, where `m.curie` has the picture `png(1)` and `p.curie` one set by hand.
fn small() -> SiteIndex {
    let mut small = site::small();
    small
        .facts
        .profile_fields
        .insert("userpicturehash".to_owned());
    let mut marie = small.user_by_username("m.curie").expect("there").clone();
    marie.picture = Some(Picture {
        checksum: FIRST.to_owned(),
        bytes: 30,
    });
    let field = "profile_field_userpicturehash".to_owned();
    marie.fields.insert(field, Value::Text(FIRST.to_owned()));
    small.put_user(marie);
    let mut pierre = small.user_by_username("p.curie").expect("there").clone();
    pierre.picture = Some(Picture::default());
    small.put_user(pierre);
    small
}

/// Every outcome: unchanged, replaced, new, no owner, an owner who is deleted, no picture.
fn mixed() -> Vec<u8> {
    archive(&[
        ("P-0042.png", png(1)),
        ("P-0043.png", png(2)),
        ("staff/P-0052.png", png(3)),
        ("P-9999.png", png(4)),
        ("P-0050.png", png(5)),
        ("notes.txt", b"Pictures".to_vec()),
        (".DS_Store", b"x".to_vec()),
    ])
}

fn planned(file: &[u8], set: impl FnOnce(&mut Settings)) -> Plan {
    plan([file], &options(set), small())
}

#[test]
fn pictures_are_given_replaced_and_left_alone() {
    let plan = planned(&mixed(), |_| {});
    assert_eq!(plan.verdict.kind, Some(Kind::Pictures));
    insta::assert_snapshot!(text(&plan));
    // No byte of a picture is in the plan, and the place of each is.
    let file = mixed();
    for row in &plan.rows {
        let bytes = &file[row.span.start as usize..row.span.end as usize];
        assert!(bytes.starts_with(b"PK\x03\x04"), "{}", row.subject);
    }
}

/// Quirk Q46, F15: the checksum is kept in the profile field, and compared.
#[test]
fn q46_the_checksum_is_kept_and_an_unchanged_picture_is_skipped() {
    let file = archive(&[("P-0042.png", png(2)), ("P-0052.png", png(1))]);
    let (first, after) = plan_and_apply([&file[..]], &options(|_| {}), small());
    assert_eq!(operations(&first, 1), ["set_picture"]);
    assert_eq!(operations(&first, 2), ["set_picture"]);
    let bohr = after.user_by_username("n.bohr").expect("there");
    assert_eq!(
        bohr.fields.get("profile_field_userpicturehash"),
        Some(&Value::Text(FIRST.to_owned()))
    );
    let kept = bohr.picture.clone().expect("given");
    assert_eq!((kept.checksum.as_str(), kept.bytes), (FIRST, 30));
    let again = plan([&file[..]], &options(|_| {}), after);
    super::assert_all(&again, Decision::Unchanged);
}

/// What an undo must know: the checksum and size of the picture that goes.
#[test]
fn an_operation_says_what_it_replaces() {
    let file = archive(&[("P-0042.png", png(2)), ("P-0043.png", png(2))]);
    let plan = planned(&file, |_| {});
    let olds: Vec<_> = plan
        .rows
        .iter()
        .flat_map(|row| &row.operations)
        .map(|operation| match operation {
            Operation::SetPicture { old, .. } => old.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    let known = Picture {
        checksum: FIRST.to_owned(),
        bytes: 30,
    };
    assert_eq!(olds, [Some(known), Some(Picture::default())]);
}

#[test]
fn a_picture_that_was_changed_meanwhile_is_not_replaced() {
    let file = archive(&[("P-0042.png", png(2))]);
    let plan = planned(&file, |_| {});
    let mut moved = small();
    let mut marie = moved.user_by_username("m.curie").expect("there").clone();
    marie.picture = None;
    moved.put_user(marie);
    let error = moved
        .apply(&plan.rows[0].operations[0])
        .expect_err("the picture is another");
    assert_eq!(
        error.to_string(),
        format!("picture of account (name m.curie) is absent where the plan expected {FIRST}")
    );
}

#[test]
fn pictures_are_kept_when_the_settings_say_so() {
    let file = archive(&[
        ("P-0042.png", png(2)),
        ("P-0043.png", png(2)),
        ("P-0052.png", png(2)),
    ]);
    let plan = planned(&file, |settings| settings.overwrite_pictures = false);
    for line in [1, 2] {
        assert_eq!(row(&plan, line).decision, Decision::Unchanged);
        assert_eq!(codes(&plan, line), [Code::PictureKept]);
    }
    assert_eq!(
        operations(&plan, 3),
        ["set_picture"],
        "who has none gets one"
    );
}

#[test]
fn the_checksum_is_put_right_where_somebody_changed_the_field() {
    let mut site = small();
    let mut marie = site.user_by_username("m.curie").expect("there").clone();
    marie.fields.remove("profile_field_userpicturehash");
    site.put_user(marie);
    let file = archive(&[("P-0042.png", png(1))]);
    let made = plan([&file[..]], &options(|_| {}), site.clone());
    assert_eq!(operations(&made, 1), ["set_picture"]);
    // A site without the field knows by the picture alone.
    site.facts.profile_fields.remove("userpicturehash");
    let made = plan([&file[..]], &options(|_| {}), site);
    assert_eq!(row(&made, 1).decision, Decision::Unchanged);
    assert_eq!(made.verdict.counts.get(&Code::NoChecksumField), Some(&1));
}

/// An account of another network host is another person, whatever its login name.
#[test]
fn a_hosted_username_names_the_host_too() {
    let mut site = small();
    let mut bohr = site.user_by_username("n.bohr").expect("there").clone();
    bohr.fields.insert("mnethostid".to_owned(), Value::Int(3));
    site.put_user(bohr);
    let file = archive(&[
        ("m.curie@1.png", png(2)),
        ("n.bohr@3.png", png(3)),
        ("p.curie@3.png", png(4)),
    ]);
    let set = |settings: &mut Settings| {
        settings.picture_identifier = PictureIdentifier::HostedUsername;
    };
    let made = plan([&file[..]], &options(set), site);
    assert_eq!(operations(&made, 1), ["set_picture"]);
    assert_eq!(operations(&made, 2), ["set_picture"]);
    assert_eq!(codes(&made, 3), [Code::UnknownUser]);
}

#[test]
fn who_has_no_picture_is_told() {
    let plan = planned(&mixed(), |_| {});
    // Not `a.einstein`, who is deleted, nor `l.meitner`, who is suspended.
    let without = plan.without_picture.as_ref().expect("told");
    assert_eq!(
        (without.count, &without.first[..]),
        (1, &["i.joliot".to_owned()][..])
    );
    assert_eq!(plan.totals().without_picture.as_ref(), Some(without));
}

#[test]
fn an_archive_that_cannot_be_read_plans_nothing() {
    let mut options = options(|_| {});
    options.check.kind = Some(Kind::Pictures);
    let file = mixed();
    let (made, after) = plan_and_apply([&file[..file.len() - 1]], &options, small());
    assert!(made.verdict.blocks_execution());
    assert!(made.rows.is_empty());
    assert_eq!(after, small());
}

#[test]
fn a_board_shows_each_picture_with_its_owner() {
    let (file, options) = (mixed(), options(|_| {}));
    let site = small();
    let mut checked = Vec::new();
    let mut checker = Checker::new(options.check.clone(), &site);
    checker.push(&file);
    checker.finish_rows(&mut |row, findings| checked.push(PictureEntry::checked(row, findings)));
    let states = |entries: &[PictureEntry]| -> Vec<_> {
        let entries = entries.iter();
        entries
            .map(|entry| (entry.line, entry.state, entry.owner.clone()))
            .collect()
    };
    use PictureState::{Matched, New, NoOwner, Replaces, Unchanged, Unusable};
    assert_eq!(
        states(&checked),
        [
            (1, Matched, None),
            (2, Matched, None),
            (3, Matched, None),
            (4, NoOwner, None),
            (5, NoOwner, None),
            (6, Unusable, None),
        ]
    );
    let first = &checked[0];
    assert_eq!((first.width, first.height, first.bytes), (64, 48, 30));
    assert_eq!(
        (first.checksum.as_str(), first.format.as_str()),
        (FIRST, "png")
    );
    let plan = plan([&file[..]], &options, site);
    let planned: Vec<_> = plan.rows.iter().map(PictureEntry::planned).collect();
    let login = |name: &str| Some(name.to_owned());
    assert_eq!(
        states(&planned),
        [
            (1, Unchanged, None),
            (2, Replaces, login("p.curie")),
            (3, New, login("n.bohr")),
            (4, NoOwner, None),
            (5, NoOwner, None),
            (6, Unusable, None),
        ]
    );
    let third = &planned[2];
    assert_eq!(
        (third.picture.as_str(), third.user.as_str()),
        ("staff/P-0052.png", "P-0052")
    );

    // What somebody has to look at comes first; one state alone, and no more than asked for.
    let board = |state, limit| PictureBoard::of(planned.iter(), BoardQuery { state, limit });
    let all = board(None, 4);
    assert_eq!(
        all.counts,
        [
            (NoOwner, 2),
            (Unusable, 1),
            (New, 1),
            (Replaces, 1),
            (Unchanged, 1)
        ]
    );
    let lines = |board: PictureBoard| -> Vec<u64> {
        board.entries.iter().map(|entry| entry.line).collect()
    };
    assert_eq!(lines(all), [4, 5, 6, 3]);
    assert_eq!(lines(board(None, 100)), [4, 5, 6, 3, 2, 1]);
    assert_eq!(lines(board(Some(NoOwner), 100)), [4, 5]);
    assert_eq!(lines(board(Some(NoOwner), 1)), [4]);
    assert_eq!(lines(board(Some(Matched), 100)), [] as [u64; 0]);
}

/// A browser has hashes only, and comes to the same verdict.
#[test]
fn a_digest_of_the_site_finds_the_same() {
    let site = small();
    let digest = DigestIndex::of(&site, [7; 16]);
    let names = [
        "P-0042.png",
        "P-0050.png",
        "P-0099.png",
        "M.Curie.png",
        "100.png",
        "103.png",
        "m.curie@1.png",
        "M.Curie@example.org.png",
        "a.einstein@example.org.png",
    ];
    let files: Vec<_> = (1..)
        .zip(names)
        .map(|(seed, name)| (name, png(seed)))
        .collect();
    let file = archive(&files);
    use PictureIdentifier::{Email, HostedUsername, Id, Idnumber, Username};
    for identifier in [Id, Idnumber, Username, HostedUsername, Email] {
        let options = options(|settings| settings.picture_identifier = identifier).check;
        let verdict = |directory: &dyn Directory| {
            let mut checker = Checker::new(options.clone(), directory);
            checker.push(&file);
            checker.finish()
        };
        let on_server = verdict(&site);
        assert!(on_server.bad_rows > 0 && on_server.bad_rows < on_server.rows);
        assert_eq!(verdict(&digest), on_server, "{identifier:?}");
        let planned = plan(
            [&file[..]],
            &PlanOptions {
                check: options.clone(),
                ..PlanOptions::default()
            },
            site.clone(),
        );
        assert_eq!(planned.verdict, on_server);
    }
}

proptest! {
    /// Planned, executed and planned again, nothing is left to do.
    #[test]
    fn a_second_run_changes_nothing(
        files in prop::collection::vec((prop::sample::select(vec![
            "P-0042.png", "P-0043.jpg", "a/P-0042.png", "p-0043", "P-0051.gif", "P-0052.png", "P-0050.png", "notes.txt", "",
        ]), 0..4_u8), 0..9),
        overwrite: bool,
        has_field: bool,
    ) {
        let files: Vec<_> = files.iter().map(|(path, seed)| (*path, png(*seed))).collect();
        let file = archive(&files);
        let options = options(|settings| settings.overwrite_pictures = overwrite);
        let mut site = small();
        if !has_field {
            site.facts.profile_fields.clear();
        }
        let (first, after) = plan_and_apply([&file[..]], &options, site);
        let (again, still) = plan_and_apply([&file[..]], &options, after.clone());
        prop_assert_eq!(&still, &after);
        prop_assert_eq!(first.rows.len(), again.rows.len());
        for (before, row) in first.rows.iter().zip(&again.rows) {
            prop_assert!(row.operations.is_empty(), "{:?}", row);
            prop_assert_eq!(before.decision == Decision::Refused, row.decision == Decision::Refused);
        }
    }
}
