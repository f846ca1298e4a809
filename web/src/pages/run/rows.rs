//! The rows of a run: what is planned, old → new, and how each line ended.

use toolsync_core::api::{Phase, RowPage, RunRow};
use toolsync_core::finding::Finding;
use toolsync_core::plan::Decision;
use toolsync_core::report::State;
use yew::prelude::*;

use super::decision_name;
use crate::api;
use crate::pages::parts::Failure;
use crate::text::{Text, use_text};
use crate::time::with_local_moments;

/// Rows on one page of the table.
const PAGE: u64 = 50;

#[derive(Properties, PartialEq)]
pub struct RowsProps {
    /// Number of the run.
    pub id: i64,
    /// The place of the file that is looked at.
    pub file: usize,
    /// Where the run is; the rows are asked for again when it moves on.
    pub phase: Phase,
    /// Rows that have an outcome, for the same purpose.
    pub finished: u64,
    /// Fingerprint of the plan, for the same purpose.
    pub fingerprint: String,
    /// Whether the file is an archive, the rows of which are its entries.
    pub is_archive: bool,
}

/// A choice speaks of several rows.
const MANY: u64 = 2;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Filter {
    #[default]
    All,
    Decision(Decision),
    State(State),
}

impl Filter {
    fn query(self) -> String {
        match self {
            Self::All => String::new(),
            Self::Decision(decision) => format!("&decision={}", decision_name(decision)),
            Self::State(state) => format!("&state={}", state.as_str()),
        }
    }

    fn label(self, text: &Text) -> String {
        match self {
            Self::All => text.get("rows-all"),
            Self::Decision(decision) => {
                text.count(&format!("decision-{}", decision_name(decision)), MANY)
            }
            Self::State(state) => text.state(state),
        }
    }

    /// What can be chosen: by plan until there are outcomes, then by outcome.
    fn choices(phase: Phase) -> Vec<Self> {
        let mut choices = vec![Self::All];
        if matches!(phase, Phase::Executing | Phase::Finished | Phase::Cancelled) {
            choices.extend(State::ALL.iter().map(|&state| Self::State(state)));
        } else {
            choices.extend(
                [Decision::Change, Decision::Unchanged, Decision::Refused].map(Self::Decision),
            );
        }
        choices
    }
}

/// The table of rows, a page at a time.
#[component]
pub fn Rows(props: &RowsProps) -> Html {
    let text = use_text();
    let page = use_state(|| None::<RowPage>);
    let failure = use_state(|| None::<api::Failure>);
    let filter = use_state(Filter::default);
    let from = use_state(|| 0_u64);
    {
        let from = from.clone();
        use_effect_with(props.file, move |_| from.set(0));
    }
    {
        let (page, failure) = (page.clone(), failure.clone());
        // Twenty times in the course of a run is often enough for rows that few people watch one by one.
        let step = props.finished / 50;
        use_effect_with(
            (
                (props.id, props.file),
                (props.phase, text.language()),
                step,
                props.fingerprint.clone(),
                *filter,
                *from,
            ),
            move |((id, file), _, _, _, filter, from)| {
                let path = format!(
                    "/api/runs/{id}/rows?file={file}&from={from}&limit={PAGE}{}",
                    filter.query()
                );
                wasm_bindgen_futures::spawn_local(async move {
                    match api::get::<RowPage>(&path).await {
                        Ok(rows) => {
                            page.set(Some(rows));
                            failure.set(None);
                        }
                        Err(error) => failure.set(Some(error)),
                    }
                });
            },
        );
    }
    if matches!(props.phase, Phase::Submitted | Phase::Rejected) {
        return Html::default();
    }
    let choices = Filter::choices(props.phase).into_iter().map(|choice| {
        let (filter, from) = (filter.clone(), from.clone());
        let pressed = *filter == choice;
        let choose = Callback::from(move |_: MouseEvent| {
            filter.set(choice);
            from.set(0);
        });
        html! { <button class="chip" aria-pressed={pressed.to_string()} onclick={choose}>{ choice.label(&text) }</button> }
    });
    html! {
        <section class="card" aria-labelledby="rows-title">
            <h2 id="rows-title">{ text.get("rows-title") }</h2>
            <div class="chips" role="group" aria-label={text.get("rows-filter")}>{ for choices }</div>
            <Failure failure={(*failure).clone()} />
            { match &*page {
                None => html! { <p class="muted" role="status">{ text.get("loading") }</p> },
                Some(page) if page.rows.is_empty() => html! { <p class="muted">{ text.get("rows-none") }</p> },
                Some(page) => table(&text, page, props.is_archive),
            } }
            { page.as_ref().map(|page| pager(&text, page.total, &from)) }
        </section>
    }
}

