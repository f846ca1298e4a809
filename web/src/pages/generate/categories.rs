//! The categories that are empty: which of them go, as a file or as a run, and why the others stay.

use std::collections::BTreeSet;
use std::rc::Rc;

use toolsync_core::api::{RunSummary, Submission};
use toolsync_core::generate::{CategoryFate, KeptFor, above, branch, category_deletions};
use toolsync_core::kinds::Kind;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

use super::{file_of, save_text};
use crate::api;
use crate::app::Route;
use crate::pages::parts::Failure;
use crate::text::{Text, use_text};

/// Name of the file that deletes the categories chosen.
const FILE: &str = "emptycategories.csv";

#[derive(Properties, PartialEq)]
pub struct CategoriesProps {
    /// Name of the site.
    pub site: String,
}

/// Categories without any course in them or below them, children first, to be chosen and deleted.
#[component]
pub fn Categories(props: &CategoriesProps) -> Html {
    let text = use_text();
    let navigator = use_navigator();
    let fates = use_state(|| None::<Vec<CategoryFate>>);
    let chosen = use_state(BTreeSet::<usize>::new);
    let failure = use_state(|| None::<api::Failure>);
    {
        let (fates, chosen, failure) = (fates.clone(), chosen.clone(), failure.clone());
        use_effect_with(props.site.clone(), move |site| {
            let path = format!("/api/sites/{site}/categories");
            spawn_local(async move {
                match api::get::<Vec<CategoryFate>>(&path).await {
                    Ok(list) => {
                        chosen.set(BTreeSet::new());
                        fates.set(Some(list));
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    let Some(list) = &*fates else {
        return html! { <Failure failure={(*failure).clone()} /> };
    };
    let (empty, kept): (Vec<_>, Vec<_>) =
        list.iter().cloned().partition(|fate| fate.kept.is_none());
    let empty = Rc::new(empty);
    let file = {
        let these = chosen.iter().filter_map(|place| empty.get(*place));
        category_deletions(these)
    };
    let choose_all = {
        let (chosen, count) = (chosen.clone(), empty.len());
        Callback::from(move |_: MouseEvent| chosen.set((0..count).collect()))
    };
    let save = {
        let file = file.clone();
        Callback::from(move |_: MouseEvent| save_text(&file, FILE))
    };
    let plan = {
        let (site, failure) = (props.site.clone(), failure.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(blob) = file_of(&file) else {
                return;
            };
            let submission = Submission {
                name: FILE.to_owned(),
                site: site.clone(),
                kind: Some(Kind::CategoryDeletions),
                encoding: None,
                separator: Some(';'),
                sheet: None,
                core: String::new(),
                digest: String::new(),
                site_state: String::new(),
                set: Default::default(),
            };
            let (navigator, failure) = (navigator.clone(), failure.clone());
            spawn_local(async move {
                match api::submit::<RunSummary>(&submission, &blob).await {
                    Ok(run) => {
                        if let Some(navigator) = navigator {
                            navigator.push(&Route::Run { id: run.id });
                        }
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };
    let boxes = (0..empty.len()).map(|place| category(&empty, place, &chosen));
    html! { <>
        <h2>{ text.get("generate-categories") }</h2>
        <p class="muted">{ text.get("generate-categories-lead") }</p>
        <Failure failure={(*failure).clone()} />
        if empty.is_empty() {
            <p>{ text.get("generate-categories-none") }</p>
        } else {
            <fieldset class="entries"><legend class="visually-hidden">{ text.get("generate-categories") }</legend>{ for boxes }</fieldset>
            <p class="actions">
                <b role="status">{ text.count("generate-categories-chosen", chosen.len() as u64) }</b>
                <button type="button" class="small" onclick={choose_all}>{ text.get("generate-categories-all") }</button>
                <button type="button" onclick={save} disabled={chosen.is_empty()}>{ text.get("generate-categories-file") }</button>
                <button type="button" class="primary" onclick={plan} disabled={chosen.is_empty()}>{ text.get("generate-categories-plan") }</button>
            </p>
        }
        if !kept.is_empty() {
            <details class="kept">
                <summary>{ text.count("generate-categories-kept", kept.len() as u64) }</summary>
                <ul class="entries" tabindex="0">{ for kept.iter().map(|fate| stays(fate, &text)) }</ul>
            </details>
        }
    </> }
}

/// An empty category. Chosen, all below it is chosen too; left out, all above it stays.
fn category(
    list: &Rc<Vec<CategoryFate>>,
    place: usize,
    chosen: &UseStateHandle<BTreeSet<usize>>,
) -> Html {
    let fate = &list[place];
    let toggle = {
        let (list, chosen) = (list.clone(), chosen.clone());
        Callback::from(move |_: Event| {
            let mut places = (*chosen).clone();
            if places.remove(&place) {
                let above = above(&list, place);
                places.retain(|other| !above.contains(other));
            } else {
                places.extend(branch(&list, place));
            }
            chosen.set(places);
        })
    };
    html! {
        <label class="tick" key={fate.id}>
            <input type="checkbox" checked={chosen.contains(&place)} onchange={toggle} />{ fate.path.join(" / ") }
        </label>
    }
}

/// A category that stays, and why.
fn stays(fate: &CategoryFate, text: &Text) -> Html {
    let why = match fate.kept {
        Some(KeptFor::CoursesBelow(count)) => text.count("generate-categories-below", count),
        Some(KeptFor::Courses(count)) => text.count("generate-categories-in", count),
        // Branches are asked for as a whole: categories alone keep none.
        Some(KeptFor::Subcategories(_)) | None => String::new(),
    };
    html! { <li key={fate.id}>{ fate.path.join(" / ") }<span class="muted">{ why }</span></li> }
}
