//! What `SHOW GRANTS` says.

/// Privileges by which nothing of Moodle's can be changed. Whatever else there is, on these servers and their next versions, counts as writing.
const HARMLESS: &[&str] = &[
    "SELECT",
    "USAGE",
    "SHOW VIEW",
    "SHOW DATABASES",
    "PROCESS",
    "LOCK TABLES",
    "REPLICATION CLIENT",
    "REPLICATION SLAVE",
    "BINLOG MONITOR",
    "SLAVE MONITOR",
    "CREATE TEMPORARY TABLES",
];

/// The first privilege of a grant by which tables of this prefix in this database could be changed. A grant that is shaped otherwise than known here
/// counts as one.
pub(super) fn harmful<'g>(grant: &'g str, database: &str, prefix: &str) -> Option<&'g str> {
    let Some((privileges, rest)) = grant.strip_prefix("GRANT ")?.split_once(" ON ") else {
        // A role: its privileges have grants of their own.
        return None;
    };
    let object = rest.split_once(" TO ").map_or(rest, |(object, _)| object);
    if !concerns(object, database, prefix) {
        return None;
    }
    names(privileges).find(|privilege| !HARMLESS.contains(privilege))
}

/// Names of privileges, without the columns that some are limited to.
fn names(privileges: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    let parts = privileges.split(move |c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.map(|part| part.split('(').next().unwrap_or(part).trim())
}

/// Whether what a grant is about has to do with these tables.
fn concerns(object: &str, database: &str, prefix: &str) -> bool {
    let Some((place, table)) = object.rsplit_once('.') else {
        return true;
    };
    let place = place.trim_matches('`');
    let table = table.trim_matches('`');
    (place == "*" || may_match(place, database)) && (table == "*" || table.starts_with(prefix))
}

/// Whether a pattern of databases (`_` any character, `%` anything, a backslash before those that are meant) may match. In doubt it does.
fn may_match(pattern: &str, database: &str) -> bool {
    let mut pattern = pattern.chars();
    let mut name = database.chars();
    loop {
        let same = match (pattern.next(), name.next()) {
            (Some('%'), _) => return true,
            (Some('\\'), found) => pattern.next() == found,
            (Some('_'), found) => found.is_some(),
            (None, None) => return true,
            (wanted, found) => wanted == found,
        };
        if !same {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_change_these_tables_is_harmful() {
        for (grant, found) in [
            ("GRANT USAGE ON *.* TO `reader`@`%`", None),
            (
                "GRANT SELECT, SHOW VIEW ON `moodle`.* TO `reader`@`%`",
                None,
            ),
            (
                "GRANT SELECT (`id`, `name`) ON `moodle`.`mdl_user` TO `reader`@`%`",
                None,
            ),
            ("GRANT `writer` TO `reader`@`%`", None),
            ("GRANT ALL PRIVILEGES ON `scratch`.* TO `reader`@`%`", None),
            ("GRANT INSERT ON `moodle`.`other_log` TO `reader`@`%`", None),
            (
                "GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION",
                Some("ALL PRIVILEGES"),
            ),
            (
                "GRANT SELECT, INSERT ON `moodle`.* TO `writer`",
                Some("INSERT"),
            ),
            (
                "GRANT SELECT (`id`, `name`), UPDATE (`name`) ON `moodle`.`mdl_cohort` TO `reader`@`%`",
                Some("UPDATE"),
            ),
            ("GRANT DELETE ON `mood%`.* TO `reader`@`%`", Some("DELETE")),
            ("GRANT DROP ON `m_odle`.* TO `reader`@`%`", Some("DROP")),
            (r"GRANT DROP ON `m\_odle`.* TO `reader`@`%`", None),
        ] {
            assert_eq!(harmful(grant, "moodle", "mdl_"), found, "{grant}");
        }
        let escaped = r"GRANT DROP ON `my\_moodle`.* TO `reader`@`%`";
        assert_eq!(harmful(escaped, "my_moodle", ""), Some("DROP"));
    }
}
