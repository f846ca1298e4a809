//! How much of a site is read.

use toolsync_core::kinds::Kind;
use toolsync_core::site::{SiteFacts, Unknown};

use super::Table;

/// How much of a site a snapshot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All but what people left in courses, which most files do not ask for and which can be more than all the rest.
    Usual,
    /// All.
    WithContent,
}

impl Extent {
    /// What plans of files of these kinds tell.
    pub fn of(kinds: &[Kind]) -> Self {
        let tell = |kind: &Kind| matches!(kind, Kind::CourseResets | Kind::CourseDeletions);
        match kinds.iter().any(tell) {
            true => Self::WithContent,
            false => Self::Usual,
        }
    }

    /// The queries.
    pub fn tables(self) -> impl Iterator<Item = &'static [Table]> {
        let content = match self {
            Self::Usual => &[],
            Self::WithContent => Table::CONTENT,
        };
        std::iter::once(Table::USUAL).chain(content.iter().copied())
    }

    /// Adds to the facts of a snapshot what it does not tell.
    pub fn mark(self, facts: &mut SiteFacts) {
        if self == Self::Usual {
            facts.unknown.insert(Unknown::CourseContent);
        }
    }
}
