//! Settings as a form shows them: one entry for each, in the order of the form.

use super::Settings;

/// A setting in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its tool_sync key.
    pub key: &'static str,
    /// What it belongs to.
    pub group: Group,
    /// What it can be.
    pub form: Form,
}

/// What settings belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// All files.
    Files,
    /// Files of courses.
    Courses,
    /// Files of accounts.
    Users,
    /// Files of enrolments.
    Enrolments,
    /// Files of cohorts and of their courses.
    Cohorts,
    /// Files of groups and of their members.
    Groups,
    /// Archives of pictures.
    Pictures,
}

/// What a setting can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// On or off.
    Switch,
    /// What identifies an object: one of these.
    Identifier(&'static [&'static str]),
    /// One of these, which mean something for this setting only.
    Mode(&'static [&'static str]),
    /// A text.
    Text,
}

impl Group {
    /// Every group, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Files,
        Self::Courses,
        Self::Users,
        Self::Enrolments,
        Self::Cohorts,
        Self::Groups,
        Self::Pictures,
    ];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Courses => "courses",
            Self::Users => "users",
            Self::Enrolments => "enrolments",
            Self::Cohorts => "cohorts",
            Self::Groups => "groups",
            Self::Pictures => "pictures",
        }
    }
}

const COURSE: Form = Form::Identifier(&["shortname", "idnumber", "id"]);
const USER: Form = Form::Identifier(&["idnumber", "username", "email", "id"]);
const COHORT: Form = Form::Identifier(&["idnumber", "name", "id"]);

/// Every setting.
pub const ENTRIES: &[Entry] = &[
    entry("invalidnamesnocheck", Group::Files, Form::Switch),
    entry("courses_fileuploadidentifier", Group::Courses, COURSE),
    entry("courses_filedeleteidentifier", Group::Courses, COURSE),
    entry("courses_existfileidentifier", Group::Courses, COURSE),
    entry("courses_fileresetidentifier", Group::Courses, COURSE),
    entry("courses_filemetabindingidentifier", Group::Courses, COURSE),
    entry(
        "courses_coursecategoryidentifier",
        Group::Courses,
        Form::Mode(&["idname", "idnumber"]),
    ),
    entry("courses_forceupdate", Group::Courses, Form::Switch),
    entry(
        "courses_template_mode",
        Group::Courses,
        Form::Mode(&["ignore", "add", "replace"]),
    ),
    entry("courses_newcategoriesvisible", Group::Courses, Form::Switch),
    entry("courses_protectcategory", Group::Courses, Form::Switch),
    entry("users_primaryidentity", Group::Users, USER),
    entry("courses_primaryidentity", Group::Users, COURSE),
    entry("users_createpasswords", Group::Users, Form::Switch),
    entry("users_sendpasswordtousers", Group::Users, Form::Switch),
    entry("users_allowrename", Group::Users, Form::Switch),
    entry("users_protectemails", Group::Users, Form::Switch),
    entry("enrols_courseidentifier", Group::Enrolments, COURSE),
    entry("enrols_useridentifier", Group::Enrolments, USER),
    entry(
        "enrols_defaultcmd",
        Group::Enrolments,
        Form::Mode(&["add", "del", "shift"]),
    ),
    entry(
        "enrols_enableenrolondisabled",
        Group::Enrolments,
        Form::Switch,
    ),
    entry("enrols_protectgroups", Group::Enrolments, Form::Switch),
    entry("enrolcleanup", Group::Enrolments, Form::Switch),
    entry("cohorts_cohortidentifier", Group::Cohorts, COHORT),
    entry("cohorts_useridentifier", Group::Cohorts, USER),
    entry("cohorts_courseidentifier", Group::Cohorts, COURSE),
    entry(
        "cohorts_roleidentifier",
        Group::Cohorts,
        Form::Identifier(&["shortname", "id"]),
    ),
    entry("cohorts_autocreate", Group::Cohorts, Form::Switch),
    entry("cohorts_syncdelete", Group::Cohorts, Form::Switch),
    entry("groups_courseidentifier", Group::Groups, COURSE),
    entry("groups_useridentifier", Group::Groups, USER),
    entry("groups_groupidentifier", Group::Groups, COHORT),
    entry("groups_groupingidentifier", Group::Groups, COHORT),
    entry("groups_autogrouping", Group::Groups, Form::Switch),
    entry(
        "groups_purgeemptygroups",
        Group::Groups,
        Form::Mode(&["keep", "groups", "groupings"]),
    ),
    entry(
        "userpictures_userfield",
        Group::Pictures,
        Form::Identifier(&["idnumber", "username", "hostedusername", "email", "id"]),
    ),
    entry("userpictures_overwrite", Group::Pictures, Form::Switch),
    entry("userpictures_fileprefix", Group::Pictures, Form::Text),
    entry("userpictures_forcedeletion", Group::Pictures, Form::Switch),
];

const fn entry(key: &'static str, group: Group, form: Form) -> Entry {
    Entry { key, group, form }
}

impl Settings {
    /// The value of a setting as tool_sync writes it (`1`, `idnumber`); none when there is no such setting.
    pub fn value(&self, key: &str) -> Option<String> {
        let settings = serde_json::to_value(self).ok()?;
        Some(match settings.get(key)? {
            serde_json::Value::Bool(on) => if *on { "1" } else { "0" }.to_owned(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_an_entry_and_every_entry_a_setting() {
        let settings = serde_json::to_value(Settings::default()).expect("settings are plain data");
        let settings = settings.as_object().expect("settings are an object");
        let mut keys: Vec<&str> = settings.keys().map(String::as_str).collect();
        let mut entries: Vec<&str> = ENTRIES.iter().map(|entry| entry.key).collect();
        keys.sort_unstable();
        entries.sort_unstable();
        assert_eq!(entries, keys);
    }

    #[test]
    fn what_a_form_offers_can_be_set_and_read_again() {
        let settings = Settings::default();
        for entry in ENTRIES {
            let values: &[&str] = match entry.form {
                Form::Switch => &["0", "1"],
                Form::Identifier(values) | Form::Mode(values) => values,
                Form::Text => &["other"],
            };
            let now = settings
                .value(entry.key)
                .expect("every entry has a setting");
            let is_text = entry.form == Form::Text;
            assert!(is_text || values.contains(&&*now), "{}: {now}", entry.key);
            for value in values {
                let changed = settings.with(entry.key, value);
                let changed = changed.unwrap_or_else(|error| panic!("{error}"));
                assert_eq!(changed.value(entry.key).as_deref(), Some(*value));
            }
        }
    }
}
