//! What a reset file asks for: its options as they are preset, each with what it does.

use toolsync_core::kinds::course_resets::options::STANDARD;
use toolsync_core::reference::KindPage;
use yew::prelude::*;

use crate::pages::parts::Failure;
use crate::pages::reference::use_answer;
use crate::text::use_text;

/// The options of a reset file that is made here. Their words come from the server, which has the reference.
#[component]
pub fn Options() -> Html {
    let text = use_text();
    let (page, failure) = use_answer::<KindPage>("/api/reference/kinds/course_resets".to_owned());
    let columns = page.map(|page| page.columns).unwrap_or_default();
    let options = STANDARD.iter().filter_map(|(name, cell)| {
        let column = columns.iter().find(|column| column.name == *name)?;
        Some(html! {
            <div key={*name}>
                <dt><b>{ &column.title }</b>{ " " }<code>{ format!("{name} = {cell}") }</code></dt>
                <dd>{ &column.explanation }</dd>
            </div>
        })
    });
    html! {
        <details class="kept">
            <summary>{ text.get("generate-options") }</summary>
            <Failure {failure} />
            <p class="muted">{ text.get("generate-options-lead") }</p>
            <dl class="options-told">{ for options }</dl>
        </details>
    }
}
