//! How a line of a list of courses to delete becomes an operation (`spec/operations.md` §3, as intended).

use crate::finding::Code;
use crate::plan::{Draft, Operation, Refusal};
use crate::site::{FRONT_PAGE, Unknown};

/// Plans one line.
///
/// # Errors
/// The finding that refuses it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let name = draft.text("course").unwrap_or_default();
    let identifier = draft.settings().course_delete_identifier;
    let Some(course) = draft.site().course_by(identifier, name) else {
        if draft.was_found(Code::DuplicateRow) {
            // A line above deletes it.
            return Ok(());
        }
        let unknown = draft.finding(Code::CourseDeleteMissing, "course");
        return Err(Box::new(
            unknown.with("value", name).with("suggested", "no"),
        ));
    };
    if course.id == FRONT_PAGE {
        return Err(Box::new(draft.finding(Code::FrontPage, "course")));
    }
    let operation = Operation::DeleteCourse {
        shortname: course.shortname.clone(),
        old: Box::new(draft.site().course_state(course)),
    };
    if !draft.site().tells(&Unknown::CourseContent) {
        draft.note_not_told("content", "course");
    }
    draft.apply(operation)
}
