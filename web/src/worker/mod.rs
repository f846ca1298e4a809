//! The worker: files are read and checked here, so that the page never freezes.
//!
//! The page sends `[command, blob or texts?, digest index?]` and hears `[report, blob or blobs?]`. A blob is a handle; its bytes are read
//! here and go nowhere else. One check runs at a time: a new one makes the one before it stop at its next chunk.

mod bundle;
pub mod link;
pub mod messages;
pub mod rows;
mod session;
pub mod splice;
mod stream;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use toolsync_core::api::PictureEntry;
use toolsync_core::check::{CheckOptions, Checker};
use toolsync_core::finding::Finding;
use toolsync_core::kinds::Row;
use toolsync_core::site::{DigestIndex, Directory, ExpectedNames, ExpectedSite, NoSite};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use messages::{Command, Report};
use rows::RowIndex;
use session::{Picture, Session};
use splice::Piece;

use crate::text;

/// Least time between two reports of progress, in milliseconds.
const PROGRESS_PAUSE: f64 = 100.0;

#[derive(Default)]
struct State {
    /// The last check that ended.
    session: Option<Rc<RefCell<Session>>>,
    /// Number of the last check that began.
    check: u32,
    /// Whether the session is older than the file that is being checked: rows may be read, nothing changed.
    is_stale: bool,
    /// The names that files which are checked together change, by the places of the files.
    names: Vec<ExpectedNames>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Listens to the page.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let listener = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let parts: Array = event.data().unchecked_into();
        if let Some(command) = messages::read::<Command>(parts.get(0)) {
            obey(command, parts.get(1), parts.get(2));
        }
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
}

fn tell(report: &Report, blob: Option<&Blob>) {
    let blob = blob.map_or(JsValue::UNDEFINED, |blob| blob.clone().into());
    send(report, &blob);
}

fn send(report: &Report, blob: &JsValue) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let sent = scope.post_message(&Array::of2(&messages::write(report), blob));
    if let Err(error) = sent {
        web_sys::console::error_1(&error);
    }
}

fn obey(command: Command, blob: JsValue, digest: JsValue) {
    let session = STATE.with_borrow(|state| state.session.clone());
    let is_stale = STATE.with_borrow(|state| state.is_stale);
    match (command, session) {
        (Command::Sort { names, options }, _) => spawn_local(async move {
            match bundle::sort(names, &blob.unchecked_into(), *options).await {
                Ok((names, blobs)) => send(&Report::Sorted(names), &blobs),
                Err(error) => tell(&Report::Unreadable(error), None),
            }
        }),
        (
            Command::Check {
                options,
                follows,
                place,
                is_open,
                goes_on,
            },
            _,
        ) => {
            let number = STATE.with_borrow_mut(|state| {
                state.check += 1;
                if is_open {
                    state.is_stale = !follows;
                }
                state.check
            });
            let blob: Blob = blob.unchecked_into();
            let how = How {
                number,
                place,
                is_open,
                goes_on,
            };
            spawn_local(check(how, blob, *options, digest));
        }
        (Command::Rows(wanted), Some(session)) => spawn_local(async move {
            match session::rows(&session, wanted).await {
                Ok(page) => tell(&Report::Rows(page), None),
                Err(error) => tell(&Report::Unreadable(error), None),
            }
        }),
        (Command::Board(query), Some(session)) => spawn_local(async move {
            let (board, images) = session::board(&session, query).await;
            send(&Report::Board(board), &images);
        }),
        (Command::Findings(query), Some(session)) => {
            if let Some(ftl) = blob.as_string() {
                text::keep(query.language, ftl.into());
            }
            tell(&Report::Findings(session.borrow().findings(&query)), None);
        }
        (Command::Mend(mend), Some(session)) if !is_stale => {
            let changed = session.borrow_mut().mend(mend);
            tell_change(changed);
        }
        (Command::Edit(edit), Some(session)) if !is_stale => spawn_local(async move {
            tell_change(session::edit(&session, edit).await);
        }),
        (Command::BadRows, Some(session)) => {
            if let Ok(blob) = session.borrow().bad_rows() {
                tell(&Report::BadRows, Some(&blob));
            }
        }
        // There is nothing to read or to change yet.
        _ => {}
    }
}

