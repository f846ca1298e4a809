//! The sites of this installation, by name.

use std::path::Path;
use std::sync::Arc;

use super::{Sandbox, Site, SiteError};

/// The name of the sandbox; it is there always.
pub const SANDBOX: &str = "sandbox";

/// Names of all sites.
pub const fn names() -> &'static [&'static str] {
    &[SANDBOX]
}

/// Opens the site of this name, kept in the folder `data`. Several processes may have it open at once.
///
/// # Errors
/// When no site has this name, or its storage fails.
pub async fn open(data: &Path, name: &str) -> Result<Arc<dyn Site>, SiteError> {
    match name {
        SANDBOX => Ok(Arc::new(Sandbox::open(&data.join("sandbox.sqlite")).await?)),
        _ => Err(SiteError::Unknown(name.to_owned())),
    }
}
