//! Every setting that has an effect, typed, with its default and its tool_sync key (`spec/settings.md`).

mod entries;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use entries::{ENTRIES, Entry, Form, Group};

/// What identifies an existing course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CourseIdentifier {
    /// The short name, unique on a site.
    #[default]
    Shortname,
    /// The idnumber.
    Idnumber,
    /// Moodle's own id.
    Id,
}

impl CourseIdentifier {
    /// The stable name, which is that of the column as well.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shortname => "shortname",
            Self::Idnumber => "idnumber",
            Self::Id => "id",
        }
    }
}

/// What identifies an existing account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserIdentifier {
    /// The idnumber; the login name where a row gives none.
    #[default]
    Idnumber,
    /// The login name.
    Username,
    /// The e-mail address; the login name where a row gives none.
    Email,
    /// Moodle's own id: users files have no such column, so the login name (`spec/operations.md` §7.3).
    Id,
}

impl UserIdentifier {
    /// Every identifier.
    pub const ALL: [Self; 4] = [Self::Idnumber, Self::Username, Self::Email, Self::Id];
}

/// What identifies a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoleIdentifier {
    /// The short name. The default where tool_sync proposes one that is no choice (`idnumber`).
    #[default]
    Shortname,
    /// Moodle's own id.
    Id,
}

/// What identifies a set of people: a cohort of the site, or a group or grouping, always within its course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupIdentifier {
    /// The idnumber.
    #[default]
    Idnumber,
    /// The name, which several may share: a row that names one of those is refused.
    Name,
    /// Moodle's own id.
    Id,
}

/// What becomes of the empty groups of a course after a file of its group members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EmptyGroups {
    /// Nothing (tool_sync 0).
    #[default]
    #[serde(alias = "0")]
    Keep,
    /// Groups without members are deleted (tool_sync 1).
    #[serde(alias = "1")]
    Groups,
    /// So are groupings without groups (tool_sync 2).
    #[serde(alias = "2")]
    Groupings,
}

/// What the name of a picture's file is of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PictureIdentifier {
    /// Moodle's own id.
    Id,
    /// The idnumber.
    #[default]
    Idnumber,
    /// The login name.
    Username,
    /// The login name and the number of the host of the account, joined by `@`.
    HostedUsername,
    /// The e-mail address.
    Email,
}

/// What a row of an enrolments file does where the file has no column `cmd`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DefaultCommand {
    /// Gives the role, and enrols.
    #[default]
    Add,
    /// Takes the role away, and unenrols.
    Del,
    /// Gives the role in place of others.
    Shift,
}

/// How the `category` column is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CategoryIdentifier {
    /// A number is an id, anything else a path of names from the root; missing levels are created.
    #[default]
    #[serde(rename = "idname")]
    Path,
    /// The idnumber of an existing category.
    Idnumber,
}

/// What a template does to a course that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TemplateMode {
    /// Nothing (tool_sync 0).
    #[default]
    #[serde(alias = "0")]
    Ignore,
    /// Adds its content (tool_sync 1).
    #[serde(alias = "1")]
    Add,
    /// Replaces the content (tool_sync 2).
    #[serde(alias = "2")]
    Replace,
}

