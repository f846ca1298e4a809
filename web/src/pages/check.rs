//! The Check page: a file is checked, mended and submitted.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, DragEvent};
use yew::prelude::*;

use crate::app::use_session;
use crate::check::{Desk, named};
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct CheckProps {
    /// Whether the page is the one that is shown; otherwise it keeps its file and is hidden.
    pub is_shown: bool,
}

/// The desk, and the whole window as its drop zone.
#[component]
pub fn Check(props: &CheckProps) -> Html {
    let text = use_text();
    let session = use_session();
    let is_over = use_state_eq(|| false);
    let dropped = use_state(|| None::<Dropped>);
    {
        let (is_over, dropped) = (is_over.clone(), dropped.clone());
        use_effect_with(props.is_shown, move |is_shown| {
            let listeners = is_shown.then(|| Drops::listen(is_over.setter(), dropped.setter()));
            move || drop(listeners)
        });
    }
    html! {
        <div hidden={!props.is_shown} class={classes!(is_over.then_some("drop-over"))}>
            <Desk {text} {session} dropped={(*dropped).clone()} />
        </div>
    }
}

/// Files that were dropped, and the number of the drop.
type Dropped = (u32, Vec<(String, Blob)>);

type Listener = Closure<dyn Fn(DragEvent)>;

/// Listeners on the window; they end with this value.
struct Drops(Vec<(&'static str, Listener)>);

impl Drops {
    fn listen(is_over: UseStateSetter<bool>, dropped: UseStateSetter<Option<Dropped>>) -> Self {
        let count = std::cell::Cell::new(0_u32);
        let over = {
            let is_over = is_over.clone();
            Listener::new(move |event: DragEvent| {
                if brings_files(&event) {
                    event.prevent_default();
                    is_over.set(true);
                }
            })
        };
        let leave = {
            let is_over = is_over.clone();
            Listener::new(move |event: DragEvent| {
                // Between elements of the page there is a place that the pointer goes to.
                if event.related_target().is_none() {
                    is_over.set(false);
                }
            })
        };
        let dropping = Listener::new(move |event: DragEvent| {
            is_over.set(false);
            let files = event.data_transfer().and_then(|transfer| transfer.files());
            let files = files.map(named).unwrap_or_default();
            if !files.is_empty() {
                event.prevent_default();
                count.set(count.get() + 1);
                dropped.set(Some((count.get(), files)));
            }
        });
        let listeners = Self(vec![
            ("dragover", over),
            ("dragleave", leave),
            ("drop", dropping),
        ]);
        if let Some(window) = web_sys::window() {
            for (name, listener) in &listeners.0 {
                // Adding a listener to the window does not fail.
                let _ = window
                    .add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            }
        }
        listeners
    }
}

impl Drop for Drops {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            for (name, listener) in &self.0 {
                let _ = window
                    .remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            }
        }
    }
}

/// Whether what is dragged is a file, not text of the page.
fn brings_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}
