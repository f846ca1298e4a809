//! The Sites page: the Moodle sites that are connected, how each stands, connecting another, forgetting one.

use toolsync_core::api::{ConnectedSite, NewSite, SiteRemark, SiteReport, SiteStanding};
use toolsync_core::finding::Severity;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::pages::parts::Failure;
use crate::text::{Text, use_text};
use crate::time::local;
use crate::widgets::field::{Field, value_of};

/// Where sites are asked for.
const PATH: &str = "/api/connections";

/// The connected sites.
#[component]
pub fn Sites() -> Html {
    let text = use_text();
    let sites = use_state(|| None::<Vec<ConnectedSite>>);
    let failure = use_state(|| None::<api::Failure>);
    let round = use_state(|| 0_u32);
    {
        let (sites, failure) = (sites.clone(), failure.clone());
        use_effect_with(*round, move |_| {
            spawn_local(async move {
                match api::get::<Vec<ConnectedSite>>(PATH).await {
                    Ok(list) => sites.set(Some(list)),
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    let changed = {
        let (failure, round) = (failure.clone(), round.clone());
        Callback::from(move |answer: Result<(), api::Failure>| match answer {
            Ok(()) => {
                failure.set(None);
                round.set(*round + 1);
            }
            Err(error) => failure.set(Some(error)),
        })
    };
    html! {
        <section class="page">
            <h1>{ text.get("sites-title") }</h1>
            <p class="lead">{ text.get("sites-lead") }</p>
            <Failure failure={(*failure).clone()} />
            { match sites.as_deref() {
                None if failure.is_some() => Html::default(),
                None => html! { <p class="muted" role="status">{ text.get("loading") }</p> },
                Some([]) => html! { <p>{ text.get("sites-none") }</p> },
                Some(list) => html! {
                    { for list.iter().map(|site| html! { <Connected key={site.name.clone()} site={site.clone()} changed={changed.clone()} /> }) }
                },
            } }
            <Connect {changed} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ConnectedProps {
    site: ConnectedSite,
    /// Called when the site was forgotten, or could not be.
    changed: Callback<Result<(), api::Failure>>,
}

/// A site. It is asked how it stands when it appears, and whenever somebody wants to know.
#[component]
fn Connected(props: &ConnectedProps) -> Html {
    let text = use_text();
    let report = use_state(|| None::<SiteReport>);
    let failure = use_state(|| None::<api::Failure>);
    let round = use_state(|| 0_u32);
    let name = &props.site.name;
    {
        let (report, failure) = (report.clone(), failure.clone());
        let depends = (name.clone(), *round, text.language());
        use_effect_with(depends, move |(name, ..)| {
            let path = format!("{PATH}/{name}/check");
            report.set(None);
            spawn_local(async move {
                match api::get::<SiteReport>(&path).await {
                    Ok(found) => {
                        report.set(Some(found));
                        failure.set(None);
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    let again = {
        let round = round.clone();
        Callback::from(move |_: MouseEvent| round.set(*round + 1))
    };
    // Asked once more: what is forgotten has to be typed again.
    let is_sure = use_state(|| false);
    let remove = {
        let (is_sure, changed, name) = (is_sure.clone(), props.changed.clone(), name.clone());
        Callback::from(move |_: MouseEvent| {
            if !*is_sure {
                return is_sure.set(true);
            }
            let (changed, path) = (changed.clone(), format!("{PATH}/{name}"));
            spawn_local(async move { changed.emit(api::delete(&path).await) });
        })
    };
    let (class, standing) = match report.as_ref().map(|report| report.standing) {
        None => ("", "sites-asked"),
        Some(SiteStanding::Ready) => ("done", "sites-ready"),
        Some(SiteStanding::Lacking) => ("held", "sites-lacking"),
        Some(SiteStanding::Away) => ("failed", "sites-away"),
    };
    let title = format!("site-{name}");
    html! {
        <section class="card" aria-labelledby={title.clone()}>
            <div class="run-head">
                <h2 id={title}>{ name }</h2>
                <span class={classes!("badge", class)} role="status">{ text.get(standing) }</span>
            </div>
            <p class="muted"><code class="link">{ &props.site.address }</code>{ " · " }{ text.with("sites-added", &[("date", local(&props.site.added_at, text.language()))]) }</p>
            <Failure failure={(*failure).clone()} />
            { report.as_ref().map(|report| told(&text, report)) }
            <div class="buttons">
                <button type="button" class="small" onclick={again}>{ text.get("sites-check") }</button>
                <button type="button" class="small danger" onclick={remove}>
                    { text.with(if *is_sure { "sites-remove-sure" } else { "sites-remove" }, &[("site", name.clone())]) }
                </button>
            </div>
        </section>
    }
}

/// What a check says: what is missing first, the rest to be opened.
fn told(text: &Text, report: &SiteReport) -> Html {
    let (well, missing): (Vec<_>, Vec<_>) = report
        .abilities
        .iter()
        .partition(|remark| remark.weight.is_none());
    let missing = report.remarks.iter().chain(missing);
    html! { <>
        { for report.facts.iter().map(|fact| html! { <p>{ fact }</p> }) }
        <ul class="site-remarks">{ for missing.map(|missing| remark(text, missing)) }</ul>
        if !well.is_empty() {
            <details class="kept">
                <summary>{ text.count("sites-abilities", well.len() as u64) }</summary>
                <ul class="site-remarks">{ for well.into_iter().map(|able| remark(text, able)) }</ul>
            </details>
        }
    </> }
}

/// A remark under the mark of its weight; an ability of which nothing is missing under one of its own.
fn remark(text: &Text, remark: &SiteRemark) -> Html {
    let standing = Some(&remark.standing).filter(|standing| !standing.is_empty());
    let weight = match (remark.weight, standing) {
        (Some(weight), _) => Some(weight),
        (None, Some(_)) => None,
        (None, None) => Some(Severity::Info),
    };
    let mark = weight.map_or("done", |weight| weight.as_str());
    let said = weight.map(|weight| text.get(&format!("check-severity-{}", weight.as_str())));
    html! {
        <li>
            <span class={classes!("mark", mark)} aria-hidden="true" />
            <span>
                if let Some(said) = said {
                    <span class="visually-hidden">{ said }{ " " }</span>
                }
                { for standing.map(|standing| html! { <><b class={classes!("remark", mark)}>{ standing }</b>{ " – " }</> }) }
                { &remark.told }
            </span>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct ConnectProps {
    /// Called when a site was connected, or could not be.
    changed: Callback<Result<(), api::Failure>>,
}

/// The form that connects a site. What is typed as its token, or as the address of its database, is sent once and shown nowhere.
#[component]
fn Connect(props: &ConnectProps) -> Html {
    let text = use_text();
    let [name, address, token, database] = [
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
    ];
    // A form that did its work begins anew, without the token.
    let round = use_state(|| 0_u32);
    let submit = {
        let (name, address) = (name.clone(), address.clone());
        let (token, database) = (token.clone(), database.clone());
        let (changed, round) = (props.changed.clone(), round.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let new = NewSite {
                name: value_of(&name),
                address: value_of(&address),
                token: value_of(&token),
                database: value_of(&database),
            };
            let (changed, round) = (changed.clone(), round.clone());
            spawn_local(async move {
                let answer = api::post::<_, ConnectedSite>(PATH, &new).await.map(drop);
                if answer.is_ok() {
                    round.set(*round + 1);
                }
                changed.emit(answer);
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="connect-title">
            <h2 id="connect-title">{ text.get("sites-connect") }</h2>
            <form key={*round} class="fields" onsubmit={submit}>
                <Field id="site-name" label={text.get("sites-name")} hint={text.get("sites-name-hint")} required=true node={name} />
                <Field id="site-address" kind="url" label={text.get("sites-address")} hint={text.get("sites-address-hint")} required=true node={address} />
                <Field id="site-token" kind="password" label={text.get("sites-token")} hint={text.get("sites-token-hint")} autocomplete="new-password" required=true node={token} />
                <Field id="site-database" kind="password" label={text.get("sites-database")} hint={text.get("sites-database-hint")} autocomplete="new-password" node={database} />
                <button type="submit" class="primary">{ text.get("sites-connect") }</button>
            </form>
        </section>
    }
}
