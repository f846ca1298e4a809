//! English and French, in Fluent files (`messages/en/*.ftl`, `messages/fr/*.ftl`), one file per room.
//!
//! | id | what it says |
//! |---|---|
//! | `finding-<code>` | a finding, one sentence or two; attribute `.title`: a few words, for groups |
//! | `operation-<type>` | what an operation does, one line |
//! | `operations-<type>` | so many operations of a type, without the number |
//! | `kind-<kind>` | a kind's name; attribute `.explanation` |
//! | `column-<kind>-<column>` | a column's name in words; attribute `.explanation` |
//! | `state-<state>` | the end of a line |
//! | `feature-<word>` | what something is or holds, with a number or a name |
//!
//! Underscores of stable names become hyphens in ids.

mod catalogue;
mod features;
mod operation;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use catalogue::Catalogue;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

/// No such language.
#[derive(Debug, thiserror::Error)]
#[error("unknown language {0:?}: use en or fr")]
pub struct UnknownLanguageName(pub String);

impl Language {
    /// Every language.
    pub const ALL: &'static [Language] = &[Self::En, Self::Fr];

    /// `en`, `fr`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The grammatical number of `n` things: `one` or `other`.
    pub const fn form(self, n: u64) -> &'static str {
        match (self, n) {
            (_, 1) | (Self::Fr, 0) => "one",
            _ => "other",
        }
    }

    /// The Fluent files of this language, by name. (The page gets what it shows of them from its server, and carries none.)
    const fn files(self) -> &'static [(&'static str, &'static str)] {
        macro_rules! files {
            ($language:literal: $($name:literal)+) => {
                &[$( ($name, include_str!(concat!($language, "/", $name, ".ftl"))), )+]
            };
        }
        match self {
            Self::En => {
                files!("en": "input" "archive" "header" "values" "users" "user_lists" "courses" "category_deletions" "course_lists" "course_resets" "metacourses" "cohorts" "cohort_courses" "groups" "group_members" "enrolments" "pictures" "plan" "operations" "outcomes" "things" "features" "counts" "columns" "kinds")
            }
            Self::Fr => {
                files!("fr": "input" "archive" "header" "values" "users" "user_lists" "courses" "category_deletions" "course_lists" "course_resets" "metacourses" "cohorts" "cohort_courses" "groups" "group_members" "enrolments" "pictures" "plan" "operations" "outcomes" "things" "features" "counts" "columns" "kinds")
            }
        }
    }
}

impl std::str::FromStr for Language {
    type Err = UnknownLanguageName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|language| language.as_str() == name)
            .ok_or_else(|| UnknownLanguageName(name.to_owned()))
    }
}
