//! Several files at the desk: checked one on the other, looked at one at a time.

use std::rc::Rc;

use js_sys::Array;
use toolsync_core::api::{BundlePart, BundleSubmission};
use toolsync_core::check::{CheckOptions, put_in_order};
use toolsync_core::finding::Severity;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;
use yew::prelude::*;

use super::{Desk, Msg, Open, everything};
use crate::worker::messages::{Command, RowFilter, Summary};

/// A file of a bundle that is not looked at.
#[derive(Clone)]
pub struct Parked {
    /// The file.
    open: Open,
    /// How it is read.
    options: CheckOptions,
    /// What its last check came to.
    pub(super) summary: Option<Rc<Summary>>,
}

impl Desk {
    /// New files take the place of those at hand. A ZIP archive may be a bundle.
    pub(super) fn take(&mut self, ctx: &Context<Self>, mut files: Vec<(String, Blob)>) {
        self.put_away(ctx);
        self.progress = Some((0, 0));
        let is_archive = |name: &str| name.to_ascii_lowercase().ends_with(".zip");
        if let [(name, _)] = files.as_slice()
            && !is_archive(name)
            && let Some((name, blob)) = files.pop()
        {
            return self.begin(ctx, vec![opened(name, blob)]);
        }
        let blobs: Array = files.iter().map(|(_, blob)| blob).collect();
        let names = files.into_iter().map(|(name, _)| name).collect();
        let options = Box::new(self.options.clone());
        if let Some(link) = self.worker(ctx) {
            link.send_files(&Command::Sort { names, options }, &blobs);
        }
    }

    /// The worker has put the files in order.
    pub(super) fn sorted(&mut self, ctx: &Context<Self>, names: Vec<String>, blobs: &Array) {
        let files = names.into_iter().zip(blobs.iter());
        let files = files.map(|(name, blob)| opened(name, blob.unchecked_into()));
        self.begin(ctx, files.collect());
    }

    fn begin(&mut self, ctx: &Context<Self>, files: Vec<Open>) {
        self.open = files.first().cloned();
        if files.len() > 1 {
            let parked = files.into_iter().map(|open| Parked {
                open,
                options: self.options.clone(),
                summary: None,
            });
            self.bundle = parked.collect();
        }
        // The site may have changed since the last file.
        self.choose_site(ctx, self.site.clone());
        self.progress = Some((0, 0));
    }

    /// Whether files are still to be checked.
    pub(super) fn is_checking(&self) -> bool {
        self.progress.is_some() || !self.waiting.is_empty()
    }

    /// Puts what is at hand back among the files of the bundle.
    fn park(&mut self) {
        if let (Some(open), Some(parked)) = (&self.open, self.bundle.get_mut(self.place)) {
            *parked = Parked {
                open: open.clone(),
                options: self.options.clone(),
                summary: self.summary.clone(),
            };
        }
    }

    /// Looks at another file.
    pub(super) fn look_at(&mut self, ctx: &Context<Self>, place: usize) {
        self.park();
        let Some(parked) = self.bundle.get(place).cloned() else {
            return;
        };
        self.place = place;
        self.open = Some(parked.open);
        self.options = CheckOptions {
            settings: self.options.settings.clone(),
            ..parked.options
        };
        self.summary = parked.summary;
        self.query = everything(&ctx.props().text);
        self.open_first_group();
        self.found = Rc::default();
        self.filter = RowFilter::All;
        self.rows = Rc::default();
        self.clear_board();
        self.target = None;
        self.notice = None;
        self.is_changed = false;
        // What the worker knows of the files before holds; it has the rows of the other one.
        self.waiting = [place].into();
        self.check_next(ctx, false);
    }

    /// Files of which a person says what they are have their place by that.
    pub(super) fn put_in_order(&mut self) {
        self.park();
        let name = self.open.as_ref().map(|open| open.name.clone());
        put_in_order(&mut self.bundle, |parked| {
            let recognised = parked.summary.as_ref();
            let recognised = recognised.and_then(|summary| summary.verdict.kind);
            parked.options.kind.or(recognised)
        });
        let place = self
            .bundle
            .iter()
            .position(|parked| Some(&parked.open.name) == name.as_ref());
        self.place = place.unwrap_or(0);
    }

    /// Checks the next file that waits for it. `follows`: it is the one at hand, and what the worker composed last.
    pub(super) fn check_next(&mut self, ctx: &Context<Self>, follows: bool) {
        let Some(place) = self.waiting.pop_front() else {
            return;
        };
        let is_open = place == self.place;
        let chosen = match self.bundle.get(place) {
            Some(parked) if !is_open => Some((parked.open.clone(), parked.options.clone())),
            _ => self.open.clone().map(|open| (open, self.options.clone())),
        };
        let Some((open, options)) = chosen else {
            return;
        };
        let command = Command::Check {
            options: Box::new(CheckOptions {
                name: open.name,
                settings: self.options.settings.clone(),
                ..options
            }),
            follows,
            place,
            is_open,
            goes_on: place + 1 < self.bundle.len(),
        };
        let digest = self.against.as_ref().map(|against| against.digest.clone());
        let digest = digest.unwrap_or(JsValue::UNDEFINED);
        if let Some(link) = self.worker(ctx) {
            link.send_file(&command, &open.blob, &digest);
        }
        if is_open {
            self.progress = Some((0, 0));
            self.is_changed = false;
        }
    }

