//! "Does this exist?": the one question that checks ask of a site.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::NameHash;
use super::names::lower;
use crate::settings::{CourseIdentifier, GroupIdentifier, UserIdentifier};

/// What kind of name is asked for. Values are compared as Moodle compares them:
/// short names and login names without regard to case, other texts exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Space {
    /// A course by short name.
    CourseShortname = 0,
    /// A course by idnumber (never empty).
    CourseIdnumber = 1,
    /// A course by Moodle's id, in decimal.
    CourseId = 2,
    /// A category by path: names from the root, joined by `/`.
    CategoryPath = 3,
    /// A category by idnumber.
    CategoryIdnumber = 4,
    /// A category by Moodle's id, in decimal.
    CategoryId = 5,
    /// An account (not deleted) by login name.
    Username = 6,
    /// An account by idnumber.
    UserIdnumber = 7,
    /// An account by e-mail address, in lower case.
    UserEmail = 8,
    /// An account by Moodle's id, in decimal.
    UserId = 9,
    /// An account by login name and idnumber, joined by U+001F: the two belong together.
    /// An account without idnumber has its login name with an empty one.
    UsernameWithIdnumber = 10,
    /// An account by login name and e-mail address (in lower case), joined by U+001F.
    /// An account without address has its login name with an empty one.
    UsernameWithEmail = 11,
    /// A role by short name.
    Role = 12,
    /// A cohort by name.
    CohortName = 13,
    /// A cohort by idnumber.
    CohortIdnumber = 14,
    /// A group: course short name and group name, joined by U+001F.
    Group = 15,
    /// An enrolment method that is enabled in a course: course short name and method name, joined by U+001F.
    CourseMethod = 16,
    /// A course that has a backup of its own to be restored from, by short name.
    CourseBackup = 17,
    /// An installed course format.
    Format = 18,
    /// An installed authentication method.
    Auth = 19,
    /// An installed language pack.
    Language = 20,
    /// An installed theme.
    Theme = 21,
    /// A custom profile field by short name.
    ProfileField = 22,
    /// A course, by short name and idnumber joined by U+001F: the two belong together.
    /// A course without idnumber has its short name with an empty one.
    ShortnameWithIdnumber = 23,
    /// A course archive (`.mbz`) that is on the site, readable or not, by path as written in a file.
    Archive = 24,
    /// A course archive that the site can open, by path.
    ReadableArchive = 25,
    /// What the site can do: `restore` (courses from archives), `reset` (courses), `backup_strategy` (it looks for a course's archive
    /// elsewhere too when the course's own backups hold none), `enrol_sync` (the method `sync` keeps the enrolments of files apart),
    /// `meta` (courses can take the people of others).
    Capability = 26,
    /// An e-mail address (in lower case) that several accounts share.
    SharedEmail = 27,
    /// An idnumber that several accounts share.
    SharedUserIdnumber = 28,
    /// A course by Moodle's id and short name, joined by U+001F: the two belong together.
    CourseIdWithShortname = 29,
    /// A course by Moodle's id and idnumber, joined by U+001F: the two belong together.
    CourseIdWithIdnumber = 30,
    /// As [`Space::Group`], by the course's idnumber.
    GroupByCourseIdnumber = 31,
    /// As [`Space::Group`], by the course's id.
    GroupByCourseId = 32,
    /// As [`Space::CourseMethod`], by the course's idnumber.
    MethodByCourseIdnumber = 33,
    /// As [`Space::CourseMethod`], by the course's id.
    MethodByCourseId = 34,
    /// A cohort by Moodle's id, in decimal.
    CohortId = 35,
    /// A role by Moodle's id, in decimal.
    RoleId = 36,
    /// An enrolment method, switched on for the site, that binds cohorts to courses.
    CohortMethod = 37,
    /// As [`Space::Group`], by the group's idnumber.
    GroupIdnumber = 38,
    /// As [`Space::GroupIdnumber`], by the course's idnumber.
    GroupIdnumberByCourseIdnumber = 39,
    /// As [`Space::GroupIdnumber`], by the course's id.
    GroupIdnumberByCourseId = 40,
    /// As [`Space::Group`], by the group's id, in decimal.
    GroupId = 41,
    /// As [`Space::GroupId`], by the course's idnumber.
    GroupIdByCourseIdnumber = 42,
    /// As [`Space::GroupId`], by the course's id.
    GroupIdByCourseId = 43,
    /// A grouping: course short name and the grouping's idnumber, joined by U+001F.
    GroupingIdnumber = 44,
    /// As [`Space::GroupingIdnumber`], by the course's idnumber.
    GroupingIdnumberByCourseIdnumber = 45,
    /// As [`Space::GroupingIdnumber`], by the course's id.
    GroupingIdnumberByCourseId = 46,
    /// A deleted account that nobody revived, by [`Space::account`].
    DeletedUser = 47,
    /// An account that no file deletes or suspends, by [`Space::account`].
    ProtectedUser = 48,
    /// An enrolment method that a course has, enabled or not: course short name and method name, joined by U+001F.
    AnyMethod = 49,
    /// As [`Space::AnyMethod`], by the course's idnumber.
    AnyMethodByCourseIdnumber = 50,
    /// As [`Space::AnyMethod`], by the course's id.
    AnyMethodByCourseId = 51,
    /// An idnumber that several courses share.
    SharedCourseIdnumber = 52,
    /// An installed activity module.
    Module = 53,
}

