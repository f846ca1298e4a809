//! The end of a course, with all that is in it.

use super::Effects;
use super::expect::{course, expect_features};
use crate::plan::CourseState;
use crate::site::apply::Effect;
use crate::site::{
    ApplyError, CourseLink, FRONT_PAGE, Features, MetaMethod, Object, Part, SiteIndex, Thing,
    ThingKind, Touched,
};

/// The course goes, which is as the plan saw it.
pub(super) fn delete(site: &SiteIndex, shortname: &str, old: &CourseState) -> Effects {
    let found = course(site, shortname)?;
    let what = || Thing::course(shortname).part(Part::Contents);
    let now = site.course_state(found);
    expect_features(what, now == *old, || (told(old), told(&now)))?;
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
fn told(state: &CourseState) -> Features {
    let roles = state.people.iter().map(|person| person.roles.len());
    let members = state.groups.iter().map(|group| group.members.len());
    let groups = state.groups.iter().map(|group| &group.group.name);
    let groupings = state.groupings.iter();
    let features = Features::new()
        .count("number", state.id)
        .names("group", groups)
        .names("grouping", groupings.map(|one| &one.grouping.name))
        .count("cohorts", state.cohorts.len() as u64)
        .count("links", state.links.len() as u64)
        .count("enrolments", state.enrolments() as u64)
        .count("roles", roles.sum::<usize>() as u64)
        .count("group_members", members.sum::<usize>() as u64);
    let content = state.content.iter();
    content.fold(features, |features, (what, count)| {
        features.count(what, *count)
    })
}
