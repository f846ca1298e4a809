//! What enrolments and roles of a person in a course have to do with each other, as Moodle has it.

use super::apply::Effect;
use super::effect::follow;
use super::index::Participation;
use super::{Enrolment, RoleAssignment, SiteIndex, Touched};
use crate::plan::{Ending, EnrolmentState, Membership};

/// The enrolment method of the companion plugin, which keeps the enrolments of files apart from those made by hand (`spec/operations.md` §14).
pub const SYNC: &str = "sync";

/// The enrolment method by which a course takes the people of another ([`CourseLink`](super::CourseLink)).
pub const META: &str = "meta";

/// Enrolment methods that give roles as a person would: they can be changed by hand, and they outlast the enrolment as long as
/// there is another one (Moodle: `roles_protected()` is false).
const ROLES_BY_HAND: &[&str] = &["manual", "self", "flatfile"];

/// Whether the roles that the enrolment method gives come and go with its enrolments.
pub fn keeps_its_roles(method: &str) -> bool {
    !ROLES_BY_HAND.contains(&method)
}

impl Enrolment {
    /// Period and activity.
    pub const fn state(&self) -> EnrolmentState {
        EnrolmentState {
            start: self.start,
            end: self.end,
            active: self.active,
        }
    }
}

impl SiteIndex {
    /// Adds enrolments and roles of people in courses, of which a site has a hundred thousand and more: as one after the other with
    /// [`SiteIndex::put_enrolment`] and [`SiteIndex::put_role_assignment`], and several times as fast on a site that has none yet.
    pub fn put_participants(
        &mut self,
        mut enrolments: Vec<Enrolment>,
        mut roles: Vec<RoleAssignment>,
    ) {
        if !self.participations.is_empty() {
            enrolments
                .into_iter()
                .for_each(|one| self.put_enrolment(one));
            roles
                .into_iter()
                .for_each(|one| self.put_role_assignment(one));
            return;
        }
        // Stable: of two enrolments by one method, the later counts.
        enrolments.sort_by_key(|one| (one.course, one.user));
        roles.sort_by_key(|one| (one.course, one.user));
        let mut parts: Vec<((u64, u64), Participation)> = Vec::with_capacity(enrolments.len());
        let mut roles = roles.into_iter().peekable();
        let mut enrolments = enrolments.into_iter().peekable();
        loop {
            let next = [
                enrolments.peek().map(|one| (one.course, one.user)),
                roles.peek().map(|one| (one.course, one.user)),
            ];
            let Some(key) = next.into_iter().flatten().min() else {
                break;
            };
            let mut part = Participation::default();
            while let Some(one) = enrolments.next_if(|one| (one.course, one.user) == key) {
                part.enrolments.insert(one);
            }
            while let Some(one) = roles.next_if(|one| (one.course, one.user) == key) {
                part.roles.insert(one.role);
            }
            parts.push((key, part));
        }
        let courses_of_users = parts.iter().map(|((course, user), _)| (*user, *course));
        *self.courses_of_users = courses_of_users.collect();
        *self.participations = parts.into_iter().collect();
    }

    /// Short names of the roles that a person has in a course by this method, when it keeps them itself; by hand with an empty one.
    pub fn roles_of(&self, course: u64, user: u64, method: &str) -> Vec<String> {
        if method.is_empty() {
            let part = self.participations.get(&(course, user));
            let roles = part.into_iter().flat_map(|part| &part.roles);
            roles.cloned().collect()
        } else {
            let enrolment = self.enrolment(course, user, method);
            let roles = enrolment.into_iter().flat_map(|found| &found.roles);
            roles.cloned().collect()
        }
    }

    /// The enrolments of a person in a course, by method.
    pub fn enrolments_of(&self, course: u64, user: u64) -> impl Iterator<Item = &Enrolment> {
        let part = self.participations.get(&(course, user));
        part.into_iter().flat_map(|part| &part.enrolments)
    }

    /// What goes with an enrolment when it ends. With the last one of the person in the course, Moodle's `unenrol_user` takes
    /// all roles and groups there; before, only the roles that the method itself gave.
    pub fn ending(&self, enrolment: &Enrolment) -> Ending {
        let (course, user) = (enrolment.course, enrolment.user);
        let gone = Touched::Enrolment(course, user, enrolment.method.clone());
        let gone = Effect::Remove(gone);
        let mut ending = Ending {
            own_roles: enrolment.roles.iter().cloned().collect(),
            closes_method: enrolment.method == SYNC && !self.has_others(enrolment),
            linked: follow(self, &[gone]).losses,
            ..Ending::default()
        };
        if self.enrolments_of(course, user).count() == 1 {
            ending.roles = self.roles_of(course, user, "");
            let groups = self.groups_of(course, user);
            ending.groups = groups.map(|group| Membership::of(group, user)).collect();
        }
        ending
    }

    /// Whether other people are enrolled in the course by the same method.
    fn has_others(&self, enrolment: &Enrolment) -> bool {
        let course = enrolment.course;
        let mut parts = self.participations.range((course, 0)..=(course, u64::MAX));
        parts.any(|((_, user), part)| {
            *user != enrolment.user && part.enrolments.contains(&enrolment.method)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enrolment(course: u64, user: u64, method: &str, start: i64) -> Enrolment {
        Enrolment {
            course,
            user,
            method: method.to_owned(),
            start,
            end: 0,
            active: true,
            roles: std::collections::BTreeSet::new(),
        }
    }

    fn role(course: u64, user: u64, role: &str) -> RoleAssignment {
        RoleAssignment {
            course,
            user,
            role: role.to_owned(),
        }
    }

    #[test]
    fn many_participants_are_what_they_are_one_by_one() {
        let enrolments = [
            enrolment(7, 2, "manual", 10),
            enrolment(3, 9, "self", 20),
            enrolment(7, 1, "cohort", 30),
            enrolment(7, 2, "cohort", 40),
            enrolment(7, 2, "manual", 50),
        ];
        let roles = [
            role(7, 2, "teacher"),
            role(2, 5, "manager"),
            role(7, 2, "student"),
            role(9, 1, "student"),
            role(7, 2, "student"),
        ];
        let mut one_by_one = SiteIndex::default();
        for enrolment in enrolments.clone() {
            one_by_one.put_enrolment(enrolment);
        }
        for role in roles.clone() {
            one_by_one.put_role_assignment(role);
        }
        let mut together = SiteIndex::default();
        together.put_participants(enrolments.to_vec(), roles.to_vec());
        assert_eq!(together, one_by_one);
        let starts = together.enrolments().map(|one| (one.course, one.start));
        assert_eq!(
            starts.collect::<Vec<_>>(),
            [(3, 20), (7, 30), (7, 40), (7, 50)]
        );
        assert_eq!(together.roles_of(7, 2, ""), ["student", "teacher"]);

        let mut more = SiteIndex::default();
        more.put_enrolment(enrolment(7, 2, "manual", 5));
        more.put_participants(enrolments.to_vec(), roles.to_vec());
        assert_eq!(more, one_by_one, "the later one counts");
    }
}
