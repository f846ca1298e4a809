//! The Sign-in page.

use toolsync_core::api::{Login, Session};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::{use_navigator, use_route};

use crate::api;
use crate::app::{Route, use_session_changed};
use crate::text::use_text;
use crate::widgets::field::{Field, value_of};

/// Login name and password.
#[component]
pub fn SignIn() -> Html {
    let text = use_text();
    let changed = use_session_changed();
    let navigator = use_navigator();
    let is_asked_for = use_route::<Route>() == Some(Route::SignIn);
    let failure = use_state(|| None::<api::Failure>);
    let busy = use_state(|| false);
    let (login, password) = (use_node_ref(), use_node_ref());
    let submit = {
        let (failure, busy) = (failure.clone(), busy.clone());
        let (login, password) = (login.clone(), password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let words = Login {
                login: value_of(&login).trim().to_owned(),
                password: value_of(&password),
            };
            let (failure, busy) = (failure.clone(), busy.clone());
            let (changed, navigator) = (changed.clone(), navigator.clone());
            busy.set(true);
            spawn_local(async move {
                match api::post::<_, Session>("/api/session", &words).await {
                    Ok(session) => {
                        changed.emit(session);
                        // On the way to another page, the person goes on to that.
                        if let Some(navigator) = navigator.filter(|_| is_asked_for) {
                            navigator.push(&Route::Check);
                        }
                    }
                    Err(error) => {
                        failure.set(Some(error));
                        busy.set(false);
                    }
                }
            });
        })
    };
    html! {
        <section class="page narrow">
            <h1>{ text.get("sign-in-title") }</h1>
            <p class="lead">{ text.get("sign-in-lead") }</p>
            if let Some(failure) = &*failure {
                <p class="notice error" role="alert">{ failure.message() }</p>
            }
            <form class="card fields" onsubmit={submit}>
                <Field id="login" label={text.get("sign-in-login")} autocomplete="username" required=true node={login} />
                <Field id="password" kind="password" label={text.get("sign-in-password")} autocomplete="current-password" required=true node={password} />
                <button class="primary" type="submit" aria-disabled={busy.then_some("true")}>{ text.get("sign-in-action") }</button>
            </form>
        </section>
    }
}
