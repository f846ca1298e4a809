//! The reset of a course, as Moodle's `reset_course_userdata` does it (`spec/moodle-reset.md`). What content goes is told by the table of
//! options; this is the one place that says what becomes of dates, people, roles, groups and grades.
//!
//! Content is counted and not attributed to people: what unenrolled people wrote stays where it is, as it does in Moodle.

use std::collections::{BTreeMap, BTreeSet};

use super::Effects;
use super::expect::{course, expect_features};
use super::grouping::DEFAULT_GROUPING;
use super::meta_sync::follow;
use crate::kinds::Value;
use crate::kinds::course_resets::options::{ModuleGrades, NO_ROLE, UNENROL, find};
use crate::plan::{
    BindingKey, Change, CohortKey, Count, GroupState, Loss, LostEnrolment, Membership, Removed,
    RemovedGroup, RemovedGrouping, RemovedRole, ResetSetting, ResetValue,
};
use crate::site::apply::Effect;
use crate::site::{
    Course, Enrolment, Features, Group, Grouping, Object, Part, SYNC, SiteIndex, Thing, Touched,
};

/// Enrolment methods whose plugins allow unenrolment; cohort and meta enrolments stay.
const UNENROLLABLE: &[&str] = &["manual", "self", "flatfile", SYNC];

/// A reset that removes what the plan saw, no more and no less.
pub(super) fn reset(
    site: &SiteIndex,
    shortname: &str,
    settings: &[ResetSetting],
    removed: &Removed,
) -> Effects {
    let reset = Reset::of(site, course(site, shortname)?, settings);
    expect_features(
        || Thing::course(shortname).part(Part::Reset),
        reset.removed == *removed,
        || (told(removed), told(&reset.removed)),
    )?;
    Ok(reset.effects)
}

impl SiteIndex {
    /// All that a reset of the course with these options would remove.
    pub fn removed_by_reset(&self, course: &Course, settings: &[ResetSetting]) -> Removed {
        Reset::of(self, course, settings).removed
    }
}

/// What goes, as messages tell it.
fn told(removed: &Removed) -> Features {
    let people = removed.people.iter().chain(&removed.linked);
    let mut counts: Vec<&Count> = removed.counts.iter().collect();
    counts.sort_by(|one, other| one.what.cmp(&other.what));
    let features = counts.into_iter().fold(Features::new(), |features, count| {
        features.count(&count.what, count.old.saturating_sub(count.new))
    });
    features.names("person", people.map(|loss| &loss.user))
}

/// A reset on a site that stays as it is.
struct Reset<'s> {
    site: &'s SiteIndex,
    settings: &'s [ResetSetting],
    /// The course as it was.
    before: &'s Course,
    /// The course as it will be.
    course: Course,
    /// Its groups as they will be.
    groups: BTreeMap<u64, Group>,
    /// Its groupings as they will be.
    groupings: BTreeMap<u64, Grouping>,
    /// How many people take no part in it any more.
    gone: u64,
    removed: Removed,
    effects: Vec<Effect>,
}

impl<'s> Reset<'s> {
    fn of(site: &'s SiteIndex, before: &'s Course, settings: &'s [ResetSetting]) -> Self {
        let groups = site.groups_of_course(before.id).cloned();
        let groupings = site.groupings_of_course(before.id).cloned();
        let mut reset = Self {
            site,
            settings,
            before,
            course: before.clone(),
            groups: groups.map(|group| (group.id, group)).collect(),
            groupings: groupings.map(|grouping| (grouping.id, grouping)).collect(),
            gone: 0,
            removed: Removed::default(),
            effects: Vec::new(),
        };
        reset.dates();
        reset.people();
        reset.local_roles();
        reset.groups();
        reset.groupings();
        reset.content();
        reset.grades();
        reset.conclude();
        reset
    }

