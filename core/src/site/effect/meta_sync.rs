//! Meta enrolments follow the enrolments of other courses, as Moodle's `enrol_meta` makes them do at once. This is the one place that
//! says how.
//!
//! In a metacourse, a person's enrolment is worked out of what the person is in the courses whose people it takes. Enrolments that are
//! themselves meta enrolments do not count there, nor their roles: people are not handed on, and links in a circle do no harm.
//!
//! | what the person is in the other courses | enrolment | its roles |
//! |---|---|---|
//! | in one that is linked: has an active enrolment | active; the widest period of the active ones | those that the person has there |
//! | in one that is linked: has only enrolments without access | without access | none |
//! | only in ones whose link is disabled | stays, if there is one, without access | none |
//! | in none any more | stays without access, or ends: [`MetaMethod`] | none |
//! | no other course is linked any more | ends | – |
//!
//! A link whose source is deleted stays, disabled, where `MetaMethod` keeps people.
//!
//! With the last enrolment in a course a person's roles and groups there go too, as with every other method.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::period::widest;
use crate::plan::{Loss, LostEnrolment, Membership};
use crate::site::apply::Effect;
use crate::site::index::Participation;
use crate::site::{Course, CourseLink, Enrolment, META, MetaMethod, Object, SiteIndex, Touched};

/// What follows in metacourses of what is done elsewhere.
#[derive(Default)]
pub(in crate::site) struct Followed {
    /// Changes of enrolments, roles and groups, in order.
    pub(in crate::site) effects: Vec<Effect>,
    /// What people lose, by course and account.
    pub(in crate::site) losses: Vec<Loss>,
    /// For how many people something changes, each once for each metacourse.
    pub(in crate::site) people: u64,
}

/// What follows of effects on this site, which is still as before them.
pub(in crate::site) fn follow(site: &SiteIndex, done: &[Effect]) -> Followed {
    let mut followed = Followed::default();
    let is_link = |effect: &Effect| {
        matches!(
            effect,
            Effect::Put(Object::CourseLink(_)) | Effect::Remove(Touched::CourseLink(_))
        )
    };
    if site.course_links.is_empty() && !done.iter().any(is_link) {
        return followed;
    }
    let after = After::of(site, done);
    for (course, user) in after.concerned() {
        after.settle(course, user, &mut followed);
    }
    followed
}

/// The site as effects leave it, as far as they change it.
struct After<'a> {
    site: &'a SiteIndex,
    /// What people are in courses, where that changes; by course and account.
    parts: BTreeMap<(u64, u64), Participation>,
    /// Courses that change.
    courses: BTreeMap<u64, &'a Course>,
    /// Links that change, by id; none: they go.
    links: BTreeMap<u64, Option<&'a CourseLink>>,
    /// Groups that people leave: group and account.
    left: BTreeSet<(u64, u64)>,
}

impl<'a> After<'a> {
    fn of(site: &'a SiteIndex, done: &'a [Effect]) -> Self {
        let mut after = Self {
            site,
            parts: BTreeMap::new(),
            courses: BTreeMap::new(),
            links: BTreeMap::new(),
            left: BTreeSet::new(),
        };
        for effect in done {
            after.note(effect);
        }
        after
    }

    fn note(&mut self, effect: &'a Effect) {
        match effect {
            Effect::Put(Object::Enrolment(enrolment)) => {
                let part = self.changed(enrolment.course, enrolment.user);
                part.enrolments.insert(enrolment.clone());
            }
            Effect::Remove(Touched::Enrolment(course, user, method)) => {
                self.changed(*course, *user).enrolments.remove(method);
            }
            Effect::Put(Object::RoleAssignment(given)) => {
                let part = self.changed(given.course, given.user);
                part.roles.insert(given.role.clone());
            }
            Effect::Remove(Touched::RoleAssignment(course, user, role)) => {
                self.changed(*course, *user).roles.remove(role);
            }
            Effect::Put(Object::Course(course)) => {
                self.courses.insert(course.id, course);
            }
            Effect::Put(Object::CourseLink(link)) => {
                self.links.insert(link.id, Some(link));
            }
            Effect::Remove(Touched::CourseLink(id)) => {
                self.links.insert(*id, None);
            }
            Effect::Leave(Touched::Group(group), user) => {
                self.left.insert((*group, *user));
            }
            // Nothing of this makes or ends an enrolment, a role or a link.
            Effect::Put(_)
            | Effect::Remove(_)
            | Effect::Join(..)
            | Effect::Own(..)
            | Effect::FollowCohort(..)
            | Effect::Leave(..) => {}
        }
    }

