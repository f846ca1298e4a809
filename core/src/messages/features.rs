//! The words for what something is and holds (`feature-…`), from the text in which reports have it.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

use super::Catalogue;
use crate::site::{Feature, FeatureValue, read_features};

impl Catalogue {
    /// What a text of features tells, in words. A text of another form is told as it is.
    pub(super) fn features(&self, text: &str) -> String {
        let Some(features) = read_features(text) else {
            return text.to_owned();
        };
        let words: Vec<String> = features.iter().map(|one| self.feature(one)).collect();
        words.join(", ")
    }

    /// One feature. What people left in an activity has its module before the word, and a part of it behind (`forum.posts.news`). A word
    /// that there is no text for, of a plugin that knows more than this program, is told as it is.
    fn feature(&self, feature: &Feature<'_>) -> String {
        let (what, of) = match feature.word.split_once('.') {
            None => (feature.word, Cow::Borrowed("")),
            Some((module, rest)) => match rest.split_once('.') {
                None => (rest, Cow::Borrowed(module)),
                Some((what, part)) => (what, Cow::Owned(format!("{module}, {part}"))),
            },
        };
        let mut values = FluentArgs::new();
        match &feature.value {
            FeatureValue::None => {}
            FeatureValue::Count(count) => values.set("count", FluentValue::from(*count)),
            FeatureValue::Text(text) => values.set("text", text.as_ref()),
        }
        let id = format!("feature-{}", what.replace('_', "-"));
        let words = self.find(&id, &values);
        let words = words.unwrap_or_else(|| match &feature.value {
            FeatureValue::None => what.to_owned(),
            FeatureValue::Count(count) => format!("{what} {count}"),
            FeatureValue::Text(text) => format!("{what} “{text}”"),
        });
        match of.is_empty() {
            true => words,
            false => format!("{words} ({of})"),
        }
    }
}
