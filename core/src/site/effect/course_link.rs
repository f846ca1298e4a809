//! Courses that take the people of others.

use super::Effects;
use super::expect::{course, expect, missing, next_id};
use super::meta_sync::follow;
use crate::plan::{LinkKey, Loss, Operation};
use crate::site::apply::Effect;
use crate::site::{
    ApplyError, CourseLink, MetaMethod, Object, SiteIndex, Thing, ThingKind, Touched,
};

/// A link is made, or is enabled or disabled.
pub(super) fn set(site: &SiteIndex, key: &LinkKey, old: Option<bool>, enabled: bool) -> Effects {
    if site.facts.meta == MetaMethod::Off {
        return Err(missing(Thing::method("meta")));
    }
    let (course, source) = (course(site, &key.course)?.id, course(site, &key.source)?.id);
    let found = site.link_of(course, source);
    let seen = found.map(|found| found.enabled);
    expect(|| Thing::link(key), seen == old, shown(old), shown(seen))?;
    let id = match found {
        Some(found) => found.id,
        None => next_id(site.course_links.last_key_value()),
    };
    let link = Object::CourseLink(CourseLink {
        id,
        course,
        source,
        enabled,
    });
    Ok(vec![Effect::Put(link)])
}

/// A link goes. People lose what the plan saw, no more and no less.
pub(super) fn remove(site: &SiteIndex, key: &LinkKey, old: bool, losses: &[Loss]) -> Effects {
    let effects = removal(site, key, old)?;
    let found = follow(site, &effects).losses;
    expect(who_loses, found == losses, listed(losses), listed(&found))?;
    Ok(effects)
}

fn removal(site: &SiteIndex, key: &LinkKey, old: bool) -> Effects {
    let (course, source) = (course(site, &key.course)?.id, course(site, &key.source)?.id);
    let found = site.link_of(course, source);
    let found = found.ok_or_else(|| missing(Thing::link(key)))?;
    let (expected, seen) = (shown(Some(old)), shown(Some(found.enabled)));
    expect(|| Thing::link(key), found.enabled == old, expected, seen)?;
    let gone = Touched::CourseLink(found.id);
    Ok(vec![Effect::Remove(gone)])
}

/// What people lose and how many are concerned when an operation on a link is done. Its own `losses` and `people` are not looked at: this
/// is what they are filled with.
///
/// # Errors
/// When the site cannot take the operation.
pub(super) fn consequences(
    site: &SiteIndex,
    operation: &Operation,
) -> Result<(Vec<Loss>, u64), ApplyError> {
    let effects = match operation {
        Operation::SetCourseLink {
            link, old, enabled, ..
        } => set(site, link, *old, *enabled)?,
        Operation::RemoveCourseLink { link, old, .. } => removal(site, link, *old)?,
        _ => Vec::new(),
    };
    let followed = follow(site, &effects);
    Ok((followed.losses, followed.people))
}

/// Who loses enrolments in which courses, as messages tell it.
pub(super) fn listed(losses: &[Loss]) -> String {
    let each = losses.iter();
    let each = each.map(|loss| format!("{} ({})", loss.user, loss.course));
    each.collect::<Vec<_>>().join(", ")
}

/// What is compared of people who lose enrolments.
pub(super) fn who_loses() -> Thing {
    Thing::new(ThingKind::Losses, "")
}

/// A link as messages tell it.
const fn shown(enabled: Option<bool>) -> &'static str {
    match enabled {
        Some(true) => "enabled",
        Some(false) => "disabled",
        None => "absent",
    }
}
