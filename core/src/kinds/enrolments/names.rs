//! Names that stand in enrolments files without being columns.

/// Columns of older versions of tool_sync, refused since (`spec/files.md` §8).
pub const RETIRED: &[&str] = &["hidden"];

/// Other words for columns, without capitals, accents, blanks and joining signs.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("command", "cmd"),
    ("commande", "cmd"),
    ("cours", "cid"),
    ("course", "cid"),
    ("courseid", "cid"),
    ("debut", "starttime"),
    ("end", "endtime"),
    ("enrolment", "enrol"),
    ("fin", "endtime"),
    ("group{n}", "g{n}"),
    ("groupcmd", "gcmd"),
    ("groupe{n}", "g{n}"),
    ("inscription", "enrol"),
    ("method", "enrol"),
    ("methode", "enrol"),
    ("role", "rolename"),
    ("start", "starttime"),
    ("user", "uid"),
    ("userid", "uid"),
    ("username", "uid"),
    ("utilisateur", "uid"),
];
