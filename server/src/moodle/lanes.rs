//! Rows on their way to a site in calls at the same time, which must not get in each other's way.
//!
//! Moodle locks what belongs to a person while it enrols her, a course while its groups change, and the tree of categories while a course is
//! made; two calls that wait for each other are both refused by the database (`spec/moodle-webservices.md` §8).

use std::hash::{BuildHasher as _, RandomState};

use toolsync_core::plan::{ObjectKey, Operation};

use super::RowToApply;

/// Deals rows out to at most `count` lanes: those of one person go to the same lane, and those that change the tree of courses to one lane
/// with all the others. Gives the places of the rows, in order; no lane is empty.
pub fn lanes(rows: &[RowToApply<'_>], count: usize) -> Vec<Vec<usize>> {
    let all = || (0..rows.len()).collect();
    let operations = || rows.iter().flat_map(|row| row.operations);
    if count < 2 || rows.len() < 2 || operations().any(locks_widely) {
        return vec![all()];
    }
    let hasher = RandomState::new();
    let mut lanes = vec![Vec::new(); count];
    for (place, row) in rows.iter().enumerate() {
        let lane = owner(row.operations).map_or(0, |owner| {
            usize::try_from(hasher.hash_one(owner) % count as u64).unwrap_or_default()
        });
        lanes[lane].push(place);
    }
    lanes.retain(|lane| !lane.is_empty());
    lanes
}

/// Whose rows keep together: the person that a row is about, or else the course.
fn owner(row: &[Operation]) -> Option<ObjectKey> {
    let uses: Vec<ObjectKey> = row.iter().flat_map(Operation::uses).collect();
    let is_user = |key: &&ObjectKey| matches!(key, ObjectKey::User(_));
    let is_course = |key: &&ObjectKey| matches!(key, ObjectKey::Course(_));
    uses.iter()
        .find(is_user)
        .or_else(|| uses.iter().find(is_course))
        .cloned()
}

/// Whether the operation locks more than one person or course.
const fn locks_widely(operation: &Operation) -> bool {
    use Operation as O;
    matches!(
        operation,
        O::CreateCategory { .. }
            | O::DeleteCategory { .. }
            | O::CreateCourse { .. }
            | O::DeleteCourse { .. }
            | O::ApplyTemplate { .. }
            | O::ResetCourse { .. }
            | O::UpdateCourse {
                category: Some(_),
                ..
            }
            | O::DeleteUser { .. }
            | O::DeleteCohort { .. }
            | O::EmptyCohort { .. }
            | O::SetCohortBinding { .. }
            | O::RemoveCohortBinding { .. }
            | O::SetCourseLink { .. }
            | O::RemoveCourseLink { .. }
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn enrol(course: &str, user: &str) -> Vec<Operation> {
        vec![Operation::AssignRole {
            course: course.to_owned(),
            user: user.to_owned(),
            role: "student".to_owned(),
        }]
    }

    fn dealt(rows: &[Vec<Operation>], count: usize) -> Vec<Vec<usize>> {
        let rows: Vec<_> = rows
            .iter()
            .map(|operations| RowToApply {
                operations,
                content: None,
            })
            .collect();
        lanes(&rows, count)
    }

    #[test]
    fn rows_of_a_person_keep_together_and_in_order() {
        let rows: Vec<_> = (0..200)
            .map(|row| enrol(&format!("C-{}", row % 7), &format!("u{}", row % 20)))
            .collect();
        let lanes = dealt(&rows, 2);
        assert_eq!(lanes.len(), 2);
        let mut of_user = BTreeMap::new();
        for (lane, places) in lanes.iter().enumerate() {
            assert!(places.is_sorted());
            for place in places {
                assert_eq!(*of_user.entry(place % 20).or_insert(lane), lane);
            }
        }
        let mut every: Vec<_> = lanes.concat();
        every.sort_unstable();
        assert_eq!(every, (0..200).collect::<Vec<_>>());
    }

    #[test]
    fn what_changes_the_tree_goes_alone() {
        let mut rows: Vec<_> = (0..20).map(|row| enrol("C", &format!("u{row}"))).collect();
        rows.push(vec![Operation::ResetCourse {
            course: "D".to_owned(),
            options: Vec::new(),
            removed: Default::default(),
        }]);
        assert_eq!(dealt(&rows, 2), [(0..21).collect::<Vec<_>>()]);
    }
}
