//! What happened to each line: outcomes, totals, and the files made of them.

mod archive;
mod existence;
mod outcome;
mod render;
#[cfg(test)]
mod tests;
mod tryback;

pub use archive::archive_copy;
pub use existence::{Existence, FoundCourse, MissingCourse};
pub use outcome::{Outcome, Report, State, Totals};
pub use render::{
    FindingDocument, OperationDocument, render_csv, render_html, render_json, render_text,
};
pub use tryback::tryback;
