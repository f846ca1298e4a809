//! One kind of file: its columns, a blank file to begin with, an example.

use toolsync_core::reference::KindPage;
use yew::prelude::*;
use yew_router::prelude::Link;

use super::use_answer;
use crate::app::Route;
use crate::pages::parts::Failure;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct KindProps {
    /// Stable name of the kind.
    pub kind: String,
}

/// The page of a kind.
#[component]
pub fn Kind(props: &KindProps) -> Html {
    let text = use_text();
    let path = format!("/api/reference/kinds/{}", props.kind);
    let (page, failure) = use_answer::<KindPage>(path);
    let blank = |form: &str| {
        let (kind, language) = (&props.kind, text.language().as_str());
        format!("/api/templates/{kind}.{form}?lang={language}")
    };
    html! {
        <section class="page">
            <p><Link<Route> to={Route::Reference}>{ text.get("reference-page-title") }</Link<Route>></p>
            <Failure {failure} />
            if let Some(page) = page {
                <h1>{ &page.name }</h1>
                <p class="lead">{ &page.explanation }</p>
                <p class="actions">
                    <a class="button" href={blank("csv")} download="">{ text.get("reference-page-blank-csv") }</a>
                    <a class="button" href={blank("xlsx")} download="">{ text.get("reference-page-blank-xlsx") }</a>
                </p>
                if !page.columns.is_empty() {
                    <h2>{ text.get("reference-page-columns") }</h2>
                    { columns(&page, &text) }
                }
                <h2>{ text.get("reference-page-example") }</h2>
                <pre class="scroll" tabindex="0">{ &page.example }</pre>
            }
        </section>
    }
}

fn columns(page: &KindPage, text: &crate::text::Text) -> Html {
    let rows = page.columns.iter().map(|column| {
        html! {
            <tr key={column.name.clone()}>
                <th scope="row">
                    <code>{ &column.name }</code>
                    if column.required { { " " }<span class="badge">{ text.get("reference-page-required") }</span> }
                    if !column.pattern.is_empty() { <br /><span class="muted">{ &column.pattern }</span> }
                </th>
                <td>{ &column.holds }</td>
                <td><b>{ &column.title }</b><br />{ &column.explanation }</td>
            </tr>
        }
    });
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={text.get("reference-page-columns")}>
            <table class="list">
                <thead><tr>
                    <th scope="col">{ text.get("reference-page-column") }</th>
                    <th scope="col">{ text.get("reference-page-holds") }</th>
                    <th scope="col">{ text.get("reference-page-meaning") }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
