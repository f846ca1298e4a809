//! What a check came to, in a sentence and a few numbers.

use std::rc::Rc;

use toolsync_core::finding::Severity;
use toolsync_core::kinds::Kind;
use yew::prelude::*;

use crate::text::use_text;
use crate::worker::messages::{Mend, Summary};

#[derive(Properties, PartialEq)]
pub struct VerdictPanelProps {
    /// The verdict.
    pub summary: Rc<Summary>,
    /// Whether the file was checked against a site.
    pub has_site: bool,
    /// Called to apply fixes.
    pub mend: Callback<Mend>,
}

/// The result; read out as it changes.
#[component]
pub fn VerdictPanel(props: &VerdictPanelProps) -> Html {
    let text = use_text();
    let verdict = &props.summary.verdict;
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|weight| verdict.count(weight));
    // An archive is not mended here, and what it has are files.
    let is_archive = verdict.kind.is_some_and(Kind::is_archive);
    let (class, id) = if verdict.blocks_execution() {
        ("error", "check-result-blocked")
    } else if errors > 0 {
        let id = if is_archive {
            "check-result-errors-archive"
        } else {
            "check-result-errors"
        };
        ("error", id)
    } else if is_archive {
        ("success", "check-result-clean-archive")
    } else if warnings > 0 {
        ("warning", "check-result-warnings")
    } else {
        ("success", "check-result-clean")
    };
    let sentence = text.with(
        id,
        &[
            ("rows", text.number(verdict.rows)),
            ("rowsform", text.form(verdict.rows).to_owned()),
            ("bad", text.number(verdict.bad_rows)),
            ("badform", text.form(verdict.bad_rows).to_owned()),
            ("warnings", text.number(warnings)),
            ("warningsform", text.form(warnings).to_owned()),
        ],
    );
    let safe = u64::from(props.summary.safe_fixes);
    let mend = {
        let mend = props.mend.clone();
        Callback::from(move |_: MouseEvent| mend.emit(Mend::Safe))
    };
    let tile = |class: &'static str, id: &str, count: u64| {
        html! { <li class={classes!("tile", class, (count == 0).then_some("none"))}><b>{ text.number(count) }</b><span>{ text.count(id, count) }</span></li> }
    };
    html! {
        <div class="result">
            <div class={classes!("notice", class, "verdict")}>
                <p role="status">{ sentence }</p>
                if !props.has_site { <p class="muted">{ text.get("check-result-no-site") }</p> }
            </div>
            <ul class="tiles">
                { tile("", if is_archive { "check-tile-files" } else { "check-tile-rows" }, verdict.rows) }
                { tile("error", "check-tile-errors", errors) }
                { tile("warning", "check-tile-warnings", warnings) }
                { tile("info", "check-tile-notes", notes) }
            </ul>
            if safe > 0 {
                <button type="button" class="primary" onclick={mend}>{ text.count("check-mend-safe", safe) }</button>
            }
        </div>
    }
}
