//! The objects of a site, as Moodle keeps them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::names::field;
use super::{CourseContent, Unknown};
use crate::kinds::Value;
use crate::settings::UserIdentifier;

/// Attributes of a course or an account by the name of their column in a command file.
/// An attribute that is absent is empty or at the site's default.
pub type Fields = BTreeMap<String, Value>;

/// What a site is and offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteFacts {
    /// Full name of the site.
    pub name: String,
    /// Moodle's release, `4.5.5`; empty for a sandbox.
    pub release: String,
    /// IANA name of the site's time zone.
    pub timezone: String,
    /// Installed course formats.
    pub formats: BTreeSet<String>,
    /// Installed authentication methods.
    pub auths: BTreeSet<String>,
    /// Installed language packs.
    pub languages: BTreeSet<String>,
    /// Installed themes.
    pub themes: BTreeSet<String>,
    /// Custom profile fields by short name.
    pub profile_fields: BTreeSet<String>,
    /// Defaults of new courses and accounts.
    pub defaults: CourseDefaults,
    /// Enrolment methods, switched on for the site, that bind cohorts to courses.
    pub cohort_methods: BTreeSet<String>,
    /// Whether courses can be restored from archives here.
    pub can_restore: bool,
    /// Paths of course archives (`.mbz`) that the site can read.
    pub archives: BTreeSet<String>,
    /// Paths of course archives that are there and cannot be opened.
    pub damaged_archives: BTreeSet<String>,
    /// Those of `archives` that can be opened and from which no course comes (the course format they want is gone, or the like).
    pub archives_without_course: BTreeSet<String>,
    /// Whether courses can be reset from outside.
    pub can_reset: bool,
    /// Installed activity modules.
    pub modules: BTreeSet<String>,
    /// Whether the site looks for a course's archive elsewhere too when the course's own backups hold none
    /// (tool_sync: the "publishflow" block, `spec/operations.md` §2.5).
    pub other_backup_strategy: bool,
    /// Accounts that no file deletes or suspends.
    pub protected: ProtectedAccounts,
    /// Whether the site has the companion's enrolment method `sync` switched on: it keeps the enrolments of files apart from those made
    /// by hand (`spec/operations.md` §14).
    pub enrol_sync: bool,
    /// The site's enrolment method `meta`.
    pub meta: MetaMethod,
    /// What the site does not tell: nothing follows from its absence here.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unknown: BTreeSet<Unknown>,
}

impl Default for SiteFacts {
    fn default() -> Self {
        Self {
            name: String::new(),
            release: String::new(),
            timezone: "UTC".to_owned(),
            formats: BTreeSet::new(),
            auths: BTreeSet::new(),
            languages: BTreeSet::new(),
            themes: BTreeSet::new(),
            profile_fields: BTreeSet::new(),
            defaults: CourseDefaults::default(),
            cohort_methods: ["cohort".to_owned()].into(),
            can_restore: false,
            archives: BTreeSet::new(),
            damaged_archives: BTreeSet::new(),
            archives_without_course: BTreeSet::new(),
            can_reset: false,
            modules: BTreeSet::new(),
            other_backup_strategy: false,
            protected: ProtectedAccounts::default(),
            enrol_sync: false,
            meta: MetaMethod::default(),
            unknown: BTreeSet::new(),
        }
    }
}

/// What a site's enrolment method `meta` does with people who left the course that they came from (Moodle's `unenrolaction`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetaMethod {
    /// The method is not switched on for the site: courses cannot be linked.
    Off,
    /// Their enrolments stay, without access and roles. So it is in a new Moodle.
    #[default]
    Suspends,
    /// Their enrolments end.
    Unenrols,
}

/// Accounts without which the site, or this program, would not work any more. By id: a renamed one stays protected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProtectedAccounts {
    /// The account of visitors who do not log in; 0 when the site has none.
    pub guest: u64,
    /// The site administrators.
    pub administrators: BTreeSet<u64>,
    /// The account by which this program works on the site; 0 when it needs none.
    pub service: u64,
}

impl ProtectedAccounts {
    /// Their ids.
    pub fn ids(&self) -> impl Iterator<Item = u64> + '_ {
        let single = [self.guest, self.service].into_iter().filter(|id| *id != 0);
        single.chain(self.administrators.iter().copied())
    }

    /// Whether the account of this id is one of them.
    pub fn has(&self, id: u64) -> bool {
        self.ids().any(|protected| protected == id)
    }
}

/// The site's defaults for new objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseDefaults {
    /// Of new courses.
    pub course: Fields,
    /// Enrolment methods that a new course has, and whether they are switched on there (Moodle's `defaultenrol` and `status`).
    pub methods: BTreeMap<String, bool>,
    /// Of new accounts.
    pub user: Fields,
}

