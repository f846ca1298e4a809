//! The list of findings: grouped by code, filtered, each with its way to the row and its fix.

use std::rc::Rc;

use toolsync_core::finding::{FixAction, Grade, Severity};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use yew_router::prelude::Link;

use crate::app::Route;
use crate::text::use_text;
use crate::worker::messages::{FindingPage, FindingView, Group, Mend, Query, Summary};

#[derive(Properties, PartialEq)]
pub struct FindingsProps {
    /// The verdict.
    pub summary: Rc<Summary>,
    /// What is asked for.
    pub query: Query,
    /// What was found.
    pub found: Rc<FindingPage>,
    /// How many more findings of a group are listed at each asking.
    pub step: u32,
    /// Called to list others.
    pub ask: Callback<Query>,
    /// Called to apply fixes together.
    pub mend: Callback<Mend>,
    /// Called to apply the fix of one.
    pub fix: Callback<FindingView>,
    /// Called with row and column to go to.
    pub show: Callback<(u32, u32)>,
}

/// Filters and groups.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let text = use_text();
    let groups = props.found.groups.iter().map(|group| {
        html! {
            <FindingGroup key={group.code.as_str()} group={group.clone()} query={props.query.clone()} step={props.step}
                ask={props.ask.clone()} mend={props.mend.clone()} fix={props.fix.clone()} show={props.show.clone()} />
        }
    });
    html! {
        <section class="findings card" aria-labelledby="findings-title">
            <h2 id="findings-title">{ text.get("check-findings") }</h2>
            <Filters query={props.query.clone()} columns={props.summary.columns.clone()} ask={props.ask.clone()}
                counts={[Severity::Error, Severity::Warning, Severity::Info].map(|weight| props.summary.verdict.count(weight))} />
            if props.found.groups.is_empty() {
                <p class="muted">{ text.get("check-findings-none") }</p>
            }
            <ul class="groups">{ for groups }</ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FiltersProps {
    query: Query,
    columns: Vec<String>,
    /// Errors, warnings, notes.
    counts: [u64; 3],
    ask: Callback<Query>,
}

#[component]
fn Filters(props: &FiltersProps) -> Html {
    let text = use_text();
    let weights = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .zip(props.counts)
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| {
            let is_on = props.query.severities.contains(&severity);
            let toggle = {
                let (query, ask) = (props.query.clone(), props.ask.clone());
                Callback::from(move |_: MouseEvent| {
                    let mut query = query.clone();
                    if is_on {
                        query.severities.retain(|other| *other != severity);
                    } else {
                        query.severities.push(severity);
                    }
                    ask.emit(query);
                })
            };
            let id = format!("check-filter-{}", severity.as_str());
            html! {
                <button type="button" class={classes!("chip", severity.as_str())} aria-pressed={is_on.to_string()} onclick={toggle}>
                    { text.get(&id) }{ " " }<span class="count">{ text.number(count) }</span>
                </button>
            }
        });
    let choose_column = {
        let (query, ask) = (props.query.clone(), props.ask.clone());
        Callback::from(move |event: Event| {
            let value = event
                .target_dyn_into::<HtmlSelectElement>()
                .map(|select| select.value());
            let column = value.filter(|value| !value.is_empty());
            ask.emit(Query {
                column,
                ..query.clone()
            });
        })
    };
    let search = {
        let (query, ask) = (props.query.clone(), props.ask.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                ask.emit(Query {
                    search: input.value(),
                    ..query.clone()
                });
            }
        })
    };
    let columns = props.columns.iter().map(|column| {
        let selected = props.query.column.as_ref() == Some(column);
        html! { <option value={column.clone()} {selected}>{ column }</option> }
    });
    html! {
        <div class="filters">
            <div class="chips" role="group" aria-label={text.get("check-filter")}>{ for weights }</div>
            <div class="filter-line">
                <select aria-label={text.get("check-filter-column")} onchange={choose_column}>
                    <option value="" selected={props.query.column.is_none()}>{ text.get("check-filter-all-columns") }</option>
                    { for columns }
                </select>
                <input type="search" aria-label={text.get("check-search")} placeholder={text.get("check-search")} value={props.query.search.clone()} oninput={search} />
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    group: Group,
    query: Query,
    step: u32,
    ask: Callback<Query>,
    mend: Callback<Mend>,
    fix: Callback<FindingView>,
    show: Callback<(u32, u32)>,
}

