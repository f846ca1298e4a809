//! Empty categories: what a cleaning would take away, children first, and what it would leave and why (`spec/utilities.md` §4).

use std::ops::Range;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::input::quote;
use crate::kinds::category_deletions::CATEGORY;
use crate::site::SiteIndex;

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
    let mut tree = Tree {
        site,
        branches,
        children: HashMap::new(),
        courses: HashMap::new(),
        fates: Vec::new(),
    };
    for category in site.categories() {
        let children = tree.children.entry(category.parent).or_default();
        children.push(category.id);
    }
    for course in site.courses() {
        *tree.courses.entry(course.category).or_default() += 1;
    }
    if start == 0 {
        for root in tree.children.get(&0).cloned().unwrap_or_default() {
            tree.visit(root);
        }
    } else if site.category(start).is_some() {
        tree.visit(start);
    }
    tree.fates
}

/// The categories of a site on the way through them: what is in each was counted once, because a site has thousands.
struct Tree<'s> {
    site: &'s SiteIndex,
    branches: bool,
    /// The categories directly below each, by id.
    children: HashMap<u64, Vec<u64>>,
    /// How many courses are directly in each.
    courses: HashMap<u64, u64>,
    fates: Vec<CategoryFate>,
}

impl Tree<'_> {
    /// Adds what becomes of a category and of all below it; says how many courses they hold.
    fn visit(&mut self, id: u64) -> u64 {
        let children = self.children.get(&id).cloned().unwrap_or_default();
        let below: u64 = children.iter().map(|child| self.visit(*child)).sum();
        let own = self.courses.get(&id).copied().unwrap_or_default();
        let kept = match (own, below, children.len() as u64) {
            (1.., _, _) => Some(KeptFor::Courses(own)),
            (0, 1.., _) => Some(KeptFor::CoursesBelow(below)),
            (0, 0, count @ 1..) if !self.branches => Some(KeptFor::Subcategories(count)),
            _ => None,
        };
        self.fates.push(CategoryFate {
            id,
            path: self.site.category_path(id),
            kept,
        });
        own + below
    }
}

/// Where in a list, children before their parents, the category at `place` and all those below it stand.
pub fn branch(list: &[CategoryFate], place: usize) -> Range<usize> {
    let path = &list[place].path;
    let below = list[..place].iter().rev();
    let below =
        below.take_while(|fate| fate.path.len() > path.len() && fate.path.starts_with(path));
    place - below.count()..place + 1
}

/// Where in a list, children before their parents, the categories above the one at `place` stand, the nearest first.
pub fn above(list: &[CategoryFate], place: usize) -> Vec<usize> {
    let after = place + 1..list.len();
    after
        .filter(|other| branch(list, *other).contains(&place))
        .collect()
}

/// A file that deletes these categories, in their order: by number, since paths may repeat, with the path beside it.
pub fn category_deletions<'f>(fates: impl IntoIterator<Item = &'f CategoryFate>) -> String {
    let mut file = format!("{CATEGORY};path\n");
    for fate in fates {
        let path = fate.path.join("/");
        file.push_str(&format!("{};{}\n", fate.id, quote(&path, ';')));
    }
    file
}
