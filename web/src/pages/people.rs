//! The People page: who has an account, and invitations.

use toolsync_core::api::{InvitationLink, NewPerson, Person, Role};
use yew::prelude::*;

use crate::api;
use crate::app::use_session;
use crate::pages::parts::Failure;
use crate::text::use_text;

/// People and invitations.
#[component]
pub fn People() -> Html {
    let text = use_text();
    let session = use_session();
    let people = use_state(|| None::<Vec<Person>>);
    let failure = use_state(|| None::<api::Failure>);
    let link = use_state(|| None::<String>);
    let round = use_state(|| 0_u32);
    {
        let (people, failure) = (people.clone(), failure.clone());
        use_effect_with(*round, move |_| {
            wasm_bindgen_futures::spawn_local(async move {
                match api::get::<Vec<Person>>("/api/people").await {
                    Ok(list) => {
                        people.set(Some(list));
                        failure.set(None);
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    let invited = {
        let (link, round) = (link.clone(), round.clone());
        Callback::from(move |answer: InvitationLink| {
            link.set(Some(format!("{}{}", api::origin(), answer.path)));
            round.set(*round + 1);
        })
    };
    let remove = {
        let (failure, round) = (failure.clone(), round.clone());
        Callback::from(move |login: String| {
            let (failure, round) = (failure.clone(), round.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match api::delete(&format!("/api/people/{login}")).await {
                    Ok(()) => round.set(*round + 1),
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };
    let me = session.person.as_ref().map(|person| person.login.clone());
    let rows = people.iter().flatten().map(|person| {
        let take = { let (remove, login) = (remove.clone(), person.login.clone()); Callback::from(move |_: MouseEvent| remove.emit(login.clone())) };
        html! {
            <tr key={person.login.clone()}>
                <th scope="row">{ &person.login }</th>
                <td>{ &person.name }</td>
                <td>{ text.get(role_text(person.role)) }</td>
                <td>{ text.get(if person.invited { "person-invited" } else { "person-active" }) }</td>
                <td>
                    if me.as_ref() != Some(&person.login) {
                        <button class="danger small" onclick={take} aria-label={text.with("person-remove-label", &[("login", person.login.clone())])}>
                            { text.get("person-remove") }
                        </button>
                    }
                </td>
            </tr>
        }
    });
    html! {
        <section class="page">
            <h1>{ text.get("people-title") }</h1>
            <Failure failure={(*failure).clone()} />
            <div class="scroll" tabindex="0" role="region" aria-label={text.get("people-title")}>
                <table class="list">
                    <thead><tr>
                        <th scope="col">{ text.get("person-login") }</th>
                        <th scope="col">{ text.get("person-name") }</th>
                        <th scope="col">{ text.get("person-role") }</th>
                        <th scope="col">{ text.get("person-state") }</th>
                        <td></td>
                    </tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            <Invite {invited} />
            if let Some(link) = &*link {
                <div class="notice success" role="status">
                    <p>{ text.get("invitation-made") }</p>
                    <p><code class="link">{ link }</code></p>
                </div>
            }
        </section>
    }
}

fn role_text(role: Role) -> &'static str {
    match role {
        Role::Staff => "role-staff",
        Role::Administrator => "role-administrator",
    }
}

#[derive(Properties, PartialEq)]
struct InviteProps {
    invited: Callback<InvitationLink>,
}

/// The form that makes an invitation.
#[component]
fn Invite(props: &InviteProps) -> Html {
    let text = use_text();
    let (login, name, role) = (use_node_ref(), use_node_ref(), use_node_ref());
    let failure = use_state(|| None::<api::Failure>);
    let submit = {
        let (login, name, role) = (login.clone(), name.clone(), role.clone());
        let (failure, invited) = (failure.clone(), props.invited.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let value = |field: &NodeRef| {
                field
                    .cast::<web_sys::HtmlInputElement>()
                    .map(|input| input.value())
                    .unwrap_or_default()
            };
            let chosen = role
                .cast::<web_sys::HtmlSelectElement>()
                .map(|select| select.value());
            let person = NewPerson {
                login: value(&login).trim().to_owned(),
                name: value(&name).trim().to_owned(),
                role: if chosen.as_deref() == Some("administrator") {
                    Role::Administrator
                } else {
                    Role::Staff
                },
            };
            let (failure, invited) = (failure.clone(), invited.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match api::post::<_, InvitationLink>("/api/people", &person).await {
                    Ok(link) => {
                        failure.set(None);
                        invited.emit(link);
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="invite-title">
            <h2 id="invite-title">{ text.get("invite-title") }</h2>
            <p class="muted">{ text.get("invite-lead") }</p>
            <Failure failure={(*failure).clone()} />
            <form class="fields" onsubmit={submit}>
                <label>{ text.get("person-login") }<input ref={login} required={true} maxlength="100" autocomplete="off" /></label>
                <label>{ text.get("person-name") }<input ref={name} required={true} maxlength="200" autocomplete="off" /></label>
                <label>{ text.get("person-role") }
                    <select ref={role}>
                        <option value="staff" selected=true>{ text.get("role-staff") }</option>
                        <option value="administrator">{ text.get("role-administrator") }</option>
                    </select>
                </label>
                <button class="primary" type="submit">{ text.get("invite") }</button>
            </form>
        </section>
    }
}
