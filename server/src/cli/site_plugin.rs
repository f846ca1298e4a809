//! `toolsync site plugin`: the plugins for Moodle, and how to install them.

use std::io::{self, Write as _};

use anyhow::Context as _;

use super::Ending;
use super::arguments::PluginsOut;
use super::output::{catalogue, text};
use crate::moodle::PLUGINS;

/// Writes an archive for each plugin, and says what to do with them.
///
/// # Errors
/// When the folder cannot be made or written to.
pub fn plugins(asked: &PluginsOut) -> anyhow::Result<Ending> {
    let folder = &asked.out;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("making the folder {}", folder.display()))?;
    let words = catalogue(asked.lang);
    let mut out = io::stdout().lock();
    for plugin in PLUGINS {
        let path = folder.join(plugin.file_name());
        std::fs::write(&path, plugin.archive())
            .with_context(|| format!("writing {}", path.display()))?;
        writeln!(out, "{}", path.display())?;
    }
    writeln!(out, "{}", text(&words, "site-plugin-install", &[]))?;
    Ok(Ending::Good)
}