impl Space {
    /// The space of highest number; numbers have no gaps.
    pub const LAST: Self = Self::Module;

    /// Joins the two parts of a pair.
    pub const PAIR: char = '\u{1f}';

    /// Of courses by this identifier.
    pub const fn course(identifier: CourseIdentifier) -> Self {
        match identifier {
            CourseIdentifier::Shortname => Self::CourseShortname,
            CourseIdentifier::Idnumber => Self::CourseIdnumber,
            CourseIdentifier::Id => Self::CourseId,
        }
    }

    /// Of enabled enrolment methods by this identifier of the course.
    pub const fn method(course: CourseIdentifier) -> Self {
        match course {
            CourseIdentifier::Shortname => Self::CourseMethod,
            CourseIdentifier::Idnumber => Self::MethodByCourseIdnumber,
            CourseIdentifier::Id => Self::MethodByCourseId,
        }
    }

    /// As [`Space::method`], whether they are enabled or not.
    pub const fn any_method(course: CourseIdentifier) -> Self {
        match course {
            CourseIdentifier::Shortname => Self::AnyMethod,
            CourseIdentifier::Idnumber => Self::AnyMethodByCourseIdnumber,
            CourseIdentifier::Id => Self::AnyMethodByCourseId,
        }
    }

    /// Of groups by these identifiers of the course and of the group in it.
    pub const fn group(course: CourseIdentifier, group: GroupIdentifier) -> Self {
        match (group, course) {
            (GroupIdentifier::Name, CourseIdentifier::Shortname) => Self::Group,
            (GroupIdentifier::Name, CourseIdentifier::Idnumber) => Self::GroupByCourseIdnumber,
            (GroupIdentifier::Name, CourseIdentifier::Id) => Self::GroupByCourseId,
            (GroupIdentifier::Idnumber, CourseIdentifier::Shortname) => Self::GroupIdnumber,
            (GroupIdentifier::Idnumber, CourseIdentifier::Idnumber) => {
                Self::GroupIdnumberByCourseIdnumber
            }
            (GroupIdentifier::Idnumber, CourseIdentifier::Id) => Self::GroupIdnumberByCourseId,
            (GroupIdentifier::Id, CourseIdentifier::Shortname) => Self::GroupId,
            (GroupIdentifier::Id, CourseIdentifier::Idnumber) => Self::GroupIdByCourseIdnumber,
            (GroupIdentifier::Id, CourseIdentifier::Id) => Self::GroupIdByCourseId,
        }
    }

