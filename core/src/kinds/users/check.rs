//! What the rows of a users file must satisfy beyond their single cells: against each other, and against the site.

use crate::finding::Finding;
use crate::input::Record;
use crate::kinds::{Header, Row};
use crate::settings::Settings;
use crate::site::Directory;

/// The checks of a users file, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct UsersChecks {}

impl UsersChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(_header: &Header, _settings: &Settings) -> Self {
        Self {}
    }

    /// Checks the header against the site, once, before the rows. `record` is the header's own record.
    pub(crate) fn header(
        &mut self,
        _record: &Record<'_>,
        _directory: &dyn Directory,
        _findings: &mut Vec<Finding>,
    ) {
    }

    /// Checks the next row, whose cells are each right or have findings already.
    pub(crate) fn row(
        &mut self,
        _row: &Row<'_>,
        _directory: &dyn Directory,
        _findings: &mut Vec<Finding>,
    ) {
    }
}