/// The findings of a code, opened and closed by its title.
#[component]
fn FindingGroup(props: &GroupProps) -> Html {
    let text = use_text();
    let group = &props.group;
    let code = group.code;
    let limit = props
        .query
        .open
        .iter()
        .find(|(other, _)| *other == code)
        .map(|(_, limit)| *limit);
    let open_at = |limit: Option<u32>| {
        let (query, ask) = (props.query.clone(), props.ask.clone());
        Callback::from(move |_: MouseEvent| {
            let mut query = query.clone();
            query.open.retain(|(other, _)| *other != code);
            query.open.extend(limit.map(|limit| (code, limit)));
            ask.emit(query);
        })
    };
    let toggle = open_at(limit.is_none().then_some(props.step));
    let more = open_at(limit.map(|limit| limit + props.step));
    let mend = {
        let mend = props.mend.clone();
        Callback::from(move |_: MouseEvent| mend.emit(Mend::Code(code)))
    };
    let severity = code.severity().as_str();
    let list_id = format!("group-{}", code.as_str());
    let items = group.findings.iter().map(|view| {
        html! { <Item key={view.id} view={view.clone()} fix={props.fix.clone()} show={props.show.clone()} /> }
    });
    let is_cut = limit.is_some() && group.listed as usize > group.findings.len();
    html! {
        <li class={classes!("group", severity)}>
            <div class="group-head">
                <button type="button" class="plain group-title" aria-expanded={limit.is_some().to_string()} aria-controls={list_id.clone()} onclick={toggle}>
                    <span class={classes!("mark", severity)} aria-hidden="true" />
                    <span class="visually-hidden">{ text.get(&format!("check-severity-{severity}")) }{ " " }</span>
                    <span>{ text.code(code) }</span>
                    <span class="count">{ text.number(group.total) }</span>
                </button>
                if group.fixes > 1 {
                    <button type="button" class="small" onclick={mend}>{ text.with("check-mend-all", &[("n", text.number(u64::from(group.fixes)))]) }</button>
                }
            </div>
            <div id={list_id} hidden={limit.is_none()}>
                <p class="code-line"><Link<Route> to={Route::CodeReference { code: code.as_str().to_owned() }}><code>{ code.as_str() }</code></Link<Route>>
                    if let Some(seed) = code.seed_code() { { " · " }<span title={text.get("check-seed-code")}>{ format!("{seed}") }</span> }
                </p>
                <ol class="items">{ for items }</ol>
                if is_cut {
                    <button type="button" class="small" onclick={more}>{ text.get("check-more") }</button>
                }
            </div>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct ItemProps {
    view: FindingView,
    fix: Callback<FindingView>,
    show: Callback<(u32, u32)>,
}

#[component]
fn Item(props: &ItemProps) -> Html {
    let text = use_text();
    let FindingView {
        finding,
        entry,
        row,
        column,
        ..
    } = &props.view;
    let place = match (&finding.cell, entry) {
        (Some(cell), _) => text.with("check-place-cell", &[("cell", cell.clone())]),
        (None, Some(entry)) => entry.clone(),
        (None, None) => text.with("check-line", &[("line", text.number(finding.line))]),
    };
    // What is known of an entry stands in no column that anybody sees.
    let place = match &finding.column.as_ref().filter(|_| entry.is_none()) {
        Some(name) => html! { <>{ place }{ ", " }<code>{ name }</code></> },
        None => html! { { place } },
    };
    let place = match row {
        None => html! { <span class="place">{ place }</span> },
        Some(row) => {
            let (show, target) = (props.show.clone(), (*row, column.unwrap_or(0)));
            let go = Callback::from(move |_: MouseEvent| show.emit(target));
            html! { <button type="button" class="plain place" title={text.get("check-show")} onclick={go}>{ place }</button> }
        }
    };
    html! {
        <li>
            { place }
            <p>{ text.finding(finding) }</p>
            if finding.fix.is_some() { <FixButton view={props.view.clone()} fix={props.fix.clone()} /> }
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct FixButtonProps {
    view: FindingView,
    fix: Callback<FindingView>,
}

/// What the fix would do, and how sure it is.
#[component]
fn FixButton(props: &FixButtonProps) -> Html {
    let text = use_text();
    let Some(fix) = &props.view.finding.fix else {
        return Html::default();
    };
    let words = match &fix.action {
        FixAction::Replace(value) if value.is_empty() => text.get("check-fix-empty"),
        FixAction::Replace(value) => text.with("check-fix-replace", &[("value", value.clone())]),
        FixAction::RemoveRecord(_) => text.get("check-fix-remove"),
        FixAction::UseSeparator(separator) => {
            let sign = if *separator == '\t' {
                text.get("check-separator-tab")
            } else {
                separator.to_string()
            };
            text.with("check-fix-separator", &[("separator", sign)])
        }
        FixAction::UseEncoding(encoding) => text.with(
            "check-fix-encoding",
            &[("encoding", encoding.name().to_owned())],
        ),
    };
    let grade = match fix.grade {
        Grade::Safe => "safe",
        Grade::Likely => "likely",
        Grade::Ask => "ask",
    };
    let apply = {
        let (view, fix) = (props.view.clone(), props.fix.clone());
        Callback::from(move |_: MouseEvent| fix.emit(view.clone()))
    };
    html! {
        <button type="button" class="small fix" onclick={apply}>
            <span class="fix-words">{ words }</span>
            <span class={classes!("grade", grade)}>{ text.get(&format!("check-grade-{grade}")) }</span>
        </button>
    }
}