    /// Of groupings by idnumber and this identifier of the course.
    pub const fn grouping(course: CourseIdentifier) -> Self {
        match course {
            CourseIdentifier::Shortname => Self::GroupingIdnumber,
            CourseIdentifier::Idnumber => Self::GroupingIdnumberByCourseIdnumber,
            CourseIdentifier::Id => Self::GroupingIdnumberByCourseId,
        }
    }

    /// The space of accounts by an identifier.
    pub const fn user(identifier: UserIdentifier) -> Self {
        match identifier {
            UserIdentifier::Idnumber => Self::UserIdnumber,
            UserIdentifier::Username => Self::Username,
            UserIdentifier::Email => Self::UserEmail,
            UserIdentifier::Id => Self::UserId,
        }
    }

    /// The name of an account in the spaces that hold it by each of its identifiers: which one it is and the identifier, joined
    /// by U+001F.
    pub fn account(identifier: UserIdentifier, text: &str) -> String {
        let (by, text) = match identifier {
            UserIdentifier::Idnumber => ("idnumber", Cow::Borrowed(text)),
            UserIdentifier::Username => ("username", lower(text)),
            UserIdentifier::Email => ("email", lower(text)),
            UserIdentifier::Id => ("id", Cow::Borrowed(text)),
        };
        format!("{by}{}{text}", Self::PAIR)
    }
}

/// A name, in the form in which it is compared, and its hash.
#[derive(Debug, Clone, Copy)]
pub struct Hashed<'n> {
    /// The name.
    pub name: &'n str,
    /// Its hash.
    pub hash: NameHash,
}

impl<'n> Hashed<'n> {
    /// A name whose hash is not known yet.
    pub fn of(name: &'n str) -> Self {
        let hash = NameHash::of(name);
        Self { name, hash }
    }
}

/// Who can say what exists on a site.
pub trait Directory: Sync {
    /// Whether this directory knows the site at all. Where it does not, nothing is said of references.
    fn covers(&self, space: Space) -> bool;

    /// Whether the site has an object of this name.
    fn has(&self, space: Space, name: &str) -> bool;

    /// As [`Directory::has`], where the hash of the name is known, for a directory that can do with it. The name is in the form in which names
    /// of the space are compared.
    fn has_hashed(&self, space: Space, name: &str, _hash: NameHash) -> bool {
        self.has(space, name)
    }

    /// Whether the account of a login name has this identifier too; an empty one: whether it has none. Asks for the pair in
    /// [`Space::UsernameWithIdnumber`] or [`Space::UsernameWithEmail`] unless the directory can do with the parts. Both names are in the
    /// form in which they are compared.
    fn owns(&self, login: Hashed<'_>, pairs: Space, identifier: Hashed<'_>) -> bool {
        let pair = format!("{}{}{}", login.name, Space::PAIR, identifier.name);
        self.has(pairs, &pair)
    }

    /// Whether it tells of a site as it will be. What is gone by then may still be known by two names together.
    fn foresees(&self) -> bool {
        false
    }

    /// Says of each name whether the site is known not to have it, without going far for an answer; says nothing (is empty) where that is not known.
    fn absent(&self, _space: Space, _names: &[NameHash]) -> Vec<bool> {
        Vec::new()
    }

    /// Announces names that will be asked for soon, those apart that are known to be absent, for a directory that is so large that looking something up means
    /// waiting for memory.
    fn look_ahead(&self, _space: Space, _names: &[NameHash], _absent: &[bool]) {}
}

/// No site: a file is checked for itself alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSite;

impl Directory for NoSite {
    fn covers(&self, _space: Space) -> bool {
        false
    }

    fn has(&self, _space: Space, _name: &str) -> bool {
        false
    }
}
