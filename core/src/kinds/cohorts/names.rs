//! Names that stand in cohorts files without being columns.

/// Other words for columns, without capitals, accents, blanks and joining signs.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("categoryid", "ccatcontext"),
    ("categoryidnumber", "ccatcontextidnumber"),
    ("cohort", "cname"),
    ("cohorte", "cname"),
    ("cohortid", "cidnumber"),
    ("cohortidnumber", "cidnumber"),
    ("cohortname", "cname"),
    ("command", "cmd"),
    ("commande", "cmd"),
    ("description", "cdescription"),
    ("idnumber", "cidnumber"),
    ("member", "userid"),
    ("membre", "userid"),
    ("name", "cname"),
    ("nom", "cname"),
    ("user", "userid"),
    ("username", "userid"),
    ("utilisateur", "userid"),
];
