//! Enrolment methods, enrolments and roles.
//!
//! Moodle may have several instances of one method in a course; a [`SiteIndex`] has one enrolment per person, course and method. Of several, the one
//! that gives access counts: an active one before a suspended one, then that of the older instance. A method is enabled when one of its instances is,
//! and the site has it switched on. Bindings of the same cohort and role, and links of the same two courses, count once: the older one.
//!
//! A role that a method gave (component `enrol_…`) belongs to the person's enrolment by it; a role of any other component is left out: no command
//! file gives or takes it, and by hand the person does not have it.

use super::configuration::binds_cohorts;
use super::*;
use toolsync_core::site::{
    CohortBinding, CourseLink, Enrolment, META, Role, RoleAssignment, keeps_its_roles,
};

use crate::moodle::tables::{MethodRow, RoleAssignmentRow, UserEnrolmentRow};

/// The end of an enrolment without end, by the default of the column.
const NO_END: i64 = 2_147_483_647;

/// What Moodle puts before the name of a method to make a component of it.
const COMPONENT: &str = "enrol_";

/// Methods, enrolments and roles as they came.
#[derive(Debug, Default)]
pub(super) struct Participants {
    roles: HashMap<u64, String>,
    methods: HashMap<u64, MethodRow>,
    enrolments: Vec<Enrolled>,
    by_hand: Vec<(u64, u64, u64)>,
    /// Course, account, role, and the method that gave it.
    by_method: Vec<(u64, u64, u64, String)>,
}

/// An enrolment by an instance.
#[derive(Debug)]
struct Enrolled {
    instance: u64,
    user: u64,
    start: i64,
    end: i64,
    active: bool,
}

impl Assembler {
    /// Takes a role.
    pub fn role(&mut self, row: RoleRow) {
        self.participants.roles.insert(row.id, row.shortname);
    }

    /// Takes an instance of an enrolment method.
    pub fn method(&mut self, row: MethodRow) {
        self.participants.methods.insert(row.id, row);
    }

    /// Takes an enrolment.
    pub fn user_enrolment(&mut self, row: UserEnrolmentRow) {
        self.participants.enrolments.push(Enrolled {
            instance: row.instance,
            user: row.user,
            start: row.start,
            end: if row.end == NO_END { 0 } else { row.end },
            active: row.status == 0,
        });
    }

    /// Takes a role of a person in a course.
    pub fn role_assignment(&mut self, row: RoleAssignmentRow) {
        let parts = &mut self.participants;
        match row.component.strip_prefix(COMPONENT) {
            None if row.component.is_empty() => {
                parts.by_hand.push((row.course, row.user, row.role));
            }
            None => {}
            Some(method) if keeps_its_roles(method) => {
                let method = method.to_owned();
                parts
                    .by_method
                    .push((row.course, row.user, row.role, method));
            }
            Some(_) => parts.by_hand.push((row.course, row.user, row.role)),
        }
    }
}

impl Participants {
    /// See [`Assembler::absorb`].
    pub(super) fn absorb(&mut self, other: Self) {
        let Self {
            roles,
            methods,
            enrolments,
            by_hand,
            by_method,
        } = other;
        self.roles.extend(roles);
        self.methods.extend(methods);
        join(&mut self.enrolments, enrolments);
        join(&mut self.by_hand, by_hand);
        join(&mut self.by_method, by_method);
    }

    /// The enrolments, of several by one method the one that counts last, and the roles that were given by hand.
    pub(super) fn gathered(&mut self) -> (Vec<Enrolment>, Vec<RoleAssignment>) {
        (self.enrolments(), self.roles_by_hand())
    }

    /// Puts roles and methods into the site, whose courses and groups are there.
    pub(super) fn put(self, site: &mut SiteIndex, configuration: &Configuration) {
        let mut roles: Vec<_> = self.roles.iter().collect();
        roles.sort();
        for (id, shortname) in roles {
            let shortname = shortname.clone();
            site.put_role(Role { id: *id, shortname });
        }
        self.put_methods(site, configuration);
    }

    fn put_methods(&self, site: &mut SiteIndex, configuration: &Configuration) {
        let mut methods: Vec<_> = self.methods.values().collect();
        methods.sort_by_key(|row| (row.course, row.id));
        for rows in methods.chunk_by(|one, other| one.course == other.course) {
            let Some(mut course) = rows.first().and_then(|row| site.remove_course(row.course))
            else {
                continue;
            };
            for row in rows {
                let enabled = row.status == 0 && configuration.is_enabled(&row.method);
                let any = course.methods.entry(row.method.clone()).or_default();
                *any |= enabled;
            }
            site.put_course(course);
        }
        let mut bound = BTreeSet::new();
        for row in methods {
            if binds_cohorts(&row.method) {
                if bound.insert((row.course, row.source, row.role, &row.method)) {
                    site.put_cohort_binding(self.binding(row));
                }
            } else if row.method == META && bound.insert((row.course, row.source, 0, &row.method)) {
                site.put_course_link(CourseLink {
                    id: row.id,
                    course: row.course,
                    source: row.source,
                    enabled: row.status == 0,
                });
            }
        }
    }

    fn binding(&self, row: &MethodRow) -> CohortBinding {
        CohortBinding {
            id: row.id,
            course: row.course,
            cohort: row.source,
            role: self.roles.get(&row.role).cloned().unwrap_or_default(),
            method: row.method.clone(),
            enabled: row.status == 0,
            start: row.start,
            end: row.end,
            group: row.group,
        }
    }

    fn enrolments(&mut self) -> Vec<Enrolment> {
        let methods = &self.methods;
        // What counts comes last, and replaces what was there.
        let place = |one: &Enrolled| {
            let row = methods.get(&one.instance);
            let course = row.map_or(0, |row| row.course);
            (
                course,
                one.user,
                one.active,
                std::cmp::Reverse(one.instance),
            )
        };
        self.enrolments.sort_by_cached_key(place);
        self.by_method.sort();
        let enrolments = self.enrolments.iter().filter_map(|one| {
            let row = methods.get(&one.instance)?;
            Some(Enrolment {
                course: row.course,
                user: one.user,
                method: row.method.clone(),
                start: one.start,
                end: one.end,
                active: one.active,
                roles: self.roles_by_method(row.course, one.user, &row.method),
            })
        });
        enrolments.collect()
    }

    /// Short names of the roles that a method gave a person in a course.
    fn roles_by_method(&self, course: u64, user: u64, method: &str) -> BTreeSet<String> {
        let given = &self.by_method;
        let first = given.partition_point(|(c, u, _, _)| (*c, *u) < (course, user));
        let same = given[first..]
            .iter()
            .take_while(|(c, u, _, _)| (*c, *u) == (course, user));
        same.filter(|(_, _, _, by)| by == method)
            .filter_map(|(_, _, role, _)| self.roles.get(role).cloned())
            .collect()
    }

    fn roles_by_hand(&self) -> Vec<RoleAssignment> {
        let known = self.by_hand.iter().filter_map(|(course, user, role)| {
            Some(RoleAssignment {
                course: *course,
                user: *user,
                role: self.roles.get(role)?.clone(),
            })
        });
        known.collect()
    }
}
