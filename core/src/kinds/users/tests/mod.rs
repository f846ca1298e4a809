//! What a users file is told, from the whole check.

mod account;
mod bindings;
mod identity;

use crate::finding::Finding;
use crate::kinds::{Kind, testing};
use crate::settings::{Settings, UserIdentifier};
use crate::site::Directory;

/// Findings as `line column code`, against a site.
fn codes(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<String> {
    testing::codes(Kind::Users, file, settings, directory)
}

fn findings(file: &str, settings: &Settings, directory: &dyn Directory) -> Vec<Finding> {
    testing::findings(Kind::Users, file, settings, directory)
}

/// The default settings, with accounts identified otherwise.
fn identified_by(user_identifier: UserIdentifier) -> Settings {
    Settings {
        user_identifier,
        ..Settings::default()
    }
}
