//! A course as its deletion carries it: by the names that people and other sites know.

use super::effect::{departures, follow};
use super::{Course, SiteIndex};
use crate::plan::{
    BindingKey, CategoryKey, CohortKey, CourseState, GroupState, GroupWithMembers,
    GroupingWithGroups, LinkKey, Participant,
};

/// Moodle's id of the front page, which is a course in its tables (`SITEID`) and cannot be deleted.
pub const FRONT_PAGE: u64 = 1;

impl SiteIndex {
    /// All that a course is, and all that is in it.
    pub fn course_state(&self, course: &Course) -> CourseState {
        CourseState {
            id: course.id,
            category: CategoryKey {
                id: Some(course.category),
                path: self.category_path(course.category),
            },
            fields: course.fields.clone(),
            sections: course.sections.clone().into_iter().collect(),
            methods: course.methods.clone(),
            backup: course.backup,
            template: course.template.clone(),
            last_access: course.last_access,
            people: self.people_of_course(course.id),
            groups: self.groups_with_members(course.id),
            groupings: self.groupings_with_groups(course.id),
            cohorts: self
                .bindings_of_course(course.id)
                .filter_map(|binding| {
                    let cohort = self.cohort(binding.cohort)?;
                    let key = BindingKey {
                        course: course.shortname.clone(),
                        cohort: CohortKey {
                            id: Some(cohort.id),
                            name: cohort.name.clone(),
                        },
                        role: binding.role.clone(),
                        method: binding.method.clone(),
                    };
                    Some((key, self.binding_state(binding)))
                })
                .collect(),
            links: self.links_of(course.id),
            linked: follow(self, &departures(self, course.id)).losses,
            content: course.content.tally(),
        }
    }

    /// The links of a course with others: those into it, then those from it.
    fn links_of(&self, course: u64) -> Vec<(LinkKey, bool)> {
        let links = self.links_into(course).chain(self.links_from(course));
        links
            .filter_map(|link| {
                let key = LinkKey {
                    course: self.course(link.course)?.shortname.clone(),
                    source: self.course(link.source)?.shortname.clone(),
                };
                Some((key, link.enabled))
            })
            .collect()
    }

    fn people_of_course(&self, course: u64) -> Vec<Participant> {
        let parts = self.participations.range((course, 0)..=(course, u64::MAX));
        parts
            .filter_map(|((_, user), part)| {
                let enrolments = part.enrolments.iter();
                Some(Participant {
                    user: self.user(*user)?.username.clone(),
                    enrolments: enrolments
                        .map(|enrolment| {
                            let state = (enrolment.state(), enrolment.roles.clone());
                            (enrolment.method.clone(), state)
                        })
                        .collect(),
                    roles: part.roles.iter().cloned().collect(),
                })
            })
            .collect()
    }

    fn groups_with_members(&self, course: u64) -> Vec<GroupWithMembers> {
        let groups = self.groups().filter(|group| group.course == course);
        groups
            .map(|group| {
                let members = group.members.iter().filter_map(|id| self.user(*id));
                GroupWithMembers {
                    group: GroupState::of_group(group),
                    members: members
                        .map(|user| (user.username.clone(), group.owned.contains(&user.id)))
                        .collect(),
                }
            })
            .collect()
    }

    fn groupings_with_groups(&self, course: u64) -> Vec<GroupingWithGroups> {
        let groupings = self
            .groupings()
            .filter(|grouping| grouping.course == course);
        groupings
            .map(|grouping| {
                let groups = grouping.groups.iter().filter_map(|id| self.groups.get(id));
                GroupingWithGroups {
                    grouping: GroupState::of_grouping(grouping),
                    groups: groups.map(|group| group.name.clone()).collect(),
                }
            })
            .collect()
    }
}
