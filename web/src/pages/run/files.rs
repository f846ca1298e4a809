//! The files of a bundle: what the plan does with each, how each ended; one of them is looked at.

use toolsync_core::api::{RunDetail, RunFile};
use yew::prelude::*;

use crate::pages::parts::TotalsLine;
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub struct FilesProps {
    /// The run.
    pub run: RunDetail,
    /// The place of the file that is looked at.
    pub chosen: usize,
    /// Called with the place of another.
    pub choose: Callback<usize>,
}

/// The list of files; nothing when there is only one.
#[component]
pub fn Files(props: &FilesProps) -> Html {
    let text = use_text();
    let files = &props.run.files;
    if files.len() < 2 {
        return Html::default();
    }
    let list = files.iter().enumerate().map(|(place, file)| {
        let choose = props.choose.reform(move |_: MouseEvent| place);
        let is_chosen = place == props.chosen;
        html! {
            <li class={classes!("bundle-file", is_chosen.then_some("chosen"))}>
                <button type="button" aria-pressed={is_chosen.to_string()} onclick={choose}>
                    <b>{ &file.name }</b>
                    <span class="muted">{ file.kind.map_or_else(|| text.get("unknown"), |kind| text.kind(kind)) }</span>
                </button>
                { stand(&text, file) }
            </li>
        }
    });
    html! {
        <section class="card" aria-labelledby="files-title">
            <h2 id="files-title">{ text.get("run-files") }</h2>
            <p class="muted">{ text.get("run-files-order") }</p>
            <ol class="bundle-files">{ for list }</ol>
        </section>
    }
}

/// How the rows of a file stand: by their outcomes, until there are some by the plan.
fn stand(text: &Text, file: &RunFile) -> Html {
    if file.totals.ended() > 0 {
        return html! { <TotalsLine totals={file.totals} rows={file.rows} /> };
    }
    let plan = &file.plan;
    let counts = [
        ("change", plan.change),
        ("unchanged", plan.unchanged),
        ("refused", plan.refused),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(name, count)| {
        let label = text.count(&format!("decision-{name}"), count);
        html! { <span class={classes!("badge", format!("decision-{name}"))}>{ format!("{} {label}", text.number(count)) }</span> }
    });
    html! { <span class="counts">{ for counts }</span> }
}
