//! The empty desk: what this is, where to put a file, and something to try.

use toolsync_core::kinds::Kind;
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileList, HtmlInputElement};
use yew::prelude::*;

use crate::text::use_text;

/// Small files with mistakes, to see what happens.
const SAMPLES: [(Kind, &str, &str); 2] = [
    (
        Kind::Users,
        "sample-users.csv",
        include_str!("../../sample-users.csv"),
    ),
    (
        Kind::Courses,
        "sample-courses.csv",
        include_str!("../../sample-courses.csv"),
    ),
];

#[derive(Properties, PartialEq)]
pub struct StartProps {
    /// Called with the names and the bytes of the files chosen.
    pub open: Callback<Vec<(String, Blob)>>,
}

/// Drop zone, picker, kinds and samples.
#[component]
pub fn Start(props: &StartProps) -> Html {
    let text = use_text();
    let samples = SAMPLES.map(|(kind, name, content)| {
        let open = {
            let open = props.open.clone();
            Callback::from(move |_: MouseEvent| {
                let parts = js_sys::Array::of1(&JsValue::from_str(content));
                if let Ok(blob) = Blob::new_with_str_sequence(&parts) {
                    open.emit(vec![(name.to_owned(), blob)]);
                }
            })
        };
        html! { <button type="button" onclick={open}>{ text.with("check-sample", &[("kind", text.kind(kind))]) }</button> }
    });
    let kinds = Kind::ALL.iter().map(|&kind| {
        html! { <div><dt>{ text.kind(kind) }</dt><dd>{ text.kind_explanation(kind) }</dd></div> }
    });
    html! {
        <div class="start">
            <div class="zone">
                <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true"><path d="M24 32V8m-9 9 9-9 9 9M8 30v8a3 3 0 0 0 3 3h26a3 3 0 0 0 3-3v-8" /></svg>
                <p class="zone-title">{ text.get("check-drop") }</p>
                <Picker open={props.open.clone()} label={text.get("check-pick")} primary=true />
                <p class="muted">{ text.get("check-promise") }</p>
            </div>
            <section class="samples" aria-labelledby="samples-title">
                <h2 id="samples-title">{ text.get("check-samples") }</h2>
                <p class="muted">{ text.get("check-samples-lead") }</p>
                <div class="buttons">{ for samples }</div>
            </section>
            <section aria-labelledby="kinds-title">
                <h2 id="kinds-title">{ text.get("check-kinds") }</h2>
                <dl class="kinds">{ for kinds }</dl>
            </section>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PickerProps {
    /// As [`StartProps::open`].
    pub open: Callback<Vec<(String, Blob)>>,
    /// What the button says.
    pub label: AttrValue,
    /// Whether this is what one comes to the page for.
    #[prop_or_default]
    pub primary: bool,
}

/// A button that opens the system's file picker.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let input = use_node_ref();
    let pick = {
        let open = props.open.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let files = input.files().map(named).unwrap_or_default();
            if !files.is_empty() {
                open.emit(files);
            }
            // The same file can be picked again after it was changed outside.
            input.set_value("");
        })
    };
    let ask = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    html! { <>
        <input ref={input} class="visually-hidden" type="file" multiple=true accept=".csv,.txt,.tsv,.xlsx,.ods,.zip,text/csv,text/plain,application/zip" tabindex="-1" aria-hidden="true" onchange={pick} />
        <button type="button" class={props.primary.then_some("primary")} onclick={ask}>{ props.label.clone() }</button>
    </> }
}

/// Files as the desk takes them.
pub fn named(files: FileList) -> Vec<(String, Blob)> {
    let files = (0..files.length()).filter_map(|index| files.get(index));
    files.map(|file| (file.name(), file.into())).collect()
}
