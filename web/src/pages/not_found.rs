//! The page of addresses that lead nowhere.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::app::Route;
use crate::text::use_text;

/// Says that there is nothing here.
#[component]
pub fn NotFound() -> Html {
    let text = use_text();
    html! {
        <section class="page narrow">
            <h1>{ text.get("not-found-title") }</h1>
            <p class="lead">{ text.get("not-found-lead") }</p>
            <p><Link<Route> to={Route::Check} classes="button">{ text.get("not-found-action") }</Link<Route>></p>
        </section>
    }
}
