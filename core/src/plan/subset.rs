//! Whether what a second planning still wants is a part of what was approved.
//!
//! After a crash the rows without outcome are planned again on the site as it is by then. What is left of an approved
//! row may go on; anything else means that the site moved, and a person must look.

use super::{CategoryKey, CohortKey, Decision, Operation, PlannedRow};
use crate::site::keeps_its_roles;

impl PlannedRow {
    /// Whether every operation that this row still wants is among those of `approved`, or a part of one of them.
    /// A row that is refused now is no part of one that was not.
    pub fn is_subset_of(&self, approved: &PlannedRow) -> bool {
        if self.decision == Decision::Refused && approved.decision != Decision::Refused {
            return false;
        }
        self.line == approved.line
            && self.span == approved.span
            && self.operations.iter().all(|operation| {
                approved
                    .operations
                    .iter()
                    .any(|of| operation.is_part_of(of))
            })
    }
}

impl Operation {
    /// Whether doing `approved` does this too. Clear passwords are not compared (an approved plan that was stored has
    /// lost them); their digests are.
    fn is_part_of(&self, approved: &Operation) -> bool {
        match (self, approved) {
            (
                Self::UpdateCourse {
                    shortname,
                    changes,
                    category,
                },
                Self::UpdateCourse {
                    shortname: of,
                    changes: among,
                    category: to,
                },
            ) => {
                shortname == of
                    && changes.iter().all(|change| among.contains(change))
                    && match (category, to) {
                        (None, _) => true,
                        (Some(now), Some(then)) => now.is_still(then),
                        (Some(_), None) => false,
                    }
            }
            (
                Self::UpdateCohort {
                    cohort,
                    changes,
                    category,
                },
                Self::UpdateCohort {
                    cohort: then,
                    changes: among,
                    category: to,
                },
            ) => {
                cohort.is_still(then)
                    && category == to
                    && changes.iter().all(|change| among.contains(change))
            }
            (
                Self::UpdateUser { username, changes },
                Self::UpdateUser {
                    username: of,
                    changes: among,
                },
            ) => username == of && changes.iter().all(|change| among.contains(change)),
            (
                Self::UpdateGroup {
                    course,
                    group: name,
                    changes,
                },
                Self::UpdateGroup {
                    course: in_course,
                    group: of,
                    changes: among,
                },
            )
            | (
                Self::UpdateGrouping {
                    course,
                    grouping: name,
                    changes,
                },
                Self::UpdateGrouping {
                    course: in_course,
                    grouping: of,
                    changes: among,
                },
            ) => {
                course == in_course
                    && name == of
                    && changes.iter().all(|change| among.contains(change))
            }
            // An enrolment whose role was not given before the stop.
            (
                Self::AssignRole { course, user, role },
                Self::Enrol {
                    course: in_course,
                    user: of,
                    role: with,
                    ..
                },
            ) => course == in_course && user == of && role == with,
            // The same where the method keeps its roles itself.
            (
                Self::Enrol {
                    course,
                    user,
                    method,
                    role,
                    start,
                    end,
                    ..
                },
                Self::Enrol {
                    course: in_course,
                    user: of,
                    method: by,
                    role: with,
                    start: from,
                    end: to,
                    ..
                },
            ) if self != approved && keeps_its_roles(method) => {
                course == in_course
                    && user == of
                    && method == by
                    && role == with
                    && (start, end) == (from, to)
            }
            // Some of the other roles went before the stop.
            (
                Self::ShiftRole {
                    course,
                    user,
                    method,
                    old,
                    role,
                },
                Self::ShiftRole {
                    course: in_course,
                    user: of,
                    method: by,
                    old: among,
                    role: to,
                },
            ) => {
                course == in_course
                    && user == of
                    && method == by
                    && role == to
                    && old.iter().all(|role| among.contains(role) || role == to)
            }
            (
                Self::CreateCategory { category, visible },
                Self::CreateCategory {
                    category: then,
                    visible: seen,
                },
            ) => category.is_still(then) && visible == seen,
            (
                Self::CreateCourse {
                    shortname,
                    category,
                    fields,
                    template,
                },
                Self::CreateCourse {
                    shortname: of,
                    category: to,
                    fields: with,
                    template: from,
                },
            ) => shortname == of && category.is_still(to) && fields == with && template == from,
            (
                Self::CreateUser {
                    username,
                    fields,
                    password,
                    digest,
                    force_change,
                    mail,
                    ..
                },
                Self::CreateUser {
                    username: of,
                    fields: with,
                    password: by,
                    digest: same,
                    force_change: forced,
                    mail: to,
                    ..
                },
            ) => {
                username == of
                    && fields == with
                    && password == by
                    && digest == same
                    && force_change == forced
                    && mail == to
            }
            (
                Self::SetPassword {
                    username,
                    password,
                    digest,
                    mail,
                    ..
                },
                Self::SetPassword {
                    username: of,
                    password: by,
                    digest: same,
                    mail: to,
                    ..
                },
            ) => username == of && password == by && digest == same && mail == to,
            // What goes with the account was approved; its attributes may have changed since.
            (
                Self::DeleteUser { username, old },
                Self::DeleteUser {
                    username: of,
                    old: then,
                },
            ) => username == of && old.has_same_ties(then),
            (
                Self::AddCohortMember { cohort, user },
                Self::AddCohortMember {
                    cohort: then,
                    user: of,
                },
            ) => cohort.is_still(then) && user == of,
            _ => self == approved,
        }
    }
}

