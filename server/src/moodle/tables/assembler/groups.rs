//! Cohorts, groups and groupings: their members come in rows of their own.

use std::collections::BTreeMap;

use super::*;
use toolsync_core::site::{Cohort, Group, Grouping};

/// Components that own the memberships which Toolsync, or tool_sync before it, made. Of other components, those of the enrolment methods for
/// cohorts are told apart; the rest count as made by hand.
const OWN: &[&str] = &["local_toolsync", "tool_sync"];

/// Cohorts, groups and groupings, and their members.
#[derive(Debug, Default)]
pub(super) struct Groups {
    cohorts: BTreeMap<u64, Cohort>,
    cohort_members: Vec<(u64, u64)>,
    groups: BTreeMap<u64, Group>,
    group_members: Vec<(u64, u64)>,
    own_members: Vec<(u64, u64)>,
    /// Members whom an enrolment method put in: the group, the account; by method.
    enrolled_members: BTreeMap<String, Vec<(u64, u64)>>,
    groupings: BTreeMap<u64, Grouping>,
    grouping_groups: Vec<(u64, u64)>,
}

impl Assembler {
    /// Takes a cohort.
    pub fn cohort(&mut self, row: CohortRow) {
        let cohort = Cohort {
            id: row.id,
            name: row.name,
            idnumber: row.idnumber,
            description: row.description,
            category: row.category,
            visible: row.visible,
            component: row.component,
            members: BTreeSet::new(),
        };
        self.groups.cohorts.insert(row.id, cohort);
    }

    /// Takes a member of a cohort.
    pub fn cohort_member(&mut self, row: CohortMemberRow) {
        self.groups.cohort_members.push((row.cohort, row.user));
    }

    /// Takes a group.
    pub fn group(&mut self, row: GroupRow) {
        let group = Group {
            id: row.id,
            course: row.course,
            name: row.name,
            idnumber: row.idnumber,
            description: row.description,
            ..Group::default()
        };
        self.groups.groups.insert(row.id, group);
    }

    /// Takes a member of a group.
    pub fn group_member(&mut self, row: GroupMemberRow) {
        self.groups.group_members.push((row.group, row.user));
        if OWN.contains(&row.component.as_str()) {
            self.groups.own_members.push((row.group, row.user));
        } else if let Some(method) = row.component.strip_prefix("enrol_") {
            let of_method = self.groups.enrolled_members.entry(method.to_owned());
            of_method.or_default().push((row.group, row.user));
        }
    }

    /// Takes a grouping.
    pub fn grouping(&mut self, row: GroupingRow) {
        let grouping = Grouping {
            id: row.id,
            course: row.course,
            name: row.name,
            idnumber: row.idnumber,
            description: row.description,
            groups: BTreeSet::new(),
        };
        self.groups.groupings.insert(row.id, grouping);
    }

    /// Takes a group of a grouping.
    pub fn grouping_group(&mut self, row: GroupingGroupRow) {
        self.groups.grouping_groups.push((row.grouping, row.group));
    }
}

impl Groups {
    /// See [`Assembler::absorb`].
    pub(super) fn absorb(&mut self, other: Self) {
        let Self {
            cohorts,
            cohort_members,
            groups,
            group_members,
            own_members,
            enrolled_members,
            groupings,
            grouping_groups,
        } = other;
        self.cohorts.extend(cohorts);
        join(&mut self.cohort_members, cohort_members);
        self.groups.extend(groups);
        join(&mut self.group_members, group_members);
        join(&mut self.own_members, own_members);
        for (method, members) in enrolled_members {
            join(self.enrolled_members.entry(method).or_default(), members);
        }
        self.groupings.extend(groupings);
        join(&mut self.grouping_groups, grouping_groups);
    }

    /// Puts cohorts, groups and groupings into the site.
    pub(super) fn put(mut self, site: &mut SiteIndex) {
        give(self.cohort_members, &mut self.cohorts, |cohort, members| {
            cohort.members = members;
        });
        give(self.group_members, &mut self.groups, |group, members| {
            group.members = members;
        });
        give(self.own_members, &mut self.groups, |group, members| {
            group.owned = members;
        });
        for method in &site.facts.cohort_methods {
            let members = self.enrolled_members.remove(method).unwrap_or_default();
            give(members, &mut self.groups, |group, members| {
                group.by_cohort.extend(members);
            });
        }
        give(
            self.grouping_groups,
            &mut self.groupings,
            |grouping, groups| {
                grouping.groups = groups;
            },
        );
        for cohort in self.cohorts.into_values() {
            site.put_cohort(cohort);
        }
        for group in self.groups.into_values() {
            site.put_group(group);
        }
        for grouping in self.groupings.into_values() {
            site.put_grouping(grouping);
        }
    }
}

/// Gives each object its members, all at once: a set is built much faster of sorted ids than one by one.
fn give<T>(
    mut members: Vec<(u64, u64)>,
    objects: &mut BTreeMap<u64, T>,
    set: impl Fn(&mut T, BTreeSet<u64>),
) {
    members.sort_unstable();
    for chunk in members.chunk_by(|one, other| one.0 == other.0) {
        if let Some(object) = chunk.first().and_then(|(id, _)| objects.get_mut(id)) {
            set(object, chunk.iter().map(|(_, member)| *member).collect());
        }
    }
}
