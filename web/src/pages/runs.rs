//! The Runs page: every file that was submitted, newest first.

use toolsync_core::api::RunSummary;
use yew::prelude::*;
use yew_router::prelude::Link;

use crate::api;
use crate::app::Route;
use crate::pages::parts::{Failure, PhaseBadge, TotalsLine};
use crate::text::use_text;
use crate::time::{every, local};

/// How often the list is asked for again, in milliseconds.
const REFRESH: u32 = 3_000;

/// The list of runs.
#[component]
pub fn Runs() -> Html {
    let text = use_text();
    let runs = use_state(|| None::<Vec<RunSummary>>);
    let failure = use_state(|| None::<api::Failure>);
    {
        let (runs, failure) = (runs.clone(), failure.clone());
        use_effect_with((), move |()| {
            every(REFRESH, move || {
                let (runs, failure) = (runs.clone(), failure.clone());
                async move {
                    match api::get::<Vec<RunSummary>>("/api/runs").await {
                        Ok(list) => {
                            runs.set(Some(list));
                            failure.set(None);
                        }
                        Err(error) => failure.set(Some(error)),
                    }
                    true
                }
            })
        });
    }
    html! {
        <section class="page">
            <h1>{ text.get("runs-title") }</h1>
            <p class="lead">{ text.get("runs-lead") }</p>
            <Failure failure={(*failure).clone()} />
            { match runs.as_deref() {
                None => html! { <p class="muted" role="status">{ text.get("loading") }</p> },
                Some([]) => html! {
                    <div class="empty">
                        <p>{ text.get("runs-empty") }</p>
                        <Link<Route> to={Route::Check} classes="button">{ text.get("runs-empty-action") }</Link<Route>>
                    </div>
                },
                Some(list) => html! { <RunTable runs={list.to_vec()} /> },
            } }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct RunTableProps {
    runs: Vec<RunSummary>,
}

#[component]
fn RunTable(props: &RunTableProps) -> Html {
    let text = use_text();
    let rows = props.runs.iter().map(|run| {
        html! {
            <tr key={run.id}>
                <th scope="row">
                    <Link<Route> to={Route::Run { id: run.id }}>{ super::run::names(&text, &run.files) }</Link<Route>>
                    <span class="muted">{ format!(" #{}", run.id) }</span>
                </th>
                <td>{ run.kind.map(|kind| text.kind(kind)).unwrap_or_default() }</td>
                <td>{ &run.site }</td>
                <td><PhaseBadge phase={run.phase} /></td>
                <td><TotalsLine totals={run.totals} rows={run.rows} /></td>
                <td>{ &run.submitted_by }</td>
                <td><time datetime={run.submitted_at.clone()}>{ local(&run.submitted_at, text.language()) }</time></td>
            </tr>
        }
    });
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={text.get("runs-title")}>
            <table class="list">
                <thead>
                    <tr>
                        <th scope="col">{ text.get("run-file") }</th>
                        <th scope="col">{ text.get("run-kind") }</th>
                        <th scope="col">{ text.get("run-site") }</th>
                        <th scope="col">{ text.get("run-phase") }</th>
                        <th scope="col">{ text.get("run-rows") }</th>
                        <th scope="col">{ text.get("run-submitted-by") }</th>
                        <th scope="col">{ text.get("run-submitted-at") }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
