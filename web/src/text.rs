//! The words of the page: the core's catalogue with the page's own texts added, in the language chosen.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use toolsync_core::finding::{Code, Finding};
use toolsync_core::kinds::Kind;
use toolsync_core::messages::{Catalogue, Language};
use toolsync_core::report::State;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;
use yew::prelude::*;

use crate::browser;

/// The texts of a language in Fluent syntax, as `web/bundle/src/texts.rs` gathers them.
type Source = Rc<str>;

thread_local! {
    /// The texts that came, in Fluent syntax.
    static SOURCES: RefCell<Vec<(Language, Source)>> = const { RefCell::new(Vec::new()) };
    /// Catalogues made so far: reading one takes a moment, and every part of the page asks for it.
    static MADE: RefCell<Vec<Text>> = const { RefCell::new(Vec::new()) };
}

/// Fetches the texts of both languages from where the page came from, so that the language can be changed without a server. Whether there is
/// one to draw the page in.
pub async fn fetch() -> bool {
    for language in Language::ALL {
        match fetch_one(*language).await {
            Ok(ftl) => keep(*language, ftl.into()),
            Err(error) => web_sys::console::error_1(&error),
        }
    }
    SOURCES.with_borrow(|sources| !sources.is_empty())
}

async fn fetch_one(language: Language) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let address = format!("/texts-{}.ftl", language.as_str());
    let response: Response = JsFuture::from(window.fetch_with_str(&address))
        .await?
        .dyn_into()?;
    if !response.ok() {
        return Err(format!("{address}: {}", response.status()).into());
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(text)
}

/// Keeps the texts of a language, in Fluent syntax.
pub fn keep(language: Language, ftl: Source) {
    SOURCES.with_borrow_mut(|sources| {
        if sources.iter().all(|(known, _)| *known != language) {
            sources.push((language, ftl));
        }
    });
}

/// The texts of a language in Fluent syntax, for the worker; of another, when those did not come.
pub fn source(language: Language) -> Option<Source> {
    SOURCES.with_borrow(|sources| {
        let wanted = sources.iter().find(|(known, _)| *known == language);
        wanted.or(sources.first()).map(|(_, ftl)| Rc::clone(ftl))
    })
}

/// The texts of one language. Cheap to clone.
#[derive(Clone)]
pub struct Text(Rc<Catalogue>);

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.language() == other.language()
    }
}

impl Text {
    /// The texts of this language.
    pub fn of(language: Language) -> Self {
        MADE.with_borrow_mut(|made| {
            if let Some(text) = made.iter().find(|text| text.language() == language) {
                return text.clone();
            }
            let ftl = source(language);
            let is_known = ftl.is_some();
            let ftl = ftl.unwrap_or_default().to_string();
            let text = Self(Rc::new(Catalogue::of(language, ftl)));
            if is_known {
                made.push(text.clone());
            }
            text
        })
    }

    /// The texts of the language that the page is in.
    pub fn current() -> Self {
        Self::of(browser::current_language())
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.0.language()
    }

    /// The text of an id (`id.attribute` for an attribute).
    pub fn get(&self, id: &str) -> String {
        self.0.text(id, &[])
    }

    /// The text of an id with its parameters.
    pub fn with(&self, id: &str, args: &[(&str, String)]) -> String {
        let args: Vec<_> = args
            .iter()
            .map(|(name, value)| (*name, Cow::Borrowed(value.as_str())))
            .collect();
        self.0.text(id, &args)
    }

    /// The text of an id that speaks of `$n` things; `$form` is `one` or `other`, as the language counts.
    pub fn count(&self, id: &str, n: u64) -> String {
        self.with(
            id,
            &[("n", self.number(n)), ("form", self.form(n).to_owned())],
        )
    }

    /// The grammatical number of `n`: `one` or `other`.
    pub fn form(&self, n: u64) -> &'static str {
        self.language().form(n)
    }

    /// A number as the language writes it, in groups of three digits.
    pub fn number(&self, n: u64) -> String {
        let separator = match self.language() {
            Language::En => ',',
            Language::Fr => '\u{202f}',
        };
        let digits = n.to_string();
        let mut grouped = String::with_capacity(digits.len() + 4);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// What a finding says.
    pub fn finding(&self, finding: &Finding) -> String {
        self.0.finding(finding)
    }

    /// A code in a few words.
    pub fn code(&self, code: Code) -> String {
        self.0.code_title(code)
    }

    /// A kind's name.
    pub fn kind(&self, kind: Kind) -> String {
        self.0.kind(kind)
    }

    /// What a kind's files are for.
    pub fn kind_explanation(&self, kind: Kind) -> String {
        self.0.kind_explanation(kind)
    }

    /// A state's name.
    pub fn state(&self, state: State) -> String {
        self.0.state(state)
    }
}

