//! What a courses file is told, from the whole check.

mod identity;
mod references;

use crate::finding::Finding;
use crate::kinds::{Kind, testing};
use crate::settings::Settings;
use crate::site::Directory;

/// Findings as `line column code`, against a site.
fn codes(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<String> {
    testing::codes(Kind::Courses, file, settings, directory)
}

fn findings(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<Finding> {
    testing::findings(Kind::Courses, file, settings, directory)
}
