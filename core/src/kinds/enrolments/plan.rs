//! How a row of an enrolments file becomes operations (`spec/operations.md` §8, as intended).

mod finish;
mod groups;

pub use finish::finish;
use groups::Groups;

use super::{AUTOMATIC, Command, MANUAL};
use crate::finding::Code;
use crate::plan::{Binding, Draft, EnrolmentState, ObjectKey, Operation, Refusal};
use crate::site::{Enrolment, META, SYNC, Unknown, keeps_its_roles};

/// Plans one row.
///
/// # Errors
/// The finding that refuses it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let wish = Wish::of(draft)?;
    let groups = Groups::of(draft, wish.course)?;
    match wish.command {
        Command::Add => wish.add(draft)?,
        Command::Delete => wish.delete(draft)?,
        Command::Shift => wish.shift(draft)?,
        Command::Enable => wish.set(draft, true)?,
        Command::Disable => wish.set(draft, false)?,
    }
    groups.settle(draft, wish.user)
}

/// Who is to take part in which course, as far as the row and the site tell.
pub fn participant(draft: &Draft<'_>) -> Option<ObjectKey> {
    let settings = draft.settings();
    let command = match draft.text("cmd") {
        Some(cell) => Command::of(cell)?,
        None => Command::default(settings.default_enrolment_command),
    };
    if !matches!(command, Command::Add | Command::Shift) {
        return None;
    }
    let (site, course, user) = (draft.site(), draft.text("cid")?, draft.text("uid")?);
    let course = site.course_by(settings.enrolment_course_identifier, course)?;
    let user = site.user_by(settings.enrolment_user_identifier, user)?;
    Some(ObjectKey::participant(&course.shortname, &user.username))
}

/// What the row wants of a person's enrolment and roles. All that may refuse the row is decided when there is one.
struct Wish {
    command: Command,
    course: u64,
    shortname: String,
    user: u64,
    username: String,
    role: Option<String>,
    /// Enrolment method; none: the file is about roles alone.
    method: Option<String>,
    start: Option<i64>,
    end: Option<i64>,
}

