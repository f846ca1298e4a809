//! Command files for Moodle: read, checked, planned and reported, without any I/O.
//!
//! ```text
//! bytes ─ input ─▶ records ─ kinds ─▶ rows + findings ─ plan ─▶ operations ─ (a site) ─▶ outcomes ─ report ─▶ report, tryback
//! ```
//!
//! The same code runs in the browser, where a file is checked before it leaves the desk, and on
//! the server, which checks again and then plans and executes. There is no I/O in this crate, no clock, no
//! randomness and no async: bytes, time and the site's state come in as values. Readers are
//! push-fed (bytes are handed in as they arrive), and findings are data, never errors that stop the file.
#![forbid(unsafe_code)]

pub mod api;
pub mod archive;
pub mod check;
mod code;
pub mod finding;
pub mod generate;
pub mod input;
pub mod kinds;
pub mod messages;
pub mod plan;
pub mod reference;
pub mod report;
pub mod settings;
pub mod site;
pub mod undo;

/// The version of this crate; both verdicts on a file (browser's and server's) carry it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
