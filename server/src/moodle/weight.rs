//! How long a row may keep a site busy, so that no call outlasts the time that its answer may take.

use toolsync_core::plan::Operation;

/// What a call may weigh, in usual rows: these take some 20 to 150 ms each, so that a call of so many stays well under the two minutes that an
/// answer may take, and usually under the minute after which proxies give up.
pub const OF_A_CALL: usize = 200;

/// What concerns everybody in a course or a cohort, one after the other, or everything that a course holds: seconds.
const OF_MANY: usize = 20;

/// What concerns all that belongs to one person, or all that is in a course without touching it.
const OF_MUCH: usize = 5;

/// How many usual rows a row may take as long as: its slow operations and one for all others.
pub fn weight(row: &[Operation]) -> usize {
    row.iter().map(slowness).sum::<usize>().clamp(1, OF_A_CALL)
}

/// How many usual rows an operation may take as long as; 0: it is part of a usual row.
fn slowness(operation: &Operation) -> usize {
    use Operation as O;
    match operation {
        // A backup of any size: it goes alone.
        O::CreateCourse { template, .. } if !template.is_empty() => OF_A_CALL,
        O::ApplyTemplate { .. } => OF_A_CALL,
        O::DeleteCourse { .. }
        | O::ResetCourse { .. }
        | O::DeleteCategory { .. }
        | O::DeleteCohort { .. }
        | O::EmptyCohort { .. }
        | O::SetCohortBinding { .. }
        | O::RemoveCohortBinding { .. }
        | O::SetCourseLink { .. }
        | O::RemoveCourseLink { .. } => OF_MANY,
        O::DeleteUser { .. }
        | O::UpdateCourse {
            category: Some(_), ..
        } => OF_MUCH,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moodle::testing::{delete_course, enrol, restore};

    #[test]
    fn a_restore_fills_a_call_and_ten_deletions_of_courses_do() {
        let usual = [enrol("PHY-101", "m.curie"), enrol("PHY-102", "m.curie")];
        let mut blank = restore("PHY-101");
        if let Operation::CreateCourse { template, .. } = &mut blank {
            template.clear();
        }
        for (row, expected) in [
            (&usual[..], 1),
            (&[blank], 1),
            (&[restore("PHY-101")], 200),
            (&[restore("PHY-101"), enrol("PHY-101", "m.curie")], 200),
            // Were it more than a call has room for, no site could ever be asked.
            (&[restore("PHY-101"), delete_course("PHY-101")], 200),
            (&[delete_course("PHY-101")], 20),
            (&[delete_course("PHY-101"), delete_course("PHY-102")], 40),
        ] {
            assert_eq!(weight(row), expected, "{row:?}");
        }
    }
}
