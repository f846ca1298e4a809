//! Accounts.

use super::Effects;
use super::expect::{change_field, expect, expect_features, missing, next_id, put, user};
use crate::kinds::Value;
use crate::kinds::pictures::{CHECKSUM_FIELD, checksum_column};
use crate::plan::{AccountState, Change};
use crate::site::apply::Effect;
use crate::site::{
    ApplyError, Fields, Object, Part, Password, Picture, SiteIndex, Thing, ThingKind, Touched, User,
};

/// How an account will log in.
pub(super) struct Login<'o> {
    password: Password,
    digest: &'o str,
    mail: &'o str,
    force_change: bool,
}

impl<'o> Login<'o> {
    /// By this kind of password, which has this digest and is mailed to this address (empty: to nobody).
    pub(super) const fn new(password: Password, digest: &'o str, mail: &'o str) -> Self {
        Self {
            password,
            digest,
            mail,
            force_change: false,
        }
    }

    /// With a password that must be changed at the first login.
    pub(super) const fn force_change(mut self, force: bool) -> Self {
        self.force_change = force;
        self
    }

    /// From now on.
    fn give(&self, user: &mut User) {
        user.password = self.password;
        // A digest is kept only of a password that is set.
        user.password_digest = match self.password {
            Password::Set => self.digest.to_owned(),
            Password::None | Password::ToGenerate => String::new(),
        };
        user.force_change |= self.force_change;
        if !self.mail.is_empty() {
            user.mails.push(self.mail.to_owned());
        }
    }
}

/// A new account: what the row gives, and the site's defaults for the rest.
pub(super) fn create(
    site: &SiteIndex,
    username: &str,
    fields: &Fields,
    login: Login<'_>,
) -> Effects {
    free_username(site, username)?;
    let mut all = site.facts.defaults.user.clone();
    all.extend(fields.clone());
    let mut user = User {
        id: next_id(site.users.last_key_value()),
        username: username.to_owned(),
        fields: all,
        ..User::default()
    };
    login.give(&mut user);
    put(Object::User(user))
}

/// Other fields.
pub(super) fn update(site: &SiteIndex, username: &str, changes: &[Change]) -> Effects {
    let mut user = user(site, username)?.clone();
    let what = || Thing::account(username);
    for change in changes {
        change_field(what, &mut user.fields, change)?;
    }
    put(Object::User(user))
}

/// Another way to log in.
pub(super) fn set_password(site: &SiteIndex, username: &str, login: Login<'_>) -> Effects {
    let mut user = user(site, username)?.clone();
    login.give(&mut user);
    put(Object::User(user))
}

/// Another picture. Its checksum is kept in the profile field that the site has for it (seed 000).
pub(super) fn set_picture(
    site: &SiteIndex,
    username: &str,
    old: Option<&Picture>,
    new: &Picture,
) -> Effects {
    let mut user = user(site, username)?.clone();
    let what = || Thing::account(username).part(Part::Picture);
    let shown = |picture: Option<&Picture>| match picture {
        Some(picture) if picture.checksum.is_empty() => "by_hand".to_owned(),
        Some(picture) => picture.checksum.clone(),
        None => "absent".to_owned(),
    };
    let found = user.picture.as_ref();
    expect(what, found == old, shown(old), shown(found))?;
    if site.facts.profile_fields.contains(CHECKSUM_FIELD) {
        user.fields
            .insert(checksum_column(), Value::Text(new.checksum.clone()));
    }
    user.picture = Some(new.clone());
    put(Object::User(user))
}

/// Another login name.
pub(super) fn rename(site: &SiteIndex, from: &str, to: &str) -> Effects {
    let mut renamed = user(site, from)?.clone();
    match site.user_by_username(to) {
        Some(other) if other.id != renamed.id => {
            return Err(ApplyError::Exists(Thing::account(to)));
        }
        _ => to.clone_into(&mut renamed.username),
    }
    put(Object::User(renamed))
}

/// A deleted account back again.
pub(super) fn revive(site: &SiteIndex, username: &str) -> Effects {
    free_username(site, username)?;
    let mut user = site
        .deleted_user_by_username(username)
        .ok_or_else(|| missing(Thing::new(ThingKind::DeletedAccount, username)))?
        .clone();
    user.deleted = false;
    user.former_username.clear();
    put(Object::User(user))
}

/// The record stays, so that the account can be revived; what it took part in does not, as in Moodle.
pub(super) fn delete(site: &SiteIndex, username: &str, old: &AccountState) -> Effects {
    let mut user = user(site, username)?.clone();
    let found = site.account_state(&user);
    let what = || Thing::account(username).part(Part::Ties);
    let same = found.has_same_ties(old);
    expect_features(what, same, || (old.told_ties(), found.told_ties()))?;
    let id = user.id;
    user.deleted = true;
    let mut effects = vec![Effect::Put(Object::User(user))];
    for &(_, course) in site.courses_of_users.range((id, 0)..=(id, u64::MAX)) {
        let Some(part) = site.participations.get(&(course, id)) else {
            continue;
        };
        let methods = part.enrolments.iter().map(|one| one.method.clone());
        let roles = part.roles.iter().cloned();
        effects.extend(methods.map(|name| Effect::Remove(Touched::Enrolment(course, id, name))));
        effects.extend(roles.map(|name| Effect::Remove(Touched::RoleAssignment(course, id, name))));
    }
    let cohorts = site.cohorts().filter(|cohort| cohort.members.contains(&id));
    effects.extend(cohorts.map(|cohort| Effect::Leave(Touched::Cohort(cohort.id), id)));
    let groups = site.groups().filter(|group| group.members.contains(&id));
    effects.extend(groups.map(|group| Effect::Leave(Touched::Group(group.id), id)));
    Ok(effects)
}

fn free_username(site: &SiteIndex, username: &str) -> Result<(), ApplyError> {
    match site.user_by_username(username) {
        Some(_) => Err(ApplyError::Exists(Thing::account(username))),
        None => Ok(()),
    }
}
