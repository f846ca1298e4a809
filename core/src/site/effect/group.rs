//! Groups and their members.

use super::Effects;
use super::expect::{course, expect, expect_value, missing, next_id, put, user};
use crate::kinds::Value;
use crate::plan::{Change, GroupState};
use crate::site::apply::Effect;
use crate::site::{ApplyError, Group, Object, Part, SiteIndex, Thing, ThingKind, Touched};

/// A new group.
pub(super) fn create(site: &SiteIndex, shortname: &str, state: &GroupState) -> Effects {
    let course = course(site, shortname)?.id;
    free_name(site, course, shortname, &state.name)?;
    free_idnumber(site, course, shortname, &state.idnumber)?;
    put(Object::Group(Group {
        id: next_id(site.groups.last_key_value()),
        course,
        name: state.name.clone(),
        idnumber: state.idnumber.clone(),
        description: state.description.clone(),
        ..Group::default()
    }))
}

/// Another name, idnumber or description.
pub(super) fn update(site: &SiteIndex, shortname: &str, name: &str, changes: &[Change]) -> Effects {
    let mut group = group(site, shortname, name)?.clone();
    let what = || Thing::group(shortname, name);
    for change in changes {
        let new = change.new.as_ref().map(Value::to_string);
        let new = new.unwrap_or_default();
        let field = match change.field.as_str() {
            "name" => {
                free_name(site, group.course, shortname, &new)?;
                &mut group.name
            }
            "idnumber" => {
                free_idnumber(site, group.course, shortname, &new)?;
                &mut group.idnumber
            }
            "description" => &mut group.description,
            other => return Err(missing(what().field(other))),
        };
        change_text(what, field, change, new)?;
    }
    put(Object::Group(group))
}

/// A group that nobody is in goes, and out of its groupings.
pub(super) fn delete(
    site: &SiteIndex,
    shortname: &str,
    old: &GroupState,
    groupings: &[String],
) -> Effects {
    let group = group(site, shortname, &old.name)?;
    let what = || Thing::group(shortname, &old.name);
    let members = group.members.len();
    let count = || what().part(Part::Members);
    expect(count, members == 0, "0", members.to_string())?;
    expect_state(what, old, &GroupState::of_group(group))?;
    let containing: Vec<_> = site.groupings_with(group).collect();
    let names = || containing.iter().map(|grouping| grouping.name.as_str());
    let listed = |names: Vec<&str>| names.join(", ");
    expect(
        || what().part(Part::Groupings),
        names().eq(groupings.iter().map(String::as_str)),
        groupings.join(", "),
        listed(names().collect()),
    )?;
    let mut effects: Vec<Effect> = containing
        .iter()
        .map(|grouping| {
            let mut grouping = (*grouping).clone();
            grouping.groups.remove(&group.id);
            Effect::Put(Object::Grouping(grouping))
        })
        .collect();
    effects.push(Effect::Remove(Touched::Group(group.id)));
    Ok(effects)
}

/// A new member. `owned`: whether the membership is tool_sync's own.
pub(super) fn add_member(
    site: &SiteIndex,
    shortname: &str,
    name: &str,
    username: &str,
    owned: bool,
) -> Effects {
    let group = group(site, shortname, name)?;
    let user = user(site, username)?.id;
    if group.members.contains(&user) {
        let what = Thing::group_member(shortname, name, username);
        return Err(ApplyError::Exists(what));
    }
    let key = Touched::Group(group.id);
    let mut effects = vec![Effect::Join(key.clone(), user)];
    if owned {
        effects.push(Effect::Own(key, user));
    }
    Ok(effects)
}

/// A member who leaves. `owned`: whether the plan saw that the membership is tool_sync's own.
pub(super) fn remove_member(
    site: &SiteIndex,
    shortname: &str,
    name: &str,
    username: &str,
    owned: bool,
) -> Effects {
    let group = group(site, shortname, name)?;
    let user = user(site, username)?.id;
    let what = || Thing::group_member(shortname, name, username);
    if !group.members.contains(&user) {
        return Err(missing(what()));
    }
    let found = group.owned.contains(&user);
    let owner = |owned| if owned { "by_tool" } else { "by_hand" };
    let origin = || what().part(Part::Origin);
    expect(origin, found == owned, owner(owned), owner(found))?;
    Ok(vec![Effect::Leave(Touched::Group(group.id), user)])
}

