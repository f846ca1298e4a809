//! What is said of the lines of a list of courses to look for.

use crate::finding::{Code, Finding};
use crate::kinds::course_list::{CourseList, ask};
use crate::kinds::{Header, Row, RowChecks};
use crate::settings::Settings;
use crate::site::Directory;

/// The checks of a list of courses to look for, fed line by line in file order.
#[derive(Debug)]
pub(crate) struct CourseChecksChecks {
    list: CourseList,
}

impl CourseChecksChecks {
    /// Checks at the start of a list.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let identifier = settings.course_check_identifier;
        Self {
            list: CourseList::new(header.position("course"), identifier),
        }
    }
}

impl RowChecks for CourseChecksChecks {
    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        self.list.is_repeated(row, findings);
        if let Some(near) = self.list.is_missing(row, directory, findings) {
            let finding = row.finding_on(Code::CourseMissing, self.list.place);
            let finding = finding.with("value", row.given(self.list.place));
            // With more than two cells nobody knows where the description ends.
            let description = (row.record.len() == 2).then(|| row.text("description"));
            let description = description.flatten().unwrap_or_default();
            let is_described = if description.is_empty() { "no" } else { "yes" };
            let finding = finding
                .with("described", is_described)
                .with("description", description);
            findings.push(ask(finding, near));
        }
    }
}