/// The settings of checks and plans. Serialised flat, under the tool_sync keys; an absent key has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Lets unknown columns in, passed over (each with a note).
    #[serde(rename = "invalidnamesnocheck")]
    pub allow_unknown_columns: bool,
    /// Identifies existing courses in course files.
    #[serde(rename = "courses_fileuploadidentifier")]
    pub course_identifier: CourseIdentifier,
    /// Identifies courses in lists of courses to delete.
    #[serde(rename = "courses_filedeleteidentifier")]
    pub course_delete_identifier: CourseIdentifier,
    /// Identifies courses in lists of courses to look for.
    #[serde(rename = "courses_existfileidentifier")]
    pub course_check_identifier: CourseIdentifier,
    /// Identifies courses in files of course resets.
    #[serde(rename = "courses_fileresetidentifier")]
    pub reset_course_identifier: CourseIdentifier,
    /// Identifies courses, both of a row, in files of metacourses.
    #[serde(rename = "courses_filemetabindingidentifier")]
    pub link_course_identifier: CourseIdentifier,
    /// How course files name categories.
    #[serde(rename = "courses_coursecategoryidentifier")]
    pub category_identifier: CategoryIdentifier,
    /// Visibility of the categories that a course file creates.
    #[serde(rename = "courses_newcategoriesvisible")]
    pub new_categories_visible: bool,
    /// Existing courses stay in their category.
    #[serde(rename = "courses_protectcategory")]
    pub protect_category: bool,
    /// Existing courses are updated; off: they are left alone.
    #[serde(rename = "courses_forceupdate")]
    pub force_update: bool,
    /// What a template does to a course that exists.
    #[serde(rename = "courses_template_mode")]
    pub template_mode: TemplateMode,
    /// New accounts without a password get one generated by the site, to be changed at the first login.
    #[serde(rename = "users_createpasswords")]
    pub create_passwords: bool,
    /// A password that a users file gives is mailed to the person, where the row gives an address.
    #[serde(rename = "users_sendpasswordtousers")]
    pub send_passwords: bool,
    /// `oldusername` is obeyed.
    #[serde(rename = "users_allowrename")]
    pub allow_rename: bool,
    /// The e-mail address of an existing account is never changed; a missing one is completed.
    #[serde(rename = "users_protectemails")]
    pub protect_emails: bool,
    /// Identifies accounts in users files.
    #[serde(rename = "users_primaryidentity")]
    pub user_identifier: UserIdentifier,
    /// Identifies courses (`course1`, `course2`…) in users files.
    #[serde(rename = "courses_primaryidentity")]
    pub user_course_identifier: CourseIdentifier,
    /// Identifies cohorts in files of cohorts and of their courses.
    #[serde(rename = "cohorts_cohortidentifier")]
    pub cohort_identifier: GroupIdentifier,
    /// Identifies accounts (`userid`) in cohorts files.
    #[serde(rename = "cohorts_useridentifier")]
    pub cohort_user_identifier: UserIdentifier,
    /// Identifies courses in files of cohorts' courses.
    #[serde(rename = "cohorts_courseidentifier")]
    pub cohort_course_identifier: CourseIdentifier,
    /// Identifies roles in files of cohorts' courses.
    #[serde(rename = "cohorts_roleidentifier")]
    pub cohort_role_identifier: RoleIdentifier,
    /// Cohorts files create the cohorts that are missing.
    #[serde(rename = "cohorts_autocreate")]
    pub create_cohorts: bool,
    /// A cohort whose last member a cohorts file takes out is deleted, unless the file puts somebody in or says what the cohort
    /// is. One that was empty before, or that the file empties on purpose (`free`), stays.
    #[serde(rename = "cohorts_syncdelete")]
    pub delete_emptied_cohorts: bool,
    /// Identifies courses in files of groups and of group members.
    #[serde(rename = "groups_courseidentifier")]
    pub group_course_identifier: CourseIdentifier,
    /// Identifies accounts in files of group members.
    #[serde(rename = "groups_useridentifier")]
    pub group_user_identifier: UserIdentifier,
    /// Identifies groups: `updateid` of groups files, `groupid` of files of group members.
    #[serde(rename = "groups_groupidentifier")]
    pub group_identifier: GroupIdentifier,
    /// Identifies groupings: `updateid` of groups files.
    #[serde(rename = "groups_groupingidentifier")]
    pub grouping_identifier: GroupIdentifier,
    /// A group that a groups file creates, and puts in no grouping, gets a grouping of its own name.
    #[serde(rename = "groups_autogrouping")]
    pub group_created_groups: bool,
    /// What becomes of the empty groups of the courses of a file of group members.
    #[serde(rename = "groups_purgeemptygroups")]
    pub empty_groups: EmptyGroups,
    /// Identifies courses (`cid`) in enrolments files.
    #[serde(rename = "enrols_courseidentifier")]
    pub enrolment_course_identifier: CourseIdentifier,
    /// Identifies accounts (`uid`) in enrolments files.
    #[serde(rename = "enrols_useridentifier")]
    pub enrolment_user_identifier: UserIdentifier,
    /// What a row of an enrolments file does where the file has no column `cmd`.
    #[serde(rename = "enrols_defaultcmd")]
    pub default_enrolment_command: DefaultCommand,
    /// Enrolments files may use methods that the course has switched off.
    #[serde(rename = "enrols_enableenrolondisabled")]
    pub use_disabled_methods: bool,
    /// Memberships of groups that enrolments files write are tool_sync's own, and they take no others away.
    #[serde(rename = "enrols_protectgroups")]
    pub protect_memberships: bool,
    /// A group whose last member an enrolments file takes out is deleted.
    #[serde(rename = "enrolcleanup")]
    pub delete_emptied_groups: bool,
    /// How the names of archives of pictures begin in a folder of files.
    #[serde(rename = "userpictures_fileprefix")]
    pub picture_prefix: String,
    /// What the name of a picture's file is of its owner.
    #[serde(rename = "userpictures_userfield")]
    pub picture_identifier: PictureIdentifier,
    /// Pictures replace those that people have already.
    #[serde(rename = "userpictures_overwrite")]
    pub overwrite_pictures: bool,
    /// Archives of pictures are deleted from the folder of files once they are executed.
    #[serde(rename = "userpictures_forcedeletion")]
    pub delete_pictures: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            allow_unknown_columns: false,
            course_identifier: CourseIdentifier::Shortname,
            course_delete_identifier: CourseIdentifier::Shortname,
            course_check_identifier: CourseIdentifier::Shortname,
            reset_course_identifier: CourseIdentifier::Shortname,
            link_course_identifier: CourseIdentifier::Shortname,
            category_identifier: CategoryIdentifier::Path,
            new_categories_visible: true,
            protect_category: false,
            force_update: false,
            template_mode: TemplateMode::Ignore,
            create_passwords: false,
            send_passwords: false,
            allow_rename: false,
            protect_emails: true,
            user_identifier: UserIdentifier::Idnumber,
            user_course_identifier: CourseIdentifier::Shortname,
            cohort_identifier: GroupIdentifier::Idnumber,
            cohort_user_identifier: UserIdentifier::Idnumber,
            cohort_course_identifier: CourseIdentifier::Idnumber,
            cohort_role_identifier: RoleIdentifier::Shortname,
            create_cohorts: true,
            delete_emptied_cohorts: true,
            group_course_identifier: CourseIdentifier::Shortname,
            group_user_identifier: UserIdentifier::Username,
            group_identifier: GroupIdentifier::Idnumber,
            grouping_identifier: GroupIdentifier::Idnumber,
            group_created_groups: false,
            empty_groups: EmptyGroups::Keep,
            enrolment_course_identifier: CourseIdentifier::Shortname,
            enrolment_user_identifier: UserIdentifier::Username,
            default_enrolment_command: DefaultCommand::Add,
            use_disabled_methods: false,
            protect_memberships: false,
            delete_emptied_groups: false,
            picture_prefix: "userpictures_".to_owned(),
            picture_identifier: PictureIdentifier::Idnumber,
            overwrite_pictures: true,
            delete_pictures: true,
        }
    }
}

