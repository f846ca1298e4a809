//! The courses that a row binds its account to (`spec/operations.md` §7.8).

use crate::finding::Code;
use crate::plan::{self, Draft, Refusal};
use crate::site::Unknown;

/// The role of an enrolment whose row names none.
const DEFAULT_ROLE: &str = "student";

/// One course of the row.
pub struct Binding {
    /// What stands for `{n}`.
    number: u32,
    course: u64,
    shortname: String,
    role: Option<String>,
    /// An enrolment method that the course offers; with another one the role alone is given, as the checks say.
    method: Option<String>,
    start: Option<i64>,
    end: Option<i64>,
    group: Option<String>,
}

/// The courses of the row, each with its own method, role, group and period (Q28).
///
/// # Errors
/// The finding about a course that does not exist.
pub fn all(draft: &Draft<'_>) -> Result<Vec<Binding>, Refusal> {
    let mut bindings = Vec::new();
    for number in draft.numbers("course{n}") {
        let cell = |name: &str| draft.normal_text(&format!("{name}{number}"));
        let column = format!("course{number}");
        let Some(identifier) = draft.text(&column) else {
            continue;
        };
        let by = draft.settings().user_course_identifier;
        let Some(course) = draft.site().course_by(by, identifier) else {
            let unknown = draft
                .finding(Code::UnknownCourse, &column)
                .with("value", identifier)
                .with("suggested", "no");
            return Err(Box::new(unknown));
        };
        let (course, shortname) = (course.id, course.shortname.clone());
        let (role, group) = (cell("role"), cell("group"));
        let method = cell("enrol");
        if let Some(method) = method
            .as_ref()
            .filter(|method| !draft.offers(course, method))
            && !draft.site().tells(&Unknown::EnrolmentMethods)
        {
            let not_told = draft.finding(Code::MethodNotOffered, &format!("enrol{number}"));
            let not_told = not_told.with("value", method).with("course", &shortname);
            return Err(Box::new(not_told.with("reason", "not_told")));
        }
        let method = method.filter(|method| draft.offers(course, method));
        let binding = Binding {
            number,
            course,
            shortname,
            role: role.or_else(|| method.is_some().then(|| DEFAULT_ROLE.to_owned())),
            method,
            start: draft.number(&format!("start{number}")),
            end: draft.number(&format!("end{number}")),
            group,
        };
        draft.has_role_to_give(binding.role.as_deref(), &column)?;
        if bindings.iter().any(|other| binding.contradicts(other)) {
            let twice = draft
                .finding(Code::DuplicateKey, &column)
                .with("value", identifier)
                .with("first", draft.line());
            return Err(Box::new(twice));
        }
        bindings.push(binding);
    }
    Ok(bindings)
}

impl Binding {
    /// Whether two sets of columns give one enrolment two periods. Two roles or two groups are no contradiction.
    fn contradicts(&self, other: &Self) -> bool {
        self.course == other.course
            && self.method.is_some()
            && self.method == other.method
            && (self.start, self.end) != (other.start, other.end)
    }

    /// Enrols the account or gives it the role.
    ///
    /// # Errors
    /// See [`Draft::apply`].
    pub fn enrol(&self, draft: &mut Draft<'_>, user: u64) -> Result<(), Refusal> {
        draft.bind(plan::Binding {
            course: self.course,
            user,
            method: self.method.as_deref(),
            role: self.role.as_deref(),
            start: self.start,
            end: self.end,
        })
    }

    /// Puts the account in the group, which is for who takes part in the course: all enrolments of the row come before.
    ///
    /// # Errors
    /// See [`Draft::apply`].
    pub fn group(&self, draft: &mut Draft<'_>, user: u64) -> Result<(), Refusal> {
        if !draft.takes_part(self.course, user) {
            let outside = draft
                .finding(Code::NoRoleGiven, &format!("course{}", self.number))
                .with("course", &self.shortname);
            draft.note(outside);
            return Ok(());
        }
        match &self.group {
            Some(group) => draft.join_group(self.course, user, group, false),
            None => Ok(()),
        }
    }
}
