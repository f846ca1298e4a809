//! Courses that take the people of others.

use super::enrolment::give_all_back;
use super::{Rewind, Step};
use crate::plan::{LinkKey, Operation};
use crate::site::{META, SiteIndex};
use crate::undo::{Reason, ReasonCode};

pub(super) fn back(rewind: &mut Rewind, operation: &Operation) -> Step {
    match operation {
        Operation::SetCourseLink {
            link,
            old: Some(old),
            enabled,
            ..
        } => {
            if *enabled {
                // Whom the link enrolled for the first time is not told apart from whom it had enrolled before.
                rewind.tell(Reason::of(ReasonCode::EnrolmentsStay, &link.course));
            }
            set(rewind, link, Some(*enabled), *old)
        }
        Operation::SetCourseLink {
            link,
            old: None,
            enabled,
            ..
        } => {
            let mut removal = Operation::RemoveCourseLink {
                link: link.clone(),
                old: *enabled,
                losses: Vec::new(),
            };
            let (mut losses, people) = rewind.site.consequences(&removal)?;
            removal.tell(losses.clone(), people);
            rewind.apply(&removal)?;
            // Roles and groups that go with a last enrolment were there before the link.
            for loss in &mut losses {
                loss.enrolments.clear();
            }
            give_all_back(rewind, &losses)
        }
        Operation::RemoveCourseLink { link, old, losses } => {
            set(rewind, link, None, *old)?;
            give_all_back(rewind, losses)
        }
        _ => Ok(()),
    }
}

fn set(rewind: &mut Rewind, link: &LinkKey, old: Option<bool>, enabled: bool) -> Step {
    rewind.apply(&Operation::SetCourseLink {
        link: link.clone(),
        old,
        enabled,
        people: 0,
    })
}

/// Whether a person's meta enrolment in a course is without access, and nothing that the person is in the linked courses accounts for it:
/// what is taken back had made it.
pub(super) fn is_left_over(site: &SiteIndex, course: u64, user: u64) -> bool {
    let is_inactive = site
        .enrolment(course, user, META)
        .is_some_and(|enrolment| !enrolment.active);
    is_inactive
        && site.links_into(course).all(|link| {
            let mut enrolments = site.enrolments_of(link.source, user);
            enrolments.all(|enrolment| enrolment.method == META)
        })
}
