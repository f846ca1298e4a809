//! The decision on a plan: approve it, refuse it with a reason, plan again, cancel.

use serde::Serialize;
use toolsync_core::api::{Approve, Phase, Refuse, Role, RunDetail};
use yew::prelude::*;

use crate::api;
use crate::app::use_session;
use crate::pages::parts::Failure;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct DecideProps {
    /// The run.
    pub run: RunDetail,
    /// Called with the run after the decision.
    pub decided: Callback<RunDetail>,
}

/// The buttons of a run, those that the person may press.
#[component]
pub fn Decide(props: &DecideProps) -> Html {
    let text = use_text();
    let session = use_session();
    let failure = use_state(|| None::<api::Failure>);
    let busy = use_state(|| false);
    let refusing = use_state(|| false);
    let phase = props.run.summary.phase;
    let id = props.run.summary.id;

    let sender = Sender {
        id,
        failure: failure.clone(),
        busy: busy.clone(),
        decided: props.decided.clone(),
    };
    let approve = {
        let (sender, fingerprint) = (sender.clone(), props.run.fingerprint.clone());
        Callback::from(move |_: MouseEvent| {
            sender.send(
                "approve",
                Approve {
                    fingerprint: fingerprint.clone(),
                },
            )
        })
    };
    let refuse = {
        let (sender, refusing) = (sender.clone(), refusing.clone());
        Callback::from(move |reason: String| {
            refusing.set(false);
            sender.send("refuse", Refuse { reason });
        })
    };
    let again = {
        let sender = sender.clone();
        Callback::from(move |_: MouseEvent| sender.send("plan", ()))
    };
    let cancel = Callback::from(move |_: MouseEvent| sender.send("cancel", ()));
    let ask = {
        let refusing = refusing.clone();
        Callback::from(move |_: MouseEvent| refusing.set(true))
    };
    let keep = {
        let refusing = refusing.clone();
        Callback::from(move |()| refusing.set(false))
    };

    let person = session.person.as_ref();
    let is_administrator = person.is_some_and(|person| person.role == Role::Administrator);
    let is_submitter = person.is_some_and(|person| person.login == props.run.summary.submitted_by);
    let waits = phase == Phase::AwaitingApproval;
    let cancellable = matches!(
        phase,
        Phase::AwaitingApproval | Phase::Approved | Phase::Executing
    ) && (is_administrator || is_submitter);
    if !waits && !cancellable {
        return html! { <Failure failure={(*failure).clone()} /> };
    }
    html! {
        <section class="card" aria-labelledby="decide-title">
            <h2 id="decide-title">{ text.get(if waits { "decide-title" } else { "decide-running" }) }</h2>
            if waits {
                <p>{ text.get(if props.run.may_approve { "decide-may" } else if is_administrator { "decide-four-eyes" } else { "decide-may-not" }) }</p>
            }
            <Failure failure={(*failure).clone()} />
            if *refusing {
                <Reason {refuse} {keep} />
            } else {
                <div class="buttons">
                    if waits && props.run.may_approve {
                        <button class="primary" onclick={approve} disabled={*busy}>{ text.get("approve") }</button>
                    }
                    if waits && is_administrator {
                        <button onclick={ask} disabled={*busy}>{ text.get("refuse") }</button>
                    }
                    if waits {
                        <button onclick={again} disabled={*busy}>{ text.get("plan-again") }</button>
                    }
                    if cancellable {
                        <button class="danger" onclick={cancel} disabled={*busy}>{ text.get("cancel-run") }</button>
                    }
                </div>
            }
        </section>
    }
}

/// Sends a decision and hands the answer on.
#[derive(Clone)]
struct Sender {
    id: i64,
    failure: UseStateHandle<Option<api::Failure>>,
    busy: UseStateHandle<bool>,
    decided: Callback<RunDetail>,
}

impl Sender {
    fn send<B: Serialize + 'static>(&self, action: &str, body: B) {
        let (this, path) = (self.clone(), format!("/api/runs/{}/{action}", self.id));
        this.busy.set(true);
        wasm_bindgen_futures::spawn_local(async move {
            match api::post::<B, RunDetail>(&path, &body).await {
                Ok(run) => {
                    this.failure.set(None);
                    this.decided.emit(run);
                }
                Err(error) => this.failure.set(Some(error)),
            }
            this.busy.set(false);
        });
    }
}

#[derive(Properties, PartialEq)]
struct ReasonProps {
    refuse: Callback<String>,
    keep: Callback<()>,
}

/// The form that asks why a plan is refused.
#[component]
fn Reason(props: &ReasonProps) -> Html {
    let text = use_text();
    let area = use_node_ref();
    {
        let area = area.clone();
        use_effect_with((), move |()| {
            if let Some(element) = area.cast::<web_sys::HtmlElement>() {
                // A page that cannot take the focus is still usable.
                let _ = element.focus();
            }
        });
    }
    let submit = {
        let (area, refuse) = (area.clone(), props.refuse.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let reason = area
                .cast::<web_sys::HtmlTextAreaElement>()
                .map(|area| area.value())
                .unwrap_or_default();
            if !reason.trim().is_empty() {
                refuse.emit(reason.trim().to_owned());
            }
        })
    };
    let keep = {
        let keep = props.keep.clone();
        Callback::from(move |_: MouseEvent| keep.emit(()))
    };
    html! {
        <form class="stack" onsubmit={submit}>
            <label for="reason">{ text.get("refuse-reason") }</label>
            <textarea id="reason" ref={area} rows="3" required={true} maxlength="2000" />
            <div class="buttons">
                <button class="danger" type="submit">{ text.get("refuse-confirm") }</button>
                <button type="button" onclick={keep}>{ text.get("keep") }</button>
            </div>
        </form>
    }
}
