//! A report as text, CSV, JSON and HTML.

use super::Report;
use crate::messages::Language;

/// Plain text, one message a line, totals last.
pub fn render_text(_report: &Report, _language: Language) -> String {
    todo!()
}

/// The annotated list for people: one row per line of the file, safe to open in a spreadsheet
/// (no cell starts a formula). RFC 4180, `;`, UTF-8 with a byte-order mark.
pub fn render_csv(_report: &Report, _language: Language) -> Vec<u8> {
    todo!()
}

/// The report as JSON, with codes, parameters and operations.
pub fn render_json(_report: &Report, _language: Language) -> String {
    todo!()
}

/// A page of its own: no script, no outside resource, prints well.
pub fn render_html(_report: &Report, _language: Language) -> String {
    todo!()
}
