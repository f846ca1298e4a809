//! Toolsync: keeps a Moodle site in step with an institution's CSV files.
//!
//! One binary: the server with its page, and the command line over the same core.

mod accounts;
mod http;
mod moodle;
mod runs;
mod store;

fn main() {}
