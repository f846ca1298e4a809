//! Names that stand in files of cohorts' courses without being columns.

/// Other words for columns, without capitals, accents, blanks and joining signs.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("cohorte", "cohort"),
    ("cohortid", "cohort"),
    ("cohortidnumber", "cohort"),
    ("command", "cmd"),
    ("commande", "cmd"),
    ("cours", "course"),
    ("courseid", "course"),
    ("courseidnumber", "course"),
    ("end", "enrolend"),
    ("enddate", "enrolend"),
    ("group", "makegroup"),
    ("groupe", "makegroup"),
    ("method", "enrol"),
    ("methode", "enrol"),
    ("shortname", "course"),
    ("start", "enrolstart"),
    ("startdate", "enrolstart"),
];
