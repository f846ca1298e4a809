//! Categories and courses.

use super::enrolment::give_all_back;
use super::group::{join_again, put_in};
use super::{Rewind, Step, missing, moved, turned};
use crate::kinds::Value;
use crate::plan::{CategoryKey, CategoryState, Change, Membership, Operation, Removed};
use crate::site::{ApplyError, Course, Features, Fields, Object, SiteIndex, Thing, ThingKind};
use crate::undo::compare::differing;
use crate::undo::{Reason, ReasonCode};

pub(super) fn back(rewind: &mut Rewind, operation: &Operation) -> Step {
    match operation {
        Operation::CreateCategory { category, visible } => {
            let old = CategoryState {
                visible: *visible,
                ..CategoryState::default()
            };
            rewind.apply(&Operation::DeleteCategory {
                category: category.clone(),
                old: Box::new(old),
            })
        }
        Operation::DeleteCategory { .. } => rewind.tell_of(ReasonCode::CategoryGone),
        Operation::CreateCourse {
            shortname, fields, ..
        } => unmake(rewind, shortname, fields),
        Operation::UpdateCourse {
            shortname, changes, ..
        } => update(rewind, shortname, changes),
        Operation::DeleteCourse { .. } => rewind.tell_of(ReasonCode::CourseGone),
        Operation::ApplyTemplate { template, .. } => {
            rewind.tell(Reason::of(ReasonCode::TemplateStays, template));
            Ok(())
        }
        Operation::SetSection {
            course,
            number,
            old,
            new,
        } => {
            let mut found = find(&rewind.site, course)?.clone();
            if found.sections.get(number) != Some(new) {
                let what = Thing::in_course(ThingKind::Section, number.to_string(), course);
                return moved(what, "as_left", "otherwise");
            }
            match old {
                Some(old) => found.sections.insert(*number, old.clone()),
                None => found.sections.remove(number),
            };
            rewind.put(Object::Course(found));
            Ok(())
        }
        Operation::SetMethod {
            course,
            method,
            old,
            enabled,
        } => {
            let mut found = find(&rewind.site, course)?.clone();
            if found.methods.get(method) != Some(enabled) {
                let what = Thing::in_course(ThingKind::CourseMethod, method, course);
                return moved(what, "as_left", "otherwise");
            }
            match old {
                Some(old) => found.methods.insert(method.clone(), *old),
                None => found.methods.remove(method),
            };
            rewind.put(Object::Course(found));
            Ok(())
        }
        Operation::ResetCourse {
            course, removed, ..
        } => refill(rewind, course, removed),
        _ => Ok(()),
    }
}

/// The course goes, if nobody has made anything of it since.
fn unmake(rewind: &mut Rewind, shortname: &str, made: &Fields) -> Step {
    let found = find(&rewind.site, shortname)?;
    let old = rewind.site.course_state(found);
    let what = Thing::course(shortname);
    let is_bound = !old.cohorts.is_empty() || !old.links.is_empty();
    if !old.people.is_empty() || !old.groups.is_empty() || is_bound {
        let (people, groups, cohorts) = (old.people.len(), old.groups.len(), old.cohorts.len());
        let found = Features::new()
            .count("people", people as u64)
            .count("groups", groups as u64)
            .count("cohorts", cohorts as u64)
            .count("links", old.links.len() as u64);
        return Err(ApplyError::moved(what, Features::new(), found));
    }
    if !found.content.is_empty() {
        return moved(what, "empty", "with_content");
    }
    let given: Fields = found
        .fields
        .iter()
        .filter(|(field, _)| made.contains_key(*field))
        .map(|(field, value)| (field.clone(), value.clone()))
        .collect();
    let changed = differing(made, &given, &rewind.site.facts.defaults.course);
    if let Some(field) = changed.into_iter().next() {
        return moved(what.field(&field), "as_made", "otherwise");
    }
    rewind.apply(&Operation::DeleteCourse {
        shortname: shortname.to_owned(),
        old: Box::new(old),
    })
}

