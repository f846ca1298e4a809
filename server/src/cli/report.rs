//! `toolsync report`: what became of a run, once more.

use std::path::Path;

use anyhow::Context as _;
use toolsync_core::report::{render_csv, render_html, render_json, render_text};

use super::Ending;
use super::arguments::{Report, ReportForm};
use super::output::{catalogue, write};
use crate::mail::report_mail;
use crate::runs::{RunOptions, Runs};

/// Writes the report of a run, on the standard output or where the arguments say.
///
/// # Errors
/// When there is no such run, the store cannot be read or the file cannot be written.
pub async fn report(asked: &Report, data: &Path) -> anyhow::Result<Ending> {
    let store = super::store(data).await?;
    let sites = super::sites(data).await?;
    let runs = Runs::open(store, sites, data.to_owned(), RunOptions::default()).await?;
    let place = asked.file.saturating_sub(1);
    let report = runs.report(asked.run, place).await.with_context(|| {
        format!(
            "reading the report on file {} of run {}; the page lists the runs with their files",
            asked.file, asked.run
        )
    })?;
    let language = asked.lang;
    let bytes = match asked.form {
        ReportForm::Text => render_text(&report, language).into_bytes(),
        ReportForm::Csv => render_csv(&report, language),
        ReportForm::Json => render_json(&report, language).into_bytes(),
        ReportForm::Html => render_html(&report, language).into_bytes(),
        ReportForm::Mail => report_mail(&report, asked.run, &catalogue(language), language)?,
    };
    write(asked.out.as_deref(), &bytes)
}
