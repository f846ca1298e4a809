//! Names that stand in users files without being columns of today.

/// Columns of older versions of tool_sync, refused since (`spec/files.md` §7 and §8).
pub const RETIRED: &[&str] = &["type{n}", "hidden"];

/// Other words for columns, without capitals, accents, blanks and joining signs.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("adresse", "address"),
    ("adressedecourriel", "email"),
    ("adresseemail", "email"),
    ("authentification", "auth"),
    ("cohorte", "cohort"),
    ("cours{n}", "course{n}"),
    ("courriel", "email"),
    ("departement", "department"),
    ("emailaddress", "email"),
    ("givenname", "firstname"),
    ("groupe{n}", "group{n}"),
    ("identifiant", "username"),
    ("language", "lang"),
    ("langue", "lang"),
    ("login", "username"),
    ("mail", "email"),
    ("motdepasse", "password"),
    ("nom", "lastname"),
    ("nomdefamille", "lastname"),
    ("nomdutilisateur", "username"),
    ("numerodidentification", "idnumber"),
    ("pays", "country"),
    ("prenom", "firstname"),
    ("surname", "lastname"),
    ("telephone", "phone1"),
    ("utilisateur", "username"),
    ("ville", "city"),
];

/// Columns that mean nothing without another one.
pub const PARTNERS: &[(&str, &str)] = &[
    ("role{n}", "course{n}"),
    ("enrol{n}", "course{n}"),
    ("group{n}", "course{n}"),
    ("start{n}", "course{n}"),
    ("end{n}", "course{n}"),
    ("wwwroot{n}", "course{n}"),
    ("cohortid", "cohort"),
];