    /// The files of the bundle with what their checks came to, as they are now.
    pub(super) fn files(&self) -> Vec<Parked> {
        let mut files = self.bundle.clone();
        if let (Some(open), Some(parked)) = (&self.open, files.get_mut(self.place)) {
            parked.open = open.clone();
            parked.options = self.options.clone();
            parked.summary.clone_from(&self.summary);
        }
        files
    }

    /// The list of files; nothing of a single one.
    pub(super) fn draw_files(&self, ctx: &Context<Self>) -> Html {
        if self.bundle.is_empty() {
            return Html::default();
        }
        let text = &ctx.props().text;
        let list = self.files().into_iter().enumerate().map(|(place, file)| {
            let is_chosen = place == self.place;
            let verdict = file.summary.as_ref().map(|summary| &summary.verdict);
            let kind = verdict.and_then(|verdict| verdict.kind);
            let counts = [(Severity::Error, "errors", "state-failed"), (Severity::Warning, "warnings", "state-blocked")].map(|(severity, id, class)| {
                let count = verdict.map_or(0, |verdict| verdict.count(severity));
                html! {
                    if count > 0 {
                        <span class={classes!("badge", class)}>{ format!("{} {}", text.number(count), text.count(&format!("check-tile-{id}"), count)) }</span>
                    }
                }
            });
            html! {
                <li class={classes!("bundle-file", is_chosen.then_some("chosen"))}>
                    <button type="button" aria-pressed={is_chosen.to_string()} disabled={self.is_checking()}
                        onclick={ctx.link().callback(move |_| Msg::LookAt(place))}>
                        <b>{ &file.open.name }</b>
                        <span class="muted">{ kind.map(|kind| text.kind(kind)).unwrap_or_default() }</span>
                    </button>
                    <span class="counts">
                        if let Some(verdict) = verdict { <span>{ format!("{} {}", text.number(verdict.rows), text.count("check-tile-rows", verdict.rows)) }</span> }
                        { for counts }
                    </span>
                </li>
            }
        });
        html! {
            <section class="card" aria-labelledby="bundle-title">
                <h2 id="bundle-title">{ text.count("check-bundle", self.bundle.len() as u64) }</h2>
                <p class="muted">{ text.get("check-bundle-order") }</p>
                <ol class="bundle-files">{ for list }</ol>
            </section>
        }
    }

    /// What is submitted of a bundle, and its bytes; none while a file is still to be checked.
    pub(super) fn bundle_to_submit(&self) -> Option<ToSubmit> {
        let files = self.files();
        let mut parts = Vec::new();
        let mut blobs = Vec::new();
        let (mut rows, mut bad_rows) = (0, 0);
        let mut is_blocked = false;
        for file in files {
            let verdict = &file.summary.as_ref()?.verdict;
            rows += verdict.rows;
            bad_rows += verdict.bad_rows;
            is_blocked |= verdict.blocks_execution();
            parts.push(BundlePart {
                name: file.open.name,
                // Sizes are whole numbers below 2^53.
                bytes: file.open.blob.size() as u64,
                kind: file.options.kind,
                encoding: file.options.encoding,
                separator: file.options.separator,
                sheet: file.options.sheet.filter(|_| verdict.sheet.is_some()),
                digest: verdict.digest.clone(),
            });
            blobs.push(file.open.blob);
        }
        let against = self.against.as_ref();
        Some(ToSubmit {
            submission: BundleSubmission {
                site: self.site.clone().unwrap_or_default(),
                core: toolsync_core::VERSION.to_owned(),
                site_state: against
                    .map(|against| against.state.clone())
                    .unwrap_or_default(),
            },
            parts,
            blobs,
            rows,
            bad_rows,
            is_blocked,
        })
    }
}

/// A bundle that can be submitted.
#[derive(Clone, PartialEq)]
pub struct ToSubmit {
    /// What comes with it.
    pub submission: BundleSubmission,
    /// Its files.
    pub parts: Vec<BundlePart>,
    /// Their bytes.
    pub blobs: Vec<Blob>,
    /// Rows of all files.
    pub rows: u64,
    /// Rows with errors.
    pub bad_rows: u64,
    /// Whether a file cannot be used.
    pub is_blocked: bool,
}

fn opened(name: String, blob: Blob) -> Open {
    Open {
        name,
        blob,
        before: Vec::new(),
    }
}
