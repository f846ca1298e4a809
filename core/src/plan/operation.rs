//! What a site is asked to do.
//!
//! Operations name objects by natural keys, so that one can use what an earlier one creates, and carry
//! what they expect to find (`old`), so that a site that moved meanwhile fails the row and not the truth.

use serde::{Deserialize, Serialize};

use super::{
    AccountState, BindingKey, BindingState, CategoryState, CohortState, CourseState, Ending,
    EnrolmentState, LinkKey, Loss, Removed, ResetSetting,
};
use crate::kinds::Value;
use crate::site::{Fields, Group, Grouping, Password, Picture, Section};

/// A category: by id when it existed when the plan was made, and by path from the root.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CategoryKey {
    /// Moodle's id; none for one that the plan creates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
    /// Names from the root.
    pub path: Vec<String>,
}

/// A cohort by name, and by id when it existed when the plan was made.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CohortKey {
    /// Moodle's id; none for one that the plan creates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
    /// Name.
    pub name: String,
}

/// One field, before and after. `None`: empty or absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The column's name.
    pub field: String,
    /// What the plan saw.
    pub old: Option<Value>,
    /// What it will be.
    pub new: Option<Value>,
}

/// A group or a grouping, but for who and what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GroupState {
    /// Name.
    pub name: String,
    /// External identifier; empty when none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub idnumber: String,
    /// Description; empty when none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

impl GroupState {
    /// A group as it is.
    pub fn of_group(group: &Group) -> Self {
        Self {
            name: group.name.clone(),
            idnumber: group.idnumber.clone(),
            description: group.description.clone(),
        }
    }

    /// A grouping as it is.
    pub fn of_grouping(grouping: &Grouping) -> Self {
        Self {
            name: grouping.name.clone(),
            idnumber: grouping.idnumber.clone(),
            description: grouping.description.clone(),
        }
    }
}

