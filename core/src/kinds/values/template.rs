//! What courses are made of: templates and sections.

use std::borrow::Cow;

use super::text::{Lines, fits, legible};
use super::{Parsed, Problems};

/// How many characters Moodle keeps of a course's short name, and of a section's title.
const LONGEST: usize = 255;

/// Where a course's content comes from (`spec/files.md` §2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateSource<'a> {
    /// A course, by short name.
    Course(&'a str),
    /// An archive, by path in the site's file system.
    Archive(&'a str),
}

impl<'a> TemplateSource<'a> {
    /// Takes a cell apart: what has `.mbz` in it is a path.
    pub fn of(text: &'a str) -> Self {
        if text.to_ascii_lowercase().contains(".mbz") {
            Self::Archive(text)
        } else {
            Self::Course(text)
        }
    }
}

/// Title and summary of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionText<'a> {
    /// What stands before the first `|`; empty: the format's own title.
    pub title: &'a str,
    /// What stands after it.
    pub summary: Option<&'a str>,
}

impl<'a> SectionText<'a> {
    /// Takes a cell apart.
    pub fn of(text: &'a str) -> Self {
        match text.split_once('|') {
            Some((title, summary)) => Self {
                title: title.trim(),
                summary: Some(summary.trim()),
            },
            None => Self {
                title: text.trim(),
                summary: None,
            },
        }
    }
}

/// Reads a template.
pub(super) fn read<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    let most = match TemplateSource::of(text) {
        TemplateSource::Course(_) => LONGEST,
        TemplateSource::Archive(_) => 0,
    };
    (legible(text, Lines::One, problems) && fits(text, most, problems))
        .then_some(Parsed::Text(Cow::Borrowed(text)))
}

/// Reads a section; its summary may have line breaks.
pub(super) fn section<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    (legible(text, Lines::Many, problems) && fits(SectionText::of(text).title, LONGEST, problems))
        .then_some(Parsed::Text(Cow::Borrowed(text)))
}
