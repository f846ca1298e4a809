//! Empty categories: what a cleaning would take away, children first, and what it would leave and why (`spec/utilities.md` §4).

use serde::{Deserialize, Serialize};

use crate::site::{Category, SiteIndex};

/// What a cleaning does with a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryFate {
    /// Moodle's id.
    pub id: u64,
    /// Names from the root.
    pub path: Vec<String>,
    /// Why it stays; none: it is empty.
    pub kept: Option<KeptFor>,
}

/// Why a category is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "count", rename_all = "snake_case")]
pub enum KeptFor {
    /// It holds so many courses.
    Courses(u64),
    /// The categories below it hold so many courses.
    CoursesBelow(u64),
    /// It has so many categories below it, and only those without any are asked for.
    Subcategories(u64),
}

/// What becomes of each category below `start` (0: of the whole site), `start` itself included, children before their parents.
/// With `branches`, a branch without any course is empty as a whole; without, only a category without categories can be.
pub fn clean_categories(site: &SiteIndex, start: u64, branches: bool) -> Vec<CategoryFate> {
    let mut fates = Vec::new();
    let roots: Vec<&Category> = match start {
        0 => site.children(0).collect(),
        id => site.category(id).into_iter().collect(),
    };
    for category in roots {
        visit(site, category, branches, &mut fates);
    }
    fates
}

/// Adds what becomes of a category and of all below it; says how many courses they hold.
fn visit(
    site: &SiteIndex,
    category: &Category,
    branches: bool,
    fates: &mut Vec<CategoryFate>,
) -> u64 {
    let (mut below, mut children) = (0, 0);
    for child in site.children(category.id) {
        below += visit(site, child, branches, fates);
        children += 1;
    }
    let own = site
        .courses()
        .filter(|course| course.category == category.id)
        .count() as u64;
    let kept = match (own, below, children) {
        (1.., _, _) => Some(KeptFor::Courses(own)),
        (0, 1.., _) => Some(KeptFor::CoursesBelow(below)),
        (0, 0, 1..) if !branches => Some(KeptFor::Subcategories(children)),
        _ => None,
    };
    fates.push(CategoryFate {
        id: category.id,
        path: site.category_path(category.id),
        kept,
    });
    own + below
}
