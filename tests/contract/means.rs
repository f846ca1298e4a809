//! By what means a live Moodle is written to and read.

use std::fmt;

/// How a site is written to and where its state is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Means {
    /// Whether by the companion plugin; else by Moodle's own functions.
    pub companion: bool,
    /// Whether the state is read in its database; else by the same functions as it is written.
    pub database: bool,
}

impl Means {
    /// What a sandbox can do: everything, and nothing is hidden.
    pub const ALL: Self = Self {
        companion: true,
        database: true,
    };

    /// `companion`, `core`, `companion+database`, `core+database`, as `TOOLSYNC_MOODLE_MEANS` lists them.
    ///
    /// # Panics
    /// When it is none of these.
    pub fn named(name: &str) -> Self {
        let (writes, database) = match name.split_once('+') {
            Some((writes, "database")) => (writes, true),
            _ => (name, false),
        };
        assert!(
            ["companion", "core"].contains(&writes),
            "{name:?} in TOOLSYNC_MOODLE_MEANS: it lists companion, core, companion+database, core+database"
        );
        Self {
            companion: writes == "companion",
            database,
        }
    }

    /// Whether only roles that somebody holds are told by them.
    pub const fn lack_roles(self) -> bool {
        !self.companion && !self.database
    }

    /// Whether an outcome that a scenario marks with `mark` is meant for these means. The more precise mark stands last.
    ///
    /// # Panics
    /// When there is no such mark.
    pub fn are_meant(self, mark: &str) -> bool {
        match mark {
            "core" => !self.companion,
            "core alone" => self.lack_roles(),
            _ => panic!("{mark:?} is no mark of an outcome"),
        }
    }
}

impl fmt::Display for Means {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.companion { "companion" } else { "core" })?;
        f.write_str(if self.database { "+database" } else { "" })
    }
}
