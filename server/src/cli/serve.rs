//! `toolsync serve`: the server with its page.

use std::path::Path;

use super::Ending;
use super::arguments::Serve;
use crate::http::{self, ServeOptions};
use crate::runs::{Breakpoints, RunOptions};

/// Serves until the process is told to end.
///
/// # Errors
/// When a site or the store cannot be opened, or the address not be listened on.
pub async fn serve(asked: &Serve, data: &Path) -> anyhow::Result<Ending> {
    // Made first, with the advice that goes with it.
    let sites = super::sites(data).await?;
    let options = ServeOptions {
        database_url: std::env::var(super::DATABASE_URL).ok(),
        https: asked.https,
        runs: RunOptions {
            largest_file: asked.largest_file.saturating_mul(1 << 20),
            breakpoints: Breakpoints::from_environment(),
            ..RunOptions::default()
        },
    };
    http::serve(asked.listen, data.to_owned(), sites, options).await?;
    Ok(Ending::Good)
}
