//! English and French, in Fluent files (`messages/en/*.ftl`, `messages/fr/*.ftl`), one file per room.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Finding};
use crate::kinds::Kind;
use crate::plan::Operation;
use crate::report::State;

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

/// The texts of one language.
pub struct Catalogue {
    language: Language,
}

impl Catalogue {
    /// The texts of this crate.
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// Adds texts in Fluent syntax, for a front's own words.
    ///
    /// # Panics
    /// When the text is no Fluent or repeats an id: it is part of the program.
    pub fn add(&mut self, _ftl: &'static str) {
        todo!()
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The text of `id`, with its parameters.
    pub fn text(&self, _id: &str, _args: &[(&str, Cow<'_, str>)]) -> String {
        todo!()
    }

    /// What a finding says, one sentence or two.
    pub fn finding(&self, _finding: &Finding) -> String {
        todo!()
    }

    /// A code in a few words, for groups and filters (`title` attribute of its message).
    pub fn code_title(&self, _code: Code) -> String {
        todo!()
    }

    /// What an operation does, one line (`Creates the course BIO-101`), without its field changes.
    pub fn operation(&self, _operation: &Operation) -> String {
        todo!()
    }

    /// A kind's name.
    pub fn kind(&self, _kind: Kind) -> String {
        todo!()
    }

    /// A state's name.
    pub fn state(&self, _state: State) -> String {
        todo!()
    }
}
