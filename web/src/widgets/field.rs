//! A labelled text field of a form.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// Id of the input.
    pub id: AttrValue,
    /// What is asked for.
    pub label: AttrValue,
    /// The input's type.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// What else helps to fill it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What stands in it at first.
    #[prop_or_default]
    pub value: AttrValue,
    /// What the browser may fill it with.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// Whether it must be filled.
    #[prop_or_default]
    pub required: bool,
    /// Least number of characters.
    #[prop_or_default]
    pub minlength: Option<u32>,
    /// To read the value from.
    pub node: NodeRef,
}

/// Label, input and hint.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let hint_id = props.hint.as_ref().map(|_| format!("{}-hint", props.id));
    html! {
        <div class="field">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <input id={props.id.clone()} ref={props.node.clone()} type={props.kind.clone()} defaultvalue={props.value.clone()}
                autocomplete={props.autocomplete.clone()} required={props.required} minlength={props.minlength.map(|least| least.to_string())}
                aria-describedby={hint_id.clone()} />
            if let Some(hint) = &props.hint {
                <p class="muted" id={hint_id}>{ hint }</p>
            }
        </div>
    }
}

/// What stands in the input.
pub fn value_of(node: &NodeRef) -> String {
    node.cast::<HtmlInputElement>()
        .map(|input| input.value())
        .unwrap_or_default()
}
