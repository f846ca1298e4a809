//! The texts of one language.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Language;
use crate::finding::{Code, Finding, Params};
use crate::kinds::{Column, Kind};
use crate::plan::Operation;
use crate::report::State;

/// Parsed texts with their language; shared between threads.
type Texts = FluentBundle<Arc<FluentResource>>;

/// The texts of one language. What French lacks is said in English.
pub struct Catalogue {
    language: Language,
    texts: Texts,
    fallback: Option<Texts>,
}

impl Catalogue {
    /// The texts of this crate.
    pub fn new(language: Language) -> Self {
        let fallback = (language != Language::En).then(|| bundle(Language::En));
        Self {
            language,
            texts: bundle(language),
            fallback,
        }
    }

    /// The texts of a front that has all of them from elsewhere, in Fluent syntax. Of a text that is no Fluent, or repeats an id, what can be
    /// read is taken: it came over a wire.
    pub fn of(language: Language, ftl: String) -> Self {
        let mut texts = empty(language);
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(ftl);
        // An error names ids that come twice; the first of each is kept.
        let _ = texts.add_resource(Arc::new(resource));
        Self {
            language,
            texts,
            fallback: None,
        }
    }

    /// Adds texts in Fluent syntax, for a front's own words.
    ///
    /// # Panics
    /// When the text is no Fluent or repeats an id: it is part of the program.
    pub fn add(&mut self, ftl: &'static str) {
        add(&mut self.texts, "the front", parse("the front", ftl));
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The text of `id` (`id.attribute` for an attribute), with its parameters. An id without text is shown as it is.
    pub fn text(&self, id: &str, args: &[(&str, Cow<'_, str>)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, FluentValue::from(value.as_ref()));
        }
        self.format(id, &values)
    }

    /// What a finding says, one sentence or two. `$column` and `$line` are known to every message.
    pub fn finding(&self, finding: &Finding) -> String {
        let mut values = self.values(&finding.params);
        values.set("line", finding.line.to_string());
        values.set("column", finding.column.as_deref().unwrap_or_default());
        self.format(&finding_id(finding.code), &values)
    }

    /// The text of `id` with the parameters of a reason.
    pub(crate) fn reason(&self, id: &str, params: &Params) -> String {
        self.format(id, &self.values(params))
    }

    /// Parameters as messages take them: of those that tell features (`found_is` of `found`), the words.
    fn values<'p>(&self, params: &'p Params) -> FluentArgs<'p> {
        let mut values = FluentArgs::with_capacity(params.len() + 2);
        for (name, value) in params {
            values.set(name.as_ref(), value.as_str());
        }
        for (name, is) in [("expected", "expected_is"), ("found", "found_is")] {
            let tells_features = params.get(is).is_some_and(|is| is == "features");
            if let Some(value) = params.get(name).filter(|_| tells_features) {
                values.set(name, self.features(value));
            }
        }
        values
    }

    /// A code in a few words, for groups and filters (`title` attribute of its message).
    pub fn code_title(&self, code: Code) -> String {
        self.text(&format!("{}.title", finding_id(code)), &[])
    }

    /// What an operation does, one line (`Creates the course BIO-101`), without its field changes.
    pub fn operation(&self, operation: &Operation) -> String {
        let (id, args) = super::operation::message(operation);
        self.text(id, &args)
    }

    /// A kind's name.
    pub fn kind(&self, kind: Kind) -> String {
        self.text(&format!("kind-{}", kind.as_str()), &[])
    }

    /// What a kind's files are for, in one sentence.
    pub fn kind_explanation(&self, kind: Kind) -> String {
        self.text(&format!("kind-{}.explanation", kind.as_str()), &[])
    }

    /// A column's name in words.
    pub fn column(&self, kind: Kind, column: &Column) -> String {
        self.text(&column_id(kind, column), &[])
    }

    /// What a column is for, in one sentence.
    pub fn column_explanation(&self, kind: Kind, column: &Column) -> String {
        self.text(&format!("{}.explanation", column_id(kind, column)), &[])
    }

    /// A state's name.
    pub fn state(&self, state: State) -> String {
        self.text(&format!("state-{}", state.as_str()), &[])
    }

    fn format(&self, id: &str, args: &FluentArgs<'_>) -> String {
        self.find(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// The text of `id`; none when there is none.
    pub(super) fn find(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        [Some(&self.texts), self.fallback.as_ref()]
            .into_iter()
            .flatten()
            .find_map(|bundle| format(bundle, id, args))
    }
}

/// Id of the message of a code.
pub(super) fn finding_id(code: Code) -> String {
    format!("finding-{}", code.as_str().replace('_', "-"))
}

/// Id of the message of a column: `{n}` and `{name}` of its name stand as `n` and `name`.
pub(super) fn column_id(kind: Kind, column: &Column) -> String {
    let name: String = column
        .name
        .chars()
        .filter(|c| !matches!(c, '{' | '}'))
        .collect();
    format!("column-{}-{}", kind.as_str(), name.replace('_', "-"))
}

/// The text of `id` in `bundle`, if it has one.
fn format(bundle: &Texts, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = match id.split_once('.') {
        Some((id, attribute)) => bundle.get_message(id)?.get_attribute(attribute)?.value(),
        None => bundle.get_message(id)?.value()?,
    };
    // A parameter that is missing shows as `{$name}` in the text; there is nothing better to do about it here.
    Some(
        bundle
            .format_pattern(pattern, Some(args), &mut Vec::new())
            .into_owned(),
    )
}

/// No texts yet.
fn empty(language: Language) -> Texts {
    let locale: LanguageIdentifier = language
        .as_str()
        .parse()
        .expect("`en` and `fr` are language identifiers");
    let mut bundle = Texts::new_concurrent(vec![locale]);
    // Isolation marks guard against mixed writing directions, which neither language has; in logs and files they are rubbish.
    bundle.set_use_isolating(false);
    bundle
}

/// The texts of this crate.
fn bundle(language: Language) -> Texts {
    let mut bundle = empty(language);
    for (name, resource) in resources(language) {
        add(&mut bundle, name, Arc::clone(resource));
    }
    bundle
}

/// The Fluent files of a language by name, parsed once for all catalogues.
fn resources(language: Language) -> &'static [(&'static str, Arc<FluentResource>)] {
    static ENGLISH: LazyLock<Vec<(&str, Arc<FluentResource>)>> =
        LazyLock::new(|| parsed(Language::En));
    static FRENCH: LazyLock<Vec<(&str, Arc<FluentResource>)>> =
        LazyLock::new(|| parsed(Language::Fr));
    match language {
        Language::En => &ENGLISH,
        Language::Fr => &FRENCH,
    }
}

fn parsed(language: Language) -> Vec<(&'static str, Arc<FluentResource>)> {
    language
        .files()
        .iter()
        .map(|(name, ftl)| (*name, parse(name, ftl)))
        .collect()
}

fn parse(name: &str, ftl: &str) -> Arc<FluentResource> {
    match FluentResource::try_new(ftl.to_owned()) {
        Ok(resource) => Arc::new(resource),
        Err((_, errors)) => panic!("the Fluent text of {name} is malformed: {errors:?}"),
    }
}

fn add(bundle: &mut Texts, name: &str, resource: Arc<FluentResource>) {
    if let Err(errors) = bundle.add_resource(resource) {
        panic!("the Fluent text of {name} repeats an id: {errors:?}");
    }
}