/// Says what became of a change.
fn tell_change(changed: Result<session::Changed, messages::Refusal>) {
    match changed {
        Ok(changed) => tell(
            &Report::Edited {
                mends: changed.mends,
            },
            Some(&changed.blob),
        ),
        Err(refusal) => tell(&Report::Refused(refusal), None),
    }
}

/// A check among others.
#[derive(Clone, Copy)]
struct How {
    number: u32,
    place: usize,
    is_open: bool,
    goes_on: bool,
}

async fn check(how: How, blob: Blob, options: CheckOptions, digest: JsValue) {
    let directory: Box<dyn Directory> = if digest.is_undefined() {
        Box::new(NoSite)
    } else {
        match DigestIndex::from_bytes(&js_sys::Uint8Array::new(&digest).to_vec()) {
            Ok(index) => Box::new(index),
            Err(error) => return tell(&Report::Unreadable(error.to_string()), None),
        }
    };
    let mut names = ExpectedNames::default();
    STATE.with_borrow(|state| {
        for before in state.names.iter().take(how.place) {
            names.add(before.clone());
        }
    });
    let expected = ExpectedSite::new(directory.as_ref(), &names);
    let mut noted = ExpectedNames::default();
    let mut checker = Checker::new(options, &expected);
    if how.goes_on {
        // No bundle has so many files.
        let place = u32::try_from(how.place).unwrap_or(u32::MAX);
        checker = checker.noting(place, &mut noted);
    }
    let (mut index, mut pictures) = (RowIndex::default(), Vec::new());
    let mut add = |row: &Row<'_>, findings: &[Finding]| {
        if !how.is_open {
            return;
        }
        index.add(row.record, findings);
        if row.header.kind.is_archive() {
            pictures.push(Picture {
                entry: PictureEntry::checked(row, findings),
                span: row.record.span(),
            });
        }
    };
    let mut told = js_sys::Date::now();
    let is_current = || STATE.with_borrow(|state| state.check == how.number);
    let read = stream::read(&blob, |bytes| {
        if !is_current() {
            return false;
        }
        checker.push_rows(bytes, &mut add);
        let now = js_sys::Date::now();
        if now - told >= PROGRESS_PAUSE {
            told = now;
            let (bytes, rows) = (checker.position(), checker.rows());
            tell(&Report::Progress { bytes, rows }, None);
        }
        true
    })
    .await;
    if !is_current() {
        return;
    }
    if let Err(error) = read {
        return tell(&Report::Unreadable(error), None);
    }
    let (verdict, text) = checker.finish_text(&mut add);
    STATE.with_borrow_mut(|state| {
        state.names.truncate(how.place);
        state.names.resize_with(how.place, ExpectedNames::default);
        state.names.push(noted);
    });
    if !how.is_open {
        let summary = Session::new(blob, verdict, index, pictures).summary();
        return tell(&Report::Checked(how.place, Box::new(summary)), None);
    }
    // Of a workbook, rows are read and changed in the text of its sheet.
    let blob = match text {
        Some(text) => stream::compose(&blob, &[Piece::New(text.as_bytes())]),
        None => Ok(blob),
    };
    let blob = match blob {
        Ok(blob) => blob,
        Err(error) => return tell(&Report::Unreadable(error), None),
    };
    let session = Session::new(blob, verdict, index, pictures);
    let summary = session.summary();
    STATE.with_borrow_mut(|state| {
        state.session = Some(Rc::new(RefCell::new(session)));
        state.is_stale = false;
    });
    tell(&Report::Checked(how.place, Box::new(summary)), None);
}
