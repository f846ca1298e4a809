//! The names of a site's objects: how they are compared, and which there are. Both views of a site go through here, so that
//! they give the same answers.

use std::borrow::Cow;

use md5::{Digest as _, Md5};

use super::ids::Names;
use super::{Directory, Fields, Hashed, MetaMethod, NameHash, SiteIndex, Space, User};
use crate::kinds::Value;
use crate::settings::{CourseIdentifier, GroupIdentifier, UserIdentifier};

/// A text in lower case, as short names, login names and e-mail addresses are compared.
/// Most are so already, and are not copied.
pub(super) fn lower(name: &str) -> Cow<'_, str> {
    if is_lower(name) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_lowercase())
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
const HIGH: u64 = 0x80 * ONES;

/// The highest bit of those of eight bytes that are capitals of ASCII; the other bits, and those of bytes beyond ASCII, mean nothing.
#[inline]
const fn capitals(word: u64) -> u64 {
    // Of ASCII, the first sum sets the high bit of what is `A` or beyond, the second that of what is beyond `Z`.
    let ascii = word & !HIGH;
    (ascii + (0x80 - 0x41) * ONES) & !(ascii + (0x80 - 0x5b) * ONES)
}

/// Whether `lower` is the text with its capitals of ASCII made small. Eight bytes at once, of which most names have two.
#[inline]
pub(crate) fn is_lower_of(lower: &[u8], text: &[u8]) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    let (lower_words, lower_rest) = lower.as_chunks::<8>();
    let mut pairs = words.iter().zip(lower_words);
    let mut rests = rest.iter().zip(lower_rest);
    lower.len() == text.len()
        && pairs.all(|(word, lower)| {
            let word = u64::from_le_bytes(*word);
            // What makes a capital small is a quarter of the highest bit.
            word | (capitals(word) & !word & HIGH) >> 2 == u64::from_le_bytes(*lower)
        })
        && rests.all(|(byte, lower)| byte.to_ascii_lowercase() == *lower)
}

/// Whether a text is ASCII without capitals: in lower case as it stands. (Others may be, too.)
#[inline]
pub(crate) fn is_lower(text: &str) -> bool {
    let other = |word: u64| (capitals(word) | word) & HIGH;
    let bytes = text.as_bytes();
    // What does not fill whole words is looked at in one that overlaps with them.
    if let Some(last) = bytes.last_chunk() {
        let words = bytes.as_chunks().0.iter().chain([last]);
        let words = words.map(|word| u64::from_le_bytes(*word));
        words.fold(0, |any, word| any | other(word)) == 0
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let half = |bytes| u64::from(u32::from_le_bytes(bytes));
        other(half(*first) | half(*last) << 32) == 0
    } else {
        let mut bytes = bytes.iter();
        !bytes.any(|byte| !byte.is_ascii() || byte.is_ascii_uppercase())
    }
}

/// An attribute as a text; empty when absent.
pub(super) fn field(fields: &Fields, name: &str) -> String {
    fields
        .get(name)
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// Whether an attribute has this text; an absent one has the empty one.
pub(super) fn field_is(fields: &Fields, name: &str, text: &str) -> bool {
    match fields.get(name) {
        Some(Value::Text(value)) => value == text,
        Some(value) => value.to_string() == text,
        None => text.is_empty(),
    }
}

/// A name as it is compared in its space.
pub(super) fn normal(space: Space, name: &str) -> Cow<'_, str> {
    match space {
        Space::CourseShortname
        | Space::Username
        | Space::UserEmail
        | Space::SharedEmail
        | Space::UsernameWithEmail
        | Space::CourseIdWithShortname
        | Space::CourseBackup => lower(name),
        Space::UsernameWithIdnumber
        | Space::ShortnameWithIdnumber
        | Space::Group
        | Space::GroupIdnumber
        | Space::GroupId
        | Space::GroupingIdnumber
        | Space::CourseMethod
        | Space::AnyMethod => match name.split_once(Space::PAIR) {
            Some((one, other)) if !is_lower(one) => Cow::Owned(pair(&lower(one), other)),
            _ => Cow::Borrowed(name),
        },
        _ => Cow::Borrowed(name),
    }
}

/// What stands before the MD5 of a former login name in [`Space::DeletedUser`].
const FORMER: &str = "former";

