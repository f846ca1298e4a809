//! Accounts.

use super::Effects;
use super::expect::{change_field, expect, missing, next_id, put, user};
use crate::kinds::Value;
use crate::kinds::pictures::{CHECKSUM_FIELD, checksum_column};
use crate::plan::Change;
use crate::site::apply::Effect;
use crate::site::{ApplyError, Fields, Object, Password, Picture, SiteIndex, Touched, User};

/// A new account: what the row gives, and the site's defaults for the rest.
pub(super) fn create(
    site: &SiteIndex,
    username: &str,
    fields: &Fields,
    password: Password,
    digest: &str,
) -> Effects {
    free_username(site, username)?;
    let mut all = site.facts.defaults.user.clone();
    all.extend(fields.clone());
    put(Object::User(User {
        id: next_id(site.users.last_key_value()),
        username: username.to_owned(),
        fields: all,
        password,
        password_digest: kept_digest(password, digest),
        picture: None,
        deleted: false,
    }))
}

/// Other fields.
pub(super) fn update(site: &SiteIndex, username: &str, changes: &[Change]) -> Effects {
    let mut user = user(site, username)?.clone();
    let what = format!("the account {username}");
    for change in changes {
        change_field(&what, &mut user.fields, change)?;
    }
    put(Object::User(user))
}

/// Another way to log in.
pub(super) fn set_password(
    site: &SiteIndex,
    username: &str,
    password: Password,
    digest: &str,
) -> Effects {
    let mut user = user(site, username)?.clone();
    user.password = password;
    user.password_digest = kept_digest(password, digest);
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
    let what = format!("the picture of the account {username}");
    let shown = |picture: Option<&Picture>| match picture {
        Some(picture) if picture.checksum.is_empty() => "one set by hand".to_owned(),
        Some(picture) => picture.checksum.clone(),
        None => "absent".to_owned(),
    };
    let found = user.picture.as_ref();
    expect(&what, found == old, shown(old), shown(found))?;
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
            return Err(ApplyError::Exists(format!("the account {to}")));
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
        .ok_or_else(|| missing(format!("the deleted account {username}")))?
        .clone();
    user.deleted = false;
    put(Object::User(user))
}

/// The record stays, so that the account can be revived; what it took part in does not, as in Moodle.
pub(super) fn delete(site: &SiteIndex, username: &str) -> Effects {
    let mut user = user(site, username)?.clone();
    let id = user.id;
    user.deleted = true;
    user.picture = None;
    let mut effects = vec![Effect::Put(Object::User(user))];
    for &(_, course) in site.courses_of_users.range((id, 0)..=(id, u64::MAX)) {
        let Some(part) = site.participations.get(&(course, id)) else {
            continue;
        };
        let methods = part.enrolments.keys().cloned();
        let roles = part.roles.iter().cloned();
        effects.extend(methods.map(|name| Effect::Remove(Touched::Enrolment(course, id, name))));
        effects.extend(roles.map(|name| Effect::Remove(Touched::RoleAssignment(course, id, name))));
    }
    for cohort in site.cohorts().filter(|cohort| cohort.members.contains(&id)) {
        let mut cohort = cohort.clone();
        cohort.members.remove(&id);
        effects.push(Effect::Put(Object::Cohort(cohort)));
    }
    for group in site.groups().filter(|group| group.members.contains(&id)) {
        let mut group = group.clone();
        group.members.remove(&id);
        effects.push(Effect::Put(Object::Group(group)));
    }
    Ok(effects)
}

fn free_username(site: &SiteIndex, username: &str) -> Result<(), ApplyError> {
    match site.user_by_username(username) {
        Some(_) => Err(ApplyError::Exists(format!("the account {username}"))),
        None => Ok(()),
    }
}

/// A digest is kept only of a password that is set.
fn kept_digest(password: Password, digest: &str) -> String {
    match password {
        Password::Set => digest.to_owned(),
        Password::None | Password::ToGenerate => String::new(),
    }
}
