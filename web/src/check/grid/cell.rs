//! One cell of the table: shown, marked, edited.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::Place;
use crate::text::use_text;
use crate::worker::messages::CellView;

#[derive(Properties, PartialEq)]
pub struct CellProps {
    /// Where it stands.
    pub at: Place,
    /// What stands in it; none while it is read, or where the row is too short.
    pub cell: Option<CellView>,
    /// Whether the Tab key comes here.
    pub is_stop: bool,
    /// Whether it is being edited.
    pub is_edited: bool,
    /// Called when it is chosen, and whether to edit it.
    pub begin: Callback<(Place, bool)>,
    /// Called at the end of an edit, with the new text if there is one.
    pub finish: Callback<Option<String>>,
}

/// Id of a cell's element.
pub fn cell_id((row, column): Place) -> String {
    format!("cell-{row}-{column}")
}

/// See the module.
#[component]
pub fn Cell(props: &CellProps) -> Html {
    let text = use_text();
    let at = props.at;
    let findings = props
        .cell
        .as_ref()
        .map(|cell| cell.findings.as_slice())
        .unwrap_or_default();
    let weight = findings.iter().map(|finding| finding.severity()).min();
    let words = findings
        .iter()
        .map(|finding| text.finding(finding))
        .collect::<Vec<_>>()
        .join("\n");
    let choose = {
        let begin = props.begin.clone();
        Callback::from(move |_: FocusEvent| begin.emit((at, false)))
    };
    let open = {
        let begin = props.begin.clone();
        Callback::from(move |_: MouseEvent| begin.emit((at, true)))
    };
    let value = props
        .cell
        .as_ref()
        .map(|cell| cell.text.clone())
        .unwrap_or_default();
    let is_edited = props.is_edited && props.cell.is_some();
    let class = classes!(
        weight.map(|weight| weight.as_str()),
        props
            .cell
            .as_ref()
            .is_some_and(|cell| cell.edited)
            .then_some("changed"),
    );
    let described = (!words.is_empty()).then(|| format!("{}-note", cell_id(at)));
    html! {
        <td id={cell_id(at)} role="gridcell" {class} tabindex={if props.is_stop { "0" } else { "-1" }}
            title={(!words.is_empty()).then(|| words.clone())} aria-describedby={described.clone()}
            aria-invalid={(weight == Some(toolsync_core::finding::Severity::Error)).then_some("true")}
            onfocus={choose} ondblclick={open}>
            if is_edited {
                <Editor {value} finish={props.finish.clone()} />
            } else {
                { value }
            }
            if let Some(id) = described { <span {id} hidden=true>{ words }</span> }
        </td>
    }
}

#[derive(Properties, PartialEq)]
struct EditorProps {
    value: String,
    finish: Callback<Option<String>>,
}

/// The text field of a cell: Enter saves, Escape gives up, leaving saves.
#[component]
fn Editor(props: &EditorProps) -> Html {
    let text = use_text();
    let input = use_node_ref();
    let is_done = use_mut_ref(|| false);
    {
        let input = input.clone();
        use_effect_with((), move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                // An input that was just put in the document can have the focus.
                let _ = input.focus();
                input.select();
            }
        });
    }
    let end = {
        let (input, finish, is_done, before) = (
            input.clone(),
            props.finish.clone(),
            is_done,
            props.value.clone(),
        );
        Callback::from(move |saves: bool| {
            // The field leaves the document after Enter or Escape, and loses the focus by that.
            if is_done.replace(true) {
                return;
            }
            let written = input
                .cast::<HtmlInputElement>()
                .map(|input| input.value())
                .filter(|written| saves && *written != before);
            finish.emit(written);
        })
    };
    let press = {
        let end = end.clone();
        Callback::from(move |event: KeyboardEvent| {
            event.stop_propagation();
            match event.key().as_str() {
                "Enter" => {
                    event.prevent_default();
                    end.emit(true);
                }
                "Escape" => end.emit(false),
                _ => {}
            }
        })
    };
    let leave = Callback::from(move |_: FocusEvent| end.emit(true));
    let stay = Callback::from(|event: FocusEvent| event.stop_propagation());
    html! {
        <input ref={input} type="text" aria-label={text.get("check-cell")} defaultvalue={props.value.clone()}
            onkeydown={press} onblur={leave} onfocus={stay} />
    }
}
