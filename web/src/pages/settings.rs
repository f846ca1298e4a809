//! The Settings page: four eyes, and the settings of checks and plans.

use toolsync_core::api::{AppSettings, Role};
use toolsync_core::settings::{CategoryIdentifier, CourseIdentifier, TemplateMode, UserIdentifier};
use yew::prelude::*;

use crate::api;
use crate::app::use_session;
use crate::pages::parts::Failure;
use crate::text::{Text, use_text};

/// A setting that is on or off: its text id, how to read it, how to write it.
type Switch = (
    &'static str,
    fn(&AppSettings) -> bool,
    fn(&mut AppSettings, bool),
);

const APPROVAL: [Switch; 1] = [(
    "setting-four-eyes",
    |s| s.four_eyes,
    |s, on| s.four_eyes = on,
)];
const FILES: [Switch; 1] = [(
    "setting-allow-unknown-columns",
    |s| s.sync.allow_unknown_columns,
    |s, on| s.sync.allow_unknown_columns = on,
)];
const COURSES: [Switch; 3] = [
    (
        "setting-force-update",
        |s| s.sync.force_update,
        |s, on| s.sync.force_update = on,
    ),
    (
        "setting-new-categories-visible",
        |s| s.sync.new_categories_visible,
        |s, on| s.sync.new_categories_visible = on,
    ),
    (
        "setting-protect-category",
        |s| s.sync.protect_category,
        |s, on| s.sync.protect_category = on,
    ),
];
const USERS: [Switch; 3] = [
    (
        "setting-create-passwords",
        |s| s.sync.create_passwords,
        |s, on| s.sync.create_passwords = on,
    ),
    (
        "setting-allow-rename",
        |s| s.sync.allow_rename,
        |s, on| s.sync.allow_rename = on,
    ),
    (
        "setting-protect-emails",
        |s| s.sync.protect_emails,
        |s, on| s.sync.protect_emails = on,
    ),
];

const COURSE_IDENTIFIERS: [(&str, CourseIdentifier); 3] = [
    ("shortname", CourseIdentifier::Shortname),
    ("idnumber", CourseIdentifier::Idnumber),
    ("id", CourseIdentifier::Id),
];
const USER_IDENTIFIERS: [(&str, UserIdentifier); 4] = [
    ("idnumber", UserIdentifier::Idnumber),
    ("username", UserIdentifier::Username),
    ("email", UserIdentifier::Email),
    ("id", UserIdentifier::Id),
];
const CATEGORY_IDENTIFIERS: [(&str, CategoryIdentifier); 2] = [
    ("path", CategoryIdentifier::Path),
    ("idnumber", CategoryIdentifier::Idnumber),
];
const TEMPLATE_MODES: [(&str, TemplateMode); 3] = [
    ("ignore", TemplateMode::Ignore),
    ("add", TemplateMode::Add),
    ("replace", TemplateMode::Replace),
];

