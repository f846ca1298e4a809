//! What a site can do for us, and which of Moodle's functions and capabilities each of these needs.

use serde::Serialize;
use serde_json::{Value as Json, json};

/// Something that a site can do through its core functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ability {
    /// Know categories and courses.
    ReadCourses,
    /// Know accounts.
    ReadUsers,
    /// Know who takes part in courses.
    ReadEnrolments,
    /// Know cohorts and who is in them.
    ReadCohorts,
    /// Know groups and groupings.
    ReadGroups,
    /// Create accounts.
    CreateUsers,
    /// Change, suspend and activate accounts.
    UpdateUsers,
    /// Delete accounts.
    DeleteUsers,
    /// Give accounts pictures.
    SetPictures,
    /// Create, change and delete categories.
    WriteCategories,
    /// Create and change courses.
    WriteCourses,
    /// Delete courses.
    DeleteCourses,
    /// Enrol people, end enrolments, give and take roles.
    WriteEnrolments,
    /// Link courses to metacourses.
    WriteMetacourses,
    /// Create, change, fill and delete cohorts.
    WriteCohorts,
    /// Create, change, fill and delete groups and groupings.
    WriteGroups,
    /// Fill a course with the content of another.
    CopyCourses,
}

/// How things stand with an ability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The functions are there and the account was seen to be allowed.
    Ready,
    /// The functions are there. Whether the account may use them everywhere shows only in use: nothing harmless can be asked.
    FunctionsThere,
    /// The token's service lacks functions.
    FunctionsMissing,
    /// The functions are there, and the account may not use them.
    NotPermitted,
}

impl Ability {
    /// Every ability, what reads first.
    pub const ALL: [Self; 17] = [
        Self::ReadCourses,
        Self::ReadUsers,
        Self::ReadEnrolments,
        Self::ReadCohorts,
        Self::ReadGroups,
        Self::CreateUsers,
        Self::UpdateUsers,
        Self::DeleteUsers,
        Self::SetPictures,
        Self::WriteCategories,
        Self::WriteCourses,
        Self::DeleteCourses,
        Self::WriteEnrolments,
        Self::WriteMetacourses,
        Self::WriteCohorts,
        Self::WriteGroups,
        Self::CopyCourses,
    ];