impl Wish {
    fn of(draft: &mut Draft<'_>) -> Result<Self, Refusal> {
        let settings = draft.settings();
        let command = match draft.text("cmd") {
            Some(cell) => Command::of(cell),
            None => Some(Command::default(settings.default_enrolment_command)),
        };
        let unknown = |draft: &Draft<'_>, code, column, value: &str| {
            let finding = draft.finding(code, column).with("value", value);
            Box::new(finding.with("suggested", "no"))
        };
        let uid = draft.text("uid").unwrap_or_default();
        let by = settings.enrolment_user_identifier;
        let Some(user) = draft.site().user_by(by, uid) else {
            return Err(unknown(draft, Code::UnknownUser, "uid", uid));
        };
        let cid = draft.text("cid").unwrap_or_default();
        let by = settings.enrolment_course_identifier;
        let Some(course) = draft.site().course_by(by, cid) else {
            return Err(unknown(draft, Code::UnknownCourse, "cid", cid));
        };
        let role = draft.normal_text("rolename");
        draft.has_role_to_give(role.as_deref(), "rolename")?;
        let (shortname, username) = (course.shortname.clone(), user.username.clone());
        let (course, user) = (course.id, user.id);
        let wish = Self {
            command: command.unwrap_or(Command::Add),
            course,
            shortname,
            user,
            username,
            role,
            method: method(draft, course)?,
            start: draft.number("starttime"),
            end: draft.number("endtime"),
        };
        wish.keeps_order(draft)?;
        Ok(wish)
    }

    /// Refuses a period that ends before it starts, with what the enrolment has where the row says nothing.
    fn keeps_order(&self, draft: &Draft<'_>) -> Result<(), Refusal> {
        if self.start.is_none() && self.end.is_none() || self.command == Command::Delete {
            return Ok(());
        }
        for enrolment in self.enrolments(draft) {
            self.ordered(draft, enrolment.start, enrolment.end)?;
        }
        self.ordered(draft, 0, 0)
    }

    fn ordered(&self, draft: &Draft<'_>, start: i64, end: i64) -> Result<(), Refusal> {
        let (start, end) = (self.start.unwrap_or(start), self.end.unwrap_or(end));
        if end == 0 || start <= end {
            return Ok(());
        }
        let column = match self.end {
            Some(_) => "endtime",
            None => "starttime",
        };
        let shown = |moment: i64| match jiff::Timestamp::from_second(moment) {
            Ok(moment) => moment.to_string(),
            Err(_) => moment.to_string(),
        };
        let reversed = draft.finding(Code::PeriodReversed, column);
        let reversed = reversed.with("value", shown(end));
        Err(Box::new(reversed.with("start", shown(start))))
    }

    /// The enrolments that the row is about: that of its method; all where it names none.
    fn enrolments(&self, draft: &Draft<'_>) -> Vec<Enrolment> {
        let all = draft.site().enrolments_of(self.course, self.user);
        all.filter(|enrolment| {
            let method = self.method.as_ref();
            method.is_none_or(|method| enrolment.method == *method)
        })
        .cloned()
        .collect()
    }

    /// What keeps the roles that the row is about: the method itself, or (empty) nothing, as for those given by hand.
    fn keeper(&self) -> &str {
        let method = self.method.as_deref();
        method
            .filter(|method| keeps_its_roles(method))
            .unwrap_or_default()
    }

    /// The roles that the row is about.
    fn roles(&self, draft: &Draft<'_>) -> Vec<String> {
        draft.site().roles_of(self.course, self.user, self.keeper())
    }

    /// Whether the site does not tell which roles the person holds, as of somebody who is not enrolled in the course.
    fn hides_roles(&self, draft: &Draft<'_>) -> bool {
        let site = draft.site();
        self.method.is_none()
            && !site.tells(&Unknown::OutsideRoles)
            && site.enrolments_of(self.course, self.user).next().is_none()
    }

    /// Enrols in the role, or gives the role alone.
    fn add(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        if self.hides_roles(draft) {
            draft.note_not_told("roles", "uid");
        }
        self.bind(draft, self.role.as_deref())
    }

    fn bind(&self, draft: &mut Draft<'_>, role: Option<&str>) -> Result<(), Refusal> {
        if let Some(method) = &self.method {
            let course = draft.site().course(self.course);
            if method == SYNC && course.is_some_and(|course| !course.methods.contains_key(SYNC)) {
                draft.apply(Operation::SetMethod {
                    course: self.shortname.clone(),
                    method: SYNC.to_owned(),
                    old: None,
                    enabled: true,
                })?;
            }
        }
        draft.bind(Binding {
            course: self.course,
            user: self.user,
            method: self.method.as_deref(),
            role,
            start: self.start,
            end: self.end,
        })
    }

    /// As [`Wish::add`], and takes the other roles: refused where it cannot be known which these are.
    fn shift(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        if self.hides_roles(draft) {
            let not_told = draft.finding(Code::RoleNotTold, "uid");
            let not_told = not_told.with("reason", "held");
            return Err(Box::new(not_told.with("value", &self.username)));
        }
        let old = self.roles(draft);
        let role = self.role.clone().unwrap_or_default();
        // An enrolment names the role only when it is new to the person, so that a later shift knows.
        let is_new = old.is_empty().then_some(role.as_str());
        self.bind(draft, is_new)?;
        if old.iter().all(|other| *other == role) {
            return Ok(());
        }
        draft.apply(Operation::ShiftRole {
            course: self.shortname.clone(),
            user: self.username.clone(),
            method: self.keeper().to_owned(),
            old,
            role,
        })
    }

    /// Unenrols, or takes roles away. What is not there any more needs nothing.
    fn delete(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let Some(method) = &self.method else {
            return self.unassign(draft);
        };
        let enrolments = self.enrolments(draft);
        let Some(enrolment) = enrolments.first() else {
            return Ok(());
        };
        if !draft.site().tells(&Unknown::EnrolmentMethods) {
            draft.note_not_told("method", "enrol");
        }
        draft.apply(Operation::Unenrol {
            course: self.shortname.clone(),
            user: self.username.clone(),
            method: method.clone(),
            old: enrolment.state(),
            with: draft.site().ending(enrolment),
        })?;
        // Roles given by hand outlast the enrolment as long as there is another one; the row means them too, unless that one gave them.
        let gave_them = draft
            .site()
            .enrolments_of(self.course, self.user)
            .any(|other| !keeps_its_roles(&other.method));
        if keeps_its_roles(method) || gave_them {
            return Ok(());
        }
        self.unassign(draft)
    }

    /// Takes the role that was given by hand, or all of them when the row names none (Q35).
    fn unassign(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        if self.hides_roles(draft) {
            draft.note_not_told("roles", "uid");
        }
        let held = draft.site().roles_of(self.course, self.user, "");
        let named = |role: &String| self.role.as_ref().is_none_or(|named| named == role);
        for role in held.into_iter().filter(named) {
            draft.apply(Operation::UnassignRole {
                course: self.shortname.clone(),
                user: self.username.clone(),
                role,
            })?;
        }
        Ok(())
    }

    /// Gives access by enrolments that there are, or suspends them.
    fn set(&self, draft: &mut Draft<'_>, active: bool) -> Result<(), Refusal> {
        let mut enrolments = self.enrolments(draft);
        let found = enrolments.len();
        // What a metacourse takes from other courses is changed there.
        enrolments.retain(|enrolment| enrolment.method != META);
        if enrolments.is_empty() && found > 0 {
            return Err(not_offered(draft, META, &self.shortname, "automatic"));
        }
        if enrolments.is_empty() {
            let missing = draft.finding(Code::EnrolmentMissing, "uid");
            let missing = missing.with("value", &self.username);
            return Err(Box::new(missing.with("course", &self.shortname)));
        }
        for enrolment in enrolments {
            let old = enrolment.state();
            if old.active == active && !draft.site().tells(&Unknown::EnrolmentPeriods) {
                if self.start.is_some() || self.end.is_some() {
                    draft.note_not_told("period", "starttime");
                }
                continue;
            }
            let new = EnrolmentState {
                start: self.start.unwrap_or(old.start),
                end: self.end.unwrap_or(old.end),
                active,
            };
            if new != old {
                self.keeps_period(draft)?;
                draft.apply(Operation::SetEnrolment {
                    course: self.shortname.clone(),
                    user: self.username.clone(),
                    method: enrolment.method,
                    old,
                    new,
                })?;
            }
        }
        Ok(())
    }

    /// Refuses a change that would end a period that the site does not tell: the row must give both bounds.
    fn keeps_period(&self, draft: &Draft<'_>) -> Result<(), Refusal> {
        if draft.site().tells(&Unknown::EnrolmentPeriods)
            || self.start.is_some() && self.end.is_some()
        {
            return Ok(());
        }
        let not_told = draft.finding(Code::PeriodNotTold, "cmd");
        let not_told = not_told.with("value", &self.username);
        Err(Box::new(not_told.with("course", &self.shortname)))
    }
}

