//! Submitting the file: what will be sent is shown, then it is sent.

use toolsync_core::api::{RunSummary, Submission};
use toolsync_core::kinds::Kind;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlDialogElement};
use yew::prelude::*;
use yew_router::prelude::use_navigator;

use crate::api;
use crate::app::Route;
use crate::check::desk::ToSubmit;
use crate::text::use_text;

/// What keeps a file from being submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Its header cannot be used.
    Header,
    /// Nobody is signed in.
    SignedOut,
    /// No site is chosen.
    NoSite,
}

/// What is sent.
#[derive(Clone, PartialEq)]
pub enum What {
    /// A file: how it is to be read, with the verdict's digest, and its bytes.
    File(Submission, Blob),
    /// Several files.
    Bundle(ToSubmit),
}

#[derive(Properties, PartialEq)]
pub struct SubmitProps {
    /// What is sent.
    pub what: What,
    /// The name of the file, or of all files.
    pub name: AttrValue,
    /// How many rows there are.
    pub rows: u64,
    /// How many of them have errors.
    pub bad_rows: u64,
    /// The kind of the file.
    pub kind: Option<Kind>,
    /// What keeps it from being submitted.
    pub obstacle: Option<Obstacle>,
    /// Whether the verdict is that of these bytes.
    pub is_current: bool,
    /// Full name of the site.
    pub site: AttrValue,
}

/// The button and its question.
#[component]
pub fn Submit(props: &SubmitProps) -> Html {
    let text = use_text();
    let navigator = use_navigator();
    let dialog = use_node_ref();
    let failure = use_state(|| None::<api::Failure>);
    let is_busy = use_state_eq(|| false);
    let hint = props.obstacle.map(|obstacle| match obstacle {
        Obstacle::Header => text.get("check-submit-header"),
        Obstacle::SignedOut => text.get("check-submit-signed-out"),
        Obstacle::NoSite => text.get("check-submit-no-site"),
    });
    let on_dialog = |act: fn(&HtmlDialogElement)| {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                act(&dialog);
            }
        })
    };
    // It throws only when the dialog is open already.
    let ask = on_dialog(|dialog| drop(dialog.show_modal()));
    let close = on_dialog(HtmlDialogElement::close);
    let send = {
        let what = props.what.clone();
        let (failure, is_busy, dialog) = (failure.clone(), is_busy.clone(), dialog.clone());
        Callback::from(move |_: MouseEvent| {
            let (what, dialog) = (what.clone(), dialog.clone());
            let (failure, is_busy, navigator) =
                (failure.clone(), is_busy.clone(), navigator.clone());
            is_busy.set(true);
            spawn_local(async move {
                let answer = match &what {
                    What::File(submission, blob) => {
                        api::submit::<RunSummary>(submission, blob).await
                    }
                    What::Bundle(bundle) => {
                        api::submit_bundle(&bundle.submission, &bundle.parts, &bundle.blobs).await
                    }
                };
                is_busy.set(false);
                match answer {
                    Ok(run) => {
                        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                            dialog.close();
                        }
                        if let Some(navigator) = navigator {
                            navigator.push(&Route::Run { id: run.id });
                        }
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };
    let bad_rows = props.bad_rows;
    let (title, files) = match &props.what {
        What::File(..) => (text.get("check-submit-title"), "check-submit-file"),
        What::Bundle(bundle) => (
            text.count("check-submit-title-files", bundle.parts.len() as u64),
            "check-submit-files",
        ),
    };
    html! { <>
        <button type="button" class="primary" onclick={ask} disabled={props.obstacle.is_some() || !props.is_current}
            aria-describedby={hint.as_ref().map(|_| "submit-hint")}>{ text.get("check-submit") }</button>
        if let Some(hint) = hint { <span id="submit-hint" class="muted submit-hint">{ hint }</span> }
        <dialog ref={dialog} aria-labelledby="submit-title">
            <h2 id="submit-title">{ title }</h2>
            <dl class="facts">
                <div><dt>{ text.get(files) }</dt><dd>{ &props.name }</dd></div>
                <div><dt>{ text.get("check-submit-site") }</dt><dd>{ props.site.clone() }</dd></div>
                if let Some(kind) = props.kind { <div><dt>{ text.get("check-kind") }</dt><dd>{ text.kind(kind) }</dd></div> }
                <div><dt>{ text.get("check-submit-rows") }</dt><dd>{ text.number(props.rows) }</dd></div>
            </dl>
            if bad_rows > 0 {
                <p class="notice warning">{ text.count("check-submit-bad", bad_rows) }</p>
            }
            <p>{ text.get("check-submit-next") }</p>
            if let Some(failure) = &*failure {
                <p class="notice error" role="alert">{ failure.message() }</p>
            }
            <div class="buttons">
                <button type="button" class="primary" disabled={*is_busy} onclick={send}>
                    { text.get(if bad_rows > 0 { "check-submit-anyway" } else { "check-submit" }) }
                </button>
                <button type="button" onclick={close}>{ text.get("check-submit-back") }</button>
            </div>
        </dialog>
    </> }
}
