//! What enrolments and roles of a person in a course have to do with each other, as Moodle has it.

use super::apply::Effect;
use super::effect::follow;
use super::{Enrolment, SiteIndex, Touched};
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
    /// Short names of the roles that a person has in a course by this method, when it keeps them itself; by hand with an empty one.
    pub fn roles_of(&self, course: u64, user: u64, method: &str) -> Vec<String> {
        let roles = if method.is_empty() {
            let part = self.participations.get(&(course, user));
            part.map(|part| &part.roles)
        } else {
            let enrolment = self.enrolment(course, user, method);
            enrolment.map(|enrolment| &enrolment.roles)
        };
        roles.into_iter().flatten().cloned().collect()
    }

    /// The enrolments of a person in a course, by method.
    pub fn enrolments_of(&self, course: u64, user: u64) -> impl Iterator<Item = &Enrolment> {
        let part = self.participations.get(&(course, user));
        part.into_iter().flat_map(|part| part.enrolments.values())
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
            *user != enrolment.user && part.enrolments.contains_key(&enrolment.method)
        })
    }
}
