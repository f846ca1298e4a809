//! How a row of a file of categories to delete becomes an operation.

use super::CATEGORY;
use crate::finding::{Code, Finding};
use crate::kinds::CategoryName;
use crate::plan::{CategoryKey, Draft, Operation, Refusal};
use crate::site::Category;

/// Plans one row.
///
/// # Errors
/// The finding that refuses it: no such category, several of them, another path than the row says, or something is in it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let Some(category) = named(draft)? else {
        // A line above deletes it.
        return Ok(());
    };
    let path = draft.site().category_path(category.id);
    if let Some(given) = draft.text("path")
        && given != path.join("/")
    {
        return Err(Box::new(
            draft
                .finding(Code::CategoryDiffers, "path")
                .with("value", given)
                .with("path", path.join("/")),
        ));
    }
    if let Some(refusal) = not_empty(draft, category.id) {
        return Err(Box::new(refusal.with("path", path.join("/"))));
    }
    let operation = Operation::DeleteCategory {
        old: Box::new(draft.site().category_state(&category)),
        category: CategoryKey {
            id: Some(category.id),
            path,
        },
    };
    draft.apply(operation)
}

/// The category of the row; none when a line above deletes it.
fn named(draft: &Draft<'_>) -> Result<Option<Category>, Refusal> {
    let text = draft.text(CATEGORY).unwrap_or_default();
    let site = draft.site();
    let ids = match CategoryName::of(text) {
        CategoryName::Id(id) => site
            .category(id)
            .map(|found| found.id)
            .into_iter()
            .collect(),
        CategoryName::Path(levels) => {
            let path: Vec<String> = levels.iter().map(|level| (*level).to_owned()).collect();
            site.categories_by_path(&path)
        }
    };
    match ids[..] {
        [] if draft.was_found(Code::DuplicateRow) => Ok(None),
        [] => Err(Box::new(
            draft
                .finding(Code::UnknownCategory, CATEGORY)
                .with("value", text)
                .with("suggested", "no"),
        )),
        [id] => Ok(site.category(id).cloned()),
        [..] => Err(Box::new(
            draft
                .finding(Code::AmbiguousCategory, CATEGORY)
                .with("value", text)
                .with("count", ids.len()),
        )),
    }
}

/// What is in a category, as the refusal to delete it.
fn not_empty(draft: &Draft<'_>, id: u64) -> Option<Finding> {
    let site = draft.site();
    let courses = site.courses().filter(|course| course.category == id);
    let (what, count) = match courses.count() {
        0 => ("categories", site.children(id).count()),
        courses => ("courses", courses),
    };
    (count > 0).then(|| {
        draft
            .finding(Code::CategoryNotEmpty, CATEGORY)
            .with("what", what)
            .with("count", count)
    })
}
