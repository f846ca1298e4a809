//! Rows on their way to a site in calls at the same time, which must not get in each other's way.
//!
//! Moodle locks what belongs to a person while it enrols her, a course while its groups change, all courses of a category while one is made in
//! it, and the tree of categories while that changes; two calls that wait for each other are both refused by the database
//! (`spec/moodle-webservices.md` §8). A file that two calls bring at the same time is written twice to one temporary name, and the second
//! is refused.

use hashbrown::HashMap;
use toolsync_core::plan::{ObjectKey, Operation};

use super::RowToApply;

/// Deals rows out to at most `count` lanes: those of one person go to the same lane, as do new courses of one category and people with the
/// same picture; when any row changes the tree of categories or takes something from many, all go to one lane. Gives the places of the rows, in order; no lane is empty.
pub fn lanes(rows: &[RowToApply<'_>], count: usize) -> Vec<Vec<usize>> {
    let all = || (0..rows.len()).collect();
    let operations = || rows.iter().flat_map(|row| row.operations);
    if count < 2 || rows.len() < 2 || operations().any(locks_widely) {
        return vec![all()];
    }
    let mut lane_of = HashMap::new();
    let mut lanes = vec![Vec::new(); count];
    for (place, row) in rows.iter().enumerate() {
        let lane = *lane_of
            .entry(owner(row.operations))
            .or_insert_with(|| shortest(&lanes));
        lanes[lane].push(place);
    }
    lanes.retain(|lane| !lane.is_empty());
    lanes
}

/// The lane with the fewest rows so far: the site is done when the longest is.
fn shortest(lanes: &[Vec<usize>]) -> usize {
    let by_length = (0..lanes.len()).min_by_key(|lane| lanes[*lane].len());
    by_length.unwrap_or_default()
}

/// What keeps rows together.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Owner {
    /// Something that a site has once.
    Object(ObjectKey),
    /// The file of this checksum.
    File(String),
}

/// Whose rows keep together: the category of a new course, the picture, else the person that a row is about, else the course.
fn owner(row: &[Operation]) -> Option<Owner> {
    let named = row.iter().find_map(|operation| match operation {
        Operation::CreateCourse { category, .. } => {
            Some(Owner::Object(ObjectKey::category(category)))
        }
        // No row of a file gives a person a second picture.
        Operation::SetPicture { new, .. } => Some(Owner::File(new.checksum.clone())),
        _ => None,
    });
    if named.is_some() {
        return named;
    }
    let uses: Vec<ObjectKey> = row.iter().flat_map(Operation::uses).collect();
    let is_user = |key: &&ObjectKey| matches!(key, ObjectKey::User(_));
    let is_course = |key: &&ObjectKey| matches!(key, ObjectKey::Course(_));
    uses.iter()
        .find(is_user)
        .or_else(|| uses.iter().find(is_course))
        .cloned()
        .map(Owner::Object)
}

/// Whether the operation locks more than one person or course.
fn locks_widely(operation: &Operation) -> bool {
    use Operation as O;
    match operation {
        // A restore writes to far more than the course.
        O::CreateCourse { template, .. } => !template.is_empty(),
        O::CreateCategory { .. }
        | O::DeleteCategory { .. }
        | O::DeleteCourse { .. }
        | O::ApplyTemplate { .. }
        | O::ResetCourse { .. }
        | O::UpdateCourse {
            category: Some(_), ..
        }
        | O::DeleteUser { .. }
        | O::DeleteCohort { .. }
        | O::EmptyCohort { .. }
        | O::SetCohortBinding { .. }
        | O::RemoveCohortBinding { .. }
        | O::SetCourseLink { .. }
        | O::RemoveCourseLink { .. } => true,
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use toolsync_core::plan::CategoryKey;
    use toolsync_core::site::{Fields, Picture};

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

    fn create(course: &str, category: &str, template: &str) -> Vec<Operation> {
        vec![Operation::CreateCourse {
            shortname: course.to_owned(),
            category: CategoryKey {
                id: None,
                path: vec![category.to_owned()],
            },
            fields: Fields::new(),
            template: template.to_owned(),
        }]
    }

    #[test]
    fn new_courses_of_a_category_keep_together_and_lanes_are_of_a_length() {
        let of = ["Arts", "Law", "Arts", "Physics", "Law", "Arts"];
        let rows = of.iter().enumerate();
        let rows: Vec<_> = rows
            .map(|(row, category)| create(&format!("C-{row}"), category, ""))
            .collect();
        // Arts opens the first lane, Law the second; when Physics comes, the second is the shorter.
        assert_eq!(dealt(&rows, 2), [vec![0, 2, 5], vec![1, 3, 4]]);
        assert_eq!(dealt(&rows[..1], 2), [[0]]);
    }

    #[test]
    fn one_picture_is_not_written_twice_at_the_same_time() {
        let rows = [("ada", "aa"), ("ben", "bb"), ("cyd", "aa")].map(|(user, checksum)| {
            vec![Operation::SetPicture {
                user: user.to_owned(),
                old: None,
                new: Picture {
                    checksum: checksum.to_owned(),
                    bytes: 70,
                },
            }]
        });
        assert_eq!(dealt(&rows, 3), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn restored_courses_go_one_after_the_other() {
        let rows = [create("A", "Arts", ""), create("B", "Law", "MODEL")];
        assert_eq!(dealt(&rows, 2), [[0, 1]]);
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
