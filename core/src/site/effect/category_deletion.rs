//! The end of an empty category.

use super::Effects;
use super::expect::{category, expect};
use crate::plan::{CategoryKey, CategoryState};
use crate::site::apply::Effect;
use crate::site::{Object, SiteIndex, Thing, Touched};

/// The category goes, which is as the plan saw it and holds neither courses nor categories. Its cohorts move to the one above.
pub(super) fn delete(site: &SiteIndex, key: &CategoryKey, old: &CategoryState) -> Effects {
    let found = category(site, key)?;
    let what = || Thing::category(&key.path);
    let courses = site.courses().filter(|course| course.category == found.id);
    let held = format!(
        "with {} courses and {} categories",
        courses.count(),
        site.children(found.id).count()
    );
    let empty = "with 0 courses and 0 categories";
    expect(what, held == empty, empty, &held)?;
    let now = site.category_state(found);
    expect(what, now == *old, shown(old), shown(&now))?;
    let cohorts = old.cohorts.iter().filter_map(|cohort| {
        let mut cohort = site.cohort(cohort.id?)?.clone();
        cohort.category = found.parent;
        Some(Effect::Put(Object::Cohort(cohort)))
    });
    let gone = Effect::Remove(Touched::Category(found.id));
    Ok(cohorts.chain([gone]).collect())
}

/// A category as messages tell it.
fn shown(state: &CategoryState) -> String {
    let cohorts: Vec<&str> = state.cohorts.iter().map(|cohort| &*cohort.name).collect();
    format!(
        "{} with the idnumber “{}” and the cohorts “{}”",
        if state.visible { "visible" } else { "hidden" },
        state.idnumber,
        cohorts.join("”, “")
    )
}
