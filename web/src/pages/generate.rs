//! The page that makes files from the courses and categories of a site. All of it happens here: nothing is asked of the server but the
//! lists themselves.

mod categories;
mod courses;
mod options;

use toolsync_core::api::SiteSummary;
use toolsync_core::generate::CourseEntry;
use wasm_bindgen::JsValue;
use web_sys::Blob;
use yew::prelude::*;

use crate::api;
use crate::check::save;
use crate::pages::parts::Failure;
use crate::text::use_text;

/// Lists from a site.
#[component]
pub fn Generate() -> Html {
    let text = use_text();
    let sites = use_state(Vec::<SiteSummary>::new);
    let site = use_state_eq(String::new);
    let courses = use_state(|| None::<std::rc::Rc<Vec<CourseEntry>>>);
    let failure = use_state(|| None::<api::Failure>);
    {
        let (sites, site, failure) = (sites.clone(), site.clone(), failure.clone());
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                match api::get::<Vec<SiteSummary>>("/api/sites").await {
                    Ok(list) => {
                        site.set(
                            list.first()
                                .map(|site| site.name.clone())
                                .unwrap_or_default(),
                        );
                        sites.set(list);
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    {
        let (courses, failure) = (courses.clone(), failure.clone());
        use_effect_with((*site).clone(), move |site| {
            let path = format!("/api/sites/{site}/courses");
            let is_chosen = !site.is_empty();
            courses.set(None);
            wasm_bindgen_futures::spawn_local(async move {
                if !is_chosen {
                    return;
                }
                match api::get::<Vec<CourseEntry>>(&path).await {
                    Ok(list) => courses.set(Some(list.into())),
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    let choose = {
        let site = site.clone();
        Callback::from(move |event: Event| {
            let field: web_sys::HtmlSelectElement = event.target_unchecked_into();
            site.set(field.value());
        })
    };
    let options = sites.iter().map(|other| {
        html! { <option value={other.name.clone()} selected={other.name == *site}>{ &other.name }</option> }
    });
    html! {
        <section class="page wide">
            <h1>{ text.get("generate-title") }</h1>
            <p class="lead">{ text.get("generate-lead") }</p>
            <Failure failure={(*failure).clone()} />
            if sites.len() > 1 {
                <p class="field"><label for="site">{ text.get("generate-site") }</label>
                    <select id="site" onchange={choose}>{ for options }</select></p>
            }
            { match &*courses {
                None if failure.is_some() => Html::default(),
                None => html! { <p class="muted" role="status">{ text.get("loading") }</p> },
                Some(list) => html! { <>
                    <courses::Courses courses={list.clone()} />
                    <categories::Categories site={(*site).clone()} />
                </> },
            } }
        </section>
    }
}

/// A text as the bytes of a file; none when the browser has no memory left.
fn file_of(content: &str) -> Option<Blob> {
    let parts = js_sys::Array::of1(&JsValue::from_str(content));
    Blob::new_with_str_sequence(&parts).ok()
}

/// Lets the browser save a text under a name.
fn save_text(content: &str, name: &str) {
    if let Some(blob) = file_of(content) {
        save(&blob, name);
    }
}
