//! How a row of a cohorts file becomes operations (`spec/operations.md` §9, as intended).

use std::collections::{BTreeMap, BTreeSet};

use super::{Command, identifier_column};
use crate::finding::{Code, Finding};
use crate::kinds::Value;
use crate::plan::{CategoryKey, Change, CohortKey, Draft, Operation, PlannedRow, Refusal};
use crate::settings::{GroupIdentifier, Settings};
use crate::site::{Cohort, SiteIndex};

/// Plans one row.
///
/// # Errors
/// The finding that refuses it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let command = Command::of(draft.text("cmd").unwrap_or_default());
    let found = find(draft)?;
    match command {
        Some(Command::Add) => add(draft, found),
        Some(Command::Delete) => match person(draft)? {
            Some(user) => remove(draft, found, user),
            None => delete(draft, found),
        },
        Some(Command::Free) => empty(draft, found),
        // The cell's own check has refused the row.
        None => Ok(()),
    }
}

/// The cohort that the row names, when it exists.
fn find(draft: &Draft<'_>) -> Result<Option<Cohort>, Refusal> {
    let identifier = draft.settings().cohort_identifier;
    let column = identifier_column(identifier);
    let name = draft.normal_text(column).unwrap_or_default();
    match draft.site().cohorts_by(identifier, &name)[..] {
        [] => Ok(None),
        [cohort] => Ok(Some(cohort.clone())),
        [..] => Err(refusal(draft, Code::AmbiguousCohort, column, &name)),
    }
}

/// The account that the row names; none when it names none. One that does not exist refuses the row, whatever the command (Q32).
fn person(draft: &Draft<'_>) -> Result<Option<u64>, Refusal> {
    let Some(name) = draft.text("userid") else {
        return Ok(None);
    };
    let identifier = draft.settings().cohort_user_identifier;
    match draft.site().user_by(identifier, name) {
        Some(user) => Ok(Some(user.id)),
        None => {
            let unknown = draft.finding(Code::UnknownUser, "userid");
            let unknown = unknown.with("value", name).with("suggested", "no");
            Err(Box::new(unknown))
        }
    }
}

/// Creates or updates the cohort, and puts the person in.
fn add(draft: &mut Draft<'_>, found: Option<Cohort>) -> Result<(), Refusal> {
    let user = person(draft)?;
    let place = place(draft);
    let key = match found {
        None => create(draft, place)?,
        Some(cohort) => update(draft, &cohort, place)?,
    };
    let cohort = match key.id {
        Some(id) => draft.site().cohort(id),
        None => draft.site().cohort_by_name(&key.name),
    };
    let members = cohort.map(|cohort| &cohort.members);
    let is_member = user.is_some_and(|user| members.is_some_and(|all| all.contains(&user)));
    if let Some(id) = cohort.map(|cohort| cohort.id) {
        draft.concerns(id);
    }
    let Some(user) = user else {
        return Ok(());
    };
    match draft.site().user(user).map(|user| user.username.clone()) {
        Some(user) if !is_member => draft.apply(Operation::AddCohortMember { cohort: key, user }),
        _ => Ok(()),
    }
}

/// Where a cohort belongs.
struct Place {
    /// Id of the category; 0: the whole site.
    id: u64,
    /// How operations name the category; none: the whole site.
    key: Option<CategoryKey>,
}

/// Where the row says that the cohort belongs; none when it does not say, or names a category that the site does not have.
fn place(draft: &mut Draft<'_>) -> Option<Place> {
    let site = draft.site();
    let (column, found) = match (
        draft.number("ccatcontext"),
        draft.text("ccatcontextidnumber"),
    ) {
        (Some(0), _) => return Some(Place { id: 0, key: None }),
        (Some(id), _) => {
            let id = u64::try_from(id).ok();
            ("ccatcontext", id.and_then(|id| site.category(id)))
        }
        (None, Some(idnumber)) => ("ccatcontextidnumber", site.category_by_idnumber(idnumber)),
        (None, None) => return None,
    };
    match found.map(|category| category.id) {
        Some(id) => {
            let key = draft.category_key(id, draft.site().category_path(id));
            Some(Place { id, key: Some(key) })
        }
        None => {
            let value = draft.text(column).unwrap_or_default();
            let unknown = draft.finding(Code::UnknownCohortContext, column);
            let unknown = unknown.with("value", value).with("suggested", "no");
            draft.note(unknown);
            None
        }
    }
}

