//! Small parts that several pages show.

use toolsync_core::api::Phase;
use toolsync_core::report::{State, Totals};
use yew::prelude::*;

use crate::api;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct FailureProps {
    /// What failed, if anything did.
    pub failure: Option<api::Failure>,
}

/// Why a request failed, announced as it appears.
#[component]
pub fn Failure(props: &FailureProps) -> Html {
    match &props.failure {
        None => Html::default(),
        Some(failure) => html! { <p class="notice error" role="alert">{ failure.message() }</p> },
    }
}

/// The stable name of a phase, as in text ids and class names.
pub fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Submitted => "submitted",
        Phase::AwaitingApproval => "awaiting-approval",
        Phase::Approved => "approved",
        Phase::Executing => "executing",
        Phase::Finished => "finished",
        Phase::Refused => "refused",
        Phase::Cancelled => "cancelled",
        Phase::Rejected => "rejected",
    }
}

#[derive(Properties, PartialEq)]
pub struct PhaseBadgeProps {
    /// The phase.
    pub phase: Phase,
}

/// Where a run is in its life.
#[component]
pub fn PhaseBadge(props: &PhaseBadgeProps) -> Html {
    let text = use_text();
    let name = phase_name(props.phase);
    html! { <span class={classes!("badge", format!("phase-{name}"))}>{ text.get(&format!("phase-{name}")) }</span> }
}

#[derive(Properties, PartialEq)]
pub struct TotalsLineProps {
    /// Outcomes so far.
    pub totals: Totals,
    /// Rows of the file.
    pub rows: u64,
}

/// How many lines ended in each state; states without a line are left out.
#[component]
pub fn TotalsLine(props: &TotalsLineProps) -> Html {
    let text = use_text();
    let parts = State::ALL.iter().filter_map(|&state| {
        let count = count(&props.totals, state);
        (count > 0).then(|| {
            html! {
                <span class={classes!("count", format!("state-{}", state.as_str()))}>
                    <b>{ text.number(count) }</b>{ " " }{ text.with(&format!("totals-{}", state.as_str()), &[("form", text.form(count).to_owned())]) }
                </span>
            }
        })
    });
    html! {
        <span class="counts">
            <span class="count"><b>{ text.number(props.rows) }</b>{ " " }{ text.with("rows", &[("form", text.form(props.rows).to_owned())]) }</span>
            { for parts }
        </span>
    }
}

/// How many lines ended in `state`.
pub fn count(totals: &Totals, state: State) -> u64 {
    match state {
        State::Done => totals.done,
        State::Unchanged => totals.unchanged,
        State::Failed => totals.failed,
        State::Blocked => totals.blocked,
        State::Held => totals.held,
    }
}
