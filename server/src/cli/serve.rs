//! `toolsync serve`: the server with its page.

use std::collections::BTreeMap;
use std::path::Path;

use super::Ending;
use super::arguments::Serve;
use crate::http::{self, ServeOptions};
use crate::moodle;
use crate::runs::{Breakpoints, RunOptions, Sites};

/// Serves until the process is told to end.
///
/// # Errors
/// When a site or the store cannot be opened, or the address not be listened on.
pub async fn serve(asked: &Serve, data: &Path) -> anyhow::Result<Ending> {
    // Made first, with the advice that goes with it.
    drop(super::store(data).await?);
    let options = ServeOptions {
        database_url: std::env::var(super::DATABASE_URL).ok(),
        https: asked.https,
        runs: RunOptions {
            largest_file: asked.largest_file.saturating_mul(1 << 20),
            breakpoints: Breakpoints::from_environment(),
            ..RunOptions::default()
        },
    };
    http::serve(asked.listen, data.to_owned(), sites(data).await?, options).await?;
    Ok(Ending::Good)
}

/// All sites, open.
///
/// # Errors
/// When one cannot be opened.
pub async fn sites(data: &Path) -> anyhow::Result<Sites> {
    let mut sites = BTreeMap::new();
    for name in moodle::names() {
        sites.insert((*name).to_owned(), moodle::open(data, name).await?);
    }
    Ok(sites)
}
