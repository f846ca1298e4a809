//! How the file is read: kind, encoding and separator or sheet, site; recognised, and changeable.

use toolsync_core::api::SiteSummary;
use toolsync_core::check::CheckOptions;
use toolsync_core::input::spreadsheet::SheetRead;
use toolsync_core::input::{Dialect, Encoding};
use toolsync_core::kinds::Kind;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub struct OptionsProps {
    /// What was chosen.
    pub options: CheckOptions,
    /// What was recognised, once it is known.
    pub dialect: Option<Dialect>,
    /// The kind in use, once it is known.
    pub kind: Option<Kind>,
    /// The sheet in use, when the file is a workbook.
    pub sheet: Option<SheetRead>,
    /// Called with other choices.
    pub change: Callback<CheckOptions>,
    /// Sites to check against; none when nobody is signed in.
    pub sites: Vec<SiteSummary>,
    /// The site chosen.
    pub site: Option<String>,
    /// Called with another site.
    pub choose_site: Callback<Option<String>>,
    /// Whether somebody is signed in.
    pub is_signed_in: bool,
}

/// Choices in a row.
#[component]
pub fn Options(props: &OptionsProps) -> Html {
    let text = use_text();
    let kinds: Vec<(String, String)> = Kind::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), text.kind(*kind)))
        .collect();
    let encodings: Vec<(String, String)> = Encoding::ALL
        .iter()
        .map(|encoding| (encoding.name().to_owned(), encoding.name().to_owned()))
        .collect();
    let separators: Vec<(String, String)> = Dialect::SEPARATORS
        .iter()
        .map(|separator| (separator.to_string(), separator_name(&text, *separator)))
        .collect();
    let sites: Vec<(String, String)> = props
        .sites
        .iter()
        .map(|site| {
            let has_title = !site.title.is_empty();
            let title = if has_title { &site.title } else { &site.name };
            (site.name.clone(), title.clone())
        })
        .collect();
    let options = &props.options;
    let change = |set: fn(&mut CheckOptions, Option<String>)| {
        let (options, change) = (options.clone(), props.change.clone());
        Callback::from(move |chosen: Option<String>| {
            let mut options = options.clone();
            set(&mut options, chosen);
            change.emit(options);
        })
    };
    let recognised = |value: Option<String>| match value {
        Some(value) => text.with("check-recognised", &[("value", value)]),
        None => text.get("check-automatic"),
    };
    html! {
        <div class="options" role="group" aria-label={text.get("check-options")}>
            <Choice id="kind" label={text.get("check-kind")} choices={kinds}
                automatic={recognised(props.kind.map(|kind| text.kind(kind)))}
                chosen={options.kind.map(|kind| kind.as_str().to_owned())}
                choose={change(|options, chosen| options.kind = chosen.and_then(|name| name.parse().ok()))} />
            if let Some(sheet) = &props.sheet {
                <Choice id="sheet" label={text.get("check-sheet")} choices={sheet.sheets.iter().map(|name| (name.clone(), name.clone())).collect::<Vec<_>>()}
                    automatic={recognised(Some(sheet.name.clone()))} chosen={options.sheet.clone()}
                    choose={change(|options, chosen| options.sheet = chosen)} />
            } else if !props.kind.is_some_and(Kind::is_archive) {
                <Choice id="encoding" label={text.get("check-encoding")} choices={encodings}
                    automatic={recognised(props.dialect.map(|dialect| dialect.encoding.name().to_owned()))}
                    chosen={options.encoding.map(|encoding| encoding.name().to_owned())}
                    choose={change(|options, chosen| options.encoding = chosen.and_then(|name| name.parse().ok()))} />
                <Choice id="separator" label={text.get("check-separator")} choices={separators}
                    automatic={recognised(props.dialect.map(|dialect| separator_name(&text, dialect.separator)))}
                    chosen={options.separator.map(|separator| separator.to_string())}
                    choose={change(|options, chosen| options.separator = chosen.and_then(|sign| sign.chars().next()))} />
            }
            <Choice id="site" label={text.get("check-site")} choices={sites} automatic={text.get("check-no-site")}
                chosen={props.site.clone()} choose={props.choose_site.clone()} disabled={!props.is_signed_in}
                hint={(!props.is_signed_in).then(|| text.get("check-site-signed-out"))} />
        </div>
    }
}

/// A separator in words.
fn separator_name(text: &Text, separator: char) -> String {
    match separator {
        ';' => text.get("check-separator-semicolon"),
        ',' => text.get("check-separator-comma"),
        '\t' => text.get("check-separator-tab"),
        Dialect::NONE => text.get("check-separator-none"),
        ':' => text.get("check-separator-colon"),
        other => other.to_string(),
    }
}

#[derive(Properties, PartialEq)]
struct ChoiceProps {
    id: AttrValue,
    label: AttrValue,
    /// Values and their names.
    choices: Vec<(String, String)>,
    /// What it is when nothing is chosen.
    automatic: AttrValue,
    chosen: Option<String>,
    choose: Callback<Option<String>>,
    #[prop_or_default]
    disabled: bool,
    #[prop_or_default]
    hint: Option<String>,
}

#[component]
fn Choice(props: &ChoiceProps) -> Html {
    let choose = {
        let choose = props.choose.clone();
        Callback::from(move |event: Event| {
            let value = event
                .target_dyn_into::<HtmlSelectElement>()
                .map(|select| select.value());
            choose.emit(value.filter(|value| !value.is_empty()));
        })
    };
    let options = props.choices.iter().map(|(value, name)| {
        let selected = props.chosen.as_ref() == Some(value);
        html! { <option value={value.clone()} {selected}>{ name }</option> }
    });
    let hint_id = props.hint.as_ref().map(|_| format!("{}-hint", props.id));
    html! {
        <div class="option">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <select id={props.id.clone()} onchange={choose} disabled={props.disabled} aria-describedby={hint_id.clone()}>
                <option value="" selected={props.chosen.is_none()}>{ props.automatic.clone() }</option>
                { for options }
            </select>
            if let Some(hint) = &props.hint {
                <span class="muted" id={hint_id}>{ hint }</span>
            }
        </div>
    }
}
