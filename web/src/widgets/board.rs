//! The match board: pictures of an archive beside the people whose they are.

use std::rc::Rc;

use js_sys::Array;
use toolsync_core::api::{BoardQuery, PictureBoard, PictureEntry, PictureState};
use wasm_bindgen::JsCast;
use web_sys::{Blob, Url};
use yew::prelude::*;

use crate::text::{Text, use_text};

/// How many pictures are shown at first, and how many more at each asking.
const STEP: u32 = 48;

/// What a board shows at first.
pub const FIRST: BoardQuery = BoardQuery {
    state: None,
    limit: STEP,
};

/// Addresses under which the browser shows images out of an archive. They end with this value.
#[derive(Debug, Default, PartialEq)]
pub struct Images(Vec<Option<String>>);

impl Images {
    /// Of blobs, one for each entry; what is none has no image.
    pub fn of(blobs: &Array) -> Self {
        let address = |blob: &Blob| Url::create_object_url_with_blob(blob).ok();
        let blobs = blobs.iter();
        Self(blobs.map(|blob| blob.dyn_ref().and_then(address)).collect())
    }
}

impl Drop for Images {
    fn drop(&mut self) {
        for address in self.0.iter().flatten() {
            // A failure to revoke lasts as long as the page.
            let _ = Url::revoke_object_url(address);
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct BoardProps {
    /// Counts, and the pictures to show.
    pub board: Rc<PictureBoard>,
    /// Their images, where the browser has the archive.
    #[prop_or_default]
    pub images: Rc<Images>,
    /// What was asked for.
    pub query: BoardQuery,
    /// Called to see others.
    pub ask: Callback<BoardQuery>,
    /// What the board tells, and from what.
    pub lead: String,
    /// What stands below.
    #[prop_or_default]
    pub children: Html,
}

/// States to choose from, and a card for each picture.
#[component]
pub fn Board(props: &BoardProps) -> Html {
    let text = use_text();
    let (board, query) = (&props.board, props.query);
    let all: u64 = board.counts.iter().map(|(_, count)| count).sum();
    let counts = board
        .counts
        .iter()
        .map(|(state, count)| (Some(*state), *count));
    let choices = [(None, all)].into_iter().chain(counts);
    let chips = choices.clone().map(|(state, count)| {
        let choose = props.ask.reform(move |_: MouseEvent| BoardQuery { state, ..FIRST });
        let label = state.map_or_else(|| text.get("board-all"), |state| state_name(&text, state));
        html! {
            <button type="button" class="chip" aria-pressed={(state == query.state).to_string()} onclick={choose}>
                { label }{ " " }<b>{ text.number(count) }</b>
            </button>
        }
    });
    let cards = (0..).zip(&board.entries).map(|(place, entry)| {
        let image = props.images.0.get(place).cloned().flatten();
        card(&text, entry, image)
    });
    let total = choices
        .clone()
        .find(|(state, _)| *state == query.state)
        .map_or(0, |(_, count)| count);
    let more = props.ask.reform(move |_: MouseEvent| BoardQuery {
        limit: query.limit + STEP,
        ..query
    });
    html! {
        <section class="card board-card" aria-label={text.get("board-title")}>
            <h2>{ text.get("board-title") }</h2>
            <p class="muted">{ &props.lead }</p>
            <div class="chips" role="group" aria-label={text.get("board-filter")}>{ for chips }</div>
            <ul class="board">{ for cards }</ul>
            if total > board.entries.len() as u64 {
                <button type="button" class="small" onclick={more}>{ text.get("check-more") }</button>
            }
            { props.children.clone() }
        </section>
    }
}

fn card(text: &Text, entry: &PictureEntry, image: Option<String>) -> Html {
    let size = (entry.width > 0).then(|| format!("{} × {}", entry.width, entry.height));
    let owner = entry.owner.as_ref().unwrap_or(&entry.user);
    html! {
        <li key={entry.line} class="picture">
            if let Some(image) = image {
                <img src={image} alt="" loading="lazy" decoding="async" />
            }
            <div>
                <b>{ owner }</b>
                <span class="muted">{ &entry.picture }</span>
                if let Some(size) = size { <span class="muted">{ size }</span> }
                <span class={classes!("badge", weight(entry.state))}>{ state_name(text, entry.state) }</span>
            </div>
        </li>
    }
}

fn state_name(text: &Text, state: PictureState) -> String {
    text.get(&format!("picture-{}", state.as_str().replace('_', "-")))
}

/// The colours of a state.
fn weight(state: PictureState) -> &'static str {
    match state {
        PictureState::Matched | PictureState::New | PictureState::Replaces => "done",
        PictureState::NoOwner | PictureState::SeveralOwners | PictureState::Second => "held",
        PictureState::Unusable => "failed",
        PictureState::Unchanged | PictureState::Kept => "",
    }
}
