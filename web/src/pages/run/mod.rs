//! The page of one run: what the plan would do, the decision, the progress, and how each line ended.

mod decide;
mod downloads;
mod existence;
mod files;
mod pictures;
mod rows;
mod undo;

use toolsync_core::api::{Phase, RunDetail};
use toolsync_core::kinds::Kind;
use toolsync_core::plan::Decision;
use yew::prelude::*;

use crate::api;
use crate::pages::parts::{Failure, PhaseBadge, TotalsLine};
use crate::text::{Text, use_text};
use crate::time::{every, local};
use decide::Decide;
use downloads::Downloads;
use existence::Answer;
use files::Files;
use pictures::Pictures;
use rows::Rows;
use undo::Undo;

/// How often a run that moves is asked for again, in milliseconds.
const REFRESH: u32 = 700;

#[derive(Properties, PartialEq)]
pub struct RunProps {
    /// Its number.
    pub id: i64,
}

/// One run.
#[component]
pub fn Run(props: &RunProps) -> Html {
    let text = use_text();
    let run = use_state(|| None::<RunDetail>);
    let failure = use_state(|| None::<api::Failure>);
    // The file that is looked at, of those of a bundle.
    let file = use_state_eq(|| 0_usize);
    let choose = {
        let file = file.clone();
        Callback::from(move |place| file.set(place))
    };
    // Counted up after a decision, so that the page asks again even when the run rested before.
    let round = use_state(|| 0_u32);
    {
        let (run, failure) = (run.clone(), failure.clone());
        use_effect_with((props.id, *round), move |&(id, _)| {
            every(REFRESH, move || {
                let (run, failure) = (run.clone(), failure.clone());
                async move {
                    match api::get::<RunDetail>(&format!("/api/runs/{id}")).await {
                        Ok(detail) => {
                            let moves = moves(detail.summary.phase);
                            run.set(Some(detail));
                            failure.set(None);
                            moves
                        }
                        Err(error) => {
                            failure.set(Some(error));
                            true
                        }
                    }
                }
            })
        });
    }
    let decided = {
        let (run, round) = (run.clone(), round.clone());
        Callback::from(move |detail: RunDetail| {
            run.set(Some(detail));
            round.set(*round + 1);
        })
    };
    let looked_at = run.as_ref().and_then(|run| run.files.get(*file));
    let is_archive = looked_at.is_some_and(|file| file.kind.is_some_and(Kind::is_archive));
    html! {
        <section class="page">
            <Failure failure={(*failure).clone()} />
            { match &*run {
                None => html! { <p class="muted" role="status">{ text.get("loading") }</p> },
                Some(detail) => html! { <>
                    <Head run={detail.clone()} />
                    <Progress run={detail.clone()} />
                    <PlanSummary run={detail.clone()} />
                    <Decide run={detail.clone()} {decided} />
                    <Files run={detail.clone()} chosen={*file} {choose} />
                    if detail.files.get(*file).is_some_and(|file| file.kind == Some(Kind::CourseChecks)) {
                        <Answer id={props.id} file={*file} phase={detail.summary.phase} />
                    }
                    if let Some(of) = detail.files.get(*file).filter(|_| is_archive) {
                        <Pictures id={props.id} file={*file} of={of.clone()} phase={detail.summary.phase} fingerprint={detail.fingerprint.clone()} />
                    }
                    <Downloads run={detail.clone()} file={*file} />
                    <Undo id={props.id} phase={detail.summary.phase} done={detail.summary.totals.done} />
                    <Rows id={props.id} file={*file} phase={detail.summary.phase} finished={detail.summary.finished_rows} fingerprint={detail.fingerprint.clone()} {is_archive} />
                </> },
            } }
        </section>
    }
}

/// The files of a run by the name of the first.
pub fn names(text: &Text, files: &[String]) -> String {
    match files {
        [] => String::new(),
        [file] => file.clone(),
        [first, others @ ..] => {
            let count = others.len() as u64;
            let form = text.form(count).to_owned();
            text.with(
                "run-files-more",
                &[
                    ("file", first.clone()),
                    ("n", text.number(count)),
                    ("form", form),
                ],
            )
        }
    }
}

/// Whether the run changes without anybody's doing.
fn moves(phase: Phase) -> bool {
    matches!(phase, Phase::Submitted | Phase::Approved | Phase::Executing)
}

#[derive(Properties, PartialEq)]
struct PartProps {
    run: RunDetail,
}