    /// What a person is in a course, to be changed.
    fn changed(&mut self, course: u64, user: u64) -> &mut Participation {
        let site = self.site;
        self.parts.entry((course, user)).or_insert_with(|| {
            let part = site.participations.get(&(course, user));
            part.cloned().unwrap_or_default()
        })
    }

    /// What a person is in a course then.
    fn part(&self, course: u64, user: u64) -> Option<&Participation> {
        let key = (course, user);
        let changed = self.parts.get(&key);
        changed.or_else(|| self.site.participations.get(&key))
    }

    /// Who takes part in a course, before or then.
    fn people_of(&self, course: u64) -> BTreeSet<u64> {
        let all = (course, 0)..=(course, u64::MAX);
        let before = self.site.participations.range(all.clone());
        let then = self.parts.range(all);
        let before = before.map(|((_, user), _)| *user);
        before.chain(then.map(|((_, user), _)| *user)).collect()
    }

    /// The links by which a course takes people then.
    fn links_into(&self, course: u64) -> impl Iterator<Item = &CourseLink> {
        let kept = self.site.links_into(course);
        let kept = kept.filter(|link| !self.links.contains_key(&link.id));
        let new = self.links.values().filter_map(|link| *link);
        kept.chain(new.filter(move |link| link.course == course))
    }

    /// The people in metacourses for whom something may change: by course and account.
    fn concerned(&self) -> BTreeSet<(u64, u64)> {
        let mut concerned = BTreeSet::new();
        for &(course, user) in self.parts.keys() {
            let links = self.site.links_from(course);
            concerned.extend(links.map(|link| (link.course, user)));
        }
        for (id, course) in &self.courses {
            let before = self.site.course(*id);
            let is_taken = self.site.links_from(*id).next().is_some();
            if is_taken && before.is_some_and(|before| before.methods != course.methods) {
                let people = self.people_of(*id);
                for link in self.site.links_from(*id) {
                    concerned.extend(people.iter().map(|user| (link.course, *user)));
                }
            }
        }
        for (id, then) in &self.links {
            for link in self.site.course_link(*id).into_iter().chain(*then) {
                let people = self.people_of(link.source);
                let taken = self.people_of(link.course);
                let people = people.into_iter().chain(taken);
                concerned.extend(people.map(|user| (link.course, user)));
            }
        }
        concerned
    }

    /// One person in one metacourse.
    fn settle(&self, course: u64, user: u64, followed: &mut Followed) {
        let part = self.part(course, user);
        let now = part.and_then(|part| part.enrolments.get(META));
        match (now, self.enrolment(course, user, now)) {
            (Some(now), None) => self.end(now, followed),
            (now, Some(then)) if now != Some(&then) => {
                let put = Object::Enrolment(then);
                followed.effects.push(Effect::Put(put));
                followed.people += 1;
            }
            (_, None) | (Some(_), Some(_)) | (None, Some(_)) => {}
        }
    }

