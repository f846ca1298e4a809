//! Archives of pictures, on every command.

use super::*;

const ARCHIVE: &str = "userpictures_20240901.zip";

#[test]
fn an_archive_is_checked_and_planned() {
    let desk = Desk::new();
    let said = desk.toolsync(&[
        "check",
        "userpictures_with_mistakes.zip",
        "--site",
        "sandbox",
    ]);
    assert_eq!(said.code, 1);
    insta::assert_snapshot!("check_pictures", said.transcript(&desk));
    let said = desk.toolsync(&["plan", ARCHIVE, "--site", "sandbox"]);
    assert_eq!(said.code, 0);
    insta::assert_snapshot!("plan_pictures", said.transcript(&desk));
}

#[test]
fn an_archive_that_cannot_be_opened_is_told() {
    let desk = Desk::new();
    let archive = sample(ARCHIVE);
    let cut = desk.file("cut.zip", &archive[..1000]);
    let said = desk.toolsync(&["check", &cut, "--kind", "pictures"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out
            .contains("error the file: This file is not a ZIP archive"),
        "{}",
        said.out
    );
    assert!(said.out.contains("[archive_damaged]"), "{}", said.out);
    let said = desk.toolsync(&[
        "run", &cut, "--kind", "pictures", "--site", "sandbox", "--yes",
    ]);
    assert_ne!(said.code, 0);
    assert!(said.err.contains("was not executed"), "{}", said.err);
}

#[test]
fn pictures_are_executed_and_unchanged_ones_skipped() {
    let desk = Desk::new();
    let run = ["run", ARCHIVE, "--site", "sandbox", "--yes"];
    let said = desk.toolsync(&run);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(
        said.out.contains("Run 1: done 5, already so 1, failed 0"),
        "{}",
        said.out
    );
    let again = desk.toolsync(&run);
    assert!(
        again.out.contains("Run 2: done 0, already so 6, failed 0"),
        "{}",
        again.out
    );
}

/// Quirk Q46: the checksums of all pictures can be asked for, so that only those that changed are sent.
#[test]
fn q46_a_sender_can_ask_for_the_checksums() {
    let desk = Desk::new();
    let said = desk.toolsync(&["run", ARCHIVE, "--site", "sandbox", "--yes"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let list = desk.toolsync(&["generate", "pictures", "--site", "sandbox"]);
    let lines: Vec<_> = list.out.lines().collect();
    // 299 accounts of the sandbox are not deleted. The checksums are those of the files, by md5sum.
    assert_eq!(lines.len(), 300);
    assert_eq!(lines[0], "username;idnumber;picture;md5;bytes");
    assert_eq!(
        lines[3],
        "c.ashdown;P-0003;given;6979700a462192f091b9434b682a3977;388"
    );
    assert!(lines[7].ends_with(";P-0007;none;;"), "{}", lines[7]);
    assert!(lines[8].ends_with(";P-0008;by_hand;;"), "{}", lines[8]);
}

/// The tryback of an archive is an archive of the entries that failed, which can be run as it is.
#[test]
fn what_failed_is_in_an_archive() {
    let desk = Desk::new();
    let summary = |file: &str| {
        let run = [
            "run", file, "--site", "sandbox", "--yes", "--format", "json",
        ];
        desk.toolsync(&run).json().pop().unwrap()
    };
    let first = summary("userpictures_with_mistakes.zip");
    assert_eq!(
        (&first["totals"]["done"], &first["totals"]["failed"]),
        (&3.into(), &8.into())
    );
    let tryback = std::fs::read(first["tryback"].as_str().unwrap()).unwrap();
    // Its first entry is the second picture of somebody, whose bytes come back as they were.
    let original = sample("userpictures_with_mistakes.zip");
    let entry = tryback
        .windows(4)
        .skip(1)
        .position(|bytes| bytes == b"PK\x03\x04")
        .unwrap()
        + 1;
    assert!(
        original
            .windows(entry)
            .any(|bytes| bytes == &tryback[..entry])
    );
    let path = desk.file("again.zip", &tryback);
    let again = summary(&path);
    // That person has a picture by now, and this one replaces it; the rest is as wrong as before.
    assert_eq!(
        (&again["totals"]["done"], &again["totals"]["failed"]),
        (&1.into(), &7.into())
    );
}

/// Quirks Q45, Q47: forced deletion is read under a wrong key and has no effect.
#[test]
fn q47_a_folder_of_archives_is_taken_in_order_and_cleared() {
    let desk = Desk::new();
    let deposit = desk.folder.path().join("deposit");
    std::fs::create_dir_all(deposit.join("more")).unwrap();
    let names = [
        "userpictures_2.zip",
        "userpictures_1.zip",
        "more/userpictures_0.zip",
        "others.zip",
    ];
    for name in names {
        std::fs::write(deposit.join(name), sample(ARCHIVE)).unwrap();
    }
    let folder = deposit.display().to_string();
    let run = |set: &str| {
        let said = desk.toolsync(&[
            "run",
            &folder,
            "--deposit",
            "--site",
            "sandbox",
            "--yes",
            "--format",
            "json",
            "--set",
            set,
        ]);
        let files = said
            .json()
            .into_iter()
            .filter(|line| line["run"].is_number());
        let files: Vec<_> = files
            .map(|line| line["file"].as_str().unwrap().replace(&folder, ""))
            .collect();
        (files, said.err)
    };
    let (files, _) = run("userpictures_forcedeletion=0");
    let expected = [
        "/userpictures_1.zip",
        "/userpictures_2.zip",
        "/more/userpictures_0.zip",
    ];
    assert_eq!(files, expected);
    assert!(names.iter().all(|name| deposit.join(name).exists()));
    let (files, said) = run("userpictures_forcedeletion=1");
    assert_eq!(files, expected);
    assert_eq!(
        said.matches("was deleted from its folder").count(),
        3,
        "{said}"
    );
    let left: Vec<_> = names
        .iter()
        .filter(|name| deposit.join(name).exists())
        .collect();
    assert_eq!(left, [&"others.zip"]);
    let said = desk.toolsync(&["run", &folder, "--deposit", "--site", "sandbox", "--yes"]);
    assert!(
        said.err.contains("it holds no archive userpictures_*.zip"),
        "{}",
        said.err
    );
    // Without the word, a folder is no file; with it, a file that is named is its owner's all the same, and never deleted.
    let said = desk.toolsync(&["run", &folder, "--site", "sandbox", "--yes"]);
    assert_ne!(said.code, 0);
    assert!(said.err.contains("--deposit"), "{}", said.err);
    let named = deposit.join("others.zip").display().to_string();
    let said = desk.toolsync(&["run", &named, "--deposit", "--site", "sandbox", "--yes"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(deposit.join("others.zip").exists());
}
