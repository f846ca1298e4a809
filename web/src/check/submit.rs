//! Submitting the file: what will be sent is shown, then it is sent.

use std::rc::Rc;

use toolsync_core::api::{RunSummary, Submission};
use toolsync_core::finding::Severity;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlDialogElement};
use yew::prelude::*;
use yew_router::prelude::use_navigator;

use crate::api;
use crate::app::Route;
use crate::text::use_text;
use crate::worker::messages::Summary;

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

#[derive(Properties, PartialEq)]
pub struct SubmitProps {
    /// How the file is to be read, and the verdict's digest.
    pub submission: Submission,
    /// Its bytes.
    pub blob: Blob,
    /// The verdict.
    pub summary: Rc<Summary>,
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
        let (submission, blob) = (props.submission.clone(), props.blob.clone());
        let (failure, is_busy, dialog) = (failure.clone(), is_busy.clone(), dialog.clone());
        Callback::from(move |_: MouseEvent| {
            let (submission, blob, dialog) = (submission.clone(), blob.clone(), dialog.clone());
            let (failure, is_busy, navigator) =
                (failure.clone(), is_busy.clone(), navigator.clone());
            is_busy.set(true);
            spawn_local(async move {
                let answer = api::submit::<RunSummary>(&submission, &blob).await;
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
    let verdict = &props.summary.verdict;
    let errors = verdict.count(Severity::Error);
    html! { <>
        <button type="button" class="primary" onclick={ask} disabled={props.obstacle.is_some() || !props.is_current}
            aria-describedby={hint.as_ref().map(|_| "submit-hint")}>{ text.get("check-submit") }</button>
        if let Some(hint) = hint { <span id="submit-hint" class="muted submit-hint">{ hint }</span> }
        <dialog ref={dialog} aria-labelledby="submit-title">
            <h2 id="submit-title">{ text.get("check-submit-title") }</h2>
            <dl class="facts">
                <div><dt>{ text.get("check-submit-file") }</dt><dd>{ &props.submission.name }</dd></div>
                <div><dt>{ text.get("check-submit-site") }</dt><dd>{ props.site.clone() }</dd></div>
                <div><dt>{ text.get("check-kind") }</dt><dd>{ verdict.kind.map(|kind| text.kind(kind)).unwrap_or_default() }</dd></div>
                <div><dt>{ text.get("check-submit-rows") }</dt><dd>{ text.number(verdict.rows) }</dd></div>
            </dl>
            if errors > 0 {
                <p class="notice warning">{ text.count("check-submit-bad", verdict.bad_rows) }</p>
            }
            <p>{ text.get("check-submit-next") }</p>
            if let Some(failure) = &*failure {
                <p class="notice error" role="alert">{ failure.message() }</p>
            }
            <div class="buttons">
                <button type="button" class="primary" disabled={*is_busy} onclick={send}>
                    { text.get(if errors > 0 { "check-submit-anyway" } else { "check-submit" }) }
                </button>
                <button type="button" onclick={close}>{ text.get("check-submit-back") }</button>
            </div>
        </dialog>
    </> }
}
