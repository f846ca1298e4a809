//! Names that stand in files of metacourses without being columns.

/// Other words for columns, without capitals, accents, blanks and joining signs.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("action", "cmd"),
    ("command", "cmd"),
    ("commande", "cmd"),
    ("linkedcourse", "master"),
    ("maitre", "master"),
    ("metacours", "meta"),
    ("metacourse", "meta"),
    ("source", "master"),
    ("sourcecourse", "master"),
];