/// The texts in the language chosen; the part that asks is drawn again when it changes.
#[hook]
pub fn use_text() -> Text {
    use_context::<Text>().unwrap_or_else(Text::current)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The page's own texts in a language.
    const fn files(language: Language) -> &'static [&'static str] {
        macro_rules! files {
            ($language:literal: $($name:literal)+) => {
                &[$( include_str!(concat!("../messages/", $language, "/", $name, ".ftl")), )+]
            };
        }
        match language {
            Language::En => files!("en": "shell" "check" "runs" "settings" "reference"),
            Language::Fr => files!("fr": "shell" "check" "runs" "settings" "reference"),
        }
    }

    /// What the core counts, which the page shows too.
    const fn counts(language: Language) -> &'static str {
        match language {
            Language::En => include_str!("../../core/src/messages/en/counts.ftl"),
            Language::Fr => include_str!("../../core/src/messages/fr/counts.ftl"),
        }
    }

    /// The page's own texts and what the core counts, as if they had come.
    fn text_in(language: Language) -> Text {
        let words = files(language).concat() + counts(language);
        keep(language, words.into());
        Text::of(language)
    }

    /// The ids (with their attributes) of a language, and the parameters that each mentions; not those by which it tells one from several, which
    /// each language needs elsewhere.
    fn ids(language: Language) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for file in files(language) {
            let mut id = String::new();
            for line in file.lines() {
                let name = line
                    .split_once('=')
                    .map(|(name, _)| name.trim())
                    .filter(|name| {
                        name.chars()
                            .all(|c| c.is_ascii_alphanumeric() || "-.".contains(c))
                    });
                match name {
                    Some(name) if !line.starts_with([' ', '#']) => {
                        id = name.to_owned();
                        found.insert(id.clone());
                    }
                    Some(name) if name.starts_with('.') => {
                        found.insert(format!("{id}{name}"));
                    }
                    _ => {}
                }
                for (_, rest) in line.match_indices('$').map(|(at, _)| line.split_at(at)) {
                    let parameter: String = rest
                        .chars()
                        .skip(1)
                        .take_while(char::is_ascii_alphanumeric)
                        .collect();
                    if !parameter.ends_with("form") {
                        found.insert(format!("{id} ${parameter}"));
                    }
                }
            }
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_texts_with_the_same_parameters() {
        let (english, french) = (ids(Language::En), ids(Language::Fr));
        assert!(english.contains("nav-check"), "{english:?}");
        let missing: Vec<_> = english.symmetric_difference(&french).collect();
        assert!(missing.is_empty(), "in one language only: {missing:?}");
    }

    /// Adding refuses what is no Fluent, or has an id that the core has.
    #[test]
    fn the_texts_are_fluent_and_repeat_no_id_of_the_core() {
        for language in Language::ALL {
            let mut catalogue = Catalogue::new(*language);
            for file in files(*language) {
                catalogue.add(file);
            }
            assert_ne!(catalogue.text("nav-check", &[]), "nav-check");
        }
    }

    #[test]
    fn without_its_own_texts_a_language_has_those_of_the_other() {
        keep(Language::Fr, "nav-check = Vérifier\n".into());
        keep(Language::Fr, "nav-check = came twice\n".into());
        assert_eq!(Text::of(Language::En).get("nav-check"), "Vérifier");
    }

    #[test]
    fn numbers_are_written_in_groups_of_three() {
        let (english, french) = (text_in(Language::En), text_in(Language::Fr));
        assert_eq!(english.number(0), "0");
        assert_eq!(english.number(999), "999");
        assert_eq!(english.number(1_234_567), "1,234,567");
        assert_eq!(french.number(12_345), "12\u{202f}345");
    }

    #[test]
    fn french_counts_zero_as_one() {
        assert_eq!(text_in(Language::En).form(0), "other");
        assert_eq!(text_in(Language::Fr).form(0), "one");
        assert_eq!(text_in(Language::Fr).form(2), "other");
    }

    #[test]
    fn what_is_counted_agrees_with_its_number() {
        for (language, one, many) in [
            (Language::En, "category to create", "categories to create"),
            (Language::Fr, "catégorie à créer", "catégories à créer"),
        ] {
            let text = text_in(language);
            assert_eq!(text.count("operations-create-category", 1), one);
            assert_eq!(text.count("operations-create-category", 2), many);
        }
        // English counts nothing as several.
        let none = text_in(Language::En).count("operations-unenrol", 0);
        assert_eq!(none, "people to unenrol");
    }

    #[test]
    fn french_signs_in_two_parts_do_not_begin_a_line() {
        let words = files(Language::Fr).concat();
        let lines = words.lines().filter(|line| !line.starts_with('#'));
        let torn: Vec<_> = lines
            .filter(|line| {
                [" ;", " :", " ?", " !", " »"]
                    .iter()
                    .any(|sign| line.contains(sign))
            })
            .collect();
        assert!(
            torn.is_empty(),
            "a no-break space belongs before it: {torn:?}"
        );
    }

    /// The names stand in one place of the core, after an arrow each.
    #[test]
    fn every_operation_can_be_counted_in_both_languages() {
        let source = include_str!("../../core/src/plan/operation.rs");
        let names: Vec<_> = source
            .lines()
            .filter_map(|line| line.trim().split_once(" => \"")?.1.strip_suffix("\","))
            .collect();
        assert!(
            names.contains(&"create_course") && names.len() > 20,
            "{names:?}"
        );
        for language in [Language::En, Language::Fr] {
            let words = counts(language);
            let text = text_in(language);
            for name in &names {
                let name = name.replace('_', "-");
                let id = format!("\noperations-{name} = ");
                assert!(words.contains(&id), "{}: no{id}", language.as_str());
                // The French word for courses has one form.
                let [one, many] = [1, 2].map(|n| text.count(&format!("operations-{name}"), n));
                assert!(one != many || one.starts_with("cours "), "{one}");
            }
        }
    }
}