/// What Moodle keeps of the login name of a deleted account: its MD5 in hex.
pub(super) fn former_username(username: &str) -> String {
    let digest = Md5::digest(username.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether an account that [`Space::account`] names so was deleted, by the name that it has or by the login name that it had.
pub(crate) fn was_deleted(directory: &dyn Directory, account: &str) -> bool {
    let by_former = || {
        let (by, username) = account.split_once(Space::PAIR)?;
        let name = pair(FORMER, &former_username(username));
        Some(by == "username" && directory.has(Space::DeletedUser, &name))
    };
    directory.has(Space::DeletedUser, account) || by_former() == Some(true)
}

/// An account as [`Space::account`] names it; empty when it has no such identifier.
fn account(user: &User, identifier: UserIdentifier) -> String {
    let text = user.identifier(identifier);
    if text.is_empty() {
        return text;
    }
    Space::account(identifier, &text)
}

/// Both parts of a pair.
fn pair(one: &str, other: &str) -> String {
    format!("{one}{}{other}", Space::PAIR)
}

impl SiteIndex {
    /// Calls `name` with every name that the site has, in the form in which it is compared; some more than once.
    pub(super) fn each_name(&self, mut name: impl FnMut(Space, &str)) {
        let mut tell = |space, text: &str| {
            if !text.is_empty() {
                name(space, &normal(space, text));
            }
        };
        for course in self.courses() {
            let (id, idnumber) = (course.id.to_string(), field(&course.fields, "idnumber"));
            let shortname = &course.shortname;
            tell(Space::CourseShortname, shortname);
            tell(Space::CourseIdnumber, &idnumber);
            tell(Space::CourseId, &id);
            if self.courses_by_idnumber(&idnumber).count() > 1 {
                tell(Space::SharedCourseIdnumber, &idnumber);
            }
            tell(Space::ShortnameWithIdnumber, &pair(shortname, &idnumber));
            tell(Space::CourseIdWithShortname, &pair(&id, shortname));
            tell(Space::CourseIdWithIdnumber, &pair(&id, &idnumber));
            if course.backup {
                tell(Space::CourseBackup, shortname);
            }
            for (method, enabled) in &course.methods {
                let names = [
                    (CourseIdentifier::Shortname, shortname),
                    (CourseIdentifier::Idnumber, &idnumber),
                    (CourseIdentifier::Id, &id),
                ];
                for (identifier, name) in names.into_iter().filter(|(_, name)| !name.is_empty()) {
                    let name = pair(name, method);
                    tell(Space::any_method(identifier), &name);
                    if *enabled {
                        tell(Space::method(identifier), &name);
                    }
                }
            }
        }
        for category in self.categories() {
            tell(
                Space::CategoryPath,
                &self.category_path(category.id).join("/"),
            );
            tell(Space::CategoryIdnumber, &category.idnumber);
            tell(Space::CategoryId, &category.id.to_string());
        }
        for user in self.users().filter(|user| !user.deleted) {
            let idnumber = field(&user.fields, "idnumber");
            let email = field(&user.fields, "email");
            let email = lower(&email);
            tell(Space::Username, &user.username);
            tell(Space::UserIdnumber, &idnumber);
            tell(Space::UserEmail, &email);
            tell(Space::UserId, &user.id.to_string());
            tell(
                Space::UsernameWithIdnumber,
                &pair(&user.username, &idnumber),
            );
            tell(Space::UsernameWithEmail, &pair(&user.username, &email));
            if self.accounts.email.shared(&email) {
                tell(Space::SharedEmail, &email);
            }
            if self.accounts.idnumber.shared(&idnumber) {
                tell(Space::SharedUserIdnumber, &idnumber);
            }
        }
        for user in self.users().filter(|user| user.deleted) {
            for identifier in UserIdentifier::ALL {
                tell(Space::DeletedUser, &account(user, identifier));
            }
            if !user.former_username.is_empty() {
                tell(Space::DeletedUser, &pair(FORMER, &user.former_username));
            }
        }
        let protected = self.facts.protected.ids().filter_map(|id| self.user(id));
        for user in protected.filter(|user| !user.deleted) {
            for identifier in UserIdentifier::ALL {
                tell(Space::ProtectedUser, &account(user, identifier));
            }
        }
        for group in self.groups() {
            let Some(course) = self.course(group.course) else {
                continue;
            };
            for (identifier, name) in [
                (GroupIdentifier::Name, &group.name),
                (GroupIdentifier::Idnumber, &group.idnumber),
                (GroupIdentifier::Id, &group.id.to_string()),
            ] {
                for (by, course) in course_names(course) {
                    if !course.is_empty() && !name.is_empty() {
                        tell(Space::group(by, identifier), &pair(&course, name));
                    }
                }
            }
        }
        for grouping in self.groupings().filter(|found| !found.idnumber.is_empty()) {
            for (by, course) in self
                .course(grouping.course)
                .into_iter()
                .flat_map(course_names)
            {
                if !course.is_empty() {
                    tell(Space::grouping(by), &pair(&course, &grouping.idnumber));
                }
            }
        }
        for cohort in self.cohorts() {
            tell(Space::CohortName, &cohort.name);
            tell(Space::CohortIdnumber, &cohort.idnumber);
            tell(Space::CohortId, &cohort.id.to_string());
        }
        for role in self.roles() {
            tell(Space::Role, &role.shortname);
            tell(Space::RoleId, &role.id.to_string());
        }
        let facts = &self.facts;
        for (space, names) in [
            (Space::Format, &facts.formats),
            (Space::Auth, &facts.auths),
            (Space::Language, &facts.languages),
            (Space::Theme, &facts.themes),
            (Space::ProfileField, &facts.profile_fields),
            (Space::Module, &facts.modules),
            (Space::Archive, &facts.archives),
            (Space::Archive, &facts.damaged_archives),
            (Space::ReadableArchive, &facts.archives),
            (Space::CohortMethod, &facts.cohort_methods),
        ] {
            for text in names {
                tell(space, text);
            }
        }
        if facts.can_restore {
            tell(Space::Capability, "restore");
        }
        if facts.can_reset {
            tell(Space::Capability, "reset");
        }
        if facts.other_backup_strategy {
            tell(Space::Capability, "backup_strategy");
        }
        if facts.enrol_sync {
            tell(Space::Capability, "enrol_sync");
        }
        if facts.meta != MetaMethod::Off {
            tell(Space::Capability, "meta");
        }
    }

    /// Whether there is a deleted account of this name, as [`Space::account`] gives it.
    fn has_deleted(&self, by: &str, text: &str) -> bool {
        let names = &self.deleted_accounts;
        match by {
            "username" => names.username.has(text),
            FORMER => !text.is_empty() && names.username.has(text),
            "idnumber" => names.idnumber.has(text),
            "email" => names.email.has(text),
            _ => decimal(text)
                .and_then(|id| self.user(id))
                .is_some_and(|user| user.deleted),
        }
    }

    /// The courses that one part of a pair names.
    /// Whether something is so of the id of a course that is called so.
    fn any_course(
        &self,
        identifier: CourseIdentifier,
        name: &str,
        test: impl Fn(u64) -> bool,
    ) -> bool {
        match identifier {
            CourseIdentifier::Shortname => self.course_shortnames.ids(name).any(test),
            CourseIdentifier::Idnumber => self.course_idnumbers.ids(name).any(test),
            CourseIdentifier::Id => decimal(name).is_some_and(test),
        }
    }

    fn course_has(&self, id: &str, test: impl Fn(&super::Course) -> bool) -> bool {
        decimal(id).and_then(|id| self.course(id)).is_some_and(test)
    }
}

/// What a course is called by each identifier; an idnumber may be empty.
fn course_names(course: &super::Course) -> [(CourseIdentifier, String); 3] {
    [
        (CourseIdentifier::Shortname, course.shortname.clone()),
        (
            CourseIdentifier::Idnumber,
            field(&course.fields, "idnumber"),
        ),
        (CourseIdentifier::Id, course.id.to_string()),
    ]
}

/// A number written as Moodle writes it: without sign or leading zeros.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

impl SiteIndex {
    /// Whether the account of this login name has this identifier, by which `names` knows it; an empty one: whether it has none.
    fn account_has(
        &self,
        login: Hashed<'_>,
        (attribute, names): (&str, &Names),
        identifier: Hashed<'_>,
    ) -> bool {
        let Some(id) = self
            .accounts
            .username
            .ids_hashed(login.name, login.hash)
            .next()
        else {
            return false;
        };
        if identifier.name.is_empty() {
            let user = self.user(id);
            return user.is_some_and(|user| field_is(&user.fields, attribute, ""));
        }
        let mut ids = names.ids_hashed(identifier.name, identifier.hash);
        ids.any(|with| with == id)
    }

    /// The accounts by the names of a space of theirs.
    fn accounts_by(&self, space: Space) -> Option<&Names> {
        match space {
            Space::Username => Some(&self.accounts.username),
            Space::UserIdnumber => Some(&self.accounts.idnumber),
            Space::UserEmail => Some(&self.accounts.email),
            _ => None,
        }
    }

    /// The attribute of the accounts in a space of pairs, and its names.
    fn attribute(&self, pairs: Space) -> Option<(&'static str, &Names)> {
        match pairs {
            Space::UsernameWithIdnumber => Some(("idnumber", &self.accounts.idnumber)),
            Space::UsernameWithEmail => Some(("email", &self.accounts.email)),
            _ => None,
        }
    }
}

impl Directory for SiteIndex {
    fn covers(&self, space: Space) -> bool {
        !self.hidden_spaces().any(|hidden| hidden == space)
    }

    fn has_hashed(&self, space: Space, name: &str, hash: NameHash) -> bool {
        match self.accounts_by(space) {
            Some(known) => known.has_hashed(name, hash),
            None => self.has(space, name),
        }
    }

    fn owns(&self, login: Hashed<'_>, pairs: Space, identifier: Hashed<'_>) -> bool {
        self.attribute(pairs)
            .is_some_and(|attribute| self.account_has(login, attribute, identifier))
    }

    fn absent(&self, space: Space, names: &[NameHash]) -> Vec<bool> {
        let known = self.accounts_by(space);
        known.map_or_else(Vec::new, |known| known.absent(names))
    }

    fn look_ahead(&self, space: Space, names: &[NameHash], absent: &[bool]) {
        if let Some(known) = self.accounts_by(space) {
            known.fetch(names, absent);
        }
    }

    fn has(&self, space: Space, name: &str) -> bool {
        let name = &*normal(space, name);
        let (paired, one, other) = match name.split_once(Space::PAIR) {
            Some((one, other)) => (true, one, other),
            None => (false, name, ""),
        };
        let facts = &self.facts;
        let course_of = |id: u64| self.course(id);
        let enabled =
            |id| course_of(id).is_some_and(|course| course.methods.get(other) == Some(&true));
        let has_method =
            |id| course_of(id).is_some_and(|course| course.methods.contains_key(other));
        let idnumber =
            |id| course_of(id).is_some_and(|course| field_is(&course.fields, "idnumber", other));
        // What courses have is known by their ids, without a look at the courses.
        let group = |by: GroupIdentifier| move |id| self.group_by(id, by, other).is_some();
        let grouping = |id| self.grouping_by_idnumber(id, other).is_some();
        let (shortname, number, id) = (
            CourseIdentifier::Shortname,
            CourseIdentifier::Idnumber,
            CourseIdentifier::Id,
        );
        match space {
            Space::CourseShortname => self.course_by_shortname(name).is_some(),
            Space::CourseIdnumber => self.courses_by_idnumber(name).next().is_some(),
            Space::CourseId => self.course_has(name, |_| true),
            Space::CategoryPath => {
                let path: Vec<String> = name.split('/').map(str::to_owned).collect();
                // Below a name that holds the separator itself, paths are found the long way.
                self.category_by_path(&path).is_some()
                    || !name.is_empty()
                        && self.categories().any(|level| level.name.contains('/'))
                        && self
                            .categories()
                            .any(|level| self.category_path(level.id).join("/") == name)
            }
            Space::CategoryIdnumber => self.category_by_idnumber(name).is_some(),
            Space::CategoryId => decimal(name).is_some_and(|id| self.category(id).is_some()),
            Space::Username => self.accounts.username.has(name),
            Space::UserIdnumber => self.accounts.idnumber.has(name),
            Space::UserEmail => self.accounts.email.has(name),
            Space::UserId => decimal(name)
                .and_then(|id| self.user(id))
                .is_some_and(|user| !user.deleted),
            Space::UsernameWithIdnumber | Space::UsernameWithEmail => {
                paired && self.owns(Hashed::of(one), space, Hashed::of(other))
            }
            Space::Role => self.role_by_shortname(name).is_some(),
            Space::CohortName => self.cohort_by_name(name).is_some(),
            Space::CohortIdnumber => self.cohort_by_idnumber(name).is_some(),
            Space::CohortId => decimal(name).is_some_and(|id| self.cohort(id).is_some()),
            Space::RoleId => decimal(name).is_some_and(|id| self.roles.contains_key(&id)),
            Space::CohortMethod => facts.cohort_methods.contains(name),
            Space::Group => self.any_course(shortname, one, group(GroupIdentifier::Name)),
            Space::GroupByCourseIdnumber => {
                self.any_course(number, one, group(GroupIdentifier::Name))
            }
            Space::GroupByCourseId => self.any_course(id, one, group(GroupIdentifier::Name)),
            Space::GroupIdnumber => {
                self.any_course(shortname, one, group(GroupIdentifier::Idnumber))
            }
            Space::GroupIdnumberByCourseIdnumber => {
                self.any_course(number, one, group(GroupIdentifier::Idnumber))
            }
            Space::GroupIdnumberByCourseId => {
                self.any_course(id, one, group(GroupIdentifier::Idnumber))
            }
            Space::GroupId => self.any_course(shortname, one, group(GroupIdentifier::Id)),
            Space::GroupIdByCourseIdnumber => {
                self.any_course(number, one, group(GroupIdentifier::Id))
            }
            Space::GroupIdByCourseId => self.any_course(id, one, group(GroupIdentifier::Id)),
            Space::GroupingIdnumber => self.any_course(shortname, one, grouping),
            Space::GroupingIdnumberByCourseIdnumber => self.any_course(number, one, grouping),
            Space::GroupingIdnumberByCourseId => self.any_course(id, one, grouping),
            Space::CourseMethod => self.any_course(shortname, one, enabled),
            Space::MethodByCourseIdnumber => self.any_course(number, one, enabled),
            Space::MethodByCourseId => self.any_course(id, one, enabled),
            Space::AnyMethod => self.any_course(shortname, one, has_method),
            Space::AnyMethodByCourseIdnumber => self.any_course(number, one, has_method),
            Space::AnyMethodByCourseId => self.any_course(id, one, has_method),
            Space::CourseBackup => self.courses_by_shortname(name).any(|course| course.backup),
            Space::Format => facts.formats.contains(name),
            Space::Auth => facts.auths.contains(name),
            Space::Language => facts.languages.contains(name),
            Space::Theme => facts.themes.contains(name),
            Space::ProfileField => facts.profile_fields.contains(name),
            Space::ShortnameWithIdnumber => paired && self.any_course(shortname, one, idnumber),
            Space::CourseIdWithShortname => {
                self.course_has(one, |course| paired && lower(&course.shortname) == other)
            }
            Space::CourseIdWithIdnumber => paired && self.any_course(id, one, idnumber),
            Space::Archive => {
                facts.archives.contains(name) || facts.damaged_archives.contains(name)
            }
            Space::ReadableArchive => facts.archives.contains(name),
            Space::Capability => match name {
                "restore" => facts.can_restore,
                "reset" => facts.can_reset,
                "backup_strategy" => facts.other_backup_strategy,
                "enrol_sync" => facts.enrol_sync,
                "meta" => facts.meta != MetaMethod::Off,
                _ => false,
            },
            Space::SharedCourseIdnumber => self.courses_by_idnumber(name).count() > 1,
            Space::Module => facts.modules.contains(name),
            Space::SharedEmail => self.accounts.email.shared(name),
            Space::SharedUserIdnumber => self.accounts.idnumber.shared(name),
            Space::DeletedUser => self.has_deleted(one, other),
            Space::ProtectedUser => {
                let protected = facts.protected.ids().filter_map(|id| self.user(id));
                let mut protected = protected.filter(|user| !user.deleted);
                protected.any(|user| {
                    let names = UserIdentifier::ALL.into_iter();
                    names.map(|by| account(user, by)).any(|own| own == name)
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_name_in_lower_case_is_told_by_its_bytes(
            text in "[A-Za-z@\\[`{éÉ0-9-]{0,20}",
            other in "[a-z@\\[`{é0-9-]{0,20}",
        ) {
            let small = text.to_ascii_lowercase();
            prop_assert!(is_lower_of(small.as_bytes(), text.as_bytes()));
            let is_small = other == small;
            prop_assert_eq!(is_lower_of(other.as_bytes(), text.as_bytes()), is_small);
        }

        /// One byte apart, at every place.
        #[test]
        fn a_name_that_differs_in_one_byte_is_another(
            text in "[A-Za-z@\\[`{0-9-]{1,20}",
            at in any::<prop::sample::Index>(),
            byte in 0_u8..128,
        ) {
            let mut small = text.to_ascii_lowercase().into_bytes();
            let at = at.index(small.len());
            let is_same = small[at] == byte;
            small[at] = byte;
            prop_assert_eq!(is_lower_of(&small, text.as_bytes()), is_same);
        }
    }
}
