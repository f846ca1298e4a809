//! What a site is, by names: what an undo brings back. Left out are the numbers of what is made again, what is said by an absent field
//! and by its default alike, and accounts that are deleted.

use std::collections::BTreeSet;

use crate::site::{Fields, SiteIndex};
use crate::undo::compare::is_nothing;

/// Each object as a text.
pub(super) fn likeness(site: &SiteIndex) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for category in site.categories() {
        let path = site.category_path(category.id);
        all.insert(format!(
            "category {path:?} {} {}",
            category.idnumber, category.visible
        ));
    }
    for course in site.courses() {
        let fields = fields(&course.fields, &site.facts.defaults.course);
        all.insert(format!(
            "course {} {} in {} {fields:?} {:?} {:?} {} {} {:?}",
            course.id,
            course.shortname,
            course.category,
            course.sections,
            course.methods,
            course.template,
            course.backup,
            course.content
        ));
    }
    for user in site.users().filter(|user| !user.deleted) {
        let fields = fields(&user.fields, &site.facts.defaults.user);
        all.insert(format!(
            "user {} {} {fields:?} {:?} {} {:?}",
            user.id, user.username, user.password, user.password_digest, user.picture
        ));
    }
    put_cohorts(site, &mut all);
    put_groups(site, &mut all);
    for link in site.course_links() {
        all.insert(format!(
            "link {} {} {}",
            link.course, link.source, link.enabled
        ));
    }
    for enrolment in site.enrolments() {
        all.insert(format!("{enrolment:?}"));
    }
    for assignment in site.role_assignments() {
        all.insert(format!("{assignment:?}"));
    }
    all
}

/// Fields but for those that say nothing.
fn fields(fields: &Fields, defaults: &Fields) -> Vec<(String, String)> {
    let mut all = defaults.clone();
    all.extend(fields.clone());
    all.retain(|_, value| !is_nothing(value));
    let fields = all.into_iter();
    fields
        .map(|(field, value)| (field, value.to_string()))
        .collect()
}

fn put_cohorts(site: &SiteIndex, all: &mut BTreeSet<String>) {
    for cohort in site.cohorts() {
        all.insert(format!(
            "cohort {} {} {} {} {} {} {:?}",
            cohort.name,
            cohort.idnumber,
            cohort.description,
            cohort.category,
            cohort.visible,
            cohort.component,
            cohort.members
        ));
    }
    for binding in site.cohort_bindings() {
        let name = site
            .cohort(binding.cohort)
            .map_or("", |cohort| &cohort.name);
        let state = site.binding_state(binding);
        all.insert(format!(
            "binding {name} {} {} {} {state:?}",
            binding.course, binding.role, binding.method
        ));
    }
}

fn put_groups(site: &SiteIndex, all: &mut BTreeSet<String>) {
    for group in site.groups() {
        all.insert(format!(
            "group {} {} {} {} {:?} {:?} {:?}",
            group.course,
            group.name,
            group.idnumber,
            group.description,
            group.members,
            group.owned,
            group.by_cohort
        ));
    }
    for grouping in site.groupings() {
        let groups = grouping.groups.iter();
        let groups: BTreeSet<&str> = groups
            .filter_map(|id| site.group_of_id(*id))
            .map(|group| group.name.as_str())
            .collect();
        all.insert(format!(
            "grouping {} {} {} {} {groups:?}",
            grouping.course, grouping.name, grouping.idnumber, grouping.description
        ));
    }
}
