//! Names that stand in files of course resets without being columns.

/// Other words for columns, without capitals, accents, blanks and joining signs.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("achevement", "completion"),
    ("activites", "modules"),
    ("activities", "modules"),
    ("appointments", "apointments"),
    ("assignments", "assign_submissions"),
    ("attempts", "quiz_attempts"),
    ("blogassociation", "blog_associations"),
    ("carnetdenotes", "grades"),
    ("commentaires", "comments"),
    ("coursename", "shortname"),
    ("datededebut", "start_date"),
    ("datedefin", "end_date"),
    ("deleteblogassociations", "blog_associations"),
    ("evenements", "events"),
    ("gradebook", "grades"),
    ("groupements", "groupings"),
    ("groupes", "groups"),
    ("nomabrege", "shortname"),
    ("nomcourt", "shortname"),
    ("numerodidentification", "idnumber"),
    ("unenrolusers", "roles"),
];
