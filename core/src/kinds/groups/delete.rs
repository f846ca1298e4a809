//! How a row of a groups file deletes: what it must say of a group or grouping, and what keeps one from going.

use super::part::{Found, Part};
use super::plan::{Place, claim, object};
use crate::finding::Code;
use crate::plan::{Draft, Operation, Refusal};
use crate::settings::GroupIdentifier;

/// Plans a row that deletes.
///
/// # Errors
/// The finding that refuses it.
pub(super) fn plan(draft: &mut Draft<'_>, course: &Place, part: Part) -> Result<(), Refusal> {
    let (column, by) = identifier(draft, part)?;
    let text = draft.text(column).unwrap_or_default();
    let found = part.find(draft.site(), course.id, by, text);
    let Some(found) = found.filter(|found| is_meant(draft, found)) else {
        let missing = object(draft.finding(Code::MissingGroup, column), part, text);
        draft.note(
            missing
                .with("course", &course.shortname)
                .with("suggested", "no"),
        );
        return Ok(());
    };
    claim(draft, course, part, &found, column)?;
    match part {
        Part::Group => group(draft, course, found, column),
        Part::Grouping => grouping(draft, course, found, column),
    }
}

/// The column that says which one, and what it holds.
fn identifier(draft: &Draft<'_>, part: Part) -> Result<(&'static str, GroupIdentifier), Refusal> {
    let by = part.identifier(draft.settings());
    [
        ("updateid", by),
        ("idnumber", GroupIdentifier::Idnumber),
        ("name", GroupIdentifier::Name),
    ]
    .into_iter()
    .find(|(column, _)| draft.text(column).is_some())
    .ok_or_else(|| Box::new(draft.finding(Code::RequiredEmpty, "name")))
}

/// Whether what was found has the name and idnumber that the row gives.
fn is_meant(draft: &Draft<'_>, found: &Found) -> bool {
    let agrees = |column, own: &str| draft.normal_text(column).is_none_or(|text| text == own);
    agrees("name", &found.state.name) && agrees("idnumber", &found.state.idnumber)
}

/// A group goes, and everybody out of it: the plan names who.
fn group(draft: &mut Draft<'_>, course: &Place, found: Found, column: &str) -> Result<(), Refusal> {
    let site = draft.site();
    let binding = site
        .bindings_of_course(course.id)
        .find(|binding| binding.group == found.id);
    if let Some(binding) = binding {
        let cohort = site.cohort(binding.cohort);
        let kept = draft.finding(Code::GroupOfCohort, column);
        let kept = kept.with("cohort", cohort.map_or("", |cohort| &cohort.name));
        return Err(Box::new(kept.with("value", &found.state.name)));
    }
    let Some(group) = site.group_of_id(found.id) else {
        return Ok(());
    };
    let groupings = site
        .groupings_with(group)
        .map(|grouping| grouping.name.clone())
        .collect();
    let members: Vec<(String, bool)> = group
        .members
        .iter()
        .filter_map(|user| {
            let username = site.user(*user)?.username.clone();
            Some((username, group.owned.contains(user)))
        })
        .collect();
    if !members.is_empty() {
        let by_hand = members.iter().filter(|(_, owned)| !owned).count();
        let told = draft.finding(Code::GroupWithMembers, column);
        draft.note(
            told.with("value", &found.state.name)
                .with("count", members.len())
                .with("byhand", by_hand),
        );
    }
    for (user, owned) in members {
        draft.apply(Operation::RemoveGroupMember {
            course: course.shortname.clone(),
            group: found.state.name.clone(),
            user,
            owned,
        })?;
    }
    draft.apply(Operation::DeleteGroup {
        course: course.shortname.clone(),
        old: found.state,
        groupings,
    })
}

/// A grouping goes when no group is in it: no file takes groups out.
fn grouping(
    draft: &mut Draft<'_>,
    course: &Place,
    found: Found,
    column: &str,
) -> Result<(), Refusal> {
    let site = draft.site();
    let Some(grouping) = site.grouping_of_id(found.id) else {
        return Ok(());
    };
    if !grouping.groups.is_empty() {
        let groups = grouping.groups.iter();
        let names: Vec<&str> = groups
            .filter_map(|id| Some(site.group_of_id(*id)?.name.as_str()))
            .collect();
        let kept = draft.finding(Code::GroupingWithGroups, column);
        let kept = kept.with("value", &found.state.name);
        return Err(Box::new(kept.with("groups", names.join(", "))));
    }
    let default = site.is_default_grouping(grouping);
    draft.apply(Operation::DeleteGrouping {
        course: course.shortname.clone(),
        old: found.state,
        default,
    })
}
