//! One code: what it means and how to mend what it tells.

use toolsync_core::reference::CodePage;
use yew::prelude::*;
use yew_router::prelude::Link;

use super::contents::severity_text;
use super::use_answer;
use crate::app::Route;
use crate::pages::parts::Failure;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct CodeProps {
    /// The code.
    pub code: String,
}

/// The page of a code.
#[component]
pub fn Code(props: &CodeProps) -> Html {
    let text = use_text();
    let path = format!("/api/reference/codes/{}", props.code);
    let (page, failure) = use_answer::<CodePage>(path);
    html! {
        <section class="page">
            <p><Link<Route> to={Route::Reference}>{ text.get("reference-page-title") }</Link<Route>></p>
            <Failure {failure} />
            if let Some(page) = page {
                <h1>{ &page.title }</h1>
                <p>
                    <code>{ page.code.as_str() }</code>{ " · " }{ text.get(severity_text(page.severity)) }
                    if let Some(seed) = page.seed_code { { " · " }{ text.get("check-seed-code") }{ format!(" {seed}") } }
                </p>
                <h2>{ text.get("reference-page-what") }</h2>
                <p>{ &page.meaning }</p>
                <h2>{ text.get("reference-page-mend") }</h2>
                <p>{ &page.mend }</p>
            }
        </section>
    }
}
