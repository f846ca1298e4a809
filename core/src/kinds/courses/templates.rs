//! The templates that a courses file names (`spec/files.md` §2.2, `spec/operations.md` §2.5 and §2.7).

use crate::finding::{Code, Finding};
use crate::kinds::cells::Place;
use crate::kinds::references::{Reference, suggest};
use crate::kinds::{Row, TemplateSource};
use crate::site::{Directory, Space};

/// The templates of a file.
#[derive(Debug)]
pub(super) struct Templates {
    template: Place,
    courses: Reference,
    backups: Reference,
    archives: Reference,
    readable: Reference,
}

impl Templates {
    /// No template yet; they stand in this column.
    pub(super) fn new(template: Place) -> Self {
        Self {
            template,
            courses: Reference::to(Space::CourseShortname),
            backups: Reference::to(Space::CourseBackup),
            archives: Reference::to(Space::Archive),
            readable: Reference::to(Space::ReadableArchive),
        }
    }

    /// Checks the template of a row. `made_above` says whether the file makes a course of this short name above.
    pub(super) fn check(
        &mut self,
        row: &Row<'_>,
        made_above: impl Fn(&str) -> bool,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let text = row.given(self.template);
        if text.is_empty() {
            return;
        }
        let finding = match TemplateSource::of(text) {
            TemplateSource::Course(shortname) => self.course(row, shortname, made_above, directory),
            TemplateSource::Archive(path) => self.archive(row, path, directory),
        };
        findings.extend(finding.or_else(|| self.restore(row, directory)));
    }

    /// A course, which must have a backup.
    fn course(
        &mut self,
        row: &Row<'_>,
        shortname: &str,
        made_above: impl Fn(&str) -> bool,
        directory: &dyn Directory,
    ) -> Option<Finding> {
        let found = |code| row.finding_on(code, self.template).with("value", shortname);
        if !self.courses.exists(shortname, directory)? {
            if made_above(shortname) {
                // It has no backup yet, and nobody else can have one of it.
                return Some(found(Code::TemplateNoBackup));
            }
            let finding = found(Code::TemplateNotFound);
            return Some(suggest(finding, self.courses.near(shortname, directory)));
        }
        if self.backups.exists(shortname, directory)? {
            return None;
        }
        let elsewhere = directory.covers(Space::Capability)
            && directory.has(Space::Capability, "backup_strategy");
        Some(found(if elsewhere {
            Code::TemplateNoArchive
        } else {
            Code::TemplateNoBackup
        }))
    }

    /// An archive, which must be there and readable.
    fn archive(&mut self, row: &Row<'_>, path: &str, directory: &dyn Directory) -> Option<Finding> {
        let found = |code| row.finding_on(code, self.template).with("value", path);
        if !self.archives.exists(path, directory)? {
            return Some(found(Code::TemplateFileMissing));
        }
        (!self.readable.exists(path, directory)?).then(|| found(Code::TemplateUnreadable))
    }

    /// A template is of no use where courses cannot be restored.
    fn restore(&self, row: &Row<'_>, directory: &dyn Directory) -> Option<Finding> {
        let cannot =
            directory.covers(Space::Capability) && !directory.has(Space::Capability, "restore");
        cannot.then(|| {
            row.finding_on(Code::NotCapable, self.template)
                .with("what", "restore")
        })
    }
}
