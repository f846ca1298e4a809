//! The Settings page: four eyes, and the settings of checks and plans, as the core's table lists them.

use toolsync_core::api::{AppSettings, Role};
use toolsync_core::settings::{ENTRIES, Entry, Form, Group};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::api;
use crate::app::use_session;
use crate::pages::parts::Failure;
use crate::text::{Text, use_text};

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
                            <Fields {settings} {changed} />
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
struct FieldsProps {
    settings: AppSettings,
    changed: Callback<AppSettings>,
}

/// Every setting, group by group.
#[component]
fn Fields(props: &FieldsProps) -> Html {
    let text = use_text();
    let FieldsProps { settings, changed } = props;
    let four_eyes = {
        let (settings, changed) = (settings.clone(), changed.clone());
        Callback::from(move |value: String| {
            let mut next = settings.clone();
            next.four_eyes = value == "1";
            changed.emit(next);
        })
    };
    let sync = |entry: &'static Entry| {
        let (settings, changed) = (settings.clone(), changed.clone());
        Callback::from(move |value: String| {
            // A form offers nothing that a setting cannot be.
            if let Ok(sync) = settings.sync.with(entry.key, &value) {
                let mut next = settings.clone();
                next.sync = sync;
                changed.emit(next);
            }
        })
    };
    let groups = Group::ALL.iter().filter_map(|group| {
        let mut entries = ENTRIES
            .iter()
            .filter(|entry| entry.group == *group)
            .peekable();
        entries.peek()?;
        let fields = entries.map(|entry| {
            let value = settings.sync.value(entry.key).unwrap_or_default();
            field(&text, &text_id(entry.key), entry.form, &value, sync(entry))
        });
        let title = text.get(&format!("settings-{}", group.as_str()));
        Some(html! { <section class="card"><h2>{ title }</h2>{ for fields }</section> })
    });
    let eyes = if settings.four_eyes { "1" } else { "0" };
    html! { <>
        <section class="card">
            <h2>{ text.get("settings-approval") }</h2>
            { field(&text, "setting-four-eyes", Form::Switch, eyes, four_eyes) }
        </section>
        { for groups }
    </> }
}

/// Id of the words of a setting.
fn text_id(key: &str) -> String {
    format!("setting-{}", key.replace('_', "-"))
}

/// Id of the words of a choice of the setting whose words have this id.
fn choice_id(id: &str, form: Form, choice: &str) -> String {
    match form {
        Form::Mode(_) => format!("{id}-{choice}"),
        _ => format!("choice-{choice}"),
    }
}

/// A setting: its name, what it can be, what it does.
fn field(text: &Text, id: &str, form: Form, value: &str, changed: Callback<String>) -> Html {
    let hint = format!("{id}-hint");
    let name = text.get(id);
    let control = match form {
        Form::Switch => {
            let toggle = Callback::from(move |event: Event| {
                let field: HtmlInputElement = event.target_unchecked_into();
                changed.emit(if field.checked() { "1" } else { "0" }.to_owned());
            });
            html! { <label class="tick"><input type="checkbox" name={id.to_owned()} checked={value == "1"} onchange={toggle} aria-describedby={hint.clone()} />{ name }</label> }
        }
        Form::Identifier(choices) | Form::Mode(choices) => {
            let choose = Callback::from(move |event: Event| {
                let field: HtmlSelectElement = event.target_unchecked_into();
                changed.emit(field.value());
            });
            let options = choices.iter().map(|choice| {
                html! { <option value={*choice} selected={*choice == value}>{ text.get(&choice_id(id, form, choice)) }</option> }
            });
            html! { <label>{ name }<select name={id.to_owned()} onchange={choose} aria-describedby={hint.clone()}>{ for options }</select></label> }
        }
        Form::Text => {
            let write = Callback::from(move |event: InputEvent| {
                let field: HtmlInputElement = event.target_unchecked_into();
                changed.emit(field.value());
            });
            html! { <label>{ name }<input type="text" name={id.to_owned()} value={value.to_owned()} oninput={write} aria-describedby={hint.clone()} /></label> }
        }
    };
    html! {
        <div class="setting">
            { control }
            <p class="muted" id={hint.clone()}>{ text.get(&hint) }</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_and_choice_has_words_in_both_languages() {
        let languages = [
            include_str!("../../messages/en/settings.ftl"),
            include_str!("../../messages/fr/settings.ftl"),
        ];
        let mut ids = Vec::new();
        for entry in ENTRIES {
            let id = text_id(entry.key);
            ids.push(format!("{id}-hint"));
            ids.push(id);
            ids.push(format!("settings-{}", entry.group.as_str()));
            if let Form::Identifier(choices) | Form::Mode(choices) = entry.form {
                let id = text_id(entry.key);
                ids.extend(
                    choices
                        .iter()
                        .map(|choice| choice_id(&id, entry.form, choice)),
                );
            }
        }
        for words in languages {
            let lacking = |id: &&String| !words.contains(&format!("\n{id} = "));
            let without: Vec<_> = ids.iter().filter(lacking).collect();
            assert!(without.is_empty(), "no words for {without:?}");
        }
    }
}
