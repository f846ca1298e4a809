//! Names that stand in courses files without being columns of today.

/// Columns of older versions of tool_sync, refused since (`spec/files.md` §2).
pub const RETIRED: &[&str] = &[
    "cost",
    "enrolperiod",
    "enrollable",
    "enrolstartdate",
    "enrolenddate",
    "expirynotify",
    "expirythreshold",
    "metacourse",
    "notifystudents",
    "numsections",
    "password",
];

/// Other words for columns, without capitals, accents, blanks and joining signs.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("categorie", "category"),
    ("categorypath", "category"),
    ("coursename", "fullname"),
    ("datededebut", "startdate"),
    ("description", "summary"),
    ("enseignant{n}", "teacher{n}_account"),
    ("gabarit", "template"),
    ("langue", "lang"),
    ("language", "lang"),
    ("nomabrege", "shortname"),
    ("nomcomplet", "fullname"),
    ("nomcourt", "shortname"),
    ("numerodidentification", "idnumber"),
    ("resume", "summary"),
    ("section{n}", "topic{n}"),
    ("teacher{n}", "teacher{n}_account"),
    ("templatecourse", "template"),
];

/// Columns that mean nothing without another one.
pub const PARTNERS: &[(&str, &str)] = &[("teacher{n}_role", "teacher{n}_account")];
