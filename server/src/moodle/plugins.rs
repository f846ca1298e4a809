//! The plugins for Moodle that this program brings along (`server/moodle-plugin/`), as archives that Moodle's own installer takes.

use toolsync_core::archive::archive_of;

/// A plugin.
#[derive(Debug, Clone, Copy)]
pub struct Plugin {
    /// Moodle's name of it: `local_toolsync`.
    pub component: &'static str,
    /// Its files: path in the archive, below the one folder that Moodle unpacks, and content.
    files: &'static [(&'static str, &'static [u8])],
}

/// All of them, made by the build script from their folders.
pub static PLUGINS: &[Plugin] = include!(concat!(env!("OUT_DIR"), "/plugins.rs"));

impl Plugin {
    /// The plugin of this name.
    pub fn named(component: &str) -> Option<&'static Self> {
        PLUGINS.iter().find(|plugin| plugin.component == component)
    }

    /// Name of the archive.
    pub fn file_name(&self) -> String {
        format!("{}.zip", self.component)
    }

    /// The archive (ZIP).
    pub fn archive(&self) -> Vec<u8> {
        archive_of(self.files.iter().copied())
    }

    /// Version that Moodle knows it by, a day and a number: 2026112100.
    pub fn version(&self) -> u64 {
        let stated = |(path, content): &(&str, &[u8])| {
            let text = str::from_utf8(content).ok()?;
            let line = text
                .lines()
                .find(|line| path.ends_with("/version.php") && line.contains("->version"))?;
            let digits: String = line.chars().filter(char::is_ascii_digit).collect();
            digits.parse().ok()
        };
        let version = self.files.iter().find_map(stated);
        version.expect("a test sees that each plugin states its version")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use toolsync_core::archive::{Archive, Entry, Limits};

    use super::*;

    /// The folder that Moodle unpacks is named after the plugin, without its type, and nothing lies outside of it.
    #[test]
    fn moodle_can_install_the_archives() {
        let names: Vec<_> = PLUGINS.iter().map(|plugin| plugin.component).collect();
        assert_eq!(names, ["enrol_sync", "local_toolsync"]);
        for plugin in PLUGINS {
            let bytes = plugin.archive();
            let archive = Archive::open(&bytes, Limits::default()).unwrap();
            assert!(archive.entries.iter().all(Entry::is_sound));
            let (_, folder) = plugin.component.split_once('_').unwrap();
            let paths: Vec<&str> = plugin.files.iter().map(|(path, _)| *path).collect();
            assert_eq!(archive.entries.len(), paths.len());
            let prefix = format!("{folder}/");
            assert!(
                paths.iter().all(|path| path.starts_with(&prefix)),
                "{paths:?}"
            );
            for needed in ["version.php", "LICENSE"] {
                assert!(
                    paths.contains(&format!("{prefix}{needed}").as_str()),
                    "{needed}"
                );
            }
            let language = format!("{prefix}lang/en/{}.php", plugin.component);
            assert!(paths.contains(&language.as_str()));
            assert!((2_026_112_100..2_099_000_000).contains(&plugin.version()));
        }
        assert_eq!(
            Plugin::named("enrol_sync").unwrap().file_name(),
            "enrol_sync.zip"
        );
        assert!(Plugin::named("enrol_manual").is_none());
    }

    /// Moodle gives the roles that a site begins with what stands under `archetypes`; under the keyword of old, nobody gets anything.
    #[test]
    fn q59_capabilities_have_the_keyword_of_today() {
        for plugin in PLUGINS {
            let mut files = plugin.files.iter();
            let access = files.find(|(path, _)| path.ends_with("/db/access.php"));
            let text = String::from_utf8_lossy(access.unwrap().1);
            assert!(!text.contains("'legacy'"), "{}", plugin.component);
            let capabilities = text.matches("'captype'").count();
            assert_eq!(text.matches("'archetypes'").count(), capabilities);
        }
    }

    /// The service that comes with the companion holds all functions that Toolsync calls.
    #[test]
    fn the_service_of_the_companion_holds_what_is_needed() {
        let companion = Plugin::named("local_toolsync").unwrap();
        let services = companion
            .files
            .iter()
            .find(|(path, _)| path.ends_with("db/services.php"));
        let services = str::from_utf8(services.unwrap().1).unwrap();
        let (_, held) = services.split_once("$services").unwrap();
        for function in crate::moodle::webservices::functions() {
            assert!(held.contains(&format!("'{function}',")), "{function}");
        }
        for function in crate::moodle::companion::FUNCTIONS {
            assert!(held.contains(&format!("'{function}',")), "{function}");
            assert!(
                services.contains(&format!("'{function}' => [")),
                "{function}"
            );
        }
    }

    /// The companion reads the same columns in the same order as whoever reads the database.
    #[test]
    fn the_companion_has_the_queries_of_the_tables() {
        use crate::moodle::tables::Table;

        let content: Vec<Table> = Table::CONTENT.concat();
        for (file, tables) in [("queries", Table::USUAL), ("content_queries", &*content)] {
            let companion = Plugin::named("local_toolsync").unwrap();
            let path = format!("local/{file}.php");
            let queries = companion
                .files
                .iter()
                .find(|(name, _)| name.ends_with(&path));
            let queries = str::from_utf8(queries.unwrap().1).unwrap();
            let expected: String = tables
                .iter()
                .map(|table| match table {
                    Table::Count(query) => count_in_php(query),
                    table => in_php(&table.query()),
                })
                .collect();
            let (_, rest) = queries.split_once(" const ALL = [\n").unwrap();
            let (stated, _) = rest.split_once("    ];\n").unwrap();
            assert_eq!(stated, expected, "{file}");
        }
    }

    /// A text in PHP.
    fn quoted(text: &str) -> String {
        match text.contains('\'') {
            true => format!("\"{text}\""),
            false => format!("'{text}'"),
        }
    }

    /// A query that counts as an entry of a PHP array: without what all of them have in common.
    fn count_in_php(query: &crate::moodle::tables::Query) -> String {
        let [id, course, what, count] = query.columns else {
            panic!("{query:?} does not count");
        };
        assert_eq!(query.group, Some(id.sql));
        let course = course.sql.strip_prefix("MAX(").unwrap();
        let course = course.strip_suffix(')').unwrap();
        let clauses = [
            ("what", Some(what.sql)),
            ("count", Some(count.sql).filter(|sql| *sql != "COUNT(*)")),
            ("from", Some(query.from)),
            ("where", query.condition),
            ("group", query.group),
            ("course", Some(course).filter(|sql| *sql != id.sql)),
        ];
        let mut entry = format!("        '{}' => [\n", query.name);
        for (key, clause) in clauses {
            if let Some(clause) = clause {
                entry.push_str(&format!("            '{key}' => {},\n", quoted(clause)));
            }
        }
        entry + "        ],\n"
    }

    /// A query as an entry of a PHP array.
    fn in_php(query: &crate::moodle::tables::Query) -> String {
        let mut lines = vec![format!("        '{}' => [", query.name)];
        lines.push(format!("            'from' => {},", quoted(query.from)));
        for (key, clause) in [("where", query.condition), ("group", query.group)] {
            lines
                .extend(clause.map(|clause| format!("            '{key}' => {},", quoted(clause))));
        }
        lines.push("            'columns' => [".to_owned());
        for column in query.columns {
            lines.push(format!(
                "                '{}' => {},",
                column.name,
                quoted(column.sql)
            ));
        }
        lines.push("            ],".to_owned());
        // Whether there is a column is asked of columns only; what an account may not see does not concern the companion.
        let is_column = |sql: &str| {
            sql.chars()
                .all(|c| c.is_ascii_alphanumeric() || "_.".contains(c))
        };
        let missing: Vec<String> = query
            .columns
            .iter()
            .filter(|column| is_column(column.sql))
            .filter_map(|column| Some(format!("'{}' => {}", column.name, quoted(column.missing?))))
            .collect();
        if !missing.is_empty() {
            lines.push(format!(
                "            'missing' => [{}],",
                missing.join(", ")
            ));
        }
        lines.push("        ],\n".to_owned());
        lines.join("\n")
    }
}
