//! What Moodle's core functions cannot do (`spec/moodle-webservices.md` §3 to §7), by operation.

use toolsync_core::finding::{Code, Finding, Span};
use toolsync_core::kinds::Value;
use toolsync_core::plan::{Change, Operation};
use toolsync_core::site::{Fields, Password};

use super::fields::{PROFILE, is_own_host};

/// The only enrolment method that core functions write.
const MANUAL: &str = "manual";

/// Authentication methods of accounts for which Moodle wants a password, though `*NOPASS*` asks for none.
const OWN_PASSWORD: &[&str] = &["", "manual", "email", "nologin"];

/// Columns of users files that core functions write as they are.
const ACCOUNT_FIELDS: &[&str] = &[
    "address",
    "auth",
    "city",
    "country",
    "department",
    "description",
    "email",
    "firstname",
    "idnumber",
    "institution",
    "lang",
    "lastname",
    "maildisplay",
    "mailformat",
    "phone1",
    "phone2",
    "suspended",
    "timezone",
];

/// Columns of courses files that core functions write.
const COURSE_FIELDS: &[&str] = &[
    "coursedisplay",
    "defaultgroupingid",
    "enablecompletion",
    "enddate",
    "format",
    "fullname",
    "groupmode",
    "groupmodeforce",
    "idnumber",
    "lang",
    "maxbytes",
    "newsitems",
    "showgrades",
    "showreports",
    "startdate",
    "summary",
    "visible",
];

/// Fields of an account that Moodle does not let be empty.
const NEVER_EMPTY: &[&str] = &[
    "auth",
    "email",
    "firstname",
    "lang",
    "lastname",
    "maildisplay",
    "mailformat",
    "timezone",
];

/// Fields of a course that can be empty.
const EMPTY_COURSE_FIELDS: &[&str] = &["idnumber", "summary"];

/// Something that core functions cannot do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacking {
    /// Reset courses.
    Reset,
    /// Fill courses from templates.
    Restore,
    /// Name sections.
    Sections,
    /// Add enrolment methods to courses, switch them on and off.
    CourseMethods,
    /// Write enrolments by another method than `manual`, by one that is switched off, or without a role.
    EnrolmentMethod,
    /// Bind cohorts to courses.
    CohortBindings,
    /// Switch a link between courses off or on again.
    LinkSwitch,
    /// Revive deleted accounts.
    Revival,
    /// Make a category that students do not see.
    HiddenCategory,
    /// Say that a cohort or a membership belongs to a component.
    Attribution,
    /// Make an account without a password, or take one away.
    NoPassword,
    /// Mail a given password.
    PasswordMail,
    /// Make an account without an e-mail address.
    NoAddress,
    /// Write this field of accounts.
    AccountField(String),
    /// Write this field of courses.
    CourseField(String),
}

impl Lacking {
    /// The stable name, as messages know it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Restore => "restore",
            Self::Sections => "sections",
            Self::CourseMethods => "course_methods",
            Self::EnrolmentMethod => "enrolment_method",
            Self::CohortBindings => "cohort_bindings",
            Self::LinkSwitch => "link_switch",
            Self::Revival => "revival",
            Self::HiddenCategory => "hidden_category",
            Self::Attribution => "attribution",
            Self::NoPassword => "no_password",
            Self::PasswordMail => "password_mail",
            Self::NoAddress => "no_address",
            Self::AccountField(_) => "account_field",
            Self::CourseField(_) => "course_field",
        }
    }

    /// What a plan says of a row that needs it; line and span are the caller's to fill.
    pub fn finding(&self) -> Finding {
        let finding = Finding::new(Code::NotCapable, 0, Span::default()).with("what", self.name());
        match self {
            Self::AccountField(field) | Self::CourseField(field) => finding.with("field", field),
            _ => finding,
        }
    }
}

