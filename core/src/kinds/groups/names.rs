//! Names that stand in groups files without being columns.

/// Other words for columns, without capitals, accents, blanks and joining signs.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("cours", "courseid"),
    ("course", "courseid"),
    ("description", "description"),
    ("groupement", "grouping"),
    ("groupid", "updateid"),
    ("groupidnumber", "idnumber"),
    ("groupname", "name"),
    ("nom", "name"),
    ("numerodidentification", "idnumber"),
];
