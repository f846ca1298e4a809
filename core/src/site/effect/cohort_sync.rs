//! Cohort enrolments follow memberships and bindings, as Moodle's cohort synchronisation makes them do at once. This is the one
//! place that says how.
//!
//! In each course, and for each cohort method, a person's enrolment is worked out of the bindings whose cohort has the person:
//!
//! | bindings that reach the person | enrolment | its roles | groups of the bindings |
//! |---|---|---|---|
//! | an enabled one | active; the widest period of the enabled ones | theirs | theirs are joined |
//! | only disabled ones | stays, if there is one, without access | none | kept |
//! | none any more | ends | – | left |
//!
//! With the last enrolment in a course, by whatever method, a person's roles and groups there go too (Moodle's `unenrol_user`).
//! A person who is enrolled by hand as well keeps that enrolment, and the roles given by hand. Who was in the group of a binding before
//! it reached the person stays in it: only memberships that a binding gave go with it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::period::widest;
use crate::plan::{Loss, LostEnrolment, Membership};
use crate::site::apply::Effect;
use crate::site::{CohortBinding, Enrolment, Object, SiteIndex, Touched};

/// What happens to memberships or bindings.
pub(super) enum Move {
    /// This account joins this cohort.
    Join { cohort: u64, user: u64 },
    /// These accounts leave this cohort.
    Leave { cohort: u64, users: BTreeSet<u64> },
    /// A binding is made, or is so from now on.
    Bind(CohortBinding),
    /// The bindings of these ids go, all of this cohort.
    Unbind {
        cohort: u64,
        bindings: BTreeSet<u64>,
    },
}

/// What follows of a move, beside the move itself.
#[derive(Default)]
pub(super) struct Sync {
    /// Changes of enrolments, roles and groups, in order.
    pub(super) effects: Vec<Effect>,
    /// What people lose, by course and account.
    pub(super) losses: Vec<Loss>,
    /// How many people's access to a course changes, each once for each course.
    pub(super) people: u64,
}

impl Sync {
    /// What follows of a move on this site, which is still as before.
    pub(super) fn of(site: &SiteIndex, change: &Move) -> Self {
        let mut sync = Self::default();
        for course in change.courses(site) {
            for user in change.users(site) {
                sync.settle(site, change, course, user);
            }
        }
        sync
    }

    /// One person in one course.
    fn settle(&mut self, site: &SiteIndex, change: &Move, course: u64, user: u64) {
        let mut methods: BTreeMap<&str, Vec<Cow<'_, CohortBinding>>> = BTreeMap::new();
        let after = change.reaching(site, course, user);
        let before: Vec<&CohortBinding> = site
            .bindings_of_course(course)
            .filter(|binding| is_member(site, binding.cohort, user))
            .collect();
        for binding in &before {
            methods.entry(&binding.method).or_default();
        }
        for binding in &after {
            let of_method = methods.entry(&binding.method).or_default();
            of_method.push(Cow::Borrowed(binding));
        }
        let effects_before = self.effects.len();
        let mut ended = Vec::new();
        let mut begins = false;
        for (method, bindings) in methods {
            let now = site.enrolment(course, user, method);
            let then = enrolment(course, user, method, &bindings, now);
            match (now, then) {
                (Some(now), None) => ended.push(now.clone()),
                (now, Some(then)) => {
                    begins |= now.is_none();
                    if now != Some(&then) {
                        let put = Object::Enrolment(then);
                        self.effects.push(Effect::Put(put));
                    }
                }
                (None, None) => {}
            }
        }
        let joins = after.iter().filter(|binding| binding.enabled);
        for group in joins.map(|binding| binding.group).collect::<BTreeSet<_>>() {
            let found = site.groups.get(&group);
            if found.is_some_and(|found| !found.members.contains(&user)) {
                let group = Touched::Group(group);
                self.effects.push(Effect::Join(group.clone(), user));
                self.effects.push(Effect::FollowCohort(group, user));
            }
        }
        let kept: BTreeSet<u64> = after.iter().map(|binding| binding.group).collect();
        let lost = before.iter().map(|binding| binding.group);
        let lost: BTreeSet<u64> = lost.filter(|group| !kept.contains(group)).collect();
        self.end(site, (course, user), ended, begins, &lost);
        self.people += u64::from(self.effects.len() > effects_before);
    }

