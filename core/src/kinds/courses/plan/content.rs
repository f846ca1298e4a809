//! What a courses file puts into a course: sections, enrolment methods, teachers.

use super::unknown;
use crate::finding::Code;
use crate::kinds::SectionText;
use crate::plan::{Binding, Draft, Operation, Refusal};
use crate::site::Section;

/// The enrolment method of teachers.
pub const BY_HAND: &str = "manual";

/// The role of a teacher whose row names none (`spec/operations.md` §2.4; Q16).
const DEFAULT_TEACHER_ROLE: &str = "teacher";

/// Sections and the enrolment methods `self` and `guest`, as far as the row gives them (Q18, Q19).
///
/// # Errors
/// See [`Draft::apply`].
pub fn set_content(draft: &mut Draft<'_>, id: u64) -> Result<(), Refusal> {
    for number in draft.numbers("topic{n}") {
        set_section(draft, id, number)?;
    }
    for method in ["self", "guest"] {
        let Some(course) = draft.site().course(id) else {
            return Ok(());
        };
        let old = course.methods.get(method).copied();
        let shortname = course.shortname.clone();
        match draft.flag(method) {
            Some(enabled) if old.unwrap_or(false) != enabled => {
                draft.apply(Operation::SetMethod {
                    course: shortname,
                    method: method.to_owned(),
                    old,
                    enabled,
                })?;
            }
            Some(_) | None => {}
        }
    }
    Ok(())
}

/// Title before the bar, summary after it; a part that is empty stays as it is.
fn set_section(draft: &mut Draft<'_>, id: u64, number: u32) -> Result<(), Refusal> {
    let Some(cell) = draft.normal_text(&format!("topic{number}")) else {
        return Ok(());
    };
    let Some(course) = draft.site().course(id) else {
        return Ok(());
    };
    let shortname = course.shortname.clone();
    let old = course.sections.get(&number).cloned();
    let given = SectionText::of(&cell);
    let mut new = old.clone().unwrap_or_default();
    for (part, given) in [
        (&mut new.name, given.title),
        (&mut new.summary, given.summary.unwrap_or_default()),
    ] {
        if !given.is_empty() {
            given.clone_into(part);
        }
    }
    if old.as_ref() == Some(&new) || (old.is_none() && new == Section::default()) {
        return Ok(());
    }
    draft.apply(Operation::SetSection {
        course: shortname,
        number,
        old,
        new,
    })
}

/// A teacher that the row names.
pub struct Teacher {
    user: u64,
    role: String,
}

/// The teachers of the row, each found on the site by id, login name, e-mail address or idnumber.
///
/// # Errors
/// The refusal when there is no such account, or no such role.
pub fn teachers(draft: &Draft<'_>) -> Result<Vec<Teacher>, Refusal> {
    let mut teachers = Vec::new();
    for number in draft.numbers("teacher{n}_account") {
        let column = format!("teacher{number}_account");
        let Some(account) = draft.text(&column) else {
            continue;
        };
        let site = draft.site();
        let user = account
            .parse()
            .ok()
            .and_then(|id| site.user(id))
            .filter(|user| !user.deleted)
            .or_else(|| site.user_by_username(account))
            .or_else(|| site.user_by_email(account))
            .or_else(|| site.user_by_idnumber(account));
        let Some(user) = user else {
            return Err(unknown(draft, Code::UnknownUser, &column, account));
        };
        let role = draft
            .text(&format!("teacher{number}_role"))
            .unwrap_or(DEFAULT_TEACHER_ROLE)
            .to_owned();
        draft.has_role_to_give(Some(&role), &column)?;
        teachers.push(Teacher {
            user: user.id,
            role,
        });
    }
    Ok(teachers)
}

/// Enrols the teachers by hand. Where manual enrolment is missing or switched off on purpose, they get the role alone.
///
/// # Errors
/// See [`Draft::apply`].
pub fn enrol_teachers(
    draft: &mut Draft<'_>,
    course: u64,
    teachers: &[Teacher],
) -> Result<(), Refusal> {
    for teacher in teachers {
        let method = draft.offers(course, BY_HAND).then_some(BY_HAND);
        draft.bind(Binding {
            course,
            user: teacher.user,
            method,
            role: Some(&teacher.role),
            start: None,
            end: None,
        })?;
    }
    Ok(())
}