    /// A person's meta enrolment as it will be; `now`: as it is.
    fn enrolment(&self, course: u64, user: u64, now: Option<&Enrolment>) -> Option<Enrolment> {
        let mut is_linked = false;
        let mut is_known = false;
        let mut taken: Vec<Taken<'_>> = Vec::new();
        for link in self.links_into(course) {
            is_linked = true;
            if let Some(found) = self.taken(link.source, user) {
                is_known = true;
                taken.extend(link.enabled.then_some(found));
            }
        }
        let is_active = taken.iter().any(|taken| taken.is_active);
        taken.retain(|taken| taken.is_active == is_active);
        if taken.is_empty() {
            let stays = is_known || is_linked && self.site.facts.meta != MetaMethod::Unenrols;
            return Some(Enrolment {
                active: false,
                roles: BTreeSet::new(),
                ..now.filter(|_| stays)?.clone()
            });
        }
        let (start, end) = widest(taken.iter().map(|taken| taken.period));
        let roles = taken.iter().flat_map(|taken| &taken.roles);
        Some(Enrolment {
            course,
            user,
            method: META.to_owned(),
            start,
            end,
            active: is_active,
            roles: roles.map(|role| (*role).clone()).collect(),
        })
    }

    /// What a course gives of a person to those that take its people; none of one who is not enrolled there.
    fn taken(&self, course: u64, user: u64) -> Option<Taken<'_>> {
        let part = self.part(course, user)?;
        let changed = self.courses.get(&course).copied();
        let methods = &changed.or_else(|| self.site.course(course))?.methods;
        let own = part.enrolments.iter();
        let own: Vec<&Enrolment> = own.filter(|own| own.method != META).collect();
        let has_access = |own: &&&Enrolment| own.active && methods.get(&own.method) != Some(&false);
        let is_active = own.iter().any(|own| has_access(&own));
        let counted = own.iter().filter(|own| !is_active || has_access(own));
        let periods: Vec<(i64, i64)> = counted.map(|own| (own.start, own.end)).collect();
        if periods.is_empty() {
            return None;
        }
        let given = own.iter().flat_map(|own| &own.roles);
        let roles = part.roles.iter().chain(given).filter(|_| is_active);
        Some(Taken {
            is_active,
            period: widest(periods.into_iter()),
            roles: roles.collect(),
        })
    }

    /// Ends a meta enrolment; with the last enrolment in the course, all that the person is there.
    fn end(&self, now: &Enrolment, followed: &mut Followed) {
        let (course, user) = (now.course, now.user);
        let gone = Touched::Enrolment(course, user, META.to_owned());
        followed.effects.push(Effect::Remove(gone));
        followed.people += 1;
        let part = self
            .part(course, user)
            .map_or(Cow::default(), Cow::Borrowed);
        let is_last = part.enrolments.len() == 1;
        let roles: Vec<String> = part.roles.iter().filter(|_| is_last).cloned().collect();
        let groups = self.site.groups_of(course, user);
        let groups: Vec<_> = groups
            .filter(|group| is_last && !self.left.contains(&(group.id, user)))
            .collect();
        for role in &roles {
            let gone = Touched::RoleAssignment(course, user, role.clone());
            followed.effects.push(Effect::Remove(gone));
        }
        for group in &groups {
            let group = Touched::Group(group.id);
            followed.effects.push(Effect::Leave(group, user));
        }
        let (Some(in_course), Some(person)) = (self.site.course(course), self.site.user(user))
        else {
            return;
        };
        followed.losses.push(Loss {
            course: in_course.shortname.clone(),
            user: person.username.clone(),
            enrolments: vec![LostEnrolment {
                method: now.method.clone(),
                state: now.state(),
                roles: Vec::new(), // They come back with the link, or with what the person was in the other course.
            }],
            roles,
            groups: groups
                .iter()
                .map(|group| Membership::of(group, user))
                .collect(),
        });
    }
}

/// What a course gives of a person to those that take its people.
struct Taken<'a> {
    /// Whether the person has access there.
    is_active: bool,
    /// Start and end, Unix seconds; 0 when not bounded.
    period: (i64, i64),
    /// Short names; none without access.
    roles: BTreeSet<&'a String>,
}
