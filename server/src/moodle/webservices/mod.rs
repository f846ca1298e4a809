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
mod snapshot;
#[cfg(test)]
mod tests;
mod writer;

pub use ability::Standing;
#[cfg(test)]
pub use check::functions;
pub use check::{SiteCheck, SiteInfo, check, version_number};
pub use client::{Client, SiteAddress};
pub use error::{CallError, ClientError};
pub use refusal::Fault;
pub use snapshot::snapshot;
pub use writer::{Limits as WriterLimits, Writer};
