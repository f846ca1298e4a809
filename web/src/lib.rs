//! The web app: one WebAssembly module that runs twice, as the page and as the worker in which files are checked.
//!
//! No rule about files lives here: whether a row is right, and how it is mended, is the core's business.
//! A file stays in the browser until its owner submits it.

mod api;
mod app;
mod browser;
mod check;
mod pages;
mod text;
mod time;
mod widgets;
mod worker;

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the page.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into())
    }));
    if web_sys::window().is_some() {
        wasm_bindgen_futures::spawn_local(async {
            if text::fetch().await {
                yew::Renderer::<app::App>::new().render();
            } else {
                browser::say_without_texts();
            }
        });
    } else {
        worker::start();
    }
}
