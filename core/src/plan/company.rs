//! Rows that may be under way at the same time: what one of them changes, no other relies on.

use hashbrown::HashSet;

use super::{ObjectKey, Operation};

/// Something that a row changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Written {
    /// An object, or whom a name means.
    Object(ObjectKey),
    /// That one is in the other: who takes part in a course, is in a cohort or a group; the groups of a grouping.
    Tie(ObjectKey, ObjectKey),
}

/// The rows that a site is about to be asked together.
#[derive(Debug, Default)]
pub struct Company {
    written: HashSet<Written>,
    read: HashSet<ObjectKey>,
}

impl Company {
    /// Nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the row in that asks these operations, unless the order of it and one of the others matters. Says whether it did.
    pub fn admit(&mut self, row: &[Operation]) -> bool {
        let written: HashSet<Written> = row.iter().flat_map(writes).collect();
        let read = row.iter().flat_map(Operation::uses);
        let read: Vec<ObjectKey> = read
            .filter(|key| !written.contains(&Written::Object(key.clone())))
            .collect();
        let is_read = |change: &Written| match change {
            Written::Object(key) => self.read.contains(key),
            Written::Tie(..) => false,
        };
        let is_written = |key: &ObjectKey| self.written.contains(&Written::Object(key.clone()));
        if written
            .iter()
            .any(|change| self.written.contains(change) || is_read(change))
            || read.iter().any(is_written)
        {
            return false;
        }
        self.written.extend(written);
        self.read.extend(read);
        true
    }
}

/// What an operation changes.
fn writes(operation: &Operation) -> Vec<Written> {
    use Operation as O;
    let tie = |one, other| vec![Written::Tie(one, other)];
    let mut written = match operation {
        O::Enrol { course, user, .. }
        | O::SetEnrolment { course, user, .. }
        | O::Unenrol { course, user, .. }
        | O::AssignRole { course, user, .. }
        | O::UnassignRole { course, user, .. }
        | O::ShiftRole { course, user, .. } => {
            tie(ObjectKey::course(course), ObjectKey::user(user))
        }
        // A membership belongs to somebody's part in the course.
        O::AddGroupMember { course, user, .. } | O::RemoveGroupMember { course, user, .. } => {
            tie(ObjectKey::course(course), ObjectKey::user(user))
        }
        O::AddCohortMember { cohort, user } | O::RemoveCohortMember { cohort, user, .. } => {
            tie(ObjectKey::cohort(cohort), ObjectKey::user(user))
        }
        O::AddToGrouping {
            course,
            grouping,
            group,
        } => tie(
            ObjectKey::grouping(course, grouping),
            ObjectKey::group(course, group),
        ),
        // Everything that is new stands somewhere that exists and is not changed by it.
        O::CreateCategory { .. }
        | O::CreateCourse { .. }
        | O::CreateUser { .. }
        | O::CreateCohort { .. }
        | O::CreateGroup { .. }
        | O::CreateGrouping { .. } => Vec::new(),
        // All others change what they name, the people of a course or cohort included.
        _ => operation.uses().into_iter().map(Written::Object).collect(),
    };
    written.extend(operation.provides().into_iter().map(Written::Object));
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{CategoryKey, Change};

    fn enrol(course: &str, user: &str) -> [Operation; 1] {
        [Operation::AssignRole {
            course: course.to_owned(),
            user: user.to_owned(),
            role: "student".to_owned(),
        }]
    }

    fn course(shortname: &str) -> [Operation; 1] {
        let path = vec!["Sciences".to_owned()];
        [Operation::CreateCourse {
            shortname: shortname.to_owned(),
            category: CategoryKey { id: None, path },
            fields: Default::default(),
            template: String::new(),
        }]
    }

    fn update(username: &str) -> [Operation; 1] {
        let field = "city".to_owned();
        let change = Change {
            field,
            old: None,
            new: None,
        };
        [Operation::UpdateUser {
            username: username.to_owned(),
            changes: vec![change],
        }]
    }

    #[test]
    fn rows_about_different_things_go_together() {
        let mut company = Company::new();
        assert!(company.admit(&course("A")));
        assert!(company.admit(&course("B")), "in the same category");
        assert!(company.admit(&enrol("C", "jdoe")));
        assert!(company.admit(&enrol("D", "jdoe")), "the same person");
        assert!(company.admit(&enrol("C", "asmith")), "the same course");
        assert!(company.admit(&update("bmartin")));
    }

    #[test]
    fn a_row_waits_for_one_that_changes_what_it_relies_on() {
        let mut company = Company::new();
        assert!(company.admit(&course("A")));
        assert!(!company.admit(&enrol("a", "jdoe")), "into a new course");
        assert!(company.admit(&enrol("C", "jdoe")));
        assert!(!company.admit(&enrol("C", "jdoe")), "the same part twice");
        assert!(!company.admit(&update("jdoe")), "who is being enrolled");
        assert!(company.admit(&update("asmith")));
        assert!(
            !company.admit(&enrol("C", "asmith")),
            "who is being changed"
        );
        let reset = Operation::ResetCourse {
            course: "C".to_owned(),
            options: Vec::new(),
            removed: Default::default(),
        };
        assert!(!company.admit(&[reset]), "in which somebody is enrolled");
        let category = Operation::DeleteCategory {
            category: CategoryKey {
                id: Some(1),
                path: vec!["Sciences".to_owned()],
            },
            old: Default::default(),
        };
        assert!(!company.admit(&[category]), "into which a course goes");
    }

    #[test]
    fn who_is_turned_away_leaves_no_trace() {
        let mut company = Company::new();
        assert!(company.admit(&course("A")));
        let both = [enrol("B", "jdoe"), enrol("A", "jdoe")].concat();
        assert!(!company.admit(&both));
        assert!(company.admit(&update("jdoe")));
    }
}
