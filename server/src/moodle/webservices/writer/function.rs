//! The functions that write, and how each behaves (`spec/moodle-webservices.md` §3 to §8).

/// A core function that changes something. In the order in which they are called when several are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Function {
    CreateCategories,
    CreateCourses,
    UpdateCourses,
    CreateUsers,
    UpdateUsers,
    UpdatePicture,
    CreateCohorts,
    UpdateCohorts,
    AddCohortMembers,
    AddLinks,
    Enrol,
    AssignRoles,
    CreateGroups,
    UpdateGroups,
    CreateGroupings,
    UpdateGroupings,
    AssignGrouping,
    AddGroupMembers,
    DeleteGroupMembers,
    DeleteGroups,
    DeleteGroupings,
    UnassignRoles,
    Unenrol,
    RemoveLinks,
    DeleteCohortMembers,
    DeleteCohorts,
    DeleteUsers,
    DeleteCourses,
    DeleteCategories,
}

/// What a function says of the elements that it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reply {
    /// All took effect or none; the answer tells nothing of each.
    Together,
    /// All took effect or none; the answer has the new id of each, in their order.
    Ids,
    /// Each stands alone: the refused ones come as warnings with their id.
    Warnings,
    /// Each stands alone: the refused ones come as warnings that name them in words.
    WarningsInWords,
    /// Each stands alone, and has a `status`: false when there was nothing to do.
    Status,
    /// There is one element; the answer has `success`.
    Success,
}

/// What is to be done when nobody knows whether a call took effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterLoss {
    /// The same call again changes nothing more.
    Repeat,
    /// What was to come about is looked up; only what is not there is sent again.
    LookForNew,
    /// What was to go is looked up; only what is still there is sent again.
    LookForOld,
}

/// How a function behaves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    /// Moodle's name.
    pub(super) name: &'static str,
    /// The parameter that holds the elements; empty: the one element is the parameters.
    pub(super) list: &'static str,
    /// How many elements a call may have: as many as pay and keep it under some seconds (§8).
    pub(super) most: usize,
    /// Whether calls of it may run beside each other, as long as they share no lock.
    pub(super) beside: bool,
    /// What its answer says.
    pub(super) reply: Reply,
    /// What to do when there is no answer.
    pub(super) after_loss: AfterLoss,
}

/// A function whose calls run beside each other.
const fn many(
    name: &'static str,
    list: &'static str,
    most: usize,
    reply: Reply,
    after_loss: AfterLoss,
) -> Traits {
    Traits {
        name,
        list,
        most,
        beside: true,
        reply,
        after_loss,
    }
}

/// A function whose calls follow one another: it changes a tree of the site, or locks more than its own rows.
const fn serial(
    name: &'static str,
    list: &'static str,
    most: usize,
    reply: Reply,
    after_loss: AfterLoss,
) -> Traits {
    Traits {
        beside: false,
        ..many(name, list, most, reply, after_loss)
    }
}

/// A function that makes objects and answers with their ids.
const fn creating(name: &'static str, list: &'static str, most: usize) -> Traits {
    many(name, list, most, Reply::Ids, AfterLoss::LookForNew)
}

/// A function that does all of its elements or none, and does no harm when it does them again.
const fn repeatable(name: &'static str, list: &'static str) -> Traits {
    many(name, list, 50, Reply::Together, AfterLoss::Repeat)
}

/// A function that takes objects away, all or none, and refuses what is not there any more.
const fn deleting(name: &'static str, list: &'static str, most: usize) -> Traits {
    serial(name, list, most, Reply::Together, AfterLoss::LookForOld)
}

impl Function {
    /// How it behaves.
    pub(super) const fn traits(self) -> Traits {
        use AfterLoss::{LookForNew, LookForOld, Repeat};
        use Reply::{Ids, Status, Success, Together, Warnings, WarningsInWords};
        match self {
            Self::CreateCategories => serial(
                "core_course_create_categories",
                "categories",
                1,
                Ids,
                LookForNew,
            ),
            Self::CreateCourses => creating("core_course_create_courses", "courses", 10),
            Self::UpdateCourses => many(
                "core_course_update_courses",
                "courses",
                20,
                Warnings,
                Repeat,
            ),
            Self::CreateUsers => creating("core_user_create_users", "users", 50),
            Self::UpdateUsers => many("core_user_update_users", "users", 50, Warnings, Repeat),
            Self::UpdatePicture => many("core_user_update_picture", "", 1, Success, Repeat),
            Self::CreateCohorts => creating("core_cohort_create_cohorts", "cohorts", 50),
            Self::UpdateCohorts => repeatable("core_cohort_update_cohorts", "cohorts"),
            Self::AddCohortMembers => many(
                "core_cohort_add_cohort_members",
                "members",
                50,
                WarningsInWords,
                LookForNew,
            ),
            Self::AddLinks => serial("enrol_meta_add_instances", "instances", 1, Status, Repeat),
            Self::Enrol => many(
                "enrol_manual_enrol_users",
                "enrolments",
                50,
                Together,
                LookForNew,
            ),
            Self::AssignRoles => repeatable("core_role_assign_roles", "assignments"),
            Self::CreateGroups => creating("core_group_create_groups", "groups", 50),
            Self::UpdateGroups => repeatable("core_group_update_groups", "groups"),
            Self::CreateGroupings => creating("core_group_create_groupings", "groupings", 50),
            Self::UpdateGroupings => repeatable("core_group_update_groupings", "groupings"),
            Self::AssignGrouping => repeatable("core_group_assign_grouping", "assignments"),
            Self::AddGroupMembers => repeatable("core_group_add_group_members", "members"),
            Self::DeleteGroupMembers => repeatable("core_group_delete_group_members", "members"),
            Self::DeleteGroups => repeatable("core_group_delete_groups", "groupids"),
            Self::DeleteGroupings => repeatable("core_group_delete_groupings", "groupingids"),
            Self::UnassignRoles => repeatable("core_role_unassign_roles", "unassignments"),
            Self::Unenrol => repeatable("enrol_manual_unenrol_users", "enrolments"),
            Self::RemoveLinks => serial(
                "enrol_meta_delete_instances",
                "instances",
                1,
                Status,
                Repeat,
            ),
            Self::DeleteCohortMembers => repeatable("core_cohort_delete_cohort_members", "members"),
            Self::DeleteCohorts => deleting("core_cohort_delete_cohorts", "cohortids", 20),
            // 50 to 90 ms each, and two at a time lock each other out.
            Self::DeleteUsers => deleting("core_user_delete_users", "userids", 20),
            // Up to 600 ms each, with the backup for the recycle bin.
            Self::DeleteCourses => serial(
                "core_course_delete_courses",
                "courseids",
                10,
                Warnings,
                LookForOld,
            ),
            Self::DeleteCategories => deleting("core_course_delete_categories", "categories", 1),
        }
    }
}
