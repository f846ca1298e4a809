//! The end of an empty category.

use super::Effects;
use super::expect::{category, expect_features};
use crate::plan::{CategoryKey, CategoryState};
use crate::site::apply::Effect;
use crate::site::{Features, Object, SiteIndex, Thing, Touched};

/// The category goes, which is as the plan saw it and holds neither courses nor categories. Its cohorts move to the one above.
pub(super) fn delete(site: &SiteIndex, key: &CategoryKey, old: &CategoryState) -> Effects {
    let found = category(site, key)?;
    let what = || Thing::category(&key.path);
    let courses = site.courses().filter(|course| course.category == found.id);
    let held = Features::new()
        .count("courses", courses.count() as u64)
        .count("categories", site.children(found.id).count() as u64);
    let nothing = Features::new();
    expect_features(what, held == nothing, || (nothing.clone(), held.clone()))?;
    let now = site.category_state(found);
    expect_features(what, now == *old, || (told(old), told(&now)))?;
    let cohorts = old.cohorts.iter().filter_map(|cohort| {
        let mut cohort = site.cohort(cohort.id?)?.clone();
        cohort.category = found.parent;
        Some(Effect::Put(Object::Cohort(cohort)))
    });
    let gone = Effect::Remove(Touched::Category(found.id));
    Ok(cohorts.chain([gone]).collect())
}

/// A category as messages tell it.
fn told(state: &CategoryState) -> Features {
    Features::new()
        .word(if state.visible { "visible" } else { "hidden" })
        .text("idnumber", &state.idnumber)
        .names("cohort", state.cohorts.iter().map(|cohort| &cohort.name))
}
