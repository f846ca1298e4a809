//! Groupings and the groups in them.

use super::Effects;
use super::expect::{course, expect, missing, next_id, put};
use super::group::{change_text, expect_state, group};
use crate::kinds::Value;
use crate::plan::{Change, GroupState};
use crate::site::apply::Effect;
use crate::site::{ApplyError, Grouping, Object, Part, SiteIndex, Thing, ThingKind, Touched};

/// The field of a course that holds the id of its default grouping.
pub(super) const DEFAULT_GROUPING: &str = "defaultgroupingid";

/// A new grouping, without groups.
pub(super) fn create(site: &SiteIndex, shortname: &str, state: &GroupState) -> Effects {
    let course = course(site, shortname)?.id;
    free_name(site, course, shortname, &state.name)?;
    free_idnumber(site, course, shortname, &state.idnumber)?;
    put(Object::Grouping(Grouping {
        id: next_id(site.groupings.last_key_value()),
        course,
        name: state.name.clone(),
        idnumber: state.idnumber.clone(),
        description: state.description.clone(),
        ..Grouping::default()
    }))
}

/// Another name, idnumber or description.
pub(super) fn update(site: &SiteIndex, shortname: &str, name: &str, changes: &[Change]) -> Effects {
    let mut grouping = grouping(site, shortname, name)?.clone();
    let what = || Thing::grouping(shortname, name);
    for change in changes {
        let new = change.new.as_ref().map(Value::to_string);
        let new = new.unwrap_or_default();
        let field = match change.field.as_str() {
            "name" => {
                free_name(site, grouping.course, shortname, &new)?;
                &mut grouping.name
            }
            "idnumber" => {
                free_idnumber(site, grouping.course, shortname, &new)?;
                &mut grouping.idnumber
            }
            "description" => &mut grouping.description,
            other => return Err(missing(what().field(other))),
        };
        change_text(what, field, change, new)?;
    }
    put(Object::Grouping(grouping))
}

/// A grouping without groups goes; a course whose default it was has none then.
pub(super) fn delete(
    site: &SiteIndex,
    shortname: &str,
    old: &GroupState,
    default: bool,
) -> Effects {
    let grouping = grouping(site, shortname, &old.name)?;
    let what = || Thing::grouping(shortname, &old.name);
    let groups = grouping.groups.len();
    let count = || what().part(Part::Groups);
    expect(count, groups == 0, "0", groups.to_string())?;
    expect_state(what, old, &GroupState::of_grouping(grouping))?;
    let is_default = site.is_default_grouping(grouping);
    let yes_or_no = |yes: bool| if yes { "yes" } else { "no" };
    expect(
        || what().part(Part::Default),
        is_default == default,
        yes_or_no(default),
        yes_or_no(is_default),
    )?;
    let mut effects = vec![Effect::Remove(Touched::Grouping(grouping.id))];
    if is_default {
        let mut course = course(site, shortname)?.clone();
        course
            .fields
            .insert(DEFAULT_GROUPING.to_owned(), Value::Int(0));
        effects.push(Effect::Put(Object::Course(course)));
    }
    Ok(effects)
}

/// One more group.
pub(super) fn add(site: &SiteIndex, shortname: &str, name: &str, group_name: &str) -> Effects {
    let mut grouping = grouping(site, shortname, name)?.clone();
    let group = group(site, shortname, group_name)?;
    if !grouping.groups.insert(group.id) {
        let what = Thing::grouping_member(shortname, name, group_name);
        return Err(ApplyError::Exists(what));
    }
    put(Object::Grouping(grouping))
}

impl SiteIndex {
    /// Whether this is the default grouping of its course.
    pub(crate) fn is_default_grouping(&self, grouping: &Grouping) -> bool {
        let course = self.course(grouping.course);
        let default = course.and_then(|course| course.fields.get(DEFAULT_GROUPING));
        default.is_some_and(|id| id.to_string() == grouping.id.to_string())
    }
}

fn grouping<'s>(
    site: &'s SiteIndex,
    shortname: &str,
    name: &str,
) -> Result<&'s Grouping, ApplyError> {
    let course = course(site, shortname)?.id;
    let found = site.grouping(course, name);
    found.ok_or_else(|| missing(Thing::grouping(shortname, name)))
}

fn free_name(site: &SiteIndex, course: u64, shortname: &str, name: &str) -> Result<(), ApplyError> {
    match site.grouping(course, name) {
        Some(_) => Err(ApplyError::Exists(Thing::grouping(shortname, name))),
        None => Ok(()),
    }
}

fn free_idnumber(
    site: &SiteIndex,
    course: u64,
    shortname: &str,
    idnumber: &str,
) -> Result<(), ApplyError> {
    match site.grouping_by_idnumber(course, idnumber) {
        Some(_) => Err(ApplyError::Exists(Thing::in_course(
            ThingKind::GroupingOfIdnumber,
            idnumber,
            shortname,
        ))),
        None => Ok(()),
    }
}