    /// The stable name, with hyphens, as in the ids of messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReadCourses => "read-courses",
            Self::ReadUsers => "read-users",
            Self::ReadEnrolments => "read-enrolments",
            Self::ReadCohorts => "read-cohorts",
            Self::ReadGroups => "read-groups",
            Self::CreateUsers => "create-users",
            Self::UpdateUsers => "update-users",
            Self::DeleteUsers => "delete-users",
            Self::SetPictures => "set-pictures",
            Self::WriteCategories => "write-categories",
            Self::WriteCourses => "write-courses",
            Self::DeleteCourses => "delete-courses",
            Self::WriteEnrolments => "write-enrolments",
            Self::WriteMetacourses => "write-metacourses",
            Self::WriteCohorts => "write-cohorts",
            Self::WriteGroups => "write-groups",
            Self::CopyCourses => "copy-courses",
        }
    }

    /// The functions that the token's service must hold.
    pub const fn functions(self) -> &'static [&'static str] {
        match self {
            Self::ReadCourses => &["core_course_get_categories", "core_course_get_courses"],
            Self::ReadUsers => &["core_user_get_users", "core_user_get_users_by_field"],
            Self::ReadEnrolments => &["core_enrol_get_enrolled_users"],
            Self::ReadCohorts => &["core_cohort_get_cohorts", "core_cohort_get_cohort_members"],
            Self::ReadGroups => &[
                "core_group_get_course_groups",
                "core_group_get_course_groupings",
                "core_group_get_groupings",
                "core_group_get_group_members",
            ],
            Self::CreateUsers => &["core_user_create_users"],
            Self::UpdateUsers => &["core_user_update_users"],
            Self::DeleteUsers => &["core_user_delete_users"],
            Self::SetPictures => &["core_user_update_picture"],
            Self::WriteCategories => &[
                "core_course_create_categories",
                "core_course_delete_categories",
                "core_course_update_categories",
            ],
            Self::WriteCourses => &["core_course_create_courses", "core_course_update_courses"],
            Self::DeleteCourses => &["core_course_delete_courses"],
            Self::WriteEnrolments => &[
                "core_role_assign_roles",
                "core_role_unassign_roles",
                "enrol_manual_enrol_users",
                "enrol_manual_unenrol_users",
            ],
            Self::WriteMetacourses => &["enrol_meta_add_instances", "enrol_meta_delete_instances"],
            Self::WriteCohorts => &[
                "core_cohort_add_cohort_members",
                "core_cohort_create_cohorts",
                "core_cohort_delete_cohort_members",
                "core_cohort_delete_cohorts",
                "core_cohort_update_cohorts",
            ],
            Self::WriteGroups => &[
                "core_group_add_group_members",
                "core_group_assign_grouping",
                "core_group_create_groupings",
                "core_group_create_groups",
                "core_group_delete_group_members",
                "core_group_delete_groupings",
                "core_group_delete_groups",
                "core_group_unassign_grouping",
                "core_group_update_groupings",
                "core_group_update_groups",
            ],
            Self::CopyCourses => &["core_course_duplicate_course", "core_course_import_course"],
        }
    }

    /// The capabilities that the account's role must allow (`spec/moodle-webservices.md` §2.3).
    pub const fn capabilities(self) -> &'static [&'static str] {
        match self {
            Self::ReadCourses => &[
                "moodle/category:viewhiddencategories",
                "moodle/course:view",
                "moodle/course:viewhiddencourses",
            ],
            Self::ReadUsers => &[
                "moodle/course:useremail",
                "moodle/site:viewuseridentity",
                "moodle/user:viewalldetails",
                "moodle/user:viewdetails",
                "moodle/user:viewhiddendetails",
            ],
            Self::ReadEnrolments => &[
                "moodle/course:enrolreview",
                "moodle/course:viewparticipants",
            ],
            Self::ReadCohorts => &["moodle/cohort:view"],
            Self::ReadGroups => &["moodle/course:managegroups", "moodle/site:accessallgroups"],
            Self::CreateUsers => &["moodle/user:create"],
            Self::UpdateUsers => &["moodle/user:update"],
            Self::DeleteUsers => &["moodle/user:delete"],
            Self::SetPictures => &["moodle/user:editprofile", "moodle/user:update"],
            Self::WriteCategories => &["moodle/category:manage"],
            Self::WriteCourses => &[
                "moodle/course:changecategory",
                "moodle/course:changefullname",
                "moodle/course:changeidnumber",
                "moodle/course:changeshortname",
                "moodle/course:changesummary",
                "moodle/course:create",
                "moodle/course:setforcedlanguage",
                "moodle/course:update",
                "moodle/course:visibility",
            ],
            Self::DeleteCourses => &["moodle/course:delete"],
            Self::WriteEnrolments => &[
                "enrol/manual:enrol",
                "enrol/manual:unenrol",
                "moodle/role:assign",
            ],
            Self::WriteMetacourses => &[
                "enrol/meta:config",
                "enrol/meta:selectaslinked",
                "moodle/course:enrolconfig",
            ],
            Self::WriteCohorts => &["moodle/cohort:assign", "moodle/cohort:manage"],
            Self::WriteGroups => &["moodle/course:managegroups"],
            Self::CopyCourses => &[
                "moodle/backup:backupcourse",
                "moodle/backup:backuptargetimport",
                "moodle/restore:restorecourse",
                "moodle/restore:restoretargetimport",
            ],
        }
    }

    /// A call that tells whether the account is allowed, and that no right whatever lets take effect: Moodle looks at the right first,
    /// and at the impossible value (an id that nobody has, a text format that does not exist, a course without a name) after it.
    /// None when there is no such call. `category`: one in which a course could be.
    pub(super) fn trial(self, category: Option<u64>) -> Option<(&'static str, Json)> {
        /// The largest id that Moodle's parameters take.
        const NOBODY: u64 = 2_147_483_647;
        const NO_FORMAT: u64 = 99;
        const FRONT_PAGE: u64 = 1;
        /// Those that every Moodle is made with: the guest and the first administrator.
        const FIRST_ACCOUNTS: [u64; 2] = [1, 2];
        /// An identifier that no institution has.
        const INVENTED: &str = "toolsync-site-check";
        Some(match self {
            Self::ReadUsers => (
                "core_user_get_users_by_field",
                json!({"field": "id", "values": FIRST_ACCOUNTS}),
            ),
            Self::ReadCohorts => ("core_cohort_get_cohorts", json!({})),
            Self::CreateUsers => (
                "core_user_create_users",
                json!({"users": [
                    {"username": "", "firstname": "", "lastname": "", "email": "", "password": ""}
                ]}),
            ),
            Self::UpdateUsers => ("core_user_update_users", json!({"users": [{"id": NOBODY}]})),
            Self::DeleteUsers => ("core_user_delete_users", json!({"userids": [NOBODY]})),
            Self::WriteCategories => (
                "core_course_create_categories",
                json!({"categories": [{"name": INVENTED, "parent": 0, "descriptionformat": NO_FORMAT}]}),
            ),
            Self::WriteCourses => (
                "core_course_create_courses",
                json!({"courses": [{"fullname": " ", "shortname": " ", "categoryid": category?}]}),
            ),
            Self::WriteCohorts => (
                "core_cohort_create_cohorts",
                json!({"cohorts": [{
                    "categorytype": {"type": "system", "value": ""},
                    "name": INVENTED,
                    "idnumber": INVENTED,
                    "descriptionformat": NO_FORMAT,
                }]}),
            ),
            Self::WriteEnrolments => (
                "enrol_manual_enrol_users",
                json!({"enrolments": [{"roleid": NOBODY, "userid": NOBODY, "courseid": FRONT_PAGE}]}),
            ),
            Self::WriteGroups => (
                "core_group_create_groups",
                json!({"groups": [{
                    "courseid": FRONT_PAGE,
                    "name": INVENTED,
                    "description": "",
                    "descriptionformat": NO_FORMAT,
                }]}),
            ),
            Self::ReadCourses
            | Self::ReadEnrolments
            | Self::ReadGroups
            | Self::SetPictures
            | Self::DeleteCourses
            | Self::WriteMetacourses
            | Self::CopyCourses => return None,
        })
    }
}