/// What changed is as before, field by field; the name last.
fn update(rewind: &mut Rewind, shortname: &str, changes: &[Change]) -> Step {
    let renamed = changes.iter().find(|change| change.field == "shortname");
    let new = renamed.and_then(|change| change.new.as_ref());
    let name = new.map_or_else(|| shortname.to_owned(), Value::to_string);
    let mut result = Ok(());
    let others = changes.iter().filter(|change| change.field != "shortname");
    for change in others.chain(renamed) {
        let category = match (change.field.as_str(), &change.old) {
            ("category", Some(path)) => category_of_path(&rewind.site, &path.to_string()).map(Some),
            _ => Ok(None),
        };
        let changed = category.and_then(|category| {
            rewind.apply(&Operation::UpdateCourse {
                shortname: name.clone(),
                changes: vec![turned(change)],
                category,
            })
        });
        result = result.and(changed);
    }
    result
}

/// What a reset took away and files can bring back: people, roles, groups, and the course's own dates.
fn refill(rewind: &mut Rewind, shortname: &str, removed: &Removed) -> Step {
    rewind.tell(Reason::new(ReasonCode::ContentGone));
    let mut course = find(&rewind.site, shortname)?.clone();
    for method in &removed.methods {
        course.methods.entry(method.clone()).or_insert(true);
    }
    if !removed.methods.is_empty() {
        rewind.put(Object::Course(course));
    }
    let mut result = Ok(());
    let changes = removed.changes.iter();
    for change in changes.filter(|change| change.field != "defaultgroupingid") {
        let changed = rewind.apply(&Operation::UpdateCourse {
            shortname: shortname.to_owned(),
            changes: vec![turned(change)],
            category: None,
        });
        result = result.and(changed);
    }
    for grouping in removed.groupings.iter().filter(|removed| removed.deleted) {
        result = result.and(rewind.apply(&Operation::CreateGrouping {
            course: shortname.to_owned(),
            grouping: grouping.grouping.clone(),
        }));
    }
    for group in removed.groups.iter().filter(|removed| removed.deleted) {
        result = result.and(rewind.apply(&Operation::CreateGroup {
            course: shortname.to_owned(),
            group: group.group.clone(),
        }));
        let name = &group.group.name;
        result = result.and(put_in(rewind, shortname, &group.groupings, name));
    }
    for grouping in &removed.groupings {
        for group in &grouping.groups {
            let put = put_in(
                rewind,
                shortname,
                std::slice::from_ref(&grouping.grouping.name),
                group,
            );
            // A group that was deleted as well is in it by now.
            if !matches!(put, Err(ApplyError::Exists(_))) {
                result = result.and(put);
            }
        }
    }
    result = result.and(give_all_back(rewind, &removed.people));
    result = result.and(give_all_back(rewind, &removed.linked));
    for group in &removed.groups {
        for user in &group.members {
            let membership = Membership {
                group: group.group.name.clone(),
                owned: group.owned.contains(user),
                by_cohort: group.by_cohort.contains(user),
            };
            result = result.and(join_again(rewind, shortname, user, &membership));
        }
    }
    result
}

/// The category whose names from the root, joined by `/`, are these.
pub(super) fn category_of_path(site: &SiteIndex, path: &str) -> Result<CategoryKey, ApplyError> {
    let mut categories = site.categories();
    let found = categories.find(|category| site.category_path(category.id).join("/") == path);
    let found = found.ok_or_else(|| missing(Thing::new(ThingKind::Category, path)))?;
    Ok(CategoryKey {
        id: Some(found.id),
        path: site.category_path(found.id),
    })
}

fn find<'s>(site: &'s SiteIndex, shortname: &str) -> Result<&'s Course, ApplyError> {
    let found = site.course_by_shortname(shortname);
    found.ok_or_else(|| missing(Thing::course(shortname)))
}
