//! What whole-system tests share: the parts they need (a server, Chromium, PostgreSQL, MariaDB), started on ports that the
//! system gives, ended when dropped, and [`skip`], which says loudly when a part is missing.

pub mod chromium;
pub mod mariadb;
pub mod moodle;
pub mod postgres;
pub mod proxy;
pub mod server;
pub mod skip;

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}
