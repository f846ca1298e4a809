//! Several files at once: a bundle, taken in the order of what its files need, whatever the order given.

use std::cell::RefCell;
use std::collections::BTreeSet;

use toolsync_core::check::CheckOptions;
use toolsync_core::finding::{Finding, Severity};
use toolsync_core::kinds::{Kind, Row};
use toolsync_core::site::{Directory, Space};

use super::arguments::Reading;
use super::source::{Source, Unreadable};

/// The files of a bundle, in order, and those that cannot be read.
pub struct Bundle {
    /// Open files, those that others need first; files of unknown kind last.
    pub sources: Vec<Source>,
    /// What cannot be read.
    pub unreadable: Vec<Unreadable>,
}

impl Bundle {
    /// Opens the files.
    pub fn open(reading: &Reading, options: &CheckOptions) -> Self {
        let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
        for path in &reading.files {
            match Source::open(path, options) {
                Ok(source) => sources.push(source),
                Err(error) => unreadable.push(error),
            }
        }
        sources.sort_by_key(|source| rank(source.kind));
        Self {
            sources,
            unreadable,
        }
    }

    /// The files, when all of them can be read.
    ///
    /// # Errors
    /// The first that cannot.
    pub fn all(self) -> Result<Vec<Source>, Unreadable> {
        match self.unreadable.into_iter().next() {
            Some(error) => Err(error),
            None => Ok(self.sources),
        }
    }
}

fn rank(kind: Option<Kind>) -> usize {
    Kind::ALL
        .iter()
        .position(|&other| Some(other) == kind)
        .unwrap_or(Kind::ALL.len())
}

/// A site as it will be once the files that were checked already are executed: people can be enrolled in the courses that
/// another file of the bundle creates.
pub struct Expected<'s> {
    site: &'s dyn Directory,
    /// Names as [`normal`] writes them.
    made: RefCell<BTreeSet<(Space, String)>>,
}

/// The enrolment method that every new course has.
const METHOD_OF_NEW_COURSES: &str = "manual";

impl<'s> Expected<'s> {
    /// A site before the first file.
    pub fn new(site: &'s dyn Directory) -> Self {
        Self {
            site,
            made: RefCell::default(),
        }
    }

    /// What a file of this kind is checked against. Course files are checked against the site alone: what two of them say
    /// of one course, the plan compares.
    pub fn directory(&self, kind: Option<Kind>) -> &dyn Directory {
        match kind {
            Some(Kind::Courses) => self.site,
            _ => self,
        }
    }

    /// Learns what a row will make.
    pub fn learn(&self, row: &Row<'_>, findings: &[Finding]) {
        let is_refused = findings
            .iter()
            .any(|finding| finding.severity() == Severity::Error);
        if row.header.kind != Kind::Courses || is_refused {
            return;
        }
        for (column, space, methods) in [
            ("shortname", Space::CourseShortname, Space::CourseMethod),
            (
                "idnumber",
                Space::CourseIdnumber,
                Space::MethodByCourseIdnumber,
            ),
        ] {
            if let Some(name) = row.text(column) {
                let method = format!("{name}{}{METHOD_OF_NEW_COURSES}", Space::PAIR);
                let mut made = self.made.borrow_mut();
                made.insert((space, normal(space, name)));
                made.insert((methods, normal(methods, &method)));
            }
        }
    }
}

impl Directory for Expected<'_> {
    fn covers(&self, space: Space) -> bool {
        self.site.covers(space)
    }

    fn has(&self, space: Space, name: &str) -> bool {
        self.site.has(space, name) || self.made.borrow().contains(&(space, normal(space, name)))
    }
}

/// Short names of courses are compared without regard to case.
fn normal(space: Space, name: &str) -> String {
    match space {
        Space::CourseShortname | Space::CourseMethod => name.to_lowercase(),
        _ => name.to_owned(),
    }
}
