//! The reference: what each kind of file holds and what each code means, as the server tells it from the tables of the core.

mod code;
mod contents;
mod kind;

pub use code::Code;
pub use contents::Contents;
pub use kind::Kind;

use serde::de::DeserializeOwned;
use toolsync_core::messages::Language;
use yew::prelude::*;

use crate::api;
use crate::text::use_text;

/// What the server says at a path, asked again in another language.
#[hook]
pub fn use_answer<T: DeserializeOwned + Clone + 'static>(
    path: String,
) -> (Option<T>, Option<api::Failure>) {
    let language: Language = use_text().language();
    let answer = use_state(|| None::<T>);
    let failure = use_state(|| None::<api::Failure>);
    {
        let (answer, failure) = (answer.clone(), failure.clone());
        use_effect_with((path, language), move |(path, _)| {
            let path = path.clone();
            wasm_bindgen_futures::spawn_local(async move {
                match api::get::<T>(&path).await {
                    Ok(said) => {
                        answer.set(Some(said));
                        failure.set(None);
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    ((*answer).clone(), (*failure).clone())
}
