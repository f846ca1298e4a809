//! Moments and rounds: what pages need of the clock.

use std::future::Future;

use toolsync_core::messages::Language;
use wasm_bindgen::JsValue;

/// An RFC 3339 moment as the person's own clock and language say it.
pub fn local(moment: &str, language: Language) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(moment));
    if date.get_time().is_nan() {
        return moment.to_owned();
    }
    // The month in words: figures alone are read differently on the two sides of the Atlantic.
    let style = style(&[("dateStyle", "medium"), ("timeStyle", "short")]);
    date.to_locale_string(language.as_str(), &style).into()
}

/// A change in words (`startdate: 2026-09-06T22:00:00Z`) with its moments as [`local`] says them: a day that begins somewhere is another day in
/// the time of Greenwich. Texts, which stand between quotation marks, stay what they are.
pub fn with_local_moments(change: &str, language: Language) -> String {
    if change.contains('"') {
        return change.to_owned();
    }
    let words = change.split(' ').map(|word| match word.as_bytes() {
        [.., b'T', _, _, b':', _, _, b':', _, _, b'Z'] => local(word, language),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The day of a moment in Unix seconds, as the language says it.
pub fn day(seconds: i64, language: Language) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    let style = style(&[("dateStyle", "medium")]);
    date.to_locale_date_string(language.as_str(), &style).into()
}

/// How the browser is to write a moment.
fn style(parts: &[(&str, &str)]) -> JsValue {
    let style = js_sys::Object::new();
    for (name, value) in parts {
        // An object of our own takes every property.
        let _ = js_sys::Reflect::set(&style, &(*name).into(), &(*value).into());
    }
    style.into()
}

/// Calls `round` at once and then every `pause` milliseconds while it answers true, until the value returned is dropped.
/// A page hands that value to Yew as an effect's destructor.
pub fn every<F, R>(pause: u32, round: F) -> impl FnOnce()
where
    F: Fn() -> R + 'static,
    R: Future<Output = bool> + 'static,
{
    let alive = std::rc::Rc::new(std::cell::Cell::new(true));
    let watched = alive.clone();
    wasm_bindgen_futures::spawn_local(async move {
        while watched.get() && round().await {
            sleep(pause).await;
        }
    });
    move || alive.set(false)
}

/// Waits so many milliseconds.
pub async fn sleep(milliseconds: u32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let delay = i32::try_from(milliseconds).unwrap_or(i32::MAX);
            // Without a timer the promise would never resolve, and the round would just end: nothing to mend here.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, delay);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