impl Default for CourseDefaults {
    fn default() -> Self {
        Self {
            course: Fields::new(),
            methods: [("manual".to_owned(), true)].into(),
            user: Fields::new(),
        }
    }
}

/// A course category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Moodle's id.
    pub id: u64,
    /// Id of the category above; 0 at the root.
    pub parent: u64,
    /// Name.
    pub name: String,
    /// External identifier; empty when none.
    #[serde(default)]
    pub idnumber: String,
    /// Whether students see it.
    pub visible: bool,
}

/// A section of a course.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Section {
    /// Title; empty: the format's own.
    pub name: String,
    /// Summary.
    #[serde(default)]
    pub summary: String,
}

/// A course.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Course {
    /// Moodle's id.
    pub id: u64,
    /// Short name, unique without regard to case.
    pub shortname: String,
    /// Id of its category.
    pub category: u64,
    /// Everything else a command file can set: `fullname`, `idnumber`, `summary`, `format`, `visible`…
    pub fields: Fields,
    /// Sections by number.
    #[serde(default)]
    pub sections: BTreeMap<u32, Section>,
    /// Enrolment methods in the course (`manual`, `self`, `guest`, `cohort`…), and whether each is enabled.
    #[serde(default)]
    pub methods: BTreeMap<String, bool>,
    /// Whether it has a backup of its own that a new course can be restored from.
    #[serde(default)]
    pub backup: bool,
    /// Short name or archive path that it was restored from; empty when none.
    #[serde(default)]
    pub template: String,
    /// When a participant last opened it, Unix seconds; 0: never.
    #[serde(default)]
    pub last_access: i64,
    /// What people have left in it. Boxed: it is by far the largest part of a course, and most are without.
    #[serde(default, skip_serializing_if = "CourseContent::is_empty")]
    pub content: Box<CourseContent>,
}

impl Course {
    /// An attribute as a text; empty when absent.
    pub fn text(&self, name: &str) -> String {
        field(&self.fields, name)
    }

    /// An attribute that is a number or a moment.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.fields.get(name)? {
            Value::Int(number) => Some(*number),
            Value::Bool(_) | Value::Text(_) => None,
        }
    }
}

/// How an account logs in. The password itself is never kept here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Password {
    /// None, and none is to be made (`*NOPASS*`).
    #[default]
    None,
    /// Set.
    Set,
    /// The site will make one and mail it.
    ToGenerate,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct User {
    /// Moodle's id.
    pub id: u64,
    /// Login name, lower case, unique among the accounts that are not deleted.
    pub username: String,
    /// Everything else a command file can set: `firstname`, `email`, `idnumber`, `suspended`, `profile_field_…`.
    pub fields: Fields,
    /// How it logs in.
    #[serde(default)]
    pub password: Password,
    /// Keyed digest (hex) of the password last given by a file, to know a new one from the same again; empty when none.
    #[serde(default)]
    pub password_digest: String,
    /// Its picture; none: the site shows initials or the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// Whether the password must be changed at the next login.
    #[serde(default)]
    pub force_change: bool,
    /// Addresses to which a password was mailed, in order. A sandbox mails nothing: this is what it would have done.
    #[serde(default)]
    pub mails: Vec<String>,
    /// Whether the account was deleted; it can be revived.
    #[serde(default)]
    pub deleted: bool,
    /// MD5 (hex) of the login name that it had before it was deleted, where that is all that is left of it, as in Moodle; empty elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub former_username: String,
}

impl User {
    /// An identifier as a text; empty when the account has none.
    pub fn identifier(&self, identifier: UserIdentifier) -> String {
        match identifier {
            UserIdentifier::Idnumber => field(&self.fields, "idnumber"),
            UserIdentifier::Username => self.username.clone(),
            UserIdentifier::Email => field(&self.fields, "email"),
            UserIdentifier::Id => self.id.to_string(),
        }
    }

    /// Whether the account is suspended.
    pub fn is_suspended(&self) -> bool {
        self.fields
            .get("suspended")
            .is_some_and(|value| value.to_string() == "1")
    }

    /// Number of the network host of the account (`mnethostid`); that of the site itself unless another is recorded.
    pub fn host(&self) -> i64 {
        match self.fields.get("mnethostid") {
            Some(Value::Int(host)) => *host,
            _ => LOCAL_HOST,
        }
    }
}

/// `mnet_localhost_id` of every Moodle: the first row of its table of hosts.
const LOCAL_HOST: i64 = 1;