/// Creates the cohort that the row names.
fn create(draft: &mut Draft<'_>, place: Option<Place>) -> Result<CohortKey, Refusal> {
    let settings = draft.settings();
    let column = identifier_column(settings.cohort_identifier);
    let reason = match settings.cohort_identifier {
        GroupIdentifier::Id => Some("numbered"),
        _ if !settings.create_cohorts => Some("switched_off"),
        _ => None,
    };
    if let Some(reason) = reason {
        let value = draft.text(column).unwrap_or_default();
        let unknown = draft.finding(Code::UnknownCohort, column);
        let unknown = unknown.with("value", value).with("suggested", "no");
        return Err(Box::new(unknown.with("reason", reason)));
    }
    let Some(name) = draft.normal_text("cname") else {
        let value = draft.text(column).unwrap_or_default();
        let unnamed = draft.finding(Code::CohortWithoutName, column);
        let unnamed = unnamed.with("value", value).with("suggested", "no");
        return Err(Box::new(unnamed));
    };
    let idnumber = draft.normal_text("cidnumber").unwrap_or_default();
    free_name(draft, &name)?;
    free_idnumber(draft, &idnumber)?;
    let cohort = CohortKey { id: None, name };
    draft.apply(Operation::CreateCohort {
        cohort: cohort.clone(),
        idnumber,
        description: draft.normal_text("cdescription").unwrap_or_default(),
        component: draft.normal_text("component").unwrap_or_default(),
        category: place.and_then(|place| place.key),
    })?;
    Ok(cohort)
}

/// Changes what the row gives and the cohort has otherwise; nothing else (Q33). Says how operations name the cohort from now on.
fn update(
    draft: &mut Draft<'_>,
    cohort: &Cohort,
    place: Option<Place>,
) -> Result<CohortKey, Refusal> {
    let mut changes = Vec::new();
    for (column, old) in [
        ("cname", &cohort.name),
        ("cidnumber", &cohort.idnumber),
        ("cdescription", &cohort.description),
        ("component", &cohort.component),
    ] {
        let Some(new) = draft.normal_text(column).filter(|new| new != old) else {
            continue;
        };
        match column {
            "cname" => free_name(draft, &new)?,
            "cidnumber" => free_idnumber(draft, &new)?,
            _ => {}
        }
        changes.push(Change {
            field: column.to_owned(),
            old: text(old),
            new: text(&new),
        });
    }
    let moved = place.filter(|place| place.id != cohort.category);
    if let Some(place) = &moved {
        let path = |id: u64| text(&draft.site().category_path(id).join("/"));
        changes.push(Change {
            field: "ccatcontext".to_owned(),
            old: path(cohort.category),
            new: path(place.id),
        });
    }
    let key = draft.cohort_key(cohort.id, &cohort.name);
    if changes.is_empty() {
        return Ok(key);
    }
    draft.apply(Operation::UpdateCohort {
        cohort: key.clone(),
        changes,
        category: moved.and_then(|place| place.key),
    })?;
    let name = draft.site().cohort(cohort.id);
    let name = name.map_or(key.name, |cohort| cohort.name.clone());
    Ok(draft.cohort_key(cohort.id, &name))
}

/// Takes a person out.
fn remove(draft: &mut Draft<'_>, found: Option<Cohort>, user: u64) -> Result<(), Refusal> {
    let Some(cohort) = found else {
        return missing(draft);
    };
    let username = draft.site().user(user).map(|user| user.username.clone());
    match username.filter(|_| cohort.members.contains(&user)) {
        Some(user) => draft.apply_with_losses(Operation::RemoveCohortMember {
            cohort: draft.cohort_key(cohort.id, &cohort.name),
            user,
            losses: Vec::new(),
        }),
        None => Ok(()),
    }
}

