//! What a finished run leaves: report, tryback, archive.

use toolsync_core::api::{Phase, RunDetail};
use yew::prelude::*;

use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct DownloadsProps {
    /// The run.
    pub run: RunDetail,
}

/// The files of a run that has ended.
#[component]
pub fn Downloads(props: &DownloadsProps) -> Html {
    let text = use_text();
    if !matches!(props.run.summary.phase, Phase::Finished | Phase::Cancelled) {
        return Html::default();
    }
    let id = props.run.summary.id;
    let sheet = props
        .run
        .verdict
        .as_ref()
        .and_then(|verdict| verdict.sheet.as_ref());
    let hint = match sheet {
        Some(sheet) => text.with(
            "download-tryback-csv-hint",
            &[("sheet", sheet.name.clone())],
        ),
        None => text.get("download-tryback-hint"),
    };
    let language = text.language().as_str();
    let reports = ["html", "text", "csv", "json"].map(|form| {
        let ending = if form == "text" { "txt" } else { form };
        html! {
            <li><a href={format!("/api/runs/{id}/report.{ending}?lang={language}")} download="">{ text.get(&format!("download-report-{form}")) }</a></li>
        }
    });
    html! {
        <section class="card" aria-labelledby="downloads-title">
            <h2 id="downloads-title">{ text.get("downloads-title") }</h2>
            <ul class="downloads">
                if props.run.has_tryback {
                    <li><a class="button primary" href={format!("/api/runs/{id}/tryback")} download="">{ text.get("download-tryback") }</a>
                        <p class="muted">{ hint }</p></li>
                }
                { for reports }
                <li><a href={format!("/api/runs/{id}/archive")} download="">{ text.get("download-archive") }</a></li>
            </ul>
        </section>
    }
}
