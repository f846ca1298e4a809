//! How a row of a file of metacourses becomes operations (`spec/operations.md` §6, as intended).

use std::collections::BTreeSet;

use super::Command;
use crate::finding::Code;
use crate::plan::{Draft, LinkKey, Operation, Refusal};
use crate::site::{Course, SiteIndex, Unknown};

/// Plans one row.
///
/// # Errors
/// The finding that refuses it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let Some(command) = Command::of(draft.text("cmd").unwrap_or_default()) else {
        // The cell's own check has refused the row.
        return Ok(());
    };
    let (source, course) = (course_in(draft, "master")?, course_in(draft, "meta")?);
    let link = LinkKey {
        course: course.shortname.clone(),
        source: source.shortname.clone(),
    };
    let (source, course) = (source.id, course.id);
    let old = draft.site().link_of(course, source);
    let old = old.map(|found| found.enabled);
    let told = old.is_some() || draft.site().tells(&Unknown::CourseLinks);
    if !told {
        draft.note_not_told("links", "meta");
    }
    match (command, old) {
        (Command::Add, Some(true)) => {
            note(draft, Code::LinkExists, &link);
            Ok(())
        }
        (Command::Add, _) => {
            if hands_on(draft.site(), course, source) {
                note(draft, Code::LinkLoop, &link);
            }
            set(draft, link, old, true)
        }
        (Command::Disable | Command::Remove, None) => {
            if told {
                note(draft, Code::MissingLink, &link);
            }
            Ok(())
        }
        (Command::Disable, Some(false)) => Ok(()),
        (Command::Disable, Some(true)) => set(draft, link, old, false),
        (Command::Remove, Some(old)) => draft.apply_with_losses(Operation::RemoveCourseLink {
            link,
            old,
            losses: Vec::new(),
        }),
    }
}

/// The course that a column names.
fn course_in<'d>(draft: &'d Draft<'_>, column: &str) -> Result<&'d Course, Refusal> {
    let name = draft.text(column).unwrap_or_default();
    let identifier = draft.settings().link_course_identifier;
    draft.site().course_by(identifier, name).ok_or_else(|| {
        let unknown = draft.finding(Code::UnknownCourse, column);
        Box::new(unknown.with("value", name).with("suggested", "no"))
    })
}

fn set(
    draft: &mut Draft<'_>,
    link: LinkKey,
    old: Option<bool>,
    enabled: bool,
) -> Result<(), Refusal> {
    draft.apply_with_losses(Operation::SetCourseLink {
        link,
        old,
        enabled,
        people: 0,
    })
}

fn note(draft: &mut Draft<'_>, code: Code, link: &LinkKey) {
    let finding = draft
        .finding(code, "meta")
        .with("course", &link.course)
        .with("source", &link.source);
    draft.note(finding);
}

/// Whether a course gives its people to another, directly or by way of others.
fn hands_on(site: &SiteIndex, from: u64, to: u64) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut ahead = vec![from];
    while let Some(course) = ahead.pop() {
        for link in site.links_from(course) {
            if link.course == to {
                return true;
            }
            if seen.insert(link.course) {
                ahead.push(link.course);
            }
        }
    }
    false
}
