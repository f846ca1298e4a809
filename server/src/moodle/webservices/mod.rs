//! Moodle's own web services: what a site can be asked with a token and nothing installed.
//!
//! Every call is a form sent to `webservice/rest/server.php`. Moodle answers with status 200 whether it did what was asked or not, cuts
//! forms with too many fields without a word, and names a fault by a code that differs from function to function;
//! [`Client`] makes of all this one [`CallError`].

mod ability;
mod check;
mod client;
mod error;
mod form;
mod refusal;
#[allow(dead_code, reason = "connected sites are not on the main branch yet")]
mod snapshot;
#[cfg(test)]
mod tests;
#[allow(
    dead_code,
    reason = "connected sites write through it; until they do, its tests are its only callers"
)]
pub mod writer;

pub use ability::Standing;
pub use check::{AbilityCheck, SiteCheck, check};
pub use client::{Client, SiteAddress};
pub use error::{CallError, ClientError};
pub use refusal::Fault;
#[allow(
    unused_imports,
    reason = "connected sites are not on the main branch yet"
)]
pub use snapshot::snapshot;
