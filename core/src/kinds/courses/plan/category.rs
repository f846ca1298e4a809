//! Where a course goes (`spec/files.md` §2.1, `spec/operations.md` §2.3).

use super::unknown;
use crate::finding::Code;
use crate::kinds::CategoryName;
use crate::plan::{CategoryKey, Draft, Operation, Refusal};
use crate::settings::CategoryIdentifier;

/// A category, which may have to be created.
pub struct Place {
    /// Its id, when it exists.
    pub id: Option<u64>,
    /// How operations name it.
    pub key: CategoryKey,
    /// How many levels of the path exist.
    existing: usize,
}

impl Place {
    /// The category that a cell names.
    ///
    /// # Errors
    /// The refusal when it names one by id or idnumber that does not exist.
    pub fn named(draft: &Draft<'_>, category: &str) -> Result<Self, Refusal> {
        let site = draft.site();
        let found = match draft.settings().category_identifier {
            CategoryIdentifier::Idnumber => site.category_by_idnumber(category),
            CategoryIdentifier::Path => match CategoryName::of(category) {
                CategoryName::Id(id) => site.category(id),
                CategoryName::Path(path) => return Ok(Self::at(draft, &path)),
            },
        };
        match found {
            Some(found) => Ok(Self::existing(draft, found.id)),
            None => Err(unknown(draft, Code::UnknownCategory, "category", category)),
        }
    }

    /// The category of lowest id: where courses without a category go (Q13).
    ///
    /// # Errors
    /// The refusal when the site has no category.
    pub fn lowest(draft: &Draft<'_>) -> Result<Self, Refusal> {
        match draft.site().lowest_category() {
            Some(category) => Ok(Self::existing(draft, category.id)),
            None => Err(unknown(draft, Code::UnknownCategory, "category", "")),
        }
    }

    /// A path of names from the root, of which the last ones may be missing.
    fn at(draft: &Draft<'_>, path: &[&str]) -> Self {
        let path: Vec<String> = path.iter().map(|name| (*name).to_owned()).collect();
        let mut id = None;
        let mut existing = 0;
        while existing < path.len() {
            match draft.site().category_by_path(&path[..=existing]) {
                Some(category) => id = Some(category.id),
                None => break,
            }
            existing += 1;
        }
        let id = id.filter(|_| existing == path.len());
        let key = match id {
            Some(id) => draft.category_key(id, path),
            None => CategoryKey { id: None, path },
        };
        Self { id, key, existing }
    }

    fn existing(draft: &Draft<'_>, id: u64) -> Self {
        let path = draft.site().category_path(id);
        Self {
            id: Some(id),
            existing: path.len(),
            key: draft.category_key(id, path),
        }
    }

    /// Creates the levels that are missing, from the top.
    ///
    /// # Errors
    /// See [`Draft::apply`].
    pub fn create(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let visible = draft.settings().new_categories_visible;
        for level in self.existing..self.key.path.len() {
            let category = CategoryKey {
                id: None,
                path: self.key.path[..=level].to_vec(),
            };
            draft.apply(Operation::CreateCategory { category, visible })?;
        }
        Ok(())
    }
}