/// The settings; administrators may change them.
#[component]
pub fn Settings() -> Html {
    let text = use_text();
    let session = use_session();
    let settings = use_state(|| None::<AppSettings>);
    let failure = use_state(|| None::<api::Failure>);
    let saved = use_state(|| false);
    {
        let (settings, failure) = (settings.clone(), failure.clone());
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                match api::get::<AppSettings>("/api/settings").await {
                    Ok(found) => settings.set(Some(found)),
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    let changed = {
        let (settings, saved) = (settings.clone(), saved.clone());
        Callback::from(move |next: AppSettings| {
            saved.set(false);
            settings.set(Some(next));
        })
    };
    let submit = {
        let (settings, failure, saved) = (settings.clone(), failure.clone(), saved.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(wanted) = (*settings).clone() else {
                return;
            };
            let (settings, failure, saved) = (settings.clone(), failure.clone(), saved.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match api::put::<_, AppSettings>("/api/settings", &wanted).await {
                    Ok(kept) => {
                        settings.set(Some(kept));
                        failure.set(None);
                        saved.set(true);
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };
    let may_change = session
        .person
        .as_ref()
        .is_some_and(|person| person.role == Role::Administrator);
    html! {
        <section class="page">
            <h1>{ text.get("settings-title") }</h1>
            if !may_change { <p class="notice">{ text.get("settings-read-only") }</p> }
            <Failure failure={(*failure).clone()} />
            { match (*settings).clone() {
                None => html! { <p class="muted" role="status">{ text.get("loading") }</p> },
                Some(settings) => html! {
                    <form onsubmit={submit}>
                        <fieldset class="plain" disabled={!may_change}>
                            <Form {settings} {changed} />
                            if may_change { <button class="primary" type="submit">{ text.get("save") }</button> }
                        </fieldset>
                        <p role="status">{ if *saved { text.get("saved") } else { String::new() } }</p>
                    </form>
                },
            } }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FormProps {
    settings: AppSettings,
    changed: Callback<AppSettings>,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let text = use_text();
    let FormProps { settings, changed } = props;
    let switches = |list: &'static [Switch]| {
        list.iter()
            .map(|switch| tick(&text, *switch, settings, changed))
            .collect::<Html>()
    };
    let sync = &settings.sync;
    html! { <>
        <section class="card"><h2>{ text.get("settings-approval") }</h2>{ switches(&APPROVAL) }</section>
        <section class="card"><h2>{ text.get("settings-files") }</h2>{ switches(&FILES) }</section>
        <section class="card">
            <h2>{ text.get("settings-courses") }</h2>
            { choice(&text, "setting-course-identifier", &COURSE_IDENTIFIERS, sync.course_identifier, settings, changed, |s, to| s.sync.course_identifier = to) }
            { choice(&text, "setting-category-identifier", &CATEGORY_IDENTIFIERS, sync.category_identifier, settings, changed, |s, to| s.sync.category_identifier = to) }
            { choice(&text, "setting-template-mode", &TEMPLATE_MODES, sync.template_mode, settings, changed, |s, to| s.sync.template_mode = to) }
            { switches(&COURSES) }
        </section>
        <section class="card">
            <h2>{ text.get("settings-users") }</h2>
            { choice(&text, "setting-user-identifier", &USER_IDENTIFIERS, sync.user_identifier, settings, changed, |s, to| s.sync.user_identifier = to) }
            { choice(&text, "setting-user-course-identifier", &COURSE_IDENTIFIERS, sync.user_course_identifier, settings, changed, |s, to| s.sync.user_course_identifier = to) }
            { switches(&USERS) }
        </section>
    </> }
}

fn tick(
    text: &Text,
    (id, read, write): Switch,
    settings: &AppSettings,
    changed: &Callback<AppSettings>,
) -> Html {
    let toggle = {
        let (settings, changed) = (settings.clone(), changed.clone());
        Callback::from(move |_: Event| {
            let mut next = settings.clone();
            write(&mut next, !read(&settings));
            changed.emit(next);
        })
    };
    html! {
        <div class="setting">
            <label class="tick"><input type="checkbox" name={id} checked={read(settings)} onchange={toggle} aria-describedby={format!("{id}-hint")} />{ text.get(id) }</label>
            <p class="muted" id={format!("{id}-hint")}>{ text.get(&format!("{id}-hint")) }</p>
        </div>
    }
}

fn choice<T: Copy + PartialEq + 'static>(
    text: &Text,
    id: &'static str,
    choices: &'static [(&'static str, T)],
    chosen: T,
    settings: &AppSettings,
    changed: &Callback<AppSettings>,
    write: fn(&mut AppSettings, T),
) -> Html {
    let choose = {
        let (settings, changed) = (settings.clone(), changed.clone());
        Callback::from(move |event: Event| {
            let name = event
                .target_unchecked_into::<web_sys::HtmlSelectElement>()
                .value();
            if let Some((_, value)) = choices.iter().find(|(known, _)| *known == name) {
                let mut next = settings.clone();
                write(&mut next, *value);
                changed.emit(next);
            }
        })
    };
    html! {
        <div class="setting">
            <label>{ text.get(id) }
                <select name={id} onchange={choose} aria-describedby={format!("{id}-hint")}>
                    { for choices.iter().map(|(name, value)| html! {
                        <option value={*name} selected={*value == chosen}>{ text.get(&format!("choice-{name}")) }</option>
                    }) }
                </select>
            </label>
            <p class="muted" id={format!("{id}-hint")}>{ text.get(&format!("{id}-hint")) }</p>
        </div>
    }
}
