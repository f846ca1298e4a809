//! What happened to each line: outcomes, totals, and the files made of them.

mod outcome;
mod render;
mod tryback;

pub use outcome::{Outcome, Report, State, Totals};
pub use render::{render_csv, render_html, render_json, render_text};
pub use tryback::{archive_copy, tryback};
