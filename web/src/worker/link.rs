//! The page's end of the line to its worker.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

use super::messages::{self, Command, Report};
use crate::text;

/// A worker that runs. It ends when this is dropped, whatever it does at that moment.
pub struct Link {
    worker: Worker,
    _listener: Closure<dyn Fn(MessageEvent)>,
    _failure: Closure<dyn Fn(ErrorEvent)>,
}

impl Link {
    /// Starts a worker on the page's own module. What it says goes to `hear`.
    ///
    /// # Errors
    /// When the browser has no workers.
    pub fn start(hear: Callback<(Report, JsValue)>) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options("/worker.js", &options)?;
        let failed = hear.clone();
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let parts: Array = event.data().unchecked_into();
            if let Some(report) = messages::read::<Report>(parts.get(0)) {
                hear.emit((report, parts.get(1)));
            }
        });
        worker.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        let failure = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            failed.emit((Report::Unreadable(event.message()), JsValue::UNDEFINED));
        });
        worker.set_onerror(Some(failure.as_ref().unchecked_ref()));
        worker.post_message(&wasm_bindgen::module())?;
        Ok(Self {
            worker,
            _listener: listener,
            _failure: failure,
        })
    }

    /// Asks for something. A search in the words of findings takes the words along.
    pub fn send(&self, command: &Command) {
        let texts = match command {
            Command::Findings(query) if !query.search.is_empty() => text::source(query.language),
            _ => None,
        };
        let texts = texts.map_or(JsValue::UNDEFINED, |texts| JsValue::from_str(&texts));
        self.post(command, texts, JsValue::UNDEFINED);
    }

    /// Asks for a check of `blob`, against the site of this digest index (an `ArrayBuffer`, or undefined).
    pub fn send_file(&self, command: &Command, blob: &Blob, digest: &JsValue) {
        self.post(command, blob.clone().into(), digest.clone());
    }

    /// Asks for something to be done with these blobs.
    pub fn send_files(&self, command: &Command, blobs: &Array) {
        self.post(command, blobs.clone().into(), JsValue::UNDEFINED);
    }

    fn post(&self, command: &Command, blob: JsValue, digest: JsValue) {
        let parts = Array::of3(&messages::write(command), &blob, &digest);
        if let Err(error) = self.worker.post_message(&parts) {
            web_sys::console::error_1(&error);
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
