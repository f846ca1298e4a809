//! The words for what something is and holds (`feature-…`), or for what is done with it (`operations-…`), from the text in which reports
//! have it.

use fluent_bundle::{FluentArgs, FluentValue};

use super::Catalogue;
use crate::site::{Feature, FeatureValue, read_features};

impl Catalogue {
    /// What a text of features tells, in words. A text of another form is told as it is.
    pub(crate) fn features(&self, text: &str) -> String {
        let Some(features) = read_features(text) else {
            return text.to_owned();
        };
        let words: Vec<String> = features.iter().map(|one| self.feature(one)).collect();
        words.join(", ")
    }

    /// One feature. What people left in an activity has its module before the word, and a part of it behind (`forum.posts.news`). A word
    /// that there is no text for, of a plugin that knows more than this program, is told as it is.
    fn feature(&self, feature: &Feature<'_>) -> String {
        let mut names: Vec<&str> = feature.word.split('.').collect();
        let what = names.remove(usize::from(names.len() > 1));
        let mut values = FluentArgs::new();
        match &feature.value {
            FeatureValue::None => {}
            FeatureValue::Count(count) => {
                values.set("count", FluentValue::from(*count));
                values.set("form", self.language().form(*count));
            }
            FeatureValue::Text(text) => values.set("text", text.as_ref()),
        }
        let name = what.replace('_', "-");
        let words = self.find(&format!("feature-{name}"), &values);
        let words = words.unwrap_or_else(|| match &feature.value {
            FeatureValue::None => what.to_owned(),
            FeatureValue::Count(count) => match self.find(&format!("operations-{name}"), &values) {
                Some(operations) => format!("{count} {operations}"),
                None => format!("{what} {count}"),
            },
            FeatureValue::Text(text) => format!("{what} “{text}”"),
        });
        if names.is_empty() {
            return words;
        }
        let of = names.into_iter().map(|name| self.activity(name));
        format!("{words} ({})", of.collect::<Vec<_>>().join(", "))
    }

    /// Activities of a module, or some of what is in them; a name that there is no text for is told as it is.
    fn activity(&self, name: &str) -> String {
        let id = format!("feature-of-{}", name.replace('_', "-"));
        self.find(&id, &FluentArgs::new())
            .unwrap_or_else(|| name.to_owned())
    }
}
