//! The end of a course, with all that is in it.

use super::Effects;
use super::expect::{course, expect};
use crate::plan::CourseState;
use crate::site::apply::Effect;
use crate::site::{
    ApplyError, CourseLink, FRONT_PAGE, MetaMethod, Object, Part, SiteIndex, Thing, ThingKind,
    Touched,
};

/// The course goes, which is as the plan saw it.
pub(super) fn delete(site: &SiteIndex, shortname: &str, old: &CourseState) -> Effects {
    let found = course(site, shortname)?;
    let what = || Thing::course(shortname).part(Part::Contents);
    let now = site.course_state(found);
    expect(what, now == *old, shown(old), shown(&now))?;
    if found.id == FRONT_PAGE {
        let what = Thing::new(ThingKind::FrontPage, shortname);
        return Err(ApplyError::Exists(what));
    }
    Ok(departures(site, found.id))
}

/// All that goes with a course, and the course itself. Where the people of metacourses are kept, the links by which they were taken stay
/// too, disabled: as in Moodle, whoever came by one has no access any more until it is removed.
pub(in crate::site) fn departures(site: &SiteIndex, id: u64) -> Vec<Effect> {
    let mut gone = Vec::new();
    for ((_, user), part) in site.participations.range((id, 0)..=(id, u64::MAX)) {
        let methods = part.enrolments.iter().map(|enrolment| &enrolment.method);
        gone.extend(methods.map(|method| Touched::Enrolment(id, *user, method.clone())));
        let roles = part.roles.iter();
        gone.extend(roles.map(|role| Touched::RoleAssignment(id, *user, role.clone())));
    }
    let bindings = site.bindings_of_course(id);
    gone.extend(bindings.map(|binding| Touched::CohortBinding(binding.id)));
    let (kept, ended): (Vec<_>, Vec<_>) = site
        .links_from(id)
        .partition(|_| site.facts.meta != MetaMethod::Unenrols);
    let links = site.links_into(id).chain(ended);
    gone.extend(links.map(|link| Touched::CourseLink(link.id)));
    let groupings = site.groupings().filter(|grouping| grouping.course == id);
    gone.extend(groupings.map(|grouping| Touched::Grouping(grouping.id)));
    let groups = site.groups().filter(|group| group.course == id);
    gone.extend(groups.map(|group| Touched::Group(group.id)));
    gone.push(Touched::Course(id));
    let disabled = kept.into_iter().map(|link| {
        Effect::Put(Object::CourseLink(CourseLink {
            enabled: false,
            ..link.clone()
        }))
    });
    gone.into_iter()
        .map(Effect::Remove)
        .chain(disabled)
        .collect()
}

/// A course as messages tell it.
fn shown(state: &CourseState) -> String {
    format!(
        "number {} with {} people, {} enrolments, {} groups, {} groupings, {} cohorts, {} links, {} things that people left",
        state.id,
        state.people.len(),
        state.enrolments(),
        state.groups.len(),
        state.groupings.len(),
        state.cohorts.len(),
        state.links.len(),
        state.content.values().sum::<u64>()
    )
}