fn table(text: &Text, page: &RowPage, is_archive: bool) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={text.get("row-what")}>
            <table class="list rows">
                <thead><tr>
                    <th scope="col">{ text.get(if is_archive { "row-number" } else { "row-line" }) }</th>
                    <th scope="col">{ text.get(if is_archive { "row-entry" } else { "row-subject" }) }</th>
                    <th scope="col">{ text.get("row-state") }</th>
                    <th scope="col">{ text.get("row-what") }</th>
                </tr></thead>
                <tbody>{ for page.rows.iter().map(|row| line(text, row)) }</tbody>
            </table>
        </div>
    }
}

fn line(text: &Text, row: &RunRow) -> Html {
    let (class, label) = match row.state {
        Some(state) => (format!("state-{}", state.as_str()), text.state(state)),
        None => {
            let name = decision_name(row.decision);
            (
                format!("decision-{name}"),
                text.count(&format!("decision-{name}"), 1),
            )
        }
    };
    let operations = row.operations.iter().map(|operation| {
        let details = operation.details.iter();
        html! {
            <li>
                { &operation.text }
                if !operation.details.is_empty() {
                    <ul class="changes">{ for details.map(|detail| html! { <li>{ with_local_moments(detail, text.language()) }</li> }) }</ul>
                }
            </li>
        }
    });
    html! {
        <tr key={row.start.to_string()}>
            <td class="number">{ row.line }</td>
            <th scope="row">{ &row.subject }</th>
            <td><span class={classes!("badge", class)}>{ label }</span></td>
            <td>
                <ul class="what">
                    { for row.findings.iter().map(|finding| remark(text, finding)) }
                    { for operations }
                </ul>
            </td>
        </tr>
    }
}

fn remark(text: &Text, finding: &Finding) -> Html {
    let seed = finding
        .code
        .seed_code()
        .map(|code| format!(" ({})", code.to_string().replace('-', "−")));
    let cell = finding
        .cell
        .as_ref()
        .map(|cell| html! { <><b>{ cell }</b>{ " " }</> });
    html! { <li class={classes!("remark", finding.severity().as_str())}>{ for cell }{ text.finding(finding) }{ seed }</li> }
}

fn pager(text: &Text, total: u64, from: &UseStateHandle<u64>) -> Html {
    if total <= PAGE {
        return Html::default();
    }
    let start = **from;
    let go = |to: u64| {
        let from = from.clone();
        Callback::from(move |_: MouseEvent| from.set(to))
    };
    let place = text.with(
        "rows-place",
        &[
            ("first", text.number(start + 1)),
            ("last", text.number((start + PAGE).min(total))),
            ("total", text.number(total)),
        ],
    );
    html! {
        <nav class="pager" aria-label={text.get("rows-pages")}>
            <button onclick={go(start.saturating_sub(PAGE))} disabled={start == 0}>{ text.get("previous") }</button>
            <span aria-live="polite">{ place }</span>
            <button onclick={go(start + PAGE)} disabled={start + PAGE >= total}>{ text.get("next") }</button>
        </nav>
    }
}
