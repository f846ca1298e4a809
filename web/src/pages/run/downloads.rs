//! What a finished run leaves: report, tryback, archive.

use toolsync_core::api::{Phase, RunDetail};
use yew::prelude::*;

use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct DownloadsProps {
    /// The run.
    pub run: RunDetail,
    /// The place of the file that is looked at.
    pub file: usize,
}

/// The files of a run that has ended.
#[component]
pub fn Downloads(props: &DownloadsProps) -> Html {
    let text = use_text();
    if !matches!(props.run.summary.phase, Phase::Finished | Phase::Cancelled) {
        return Html::default();
    }
    let id = props.run.summary.id;
    let file = props.run.files.get(props.file);
    let verdict = file.and_then(|file| file.verdict.as_ref());
    let sheet = verdict.and_then(|verdict| verdict.sheet.as_ref());
    let has_tryback = file.is_some_and(|file| file.has_tryback);
    let trybacks = props.run.files.iter().filter(|file| file.has_tryback);
    let place = props.file;
    let hint = match sheet {
        Some(sheet) => text.with(
            "download-tryback-csv-hint",
            &[("sheet", sheet.name.clone())],
        ),
        None => text.get("download-tryback-hint"),
    };
    let language = text.language().as_str();
    let reports = ["html", "text", "csv", "json", "mail"].map(|form| {
        let ending = match form {
            "text" => "txt",
            "mail" => "eml",
            form => form,
        };
        html! {
            <li><a href={format!("/api/runs/{id}/report.{ending}?lang={language}&file={place}")} download="">{ text.get(&format!("download-report-{form}")) }</a></li>
        }
    });
    html! {
        <section class="card" aria-labelledby="downloads-title">
            <h2 id="downloads-title">{ text.get("downloads-title") }</h2>
            if props.run.files.len() > 1 {
                <p>{ file.map(|file| text.with("downloads-of", &[("file", file.name.clone())])) }</p>
            }
            <ul class="downloads">
                if trybacks.count() > 1 {
                    <li><a class="button primary" href={format!("/api/runs/{id}/trybacks")} download="">{ text.get("download-trybacks") }</a>
                        <p class="muted">{ text.get("download-trybacks-hint") }</p></li>
                }
                if has_tryback {
                    <li><a class="button primary" href={format!("/api/runs/{id}/tryback?file={place}")} download="">{ text.get("download-tryback") }</a>
                        <p class="muted">{ hint }</p></li>
                }
                { for reports }
                <li><a href={format!("/api/runs/{id}/archive?file={place}")} download="">{ text.get("download-archive") }</a></li>
            </ul>
        </section>
    }
}
