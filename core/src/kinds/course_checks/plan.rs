//! What a plan says of a line of a list of courses to look for: it never has an operation (`spec/operations.md` §4, as intended).

use crate::finding::Code;
use crate::plan::{Draft, Refusal};

/// Plans one line.
///
/// # Errors
/// None: there is nothing that could be refused.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a kind's planner may refuse; this one never does"
)]
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let name = draft.text("course").unwrap_or_default();
    let identifier = draft.settings().course_check_identifier;
    let Some(course) = draft.site().course_by(identifier, name) else {
        // The check has said that it is missing.
        return Ok(());
    };
    let idnumber = course.text("idnumber");
    let found = draft
        .finding(Code::CourseFound, "course")
        .with("shortname", &course.shortname)
        .with("fullname", course.text("fullname"))
        .with("numbered", if idnumber.is_empty() { "no" } else { "yes" })
        .with("idnumber", idnumber);
    draft.note(found);
    Ok(())
}