/// Leaves a field out of the serialised form, so that plans made before there was such a field keep theirs.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
pub(super) const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A text that is never printed, logged or serialised.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// One thing that a site is asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Operation {
    /// Creates the last level of a category path.
    CreateCategory {
        /// The path; the levels above exist by then.
        category: CategoryKey,
        /// Whether students see it.
        visible: bool,
    },
    /// Deletes a category that holds neither courses nor categories. Its cohorts move to the one above.
    DeleteCategory {
        /// Which one.
        category: CategoryKey,
        /// What the plan saw.
        old: Box<CategoryState>,
    },
    /// Creates a course.
    CreateCourse {
        /// Short name.
        shortname: String,
        /// Where it goes.
        category: CategoryKey,
        /// What the row gives; the site's defaults fill the rest.
        fields: Fields,
        /// Short name of a course or path of an archive to restore from; empty when none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        template: String,
    },
    /// Changes fields of a course. A change of `shortname` renames it, one of `category` (a path) moves it.
    UpdateCourse {
        /// Short name before the change.
        shortname: String,
        /// Field by field.
        changes: Vec<Change>,
        /// Where it goes, when `category` changes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<CategoryKey>,
    },
    /// Deletes a course with all that is in it.
    DeleteCourse {
        /// Short name.
        shortname: String,
        /// What the plan saw.
        old: Box<CourseState>,
    },
    /// Restores an archive into a course that exists.
    ApplyTemplate {
        /// Short name of the course.
        shortname: String,
        /// Short name of a course or path of an archive.
        template: String,
        /// Whether the course's content goes first.
        replace: bool,
    },
    /// Sets title and summary of a section, creating it when missing.
    SetSection {
        /// Short name of the course.
        course: String,
        /// Number of the section; 0 is the head.
        number: u32,
        /// What the plan saw.
        old: Option<Section>,
        /// What it will be.
        new: Section,
    },
    /// Adds or enables, or disables, an enrolment method of a course.
    SetMethod {
        /// Short name of the course.
        course: String,
        /// `self`, `guest`, `manual`.
        method: String,
        /// What the plan saw; none when the course lacks it.
        old: Option<bool>,
        /// Whether it will be enabled.
        enabled: bool,
    },
    /// Resets a course: removes what people have left in it, as its options say.
    ResetCourse {
        /// Short name.
        course: String,
        /// The options that are set, in the order in which Moodle works.
        options: Vec<ResetSetting>,
        /// All that goes, as the plan saw it.
        removed: Removed,
    },
    /// Creates an account.
    CreateUser {
        /// Login name.
        username: String,
        /// What the row gives; the site's defaults fill the rest.
        fields: Fields,
        /// How it logs in.
        password: Password,
        /// The clear password, when the row gives one.
        #[serde(skip)]
        secret: Secret,
        /// Keyed digest (hex) of the clear password, so that the same one again is no change; empty when none is given.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        digest: String,
        /// Whether it must be changed at the first login.
        #[serde(default)]
        force_change: bool,
        /// Address to which the given password is mailed, once the account is there; empty: nobody is mailed.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        mail: String,
    },
    /// Changes fields of an account.
    UpdateUser {
        /// Login name.
        username: String,
        /// Field by field.
        changes: Vec<Change>,
    },
    /// Gives an account a password.
    SetPassword {
        /// Login name.
        username: String,
        /// How it will log in.
        password: Password,
        /// The clear password, when the row gives one.
        #[serde(skip)]
        secret: Secret,
        /// Keyed digest (hex) of the clear password, so that the same one again is no change.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        digest: String,
        /// Address to which the given password is mailed, once it is set; empty: nobody is mailed.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        mail: String,
        /// How the plan saw that it logs in; none in plans made before this was recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        old: Option<Password>,
    },
    /// Changes a login name.
    RenameUser {
        /// Login name before.
        from: String,
        /// Login name after.
        to: String,
    },
    /// Revives a deleted account.
    ReviveUser {
        /// Login name.
        username: String,
    },
    /// Deletes an account, with all that it takes part in.
    DeleteUser {
        /// Login name.
        username: String,
        /// What the plan saw.
        #[serde(default)]
        old: AccountState,
    },
    /// Gives an account a picture. Its bytes are in the archive, at the row's span, and in no plan.
    SetPicture {
        /// Login name.
        user: String,
        /// What the plan saw; none when the account has no picture.
        old: Option<Picture>,
        /// What it will be.
        new: Picture,
    },
    /// Enrols a person, or changes the period of the enrolment.
    Enrol {
        /// Short name of the course.
        course: String,
        /// Login name.
        user: String,
        /// Enrolment method.
        method: String,
        /// Short name of the role; empty when the enrolment exists and only its period changes.
        role: String,
        /// Start, Unix seconds; 0 when not bounded (new enrolments then start at once).
        start: i64,
        /// End, Unix seconds; 0 when not bounded.
        end: i64,
        /// Period and activity that the plan saw; none when not enrolled.
        #[serde(default)]
        old: Option<(i64, i64, bool)>,
        /// Whether the plan saw that the course has the method switched off, and uses it all the same.
        #[serde(default, skip_serializing_if = "is_false")]
        switched_off: bool,
        /// Whether the plan saw that the person has the role by hand already: it is then not the enrolment's to take away.
        #[serde(default, skip_serializing_if = "is_false")]
        held: bool,
    },
    /// Suspends an enrolment or gives its access back, within a period.
    SetEnrolment {
        /// Short name of the course.
        course: String,
        /// Login name.
        user: String,
        /// Enrolment method.
        method: String,
        /// What the plan saw.
        old: EnrolmentState,
        /// What it will be.
        new: EnrolmentState,
    },
    /// Ends an enrolment. With the last one in a course, a person's other roles and groups there go too.
    Unenrol {
        /// Short name of the course.
        course: String,
        /// Login name.
        user: String,
        /// Enrolment method.
        method: String,
        /// What the plan saw.
        old: EnrolmentState,
        /// What goes with it.
        #[serde(flatten)]
        with: Ending,
    },
    /// Gives a role in a course without an enrolment.
    AssignRole {
        /// Short name of the course.
        course: String,
        /// Login name.
        user: String,
        /// Short name of the role.
        role: String,
    },
    /// Takes a role in a course away that was given by hand.
    UnassignRole {
        /// Short name of the course.
        course: String,
        /// Login name.
        user: String,
        /// Short name of the role.
        role: String,
    },
    /// Gives a person one role in a course in place of the others that were given in the same way.
    ShiftRole {
        /// Short name of the course.
        course: String,
        /// Login name.
        user: String,
        /// Enrolment method that gives the role itself; empty: the role is given by hand.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        method: String,
        /// Short names of the roles that the plan saw, in order.
        old: Vec<String>,
        /// Short name of the role.
        role: String,
    },
    /// Creates a cohort.
    CreateCohort {
        /// Name.
        cohort: CohortKey,
        /// External identifier; empty when none.
        idnumber: String,
        /// Description; empty when none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        description: String,
        /// Component that owns it; empty: it is kept by hand.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        component: String,
        /// Category that it belongs to; none: the whole site.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<CategoryKey>,
    },
    /// Changes fields of a cohort. A change of `cname` renames it, one of `ccatcontext` (a path; none: the whole site) moves it.
    UpdateCohort {
        /// The cohort, by its name before the change.
        cohort: CohortKey,
        /// Field by field, by the name of the column.
        changes: Vec<Change>,
        /// Where it goes, when `ccatcontext` changes; none: to the whole site.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<CategoryKey>,
    },
    /// Deletes a cohort, with its memberships, its bindings to courses, and the enrolments that came of them.
    DeleteCohort {
        /// The cohort.
        cohort: CohortKey,
        /// What the plan saw.
        old: CohortState,
        /// What its members lose.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        losses: Vec<Loss>,
    },
    /// Puts a person in a cohort.
    AddCohortMember {
        /// The cohort.
        cohort: CohortKey,
        /// Login name.
        user: String,
    },
    /// Takes a person out of a cohort.
    RemoveCohortMember {
        /// The cohort.
        cohort: CohortKey,
        /// Login name.
        user: String,
        /// What the person loses.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        losses: Vec<Loss>,
    },
    /// Takes everybody out of a cohort.
    EmptyCohort {
        /// The cohort.
        cohort: CohortKey,
        /// Login names of all members, in the order of their ids.
        members: Vec<String>,
        /// What they lose.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        losses: Vec<Loss>,
    },
    /// Binds a cohort to a course, or changes how it is bound. The site enrols the members, or takes their access away.
    SetCohortBinding {
        /// Which binding.
        binding: BindingKey,
        /// What the plan saw; none when there is no such binding.
        old: Option<BindingState>,
        /// What it will be.
        new: BindingState,
        /// For how many people something changes in the course.
        people: u64,
        /// Login names of the members whom a binding that is there already enrols for the first time, as access is given back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        newcomers: Vec<String>,
    },
    /// Takes the binding of a cohort to a course away, with the enrolments that came of it.
    RemoveCohortBinding {
        /// Which binding.
        binding: BindingKey,
        /// What the plan saw.
        old: BindingState,
        /// What members lose.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        losses: Vec<Loss>,
    },
    /// Has a course take the people of another (Moodle's `enrol_meta`), or changes whether they have access. The site enrols them, or
    /// takes their access away.
    SetCourseLink {
        /// Which courses.
        #[serde(flatten)]
        link: LinkKey,
        /// Whether it was enabled when the plan saw it; none when there is no such link.
        old: Option<bool>,
        /// Whether it will be.
        enabled: bool,
        /// For how many people something changes.
        people: u64,
    },
    /// Ends that a course takes the people of another, with the enrolments that came of it.
    RemoveCourseLink {
        /// Which courses.
        #[serde(flatten)]
        link: LinkKey,
        /// Whether it was enabled when the plan saw it.
        old: bool,
        /// What people lose in the metacourse.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        losses: Vec<Loss>,
    },
    /// Creates a group in a course.
    CreateGroup {
        /// Short name of the course.
        course: String,
        /// What it will be.
        #[serde(flatten)]
        group: GroupState,
    },
    /// Changes `name`, `idnumber` or `description` of a group.
    UpdateGroup {
        /// Short name of the course.
        course: String,
        /// Name of the group before the change.
        group: String,
        /// Field by field.
        changes: Vec<Change>,
    },
    /// Deletes a group that has no members.
    DeleteGroup {
        /// Short name of the course.
        course: String,
        /// What the plan saw.
        #[serde(flatten)]
        old: GroupState,
        /// Names of the groupings that it was in.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        groupings: Vec<String>,
    },
    /// Creates a grouping in a course.
    CreateGrouping {
        /// Short name of the course.
        course: String,
        /// What it will be.
        #[serde(flatten)]
        grouping: GroupState,
    },
    /// Changes `name`, `idnumber` or `description` of a grouping.
    UpdateGrouping {
        /// Short name of the course.
        course: String,
        /// Name of the grouping before the change.
        grouping: String,
        /// Field by field.
        changes: Vec<Change>,
    },
    /// Deletes a grouping that has no groups.
    DeleteGrouping {
        /// Short name of the course.
        course: String,
        /// What the plan saw.
        #[serde(flatten)]
        old: GroupState,
        /// Whether it is the default grouping of the course, which then has none.
        #[serde(default)]
        default: bool,
    },
    /// Puts a group in a grouping of the same course.
    AddToGrouping {
        /// Short name of the course.
        course: String,
        /// Name of the grouping.
        grouping: String,
        /// Name of the group.
        group: String,
    },
    /// Puts a person in a group.
    AddGroupMember {
        /// Short name of the course.
        course: String,
        /// Name of the group.
        group: String,
        /// Login name.
        user: String,
        /// Whether the membership is tool_sync's own, apart from those given by hand.
        #[serde(default)]
        owned: bool,
    },
    /// Takes a person out of a group.
    RemoveGroupMember {
        /// Short name of the course.
        course: String,
        /// Name of the group.
        group: String,
        /// Login name.
        user: String,
        /// Whether the plan saw that the membership is tool_sync's own.
        #[serde(default)]
        owned: bool,
    },
}