/// Whether core functions can do an operation.
///
/// # Errors
/// What they lack.
pub(super) fn can(operation: &Operation) -> Result<(), Lacking> {
    match operation {
        Operation::CreateCategory { visible, .. } => unless(!visible, Lacking::HiddenCategory),
        Operation::CreateCourse {
            fields, template, ..
        } => {
            unless(!template.is_empty(), Lacking::Restore)?;
            let mut fields = fields.iter();
            fields.try_for_each(|(field, value)| course_field(field, Some(value)))
        }
        Operation::UpdateCourse { changes, .. } => changes
            .iter()
            .filter(|change| !matches!(change.field.as_str(), "shortname" | "category"))
            .try_for_each(|change| course_field(&change.field, change.new.as_ref())),
        Operation::ApplyTemplate { .. } => Err(Lacking::Restore),
        Operation::SetSection { .. } => Err(Lacking::Sections),
        Operation::SetMethod { .. } => Err(Lacking::CourseMethods),
        Operation::ResetCourse { .. } => Err(Lacking::Reset),
        Operation::CreateUser {
            fields,
            password,
            mail,
            ..
        } => new_account(fields, *password, mail),
        Operation::UpdateUser { changes, .. } => changes.iter().try_for_each(account_change),
        Operation::SetPassword { password, mail, .. } => {
            unless(*password != Password::Set, Lacking::NoPassword)?;
            unless(!mail.is_empty(), Lacking::PasswordMail)
        }
        Operation::ReviveUser { .. } => Err(Lacking::Revival),
        Operation::Enrol {
            method,
            role,
            old,
            switched_off,
            ..
        } => {
            let without_role = role.is_empty() && old.is_none();
            unless(
                method != MANUAL || *switched_off || without_role,
                Lacking::EnrolmentMethod,
            )
        }
        Operation::SetEnrolment { method, .. } | Operation::Unenrol { method, .. } => {
            unless(method != MANUAL, Lacking::EnrolmentMethod)
        }
        Operation::ShiftRole { method, .. } => unless(!method.is_empty(), Lacking::EnrolmentMethod),
        Operation::CreateCohort { component, .. } => {
            unless(!component.is_empty(), Lacking::Attribution)
        }
        Operation::UpdateCohort { changes, .. } => {
            let component = changes.iter().any(|change| change.field == "component");
            unless(component, Lacking::Attribution)
        }
        Operation::SetCohortBinding { .. } | Operation::RemoveCohortBinding { .. } => {
            Err(Lacking::CohortBindings)
        }
        Operation::SetCourseLink { old, enabled, .. } => {
            unless(old.is_some() || !enabled, Lacking::LinkSwitch)
        }
        Operation::AddGroupMember { owned, .. } | Operation::RemoveGroupMember { owned, .. } => {
            unless(*owned, Lacking::Attribution)
        }
        Operation::DeleteCategory { .. }
        | Operation::DeleteCourse { .. }
        | Operation::RenameUser { .. }
        | Operation::DeleteUser { .. }
        | Operation::SetPicture { .. }
        | Operation::AssignRole { .. }
        | Operation::UnassignRole { .. }
        | Operation::DeleteCohort { .. }
        | Operation::AddCohortMember { .. }
        | Operation::RemoveCohortMember { .. }
        | Operation::EmptyCohort { .. }
        | Operation::RemoveCourseLink { .. }
        | Operation::CreateGroup { .. }
        | Operation::UpdateGroup { .. }
        | Operation::DeleteGroup { .. }
        | Operation::CreateGrouping { .. }
        | Operation::UpdateGrouping { .. }
        | Operation::DeleteGrouping { .. }
        | Operation::AddToGrouping { .. } => Ok(()),
    }
}

fn new_account(fields: &Fields, password: Password, mail: &str) -> Result<(), Lacking> {
    for (field, value) in fields {
        account_field(field, Some(value))?;
    }
    unless(text(fields, "email").is_empty(), Lacking::NoAddress)?;
    let own = OWN_PASSWORD.contains(&text(fields, "auth").as_str());
    unless(password == Password::None && own, Lacking::NoPassword)?;
    unless(!mail.is_empty(), Lacking::PasswordMail)
}

fn account_change(change: &Change) -> Result<(), Lacking> {
    account_field(&change.field, change.new.as_ref())
}

fn account_field(field: &str, value: Option<&Value>) -> Result<(), Lacking> {
    let empty = value.is_none_or(|value| value.to_string().is_empty());
    let written =
        field.starts_with(PROFILE) || ACCOUNT_FIELDS.contains(&field) || is_own_host(field, value);
    let refused = !written || (empty && NEVER_EMPTY.contains(&field));
    unless(refused, Lacking::AccountField(field.to_owned()))
}

fn course_field(field: &str, value: Option<&Value>) -> Result<(), Lacking> {
    let emptied = value.is_none() && !EMPTY_COURSE_FIELDS.contains(&field);
    let refused = emptied || !COURSE_FIELDS.contains(&field);
    unless(refused, Lacking::CourseField(field.to_owned()))
}

fn text(fields: &Fields, name: &str) -> String {
    fields.get(name).map(Value::to_string).unwrap_or_default()
}

fn unless(lacks: bool, lacking: Lacking) -> Result<(), Lacking> {
    if lacks { Err(lacking) } else { Ok(()) }
}