/// Takes everybody out.
fn empty(draft: &mut Draft<'_>, found: Option<Cohort>) -> Result<(), Refusal> {
    let Some(cohort) = found else {
        return missing(draft);
    };
    let members = draft.site().cohort_state(&cohort).members;
    if members.is_empty() {
        return Ok(());
    }
    draft.apply_with_losses(Operation::EmptyCohort {
        cohort: draft.cohort_key(cohort.id, &cohort.name),
        members,
        losses: Vec::new(),
    })
}

/// Deletes the cohort.
fn delete(draft: &mut Draft<'_>, found: Option<Cohort>) -> Result<(), Refusal> {
    let Some(cohort) = found else {
        return missing(draft);
    };
    draft.apply_with_losses(Operation::DeleteCohort {
        cohort: draft.cohort_key(cohort.id, &cohort.name),
        old: draft.site().cohort_state(&cohort),
        losses: Vec::new(),
    })
}

/// There is no such cohort: nothing is left to remove.
fn missing(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let column = identifier_column(draft.settings().cohort_identifier);
    let value = draft.text(column).unwrap_or_default();
    let missing = draft.finding(Code::MissingCohort, column);
    draft.note(missing.with("value", value).with("suggested", "no"));
    Ok(())
}

/// Deletes the cohorts that the file's `del` rows leave without members, where the settings ask for it
/// (`cohorts_syncdelete`, which tool_sync stores and never reads). The deletion stands on the line that takes the last member out. Cohorts
/// that the file wants to be there (`add`, with or without a person), those emptied by `free`, and those that were empty before, stay.
pub fn delete_emptied(
    settings: &Settings,
    site: &mut SiteIndex,
    rows: &mut [PlannedRow],
    wanted: &[Option<u64>],
) {
    if !settings.delete_emptied_cohorts {
        return;
    }
    let wanted: BTreeSet<u64> = wanted.iter().copied().flatten().collect();
    let mut last_removal: BTreeMap<String, (usize, CohortKey)> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        for operation in &row.operations {
            if let Operation::RemoveCohortMember { cohort, .. } = operation {
                let removal = (index, cohort.clone());
                last_removal.insert(cohort.name.clone(), removal);
            }
        }
    }
    let removals: BTreeMap<usize, CohortKey> = last_removal.into_values().collect();
    for (index, cohort) in removals {
        let found = match cohort.id {
            Some(id) => site.cohort(id),
            None => site.cohort_by_name(&cohort.name),
        };
        let is_left = |found: &&Cohort| found.members.is_empty() && !wanted.contains(&found.id);
        let Some(found) = found.filter(is_left) else {
            continue;
        };
        let deletion = Operation::DeleteCohort {
            old: site.cohort_state(found),
            cohort,
            losses: Vec::new(),
        };
        // A cohort without members is nobody's access: no enrolment ends.
        if site.apply(&deletion).is_ok() {
            let row = &mut rows[index];
            let emptied = Finding::new(Code::EmptiedCohortDeleted, row.line, row.span);
            row.findings.push(emptied.with("value", &row.subject));
            row.operations.push(deletion);
        }
    }
}

/// Refuses the row when a cohort has this name.
fn free_name(draft: &Draft<'_>, name: &str) -> Result<(), Refusal> {
    match draft.site().cohort_by_name(name) {
        Some(_) => Err(refusal(draft, Code::CohortNameTaken, "cname", name)),
        None => Ok(()),
    }
}

/// Refuses the row when a cohort has this idnumber; an empty one is nobody's (Q33).
fn free_idnumber(draft: &Draft<'_>, idnumber: &str) -> Result<(), Refusal> {
    match draft.site().cohort_by_idnumber(idnumber) {
        Some(_) => {
            let taken = draft.finding(Code::IdnumberTaken, "cidnumber");
            let taken = taken.with("value", idnumber).with("object", "cohort");
            Err(Box::new(taken))
        }
        None => Ok(()),
    }
}

fn refusal(draft: &Draft<'_>, code: Code, column: &str, value: &str) -> Refusal {
    Box::new(draft.finding(code, column).with("value", value))
}

/// A text as a change carries it; an empty one is none.
fn text(value: &str) -> Option<Value> {
    (!value.is_empty()).then(|| Value::Text(value.to_owned()))
}