/// The group of this name in the course of this short name.
pub(super) fn group<'s>(
    site: &'s SiteIndex,
    shortname: &str,
    name: &str,
) -> Result<&'s Group, ApplyError> {
    let course = course(site, shortname)?.id;
    let found = site.group(course, name);
    found.ok_or_else(|| missing(Thing::group(shortname, name)))
}

/// Changes a text that is as the change expects; an empty one is none.
pub(super) fn change_text(
    what: impl Fn() -> Thing,
    text: &mut String,
    change: &Change,
    new: String,
) -> Result<(), ApplyError> {
    let found = (!text.is_empty()).then(|| Value::Text(text.clone()));
    expect_value(what, change, found.as_ref())?;
    *text = new;
    Ok(())
}

/// That a group or grouping that goes is what the plan saw.
pub(super) fn expect_state(
    what: impl Fn() -> Thing,
    expected: &GroupState,
    found: &GroupState,
) -> Result<(), ApplyError> {
    for (field, expected, found) in [
        ("idnumber", &expected.idnumber, &found.idnumber),
        ("description", &expected.description, &found.description),
    ] {
        let same = expected == found;
        expect(|| what().field(field), same, expected, found)?;
    }
    Ok(())
}

fn free_name(site: &SiteIndex, course: u64, shortname: &str, name: &str) -> Result<(), ApplyError> {
    match site.group(course, name) {
        Some(_) => Err(ApplyError::Exists(Thing::group(shortname, name))),
        None => Ok(()),
    }
}

fn free_idnumber(
    site: &SiteIndex,
    course: u64,
    shortname: &str,
    idnumber: &str,
) -> Result<(), ApplyError> {
    match site.group_by_idnumber(course, idnumber) {
        Some(_) => Err(ApplyError::Exists(Thing::in_course(
            ThingKind::GroupOfIdnumber,
            idnumber,
            shortname,
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Operation;
    use crate::site::institution;

    /// The members of the first group, and those whose membership is tool_sync's own.
    fn members(site: &crate::site::SiteIndex) -> (Vec<u64>, Vec<u64>) {
        let group = site.groups().next().expect("the institution has groups");
        let ids = |ids: &std::collections::BTreeSet<u64>| ids.iter().copied().collect();
        (ids(&group.members), ids(&group.owned))
    }

    #[test]
    fn a_membership_knows_its_owner_as_long_as_it_lasts() {
        let mut site = institution();
        let group = site.groups().next().expect("the institution has groups");
        let (name, course) = (group.name.clone(), group.course);
        let course = site.course(course).expect("its course").shortname.clone();
        let outsider = site.users().find(|user| !group.members.contains(&user.id));
        let (id, user) = outsider
            .map(|user| (user.id, user.username.clone()))
            .expect("not everybody is in it");
        let add = |owned| Operation::AddGroupMember {
            course: course.clone(),
            group: name.clone(),
            user: user.clone(),
            owned,
        };
        let remove = |owned| Operation::RemoveGroupMember {
            course: course.clone(),
            group: name.clone(),
            user: user.clone(),
            owned,
        };
        let before = members(&site);
        assert!(!before.0.contains(&id) && before.1.is_empty());

        site.apply(&add(true)).expect("not a member yet");
        assert!(members(&site).0.contains(&id));
        assert_eq!(members(&site).1, [id]);
        let moved = site.apply(&remove(false)).expect_err("another owner");
        assert!(moved.to_string().ends_with("the plan expected by_hand"));
        site.apply(&remove(true)).expect("a member");
        assert_eq!(members(&site), before);

        site.apply(&add(false)).expect("not a member any more");
        assert!(members(&site).1.is_empty());
        let rows = [remove(false), add(true), add(true)];
        site.apply_all(&rows).expect_err("nobody joins twice");
        assert!(
            members(&site).0.contains(&id) && members(&site).1.is_empty(),
            "all or none"
        );
    }
}
