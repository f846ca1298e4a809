//! The categories that are empty.

use toolsync_core::generate::CategoryFate;
use toolsync_core::input::quote;
use yew::prelude::*;

use super::save_text;
use crate::api;
use crate::pages::parts::Failure;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct CategoriesProps {
    /// Name of the site.
    pub site: String,
}

/// Categories without any course in them or below them, children first.
#[component]
pub fn Categories(props: &CategoriesProps) -> Html {
    let text = use_text();
    let fates = use_state(|| None::<Vec<CategoryFate>>);
    let failure = use_state(|| None::<api::Failure>);
    {
        let (fates, failure) = (fates.clone(), failure.clone());
        use_effect_with(props.site.clone(), move |site| {
            let path = format!("/api/sites/{site}/categories");
            wasm_bindgen_futures::spawn_local(async move {
                match api::get::<Vec<CategoryFate>>(&path).await {
                    Ok(list) => fates.set(Some(list)),
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    let empty: Vec<CategoryFate> = fates
        .iter()
        .flatten()
        .filter(|fate| fate.kept.is_none())
        .cloned()
        .collect();
    let save = {
        let empty = empty.clone();
        Callback::from(move |_: MouseEvent| {
            let lines = empty.iter().map(|fate| {
                let path = fate.path.join("/");
                format!("{};{}\n", fate.id, quote(&path, ';'))
            });
            save_text(
                &format!("id;path\n{}", lines.collect::<String>()),
                "emptycategories.csv",
            );
        })
    };
    html! { <>
        <h2>{ text.get("generate-categories") }</h2>
        <p class="muted">{ text.get("generate-categories-lead") }</p>
        <Failure failure={(*failure).clone()} />
        if fates.is_some() && empty.is_empty() {
            <p>{ text.get("generate-categories-none") }</p>
        } else if fates.is_some() {
            <ul class="entries">{ for empty.iter().map(|fate| html! { <li key={fate.id}>{ fate.path.join(" / ") }</li> }) }</ul>
            <p><button type="button" onclick={save}>{ text.get("generate-categories-file") }</button></p>
        }
    </> }
}