impl CategoryKey {
    /// Whether this is the category that a plan named as `then`, which may have got its id since.
    fn is_still(&self, then: &CategoryKey) -> bool {
        self.path == then.path && (then.id.is_none() || self.id == then.id)
    }
}

impl CohortKey {
    /// Whether this is the cohort that a plan named as `then`, which may have got its id since.
    fn is_still(&self, then: &CohortKey) -> bool {
        self.name == then.name && (then.id.is_none() || self.id == then.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Span;
    use crate::kinds::Value;
    use crate::plan::{AccountState, Change, Secret};
    use crate::site::{Fields, Password};

    fn row(operations: Vec<Operation>) -> PlannedRow {
        PlannedRow {
            line: 2,
            span: Span::new(10, 20),
            subject: "m.curie".to_owned(),
            decision: Decision::Change,
            operations,
            needs: Vec::new(),
            needs_elsewhere: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn change(field: &str, new: &str) -> Change {
        Change {
            field: field.to_owned(),
            old: None,
            new: Some(Value::Text(new.to_owned())),
        }
    }

    fn update(changes: Vec<Change>) -> Operation {
        Operation::UpdateUser {
            username: "m.curie".to_owned(),
            changes,
        }
    }

    fn join(id: Option<u64>) -> Operation {
        Operation::AddCohortMember {
            cohort: CohortKey {
                id,
                name: "Year 1".to_owned(),
            },
            user: "m.curie".to_owned(),
        }
    }

    #[test]
    fn what_is_left_of_a_row_is_a_part_of_it() {
        let approved = row(vec![
            update(vec![change("city", "Paris"), change("country", "FR")]),
            join(None),
        ]);
        assert!(row(vec![join(None)]).is_subset_of(&approved));
        assert!(
            row(vec![join(Some(7))]).is_subset_of(&approved),
            "the cohort was made since"
        );
        assert!(row(vec![update(vec![change("country", "FR")])]).is_subset_of(&approved));
        assert!(row(Vec::new()).is_subset_of(&approved));
    }

    #[test]
    fn anything_else_is_not() {
        let approved = row(vec![update(vec![change("city", "Paris")]), join(Some(7))]);
        assert!(!row(vec![update(vec![change("city", "Lyon")])]).is_subset_of(&approved));
        assert!(
            !row(vec![join(Some(8))]).is_subset_of(&approved),
            "another cohort of that name"
        );
        let delete = Operation::DeleteUser {
            username: "m.curie".to_owned(),
            old: AccountState::default(),
        };
        assert!(!row(vec![delete]).is_subset_of(&approved));
        let mut refused = row(Vec::new());
        refused.decision = Decision::Refused;
        assert!(!refused.is_subset_of(&approved));
        let mut elsewhere = row(Vec::new());
        elsewhere.line = 3;
        assert!(!elsewhere.is_subset_of(&approved));
    }

    #[test]
    fn a_stored_plan_that_lost_its_passwords_still_counts() {
        let create = Operation::CreateUser {
            username: "m.curie".to_owned(),
            fields: Fields::new(),
            password: Password::Set,
            secret: Secret("Radium-1898".to_owned()),
            digest: "00ff".to_owned(),
            force_change: false,
            mail: String::new(),
        };
        let approved = row(vec![create]);
        let json = serde_json::to_string(&approved).expect("plain data");
        assert!(!json.contains("Radium"));
        let stored: PlannedRow = serde_json::from_str(&json).expect("its own form");
        assert!(approved.is_subset_of(&stored));
    }
}
