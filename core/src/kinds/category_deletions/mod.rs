//! Empty categories to delete: the cleaning of tool_sync (`spec/utilities.md` §4, Q54) as a file, so that it is planned, approved and
//! reported like all else. [`crate::generate::category_deletions`] makes such files.
//!
//! | room | what it says |
//! |---|---|
//! | `check` | which categories, each once, each there |
//! | `plan` | that a category is still empty, and what goes and moves with it |
//!
//! A category with a course is never deleted, nor one with categories in it that the lines above do not delete: children come first.
//! Cohorts of a category move up to the one above, as Moodle does it.

mod check;
mod plan;

#[cfg(test)]
mod tests;

use self::check::CategoryDeletionsChecks;
use super::{Column, Definition, Planning, ValueType};

/// The column that names the category. No other kind has it, so that no file of another purpose is ever taken for this kind.
pub const CATEGORY: &str = "emptycategory";

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "category_deletions",
    columns: COLUMNS,
    retired: &[],
    synonyms: &[],
    partners: &[],
    subject: &["path", CATEGORY],
    sample: include_str!("../../../../samples/emptycategories.csv"),
    makes: None,
    told_by: Some(CATEGORY),
    checks: |header, _| Box::new(CategoryDeletionsChecks::new(header)),
    brings: None,
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// The columns of a file of categories to delete.
pub const COLUMNS: &[Column] = &[
    Column::required(CATEGORY, ValueType::Category),
    Column::optional("path", ValueType::Text(0)),
];