    /// What an option is set to; none when it is not set.
    fn value(&self, name: &str) -> Option<&'s ResetValue> {
        let mut settings = self.settings.iter();
        let setting = settings.find(|setting| setting.name == name)?;
        Some(&setting.value)
    }

    fn is_set(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    fn moment(&self, name: &str) -> Option<i64> {
        match self.value(name)? {
            ResetValue::Moment(moment) => Some(*moment).filter(|moment| *moment != 0),
            ResetValue::Flag(_) | ResetValue::Words(_) => None,
        }
    }

    /// A start that moves forward takes the end along, unless the end is given.
    fn dates(&mut self) {
        let old_start = self.before.number("startdate").unwrap_or(0);
        let old_end = self.before.number("enddate").unwrap_or(0);
        let start = self.moment("reset_start_date").unwrap_or(old_start);
        let mut end = self.moment("reset_end_date").unwrap_or(old_end);
        if start > old_start && old_end != 0 && !self.is_set("reset_end_date") {
            end = old_end + (start - old_start);
        }
        self.change("startdate", old_start, start);
        self.change("enddate", old_end, end);
    }

    fn change(&mut self, field: &str, old: i64, new: i64) {
        if old == new {
            return;
        }
        let new = Value::Int(new);
        let old = self.course.fields.insert(field.to_owned(), new.clone());
        self.removed.changes.push(Change {
            field: field.to_owned(),
            old,
            new: Some(new),
        });
    }

    /// People whose only role is listed are unenrolled; others lose the listed roles until one is left.
    fn people(&mut self) {
        let Some(ResetValue::Words(listed)) = self.value(UNENROL) else {
            return;
        };
        let id = self.before.id;
        let people = self.site.participations.range((id, 0)..=(id, u64::MAX));
        for (&(_, user), part) in people {
            let allowed: Vec<&Enrolment> = part
                .enrolments
                .iter()
                .filter(|enrolment| self.allows_unenrolment(&enrolment.method))
                .collect();
            if allowed.is_empty() {
                continue;
            }
            let given = part.enrolments.iter().flat_map(|one| &one.roles);
            let mut roles: BTreeSet<&String> = part.roles.iter().chain(given).collect();
            let mut lost = BTreeSet::new();
            for role in listed {
                let has_none = role == NO_ROLE && roles.is_empty() && lost.is_empty();
                let is_last = has_none || roles.len() == 1 && roles.contains(role);
                if is_last {
                    let is_gone = allowed.len() == part.enrolments.len();
                    let roles = if is_gone {
                        part.roles.iter().cloned().collect()
                    } else {
                        lost
                    };
                    self.leaves(user, &allowed, roles, is_gone);
                    lost = BTreeSet::new();
                    break;
                }
                if roles.remove(role) && part.roles.contains(role) {
                    lost.insert(role.clone());
                }
            }
            if !lost.is_empty() {
                self.leaves(user, &[], lost, false);
            }
        }
        self.close_method();
    }

    /// The companion's method leaves a course with the last person enrolled by it.
    fn close_method(&mut self) {
        let by_sync = |enrolment: &&LostEnrolment| enrolment.method == SYNC;
        let gone = self.removed.people.iter().flat_map(|loss| &loss.enrolments);
        let gone = gone.filter(by_sync).count();
        let id = self.before.id;
        let people = self.site.participations.range((id, 0)..=(id, u64::MAX));
        let all = people.filter(|(_, part)| part.enrolments.contains(SYNC));
        if gone > 0 && gone == all.count() {
            self.course.methods.remove(SYNC);
            self.removed.methods.push(SYNC.to_owned());
        }
    }

    /// Whether people enrolled by this method can be unenrolled.
    fn allows_unenrolment(&self, method: &str) -> bool {
        UNENROLLABLE.contains(&method) && self.before.methods.get(method) == Some(&true)
    }

    /// A person loses enrolments and roles; with the last enrolment (`is_gone`) all that is the person's in the course.
    fn leaves(
        &mut self,
        user: u64,
        enrolments: &[&Enrolment],
        roles: BTreeSet<String>,
        is_gone: bool,
    ) {
        let id = self.before.id;
        let mut groups = Vec::new();
        if is_gone {
            self.gone += 1;
            for group in self.groups.values_mut() {
                if group.members.contains(&user) {
                    groups.push(Membership::of(group, user));
                    group.leave(user);
                }
            }
            self.course.content.grades.remove(&user);
            let local_roles = &mut self.course.content.local_roles;
            local_roles.retain(|local| local.user != user);
        }
        for enrolment in enrolments {
            let gone = Touched::Enrolment(id, user, enrolment.method.clone());
            self.effects.push(Effect::Remove(gone));
        }
        for role in &roles {
            let gone = Touched::RoleAssignment(id, user, role.clone());
            self.effects.push(Effect::Remove(gone));
        }
        self.removed.people.push(Loss {
            course: self.before.shortname.clone(),
            user: self.username(user),
            enrolments: enrolments
                .iter()
                .map(|enrolment| LostEnrolment {
                    method: enrolment.method.clone(),
                    state: enrolment.state(),
                    roles: enrolment.roles.iter().cloned().collect(),
                })
                .collect(),
            roles: roles.into_iter().collect(),
            groups,
        });
    }

    fn username(&self, user: u64) -> String {
        let user = self.site.user(user);
        user.map(|user| user.username.clone()).unwrap_or_default()
    }

    fn local_roles(&mut self) {
        if self.is_set("reset_roles_local") {
            self.course.content.local_roles.clear();
        }
        if self.is_set("reset_roles_overrides") {
            self.course.content.overrides.clear();
        }
        let (before, after) = (&self.before.content, &self.course.content);
        let gone = before.local_roles.difference(&after.local_roles);
        self.removed.local_roles = gone
            .map(|local| RemovedRole {
                place: local.place.clone(),
                user: self.username(local.user),
                role: local.role.clone(),
            })
            .collect();
        let gone = before.overrides.difference(&after.overrides);
        self.removed.overrides = gone.cloned().collect();
    }

    fn groups(&mut self) {
        let deleted = self.is_set("reset_groups_remove");
        if !deleted && !self.is_set("reset_groups_members") {
            return;
        }
        for old in self.site.groups_of_course(self.before.id) {
            if !deleted && old.members.is_empty() {
                continue;
            }
            let names = |members: &BTreeSet<u64>| {
                let members = members.iter();
                members.map(|member| self.username(*member)).collect()
            };
            let groupings = self.site.groupings_with(old).filter(|_| deleted);
            let bindings = self.bindings_to(old).filter(|_| deleted);
            self.removed.groups.push(RemovedGroup {
                group: GroupState::of_group(old),
                deleted,
                members: names(&old.members),
                owned: names(&old.owned),
                by_cohort: names(&old.by_cohort),
                groupings: groupings.map(|grouping| grouping.name.clone()).collect(),
                bindings: bindings.collect(),
            });
            if !deleted {
                if let Some(group) = self.groups.get_mut(&old.id) {
                    group.members.clear();
                    group.owned.clear();
                    group.by_cohort.clear();
                }
                continue;
            }
            self.groups.remove(&old.id);
            for grouping in self.groupings.values_mut() {
                grouping.groups.remove(&old.id);
            }
            for binding in self.site.bindings_of_course(self.before.id) {
                if binding.group == old.id {
                    let mut binding = binding.clone();
                    binding.group = 0;
                    self.effects
                        .push(Effect::Put(Object::CohortBinding(binding)));
                }
            }
        }
    }

    /// The bindings of cohorts whose members join this group.
    fn bindings_to(&self, group: &'s Group) -> impl Iterator<Item = BindingKey> + 's {
        let (site, before) = (self.site, self.before);
        let bindings = site.bindings_of_course(before.id);
        bindings
            .filter(|binding| binding.group == group.id)
            .filter_map(|binding| {
                let cohort = site.cohort(binding.cohort)?;
                Some(BindingKey {
                    course: before.shortname.clone(),
                    cohort: CohortKey {
                        id: Some(cohort.id),
                        name: cohort.name.clone(),
                    },
                    role: binding.role.clone(),
                    method: binding.method.clone(),
                })
            })
    }

    fn groupings(&mut self) {
        let deleted = self.is_set("reset_groupings_remove");
        if !deleted && !self.is_set("reset_groupings_members") {
            return;
        }
        for old in self.site.groupings_of_course(self.before.id) {
            if !deleted && old.groups.is_empty() {
                continue;
            }
            let groups = old.groups.iter().filter_map(|id| self.site.groups.get(id));
            self.removed.groupings.push(RemovedGrouping {
                grouping: GroupState::of_grouping(old),
                deleted,
                groups: groups.map(|group| group.name.clone()).collect(),
            });
            if !deleted {
                if let Some(grouping) = self.groupings.get_mut(&old.id) {
                    grouping.groups.clear();
                }
                continue;
            }
            self.groupings.remove(&old.id);
            if self.site.is_default_grouping(old) {
                let default = self.before.number(DEFAULT_GROUPING).unwrap_or(0);
                self.change(DEFAULT_GROUPING, default, 0);
            }
        }
    }

    /// What the table of options says goes.
    fn content(&mut self) {
        for name in self.settings.iter().flat_map(ResetSetting::removes) {
            let counts = &mut self.course.content.counts;
            counts.retain(|counted, _| !is_or_is_part_of(counted, &name));
        }
    }

    /// Grades given by hand go with the grades or the items of the gradebook; an activity gives its grades again as long as it holds
    /// what was graded.
    fn grades(&mut self) {
        let gradebook = self.is_set("reset_gradebook_grades");
        let mut gone: BTreeSet<&str> = BTreeSet::new();
        if gradebook || self.is_set("reset_gradebook_items") {
            gone.insert("");
        }
        let options = self.settings.iter();
        let options = options.filter_map(|setting| find(&setting.name));
        gone.extend(options.filter_map(|(option, _)| match option.grades {
            ModuleGrades::Go => Some(option.module),
            ModuleGrades::GoWithGradebook if gradebook => Some(option.module),
            ModuleGrades::GoWithGradebook | ModuleGrades::Stay => None,
        }));
        let grades = &mut self.course.content.grades;
        for of_person in grades.values_mut() {
            of_person.retain(|source, _| !gone.contains(source.as_str()));
        }
        grades.retain(|_, of_person| !of_person.is_empty());
    }

    /// Counts what became less, and asks for what changed.
    fn conclude(&mut self) {
        let id = self.before.id;
        let (before, after) = (&self.before.content, &self.course.content);
        let people = self.site.participants(id) as u64;
        let lost = self.removed.people.iter().map(|loss| loss.roles.len());
        let roles = self.site.participations.range((id, 0)..=(id, u64::MAX));
        let roles: usize = roles.map(|(_, part)| part.roles.len()).sum();
        let old_groups = || self.site.groups_of_course(id);
        let old_groupings = || self.site.groupings_of_course(id);
        let members = |group: &Group| group.members.len();
        let contained = |grouping: &Grouping| grouping.groups.len();
        let mut counts = vec![
            ("participants", people, people - self.gone),
            ("roles", roles as u64, (roles - lost.sum::<usize>()) as u64),
            (
                "local_roles",
                before.local_roles.len() as u64,
                after.local_roles.len() as u64,
            ),
            (
                "overrides",
                before.overrides.len() as u64,
                after.overrides.len() as u64,
            ),
            (
                "groups",
                old_groups().count() as u64,
                self.groups.len() as u64,
            ),
            (
                "group_members",
                old_groups().map(members).sum::<usize>() as u64,
                self.groups.values().map(members).sum::<usize>() as u64,
            ),
            (
                "groupings",
                old_groupings().count() as u64,
                self.groupings.len() as u64,
            ),
            (
                "groups_in_groupings",
                old_groupings().map(contained).sum::<usize>() as u64,
                self.groupings.values().map(contained).sum::<usize>() as u64,
            ),
            ("grades", before.grades(), after.grades()),
        ];
        counts.extend(before.counts.iter().map(|(what, old)| {
            let new = after.counts.get(what).copied().unwrap_or(0);
            (what.as_str(), *old, new)
        }));
        let less = counts.into_iter().filter(|(_, old, new)| old != new);
        self.removed.counts = less
            .map(|(what, old, new)| Count {
                what: what.to_owned(),
                old,
                new,
            })
            .collect();
        self.put_groups();
        if self.course != *self.before {
            let course = Object::Course(self.course.clone());
            self.effects.push(Effect::Put(course));
        }
        self.removed.linked = follow(self.site, &self.effects).losses;
    }

    fn put_groups(&mut self) {
        for old in self.site.groups_of_course(self.before.id) {
            match self.groups.remove(&old.id) {
                None => self.effects.push(Effect::Remove(Touched::Group(old.id))),
                Some(new) if new != *old => self.effects.push(Effect::Put(Object::Group(new))),
                Some(_) => {}
            }
        }
        for old in self.site.groupings_of_course(self.before.id) {
            match self.groupings.remove(&old.id) {
                None => {
                    let gone = Touched::Grouping(old.id);
                    self.effects.push(Effect::Remove(gone));
                }
                Some(new) if new != *old => {
                    self.effects.push(Effect::Put(Object::Grouping(new)));
                }
                Some(_) => {}
            }
        }
    }
}

/// Whether what is counted under one name is what another name means, or a part of it (`forum.posts.news` of `forum.posts`).
fn is_or_is_part_of(counted: &str, name: &str) -> bool {
    let rest = counted.strip_prefix(name);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
