//! What the rows of a file of categories to delete must satisfy: against each other, and against the site. Whether a category is empty
//! is for the plan: what other files of a bundle do comes first.

use super::CATEGORY;
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::{Place, plain_number};
use crate::kinds::duplicates::KeySet;
use crate::kinds::references::Reference;
use crate::kinds::{CategoryName, Header, Row, RowChecks};
use crate::site::{Directory, Space};

/// The checks of a file of categories to delete, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct CategoryDeletionsChecks {
    category: Place,
    ids: Reference,
    paths: Reference,
    /// The line on which each category stands first.
    lines: KeySet<u64>,
}

impl CategoryDeletionsChecks {
    /// Checks at the start of a file.
    pub(crate) fn new(header: &Header) -> Self {
        Self {
            category: header.position(CATEGORY),
            ids: Reference::to(Space::CategoryId),
            paths: Reference::to(Space::CategoryPath),
            lines: KeySet::default(),
        }
    }
}

impl RowChecks for CategoryDeletionsChecks {
    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let text = row.given(self.category);
        if text.is_empty() {
            return;
        }
        let (names, name) = match CategoryName::of(text) {
            CategoryName::Id(_) => (&mut self.ids, plain_number(text).to_owned()),
            // The cell has its finding.
            CategoryName::Path(levels) if levels.contains(&"") => return,
            CategoryName::Path(levels) => (&mut self.paths, levels.join("/")),
        };
        if let Some(first) = self.lines.insert_filled(&name, row.line()) {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return;
        }
        let place = (row, self.category);
        names.check(Code::UnknownCategory, place, &name, directory, findings);
    }
}