impl Operation {
    /// Fills in what people lose by an operation on a cohort or a link between courses, and how many are concerned.
    pub(crate) fn tell(&mut self, lost: Vec<Loss>, concerned: u64) {
        match self {
            Self::DeleteCohort { losses, .. }
            | Self::RemoveCohortMember { losses, .. }
            | Self::EmptyCohort { losses, .. }
            | Self::RemoveCohortBinding { losses, .. }
            | Self::RemoveCourseLink { losses, .. } => *losses = lost,
            Self::SetCohortBinding { people, .. } | Self::SetCourseLink { people, .. } => {
                *people = concerned;
            }
            _ => {}
        }
    }

    /// The fields that the operation changes, for those that change an object field by field.
    pub fn changes(&self) -> &[Change] {
        match self {
            Self::UpdateCourse { changes, .. }
            | Self::UpdateUser { changes, .. }
            | Self::UpdateCohort { changes, .. }
            | Self::UpdateGroup { changes, .. }
            | Self::UpdateGrouping { changes, .. } => changes,
            _ => &[],
        }
    }

    /// The stable name of the operation's type: `create_course`, as in its serialised form.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CreateCategory { .. } => "create_category",
            Self::DeleteCategory { .. } => "delete_category",
            Self::CreateCourse { .. } => "create_course",
            Self::UpdateCourse { .. } => "update_course",
            Self::DeleteCourse { .. } => "delete_course",
            Self::ApplyTemplate { .. } => "apply_template",
            Self::SetSection { .. } => "set_section",
            Self::SetMethod { .. } => "set_method",
            Self::ResetCourse { .. } => "reset_course",
            Self::CreateUser { .. } => "create_user",
            Self::UpdateUser { .. } => "update_user",
            Self::SetPassword { .. } => "set_password",
            Self::RenameUser { .. } => "rename_user",
            Self::ReviveUser { .. } => "revive_user",
            Self::DeleteUser { .. } => "delete_user",
            Self::SetPicture { .. } => "set_picture",
            Self::Enrol { .. } => "enrol",
            Self::SetEnrolment { .. } => "set_enrolment",
            Self::Unenrol { .. } => "unenrol",
            Self::AssignRole { .. } => "assign_role",
            Self::UnassignRole { .. } => "unassign_role",
            Self::ShiftRole { .. } => "shift_role",
            Self::CreateCohort { .. } => "create_cohort",
            Self::UpdateCohort { .. } => "update_cohort",
            Self::DeleteCohort { .. } => "delete_cohort",
            Self::AddCohortMember { .. } => "add_cohort_member",
            Self::RemoveCohortMember { .. } => "remove_cohort_member",
            Self::EmptyCohort { .. } => "empty_cohort",
            Self::SetCohortBinding { .. } => "set_cohort_binding",
            Self::RemoveCohortBinding { .. } => "remove_cohort_binding",
            Self::SetCourseLink { .. } => "set_course_link",
            Self::RemoveCourseLink { .. } => "remove_course_link",
            Self::CreateGroup { .. } => "create_group",
            Self::UpdateGroup { .. } => "update_group",
            Self::DeleteGroup { .. } => "delete_group",
            Self::CreateGrouping { .. } => "create_grouping",
            Self::UpdateGrouping { .. } => "update_grouping",
            Self::DeleteGrouping { .. } => "delete_grouping",
            Self::AddToGrouping { .. } => "add_to_grouping",
            Self::AddGroupMember { .. } => "add_group_member",
            Self::RemoveGroupMember { .. } => "remove_group_member",
        }
    }
}
