//! What the page asks of the browser around it: remembered choices, language, colours, title, timers.

use std::str::FromStr;

use toolsync_core::messages::Language;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, HtmlElement};
use yew::NodeRef;

/// Names in the local storage.
const LANGUAGE: &str = "toolsync-language";
const THEME: &str = "toolsync-theme";

/// Colours of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system has them.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every choice, in the order in which the switch goes through them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of this name; the system's for any other.
    pub fn named(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.as_str() == name)
            .unwrap_or_default()
    }
}

/// The document of the page; none in the worker.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<HtmlElement> {
    document()?.document_element()?.dyn_into().ok()
}

fn remembered(name: &str) -> Option<String> {
    // Storage may be closed to the page (private windows, policies): nothing is remembered then.
    web_sys::window()?
        .local_storage()
        .ok()??
        .get_item(name)
        .ok()?
}

fn remember(name: &str, value: &str) {
    if let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) {
        // A full or closed storage only means that the choice is asked for again.
        let _ = storage.set_item(name, value);
    }
}

/// The language chosen before, or else the browser's, or else English.
pub fn preferred_language() -> Language {
    if let Some(language) = remembered(LANGUAGE).and_then(|name| Language::from_str(&name).ok()) {
        return language;
    }
    let browser = web_sys::window().and_then(|window| window.navigator().language());
    browser
        .and_then(|tag| Language::from_str(tag.split('-').next()?).ok())
        .unwrap_or_default()
}

/// Says to the browser (and to screen readers) which language the page is in, and remembers it.
pub fn set_language(language: Language) {
    remember(LANGUAGE, language.as_str());
    if let Some(root) = root() {
        root.set_lang(language.as_str());
    }
}

/// The language that the page is in.
pub fn current_language() -> Language {
    root()
        .and_then(|root| Language::from_str(&root.lang()).ok())
        .unwrap_or_default()
}

/// The theme chosen before.
pub fn preferred_theme() -> Theme {
    remembered(THEME)
        .map(|name| Theme::named(&name))
        .unwrap_or_default()
}

/// Puts the page in these colours, and remembers them.
pub fn set_theme(theme: Theme) {
    remember(THEME, theme.as_str());
    if let Some(root) = root() {
        // Setting an attribute of the document's own element fails for malformed names only.
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
}

/// Says, in every language, that the texts of the page did not come: there is nothing else to say anything with.
pub fn say_without_texts() {
    if let Some(body) = document().and_then(|document| document.body()) {
        body.set_text_content(Some(
            "The page could not be loaded. Load it again. – La page n’a pas pu être chargée. Rechargez-la.",
        ));
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the keyboard's focus to the element of this id.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot have the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Calls `then` once, after so many milliseconds.
pub fn after(milliseconds: i32, then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    if let Some(window) = web_sys::window() {
        // Without timers there is nothing to wait with: the call is lost, as it would be when the page closes.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            then.unchecked_ref(),
            milliseconds,
        );
    }
}

/// Sets a property of style on an element that is shown. (The page's policy forbids style attributes in its text, not this.)
pub fn set_style(node: &NodeRef, property: &str, value: &str) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // It fails for read-only sheets only.
        let _ = element.style().set_property(property, value);
    }
}