/// The enrolment method that the row uses; none when the file has no such column.
fn method(draft: &mut Draft<'_>, course: u64) -> Result<Option<String>, Refusal> {
    if !draft.has_column("enrol") {
        return Ok(None);
    }
    let method = draft
        .normal_text("enrol")
        .unwrap_or_else(|| MANUAL.to_owned());
    let facts = &draft.site().facts;
    let method = if method == SYNC && !facts.enrol_sync {
        MANUAL.to_owned()
    } else {
        method
    };
    let automatic = AUTOMATIC.contains(&&*method) || facts.cohort_methods.contains(&method);
    let Some(course) = draft.site().course(course) else {
        return Ok(None);
    };
    let reason = match course.methods.get(&method) {
        _ if automatic => "automatic",
        None if !draft.site().tells(&Unknown::EnrolmentMethods) => "not_told",
        None if method != SYNC => "missing",
        Some(false) if !draft.settings().use_disabled_methods => "switched_off",
        _ => return Ok(Some(method)),
    };
    Err(not_offered(draft, &method, &course.shortname, reason))
}

/// The refusal of a method by which files enrol nobody in the course.
fn not_offered(draft: &Draft<'_>, method: &str, course: &str, reason: &str) -> Refusal {
    let not_offered = draft.finding(Code::MethodNotOffered, "enrol");
    Box::new(
        not_offered
            .with("value", method)
            .with("course", course)
            .with("reason", reason),
    )
}
