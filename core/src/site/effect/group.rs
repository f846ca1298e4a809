//! Groups and their members.

use super::Effects;
use super::expect::{course, missing, next_id, put, user};
use crate::site::apply::Effect;
use crate::site::{ApplyError, Group, Object, SiteIndex, Touched};

/// A new group.
pub(super) fn create(site: &SiteIndex, shortname: &str, name: &str) -> Effects {
    let course = course(site, shortname)?.id;
    if site.group(course, name).is_some() {
        let what = format!("the group {name} of the course {shortname}");
        return Err(ApplyError::Exists(what));
    }
    put(Object::Group(Group {
        id: next_id(site.groups.last_key_value()),
        course,
        name: name.to_owned(),
        members: [].into(),
    }))
}

/// A new member.
pub(super) fn add_member(
    site: &SiteIndex,
    shortname: &str,
    group: &str,
    username: &str,
) -> Effects {
    let course = course(site, shortname)?.id;
    let what = format!("the group {group} of the course {shortname}");
    let found = site.group(course, group);
    let group = found.ok_or_else(|| missing(what.clone()))?;
    let user = user(site, username)?.id;
    if group.members.contains(&user) {
        return Err(ApplyError::Exists(format!("{username} in {what}")));
    }
    Ok(vec![Effect::Join(Touched::Group(group.id), user)])
}
