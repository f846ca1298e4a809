use super::*;

/// A text without an entry is shown as its id.
fn is_id(text: &str) -> bool {
    let rooms = ["help-", "finding-", "kind-", "column-", "type-"];
    rooms.iter().any(|room| text.starts_with(room))
}

#[test]
fn every_code_has_its_page_in_both_languages() {
    for language in Language::ALL {
        let reference = Reference::new(*language);
        for code in Code::ALL {
            let page = reference.code(*code);
            for text in [&page.title, &page.meaning, &page.mend] {
                assert!(!is_id(text), "{}: {text} has no words", language.as_str());
            }
        }
    }
}

#[test]
fn every_kind_has_its_page_in_both_languages() {
    for language in Language::ALL {
        let reference = Reference::new(*language);
        for kind in Kind::ALL {
            let page = reference.kind(*kind);
            assert!(!is_id(&page.name) && !is_id(&page.explanation), "{page:?}");
            assert!(!page.example.is_empty(), "{kind:?} has no example");
            for column in &page.columns {
                let texts = [&column.title, &column.explanation, &column.holds];
                assert!(texts.iter().all(|text| !is_id(text)), "{column:?}");
            }
        }
    }
}

#[test]
fn the_files_of_the_reference_are_those_of_this_program() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference");
    for page in Language::ALL.iter().flat_map(|language| pages(*language)) {
        let path = root.join(&page.path);
        // As for snapshots: written when asked for, by the same variable.
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            let folder = path.parent().expect("a page stands in a folder");
            std::fs::create_dir_all(folder).expect("the folder of the reference");
            std::fs::write(&path, &page.text).expect("the reference");
        }
        let found = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            found == page.text,
            "docs/reference/{} is behind: run `cargo run -- generate reference docs/reference`",
            page.path,
        );
    }
}

#[test]
fn a_column_says_what_it_holds_and_which_numbers_it_takes() {
    let page = Reference::new(Language::En).kind(Kind::Courses);
    let column = |name| page.columns.iter().find(|column| column.name == name);
    let topic = column("topicN").expect("courses files have sections");
    assert_eq!(topic.pattern, "N: 0 to 52");
    assert_eq!(topic.holds, "title, or title|summary");
    let shortname = column("shortname").expect("courses have short names");
    assert!(shortname.required && shortname.pattern.is_empty());
    assert_eq!(shortname.holds, "text of at most 255 characters");
    let users = Reference::new(Language::En).kind(Kind::Users);
    let mut columns = users.columns.iter();
    let description = columns.find(|column| column.name == "description");
    assert_eq!(description.expect("profiles have texts").holds, "text");
}
