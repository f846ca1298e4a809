//! What the lines of a list of courses to delete must satisfy: against each other, and against the site.

use crate::finding::{Code, Finding};
use crate::kinds::cells::plain_number;
use crate::kinds::course_list::{CourseList, ask};
use crate::kinds::{Header, Row, RowChecks};
use crate::settings::{CourseIdentifier, Settings};
use crate::site::{Directory, FRONT_PAGE, Forecast, Space};

/// The checks of a list of courses to delete, fed line by line in file order.
#[derive(Debug)]
pub(crate) struct CourseDeletionsChecks {
    list: CourseList,
    identifier: CourseIdentifier,
}

impl CourseDeletionsChecks {
    /// Checks at the start of a list.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let identifier = settings.course_delete_identifier;
        Self {
            list: CourseList::new(header.position("course"), identifier),
            identifier,
        }
    }
}

impl RowChecks for CourseDeletionsChecks {
    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        // The first line has been told already what is wrong.
        if self.list.is_repeated(row, findings) {
            return;
        }
        let is_number = self.identifier == CourseIdentifier::Id;
        if is_number && self.list.key(row) == FRONT_PAGE.to_string() {
            findings.push(row.finding_on(Code::FrontPage, self.list.place));
            return;
        }
        if let Some(near) = self.list.is_missing(row, directory, findings) {
            let finding = row.finding_on(Code::CourseDeleteMissing, self.list.place);
            let finding = finding.with("value", row.given(self.list.place));
            findings.push(ask(finding, near));
        }
    }
}

/// Says which course a line removes, for the files of a bundle that come after.
pub(super) fn brings(row: &Row<'_>, settings: &Settings, forecast: &mut Forecast<'_>) {
    let name = row.text("course").unwrap_or_default();
    let by = settings.course_delete_identifier;
    let name = match by {
        CourseIdentifier::Id => plain_number(name),
        CourseIdentifier::Shortname | CourseIdentifier::Idnumber => name,
    };
    forecast.remove(Space::course(by), name);
}
