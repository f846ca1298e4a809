//! `toolsync generate`.

use super::Desk;

#[test]
fn a_blank_template_can_be_filled_and_checked() {
    let desk = Desk::new();
    let said = desk.toolsync(&["generate", "template", "users", "--separator", ","]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("# username *: "), "{}", said.out);
    let header = said.out.lines().last().unwrap();
    assert!(
        header.starts_with("username,firstname,lastname,"),
        "{header}"
    );
    let cells = header.split(',').count();
    let row = format!(
        "m.curie,Marie,Curie,P-1,m.curie@example.org{}",
        ",".repeat(cells - 5)
    );
    let file = desk.file("filled.csv", format!("{}{row}\n", said.out));
    let said = desk.toolsync(&["check", &file]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

#[test]
fn a_template_is_also_a_workbook() {
    let desk = Desk::new();
    let path = desk.file("courses.xlsx", "");
    let said = desk.toolsync(&[
        "generate", "template", "courses", "--form", "xlsx", "--out", &path,
    ]);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    let bytes = std::fs::read(path).unwrap();
    assert!(bytes.starts_with(b"PK\x03\x04"));
}

#[test]
fn courses_to_delete_are_listed_from_a_selection() {
    let desk = Desk::new();
    let said = desk.toolsync(&["generate", "deletions", "--site", "sandbox", "--hidden"]);
    assert_eq!(said.code, 0);
    // Every ninth course of the sandbox is hidden.
    assert_eq!(said.out.lines().count(), 6, "{}", said.out);
    assert_eq!(said.err, "Courses listed: 6.\n");
    let early = [
        "generate",
        "deletions",
        "--site",
        "sandbox",
        "--ended-before",
        "2025-01-01",
        "--lang",
        "fr",
    ];
    let said = desk.toolsync(&early);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert_eq!(said.err, "Cours listés\u{a0}: 0.\n");
}

#[test]
fn categories_say_why_they_stay() {
    let desk = Desk::new();
    let asked = [
        "generate",
        "empty-categories",
        "--site",
        "sandbox",
        "--under",
        "Sciences/Biology",
    ];
    let said = desk.toolsync(&asked);
    assert_eq!(said.code, 0, "{}", said.err);
    let expected = "id;path;fate;reason\n\
        3;Sciences/Biology/Year 1;kept;courses in it: 4\n\
        4;Sciences/Biology/Year 2;kept;courses in it: 4\n\
        2;Sciences/Biology;kept;courses in the categories below it: 8\n";
    assert_eq!(said.out, expected);
    let said = desk.toolsync(&[
        "generate",
        "empty-categories",
        "--site",
        "sandbox",
        "--under",
        "Sciences/Alchemy",
    ]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("there is no category Sciences/Alchemy"),
        "{}",
        said.err
    );
}

#[test]
fn empty_categories_are_deleted_by_a_run() {
    let desk = Desk::new();
    let path = desk.file("emptycategories.csv", "");
    let generate = |what: &str, out: &[&str]| {
        desk.toolsync(&[&["generate", what, "--site", "sandbox"], out].concat())
    };
    let said = generate("category-deletions", &["--out", &path]);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    let list = std::fs::read_to_string(&path).unwrap();
    let expected = "emptycategory;path\n\
        30;Old programmes/2019\n\
        31;Old programmes/2020\n\
        29;Old programmes\n";
    assert_eq!(list, expected);
    let said = desk.toolsync(&["run", &path, "--site", "sandbox", "--yes"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(
        said.out
            .contains("Deletes the empty category Old programmes / 2019"),
        "{}",
        said.out
    );
    let said = generate("category-deletions", &[]);
    assert_eq!(said.out, "emptycategory;path\n");
    // A category that holds something is refused.
    let full = desk.file("emptycategories.csv", "emptycategory\nSciences/Biology\n");
    let said = desk.toolsync(&["plan", &full, "--site", "sandbox"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(said.out.contains("category_not_empty"), "{}", said.out);
}

#[test]
fn a_reset_file_is_made_checked_and_planned() {
    let desk = Desk::new();
    let path = desk.file("resetcourses.csv", "");
    let asked = [
        "generate", "resets", "--site", "sandbox", "--search", "BIO-101", "--out", &path,
    ];
    let said = desk.toolsync(&asked);
    assert_eq!((said.code, said.err.as_str()), (0, "Courses listed: 1.\n"));
    let said = desk.toolsync(&["plan", &path, "--site", "sandbox"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("BIO-101"), "{}", said.out);
}