/// Why a setting was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// No setting has this key.
    #[error("there is no setting {key:?}; the settings are {known}")]
    Unknown {
        /// What was given.
        key: String,
        /// All keys.
        known: String,
    },
    /// The setting cannot have this value.
    #[error("the setting {key} cannot be {value:?}: {reason}")]
    Value {
        /// The key.
        key: String,
        /// What was given.
        value: String,
        /// What it can be.
        reason: String,
    },
}

impl Settings {
    /// These settings with one changed, by its tool_sync key and with a value as tool_sync writes it (`1`, `idnumber`).
    ///
    /// # Errors
    /// When there is no such setting, or it cannot have this value.
    pub fn with(&self, key: &str, value: &str) -> Result<Self, SettingError> {
        let refused = |reason: String| SettingError::Value {
            key: key.to_owned(),
            value: value.to_owned(),
            reason,
        };
        let mut settings =
            serde_json::to_value(self).map_err(|error| refused(error.to_string()))?;
        let Some(now) = settings.get_mut(key) else {
            let keys = settings.as_object().into_iter().flatten();
            return Err(SettingError::Unknown {
                key: key.to_owned(),
                known: keys
                    .map(|(key, _)| key.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            });
        };
        *now = match (&*now, value) {
            (Json::Bool(_), "1" | "true" | "yes" | "on") => Json::Bool(true),
            (Json::Bool(_), "0" | "false" | "no" | "off") => Json::Bool(false),
            (Json::Bool(_), _) => return Err(refused("use 1 or 0".to_owned())),
            _ => Json::String(value.to_owned()),
        };
        // From a text, as everything else is read: reading values as well would be code twice.
        serde_json::from_str(&settings.to_string()).map_err(|error| {
            let said = error.to_string();
            // "unknown variant `3`, expected one of `0`, …"
            refused(match said.split_once(", expected ") {
                Some((_, choice)) => format!("use {choice}"),
                None => said,
            })
        })
    }
}

impl Settings {
    /// The settings that differ from `others`, each by its tool_sync key and with a value that [`Settings::with`] takes.
    pub fn other_than(&self, others: &Self) -> Vec<(String, String)> {
        let fields = |settings: &Self| match serde_json::to_value(settings) {
            Ok(Json::Object(fields)) => fields,
            Ok(_) | Err(_) => serde_json::Map::new(),
        };
        let others = fields(others);
        let own = fields(self).into_iter();
        own.filter(|(key, value)| others.get(key) != Some(value))
            .map(|(key, value)| match value {
                Json::Bool(on) => (key, u8::from(on).to_string()),
                Json::String(text) => (key, text),
                other => (key, other.to_string()),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(key: &str, value: &str) -> Result<Settings, SettingError> {
        Settings::default().with(key, value)
    }

    #[test]
    fn keys_and_values_are_those_of_tool_sync() {
        let settings = with("courses_forceupdate", "1")
            .and_then(|settings| settings.with("users_protectemails", "0"))
            .and_then(|settings| settings.with("courses_template_mode", "2"))
            .and_then(|settings| settings.with("courses_fileuploadidentifier", "idnumber"));
        let expected = Settings {
            force_update: true,
            protect_emails: false,
            template_mode: TemplateMode::Replace,
            course_identifier: CourseIdentifier::Idnumber,
            ..Settings::default()
        };
        assert_eq!(settings, Ok(expected));
    }

    #[test]
    fn what_differs_is_said_as_it_is_given() {
        let own = with("courses_forceupdate", "1")
            .and_then(|settings| settings.with("courses_template_mode", "2"))
            .expect("both fit");
        let differ = own.other_than(&Settings::default());
        let expected = [
            ("courses_forceupdate", "1"),
            ("courses_template_mode", "replace"),
        ];
        let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(differ, expected);
        let again = differ
            .iter()
            .try_fold(Settings::default(), |settings, (key, value)| {
                settings.with(key, value)
            });
        assert_eq!(again, Ok(own));
    }

    #[test]
    fn what_does_not_fit_is_refused_with_what_would() {
        let message = |key, value| with(key, value).expect_err("refused").to_string();
        assert!(message("force", "1").contains("courses_forceupdate"));
        assert!(message("courses_forceupdate", "maybe").contains("use 1 or 0"));
        assert!(message("courses_fileuploadidentifier", "name").contains("shortname"));
    }

    /// Settings of tool_sync that did nothing (Q45), or have no meaning here.
    const ABSENT: [&str; 22] = [
        "encoding",
        "csvseparator",
        "discardfileonfailure",
        "storereport",
        "filearchive",
        "filefailed",
        "filecleanup",
        "fileareacleanupdelay",
        "courses_fileuploadlocation",
        "courses_filedeletelocation",
        "courses_fileexistlocation",
        "courses_fileresetlocation",
        "courses_filemetabindinglocation",
        "users_filelocation",
        "users_deletefilelocation",
        "enrols_filelocation",
        "cohorts_filelocation",
        "cohorts_coursebindingfilelocation",
        "groups_filelocation",
        "groupmembers_filelocation",
        "enrols_mailadmins",
        "groups_mailadmins",
    ];

    #[test]
    fn q45_a_setting_that_would_have_no_effect_does_not_exist_and_has_its_reason() {
        let reasons = include_str!("../../docs/settings.md");
        for key in ABSENT {
            let refused = with(key, "1");
            assert!(
                matches!(refused, Err(SettingError::Unknown { .. })),
                "{key}"
            );
            assert!(reasons.contains(&format!("`{key}`")), "{key}");
        }
        for key in [
            "enrolcleanup",
            "cohorts_syncdelete",
            "groups_autogrouping",
            "userpictures_forcedeletion",
        ] {
            assert!(with(key, "1").is_ok(), "{key}");
        }
    }
}
