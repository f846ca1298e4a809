//! What operations expect to find, and the objects that they name.

use super::Effects;
use crate::kinds::Value;
use crate::plan::{CategoryKey, Change, CohortKey};
use crate::site::apply::Effect;
use crate::site::{
    ApplyError, Category, Cohort, Course, Features, Fields, Object, Part, SiteIndex, Thing,
    ThingKind, User,
};

/// One object as it will be.
pub(super) fn put(object: Object) -> Effects {
    Ok(vec![Effect::Put(object)])
}

/// That an object does not exist.
pub(super) fn missing(what: Thing) -> ApplyError {
    ApplyError::Missing(what)
}

/// The id of the next object of a type.
pub(super) fn next_id<T>(last: Option<(&u64, &T)>) -> u64 {
    last.map_or(1, |(id, _)| id + 1)
}

/// The course of this short name.
pub(super) fn course<'s>(site: &'s SiteIndex, shortname: &str) -> Result<&'s Course, ApplyError> {
    site.course_by_shortname(shortname)
        .ok_or_else(|| missing(Thing::course(shortname)))
}

/// The account of this login name.
pub(super) fn user<'s>(site: &'s SiteIndex, username: &str) -> Result<&'s User, ApplyError> {
    site.user_by_username(username)
        .ok_or_else(|| missing(Thing::account(username)))
}

/// The cohort that an operation names.
pub(super) fn cohort<'s>(site: &'s SiteIndex, key: &CohortKey) -> Result<&'s Cohort, ApplyError> {
    let found = match key.id {
        Some(id) => site.cohort(id),
        None => site.cohort_by_name(&key.name),
    };
    let found = found.ok_or_else(|| missing(Thing::cohort(&key.name)))?;
    expect(
        || Thing::numbered(ThingKind::NumberedCohort, found.id).part(Part::Name),
        found.name == key.name,
        &key.name,
        &found.name,
    )?;
    Ok(found)
}

/// The category that an operation names.
pub(super) fn category<'s>(
    site: &'s SiteIndex,
    key: &CategoryKey,
) -> Result<&'s Category, ApplyError> {
    let found = match key.id {
        Some(id) => site.category(id),
        None => site.category_by_path(&key.path),
    };
    let found = found.ok_or_else(|| missing(Thing::category(&key.path)))?;
    let path = site.category_path(found.id);
    expect(
        || Thing::numbered(ThingKind::NumberedCategory, found.id).part(Part::Path),
        path == key.path,
        key.path.join("/"),
        path.join("/"),
    )?;
    Ok(found)
}

/// Changes a field that is as the change expects.
pub(super) fn change_field(
    what: impl Fn() -> Thing,
    fields: &mut Fields,
    change: &Change,
) -> Result<(), ApplyError> {
    expect_value(what, change, fields.get(&change.field))?;
    match &change.new {
        Some(value) => fields.insert(change.field.clone(), value.clone()),
        None => fields.remove(&change.field),
    };
    Ok(())
}

/// That a field is as the change expects.
pub(super) fn expect_value(
    what: impl Fn() -> Thing,
    change: &Change,
    found: Option<&Value>,
) -> Result<(), ApplyError> {
    let text = |value: Option<&Value>| value.map(Value::to_string).unwrap_or_default();
    let expected = change.old.as_ref();
    let field = || what().field(&change.field);
    expect(field, found == expected, text(expected), text(found))
}

/// That what was found is the `same` as what the plan saw.
pub(super) fn expect(
    what: impl FnOnce() -> Thing,
    same: bool,
    expected: impl Into<String>,
    found: impl Into<String>,
) -> Result<(), ApplyError> {
    if same {
        return Ok(());
    }
    Err(ApplyError::Moved {
        what: what(),
        expected: expected.into(),
        found: found.into(),
    })
}

/// That what was found is the `same` as what the plan saw, where more than one word tells either. `told`: what the plan saw, and what was found.
pub(super) fn expect_features<T: Into<Option<Features>>>(
    what: impl FnOnce() -> Thing,
    same: bool,
    told: impl FnOnce() -> (T, T),
) -> Result<(), ApplyError> {
    if same {
        return Ok(());
    }
    let (expected, found) = told();
    Err(ApplyError::moved(what(), expected, found))
}