#[component]
fn Head(props: &PartProps) -> Html {
    let text = use_text();
    let RunDetail {
        summary,
        decided_by,
        decided_at,
        reason,
        started_at,
        finished_at,
        files,
        ..
    } = &props.run;
    let is_bundle = files.len() > 1;
    let first = files.first().and_then(|file| file.verdict.as_ref());
    let sheet = first.and_then(|verdict| verdict.sheet.as_ref());
    let title = names(&text, &summary.files);
    let fact =
        |id: &str, value: Html| html! { <div><dt>{ text.get(id) }</dt><dd>{ value }</dd></div> };
    let moment = |id: &str, at: &str| {
        if at.is_empty() {
            Html::default()
        } else {
            fact(
                id,
                html! { <time datetime={at.to_owned()}>{ local(at, text.language()) }</time> },
            )
        }
    };
    html! { <>
        <header class="run-head">
            <h1>{ title }<span class="muted">{ format!(" #{}", summary.id) }</span></h1>
            <PhaseBadge phase={summary.phase} />
        </header>
        <dl class="facts">
            if !is_bundle {
                { fact("run-kind", html! { { summary.kind.map_or_else(|| text.get("unknown"), |kind| text.kind(kind)) } }) }
                if let Some(sheet) = sheet { { fact("run-sheet", html! { { &sheet.name } }) } }
            }
            { fact("run-site", html! { { &summary.site } }) }
            { fact("run-submitted-by", html! { { &summary.submitted_by } }) }
            { moment("run-submitted-at", &summary.submitted_at) }
            if !decided_by.is_empty() { { fact("run-decided-by", html! { { decided_by } }) } }
            { moment("run-decided-at", decided_at) }
            { moment("run-started-at", started_at) }
            { moment("run-finished-at", finished_at) }
        </dl>
        if !reason.is_empty() {
            <p class="notice error"><b>{ text.get("run-reason") }</b>{ " " }{ reason }</p>
        }
    </> }
}

#[component]
fn Progress(props: &PartProps) -> Html {
    let text = use_text();
    let summary = &props.run.summary;
    let done = match summary.phase {
        Phase::Submitted => {
            return html! { <p class="notice" role="status">{ text.get("run-being-planned") }</p> };
        }
        Phase::Approved => {
            return html! { <p class="notice" role="status">{ text.get("run-waits-its-turn") }</p> };
        }
        Phase::Executing | Phase::Finished | Phase::Cancelled => summary.finished_rows,
        Phase::AwaitingApproval | Phase::Refused | Phase::Rejected => return Html::default(),
    };
    let label = text.with(
        "run-progress",
        &[
            ("done", text.number(done)),
            ("rows", text.number(summary.rows)),
        ],
    );
    html! {
        <div class="progress-block">
            if summary.phase == Phase::Executing {
                <progress max={summary.rows.to_string()} value={done.to_string()} aria-label={label.clone()} />
                <p aria-live="polite">{ label }</p>
            }
            <TotalsLine totals={summary.totals} rows={summary.rows} />
        </div>
    }
}

#[component]
fn PlanSummary(props: &PartProps) -> Html {
    let text = use_text();
    if matches!(props.run.summary.phase, Phase::Submitted | Phase::Rejected) {
        return Html::default();
    }
    let plan = &props.run.plan;
    let title = match props.run.summary.phase {
        Phase::Finished | Phase::Cancelled => "plan-title-past",
        _ => "plan-title",
    };
    let tile = |decision: Decision, count: u64| {
        let name = decision_name(decision);
        html! {
            <li class={classes!("tile", format!("decision-{name}"))}>
                <b>{ text.number(count) }</b>
                <span>{ text.count(&format!("decision-{name}-rows"), count) }</span>
            </li>
        }
    };
    let operations = plan.operations.iter().map(|(name, count)| {
        html! { <li><b>{ text.number(*count) }</b>{ " " }{ operation_name(&text, name, *count) }</li> }
    });
    html! {
        <section class="card" aria-labelledby="plan-title">
            <h2 id="plan-title">{ text.get(title) }</h2>
            <ul class="tiles">
                { tile(Decision::Change, plan.change) }
                { tile(Decision::Unchanged, plan.unchanged) }
                { tile(Decision::Refused, plan.refused) }
            </ul>
            if !plan.operations.is_empty() {
                <h3>{ text.get("plan-operations") }</h3>
                <ul class="operations">{ for operations }</ul>
            }
        </section>
    }
}

/// The stable name of a decision, as in text ids and class names.
fn decision_name(decision: Decision) -> &'static str {
    match decision {
        Decision::Change => "change",
        Decision::Unchanged => "unchanged",
        Decision::Refused => "refused",
    }
}

/// What so many operations of a type do.
fn operation_name(text: &Text, name: &str, count: u64) -> String {
    text.count(&format!("operations-{}", name.replace('_', "-")), count)
}