/// The picture of an account, as it was given: the site itself keeps only icons made of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Picture {
    /// MD5 (hex) of the file; empty when not known, as of a picture that was set by hand.
    pub checksum: String,
    /// Size of the file in bytes; 0 when not known.
    pub bytes: u64,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Moodle's id.
    pub id: u64,
    /// Short name.
    pub shortname: String,
}

/// A cohort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cohort {
    /// Moodle's id.
    pub id: u64,
    /// Name.
    pub name: String,
    /// External identifier; empty when none.
    pub idnumber: String,
    /// Description.
    pub description: String,
    /// Id of the category that it belongs to; 0: the whole site.
    pub category: u64,
    /// Whether people see it in lists of cohorts.
    pub visible: bool,
    /// Component that owns it; empty: it is kept by hand.
    pub component: String,
    /// Ids of its members.
    pub members: BTreeSet<u64>,
}

impl Default for Cohort {
    fn default() -> Self {
        Self {
            id: 0,
            name: String::new(),
            idnumber: String::new(),
            description: String::new(),
            category: 0,
            visible: true,
            component: String::new(),
            members: BTreeSet::new(),
        }
    }
}

/// A cohort bound to a course: an instance of a cohort enrolment method. No two of a course have cohort, role and method in common.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CohortBinding {
    /// Moodle's id.
    pub id: u64,
    /// Id of the course.
    pub course: u64,
    /// Id of the cohort.
    pub cohort: u64,
    /// Short name of the role that members get.
    pub role: String,
    /// Enrolment method: `cohort`, or a variant of it that the site has.
    pub method: String,
    /// Whether members have access.
    pub enabled: bool,
    /// Start of the members' enrolments, Unix seconds; 0 when not bounded.
    pub start: i64,
    /// End of the members' enrolments, Unix seconds; 0 when not bounded.
    pub end: i64,
    /// Id of the group of the course that members join; 0 when none.
    pub group: u64,
}

/// A course that takes the people of another: an instance of the enrolment method `meta`. No two have both courses in common.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseLink {
    /// Moodle's id.
    pub id: u64,
    /// Id of the metacourse, which takes people.
    pub course: u64,
    /// Id of the course whose people it takes, which may be gone.
    pub source: u64,
    /// Whether they have access.
    pub enabled: bool,
}

/// A group of a course.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Group {
    /// Moodle's id.
    pub id: u64,
    /// Id of its course.
    pub course: u64,
    /// Name, unique in the course.
    pub name: String,
    /// External identifier, unique in the course; empty when none.
    #[serde(default)]
    pub idnumber: String,
    /// Description.
    #[serde(default)]
    pub description: String,
    /// Ids of its members.
    #[serde(default)]
    pub members: BTreeSet<u64>,
    /// Those of `members` whose membership is tool_sync's own (component `tool_sync`); the others were put in by hand or by a cohort.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub owned: BTreeSet<u64>,
    /// Those of `members` whom the binding of a cohort put in (component `enrol_cohort`): they leave with it. Who was in the group before
    /// is not among them, and stays.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub by_cohort: BTreeSet<u64>,
}

impl Group {
    /// The account of this id is not in it any more.
    pub(crate) fn leave(&mut self, user: u64) {
        self.members.remove(&user);
        self.owned.remove(&user);
        self.by_cohort.remove(&user);
    }
}

/// A grouping: groups of a course under one name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Grouping {
    /// Moodle's id.
    pub id: u64,
    /// Id of its course.
    pub course: u64,
    /// Name, unique among the groupings of the course.
    pub name: String,
    /// External identifier, unique among the groupings of the course; empty when none.
    pub idnumber: String,
    /// Description.
    pub description: String,
    /// Ids of its groups.
    pub groups: BTreeSet<u64>,
}

/// A person's enrolment in a course by one method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Id of the course.
    pub course: u64,
    /// Id of the account.
    pub user: u64,
    /// Enrolment method.
    pub method: String,
    /// Start, Unix seconds; 0 when not bounded.
    #[serde(default)]
    pub start: i64,
    /// End, Unix seconds; 0 when not bounded.
    #[serde(default)]
    pub end: i64,
    /// Whether it is active (not suspended).
    pub active: bool,
    /// Short names of the roles that come and go with it, which the method itself gives (`cohort` does, `manual` does not:
    /// [`keeps_its_roles`](super::keeps_its_roles)).
    /// Roles given by hand stand apart: [`RoleAssignment`].
    #[serde(default)]
    pub roles: BTreeSet<String>,
}

/// A role that a person holds in a course, given by hand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RoleAssignment {
    /// Id of the course.
    pub course: u64,
    /// Id of the account.
    pub user: u64,
    /// Short name of the role.
    pub role: String,
}
