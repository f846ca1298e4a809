//! Binding a person to a course: enrolment, role, group. Users files and the teachers of courses files do it alike.

use super::draft::{Draft, Refusal};
use super::{GroupState, Operation};
use crate::finding::Code;
use crate::site::{Unknown, keeps_its_roles};

/// A person to be bound to a course that exists by now.
#[derive(Debug, Clone, Copy)]
pub struct Binding<'b> {
    /// Id of the course.
    pub course: u64,
    /// Id of the account.
    pub user: u64,
    /// Enrolment method that the course has, enabled unless the settings let others be used; none: the role alone is given.
    pub method: Option<&'b str>,
    /// Short name of the role; none: no role is given.
    pub role: Option<&'b str>,
    /// Start, Unix seconds, when given.
    pub start: Option<i64>,
    /// End, Unix seconds, when given.
    pub end: Option<i64>,
}

impl Draft<'_> {
    /// Whether the course has the enrolment method, enabled.
    pub fn offers(&self, course: u64, method: &str) -> bool {
        self.site()
            .course(course)
            .and_then(|course| course.methods.get(method))
            .copied()
            .unwrap_or(false)
    }

    /// The refusal when the site lacks the role that the row names, or the one that is given where it names none. Asked before
    /// the first operation, so that a refused row leaves nothing behind.
    ///
    /// # Errors
    /// That refusal, on `column`.
    pub fn has_role_to_give(&self, role: Option<&str>, column: &str) -> Result<(), Refusal> {
        match role {
            Some(role) if self.site().role_by_shortname(role).is_none() => {
                Err(self.no_such_role(role, column))
            }
            _ => Ok(()),
        }
    }

    /// The refusal of a role that is not among those of the site, or not among those that were seen where the site does not tell them.
    pub fn no_such_role(&self, role: &str, column: &str) -> Refusal {
        if !self.site().tells(&Unknown::Roles) {
            let not_told = self.finding(Code::RoleNotTold, column);
            let not_told = not_told.with("reason", "which");
            return Box::new(not_told.with("value", role));
        }
        let unknown = self.finding(Code::UnknownRole, column).with("value", role);
        Box::new(unknown.with("suggested", "no"))
    }

    /// Enrols or gives the role, as far as the site is not so already. A period that is not given stays as it is;
    /// a suspended enrolment is made active again. An enrolment of which the site does not tell the period stays as it is: it cannot be
    /// known whether it is suspended or over, and comparing would change it at every run.
    ///
    /// # Errors
    /// See [`Draft::apply`].
    pub fn bind(&mut self, binding: Binding<'_>) -> Result<(), Refusal> {
        let (Some(course), Some(user)) = (
            self.site().course(binding.course),
            self.site().user(binding.user),
        ) else {
            return Ok(());
        };
        let (course, user) = (course.shortname.clone(), user.username.clone());
        let site = self.site();
        let keeps_roles = binding.method.is_some_and(keeps_its_roles);
        let role = binding.role.filter(|role| match binding.method {
            Some(method) if keeps_roles => !site
                .enrolment(binding.course, binding.user, method)
                .is_some_and(|enrolment| enrolment.roles.contains(*role)),
            _ => !site.has_role(binding.course, binding.user, role),
        });
        if let Some(method) = binding.method {
            let old = self
                .site()
                .enrolment(binding.course, binding.user, method)
                .map(|old| (old.start, old.end, old.active));
            let (old_start, old_end, active) = old.unwrap_or((0, 0, false));
            if old.is_some() && !self.site().tells(&Unknown::EnrolmentPeriods) {
                if !active {
                    self.note_not_told("inactive", "enrol");
                } else if binding.start.is_some() || binding.end.is_some() {
                    self.note_not_told("period", "starttime");
                }
                return self.give_role(course, user, role);
            }
            let start = binding.start.unwrap_or(old_start);
            let end = binding.end.unwrap_or(old_end);
            let gives_role = keeps_roles && role.is_some();
            if old.is_none() || !active || (start, end) != (old_start, old_end) || gives_role {
                // A new enrolment names its role even when the person holds it already by another way.
                let role = if old.is_none() { binding.role } else { role };
                let switched_off = !self.offers(binding.course, method);
                let held = !keeps_roles
                    && role.is_some_and(|role| {
                        self.site().has_role(binding.course, binding.user, role)
                    });
                return self.apply(Operation::Enrol {
                    course,
                    user,
                    method: method.to_owned(),
                    role: role.unwrap_or_default().to_owned(),
                    start,
                    end,
                    old,
                    switched_off,
                    held,
                });
            }
        }
        self.give_role(course, user, role)
    }

    /// Gives a role by hand, if there is one to give.
    fn give_role(
        &mut self,
        course: String,
        user: String,
        role: Option<&str>,
    ) -> Result<(), Refusal> {
        match role {
            Some(role) => self.apply(Operation::AssignRole {
                course,
                user,
                role: role.to_owned(),
            }),
            None => Ok(()),
        }
    }

    /// Puts the person in a group of the course, creating it when missing; `owned`: as tool_sync's own membership. One who is in
    /// the group already stays as is.
    ///
    /// # Errors
    /// See [`Draft::apply`].
    pub fn join_group(
        &mut self,
        course: u64,
        user: u64,
        group: &str,
        owned: bool,
    ) -> Result<(), Refusal> {
        let (Some(in_course), Some(member)) = (self.site().course(course), self.site().user(user))
        else {
            return Ok(());
        };
        let (shortname, username) = (in_course.shortname.clone(), member.username.clone());
        let found = self.site().group(course, group);
        let is_member = found.is_some_and(|group| group.members.contains(&user));
        if found.is_none() {
            self.apply(Operation::CreateGroup {
                course: shortname.clone(),
                group: GroupState {
                    name: group.to_owned(),
                    ..GroupState::default()
                },
            })?;
        }
        if is_member {
            return Ok(());
        }
        self.apply(Operation::AddGroupMember {
            course: shortname,
            group: group.to_owned(),
            user: username,
            owned,
        })
    }

    /// Whether the person is enrolled in the course or holds a role in it.
    pub fn takes_part(&self, course: u64, user: u64) -> bool {
        self.site().takes_part(course, user)
    }
}
