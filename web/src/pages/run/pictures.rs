//! The pictures of a run beside the people who get them, and the people who are left without one.

use std::rc::Rc;

use toolsync_core::api::{Phase, PictureBoard, RunFile};
use yew::prelude::*;

use crate::api;
use crate::pages::parts::Failure;
use crate::text::use_text;
use crate::widgets::board::{Board, FIRST};

#[derive(Properties, PartialEq)]
pub struct PicturesProps {
    /// Number of the run.
    pub id: i64,
    /// The place of the file that is looked at.
    pub file: usize,
    /// That file.
    pub of: RunFile,
    /// Where the run is.
    pub phase: Phase,
    /// Fingerprint of the plan; the pictures are asked for again when it changes.
    pub fingerprint: String,
}

/// The board of an archive of pictures that is planned.
#[component]
pub fn Pictures(props: &PicturesProps) -> Html {
    let text = use_text();
    let board = use_state(Rc::<PictureBoard>::default);
    let query = use_state_eq(|| FIRST);
    let failure = use_state(|| None::<api::Failure>);
    {
        let (board, failure) = (board.clone(), failure.clone());
        let depends = (props.id, props.file, *query, props.fingerprint.clone());
        use_effect_with(depends, move |(id, file, query, _)| {
            let state = query
                .state
                .map(|state| format!("&state={}", state.as_str()));
            let path = format!(
                "/api/runs/{id}/pictures?file={file}&limit={}{}",
                query.limit,
                state.unwrap_or_default()
            );
            wasm_bindgen_futures::spawn_local(async move {
                match api::get::<PictureBoard>(&path).await {
                    Ok(found) => board.set(Rc::new(found)),
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    if matches!(props.phase, Phase::Submitted | Phase::Rejected) {
        return Html::default();
    }
    let ask = {
        let query = query.clone();
        Callback::from(move |other| query.set(other))
    };
    let without = props.of.plan.without_picture.as_ref();
    html! { <>
        <Failure failure={(*failure).clone()} />
        <Board board={(*board).clone()} query={*query} {ask} lead={text.get("board-lead-plan")}>
            if let Some(without) = without.filter(|without| without.count > 0) {
                <details class="kept">
                    <summary>{ text.count("board-without", without.count) }</summary>
                    <p>{ without.first.join(", ") }{ (without.count > without.first.len() as u64).then_some("…") }</p>
                </details>
            }
        </Board>
    </> }
}
