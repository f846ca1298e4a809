//! The undo of a run that has ended: how far, why not further, its files. Asked for by a button, since the server plans the whole way back.

use toolsync_core::api::{Phase, Role, RunSummary, UndoDetail};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::Link;

use crate::api;
use crate::app::{Route, use_session};
use crate::pages::parts::Failure;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct UndoProps {
    /// Number of the run.
    pub id: i64,
    /// Where it stands.
    pub phase: Phase,
    /// How many of its rows took effect.
    pub done: u64,
}

/// What can be taken back of a run.
#[component]
pub fn Undo(props: &UndoProps) -> Html {
    let text = use_text();
    let session = use_session();
    let undo = use_state(|| None::<UndoDetail>);
    let submitted = use_state(|| None::<RunSummary>);
    let failure = use_state(|| None::<api::Failure>);
    let busy = use_state(|| false);
    let ended = matches!(props.phase, Phase::Finished | Phase::Cancelled);
    if !ended || props.done == 0 {
        return Html::default();
    }
    let path = format!("/api/runs/{}/undo", props.id);
    let look = {
        let (undo, failure, busy, path) =
            (undo.clone(), failure.clone(), busy.clone(), path.clone());
        Callback::from(move |_: MouseEvent| {
            let (undo, failure, busy, path) =
                (undo.clone(), failure.clone(), busy.clone(), path.clone());
            busy.set(true);
            spawn_local(async move {
                match api::get(&path).await {
                    Ok(detail) => undo.set(Some(detail)),
                    Err(error) => failure.set(Some(error)),
                }
                busy.set(false);
            });
        })
    };
    let submit = {
        let (submitted, failure, busy, path) = (
            submitted.clone(),
            failure.clone(),
            busy.clone(),
            path.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let (submitted, failure, busy, path) = (
                submitted.clone(),
                failure.clone(),
                busy.clone(),
                path.clone(),
            );
            busy.set(true);
            spawn_local(async move {
                match api::post(&path, &()).await {
                    Ok(run) => submitted.set(Some(run)),
                    Err(error) => failure.set(Some(error)),
                }
                busy.set(false);
            });
        })
    };
    let person = session.person.as_ref();
    let is_administrator = person.is_some_and(|person| person.role == Role::Administrator);
    html! {
        <section class="card" aria-labelledby="undo-title">
            <h2 id="undo-title">{ text.get("undo-title") }</h2>
            <p class="muted">{ text.get("undo-hint") }</p>
            <Failure failure={(*failure).clone()} />
            { match &*undo {
                None => html! { <button disabled={*busy} onclick={look}>{ text.get("undo-look") }</button> },
                Some(detail) => html! { <>
                    <Grades detail={detail.clone()} path={path.clone()} />
                    { match &*submitted {
                        Some(run) => html! {
                            <p role="status">{ text.get("undo-submitted") }{ " " }<Link<Route> to={Route::Run { id: run.id }}>{ format!("#{}", run.id) }</Link<Route>></p>
                        },
                        None if is_administrator && !detail.files.is_empty() => html! {
                            <button disabled={*busy} onclick={submit}>{ text.get("undo-submit") }</button>
                        },
                        None => Html::default(),
                    } }
                </> },
            } }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct GradesProps {
    detail: UndoDetail,
    /// Where the undo is asked for.
    path: String,
}

/// The counts, the rows that are not fully undone, and the downloads.
#[component]
fn Grades(props: &GradesProps) -> Html {
    let text = use_text();
    let detail = &props.detail;
    let counts = [
        ("fully", detail.fully),
        ("partly", detail.partly),
        ("not", detail.not),
    ];
    let counts = counts.map(|(grade, count)| {
        html! { <div><dt>{ text.get(&format!("undo-{grade}")) }</dt><dd>{ count }</dd></div> }
    });
    let rows = detail.rows.iter().map(|row| {
        let reasons = row
            .reasons
            .iter()
            .map(|reason| html! { <li>{ reason }</li> });
        let line = text.with(
            if row.file.is_empty() {
                "undo-row"
            } else {
                "undo-row-of-file"
            },
            &[
                ("file", row.file.clone()),
                ("line", row.line.to_string()),
                ("subject", row.subject.clone()),
                ("grade", row.grade.clone()),
            ],
        );
        html! { <li>{ line }<ul>{ for reasons }</ul></li> }
    });
    let language = text.language().as_str();
    let set = detail
        .settings
        .iter()
        .map(|(key, value)| format!("{key}={value}"));
    let set: Vec<String> = set.collect();
    let more = detail.partly + detail.not > detail.rows.len() as u64;
    html! { <>
        <dl class="facts">{ for counts }</dl>
        if !detail.rows.is_empty() {
            <ul class="undo-rows">{ for rows }</ul>
        }
        if more { <p class="muted">{ text.get("undo-more") }</p> }
        <ul class="downloads">
            if !detail.files.is_empty() {
                <li><a class="button primary" href={format!("{}.zip", props.path)} download="">{ text.get("undo-download") }</a>
                    if !set.is_empty() {
                        <p class="muted">{ text.with("undo-settings", &[("settings", set.join(", "))]) }</p>
                    }
                </li>
            }
            <li><a href={format!("{}.csv?lang={language}", props.path)} download="">{ text.get("undo-list") }</a></li>
        </ul>
    </> }
}
