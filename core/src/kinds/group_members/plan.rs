//! How a row of a file of group members becomes operations (`spec/operations.md` §12, as intended).

use crate::finding::Code;
use crate::kinds::groups::{Place, course};
use crate::plan::{Draft, Operation, Refusal};

/// The person and the group of a row.
struct Membership {
    course: Place,
    group: u64,
    group_name: String,
    user: u64,
    username: String,
}

/// Plans one row, as if it were the last one.
///
/// # Errors
/// The finding that refuses it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let membership = membership(draft)?;
    draft.concerns(membership.course.id);
    match draft.text("cmd") {
        Some("del") => remove(draft, &membership, membership.group),
        Some("shift") => {
            takes_part(draft, &membership)?;
            leave_others(draft, &membership)?;
            add(draft, &membership)
        }
        _ => {
            takes_part(draft, &membership)?;
            add(draft, &membership)
        }
    }
}

/// Course, then group in the course (Q39), then person.
fn membership(draft: &Draft<'_>) -> Result<Membership, Refusal> {
    let course = course(draft)?;
    let (site, settings) = (draft.site(), draft.settings());
    let text = draft.text("groupid").unwrap_or_default();
    let Some(group) = site.group_by(course.id, settings.group_identifier, text) else {
        let finding = draft.finding(Code::UnknownGroup, "groupid");
        let finding = finding.with("value", text).with("suggested", "no");
        return Err(Box::new(finding.with("course", &course.shortname)));
    };
    if site.groups_share_name(course.id, &group.name) {
        let finding = draft.finding(Code::AmbiguousGroup, "groupid");
        let finding = finding.with("value", &group.name);
        return Err(Box::new(finding.with("object", "group")));
    }
    let text = draft.text("userid").unwrap_or_default();
    let Some(user) = site.user_by(settings.group_user_identifier, text) else {
        let finding = draft.finding(Code::UnknownUser, "userid");
        let finding = finding.with("value", text);
        return Err(Box::new(finding.with("suggested", "no")));
    };
    Ok(Membership {
        group: group.id,
        group_name: group.name.clone(),
        user: user.id,
        username: user.username.clone(),
        course,
    })
}

/// Only who takes part in the course can be put in a group of it; who is in the group already is left there.
fn takes_part(draft: &Draft<'_>, to: &Membership) -> Result<(), Refusal> {
    if draft.takes_part(to.course.id, to.user) || is_member(draft, to.group, to.user) {
        return Ok(());
    }
    let finding = draft.finding(Code::NotInCourse, "userid");
    let finding = finding.with("value", &to.username);
    Err(Box::new(finding.with("course", &to.course.shortname)))
}

fn is_member(draft: &Draft<'_>, group: u64, user: u64) -> bool {
    let group = draft.site().group_of_id(group);
    group.is_some_and(|group| group.members.contains(&user))
}

fn add(draft: &mut Draft<'_>, to: &Membership) -> Result<(), Refusal> {
    if is_member(draft, to.group, to.user) {
        return Ok(());
    }
    draft.apply(Operation::AddGroupMember {
        course: to.course.shortname.clone(),
        group: to.group_name.clone(),
        user: to.username.clone(),
        owned: true,
    })
}

/// Takes the person out of a group of the course, whoever put them there.
fn remove(draft: &mut Draft<'_>, from: &Membership, group: u64) -> Result<(), Refusal> {
    let group = draft.site().group_of_id(group);
    let Some(group) = group.filter(|group| group.members.contains(&from.user)) else {
        return Ok(());
    };
    let operation = Operation::RemoveGroupMember {
        course: from.course.shortname.clone(),
        group: group.name.clone(),
        user: from.username.clone(),
        owned: group.owned.contains(&from.user),
    };
    draft.apply(operation)
}

/// Takes the person out of the other groups of the course, but for memberships made by hand, which it tells.
fn leave_others(draft: &mut Draft<'_>, to: &Membership) -> Result<(), Refusal> {
    let site = draft.site();
    let others = site.groups_of(to.course.id, to.user);
    let (owned, by_hand): (Vec<_>, Vec<_>) = others
        .filter(|group| group.id != to.group)
        .partition(|group| group.owned.contains(&to.user));
    let named = by_hand.iter().map(|group| group.name.as_str());
    let kept = named.collect::<Vec<_>>().join(", ");
    let owned: Vec<u64> = owned.iter().map(|group| group.id).collect();
    for group in owned {
        remove(draft, to, group)?;
    }
    if !kept.is_empty() {
        let finding = draft.finding(Code::MembershipKept, "groupid");
        let finding = finding.with("value", &to.username);
        draft.note(finding.with("groups", kept));
    }
    Ok(())
}
