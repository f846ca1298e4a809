//! The head of every page: where one can go, language, colours, session.

use toolsync_core::api::{Role, Session};
use toolsync_core::messages::Language;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::app::{Route, use_session, use_session_changed};
use crate::browser::{self, Theme};
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// Called with the language chosen.
    pub choose_language: Callback<Language>,
}

/// Navigation and switches.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let text = use_text();
    let session = use_session();
    let route = use_route::<Route>();
    let here = |to: &Route| {
        let is_here = route.as_ref().is_some_and(|route| {
            route == to
                || (*to == Route::Runs && matches!(route, Route::Run { .. }))
                || (*to == Route::Reference
                    && matches!(
                        route,
                        Route::KindReference { .. } | Route::CodeReference { .. }
                    ))
        });
        is_here.then_some("page")
    };
    let navigator = use_navigator();
    let place = |to: Route, id: &str| {
        let current = here(&to);
        let href = to.to_path();
        let go = {
            let navigator = navigator.clone();
            Callback::from(move |event: MouseEvent| {
                // With a modifier the browser opens a tab or a window.
                if event.ctrl_key() || event.meta_key() || event.shift_key() {
                    return;
                }
                if let Some(navigator) = &navigator {
                    event.prevent_default();
                    navigator.push(&to);
                }
            })
        };
        html! { <li><a {href} onclick={go} aria-current={current}>{ text.get(id) }</a></li> }
    };
    let is_administrator = session
        .person
        .as_ref()
        .is_some_and(|person| person.role == Role::Administrator);
    html! {
        <header class="top">
            <p class="brand"><img src="/favicon.svg" alt="" width="24" height="24" />{ text.get("app-name") }</p>
            <nav aria-label={text.get("nav-label")}>
                <ul>
                    { place(Route::Check, "nav-check") }
                    if session.person.is_some() {
                        { place(Route::Runs, "nav-runs") }
                        if is_administrator {
                            { place(Route::Generate, "nav-generate") }
                            { place(Route::People, "nav-people") }
                            { place(Route::Sites, "sites-title") }
                        }
                        { place(Route::Settings, "nav-settings") }
                    }
                    { place(Route::Reference, "nav-reference") }
                </ul>
            </nav>
            <div class="switches">
                <LanguageSwitch choose={props.choose_language.clone()} />
                <ThemeSwitch />
                <SessionMenu />
            </div>
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct LanguageSwitchProps {
    choose: Callback<Language>,
}

/// One button per language; each names itself in its own language.
#[component]
fn LanguageSwitch(props: &LanguageSwitchProps) -> Html {
    let text = use_text();
    let buttons = Language::ALL.iter().map(|&language| {
        let choose = {
            let choose = props.choose.clone();
            Callback::from(move |_: MouseEvent| choose.emit(language))
        };
        let name = match language {
            Language::En => "English",
            Language::Fr => "Français",
        };
        let pressed = (language == text.language()).to_string();
        html! { <button type="button" class="plain" lang={language.as_str()} title={name} aria-pressed={pressed} onclick={choose}>{ language.as_str().to_uppercase() }</button> }
    });
    html! { <div class="segments" role="group" aria-label={text.get("shell-language")}>{ for buttons }</div> }
}

/// As the system, light, dark.
#[component]
fn ThemeSwitch() -> Html {
    let text = use_text();
    let theme = use_state_eq(browser::preferred_theme);
    let choose = {
        let theme = theme.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                let chosen = Theme::named(&select.value());
                browser::set_theme(chosen);
                theme.set(chosen);
            }
        })
    };
    let options = Theme::ALL.map(|choice| {
        let name = choice.as_str();
        html! { <option value={name} selected={choice == *theme}>{ text.get(&format!("shell-theme-{name}")) }</option> }
    });
    html! { <select aria-label={text.get("shell-theme")} onchange={choose}>{ for options }</select> }
}

/// Who is at the page, with the way out; or the way in.
#[component]
fn SessionMenu() -> Html {
    let text = use_text();
    let session = use_session();
    let changed = use_session_changed();
    let navigator = use_navigator();
    let Some(person) = session.person.clone() else {
        return html! { <Link<Route> to={Route::SignIn} classes="button">{ text.get("sign-in-title") }</Link<Route>> };
    };
    let leave = Callback::from(move |_: MouseEvent| {
        let (changed, session, navigator) = (changed.clone(), session.clone(), navigator.clone());
        spawn_local(async move {
            // Whatever the server says, the page forgets the person; the next request asks who is there.
            let _ = api::delete("/api/session").await;
            let nobody = Session {
                person: None,
                ..session
            };
            changed.emit(api::session().await.unwrap_or(nobody));
            if let Some(navigator) = navigator {
                navigator.push(&Route::Check);
            }
        });
    });
    html! {
        <div class="session">
            <span class="who" title={person.login}>{ person.name }</span>
            <button type="button" onclick={leave}>{ text.get("shell-sign-out") }</button>
        </div>
    }
}
