//! Settings: those of the data folder, and over them those given on the command line.

use std::path::Path;

use anyhow::Context as _;
use toolsync_core::check::CheckOptions;
use toolsync_core::settings::Settings;

use super::arguments::{Reading, Setting};

/// How files are checked: as asked, under the stored settings and those given over them.
///
/// # Errors
/// When the store cannot be read, or a setting is unknown or cannot have its value.
pub async fn options(reading: &Reading, data: &Path) -> anyhow::Result<CheckOptions> {
    let settings = over(stored(data).await?, &reading.set)?;
    Ok(CheckOptions {
        kind: reading.kind,
        encoding: reading.encoding,
        separator: reading.separator,
        sheet: reading.sheet.clone(),
        settings,
        name: String::new(),
    })
}

/// The stored settings; the defaults where there is no store. A check of a file makes no data folder.
async fn stored(data: &Path) -> anyhow::Result<Settings> {
    if std::env::var_os(super::DATABASE_URL).is_none() && !data.join("toolsync.sqlite").exists() {
        return Ok(Settings::default());
    }
    let store = super::store(data).await?;
    let settings = store.settings().await.context("reading the settings")?;
    Ok(settings.sync)
}

fn over(stored: Settings, given: &[Setting]) -> anyhow::Result<Settings> {
    given.iter().try_fold(stored, |settings, setting| {
        Ok(settings.with(&setting.key, &setting.value)?)
    })
}
