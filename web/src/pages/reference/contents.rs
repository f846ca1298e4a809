//! All kinds and all codes.

use toolsync_core::api::ReferenceContents;
use toolsync_core::finding::Severity;
use yew::prelude::*;
use yew_router::prelude::Link;

use super::use_answer;
use crate::app::Route;
use crate::pages::parts::Failure;
use crate::text::use_text;

/// The first page of the reference.
#[component]
pub fn Contents() -> Html {
    let text = use_text();
    let (contents, failure) = use_answer::<ReferenceContents>("/api/reference".to_owned());
    let search = use_state_eq(String::new);
    let typed = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            let field: web_sys::HtmlInputElement = event.target_unchecked_into();
            search.set(field.value().to_lowercase());
        })
    };
    let kinds = contents.iter().flat_map(|contents| &contents.kinds).map(|(kind, name, explanation)| {
        let to = Route::KindReference { kind: kind.as_str().to_owned() };
        html! { <li key={kind.as_str()}><Link<Route> {to}>{ name }</Link<Route>>{ " – " }{ explanation }</li> }
    });
    let found = |page: &&toolsync_core::reference::CodePage| {
        [page.code.as_str(), &page.title, &page.meaning]
            .iter()
            .any(|part| part.to_lowercase().contains(&*search))
    };
    let codes = contents
        .iter()
        .flat_map(|contents| &contents.codes)
        .filter(found)
        .map(|page| {
            let to = Route::CodeReference {
                code: page.code.as_str().to_owned(),
            };
            html! {
                <tr key={page.code.as_str()}>
                    <th scope="row"><Link<Route> {to}>{ &page.title }</Link<Route>></th>
                    <td><code>{ page.code.as_str() }</code></td>
                    <td>{ text.get(severity_text(page.severity)) }</td>
                </tr>
            }
        });
    html! {
        <section class="page">
            <h1>{ text.get("reference-page-title") }</h1>
            <p class="lead">{ text.get("reference-page-lead") }</p>
            <Failure {failure} />
            <h2>{ text.get("reference-page-kinds") }</h2>
            <ul class="entries">{ for kinds }</ul>
            <h2>{ text.get("reference-page-codes") }</h2>
            <p class="field">
                <label for="code-search">{ text.get("reference-page-search") }</label>
                <input id="code-search" type="search" oninput={typed} />
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label={text.get("reference-page-codes")}>
                <table class="list">
                    <thead><tr>
                        <th scope="col">{ text.get("reference-page-says") }</th>
                        <th scope="col">{ text.get("reference-page-code") }</th>
                        <th scope="col">{ text.get("reference-page-weight") }</th>
                    </tr></thead>
                    <tbody>{ for codes }</tbody>
                </table>
            </div>
        </section>
    }
}

/// Id of the name of a weight.
pub fn severity_text(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "reference-page-error",
        Severity::Warning => "reference-page-warning",
        Severity::Info => "reference-page-info",
    }
}
