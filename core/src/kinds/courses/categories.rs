//! The categories that a courses file names (`spec/files.md` §2.1, `spec/operations.md` §2.3).

use crate::finding::{Code, Finding};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::Announced;
use crate::kinds::nearby::{Near, Nearby, Reach};
use crate::kinds::references::{Reference, suggest};
use crate::kinds::{CategoryName, Row};
use crate::settings::CategoryIdentifier;
use crate::site::{Directory, Space};

/// The categories of the site, and those that the file has created so far.
#[derive(Debug)]
pub(super) struct Categories {
    category: Place,
    identifier: CategoryIdentifier,
    ids: Reference,
    idnumbers: Reference,
    paths: Reference,
    created: Announced,
    nearby: Nearby,
}

impl Categories {
    /// No category yet; they stand in this column.
    pub(super) fn new(category: Place, identifier: CategoryIdentifier) -> Self {
        Self {
            category,
            identifier,
            ids: Reference::to(Space::CategoryId),
            idnumbers: Reference::to(Space::CategoryIdnumber),
            paths: Reference::to(Space::CategoryPath),
            created: Announced::default(),
            nearby: Nearby::default(),
        }
    }

    /// Checks the category of a row. A row without one goes to the site's first category (Q13): nothing to check.
    pub(super) fn check(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let text = row.given(self.category);
        if text.is_empty() {
            return;
        }
        let place = (row, self.category);
        let references = match self.identifier {
            CategoryIdentifier::Idnumber => &mut self.idnumbers,
            CategoryIdentifier::Path => match CategoryName::of(text) {
                CategoryName::Id(_) => &mut self.ids,
                CategoryName::Path(levels) => {
                    return self.path(row, &levels, directory, findings);
                }
            },
        };
        references.check(Code::UnknownCategory, place, text, directory, findings);
    }

    /// Missing levels of a path are created; each is said once, unless a category of nearly the same name exists.
    fn path(
        &mut self,
        row: &Row<'_>,
        levels: &[&str],
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        if levels.contains(&"") {
            // The cell has its finding.
            return;
        }
        let path = levels.join("/");
        if self.paths.exists(&path, directory) != Some(false) {
            return;
        }
        let missing = self.first_missing(levels, directory);
        if let Some(near) = self.near_level(levels, missing, directory) {
            findings.push(suggest(
                row.finding_on(Code::CategoryNearMiss, self.category)
                    .with("value", &path)
                    .with("level", levels[missing]),
                Some(near),
            ));
            return;
        }
        for end in missing + 1..=levels.len() {
            let path = levels[..end].join("/");
            if self.created.first(&path) {
                findings.push(
                    row.finding_on(Code::NewCategory, self.category)
                        .with("value", path),
                );
            }
        }
    }

    /// Index of the first level that the site does not have.
    fn first_missing(&mut self, levels: &[&str], directory: &dyn Directory) -> usize {
        (1..levels.len())
            .find(|&end| {
                let path = levels[..end].join("/");
                self.paths.exists(&path, directory) == Some(false)
            })
            .map_or(levels.len() - 1, |end| end - 1)
    }

    /// The path with its first missing level spelt as one that exists, or that the file creates above. What the file has created
    /// by this very name is no slip.
    fn near_level(
        &mut self,
        levels: &[&str],
        missing: usize,
        directory: &dyn Directory,
    ) -> Option<Near> {
        let parent: String = levels[..missing]
            .iter()
            .flat_map(|level| [level, "/"])
            .collect();
        let level = levels[missing];
        if self.created.contains(&format!("{parent}{level}")) {
            return None;
        }
        let created = &self.created;
        let mut near =
            self.nearby
                .find(&format!("{parent}{level}"), Reach::OneLetter, |candidate| {
                    // The levels above are right as they are: only the last one is looked at.
                    candidate
                        .strip_prefix(parent.as_str())
                        .is_some_and(|last| !last.contains('/'))
                        && (directory.has(Space::CategoryPath, candidate)
                            || created.contains(candidate))
                })?;
        for level in &levels[missing + 1..] {
            near.name.push('/');
            near.name.push_str(level);
        }
        Some(near)
    }
}