    /// Ends enrolments of a person in a course; `left` are the groups that the person was in because of them.
    fn end(
        &mut self,
        site: &SiteIndex,
        (course, user): (u64, u64),
        ended: Vec<Enrolment>,
        begins: bool,
        left: &BTreeSet<u64>,
    ) {
        let enrolments = site.enrolments_of(course, user).count();
        let is_last = !ended.is_empty() && !begins && enrolments == ended.len();
        let groups: Vec<_> = site
            .groups_of(course, user)
            .filter(|group| is_last || left.contains(&group.id) && group.by_cohort.contains(&user))
            .collect();
        let roles = if is_last {
            site.roles_of(course, user, "")
        } else {
            Vec::new()
        };
        for enrolment in &ended {
            let method = enrolment.method.clone();
            let gone = Touched::Enrolment(course, user, method);
            self.effects.push(Effect::Remove(gone));
        }
        for role in &roles {
            let gone = Touched::RoleAssignment(course, user, role.clone());
            self.effects.push(Effect::Remove(gone));
        }
        for group in &groups {
            self.effects
                .push(Effect::Leave(Touched::Group(group.id), user));
        }
        let (Some(in_course), Some(person)) = (site.course(course), site.user(user)) else {
            return;
        };
        if ended.is_empty() {
            return;
        }
        self.losses.push(Loss {
            course: in_course.shortname.clone(),
            user: person.username.clone(),
            enrolments: ended
                .into_iter()
                .map(|enrolment| LostEnrolment {
                    state: enrolment.state(),
                    method: enrolment.method,
                    roles: Vec::new(), // They come back with the binding or the membership.
                })
                .collect(),
            roles,
            groups: groups
                .iter()
                .map(|group| Membership::of(group, user))
                .collect(),
        });
    }
}

impl Move {
    /// The courses in which something may change.
    fn courses(&self, site: &SiteIndex) -> BTreeSet<u64> {
        match self {
            Self::Bind(binding) => [binding.course].into(),
            Self::Join { cohort, .. } | Self::Leave { cohort, .. } => site
                .bindings_of_cohort(*cohort)
                .map(|binding| binding.course)
                .collect(),
            Self::Unbind { bindings, .. } => bindings
                .iter()
                .filter_map(|id| site.cohort_binding(*id))
                .map(|binding| binding.course)
                .collect(),
        }
    }

    /// The accounts for which something may change, by id.
    fn users(&self, site: &SiteIndex) -> Vec<u64> {
        let members = |cohort: u64| match site.cohort(cohort) {
            Some(cohort) => cohort.members.iter().copied().collect(),
            None => Vec::new(),
        };
        match self {
            Self::Join { user, .. } => vec![*user],
            Self::Leave { users, .. } => users.iter().copied().collect(),
            Self::Bind(binding) => members(binding.cohort),
            Self::Unbind { cohort, .. } => members(*cohort),
        }
    }

    /// The bindings of a course that reach a person once the move is done.
    fn reaching(&self, site: &SiteIndex, course: u64, user: u64) -> Vec<CohortBinding> {
        let mut bindings: Vec<CohortBinding> = site
            .bindings_of_course(course)
            .filter(|binding| match self {
                Self::Bind(new) => binding.id != new.id,
                Self::Unbind { bindings, .. } => !bindings.contains(&binding.id),
                Self::Join { .. } | Self::Leave { .. } => true,
            })
            .filter(|binding| match self {
                Self::Join { cohort, user: who } if *cohort == binding.cohort && *who == user => {
                    true
                }
                Self::Leave { cohort, users } if *cohort == binding.cohort => {
                    !users.contains(&user) && is_member(site, binding.cohort, user)
                }
                _ => is_member(site, binding.cohort, user),
            })
            .cloned()
            .collect();
        if let Self::Bind(new) = self {
            bindings.push(new.clone());
        }
        bindings
    }
}

fn is_member(site: &SiteIndex, cohort: u64, user: u64) -> bool {
    site.cohort(cohort)
        .is_some_and(|cohort| cohort.members.contains(&user))
}

/// A person's enrolment by a method whose `bindings` reach the person; `now`: as it is.
fn enrolment(
    course: u64,
    user: u64,
    method: &str,
    bindings: &[Cow<'_, CohortBinding>],
    now: Option<&Enrolment>,
) -> Option<Enrolment> {
    let enabled: Vec<&CohortBinding> = bindings
        .iter()
        .map(AsRef::as_ref)
        .filter(|binding| binding.enabled)
        .collect();
    if enabled.is_empty() {
        let kept = now.filter(|_| !bindings.is_empty())?;
        return Some(Enrolment {
            active: false,
            roles: BTreeSet::new(),
            ..kept.clone()
        });
    }
    let periods = enabled.iter().map(|binding| (binding.start, binding.end));
    let (start, end) = widest(periods);
    Some(Enrolment {
        course,
        user,
        method: method.to_owned(),
        start,
        end,
        active: true,
        roles: enabled.iter().map(|binding| binding.role.clone()).collect(),
    })
}
