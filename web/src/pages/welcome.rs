//! The Welcome page: an invited person chooses a password and comes in.

use toolsync_core::api::{Acceptance, Invitation, Role, Session};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

use crate::api;
use crate::app::{Route, use_session_changed};
use crate::text::use_text;
use crate::widgets::field::{Field, value_of};

#[derive(Properties, PartialEq)]
pub struct WelcomeProps {
    /// From the link.
    pub token: AttrValue,
}

/// Looks the invitation up, and offers to accept it.
#[component]
pub fn Welcome(props: &WelcomeProps) -> Html {
    let text = use_text();
    let found = use_state(|| None::<Result<Invitation, api::Failure>>);
    {
        let found = found.clone();
        use_effect_with(props.token.clone(), move |token| {
            let path = path(token);
            spawn_local(async move { found.set(Some(api::get(&path).await)) });
        });
    }
    html! {
        <section class="page narrow">
            <h1>{ text.get("welcome-title") }</h1>
            { match &*found {
                None => html! { <p class="muted" role="status">{ text.get("welcome-loading") }</p> },
                Some(Err(failure)) => html! { <p class="notice error" role="alert">{ failure.message() }</p> },
                Some(Ok(invitation)) => html! { <Accept token={props.token.clone()} invitation={invitation.clone()} /> },
            } }
        </section>
    }
}

fn path(token: &str) -> String {
    format!("/api/invitations/{}", js_sys::encode_uri_component(token))
}

#[derive(Properties, PartialEq)]
struct AcceptProps {
    token: AttrValue,
    invitation: Invitation,
}

#[component]
fn Accept(props: &AcceptProps) -> Html {
    let text = use_text();
    let changed = use_session_changed();
    let navigator = use_navigator();
    let failure = use_state(|| None::<api::Failure>);
    let (login, name, password) = (use_node_ref(), use_node_ref(), use_node_ref());
    let submit = {
        let failure = failure.clone();
        let (login, name, password) = (login.clone(), name.clone(), password.clone());
        let (path, invited) = (path(&props.token), props.invitation.login.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let acceptance = Acceptance {
                login: if invited.is_empty() {
                    value_of(&login).trim().to_owned()
                } else {
                    invited.clone()
                },
                name: value_of(&name).trim().to_owned(),
                password: value_of(&password),
            };
            let (failure, path) = (failure.clone(), path.clone());
            let (changed, navigator) = (changed.clone(), navigator.clone());
            spawn_local(async move {
                match api::post::<_, Session>(&path, &acceptance).await {
                    Ok(session) => {
                        changed.emit(session);
                        if let Some(navigator) = navigator {
                            navigator.replace(&Route::Check);
                        }
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };
    let lead = match props.invitation.role {
        Role::Administrator => "welcome-lead-administrator",
        Role::Staff => "welcome-lead-staff",
    };
    html! { <>
        <p class="lead">{ text.get(lead) }</p>
        if let Some(failure) = &*failure {
            <p class="notice error" role="alert">{ failure.message() }</p>
        }
        <form class="card fields" onsubmit={submit}>
            if props.invitation.login.is_empty() {
                <Field id="login" label={text.get("sign-in-login")} hint={text.get("welcome-login-hint")} autocomplete="username" required=true node={login} />
            } else {
                <p>{ text.get("sign-in-login") }{ " " }<b>{ &props.invitation.login }</b></p>
            }
            <Field id="name" label={text.get("welcome-name")} value={props.invitation.name.clone()} autocomplete="name" required=true node={name} />
            <Field id="password" kind="password" label={text.get("sign-in-password")} hint={text.get("welcome-password-hint")}
                autocomplete="new-password" minlength=10 required=true node={password} />
            <button class="primary" type="submit">{ text.get("welcome-action") }</button>
        </form>
    </> }
}
